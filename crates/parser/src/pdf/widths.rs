//! Advance widths in thousandths of the font size, by CID (PDF 32000-1, 9.7.4.3).

use lopdf::Object;

use super::objects::Objects;

/// The widths of a run of CIDs.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    first: u32,
    last: u32,
    widths: RunWidths,
}

#[derive(Debug, Clone, PartialEq)]
enum RunWidths {
    /// `first last w`: one width for all.
    Same(f32),
    /// `first [w …]`: one width each.
    Each(Vec<f32>),
}

/// The /W array of a CID font.
#[derive(Debug, Default)]
pub(super) struct CidWidths {
    /// Sorted by their first CID.
    runs: Vec<Run>,
}

impl CidWidths {
    /// Reads both forms; goes on after what is torn.
    pub(super) fn read(objects: &Objects, items: &[Object]) -> Self {
        let mut runs = Vec::new();
        let mut at = 0;
        let cid = |at: usize| {
            items
                .get(at)
                .and_then(|n| objects.number(n))
                .filter(|n| (0.0..=65535.0).contains(n))
                .map(|n| n as u32)
        };
        while at < items.len() {
            let (Some(first), Some(next)) = (cid(at), items.get(at + 1)) else {
                at += 1;
                continue;
            };
            if let Object::Array(widths) = objects.resolve(next) {
                if !objects.charge_font(size_of::<Run>() + widths.len() * size_of::<f32>()) {
                    break;
                }
                let widths: Vec<f32> =
                    widths.iter().map(|w| objects.number(w).unwrap_or(0.0) as f32).collect();
                if let Some(more) = widths.len().checked_sub(1) {
                    let last = first.saturating_add(more as u32);
                    runs.push(Run { first, last, widths: RunWidths::Each(widths) });
                }
                at += 2;
            } else if let (Some(last), Some(width)) =
                (cid(at + 1), items.get(at + 2).and_then(|w| objects.number(w)))
            {
                if !objects.charge_font(size_of::<Run>()) {
                    break;
                }
                runs.push(Run { first, last: last.max(first), widths: RunWidths::Same(width as f32) });
                at += 3;
            } else {
                at += 1;
            }
        }
        runs.sort_by_key(|run| run.first);
        Self { runs }
    }

    /// The width of a CID that the array names.
    pub(super) fn get(&self, cid: u32) -> Option<f32> {
        let after = self.runs.partition_point(|run| run.first <= cid);
        // Runs seldom overlap: the nearest ones before are enough.
        let run = self.runs[..after].iter().rev().take(4).find(|run| cid <= run.last)?;
        Some(match &run.widths {
            RunWidths::Same(width) => *width,
            RunWidths::Each(widths) => widths[(cid - run.first) as usize],
        })
    }

    /// Whether it names no CID outside of the given ranges.
    pub(super) fn names_only(&self, ranges: &[std::ops::RangeInclusive<u32>]) -> bool {
        self.runs.iter().all(|run| ranges.iter().any(|r| r.contains(&run.first) && r.contains(&run.last)))
    }
}

#[cfg(test)]
mod tests {
    use lopdf::Document;

    use super::*;
    use crate::Limits;

    fn check(items: Vec<Object>, expected: &[(u32, Option<f32>)]) {
        let limits = Limits { fonts: 1000, ..Limits::default() };
        let objects = Objects::new(Document::new(), &limits);
        let widths = CidWidths::read(&objects, &items);
        for &(cid, width) in expected {
            assert_eq!(widths.get(cid), width, "CID {cid}");
        }
    }

    #[test]
    fn both_forms() {
        let each = Object::Array(vec![500.into(), 600.into()]);
        check(
            vec![1.into(), each, 10.into(), 20.into(), 250.into()],
            &[(0, None), (1, Some(500.0)), (2, Some(600.0)), (3, None), (10, Some(250.0)), (20, Some(250.0))],
        );
    }

    #[test]
    fn widths_beyond_the_limit_are_not_kept() {
        let each = Object::Array(vec![500.into(); 1000]);
        check(vec![1.into(), 1.into(), 9.into(), 2.into(), each], &[(1, Some(9.0)), (2, None)]);
    }

    #[test]
    fn torn_arrays_and_huge_ranges() {
        let each = Object::Array(vec![500.into()]);
        check(vec![Object::Null, 7.into(), each, 9.into()], &[(7, Some(500.0)), (9, None)]);
        check(vec![0.into(), 65535.into(), 1.into()], &[(65535, Some(1.0)), (65536, None)]);
        check(vec![0.into(), i64::MAX.into(), 1.into()], &[(0, None)]);
    }
}
