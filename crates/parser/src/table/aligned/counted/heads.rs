//! The header of a PDF's text as a tree: what is over what.
//!
//! The columns are known from the rows. A stretch of columns is one head, or a group's head above heads of its columns,
//! or two stretches side by side; the cheapest way is taken. A head reaches down to the body, so its text stands in the
//! middle of what its group leaves; a group's text stands over the middle of its columns.

use std::ops::Range;
use std::rc::Rc;

use fenjie_model::HashMap;

use super::shifted::shifted;
use super::stood::stood;
use crate::table::aligned::columns::align::{Column, over};
use crate::table::aligned::content::{SERIALS, is_bracketed, is_total_alone, names_part};
use crate::table::aligned::counted::is_spaced_name;
use crate::table::aligned::header::{Header, Spread};
use crate::table::aligned::measures::is_measure;
use crate::table::aligned::piece::Piece;

/// Wider headers are not read as trees.
const WIDEST: usize = 48;
/// No more parts are looked at.
const MOST: usize = 100_000;
/// A text may stand this many ems on the other side of a border of columns.
const ACROSS: f32 = 3.0;
/// A group has at most so many lines of text.
const LINES: usize = 4;
/// What a measure stands in.
const BRACKETS: [char; 4] = ['（', '(', '）', ')'];
/// Of two prices that differ by no more neither is the likelier.
const UNSURE: f32 = 0.25;
/// The price of a group.
const GROUP: f32 = 0.3;
/// The price of a group of one column.
const LONE: f32 = 1.2;
/// The price of a group right below another one over the same columns.
const CHAIN: f32 = 0.3;
/// The price of a group of columns that name rows and of others.
const MIXED: f32 = 3.0;
/// The price of two heads of one text below one group's.
const TWICE: f32 = 2.0;
/// The price of a column without a head.
const BLANK: f32 = 1.0;
/// The price of each column after the first under one head.
const MERGED: f32 = 0.4;
/// The price of a measure in brackets as a head of its own below another one.
const MEASURE: f32 = 0.8;
/// Places are known to so many ems.
const SURE: f32 = 0.5;
/// The price of each further em by which a text is off the middle of its columns.
const OFF: f32 = 0.3;
/// The price of each em that reaches into another column.
const OVERHANG: f32 = 0.15;
/// The price of each line by which a head is off the middle of its height.
const HEIGHT: f32 = 1.2;
/// The price of each em by which a line of a head is neither centred below the one before nor begins with it.
const ASKEW: f32 = 0.6;
/// Less is none.
const STRAIGHT: f32 = 1.0;
/// More is not worse.
const CROOKED: f32 = 6.0;
/// The price of two characters of a head on one line, with a space between them.
const SPACED: f32 = 0.1;
/// The price of two texts of a head on one line.
const BESIDE: f32 = 4.0;
/// So many lines further the next line of a head may stand: lines of other heads are between them.
const NEAR: usize = 3;
/// The price of a line of a group's head where the one before has room for it.
const EARLY: f32 = 0.6;
/// The price of a blank line between two lines of a head.
const APART: f32 = 0.8;

/// The cheapest tree of the header that the first `end` pieces are, or nothing where it is too wide: as they stood on the
/// page, or as they are printed, if that is the likelier.
pub(crate) fn heads(pieces: &[Piece], end: usize, columns: &[Column], bands: Range<f32>) -> Option<Header> {
    let names = names(&pieces[end..], columns.len());
    let (placed, places) = stood(pieces, end, columns);
    let placed = cheapest(&placed[..end], &places, bands.clone(), names);
    let printed = cheapest(&shifted(&pieces[..end], columns), columns, bands, names);
    match (placed, printed) {
        (Some(placed), Some(printed)) if printed.price + UNSURE < placed.price => Some(printed),
        (placed, printed) => placed.or(printed),
    }
}

/// How many columns at the left name rows: their texts are no values, but for serial numbers at first.
fn names(body: &[Piece], columns: usize) -> usize {
    let mut counts = vec![(0, 0); columns];
    for piece in body.iter().filter(|p| p.own.1 == p.own.0 + 1) {
        let (values, all) = &mut counts[piece.own.0];
        *all += 1;
        *values += usize::from(piece.value);
    }
    let is_name = |(values, all): &(usize, usize)| 2 * values < *all;
    let first = counts.iter().take(SERIALS).position(is_name);
    first.map_or(0, |first| first + counts[first..].iter().take_while(|c| is_name(c)).count())
}

