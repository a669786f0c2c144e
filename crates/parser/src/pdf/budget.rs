//! What lopdf may make of a file: it builds all objects at once, sixty times as large in memory as they can be in the
//! file, and the cross-reference table may name one object a million times.
//!
//! lopdf asks a function without surroundings about each object that it has built, so what is left stands in a variable
//! of the thread.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use lopdf::{Dictionary, Object};

use crate::deadline::Deadline;

use super::giant::has_giant;

/// What is left for the objects of one load.
#[derive(Debug, Clone, Copy)]
struct Budget {
    /// Bytes in memory.
    bytes: usize,
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
    /// It ended, with whether objects were left out, and how many bytes are left.
    Ended(T, bool, usize),
    /// Its time was up.
    OutOfTime,
}

/// Why a load is given up, carried up through lopdf.
struct TimeIsUp;

/// Bytes of a number, and of the place of any other object in what holds it. What grows holds as many places free.
pub(super) const PLACE: usize = 128;
/// Bytes that a name or a string takes beyond its own.
pub(super) const TEXT: usize = 64;
/// Bytes that an array or a dictionary takes beyond what it holds: room for some objects is made at once.
pub(super) const HOLDER: usize = 512;
/// Bytes that a stream takes beyond its dictionary and its content.
const STREAM: usize = 384;

/// Loads within a number of bytes and a time.
pub(super) fn within<T>(bytes: usize, deadline: Deadline, load: impl FnOnce() -> T) -> Spent<T> {
    BUDGET.set(Some(Budget { bytes, deadline, hit: false }));
    let ended = catch_unwind(AssertUnwindSafe(load));
    let (hit, left) = BUDGET.take().map_or((false, bytes), |budget| (budget.hit, budget.bytes));
    match ended {
        Ok(value) => Spent::Ended(value, hit, left),
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
    let left = budget.bytes.checked_sub(size(object));
    // What is used up stays used up, so that the smaller objects behind a large one do not make a puzzle.
    BUDGET.set(Some(Budget { bytes: left.unwrap_or(0), hit: budget.hit || left.is_none(), ..budget }));
    left.is_some()
}

/// Whether the budget has room for the object that the bytes hold; asked before it is built.
pub(super) fn has_room(bytes: &[u8]) -> bool {
    let Some(budget) = BUDGET.get() else { return true };
    let has_room = !has_giant(bytes, budget.bytes);
    BUDGET.set(Some(Budget { hit: budget.hit || !has_room, ..budget }));
    has_room
}

/// About the bytes that an object takes in memory while it is built.
fn size(object: &Object) -> usize {
    PLACE
        + match object {
            Object::Array(items) => HOLDER + items.iter().map(size).sum::<usize>(),
            Object::Dictionary(dict) => size_of_dict(dict),
            Object::Stream(stream) => STREAM + size_of_dict(&stream.dict) + stream.content.len(),
            Object::Name(text) | Object::String(text, _) => TEXT + text.len(),
            _ => 0,
        }
}

fn size_of_dict(dict: &Dictionary) -> usize {
    HOLDER + dict.iter().map(|(key, value)| TEXT + key.len() + size(value)).sum::<usize>()
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
        let array = Object::Array(vec![1.into(), "ab".into(), Object::Dictionary(dictionary! { "A" => 1 })]);
        let whole = 2 * (PLACE + HOLDER) + 3 * PLACE + 2 * TEXT + 3;
        assert_eq!(size(&array), whole);
        let load = || [affords(&array), affords(&array), affords(&array), affords(&1.into())];
        let check = |bytes, expected, hit| match within(bytes, later(), load) {
            Spent::Ended(found, cut, _) => assert_eq!((found, cut), (expected, hit)),
            Spent::OutOfTime => panic!("there is time"),
        };
        check(3 * whole - 1, [true, true, false, false], true);
        check(3 * whole + PLACE, [true, true, true, true], false);
        assert!(affords(&array), "there is no budget outside of a load");
    }

    #[test]
    fn there_is_room_or_not_before_an_object_is_built() {
        let load = || [has_room(b"[1 2]"), has_room(b"[[][][]]")];
        assert!(matches!(within(2000, later(), load), Spent::Ended([true, false], true, 2000)));
    }

    #[test]
    fn a_load_ends_when_its_time_is_up() {
        assert!(matches!(
            within(9, Deadline::after(Duration::ZERO), || affords(&1.into())),
            Spent::OutOfTime
        ));
    }
}
