//! The texts of a column as a tiling needs them: which lines may be of one cell, and what cells cost.

use fenjie_model::text::is_cjk;

use super::halves::{Half, halves};
use super::tiled::UP;
use crate::table::aligned::content::{heads_remarks, heads_section, is_open, is_serial};
use crate::table::aligned::grid::wraps::goes_down;
use crate::table::aligned::header::Spread;
use crate::table::aligned::piece::{Piece, typical};
use crate::table::aligned::rows::{Body, Parted};
use crate::table::aligned::tiling::{ANYWHERE, Item, Terms};

/// Lines nearer than this part of the usual gap between rows are of one cell.
const TIGHT: f32 = 0.6;
/// A column is one of values where they are this share of its texts.
const VALUES: f32 = 0.6;
/// The price of parting a line with an open bracket from the next.
const OPEN: f32 = 2.0;
/// The price of parting a full line from the next, in a column whose cells group rows.
const CUT: f32 = 0.3;
/// The price of taking the texts of two rows of values for lines of one cell.
const TWO_ROWS: f32 = 0.5;
/// The price of parting the characters of a name that is written downwards.
const DOWN: f32 = 1.0;
/// Likewise, in a column that names most rows.
const NAMED: f32 = 3.0;
/// The price of a blank cell in a column that names every row.
const NAMELESS: f32 = 2.5;
/// The price of each row after the first of a cell there.
const PARTED: f32 = 4.0;
/// A column names the rows where it has a text for this share of them.
const NAMES: f32 = 0.8;
/// Lines of a cell are nearer than those of two rows by at least this, in ems.
const NEARER: f32 = 0.06;
/// A line is beside values that are no farther above or below than this, in ems.
const BESIDE: f32 = 0.3;
/// A line that is this much shorter than the one above is the rest of it.
const REST: f32 = 0.5;

/// The texts of a column as items, with the pieces of each. Full lines are hardly parted within `beside`, the heights of
/// the merged cells of the column to the left.
pub(super) fn items(
    (body, reach): (&Body<'_>, &[(f32, f32)]),
    own: &[usize],
    home: &[Option<usize>],
    cells: &[Spread],
    beside: &[(f32, f32)],
) -> (Vec<Item>, Vec<Vec<usize>>) {
    let prices = Prices::of(body, own, beside);
    let halves = halves(body, own);
    let mut items: Vec<Item> = Vec::new();
    let mut of: Vec<Vec<usize>> = Vec::new();
    for (k, &i) in own.iter().enumerate() {
        let Piece { top, bottom, .. } = body.pieces[i];
        let above = k.checked_sub(1).map(|k| own[k]);
        let fixed = home[i].map(|cell| (cells[cell].rows.start, cells[cell].rows.end));
        if fixed.is_some() && above.is_some_and(|above| home[above] == home[i]) {
            continue;
        }
        let (joint, cut) = match above.filter(|_| fixed.is_none()) {
            None => (0.0, 0.0),
            Some(above) => match (halves[k - 1], halves[k]) {
                (Some(Half::Upper), _) => (0.0, OPEN),
                (Some(Half::Lower), _) | (_, Some(Half::Upper)) => (body.settings.prices.two_texts, 0.0),
                _ => prices.between(&body.pieces[above], &body.pieces[i]),
            },
        };
        let within = if fixed.is_some() { ANYWHERE } else { reach[i] };
        items.push(Item { top, bottom, joint, cut, fixed, within });
        of.push(vec![i]);
    }
    (items, of)
}

/// The most pairs of a row and a text that are looked at in all columns together; real ones have some thousands each.
const MOST_PAIRS: usize = 1 << 21;

/// What two lines of a column cost as one cell and as two.
struct Prices<'a> {
    body: &'a Body<'a>,
    /// The usual gap between two rows.
    gap: f32,
    /// Whether the column names most rows.
    named: bool,
    beside: &'a [(f32, f32)],
    /// Whether lines without values go on in cells above them, or begin those below them, where that is known.
    goes_on: Option<bool>,
}

impl<'a> Prices<'a> {
    fn of(body: &'a Body<'a>, own: &[usize], beside: &'a [(f32, f32)]) -> Self {
        let rows = (0..body.bands.len()).filter(|&b| body.holds_value(b)).count();
        let on_rows = own.iter().filter(|&&i| body.holds_value(body.pieces[i].band)).count();
        let named = on_rows as f32 >= NAMES * rows as f32;
        let goes_on =
            Self::goes_on(body, own).filter(|_| body.parted == Parted::AtWalls && names_all(body, own));
        Self { body, gap: body.row_gap(), named, beside, goes_on }
    }

