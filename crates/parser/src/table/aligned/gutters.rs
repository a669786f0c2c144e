//! Pages set in columns of prose, or tables side by side: where a gutter parts what stands side by side, each side is read
//! by itself.
//!
//! Of prose this is told of Latin script alone, whose words stand a space apart; a text in a cell of a table hardly fills as many
//! lines in a row on both sides.

mod captioned;
mod framed;
mod ruled;
mod sides;
mod three;
mod titled;

use fenjie_model::text::is_chinese;

use super::bands::{Band, Segment};
use super::content::is_value;
use super::piece::typical;
use super::region::paragraphs::{NARROW, is_line, is_parted};
use super::ruling::Line;
use super::{Settings, Word, bands};

/// So many full lines follow each other on one side of a gutter at least, and on the other side.
const LINES: (usize, usize) = (8, 3);
/// Or so many on the other side, where paragraphs end beside the lines of others: those of one cell hardly go past its row.
const PARAGRAPHS: usize = 5;
/// The lines of two paragraphs are this far apart at least, in ems.
const BREAK: f32 = 0.6;
/// A full line is this part of the widest one.
const FULL: f32 = 0.8;
/// A gutter is as wide as this at least, in ems.
const NARROWEST: f32 = 0.8;
/// The lines of a column begin at one place within this many ems.
const SAME: f32 = 0.3;
/// But for those that are indented.
const INDENT: f32 = 4.0;
/// The lines of a paragraph follow each other by no more than this, in ems.
const PITCH: f32 = 2.2;
/// And are of one size within this many ems: headings and captions are not.
const ONE_SIZE: f32 = 0.1;
/// So many of the lines of paragraphs are full.
const MOSTLY: f32 = 0.7;
/// No side of a gutter is narrower than this part of the page.
const SIDE: f32 = 0.25;
/// So many rows of a table have prose beside them, that goes on for this many ems past them.
const ROWS: usize = 4;
const PAST: f32 = 2.0;
/// A table at the head or foot of a column has so many rules at least.
const RULES: usize = 2;
/// Columns within columns are looked for so deep.
const DEEPEST: usize = 3;
/// So many gutters are tried.
const MOST_TRIED: usize = 6;

/// The words of a page in parts that are read by themselves, as indices.
pub(super) fn parts(words: &[Word], rules: &[Line], settings: &Settings) -> Vec<Vec<usize>> {
    within((0..words.len()).collect(), words, rules, settings, DEEPEST)
}

fn within(
    all: Vec<usize>,
    words: &[Word],
    rules: &[Line],
    settings: &Settings,
    depth: usize,
) -> Vec<Vec<usize>> {
    let own: Vec<Word> = all.iter().map(|&i| words[i].clone()).collect();
    let bands = bands::bands(&own, settings);
    let gutter = || {
        gutter(&bands, &own, rules)
            .or_else(|| three::gutter(&bands, &own, rules))
            .or_else(|| captioned::gutter(&bands, &own, rules))
            .or_else(|| framed::gutter(&bands, &own, rules))
            .or_else(|| ruled::gutter(&bands, &own, rules))
            .or_else(|| titled::gutter(&bands, &own, rules))
    };
    let found = if depth > 0 { gutter() } else { None };
    let Some(Gutter { x, top, bottom }) = found else { return vec![all] };
    let part = |i: usize| {
        let bbox = words[i].bbox;
        match bbox.centre_y() {
            y if y < top => 0,
            y if y > bottom => 3,
            _ if bbox.centre_x() < x => 1,
            _ => 2,
        }
    };
    let parts = (0..4).map(|k| all.iter().copied().filter(|&i| part(i) == k).collect::<Vec<_>>());
    let filled: Vec<Vec<usize>> = parts.filter(|part| !part.is_empty()).collect();
    filled.into_iter().flat_map(|part| within(part, words, rules, settings, depth - 1)).collect()
}

/// A gutter between two columns of prose.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Gutter {
    /// Where it parts them.
    x: f32,
    /// Where its lines begin.
    top: f32,
    /// Where its lines end.
    bottom: f32,
}

