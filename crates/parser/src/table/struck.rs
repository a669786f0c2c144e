//! Text that is struck out: a rule, or two, goes through the middle of its letters from the first to the last.
//!
//! What stands beside it, or with it in a drawn cell, takes its place, and it is left out; alone it is read as it stands.
//! In a table one rule can go through all texts of a row.

mod rows;

use std::ops::Range;

use fenjie_model::{At, Code, Finding, Place, Rect};

use self::rows::struck_rows;
use super::upright::Turned;
use crate::page::{Axis, Glyph, Page, Rule, RuleKind, Turn};

/// A strike goes through letters so many ems above their baseline; what marks a letter of a formula lies above it.
const THROUGH: Range<f32> = 0.15..0.48;
/// It is thinner than so many ems: what is thicker is a ground.
const THICKEST: f32 = 0.2;
/// It begins and ends with them, or falls short by so many ems.
const SHORT: f32 = 0.3;
/// Or goes on by so many, over a space or drawn by hand.
const OVER: f32 = 0.8;
/// Where more of a word follows it ends with the letters within so many ems.
const EXACT: f32 = 0.12;
/// Strikes of one text are no more than this many: more fill a ground.
const MOST_LEVELS: usize = 2;
/// Strikes nearer than this are one, in points.
const LEVEL: f32 = 0.3;
/// Rules meet within so many points.
const MEET: f32 = 1.0;
/// What stands in the place of a text is so near, in ems.
const BESIDE: f32 = 0.6;
/// A drawn cell that is higher, in ems, holds more than one text and what stands in its place.
const HIGHEST_CELL: f32 = 9.0;
/// No letter is larger than this many points, where a rule goes through it.
const LARGEST: f32 = 72.0;
/// A rule with this in all parts of its colour is not seen.
const PAPER: u8 = 0xF5;
/// So many glyphs are compared with rules on a page.
const MOST_COMPARED: usize = 1 << 23;
/// More strikes are not looked for on a page.
const MOST_STRIKES: usize = 1000;

/// Says what is struck out, and takes it out of the text where something else stands in its place.
pub(crate) fn struck(page: &mut Page, turned: Turned) -> Vec<Finding> {
    let strikes = strikes(page);
    if strikes.is_empty() {
        return Vec::new();
    }
    let mut is_struck = vec![false; page.glyphs.len()];
    strikes.iter().flat_map(|(_, own)| own).for_each(|&i| is_struck[i] = true);
    let mut at = 0..;
    page.rules.retain(|_| at.next().is_some_and(|at| strikes.binary_search_by_key(&at, |s| s.0).is_err()));
    let mut findings = Vec::new();
    for own in texts(&page.glyphs, &is_struck) {
        let bbox = own.iter().map(|&i| page.glyphs[i].bbox).reduce(Rect::union).unwrap_or_default();
        let printed: String = own.iter().map(|&i| page.glyphs[i].ch).collect();
        let message = "text is struck out: it was read only where nothing stands beside it";
        let place = Place::at(At::Page { page: page.number, bbox: turned.back(bbox) });
        findings.push(Finding::new(Code::TextStruckOut, message, place).printed(printed));
        if gives_way(&page.glyphs[own[0]], bbox, page, &is_struck) {
            own.iter().for_each(|&i| page.glyphs[i].turn = Turn::Slanted);
        }
    }
    findings
}