    /// Whether the last line of a column has no values and the first one has, or the other way round.
    fn goes_on(body: &Body<'_>, own: &[usize]) -> Option<bool> {
        let [first, last] = [own.first()?, own.last()?].map(|&i| body.holds_value(body.pieces[i].band));
        (first != last).then_some(first)
    }

    /// The price of taking two lines for one cell, and that of parting them.
    fn between(&self, above: &Piece, below: &Piece) -> (f32, f32) {
        let walled = self.body.parted == Parted::AtWalls;
        let holds_value = |p: &Piece| self.body.holds_value(p.band);
        // A wrapped name that begins where another ends: every row has one.
        if let Some(goes_on) = self.goes_on
            && holds_value(if goes_on { below } else { above })
        {
            return (self.body.settings.prices.two_texts, 0.0);
        }
        let rows = self.body.holds_value(above.band) && self.body.holds_value(below.band);
        let mut joint = self.body.joint(above, below);
        if walled && rows && above.band != below.band {
            joint += if self.named { NAMED } else { TWO_ROWS };
        }
        let tight = !rows && below.top - above.bottom < TIGHT * self.gap;
        if self.body.exact && goes_down(above, below) && below.band == above.band + 1 {
            return (joint, DOWN);
        } else if joint < self.body.settings.prices.two_texts && is_addition(above, below) {
            return (0.0, OPEN);
        } else if joint > 0.0 {
            return (joint, 0.0);
        } else if tight || is_open(&above.text) {
            return (joint, OPEN);
        }
        let rest = walled && !self.named && below.width() <= REST * above.width();
        let beside = |(top, bottom): &(f32, f32)| *top <= above.middle() && below.middle() <= *bottom;
        let one = rest || self.are_near(above, below) || self.beside.iter().any(beside);
        (joint, if one && below.to - below.from == 1 { CUT } else { 0.0 })
    }

    /// Whether two lines are nearer than the values of the two rows beside them: cells in the middle of these are not.
    fn are_near(&self, above: &Piece, below: &Piece) -> bool {
        let em = self.body.em;
        let beside = |p: &Piece| {
            let bands = p.band.saturating_sub(2)..(p.band + 3).min(self.body.bands.len());
            let pieces =
                &self.body.pieces[self.body.bands[bands.start].start..self.body.bands[bands.end - 1].end];
            let row = |v: &&Piece| v.value && (v.middle() - p.middle()).abs() <= BESIDE * em;
            typical(pieces.iter().filter(row).map(Piece::middle))
        };
        let (Some(first), Some(second)) = (beside(above), beside(below)) else { return false };
        below.middle() - above.middle() < second - first - NEARER * em
    }
}

/// Whether the lower text, all of it in brackets, is said of the name above: 党的建设（20分）. A number in brackets is a value,
/// and （二） begins an entry.
fn is_addition(above: &Piece, below: &Piece) -> bool {
    let text = below.text.trim();
    let inner = text.strip_prefix(['（', '(']).and_then(|text| text.strip_suffix(['）', ')']));
    inner.is_some_and(|inner| inner.contains(is_cjk))
        && !heads_section(text)
        && above.text.starts_with(is_cjk)
        && !above.value
}

/// How far up and down each text may reach: where it is over several columns, to the next texts over any of them that are
/// not over the same.
pub(super) fn reach(body: &Body<'_>) -> Vec<(f32, f32)> {
    let above = others(body, 0..body.pieces.len());
    let below = others(body, (0..body.pieces.len()).rev());
    let ends = |(i, piece): (usize, &Piece)| match piece.to - piece.from {
        1 => ANYWHERE,
        _ => (
            above[i].map_or(ANYWHERE.0, |i| body.pieces[i].bottom),
            below[i].map_or(ANYWHERE.1, |i| body.pieces[i].top),
        ),
    };
    body.pieces.iter().enumerate().map(ends).collect()
}

/// For each text the last one before it, in an order, that is over one of its columns and not over the same.
fn others(body: &Body<'_>, order: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
    let mut others: Vec<Option<usize>> = vec![None; body.pieces.len()];
    // The last text over each column.
    let mut last: Vec<Option<usize>> = vec![None; body.columns.len()];
    let mut came = vec![0; body.pieces.len()];
    for (when, i) in order.enumerate() {
        let Piece { from, to, .. } = body.pieces[i];
        came[i] = when;
        let other = |&j: &usize| {
            let is_same = (body.pieces[j].from, body.pieces[j].to) == (from, to);
            if is_same { others[j] } else { Some(j) }
        };
        others[i] = last[from..to].iter().flatten().filter_map(other).max_by_key(|j| came[*j]);
        last[from..to].fill(Some(i));
    }
    others
}

