//! Hand-made PDFs with one thing wrong each: what is whole comes out, what is not is said, nothing hangs.

mod handmade;

use fenjie_model::Code;
use fenjie_parser::page::{Axis, Page, RuleKind};
use fenjie_parser::pdf::Reader;
use fenjie_parser::{Limits, Options, Unreadable};

use handmade::pdf;

fn stream(dict: &str, content: &str) -> String {
    format!("<<{dict}/Length {}>>stream\n{content}\nendstream", content.len())
}

const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &str = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &str = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R\
    /Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>";
const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// One page with the content.
fn page(content: &str) -> Vec<u8> {
    pdf(&[CATALOG, PAGES, PAGE, &stream("", content), FONT])
}

fn text(page: &Page) -> String {
    page.glyphs.iter().map(|glyph| glyph.ch).collect()
}

fn read(bytes: &[u8], limits: Limits) -> Result<(Vec<String>, Vec<Code>), Unreadable> {
    let mut reader = Reader::open(bytes, &Options { limits, ..Options::default() })?;
    let pages = (1..=reader.page_count()).map(|number| text(&reader.page(number))).collect();
    let mut codes: Vec<Code> = reader.finish()?.iter().map(|finding| finding.code).collect();
    codes.dedup();
    Ok((pages, codes))
}

fn check(bytes: &[u8], expected: &[&str], codes: &[Code]) {
    let (pages, found) = read(bytes, Limits::default()).expect("it can be read");
    assert_eq!(pages, expected);
    assert_eq!(found, codes);
}

const HELLO: &str = "BT /F 12 Tf 100 700 Td (Hello) Tj ET";

#[test]
fn a_whole_file() {
    check(&page(HELLO), &["Hello"], &[]);
}

#[test]
fn junk_before_the_header() {
    let mut bytes = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    bytes.extend(page(HELLO));
    let (pages, _) = read(&bytes, Limits::default()).expect("it can be read");
    assert_eq!(pages, ["Hello"]);
}

#[test]
fn a_shifted_table() {
    let bytes = String::from_utf8(page(HELLO)).expect("it is ASCII");
    let shifted = bytes.replacen("1 0 obj", "% a line more\n1 0 obj", 1);
    check(shifted.as_bytes(), &["Hello"], &[Code::FileRepaired]);
}

#[test]
fn a_wrong_length() {
    let content = stream("", HELLO);
    let wrong = content.replace(&format!("/Length {}", HELLO.len()), "/Length 9");
    let (pages, _) =
        read(&pdf(&[CATALOG, PAGES, PAGE, &wrong, FONT]), Limits::default()).expect("it can be read");
    assert_eq!(pages, ["Hello"]);
}

#[test]
fn no_length() {
    let content = stream("", HELLO).replace("/Length", "/Lungth");
    check(&pdf(&[CATALOG, PAGES, PAGE, &content, FONT]), &["Hello"], &[Code::FileDamaged]);
    let empty = "<</Length 6 0 R>>stream\n\nendstream";
    check(&pdf(&[CATALOG, PAGES, PAGE, empty, FONT, "0"]), &[""], &[]);
}

#[test]
fn text_behind_too_many_paths_is_read() {
    let limits = Limits { segments: 5, ..Limits::default() };
    let bytes = page(&format!("0 0 m 9 0 l S {} {HELLO}", "0 0 9 9 re f ".repeat(3)));
    let (pages, codes) = read(&bytes, limits).expect("it can be read");
    assert_eq!((pages.as_slice(), codes.as_slice()), (&["Hello".to_owned()][..], &[Code::LimitReached][..]));
}

#[test]
fn a_torn_dictionary() {
    let torn = PAGE.replace("/MediaBox", "/Torn[\u{1}x]/MediaBox");
    let bytes = pdf(&[CATALOG, PAGES, &torn, &stream("", HELLO), FONT]);
    check(&bytes, &["Hello"], &[Code::FileDamaged]);
}

