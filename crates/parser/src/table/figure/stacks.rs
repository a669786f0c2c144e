//! Bars that stand on one level and are divided at heights of their own. The cells of a table's rows are divided alike.

use fenjie_model::Rect;

use super::axes::SAME_SIDE;
use crate::page::Axis;

/// A page with more boxes is a drawing, where none are looked for.
const MOST_BOXES: usize = 2_000;
/// Bars stand apart by this part of their width at least, and by no more than so many times it: what lies farther off is
/// another table's.
const APART: f32 = 0.1;
const FARTHEST: f32 = 4.0;

/// A bar in pieces that lie on each other.
#[derive(Debug, Clone, PartialEq)]
struct Stack {
    /// Across the bar.
    from: f32,
    to: f32,
    /// Its foot, and the ends of its pieces away from it.
    ends: Vec<f32>,
    bbox: Rect,
}

/// Such bars of charts: `axis` is how their foot goes.
pub(super) fn stacks(boxes: &[Rect], axis: Axis) -> Vec<Rect> {
    if boxes.len() > MOST_BOXES {
        return Vec::new();
    }
    let mut bars = bars(boxes, axis);
    bars.sort_by(|a, b| a.ends[0].total_cmp(&b.ends[0]).then(a.from.total_cmp(&b.from)));
    let beside = |a: &Stack, b: &Stack| {
        let width = a.to - a.from;
        (a.ends[0] - b.ends[0]).abs() < SAME_SIDE
            && (b.to - b.from - width).abs() < SAME_SIDE
            && (APART * width..=FARTHEST * width).contains(&(b.from - a.to))
    };
    let are_bars = |row: &&[Stack]| row.len() > 1 && !share_ends(row);
    let rows = bars.chunk_by(beside).filter(are_bars);
    rows.flatten().map(|bar| bar.bbox).collect()
}

/// Whether most pieces end where one of another bar does: the cells of rows, some merged, end at the sides of columns.
fn share_ends(row: &[Stack]) -> bool {
    let mut ends: Vec<f32> = row.iter().flat_map(|bar| &bar.ends[1..]).copied().collect();
    ends.sort_by(f32::total_cmp);
    let sides = ends.chunk_by(|a, b| b - a < SAME_SIDE);
    let shared: usize = sides.map(<[f32]>::len).filter(|bars| *bars > 1).sum();
    3 * shared > 2 * ends.len()
}

/// The bars of several pieces.
fn bars(boxes: &[Rect], axis: Axis) -> Vec<Stack> {
    let mut pieces: Vec<(f32, f32, f32, f32, Rect)> = boxes
        .iter()
        .map(|r| match axis {
            // Downwards is up a bar.
            Axis::Horizontal => (r.x0, r.x1, -r.bottom, -r.top, *r),
            Axis::Vertical => (r.top, r.bottom, r.x0, r.x1, *r),
        })
        .filter(|(from, to, foot, end, _)| to - from > SAME_SIDE && end - foot > SAME_SIDE)
        .collect();
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.total_cmp(&b.2)).then(a.3.total_cmp(&b.3)));
    // A box that is filled and stroked is drawn twice.
    pieces.dedup();
    let mut bars: Vec<Stack> = Vec::new();
    for (from, to, foot, end, bbox) in pieces {
        let last = bars.last_mut().filter(|bar| (bar.from - from).abs() + (bar.to - to).abs() < SAME_SIDE);
        match last {
            Some(bar) if bar.ends.last().is_some_and(|last| (last - foot).abs() < SAME_SIDE) => {
                bar.ends.push(end);
                bar.bbox = bar.bbox.union(bbox);
            }
            _ => bars.push(Stack { from, to, ends: vec![foot, end], bbox }),
        }
    }
    bars.retain(|bar| bar.ends.len() > 2);
    bars
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two bars on the level of 100, in pieces of these heights, `gap` apart.
    fn chart(pieces: [&[f32]; 2], gap: f32) -> Vec<Rect> {
        let bar = |x: f32, heights: &[f32]| -> Vec<Rect> {
            let mut foot = 100.0;
            let piece = |height: &f32| {
                foot -= height;
                Rect::new(x, foot, x + 20.0, foot + height)
            };
            heights.iter().map(piece).collect()
        };
        [bar(0.0, pieces[0]), bar(20.0 + gap, pieces[1])].concat()
    }

    #[track_caller]
    fn check(boxes: &[Rect], expected: Option<Rect>) {
        let whole = |bars: Vec<Rect>| bars.into_iter().reduce(Rect::union);
        assert_eq!(whole(stacks(boxes, Axis::Horizontal)), expected);
        let lying: Vec<Rect> = boxes.iter().map(|r| Rect::new(-r.bottom, r.x0, -r.top, r.x1)).collect();
        let expected = expected.map(|r| Rect::new(-r.bottom, r.x0, -r.top, r.x1));
        assert_eq!(whole(stacks(&lying, Axis::Vertical)), expected);
    }

    #[test]
    fn bars_in_pieces_of_their_own_are_a_chart() {
        let boxes = chart([&[10.0, 10.0, 30.0], &[25.0, 10.0, 5.0]], 15.0);
        let whole = Some(Rect::new(0.0, 50.0, 55.0, 100.0));
        check(&boxes, whole);
        check(&[boxes.clone(), boxes].concat(), whole);
        // Parts of a hundred.
        check(&chart([&[10.0, 15.0, 25.0], &[25.0, 10.0, 15.0]], 15.0), whole);
    }

    #[test]
    fn cells_in_rows_are_none() {
        check(&chart([&[20.0, 30.0], &[20.0, 30.0]], 15.0), None);
        check(&chart([&[20.0, 30.0], &[25.0, 15.0]], 0.0), None);
        check(&chart([&[20.0], &[30.0]], 15.0), None);
        // Merged cells, and the cells of another table.
        check(&chart([&[20.0, 30.0, 10.0], &[20.0, 40.0]], 15.0), None);
        check(&chart([&[20.0, 30.0], &[25.0, 15.0]], 100.0), None);
        check(&chart([&[20.0, 30.0, 10.0, 15.0], &[50.0, 10.0, 15.0]], 15.0), None);
    }
}
