//! The pieces of a text whose columns are known to the character: over which of them each text is centred.

use crate::table::aligned::bands::Band;
use crate::table::aligned::columns::align::Column;
use crate::table::aligned::content::{heads_section, is_grand_total, is_serial, leaves_bracket};
use crate::table::aligned::grid::{Grid, extent};
use crate::table::aligned::piece::{Piece, over_strips};
use crate::table::aligned::{Settings, Word};

/// The pieces of all bands in order, with the columns of the grid, in which texts are exactly in the middle.
pub(crate) fn on_grid(
    bands: &[Band],
    grid: &Grid,
    words: &[Word],
    settings: &Settings,
) -> (Vec<Piece>, Vec<Column>) {
    let mut pieces = over_strips(bands, &grid.strips(), words, settings);
    for piece in &mut pieces {
        let extent = extent(piece.x0, piece.x1);
        piece.own = grid.over(extent);
        (piece.from, piece.to) = grid.under(extent).unwrap_or(piece.own);
    }
    for i in lone_sections(&pieces, grid) {
        (pieces[i].from, pieces[i].to) = (0, grid.columns.len());
        pieces[i].own = (0, grid.columns.len());
    }
    stretch_totals(&mut pieces, grid);
    (pieces, grid.columns())
}

/// Puts the totals over all columns that name rows.
fn stretch_totals(pieces: &mut [Piece], grid: &Grid) {
    let first = |i: usize| i == 0 || pieces[i - 1].band != pieces[i].band;
    let totals: Vec<usize> =
        (0..pieces.len()).filter(|&i| first(i) && is_grand_total(&pieces[i].text)).collect();
    for i in totals {
        // The middle of three columns can be that of the second one: a total rather stands over all that name rows.
        let right =
            pieces.get(i + 1).filter(|p| p.band == pieces[i].band).map_or(grid.columns.len(), |p| p.from);
        let extent = extent(pieces[i].x0, pieces[i].x1);
        let mut wider = (pieces[i].to..=right.max(pieces[i].to)).rev();
        let exact = wider.clone().find(|&to| grid.is_under(extent, 0, to));
        let in_middle = grid.is_about_under(extent, pieces[i].from, pieces[i].to);
        if let Some(to) = exact.or_else(|| wider.find(|&to| !in_middle && grid.is_about_under(extent, 0, to)))
        {
            (pieces[i].from, pieces[i].to) = (0, to);
        }
    }
}

/// The texts that stand alone over all columns, and head the rows below: （一）民生保障, or 官渡乡 above its villages.
fn lone_sections(pieces: &[Piece], grid: &Grid) -> Vec<usize> {
    let bands: Vec<&[Piece]> = pieces.chunk_by(|a, b| a.band == b.band).collect();
    let holds_values = |b: usize| {
        let is_row = |p: &Piece| p.from > 0 && p.value || p.from == 0 && is_serial(&p.text);
        bands.get(b).is_some_and(|band| band.iter().any(is_row))
    };
    /// Twice the middles of texts one above the other differ by less, in ems.
    const SAME: f32 = 0.6;
    let first_values = (0..bands.len()).find(|b| holds_values(*b)).unwrap_or(bands.len());
    let over_all = |p: &Piece| grid.is_about_under(extent(p.x0, p.x1), 0, grid.columns.len());
    let mut sections = Vec::new();
    // Before the first values the rest of a head can look so: other sections tell what it is.
    let mut doubtful = None;
    let mut at = 0;
    for (b, band) in bands.iter().enumerate() {
        if let [text] = band
            && b > 0
            && over_all(text)
        {
            let centre = |p: &Piece| p.x0 + p.x1;
            let above = bands[b - 1].iter().find(|p| (centre(p) - centre(text)).abs() <= SAME);
            if heads_section(&text.text)
                || b > first_values && !above.is_some_and(|above| is_full(above, grid))
                || b + 1 == first_values && above.is_none()
            {
                sections.push(at);
            } else if b + 1 == first_values && above.is_some_and(|above| !leaves_bracket(&above.text)) {
                doubtful = Some(at);
            }
        }
        at += band.len();
    }
    doubtful.filter(|at| sections.iter().any(|other| other > at)).into_iter().chain(sections).collect()
}

/// Whether a text has no room for another full-width character in its columns: of several no line of a name is.
fn is_full(piece: &Piece, grid: &Grid) -> bool {
    let width = (grid.columns[piece.to - 1].1 - grid.columns[piece.from].0) as f32 / 2.0;
    piece.to - piece.from == 1 && piece.width() + 1.0 > width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::bands::bands;
    use crate::table::aligned::bands::tests::drawn;
    use crate::table::aligned::grid::grid;

    /// The columns, from and to, over which a text is centred where it stands.
    #[track_caller]
    fn check(text: &str, lone: &str, expected: &[(usize, usize)]) {
        let words = drawn(text);
        let bands = bands(&words, &Settings::text());
        let (pieces, _) = on_grid(&bands, &grid(&bands).expect("columns"), &words, &Settings::text());
        let found: Vec<_> = pieces.iter().filter(|p| p.text == lone).map(|p| (p.from, p.to)).collect();
        assert_eq!(found, expected);
    }

    const HEADS: &str = " 序号   村（社区）              建设任务              备注\n                    道路硬化（公里）  厕所新建（座）\n";

    #[test]
    fn a_name_alone_above_its_rows_is_a_section() {
        let rows = |lone: &str| {
            format!(
                "{HEADS}                          {lone}\n  1       高桥村          8.2               4\n                          官渡乡\n  2     其塔木村          26.6              3\n"
            )
        };
        check(&rows("官渡乡"), "官渡乡", &[(0, 5), (0, 5)]);
    }

    #[test]
    fn the_rest_of_a_head_is_no_section() {
        check(
            "指标类别      指标       计量      指标值     责任单位\n                         单位\n财政收入   新增纳税户     户        150        税务局\n生态环境    技能培训      人        34.9       统计局\n",
            "单位",
            &[(2, 3)],
        );
    }

    #[test]
    fn a_total_stands_over_all_that_names_rows() {
        check(
            " 序号          学校名称         外出招商\n  1            刘村中学            17\n  2          金沙中心小学          6\n  3       宜东九年一贯制学校       无\n            合计                  23\n",
            "合计",
            &[(0, 2)],
        );
    }
}