#[test]
fn a_cut_off_file() {
    let mut bytes = page(HELLO);
    let end = bytes.windows(4).position(|w| w == b"xref").expect("it has a table");
    bytes.truncate(end);
    let (pages, codes) = read(&bytes, Limits::default()).expect("it can be read");
    assert_eq!(pages, ["Hello"]);
    assert!(codes.contains(&Code::FileRepaired), "{codes:?}");
}

/// A file whose pages stand before the catalog and the page tree.
fn pages_first() -> Vec<u8> {
    let page = |content: u32| {
        format!("<</Type/Page/Parent 7 0 R/Contents {content} 0 R/Resources<</Font<</F 1 0 R>>>>>>")
    };
    let shown = |text: &str| stream("", &HELLO.replace("Hello", text));
    let (first, second) = (shown("one"), shown("two"));
    pdf(&[FONT, &first, &page(2), "null", &second, &page(5), "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"])
}

#[track_caller]
fn check_cut(before: &str, expected: &[&str]) {
    let mut bytes = pages_first();
    let end = bytes.windows(before.len()).position(|w| w == before.as_bytes()).expect("it is in the file");
    bytes.truncate(end);
    let (pages, codes) = read(&bytes, Limits::default()).expect("it can be read");
    assert_eq!(pages, expected, "cut before {before}");
    assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
}

#[test]
fn whole_pages_come_out_without_a_catalog() {
    check_cut("trailer", &["one", "two"]);
    check_cut("7 0 obj", &["one", "two"]);
    check_cut("6 0 obj", &["one"]);
    check_cut("(two)", &["one"]);
}

#[test]
fn a_file_cut_off_anywhere_is_read_or_called_broken() {
    let bytes = pages_first();
    for end in 0..bytes.len() {
        match read(&bytes[..end], Limits::default()) {
            Ok((pages, _)) => assert!(pages.iter().any(|page| !page.is_empty()), "cut at {end}"),
            Err(error) => assert!(matches!(error, Unreadable::Broken(_)), "cut at {end}: {error}"),
        }
    }
}

#[test]
fn pages_that_a_missing_node_listed_come_out() {
    let pages = "<</Type/Pages/Kids[9 0 R 3 0 R]/Count 2>>";
    let lost = PAGE.replace("2 0 R", "9 0 R").replace("4 0 R", "7 0 R");
    let shown = HELLO.replace("Hello", "Lost");
    let bytes = pdf(&[CATALOG, pages, PAGE, &stream("", HELLO), FONT, &lost, &stream("", &shown)]);
    check(&bytes, &["Hello", "Lost"], &[Code::FileDamaged]);
}

#[test]
fn torn_content_goes_on() {
    check(&page(&format!("<00 bogus ) {HELLO}")), &["Hello"], &[Code::FileDamaged]);
}

#[test]
fn a_missing_font_is_said() {
    let (pages, codes) =
        read(&page("BT /G 12 Tf 100 700 Td (ab) Tj ET"), Limits::default()).expect("it can be read");
    assert_eq!(pages, ["\u{fffd}\u{fffd}"]);
    assert_eq!(codes, [Code::FileDamaged, Code::FontWithoutUnicode]);
}

#[test]
fn a_form_that_names_itself() {
    let form = stream(
        "/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>",
        &format!("{HELLO} /X Do"),
    );
    check(&pdf(&[CATALOG, PAGES, PAGE, &stream("", "/X Do"), FONT, &form]), &["Hello"], &[]);
}

#[test]
fn kids_and_parents_in_a_circle() {
    let pages = "<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1/Parent 2 0 R>>";
    let bytes = pdf(&[CATALOG, pages, PAGE, &stream("", HELLO), FONT]);
    check(&bytes, &["Hello"], &[Code::FileDamaged]);
}

#[test]
fn invisible_text_is_read_and_said() {
    check(&page("BT /F 12 Tf 3 Tr 100 700 Td (ab) Tj ET"), &["ab"], &[Code::InvisibleText]);
}

