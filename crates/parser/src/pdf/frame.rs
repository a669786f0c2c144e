//! The page as displayed: CropBox, /Rotate and UserUnit (PDF 32000-1, 14.11.2 and 7.7.3.3).

use lopdf::Object;

use super::matrix::Matrix;
use super::objects::Objects;
use super::tree::PageTree;

/// The size of a displayed page and the way from its user space to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// In points.
    pub(super) width: f64,
    /// In points.
    pub(super) height: f64,
    /// From user space to points with the origin at the top left.
    pub(super) matrix: Matrix,
}

/// A4 in points, where a page has no box.
const A4: [f64; 4] = [0.0, 0.0, 595.276, 841.89];

/// The longest side that PDF allows (Annex C.2), at the largest unit that makes sense.
const LONGEST: f64 = 14_400.0 * 10.0;

impl Frame {
    pub(super) fn of(objects: &Objects, tree: &PageTree, index: usize) -> Self {
        let number = |key: &[u8]| tree.inherited(objects, index, key).and_then(|n| objects.number(n));
        let rect = |key: &[u8]| tree.inherited(objects, index, key).and_then(|object| rect(objects, object));
        let media = rect(b"MediaBox").unwrap_or(A4);
        let shown = rect(b"CropBox").and_then(|crop| overlap(crop, media)).unwrap_or(media);
        let unit = number(b"UserUnit").filter(|unit| (0.01..=100.0).contains(unit)).unwrap_or(1.0);
        Self::new(shown, number(b"Rotate").unwrap_or(0.0) as i64, unit)
    }

    fn new([x0, y0, x1, y1]: [f64; 4], rotate: i64, unit: f64) -> Self {
        let (w, h) = (x1 - x0, y1 - y0);
        let turned = match rotate.rem_euclid(360) / 90 {
            0 => [1.0, 0.0, 0.0, -1.0, -x0, y1],
            1 => [0.0, 1.0, 1.0, 0.0, -y0, -x0],
            2 => [-1.0, 0.0, 0.0, 1.0, x1, -y0],
            _ => [0.0, -1.0, -1.0, 0.0, y1, x1],
        };
        let (width, height) = if rotate.rem_euclid(180) == 90 { (h, w) } else { (w, h) };
        Self { width: width * unit, height: height * unit, matrix: Matrix(turned.map(|n| n * unit)) }
    }
}

/// A rectangle with its corners in order; none where it is empty or out of all bounds.
fn rect(objects: &Objects, object: &Object) -> Option<[f64; 4]> {
    let Object::Array(items) = object else { return None };
    let mut n = [0.0; 4];
    for (n, item) in n.iter_mut().zip(items.get(..4)?) {
        *n = objects.number(item)?;
    }
    let sorted = [n[0].min(n[2]), n[1].min(n[3]), n[0].max(n[2]), n[1].max(n[3])];
    let fits = |side: f64| (1.0..=LONGEST).contains(&side);
    (fits(sorted[2] - sorted[0]) && fits(sorted[3] - sorted[1])).then_some(sorted)
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> Option<[f64; 4]> {
    let both = [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])];
    (both[2] - both[0] >= 1.0 && both[3] - both[1] >= 1.0).then_some(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rotate: i64, point: (f64, f64), expected: (f64, f64), size: (f64, f64)) {
        let frame = Frame::new([10.0, 20.0, 110.0, 220.0], rotate, 1.0);
        assert_eq!(frame.matrix.apply(point.0, point.1), expected, "at {rotate}");
        assert_eq!((frame.width, frame.height), size, "at {rotate}");
    }

    #[test]
    fn rotations_turn_clockwise() {
        // The lower left corner of the box.
        check(0, (10.0, 20.0), (0.0, 200.0), (100.0, 200.0));
        check(90, (10.0, 20.0), (0.0, 0.0), (200.0, 100.0));
        check(180, (10.0, 20.0), (100.0, 0.0), (100.0, 200.0));
        check(270, (10.0, 20.0), (200.0, 100.0), (200.0, 100.0));
        check(-90, (10.0, 20.0), (200.0, 100.0), (200.0, 100.0));
    }

    #[test]
    fn user_unit_scales() {
        let frame = Frame::new([0.0, 0.0, 100.0, 100.0], 0, 2.0);
        assert_eq!((frame.width, frame.matrix.apply(0.0, 0.0)), (200.0, (0.0, 200.0)));
    }
}
