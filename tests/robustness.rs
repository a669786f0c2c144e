//! Whatever the bytes, the program ends by itself, in time, with a code that tells how.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

#[path = "../crates/parser/tests/handmade/mod.rs"]
mod handmade;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use handmade::pdf;
use support::{fenjie, files, path};

/// More than any input may take, on a busy machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(600);

/// The memory of two documents at once with that of the program and its threads, in KiB.
const MEMORY: usize = 1_280 << 10;

/// Extracts the files; no panic, no crash, no hang, no more memory than is promised.
fn survives(inputs: &[PathBuf]) {
    let start = Instant::now();
    let output = Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -v {MEMORY}; exec \"$0\" extract --jobs 2 \"$@\""),
            env!("CARGO_BIN_EXE_fenjie"),
        ])
        .args(inputs)
        .output()
        .expect("the program runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0..=2)), "{:?}\n{messages}", output.status);
    assert!(!messages.contains("a bug in fenjie"), "{messages}");
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

/// A small generator, so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// The smallest fixtures of each kind, which are many enough to be damaged often.
fn seeds() -> Vec<PathBuf> {
    let size = |path: &PathBuf| fs::metadata(path).map_or(u64::MAX, |there| there.len());
    let mut seeds: Vec<_> = files("fixtures/ok").into_iter().filter(|path| size(path) < 60_000).collect();
    seeds.sort_by_key(size);
    seeds.truncate(10);
    seeds
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let file = folder.join(name);
    fs::write(&file, bytes).expect("it can be written");
    file
}

#[test]
fn damaged_bytes_do_no_harm() {
    let folder = tempfile::tempdir().expect("there is room");
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut inputs = Vec::new();
    for seed in seeds() {
        let whole = fs::read(&seed).expect("it is there");
        for n in 0..8 {
            let mut bytes = whole.clone();
            match n % 4 {
                // Bytes that are others.
                0 => (0..1 + dice.roll(40)).for_each(|_| {
                    let at = dice.roll(bytes.len());
                    bytes[at] = dice.roll(256) as u8;
                }),
                // A tail that is lost.
                1 => bytes.truncate(dice.roll(bytes.len())),
                // A piece that is lost.
                2 => {
                    let from = dice.roll(bytes.len());
                    let to = (from + dice.roll(2000)).min(bytes.len());
                    bytes.drain(from..to);
                }
                // A piece that stands twice.
                _ => {
                    let from = dice.roll(bytes.len());
                    let piece = bytes[from..(from + dice.roll(2000)).min(bytes.len())].to_vec();
                    let at = dice.roll(bytes.len());
                    bytes.splice(at..at, piece);
                }
            }
            inputs.push(write(folder.path(), &format!("{n}-{}", support::name(&seed)), &bytes));
        }
    }
    survives(&inputs);
}

#[test]
fn hostile_texts_do_no_harm() {
    let folder = tempfile::tempdir().expect("there is room");
    let row = |n: usize| "格\t".repeat(n);
    let texts: [(&str, String); 9] = [
        ("wide.txt", format!("附件 1\n\n{}\n{}\n", row(20_000), row(20_000))),
        ("tall.txt", format!("附件 1\n\n{}", "镇\t1\n".repeat(200_000))),
        (
            "spans.html",
            "<table><tr><td rowspan=65000 colspan=65000>1<td rowspan=99999999999 colspan=-1>2</table>".into(),
        ),
        ("nested.html", "<table><tr><td>".repeat(20_000)),
        ("entities.html", format!("<p>{}</p>", "&#x110000;&nosuch;&#-1;&".repeat(10_000))),
        ("pipes.md", format!("|{}\n|{}\n", "a|".repeat(10_000), "-|".repeat(10_000))),
        ("spaces.layout.txt", format!("附件 1\n{}1{}2\n", " ".repeat(100_000), " ".repeat(100_000))),
        ("marks.txt", "\u{feff}\u{200b}\u{0}\u{1b}[31m附件\u{202e}1\n一、\n".repeat(1000)),
        (
            "numbers.txt",
            format!("附件 1\n\n镇\t值\n赵巷镇\t{}\n徐泾镇\t{}\n", "9".repeat(10_000), "1e999999999"),
        ),
    ];
    let inputs: Vec<_> =
        texts.iter().map(|(name, text)| write(folder.path(), name, text.as_bytes())).collect();
    survives(&inputs);
}

/// A text that says one word over and over, in each place where a notice says something. What looks at every piece of it anew,
/// or calls itself for each, does not end in time.
#[test]
fn one_word_over_and_over_does_no_harm() {
    const WORDS: [&str; 18] = [
        "小计",
        "县局",
        "镇",
        "1",
        "一",
        "（",
        "、",
        "2023年",
        "甲(含",
        "增长",
        "附件",
        "/元)",
        "其中：",
        "合计（",
        "县人民政府",
        "至",
        "-",
        "%",
    ];
    let folder = tempfile::tempdir().expect("there is room");
    let inputs = WORDS.iter().enumerate().map(|(n, word)| {
        let long = word.repeat(50_000 / word.len());
        let head = format!("{long}\n\n关于{long}的通知\n\n各镇：\n\n{long}\n\n附件：1.{long}\n\n{long}\n2024年2月1日\n\n");
        let by_unit = format!(
            "附件1\n\n{long}\n\n单位：{long}\n\n单位\t税收（{long}）\t{long}\t责任单位\n{long}\t{long}\t1\t{long}\n合计\t3\t1\t\n\n注：{long}\n\n"
        );
        let by_indicator = format!(
            "附件2{long}\n\n{long}表\n\n序号\t指标\t计量单位\t目标\t完成时限\n{long}\t{long}\t{long}\t{long}\t{long}\n2\t就业\t人\t5\t\n"
        );
        write(folder.path(), &format!("{n}.txt"), [head, by_unit, by_indicator].concat().as_bytes())
    });
    let mut inputs: Vec<_> = inputs.collect();
    let row = |name: &str, text: &str| format!("{name}{}\n", format!("\t{text}").repeat(15_000));
    let rates = [row("指标\t计量单位", "目标"), row("投资\t亿元", "5%"), row("投资\t亿元", "6%")].concat();
    inputs.push(write(folder.path(), "rates.txt", format!("附件1\n\n{rates}").as_bytes()));
    let start = Instant::now();
    survives(&inputs);
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    [format!("<<{entries}/Length {}>>stream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
}

fn packed(piece: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..times).for_each(|_| encoder.write_all(piece).expect("memory takes everything"));
    encoder.finish().expect("memory takes everything")
}

#[test]
fn hostile_pdfs_do_no_harm() {
    let catalog = || b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    let pages = || b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec();
    let page = |entries: &str| {
        let resources = "/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>";
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{resources}{entries}>>").into_bytes()
    };
    let font = || b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
    let one = |content: Vec<u8>, last: Vec<u8>| {
        pdf(&[catalog(), pages(), page("/Contents 4 0 R"), content, font(), last])
    };
    let shown = |text: String| stream("", text.as_bytes());
    let spaces = packed(&[b' '; 1 << 20], 200);
    let form = |content: &str| {
        stream("/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 4 0 R>>>>", content.as_bytes())
    };
    let members = packed(b"[1 2 3 4 5 6 7 8] ", 1 << 18);
    let grid: String = (0..800).map(|at| format!("{at} 0 m {at} 800 l S 0 {at} m 600 {at} l S ")).collect();
    let scattered: String =
        (0..6_000).map(|i| format!("1 0 0 1 {} {} Tm (1) Tj ", i * 37 % 600, i * 91 % 800)).collect();
    let bombs: [(&str, Vec<u8>); 11] = [
        ("inflates.pdf", one(stream("/Filter/FlateDecode", &spaces), font())),
        ("inflates-twice.pdf", one(stream("/Filter[/FlateDecode/FlateDecode]", &packed(&spaces, 9)), font())),
        (
            "predicts.pdf",
            one(
                stream("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000>>", &spaces),
                font(),
            ),
        ),
        (
            "holds-members.pdf",
            one(shown("q".into()), stream("/Type/ObjStm/N 9/First 0/Filter/FlateDecode", &members)),
        ),
        ("nests.pdf", one(shown("[<<".repeat(50_000)), [b"<</A ".to_vec(), b"[<<".repeat(100_000)].concat())),
        ("counts.pdf", one(shown("q".into()), ["[", &"1 ".repeat(1_000_000), "]"].concat().into_bytes())),
        ("draws-itself.pdf", one(shown("/X Do ".repeat(1000)), form("/Y Do /X Do"))),
        ("draws-a-grid.pdf", one(shown(grid), font())),
        ("scatters.pdf", one(shown(format!("BT /F 9 Tf {scattered}ET")), font())),
        (
            "shows-one-place.pdf",
            one(shown(format!("BT /F 9 Tf 9 9 Td {}ET", "(aaaaaaaaaa) Tj 0 0 Td ".repeat(1_500))), font()),
        ),
        (
            "contents.pdf",
            pdf(&[
                catalog(),
                pages(),
                page(&format!("/Contents[{}]", "4 0 R ".repeat(40_000))),
                shown(" ".repeat(2000)),
                font(),
            ]),
        ),
    ];
    let folder = tempfile::tempdir().expect("there is room");
    let inputs: Vec<_> = bombs.iter().map(|(name, bytes)| write(folder.path(), name, bytes)).collect();
    survives(&inputs);
}

#[test]
fn what_fuzzing_found_does_no_harm() {
    survives(&files("fixtures/hostile"));
}

#[test]
fn a_limit_that_is_reached_is_told() {
    let output = fenjie()
        .args(["extract", "--max-pages", "3"])
        .arg(path("fixtures/ok/qingpu-2023.pdf"))
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert!(
        support::findings(&document, "error").any(|finding| finding["code"] == "limit-reached"),
        "{document}"
    );
}

#[test]
fn more_annexes_than_a_notice_has_are_told() {
    let folder = tempfile::tempdir().expect("there is room");
    let text: String = (1..=20_005).map(|n| format!("附件{n}\n\n甲镇目标表\n\n")).collect();
    let file = write(folder.path(), "labels.txt", text.as_bytes());
    let output =
        fenjie().args(["extract", "--max-seconds", "60"]).arg(file).output().expect("the program runs");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(document["annexes"].as_array().map(Vec::len), Some(20_000));
    assert!(support::findings(&document, "error").any(|finding| finding["code"] == "limit-reached"));
}
