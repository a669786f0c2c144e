//! Holds what the PDF door reads against two other readers, on every PDF under `fixtures/`: characters, origins and
//! rules against hayro-interpret, characters against pdf-extract.
//!
//! A file that one of them cannot read is in its list of exceptions, with the reason.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test reads fixtures and starts itself as a child"
)]

mod second_opinion;

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fenjie_parser::page::{Axis, Glyph, Page, Rule, RuleKind, Turn};
use fenjie_parser::pdf::Reader;
use fenjie_parser::{Options, Unreadable};

use second_opinion::{Drawn, Line};

/// How far apart two readers may put an origin or a rule, in points.
const NEAR: f32 = 0.1;

/// Files that nobody reads.
const UNREADABLE: &[(&str, &str)] = &[("password.pdf", "its password is not known here")];

/// Files that hayro-interpret reads otherwise.
const NOT_BY_HAYRO: &[(&str, &str)] = &[
    ("cut-off.pdf", "readers differ in what of a cut-off file is whole"),
    ("glyphs-without-unicode.pdf", "no Unicode tells which of its glyphs are spaces"),
    ("qingpu-2023-xelatex.pdf", "it draws what is filled and stroked (render mode 2) twice"),
    ("qingpu-2023-nouni.pdf", "without ToUnicode it does not tell which glyphs are spaces"),
];

/// Files that pdf-extract cannot read.
const NOT_BY_PDF_EXTRACT: &[(&str, &str)] = &[
    ("cut-off.pdf", "readers differ in what of a cut-off file is whole"),
    ("scan.pdf", "a scan has no text to compare"),
    ("made-up-2024-gbk.pdf", "it panics at GBK-EUC-H without an embedded font"),
    ("qingpu-2023-gbk.pdf", "it panics at GBK-EUC-H without an embedded font"),
    ("qingpu-2023-lying.pdf", "it panics at GBKp-EUC-H without an embedded font"),
    ("qingpu-2023-nouni.pdf", "it makes characters up where no ToUnicode tells them"),
    ("qingpu-2023-rl-cid.pdf", "it panics at UniGB-UCS2-H without an embedded font"),
    ("glyphs-without-unicode.pdf", "it makes characters up"),
];

/// What pdf-extract may miss or add: spaces that it takes for characters, and the like.
const AGREEMENT: f64 = 0.995;

fn fixtures(except: &[&[(&str, &str)]]) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let mut files: Vec<PathBuf> = ["ok", "err"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .filter(|path| !except.iter().copied().flatten().any(|(name, _)| path.ends_with(name)))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are no PDFs to compare");
    files
}

