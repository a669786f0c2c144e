//! Prose beside a table: the rules above and below its heads and rows end where the lines of sentences begin.

use super::Gutter;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, text};
use crate::table::aligned::content::is_value;
use crate::table::aligned::region::paragraphs::{NARROW, is_line};
use crate::table::aligned::ruling::Line;

/// So many rules of one width are a table's.
const FEWEST_RULES: usize = 3;
/// Their ends agree within this many points, and no text reaches farther over them.
const SAME: f32 = 4.0;
/// So many lines stand beside it at least, and so many of them, in this part, are of sentences.
const FEWEST_LINES: usize = 3;
const MOSTLY: f32 = 0.7;
/// So many of these are full ones.
const FEWEST_FULL: usize = 2;
/// So many bands above and below the table are looked at for them.
const AROUND: usize = 3;
/// No more rules than this are looked at.
const MOST_RULES: usize = 200;

/// The gutter between the first such table and what is beside it.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let rules = &rules[..rules.len().min(MOST_RULES)];
    rules.iter().find_map(|first| {
        let alike = |l: &&Line| (l.x0 - first.x0).abs() <= SAME && (l.x1 - first.x1).abs() <= SAME;
        // Rules above totals are shorter than the others of their table.
        let is_wider = |l: &Line| {
            l.x0 <= first.x0 + SAME
                && l.x1 >= first.x1 - SAME
                && l.x1 - l.x0 > first.x1 - first.x0 + 2.0 * SAME
        };
        if rules.iter().any(is_wider) {
            return None;
        }
        let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
        let from = bands.partition_point(|b| middle(b) < first.y);
        let is_table = |s: &Segment| s.x0 >= first.x0 - SAME && s.x1 <= first.x1 + SAME;
        let part = |is_aside: &dyn Fn(&Segment) -> bool, x: f32| {
            // Prose over the ends of the rules is between two tables.
            let is_free = |b: &&Band| b.segments.iter().all(|s| is_aside(s) || is_table(s));
            let own = &bands[from..from + bands[from..].iter().take_while(is_free).count()];
            let end = bands.get(from + own.len()).map_or(f32::INFINITY, middle);
            let of_table = rules.iter().filter(alike).filter(|l| first.y <= l.y && l.y < end);
            let (count, bottom) = of_table.fold((0, first.y), |(n, bottom), l| (n + 1, bottom.max(l.y)));
            let to = from + own.partition_point(|b| middle(b) <= bottom);
            let rows = &bands[from..to];
            let mut own = rows.iter().flat_map(|b| &b.segments);
            let is_one = count >= FEWEST_RULES && own.clone().any(is_table) && own.any(is_aside);
            // Prose goes on above and below the table.
            let around = &bands[from.saturating_sub(AROUND)..bands.len().min(to + AROUND)];
            let is_table = is_one && !names_rows(rows, words, is_aside) && is_prose(around, words, is_aside);
            is_table.then_some(Gutter { x, top: first.y, bottom })
        };
        part(&|s| s.x1 <= first.x0 + SAME, first.x0).or_else(|| part(&|s| s.x0 >= first.x1 - SAME, first.x1))
    })
}

/// Whether what stands aside are the names of rows: most of these begin with a value, and have a text beside it.
fn names_rows(rows: &[Band], words: &[Word], is_aside: &dyn Fn(&Segment) -> bool) -> bool {
    let begins = |b: &&Band| {
        b.segments.iter().find(|s| !is_aside(s)).is_some_and(|s| is_value(&text(words, &s.words)))
    };
    let valued: Vec<&Band> = rows.iter().filter(begins).collect();
    let of_rows = rows.iter().filter(|b| !b.segments.iter().all(is_aside)).count();
    let named = valued.iter().filter(|b| b.segments.first().is_some_and(is_aside)).count();
    3 * valued.len() >= 2 * of_rows && 3 * named >= 2 * valued.len()
}

