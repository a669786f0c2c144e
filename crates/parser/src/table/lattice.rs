//! Edges become lattices: what hangs together, as a grid of elementary cells and the walls between them.

use fenjie_model::Rect;

use super::beside::with_open_columns;
use super::edges::{Edge, Edges};
use super::sections::with_sections;
use crate::Tolerances;

/// Edges that cross reach beyond each other by less, in points.
const OVERHANG: f32 = 1.5;

/// The edges that hang together, as a grid. Elementary cell (`i`, `j`) lies between `xs[i]`, `xs[i + 1]` and
/// `ys[j]`, `ys[j + 1]`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lattice {
    /// The x of the vertical edges, from left to right.
    pub(crate) xs: Vec<f32>,
    /// The y of the horizontal edges, from top to bottom.
    pub(crate) ys: Vec<f32>,
    /// Whether a wall stands at `xs[i]` beside row `j`: index `j * xs.len() + i`.
    upright: Vec<bool>,
    /// Whether a wall lies at `ys[j]` above or below column `i`: index `j * (xs.len() - 1) + i`.
    level: Vec<bool>,
    /// Whether a side or a row of it is not ruled but taken from the ends of the other edges, or from the text.
    pub(crate) open: bool,
    /// Whether its left and its right side are such sides.
    pub(crate) open_sides: [bool; 2],
    /// Whether its rows reach beyond the last rule between its columns, and begin at the first one: a page that is too
    /// narrow for a table prints it so.
    pub(crate) cut_at_right: bool,
    /// Whether its upper and its lower side are such sides: a page break can leave a cell open there.
    pub(crate) open_ends: [bool; 2],
}

impl Lattice {
    /// The number of elementary columns.
    pub(crate) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// The number of elementary rows.
    pub(crate) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// The box around it.
    pub(crate) fn bbox(&self) -> Rect {
        Rect::new(self.xs[0], self.ys[0], self.xs[self.columns()], self.ys[self.rows()])
    }

    /// Divides row `j` at the given heights (between its sides, from the top), by walls across the given columns.
    pub(crate) fn divide_row(&mut self, j: usize, heights: &[f32], columns: &[bool]) {
        let (nx, nc) = (self.xs.len(), self.columns());
        self.open = true;
        let beside = self.upright[j * nx..(j + 1) * nx].repeat(heights.len());
        self.upright.splice((j + 1) * nx..(j + 1) * nx, beside);
        let between = columns[..nc].repeat(heights.len());
        self.level.splice((j + 1) * nc..(j + 1) * nc, between);
        self.ys.splice(j + 1..j + 1, heights.iter().copied());
    }

    /// Adds a row from a height above the first one down to it, with walls at the left of the given columns.
    pub(crate) fn add_row_above(&mut self, top: f32, walls: &[usize]) {
        self.open = true;
        let (nx, nc) = (self.xs.len(), self.columns());
        self.upright.splice(..0, (0..nx).map(|i| walls.contains(&i)));
        self.level.splice(..0, vec![true; nc]);
        self.ys.insert(0, top);
    }

    /// Adds a row from the last one down to a height below it, with the walls between its columns.
    pub(crate) fn add_row_below(&mut self, bottom: f32) {
        self.open = true;
        let (nx, nc) = (self.xs.len(), self.columns());
        self.upright.extend(vec![true; nx]);
        self.level.extend(vec![true; nc]);
        self.ys.push(bottom);
    }

    /// Puts walls between the given columns in row `j`.
    pub(crate) fn divide_columns(&mut self, j: usize, columns: std::ops::Range<usize>) {
        self.open = true;
        for i in columns.start + 1..columns.end {
            let k = j * self.xs.len() + i;
            self.upright[k] = true;
        }
    }

    /// Divides column `i` at an x between its sides, by walls beside the given rows.
    pub(crate) fn divide_column(&mut self, i: usize, x: f32, rows: &[usize]) {
        self.open = true;
        let (nx, nc) = (self.xs.len(), self.columns());
        let upright = self
            .upright
            .chunks(nx)
            .enumerate()
            .flat_map(|(row, walls)| [&walls[..=i], &[rows.contains(&row)], &walls[i + 1..]].concat());
        self.upright = upright.collect();
        let level = self.level.chunks(nc).flat_map(|walls| [&walls[..=i], &walls[i..]].concat());
        self.level = level.collect();
        self.xs.insert(i + 1, x);
    }

