//! Damaged files: none does harm, and as much comes out of them as MuPDF reads.

#![expect(clippy::print_stderr, reason = "a person who runs it wants the figure")]
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a test reads fixtures and asks another reader"
)]

mod mutation;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use fenjie_model::text::{fold_lookalike, is_space};
use fenjie_parser::pdf::Reader;
use fenjie_parser::{Options, parse};
use lopdf::Document;

use mutation::{Dice, plain, structured, text_of};

/// Damaged files that are held against MuPDF.
const COMPARED: u64 = 500;

/// Of the glyphs that MuPDF reads in them, what has to come out at the least.
const YIELD: f64 = 0.97;

/// Fixtures larger than this make the tests slow and are no other kind of file.
const LARGEST: usize = 320_000;

/// More than any document may take, on a busy machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(60);

/// The PDFs under `fixtures/ok` that are not large, by name.
fn whole_files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/ok");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let files = paths.iter().map(|path| (name(path), fs::read(path).expect("it can be read")));
    files.filter(|(_, bytes)| bytes.len() <= LARGEST).collect()
}

/// The damaged files of the seeds, plain and structured in turn.
fn damaged(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let whole: Vec<(String, Vec<u8>, Document)> = whole_files()
        .into_iter()
        .map(|(name, bytes)| {
            let document = Document::load_mem(&bytes).expect("a whole file");
            (name, bytes, document)
        })
        .collect();
    seeds.map(move |seed| {
        let (name, bytes, document) = &whole[(seed / 2) as usize % whole.len()];
        let mut dice = Dice::new(seed + 1);
        match seed % 2 {
            0 => (format!("plain-{seed}-{name}"), plain(bytes, &mut dice)),
            _ => (format!("structured-{seed}-{name}"), structured(document, &mut dice)),
        }
    })
}

#[test]
fn damaged_files_do_no_harm() {
    for (name, bytes) in damaged(1000..1060) {
        let start = Instant::now();
        let _ = parse(&bytes, &Options::default());
        assert!(start.elapsed() < PATIENCE, "{name}: {:?}", start.elapsed());
    }
}

/// The characters that are no spaces, and how often each is there.
fn counted(text: impl Iterator<Item = char>) -> HashMap<char, usize> {
    let mut counts = HashMap::new();
    for c in text.map(fold_lookalike).filter(|c| !is_space(*c) && !c.is_control()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn ours(bytes: &[u8]) -> HashMap<char, usize> {
    let Ok(mut reader) = Reader::open(bytes, &Options::default()) else { return HashMap::new() };
    let pages: Vec<_> = (1..=reader.page_count()).map(|number| reader.page(number)).collect();
    counted(pages.iter().flat_map(|page| &page.glyphs).map(|glyph| glyph.ch))
}

/// What MuPDF reads, without the glyphs of which it does not tell what they are; nothing where it is not installed.
fn mupdf(path: &Path) -> Option<HashMap<char, usize>> {
    let mut child = Command::new("mutool")
        .args(["draw", "-q", "-F", "txt", "-o", "-"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let text = text_of(child.stdout.take()?);
    let _ = child.wait();
    Some(counted(text.chars().filter(|c| *c != char::REPLACEMENT_CHARACTER)))
}

#[test]
#[ignore = "takes minutes, and needs mutool (mupdf-tools): `make mutated`"]
fn as_much_comes_out_as_mupdf_reads() {
    let folder = std::env::temp_dir().join(format!("fenjie-mutated-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is room");
    let (mut theirs_all, mut both_all, mut alike_all, mut short) = (0, 0, 0, Vec::new());
    for (name, bytes) in damaged(0..COMPARED) {
        let path = folder.join(&name);
        fs::write(&path, &bytes).expect("it can be written");
        let Some(theirs) = mupdf(&path) else {
            eprintln!("skipped: mutool is not installed");
            return;
        };
        let ours = ours(&bytes);
        let total: usize = theirs.values().sum();
        let alike: usize = theirs.iter().map(|(c, n)| *n.min(ours.get(c).unwrap_or(&0))).sum();
        // The glyphs of a lost font are read as glyphs that nothing names, where MuPDF gives them Latin letters.
        let unnamed = ours.get(&char::REPLACEMENT_CHARACTER).unwrap_or(&0);
        let both = (alike + unnamed).min(total);
        if both < total {
            short.push((total - both, format!("{name}: {both} of {total}")));
        } else {
            let _ = fs::remove_file(&path);
        }
        theirs_all += total;
        both_all += both;
        alike_all += alike;
    }
    short.sort_by_key(|(missing, _)| std::cmp::Reverse(*missing));
    let list: Vec<&str> = short.iter().map(|(_, line)| line.as_str()).take(40).collect();
    let share = both_all as f64 / theirs_all as f64;
    eprintln!(
        "{both_all} of {theirs_all} glyphs ({:.2} %) in {COMPARED} files, {:.2} % the same; short in {}:\n{}",
        share * 100.0,
        alike_all as f64 / theirs_all as f64 * 100.0,
        folder.display(),
        list.join("\n")
    );
    assert!(share >= YIELD, "{share}");
}
