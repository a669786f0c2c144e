//! Paths as they are built and painted, and the rules that painting them draws (PDF 32000-1, 8.5).
//!
//! Points are those of the displayed page.

use fenjie_model::Rect;

use crate::page::{Axis, Drawing, Rule, RuleKind};

use super::matrix::Matrix;

/// A filled shape no thicker than this is a rule, not a shading; in points.
pub(super) const THIN: f64 = 3.0;

/// An edge may lean by this much and still be parallel to an axis; in points.
const LEAN: f64 = 0.4;

/// A stroke may lean by more: rules that are traced from a picture end somewhat off, and long ones are somewhat turned.
/// Each is a part of the length, and no more than so many points.
const LEANS: [(f64, f64); 2] = [(0.01, 1.5), (0.0065, 4.0)];

/// A side of a box in order left, top, right, bottom.
pub(super) type Sides = [f64; 4];

/// One subpath.
#[derive(Debug, Clone, Copy)]
struct Subpath {
    /// Its first point.
    start: usize,
    closed: bool,
    curved: bool,
}

/// The current path.
#[derive(Debug, Default)]
pub(super) struct Path {
    points: Vec<(f64, f64)>,
    /// Whether the segment that ends in a point is a curve.
    curves: Vec<bool>,
    subpaths: Vec<Subpath>,
    /// Where the last curve or slanted segment that was painted ended.
    drawn_to: Option<(f64, f64)>,
}

/// How a path is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) colour: [u8; 3],
    /// The box that the clipping path lies in.
    pub(super) clip: Sides,
}

impl Path {
    pub(super) fn clear(&mut self) {
        self.points.clear();
        self.curves.clear();
        self.subpaths.clear();
    }

    pub(super) fn move_to(&mut self, point: (f64, f64)) {
        self.subpaths.push(Subpath { start: self.points.len(), closed: false, curved: false });
        self.add(point, false);
    }

    pub(super) fn line_to(&mut self, point: (f64, f64)) {
        if self.subpaths.is_empty() {
            return self.move_to(point);
        }
        self.reopen();
        self.add(point, false);
    }

    /// A curve by its control points and its end; some programs draw lines so.
    pub(super) fn curve_to(&mut self, controls: [(f64, f64); 2], point: (f64, f64)) {
        if self.subpaths.is_empty() {
            return self.move_to(point);
        }
        if self.last().is_some_and(|from| controls.iter().all(|c| lies_between(*c, from, point))) {
            return self.line_to(point);
        }
        self.reopen();
        if let Some(last) = self.subpaths.last_mut() {
            last.curved = true;
        }
        self.add(point, true);
    }

    pub(super) fn close(&mut self) {
        if let Some(last) = self.subpaths.last_mut() {
            last.closed = true;
        }
    }

    /// A rectangle of user space.
    pub(super) fn rect(&mut self, [x, y, w, h]: [f64; 4], to_page: Matrix) {
        self.move_to(to_page.apply(x, y));
        for (x, y) in [(x + w, y), (x + w, y + h), (x, y + h)] {
            self.add(to_page.apply(x, y), false);
        }
        self.close();
    }

    /// The box around the whole path.
    pub(super) fn bounds(&self) -> Option<Sides> {
        bounds(&self.points)
    }

    /// Whether it is one box.
    pub(super) fn is_box(&self) -> bool {
        matches!(self.subpaths.as_slice(), [one] if !one.curved && is_rectangle(&self.points[one.start..]))
    }

    /// The boxes that filling paints without holes: of a few that lie apart.
    pub(super) fn boxes(&self) -> Vec<Sides> {
        const MOST: usize = 16;
        if self.subpaths.len() > MOST {
            return Vec::new();
        }
        let mut boxes: Vec<Sides> = Vec::with_capacity(self.subpaths.len());
        for (i, subpath) in self.subpaths.iter().enumerate() {
            let points = &self.points[subpath.start..self.end(i)];
            let own = if subpath.curved || !is_rectangle(points) { None } else { bounds(points) };
            let Some(own) = own else { return Vec::new() };
            let meets = |other: &Sides| {
                own[0] < other[2] && other[0] < own[2] && own[1] < other[3] && other[1] < own[3]
            };
            if boxes.iter().any(meets) {
                return Vec::new();
            }
            boxes.push(own);
        }
        boxes
    }

    /// The rules that stroking draws.
    pub(super) fn stroke(&self, width: f64, paint: Paint, out: &mut Vec<Rule>) {
        for (i, subpath) in self.subpaths.iter().enumerate() {
            let range = subpath.start..self.end(i);
            for at in range.clone().skip(1).filter(|&at| !self.curves[at]) {
                stroke_segment(self.points[at - 1], self.points[at], width, paint, out);
            }
            if subpath.closed && range.len() > 2 {
                stroke_segment(self.points[range.end - 1], self.points[range.start], width, paint, out);
            }
        }
    }

