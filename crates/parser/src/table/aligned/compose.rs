//! Cells as they were read become a table.

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Code, Finding, Method, Place, Rect, Table};

use super::columns::Strip;
use super::content::{SERIALS, is_open, is_serial};
use super::header::Spread;
use super::piece::Piece;
use super::telephone::is_telephone;
use super::{Region, Word};
use crate::table::header::names_measures;
use crate::table::prose::push_line;

/// The table of some cells, with a finding for each text that is in none of them. `heights` has the heights at which
/// its rows begin, and where the last one ends.
pub(super) fn compose(
    spreads: Vec<Spread>,
    header_rows: usize,
    heights: &[f32],
    strips: &[Strip],
    pieces: &[Piece],
    words: &[Word],
) -> Region {
    let rows = heights.len() - 1;
    let count = strips.len() + 1;
    let left = pieces.iter().map(|p| p.x0).fold(f32::INFINITY, f32::min);
    let right = pieces.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max);
    let mut columns = vec![left];
    columns.extend(strips.iter().map(|s| s.middle()));
    columns.push(right);
    // The middles of all words, from the top.
    let mut by_height: Vec<(f32, usize)> =
        pieces.iter().flat_map(|p| &p.words).map(|&i| (words[i].bbox.centre_y(), i)).collect();
    by_height.sort_by(|a, b| a.0.total_cmp(&b.0));
    let place = |s: &Spread| -> At {
        let bbox = Rect::new(
            columns[s.columns.start],
            heights[s.rows.start],
            columns[s.columns.end],
            heights[s.rows.end],
        );
        let first = s.pieces.iter().flat_map(|&i| &pieces[i].words).next();
        // A blank cell of a text stands on the line of its row's first words.
        let nearest = || {
            let below = by_height.partition_point(|(y, _)| *y < bbox.centre_y());
            let near = &by_height[below.saturating_sub(1)..by_height.len().min(below + 1)];
            let off = |y: f32| (y - bbox.centre_y()).abs();
            near.iter().min_by(|a, b| off(a.0).total_cmp(&off(b.0))).map(|(_, i)| i)
        };
        match first.or_else(nearest).map(|&i| words[i].at) {
            Some(At::Page { page, .. }) => At::Page { page, bbox },
            Some(line @ At::Line(_)) => line,
            None => At::Line(1),
        }
    };
    let mut taken = vec![false; rows * count];
    let mut printed = vec![false; pieces.len()];
    let mut cells = Vec::new();
    for spread in &spreads {
        let covered = |r: usize| spread.columns.clone().map(move |c| r * count + c);
        if spread.rows.clone().flat_map(covered).any(|i| taken[i]) {
            continue;
        }
        for i in spread.rows.clone().flat_map(|r| spread.columns.clone().map(move |c| r * count + c)) {
            taken[i] = true;
        }
        for &i in &spread.pieces {
            printed[i] = true;
        }
        cells.push(
            Cell::new(spread.rows.start, spread.columns.start, joined(spread, pieces), place(spread))
                .over(spread.rows.len(), spread.columns.len()),
        );
    }
    for i in (0..taken.len()).filter(|&i| !taken[i]) {
        let spread =
            Spread { rows: i / count..i / count + 1, columns: i % count..i % count + 1, pieces: Vec::new() };
        let at = place(&spread);
        cells.push(Cell::new(i / count, i % count, "", at));
    }
    cells.sort_by_key(|c| (c.row, c.col));
    let bbox = Rect::new(left, heights[0], right, heights[rows]);
    let (pages, parts) = match cells.first().and_then(|c| c.at.page()) {
        Some(page) => (vec![page], vec![(page, bbox)]),
        None => (Vec::new(), Vec::new()),
    };
    let mut used: Vec<usize> = pieces.iter().flat_map(|p| p.words.iter().copied()).collect();
    used.sort_unstable();
    let mut table = Table { pages, parts, header_rows, ..Table::new(rows, count, Method::Aligned, cells) };
    table.header_rows += usize::from(header_rows > 0 && names_measures(&table, header_rows));
    let lost = (0..pieces.len()).filter(|&i| !printed[i]);
    let lost = lost.filter_map(|i| Some(in_no_cell(&pieces[i], words.get(*pieces[i].words.first()?)?.at)));
    let stacked = spreads.iter().filter(|spread| holds_values(spread, pieces));
    let stacked = stacked.filter_map(|spread| {
        let place = (spread.rows.start, spread.columns.start);
        let at = table.cells.binary_search_by_key(&place, |cell| (cell.row, cell.col)).ok()?;
        Some(one_below_the_other(&table.cells[at]))
    });
    let findings = lost.chain(stacked).collect();
    let gaps = strips.iter().map(|strip| (strip.x0, strip.x1)).collect();
    Region { table, bbox, columns, gaps, used, centred: false, stands: false, findings, grid: None }
}

