//! A glyph drawn again where the same one stands is the same glyph: so bold is simulated where a font has none, by
//! printing everything twice or more with a small offset, and so shadows are drawn. Shadows lie farther off: a text that
//! repeats itself glyph by glyph at one offset is one text too.

use std::collections::HashSet;

use crate::page::{Glyph, Turn};

/// An overprint is at most so many ems away; no glyph advances by less.
const FARTHEST: f32 = 0.1;
/// A shadow is at most so many ems away.
const SHADOW: f32 = 0.32;
/// All glyphs of a text are as far from their shadows, within so many ems.
const EVEN: f32 = 0.03;
/// The glyphs of one text are on one line within so many ems.
const RAISED: f32 = 0.04;
/// No two glyphs of one text overlap so that the second begins before this part of the first.
const OVERLAP: f32 = 0.75;
/// No text begins with more narrow letters than this.
const LONGEST_NARROW: usize = 4;
/// So many letters in a row have each its shadow right behind it, where that is on their line.
const FEWEST_PAIRS: usize = 3;
/// So many prints may follow each other glyph by glyph.
const MOST_PRINTS: usize = 4;
/// With how many glyphs of the same character, the next by their x, one is compared.
const COMPARED: usize = 256;

/// The glyphs without overprints, in their order. Of two prints the first stays, unless only the second is shown.
pub(crate) fn once(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let known = glyphs.iter().enumerate().filter(|(_, g)| is_known(g));
    let mut order: Vec<(u64, usize)> = known.map(|(i, g)| (rank(g), i)).collect();
    order.sort_unstable();
    let mut again = vec![false; glyphs.len()];
    let mut shadows = Vec::new();
    for (at, &(_, a)) in order.iter().enumerate() {
        let g = &glyphs[a];
        let near = order[at + 1..].iter().take(COMPARED).map(|(_, next)| *next);
        let is_near = |next: &Glyph| next.ch == g.ch && next.bbox.x0 - g.bbox.x0 <= SHADOW * g.size;
        let near = near.take_while(|next| is_near(&glyphs[*next]));
        for b in near.filter(|next| (g.bbox.top - glyphs[*next].bbox.top).abs() <= SHADOW * g.size) {
            let (first, second) = (a.min(b), a.max(b));
            if !is_overprint(g, &glyphs[b]) {
                if overlaps(&glyphs[first], &glyphs[second]) {
                    shadows.push((first, second));
                }
                continue;
            }
            let hidden = glyphs[first].invisible && !glyphs[second].invisible;
            again[if hidden { first } else { second }] = true;
        }
    }
    if !shadows.is_empty() {
        mark_shadows(&glyphs, shadows, &mut again);
    }
    let mut again = again.into_iter();
    glyphs.retain(|_| again.next() == Some(false));
    glyphs
}

/// Sorts glyphs by their characters, and those of one from the left, as `f32::total_cmp` does.
fn rank(glyph: &Glyph) -> u64 {
    let bits = glyph.bbox.x0.to_bits();
    let x = if glyph.bbox.x0.is_sign_negative() { !bits } else { bits | 1 << 31 };
    u64::from(u32::from(glyph.ch)) << 32 | u64::from(x)
}

/// Two glyphs that nobody can tell are not the same one.
fn is_known(glyph: &Glyph) -> bool {
    glyph.ch != char::REPLACEMENT_CHARACTER
}

fn is_overprint(a: &Glyph, b: &Glyph) -> bool {
    let near = |a: f32, b: f32, size: f32| (a - b).abs() <= FARTHEST * size;
    let size = a.size.min(b.size);
    a.turn == b.turn
        && near(a.size, b.size, size)
        && near(a.bbox.x0, b.bbox.x0, size)
        && near(a.bbox.top, b.bbox.top, size)
}

/// Whether the same glyph stands where two of one text cannot.
fn overlaps(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size.min(b.size);
    let (dx, dy) = ((a.bbox.x0 - b.bbox.x0).abs(), (a.bbox.top - b.bbox.top).abs());
    let (along, across, width) = match a.turn {
        Turn::Clockwise | Turn::CounterClockwise => (dy, dx, a.bbox.height().min(b.bbox.height())),
        _ => (dx, dy, a.bbox.width().min(b.bbox.width())),
    };
    a.turn == b.turn
        && a.turn != Turn::Slanted
        && (a.size - b.size).abs() <= EVEN * size
        && dx.max(dy) <= SHADOW * size
        && (along <= OVERLAP * width || across > FARTHEST * size)
}

