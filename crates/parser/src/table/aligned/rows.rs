//! Bands become rows: the cheapest way to cut them, by dynamic programming.
//!
//! A cell's lines follow each other, all but the last of them full, around the middle of the row. Where a text is off
//! the middle, it is part of a cell merged over several rows; that costs less than a row of its own.

pub(super) mod bounds;
mod capitals;
mod cuts;
pub(super) mod indents;
pub(super) mod joint;
pub(super) mod labels;
pub(super) mod listed;
pub(super) mod lone;
mod named;
pub(super) mod numbered;
pub(super) mod pitch;
mod room;
mod sectioned;
pub(super) mod slots;
pub(super) mod stand;

use std::ops::Range;

use super::columns::align::Column;
use super::content::{heads_section, is_serial};
use super::piece::{Piece, typical};
use super::ruling::Line;
use super::settings::{Lines, Settings};
use crate::deadline::Deadline;
use stand::Stand;

pub(super) use cuts::Cuts;

/// What the cutting of a region's bands looks at.
pub(super) struct Body<'a> {
    /// All pieces of the region, by band.
    pub(super) pieces: &'a [Piece],
    /// The pieces of each band: a range of `pieces`.
    pub(super) bands: &'a [Range<usize>],
    /// The upper and lower end of each band.
    pub(super) heights: &'a [(f32, f32)],
    /// The columns.
    pub(super) columns: &'a [Column],
    /// Which bands have a rule right above them.
    pub(super) walls: &'a [bool],
    /// The height of the rule right above each band that no cell goes over, where one is drawn.
    pub(super) closed: &'a [Option<f32>],
    /// Whether rules part all rows.
    pub(super) parted: Parted,
    /// The horizontal lines among the bands.
    pub(super) lines: &'a [Line],
    /// The em.
    pub(super) em: f32,
    /// The distance from line to line within cells, where it is known.
    pub(super) line: Option<f32>,
    /// Whether the sides of the columns are known to the character, and texts are exactly in the middle of theirs.
    pub(super) exact: bool,
    /// Which bands begin with the number of a row, where rows are numbered.
    pub(super) numbered: &'a [bool],
    /// Which bands are labels of groups.
    pub(super) labels: &'a [bool],
    /// Whether the names beside values begin at one place.
    pub(super) flush: bool,
    /// Where the texts of its rows stand.
    pub(super) stand: Stand,
    /// Whether values stand in many bands: names beside them are short, and prose is none.
    pub(super) valued: bool,
    /// The tolerances.
    pub(super) settings: &'a Settings,
    /// When reading has to end: what is cut after that is not to be used.
    pub(super) deadline: Deadline,
}

/// What rules tell of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parted {
    /// Every row ends at a wall, and nowhere else.
    AtWalls,
    /// Every row ends at a rule.
    ByRules,
    /// Rules stand between some rows alone.
    ByText,
}

impl Body<'_> {
    /// Whether a band prints a value.
    pub(super) fn holds_value(&self, band: usize) -> bool {
        self.pieces[self.bands[band].clone()].iter().any(|p| p.value)
    }

    /// Whether a text heads the rows below: it says so, or stands over all columns.
    pub(super) fn is_section(&self, piece: &Piece) -> bool {
        piece.panel || heads_section(&piece.text) || (piece.from, piece.to) == (0, self.columns.len())
    }

    /// The price of each em by which a text is off its cell's middle: where middles are rounded, none.
    pub(super) fn near(&self) -> f32 {
        match self.settings.lines {
            Lines::Grid => 0.0,
            Lines::Measured => 0.1,
        }
    }

    /// The usual gap between the values of two rows; none in a text, whose lines touch.
    pub(super) fn row_gap(&self) -> f32 {
        if self.settings.lines == Lines::Grid {
            return 0.0;
        }
        let mut gaps = Vec::new();
        let mut above: Vec<Option<&Piece>> = vec![None; self.columns.len()];
        for p in self.pieces {
            for above in &mut above[p.from..p.to] {
                // A text between two values is of a row between theirs.
                let above = above.replace(p).filter(|above| p.value && above.value);
                gaps.extend(above.map(|above| p.top - above.bottom));
            }
        }
        typical(gaps.into_iter()).unwrap_or_default().clamp(0.0, 2.0 * self.em)
    }
}

