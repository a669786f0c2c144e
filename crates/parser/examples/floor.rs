//! The floor that no reader of a PDF can go below: its streams inflated and split into words, and nothing made of them.
//!
//! ```sh
//! cargo run --release -p fenjie-parser --example floor notice.pdf
//! ```
#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "an example is a program")]

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

fn main() {
    let bytes =
        std::env::args().nth(1).and_then(|file| std::fs::read(file).ok()).expect("a PDF that can be read");
    let streams: Vec<Vec<u8>> = memmem::find_iter(&bytes, b"\nstream")
        .filter_map(|at| inflated(&bytes[at + b"\nstream".len()..]))
        .collect();
    let size: usize = streams.iter().map(Vec::len).sum();
    let words: usize = streams.iter().map(|stream| words(stream)).sum();
    println!("{} streams, {size} bytes, {words} words", streams.len());
}

/// The stream that begins after the line break, where it is packed as nearly all are.
fn inflated(after: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    ZlibDecoder::new(after.trim_ascii_start()).read_to_end(&mut data).ok()?;
    Some(data)
}

/// The number of words between white space and delimiters.
fn words(stream: &[u8]) -> usize {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"()<>[]{}/%".contains(byte);
    stream.split(ends).filter(|word| !word.is_empty()).count()
}
