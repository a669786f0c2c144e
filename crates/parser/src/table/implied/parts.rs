//! Where the rows in the cells of one row part: what each of the cells holds, and what that tells together.

use super::{LEVEL, MOST_OVER, MOST_ROWS, bands, begins_name, is_label, is_number, overlap};
use crate::page::Glyph;
use crate::table::aligned::ends_in_leader;
use crate::table::broken::{breaks_number, fills_lines, lacks_room, wraps};
use crate::table::continued::continued;
use crate::table::fill::Filled;
use crate::table::level::breaks_early;
use crate::table::prose::{Gaps, Line, line_text, lines};

/// What a row can be divided into.
pub(super) struct Parts {
    /// Where they meet.
    pub(super) cuts: Vec<f32>,
    /// Whether each has a name of its own.
    pub(super) named: bool,
}

/// Where the rows in some cells of one row part, if they hold several.
///
/// At least half of the cells must hold several lines, and their numbers must stand level: beside a value that wraps
/// (271.1— over 271.6) the others stand at the middle of the row.
pub(super) fn parts(
    cells: &[usize],
    width: impl Fn(usize) -> f32,
    filled: &Filled,
    glyphs: &[Glyph],
) -> Option<Parts> {
    // One run is one line, and lines below each other are what rows are told by.
    if cells.iter().all(|&i| filled.cells[i].len() < 2) {
        return None;
    }
    let mut row = Row::default();
    for &i in cells {
        let found = lines(&filled.cells[i], glyphs);
        let texts: Vec<String> =
            found.iter().map(|line| line_text(line, glyphs, Gaps::One).trim().to_owned()).collect();
        let cell = Cell { lines: &found, texts: &texts, width: width(i), glyphs };
        // Where a column is too narrow for a number, so can others be for those of the same row.
        if breaks_number(&texts) || lacks_room(&found, &texts, cell.width) {
            return None;
        }
        row.add(&cell, i == cells[0]);
    }
    row.parts(cells.len())
}

/// The upper and the lower end of a line.
type Extent = (f32, f32);

/// A cell of the row.
struct Cell<'a> {
    lines: &'a [Line<'a>],
    texts: &'a [String],
    width: f32,
    glyphs: &'a [Glyph],
}

impl Cell<'_> {
    fn extents(&self) -> impl Iterator<Item = Extent> {
        self.lines.iter().map(|line| (line.bbox.top, line.bbox.bottom))
    }

    /// How many lines say what the numbers below them are of: (acres). None where it holds other texts than numbers.
    fn over_numbers(&self) -> Option<usize> {
        let over = self.texts.iter().take_while(|text| !is_number(text)).count();
        let over = if over < self.texts.len() && over <= MOST_OVER { over } else { 0 };
        let stack = &self.texts[over..];
        let are_numbers = !stack.is_empty() && stack.iter().all(|text| is_number(text));
        (are_numbers && !wraps(stack)).then_some(over)
    }

    /// Whether the line below one goes on with its text.
    fn goes_on(&self, at: usize) -> bool {
        let Self { lines, texts, width, glyphs } = self;
        lines.get(at + 1).is_some_and(|next| {
            !is_label(&texts[at])
                && (texts[at + 1].starts_with(char::is_lowercase)
                    || !ends_in_leader(&texts[at]) && !breaks_early(&lines[at], next, *width, glyphs))
        })
    }

    /// How many of its lines begin a name.
    fn names(&self) -> usize {
        let goes_on = |at: usize| at > 0 && self.goes_on(at - 1);
        let begin = |at: &usize| !(self.texts[*at].starts_with(['(', '（']) || goes_on(*at));
        (0..self.texts.len()).filter(begin).count()
    }
}

/// What the cells of a row hold.
#[derive(Default)]
struct Row {
    numbers: Vec<Extent>,
    /// The lines over numbers.
    headed: Vec<Extent>,
    /// The lines of each of the other cells, and whether the next one goes on with their text.
    others: Vec<Vec<(Extent, bool)>>,
    /// The texts of several lines among them.
    wrapping: Vec<Extent>,
    /// The most names in a cell: its texts, or the numbers of the first one.
    names: usize,
    /// Whether one begins with what the rows below are of.
    labelled: bool,
    /// Whether one begins with a name in Latin script that has room for what stands below it.
    headed_by_name: bool,
    /// How many hold several numbers, and how many of them fill their lines.
    stacks: usize,
    filled: usize,
    /// How many hold several lines, and how many hold any.
    several: usize,
    printed: usize,
}