    /// The rules that filling draws.
    pub(super) fn fill(&self, paint: Paint, out: &mut Vec<Rule>) {
        let mut outer: Option<Sides> = None;
        for (i, subpath) in self.subpaths.iter().enumerate() {
            let points = &self.points[subpath.start..self.end(i)];
            let last = outer.take();
            let Some(sides) = (if subpath.curved { None } else { bounds(points) }) else { continue };
            if !is_rectangle(points) {
                fill_polygon(points, sides, paint, out);
            } else if let Some(last) = last
                && fill_frame(last, sides, paint, out)
            {
                // Its outer rectangle was taken for a shading.
            } else {
                fill_box(sides, paint, out);
                outer = Some(sides);
            }
        }
    }

    /// What is neither level nor upright: each run of curves and slanted segments. One that begins where the last one
    /// ended is one with it: the line of a chart can be drawn in pieces.
    pub(super) fn draw(&mut self, clip: Sides, out: &mut Vec<Drawing>) {
        for (i, subpath) in self.subpaths.iter().enumerate() {
            let mut open = false;
            for at in subpath.start + 1..self.end(i) {
                let (a, b) = (self.points[at - 1], self.points[at]);
                if self.curves[at] || leans(a, b) {
                    let goes_on = open || self.drawn_to == Some(a);
                    add_segment(a, b, clip, goes_on, out);
                    open = true;
                    self.drawn_to = Some(b);
                } else if open && (a.0 - b.0).hypot(a.1 - b.1) <= THIN {
                    // A curve of short pieces is level and upright here and there.
                    self.drawn_to = Some(b);
                } else {
                    open = false;
                }
            }
        }
    }

    /// The point that the next segment begins at.
    pub(super) fn last(&self) -> Option<(f64, f64)> {
        let last = self.subpaths.last()?;
        let at = if last.closed { last.start } else { self.points.len().checked_sub(1)? };
        self.points.get(at).copied()
    }

    fn add(&mut self, point: (f64, f64), curved: bool) {
        self.points.push(point);
        self.curves.push(curved);
    }

    /// After a close, a new subpath starts where the last one did.
    fn reopen(&mut self) {
        if let Some(last) = self.subpaths.last()
            && last.closed
        {
            self.move_to(self.points[last.start]);
        }
    }

    fn end(&self, subpath: usize) -> usize {
        self.subpaths.get(subpath + 1).map_or(self.points.len(), |next| next.start)
    }
}

/// Whether a point lies on the way from one to another.
fn lies_between((x, y): (f64, f64), from: (f64, f64), to: (f64, f64)) -> bool {
    /// As exactly as numbers with two digits behind the point tell, in points.
    const EXACT: f64 = 0.05;
    /// A shorter one is a piece of a round corner.
    const SHORTEST: f64 = 4.0;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    let along = (x - from.0) * dx + (y - from.1) * dy;
    let across = (x - from.0) * dy - (y - from.1) * dx;
    length >= SHORTEST
        && across.abs() <= EXACT * length
        && (-EXACT * length..=length * (length + EXACT)).contains(&along)
}

/// Whether a segment is drawn aslant, and not merely inexactly.
fn leans(a: (f64, f64), b: (f64, f64)) -> bool {
    let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    dx.min(dy) > 0.02 * dx.max(dy)
}

/// Adds a segment to the last drawing, or as a new one.
fn add_segment(a: (f64, f64), b: (f64, f64), clip: Sides, goes_on: bool, out: &mut Vec<Drawing>) {
    let sides = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
    let Some([x0, y0, x1, y1]) = clipped(sides, clip) else { return };
    let bbox = Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32);
    match out.last_mut() {
        Some(last) if goes_on => {
            last.bbox = last.bbox.union(bbox);
            last.segments += 1;
        }
        _ => out.push(Drawing { bbox, segments: 1 }),
    }
}

fn bounds(points: &[(f64, f64)]) -> Option<Sides> {
    let &(x, y) = points.first()?;
    Some(
        points
            .iter()
            .fold([x, y, x, y], |[x0, y0, x1, y1], &(x, y)| [x0.min(x), y0.min(y), x1.max(x), y1.max(y)]),
    )
}

/// Whether four corners, the first perhaps repeated, go round a rectangle parallel to the axes.
fn is_rectangle(points: &[(f64, f64)]) -> bool {
    let corners = match points {
        [first, rest @ .., last] if rest.len() == 3 && first == last => &points[..4],
        _ => points,
    };
    corners.len() == 4 && all_edges_parallel(corners)
}

fn all_edges_parallel(points: &[(f64, f64)]) -> bool {
    (0..points.len()).all(|i| {
        let (a, b) = (points[i], points[(i + 1) % points.len()]);
        (a.0 - b.0).abs() <= LEAN || (a.1 - b.1).abs() <= LEAN
    })
}

