//! Rules that all lean by the same small angle: the page was laid aslant, and the tables that they draw are not read.

use fenjie_model::{At, Code, Finding, Place, Rect, Severity};

use super::upright::Turned;
use crate::page::{Drawing, Page};

/// A rule is so many points long at least.
const SHORTEST: f32 = 20.0;
/// A page that is laid aslant leans by no more than this part of a length.
const MOST: f32 = 0.1;
/// Rules of one table lean alike within this part.
const ALIKE: f32 = 0.15;
/// So many level ones and upright ones are those of a table.
const FEWEST: (usize, usize) = (3, 3);

/// What is to be known of rules that lean.
pub(super) fn askew(page: &Page, turned: Turned) -> Option<Finding> {
    let lean = |d: &Drawing| {
        let (short, long) = (d.bbox.width().min(d.bbox.height()), d.bbox.width().max(d.bbox.height()));
        (d.segments == 1 && long >= SHORTEST && short <= MOST * long).then(|| short / long)
    };
    let mut rules: Vec<(f32, Rect)> = page.drawings.iter().filter_map(|d| Some((lean(d)?, d.bbox))).collect();
    if rules.len() < FEWEST.0 + FEWEST.1 {
        return None;
    }
    rules.sort_by(|a, b| a.0.total_cmp(&b.0));
    let usual = rules[rules.len() / 2].0;
    let own = rules.iter().filter(|(lean, _)| (lean - usual).abs() <= ALIKE * usual).map(|(_, bbox)| *bbox);
    let (level, upright): (Vec<Rect>, Vec<Rect>) = own.partition(|bbox| bbox.width() > bbox.height());
    // A plan has many other lines.
    let are_most = 2 * (level.len() + upright.len()) > page.drawings.len();
    if level.len() < FEWEST.0 || upright.len() < FEWEST.1 || !are_most {
        return None;
    }
    let bbox = level.into_iter().chain(upright).reduce(Rect::union)?;
    let message = "rules lean on this page as those of a table that is laid aslant, and are not read";
    let place = Place::at(At::Page { page: page.number, bbox: turned.back(bbox) });
    let readings = ["lines of a drawing", "rules that part the cells"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
    Some(Finding { severity: Severity::Error, ..finding })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::upright::upright;

    #[test]
    fn rules_that_lean_alike_both_ways_are_said() {
        let read = |lean: [f32; 2], upright_ones: usize, others: usize| {
            let bbox = |i: usize| Rect::new(50.0, 30.0 * i as f32, 250.0, 30.0 * i as f32 + 200.0 * lean[0]);
            let level = (0..4).map(bbox);
            let down = (0..upright_ones)
                .map(|i| Rect::new(60.0 * i as f32, 50.0, 60.0 * i as f32 + 100.0 * lean[1], 150.0));
            let others = (0..others).map(|_| Rect::new(0.0, 0.0, 40.0, 40.0));
            let drawings =
                level.chain(down).chain(others).map(|bbox| Drawing { bbox, segments: 1 }).collect();
            let page = Page { number: 1, width: 400.0, height: 400.0, drawings, ..Page::default() };
            let (page, turned) = upright(page);
            askew(&page, turned).is_some()
        };
        let said = |lean, upright_ones| read(lean, upright_ones, 0);
        assert!(said([0.021, 0.021], 3));
        assert!(!read([0.021, 0.021], 3, 10));
        // Lines of one direction, and those of a drawing, which lean as they happen to.
        assert!(!said([0.021, 0.021], 0));
        assert!(!said([0.021, 0.06], 3));
        assert!(!said([0.5, 0.5], 3));
    }
}