/// The gutter that parts the most lines, if there is one.
fn gutter(bands: &[Band], words: &[Word], rules: &[Line]) -> Option<Gutter> {
    let em = typical(bands.iter().map(|b| b.size))?;
    let ends = || bands.iter().flat_map(|b| &b.segments);
    let (left, right) =
        ends().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), s| (l.min(s.x0), r.max(s.x1)));
    let inner = left + SIDE * (right - left)..right - SIDE * (right - left);
    // Where texts begin: most often at the side of a column.
    let mut begins: Vec<f32> = ends().map(|s| s.x0).filter(|x| inner.contains(x)).collect();
    begins.sort_by(f32::total_cmp);
    let mut groups: Vec<&[f32]> = begins.chunk_by(|a, b| b - a <= SAME * em).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let tried = groups.into_iter().take_while(|group| group.len() >= LINES.1).take(MOST_TRIED);
    tried.into_iter().find_map(|group| at(bands, words, rules, group[0], em))
}

/// The gutter left of a place, if the lines on both sides are of columns of prose.
fn at(bands: &[Band], words: &[Word], rules: &[Line], x: f32, em: f32) -> Option<Gutter> {
    let is_free = |b: &Band| b.segments.iter().all(|s| s.x1 <= x - NARROWEST * em || s.x0 >= x - SAME * em);
    let mut from = 0;
    while from < bands.len() {
        let to = from + bands[from..].iter().take_while(|b| is_free(b)).count();
        let run = &bands[from..to];
        // A heading can be of no paragraph, or a paragraph of several sizes.
        let found = [ONE_SIZE, f32::INFINITY].into_iter().find_map(|sizes| {
            let prose = |is_own: &dyn Fn(&Segment) -> bool| prose(run, words, is_own, em, sizes);
            between(run, words, rules, [prose(&|s| s.x1 < x), prose(&|s| s.x1 >= x)], x, em)
        });
        if found.is_some() {
            return found;
        }
        from = to.max(from + 1);
    }
    None
}

/// The gutter left of a place between prose on both sides, if that is of columns.
fn between(
    run: &[Band],
    words: &[Word],
    rules: &[Line],
    [left, right]: [Prose; 2],
    x: f32,
    em: f32,
) -> Option<Gutter> {
    let gutter = Gutter {
        x: x - NARROWEST * em / 2.0,
        top: left.top.min(right.top),
        bottom: left.bottom.max(right.bottom),
    };
    let (most, least) = (left.lines.max(right.lines), left.lines.min(right.lines));
    let runs_past = |prose: Prose, rows: &dyn Fn(&Segment) -> bool| {
        prose.lines >= LINES.0 && flows_around(run, words, prose, rows, em)
    };
    let is_parted = most >= LINES.0 && least >= LINES.1
        || are_columns(left, right) && end_apart(run, x, gutter)
        || runs_past(left, &|s| s.x1 >= x)
        || runs_past(right, &|s| s.x1 < x);
    let is_whole = || !rules.iter().any(|rule| is_crossed(rule, gutter, x));
    (is_parted && is_whole()).then(|| gutter.past_tables(run, words, rules).reaching(run))
}

/// Whether a rule lies across a gutter left of a place.
fn is_crossed(rule: &Line, gutter: Gutter, x: f32) -> bool {
    gutter.top < rule.y && rule.y < gutter.bottom && rule.x0 < gutter.x && rule.x1 > x
}

/// Whether the paragraphs on both sides have as many lines together as two columns of prose.
fn are_columns(left: Prose, right: Prose) -> bool {
    left.all.max(right.all) >= LINES.0 && left.all.min(right.all) >= PARAGRAPHS
}

/// Whether a paragraph left or right of a place ends beside a line of the other side, within a gutter, and none with one: rows
/// of texts that wrap end together.
fn end_apart(bands: &[Band], x: f32, gutter: Gutter) -> bool {
    let within = |b: &&Band| b.top >= gutter.top && b.bottom <= gutter.bottom;
    let side = |is_left: bool| -> Vec<&Band> {
        let own = bands.iter().filter(within);
        own.filter(|b| b.segments.iter().any(|s| (s.x1 < x) == is_left)).collect()
    };
    let [left, right] = [side(true), side(false)];
    // How many breaks of the lines of one side are beside lines of the other, and how many beside a break.
    let breaks = |own: &[&Band], other: &[&Band]| {
        let wide = own.windows(2).filter(|pair| pair[1].top - pair[0].bottom >= BREAK * pair[1].size);
        wide.fold((0, 0), |(apart, alike), pair| {
            let (top, bottom) = (pair[0].bottom, pair[1].top);
            let middle = |b: &&Band| f32::midpoint(b.top, b.bottom);
            let above = other.partition_point(|b| middle(b) < top);
            let below = other.partition_point(|b| middle(b) <= bottom);
            let is_alike = above == below && above > 0 && below < other.len();
            (apart + usize::from(above < below), alike + usize::from(is_alike))
        })
    };
    let (of_left, of_right) = (breaks(&left, &right), breaks(&right, &left));
    of_left.0 + of_right.0 > 0 && of_left.1 + of_right.1 == 0
}