#[test]
fn text_in_layers_that_are_off_is_not_read_and_said() {
    let catalog = "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>";
    let sheet = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>\
        /Properties<</Off 6 0 R/On 7 0 R>>/XObject<</X 8 0 R>>>>/Annots[9 0 R]>>";
    let off = "/OC /Off BDC /P BMC BT /F 12 Tf 100 600 Td (draft) Tj ET EMC 0 0 9 9 re f EMC";
    let on = "/OC /On BDC BT /F 12 Tf 100 500 Td (on) Tj ET EMC";
    let form = stream("/Subtype/Form/BBox[0 0 600 800]/OC 6 0 R", "BT /F 12 Tf 0 0 Td (form) Tj ET");
    let note = "<</Subtype/FreeText/Rect[0 0 9 9]/Contents(note)/OC 6 0 R>>";
    let content = stream("", &format!("{off} {HELLO} {on} /X Do"));
    let group = "<</Type/OCG/Name(one)>>";
    let bytes = pdf(&[catalog, PAGES, sheet, &content, FONT, group, group, &form, note]);
    check(&bytes, &["Helloon"], &[Code::LayerHidden]);
    // What the page leaves open does not hide its stamps.
    let stamp = "<</Subtype/Stamp/Rect[0 0 600 800]/AP<</N 10 0 R>>>>";
    let shown = stream("/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>", HELLO);
    let open = stream("", "/OC /Off BDC BT /F 12 Tf 100 600 Td (draft) Tj ET");
    let stamped = pdf(&[catalog, PAGES, sheet, &open, FONT, group, group, &form, stamp, &shown]);
    check(&stamped, &["Hello"], &[Code::LayerHidden]);
    let mut reader = Reader::open(&bytes, &Options::default()).expect("it can be read");
    assert_eq!(reader.page(1).rules, []);
    let findings = reader.finish().expect("a page with text");
    assert_eq!(findings[0].message, "9 glyphs stand in layers that are switched off, first on page 1");
}

#[test]
fn text_that_the_file_does_not_draw_is_said() {
    let sheet = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>\
        /Annots[6 0 R]>>";
    let check = |note: &str, codes: &[Code]| {
        let parent = "<</FT/Tx/V(608.8)>>";
        check(&pdf(&[CATALOG, PAGES, sheet, &stream("", HELLO), FONT, note, parent]), &["Hello"], codes);
    };
    check("<</Subtype/FreeText/Rect[0 0 90 20]/Contents(608.8)>>", &[Code::FieldUnread]);
    check("<</Subtype/Widget/Rect[0 0 90 20]/Parent 7 0 R>>", &[Code::FieldUnread]);
    check("<</Subtype/Widget/Rect[0 0 90 20]/FT/Btn/V/Yes>>", &[]);
    check("<</Subtype/Widget/Rect[0 0 90 20]/Parent 7 0 R/F 2>>", &[]);
    check("<</Subtype/Text/Rect[0 0 90 20]/Contents(a comment)>>", &[]);
    check("<</Subtype/FreeText/Rect[0 0 90 20]/Contents( )>>", &[]);
}

#[test]
fn text_beyond_the_edges_is_said() {
    check(&page(&format!("{HELLO} BT /F 12 Tf 9000 700 Td (a b) Tj ET")), &["Hello"], &[Code::TextOffPage]);
    check(&page(&format!("{HELLO} BT /F 12 Tf 9000 700 Td ( ) Tj ET")), &["Hello"], &[]);
}

#[test]
fn limits_stop_and_are_said() {
    let many = format!("{HELLO}\n").repeat(50);
    let check = |limits: Limits, most: usize| {
        let (pages, codes) = read(&page(&many), limits.clone()).expect("it can be read");
        assert!(pages[0].len() <= most, "{} glyphs", pages[0].len());
        assert!(codes.contains(&Code::LimitReached), "{codes:?} {limits:?}");
    };
    check(Limits { glyphs: 7, ..Limits::default() }, 7);
    check(Limits { operators: 20, ..Limits::default() }, 25);
    check(Limits { inflated: 100, ..Limits::default() }, 20);
}

