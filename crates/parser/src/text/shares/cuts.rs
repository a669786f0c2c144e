//! Where a row of heads can be cut above the cells of the row below it.

use super::super::kinds::Kind;

/// What stands below the heads.
pub(super) enum Below<'a> {
    /// A row of heads, blank below those that reach over it.
    Heads(&'a [&'a str]),
    /// The columns, by what they hold: a head reaches over several where they name the rows.
    Columns(&'a [Kind]),
}

/// How many cells below each head takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shares {
    /// In one way alone.
    One(Vec<usize>),
    /// In one way alone where each head that is divided has two parts at least; and another way.
    Likely(Vec<usize>, Vec<usize>),
    /// In several ways: the most even one, and another.
    Several(Vec<usize>, Vec<usize>),
    None,
}

/// Tells how the heads share out what is below them.
pub(super) fn shares(heads: &[&str], below: &Below) -> Shares {
    let loose = Cuts::new(heads, below, 1);
    let Some((even, other)) = loose.ways() else { return Shares::None };
    let Some(other) = other else { return Shares::One(even) };
    match Cuts::new(heads, below, 2).ways() {
        Some((cut, None)) if cut == even => Shares::Likely(cut, other),
        Some((cut, None)) => Shares::Likely(cut, even),
        Some((cut, Some(other))) => Shares::Several(cut, other),
        None => Shares::Several(even, other),
    }
}

/// The places where the row can be cut.
struct Cuts {
    heads: Vec<bool>,
    /// For each end of a part, the first and the last place where the part can begin.
    begins: Vec<(usize, usize)>,
    /// Whether the part before each place is blank.
    blank: Vec<bool>,
    /// Whether so many heads can end at a place, with the rest shared out behind it.
    fits: Vec<Vec<bool>>,
    /// Whether a blank head takes a text.
    takes_texts: bool,
}

impl Cuts {
    /// A head takes one blank cell, or different texts; `least` says how many.
    fn new(heads: &[&str], below: &Below, least: usize) -> Self {
        let count = match below {
            Below::Heads(texts) => texts.len(),
            Below::Columns(kinds) => kinds.len(),
        };
        let mut begins = vec![(0, 0)];
        let mut blank = vec![false];
        let mut first = 0;
        for end in 1..=count {
            let last = end - 1;
            match below {
                Below::Heads(texts) => {
                    let is_blank = texts[last].is_empty();
                    if is_blank || last > 0 && texts[last - 1].is_empty() {
                        first = last;
                    }
                    // The same text twice is of two heads.
                    if let Some(twice) = texts[first..last].iter().rposition(|text| *text == texts[last]) {
                        first += twice + 1;
                    }
                    // Too short a part begins nowhere.
                    let shortest = if is_blank { 1 } else { least };
                    begins.push(end.checked_sub(shortest).map_or((1, 0), |latest| (first, latest)));
                    blank.push(is_blank);
                }
                Below::Columns(kinds) => {
                    if kinds[last] != Kind::Names || last > 0 && kinds[last - 1] != Kind::Names {
                        first = last;
                    }
                    begins.push((first, last));
                    blank.push(false);
                }
            }
        }
        let takes_texts = matches!(below, Below::Columns(_));
        let heads = heads.iter().map(|text| !text.is_empty()).collect();
        let mut cuts = Self { heads, begins, blank, fits: Vec::new(), takes_texts };
        cuts.fit(count);
        cuts
    }

    /// Whether a head can take the cells from one place to another.
    fn takes(&self, head: usize, from: usize, to: usize) -> bool {
        let (first, last) = self.begins[to];
        (first..=last).contains(&from) && (self.takes_texts || self.heads[head] || self.blank[to])
    }

