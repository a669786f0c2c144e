//! The door for pages: runs of glyphs that are in no ruled table become words, and regions become blocks.

use fenjie_model::{At, Code, Finding, Method, Place, Rect, Table};

use super::doubt::as_aligned;
use super::steady::steady;
use super::{Bounds, Region, Settings, Word, decoration, marks, tables, too_large, typed};
use crate::page::{Axis, Glyph, Rule, Turn};
use crate::table::page::mapped;
use crate::table::ruled::Sheet;
use crate::table::runs::{EVEN, is_space, is_written_space};
use crate::{Ends, TableBlock};

/// The share of the em above the baseline. Boxes are laid around the baseline alike for all fonts, so that the middles
/// of lines can be compared.
pub(super) const ASCENT: f32 = 0.88;
/// The rules of more tables than this on a page are not told from others.
const MOST_BOXES: usize = 200;

/// The tables of a page that have no full rules, with their boxes on the turned page. Marks the runs in them as taken.
/// The rules in the boxes of `ruled` tables are spoken for: text between two such tables is in no frame.
pub(crate) fn unruled(
    sheet: &Sheet<'_>,
    ruled: &[Rect],
    taken: &mut [bool],
    findings: &mut Vec<Finding>,
) -> Vec<(Rect, TableBlock)> {
    let free: Vec<usize> =
        (0..sheet.runs.len()).filter(|&i| !taken[i] && sheet.runs[i].turn == Turn::Upright).collect();
    let (mut words, mut of): (Vec<Word>, Vec<usize>) =
        free.iter().flat_map(|&i| words(sheet, i).into_iter().map(move |w| (w, i))).unzip();
    let typed = typed::rules(&words);
    let typed_at: Vec<(Rect, usize)> = typed.iter().map(|(i, _)| (words[*i].bbox, of[*i])).collect();
    remove(&mut words, &typed);
    remove(&mut of, &typed);
    let typed_alone =
        typed_at.into_iter().filter(|(_, run)| of.binary_search(run).is_err()).collect::<Vec<_>>();
    marks::lower(&mut words);
    let evened = steady(&mut words);
    let settings = if evened { Settings::scan() } else { Settings::page() };
    let settings = Settings { middle: Some(sheet.page.width / 2.0), ..settings };
    let mut found = Vec::new();
    let mut rules = beyond(&sheet.page.rules, ruled);
    decoration::remove(&mut rules, &words);
    rules.extend(typed.into_iter().map(|(_, rule)| rule));
    let bounds = Bounds { cells: sheet.limits.cells, deadline: sheet.deadline };
    let (regions, unread) = tables(&words, &rules, &settings, bounds);
    let turned_back = |mut finding: Finding| {
        finding.place.at = finding.place.at.map(|at| back(sheet, at));
        finding.other_reading.iter_mut().for_each(|cell| cell.at = back(sheet, cell.at));
        finding
    };
    findings.extend(unread.into_iter().map(turned_back));
    for region in regions {
        let Region { mut table, bbox, columns, gaps, used, findings: uncertain, .. } = region;
        if table.rows.saturating_mul(table.columns) > sheet.limits.cells {
            let at = At::Page { page: sheet.page.number, bbox: sheet.turned.back(bbox) };
            findings.push(too_large((table.rows, table.columns), sheet.limits.cells, at));
            continue;
        }
        for cell in &mut table.cells {
            cell.at = back(sheet, cell.at);
        }
        // Words that were evened are not where they are printed.
        let place = |w: &usize| match words[*w].at {
            At::Page { bbox, .. } => Some(bbox),
            At::Line(_) => None,
        };
        let printed = if evened { used.iter().filter_map(place).reduce(Rect::union) } else { None };
        let printed = sheet.turned.back(printed.unwrap_or(bbox));
        table.parts = vec![(sheet.page.number, printed)];
        findings.push(by_alignment(&table, At::Page { page: sheet.page.number, bbox: printed }));
        findings.extend(uncertain.into_iter().map(turned_back));
        let mut count = 0;
        let within = |b: &Rect| bbox.contains(b.centre_x(), b.centre_y());
        let typed = typed_alone.iter().filter(|(b, _)| within(b)).map(|(_, run)| *run);
        let mut runs: Vec<usize> = used.into_iter().map(|w| of[w]).chain(typed).collect();
        runs.sort_unstable();
        runs.dedup();
        for run in runs {
            taken[run] = true;
            count += mapped(&sheet.runs[run], &sheet.page.glyphs);
        }
        let ends = Box::new(Ends { gaps, ..Ends::default() });
        found.push((bbox, TableBlock { table, count, columns, bbox, continuation: false, ends }));
    }
    found
}

