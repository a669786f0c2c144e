//! Takes the structure tree out of the bytes of a file before lopdf reads every object of it: the larger part of a
//! tagged file's objects, which no page is drawn with.

use std::borrow::Cow;

use memchr::memmem;

use super::lexer::{is_delimiter, is_white};

const ELEMENT: &[u8] = b"/StructElem";

/// The bytes with `null` in place of each structure element that is an object of its own and says so first. All else
/// stays where it is.
pub(super) fn without_elements(mut lean: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
    let mut seen = 0;
    let places: Vec<usize> = memmem::find_iter(&lean, ELEMENT).collect();
    for at in places {
        let bytes = &*lean;
        let Some(start) = start(&bytes[..at]).filter(|&start| start >= seen) else { continue };
        let Some(length) = memmem::find(&bytes[start..], b"endobj") else { break };
        seen = start + length;
        if is_element(&bytes[at + ELEMENT.len()..], &bytes[start..seen]) {
            let object = &mut lean.to_mut()[start..seen];
            object.fill(b' ');
            object[..4].copy_from_slice(b"null");
        }
    }
    lean
}

/// Where the dictionary opens whose first entry has its value here, if that entry is its /Type and it is an object.
fn start(before: &[u8]) -> Option<usize> {
    let key = before.trim_ascii_end().strip_suffix(b"/Type")?;
    let open = key.trim_ascii_end().strip_suffix(b"<<")?;
    open.trim_ascii_end().ends_with(b"obj").then_some(open.len())
}

/// Whether the name ends before `after`, and the object is no stream.
fn is_element(after: &[u8], object: &[u8]) -> bool {
    let ends = after.first().is_none_or(|&byte| is_white(byte) || is_delimiter(byte));
    ends && memmem::find(object, b"stream").is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &str, expected: &str) {
        assert_eq!(String::from_utf8_lossy(&without_elements(Cow::Borrowed(bytes.as_bytes()))), expected);
    }

    #[test]
    fn elements_become_null() {
        check(
            "7 0 obj\n<</Type/StructElem/K[3]>>endobj\n8 0 obj\n<< /Type /StructElem >> endobj",
            "7 0 obj\nnull                     endobj\n8 0 obj\nnull                    endobj",
        );
    }

    #[test]
    fn all_else_stays() {
        for bytes in [
            "1 0 obj <</Type/Catalog/K<</Type/StructElem>>>> endobj",
            "1 0 obj <</Type/StructElements>> endobj",
            "1 0 obj <</Type/StructElem>> stream\nendobj",
            "1 0 obj <</Type/StructElem",
            "/StructElem",
        ] {
            check(bytes, bytes);
        }
    }
}