impl Gutter {
    /// The same with the bands above and below its prose that are on one side of it alone.
    fn reaching(mut self, bands: &[Band]) -> Self {
        let is_aside =
            |b: &&Band| b.segments.iter().all(|s| s.x0 > self.x) || b.segments.iter().all(|s| s.x1 < self.x);
        let above = bands.partition_point(|b| b.top < self.top);
        let below = bands.partition_point(|b| b.bottom <= self.bottom);
        let highest = bands[..above].iter().rev().take_while(is_aside).last();
        let lowest = bands[below.min(bands.len())..].iter().take_while(is_aside).last();
        self.top = highest.map_or(self.top, |b| self.top.min(b.top));
        self.bottom = lowest.map_or(self.bottom, |b| self.bottom.max(b.bottom));
        self
    }

    /// Whether most rows right of it begin with a name: the values of a table over both columns have theirs at the left.
    fn begins_with_names(&self, bands: &[Band], words: &[Word], is_there: &dyn Fn(f32) -> bool) -> bool {
        let there = bands.iter().filter(|b| is_there(f32::midpoint(b.top, b.bottom)));
        let firsts = there.filter_map(|b| b.segments.iter().find(|s| s.x0 >= self.x));
        let (names, all) = firsts.fold((0, 0), |(names, all), first| {
            (names + usize::from(!is_value(&bands::text(words, &first.words))), all + 1)
        });
        4 * names >= 3 * all
    }

    /// The same with the tables at the head of both columns, and with those at their foot: rules that end at the gutter
    /// on either side of it, over and under `bands` that it parts too.
    fn past_tables(mut self, bands: &[Band], words: &[Word], rules: &[Line]) -> Self {
        /// A rule stands over the first line within this many ems, and under the last.
        const NEAR: f32 = 2.0;
        let [first, .., last] = bands else { return self };
        let is_above = |y: f32| (first.top - NEAR * first.size..self.top).contains(&y);
        let is_below = |y: f32| self.bottom < y && y <= last.bottom + NEAR * last.size;
        let beyond = |is_there: &dyn Fn(f32) -> bool| {
            let there = || rules.iter().filter(|l| is_there(l.y));
            let left = there().filter(|l| l.x1 <= self.x).count();
            let right = there().filter(|l| l.x0 >= self.x).count();
            let are_tables = left >= RULES
                && right >= RULES
                && left + right == there().count()
                && self.begins_with_names(bands, words, is_there);
            are_tables.then(|| there().fold((self.top, self.bottom), |(t, b), l| (t.min(l.y), b.max(l.y))))
        };
        let (above, below) = (beyond(&is_above), beyond(&is_below));
        self.top = above.map_or(self.top, |(top, _)| top);
        self.bottom = below.map_or(self.bottom, |(_, bottom)| bottom);
        self
    }
}

/// Whether prose stands beside the rows of a table and goes on above or below them, as a text flows around what is set in
/// it: the rows follow each other closely, and most state values.
fn flows_around(
    bands: &[Band],
    words: &[Word],
    prose: Prose,
    is_row: &dyn Fn(&Segment) -> bool,
    em: f32,
) -> bool {
    let own =
        |b: &Band| b.segments.iter().filter(|s| is_row(s)).map(|s| bands::text(words, &s.words)).collect();
    let rows: Vec<(&Band, Vec<String>)> =
        bands.iter().map(|b| (b, own(b))).filter(|(_, texts): &(_, Vec<String>)| !texts.is_empty()).collect();
    let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else { return false };
    let valued =
        rows.iter().filter(|(_, texts)| texts.len() > 1 && texts[1..].iter().any(|t| is_value(t))).count();
    let past = (first.top - prose.top).max(prose.bottom - last.bottom);
    valued >= ROWS
        && 2 * valued > rows.len()
        && rows.windows(2).all(|pair| pair[1].0.top - pair[0].0.top <= PITCH * em)
        && past >= PAST * em
}

