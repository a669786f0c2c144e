//! What the targets share: a whole file around a damaged part, and the way that a file goes through the program.

use std::sync::LazyLock;

use fenjie_emitter::Layout;
use fenjie_model::Extraction;
use fenjie_normaliser::registry::Registry;
use fenjie_parser::Options;

#[path = "../../crates/parser/tests/handmade/mod.rs"]
mod handmade;

pub use handmade::pdf;

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);

/// Parses, normalises and writes a notice, as `fenjie extract` does.
pub fn extract(bytes: &[u8]) {
    let Ok(parsed) = fenjie_parser::parse(bytes, &Options::default()) else { return };
    let normalised = fenjie_normaliser::normalise(&parsed.notice, &REGISTRY);
    let extraction = Extraction {
        name: String::new(),
        sha256: String::new(),
        notice: parsed.notice,
        region: normalised.region,
        targets: normalised.targets,
        units: normalised.units,
        findings: [parsed.findings, normalised.findings].concat(),
    };
    fenjie_emitter::json(&extraction, Layout::Readable, std::io::sink()).expect("a sink takes everything");
    fenjie_emitter::csv(&extraction, std::io::sink()).expect("a sink takes everything");
}

/// A stream with these entries in its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{entries}/Length {}>>stream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}