    /// Takes the walls between the given columns in row `j` away.
    pub(crate) fn open_columns(&mut self, j: usize, columns: std::ops::Range<usize>) {
        self.open = true;
        let nx = self.xs.len();
        self.upright[j * nx + columns.start + 1..j * nx + columns.end].fill(false);
    }

    /// Puts walls above row `j` in the given columns.
    pub(crate) fn draw_level(&mut self, j: usize, columns: std::ops::Range<usize>) {
        self.open = true;
        let nc = self.columns();
        self.level[j * nc + columns.start..j * nc + columns.end].fill(true);
    }

    /// Makes the rows below heights that are not kept one with the rows above them, with the walls that both have. `keep` has
    /// all heights; the first and the last are kept.
    pub(crate) fn keep_levels(&mut self, keep: &[bool]) {
        let (nx, nc) = (self.xs.len(), self.columns());
        let mut upright: Vec<bool> = Vec::with_capacity(self.upright.len());
        for (row, walls) in self.upright.chunks(nx.max(1)).enumerate() {
            let above = upright.len().checked_sub(nx).filter(|_| !keep[row]);
            match above {
                Some(above) => upright[above..].iter_mut().zip(walls).for_each(|(wall, own)| *wall &= own),
                None => upright.extend(walls),
            }
        }
        self.upright = upright;
        let level = self.level.chunks(nc.max(1)).zip(keep).filter(|(_, keep)| **keep);
        self.level = level.flat_map(|(level, _)| level).copied().collect();
        let mut keep = keep.iter();
        self.ys.retain(|_| keep.next().is_none_or(|keep| *keep));
    }

    /// Whether a wall stands at the left of column `i` in row `j`; `i` may be the number of columns.
    pub(crate) fn wall_left(&self, i: usize, j: usize) -> bool {
        self.upright[j * self.xs.len() + i]
    }

    /// Whether a wall lies above row `j` in column `i`; `j` may be the number of rows.
    pub(crate) fn wall_above(&self, i: usize, j: usize) -> bool {
        self.level[j * self.columns() + i]
    }
}

/// More edges in one direction than this are a drawing, not tables.
const MOST_EDGES: usize = 6_000;
/// A side is taken from the ends of the edges only where they reach beyond the outermost edge by this much, in points.
pub(super) const OPEN_SIDE: f32 = 8.0;
/// A row with one rule above or below alone has so many upright ones: it is of two columns.
const LEAST_CUT: usize = 3;
/// So many rules end at a side that is closed, with the one that reaches beyond it.
const LEAST_CLOSED: usize = 3;
/// On one side alone a rule of the text reaches beyond a table by so many points at most.
const SIDEWAYS: f32 = 36.0;
/// A wall stands where this part of it is ruled.
const RULED_PART: f32 = 0.7;

/// Whether the edges are a drawing, in which no lattices are looked for.
pub(crate) fn is_drawing(edges: &Edges) -> bool {
    edges.horizontal.len() > MOST_EDGES || edges.vertical.len() > MOST_EDGES
}

/// The lattices of a page from top to bottom; those of one cell alone are frames and left out.
pub(crate) fn lattices(edges: &Edges, tolerances: &Tolerances) -> Vec<Lattice> {
    if is_drawing(edges) {
        return Vec::new();
    }
    let mut parts = with_open_columns(components(edges, tolerances), tolerances);
    parts.retain(|part| is_grid(part, tolerances));
    let mut found: Vec<Lattice> =
        with_sections(parts, tolerances).iter().filter_map(|c| lattice(c, tolerances)).collect();
    found.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]).then(a.xs[0].total_cmp(&b.xs[0])));
    found
}

/// The boxes of the edges that go all the way round something: a frame, or a table.
pub(crate) fn frames(edges: &Edges, tolerances: &Tolerances) -> Vec<Rect> {
    if is_drawing(edges) {
        return Vec::new();
    }
    let parts = components(edges, tolerances);
    parts.iter().filter(|c| is_grid(c, tolerances)).filter_map(|c| frame(c, tolerances.reach)).collect()
}

