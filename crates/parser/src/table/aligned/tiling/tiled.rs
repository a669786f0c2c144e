//! The cells of a body: each of its columns is tiled by the texts in it.
//!
//! Some middles can be tiled in two ways. The cells that both ways have are certain; they tell the columns beside them
//! which way is the likelier one, and a finding names both.

use std::ops::Range;

use super::groups::{Leant, grouped, regrouped};
use super::items::{items, reach, terms};
use super::kinds::{endings, of_one_kind};
use crate::table::aligned::content::{is_grand_total, is_total, names_part};
use crate::table::aligned::header::Spread;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::{Body, Parted};
use crate::table::aligned::settings::Lines;
use crate::table::aligned::tiling::{Item, Others, Terms, Tile, tile};
use fenjie_model::text::is_chinese;
use fenjie_model::{HashMap, HashSet};

/// The price of each row of a cell above its text, to decide between readings that are otherwise the same.
pub(super) const UP: f32 = 0.002;
/// Groups of more rows are hardly all alike.
const HIGHEST: usize = 6;
/// The prices of blank and of merged cells in a column that could do without merged ones.
const SPARSE: (f32, f32) = (0.1, 1.0);

/// The cells of a body, and those that another reading of the same middles has instead.
pub(crate) struct Reading {
    /// The cells, row 0 the first of the body.
    pub(crate) cells: Vec<Spread>,
    /// Those that another reading has instead.
    pub(crate) others: Vec<Spread>,
}

/// The cells of the body, row 0 its first.
///
/// Some middles can be tiled in two ways. The cells that both ways have are certain; they tell the columns beside them
/// which way is the likelier one.
pub(crate) fn body_cells(body: &Body<'_>, rows: &[Range<usize>], edges: &[f32]) -> Reading {
    let mut certain: Vec<Spread> = Vec::new();
    for _ in 0..2 {
        let down = tiled(body, rows, edges, &certain, UP);
        if down.iter().all(|s| s.rows.len() < 2) {
            return Reading { cells: down, others: Vec::new() };
        }
        let up: HashSet<Spread> = tiled(body, rows, edges, &certain, -UP).into_iter().collect();
        certain =
            down.into_iter().filter(|s| s.rows.len() > 1 && !s.pieces.is_empty() && up.contains(s)).collect();
    }
    let down = tiled(body, rows, edges, &certain, UP);
    let up = tiled(body, rows, edges, &certain, -UP);
    if body.parted == Parted::AtWalls {
        let group = |leant: Leant| {
            tiled_by(body, rows, edges, &certain, UP, |tiles, items, others, terms| {
                regrouped(tiles, items, edges, others, (terms, leant))
            })
        };
        let cells = group(Leant::Cheaper);
        let mut others = differing(up, &cells);
        others.extend(differing(down, &cells));
        others.extend(differing(group(Leant::AsCheap), &cells));
        return Reading { cells, others };
    }
    let cells = match (body.exact, body.settings.lines) {
        (true, _) => tiled_alike(body, rows, edges, &certain),
        (false, Lines::Grid) => tiled_by(body, rows, edges, &certain, UP, |tiles, items, others, terms| {
            of_one_kind(tiles, items, edges, (&others.endings, terms))
        }),
        (false, Lines::Measured) => down.clone(),
    };
    let mut others = differing(up, &cells);
    others.extend(differing(down, &cells));
    Reading { cells, others }
}

/// The cells with a text that a reading lacks.
fn differing(cells: Vec<Spread>, reading: &[Spread]) -> Vec<Spread> {
    let taken: HashSet<&Spread> = reading.iter().collect();
    cells.into_iter().filter(|s| !s.pieces.is_empty() && !taken.contains(s)).collect()
}

/// The cells of all columns, with a price for each row above a text.
fn tiled(body: &Body<'_>, rows: &[Range<usize>], edges: &[f32], certain: &[Spread], up: f32) -> Vec<Spread> {
    tiled_by(body, rows, edges, certain, up, |tiles, _, _, _| tiles)
}

