//! What lopdf may make of a file: it builds all objects at once, sixty times as large in memory as they can be in the
//! file, and the cross-reference table may name one object a million times.
//!
//! lopdf asks a function without surroundings about each object that it has built, so what is left stands in a variable
//! of the thread.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use lopdf::Object;
use memchr::memmem;

use crate::deadline::Deadline;

use super::lexer::{is_delimiter, is_white};

/// What is left for the objects of one load.
#[derive(Debug, Clone, Copy)]
struct Budget {
    /// Numbers, names, strings and the like.
    parts: usize,
    deadline: Deadline,
    /// Whether objects were left out.
    hit: bool,
}

thread_local! {
    static BUDGET: Cell<Option<Budget>> = const { Cell::new(None) };
}

/// What became of a load.
#[derive(Debug)]
pub(super) enum Spent<T> {
    /// It ended, with whether objects were left out.
    Ended(T, bool),
    /// Its time was up.
    OutOfTime,
}

/// Why a load is given up, carried up through lopdf.
struct TimeIsUp;

/// Loads within a number of parts and a time.
pub(super) fn within<T>(parts: usize, deadline: Deadline, load: impl FnOnce() -> T) -> Spent<T> {
    BUDGET.set(Some(Budget { parts, deadline, hit: false }));
    let ended = catch_unwind(AssertUnwindSafe(load));
    let hit = BUDGET.take().is_some_and(|budget| budget.hit);
    match ended {
        Ok(value) => Spent::Ended(value, hit),
        Err(reason) if reason.is::<TimeIsUp>() => Spent::OutOfTime,
        Err(mistake) => resume_unwind(mistake),
    }
}

/// Takes an object from the budget; false where it is not to be kept.
pub(super) fn affords(object: &Object) -> bool {
    let Some(budget) = BUDGET.get() else { return true };
    if budget.deadline.passed() {
        resume_unwind(Box::new(TimeIsUp));
    }
    let left = budget.parts.checked_sub(parts(object));
    // What is used up stays used up, so that the smaller objects behind a large one do not make a puzzle.
    BUDGET.set(Some(Budget { parts: left.unwrap_or(0), hit: budget.hit || left.is_none(), ..budget }));
    left.is_some()
}

/// The numbers, names, strings and the like in an object, itself included.
fn parts(object: &Object) -> usize {
    match object {
        Object::Array(items) => 1 + items.iter().map(parts).sum::<usize>(),
        Object::Dictionary(dict) => 1 + dict.iter().map(|(_, value)| 1 + parts(value)).sum::<usize>(),
        Object::Stream(stream) => 1 + stream.dict.iter().map(|(_, value)| 1 + parts(value)).sum::<usize>(),
        _ => 1,
    }
}

/// Whether the longest object of a file, outside of its streams, has more tokens than that, its number and brackets
/// counted: lopdf asks about an object when it is built.
pub(super) fn has_giant(bytes: &[u8], most: usize) -> bool {
    // A part takes two bytes at the least.
    if bytes.len() / 2 < most {
        return false;
    }
    let (mut at, mut count, mut previous) = (0, 0, b' ');
    // Once there is no end of a stream, there is none further on.
    let mut ends = true;
    while let Some(&byte) = bytes.get(at) {
        if byte == b's' && bytes[at..].starts_with(b"stream") && !previous.is_ascii_alphabetic() {
            let end = if ends { memmem::find(&bytes[at..], b"endstream") } else { None };
            ends = end.is_some();
            at += end.unwrap_or(0);
            count = 0;
        } else if byte == b'e' && bytes[at..].starts_with(b"endobj") {
            count = 0;
        }
        let starts = is_white(previous) || is_delimiter(previous) || is_delimiter(byte);
        count += usize::from(starts && !is_white(byte));
        if count > most {
            return true;
        }
        previous = byte;
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use lopdf::dictionary;

    use super::*;

    fn later() -> Deadline {
        Deadline::after(Duration::from_secs(60))
    }

    #[test]
    fn objects_beyond_the_budget_are_left_out() {
        let array = Object::Array(vec![1.into(), 2.into(), Object::Dictionary(dictionary! { "A" => 1 })]);
        assert_eq!(parts(&array), 6);
        let load = || [affords(&array), affords(&array), affords(&array), affords(&1.into())];
        assert!(matches!(within(13, later(), load), Spent::Ended([true, true, false, false], true)));
        assert!(matches!(within(19, later(), load), Spent::Ended([true, true, true, true], false)));
        assert!(affords(&array), "there is no budget outside of a load");
    }

    #[test]
    fn a_load_ends_when_its_time_is_up() {
        assert!(matches!(
            within(9, Deadline::after(Duration::ZERO), || affords(&1.into())),
            Spent::OutOfTime
        ));
    }

    #[test]
    fn giants() {
        let check = |bytes: &str, expected| assert_eq!(has_giant(bytes.as_bytes(), 8), expected, "{bytes}");
        check("1 0 obj [1 2 3] endobj", false);
        check("1 0 obj [1 2 3 4] endobj", true);
        check("1 0 obj[/A/B/C/D/E]", true);
        check("1 0 obj [[[[[[[[[[", true);
        check("stream a b c d e f endstream 1 0 obj", false);
        check("1 0 obj endobj 1 0 obj endobj 1 0 obj", false);
    }
}