/// Pages that all show one text in fonts of their own, which all name the same stream or array.
fn fonts(count: usize, font: &str, shared: &str) -> Vec<u8> {
    let names: String = (0..count).map(|i| format!("/F{i} {} 0 R", i + 6)).collect();
    let content: String = (0..count).map(|i| format!("BT /F{i} 9 Tf 9 9 Td (a) Tj ET ")).collect();
    let page = format!(
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<{names}>>>>/MediaBox[0 0 99 99]>>"
    );
    let mut objects: Vec<String> =
        vec![CATALOG.into(), PAGES.into(), page, stream("", &content), shared.to_owned()];
    objects.resize(count + 5, font.to_owned());
    pdf(&objects)
}

#[track_caller]
fn check_limit(bytes: &[u8], limits: Limits, message: &str) {
    let mut reader =
        Reader::open(bytes, &Options { limits, ..Options::default() }).expect("it can be opened");
    (1..=reader.page_count()).for_each(|number| drop(reader.page(number)));
    let findings = reader.finish().expect("it can be read");
    assert!(findings.iter().any(|finding| finding.message.contains(message)), "{findings:?}");
}

#[test]
fn fonts_that_share_what_is_large_stop_at_their_limit() {
    let limits = Limits { fonts: 100_000, ..Limits::default() };
    let map: String = (0..1000).map(|code| format!("<{code:04x}> <0041> ")).collect();
    let map = stream("", &format!("beginbfchar {map} endbfchar"));
    let simple = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>";
    check_limit(&fonts(50, simple, &map), limits.clone(), "bytes of fonts");
    let widths = format!("[1[{}]]", "500 ".repeat(1000));
    let composite = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/GBK-EUC-H\
        /DescendantFonts[<</Subtype/CIDFontType0/W 5 0 R>>]>>";
    check_limit(&fonts(50, composite, &widths), limits, "bytes of fonts");
}

#[test]
fn one_stream_named_often_stops_at_the_limit() {
    let page = PAGE.replace("/Contents 4 0 R", &format!("/Contents[{}]", "4 0 R ".repeat(1000)));
    let bytes = pdf(&[CATALOG, PAGES, &page, &stream("", HELLO), FONT]);
    let limits = Limits { stream: 2 * HELLO.len(), ..Limits::default() };
    check_limit(&bytes, limits, "bytes inflated");
}

#[test]
fn an_object_named_often_is_read_within_the_limit() {
    let array = format!("[{}]", "1 ".repeat(1000));
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &stream("", HELLO), FONT, &array]);
    let text = String::from_utf8(bytes).expect("it is ASCII");
    let entry = text.lines().rfind(|line| line.ends_with("00000 n ")).expect("an entry");
    let many = text.replace(entry, &vec![entry; 1000].join("\n")).replace("xref\n0 7", "xref\n0 1006");
    let limits = Limits { objects: 5_000_000, ..Limits::default() };
    check_limit(many.as_bytes(), limits, "the limit of bytes of objects");
}

#[test]
fn what_takes_too_much_before_it_is_read_is_too_large() {
    let check = |bytes: &[u8], limits: Limits| {
        let error = read(bytes, limits).expect_err("it is too large");
        assert!(matches!(error, Unreadable::TooLarge(_)), "{error}");
    };
    check(&page(HELLO), Limits { file: 100, ..Limits::default() });
    let nested = format!("<</A {}", "[".repeat(12_000));
    check(
        &pdf(&[CATALOG, PAGES, PAGE, &stream("", HELLO), FONT, &nested]),
        Limits { objects: 640_000, ..Limits::default() },
    );
    check(&page(HELLO), Limits { time: std::time::Duration::ZERO, ..Limits::default() });
}

#[test]
fn only_pictures() {
    let image = stream("/Subtype/Image/Width 1/Height 1", "x");
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &stream("", "600 0 0 800 0 0 cm /X Do"), FONT, &image]);
    assert_eq!(read(&bytes, Limits::default()), Err(Unreadable::NoText { pages: 1 }));
}