/// The rules that strike a text out, and its glyphs.
fn strikes(page: &Page) -> Vec<(usize, Vec<usize>)> {
    let mut by_line: Vec<usize> = (0..page.glyphs.len()).filter(|&i| is_read(&page.glyphs[i])).collect();
    by_line.sort_by(|&a, &b| page.glyphs[a].baseline.total_cmp(&page.glyphs[b].baseline));
    let mut room = MOST_COMPARED;
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, rule) in page.rules.iter().enumerate() {
        if rule.axis != Axis::Horizontal || !is_drawn(rule) || rule.colour.iter().all(|c| *c >= PAPER) {
            continue;
        }
        let first = by_line.partition_point(|&i| page.glyphs[i].baseline < rule.at);
        let near = &by_line[first..];
        let near = &near[..near.partition_point(|&i| page.glyphs[i].baseline <= rule.at + LARGEST)];
        let Some(left) = room.checked_sub(near.len()) else { break };
        room = left;
        let own = through(rule, near, &page.glyphs);
        if !own.is_empty() && !is_walled(rule, &page.rules) {
            found.push((at, own));
        }
        if found.len() == MOST_STRIKES {
            break;
        }
    }
    let rules = &page.rules;
    let goes_on = |at: usize| {
        let others = rules.iter().enumerate().filter(|(other, rule)| *other != at && is_drawn(rule));
        others.filter(|(_, rule)| follows(rule, &rules[at])).map(|(other, _)| other).collect::<Vec<_>>()
    };
    let is_one = |other: &usize| found.binary_search_by_key(other, |s| s.0).is_ok();
    // A rule that goes on beside the text is one of rows, and many through it are a ground.
    let is_strike = |(at, own): &(usize, Vec<usize>)| {
        let shares = |other: &&(usize, Vec<usize>)| other.1.binary_search(&own[0]).is_ok();
        let mut levels: Vec<f32> = found.iter().filter(shares).map(|(at, _)| rules[*at].at).collect();
        levels.sort_by(f32::total_cmp);
        levels.dedup_by(|a, b| *a - *b <= LEVEL);
        levels.len() <= MOST_LEVELS && goes_on(*at).iter().all(is_one)
    };
    let kept: Vec<bool> = found.iter().map(is_strike).collect();
    let mut all: Vec<_> =
        found.into_iter().zip(kept).filter_map(|(strike, kept)| kept.then_some(strike)).collect();
    all.extend(struck_rows(page, &by_line));
    all.sort_by_key(|strike| strike.0);
    all.dedup_by_key(|strike| strike.0);
    all
}

fn is_read(glyph: &Glyph) -> bool {
    glyph.turn == Turn::Upright && !glyph.invisible && !glyph.is_hidden()
}

fn is_drawn(rule: &Rule) -> bool {
    rule.kind != RuleKind::Shade
}

/// The glyphs that a rule goes through, if it begins and ends with them.
fn through(rule: &Rule, near: &[usize], glyphs: &[Glyph]) -> Vec<usize> {
    let is_own = |g: &Glyph| {
        THROUGH.contains(&((g.baseline - rule.at) / g.size))
            && (rule.from..=rule.to).contains(&g.bbox.centre_x())
    };
    let mut own: Vec<usize> = near.iter().copied().filter(|&i| is_own(&glyphs[i])).collect();
    own.sort_unstable();
    let Some(&one) = own.first() else { return own };
    let em = glyphs[one].size;
    let bbox = own.iter().map(|&i| glyphs[i].bbox).reduce(Rect::union).unwrap_or_default();
    let ends = (-OVER * em..=SHORT * em).contains(&(rule.from - bbox.x0))
        && (-SHORT * em..=OVER * em).contains(&(rule.to - bbox.x1));
    let is_line = own.iter().all(|&i| (glyphs[i].baseline - glyphs[one].baseline).abs() <= 0.1 * em);
    let is_text = own.iter().any(|&i| glyphs[i].ch.is_alphanumeric());
    // A line of a drawing crosses a letter of a word as it happens.
    let is_exact = [(rule.from, bbox.x0), (rule.to, bbox.x1)].iter().all(|(end, side)| {
        let follows = |&i: &usize| {
            let (g, is_other) = (&glyphs[i], own.binary_search(&i).is_err());
            let gap = (g.bbox.x0 - side).abs().min((g.bbox.x1 - side).abs());
            is_other && (g.baseline - glyphs[one].baseline).abs() <= 0.1 * em && gap <= EXACT * em
        };
        (end - side).abs() <= EXACT * em || !near.iter().any(follows)
    });
    let is_strike = ends && is_line && is_text && is_exact && rule.thickness <= THICKEST * em;
    if is_strike { own } else { Vec::new() }
}

/// Whether a rule ends at one across it: the side of a cell.
fn is_walled(rule: &Rule, rules: &[Rule]) -> bool {
    let mut across = rules.iter().filter(|other| other.axis == Axis::Vertical && is_drawn(other));
    across.any(|wall| {
        let meets = |end: f32| (wall.at - end).abs() <= MEET + wall.thickness / 2.0;
        (meets(rule.from) || meets(rule.to)) && wall.from - MEET <= rule.at && rule.at <= wall.to + MEET
    })
}

/// Whether a rule begins where another ends, at its height.
fn follows(a: &Rule, b: &Rule) -> bool {
    a.axis == b.axis
        && (a.at - b.at).abs() <= LEVEL
        && ((a.from - b.to).abs() <= MEET || (a.to - b.from).abs() <= MEET)
}