/// The same, where groups that can all have as many rows do.
fn tiled_alike(body: &Body<'_>, rows: &[Range<usize>], edges: &[f32], certain: &[Spread]) -> Vec<Spread> {
    tiled_by(body, rows, edges, certain, UP, |tiles, items, others, terms| {
        let price = |tiles: &[Tile]| tiles.iter().map(|t| others.of_groups(&t.rows)).sum::<f32>();
        let alike = alike(&tiles, items, edges, terms).filter(|alike| price(alike) <= price(&tiles));
        alike.unwrap_or_else(|| of_one_kind(tiles, items, edges, (&others.endings, terms)))
    })
}

fn tiled_by(
    body: &Body<'_>,
    rows: &[Range<usize>],
    edges: &[f32],
    certain: &[Spread],
    up: f32,
    choose: impl Fn(Vec<Tile>, &[Item], &Others, Terms) -> Vec<Tile>,
) -> Vec<Spread> {
    let begin = rows.first().map_or(body.pieces.len(), |r| body.bands[r.start].start);
    // The cell that a piece over several columns was put into, told by the first of them.
    let mut home: Vec<Option<usize>> = vec![None; body.pieces.len()];
    let mut cells: Vec<Spread> = Vec::new();
    let closed: Vec<usize> = (1..rows.len()).filter(|&r| body.closed[rows[r].start].is_some()).collect();
    let reach = reach(body);
    for c in (0..body.columns.len()).take_while(|_| !body.deadline.passed()) {
        let own: Vec<usize> = (begin..body.pieces.len()).filter(|&i| body.pieces[i].covers(c)).collect();
        let elsewhere = |s: &&Spread| !s.columns.contains(&c);
        let others = Others {
            merged: certain.iter().filter(elsewhere).map(|s| s.rows.clone()).collect(),
            subtotals: subtotals(body, rows, c),
            parts: parts(body, rows, c),
            closed: closed.clone(),
            endings: endings(body, rows, c),
        };
        let terms = Terms { up, ..terms(body, c, &own) };
        let (mut items, mut of) = items((body, &reach), &own, &home, &cells, &[]);
        let (mut price, mut tiles) = tile(edges, &items, &others, terms);
        if body.parted == Parted::AtWalls
            && terms.merged < terms.blank
            && !is_exact(edges, &items, &tiles, body.em)
            && !grouped(&tiles, &items, edges, &others)
        {
            let sparse = Terms { blank: SPARSE.0, merged: SPARSE.1, ..terms };
            let (other, single) = tile(edges, &items, &others, sparse);
            let on_rows = single.iter().all(|t| t.rows.len() == 1) && tiles.iter().all(|t| t.items.len() < 2);
            if on_rows && other.is_finite() {
                (price, tiles) = (other, single);
            }
        }
        let single =
            |t: &Tile| of[t.items.start].iter().all(|&i| body.pieces[i].to - body.pieces[i].from == 1);
        if c > 0 && groups(tiles.iter().filter(|t| !t.items.is_empty() && single(t))) {
            let merged = |s: &&Spread| s.columns.contains(&(c - 1)) && s.rows.len() > 1;
            let heights = |s: &Spread| (edges[s.rows.start], edges[s.rows.end]);
            let beside: Vec<(f32, f32)> = cells.iter().filter(merged).map(heights).collect();
            (items, of) = super::items::items((body, &reach), &own, &home, &cells, &beside);
            (price, tiles) = tile(edges, &items, &others, terms);
        }
        // The first cell of the first column can go on from the page before, where its name is printed.
        let begun =
            tiles.iter().position(|t| !t.items.is_empty()).filter(|_| body.exact && c == 0).unwrap_or(0);
        let has_blanks = tiles[begun..].iter().any(|t| t.items.is_empty())
            || lie_below(body, rows, c)
            || stand_first(body, &own, &tiles)
            || stand_evenly(body, &items, edges);
        if has_blanks
            && settled(&tiles[begun..], &items, edges, terms)
            && !(body.parted == Parted::AtWalls && grouped(&tiles, &items, edges, &others))
        {
            tiles = each_alone(&items, edges);
        }
        tiles = choose(tiles, &items, &others, terms);
        if !price.is_finite() {
            cells.extend(as_printed(body, rows, c, &own));
            continue;
        }
        for t in tiles {
            let printed: Vec<usize> = of[t.items.clone()].concat();
            match printed.first() {
                None => cells.push(Spread { rows: t.rows, columns: c..c + 1, pieces: printed }),
                Some(&first) if body.pieces[first].from == c => {
                    let to = printed.iter().map(|&i| body.pieces[i].to).max().unwrap_or(c + 1);
                    for &i in &printed {
                        home[i] = Some(cells.len());
                    }
                    cells.push(Spread { rows: t.rows, columns: c..to, pieces: printed });
                }
                Some(_) => {}
            }
        }
    }
    cells
}

