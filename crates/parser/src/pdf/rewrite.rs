//! Adds to the bytes of a file what lopdf cannot do without: a catalog and trailer where the file ends before them, an
//! /Encrypt dictionary as an object of its own.

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
    Some([b"/Encrypt ", &bytes[gap - number..head], b" R/ID", id].concat())
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

/// The file with an update after it that holds the /Encrypt dictionary as an object, where the trailer holds it directly.
pub(super) fn indirect_encryption(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEY: &[u8] = b"/Encrypt";
    // As elsewhere in a file, offsets count from the header.
    let header = rfind(&bytes[..bytes.len().min(super::HEADER_WITHIN)], b"%PDF-")?;
    let mut end = bytes.len();
    let (at, start) = loop {
        let at = rfind(&bytes[..end], KEY)?;
        let after = at + KEY.len();
        let start = after + bytes[after..].iter().take_while(|&&byte| is_white(byte)).count();
        if bytes[start..].starts_with(b"<<") {
            break (at, start);
        }
        end = at;
    };
    let encryption = &bytes[start..start + dict_len(&bytes[start..])?];
    // The trailer, or the cross-reference stream in its stead.
    let keyword = rfind(&bytes[..at], b"trailer").max(rfind(&bytes[..at], b" obj"))?;
    let open = keyword + bytes[keyword..at].windows(2).position(|two| two == b"<<")?;
    let trailer = &bytes[open..open + dict_len(&bytes[open..])?];
    let number = number_after(trailer, b"/Size")?;
    let previous = number_after(bytes, b"startxref")?;
    let (before, after) =
        (bytes.get(open..at)?, trailer.get(start + encryption.len() - open..trailer.len() - 2)?);

    let mut out = bytes.to_vec();
    out.push(b'\n');
    let offset = out.len() - header;
    out.extend(format!("{number} 0 obj\n").bytes());
    out.extend(encryption);
    out.extend(b"\nendobj\n");
    let table = out.len() - header;
    out.extend(format!("xref\n{number} 1\n{offset:010} 00000 n \ntrailer\n").bytes());
    out.extend(before);
    out.extend(format!("/Encrypt {number} 0 R").bytes());
    out.extend(after);
    let size = number.checked_add(1)?;
    out.extend(format!("/Size {size}/Prev {previous}>>\nstartxref\n{table}\n%%EOF\n").bytes());
    Some(out)
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

/// The number after the last of the keywords.
fn number_after(bytes: &[u8], keyword: &[u8]) -> Option<u32> {
    let rest = &bytes[rfind(bytes, keyword)? + keyword.len()..];
    let digits = rest.iter().skip_while(|&&byte| is_white(byte)).take_while(|byte| byte.is_ascii_digit());
    let digits: Vec<u8> = digits.copied().collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

fn rfind(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(trailer: &str, expected: Option<&str>) {
        let bytes = format!("%PDF-1.7\ntrailer\n{trailer}\nstartxref\n9\n%%EOF");
        let update = indirect_encryption(bytes.as_bytes())
            .map(|all| String::from_utf8_lossy(&all[bytes.len() + 1..]).replace('\n', " "));
        assert_eq!(update.as_deref(), expected, "{trailer}");
    }

    #[test]
    fn an_encryption_dictionary_becomes_an_object() {
        check(
            "<</Size 5/Encrypt <</O(>>\\))/CF<</U<AB>>>>>/Root 1 0 R>>",
            Some(
                "5 0 obj <</O(>>\\))/CF<</U<AB>>>>> endobj xref 5 1 0000000092 00000 n  trailer \
                 <</Size 5/Encrypt 5 0 R/Root 1 0 R/Size 6/Prev 9>> startxref 133 %%EOF ",
            ),
        );
    }

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
        check_closed(dict, "/Encrypt 73 0 R/ID[<><>]");
        check_closed(&format!("trailer <</ID [<ab> (])]>> {dict} 74 0 obj"), "/Encrypt 73 0 R/ID[<ab> (])]");
        check_closed("7 0 obj <</Encoding/StandardEncoding>> endobj", "");
        check_closed("7 0 obj <</Filter/Standard/O(", "");
        check_closed("/Standard obj /Standard", "");
    }

    #[test]
    fn other_trailers_stay() {
        check("<</Size 5/Encrypt 4 0 R/Root 1 0 R>>", None);
        check("<</Size 5/Encrypt <</O(", None);
        check("<</Encrypt <<>>/Root 1 0 R>>", None);
    }
}