/// What is to be said of a text that the reading left out.
fn in_no_cell(piece: &Piece, at: At) -> Finding {
    let message =
        format!("{} lies across the cells of its table, and is in none of them", clean(&piece.text));
    Finding::new(Code::Unaccounted, message, Place { page: at.page(), ..Place::at(at) })
}

/// Whether the lines of a cell state several values.
fn holds_values(spread: &Spread, pieces: &[Piece]) -> bool {
    spread.pieces.windows(2).any(|pair| are_values(spread, &pieces[pair[0]], &pieces[pair[1]]))
}

/// Whether two lines of a cell state a value each. The digits of a serial number can stand one below the other.
fn are_values(spread: &Spread, a: &Piece, b: &Piece) -> bool {
    let digits = |p: &Piece| spread.columns.start < SERIALS && is_serial(&p.text);
    let both = a.value && b.value || spread.columns.len() == 1 && is_amount(&a.text) && is_amount(&b.text);
    both && !is_open(&a.text) && !(digits(a) && digits(b))
}

/// Whether a short text tells one number, whatever words are around it: 力争突破34.7亩, 10964万元以上.
fn is_amount(text: &str) -> bool {
    /// Longer ones are prose.
    const LONGEST: usize = 12;
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let numbers =
        text.split(|c| !is_digit(c) && !matches!(c, '.' | ',')).filter(|part| part.contains(is_digit));
    text.chars().count() <= LONGEST
        && numbers.count() == 1
        && !text.contains(['年', '月', '，', '、', '。', '（', '）', '(', ')'])
}

/// What is to be known of a cell whose lines state several values.
pub(crate) fn one_below_the_other(cell: &Cell) -> Finding {
    let message = "several values stand one below the other in this cell";
    let readings = ["one cell", "a cell for each of them"];
    let place =
        Place { row: Some(cell.row), col: Some(cell.col), page: cell.at.page(), ..Place::at(cell.at) };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(&cell.text)
}

/// The text of a cell: its lines with the breaks taken out, but for those between values and behind telephone numbers.
pub(super) fn joined(spread: &Spread, pieces: &[Piece]) -> String {
    let mut text = String::new();
    let are_apart = |a: &Piece, b: &Piece| are_values(spread, a, b) || is_telephone(&a.text);
    for (k, &i) in spread.pieces.iter().enumerate() {
        if k > 0 && are_apart(&pieces[spread.pieces[k - 1]], &pieces[i]) {
            text.push(' ');
        }
        push_line(&mut text, &pieces[i].text);
    }
    clean(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_one_below_the_other() {
        let piece = |text: &str, value: bool| Piece { text: text.to_owned(), value, ..Piece::default() };
        let holds = |column: usize, pieces: &[Piece]| {
            let spread =
                Spread { rows: 0..1, columns: column..column + 1, pieces: (0..pieces.len()).collect() };
            holds_values(&spread, pieces)
        };
        assert!(holds(3, &[piece("83", true), piece("94（工作目标）", true)]));
        assert!(holds(3, &[piece("10964万元以上", false), piece("力争突破34.7亩", false)]));
        assert!(!holds(3, &[piece("龙头企业2", false), piece("家，产值82亿元", false)]));
        assert!(!holds(3, &[piece("608.8（考核", true), piece("目标）", false)]));
        assert!(!holds(3, &[piece("11-", true), piece("12", true)]));
        // 10 in a narrow column.
        assert!(!holds(0, &[piece("1", true), piece("0", true)]));
        assert!(holds(3, &[piece("1", true), piece("0", true)]));
    }
}