/// The rows that name a subtotal in the column next to one.
fn subtotals(body: &Body<'_>, rows: &[Range<usize>], column: usize) -> Vec<usize> {
    let names = |band: usize| {
        let own = &body.pieces[body.bands[band].clone()];
        own.iter().any(|p| p.from == column + 1 && is_total(&p.text) && !is_grand_total(&p.text))
    };
    (0..rows.len()).filter(|&r| rows[r].clone().any(names)).collect()
}

/// The rows below the first one whose first text behind a column names a part of the row above.
fn parts(body: &Body<'_>, rows: &[Range<usize>], column: usize) -> Vec<usize> {
    let names = |bands: &Range<usize>| {
        let own = &body.pieces[body.bands[bands.start].start..body.bands[bands.end - 1].end];
        own.iter().find(|p| p.from > column).is_some_and(|p| names_part(&p.text))
    };
    (1..rows.len()).filter(|&r| names(&rows[r])).collect()
}

/// Each piece of a column in the row of its band, where the column cannot be tiled.
fn as_printed(body: &Body<'_>, rows: &[Range<usize>], column: usize, own: &[usize]) -> Vec<Spread> {
    // Pieces are in order of their bands.
    let before = |band: usize| own.partition_point(|&i| body.pieces[i].band < band);
    rows.iter()
        .enumerate()
        .map(|(r, bands)| Spread {
            rows: r..r + 1,
            columns: column..column + 1,
            pieces: own[before(bands.start)..before(bands.end)]
                .iter()
                .copied()
                .filter(|&i| body.pieces[i].from == column)
                .collect(),
        })
        .collect()
}

/// Whether cells fill a column, each text in the middle of its own: chance hardly does that.
fn is_exact(edges: &[f32], items: &[Item], tiles: &[Tile], em: f32) -> bool {
    /// How far a text may be off the middle, in ems.
    const OFF: f32 = 0.3;
    tiles.iter().all(|t| {
        let texts = &items[t.items.clone()];
        let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return false };
        let middle = f32::midpoint(edges[t.rows.start], edges[t.rows.end]);
        (f32::midpoint(first.top, last.bottom) - middle).abs() <= OFF * em
    })
}

/// Whether all rows without a text in a column hold values in brackets alone: the errors of those above, which have no
/// names of their own.
fn lie_below(body: &Body<'_>, rows: &[Range<usize>], column: usize) -> bool {
    let own =
        |bands: &Range<usize>| &body.pieces[body.bands[bands.start].start..body.bands[bands.end - 1].end];
    let nameless = || rows.iter().map(own).filter(|own| !own.iter().any(|p| p.covers(column)));
    let in_brackets = |p: &Piece| p.value && p.text.starts_with(['(', '[']);
    nameless().next().is_some() && nameless().all(|own| own.iter().all(in_brackets))
}

/// Whether names in Latin script begin with the first row: they stand on the first of theirs, and what is below them is blank.
fn stand_first(body: &Body<'_>, own: &[usize], tiles: &[Tile]) -> bool {
    let is_latin = |&i: &usize| !body.pieces[i].text.contains(is_chinese);
    let is_first = tiles.first().is_some_and(|t| t.rows == (0..1) && !t.items.is_empty());
    is_first && body.settings.is_of_page() && own.iter().all(is_latin)
}

