//! Bytes of a text to characters: UTF-8, UTF-16 with its mark, GB18030 (and with it GBK and GB 2312).

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};
use fenjie_model::{At, Code, Finding, Place};

/// Findings of one kind after which only their number is told.
const MOST_FINDINGS: usize = 20;

/// Decodes the bytes, ends every line with a line feed, and says which lines had bytes that do not belong.
pub(crate) fn decode(bytes: &[u8]) -> (String, Vec<Finding>) {
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(rest);
    let text = unify_line_ends(text);
    let findings = undecodable(&text, encoding.name());
    (text, findings)
}

/// UTF-8 where its multi-byte sequences are whole almost everywhere, else GB18030.
///
/// Chinese in GB18030 is hardly ever valid UTF-8, but UTF-8 with a damaged place must stay UTF-8: most of its bytes would
/// pass as GB18030, as other characters.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut whole = 0;
    let mut broken = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    if broken == 0 || whole > broken * 10 { UTF_8 } else { GB18030 }
}

fn unify_line_ends(text: Cow<'_, str>) -> String {
    if !text.contains('\r') {
        return text.into_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// One finding for each line with a replacement character.
fn undecodable(text: &str, encoding: &str) -> Vec<Finding> {
    if !text.contains('\u{fffd}') {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut more = 0;
    for (line, number) in text.split('\n').zip(1u32..) {
        let lost = line.matches('\u{fffd}').count();
        if lost == 0 {
            continue;
        }
        if findings.len() == MOST_FINDINGS {
            more += 1;
            continue;
        }
        let places = if lost == 1 { "a place".to_owned() } else { format!("{lost} places") };
        let message = format!("{places} of the line cannot be decoded as {encoding}");
        findings.push(
            Finding::new(Code::TextUndecodable, message, Place::at(At::Line(number)))
                .printed(line.trim())
                .help("save the text as UTF-8 from its source"),
        );
    }
    if more > 0 {
        let message = format!("{more} more lines have places that cannot be decoded as {encoding}");
        findings.push(Finding::new(Code::TextUndecodable, message, Place::default()));
    }
    findings
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Place};

    use super::decode;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let (text, findings) = decode(bytes);
        assert_eq!(text, expected);
        assert_eq!(findings, []);
    }

    #[test]
    fn encodings_are_told_apart() {
        check("附件 1".as_bytes(), "附件 1");
        check("\u{feff}附件 1".as_bytes(), "附件 1");
        check(&[0xff, 0xfe, 0x44, 0x96, 0xf6, 0x4e], "附件");
        check(&[0xfe, 0xff, 0x96, 0x44, 0x4e, 0xf6], "附件");
        check(b"\xb8\xbd\xbc\xfe 1", "附件 1");
        // Four bytes: a character that GBK lacks.
        check(b"\xb8\xbd\x95\x32\x82\x36", "附\u{20000}");
    }

    #[test]
    fn line_ends_are_one_kind() {
        check(b"a\r\nb\rc\nd", "a\nb\nc\nd");
    }

    #[test]
    fn bytes_that_do_not_belong_are_findings() {
        let mut bytes = "第一行\n第二行甲乙丙丁\n".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 2);
        let (text, findings) = decode(&bytes);
        assert_eq!(text, "第一行\n第二行甲乙丙\u{fffd}");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, Place::at(At::Line(2)));
        assert_eq!(findings[0].message, "a place of the line cannot be decoded as UTF-8");
    }

    #[test]
    fn many_bad_lines_are_counted_not_listed() {
        let (_, findings) = decode("\u{fffd}\n".repeat(100).as_bytes());
        assert_eq!(findings.len(), 21);
        assert_eq!(findings[20].message, "80 more lines have places that cannot be decoded as UTF-8");
    }
}
