//! How much may be compared. A notice compares some ten thousand figures; one that says the same thing over and over
//! could keep any step that holds each against each busy for hours.

use std::cell::Cell;

/// Comparisons at the most: a second or two.
const MOST: usize = 4_000_000;

/// What is left of the comparisons.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
    spent: Cell<bool>,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: Cell::new(MOST), spent: Cell::new(false) }
    }
}

impl Budget {
    /// Whether so many comparisons are left, which then are made.
    pub(super) fn affords(&self, comparisons: usize) -> bool {
        let left = self.left.get().checked_sub(comparisons);
        self.left.set(left.unwrap_or(0));
        if left.is_none() {
            self.spent.set(true);
        }
        left.is_some()
    }

    /// Whether a comparison was left out.
    pub(super) fn is_spent(&self) -> bool {
        self.spent.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_stays_spent() {
        let budget = Budget::default();
        assert!(budget.affords(MOST) && !budget.is_spent());
        assert!(!budget.affords(1) && budget.is_spent());
        assert!(budget.affords(0) && budget.is_spent());
    }
}
