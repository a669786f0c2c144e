//! A whole beside some of its units: 全县 and 其中：开发区. 其中 does not claim to add up, nor does one unit of a county.

use std::collections::BTreeMap;

use fenjie_model::UnitKind;

use super::fact::Fact;
use super::{Check, Kind};
use crate::form::Axis;
use crate::names::is_part;

/// A whole with some of its units.
pub(super) struct Partial {
    /// The row or the column of the whole.
    at: usize,
    /// The whole against the sum of the units.
    sum: Check,
    /// Each unit against the whole.
    units: Vec<Check>,
}

/// From so many units on, of which only the first is marked as a part, they are meant to be all.
const ALL: usize = 4;

/// The whole with its units; none where these claim to add up to it.
pub(super) fn partial(whole: &Fact<'_>, units: &[&Fact<'_>], sum: &Check) -> Option<Partial> {
    let is_region = whole.kind() == Some(UnitKind::DistrictTotal);
    let some = units.iter().all(|unit| is_marked(unit))
        || is_marked(units.first()?) && units.len() < ALL
        || is_region && units.len() == 1;
    let within = |unit: &&Fact<'_>| {
        let number = unit.number().filter(|_| unit.measure() == whole.measure())?;
        Some(Check::within(Kind::Part, unit, whole, [number, whole.number()?]))
    };
    some.then(|| Partial {
        at: if whole.axis == Axis::Down { whole.target.row } else { whole.target.col },
        sum: sum.clone(),
        units: units.iter().filter_map(within).collect(),
    })
}

/// Whether a unit stands as a part: 其中：高新区, or 高新区 under 其中.
fn is_marked(unit: &Fact<'_>) -> bool {
    let path = if unit.axis == Axis::Down { &unit.target.row_path } else { &unit.target.column_path };
    path.iter().any(|name| is_part(name))
}

/// The sums of a table's wholes where they are meant, for they hold for most of the rows beside them; else only what is
/// more than its whole.
pub(super) fn settle(found: Vec<Partial>) -> Vec<Check> {
    let mut by_whole: BTreeMap<usize, Vec<Partial>> = BTreeMap::new();
    for partial in found {
        by_whole.entry(partial.at).or_default().push(partial);
    }
    by_whole
        .into_values()
        .flat_map(|found| {
            let agree = found.iter().filter(|partial| partial.sum.agrees).count();
            let meant = agree * 2 > found.len();
            found.into_iter().flat_map(move |partial| checks(partial, meant))
        })
        .collect()
}

fn checks(partial: Partial, meant: bool) -> Vec<Check> {
    let Partial { sum, mut units, .. } = partial;
    let exceeds = units.iter().any(|unit| !unit.agrees);
    if meant || !exceeds && (sum.agrees || sum.computed > sum.stated) {
        units.push(sum);
    }
    units
}
