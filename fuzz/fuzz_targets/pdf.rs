//! The whole way of a PDF: loading, repair, decryption, pages, tables, targets.

#![no_main]

use fenjie_fuzz::extract;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if fenjie_parser::pdf::is_pdf(bytes) {
        extract(bytes);
    } else {
        extract(&[b"%PDF-1.7\n", bytes].concat());
    }
});
