//! Markdown: the row of dashes at the end tells the form.

#![no_main]

use fenjie_fuzz::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| extract(&[text, b"\n| a | b |\n| --- | --- |\n"].concat()));
