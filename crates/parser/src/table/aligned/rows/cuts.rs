//! The cheapest way to cut bands into rows, by dynamic programming, and what a row costs.

use std::ops::Range;

use super::stand::extent;
use super::{Body, Parted, values};
use crate::table::aligned::piece::{Piece, typical};
use crate::table::aligned::settings::Lines;

/// The blank cells beside what rows are of cost no more than this.
const LABEL: f32 = 0.8;
/// A row at this price is none.
const HOPELESS: f32 = 9.0;
/// No row has more bands than this.
const TALLEST: usize = 24;

/// The cheapest cuts of the bands from any band to the last.
pub(in super::super) struct Cuts {
    /// The price from each band on.
    pub(in super::super) price: Vec<f32>,
    /// The band after the first row, from each band on.
    next: Vec<usize>,
    /// The same in another reading at the same price, where one is known.
    other: Vec<usize>,
}

impl Cuts {
    pub(in super::super) fn new(price: Vec<f32>, next: Vec<usize>, other: Vec<usize>) -> Self {
        Self { price, next, other }
    }

    /// The first row from a band on that could as well end elsewhere, as the bands of both.
    pub(in super::super) fn doubtful(&self, from: usize) -> Option<(Range<usize>, Range<usize>)> {
        let row = self.rows(from).into_iter().find(|row| self.other[row.start] != row.end)?;
        Some((row.clone(), row.start..self.other[row.start]))
    }

    /// The rows from a band on, as ranges of bands.
    pub(in super::super) fn rows(&self, from: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut at = from;
        while at < self.next.len() {
            rows.push(at..self.next[at]);
            at = self.next[at];
        }
        rows
    }
}

impl Body<'_> {
    /// Cuts the bands into rows.
    pub(in super::super) fn cut(&self) -> Cuts {
        let n = self.bands.len();
        let filled = self.filled();
        let lone = self.lone();
        let mut price = vec![0.0; n + 1];
        let mut next = vec![n; n];
        let mut wall = n;
        for from in (0..n).rev().take_while(|_| !self.deadline.passed()) {
            if self.parted == Parted::AtWalls {
                price[from] = self.joints(from..wall) + self.row(from..wall, &filled) + price[wall];
                next[from] = wall;
                wall = if self.walls[from] { from } else { wall };
                continue;
            }
            price[from] = f32::INFINITY;
            for to in from + 1..=n.min(from + TALLEST) {
                let joints = self.joints(from..to);
                if to > from + 1 && (joints > HOPELESS || self.walls[to - 1] || lone[to - 2]) {
                    break;
                }
                let mut own = joints + self.row(from..to, &filled);
                own += self.unnumbered(&(from..to));
                if self.parted == Parted::ByRules && to < n && !self.walls[to] {
                    own += self.settings.prices.unruled;
                }
                if own + price[to] < price[from] {
                    (price[from], next[from]) = (own + price[to], to);
                }
            }
        }
        Cuts::new(price, next.clone(), next)
    }

    /// How full each column is, against the fullest one.
    fn filled(&self) -> Vec<f32> {
        let mut counts = vec![0usize; self.columns.len()];
        for p in self.pieces {
            for count in &mut counts[p.from..p.to] {
                *count += 1;
            }
        }
        let most = counts.iter().copied().max().unwrap_or(1).max(1);
        counts.into_iter().map(|c| c as f32 / most as f32).collect()
    }

    /// The price of the lines of cells following each other within these bands.
    fn joints(&self, bands: Range<usize>) -> f32 {
        let pieces = &self.pieces[self.bands[bands.start].start..self.bands[bands.end - 1].end];
        let mut last: Vec<Option<&Piece>> = vec![None; self.columns.len()];
        let mut price = 0.0;
        for p in pieces {
            for (c, last) in last.iter_mut().enumerate().take(p.to).skip(p.from) {
                // A piece over several columns counts in its first one alone.
                if let Some(upper) = last.replace(p)
                    && (upper.from == c || p.from == c)
                {
                    price += self.joint(upper, p);
                }
            }
            if price > HOPELESS {
                break;
            }
        }
        price
    }

    /// The price of the middles and blanks of these bands as a row.
    fn row(&self, bands: Range<usize>, filled: &[f32]) -> f32 {
        let prices = &self.settings.prices;
        let mut price = prices.row;
        let pieces = &self.pieces[self.bands[bands.start].start..self.bands[bands.end - 1].end];
        let mut stacks: Vec<Option<(f32, f32)>> = vec![None; self.columns.len()];
        for p in pieces {
            for stack in &mut stacks[p.from..p.to] {
                let (top, bottom) = stack.unwrap_or((p.top, p.bottom));
                *stack = Some((top.min(p.top), bottom.max(p.bottom)));
            }
        }
        let middle = match self.settings.lines {
            Lines::Grid => f32::midpoint(self.heights[bands.start].0, self.heights[bands.end - 1].1),
            Lines::Measured => values(pieces)
                .or_else(|| typical(stacks.iter().flatten().map(|(t, b)| f32::midpoint(*t, *b))))
                .unwrap_or_default(),
        };
        let row = extent(pieces);
        let heads = matches!(pieces, [alone] if self.heads_indented(alone));
        let mut blanks = 0.0;
        for (c, stack) in stacks.iter().enumerate() {
            match stack {
                None => blanks += prices.blank * filled[c],
                Some(stack) => {
                    let off = self.off(*stack, row, middle);
                    if off < -self.settings.above || off > self.settings.below {
                        price += prices.off_middle;
                    }
                }
            }
        }
        let most = match pieces {
            _ if heads => 0.0,
            [alone] if self.is_label(alone) || self.is_head_of_rows(alone) => LABEL,
            _ => f32::INFINITY,
        };
        // Alone at the left, small letters hardly begin a row: phase 2 below Northwest.
        let is_rest = |alone: &Piece| {
            self.settings.is_of_page()
                && bands.start > 0
                && alone.from == 0
                && !alone.text.ends_with(':')
                && alone.text.starts_with(|c: char| c.is_ascii_lowercase())
        };
        if matches!(&self.pieces[self.bands[bands.start].clone()], [alone] if is_rest(alone)) {
            price += prices.early_break;
        }
        price + blanks.min(most)
    }
}