/// The middle of the values of a row: names can be merged with those of other rows, and stand elsewhere.
pub(super) fn values(pieces: &[Piece]) -> Option<f32> {
    typical(pieces.iter().filter(|p| p.value && !(p.from < 2 && is_serial(&p.text))).map(Piece::middle))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::bands::{bands, tests::drawn};
    use super::super::build::by_band;
    use super::super::columns::separators;
    use super::super::grid::centred::on_grid;
    use super::super::grid::grid;
    use super::super::piece::pieces;
    use super::super::{Settings, Word};
    use super::*;

    /// What is read out of the body of a drawn text, whose columns are exactly known or told by its gaps.
    pub(in super::super) fn of_text<T>(text: &str, exact: bool, read: impl FnOnce(&Body<'_>) -> T) -> T {
        of_words(&drawn(text), exact, &Settings::text(), read)
    }

    /// Likewise of a page, on which the lines of the text follow each other by so many ems.
    pub(in super::super) fn of_page<T>(text: &str, pitch: f32, read: impl FnOnce(&Body<'_>) -> T) -> T {
        let mut words = drawn(text);
        for bbox in words.iter_mut().map(|word| &mut word.bbox) {
            (bbox.top, bbox.bottom) = (pitch * bbox.top, pitch * bbox.top + 1.0);
        }
        of_words(&words, false, &Settings::page(), read)
    }

    fn of_words<T>(words: &[Word], exact: bool, settings: &Settings, read: impl FnOnce(&Body<'_>) -> T) -> T {
        let bands = bands(words, settings);
        let (pieces, columns) = if exact {
            on_grid(&bands, &grid(&bands).expect("columns"), words, settings)
        } else {
            pieces(&bands, &separators(&bands), words, None, settings)
        };
        let heights: Vec<(f32, f32)> = bands.iter().map(|b| (b.top, b.bottom)).collect();
        read(&Body {
            pieces: &pieces,
            bands: &by_band(&pieces, bands.len()),
            heights: &heights,
            columns: &columns,
            walls: &vec![false; bands.len()],
            closed: &vec![None; bands.len()],
            parted: Parted::ByText,
            lines: &[],
            em: 1.0,
            line: None,
            exact,
            numbered: &numbered::numbered(&pieces, bands.len(), settings),
            labels: &labels::labels(&pieces, &by_band(&pieces, bands.len()), 1.0, settings),
            flush: false,
            stand: Stand::Middle,
            valued: true,
            settings,
            deadline: Deadline::never(),
        })
    }

    #[track_caller]
    fn check(text: &str, expected: &[usize]) {
        let rows = of_text(text, false, |body| body.cut().rows(0));
        assert_eq!(rows.iter().map(Range::len).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_line_a_row() {
        check("赵巷镇    —\n徐泾镇  303.0\n华新镇  1579.0", &[1, 1, 1]);
    }

    #[test]
    fn a_wrapped_name() {
        check(
            "    文旅公司         8.1\n青发集团（含市西软   22.8\n      件园）\n    赵巷镇           3.0",
            &[1, 2, 1],
        );
    }

    #[test]
    fn a_text_between_two_values_is_of_a_row_between_theirs() {
        let gap =
            of_page("甲镇  3.5\n乙镇  另定\n丙镇  8.1\n丁镇  9.0", 1.5, |body| body.row_gap());
        assert!((gap - 0.5).abs() < 0.01, "{gap}");
    }

    #[test]
    fn a_text_between_rows_is_no_row() {
        check(
            "交通运输、仓储和邮政  亿元  20  分解\n    业（1-11 月）                    商务委\n     商品销售总额     亿元  12  分解\n     建筑业总产值     亿元  8   分解   经委",
            &[2, 1, 1],
        );
    }

    #[test]
    fn a_total_goes_on_with_nothing() {
        check("甲镇      3.5\n风景区管委会  8.1\n   总计", &[1, 1, 1]);
    }

    #[test]
    fn a_measure_that_is_printed_downwards_ends_with_its_row() {
        let rows =
            "          亿\n固定投资      18.6\n          元\n          亿\n技改投资      6.2\n          元";
        let column = of_page(rows, 0.75, |body| {
            let own: Vec<&Piece> = body.pieces.iter().filter(|p| p.covers(1)).collect();
            own.windows(2).map(|pair| body.joint(pair[0], pair[1]) > 0.0).collect::<Vec<_>>()
        });
        assert_eq!(column, [false, true, false]);
    }

    #[test]
    fn a_year_beside_values_begins_a_row() {
        slots::tests::check_rows(
            &[
                ["Place", "Men", "Women"],
                ["Hospital", "_", "_"],
                ["FY 1990–91", "12.5", "3.1"],
                ["FY 1991–92", "4.8", "13.6"],
                ["Office", "_", "_"],
                ["FY 1990–91", "6.2", "7.7"],
                ["FY 1991–92", "8.3", "21.5"],
            ],
            &[],
        );
    }

    #[test]
    fn small_letters_alone_go_on_with_the_name_above() {
        let lines = "Northwest      6/5/2008     7/21/2008\nphase 2\nLoop           2/27/2008    9/4/2008\nLincoln Park   10/2/2008    9/7/2008";
        let rows: Vec<usize> =
            of_page(lines, 1.3, |body| body.cut().rows(0).iter().map(Range::len).collect());
        assert_eq!(rows, [2, 1, 1]);
    }

    #[test]
    fn an_amount_goes_on_behind_a_word_that_leads_to_more() {
        let joint = |lines: &str| {
            of_page(lines, 1.2, |body| {
                let own: Vec<&Piece> = body.pieces.iter().filter(|p| p.covers(1)).collect();
                body.joint(own[0], own[1])
            })
        };
        assert_eq!(joint("Lead   43 ppm to\n       4 ppm\nZinc   12 ppm"), 0.0);
        assert!(joint("Lead   43 ppm\n       4 ppm\nZinc   12 ppm") > 0.0);
    }

    #[test]
    fn an_amount_goes_on_with_no_other() {
        slots::tests::check_rows(
            &[
                ["Pollutant", "Time", "Level"],
                ["Monoxide", "8 hours", "9 ppm"],
                ["Dioxide", "1 hour", "100 ppb"],
                ["_", "Annual", "53 ppb"],
                ["Ozone", "8 hours", "0.075 ppm"],
            ],
            &[],
        );
    }

    #[test]
    fn two_values_are_two_rows() {
        check("税收  608.8（考核目标）  —\n      625.1（工作目标）  —", &[1, 1]);
    }
}
