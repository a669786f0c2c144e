//! The rows of a table whose columns are known to the character: where its lines can be cut.
//!
//! A cell's text is broken where the next character has no room, and stands in the middle of its cell's lines, on the
//! upper ones of two. So of the lines of a row each column has a whole cell, or nothing, or what belongs to a cell
//! merged over several rows; and one of the whole cells fills the row.

use std::borrow::Cow;
use std::ops::Range;

use fenjie_model::text::is_cjk;

use crate::table::aligned::content::{is_bracketed, is_open, is_total, is_total_alone};
use crate::table::aligned::measures::is_measure;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::{Body, Cuts};
use crate::table::prose::is_rest;

/// No row has more lines.
const TALLEST: usize = 24;
/// Prices that differ by less are the same.
const SAME: f32 = 1e-3;
/// The price of a row.
const ROW: f32 = 0.3;
/// The price of a blank cell in a column that every row fills.
const BLANK: f32 = 0.4;
/// The price of texts that are no cell of their row.
const ASTRAY: f32 = 0.6;
/// The price of a row that no cell fills.
const LOOSE: f32 = 1.2;
/// The price of beginning a row with what ends a clause.
const WITHIN: f32 = 2.0;
/// The price of a row whose cells all go on in a second line: two rows look so too.
const EVERYWHERE: f32 = 1.0;
/// The price of a line break where there is room.
const EARLY: f32 = 2.0;
/// The price of taking a total for a further line: it stands in a row of its own, however blank.
const TOTAL: f32 = 6.0;
/// The price of a line break between lone characters: names are written downwards.
const DOWNWARDS: f32 = 0.05;
/// The price of parting a line without room from the next one.
const PARTED: f32 = 0.25;
/// The price of taking a line with an open bracket for a whole text.
const OPEN: f32 = 0.8;
/// The width of a character of ASCII, in ems.
const HALF_EM: f32 = 0.5;

/// The cheapest cuts of the bands into rows.
pub(crate) fn cuts(body: &Body<'_>) -> Cuts {
    let n = body.bands.len();
    let filled = filled(body);
    let (mut price, mut next) = (vec![0.0; n + 1], vec![n; n]);
    let mut other = vec![n; n];
    let mut lines = Lines::of(body);
    for from in (0..n).rev().take_while(|_| !body.deadline.passed()) {
        price[from] = f32::INFINITY;
        lines.clear(from);
        for to in from + 1..=n.min(from + TALLEST) {
            lines.add();
            let own = lines.row(&filled) + parted(body, to) + price[to];
            if own < price[from] - SAME {
                (price[from], next[from], other[from]) = (own, to, to);
            } else if own < price[from] + SAME {
                other[from] = to;
            }
        }
    }
    Cuts::new(price, next, other)
}

/// How much of the fullest column each column fills.
fn filled(body: &Body<'_>) -> Vec<f32> {
    let mut counts = vec![0usize; body.columns.len()];
    for p in body.pieces {
        counts[p.from..p.to].iter_mut().for_each(|n| *n += 1);
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    counts.into_iter().map(|n| n as f32 / most as f32).collect()
}

/// Some lines, with what stands over each column: to look for that anew, column by column, takes as many steps as there are
/// columns and texts multiplied.
struct Lines<'a> {
    body: &'a Body<'a>,
    /// The bands.
    bands: Range<usize>,
    /// The indices of the texts over each column, from above.
    over: Vec<Vec<usize>>,
}

impl<'a> Lines<'a> {
    fn of(body: &'a Body<'a>) -> Self {
        Self { body, bands: 0..0, over: vec![Vec::new(); body.columns.len()] }
    }

    /// None, above a band.
    fn clear(&mut self, band: usize) {
        self.bands = band..band;
        self.over.iter_mut().for_each(Vec::clear);
    }

    /// One more.
    fn add(&mut self) {
        for piece in self.body.bands[self.bands.end].clone() {
            let Piece { from, to, .. } = self.body.pieces[piece];
            self.over[from..to].iter_mut().for_each(|over| over.push(piece));
        }
        self.bands.end += 1;
    }