/// The cheapest tree, if there are not too many.
fn cheapest(pieces: &[Piece], columns: &[Column], bands: Range<f32>, names: usize) -> Option<Header> {
    if columns.len() > WIDEST || pieces.is_empty() {
        return None;
    }
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by(|&a, &b| pieces[a].centre().total_cmp(&pieces[b].centre()).then(a.cmp(&b)));
    let all = Part {
        from: 0,
        to: columns.len(),
        left: 0,
        right: order.len(),
        first: 0,
        top: (Half::of(bands.start), Half::of(bands.start)),
    };
    let mut reader = Reader { pieces, columns, names, order, bottom: bands.end, known: HashMap::default() };
    let tree = reader.best(all);
    if reader.known.len() >= MOST {
        return None;
    }
    let rows = tree.depth();
    let mut cells = Vec::new();
    tree.lay(0, rows, &mut cells);
    let step = (bands.end - bands.start) / rows as f32;
    let bounds = (0..=rows).map(|r| bands.start + step * r as f32).collect();
    Some(Header { price: tree.price(), bounds, cells })
}

/// What is left to read: some columns and the texts over them, below some band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Part {
    from: usize,
    to: usize,
    /// Its first text by the middles of texts.
    left: usize,
    /// The one after its last.
    right: usize,
    /// The first band that is left.
    first: usize,
    /// Between what the height that is left begins.
    top: (Half, Half),
}

/// A height in half lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Half(i32);

impl Half {
    fn of(height: f32) -> Self {
        Self((2.0 * height).round() as i32)
    }

    fn height(self) -> f32 {
        self.0 as f32 / 2.0
    }
}

/// How a part is read.
#[derive(Debug)]
enum Tree {
    /// One cell down to the body.
    Head { price: f32, columns: Range<usize>, pieces: Vec<usize> },
    /// A cell over others.
    Group { price: f32, columns: Range<usize>, pieces: Vec<usize>, below: Rc<Tree> },
    /// Side by side.
    Beside { price: f32, left: Rc<Tree>, right: Rc<Tree> },
}

impl Tree {
    fn price(&self) -> f32 {
        match self {
            Self::Head { price, .. } | Self::Group { price, .. } | Self::Beside { price, .. } => *price,
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Head { .. } => 1,
            Self::Group { below, .. } => 1 + below.depth(),
            Self::Beside { left, right, .. } => left.depth().max(right.depth()),
        }
    }

    /// The heads side by side at its top.
    fn top<'a>(&'a self, heads: &mut Vec<&'a [usize]>) {
        match self {
            Self::Head { pieces, .. } | Self::Group { pieces, .. } => heads.push(pieces),
            Self::Beside { left, right, .. } => {
                left.top(heads);
                right.top(heads);
            }
        }
    }

    /// Its cells, from a row on down to the last one.
    fn lay(&self, row: usize, rows: usize, cells: &mut Vec<Spread>) {
        match self {
            Self::Head { columns, pieces, .. } => {
                cells.push(Spread { rows: row..rows, columns: columns.clone(), pieces: pieces.clone() });
            }
            Self::Group { columns, pieces, below, .. } => {
                cells.push(Spread { rows: row..row + 1, columns: columns.clone(), pieces: pieces.clone() });
                below.lay(row + 1, rows, cells);
            }
            Self::Beside { left, right, .. } => {
                left.lay(row, rows, cells);
                right.lay(row, rows, cells);
            }
        }
    }
}

struct Reader<'a> {
    pieces: &'a [Piece],
    columns: &'a [Column],
    /// How many of the columns name rows.
    names: usize,
    /// The pieces by their middles.
    order: Vec<usize>,
    bottom: f32,
    known: HashMap<Part, Rc<Tree>>,
}

