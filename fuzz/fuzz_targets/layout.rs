//! Column-aligned texts: the form of whatever has the marks of no other.

#![no_main]

use fenjie_fuzz::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let marks = |byte: &u8| matches!(byte, b'\t' | b'<' | b'|' | b'#');
    extract(&text.iter().map(|byte| if marks(byte) { b' ' } else { *byte }).collect::<Vec<_>>());
});