    /// Their price as one row.
    fn row(&self, filled: &[f32]) -> f32 {
        let mut price = ROW;
        let mut fills = false;
        let mut at = 0;
        while at < self.over.len() {
            // The texts over just the columns of the first one here.
            let Some(first) = self.over[at].first().map(|&i| &self.body.pieces[i]) else {
                price += BLANK * filled[at];
                at += 1;
                continue;
            };
            let own = self.meeting(first);
            let texts = || own.iter().map(|&i| &self.body.pieces[i]);
            let to = texts().map(|p| p.to).max().unwrap_or(at + 1);
            let alike = texts().all(|p| (p.from, p.to) == (first.from, first.to));
            let off = (self.bands.len() - own.len().min(self.bands.len())) / 2;
            match alike.then(|| stack(self.body, &own)).flatten() {
                Some(joints) if first.band == self.bands.start + off => {
                    price += joints;
                    fills |= own.len() == self.bands.len();
                }
                Some(joints) => price += ASTRAY + joints,
                None => price += ASTRAY + EARLY * (own.len() - 1) as f32,
            }
            at = to.max(at + 1);
        }
        let mut heights = self.over.iter().map(Vec::len).filter(|lines| *lines > 0);
        let several = self.over.iter().filter(|over| !over.is_empty()).nth(1).is_some();
        let everywhere = several && heights.all(|lines| lines > 1);
        price + if fills { 0.0 } else { LOOSE } + if everywhere { EVERYWHERE } else { 0.0 }
    }

    /// The indices of the texts over columns of one of them, ascending.
    fn meeting(&self, first: &Piece) -> Cow<'_, [usize]> {
        match &self.over[first.from..first.to] {
            [one] => Cow::Borrowed(one),
            several => {
                let mut own = several.concat();
                own.sort_unstable();
                own.dedup();
                Cow::Owned(own)
            }
        }
    }
}

/// The price of texts as the lines of one cell, if each stands on the line after the one before.
fn stack(body: &Body<'_>, own: &[usize]) -> Option<f32> {
    let joint =
        |upper: &Piece, lower: &Piece| (lower.band == upper.band + 1).then(|| joint(body, upper, lower));
    own.windows(2).map(|pair| joint(&body.pieces[pair[0]], &body.pieces[pair[1]])).sum()
}

/// The price of a text as the line of a cell after another.
pub(crate) fn joint(body: &Body<'_>, upper: &Piece, lower: &Piece) -> f32 {
    if is_total_alone(&lower.text) {
        TOTAL
    } else if is_total(&lower.text) || lower.value && is_bracketed(&upper.text) {
        // What stands in brackets above a value is of the head: （1-3月） is no line of 11.
        EARLY
    } else if has_no_room(body, upper, lower) {
        0.0
    } else if goes_down(upper, lower) {
        DOWNWARDS
    } else {
        EARLY
    }
}

/// Whether a line is broken where there is room, and not for a name that is written downwards.
pub(crate) fn has_room(body: &Body<'_>, upper: &Piece, lower: &Piece) -> bool {
    joint(body, upper, lower) == EARLY
}

/// Whether two texts are lone characters of a name that is written downwards.
pub(crate) fn goes_down(upper: &Piece, lower: &Piece) -> bool {
    let lone = |p: &Piece| p.text.chars().count() == 1 && !p.value && p.text.chars().all(is_cjk);
    // What things are counted in stands below each other, and is no name that is written downwards.
    lone(upper) && lone(lower) && !(is_measure(&upper.text) && is_measure(&lower.text))
}

/// Whether a line has no room for the first character of the next one.
pub(super) fn has_no_room(body: &Body<'_>, upper: &Piece, lower: &Piece) -> bool {
    let room = body.columns[upper.to - 1].x1 - body.columns[upper.from].x0;
    let next = lower.text.chars().next().map_or(0.0, |c| if c.is_ascii() { HALF_EM } else { 1.0 });
    upper.width() + next * body.em > room + 0.1 * body.em
}