/// Whether most of what stands aside are the lines of sentences: full ones, and the rest of each below.
fn is_prose(bands: &[Band], words: &[Word], is_aside: &dyn Fn(&Segment) -> bool) -> bool {
    let aside =
        |b: &Band| Band { segments: b.segments.iter().filter(|s| is_aside(s)).cloned().collect(), ..*b };
    let lines: Vec<Band> = bands.iter().map(aside).filter(|b| !b.segments.is_empty()).collect();
    let full: Vec<bool> = lines.iter().map(|b| is_line(b, words, NARROW.0)).collect();
    let is_rest = |k: usize| k > 0 && full[k - 1] && !full[k] && lines[k].segments.len() == 1;
    let sentences = (0..lines.len()).filter(|&k| full[k] || is_rest(k)).count();
    full.iter().filter(|full| **full).count() >= FEWEST_FULL
        && sentences >= FEWEST_LINES
        && sentences as f32 >= MOSTLY * lines.len() as f32
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    /// The gutter between texts and the rows of a table from the height of each first rule on.
    fn find(aside: &[&str], heights: &[f32]) -> Option<Gutter> {
        let rows = ["Item     Sales", "Wheat       12", "Maize        3", "Rice         5"];
        let row = |k: usize| if k % 5 == 4 { "" } else { rows[k % 5] };
        let lines = aside.iter().enumerate().map(|(k, text)| format!("{text:40}{}", row(k)));
        let mut words = drawn(&lines.collect::<Vec<_>>().join("\n"));
        for word in &mut words {
            let Rect { x0, top, x1, bottom } = word.bbox;
            (word.bbox, word.size) = (Rect::new(10.0 * x0, 10.0 * top, 10.0 * x1, 10.0 * bottom), 10.0);
        }
        let rules =
            |from: &f32| [10.0, 20.0, 50.0].map(|y| Line { y: from + y, x0: 200.0, x1: 270.0, drawn: true });
        let rules: Vec<Line> = heights.iter().flat_map(rules).collect();
        gutter(&bands(&words, &Settings::page()), &words, &rules)
    }

    #[test]
    fn prose_beside_a_table_between_rules() {
        let find = |aside: [&str; 4]| find(&aside, &[0.0]).map(|gutter| gutter.x);
        let prose = [
            "what the farms of the",
            "district sold in each of",
            "the years is told in",
            "the table at the right",
        ];
        assert_eq!(find(prose), Some(200.0));
        assert_eq!(find(["", "Farms of the north", "Farms", "Mills"]), None);
    }

    #[test]
    fn names_beside_values_between_rules_are_no_prose() {
        let names = [
            "Loans and interest owed by farms",
            "Advances to the funds of the mills",
            "Cash, coins, and other metal",
        ];
        let find = |values: [&str; 3]| {
            let lines = names.iter().zip(values).map(|(name, value)| format!("{name:40}{value}"));
            let mut words = drawn(&lines.collect::<Vec<_>>().join("\n"));
            for word in &mut words {
                let Rect { x0, top, x1, bottom } = word.bbox;
                (word.bbox, word.size) = (Rect::new(10.0 * x0, 10.0 * top, 10.0 * x1, 10.0 * bottom), 10.0);
            }
            let rules = [10.0, 20.0, 40.0].map(|y| Line { y, x0: 200.0, x1: 290.0, drawn: true });
            gutter(&bands(&words, &Settings::page()), &words, &rules).map(|gutter| gutter.x)
        };
        assert_eq!(find(["120    131", "7      9", "3      4"]), None);
        assert_eq!(find(["Wheat  131", "Maize  9", "Rice   4"]), Some(200.0));
    }

    #[test]
    fn full_lines_and_the_rest_of_their_sentence_are_prose() {
        let find = |aside: [&str; 4]| find(&aside, &[0.0]).map(|gutter| gutter.x);
        assert_eq!(find(["", "what the farms of the", "years sold is told in", "the table."]), Some(200.0));
        assert_eq!(find(["", "what the farms of the", "table.", "Mills"]), None);
    }

    #[test]
    fn prose_that_goes_on_above_a_table_is_beside_it() {
        let prose = "what the farms of the";
        assert!(find(&["", "", "", "", "", "", prose, prose], &[50.0]).is_none());
        let aside = ["", "", prose, prose, prose, "", prose, prose];
        assert_eq!(find(&aside, &[50.0]).map(|gutter| (gutter.top, gutter.bottom)), Some((60.0, 100.0)));
    }

    #[test]
    fn prose_between_two_tables_is_in_none() {
        let prose = "what the farms of the";
        let across = "what the farms of the years sold is told in the table above";
        let aside = [[prose; 4].as_slice(), &[across], &[prose; 4]].concat();
        let found = find(&aside, &[0.0, 50.0]);
        assert_eq!(found.map(|gutter| (gutter.top, gutter.bottom)), Some((10.0, 50.0)));
    }
}