impl Reader<'_> {
    fn best(&mut self, part: Part) -> Rc<Tree> {
        if let Some(tree) = self.known.get(&part) {
            return Rc::clone(tree);
        }
        let mut own: Vec<usize> = self.order[part.left..part.right].to_vec();
        own.retain(|&i| self.pieces[i].band >= part.first);
        own.sort_unstable();
        let mut best = self.head(part, &own);
        if let Some(group) = self.group(part, &own)
            && group.price() < best.price()
        {
            best = group;
        }
        for (column, text) in self.borders(part) {
            if self.known.len() >= MOST {
                break;
            }
            let left = self.best(Part { to: column, right: text, ..part });
            if left.price() >= best.price() {
                continue;
            }
            let right = self.best(Part { from: column, left: text, ..part });
            let price = left.price() + right.price();
            if price < best.price() {
                best = Tree::Beside { price, left, right };
            }
        }
        let best = Rc::new(best);
        self.known.insert(part, Rc::clone(&best));
        best
    }

    /// Where a part can be parted: before a column, and before a text that stands about there.
    fn borders(&self, part: Part) -> Vec<(usize, usize)> {
        let mut borders = Vec::new();
        for column in part.from + 1..part.to {
            let border = self.border(column);
            let before = |x: f32| self.order.partition_point(|&i| self.pieces[i].centre() < x);
            let (least, most) = (before(border - ACROSS), before(border + ACROSS));
            borders.extend((least.max(part.left)..=most.min(part.right)).map(|text| (column, text)));
        }
        borders
    }

    /// The middle of what lies between a column and the one before.
    fn border(&self, column: usize) -> f32 {
        f32::midpoint(self.columns[column].left.0, self.columns[column - 1].right.1)
    }

    /// How far a piece reaches into other columns.
    fn overhang(&self, i: usize, part: Part) -> f32 {
        let piece = &self.pieces[i];
        let left = if part.from == 0 { 0.0 } else { self.columns[part.from].left.0 - piece.x0 };
        let right =
            if part.to == self.columns.len() { 0.0 } else { piece.x1 - self.columns[part.to - 1].right.1 };
        left.max(0.0) + right.max(0.0)
    }

    /// Whether what a line begins with had room on the line before: several columns are as wide as they are.
    fn has_room(&self, part: Part, before: &Piece, piece: &Piece) -> bool {
        let width = self.columns[part.to - 1].x1 - self.columns[part.from].x0;
        part.to - part.from > 1
            && before.width() + piece.width() < width
            && !piece.text.starts_with(['（', '('])
    }

    /// All that is left as one head.
    fn head(&self, part: Part, own: &[usize]) -> Tree {
        let merged = MERGED * (part.to - part.from - 1) as f32;
        let columns = part.from..part.to;
        let (Some(&first), Some(&last)) = (own.first(), own.last()) else {
            return Tree::Head { price: merged + BLANK, columns, pieces: Vec::new() };
        };
        let middle = f32::midpoint(self.pieces[first].top, self.pieces[last].bottom);
        let expected = [part.top.0, part.top.1].map(|top| f32::midpoint(top.height(), self.bottom));
        let off = (expected[0] - middle).max(middle - expected[1]).max(0.0);
        // A measure alone is the rest of a head rather than one beside others below a group's.
        let measure = matches!(own, [one] if part.first > 0 && is_bracketed(&self.pieces[*one].text));
        let price = merged + self.text(part, own) + HEIGHT * off + if measure { MEASURE } else { 0.0 };
        Tree::Head { price, columns, pieces: own.to_vec() }
    }

    /// The upper lines as the head of a group.
    fn group(&mut self, part: Part, own: &[usize]) -> Option<Tree> {
        let mut best: Option<Tree> = None;
        for end in 1..own.len().min(1 + LINES) {
            let (upper, below) = own.split_at(end);
            let (last, next) = (&self.pieces[upper[end - 1]], &self.pieces[below[0]]);
            if next.band == last.band {
                continue;
            }
            let lone = if part.to - part.from == 1 && !next.measure { LONE } else { 0.0 };
            let middle = f32::midpoint(self.pieces[upper[0]].top, last.bottom);
            let low = (middle - f32::midpoint(part.top.1.height(), next.top)).max(0.0);
            let mixed = if part.from < self.names && self.names < part.to { MIXED } else { 0.0 };
            let mut price = GROUP + lone + mixed + self.text(part, upper) + HEIGHT * low;
            if best.as_ref().is_some_and(|b| b.price() <= price) {
                continue;
            }
            let top = (Half::of(last.bottom), Half::of(next.top.max(last.bottom)));
            let below = self.best(Part { first: last.band + 1, top, ..part });
            price += below.price();
            if matches!(&*below, Tree::Group { .. }) {
                price += CHAIN;
            }
            if best.as_ref().is_none_or(|b| price < b.price()) {
                price += TWICE * self.twice(&below) as f32;
            }
            if best.as_ref().is_none_or(|b| price < b.price()) {
                let columns = part.from..part.to;
                best = Some(Tree::Group { price, columns, pieces: upper.to_vec(), below });
            }
        }
        best
    }

    /// How many heads at the top of a tree are what another one there is.
    fn twice(&self, tree: &Tree) -> usize {
        let mut own: Vec<&[usize]> = Vec::new();
        tree.top(&mut own);
        let texts =
            |pieces: &'_ [usize]| pieces.iter().map(|&i| self.pieces[i].text.as_str()).collect::<Vec<_>>();
        let mut own: Vec<Vec<&str>> = own.into_iter().map(texts).filter(|texts| !texts.is_empty()).collect();
        own.sort_unstable();
        own.windows(2).filter(|pair| pair[0] == pair[1]).count()
    }

    /// The price of some pieces as the lines of one text over all columns of a part.
    fn text(&self, part: Part, lines: &[usize]) -> f32 {
        let mut price = 0.0;
        let mut off = 0.0;
        for (k, &i) in lines.iter().enumerate() {
            let piece = &self.pieces[i];
            off += (over(piece, self.columns, part.from, part.to) - SURE).max(0.0);
            price += OVERHANG * self.overhang(i, part);
            let Some(before) = k.checked_sub(1).map(|k| &self.pieces[lines[k]]) else { continue };
            if piece.band == before.band {
                let spaced = is_spaced_name([before.text.as_str(), &piece.text].into_iter());
                price += if spaced { SPACED } else { BESIDE };
                continue;
            }
            price += if is_other(before, piece) { BESIDE } else { 0.0 };
            price += if self.has_room(part, before, piece) { EARLY } else { 0.0 };
            price += APART * (piece.band - before.band).saturating_sub(NEAR) as f32;
            let askew = (piece.centre() - before.centre()).abs().min((piece.x0 - before.x0).abs());
            price += ASKEW * (askew - STRAIGHT).clamp(0.0, CROOKED);
        }
        price + OFF * off / lines.len().max(1) as f32
    }
}

