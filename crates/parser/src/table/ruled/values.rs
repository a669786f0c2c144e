//! The lines of a cell that are values one below the other, and those that are one number or several.

use fenjie_model::{Cell, Code, Finding, HashMap, Place, Table};

use crate::page::Glyph;
use crate::table::aligned::one_below_the_other;
use crate::table::broken::{Stack, stack};
use crate::table::cells::Spans;
use crate::table::fill::Filled;
use crate::table::header::is_datum;
use crate::table::lattice::Lattice;

/// Takes the lines of a cell apart that are values one below the other, and says so.
///
/// What its full cell can break is told by the rest of its column: by values that stand one below the other with room
/// beside them, or by numbers that break where none ends. Where it tells nothing, a rest of one digit or with the point
/// of the number is taken for a rest, and so are those of a column whose numbers all break at its width, or whose others
/// mostly stand on one line; what else can be a number by itself is taken for one. Both readings are told.
pub(super) fn part_values(
    table: &mut Table,
    lattice: &Lattice,
    spans: &Spans,
    filled: &Filled,
    glyphs: &[Glyph],
) -> Vec<Finding> {
    let width = |i: usize| lattice.xs[spans.cells[i].col_end] - lattice.xs[spans.cells[i].col];
    let column = |i: usize| (spans.cells[i].col, spans.cells[i].col_end);
    let stacks: Vec<(usize, Stack)> = filled
        .cells
        .iter()
        .enumerate()
        .filter_map(|(i, runs)| Some((i, stack(runs, width(i), glyphs)?)))
        .collect();
    let mut columns: HashMap<(usize, usize), Column> = HashMap::default();
    stacks.iter().for_each(|(i, stack)| columns.entry(column(*i)).or_default().add(stack));
    let is_whole = |i: &usize| filled.cells[*i].len() == 1 && is_datum(&table.cells[*i].text);
    for i in (0..filled.cells.len()).filter(is_whole) {
        columns.entry(column(i)).or_default().whole += 1;
    }
    let mut findings = Vec::new();
    for (i, stack) in &stacks {
        let cell = &mut table.cells[*i];
        let column = &columns[&column(*i)];
        match stack {
            Stack::Broken => {}
            Stack::Either(texts) if !column.holds_several() => {
                let finding = one_or_several(cell, texts, column.is_of_one() || is_rest(texts));
                findings.extend((!column.is_broken()).then_some(finding));
            }
            Stack::Several(texts) | Stack::Either(texts) => {
                cell.text = texts.join(" ");
                findings.push(one_below_the_other(cell));
            }
        }
    }
    findings
}

/// What the cells of a column with lines of numbers tell.
#[derive(Debug, Default)]
struct Column {
    /// How many cells hold one number on one line, and how many several.
    whole: usize,
    several: usize,
    has_broken: bool,
    /// How many digits stand above the breaks of those that can be one number.
    firsts: Vec<usize>,
    /// How many of these have the point of the number below the break.
    points: usize,
}

impl Column {
    fn add(&mut self, stack: &Stack) {
        match stack {
            Stack::Several(_) => self.several += 1,
            Stack::Broken => self.has_broken = true,
            Stack::Either(texts) => {
                self.firsts.push(texts[0].len());
                self.points += usize::from(has_point(texts));
            }
        }
    }

    /// Whether its cells hold several values rather than one: there are no fewer of them than of those that can be either.
    fn holds_several(&self) -> bool {
        self.several > 0 && self.several >= self.firsts.len()
    }

    /// Whether its cells likely hold one number each.
    fn is_of_one(&self) -> bool {
        self.breaks() || self.several == 0 && self.whole > 2 * self.firsts.len()
    }

    /// Whether its numbers all break at its width: behind as many digits, but for one that stays with its point.
    fn breaks(&self) -> bool {
        /// So many numbers do so.
        const FEWEST: usize = 3;
        let [least, most] = [self.firsts.iter().min(), self.firsts.iter().max()];
        self.has_broken
            || self.firsts.len() >= FEWEST && most.zip(least).is_some_and(|(most, least)| most - least < 2)
    }