/// Our pages; none where the file is a scan.
fn read(bytes: &[u8]) -> Vec<Page> {
    let mut reader = Reader::open(bytes, &Options::default()).expect("it can be read");
    let pages = (1..=reader.page_count()).map(|number| reader.page(number)).collect();
    match reader.finish() {
        Ok(_) | Err(Unreadable::NoText { .. }) => pages,
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn glyphs_and_rules_as_hayro_draws_them() {
    let mut differences = Vec::new();
    for path in fixtures(&[UNREADABLE, NOT_BY_HAYRO]) {
        let bytes = std::fs::read(&path).expect("it can be read");
        let (ours, theirs) = (read(&bytes), second_opinion::hayro(bytes));
        assert_eq!(ours.len(), theirs.len(), "pages of {}", path.display());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let place = format!("{}, page {}", path.display(), ours.number);
            differences
                .extend(glyph_difference(&ours.glyphs, &theirs.glyphs).map(|d| format!("{place}: {d}")));
            differences.extend(rule_difference(ours, &theirs.lines).map(|d| format!("{place}: {d}")));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The first glyph that differs: both readers draw in the order of the content.
fn glyph_difference(ours: &[Glyph], theirs: &[Drawn]) -> Option<String> {
    if ours.len() != theirs.len() {
        return Some(format!("{} glyphs, hayro draws {}", ours.len(), theirs.len()));
    }
    ours.iter().zip(theirs).find(|(a, b)| !is_same(a, b)).map(|(a, b)| format!("{a:?}, hayro draws {b:?}"))
}

fn is_same(ours: &Glyph, theirs: &Drawn) -> bool {
    // Where hayro does not tell a character it may still be known to us, and the other way round.
    let same = theirs.ch.is_none_or(|ch| ch == ours.ch) || ours.ch == char::REPLACEMENT_CHARACTER;
    let (x, y) = match ours.turn {
        Turn::Upright => (ours.bbox.x0, ours.baseline),
        Turn::UpsideDown => (ours.bbox.x1, ours.baseline),
        Turn::Clockwise => (ours.baseline, ours.bbox.top),
        Turn::CounterClockwise => (ours.baseline, ours.bbox.bottom),
        Turn::Slanted => return same,
    };
    let Some((their_x, their_y)) = theirs.origin else { return same };
    same && (x - their_x).abs() < NEAR && (y - their_y).abs() < NEAR
}

/// The first rule that only one of the two has. Shadings are none, and neither is what lies outside of the page or,
/// for hayro, is filled without any thickness.
fn rule_difference(ours: &Page, theirs: &[Line]) -> Option<String> {
    let rules = || {
        ours.rules.iter().filter(|rule| {
            rule.kind == RuleKind::Stroke || rule.kind == RuleKind::Fill && rule.thickness > 0.01
        })
    };
    if let Some(alone) = rules().find(|rule| !theirs.iter().any(|line| lies_on(rule, line))) {
        return Some(format!("{alone:?} is not drawn by hayro"));
    }
    let (width, height) = (ours.width, ours.height);
    let inside = |line: &&Line| match line.axis {
        Axis::Horizontal => line.at > 0.0 && line.at < height && line.from < width && line.to > 0.0,
        Axis::Vertical => line.at > 0.0 && line.at < width && line.from < height && line.to > 0.0,
    };
    let seen = |line: &&Line| line.to - line.from > 1.0 && rules().any(|rule| lies_on(rule, line));
    let lost = theirs.iter().filter(inside).find(|line| line.to - line.from > 1.0 && !seen(line));
    lost.map(|line| format!("{line:?} is drawn by hayro alone"))
}

/// Whether a rule is the line or a part of it that clipping left.
fn lies_on(rule: &Rule, line: &Line) -> bool {
    rule.axis == line.axis
        && (rule.at - line.at).abs() <= NEAR + line.thickness / 2.0
        && rule.from >= line.from - NEAR
        && rule.to <= line.to + NEAR
}

#[test]
fn characters_as_pdf_extract_reads_them() {
    for path in fixtures(&[UNREADABLE, NOT_BY_PDF_EXTRACT]) {
        let bytes = std::fs::read(&path).expect("it can be read");
        let ours = count(read(&bytes).iter().flat_map(|page| &page.glyphs).map(|glyph| glyph.ch));
        let theirs = count(pdf_extract(&path).chars());
        let common: usize = ours.iter().map(|(c, n)| *n.min(theirs.get(c).unwrap_or(&0))).sum();
        let most = ours.values().sum::<usize>().max(theirs.values().sum());
        let agreement = common as f64 / most.max(1) as f64;
        assert!(agreement >= AGREEMENT, "{}: {agreement:.4} of {most} characters agree", path.display());
    }
}

fn count(chars: impl Iterator<Item = char>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in chars.map(fenjie_model::text::fold_lookalike).filter(|c| !fenjie_model::text::is_space(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The variable that makes this test binary a child that runs pdf-extract on one file.
const CHILD: &str = "FENJIE_PDF_EXTRACT_FILE";

/// The text by pdf-extract, in a process of its own: it may abort or never end.
fn pdf_extract(path: &Path) -> String {
    let mut child = Command::new(std::env::current_exe().expect("this binary has a path"))
        .args(["--exact", "as_a_child", "--nocapture", "--quiet"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("this binary can be run");
    let mut stdout = child.stdout.take().expect("it is piped");
    let reading = std::thread::spawn(move || {
        let mut text = Vec::new();
        stdout.read_to_end(&mut text).map(|_| String::from_utf8_lossy(&text).into_owned())
    });
    let end = Instant::now() + Duration::from_secs(30);
    while child.try_wait().expect("it can be waited for").is_none() {
        if Instant::now() > end {
            child.kill().expect("it can be ended");
            panic!("pdf-extract does not end on {}", path.display());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let text = reading.join().expect("reading does not panic").expect("the pipe can be read");
    let marked = text.split_once(MARKS.0).and_then(|(_, rest)| rest.split_once(MARKS.1));
    marked.unwrap_or_else(|| panic!("pdf-extract fails on {}", path.display())).0.to_owned()
}

/// What stands before and after the text on the child's standard output.
const MARKS: (&str, &str) = ("\u{2}", "\u{3}");

#[test]
#[expect(clippy::print_stdout, reason = "its standard output is how the child answers")]
fn as_a_child() {
    let Some(path) = std::env::var_os(CHILD) else { return };
    let text = pdf_extract::extract_text(path).expect("pdf-extract reads it");
    println!("{}{text}{}", MARKS.0, MARKS.1);
}
