//! Prose beside a table: the rules above and below its heads and rows end where the lines of sentences begin.

use super::Gutter;
use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment};
use crate::table::aligned::region::paragraphs::{NARROW, is_line};
use crate::table::aligned::ruling::Line;

/// So many rules of one width are a table's.
const FEWEST_RULES: usize = 3;
/// Their ends agree within this many points, and no text reaches farther over them.
const SAME: f32 = 4.0;
/// So many lines stand beside it at least, and so many of them, in this part, are sentences.
const FEWEST_LINES: usize = 3;
const MOSTLY: f32 = 0.7;
/// No more rules than this are looked at.
const MOST_RULES: usize = 200;

/// The gutter between the first such table and what is beside it.
pub(super) fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let rules = &rules[..rules.len().min(MOST_RULES)];
    rules.iter().find_map(|first| {
        let alike = |l: &&Line| (l.x0 - first.x0).abs() <= SAME && (l.x1 - first.x1).abs() <= SAME;
        let bottom = rules.iter().filter(alike).map(|l| l.y).fold(first.y, f32::max);
        // Rules above totals are shorter than the others of their table.
        let is_wider = |l: &Line| {
            l.x0 <= first.x0 + SAME
                && l.x1 >= first.x1 - SAME
                && l.x1 - l.x0 > first.x1 - first.x0 + 2.0 * SAME
        };
        let count = rules.iter().filter(alike).filter(|l| l.y >= first.y).count();
        if count < FEWEST_RULES || rules.iter().any(is_wider) {
            return None;
        }
        let middle = |b: &Band| f32::midpoint(b.top, b.bottom);
        let from = bands.partition_point(|b| middle(b) < first.y);
        let own = &bands[from..bands.partition_point(|b| middle(b) <= bottom).max(from)];
        let left = |s: &Segment| s.x1 <= first.x0 + SAME;
        let right = |s: &Segment| s.x0 >= first.x1 - SAME;
        let is_table = |s: &Segment| s.x0 >= first.x0 - SAME && s.x1 <= first.x1 + SAME;
        let segments = || own.iter().flat_map(|b| &b.segments);
        let part = |is_aside: &dyn Fn(&Segment) -> bool, x: f32| {
            let is_free = segments().all(|s| is_aside(s) || is_table(s)) && segments().any(is_table);
            (is_free && is_prose(own, words, is_aside)).then_some(Gutter { x, top: first.y, bottom })
        };
        part(&left, first.x0).or_else(|| part(&right, first.x1))
    })
}

/// Whether most of what stands aside are the lines of sentences.
fn is_prose(bands: &[Band], words: &[Word], is_aside: &dyn Fn(&Segment) -> bool) -> bool {
    let aside =
        |b: &Band| Band { segments: b.segments.iter().filter(|s| is_aside(s)).cloned().collect(), ..*b };
    let lines: Vec<Band> = bands.iter().map(aside).filter(|b| !b.segments.is_empty()).collect();
    let sentences = lines.iter().filter(|b| is_line(b, words, NARROW.0)).count();
    sentences >= FEWEST_LINES && sentences as f32 >= MOSTLY * lines.len() as f32
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[test]
    fn prose_beside_a_table_between_rules() {
        let find = |aside: [&str; 4]| {
            let rows = ["Item     Sales", "Wheat       12", "Maize        3", "Rice         5"];
            let lines: Vec<String> =
                aside.iter().zip(rows).map(|(text, row)| format!("{text:40}{row}")).collect();
            let mut words = drawn(&lines.join("\n"));
            for word in &mut words {
                let Rect { x0, top, x1, bottom } = word.bbox;
                (word.bbox, word.size) = (Rect::new(10.0 * x0, 10.0 * top, 10.0 * x1, 10.0 * bottom), 10.0);
            }
            let rule = |y: f32| Line { y, x0: 200.0, x1: 270.0, drawn: true };
            let rules = [0.0, 10.0, 40.0].map(rule);
            gutter(&bands(&words, &Settings::page()), &words, &rules).map(|gutter| gutter.x)
        };
        let prose = [
            "what the farms of the",
            "district sold in each of",
            "the years is told in",
            "the table at the right",
        ];
        assert_eq!(find(prose), Some(200.0));
        assert_eq!(find(["", "Farms of the north", "Farms", "Mills"]), None);
    }
}
