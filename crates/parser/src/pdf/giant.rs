//! Objects that are too large to be built: lopdf asks about an object only when it is.

use memchr::memmem;

use super::budget::{HOLDER, PLACE, TEXT};
use super::lengths::header;
use super::lexer::{is_delimiter, is_white};

/// Whether any object of a file takes more bytes in memory than that, its number counted. The data of streams are passed
/// over, but for what can be read as an object in them, for the table of objects may say that one is there.
pub(super) fn has_giant(bytes: &[u8], most: usize) -> bool {
    // A bracket takes the most.
    if bytes.len().saturating_mul(PLACE + HOLDER) < most {
        return false;
    }
    let mut scan = Scan { bytes, at: 0, depth: 0, in_comment: false, ends: [None; 2] };
    let (mut size, mut previous) = (0, b' ');
    while let Some(&byte) = bytes.get(scan.at) {
        if scan.ends_object(previous) {
            size = 0;
        }
        let starts = is_white(previous) || is_delimiter(previous) || is_delimiter(byte);
        size += match byte {
            byte if is_white(byte) => 0,
            b'[' | b'<' if starts => PLACE + HOLDER,
            b'/' | b'(' => PLACE + TEXT,
            b']' | b'>' | b')' => 1,
            _ if starts && previous != b'/' => PLACE,
            _ => 1,
        };
        if size > most {
            return true;
        }
        previous = byte;
        scan.step(byte);
    }
    false
}

/// Where a scan of a file is.
struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Strings within one another. One that goes on in the next line is taken for ended: no keyword is believed too much.
    depth: usize,
    in_comment: bool,
    /// Where the next end of a stream and the next trailer are, where they were looked for; far off, if there is none.
    ends: [Option<usize>; 2],
}

/// What the data of streams and the tables of objects end with.
const ENDS: [&[u8]; 2] = [b"endstream", b"trailer"];

impl Scan<'_> {
    /// Whether an object ends here; where a stream or a table begins, the scan goes on at its end.
    fn ends_object(&mut self, previous: u8) -> bool {
        let rest = &self.bytes[self.at..];
        if self.in_comment || self.depth > 0 || previous.is_ascii_alphabetic() {
            return false;
        }
        if rest.starts_with(b"stream") {
            self.pass(0);
            return true;
        }
        if rest.starts_with(b"xref") {
            self.pass(1);
            return true;
        }
        rest.starts_with(b"endobj")
    }

    /// Goes on at the next end of its kind, or at what can be read as an object before it; where there is none, here.
    fn pass(&mut self, kind: usize) {
        let known = self.ends[kind].filter(|end| *end >= self.at);
        let end = known.unwrap_or_else(|| {
            memmem::find(&self.bytes[self.at..], ENDS[kind]).map_or(usize::MAX, |length| self.at + length)
        });
        self.ends[kind] = Some(end);
        let Some(data) = self.bytes.get(self.at..end) else { return };
        let object = memmem::find_iter(data, b"obj").find(|&at| header(&data[..at]).is_some());
        let data = &data[..object.unwrap_or(data.len())];
        self.at += memmem::find(data, b"trailer").unwrap_or(data.len());
    }

    fn step(&mut self, byte: u8) {
        match byte {
            b'\n' | b'\r' => (self.in_comment, self.depth) = (false, 0),
            _ if self.in_comment => {}
            b'%' if self.depth == 0 => self.in_comment = true,
            b'(' => self.depth += 1,
            b')' => self.depth = self.depth.saturating_sub(1),
            // What is escaped opens and closes nothing.
            b'\\' if self.depth > 0 && !matches!(self.bytes.get(self.at + 1), Some(b'\n' | b'\r')) => {
                self.at += 1
            }
            _ => {}
        }
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &str, expected: bool) {
        assert_eq!(has_giant(bytes.as_bytes(), 8 * PLACE), expected, "{bytes}");
    }

    #[test]
    fn giants() {
        check("1 0 obj 1 2 3 4 endobj", false);
        check("1 0 obj 1 2 3 4 5 6 endobj", true);
        check("1 0 obj[[", true);
        check("1 0 obj/A/B/C/D/E", true);
        check("1 0 obj endobj 1 0 obj endobj 1 0 obj", false);
        check("xref 1 2 3 4 5 6 7 8 9 trailer 1 2 startxref 9", false);
    }

    #[test]
    fn streams_are_passed_over_but_for_objects_in_them() {
        check("stream a b c d e f g h i endstream 1 0 obj", false);
        check("stream a b 1 0 obj c d e f g h i endstream", true);
        check("stream a b trailer c d e f g h i j endstream", true);
    }

    #[test]
    fn keywords_in_comments_and_strings_end_nothing() {
        for hidden in ["%endobj\n", "%stream\n%endstream\n", "%xref\n%trailer\n", "(endobj)", "(\\)endobj)"] {
            check(&format!("1 0 obj 1 {hidden} 2 3 4 5 6 endobj"), true);
        }
        check("1 0 obj (%) endobj 1 0 obj 1 2 3 endobj", false);
    }
}
