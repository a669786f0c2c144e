//! Lines that follow each other evenly with a text in every column are rows of their own: the cells of a row hardly have
//! the same number of lines each, over and over.

use std::ops::Range;

use fenjie_model::HashSet;
use fenjie_model::text::is_chinese;

use super::labels::leads_on;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::rows::pitch::PIXEL;
use crate::table::aligned::settings::Lines;

/// So many such lines tell it.
const FEWEST: usize = 5;
/// Some lines in Latin script between them can have blanks, if so many of all have none.
const FULL: (usize, usize) = (2, 3);

impl Body<'_> {
    /// For each band whether it is a row that ends where the next one begins, by all texts beside each other. Half of such
    /// lines at least are short of what follows, in some column: cells of prose side by side have full lines.
    pub(in super::super) fn lone(&self) -> Vec<bool> {
        let n = self.bands.len();
        let mut lone = vec![false; n];
        if self.settings.lines == Lines::Grid {
            return lone;
        }
        let said = self.said_again();
        let mut from = 0;
        while from < n {
            let mut to = from + 1;
            while to < n && self.is_row_below(to) && (to == from + 1 || self.is_even(to)) {
                to += 1;
            }
            let short = (from + 1..to).filter(|band| self.breaks_early(*band, &said)).count();
            let full = (from..to).filter(|band| self.fills(*band)).count();
            let are_full = full >= FEWEST && FULL.1 * full >= FULL.0 * (to - from);
            if are_full && 2 * short >= to - from - 1 || self.are_lines(from..to) {
                lone[from..to - 1].fill(true);
            }
            for band in from + 1..to {
                lone[band - 1] |= self.says_alike(band);
            }
            // The first step of a run can be another one than the last of the run before.
            from = if to > from + 1 && to < n { to - 1 } else { to };
        }
        lone
    }

    /// Whether most texts of a band differ from those above them in numbers and words alone: 9.15±0.88 a over 7.21±1.62 d. Two
    /// lines tell that, where several of their texts do.
    fn says_alike(&self, band: usize) -> bool {
        let alike = self.pairs(band).filter(|(upper, lower)| are_alike(&upper.text, &lower.text)).count();
        alike > 1 && 2 * alike > self.bands[band].len()
    }

    /// Whether all below a rule is lines in Latin script that begin anew in every column, with room above the beginning of
    /// each: however few, they are rows.
    fn are_lines(&self, run: Range<usize>) -> bool {
        let pieces = &self.pieces[self.bands[run.start].start..self.bands[run.end - 1].end];
        run.len() > 1
            && self.walls[run.start]
            && run.end == self.bands.len()
            && !pieces.iter().any(|p| p.text.contains(is_chinese))
            && run.skip(1).all(|band| self.begins_anew(band))
    }

    /// Whether no text of a band goes on with the one above it, and one could have stood beside that.
    fn begins_anew(&self, band: usize) -> bool {
        !self.goes_on(band)
            && self
                .pairs(band)
                .any(|(upper, lower)| !self.leaves_no_room(upper, lower, self.room_told(upper)))
    }

    /// Whether some text of a band goes on with the one above it.
    pub(super) fn goes_on(&self, band: usize) -> bool {
        self.pairs(band).any(|(upper, lower)| {
            leads_on(&upper.text) || lower.text.starts_with(|c: char| c.is_ascii_lowercase())
        })
    }

    /// The texts of a band, each with the one above it.
    fn pairs(&self, band: usize) -> impl Iterator<Item = (&Piece, &Piece)> {
        let above = &self.pieces[self.bands[band - 1].clone()];
        self.pieces[self.bands[band].clone()].iter().filter_map(move |lower| {
            // Those of a band stand in the order of their columns.
            let upper = above.get(above.partition_point(|upper| upper.from < lower.from))?;
            (upper.from == lower.from).then_some((upper, lower))
        })
    }

    /// Whether a band could be a row below another one: both have a text in each column, or in Latin script a name that begins
    /// anew and a blank beside it.
    fn is_row_below(&self, band: usize) -> bool {
        let has_name = |band: usize| {
            let own = &self.pieces[self.bands[band].clone()];
            own.len() + 1 >= self.columns.len()
                && own.iter().all(|p| p.to == p.from + 1 && !p.text.contains(is_chinese))
                && own.first().is_some_and(|p| p.from == 0)
        };
        let are_full = self.fills(band - 1) && self.fills(band);
        are_full || has_name(band - 1) && has_name(band) && !self.goes_on(band)
    }

    /// Whether each column has a text of its own in a band.
    pub(super) fn fills(&self, band: usize) -> bool {
        let own = &self.pieces[self.bands[band].clone()];
        own.len() == self.columns.len() && own.iter().enumerate().all(|(c, p)| (p.from, p.to) == (c, c + 1))
    }

    /// Whether a band follows the one above as that one follows its own.
    fn is_even(&self, band: usize) -> bool {
        let by = |band: usize| self.heights[band].0 - self.heights[band - 1].0;
        (by(band) - by(band - 1)).abs() <= (self.settings.same * self.em).max(PIXEL)
    }

    /// The texts in Latin script that stand several times in one column.
    pub(super) fn said_again(&self) -> HashSet<(usize, &str)> {
        let mut seen: HashSet<(usize, &str)> = HashSet::default();
        let texts = self.pieces.iter().map(|p| (p.from, p.text.as_str()));
        texts.filter(|text| !seen.insert(*text) && !text.1.contains(is_chinese)).collect()
    }

    /// Whether some text above a band leaves room for what the band goes on with, or says the same, or as much of another, or
    /// both are said again in their column.
    pub(super) fn breaks_early(&self, band: usize, said: &HashSet<(usize, &str)>) -> bool {
        let is_said = |p: &Piece| said.contains(&(p.from, p.text.as_str()));
        let answers = |upper: &Piece, lower: &Piece| {
            is_said(upper) && is_said(lower) && !leads_on(&upper.text) && is_capital(&lower.text)
        };
        let ends = |upper: &Piece, lower: &Piece| {
            upper.text == lower.text
                || !self.is_full(upper, lower)
                || are_alike(&upper.text, &lower.text)
                || answers(upper, lower)
        };
        self.pairs(band).any(|(upper, lower)| ends(upper, lower))
    }
}