/// What a tiling of this column costs: values are hardly ever merged, names are.
pub(super) fn terms(body: &Body<'_>, column: usize, own: &[usize]) -> Terms {
    let single: Vec<&Piece> = own.iter().map(|&i| &body.pieces[i]).filter(|p| p.to - p.from == 1).collect();
    let values = match column < 2 && counts_up(&single) {
        true => 0,
        false => single.iter().filter(|p| p.value).count(),
    };
    let of_values = values as f32 >= VALUES * single.len() as f32 && values > 0;
    let named = body.parted == Parted::AtWalls && names_all(body, own);
    let remarks = || body.pieces.iter().any(|p| p.own == (column, column + 1) && heads_remarks(&p.text));
    let settings = body.settings;
    let (blank, merged) = if of_values || body.exact && remarks() {
        (0.1, 1.0)
    } else if settings.is_of_page() && remarks() {
        // Few rows have one; what stands between two rows is of both.
        (0.1, 0.4)
    } else if named {
        (NAMELESS, PARTED)
    } else {
        (0.35, 0.05)
    };
    Terms {
        above: settings.above * body.em,
        below: settings.below * body.em,
        off: 4.0,
        near: body.near(),
        em: body.em,
        blank,
        merged,
        up: UP,
        whole: body.exact,
        pairs: MOST_PAIRS / body.columns.len(),
    }
}

/// Whether a column has a text on every line with values down to its last one, as no merged cell leaves it: what stands on
/// other lines are parts of wrapped ones.
fn names_all(body: &Body<'_>, own: &[usize]) -> bool {
    let mut bands: Vec<usize> = own.iter().map(|&i| body.pieces[i].band).collect();
    bands.dedup();
    let (Some(&first), Some(&last)) = (bands.first(), bands.last()) else { return false };
    let of_rows = || (first..=last).filter(|&b| body.holds_value(b));
    bands.iter().any(|&b| !body.holds_value(b))
        && of_rows().count() > 1
        && of_rows().all(|b| bands.binary_search(&b).is_ok())
}

/// Whether most of a column's texts are serial numbers, each one more than the one before.
fn counts_up(column: &[&Piece]) -> bool {
    let serials: Vec<u32> =
        column.iter().filter(|p| is_serial(&p.text)).filter_map(|p| p.text.trim().parse().ok()).collect();
    let steps = serials.windows(2).filter(|w| w[0] + 1 == w[1]).count();
    2 * serials.len() >= column.len() && 2 * steps + 1 >= serials.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::rows::tests::of_page;

    /// What parting each text of the first column from the one above costs.
    #[track_caller]
    fn check(text: &str, expected: &[f32]) {
        let cuts = of_page(text, 1.5, |body| {
            let own: Vec<usize> = (0..body.pieces.len()).filter(|&i| body.pieces[i].covers(0)).collect();
            let (items, _) = items((body, &reach(body)), &own, &vec![None; body.pieces.len()], &[], &[]);
            items.iter().map(|item| item.cut).collect::<Vec<_>>()
        });
        assert_eq!(cuts, expected);
    }

    #[test]
    fn few_rows_have_a_remark() {
        let prices = |head: &str| {
            let text = format!("乡镇    目标    {head}\n甲镇    1\n乙镇    2       另行安排\n丙镇    3");
            of_page(&text, 1.5, |body| {
                let own: Vec<usize> = (0..body.pieces.len()).filter(|&i| body.pieces[i].covers(2)).collect();
                let terms = terms(body, 2, &own);
                (terms.blank, terms.merged)
            })
        };
        assert_eq!(prices("备注"), (0.1, 0.4));
        assert_eq!(prices("牵头单位"), (0.35, 0.05));
    }

    #[test]
    fn what_brackets_add_to_a_name_is_of_its_cell() {
        check("党的建设    1\n（20 分）   2\n平安建设    3\n（15 分）   4", &[0.0, OPEN, 0.0, OPEN]);
        // Numbers of entries, and values.
        check("（一）    1\n（二）    2", &[0.0, 0.0]);
        check("甲镇      1\n（1.2）   2", &[0.0, 0.0]);
    }
}