/// Whether names stand at even distances from the first row to that of the last group, which can be cut: around their middles
/// the cells would be one row high and many in turn.
fn stand_evenly(body: &Body<'_>, items: &[Item], edges: &[f32]) -> bool {
    /// So many names tell it.
    const FEWEST: usize = 3;
    let row = |item: &Item| edges.partition_point(|y| *y <= f32::midpoint(item.top, item.bottom));
    let named: Vec<usize> = items.iter().map(row).collect();
    let [first, second, .., last] = named[..] else { return false };
    let height = second.saturating_sub(first);
    let left = edges.len().saturating_sub(last);
    body.settings.is_of_page()
        && first == 1
        && height > 1
        && named.windows(2).all(|pair| pair[1] == pair[0] + height)
        && (left == height || left < height && named.len() > FEWEST)
}

/// Whether the texts of a column that has blank cells are all in the middle of a row: they are cells of one row then, for
/// columns whose cells are merged downwards have no blank ones.
fn settled(tiles: &[Tile], items: &[Item], edges: &[f32], terms: Terms) -> bool {
    let merged = tiles.iter().any(|t| t.rows.len() > 1);
    let in_row = |item: &Item| {
        let middle = f32::midpoint(item.top, item.bottom);
        let row = edges.partition_point(|y| *y <= middle);
        row > 0 && row < edges.len() && {
            let off = middle - f32::midpoint(edges[row - 1], edges[row]);
            item.fixed.is_none() && off >= -terms.above && off <= terms.below
        }
    };
    let rows: Vec<usize> = items
        .iter()
        .map(|item| edges.partition_point(|y| *y <= f32::midpoint(item.top, item.bottom)))
        .collect();
    merged && items.iter().all(in_row) && rows.windows(2).all(|w| w[0] < w[1])
}

/// The same texts in cells of one height, where all cells but the first and last ones can have it.
fn alike(tiles: &[Tile], items: &[Item], edges: &[f32], terms: Terms) -> Option<Vec<Tile>> {
    let free = |t: &Tile| !t.items.is_empty() && items[t.items.clone()].iter().all(|i| i.fixed.is_none());
    let (first, last) = (tiles.iter().position(free)?, tiles.iter().rposition(free)?);
    let own = &tiles[first..=last];
    let (from, rows) = (own[0].rows.start, own.iter().map(|t| t.rows.len()).sum::<usize>());
    let height = rows / own.len();
    if !own.iter().all(free) || !(2..=HIGHEST).contains(&height) || height * own.len() != rows {
        return None;
    }
    let of = |k: usize| from + k * height..from + (k + 1) * height;
    let fits = |(k, t): (usize, &Tile)| {
        let (rows, texts) = (of(k), &items[t.items.clone()]);
        let middle = f32::midpoint(edges[rows.start], edges[rows.end]);
        let off = f32::midpoint(texts[0].top, texts[texts.len() - 1].bottom) - middle;
        off >= -terms.above && off <= terms.below
    };
    own.iter().enumerate().all(|(k, t)| fits((k, t))).then(|| {
        let mut found = tiles.to_vec();
        for (k, t) in found[first..=last].iter_mut().enumerate() {
            t.rows = of(k);
        }
        found
    })
}

/// The cells of a column of which each is in a row of its own.
fn each_alone(items: &[Item], edges: &[f32]) -> Vec<Tile> {
    let mut next = 0;
    (0..edges.len() - 1)
        .map(|r| {
            let from = next;
            let inside = |item: &&Item| f32::midpoint(item.top, item.bottom) < edges[r + 1];
            next += items[from..].iter().take_while(inside).count();
            Tile { rows: r..r + 1, items: from..next }
        })
        .collect()
}

/// Whether the cells of a column group rows: most of its texts reach over several.
fn groups<'a>(texts: impl Iterator<Item = &'a Tile>) -> bool {
    let (mut all, mut merged) = (0, 0);
    for t in texts {
        all += 1;
        merged += usize::from(t.rows.len() > 1);
    }
    2 * merged > all
}

