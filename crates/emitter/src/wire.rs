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

pub use change::{
    Alike, AnnexChange, AnnexRef, Changes, Evidence, IndicatorChange, Moved, NoticeRef, Regrouping,
    ResponsibleChange, ResponsibleSide, Side, TargetChange, UnitChange,
};
pub(crate) use change::{counted_in, difference_in};
pub use document::{Annex, Coverage, Document, ListedAnnex, NoticeHead, Region, Source, Unit};
pub use each::Each;
pub use finding::{Finding, FindingPlace};
pub use number::{Digits, Points, Ratio};
pub use place::{Bbox, Place};
pub use table::{Cell, FoundTable, Part, Table, Tables};
pub use target::{Indicator, Measure, Period, Target, TargetLine, TargetUnit, Value};

/// The version of the contract: the first number changes where a name or a meaning does, the second where a name is
/// added.
pub const SCHEMA_VERSION: &str = "1.0";
