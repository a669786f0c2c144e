//! A glyph drawn again where the same one stands is the same glyph: so bold is simulated where a font has none, by
//! printing everything twice or more with a small offset, and so shadows are drawn.

use crate::page::Glyph;

/// An overprint is at most so many ems away; no glyph advances by less.
const FARTHEST: f32 = 0.1;
/// With how many glyphs of the same character, the next by their x, one is compared.
const COMPARED: usize = 256;

/// The glyphs without overprints, in their order. Of two prints the first stays, unless only the second is shown.
pub(crate) fn once(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let known = glyphs.iter().enumerate().filter(|(_, g)| is_known(g));
    let mut order: Vec<(char, f32, usize)> = known.map(|(i, g)| (g.ch, g.bbox.x0, i)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut again = vec![false; glyphs.len()];
    for (at, &(ch, x0, a)) in order.iter().enumerate() {
        let g = &glyphs[a];
        let near = order[at + 1..].iter().take(COMPARED);
        let near = near.take_while(|next| next.0 == ch && next.1 - x0 <= FARTHEST * g.size);
        for &(_, _, b) in near.filter(|next| is_overprint(g, &glyphs[next.2])) {
            let (first, second) = (a.min(b), a.max(b));
            let hidden = glyphs[first].invisible && !glyphs[second].invisible;
            again[if hidden { first } else { second }] = true;
        }
    }
    let mut again = again.into_iter();
    glyphs.retain(|_| again.next() == Some(false));
    glyphs
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::tests::line;

    fn check(glyphs: Vec<Glyph>, expected: &str) {
        assert_eq!(once(glyphs).iter().map(|g| g.ch).collect::<String>(), expected);
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