#[test]
fn a_picture_as_thin_as_a_rule_is_one() {
    let image = stream("/Subtype/Image/Width 1/Height 1", "x");
    let content = format!("{HELLO} q 200 0 0 0.5 100 600 cm /X Do Q q 0.5 0 0 80 100 600 cm /X Do Q");
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &stream("", &content), FONT, &image]);
    let mut reader = Reader::open(&bytes, &Options::default()).expect("it can be read");
    let page = reader.page(1);
    let rules: Vec<_> = page.rules.iter().map(|rule| (rule.axis, rule.from, rule.to)).collect();
    assert_eq!(rules, [(Axis::Horizontal, 100.0, 300.0), (Axis::Vertical, 120.0, 200.0)]);
    assert_eq!(page.pictures, []);
}

#[test]
fn a_thin_picture_of_many_pixels_shows_something() {
    let image = stream("/Subtype/Image/Width 70/Height 330", "x");
    let content = format!("{HELLO} q 1 0 0 5 100 600 cm /X Do Q");
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &stream("", &content), FONT, &image]);
    let mut reader = Reader::open(&bytes, &Options::default()).expect("it can be read");
    let page = reader.page(1);
    assert_eq!((page.rules.len(), page.pictures.len()), (0, 1));
}

#[test]
fn a_frame_in_the_colour_of_the_paper_is_seen_on_something_alone() {
    let rules = |content: &str| {
        let content = stream("", &format!("{HELLO} {content}"));
        let bytes = pdf(&[CATALOG, PAGES, PAGE, &content, FONT]);
        let mut reader = Reader::open(&bytes, &Options::default()).expect("it can be read");
        reader.page(1).rules.iter().filter(|rule| rule.kind == RuleKind::Stroke).count()
    };
    let frame = "1 g 1 G 100 600 200 20 re B";
    let rule = "0 G 100 600 m 300 600 l S";
    assert_eq!(rules(&format!("{frame} {rule}")), 1);
    // On a ground, apart from all rules, beside another one, and where either of its colours can be seen.
    assert_eq!(rules(&format!("0.5 g 100 620 200 20 re f {frame} {rule}")), 5);
    assert_eq!(rules(frame), 4);
    assert_eq!(rules(&format!("{frame} 1 G 300 600 50 20 re B {rule}")), 9);
    assert_eq!(rules(&format!("{} {rule}", frame.replace("1 G", "0 G"))), 5);
    assert_eq!(rules(&format!("{} {rule}", frame.replace('B', "S"))), 5);
}

#[test]
fn codes_are_unicode_where_a_table_leads_to_the_glyphs() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode/Identity-H\
        /DescendantFonts[6 0 R]>>";
    let check = |map: &str, expected: &str, codes: &[Code]| {
        let descendant = format!("<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun{map}>>");
        let content = stream("", "BT /F 12 Tf 100 700 Td <97525C71> Tj ET");
        let bytes = pdf(&[CATALOG, PAGES, PAGE, &content, font, &descendant, &stream("", "\0\u{1}")]);
        check(&bytes, &[expected], codes);
    };
    check("/CIDToGIDMap 7 0 R", "青山", &[]);
    check("/CIDToGIDMap/Identity", "\u{fffd}\u{fffd}", &[Code::FontWithoutUnicode]);
    check("", "\u{fffd}\u{fffd}", &[Code::FontWithoutUnicode]);
}

#[test]
fn a_lost_head() {
    let bytes = page(HELLO);
    let start = b"%PDF-1.7".len();
    let (pages, codes) = read(&bytes[start..], Limits::default()).expect("it can be read");
    assert_eq!(pages, ["Hello"]);
    assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
}

#[test]
fn two_files_in_one() {
    let (pages, codes) = read(&page(HELLO).repeat(2), Limits::default()).expect("it can be read");
    assert_eq!(pages, ["Hello"]);
    assert!(codes.contains(&Code::FileDamaged), "{codes:?}");
}

#[test]
fn holes_in_content_are_said() {
    let hole = "\0".repeat(40);
    check(&page(&format!("{HELLO} {hole}")), &["Hello"], &[Code::FileDamaged]);
    check(&page(&format!("{HELLO} BI /W 40 ID {hole} EI")), &["Hello"], &[]);
}

