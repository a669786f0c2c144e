//! Rules between the rows make slots: what lies in one column between two rules is one cell.
//!
//! Where a cell is merged downwards the rule is not drawn, so the rules tell how far each cell reaches down; the
//! columns and what a cell covers of them come from the text.

use std::ops::Range;

use crate::table::aligned::columns::align::{Column, over};
use crate::table::aligned::content::{SERIALS, is_serial, is_total};
use crate::table::aligned::header::{Spread, header};
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::ruling::Line;
use crate::table::aligned::tiling::tiled::undivided;
use fenjie_model::HashMap;

/// Rules part the rows where at most this part of the neighbours in the columns of values share a slot.
const TOGETHER: f32 = 0.05;
/// Texts farther from each other than this, in ems, are not of one cell.
const FARTHEST: f32 = 3.0;
/// Rules nearer than this are one, in ems: a row is higher.
const THINNEST: f32 = 0.7;

/// What is lower than this between two rules, in ems, and blank is no row.
const LOWEST_ROW: f32 = 1.2;

/// Cells as the rules between the rows bound them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Slots {
    /// The heights at which the rows begin, and where the last one ends.
    pub(crate) bounds: Vec<f32>,
    /// The cells, with their pieces from the top.
    pub(crate) cells: Vec<Spread>,
    /// How many rows are the header's.
    pub(crate) header_rows: usize,
}

/// The slots of a table, if rules part its rows.
pub(crate) fn slots(body: &Body<'_>) -> Option<Slots> {
    let bounds = bounds(body)?;
    let rows = bounds.len() - 1;
    let top = body.heights.iter().map(|h| f32::midpoint(h.0, h.1)).fold(f32::INFINITY, f32::min);
    let is_shaded = !body.lines.iter().any(|line| line.drawn);
    // The first side of a shading below the heads can be that of the second row.
    if rows < 3 || is_shaded && (body.lacks_texts(&bounds) || body.lines.iter().all(|line| line.y > top)) {
        return None;
    }
    let runs: Vec<Vec<Range<usize>>> =
        body.columns.iter().map(|column| runs(column, &bounds, body.lines, body.em)).collect();
    let row = |p: &Piece| bounds.partition_point(|y| *y <= p.middle()).clamp(1, rows) - 1;
    // The runs of a column follow each other.
    let run = |p: &Piece| {
        let (runs, row) = (&runs[p.own.0], row(p));
        runs.get(runs.partition_point(|r| r.end <= row)).cloned()
    };
    if !parted(body, run) {
        return None;
    }
    // The header ends at the first rule over all columns.
    let depth = (1..rows).find(|&k| runs.iter().all(|runs| runs.iter().any(|r| r.end == k)))?;
    // Where none is drawn below that, rules tell the header alone.
    if depth + 1 == rows {
        return None;
    }
    let top = body.pieces.iter().take_while(|p| row(p) < depth).count();
    let bands = body.bands.iter().take_while(|b| b.end <= top).count();
    let is_header = bands > 0 && !body.pieces[..top].iter().any(|p| p.value && p.own.0 > 0);
    let header = is_header.then(|| header(body, bands));
    let skipped = if is_header { depth } else { 0 };
    let deeper = header.as_ref().map_or(0, |h| h.bounds.len() - 1);
    let mut heights = header.as_ref().map_or(Vec::new(), |h| h.bounds[..deeper].to_vec());
    heights.extend(&bounds[skipped..]);
    let mut cells: Vec<Spread> = header.map_or(Vec::new(), |h| h.cells);
    let heads = cells.len();
    let mut own: HashMap<Range<usize>, Vec<usize>> = HashMap::default();
    for (i, p) in body.pieces.iter().enumerate() {
        own.entry(run(p)?).or_default().push(i);
    }
    for rows in rows_of(&runs, skipped) {
        let is_run = |runs: &Vec<Range<usize>>| {
            runs.binary_search_by_key(&rows.start, |r| r.start).is_ok_and(|k| runs[k] == rows)
        };
        let columns: Vec<bool> = runs.iter().map(is_run).collect();
        let own = own.get(&rows).map_or(&[][..], Vec::as_slice);
        cells.extend(across(body, &columns, own).into_iter().map(|(columns, pieces)| Spread {
            rows: rows.start - skipped + deeper..rows.end - skipped + deeper,
            columns,
            pieces,
        }));
    }
    let mut below = cells.split_off(heads);
    undivided(&mut below, &cells, deeper);
    cells.append(&mut below);
    Some(Slots { bounds: heights, cells, header_rows: deeper })
}