/// The price of parting the lines above a cut from those below it.
fn parted(body: &Body<'_>, cut: usize) -> f32 {
    let Some(below) = body.bands.get(cut) else { return 0.0 };
    let below = &body.pieces[below.clone()];
    let above = &body.pieces[body.bands[cut - 1].clone()];
    let price = |p: &Piece| {
        let next = below.iter().find(|q| (q.from, q.to) == (p.from, p.to));
        match next {
            Some(_) if is_open(&p.text) => OPEN,
            Some(next) if is_rest(&next.text) => WITHIN,
            Some(_) if p.text.ends_with(['。', '；']) => 0.0,
            Some(next) if has_no_room(body, p, next) && is_widest(body, p) => PARTED,
            _ => 0.0,
        }
    };
    above.iter().map(price).sum()
}

/// Whether a text is in a column as wide as the widest one: narrower ones are as wide as their texts.
pub(super) fn is_widest(body: &Body<'_>, piece: &Piece) -> bool {
    let widest = body.columns.iter().map(|c| c.width()).fold(0.0, f32::max);
    piece.to - piece.from > 1 || body.columns[piece.from].width() >= widest - 0.1 * body.em
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::rows::tests::of_text;

    /// The heights of the rows of a text.
    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let rows = of_text(text, true, |body| cuts(body).rows(0));
        assert_eq!(rows.iter().map(Range::len).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_without_room_go_on() {
        check(
            "          培育农业龙头企业2\n  1       家，农产品加工产值          林业局\n             达到82亿元。\n  2       盘活闲置用地1324亩          商务局\n  3         新设企业100家       林业局、行政审批局\n                                     、税务局",
            &[3, 1, 2],
        );
    }

    #[test]
    fn each_line_with_room_ends_a_cell() {
        check(
            " 序号       乡镇       目标\n  1        富林镇       20\n  2       乌斯河镇      77\n  3        九襄镇      127\n  4        大树镇       7",
            &[1, 1, 1, 1, 1],
        );
    }

    #[test]
    fn lines_that_go_on_in_all_cells_are_rows() {
        check(
            "  指标名称          年度目标             牵头单位\n信访积案化解    高于全市平均水平    教体局、行政审批局\n  投资增幅       达到12.2%以上         财政局、残联\n 新开工项目         14个以上          水利局、住建局",
            &[1, 1, 1, 1],
        );
    }

    #[test]
    fn a_total_is_no_line_of_the_name_above() {
        check(
            "   横水乡          59.9\n  七贤街道         67.8\n风景区管委会       39.4\n   总 计\n",
            &[1, 1, 1, 1],
        );
    }

    #[test]
    fn a_bracket_above_a_value_is_no_line_of_its_cell() {
        check(
            "  镇办      一季度     上半年\n           （1-3月）  （1-6月）\n 罗村镇       11         88\n 寨里镇       88         62\n",
            &[1, 1, 1, 1],
        );
    }

    #[test]
    fn a_sentence_ends_its_cell() {
        check(
            "          新增规模以上工业企\n  1       业46家，技术改造投    各乡镇（街道）\n          资增长5%左右，培育\n          专精特新企业82家。\n          推进农村人居环境整\n  2       治，建设示范村55个        人社局\n          ，改厕68户，硬化道\n               路39公里",
            &[4, 4],
        );
    }

    #[test]
    fn a_row_that_could_end_elsewhere_is_told() {
        let doubt = |text: &str| of_text(text, true, |body| cuts(body).doubtful(1));
        let heads = "  指标名称        计量单位        基数           目标值";
        let rows = "规模以上工业        亿元          82.61          55.50\n   总产值\n 森林覆盖率          %          33.21左右        30.64";
        assert_eq!(doubt(&format!("{heads}\n{rows}")), None);
        let high = "单位工业增加         %          下降3.3%          3.0\n值能耗下降率";
        assert_eq!(doubt(&format!("{heads}\n{high}\n{rows}")), Some((1..2, 1..3)));
    }
}
