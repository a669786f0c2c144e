//! What changed from one notice to the next.
//!
//! A change borrows the two sides that it compares, so that a reader finds each fact where it was read.

use crate::{Annex, Decimal, IndicatorRef, Notice, Target, UnitRef};

/// All that changed between two notices.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<'a> {
    /// The earlier notice.
    pub old: &'a Notice,
    /// The later notice.
    pub new: &'a Notice,
    /// Every annex of both, those that stayed as they were included; in the order of the new notice, the dropped last.
    pub annexes: Vec<AnnexChange<'a>>,
    /// The units that came, went or changed their name.
    pub units: Vec<UnitChange<'a>>,
    /// The units that went and came which may be one another's parts: for a person to decide.
    pub regroupings: Vec<Regrouping<'a>>,
    /// The indicators that came, went or changed their name.
    pub indicators: Vec<IndicatorChange<'a>>,
    /// The rows whose responsible departments changed.
    pub responsible: Vec<ResponsibleChange<'a>>,
    /// The facts that stand in another annex than before, whether or not they differ; those of a renumbered annex stay.
    pub moved: Vec<Moved<'a>>,
    /// The facts that differ, by annex, row and column of the new notice, then those that are gone.
    pub targets: Vec<TargetChange<'a>>,
}

impl Changes<'_> {
    /// Whether the two notices say the same.
    pub fn is_empty(&self) -> bool {
        self.annexes.iter().all(|a| a.change == AnnexChangeKind::Same)
            && self.units.is_empty()
            && self.indicators.is_empty()
            && self.responsible.is_empty()
            && self.moved.is_empty()
            && self.targets.is_empty()
    }
}

macro_rules! change_kinds {
    ($($(#[doc = $type_doc:literal])+ $type:ident { $($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+ })+) => {$(
        $(#[doc = $type_doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type { $($(#[doc = $doc])+ $variant,)+ }

        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    )+};
}

change_kinds! {
    /// What became of an annex. Titles are compared without the year.
    AnnexChangeKind {
        /// The old notice has none like it.
        Added = "added";
        /// The new notice has none like it.
        Dropped = "dropped";
        /// The same title under another number.
        Renumbered = "renumbered";
        /// Other words over the same targets, whatever the number.
        Retitled = "retitled";
        /// The same title and number.
        Same = "same";
    }
    /// What became of a unit or an indicator.
    NameChangeKind {
        /// The old notice does not name it.
        Added = "added";
        /// The new notice does not name it.
        Dropped = "dropped";
        /// The registry knows both names as one.
        Renamed = "renamed";
        /// One name went and another came with similar numbers: for a person to decide.
        RenameProposed = "rename-proposed";
    }
    /// What became of a target.
    TargetChangeKind {
        /// The old notice does not hold it.
        Added = "added";
        /// The new notice does not hold it.
        Dropped = "dropped";
        /// It says something else.
        Changed = "changed";
        /// It says the same in other words or another scale.
        Restated = "restated";
    }
}

/// What became of one annex.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnexChange<'a> {
    /// What became of it.
    pub change: AnnexChangeKind,
    /// The annex in the old notice.
    pub old: Option<&'a Annex>,
    /// The annex in the new notice.
    pub new: Option<&'a Annex>,
    /// The units that come or go with an added or dropped annex, named nowhere else.
    pub units: Vec<&'a UnitRef>,
    /// The indicators that come or go with an added or dropped annex, named nowhere else.
    pub indicators: Vec<&'a IndicatorRef>,
}

/// What became of one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitChange<'a> {
    /// What became of it.
    pub change: NameChangeKind,
    /// As the old notice names it.
    pub old: Option<&'a UnitRef>,
    /// As the new notice names it.
    pub new: Option<&'a UnitRef>,
    /// What speaks for a proposed rename.
    pub evidence: Option<Evidence<'a>>,
}

/// A likely merger, of several old units into a new one, or a split, of one old unit into several.
#[derive(Debug, Clone, PartialEq)]
pub struct Regrouping<'a> {
    /// As the old notice names them.
    pub old: Vec<&'a UnitRef>,
    /// As the new notice names them.
    pub new: Vec<&'a UnitRef>,
    /// What speaks for it: the facts in which the whole is the sum of its parts, give or take a fourth.
    pub evidence: Evidence<'a>,
}

/// What became of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorChange<'a> {
    /// What became of it.
    pub change: NameChangeKind,
    /// As the old notice names it.
    pub old: Option<&'a IndicatorRef>,
    /// As the new notice names it.
    pub new: Option<&'a IndicatorRef>,
    /// What speaks for a proposed rename.
    pub evidence: Option<Evidence<'a>>,
}

/// What speaks for two names being one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence<'a> {
    /// The number of facts in which both sides have a number.
    pub compared: usize,
    /// The number of tables in which the numbers are alike.
    pub tables: usize,
    /// The facts whose numbers are alike: neither more than twice the other.
    pub alike: Vec<(&'a Target, &'a Target)>,
}

/// A row whose responsible departments changed.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponsibleChange<'a> {
    /// The first target of the row in the old notice.
    pub old: &'a Target,
    /// The first target of the row in the new notice.
    pub new: &'a Target,
}

/// A fact that stands in another annex than before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved<'a> {
    /// The fact in the old notice.
    pub old: &'a Target,
    /// The fact in the new notice.
    pub new: &'a Target,
}

/// What became of one target.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetChange<'a> {
    /// What became of it.
    pub change: TargetChangeKind,
    /// The fact in the old notice.
    pub old: Option<&'a Target>,
    /// The fact in the new notice.
    pub new: Option<&'a Target>,
    /// New less old in the new measure, percentage points where it is a rate; none where one side has no number or
    /// no exact conversion is known.
    pub difference: Option<Decimal>,
    /// The difference as a percentage of the old number, to six places; none where that is 0.
    pub percent: Option<Decimal>,
    /// Whether its notice gives the same fact elsewhere too, so that one of the two came or went for nothing: a row that
    /// stands twice.
    pub twice: bool,
}

impl<'a> TargetChange<'a> {
    /// The fact as it is now, or as it was last.
    pub fn latest(&self) -> Option<&'a Target> {
        self.new.or(self.old)
    }
}