/// Joins the texts of columns that the header does not divide with the blank cells at their right.
pub(crate) fn undivided(cells: &mut Vec<Spread>, header: &[Spread], end: usize) {
    let wide = header.iter().filter(|h| h.rows.end == end && h.columns.len() > 1 && h.columns.len() < 4);
    for columns in wide.map(|h| h.columns.clone()) {
        for c in columns.start + 1..columns.end {
            let whole =
                |s: &Spread| s.columns.end == c && s.columns.start >= columns.start && !s.pieces.is_empty();
            let lefts: HashMap<Range<usize>, usize> = cells
                .iter()
                .enumerate()
                .filter(|(_, s)| whole(s))
                .map(|(at, s)| (s.rows.clone(), at))
                .collect();
            let mut joined = vec![false; cells.len()];
            for at in 0..cells.len() {
                let (from, to) = (cells[at].columns.start, cells[at].columns.end);
                if from == c
                    && to <= columns.end
                    && cells[at].pieces.is_empty()
                    && let Some(&left) = lefts.get(&cells[at].rows)
                {
                    cells[left].columns.end = to;
                    joined[at] = true;
                }
            }
            let mut joined = joined.into_iter();
            cells.retain(|_| joined.next() != Some(true));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::grid::wraps;
    use crate::table::aligned::rows::bounds::bounds;
    use crate::table::aligned::rows::slots;
    use crate::table::aligned::rows::tests::of_text;

    #[test]
    fn a_group_ends_where_names_change_their_kind() {
        let rows = |fourth: &str| {
            format!(
                "板块  区镇（街道）  目标\n        海门街道    369\n街道    三厂街道    228\n        滨江街道     35\n        {fourth}    353\n         常乐镇      80\n         悦来镇     171\n区镇     四甲镇      28\n         余东镇      88\n         正余镇     201\n         包场镇     355"
            )
        };
        check(&rows(" 三星镇 "), &[0..3, 3..10]);
        check(&rows("三星街道"), &[0..4, 4..10]);
    }

    /// The rows of the cells of the first column, below a header of one line.
    #[track_caller]
    fn check(text: &str, expected: &[Range<usize>]) {
        let cells = of_text(text, true, |body| {
            let rows = wraps::cuts(body).rows(1);
            let read = body_cells(body, &rows, &bounds(&rows, body));
            read.cells.into_iter().filter(|s| s.columns.start == 0).map(|s| s.rows).collect::<Vec<_>>()
        });
        assert_eq!(cells, expected);
    }

    #[test]
    fn a_subtotal_closes_its_group_though_others_would_be_as_high() {
        let rows = |last: &str| {
            format!(
                "片区   街道   任务（亩）\n      东街道      1\n      西街道      2\n北片  南街道      3\n      北街道      4\n       {last}      10\n      甲街道      5\n      乙街道      6\n      丙街道      7\n南片  丁街道      8\n      戊街道      9\n      己街道      1\n       {last}      36"
            )
        };
        check(&rows("小计"), &[0..5, 5..12]);
        check(&rows("新街"), &[0..6, 6..12]);
    }

    #[test]
    fn a_serial_does_not_reach_up_over_a_part_of_the_row_above() {
        check(
            "序号         指标名称          单位\n 1        地区生产总值         亿元\n 2     规模以上工业总产值      亿元\n      其中：战略性新兴产业     亿元\n              产值\n 3     全社会固定资产投资      亿元\n         其中：工业投资        亿元\n           房地产投资          亿元\n 4    单位增加值能耗下降率      %",
            &[0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7],
        );
    }

    #[test]
    fn names_at_even_distances_stand_on_the_first_of_their_rows() {
        let names = ["甲厂", "乙厂", "丙厂", "丁厂"];
        let amounts: Vec<String> = (11..27).map(|n| format!("{n}.5")).collect();
        let months = ["一月", "二月", "三月", "四月"];
        let mut rows = vec![["水厂", "月份", "水量"]];
        for (row, amount) in amounts.iter().enumerate() {
            let name = if row % 4 == 0 { names[row / 4] } else { "_" };
            rows.push([name, months[row % 4], amount]);
        }
        slots::tests::check_rows(&rows, &[]);
    }

    #[test]
    fn names_stand_on_the_first_of_their_rows() {
        let rows = [
            ["Site", "Depth", "Zn"],
            ["Inner bay", "0", "37.9"],
            ["_", "5", "50.8"],
            ["Outer bay", "0", "83.4"],
            ["_", "5", "7.3"],
        ];
        slots::tests::check_rows(&rows, &[]);
    }
}
