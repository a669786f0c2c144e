//! Whether units stand across the top of a table.

use fenjie_model::{HashSet, UnitKind, text};

use super::content::is_place;
use super::{Group, Guess, Role, spans_all};
use crate::grid::Grid;
use crate::known::Known;
use crate::measure::of_header;
use crate::paths::column_path;
use crate::words::{Heading, heading, is_frame, is_time, names_places};

/// Whether the columns with values are named after units.
pub(super) fn units_across(
    grid: &Grid<'_>,
    header_rows: usize,
    columns: &[(usize, Role)],
    known: &Known<'_>,
) -> bool {
    let values: Vec<_> =
        columns.iter().filter(|(_, role)| *role == Role::Value).map(|(col, _)| *col).collect();
    let (mut units, mut places, mut totals, mut frames) = (0, 0, 0, 0);
    // 县 and 乡镇 beside 市辖区, and nothing else.
    let (mut areas, mut groups) = (0, 0);
    for &col in &values {
        let path = column_path(grid, header_rows, col);
        let named = path.iter().filter_map(|text| Some((*text, known.unit_kind(text)?))).next_back();
        match named {
            // 全省 beside 全县 is told of the province.
            Some((name, kind)) if kind.is_sum() && !known.is_wider(name) => totals += 1,
            Some((_, kind)) => {
                units += 1;
                areas += usize::from(kind == UnitKind::Area);
                places += usize::from(is_place(kind) || kind == UnitKind::Company);
            }
            None if path.last().is_some_and(|leaf| names_places(leaf)) => groups += 1,
            None => frames += usize::from(path.iter().all(|text| is_frame(text) || is_time(text))),
        }
    }
    // 其中：开发区 beside 2023年完成 and 2024年目标, which are the region's.
    let is_part = units > 0 && places == units && units + totals + frames == values.len();
    let are_kinds = areas > 0 && areas == units && units + groups == values.len();
    units > 0 && (units + totals) * 2 >= values.len() || are_kinds || is_part
}

/// Columns with values whose names do not tell what they are (城关, 虢王), where each row has its own measure: what is
/// measured alike in all of them is told of units. Fewer than four need a word that says so beside them.
pub(super) fn names_across(
    grid: &Grid<'_>,
    header_rows: usize,
    columns: &[(usize, Role)],
    known: &Known<'_>,
) -> Option<Guess> {
    let of = |role| columns.iter().filter(move |(_, r)| *r == role).map(|(col, _)| *col);
    let indicators = of(Role::Indicator).next()?;
    if of(Role::Measure).next().is_none() && !are_measured(grid, header_rows, indicators) {
        return None;
    }
    let mut names = Vec::new();
    let says_units = |text: &str| UNITS_WORDS.iter().any(|word| text.contains(word));
    let mut is_said = says_units(grid.text(0, indicators));
    let mut others = 0;
    for col in of(Role::Value) {
        let path = column_path(grid, header_rows, col);
        let (leaf, groups) = path.split_last()?;
        is_said |= groups.iter().any(|text| says_units(text));
        match known.unit_kind(leaf) {
            Some(UnitKind::Total | UnitKind::DistrictTotal) => is_said = true,
            // 开发区 is a place as the others are; 学校 and 其他 can stand beside units and beside anything.
            Some(kind) if is_place(kind) || leaf.ends_with('直') => is_said = true,
            None if is_bare_name(leaf) => names.push(*leaf),
            None if heading(leaf) != Heading::Unit => return None,
            _ => others += 1,
        }
    }
    let distinct: HashSet<_> = names.iter().collect();
    let short = names.iter().filter(|name| name.chars().count() <= 4).count();
    let enough = if is_said { short >= 2 } else { short >= 4 && others == 0 };
    (enough && short * 2 >= names.len() && distinct.len() == names.len()).then(|| {
        let message = format!("nothing tells what {} over the columns name", names.join("、"));
        Guess::new(message, ["units", "indicators"])
    })
}

/// Whether most rows say behind their names in what they are measured.
fn are_measured(grid: &Grid<'_>, header_rows: usize, names: usize) -> bool {
    let rows = || (header_rows..grid.rows()).filter(|&row| !spans_all(grid, row));
    let measured = rows().filter(|&row| of_header(grid.text(row, names)).is_some()).count();
    measured * 2 > rows().count()
}

/// Whether the rows of a table say in what they are measured, each behind its name or all in a column of measures: what is
/// measured alike across the top is told of units.
pub(crate) fn measures_rows(grid: &Grid<'_>, header_rows: usize, group: &Group) -> bool {
    let mut names = group.of(Role::Indicator);
    group.of(Role::Measure).next().is_some() || names.any(|col| are_measured(grid, header_rows, col))
}

/// What the header over units says of them.
const UNITS_WORDS: &[&str] = &["乡", "镇", "街道", "单位", "园区", "区县", "县市", "分解"];

/// A short word that is neither a measure nor a frame.
pub(crate) fn is_bare_name(text: &str) -> bool {
    (2..=6).contains(&text.chars().count())
        && text.chars().all(text::is_cjk)
        && heading(text) == Heading::Other
        && !is_frame(text)
        && of_header(text).is_none()
}