    /// Whether nothing but that can be.
    fn is_broken(&self) -> bool {
        self.has_broken || self.breaks() && self.points == self.firsts.len()
    }
}

/// Whether the second line has the point of the number.
fn has_point(lines: &[String]) -> bool {
    !lines[0].contains('.') && lines[1].contains('.')
}

/// Whether each line below the first is likelier the rest of a number than one by itself.
fn is_rest(lines: &[String]) -> bool {
    lines.windows(2).all(|w| w[1].len() == 1 || has_point(w))
}

/// Reads lines as one number or as several values, and tells the other reading.
fn one_or_several(cell: &mut Cell, texts: &[String], is_one: bool) -> Finding {
    let (one, several) = (texts.concat(), texts.join(" "));
    let mut readings = ["one number, which its cell breaks", "several values, one below the other"];
    let (taken, other) = if is_one { (one, several) } else { (several, one) };
    if !is_one {
        readings.reverse();
    }
    let other = Cell { text: other, ..cell.clone() };
    cell.text = taken;
    let message = "the lines of this cell are one number or several";
    let place = Place { row: Some(cell.row), col: Some(cell.col), ..Place::at(cell.at) };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
        .printed(&cell.text)
        .other_reading(vec![other])
}

#[cfg(test)]
mod tests {
    use crate::table::ruled::tests::read;

    /// The text of the second cell of each row below the head, and what is told of them: one column, 40 points wide.
    #[track_caller]
    fn check(rows: &[[&str; 2]], expected: &[&str], told: &[&str]) {
        let end = 20.0 + 40.0 * rows.len() as f32;
        let mut h = vec![(0.0, 0.0, 78.0), (20.0, 0.0, 78.0)];
        let v = [0.0, 40.0, 78.0].map(|at| (at, 0.0, end));
        let mut texts = vec![("镇", 10.0, 14.0), ("投资", 44.0, 14.0)];
        for (row, at) in rows.iter().zip(0..) {
            let y = 20.0 + 40.0 * at as f32;
            h.push((y + 40.0, 0.0, 78.0));
            texts.extend([("甲", 10.0, y + 24.0), (row[0], 46.0, y + 16.0), (row[1], 46.0, y + 30.0)]);
        }
        let (table, findings) = read(&h, &v, &texts);
        let table = table.expect("a table");
        let found: Vec<&str> =
            table.cells.iter().filter(|c| c.row > 0 && c.col == 1).map(|c| c.text.as_str()).collect();
        assert_eq!(found, expected);
        let messages: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages, told);
    }

    #[test]
    fn what_a_full_cell_holds_is_told_by_its_column() {
        let [apart, either] = [
            "several values stand one below the other in this cell",
            "the lines of this cell are one number or several",
        ];
        // Nothing tells it.
        check(&[["12000", "3000"], ["750", ""]], &["12000 3000", "750"], &[either]);
        check(&[["12000", "5"], ["20970", "98.98"]], &["120005", "2097098.98"], &[either, either]);
        let rows = [["127824", "50"], ["750", ""], ["33", ""], ["12", ""]];
        check(&rows, &["12782450", "750", "33", "12"], &[either]);
        // Values with room beside them, and numbers that break where none ends.
        check(&[["12000", "3000"], ["850", "250"]], &["12000 3000", "850 250"], &[apart, apart]);
        check(&[["12000", "3000"], ["33620", "075"]], &["120003000", "33620075"], &[]);
        // All break at the width of the column.
        let rows = [["12000", "33.15"], ["20970", "98.98"], ["33620", "5.25"]];
        check(&rows, &["1200033.15", "2097098.98", "336205.25"], &[]);
        let rows = [["12000", "331"], ["20970", "998"], ["33620", "525"]];
        check(&rows, &["12000331", "20970998", "33620525"], &[either; 3]);
    }
}
