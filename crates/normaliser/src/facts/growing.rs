//! 增速 behind 合计, 工业 and 房地产: how the sum grows, or the last of its parts.

use fenjie_model::{Code, Finding, HashMap, Place};

use super::added::adds_up;
use crate::grid::Grid;
use crate::headers::Headers;
use crate::wholes::Whole;
use crate::words::is_growth;

/// A rate of growth that stands behind a sum and its parts.
pub(super) struct Growing {
    /// Its column, that of the sum, which it is read as that of, and that of the last part.
    col: usize,
    sum: usize,
    part: usize,
}

impl Growing {
    /// Says that it can be read in two ways.
    pub(super) fn finding(&self, columns: &[Headers<'_>], place: &Place) -> Finding {
        let head = |col: usize| columns[col].path.last().copied().unwrap_or_default();
        let [rate, sum, part] = [self.col, self.sum, self.part].map(head);
        let message = format!("{rate} is read as that of {sum}, of which the columns before it are parts");
        let readings = [sum, part];
        let place = Place { col: Some(self.col), ..place.clone() };
        Finding::ambiguous(Code::RolesUnclear, message, readings, place).printed(rate)
    }
}

/// Gives a rate of growth alone behind a sum and its parts to the sum.
pub(super) fn settle(
    wholes: &mut [(usize, Whole)],
    columns: &[Headers<'_>],
    (grid, header_rows): (&Grid<'_>, usize),
) -> Vec<Growing> {
    let is_rate = |col: usize| columns[col].path.last().is_some_and(|leaf| is_growth(leaf));
    let heads = |col: usize| columns[col].path.split_last().map(|(_, heads)| heads);
    let mut rates: HashMap<_, usize> = HashMap::default();
    for (col, _) in wholes.iter().filter(|(col, _)| is_rate(*col)) {
        *rates.entry(heads(*col)).or_default() += 1;
    }
    let mut out = Vec::new();
    for (col, whole) in wholes.iter_mut().filter(|(col, whole)| is_rate(*col) && !whole.in_time) {
        let part = whole.col;
        if part + 1 != *col || rates[&heads(*col)] > 1 {
            continue;
        }
        let mut beside = (0..part).rev().take_while(|before| heads(*before) == heads(part)).take(MOST_PARTS);
        let is_sum = |sum: &usize| {
            part - sum > 1 && adds_up(grid, header_rows, *sum, &(sum + 1..=part).collect::<Vec<_>>())
        };
        if let Some(sum) = beside.find(is_sum) {
            whole.col = sum;
            out.push(Growing { col: *col, sum, part });
        }
    }
    out
}

/// So many parts of one sum are asked for.
const MOST_PARTS: usize = 32;
