//! Hand-made PDFs with text that is painted over or cannot be seen: it is left out, and said.

mod handmade;

use fenjie_parser::Options;
use fenjie_parser::pdf::Reader;

use handmade::pdf;

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Annots[7 0 R]\
    /Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>/ExtGState<</None<</ca 0>>/Half<</ca .5>>\
    /Multiply<</BM/Multiply>>/Mask<</SMask<</S/Alpha>>>>/Over<</op true>>>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const IMAGE: &str = "/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8";
const NO_NOTE: &str = "<</Subtype/Popup/Rect[0 0 9 9]>>";

/// What stands beside what is tried.
const REST: &str = "BT /F 10 Tf 100 700 Td (The rest of the page) Tj ET";
const OLD: &str = "BT /F 10 Tf 100 600 Td (14.59) Tj ET";
const NEW: &str = "BT /F 10 Tf 100 600 Td (27,60) Tj ET";
const BOX: &str = "98 597 40 12 re f";

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{content}\nendstream", content.len())
}

/// What of the content is read beside the rest, and what is said of it.
#[track_caller]
fn check_with(content: &str, image: &str, note: &str, stamp: &str, expected: &str, said: &[&str]) {
    let content = stream("", &format!("{REST} {content}"));
    let (image, stamp) = (stream(image, "x"), stream("/Subtype/Form/BBox[0 0 40 12]", stamp));
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &content, FONT, &image, note, &stamp]);
    let mut reader = Reader::open(&bytes, &Options::default()).expect("it can be read");
    let text: String = reader.page(1).glyphs.iter().map(|glyph| glyph.ch).collect();
    assert_eq!(text.strip_prefix("Therestofthepage"), Some(expected), "{text}");
    let found: Vec<String> = reader.finish().expect("text").into_iter().map(|f| f.message).collect();
    assert_eq!(found, said);
}

#[track_caller]
fn check(content: &str, expected: &str, said: &[&str]) {
    check_with(content, IMAGE, NO_NOTE, "", expected, said);
}

const COVERED: &str = "5 glyphs lie under what is painted over them and were left out, first on page 1";
const UNSEEN: &str = "5 glyphs cannot be seen on the paper and were left out, first on page 1";
const NOT_SHOWN: &str = "5 glyphs are in the file but not shown, first on page 1";

#[test]
fn text_under_a_box_is_left_out() {
    check(&format!("{OLD} 1 g {BOX} 0 g {NEW}"), "27,60", &[COVERED]);
    check(&format!("{OLD} 0 g {BOX}"), "", &[COVERED]);
    check(&format!("{OLD} 1 g 98 597 m 138 597 l 138 609 l 98 609 l h f 0 g {NEW}"), "27,60", &[COVERED]);
    // What is drawn again is printed over itself.
    check(&format!("{OLD} 1 g {BOX} 0 g {OLD}"), "14.5914.59", &[]);
}

#[test]
fn a_box_hides_what_lies_under_it_alone() {
    for painted in [
        // A background.
        format!(".9 g {BOX} 0 g {OLD}"),
        // Something shines through.
        format!("{OLD} q 1 1 0 rg /Half gs {BOX} Q"),
        format!("{OLD} q 1 1 0 rg /Multiply gs {BOX} Q"),
        format!("{OLD} q /Mask gs 1 g {BOX} Q"),
        format!("{OLD} q /Over gs 0 0 0 0 k {BOX} Q"),
        format!("{OLD} q /Pattern cs /P scn {BOX} Q"),
        // The cell beside it cuts its last word.
        format!("{OLD} 1 g 112 590 80 40 re f"),
        // A frame, a part of the text, a line through it, and a box beside it.
        format!("{OLD} 90 590 80 40 re 98 597 40 12 re f*"),
        format!("{OLD} 1 g 98 597 40 5 re f"),
        format!("{OLD} 98 603 40 1 re f"),
        format!("{OLD} 1 g 98 577 40 12 re f"),
        // It is clipped away, or shows through letters alone.
        format!("{OLD} q 0 0 9 9 re W n {BOX} Q"),
        format!("{OLD} q 98 597 m 138 597 l 98 609 l h W n {BOX} Q"),
        format!("{OLD} q BT 7 Tr /F 10 Tf 0 0 Td ( ) Tj ET {BOX} Q"),
    ] {
        check(&painted, "14.59", &[]);
    }
}

#[test]
fn pictures_hide_what_is_written_anew_on_them() {
    let drawn = "q 40 0 0 12 98 597 cm /X Do Q";
    check(&format!("{OLD} {drawn} {NEW}"), "27,60", &[COVERED]);
    // The text of a picture can lie under it, be it with a stamp on it.
    let scan = "q 400 0 0 300 90 400 cm /X Do Q";
    check(&format!("{OLD} {scan} {NEW}"), "14.5927,60", &[NOT_SHOWN]);
    check(&format!("{OLD} {drawn}"), "14.59", &[NOT_SHOWN]);
    let masked = format!("{IMAGE}/SMask 6 0 R");
    for image in [&masked[..], "/Subtype/Image/Width 1/Height 1/ImageMask true"] {
        check_with(&format!("{OLD} {drawn} {NEW}"), image, NO_NOTE, "", "14.5927,60", &[]);
    }
}

#[test]
fn annotations_hide_too_but_for_highlights() {
    let note = |kind: &str| format!("<</Subtype/{kind}/Rect[98 597 138 609]/AP<</N 8 0 R>>>>");
    check_with(OLD, IMAGE, &note("Square"), "1 g 0 0 40 12 re f", "", &[COVERED]);
    check_with(OLD, IMAGE, &note("Highlight"), "1 1 0 rg 0 0 40 12 re f", "14.59", &[]);
}

#[test]
fn text_that_cannot_be_seen_is_left_out() {
    for hidden in [
        format!("q 1 g {OLD} Q"),
        format!("q .99 g {OLD} Q"),
        format!("q 0 0 0 0 k {OLD} Q"),
        format!("q /None gs {OLD} Q"),
        format!("q 0 0 0 0 re W n {OLD} Q"),
        OLD.replace("/F 10", "/F .5"),
    ] {
        check(&hidden, "", &[UNSEEN]);
    }
}

#[test]
fn light_text_on_something_is_seen() {
    for shown in [
        format!("q .2 g {BOX} 1 g {OLD} Q"),
        format!("q .2 g 90 590 m 150 590 l 150 620 120 640 90 620 c f 1 g {OLD} Q"),
        format!("q 20 w 90 603 m 150 603 l S 1 g {OLD} Q"),
        format!("q 40 0 0 12 98 597 cm /X Do Q 1 g {OLD}"),
        format!("q 90 590 60 30 re W n /S sh Q 1 g {OLD}"),
        format!("1 g 1 Tr {OLD}"),
        format!("q .9 g {OLD} Q"),
    ] {
        check(&shown, "14.59", &[]);
    }
}

#[test]
fn a_page_of_which_nothing_would_be_left_stays() {
    let most = "BT /F 10 Tf 100 600 Td (More text than all the rest of the page) Tj ET";
    let said = "31 glyphs are in the file but not shown, first on page 1";
    check(&format!("1 g {most}"), "Moretextthanalltherestofthepage", &[said]);
    check(
        &format!("{most} {most} 1 g 0 590 600 20 re f"),
        &"Moretextthanalltherestofthepage".repeat(2),
        &["62 glyphs are in the file but not shown, first on page 1"],
    );
}
