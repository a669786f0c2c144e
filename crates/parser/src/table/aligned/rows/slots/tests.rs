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
            Word { text: text.to_owned(), bbox, size: 10.0, spaced: false, at: At::Page { page: 1, bbox } }
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
        &[(0.0, 0.0, 200.0), (20.0, 0.0, 200.0), (40.0, 80.0, 200.0), (60.0, 0.0, 200.0), (80.0, 0.0, 200.0)],
        "片区 目标\n东部 12\n^ 34\n西部 56",
    );
}

#[test]
fn shadings_part_rows_whose_texts_wrap() {
    let heads = [("项目", 0.0, 5.0), ("国家", 90.0, 5.0), ("投资", 150.0, 5.0), ("进展", 200.0, 5.0)];
    let mut texts = heads.to_vec();
    for (y, value) in [(22.0, "12"), (52.0, "345"), (82.0, "67"), (112.0, "890")] {
        texts.extend([("某地铁矿", 0.0, y), ("(85%)", 0.0, y + 12.0), ("巴西", 90.0, y), (value, 150.0, y)]);
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
    let heads = [("处理", 20.0, 12.0), ("土层", 110.0, 5.0), ("有机质", 70.0, 25.0), ("全氮", 150.0, 25.0)];
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