/// Whether a line is no rest of the head on the line before: a measure, a total, a part of what that names, and whatever
/// stands below a head with its measure (粮食总产（万吨）) but for other brackets.
fn is_other(before: &Piece, piece: &Piece) -> bool {
    let bracket = || before.text.rfind(['（', '(']).map(|at| &before.text[at..]);
    let ended =
        || bracket().is_some_and(|last| is_bracketed(last) && is_measure(last.trim_matches(BRACKETS)));
    piece.measure
        || is_total_alone(&piece.text)
        || names_part(&piece.text)
        || !piece.text.starts_with(BRACKETS) && ended()
}

#[cfg(test)]
mod tests {
    use super::super::tests::drawn;
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::bands;
    use crate::table::aligned::counted;
    use crate::table::aligned::header::tests::draw_header;
    use crate::table::aligned::piece;

    /// The header of a text, as drawn.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let settings = Settings::counted();
        let words = counted::spread(&drawn(text), &settings);
        let bands = counted::unspaced(bands(&words, &settings), &words, counted::SPACED);
        let strips = counted::strips(&bands, &words);
        let bands = counted::parted(&bands, &strips, &words);
        let (pieces, columns) = piece::pieces(&bands, &strips, &words, None, &settings);
        let first = counted::rows(&bands, &words).iter().position(|r| *r).unwrap_or(0);
        let end = pieces.iter().take_while(|p| p.band < first).count();
        let header = heads(&pieces, end, &columns, bands[0].top..bands[first - 1].bottom).expect("a tree");
        assert_eq!(draw_header(&header, &pieces), expected, "{strips:?} {columns:?}");
    }

    #[test]
    fn groups_of_two_below_one_of_four() {
        check(
            "                              工作目标\n   单位       出让一批       开工一批          竣工一批     投产一批\n          经委    商务委   经委   商务委   经委    商务委   经委   商务委\n   全 区     26    4    22    6    14     4    11    4\n  赵巷镇      —     1    1     —    —      —    —     —\n  徐泾镇      1     —    1     1    —      1    —     —\n 青浦工业园区    10    —    7     —    6      —    5     —",
            "单位 工作目标 < < < < < < <\n^ 出让一批 < 开工一批 < 竣工一批 < 投产一批 <\n^ 经委 商务委 经委 商务委 经委 商务委 经委 商务委",
        );
    }

    #[test]
    fn two_heads_of_one_text_are_of_two_groups() {
        check(
            "                  规上工业应税销售      规上工业增加值        列统企业\n                                                      工业用电量\n板块     区镇（街道）      总量    增幅      总量     增幅      净增数\n                                                      增幅（%）\n                  （亿元）   （%）    （亿元）    （%）     （家）\n      海门经济技术开发区    65    12.9    15.6   6.6     20    12以上\n园区     海门工业园区      216   8.0     51.8   9.9     17     8-10\n        临江新区       123   12.6   29.5    10.3    11    12以上\n        海门街道       369   12.7   88.6    11.4    11    12以上",
            "板块 区镇（街道） 规上工业应税销售 < 规上工业增加值 < 列统企业净增数（家） 工业用电量增幅（%）\n^ ^ 总量（亿元） 增幅（%） 总量（亿元） 增幅（%） ^ ^",
        );
    }

    #[test]
    fn lines_of_a_head_between_those_of_others() {
        check(
            "               工作目标\n 单位    房地产业\n              服务业投\n       （住宅类）        工业投资\n              资\n          投资\n甲镇      1      2      3\n乙镇      4      5      6\n丙镇      7      8      9",
            "单位 工作目标 < <\n^ 房地产业（住宅类）投资 服务业投资 工业投资",
        );
    }
}