/// The texts of the glyphs that are struck out, from the left.
fn texts(glyphs: &[Glyph], is_struck: &[bool]) -> Vec<Vec<usize>> {
    let mut own: Vec<usize> = (0..glyphs.len()).filter(|&i| is_struck[i]).collect();
    own.sort_by(|&a, &b| {
        let line = |i: usize| glyphs[i].baseline.round();
        line(a).total_cmp(&line(b)).then(glyphs[a].bbox.x0.total_cmp(&glyphs[b].bbox.x0))
    });
    let goes_on = |a: &usize, b: &usize| {
        let (a, b) = (&glyphs[*a], &glyphs[*b]);
        (a.baseline - b.baseline).abs() <= 0.1 * a.size && b.bbox.x0 - a.bbox.x1 <= BESIDE * a.size
    };
    own.chunk_by(goes_on).map(<[usize]>::to_vec).collect()
}

/// Whether something that is not struck out stands in the place of a text.
fn gives_way(first: &Glyph, text: Rect, page: &Page, is_struck: &[bool]) -> bool {
    let cell = cell(text, &page.rules).filter(|cell| cell.height() <= HIGHEST_CELL * first.size);
    let mut others = page.glyphs.iter().zip(is_struck).filter(|(_, struck)| !**struck).map(|(g, _)| g);
    others.any(|g| {
        let gap = (g.bbox.x0 - text.x1).max(text.x0 - g.bbox.x1);
        let is_beside = || {
            (g.baseline - first.baseline).abs() <= SHORT * first.size
                && gap <= BESIDE * first.size
                && !is_parted(g.bbox, text, &page.rules)
        };
        let in_cell = || cell.is_some_and(|cell| cell.contains(g.bbox.centre_x(), g.bbox.centre_y()));
        is_read(g) && g.ch.is_alphanumeric() && (is_beside() || in_cell())
    })
}

/// Whether a rule stands upright between two texts of a line.
fn is_parted(a: Rect, b: Rect, rules: &[Rule]) -> bool {
    let (from, to) = if a.x0 < b.x0 { (a.x1, b.x0) } else { (b.x1, a.x0) };
    rules.iter().any(|rule| {
        rule.axis == Axis::Vertical
            && rule.from <= a.centre_y()
            && a.centre_y() <= rule.to
            && from.min(to) - MEET <= rule.at
            && rule.at <= to.max(from) + MEET
    })
}

