//! Texts with tabs between cells: two such lines at the end tell the form.

#![no_main]

use fenjie_fuzz::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| extract(&[text, b"\n1\t2\n1\t2\n"].concat()));