impl Body<'_> {
    /// Whether some column of texts has fewer than others, and none in one of the stripes between `bounds`: its cells can be
    /// merged, which the shadings of rows reach over.
    fn lacks_texts(&self, bounds: &[f32]) -> bool {
        let texts = |c: usize| self.pieces.iter().filter(move |p| p.own == (c, c + 1));
        let rows = (0..self.columns.len()).map(|c| texts(c).count()).max().unwrap_or(0);
        let is_blank =
            |c: usize, stripe: &[f32]| !texts(c).any(|p| stripe[0] < p.middle() && p.middle() <= stripe[1]);
        let lacks = |c: usize| texts(c).count() < rows && bounds.windows(2).any(|stripe| is_blank(c, stripe));
        (0..self.columns.len()).any(|c| lacks(c) && !texts(c).any(|p| p.value))
    }
}

/// Whether two digits are of one number, in a column too narrow for it.
fn is_broken_serial(above: &Piece, below: &Piece, em: f32) -> bool {
    let is_digit = |p: &Piece| p.text.len() == 1 && is_serial(&p.text);
    is_digit(above) && is_digit(below) && below.top - above.bottom < 0.5 * em
}

/// The different rows of slots from a row on.
fn rows_of(runs: &[Vec<Range<usize>>], from: usize) -> Vec<Range<usize>> {
    let mut all: Vec<(usize, usize)> =
        runs.iter().flatten().filter(|r| r.start >= from).map(|r| (r.start, r.end)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|(start, end)| start..end).collect()
}

/// The cells of slots that lie over the same rows: the columns and the pieces of each.
///
/// A text that lies over several slots has them all. One off the alignment of its column has the blank ones beside it
/// that it is centred over.
fn across(body: &Body<'_>, columns: &[bool], own: &[usize]) -> Vec<(Range<usize>, Vec<usize>)> {
    let of = |i: usize| &body.pieces[i];
    let mut cells: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    let mut c = 0;
    while c < columns.len() {
        if !columns[c] {
            c += 1;
            continue;
        }
        let pieces: Vec<usize> = own.iter().copied().filter(|&i| of(i).own.0 == c).collect();
        let reach = pieces.iter().map(|&i| of(i).own.1).max().unwrap_or(c + 1);
        let others = own.iter().map(|&i| of(i).own.0).filter(|&o| o > c).min().unwrap_or(columns.len());
        let to = (c + 1..reach.min(others)).take_while(|&k| columns[k]).last().map_or(c + 1, |k| k + 1);
        cells.push((c..to, pieces));
        c = to;
    }
    let mut at = 0;
    while at < cells.len() {
        let (first, last) = widened(body, &cells, at);
        if first < at || at < last {
            let pieces = std::mem::take(&mut cells[at].1);
            cells[first] = (cells[first].0.start..cells[last].0.end, pieces);
            cells.drain(first + 1..=last);
        }
        at = first + 1;
    }
    cells
}