impl Row {
    fn add(&mut self, cell: &Cell<'_>, is_first: bool) {
        let lines = cell.lines.len();
        self.printed += usize::from(lines > 0);
        self.several += usize::from(lines > 1);
        if let Some(over) = cell.over_numbers() {
            self.stacks += usize::from(lines - over > 1);
            self.filled += usize::from(fills_lines(cell.lines, cell.texts, cell.width));
            self.names = self.names.max(if is_first { lines } else { 0 });
            self.headed.extend(cell.extents().take(over));
            self.numbers.extend(cell.extents().skip(over));
            return;
        }
        let texts = cell.texts;
        self.names = self.names.max(cell.names());
        self.wrapping.extend(continued(cell.lines, texts));
        self.labelled |= texts.first().is_some_and(|first| is_label(first)) && !cell.goes_on(0);
        self.headed_by_name |=
            lines > 1 && texts[..2].iter().all(|text| begins_name(text)) && !cell.goes_on(0);
        self.others.push(cell.extents().enumerate().map(|(at, extent)| (extent, cell.goes_on(at))).collect());
    }

    /// What so many cells with all that can be divided into.
    fn parts(mut self, cells: usize) -> Option<Parts> {
        let over = bands(self.headed.clone());
        let is_beside = |(line, _): &(Extent, bool)| over.iter().any(|over| overlap(*over, *line) > LEVEL);
        // The first lines of all cells are heads, where several stand over numbers.
        let are_heads = over.len() == 1
            && self.headed.len() > 1
            && self.headed.len() == self.stacks
            && self.others.iter().all(|lines| lines.first().is_some_and(is_beside));
        if are_heads {
            self.others.iter_mut().for_each(|lines| lines[0].1 = false);
        }
        // Where each of them fills its lines, the columns are too narrow for them all.
        let Self { stacks, filled, several, printed, .. } = self;
        if stacks == 0 || filled == stacks || 2 * several < printed || self.numbers.len() > MOST_ROWS * cells
        {
            return None;
        }
        let mut rows = self.rows()?;
        self.add_nameless(&mut rows);
        let mut names = self.names;
        if !self.headed.is_empty() {
            if !are_heads && self.others.iter().flatten().any(is_beside) {
                return None;
            }
            names += 1;
            rows.extend(over);
            rows = bands(rows);
        }
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let cuts: Vec<f32> = rows.windows(2).map(|w| f32::midpoint(w[0].1, w[1].0)).collect();
        let named = names > cuts.len();
        // One cell with several lines in a row that has no names for them is one that wraps.
        (!cuts.is_empty() && (named || stacks > 1)).then_some(Parts { cuts, named })
    }

    /// The rows of the numbers, each with all of the texts that it stands beside; none where two overlap.
    fn rows(&self) -> Option<Vec<Extent>> {
        let mut rows = bands(self.numbers.clone());
        for text in &self.wrapping {
            let near = rows.partition_point(|row| row.1 <= text.0);
            if let Some(row) = rows[near..].iter_mut().take(2).find(|row| overlap(**row, *text) > LEVEL) {
                *row = (row.0.min(text.0), row.1.max(text.1));
            }
        }
        let overlaps = rows.windows(2).any(|pair| overlap(pair[0], pair[1]) > LEVEL);
        (!overlaps).then_some(rows)
    }

    /// Adds the lines without a number beside them, which are rows only where they stand clear of the others and are no part
    /// of the text below: the first one only where others are, or where it says what the rows below it are of.
    fn add_nameless(&self, rows: &mut Vec<Extent>) {
        let is_clear = |rows: &[Extent], (top, bottom): Extent| {
            let slip = |row: &Extent| LEVEL * (row.1 - row.0);
            rows.iter().all(|row| bottom <= row.0 + slip(row) || top >= row.1 - slip(row))
        };
        let texts = self.others.iter().flat_map(|lines| whole(lines, |extent| is_clear(rows, extent)));
        let (clear, beside): (Vec<_>, Vec<_>) =
            bands(texts.collect()).into_iter().partition(|text| is_clear(rows, *text));
        for text in beside {
            if let Some(row) = rows.iter_mut().find(|row| overlap(**row, text) > 1.0 - LEVEL) {
                *row = (row.0.min(text.0), row.1.max(text.1));
            }
        }
        let begins = self.labelled || self.headed_by_name && rows.len() > 1;
        if begins || clear.iter().any(|text| rows.first().is_some_and(|row| text.0 > row.0)) {
            rows.extend(clear);
        }
    }
}

/// The texts that lines make: one that goes on is of the text below it, where it stands clear of the numbers.
fn whole(lines: &[(Extent, bool)], is_clear: impl Fn(Extent) -> bool) -> Vec<Extent> {
    let mut texts = Vec::with_capacity(lines.len());
    let mut top = None;
    for &((from, to), goes_on) in lines {
        if goes_on && is_clear((from, to)) {
            top.get_or_insert(from);
        } else {
            texts.push((top.take().unwrap_or(from), to));
        }
    }
    texts
}
