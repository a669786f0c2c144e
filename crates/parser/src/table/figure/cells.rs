//! Whether what looks like bars in pieces are the shaded cells of a table. What is printed in a piece of a bar stands in its
//! middle, and the pieces of two bars differ; the texts of cells stand below each other, or on the lines of rows. Nothing
//! but names and totals stands between bars, where a table goes on with rows that are not shaded. Cells stand
//! far apart in a row; the lines of shaded code begin at one place too.

use fenjie_model::Rect;

use crate::page::{Axis, Turn};
use crate::table::runs::Run;

/// Fewer texts than this tell nothing.
const FEWEST: usize = 4;
/// So many of the texts in bars stand where those of other bars do.
const SHARED: (usize, usize) = (3, 4);
/// Two texts stand at one place within so many points.
const SAME: f32 = 0.5;
/// The texts of a row stand so many ems apart, those of a line no more than a few spaces.
const FAR: f32 = 2.0;
/// They stand on one line within so many ems.
const LEVEL: f32 = 0.3;
/// So many texts for each bar stand between them, in lines of several.
const BETWEEN: usize = 2;
/// Bars hold no more texts than this.
const MOST: usize = 4_000;

/// Whether bars are cells by their texts; `axis` is how their foot goes.
pub(super) fn are_cells(bars: &[Rect], axis: Axis, runs: &[Run]) -> bool {
    let Some(whole) = bars.iter().copied().reduce(Rect::union) else { return false };
    let holds = |bbox: &Rect, run: &Run| bbox.contains(run.bbox.centre_x(), run.bbox.centre_y());
    let within = runs.iter().filter(|run| run.turn == Turn::Upright && holds(&whole, run)).take(MOST);
    let (mut own, mut between): (Vec<(usize, Rect)>, Vec<&Run>) = (Vec::new(), Vec::new());
    for run in within {
        match bars.iter().position(|bar| holds(bar, run)) {
            Some(bar) => own.push((bar, run.bbox)),
            None => between.push(run),
        }
    }
    let between = in_rows(between, axis);
    between > own.len() && between >= BETWEEN * bars.len()
        || own.len() >= FEWEST
            && are_apart(&own, axis)
            && SHARED.1 * shared(&own, axis) >= SHARED.0 * own.len()
}

/// How many texts are of rows with several that stand far apart.
fn in_rows(mut texts: Vec<&Run>, axis: Axis) -> usize {
    // On a turned page rows go down.
    let of = |run: &Run| match axis {
        Axis::Horizontal if run.bbox.height() > run.bbox.width() => {
            (run.bbox.x0, run.bbox.top, run.bbox.bottom)
        }
        _ => (run.bbox.bottom, run.bbox.x0, run.bbox.x1),
    };
    texts.sort_by(|a, b| of(a).0.total_cmp(&of(b).0));
    let lines = texts.chunk_by_mut(|a, b| of(b).0 - of(a).0 <= LEVEL * b.size);
    let rows = lines.filter_map(|line| {
        line.sort_by(|a, b| of(a).1.total_cmp(&of(b).1));
        let far = line.windows(2).any(|pair| of(pair[1]).1 - of(pair[0]).2 >= FAR * pair[1].size);
        far.then_some(line.len())
    });
    rows.sum()
}

/// Whether the texts of most bars stand far apart along them; each comes with its bar.
fn are_apart(texts: &[(usize, Rect)], axis: Axis) -> bool {
    let mut sorted: Vec<(usize, f32, f32, f32)> = texts
        .iter()
        .map(|(bar, text)| match axis {
            Axis::Horizontal => (*bar, text.top, text.bottom, 0.5 * text.height()),
            Axis::Vertical => (*bar, text.x0, text.x1, FAR * text.height()),
        })
        .collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (all, apart) = sorted.chunk_by(|a, b| a.0 == b.0).fold((0, 0), |(all, apart), own| {
        let far = own.windows(2).any(|pair| pair[1].1 - pair[0].2 >= pair[1].3);
        (all + 1, apart + usize::from(far))
    });
    SHARED.1 * apart >= SHARED.0 * all
}

/// How many texts stand across their bar where one of another bar does. Each comes with its bar.
fn shared(texts: &[(usize, Rect)], axis: Axis) -> usize {
    let places: &[fn(&Rect) -> f32] = match axis {
        Axis::Horizontal => &[|text| text.bottom],
        Axis::Vertical => &[|text| text.x0, |text| text.x1, |text| text.centre_x()],
    };
    let mut found = vec![false; texts.len()];
    let mut sorted: Vec<usize> = (0..texts.len()).collect();
    for place in places {
        sorted.sort_by(|a, b| place(&texts[*a].1).total_cmp(&place(&texts[*b].1)));
        let same = |a: &usize, b: &usize| place(&texts[*b].1) - place(&texts[*a].1) <= SAME;
        for level in sorted.chunk_by(same).filter(|l| l.iter().any(|i| texts[*i].0 != texts[l[0]].0)) {
            level.iter().for_each(|i| found[*i] = true);
        }
    }
    found.into_iter().filter(|found| *found).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::runs::{runs, tests::line};

    /// Whether two bars of 20 points, one above the other, are cells with texts at their left ends and baselines.
    #[track_caller]
    fn check(texts: &[(&str, f32, f32)], expected: bool) {
        let bars = [Rect::new(0.0, 0.0, 300.0, 20.0), Rect::new(0.0, 60.0, 300.0, 80.0)];
        let glyphs: Vec<_> = texts.iter().flat_map(|(text, x, y)| line(text, *x, *y, 10.0)).collect();
        assert_eq!(are_cells(&bars, Axis::Vertical, &runs(&glyphs)), expected, "{texts:?}");
        // Beside each other, when the page is turned.
        let bars = bars.map(|b| Rect::new(b.top, -b.x1, b.bottom, -b.x0));
        let turned = |run: Run| Run {
            bbox: Rect::new(run.bbox.top, -run.bbox.x1, run.bbox.bottom, -run.bbox.x0),
            ..run
        };
        let runs: Vec<Run> = runs(&glyphs).into_iter().map(turned).collect();
        assert_eq!(are_cells(&bars, Axis::Horizontal, &runs), expected, "turned: {texts:?}");
    }

    #[test]
    fn texts_in_columns_are_those_of_cells() {
        let first = [("12", 20.0, 14.0), ("345", 100.0, 14.0), ("6", 200.0, 14.0)];
        check(&[&first[..], &[("21", 20.0, 74.0), ("543", 100.0, 74.0), ("6", 200.0, 74.0)]].concat(), true);
        // What pieces of their own lengths hold.
        check(&[&first[..], &[("21", 50.0, 74.0), ("43", 160.0, 74.0), ("6", 260.0, 74.0)]].concat(), false);
        check(&[("12", 20.0, 14.0), ("12", 20.0, 74.0)], false);
    }

    #[test]
    fn rows_stand_between_cells() {
        let heads = [("TOTAL", 100.0, 14.0), ("TOTAL", 130.0, 74.0)];
        let rows = [("Lee", 10.0, 34.0), ("262", 100.0, 34.0), ("Ray", 10.0, 50.0), ("148", 100.0, 50.0)];
        check(&[&heads[..], &rows].concat(), true);
        // The name of the lower bar, and its total.
        check(&[&heads[..], &rows[..2]].concat(), false);
        check(&rows[..2], false);
        // Lines of text between shaded ones.
        let lines =
            [("we can", 10.0, 30.0), ("take it", 10.0, 38.0), ("of all", 10.0, 46.0), ("pages", 10.0, 54.0)];
        check(&[&heads[..], &lines].concat(), false);
    }
}