/// The first and the last of the blank cells around a text that it is centred over, itself included.
fn widened(body: &Body<'_>, cells: &[(Range<usize>, Vec<usize>)], at: usize) -> (usize, usize) {
    let (columns, own) = &cells[at];
    let Some(&widest) =
        own.iter().max_by(|&&a, &&b| body.pieces[a].width().total_cmp(&body.pieces[b].width()))
    else {
        return (at, at);
    };
    let piece = &body.pieces[widest];
    let blank = |k: usize, beside: usize| {
        let (left, right) = (k.min(beside), k.max(beside));
        cells[k].1.is_empty() && cells[left].0.end == cells[right].0.start
    };
    let first = (0..at).rev().take_while(|&k| blank(k, k + 1)).last().unwrap_or(at);
    let last = (at + 1..cells.len()).take_while(|&k| blank(k, k - 1)).last().unwrap_or(at);
    let reach = |a: usize, b: usize| over(piece, body.columns, cells[a].0.start, cells[b].0.end);
    let near = body.settings.centred * body.em;
    let whole = cells[first].0.start == 0 && cells[last].0.end == body.columns.len();
    if whole && body.is_section(piece) {
        // A panel knows its columns: those of the values are not that of the names.
        return if piece.panel && columns.len() > 1 { (at, at) } else { (first, last) };
    }
    // A unit of all values can stand in the middle of one of their columns.
    let is_of_values = (piece.from, piece.to) == (1, body.columns.len()) && own.len() == 1 && !piece.value;
    if whole && is_of_values && cells[first].0 == (0..1) && at > first {
        return (first + 1, last);
    }
    let nearest = (at.max(1)..=last).min_by(|&a, &b| reach(0, a).total_cmp(&reach(0, b)));
    if first == 0
        && cells[0].0.start == 0
        && is_total(&piece.text)
        && let Some(to) = nearest.filter(|&to| reach(0, to) <= near)
    {
        return (0, to);
    }
    let off = if columns.len() == 1 { body.columns[columns.start].off(piece) } else { reach(at, at) };
    if off <= body.settings.aligned * body.em || piece.value {
        return (at, at);
    }
    let mut best = (off - 0.5 * body.em, at, at);
    for a in first..=at {
        for b in at..=last {
            let off = reach(a, b);
            if off <= near && off < best.0 {
                best = (off, a, b);
            }
        }
    }
    (best.1, best.2)
}

/// The heights of the rules that lie over or under a text, with the ends of the table.
fn bounds(body: &Body<'_>) -> Option<Vec<f32>> {
    let top = body.heights.iter().map(|h| h.0).reduce(f32::min)?;
    let bottom = body.heights.iter().map(|h| h.1).reduce(f32::max)?;
    let mut found: Vec<f32> = body
        .lines
        .iter()
        .filter(|l| body.columns.iter().any(|c| l.covers(c)))
        .map(|l| l.y)
        .filter(|y| *y > top - body.em && *y < bottom + body.em)
        .collect();
    found.sort_by(f32::total_cmp);
    if found.first().is_none_or(|y| *y > top + 0.5 * body.em) {
        found.insert(0, top - body.row_gap() / 2.0);
    }
    if found.last().is_none_or(|y| *y < bottom - 0.5 * body.em) {
        found.push(bottom + body.row_gap() / 2.0);
    }
    found.dedup_by(|b, a| *b - *a < THINNEST * body.em);
    let mut middles: Vec<f32> = body.pieces.iter().map(Piece::middle).collect();
    middles.sort_by(f32::total_cmp);
    let is_blank = |top: f32, bottom: f32| {
        let next = middles.partition_point(|y| *y <= top);
        bottom - top < LOWEST_ROW * body.em && middles.get(next).is_none_or(|y| *y > bottom)
    };
    // The lines of a cell can be shaded apart from the rest of it.
    found.dedup_by(|b, a| {
        let blank = is_blank(*a, *b);
        if blank {
            *a = *b;
        }
        blank
    });
    Some(found)
}

/// The rows of each slot of a column.
fn runs(column: &Column, bounds: &[f32], lines: &[Line], em: f32) -> Vec<Range<usize>> {
    let rows = bounds.len() - 1;
    let mut walls: Vec<f32> = lines.iter().filter(|l| l.covers(column)).map(|l| l.y).collect();
    walls.sort_by(f32::total_cmp);
    let wall = |k: usize| {
        let next = walls.partition_point(|y| *y <= bounds[k] - THINNEST * em);
        walls.get(next).is_some_and(|y| *y < bounds[k] + THINNEST * em)
    };
    let mut runs = Vec::new();
    let mut from = 0;
    for k in 1..=rows {
        if k == rows || wall(k) {
            runs.push(from..k);
            from = k;
        }
    }
    runs
}