fn is_capital(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether two texts with numbers differ in these and in words alone: 6/12/99 and 7/9/99, 45 days and 7 weeks, 9:15 a.m. and
/// 10:00 p.m. The lines of a sentence hardly do.
fn are_alike(upper: &str, lower: &str) -> bool {
    upper.contains(|c: char| c.is_ascii_digit()) && signs(upper).eq(signs(lower))
}

/// The signs of a text, with one `0` for each number and one `a` for each word between them.
pub(in super::super) fn signs(text: &str) -> impl Iterator<Item = char> {
    let mut last = None;
    let kinds = text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '0'..='9' | '.' | ',' => '0',
        c if c.is_alphabetic() => 'a',
        c => c,
    });
    kinds.filter(move |kind| last.replace(*kind) != Some(*kind))
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::super::slots::tests::check as check_table;
    use crate::table::aligned::rows::tests::of_page;

    #[track_caller]
    fn check(text: &str, pitch: f32, expected: &[usize]) {
        let rows = of_page(text, pitch, |body| body.cut().rows(0));
        assert_eq!(rows.iter().map(Range::len).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn even_lines_with_a_text_in_every_column_are_rows() {
        let lines = "GDP    Gross domestic product\nNAICS  North American industry classes\nSIPP   Survey of income\nSSA    Social security office\nWHO    World health organisation";
        check(lines, 1.4, &[1, 1, 1, 1, 1]);
    }

    #[test]
    fn texts_that_say_the_same_are_rows() {
        let lines = "Employment situation  December 1996  8 a.m.\nProducer price index  December 1996  8 a.m.\nConsumer price index  December 1996  8 a.m.\nReal earnings of all  December 1996  8 a.m.\nEmployment cost cost  December 1996  8 a.m.";
        check(lines, 1.2, &[1, 1, 1, 1, 1]);
    }

    #[test]
    fn numbers_with_their_words_are_rows() {
        let dates = "Element   Site 1   Site 2\nArsenic   6/12/99  7/9/99\nCadmium   7/9/99   6/12/99\nChromium  8/15/99  10/1/99\nCopper    10/1/99  8/15/99";
        check(dates, 1.2, &[1, 1, 1, 1, 1]);
    }

    #[test]
    fn two_lines_of_numbers_that_are_written_alike_are_rows() {
        check("处理甲  11.23mg/L  48.73±0.49\n处理乙  19.20mg/L  35.90±0.55", 1.4, &[1, 1]);
        check("处理甲  11.23mg/L  土壤有机碳的\n处理乙  19.20mg/L  质量浓度较高", 1.4, &[2]);
    }

    #[test]
    fn a_row_with_a_blank_stands_between_others() {
        let lines = "Request issued   Done   Done   Complete\nContract award   Open   Held   Complete\nBoundary survey  Open          Held\nPublic meetings  Done   Open   Complete\nDraft the plan   Held   Done   Held\nFinish the plan  Held   Held   Complete\nAdopt the plan   Done   Held   Complete";
        check(lines, 1.5, &[1, 1, 1, 1, 1, 1, 1]);
    }

    #[test]
    fn full_lines_side_by_side_are_cells() {
        let lines = "推进重大工程建  赵巷镇人民政府\n设任务并按期完  会同区有关部门\n成各项前期手续  和单位共同负责\n确保年内开工建  做好统筹协调并\n设并形成工作量  于年底前报送的";
        check(lines, 1.4, &[5]);
    }

    #[test]
    fn a_few_lines_below_a_rule_are_rows() {
        let texts = |second: &'static str| {
            let heads = [("Source", 0.0, 0.0), ("Control", 220.0, 0.0), ("Boilers", 0.0, 20.0)];
            let rows =
                [("Fabric filter", 220.0, 20.0), ("Process heaters", 0.0, 34.0), (second, 220.0, 34.0)];
            let last = [("Flares", 0.0, 48.0), ("Steam assist", 220.0, 48.0)];
            [&heads[..], &rows, &last].concat()
        };
        let rules = [0.0, 15.0, 62.0].map(|y| (y, 0.0, 400.0));
        check_table(
            &texts("Fuel oil"),
            &rules,
            "Source Control\nBoilers Fabric filter\nProcess heaters Fuel oil\nFlares Steam assist",
        );
        check_table(
            &texts("or covers"),
            &rules,
            "Source Control\nBoilers Process heaters Flares Fabric filter or covers Steam assist",
        );
    }
}
