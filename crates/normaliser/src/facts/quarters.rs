//! 三季度 beside 上半年: the third quarter alone, or all that is before its end.

use fenjie_model::{Code, Decimal, Finding, HashMap, Place};

use super::added::adds_up;
use crate::form::{Form, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::value;

/// What a quarter's number can be of; the data has the first of them.
const READINGS: [&str; 2] = ["all months up to its end", "the quarter alone"];

/// A quarter that stands behind a number that holds those before it.
pub(super) struct Quarter {
    /// Its column.
    col: usize,
    /// Whether it is read as all months up to its end.
    whole: bool,
}

impl Quarter {
    /// Says that it can be read in two ways.
    pub(super) fn finding(&self, columns: &[Headers<'_>], place: &Place) -> Finding {
        let head = columns[self.col].path.last().copied().unwrap_or_default();
        let (message, readings) = match self.whole {
            true => (format!("{head} is read as all months up to its end"), READINGS),
            false => (format!("{head} is read as that quarter alone"), [READINGS[1], READINGS[0]]),
        };
        let place = Place { col: Some(self.col), ..place.clone() };
        Finding::ambiguous(Code::RolesUnclear, message, readings, place).printed(head)
    }
}

/// Gives the quarters whose numbers hold those before them their months, and tells which may be read in two ways.
pub(super) fn settle(columns: &mut [Headers<'_>], form: &Form, grid: &Grid<'_>) -> Vec<Quarter> {
    let mut out = Vec::new();
    for group in &form.groups {
        let mut under: HashMap<(Vec<&str>, Option<i16>), Vec<usize>> = HashMap::default();
        for col in group.of(Role::Value) {
            let Headers { path, period, growth, .. } = &columns[col];
            if let Some((_, heads)) = path.split_last()
                && !growth
            {
                under.entry((heads.to_vec(), period.year)).or_default().push(col);
            }
        }
        let numbers = |col: usize| -> Vec<Option<Decimal>> {
            (form.header_rows..grid.rows()).map(|row| value::read(grid.text(row, col)).number).collect()
        };
        for cols in under.into_values() {
            let of = |months| cols.iter().copied().find(|col| columns[*col].period.months == Some(months));
            let quarters = [of((1, 3)), of((4, 6)), of((7, 9)), of((10, 12))];
            let year = cols.iter().copied().find(|col| columns[*col].period.months.is_none());
            let parts: Vec<usize> = match (of((1, 6)), quarters) {
                (Some(half), [_, _, Some(third), Some(fourth)]) => vec![half, third, fourth],
                (_, [Some(first), Some(second), Some(third), Some(fourth)]) => {
                    vec![first, second, third, fourth]
                }
                _ => Vec::new(),
            };
            // What adds up to the year's number holds nothing twice.
            let is_sum = |year| adds_up(grid, form.header_rows, year, &parts);
            if !parts.is_empty() && year.is_some_and(is_sum) {
                continue;
            }
            let settled = match (of((1, 6)), quarters) {
                // 一季度, 上半年, 三季度: the second quarter stands in the half alone.
                (Some(half), [_, None, Some(third), fourth]) => behind_half(half, third, fourth, numbers),
                (None, [Some(first), Some(second), Some(third), Some(fourth)]) => {
                    year.map(|year| up_to(year, [first, second, third, fourth], numbers)).unwrap_or_default()
                }
                _ => Vec::new(),
            };
            for Quarter { col, .. } in settled.iter().filter(|quarter| quarter.whole) {
                let months = &mut columns[*col].period.months;
                *months = months.map(|(_, last)| (1, last));
            }
            out.extend(settled);
        }
    }
    out.sort_by_key(|quarter| quarter.col);
    out
}

/// The quarters behind a half of the year: where their numbers are no smaller than those before, they likelier hold them.
fn behind_half(
    half: usize,
    third: usize,
    fourth: Option<usize>,
    numbers: impl Fn(usize) -> Vec<Option<Decimal>>,
) -> Vec<Quarter> {
    let (rising, falling) = compared(&numbers(half), &numbers(third));
    // What is less than that of the half holds it nowhere.
    if falling > 0 && rising == 0 {
        return Vec::new();
    }
    let whole = rising > 0 && falling == 0;
    let mut out = vec![Quarter { col: third, whole }];
    if let Some(fourth) = fourth.filter(|_| whole) {
        let (rising, falling) = compared(&numbers(third), &numbers(fourth));
        out.push(Quarter { col: fourth, whole: rising > 0 && falling == 0 });
    }
    out
}

/// The quarters that rise up to the number of the year.
fn up_to(year: usize, quarters: [usize; 4], numbers: impl Fn(usize) -> Vec<Option<Decimal>>) -> Vec<Quarter> {
    let of_year = numbers(year);
    let told = quarters.map(&numbers);
    let rise = told.windows(2).all(|pair| compared(&pair[0], &pair[1]).1 == 0);
    let is_whole = |(year, fourth): (&Option<Decimal>, &Option<Decimal>)| year.is_none() || year == fourth;
    let ends = of_year.iter().zip(&told[3]).all(is_whole) && told[3].iter().any(Option::is_some);
    // 5 in each quarter and in the year is a rate.
    let differ = told[0].iter().zip(&told[3]).any(|(first, fourth)| first.is_some() && first != fourth);
    let is_sum = rise && ends && differ;
    quarters[1..].iter().filter(|_| is_sum).map(|col| Quarter { col: *col, whole: true }).collect()
}

/// In how many rows the second number is no smaller than the first, and in how many it is.
fn compared(first: &[Option<Decimal>], second: &[Option<Decimal>]) -> (usize, usize) {
    let pairs = first.iter().zip(second).filter_map(|(first, second)| Some(((*first)?, (*second)?)));
    let (rising, falling): (Vec<_>, Vec<_>) = pairs.partition(|(first, second)| second >= first);
    (rising.len(), falling.len())
}
