//! Streams that are longer or shorter than they say: of content that is not packed nothing else tells that a part was
//! cut out of it, or stands in it twice.

use fenjie_model::HashSet;
use lopdf::ObjectId;
use memchr::memmem;

use super::lengths::{header, names, number};
use super::lexer::is_white;

/// The dictionary of a stream of content is no longer than this, nor the white space behind its data.
const DICTIONARY: usize = 4096;
const WHITE: usize = 64;
/// Some producers count the end of the line before `endstream`.
const SLIP: usize = 2;

/// The streams without a filter whose length is another than they say. Of several copies the last counts; a length of 0
/// is one that was not known.
pub(super) fn misfits(bytes: &[u8]) -> HashSet<ObjectId> {
    let mut misfits = HashSet::default();
    // What is searched for lies ahead of all objects alike: nothing is searched through for each again.
    let mut ends = memmem::find_iter(bytes, b"endobj").chain([bytes.len()]).peekable();
    let mut streams = memmem::find_iter(bytes, b"endstream").peekable();
    for at in memmem::find_iter(bytes, b"obj") {
        while ends.next_if(|end| *end < at).is_some() {}
        while streams.next_if(|end| *end < at).is_some() {}
        let (Some((_, id)), Some(&end)) = (header(&bytes[..at]), ends.peek()) else { continue };
        if streams.peek().is_some_and(|stream| *stream < end) && is_misfit(&bytes[at..end]) {
            misfits.insert(id);
        } else {
            misfits.remove(&id);
        }
    }
    misfits
}

/// Whether an object with the end of a stream, up to its `endobj`, is such a stream.
fn is_misfit(object: &[u8]) -> bool {
    let Some(keyword) = memmem::find(&object[..object.len().min(DICTIONARY)], b"stream") else {
        return false;
    };
    let (dict, data) = (&object[..keyword], &object[keyword + b"stream".len()..]);
    let told = names(dict, b"Length").find_map(|name| number(dict, name.end)).map(|(told, _)| told as usize);
    let Some(told) = told.filter(|told| *told > 0) else { return false };
    if [&b"Filter"[..], b"F"].iter().any(|key| names(dict, key).next().is_some()) {
        return false;
    }
    let data = match data {
        [b'\r', b'\n', data @ ..] | [b'\r' | b'\n', data @ ..] => data,
        data => data,
    };
    let ends = |length: usize| {
        let rest = data.get(length..).unwrap_or_default();
        let white = rest.iter().take(WHITE).take_while(|&&byte| is_white(byte)).count();
        rest[white..].starts_with(b"endstream")
    };
    !(told.saturating_sub(SLIP)..=told).any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, expected: &[u32]) {
        let mut found: Vec<u32> = misfits(file.as_bytes()).into_iter().map(|(number, _)| number).collect();
        found.sort_unstable();
        assert_eq!(found, expected, "{file}");
    }

    #[test]
    fn lengths_that_do_not_fit() {
        let stream = |told: &str| format!("4 0 obj<</Length {told}>>stream\n(ab) Tj\nendstream\nendobj");
        for fits in ["7", "8", "9", "0"] {
            check(&stream(fits), &[]);
        }
        check(&stream("6"), &[4]);
        check(&stream("1031"), &[4]);
        check(&stream("1031/Filter/FlateDecode"), &[]);
    }

    #[test]
    fn the_last_copy_counts() {
        let copies = |told: [u8; 2]| {
            told.map(|told| format!("4 0 obj<</Length {told}>>stream\n(ab) Tj\nendstream endobj\n")).concat()
        };
        check(&copies([99, 7]), &[]);
        check(&copies([7, 99]), &[4]);
    }

    #[test]
    fn what_has_no_end_is_not_told_here() {
        check("4 0 obj<</Length 99>>stream\n(ab) Tj", &[]);
        check("4 0 obj<</Length 99>> endobj 5 0 obj endobj stream endstream", &[]);
    }
}