/// Takes the words that are rules out of a list.
fn remove<T>(list: &mut Vec<T>, typed: &[(usize, Rule)]) {
    let mut typed: Vec<usize> = typed.iter().map(|(i, _)| *i).collect();
    typed.sort_unstable();
    let mut at = 0..;
    list.retain(|_| at.next().is_some_and(|i| typed.binary_search(&i).is_err()));
}

/// The rules that are in none of some boxes.
fn beyond(rules: &[Rule], boxes: &[Rect]) -> Vec<Rule> {
    /// A rule stands at the side of a box within this many points.
    const SLIP: f32 = 1.5;
    let within = |rule: &Rule, b: &Rect| {
        let middle = f32::midpoint(rule.from, rule.to);
        let (x, y) = match rule.axis {
            Axis::Horizontal => (middle, rule.at),
            Axis::Vertical => (rule.at, middle),
        };
        (b.x0 - SLIP..=b.x1 + SLIP).contains(&x) && (b.top - SLIP..=b.bottom + SLIP).contains(&y)
    };
    rules.iter().filter(|rule| !boxes.iter().take(MOST_BOXES).any(|b| within(rule, b))).copied().collect()
}

/// What is to be known of every table whose rules do not tell all of its cells: nothing may be wrong in silence.
fn by_alignment(table: &Table, at: At) -> Finding {
    let drawn = match table.method {
        Method::PartlyRuled => "this table has no rules between its columns on this page",
        _ => "this table has no rules on this page",
    };
    let place = Place { page: at.page(), ..Place::at(at) };
    Finding::ambiguous(Code::TableAmbiguous, drawn, as_aligned(table), place)
}

fn back(sheet: &Sheet<'_>, at: At) -> At {
    match at {
        At::Page { page, bbox } => At::Page { page, bbox: sheet.turned.back(bbox) },
        At::Line(_) => at,
    }
}

/// The words of a run: the texts of neighbouring cells can stand a space apart, touch, or lie over each other's ends.
fn words(sheet: &Sheet<'_>, run: usize) -> Vec<Word> {
    let run = &sheet.runs[run];
    let glyphs = &sheet.page.glyphs[run.glyphs.clone()];
    let baseline = glyphs.first().map_or(run.bbox.bottom, |g| g.baseline);
    let top = baseline - ASCENT * run.size;
    let is_wide = |g: &Glyph| g.bbox.width() > 0.8 * run.size;
    let before = |i: usize| i.checked_sub(2).map(|before| &glyphs[before]);
    let gap = |i: usize| glyphs[i].bbox.x0 - glyphs[i - 1].bbox.x1;
    let has_space = |i: usize| is_written_space(before(i), &glyphs[i - 1], &glyphs[i], gap(i), run.size);
    // `T o t a l` is one word.
    let is_spelled = glyphs.len() > 2 && (1..glyphs.len()).all(has_space);
    let is_written = |i: usize| i > 0 && !is_spelled && has_space(i);
    let is_apart = |i: usize| {
        let are_wide = is_wide(&glyphs[i - 1]) && is_wide(&glyphs[i]);
        is_space(gap(i), run.size) || is_written(i) || are_wide && gap(i).abs() > EVEN * run.size
    };
    let starts: Vec<usize> = (0..glyphs.len()).filter(|&i| i == 0 || is_apart(i)).collect();
    let ends = starts.iter().skip(1).copied().chain([glyphs.len()]);
    let words = starts.iter().zip(ends).flat_map(|(&start, end)| {
        let parts = leaders(&glyphs[start..end]).into_iter().enumerate();
        parts.map(move |(i, part)| (part, i == 0 && is_written(start)))
    });
    words
        .map(|(glyphs, spaced)| {
            let (x0, x1) = glyphs
                .iter()
                .fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), g| (l.min(g.bbox.x0), r.max(g.bbox.x1)));
            let bbox = Rect::new(x0, top, x1, top + run.size);
            Word {
                text: glyphs.iter().map(|g| g.ch).collect(),
                bbox,
                size: run.size,
                spaced,
                at: At::Page { page: sheet.page.number, bbox },
            }
        })
        .collect()
}

