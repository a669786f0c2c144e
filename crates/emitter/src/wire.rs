//! The types that are written, named and ordered as the contract has them.
//!
//! They borrow from the model and are made for one writing. A key that can be unknown is written as `null`; the keys of
//! a place are left out where they are unknown.

mod change;
mod document;
mod each;
mod finding;
mod number;
mod place;
mod table;
mod target;

pub(crate) use change::{Changes, counted_in, difference_in};
pub(crate) use document::Document;
pub(crate) use each::Each;
pub(crate) use finding::Finding;
pub(crate) use number::{Digits, Points, Ratio};
pub(crate) use place::{Bbox, Place};
pub(crate) use table::{Table, Tables};
pub(crate) use target::{Indicator, Measure, Period, Target, TargetLine, TargetUnit, Value};

/// The version of the contract: the first number changes where a name or a meaning does, the second where a name is
/// added.
pub(crate) const SCHEMA_VERSION: &str = "1.0";
