//! What the bytes are, by their first bytes alone.

use memchr::memmem;

/// The kinds of input that are told apart before any decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing but white space.
    Empty,
    /// A PDF; its header may stand behind up to 1024 bytes of something else (PDF 32000-1, annex H.3.4.1).
    Pdf,
    /// Another format, named.
    Other(&'static str),
    /// Text in some encoding.
    Text,
}

/// Names the format of the bytes.
pub(crate) fn sniff(bytes: &[u8]) -> Kind {
    if is_blank(bytes) {
        return Kind::Empty;
    }
    if contains(&bytes[..bytes.len().min(1024 + 5)], b"%PDF-") {
        return Kind::Pdf;
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Other(if *name == ZIP { zip_member(bytes) } else { name });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Kind::Other("a video or a HEIF picture");
    }
    if is_headless_pdf(bytes) {
        return Kind::Pdf;
    }
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !marked && is_binary(&bytes[..bytes.len().min(4096)]) {
        return Kind::Other("a binary file of an unknown kind");
    }
    Kind::Text
}

/// Whether the bytes end as a PDF does and have objects as it has: it has lost its first bytes.
fn is_headless_pdf(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1024)..];
    let Some(start) = memmem::rfind(end, b"startxref") else { return false };
    let offset = end[start + b"startxref".len()..].trim_ascii_start();
    let digits = offset.iter().take_while(|byte| byte.is_ascii_digit()).count();
    digits > 0
        && offset[digits..].trim_ascii_start().starts_with(b"%%EOF")
        && [&b" obj"[..], b"endobj", b"endstream"].iter().all(|word| memmem::find(bytes, word).is_some())
}

const ZIP: &str = "a ZIP archive";

const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls, .wps)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"AT&TFORM", "a DjVu document"),
    (b"%!PS", "a PostScript document"),
    (b"CAJ", "a CAJ document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

/// What a ZIP archive is, by the names of its first members.
fn zip_member(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(64 << 10)];
    let named = [
        (&b"word/"[..], "a Word document (.docx)"),
        (b"xl/", "an Excel workbook (.xlsx)"),
        (b"ppt/", "a PowerPoint document (.pptx)"),
        (b"opendocument.text", "an OpenDocument text (.odt)"),
        (b"opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)"),
        (b"opendocument", "an OpenDocument file"),
        (b"OFD.xml", "an OFD document"),
        (b"epub+zip", "an EPUB book"),
        (b"[Content_Types].xml", "an Office document (.docx, .xlsx, .pptx)"),
    ];
    named.iter().find(|(name, _)| contains(head, name)).map_or(ZIP, |(_, kind)| kind)
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// White space, byte order marks and zero bytes alone.
fn is_blank(bytes: &[u8]) -> bool {
    let text = [&[0xef, 0xbb, 0xbf][..], &[0xff, 0xfe], &[0xfe, 0xff]]
        .iter()
        .find_map(|mark| bytes.strip_prefix(*mark))
        .unwrap_or(bytes);
    text.iter().all(|b| b.is_ascii_whitespace() || *b == 0)
}

/// Control characters that no text has, more than a stray one.
fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31)).count();
    controls * 50 > bytes.len()
}

#[cfg(test)]
mod tests {
    use super::{Kind, sniff};

    #[track_caller]
    fn check(bytes: &[u8], expected: Kind) {
        assert_eq!(sniff(bytes), expected);
    }

    #[test]
    fn nothing_to_read() {
        check(b"", Kind::Empty);
        check(b" \r\n\t ", Kind::Empty);
        check(b"\xef\xbb\xbf\n", Kind::Empty);
        check(b"\xff\xfe\n\0", Kind::Empty);
    }

    #[test]
    fn pdf_with_and_without_junk_before_it() {
        check(b"%PDF-1.7\n", Kind::Pdf);
        check(b"\r\nHTTP/1.1 200 OK\r\n\r\n%PDF-1.4", Kind::Pdf);
        let mut far = vec![b'x'; 2000];
        far.extend(b"%PDF-1.4");
        check(&far, Kind::Text);
    }

    #[test]
    fn pdf_that_has_lost_its_head() {
        let body = b"og>>\nendobj\n4 0 obj <<>>stream\n\nendstream endobj\n";
        check(&[&body[..], b"startxref\n917\n%%EOF\n"].concat(), Kind::Pdf);
        check(body, Kind::Text);
        check(b"a PDF ends with startxref, a number, and %%EOF", Kind::Text);
    }

    #[test]
    fn other_formats_are_named() {
        check(b"PK\x03\x04....word/document.xml", Kind::Other("a Word document (.docx)"));
        check(b"PK\x03\x04....secret.txt", Kind::Other("a ZIP archive"));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.", Kind::Other("an old Office document (.doc, .xls, .wps)"));
        check(b"\x89PNG\r\n\x1a\n", Kind::Other("a PNG picture"));
        check(b"\0\0\0\x01\0\0\0\x02abcd", Kind::Other("a binary file of an unknown kind"));
    }

    #[test]
    fn text_in_any_encoding() {
        check("附件 1".as_bytes(), Kind::Text);
        check(b"\xb8\xbd\xbc\xfe 1", Kind::Text);
        check(b"\xff\xfe\x44\x96\xf6\x4e", Kind::Text);
        check(b"a text of one form feed \x0c and more", Kind::Text);
    }
}