/// The prose on one side of a gutter.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Prose {
    /// How many lines follow each other at the most.
    lines: usize,
    /// How many lines its paragraphs have.
    all: usize,
    /// Where the first one begins.
    top: f32,
    /// Where the last one ends.
    bottom: f32,
}

/// The prose in some bands, of those texts that are on one side, whose lines differ in size by no more than so many ems.
fn prose(bands: &[Band], words: &[Word], is_own: impl Fn(&Segment) -> bool, em: f32, sizes: f32) -> Prose {
    let side = |band: &Band| Band {
        segments: band.segments.iter().filter(|s| is_own(s)).cloned().collect(),
        ..*band
    };
    let lines: Vec<Band> = bands.iter().map(side).filter(|band| !band.segments.is_empty()).collect();
    let from = |band: &Band| band.segments.first().map_or(0.0, |s| s.x0);
    let width = |band: &Band| band.segments.last().map_or(0.0, |s| s.x1) - from(band);
    let is_latin = |band: &Band| {
        !band.segments.iter().flat_map(|s| &s.words).any(|&word| words[word].text.contains(is_chinese))
    };
    let of_prose: Vec<bool> = lines.iter().map(|b| is_line(b, words, NARROW.0) && is_latin(b)).collect();
    let long = || lines.iter().zip(&of_prose).filter(|(_, prose)| **prose).map(|(band, _)| width(band));
    let widest = long().fold(0.0, f32::max);
    let follows = |a: &Band, b: &Band| {
        !is_parted(a, words)
            && !is_parted(b, words)
            && b.top - a.top <= PITCH * em
            && (from(a) - from(b)).abs() <= INDENT * em
    };
    // What stands beside a line can be of another size.
    let size =
        |band: &Band| typical(band.segments.iter().flat_map(|s| &s.words).map(|&word| words[word].size));
    let are_alike = |a: &Band, b: &Band| {
        let differ = size(a).zip(size(b)).is_some_and(|(a, b)| (a - b).abs() > sizes * em);
        follows(a, b) && !differ
    };
    let mut found = Prose { lines: 0, all: 0, top: f32::INFINITY, bottom: f32::NEG_INFINITY };
    let mut at = 0;
    for run in lines.chunk_by(are_alike) {
        let is_full = |k: &usize| of_prose[*k] && width(&lines[*k]) >= FULL * widest;
        let full = (at..at + run.len()).filter(is_full).count();
        at += run.len();
        if full >= LINES.1 && full as f32 >= MOSTLY * run.len() as f32 {
            found.lines = found.lines.max(run.len());
            found.all += run.len();
            found.top = found.top.min(run[0].top);
            found.bottom = run.last().map_or(found.bottom, |band| found.bottom.max(band.bottom));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::bands::tests::drawn;
    use super::*;

    /// The column of a drawn text at which it is parted.
    pub(super) fn column(
        text: &str,
        find: impl Fn(&[Band], &[Word], &[Line]) -> Option<Gutter>,
    ) -> Option<usize> {
        let words = drawn(text);
        let found = find(&bands::bands(&words, &Settings::page()), &words, &[]);
        found.map(|gutter| (2.0 * gutter.x) as usize)
    }

    /// How many words are in each part of a drawn text.
    fn sizes(text: &str) -> Vec<usize> {
        parts(&drawn(text), &[], &Settings::text()).iter().map(Vec::len).collect()
    }

    #[test]
    fn two_columns_of_prose() {
        let (left, right) =
            ("the farms sold more in all of these years", "and prices rose in most of the towns");
        let lines = format!("{left}     {right}\n").repeat(10);
        assert_eq!(sizes(&lines), [90, 80]);
        assert_eq!(
            sizes(&format!("What the farms of all of these towns sold and what they kept\n{lines}")),
            [13, 90, 80]
        );
    }

    #[test]
    fn captions_and_headings_are_of_no_paragraph() {
        let right = "and prices rose in most of the towns";
        let left = ["Farms", "Towns", "the farms sold more in all of these years"];
        let lines: Vec<String> = (0..10)
            .map(|k| {
                format!(
                    "{:46}{right}",
                    if k < 2 {
                        left[k]
                    } else if k < 5 {
                        left[2]
                    } else {
                        ""
                    }
                )
            })
            .collect();
        let parts = |size: f32| {
            let mut words = drawn(&lines.join("\n"));
            words.iter_mut().filter(|w| w.text == "Farms" || w.text == "Towns").for_each(|w| w.size = size);
            parts(&words, &[], &Settings::text()).len()
        };
        assert_eq!(parts(1.0), 1);
        assert_eq!(parts(1.2), 2);
    }

    #[test]
    fn paragraphs_end_beside_the_lines_of_others() {
        let (left, right) =
            ("the farms sold more in all of these years", "and prices rose in most of the towns");
        let row = |left: &str, right: &str| format!("{left:46}{right}\n");
        let columns = |ends: [usize; 2]| {
            let side = |at: usize, end: usize, text| if at == end { "" } else { text };
            (0..10).map(|at| row(side(at, ends[0], left), side(at, ends[1], right))).collect::<String>()
        };
        assert_eq!(sizes(&columns([6, 4])), [81, 72]);
        // Rows of texts that wrap.
        assert_eq!(
            sizes(&format!("{}\n\n{}", row(left, right).repeat(5), row(left, right).repeat(5))).len(),
            1
        );
    }

    #[test]
    fn prose_flows_around_a_table() {
        let rows = "the farms sold more in all of these years     oats and rye      12      8\n".repeat(5);
        let prose = "and prices rose in most of the towns here\n".repeat(4);
        assert_eq!(sizes(&format!("{rows}{prose}")), [81, 25]);
        // Names that wrap have their values on one line each.
        let wrapped = "the farms sold more in all of these years     oats and rye      12      8\nand prices rose in most of the towns here\n";
        assert_eq!(sizes(&wrapped.repeat(5)).len(), 1);
    }

    #[test]
    fn tables_at_the_head_of_both_columns() {
        let (left, right) =
            ("the farms sold more in all of these years", "and prices rose in most of the towns");
        let row = |left: &str, right: &str| format!("{left:46}{right}\n");
        let tables = row("Item     Sales", "Town   Price") + &row("Wheat       12", "Aston    3.1").repeat(3);
        let text = format!("{tables}{}{}", row("", "Derby    2.8"), row(left, right).repeat(10));
        let rule = |y, x0, x1| Line { y, x0, x1, drawn: true };
        let rules =
            [rule(-0.2, 0.0, 7.0), rule(4.1, 0.0, 7.0), rule(-0.2, 23.0, 29.0), rule(4.9, 23.0, 29.0)];
        let parted = |rules: &[Line]| {
            let parts = parts(&drawn(&text), rules, &Settings::text());
            parts.iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(parted(&rules), [8 + 90, 10 + 80]);
        // Those of one table, which has its names at the left, or of nothing.
        let values = text.replace("Aston    3.1", "   12    3.1").replace("Derby", "    8");
        let parts_of = parts(&drawn(&values), &rules, &Settings::text());
        assert_eq!(parts_of.iter().map(Vec::len).collect::<Vec<_>>(), [16, 90, 2 + 80]);
        let across = [rule(-0.2, 0.0, 29.0), rule(4.9, 0.0, 29.0)];
        assert_eq!(parted(&[&rules[..], &across].concat()), [16, 90, 2 + 80]);
        assert_eq!(parted(&rules[..2]), [16, 90, 2 + 80]);
        assert_eq!(parted(&[]), [16, 90, 2 + 80]);
    }

    #[test]
    fn the_columns_of_a_table_are_read_together() {
        let row = "the farms sold more in all of these years     and prices rose in most of the towns\nbut not all               nor here\n";
        assert_eq!(sizes(&row.repeat(6)).len(), 1);
        let names = "oats rye  corn    peas leeks  kale   plums  figs  pears   limes dates  nuts\n";
        assert_eq!(sizes(&names.repeat(12)).len(), 1);
        assert_eq!(sizes(&"the farms sold more in all of these years      12     8\n".repeat(10)).len(), 1);
    }
}
