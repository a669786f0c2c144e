//! Prints what the PDF door reads: `pages FILE [--rules | --count]`. Text comes in drawing order, one page after the
//! other, with a form feed after each.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "an example reads a file and prints"
)]

use std::fmt::Write;

use fenjie_parser::Options;
use fenjie_parser::pdf::Reader;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let mode = arguments.next().unwrap_or_default();
    let bytes = std::fs::read(file)?;
    let mut reader = Reader::open(&bytes, &Options::default())?;
    let mut out = String::new();
    let (mut glyphs, mut rules) = (0, 0);
    for number in 1..=reader.page_count() {
        let page = reader.page(number);
        glyphs += page.glyphs.len();
        rules += page.rules.len();
        match mode.as_str() {
            "--count" => {}
            "--rules" => {
                writeln!(out, "page {number} {}x{}", page.width, page.height)?;
                for rule in &page.rules {
                    writeln!(out, "{rule:?}")?;
                }
            }
            "--glyphs" => {
                writeln!(out, "page {number} {}x{}", page.width, page.height)?;
                for glyph in &page.glyphs {
                    writeln!(out, "{glyph:?}")?;
                }
            }
            _ => {
                out.extend(page.glyphs.iter().map(|glyph| glyph.ch));
                out.push('\u{c}');
            }
        }
    }
    print!("{out}");
    if mode == "--count" {
        println!("{glyphs} glyphs, {rules} rules");
    }
    for finding in reader.finish()? {
        eprintln!("{}: {} {}", finding.severity.as_str(), finding.code.as_str(), finding.message);
    }
    Ok(())
}