/// The rules around a text, where there are any on all four sides.
fn cell(text: Rect, rules: &[Rule]) -> Option<Rect> {
    let (x, y) = (text.centre_x(), text.centre_y());
    let spans = |axis: Axis, at: f32| {
        let all = rules.iter().filter(move |rule| rule.axis == axis && is_drawn(rule));
        all.filter(move |rule| rule.from - MEET <= at && at <= rule.to + MEET).map(|rule| rule.at)
    };
    let before = |axis, at, end: f32| spans(axis, at).filter(|at| *at <= end).max_by(f32::total_cmp);
    let behind = |axis, at, end: f32| spans(axis, at).filter(|at| *at >= end).min_by(f32::total_cmp);
    Some(Rect {
        x0: before(Axis::Vertical, y, x)?,
        top: before(Axis::Horizontal, x, y)?,
        x1: behind(Axis::Vertical, y, x)?,
        bottom: behind(Axis::Horizontal, x, y)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;
    use crate::table::upright::upright;

    /// A rule of a direction at a height, from one end to the other.
    fn rule(axis: Axis, at: f32, from: f32, to: f32) -> Rule {
        Rule::hairline(axis, at, from, to)
    }

    /// What is said of texts with their left ends and baselines, 10 points high, and what stays of them.
    #[track_caller]
    fn check(texts: &[(&str, f32, f32)], rules: &[Rule], said: &[&str], left: &str) {
        let glyphs = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        let page =
            Page { number: 1, width: 600.0, height: 800.0, glyphs, rules: rules.to_vec(), ..Page::default() };
        let (mut page, turned) = upright(page);
        let findings = struck(&mut page, turned);
        let printed: Vec<&str> = findings.iter().filter_map(|f| f.printed.as_deref()).collect();
        let stays: String = page.glyphs.iter().filter(|g| g.turn == Turn::Upright).map(|g| g.ch).collect();
        assert_eq!((printed, stays.as_str()), (said.to_vec(), left));
    }

    fn strike(at: f32, from: f32, to: f32) -> Rule {
        rule(Axis::Horizontal, at, from, to)
    }

    #[test]
    fn what_is_struck_out_gives_way_to_what_stands_beside_it() {
        check(&[("600750", 50.0, 100.0)], &[strike(96.0, 50.0, 65.0)], &["600"], "750");
        check(&[("600 750", 50.0, 100.0)], &[strike(96.0, 50.0, 70.0)], &["600"], "750");
        let double = [strike(96.0, 65.0, 80.0), strike(97.5, 65.0, 80.0)];
        check(&[("750600", 50.0, 100.0)], &double, &["600"], "750");
        // In pieces, and of another colour.
        let pieces = [strike(96.0, 50.0, 55.0), strike(96.0, 55.0, 65.0)];
        let pieces = pieces.map(|rule| Rule { colour: [200, 150, 0], ..rule });
        check(&[("600750", 50.0, 100.0)], &pieces, &["600"], "750");
    }

    #[test]
    fn what_is_struck_out_alone_stays() {
        check(&[("600", 50.0, 100.0)], &[strike(96.0, 50.0, 65.0)], &["600"], "600");
        // Another cell.
        let wall = rule(Axis::Vertical, 68.0, 80.0, 120.0);
        check(
            &[("600", 50.0, 100.0), ("8", 70.0, 100.0)],
            &[strike(96.0, 50.0, 65.0), wall],
            &["600"],
            "6008",
        );
    }

    #[test]
    fn what_stands_below_it_in_a_drawn_cell_takes_its_place() {
        let texts = [("600", 50.0, 100.0), ("750", 50.0, 115.0)];
        let cut = strike(96.0, 50.0, 65.0);
        let cell = [
            rule(Axis::Horizontal, 85.0, 40.0, 90.0),
            rule(Axis::Horizontal, 120.0, 40.0, 90.0),
            rule(Axis::Vertical, 40.0, 85.0, 120.0),
            rule(Axis::Vertical, 90.0, 85.0, 120.0),
        ];
        check(&texts, &[&cell[..], &[cut]].concat(), &["600"], "750");
        check(&texts, &[cut], &["600"], "600750");
        let row = rule(Axis::Horizontal, 104.0, 40.0, 90.0);
        check(&texts, &[&cell[..], &[row, cut]].concat(), &["600"], "600750");
    }

    #[test]
    fn other_rules_strike_nothing_out() {
        let text = [("600750", 50.0, 100.0)];
        // An underline, one over it, a long rule, one over a part of a letter.
        for rule in [
            strike(101.0, 50.0, 65.0),
            strike(91.0, 50.0, 65.0),
            strike(96.0, 20.0, 200.0),
            strike(96.0, 50.0, 200.0),
        ] {
            check(&text, &[rule], &[], "600750");
        }
        // The side of a cell, and one of rows that goes on.
        let wall = rule(Axis::Vertical, 80.0, 90.0, 120.0);
        check(&text, &[strike(96.0, 50.0, 80.0), wall], &[], "600750");
        check(&text, &[strike(96.0, 50.0, 80.0), strike(96.0, 80.0, 200.0)], &[], "600750");
        // A ground of strips, its sides, and what is drawn in the colour of the paper.
        let strips = [95.5, 96.5, 97.5].map(|at| strike(at, 50.0, 65.0));
        check(&text, &strips, &[], "600750");
        check(&text, &[Rule { kind: RuleKind::Shade, ..strike(96.0, 50.0, 65.0) }], &[], "600750");
        check(&text, &[Rule { colour: [255; 3], ..strike(96.0, 50.0, 65.0) }], &[], "600750");
        // What lies over a letter, a ground, and a line of a drawing that crosses a letter of a word.
        check(&text, &[strike(94.8, 50.0, 65.0)], &[], "600750");
        check(&text, &[Rule { thickness: 9.0, ..strike(96.0, 50.0, 65.0) }], &[], "600750");
        check(&text, &[strike(96.0, 57.0, 67.0)], &[], "600750");
        check(&[("600", 50.0, 100.0)], &[strike(96.0, 47.0, 67.0)], &["600"], "600");
        // A dash.
        check(&[("——", 50.0, 100.0)], &[strike(96.0, 50.0, 70.0)], &[], "——");
    }
}