fn frame(edges: &Edges, reach: f32) -> Option<Rect> {
    let ends = |list: &[Edge]| {
        let at = |e: &&Edge| e.at;
        Some((list.iter().map(|e| at(&e)).reduce(f32::min)?, list.iter().map(|e| at(&e)).reduce(f32::max)?))
    };
    let ((top, bottom), (x0, x1)) = (ends(&edges.horizontal)?, ends(&edges.vertical)?);
    let along = |list: &[Edge], at: f32, from: f32, to: f32| {
        list.iter().any(|e| (e.at - at).abs() <= reach && e.from <= from + reach && e.to >= to - reach)
    };
    let closed = along(&edges.horizontal, top, x0, x1)
        && along(&edges.horizontal, bottom, x0, x1)
        && along(&edges.vertical, x0, top, bottom)
        && along(&edges.vertical, x1, top, bottom);
    closed.then_some(Rect::new(x0, top, x1, bottom))
}

/// The edges by what they hang together with: an edge hangs together with those that it crosses or meets.
fn components(edges: &Edges, tolerances: &Tolerances) -> Vec<Edges> {
    let (h, v) = (&edges.horizontal, &edges.vertical);
    let reach = tolerances.reach;
    let mut parent: Vec<usize> = (0..h.len() + v.len()).collect();
    for (i, e) in h.iter().enumerate() {
        let start = v.partition_point(|x| x.at < e.from - reach);
        for (j, x) in v.iter().enumerate().skip(start).take_while(|(_, x)| x.at <= e.to + reach) {
            if x.from - reach <= e.at && e.at <= x.to + reach {
                unite(&mut parent, i, h.len() + j);
            }
        }
    }
    let mut by_root = std::collections::BTreeMap::<usize, Edges>::new();
    for i in 0..parent.len() {
        let part = by_root.entry(root(&mut parent, i)).or_default();
        match i.checked_sub(h.len()) {
            None => part.horizontal.push(h[i]),
            Some(j) => part.vertical.push(v[j]),
        }
    }
    by_root.into_values().collect()
}