fn stroke_segment(a: (f64, f64), b: (f64, f64), width: f64, paint: Paint, out: &mut Vec<Rule>) {
    let (dx, dy) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
    let length = dx.max(dy);
    if dx.min(dy) > LEANS.iter().fold(LEAN, |most, (part, at_most)| most.max((part * length).min(*at_most))) {
        return;
    }
    // A stroke wider than it is long is a box that lies across it.
    if width > THIN && width > dx.max(dy) {
        let (half_x, half_y) = if dx >= dy { (0.0, width / 2.0) } else { (width / 2.0, 0.0) };
        let sides =
            [a.0.min(b.0) - half_x, a.1.min(b.1) - half_y, a.0.max(b.0) + half_x, a.1.max(b.1) + half_y];
        return fill_box(sides, paint, out);
    }
    let axis = if dx >= dy { Axis::Horizontal } else { Axis::Vertical };
    let sides = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
    push(axis, sides, width, RuleKind::Stroke, paint, out);
}

/// A filled rectangle: a rule where it is thin, else the four sides of a shading.
fn fill_box(sides: Sides, paint: Paint, out: &mut Vec<Rule>) {
    let Some(sides) = clipped(sides, paint.clip) else { return };
    let [x0, y0, x1, y1] = sides;
    let (w, h) = (x1 - x0, y1 - y0);
    if w.min(h) <= THIN {
        let axis = if w >= h { Axis::Horizontal } else { Axis::Vertical };
        return push(axis, sides, w.min(h), RuleKind::Fill, paint, out);
    }
    for (axis, side) in [
        (Axis::Horizontal, [x0, y0, x1, y0]),
        (Axis::Vertical, [x1, y0, x1, y1]),
        (Axis::Horizontal, [x0, y1, x1, y1]),
        (Axis::Vertical, [x0, y0, x0, y1]),
    ] {
        push(axis, side, 0.0, RuleKind::Shade, paint, out);
    }
}

/// Two rectangles in one path, the one inside the other by no more than a rule's thickness, draw the frame between
/// them. Takes back the shading that the first was taken for.
fn fill_frame(a: Sides, b: Sides, paint: Paint, out: &mut Vec<Rule>) -> bool {
    let inside = |o: Sides, i: Sides| {
        let gaps = [i[0] - o[0], i[1] - o[1], o[2] - i[2], o[3] - i[3]];
        gaps.iter().all(|gap| (-0.01..=THIN).contains(gap)).then_some((o, gaps))
    };
    let thick = |s: Sides| s[2] - s[0] > THIN && s[3] - s[1] > THIN;
    let Some((outer, gaps)) =
        (if thick(a) && thick(b) { inside(a, b).or_else(|| inside(b, a)) } else { None })
    else {
        return false;
    };
    let shades = out.iter().rev().take(4).take_while(|rule| rule.kind == RuleKind::Shade).count();
    out.truncate(out.len() - shades);
    let [x0, y0, x1, y1] = outer;
    let [left, top, right, bottom] = gaps;
    for (axis, side, gap) in [
        (Axis::Horizontal, [x0, y0, x1, y0 + top], top),
        (Axis::Vertical, [x1 - right, y0, x1, y1], right),
        (Axis::Horizontal, [x0, y1 - bottom, x1, y1], bottom),
        (Axis::Vertical, [x0, y0, x0 + left, y1], left),
    ] {
        if gap > 0.01 {
            push(axis, side, gap, RuleKind::Fill, paint, out);
        }
    }
    true
}

/// A filled polygon: a rule where it is thin (the ends of thick borders are mitred), else its sides where all of them
/// are parallel to an axis.
fn fill_polygon(points: &[(f64, f64)], sides: Sides, paint: Paint, out: &mut Vec<Rule>) {
    let (width, height) = (sides[2] - sides[0], sides[3] - sides[1]);
    let thin = width.min(height) <= THIN;
    let long = width.max(height) > 5.0 * width.min(height);
    if thin && points.len() <= if long { 32 } else { 8 } {
        fill_box(sides, paint, out);
    } else if !thin && points.len() >= 4 && all_edges_parallel(points) {
        for (i, a) in points.iter().enumerate() {
            let b = points[(i + 1) % points.len()];
            let axis = if (a.0 - b.0).abs() >= (a.1 - b.1).abs() { Axis::Horizontal } else { Axis::Vertical };
            let side = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
            push(axis, side, 0.0, RuleKind::Shade, paint, out);
        }
    }
}

pub(super) fn clipped(sides: Sides, clip: Sides) -> Option<Sides> {
    let [x0, y0, x1, y1] =
        [sides[0].max(clip[0]), sides[1].max(clip[1]), sides[2].min(clip[2]), sides[3].min(clip[3])];
    (x0 <= x1 && y0 <= y1).then_some([x0, y0, x1, y1])
}

/// Adds the middle line of a box as a rule.
fn push(axis: Axis, sides: Sides, thickness: f64, kind: RuleKind, paint: Paint, out: &mut Vec<Rule>) {
    let Some([x0, y0, x1, y1]) = clipped(sides, paint.clip) else { return };
    let (at, from, to) = match axis {
        Axis::Horizontal => (f64::midpoint(y0, y1), x0, x1),
        Axis::Vertical => (f64::midpoint(x0, x1), y0, y1),
    };
    if to - from < 0.1 {
        return;
    }
    out.push(Rule {
        axis,
        at: at as f32,
        from: from as f32,
        to: to as f32,
        thickness: thickness as f32,
        kind,
        colour: paint.colour,
    });
}

#[cfg(test)]
mod tests;