#[test]
fn a_page_that_has_lost_its_content_is_said() {
    let lost = PAGE.replace("/Contents", "/Contants");
    let pages = PAGES.replace("[3 0 R]/Count 1", "[3 0 R 6 0 R]/Count 2");
    let check = |page: &str, codes: &[Code]| {
        check(&pdf(&[CATALOG, &pages, PAGE, &stream("", HELLO), FONT, page]), &["Hello", ""], codes);
    };
    check(&lost, &[Code::PageWithoutText]);
    check("<</Type/Page/MediaBox[0 0 9 9]>>", &[]);
}

#[test]
fn lost_widths_are_said() {
    let check = |font: &str, codes: &[Code]| {
        check(&pdf(&[CATALOG, PAGES, PAGE, &stream("", HELLO), font]), &["Hello"], codes);
    };
    check(&FONT.replace(">>", "/FirstChar 0/Widths 9 0 R>>"), &[Code::FileDamaged]);
    let composite = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/GBK-EUC-H";
    check(&format!("{composite}/DescendantFonts[9 0 R]>>"), &[Code::FileDamaged]);
    let descendant = "/DescendantFonts[<</Subtype/CIDFontType0/W 9 0 R>>]>>";
    check(&format!("{composite}{descendant}"), &[Code::FileDamaged]);
    check(&format!("{composite}{}", descendant.replace("/W 9 0 R", "/DW 500")), &[]);
}

/// A file whose pages are in an object stream.
fn packed(entries: &str, end: &str) -> String {
    let members = format!("2 0 3 {} {PAGES} {PAGE}", PAGES.len() + 1);
    let first = members.len() - PAGES.len() - PAGE.len() - 1;
    let entries = entries.replace("LENGTH", &members.len().to_string());
    let content = stream("", HELLO);
    format!(
        "%PDF-1.7\n1 0 obj {CATALOG}\nendobj\n4 0 obj {content}\nendobj\n5 0 obj {FONT}\nendobj\n\
         6 0 obj\n<<{entries}/N 2/First {first}>>stream\n{members}\n{end}\nendobj\n\
         trailer <</Root 1 0 R/Size 7>>\n"
    )
}

#[test]
fn object_streams_with_one_thing_wrong() {
    let check = |entries: &str, end: &str, codes: &[Code]| {
        let (pages, found) =
            read(packed(entries, end).as_bytes(), Limits::default()).expect("it can be read");
        assert_eq!(pages, ["Hello"], "{entries} {end}");
        assert_eq!(found, codes, "{entries} {end}");
    };
    check("/Type/ObjStm/Length LENGTH", "endstream", &[Code::FileRepaired]);
    check("/Length LENGTH", "endstream", &[Code::FileRepaired]);
    check("/Type/ObjStm/Length 9", "endstream", &[Code::FileRepaired]);
    check("/Type/ObjStm/Length LENGTH", "", &[Code::FileRepaired, Code::FileDamaged]);
}

#[test]
fn lengths_that_lead_from_stream_to_stream_are_not_followed() {
    let content = stream("", HELLO).replace(&format!("/Length {}", HELLO.len()), "/Length 6 0 R");
    let chain = (7..20_000).map(|next| format!("<</Length {next} 0 R>>stream\n\nendstream"));
    let objects: Vec<String> =
        [CATALOG, PAGES, PAGE, &content, FONT].into_iter().map(str::to_owned).chain(chain).collect();
    check(&pdf(&objects), &["Hello"], &[]);
}

#[test]
fn streams_without_an_end_do_not_take_the_file_each() {
    let objects: Vec<String> = [CATALOG, PAGES, PAGE, &stream("", HELLO), FONT]
        .into_iter()
        .map(str::to_owned)
        .chain(std::iter::repeat_n("<<>>stream\nabc".to_owned(), 20_000))
        .collect();
    // Each would reach to the end: 6 GiB of them.
    let mut reader = Reader::open(&pdf(&objects), &Options::default()).expect("it can be read");
    assert_eq!(text(&reader.page(1)), "Hello");
}
