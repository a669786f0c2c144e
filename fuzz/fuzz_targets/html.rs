//! HTML: the tags at the end tell the form.

#![no_main]

use fenjie_fuzz::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| extract(&[text, b"<table><tr></table>"].concat()));
