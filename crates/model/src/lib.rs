//! The document model: what a notice is made of, and what a target says.
//!
//! Plain data. No file format, no serialisation, no I/O: the parser fills [`Notice`], the normaliser
//! [`Target`]s, the emitter turns both into the forms of the contract.

mod change;
mod extraction;
mod finding;
mod notice;
mod place;
mod table;
mod target;
pub mod text;
mod unit;

pub use change::{
    AnnexChange, AnnexChangeKind, Changes, Evidence, IndicatorChange, Moved, NameChangeKind, Regrouping,
    ResponsibleChange, TargetChange, TargetChangeKind, UnitChange,
};
pub use extraction::{Extraction, Region};
pub use finding::{Code, Finding, Readings, Severity};
/// Maps and sets that hash fast, seeded at random: a notice is tens of thousands of short texts, some of them strangers'.
pub use foldhash::{HashMap, HashSet};
pub use jiff::civil::Date;
pub use notice::{Annex, Coverage, Coverages, ListedAnnex, MediaType, Notice, Source};
pub use place::{At, Place, Rect};
pub use rust_decimal::Decimal;
pub use table::{Cell, Grid, Method, Table};
pub use target::{Bound, IndicatorRef, Measure, Period, Target, UnitRef, Value, ValueKind};
pub use unit::{Unit, UnitKind};
