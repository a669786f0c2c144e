//! The columns of a text whose rows begin where their columns do, while its heads stand in the middle of theirs.
//!
//! The rows tell where columns begin, and the widest text how wide they are; they are believed where all heads are exactly
//! in the middle of some of them.

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::{heads_section, is_serial, is_value};
use crate::table::aligned::grid::{Extent, Grid, extent};
use crate::table::aligned::piece::Piece;

/// Texts whose widths differ by less than this many characters do not tell whether they begin together or are centred.
const TELLING: i32 = 2;

/// The columns, and how many bands are above the first row with a value, or with a number of its own.
pub(crate) fn flushed(bands: &[Band], words: &[Word]) -> Option<(Grid, usize)> {
    let value = |s: &Segment| is_value(&text(words, &s.words));
    let numbered = |s: &[Segment]| s.len() > 1 && is_serial(&text(words, &s[0].words));
    let first = bands.iter().position(|b| numbered(&b.segments) || b.segments.iter().skip(1).any(value))?;
    let own = |s: &Segment| extent(s.x0, s.x1);
    let section = |band: &&Band| matches!(band.segments.as_slice(), [alone] if heads_section(&text(words, &alone.words)));
    let rows = bands[first..].iter().filter(|band| !section(band)).flat_map(|band| &band.segments);
    let mut columns = begun(rows.map(own).collect())?;
    let heads: Vec<Extent> = bands[..first].iter().flat_map(|band| &band.segments).map(own).collect();
    for &(from, to) in &heads {
        let at = columns.partition_point(|column| column.0 <= from);
        let free = columns.get(at).is_none_or(|next| to < next.0);
        let Some(column) = at.checked_sub(1).map(|i| &mut columns[i]).filter(|_| free) else { continue };
        if from == column.0 {
            column.1 = column.1.max(to);
        } else if from > column.1 {
            // A column that is blank in all rows.
            columns.insert(at, (from, to));
        }
    }
    let apart = columns.windows(2).all(|pair| pair[0].1 < pair[1].0);
    let grid = Grid { columns };
    let fits = first > 0 && apart && grid.columns.len() > 1 && heads.iter().all(|e| grid.under(*e).is_some());
    fits.then_some((grid, first))
}

/// What texts cover together, if those of each column begin together and enough of them would not if they were centred.
fn begun(mut texts: Vec<Extent>) -> Option<Vec<Extent>> {
    texts.sort_unstable();
    let mut columns: Vec<Extent> = Vec::new();
    let mut telling = 0;
    for column in texts.chunk_by(|a, b| a.0 == b.0) {
        let (from, to) = (column[0].0, column.iter().map(|e| e.1).max()?);
        if columns.last().is_some_and(|last| from < last.1) {
            return None;
        }
        telling += usize::from(column.iter().any(|e| to - e.1 >= TELLING));
        columns.push((from, to));
    }
    // Columns of one width tell nothing, and nothing against it.
    (3 * telling >= columns.len()).then_some(columns)
}

impl Grid {
    /// Puts the heads on the first bands over the columns that they are in the middle of, and texts that begin a column over
    /// none to the left of it.
    pub(crate) fn lay(&self, pieces: &mut [Piece], bands: usize) {
        for piece in pieces {
            let extent = extent(piece.x0, piece.x1);
            if piece.band < bands {
                piece.own = self.over(extent);
                (piece.from, piece.to) = self.under(extent).unwrap_or(piece.own);
            } else if let Some(begun) = self.columns.iter().position(|column| column.0 == extent.0) {
                piece.from = piece.from.max(begun);
                piece.to = piece.to.max(begun + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[track_caller]
    fn check(text: &str, expected: Option<(&[Extent], usize)>) {
        let words = drawn(text);
        let found = flushed(&bands(&words, &Settings::text()), &words);
        assert_eq!(found.as_ref().map(|(grid, first)| (grid.columns.as_slice(), *first)), expected);
    }

    const ROWS: &str = "1     宾州镇    9,895       2,460         11.6\n2     黎塘镇    2,699       313           6.7\n10    新圩                  515           不设目标\n";

    #[test]
    fn heads_in_the_middle_of_columns_that_texts_begin() {
        let heads = "序号   乡镇             种植面积          单产提高（%）  备注\n                合计（亩）  新植蔗（亩）\n";
        let columns = [(0, 4), (6, 12), (16, 26), (28, 40), (42, 55), (57, 61)];
        check(&[heads, ROWS].concat(), Some((&columns, 2)));
    }

    #[test]
    fn rows_of_tasks_are_numbered() {
        let text = "序号             重点任务             牵头单位     进度安排\n1     全年新签约亿元以上项目30个，到  区投资局  一季度25%，年底\n      位内资110亿元。                           全面完成。\n2     老旧小区改造18个。              区住建局  11月底前完工。\n";
        check(text, Some((&[(0, 4), (6, 36), (38, 46), (48, 63)], 1)));
    }

    #[test]
    fn heads_elsewhere_tell_nothing() {
        let heads = "序号   乡镇     种植面积                 单产提高（%）\n                合计（亩）  新植蔗（亩）\n";
        check(&[heads, ROWS].concat(), None);
    }

    #[test]
    fn centred_rows_do_not_begin_together() {
        check("   单位    目标\n  赵巷镇   12.5\n青发集团    8\n", None);
    }
}