/// Whether the texts that are rows of their own, the values, stand in slots of their own.
fn parted(body: &Body<'_>, run: impl Fn(&Piece) -> Option<Range<usize>>) -> bool {
    let (mut pairs, mut together) = (0usize, 0usize);
    for c in 0..body.columns.len() {
        let own = |p: &&Piece| p.own == (c, c + 1);
        let values = body.pieces.iter().filter(own).filter(|p| p.value).count() > 1;
        let mut above: Option<&Piece> = None;
        for p in body.pieces.iter().filter(own).filter(|p| !values || p.value) {
            if let Some(above) = above.replace(p)
                && (values || p.top - above.bottom > 1.2 * body.em)
                && !(c < SERIALS && is_broken_serial(above, p, body.em))
            {
                pairs += 1;
                let shared = run(above) == run(p);
                // Rows that their shading tells apart leave no rules in a column of merged cells.
                if shared && !values && p.top - above.bottom > FARTHEST * body.em {
                    return false;
                }
                together += usize::from(shared);
            }
        }
    }
    pairs > 0 && together as f32 <= TOGETHER * pairs as f32
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::deadline::Deadline;
    use crate::table::aligned::build::table;
    use crate::table::aligned::ruling::Frame;
    use crate::table::aligned::{Bounds, Region, Settings, Word};
    use crate::table::tests::draw;
    use fenjie_model::{At, Rect};

    /// Words of 10 points with their left end and top, and rules; the table as drawn.
    #[track_caller]
    pub(crate) fn check(texts: &[(&str, f32, f32)], rules: &[(f32, f32, f32)], expected: &str) {
        check_lines(texts, rules, true, expected);
    }

    /// The same of rows 14 points high, in columns of 150 points: each text is a cell, `_` a blank one.
    #[track_caller]
    pub(crate) fn check_rows(rows: &[[&str; 3]], rules: &[(f32, f32, f32)]) {
        let drawn: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
        assert_eq!(draw(&found_rows(rows, rules).table), drawn.join("\n"));
    }

    /// The table of such rows, with what is said of it.
    #[track_caller]
    pub(crate) fn found_rows(rows: &[[&str; 3]], rules: &[(f32, f32, f32)]) -> Region {
        let mut texts = Vec::new();
        for (row, own) in (0u8..).zip(rows) {
            let placed = (0u8..).zip(own).filter(|(_, text)| **text != "_");
            texts.extend(placed.map(|(c, text)| (*text, 150.0 * f32::from(c), 14.0 * f32::from(row))));
        }
        found(&texts, rules, true)
    }

    /// The same between rules, or the sides of shadings.
    #[track_caller]
    fn check_lines(texts: &[(&str, f32, f32)], rules: &[(f32, f32, f32)], drawn: bool, expected: &str) {
        assert_eq!(draw(&found(texts, rules, drawn).table), expected);
    }

    /// The table of words of 10 points.
    #[track_caller]
    fn found(texts: &[(&str, f32, f32)], rules: &[(f32, f32, f32)], drawn: bool) -> Region {
        let words: Vec<Word> = texts
            .iter()
            .map(|&(text, x0, top)| {
                let bbox = Rect::new(x0, top, x0 + 10.0 * text.chars().count() as f32, top + 10.0);
                Word { text: text.to_owned(), bbox, size: 10.0, at: At::Page { page: 1, bbox } }
            })
            .collect();
        let settings = Settings::page();
        let bands = crate::table::aligned::bands::bands(&words, &settings);
        let lines: Vec<Line> = rules.iter().map(|&(y, x0, x1)| Line { y, x0, x1, drawn }).collect();
        let frame = Frame {
            bands: 0..bands.len(),
            full: rules.iter().filter(|r| r.2 - r.1 >= 200.0).map(|r| r.0).collect(),
            lines,
            below_heads: false,
            sides: rules.iter().map(|r| r.2).reduce(f32::max).map(|right| (0.0, right)),
        };
        let bounds = Bounds { cells: usize::MAX, deadline: Deadline::never() };
        let region = table(&bands, &frame, &words, None, &settings, bounds);
        region.expect("there is room").expect("a table")
    }

    #[test]
    fn what_is_said_of_all_values_is_not_said_of_names() {
        let row = |top: f32, name: &'static str| {
            [(name, 0.0, top), ("12.5", 160.0, top), ("3.25", 240.0, top), ("48.0", 320.0, top)]
        };
        let heads = [("Item", 0.0, 5.0), ("1990", 160.0, 5.0), ("2000", 240.0, 5.0), ("2010", 320.0, 5.0)];
        let said = |text: &'static str, top: f32| [(text, 260.0 - 5.0 * text.len() as f32, top)];
        let wide = |texts: &[(&str, f32, f32)]| {
            let rules: Vec<(f32, f32, f32)> = (0u8..8).map(|k| (20.0 * f32::from(k), 0.0, 360.0)).collect();
            let cells = found(texts, &rules, true).table.cells;
            let wide = cells.iter().filter(|c| c.col_span > 1).map(|c| (c.row, c.col, c.col_span));
            wide.collect::<Vec<_>>()
        };
        let rows = [row(45.0, "Oats"), row(65.0, "Wheat")].concat();
        let panels = [&said("Thousands of tons", 25.0)[..], &rows, &said("Percent of all rows", 85.0)];
        let below = [row(105.0, "Oats"), row(125.0, "Wheat")].concat();
        assert_eq!(wide(&[&heads[..], &panels.concat(), &below].concat()), [(1, 1, 3), (4, 1, 3)]);
        // One within the middle column.
        assert_eq!(wide(&[&heads[..], &said("Percent all", 25.0), &rows, &below].concat()), [(1, 1, 3)]);
        assert_eq!(wide(&[&heads[..], &said("Old", 25.0), &rows, &below].concat()), []);
    }

    #[test]
    fn the_shadings_of_rows_part_no_merged_cells() {
        let mut texts = vec![("乡镇", 20.0, 5.0), ("类型", 80.0, 5.0), ("面积", 160.0, 5.0)];
        for (k, kind) in ["滴灌", "喷灌", "小计"].iter().cycle().take(6).enumerate() {
            let y = 25.0 + 20.0 * k as f32;
            texts.extend([(*kind, 80.0, y), ("12", 160.0, y)]);
        }
        texts.extend([("清泉镇", 20.0, 45.0), ("位奇镇", 20.0, 105.0)]);
        let shadings = [40.0, 60.0, 80.0, 100.0, 120.0, 140.0].map(|y| (y, 0.0, 200.0));
        let expected =
            "乡镇 类型 面积\n清泉镇 滴灌 12\n^ 喷灌 12\n^ 小计 12\n位奇镇 滴灌 12\n^ 喷灌 12\n^ 小计 12";
        check_lines(&texts, &shadings, false, expected);
    }

    #[test]
    fn a_name_without_a_rule_through_it_is_merged_downwards() {
        check(
            &[
                ("片区", 20.0, 5.0),
                ("目标", 120.0, 5.0),
                ("东部", 20.0, 35.0),
                ("12", 120.0, 25.0),
                ("34", 120.0, 45.0),
                ("西部", 20.0, 65.0),
                ("56", 120.0, 65.0),
            ],
            &[
                (0.0, 0.0, 200.0),
                (20.0, 0.0, 200.0),
                (40.0, 80.0, 200.0),
                (60.0, 0.0, 200.0),
                (80.0, 0.0, 200.0),
            ],
            "片区 目标\n东部 12\n^ 34\n西部 56",
        );
    }

    #[test]
    fn shadings_part_rows_whose_texts_wrap() {
        let heads = [("项目", 0.0, 5.0), ("国家", 90.0, 5.0), ("投资", 150.0, 5.0), ("进展", 200.0, 5.0)];
        let mut texts = heads.to_vec();
        for (y, value) in [(22.0, "12"), (52.0, "345"), (82.0, "67"), (112.0, "890")] {
            texts.extend([
                ("某地铁矿", 0.0, y),
                ("(85%)", 0.0, y + 12.0),
                ("巴西", 90.0, y),
                (value, 150.0, y),
            ]);
            texts.extend([("已开工，", 200.0, y), ("将投产", 200.0, y + 12.0)]);
        }
        let shadings = [0.0, 20.0, 50.0, 80.0, 110.0, 140.0].map(|y| (y, 0.0, 250.0));
        let row = |value: &str| format!("\n某地铁矿(85%) 巴西 {value} 已开工，将投产");
        let rows: String = ["12", "345", "67", "890"].map(row).concat();
        check_lines(&texts, &shadings, false, &format!("项目 国家 投资 进展{rows}"));
    }

    #[test]
    fn shaded_rows_tell_nothing_of_the_merged_names_beside_them() {
        let texts = [
            ("片区", 20.0, 5.0),
            ("目标", 120.0, 5.0),
            ("12", 120.0, 25.0),
            ("东部", 20.0, 45.0),
            ("34", 120.0, 45.0),
            ("56", 120.0, 65.0),
            ("78", 120.0, 85.0),
            ("西部", 20.0, 105.0),
            ("90", 120.0, 105.0),
            ("11", 120.0, 125.0),
        ];
        let mut rules = vec![(0.0, 0.0, 200.0), (20.0, 0.0, 200.0)];
        rules.extend((2..7).map(|row| (20.0 * row as f32, 80.0, 200.0)));
        check(&texts, &rules, "片区 目标\n东部 12\n^ 34\n^ 56\n西部 78\n^ 90\n^ 11");
    }

    #[test]
    fn rows_without_a_rule_above_the_first_and_below_the_last() {
        check(
            &[
                ("单位", 20.0, 5.0),
                ("目标", 120.0, 5.0),
                ("甲镇", 20.0, 25.0),
                ("12", 120.0, 25.0),
                ("乙镇", 20.0, 45.0),
                ("34", 120.0, 45.0),
            ],
            &[(20.0, 0.0, 200.0), (40.0, 0.0, 200.0)],
            "单位 目标\n甲镇 12\n乙镇 34",
        );
    }

    #[test]
    fn rules_of_the_header_alone_part_no_rows() {
        let heads =
            [("处理", 20.0, 12.0), ("土层", 110.0, 5.0), ("有机质", 70.0, 25.0), ("全氮", 150.0, 25.0)];
        let rows = [("甲", 25.0, 45.0), ("6.8mg", 70.0, 45.0), ("1.9mg", 145.0, 45.0)];
        let last = [("乙", 25.0, 60.0), ("7.1mg", 70.0, 60.0), ("2.2mg", 145.0, 60.0)];
        let texts = [&heads[..], &rows, &last].concat();
        let rules = [(0.0, 0.0, 200.0), (20.0, 60.0, 200.0), (40.0, 0.0, 200.0), (75.0, 0.0, 200.0)];
        check(&texts, &rules, "处理 土层 <\n^ 有机质 全氮\n甲 6.8mg 1.9mg\n乙 7.1mg 2.2mg");
    }

    #[test]
    fn what_is_too_low_for_a_text_and_blank_is_no_row() {
        let rules = [0.0, 20.0, 31.0, 40.0, 51.0, 60.0].map(|y| (y, 0.0, 200.0));
        let texts = [
            ("单位", 20.0, 5.0),
            ("目标", 120.0, 5.0),
            ("甲镇", 20.0, 20.5),
            ("12", 120.0, 20.5),
            ("乙镇", 20.0, 40.5),
            ("34", 120.0, 40.5),
        ];
        check(&texts, &rules, "单位 目标\n甲镇 12\n乙镇 34");
    }

    /// The second line names the columns by numbers: none of it goes on in the rows.
    #[test]
    fn no_cell_goes_over_a_rule_of_the_whole_table() {
        let texts = [
            ("单位", 20.0, 5.0),
            ("目标", 100.0, 5.0),
            ("上年", 160.0, 5.0),
            ("1", 25.0, 25.0),
            ("2=", 100.0, 25.0),
            ("(3+4)", 85.0, 36.0),
            ("3", 170.0, 25.0),
            ("甲镇", 20.0, 58.0),
            ("12", 100.0, 58.0),
            ("40.45", 150.0, 58.0),
            ("乙镇", 20.0, 76.0),
            ("34", 100.0, 76.0),
            ("1.1", 165.0, 76.0),
            ("丙镇", 20.0, 94.0),
            ("56", 100.0, 94.0),
            ("10.02", 150.0, 94.0),
            ("丁镇", 20.0, 112.0),
            ("78", 100.0, 112.0),
            ("41.54", 150.0, 112.0),
        ];
        let rules = [0.0, 20.0, 50.0, 126.0].map(|y| (y, 0.0, 200.0));
        check(
            &texts,
            &rules,
            "单位 目标 上年\n1 2= (3+4) 3\n甲镇 12 40.45\n乙镇 34 1.1\n丙镇 56 10.02\n丁镇 78 41.54",
        );
    }
}
