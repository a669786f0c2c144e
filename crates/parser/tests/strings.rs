//! Hand-made PDFs: what the strings that a page shows tell of their glyphs.

mod handmade;

use fenjie_parser::Options;
use fenjie_parser::page::Before::{self, Glyph, Space, Start};
use fenjie_parser::pdf::Reader;

use handmade::pdf;

fn stream(content: &str) -> String {
    format!("<</Length {}>>stream\n{content}\nendstream", content.len())
}

/// The glyphs of a page with the content, in a font with the ToUnicode.
fn read(content: &str, to_unicode: &str) -> (String, Vec<Before>) {
    let page =
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>";
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>";
    let pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    let content = stream(&format!("BT /F 12 Tf 100 700 Td {content} ET"));
    let bytes = pdf(&["<</Type/Catalog/Pages 2 0 R>>", pages, page, &content, font, &stream(to_unicode)]);
    let page = Reader::open(&bytes, &Options::default()).expect("it can be read").page(1);
    page.glyphs.iter().map(|glyph| (glyph.ch, glyph.before)).unzip()
}

#[test]
fn where_strings_start_and_spaces_are_written() {
    let check = |content: &str, expected: &[Before]| assert_eq!(read(content, "").1, expected, "{content}");
    check("(ab) Tj", &[Start, Glyph]);
    check("(a) Tj (b) Tj", &[Start, Start]);
    check("[(a) -20 (b)] TJ (c) Tj", &[Start, Glyph, Start]);
    check("(a b) Tj", &[Start, Space]);
    check("(ab ) Tj (c) Tj", &[Start, Glyph, Space]);
    // Each letter with a space of its own.
    check("(a ) Tj (b) Tj", &[Start, Start]);
    check("(a) Tj ( b) Tj", &[Start, Space]);
}

#[test]
fn a_table_that_tells_too_many_codes_to_be_spaces_is_not_believed() {
    let spaces = |codes: &[u8]| {
        let chars: String = codes.iter().map(|code| format!("<{code:02x}> <0020> ")).collect();
        read("(1,568 t) Tj", &format!("begincmap beginbfchar {chars} endbfchar endcmap")).0
    };
    assert_eq!(spaces(b" \xa0"), "1,568t");
    assert_eq!(spaces(b" 0123456789"), "1,568t");
    // A few can be spaces.
    assert_eq!(spaces(b" \xa0,"), "1568t");
}
