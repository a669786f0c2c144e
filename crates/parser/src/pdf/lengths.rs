//! Puts the lengths of streams where they are named: lopdf follows the reference of a /Length while it reads the
//! stream, and a stream that takes its length from the next, and so on, takes the stack.

use std::borrow::Cow;
use std::ops::Range;

use fenjie_model::{HashMap, HashSet};
use lopdf::ObjectId;
use memchr::{memchr_iter, memmem};

use super::lexer::{is_delimiter, is_white};

/// The bytes with a number in place of each reference that follows a /Length. Where the number is not known, or takes
/// more room than the reference, it is 0: such a stream is read up to its `endstream`. All else stays where it is.
pub(super) fn with_lengths(mut bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let references: Vec<(Range<usize>, ObjectId)> = names(&bytes, b"Length")
        .filter_map(|name| {
            let (length, id) = reference(&bytes[name.end..])?;
            Some((name.end..name.end + length, id))
        })
        .collect();
    if references.is_empty() {
        return bytes;
    }
    let numbers = numbers(&bytes, &references.iter().map(|(_, id)| *id).collect());
    let all = bytes.to_mut();
    for (place, id) in references {
        let slot = &mut all[place];
        let number = numbers.get(&id).map(|number| format!(" {number}"));
        let number = number.filter(|number| number.len() <= slot.len()).unwrap_or_else(|| " 0".to_owned());
        slot.fill(b' ');
        slot[..number.len()].copy_from_slice(number.as_bytes());
    }
    bytes
}

/// Where a name stands, however it is spelled (`#4c` is L), from its slash to its end.
pub(super) fn names<'a>(bytes: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = Range<usize>> {
    memchr_iter(b'/', bytes)
        .filter_map(move |slash| Some(slash..slash + 1 + spelled(&bytes[slash + 1..], name)?))
}

/// The length of the name at the start of the bytes, where it is this one.
fn spelled(bytes: &[u8], name: &[u8]) -> Option<usize> {
    let mut at = 0;
    for &letter in name {
        at += match bytes.get(at..)? {
            [byte, ..] if *byte == letter => 1,
            [b'#', code @ ..] if code.len() >= 2 && code[..2] == *format!("{letter:02x}").as_bytes() => 3,
            [b'#', code @ ..] if code.len() >= 2 && code[..2] == *format!("{letter:02X}").as_bytes() => 3,
            _ => return None,
        };
    }
    bytes.get(at).is_none_or(|&byte| is_white(byte) || is_delimiter(byte)).then_some(at)
}

/// The reference at the start of the bytes, and how long it is with the white space before it.
fn reference(bytes: &[u8]) -> Option<(usize, ObjectId)> {
    let (number, at) = number(bytes, 0)?;
    let (generation, at) = self::number(bytes, at)?;
    let at = after_space(bytes, at);
    (bytes.get(at) == Some(&b'R')).then_some(())?;
    Some((at + 1, (number, u16::try_from(generation).ok()?)))
}

/// The objects of these that are a number and nothing more. Of several copies the last counts.
fn numbers(bytes: &[u8], wanted: &HashSet<ObjectId>) -> HashMap<ObjectId, u32> {
    let mut numbers = HashMap::default();
    for at in memmem::find_iter(bytes, b"obj") {
        if let Some((_, id)) = header(&bytes[..at]).filter(|(_, id)| wanted.contains(id))
            && let Some((value, end)) = number(bytes, at + b"obj".len())
            && bytes[after_space(bytes, end)..].starts_with(b"endobj")
        {
            numbers.insert(id, value);
        }
    }
    numbers
}

/// The numbers of an object before its `obj`, and where they begin.
pub(super) fn header(before: &[u8]) -> Option<(usize, ObjectId)> {
    let (generation, before) = last_number(before)?;
    let gap = before.trim_ascii_end().len();
    let (number, rest) = last_number(&before[..gap]).filter(|_| gap < before.len())?;
    Some((rest.len(), (number, u16::try_from(generation).ok()?)))
}

/// The number that ends the bytes, white space passed over, and what is before it.
fn last_number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let bytes = bytes.trim_ascii_end();
    // More digits than a number of an object has.
    let digits = bytes.iter().rev().take(11).take_while(|byte| byte.is_ascii_digit()).count();
    let (before, digits) = bytes.split_at(bytes.len() - digits);
    Some((std::str::from_utf8(digits).ok()?.parse().ok()?, before))
}

/// The number behind the white space there, and where it ends.
pub(super) fn number(bytes: &[u8], at: usize) -> Option<(u32, usize)> {
    let start = after_space(bytes, at);
    let digits = bytes[start..].iter().take(11).take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(&bytes[start..start + digits]).ok()?.parse().ok()?;
    Some((number, start + digits))
}

/// Where white space and comments end.
fn after_space(bytes: &[u8], mut at: usize) -> usize {
    let mut is_comment = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' => is_comment = false,
            b'%' => is_comment = true,
            byte if is_comment || is_white(byte) => {}
            _ => break,
        }
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &str, expected: &str) {
        let found = with_lengths(Cow::Borrowed(bytes.as_bytes()));
        assert_eq!(String::from_utf8_lossy(&found), expected);
    }

    #[test]
    fn lengths_stand_where_they_are_named() {
        check("<</Length 5 0 R>> 5 0 obj 417 endobj", "<</Length 417  >> 5 0 obj 417 endobj");
        check("<</#4cengt#68%c\n5 0 R/A>> 5 0 obj 4 endobj", "<</#4cengt#68 4      /A>> 5 0 obj 4 endobj");
        check(
            "<</Length 5 0 R>> 5 0 obj 4 endobj 5 0 obj 9 endobj",
            "<</Length 9    >> 5 0 obj 4 endobj 5 0 obj 9 endobj",
        );
    }

    #[test]
    fn other_lengths_are_looked_for() {
        check("<</Length 5 0 R>> 5 0 obj <</Length 6 0 R>>", "<</Length 0    >> 5 0 obj <</Length 0    >>");
        check("<</Length 5 0 R>> 5 0 obj 123456 endobj", "<</Length 0    >> 5 0 obj 123456 endobj");
    }

    #[test]
    fn all_else_stays() {
        for bytes in
            ["<</Length 9>>", "<</Length1 5 0 R>>", "/Length 5 0", "/Length", "<</Length 99999 99999 R>>"]
        {
            check(bytes, bytes);
        }
    }
}