/// A word, its leader and what follows that without a space.
fn leaders(word: &[Glyph]) -> Vec<&[Glyph]> {
    /// So many dots are a leader.
    const FEWEST: usize = 4;
    let dots = word.windows(FEWEST).rposition(|dots| dots.iter().all(|g| g.ch == '.'));
    match dots.map(|first| word.split_at(first + FEWEST)) {
        Some((led, rest)) if !rest.is_empty() => {
            let name = led.iter().rposition(|g| g.ch != '.').map_or(0, |last| last + 1);
            let (name, leader) = led.split_at(name);
            [name, leader, rest].into_iter().filter(|part| !part.is_empty()).collect()
        }
        _ => vec![word],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::deadline::Deadline;
    use crate::page::{Before, Page, RuleKind};
    use crate::table::runs::{runs, tests::line};
    use crate::table::upright::upright;

    #[test]
    fn rules_of_ruled_tables_are_spoken_for() {
        let rule = |axis, at| Rule {
            axis,
            at,
            from: 50.0,
            to: 150.0,
            thickness: 0.5,
            kind: RuleKind::Stroke,
            colour: [0; 3],
        };
        let tables = [Rect::new(50.0, 100.0, 150.0, 200.0), Rect::new(50.0, 300.0, 150.0, 400.0)];
        let rules = [90.0, 100.0, 150.0, 200.0, 250.0, 300.0].map(|at| rule(Axis::Horizontal, at));
        let left: Vec<f32> = beyond(&rules, &tables).iter().map(|r| r.at).collect();
        assert_eq!(left, [90.0, 250.0]);
        assert_eq!(beyond(&[rule(Axis::Vertical, 50.0), rule(Axis::Vertical, 160.0)], &tables).len(), 1);
    }

    #[test]
    fn a_spelled_word_is_one() {
        // A space of a tenth of an em is written before the glyphs at these places.
        let read = |text: &str, spaced: &[usize]| -> Vec<String> {
            let mut glyphs = line(text, 10.0, 100.0, 10.0);
            for &from in spaced {
                glyphs[from].before = Before::Space;
                for glyph in &mut glyphs[from..] {
                    glyph.bbox.x0 += 1.0;
                    glyph.bbox.x1 += 1.0;
                }
            }
            let (page, turned) =
                upright(Page { number: 1, width: 200.0, height: 200.0, glyphs, ..Page::default() });
            let runs = runs(&page.glyphs);
            let (limits, deadline) = (Limits::default(), Deadline::never());
            let sheet = Sheet { page: &page, turned, runs: &runs, limits: &limits, before: None, deadline };
            words(&sheet, 0).into_iter().map(|word| word.text).collect()
        };
        assert_eq!(read("Total", &[1, 2, 3, 4]), ["Total"]);
        assert_eq!(read("Totalto", &[5]), ["Total", "to"]);
    }
}