/// Marks the texts that repeat others at one offset, of pairs of glyphs that may belong to such. What is drawn above stays where
/// the colours differ, else the first.
fn mark_shadows(glyphs: &[Glyph], mut pairs: Vec<(usize, usize)>, again: &mut [bool]) {
    pairs.retain(|(a, b)| !again[*a] && !again[*b]);
    pairs.sort_unstable();
    let mut seen = HashSet::new();
    for (a, b) in pairs {
        if seen.contains(&(a, b)) {
            continue;
        }
        // Text by text, or glyph by glyph.
        let text = (1..=MOST_PRINTS).map(|step| (step, repeated(glyphs, (a, b), step)));
        let Some((step, length)) = text.max_by_key(|(step, length)| (*length, MOST_PRINTS - step)) else {
            continue;
        };
        let back = follows_from(glyphs, (a, b), step);
        let (a, b) = (a - back * step, b - back * step);
        let own = || (0..length + back).map(|i| (a + i * step, b + i * step));
        seen.extend(own());
        let is_raised = across(&glyphs[a], &glyphs[b]) > RAISED * glyphs[a].size;
        if !is_raised && !is_text(own().map(|(a, _)| glyphs[a].ch)) {
            continue;
        }
        // 11 in narrow type is no 1 with its shadow: letter by letter, several in a row have one.
        if !is_raised && b == a + 1 && length + back < FEWEST_PAIRS {
            continue;
        }
        // The order of a text stays as a whole.
        let (is_first, is_second) = (own().any(|(a, _)| again[a]), own().any(|(_, b)| again[b]));
        for (a, b) in own().filter(|(a, b)| a != b) {
            if !again[a] && !again[b] {
                let (below, above) = (&glyphs[a], &glyphs[b]);
                let below_goes = match (below.invisible, above.invisible) {
                    (true, false) => true,
                    (false, true) => false,
                    _ if is_first != is_second => is_first,
                    _ => below.colour != above.colour,
                };
                again[if below_goes { a } else { b }] = true;
            }
        }
    }
}

/// How far two glyphs are off one line.
fn across(a: &Glyph, b: &Glyph) -> f32 {
    match a.turn {
        Turn::Clockwise | Turn::CounterClockwise => (a.bbox.x0 - b.bbox.x0).abs(),
        _ => (a.bbox.top - b.bbox.top).abs(),
    }
}

/// Whether the glyphs of one pair are the same, as far apart as those of another.
fn is_alike(glyphs: &[Glyph], (a, b): (usize, usize), pair: (usize, usize)) -> bool {
    let (Some(own), Some(other)) = (glyphs.get(pair.0), glyphs.get(pair.1)) else { return false };
    let offset = |a: &Glyph, b: &Glyph| (b.bbox.x0 - a.bbox.x0, b.bbox.top - a.bbox.top);
    let ((x, y), (own_x, own_y)) = (offset(&glyphs[a], &glyphs[b]), offset(own, other));
    let even = EVEN * glyphs[a].size;
    own.ch == other.ch && (own_x - x).abs() <= even && (own_y - y).abs() <= even
}

/// How many glyphs before a pair are the same at the same offset: narrow letters tell less.
fn follows_from(glyphs: &[Glyph], (a, b): (usize, usize), step: usize) -> usize {
    let is_same = |i: &usize| is_alike(glyphs, (a, b), (a - i * step, b - i * step));
    (1..=a / step).take(LONGEST_NARROW).take_while(is_same).count()
}

/// How many glyphs from a pair on, each so many after the last, are the same at the same offset.
fn repeated(glyphs: &[Glyph], (a, b): (usize, usize), step: usize) -> usize {
    // Two texts do not share a glyph.
    let most = if (b - a).is_multiple_of(step) { (b - a) / step } else { glyphs.len() };
    let is_same = |i: &usize| is_alike(glyphs, (a, b), (a + i * step, b + i * step));
    (0..most.min(glyphs.len())).take_while(is_same).count()
}

/// Whether glyphs are more than a line, a row of dots, or a doubled narrow letter whose width is not known.
fn is_text(mut chars: impl Iterator<Item = char>) -> bool {
    let is_wide = |c: char| c.is_ascii_digit() || !c.is_ascii() && c.is_alphanumeric();
    let Some(first) = chars.next() else { return false };
    is_wide(first) && first.is_alphanumeric() || chars.any(|c| c != first)
}

#[cfg(test)]
mod tests {
    use fenjie_model::Rect;

