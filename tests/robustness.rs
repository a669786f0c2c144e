//! Whatever the bytes, the program ends by itself, in time, with a code that tells how.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use support::{fenjie, files, path};

/// More than any input may take, on a busy machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs both commands over the files; no panic, no crash, no hang.
fn survives(inputs: &[PathBuf]) {
    let start = Instant::now();
    let output = fenjie().arg("extract").args(inputs).output().expect("the program runs");
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0..=2)), "{:?}\n{messages}", output.status);
    assert!(!messages.contains("a mistake in fenjie"), "{messages}");
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
