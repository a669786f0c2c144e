//! Everything that a finding can say is said in Chinese too: whatever reads like a phrase in the sources of the phases is
//! a template of the review page.

#[expect(dead_code, reason = "the tests of the pipeline need more of it")]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use support::path;

/// The crates that make findings.
const PHASES: [&str; 3] = ["parser", "normaliser", "corrections"];
/// Files whose phrases are no findings: errors of registry and corrections files, names of file types,
/// parts of PDFs.
const ELSEWHERE: [&str; 8] = [
    "parser/src/text/sniff.rs",
    "parser/src/pdf/rewrite.rs",
    "parser/src/pdf/standard.rs",
    "normaliser/src/measure.rs",
    "normaliser/src/registry.rs",
    "normaliser/src/registry/",
    "corrections/src/error.rs",
    "corrections/src/file.rs",
];
/// What stands before a literal that is told to nobody, or by an error.
const OTHERWISE: [&str; 6] = ["expect(", "panic!(", "unreachable!(", "reason =", "Broken(", "TooLarge("];

/// The files of Rust below a folder, but those of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("it is a folder").map(|entry| entry.expect("it is there").path());
    let mut files: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|file| file.extension().is_some_and(|ending| ending == "rs") && !file.ends_with("tests.rs"))
        .collect();
    files.sort();
    files
}

/// The string literals of a source outside of its tests and comments, each with the code before it.
fn literals(source: &str) -> Vec<(&str, &str)> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut literals = Vec::new();
    let mut at = 0;
    while let Some(next) = source[at..].find(['"', '\'', '/']).map(|next| at + next) {
        let rest = &source[next..];
        at = next + 1;
        if rest.starts_with("//") {
            at = next + rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\\") {
            // A character that is escaped.
            at = next + 3;
        } else if let Some(character) = rest.strip_prefix('\'') {
            // A character, or a lifetime.
            let behind = character.char_indices().nth(1).filter(|(_, c)| *c == '\'');
            at += behind.map_or(0, |(length, _)| length + 1);
        } else if let Some(literal) = rest.strip_prefix('"') {
            let raw = [" r", "(r", "#"].iter().any(|before| source[..next].ends_with(before));
            let mut escaped = false;
            let end = literal.find(|c| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped && !raw;
                ends
            });
            let literal = &literal[..end.unwrap_or(literal.len())];
            literals.push((source[..next].trim_end(), literal));
            at = (next + literal.len() + 2).min(source.len());
        }
    }
    literals
}

/// The literal as a template: `{}` for each place, lines joined.
fn template(literal: &str) -> String {
    let joined: Vec<&str> =
        literal.split("\\\n").enumerate().map(|(i, l)| if i > 0 { l.trim_start() } else { l }).collect();
    let mut template = String::new();
    let joined = joined.concat();
    let mut rest = joined.as_str();
    while let Some((before, place)) = rest.split_once('{') {
        template.push_str(before);
        template.push_str("{}");
        rest = place.split_once('}').map_or("", |(_, after)| after);
    }
    template.push_str(rest);
    // What is put between or behind others is a phrase with them.
    let before = if template.starts_with(' ') { "{}" } else { "" };
    let behind = if template.ends_with(' ') { "{}" } else { "" };
    format!("{before}{template}{behind}")
}

/// Whether it is a phrase: words, and no code.
fn is_phrase(template: &str) -> bool {
    let mut words =
        template.split(' ').filter(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase()));
    template.contains(' ') && words.next().is_some() && !template.starts_with('!') && !template.contains('\\')
}

fn phrases(folder: &str) -> Vec<(PathBuf, String)> {
    let mut phrases = Vec::new();
    for file in sources(&path(folder)) {
        let name = file.strip_prefix(path("crates")).expect("it is a crate's").to_owned();
        if ELSEWHERE.iter().any(|elsewhere| name.to_string_lossy().starts_with(elsewhere))
            || name.ends_with("tests.rs")
        {
            continue;
        }
        let source = fs::read_to_string(&file).expect("it is text");
        let told = literals(&source).into_iter().filter(|(before, _)| {
            !OTHERWISE.iter().any(|other| before.trim_end_matches("format!(").ends_with(other))
        });
        let templates = told.map(|(_, literal)| template(literal)).filter(|template| is_phrase(template));
        phrases.extend(templates.map(|template| (name.clone(), template)));
    }
    phrases
}

#[test]
fn every_message_has_its_chinese() {
    let table = fs::read_to_string(path("crates/review/src/phrases.tsv")).expect("it is there");
    let known: BTreeSet<&str> = table.lines().map(|line| line.split_once('\t').expect("a tab").0).collect();
    let told: Vec<(PathBuf, String)> =
        PHASES.iter().flat_map(|phase| phrases(&format!("crates/{phase}/src"))).collect();
    assert!(told.len() > 80, "the sources are read: {}", told.len());
    let lacking: Vec<_> = told.iter().filter(|(_, template)| !known.contains(template.as_str())).collect();
    assert!(lacking.is_empty(), "crates/review/src/phrases.tsv lacks {lacking:#?}");

    let also = phrases("crates/emitter/src");
    let said: BTreeSet<&str> = told.iter().chain(&also).map(|(_, template)| template.as_str()).collect();
    let stale: Vec<_> =
        known.iter().filter(|template| is_phrase(template) && !said.contains(**template)).collect();
    assert!(stale.is_empty(), "nothing says {stale:#?} any more");
}

/// Whatever can be read in two ways tells both: its findings come from `Finding::ambiguous` alone.
#[test]
fn every_ambiguity_tells_both_readings() {
    let mut told = 0;
    for file in PHASES.iter().flat_map(|phase| sources(&path(&format!("crates/{phase}/src")))) {
        let source = fs::read_to_string(&file).expect("it is text");
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for code in ["TableAmbiguous", "RolesUnclear", "UnitAmbiguous"] {
            for (at, _) in source.match_indices(&format!("Code::{code}")) {
                let before = source[..at].trim_end();
                assert!(before.ends_with("Finding::ambiguous("), "{}: {code}", file.display());
                told += 1;
            }
        }
    }
    assert!(told > 15, "the sources are read: {told}");
}
