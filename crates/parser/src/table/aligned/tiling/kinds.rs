//! What the names of rows end in (街道, 镇) tells where groups of them do.

use std::ops::Range;

use super::{Item, Terms, Tile};
use crate::table::aligned::rows::Body;
use fenjie_model::text::is_cjk;

/// What the texts end in that rows have in the column next to one.
pub(super) fn endings(body: &Body<'_>, rows: &[Range<usize>], column: usize) -> Vec<Option<char>> {
    let of = |bands: &Range<usize>| {
        let own = &body.pieces[body.bands[bands.start].start..body.bands[bands.end - 1].end];
        let name = own.iter().rfind(|p| (p.from, p.to) == (column + 1, column + 2))?;
        name.text.chars().last().filter(|c| is_cjk(*c))
    };
    rows.iter().map(of).collect()
}

/// The same cells with the ends of groups where the names in them change their kind (街道, 镇), where the middles allow it and
/// all groups have one kind then.
pub(super) fn of_one_kind(
    tiles: Vec<Tile>,
    items: &[Item],
    edges: &[f32],
    (endings, terms): (&[Option<char>], Terms),
) -> Vec<Tile> {
    let is_one = |rows: &Range<usize>| {
        endings[rows.start].is_some() && endings[rows.clone()].windows(2).all(|w| w[0] == w[1])
    };
    let fits = |tile: &Tile, rows: &Range<usize>| {
        let items = &items[tile.items.clone()];
        let (Some(first), Some(last), false) = (items.first(), items.last(), rows.is_empty()) else {
            return false;
        };
        let middle = f32::midpoint(edges[rows.start], edges[rows.end]);
        let off = f32::midpoint(first.top, last.bottom) - middle;
        first.fixed.is_none() && off >= -terms.above && off <= terms.below
    };
    let mut found = tiles.clone();
    for k in 1..found.len() {
        let (from, end, to) = (found[k - 1].rows.start, found[k].rows.start, found[k].rows.end);
        let ends = [end, end - 1, end + 1].into_iter();
        let fit = |end: &usize| fits(&found[k - 1], &(from..*end)) && fits(&found[k], &(*end..to));
        if let Some(end) = ends.filter(fit).find(|end| is_one(&(from..*end))) {
            (found[k - 1].rows.end, found[k].rows.start) = (end, end);
        }
    }
    let named = tiles.len() > 1 && terms.merged < terms.blank && found.iter().any(|t| t.rows.len() > 1);
    if named && found.iter().all(|t| is_one(&t.rows)) { found } else { tiles }
}
