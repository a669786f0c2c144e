//! Adds to the bytes of a file what lopdf cannot do without: a catalog and trailer where the file ends before them.

use super::encryption;
use super::lexer::is_white;

/// The file with a catalog that lists no pages, and a trailer that names it. An object that the end cuts is closed.
pub(super) fn closed(bytes: &[u8]) -> Vec<u8> {
    // No file uses number 0, the head of the free list.
    let catalog = b"\nendstream\nendobj\n0 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Size 1/Root 0 0 R";
    [bytes, catalog, &encryption(bytes).unwrap_or_default(), b">>\n"].concat()
}

/// What a trailer says of the encryption of a file that has lost its own: the last dictionary of the standard security
/// handler, and the file's ID where it stands anywhere. Without an ID the keys before AES-256 cannot be had.
fn encryption(bytes: &[u8]) -> Option<Vec<u8>> {
    let handler = rfind(bytes, b"/Standard")?;
    let head = rfind(&bytes[..handler], b" obj")?;
    let dict = bytes[head..].windows(2).position(|two| two == b"<<").map(|at| &bytes[head + at..])?;
    let dict = &dict[..dict_len(dict)?];
    [&b"/Filter"[..], b"/O", b"/U"].iter().all(|key| rfind(dict, key).is_some()).then_some(())?;
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let generation = bytes[..head].iter().rev().take_while(|byte| is_digit(byte)).count();
    let gap = head.checked_sub(generation + 1)?;
    let number = bytes[..gap].iter().rev().take_while(|byte| is_digit(byte)).count();
    let id = file_id(bytes).unwrap_or(b"[<><>]");
    let key = format!("/{} ", encryption::HIDDEN);
    Some([key.as_bytes(), &bytes[gap - number..head], b" R/ID", id].concat())
}

/// The two strings of the last /ID, in their brackets.
fn file_id(bytes: &[u8]) -> Option<&[u8]> {
    let at = rfind(bytes, b"/ID")? + b"/ID".len();
    let array = &bytes[at + bytes[at..].iter().take_while(|&&byte| is_white(byte)).count()..];
    let mut end = 0;
    loop {
        match array.get(end)? {
            b'[' if end == 0 => end += 1,
            b'(' => end += string_len(&array[end..])?,
            b'<' => end += array[end..].iter().position(|&byte| byte == b'>')? + 1,
            b']' => return Some(&array[..=end]),
            byte if is_white(*byte) => end += 1,
            _ => return None,
        }
    }
}

/// The length of the dictionary at the start of the bytes, in bytes.
fn dict_len(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at..)? {
            [b'<', b'<', ..] => (depth, at) = (depth + 1, at + 2),
            [b'>', b'>', ..] => {
                (depth, at) = (depth.checked_sub(1)?, at + 2);
                if depth == 0 {
                    return Some(at);
                }
            }
            [b'<', rest @ ..] => at += rest.iter().position(|&byte| byte == b'>')? + 2,
            [b'(', ..] => at += string_len(&bytes[at..])?,
            [] => return None,
            _ => at += 1,
        }
    }
}

/// The length of the string in brackets at the start of the bytes, in bytes.
fn string_len(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, 0);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_closed(bytes: &str, expected: &str) {
        let closed = closed(bytes.as_bytes());
        let trailer =
            String::from_utf8_lossy(&closed[rfind(&closed, b"/Root").expect("a trailer")..]).into_owned();
        assert_eq!(trailer, format!("/Root 0 0 R{expected}>>\n"), "{bytes}");
    }

    #[test]
    fn a_lost_trailer_names_what_encrypts() {
        let dict = "73 0 obj\n<</Filter /Standard/R 6/O(a>>)/U<00>>>\nendobj";
        check_closed(dict, "/encrypt 73 0 R/ID[<><>]");
        check_closed(&format!("trailer <</ID [<ab> (])]>> {dict} 74 0 obj"), "/encrypt 73 0 R/ID[<ab> (])]");
        check_closed("7 0 obj <</Encoding/StandardEncoding>> endobj", "");
        check_closed("7 0 obj <</Filter/Standard/O(", "");
        check_closed("/Standard obj /Standard", "");
    }
}