/// Rules in both directions, between two rows' ends at least; or those of a row that a page break leaves open, whose
/// columns all end level.
fn is_grid(edges: &Edges, tolerances: &Tolerances) -> bool {
    let (h, v) = (&edges.horizontal, &edges.vertical);
    let level = |end: fn(&Edge) -> f32| v.iter().all(|e| (end(e) - end(&v[0])).abs() <= tolerances.reach);
    (h.len() >= 2 && !v.is_empty())
        || (h.len() == 1 && v.len() >= LEAST_CUT && level(|e| e.from) && level(|e| e.to))
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

fn lattice(edges: &Edges, tolerances: &Tolerances) -> Option<Lattice> {
    let edges = &without_overhang(edges, tolerances);
    let (xs, open_x) = positions(&edges.vertical, &edges.horizontal, tolerances.snap);
    let (ys, open_y) = positions(&edges.horizontal, &edges.vertical, tolerances.snap);
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns * rows < 2 {
        return None;
    }
    let mut lattice = Lattice {
        upright: vec![false; xs.len() * rows],
        level: vec![false; columns * ys.len()],
        xs,
        ys,
        open: open_x.iter().chain(&open_y).any(|o| *o),
        open_sides: open_x,
        cut_at_right: is_cut_at_right(edges),
        open_ends: open_y,
    };
    let near = |list: &[f32], at: f32| {
        (0..list.len()).min_by(|&a, &b| (list[a] - at).abs().total_cmp(&(list[b] - at).abs()))
    };
    for e in &edges.vertical {
        let Some(i) = near(&lattice.xs, e.at) else { continue };
        for j in covered(&lattice.ys, e) {
            let k = j * lattice.xs.len() + i;
            lattice.upright[k] = true;
        }
    }
    for e in &edges.horizontal {
        let Some(j) = near(&lattice.ys, e.at) else { continue };
        for i in covered(&lattice.xs, e) {
            let k = j * columns + i;
            lattice.level[k] = true;
        }
    }
    for j in 0..rows {
        lattice.upright[j * (columns + 1)] |= open_x[0];
        lattice.upright[j * (columns + 1) + columns] |= open_x[1];
    }
    for i in 0..columns {
        lattice.level[i] |= open_y[0];
        lattice.level[rows * columns + i] |= open_y[1];
    }
    Some(lattice)
}

/// The edges of a table without what its first or last rule reaches beyond sides that are closed, where no other does: a
/// rule of the text that touches the table (that of a 版记) is one with it.
fn without_overhang(edges: &Edges, tolerances: &Tolerances) -> Edges {
    let Edges { mut horizontal, vertical } = edges.clone();
    let heights = || horizontal.iter().map(|e| e.at);
    let (top, bottom) =
        (heights().fold(f32::INFINITY, f32::min), heights().fold(f32::NEG_INFINITY, f32::max));
    let walls = || vertical.iter().map(|e| e.at);
    let (left, right) = (walls().fold(f32::INFINITY, f32::min), walls().fold(f32::NEG_INFINITY, f32::max));
    let reach = tolerances.reach;
    let is_closed = |side: f32| {
        let closes = |e: &Edge| e.from <= top + reach && bottom - reach <= e.to;
        vertical.iter().any(|e| (e.at - side).abs() <= tolerances.snap && closes(e))
    };
    let alone = |beyond: &dyn Fn(&Edge) -> bool| {
        let mut far = horizontal.iter().enumerate().filter(|(_, e)| beyond(e));
        let (at, first) = far.next()?;
        (far.next().is_none() && (first.at == top || first.at == bottom)).then_some(at)
    };
    let at_left = alone(&|e| e.from < left - OVERHANG).filter(|_| is_closed(left));
    let at_right = alone(&|e| e.to > right + OVERHANG).filter(|_| is_closed(right));
    let is_short =
        |at: usize| horizontal[at].from >= left - SIDEWAYS && horizontal[at].to <= right + SIDEWAYS;
    let is_of_text = |at: &usize| at_left == at_right || is_short(*at);
    let (at_left, at_right) = (at_left.filter(is_of_text), at_right.filter(is_of_text));
    if horizontal.len() >= LEAST_CLOSED {
        at_left.into_iter().for_each(|at| horizontal[at].from = left);
        at_right.into_iter().for_each(|at| horizontal[at].to = right);
    }
    Edges { horizontal, vertical }
}

/// Whether most rows reach beyond the last upright edge, all equally far, and begin where the first one is.
fn is_cut_at_right(edges: &Edges) -> bool {
    let upright = || edges.vertical.iter().map(|e| e.at);
    let (first, last) =
        (upright().fold(f32::INFINITY, f32::min), upright().fold(f32::NEG_INFINITY, f32::max));
    let ends = || edges.horizontal.iter().map(|e| e.to).filter(|to| *to > last + OVERHANG);
    let farthest = ends().fold(f32::NEG_INFINITY, f32::max);
    2 * ends().count() > edges.horizontal.len()
        && ends().all(|to| farthest - to <= OVERHANG)
        && edges.horizontal.iter().all(|e| e.from >= first - OVERHANG)
}

/// Where the edges of one direction lie, with the ends of the other direction's where those reach beyond; and whether
/// the first and the last of them are such ends.
fn positions(edges: &[Edge], others: &[Edge], snap: f32) -> (Vec<f32>, [bool; 2]) {
    let mut at: Vec<f32> = edges.iter().map(|e| e.at).collect();
    at.sort_by(f32::total_cmp);
    let first = others.iter().map(|e| e.from).fold(f32::INFINITY, f32::min);
    let last = others.iter().map(|e| e.to).fold(f32::NEG_INFINITY, f32::max);
    let mut open = [false; 2];
    if at.first().is_some_and(|a| first < a - OPEN_SIDE) {
        at.insert(0, first);
        open[0] = true;
    }
    if at.last().is_some_and(|a| last > a + OPEN_SIDE) {
        at.push(last);
        open[1] = true;
    }
    let mut clusters: Vec<(f32, f32)> = Vec::new();
    for a in at {
        match clusters.last_mut() {
            Some((sum, n)) if a - *sum / *n <= snap => {
                *sum += a;
                *n += 1.0;
            }
            _ => clusters.push((a, 1.0)),
        }
    }
    (clusters.into_iter().map(|(sum, n)| sum / n).collect(), open)
}

/// The intervals of `list` that the edge rules for the most part.
fn covered<'a>(list: &'a [f32], e: &'a Edge) -> impl Iterator<Item = usize> + 'a {
    let start = list.partition_point(|p| *p < e.from).saturating_sub(1);
    (start..list.len() - 1).take_while(|&i| list[i] < e.to).filter(move |&i| {
        let overlap = e.to.min(list[i + 1]) - e.from.max(list[i]);
        overlap >= RULED_PART * (list[i + 1] - list[i])
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Edges out of `(at, from, to)`.
    pub(crate) fn edges_of(h: &[(f32, f32, f32)], v: &[(f32, f32, f32)]) -> Edges {
        let list = |l: &[(f32, f32, f32)]| l.iter().map(|&(at, from, to)| Edge { at, from, to }).collect();
        Edges { horizontal: list(h), vertical: list(v) }
    }

    #[track_caller]
    fn check(edges: &Edges, expected: &[(&[f32], &[f32])]) {
        let found = lattices(edges, &Tolerances::default());
        let found: Vec<_> = found.iter().map(|l| (l.xs.as_slice(), l.ys.as_slice())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn two_tables_that_do_not_touch_are_two() {
        let h = [(0.0, 0.0, 40.0), (10.0, 0.0, 40.0), (50.0, 0.0, 40.0), (60.0, 0.0, 40.0)];
        let v = [
            (0.0, 0.0, 10.0),
            (20.0, 0.0, 10.0),
            (40.0, 0.0, 10.0),
            (0.0, 50.0, 60.0),
            (20.0, 50.0, 60.0),
            (40.0, 50.0, 60.0),
        ];
        let xs: &[f32] = &[0.0, 20.0, 40.0];
        check(&edges_of(&h, &v), &[(xs, &[0.0, 10.0]), (xs, &[50.0, 60.0])]);
    }

    #[test]
    fn a_frame_is_no_table() {
        check(&edges_of(&[(0.0, 0.0, 40.0), (10.0, 0.0, 40.0)], &[(0.0, 0.0, 10.0), (40.0, 0.0, 10.0)]), &[]);
    }

    #[test]
    fn a_row_that_a_break_leaves_with_one_rule() {
        let row = |ends: [f32; 4]| {
            let upright: Vec<_> = (0..4).map(|i| (30.0 * i as f32, ends[i], 20.0)).collect();
            lattices(&edges_of(&[(20.0, 0.0, 90.0)], &upright), &Tolerances::default())
        };
        let found = row([0.0; 4]);
        assert_eq!((found.len(), found[0].open_ends), (1, [true, false]));
        assert_eq!((found[0].columns(), found[0].rows()), (3, 1));
        let two: Vec<_> = (0..3).map(|i| (30.0 * i as f32, 0.0, 20.0)).collect();
        assert_eq!(lattices(&edges_of(&[(20.0, 0.0, 60.0)], &two), &Tolerances::default())[0].columns(), 2);
        // The bars of a chart do not end level.
        assert_eq!(row([0.0, 5.0, 10.0, 2.0]), []);
    }

    #[test]
    fn open_sides_are_where_the_rules_end() {
        let found = lattices(
            &edges_of(&[(0.0, 0.0, 90.0), (10.0, 0.0, 90.0), (20.0, 0.0, 90.0)], &[(30.0, 0.0, 20.0)]),
            &Tolerances::default(),
        );
        assert_eq!(found[0].xs, [0.0, 30.0, 90.0]);
        assert!(found[0].open && found[0].wall_left(0, 1) && found[0].wall_left(2, 1));
    }

    #[test]
    fn a_rule_of_the_text_that_touches_a_table_adds_no_columns() {
        let v = [(0.0, 0.0, 20.0), (40.0, 0.0, 20.0), (90.0, 0.0, 20.0)];
        let columns = |h: [(f32, f32, f32); 3]| {
            let found = lattices(&edges_of(&h, &v), &Tolerances::default());
            found.iter().map(|lattice| lattice.xs.clone()).collect::<Vec<_>>()
        };
        let closed = [vec![0.0, 40.0, 90.0]];
        let (top, middle) = ((0.0, 0.0, 90.0), (10.0, 0.0, 90.0));
        assert_eq!(columns([top, middle, (20.0, -9.0, 99.0)]), closed);
        assert_eq!(columns([(0.0, -9.0, 99.0), middle, (20.0, 0.0, 90.0)]), closed);
        assert_eq!(columns([top, middle, (20.0, 0.0, 120.0)]), closed);
        // One that reaches far on one side alone, several that do, or one between rows, are of columns whose sides are open.
        assert_eq!(columns([(0.0, 0.0, 190.0), middle, (20.0, 0.0, 90.0)]), [vec![0.0, 40.0, 90.0, 190.0]]);
        let open = [vec![-9.0, 0.0, 40.0, 90.0, 99.0]];
        assert_eq!(columns([(0.0, -9.0, 99.0), middle, (20.0, -9.0, 99.0)]), open);
        assert_eq!(columns([top, (10.0, -9.0, 99.0), (20.0, 0.0, 90.0)]), open);
    }
}
