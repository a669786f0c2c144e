//! The value grammar, and measures with their headers: a line each.

#![no_main]

use fenjie_normaliser::{measure, value};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for line in text.lines() {
        let read = value::read(line);
        assert_eq!(read.raw, line, "the value keeps what is printed");
        let _ = value::is_unclear(&read);
        let _ = value::canonical(&read);
        let _ = measure::measure(line);
        let _ = measure::prefix(line);
        let _ = measure::of_note(line);
        let _ = measure::split_header(line);
    }
});