    use super::*;
    use crate::table::runs::tests::line;

    fn check(glyphs: Vec<Glyph>, expected: &str) {
        assert_eq!(once(glyphs).iter().map(|g| g.ch).collect::<String>(), expected);
    }

    #[test]
    fn glyphs_are_sorted_by_character_and_place() {
        let at = |(ch, x0): (char, f32)| {
            let glyph = line("全", 0.0, 100.0, 10.0)[0];
            rank(&Glyph { ch, bbox: Rect { x0, ..glyph.bbox }, ..glyph })
        };
        let places =
            [('1', 7.0), ('全', -20.0), ('全', -1.5), ('全', -0.0), ('全', 0.0), ('全', 3.0), ('全', 700.0)];
        assert!(places.map(at).is_sorted());
        assert!(at(('全', 3.0)) < at(('全', 3.1)) && at(('全', -3.1)) < at(('全', -3.0)));
    }

    #[test]
    fn simulated_bold_is_printed_once() {
        let prints = [(0.0, 0.0), (0.3, 0.0), (0.0, 0.3), (0.3, 0.3)];
        let whole = prints.iter().flat_map(|(x, y)| line("全区 11.10", 10.0 + x, 100.0 + y, 10.0));
        check(whole.collect(), "全区11.10");
        let each = "全区".chars().zip([10.0, 20.0]);
        let each = each.flat_map(|(c, x)| [0.0, 0.3].map(|by| line(&c.to_string(), x + by, 100.0, 10.0)));
        check(each.flatten().collect(), "全区");
    }

    #[test]
    fn a_shadow_is_no_text_of_its_own() {
        let grey = |glyphs: Vec<Glyph>| glyphs.into_iter().map(|g| Glyph { colour: [128; 3], ..g });
        for (x, y) in [(1.5, 1.5), (3.0, 0.0), (-2.0, 2.0), (0.0, 1.2)] {
            let (text, shadow) =
                (line("片区ill 11.20", 10.0, 100.0, 10.0), line("片区ill 11.20", 10.0 + x, 100.0 + y, 10.0));
            check([&text[..], &shadow].concat(), "片区ill11.20");
            let kept = once(grey(shadow.clone()).chain(text.clone()).collect());
            assert!(kept.iter().all(|g| g.colour == [0; 3]), "{kept:?}");
            assert_eq!(kept.len(), text.len());
            // Glyph by glyph.
            check(text.iter().zip(&shadow).flat_map(|(a, b)| [*a, *b]).collect(), "片区ill11.20");
        }
        for one in ["8", "%", "）"] {
            check([line(one, 10.0, 100.0, 10.0), line(one, 11.5, 101.0, 10.0)].concat(), one);
        }
    }

    #[test]
    fn what_is_no_shadow_stays() {
        // A font with wrong widths sets its letters close.
        let close = |text: &str, by: f32| {
            let at = |(i, c): (usize, char)| line(&c.to_string(), 10.0 + by * i as f32, 100.0, 10.0);
            text.chars().enumerate().flat_map(at).collect::<Vec<_>>()
        };
        check(close("ball", 2.5), "ball");
        check(close("......", 2.8), "......");
        check(close("______", 3.0), "______");
        // Another text over a text.
        check([line("片区", 10.0, 100.0, 10.0), line("区片", 11.5, 101.5, 10.0)].concat(), "片区区片");
        check([line("12", 10.0, 100.0, 10.0), line("12", 14.0, 100.0, 10.0)].concat(), "1212");
    }

    #[test]
    fn what_repeats_beside_or_below_stays() {
        check(line("……111iii", 10.0, 100.0, 10.0), "……111iii");
        let column = (0..300).flat_map(|row| line("1", 10.0, 20.0 + 2.0 * row as f32, 2.0));
        check(column.collect(), &"1".repeat(300));
    }

    #[test]
    fn the_print_that_is_shown_stays() {
        let hidden = line("全", 10.0, 100.0, 10.0).into_iter().map(|g| Glyph { invisible: true, ..g });
        let both: Vec<_> = hidden.chain(line("全", 10.3, 100.0, 10.0)).collect();
        assert_eq!(once(both).iter().map(|g| g.invisible).collect::<Vec<_>>(), [false]);
    }

    #[test]
    fn unknown_glyphs_stay() {
        check(
            [line("\u{fffd}", 10.0, 100.0, 10.0), line("\u{fffd}", 10.0, 100.0, 10.0)].concat(),
            "\u{fffd}\u{fffd}",
        );
    }
}
