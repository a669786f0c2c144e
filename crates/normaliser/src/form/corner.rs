//! The cell at the corner of a table, which names what stands on either side of it (园区＼指标).

use std::ops::Range;

use fenjie_model::UnitKind;

use super::{Guess, Role, spans_all};
use crate::grid::Grid;
use crate::known::Known;
use crate::measure::{of_header, split_header};
use crate::paths::{column_path, innermost};
use crate::words::{Heading, heading};

/// Columns that are asked for their measures; tables have some ten.
const MOST_ASKED: usize = 512;

/// Whether the first column's header names units and indicators, and the measures over the other columns tell that the
/// indicators are theirs.
pub(super) fn units_down(grid: &Grid<'_>, header_rows: usize, mut columns: Range<usize>) -> bool {
    let Some(first) = columns.next() else { return false };
    let leaf = |col| innermost(grid, header_rows, col);
    // Asked of any column, so the cheapest question comes first.
    if !names_units(leaf(first)) {
        return false;
    }
    let asked = columns.len().min(MOST_ASKED);
    let measured = columns.take(asked).filter(|&col| of_header(leaf(col)).is_some()).count();
    measured * 2 > asked && rows_measured(grid, header_rows, first) == 0
}

/// Whose names stand below a header that names units.
pub(super) enum Below {
    Units,
    /// The units stand across the top.
    Indicators,
    /// They rather do, and a person is to be told.
    RatherIndicators(Guess),
}

/// Whose names stand below the first column's header, which names units: those of indicators where the units stand beside it,
/// as 城关镇 and 双河镇 do beside 乡镇 over 税收（万元）.
pub(super) fn below_units(
    grid: &Grid<'_>,
    header_rows: usize,
    mut columns: Range<usize>,
    known: &Known<'_>,
) -> Below {
    use UnitKind::{Subdistrict, Town, Township};
    let Some(first) = columns.next() else { return Below::Units };
    let asked = columns.len().min(MOST_ASKED);
    let (mut units, mut places, mut sums) = (0, 0, 0);
    for col in columns.take(asked) {
        let path = column_path(grid, header_rows, col);
        match path.into_iter().filter_map(|text| known.unit_kind(text)).next_back() {
            Some(kind) if kind.is_sum() => sums += 1,
            Some(UnitKind::Village) | None => {}
            Some(kind) => {
                units += 1;
                places += usize::from(matches!(kind, Town | Township | Subdistrict));
            }
        }
    }
    if units == 0 || (units + sums) * 2 <= asked {
        return Below::Units;
    }
    let names = || (header_rows..grid.rows()).filter(|&row| grid.prints(row, first) && !spans_all(grid, row));
    let is_indicator = |text: &str| {
        of_header(text).is_some()
            || heading(text) == Heading::Value
            || known.registry.indicator::<&str>(&split_header(text).0, &[]).is_some()
    };
    let indicators = names().filter(|&row| is_indicator(grid.text(row, first))).count();
    if indicators * 2 >= names().count() {
        return Below::Indicators;
    }
    if places + sums < asked || places < 2 {
        return Below::Units;
    }
    let leaf = innermost(grid, header_rows, first);
    let message = format!("units stand across the top, and {leaf} over the names in front");
    Below::RatherIndicators(Guess::new(message, ["names of indicators", "names of units"]))
}

/// What is to be known of a corner that names units where nothing else tells which names are theirs.
pub(super) fn unknown_units(grid: &Grid<'_>, header_rows: usize, columns: &[(usize, Role)]) -> Option<Guess> {
    let (col, _) = columns.iter().find(|(_, role)| *role == Role::Indicator)?;
    let path = column_path(grid, header_rows, *col);
    let leaf = path.last().filter(|leaf| names_units(leaf))?;
    (rows_measured(grid, header_rows, *col) == 0).then(|| {
        let message = format!("the corner {leaf} names units, and nothing tells which names are theirs");
        Guess::new(message, ["targets of the region", "targets of units"])
    })
}

/// How many rows say in what they are measured.
fn rows_measured(grid: &Grid<'_>, header_rows: usize, col: usize) -> usize {
    (header_rows..grid.rows()).filter(|&row| of_header(grid.text(row, col)).is_some()).count()
}

fn names_units(corner: &str) -> bool {
    let parts: Vec<&str> = corner.split(['/', '／', '＼', '\\', '|']).map(str::trim).collect();
    let is_units = |part: &&str| matches!(heading(part), Heading::Unit | Heading::UnitOrMeasure);
    parts.len() == 2 && parts.iter().any(is_units)
}