    /// Finds the places that can be reached from both ends.
    fn fit(&mut self, count: usize) {
        let mut rows = vec![vec![false; count + 1]; self.heads.len() + 1];
        rows[0][0] = true;
        for head in 0..self.heads.len() {
            // How many places before each one can be reached.
            let mut sums = vec![0_usize; count + 2];
            for at in 0..=count {
                sums[at + 1] = sums[at] + usize::from(rows[head][at]);
            }
            let reached = (0..=count).map(|to| {
                let (first, last) = self.begins[to];
                to > 0 && first <= last && sums[last + 1] > sums[first] && self.takes(head, first, to)
            });
            rows[head + 1] = reached.collect();
        }
        let mut ends = vec![false; count + 1];
        ends[count] = true;
        for head in (0..=self.heads.len()).rev() {
            rows[head].iter_mut().zip(&ends).for_each(|(fits, end)| *fits &= *end);
            let Some(head) = head.checked_sub(1) else { break };
            // Where the parts can begin that end at such a place.
            let mut steps = vec![0_isize; count + 2];
            for to in (1..=count).filter(|to| rows[head + 1][*to]) {
                let (first, last) = self.begins[to];
                if first <= last && self.takes(head, first, to) {
                    steps[first] += 1;
                    steps[last + 1] -= 1;
                }
            }
            let mut open = 0;
            for at in 0..=count {
                open += steps[at];
                ends[at] = open > 0;
            }
        }
        self.fits = rows;
    }

    /// The most even way, and another one if there is any.
    fn ways(&self) -> Option<(Vec<usize>, Option<Vec<usize>>)> {
        let even = self.way(None)?;
        let mut at = 0;
        for (head, count) in even.iter().enumerate() {
            let taken = at + count;
            let others = |to: &usize| *to != taken && self.fits[head + 1][*to] && self.takes(head, at, *to);
            if let Some(to) = (at + 1..self.begins.len()).find(others) {
                return Some((even.clone(), self.way(Some((head, to)))));
            }
            at = taken;
        }
        Some((even, None))
    }

    /// The way that is the most even, but for one head that ends at a place.
    fn way(&self, set: Option<(usize, usize)>) -> Option<Vec<usize>> {
        let (heads, count) = (self.heads.len(), self.begins.len() - 1);
        let mut way = Vec::with_capacity(heads);
        let mut at = 0;
        for head in 0..heads {
            // Blank cells have a head each, and are no share.
            let texts = (at + 1..=count).filter(|to| !self.blank[*to]).count();
            let blanks = count - at - texts;
            let share = texts as f32 / (heads - head).saturating_sub(blanks).max(1) as f32;
            let off = |to: usize| ((to - at) as f32 - share).abs();
            let ends = (at + 1..=count).filter(|to| self.fits[head + 1][*to] && self.takes(head, at, *to));
            let to = match set {
                Some((of, to)) if of == head => to,
                _ => ends.min_by(|a, b| off(*a).total_cmp(&off(*b)))?,
            };
            way.push(to - at);
            at = to;
        }
        (at == count).then_some(way)
    }
}

#[cfg(test)]
mod tests {
    use super::{Below, Shares, shares};

    #[track_caller]
    fn check(heads: &str, below: &str, expected: Shares) {
        let split = |text: &'static str| text.split('|').collect::<Vec<_>>();
        let heads = heads.to_owned();
        let heads: Vec<&str> = heads.split('|').collect();
        let below: Vec<&str> = split(Box::leak(below.to_owned().into_boxed_str()));
        assert_eq!(shares(&heads, &Below::Heads(&below)), expected);
    }

    #[test]
    fn ways_to_share() {
        check("镇|林|备", "|亩|元|", Shares::One(vec![1, 2, 1]));
        check("镇|林|草", "|总|增|总|增", Shares::One(vec![1, 2, 2]));
        check("镇|林|草", "|a|b|c|d", Shares::Likely(vec![1, 2, 2], vec![1, 1, 3]));
        check("镇|林|草", "|a|b|c", Shares::Several(vec![1, 1, 2], vec![1, 2, 1]));
        check("|林|草", "|a||b|c", Shares::None);
        check("镇|林|牧|草", "|a|b||c|d", Shares::One(vec![1, 2, 1, 2]));
        check("|林|草", "|a|b|", Shares::One(vec![1, 2, 1]));
        check("||草", "|a|b", Shares::None);
    }

    #[test]
    fn many_heads_take_no_time() {
        let heads = vec!["a"; 128];
        let texts: Vec<String> = (0..256).map(|n| n.to_string()).collect();
        let below: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(matches!(shares(&heads, &Below::Heads(&below)), Shares::Likely(..)));
    }
}
