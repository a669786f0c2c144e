use super::*;
use crate::table::aligned::bands::{bands, tests::drawn};
use crate::table::aligned::columns::separators;
use crate::table::aligned::piece::pieces;
use crate::table::aligned::rows::slots;

#[track_caller]
fn check(text: &str, expected: &[&[(&str, usize, usize)]]) {
    let words = drawn(text);
    let bands = bands(&words, &Settings::text());
    let (pieces, _) = pieces(&bands, &separators(&bands), &words, None, &Settings::text());
    let found: Vec<Vec<(&str, usize, usize)>> = (0..bands.len())
        .map(|b| pieces.iter().filter(|p| p.band == b).map(|p| (p.text.as_str(), p.from, p.to)).collect())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_name_over_two_columns() {
    check(
        "  地区生产总值   亿元\n税收  其中：区   亿元\n投资  其中：其   亿元",
        &[
            &[("地区生产总值", 0, 2), ("亿元", 2, 3)],
            &[("税收", 0, 1), ("其中：区", 1, 2), ("亿元", 2, 3)],
            &[("投资", 0, 1), ("其中：其", 1, 2), ("亿元", 2, 3)],
        ],
    );
}

/// Where the texts of a line stand on a page.
#[track_caller]
fn check_line(text: &str, band: usize, expected: &[(&str, usize, usize)]) {
    let words = drawn(text);
    let bands = bands(&words, &Settings::page());
    let (pieces, _) = pieces(&bands, &separators(&bands), &words, None, &Settings::page());
    let own = pieces.iter().filter(|p| p.band == band);
    assert_eq!(own.map(|p| (p.text.as_str(), p.from, p.to)).collect::<Vec<_>>(), expected);
}

#[test]
fn heads_right_of_all_names_are_in_order() {
    let rows = "Under 15            10,227      10,237\nOver 65             10,026       9,195";
    check_line(&format!("           Rate            Error\n{rows}"), 0, &[("Rate", 1, 2), ("Error", 2, 3)]);
    check_line(&format!(" Ages                   Rate\n{rows}"), 0, &[("Ages", 0, 1), ("Rate", 1, 2)]);
}

#[test]
fn a_head_of_two_lines_stands_among_heads_of_one() {
    let rows = "NCI            5,405      2,571     6,568\nNHLBI            891      1,286     8,879";
    let mut words = drawn(&format!(
        "           Requests\n     Body                Awards      Rate\n           reviewed\n{rows}"
    ));
    // The lines of the one stand half a line above and below the others.
    let by = 0.6 * words[0].size;
    let heads = [words[0].bbox.top, words[1].bbox.top, words[4].bbox.top];
    for bbox in words.iter_mut().map(|word| &mut word.bbox) {
        let to = match heads.iter().position(|top| *top == bbox.top) {
            Some(0) => heads[1] - by - bbox.top,
            Some(2) => heads[1] + by - bbox.top,
            _ => 0.0,
        };
        (bbox.top, bbox.bottom) = (bbox.top + to, bbox.bottom + to);
    }
    let bands = bands(&words, &Settings::page());
    let (pieces, _) = pieces(&bands, &separators(&bands), &words, None, &Settings::page());
    let found: Vec<_> = pieces.iter().take(5).map(|p| (p.text.as_str(), p.from, p.to)).collect();
    let lines = [("Requests", 1, 2), ("Body", 0, 1), ("Awards", 2, 3), ("Rate", 3, 4), ("reviewed", 1, 2)];
    assert_eq!(found, lines);
}

#[test]
fn a_measure_above_values_is_over_them_all() {
    let heads = "State     1996    1997    1998    1999";
    let rows = "Iowa       902     445     667     381\nOhio       137     117     735     872";
    let measure = "                     acres";
    check_line(&format!("{heads}\n{measure}\n{rows}"), 1, &[("acres", 1, 5)]);
    check_line(&format!("{heads}\n                          acres\n{rows}"), 1, &[("acres", 3, 4)]);
}

#[test]
fn a_total_between_two_columns() {
    check(
        "1   坑仔口镇  12\n2   五里街镇  34\n  合计         5",
        &[
            &[("1", 0, 1), ("坑仔口镇", 1, 2), ("12", 2, 3)],
            &[("2", 0, 1), ("五里街镇", 1, 2), ("34", 2, 3)],
            &[("合计", 0, 2), ("5", 2, 3)],
        ],
    );
}

#[test]
fn a_counted_total_in_the_middle_of_five_columns() {
    let row = |number, name| [(number, 0, 1), (name, 1, 2), ("新建", 2, 3), ("2018", 3, 4), ("水库", 4, 5)];
    let rows = [row("1", "甲镇"), row("2", "乙镇")].map(|row| [&row[..], &[("12", 5, 6)]].concat());
    check(
        "1   甲镇   新建   2018   水库   12\n2   乙镇   新建   2018   水库   12\n         总计（3个）            24",
        &[&rows[0], &rows[1], &[("总计（3个）", 0, 5), ("24", 5, 6)]],
    );
}

#[test]
fn a_section_over_all_columns() {
    let found =
        "序号    指标名称    本年\n         一、经济\n 1    地区生产总值  592.9\n 2    固定资产投资  311.1";
    check(
        found,
        &[
            &[("序号", 0, 1), ("指标名称", 1, 2), ("本年", 2, 3)],
            &[("一、经济", 0, 3)],
            &[("1", 0, 1), ("地区生产总值", 1, 2), ("592.9", 2, 3)],
            &[("2", 0, 1), ("固定资产投资", 1, 2), ("311.1", 2, 3)],
        ],
    );
}

#[test]
fn a_name_above_numbered_rows_is_a_section() {
    let at = |text: &str, x0: f32, row: f32| Piece {
        text: text.to_owned(),
        x0,
        x1: x0 + 10.0 * text.chars().count() as f32,
        top: 20.0 * row,
        bottom: 20.0 * row + 10.0,
        from: usize::from(x0 > 40.0),
        to: 1 + usize::from(x0 > 40.0),
        ..Piece::default()
    };
    let row = |n: &str, row: f32| [at(n, 10.0, row), at("高桥村", 60.0, row)];
    let mut pieces = vec![at("序", 10.0, 0.0), at("号", 10.0, 0.8), at("官渡镇", 0.0, 2.0)];
    pieces.extend((1..6u8).flat_map(|n| row(&n.to_string(), 2.0 + f32::from(n))));
    pieces.push(at("合计", 10.0, 8.0));
    assert!(are_numbered(&pieces));
    let sections: Vec<&str> = (0..pieces.len())
        .filter(|&i| heads_numbered(&pieces, i, 10.0))
        .map(|i| pieces[i].text.as_str())
        .collect();
    assert_eq!(sections, ["官渡镇"]);
    // One at the end of the page, like one that is known.
    pieces.push(at("石桥镇", 0.0, 9.0));
    assert!(!heads_numbered(&pieces, pieces.len() - 1, 10.0));
    pieces[2].to = 2;
    assert!(heads_numbered(&pieces, pieces.len() - 1, 10.0));
}

#[test]
fn a_total_that_begins_with_its_rows_names_them_all() {
    check(
        "1   东乡    6.36  6.75\n2   西乡    8.02  4.91\n合计        9.38  1.66\n",
        &[
            &[("1", 0, 1), ("东乡", 1, 2), ("6.36", 2, 3), ("6.75", 3, 4)],
            &[("2", 0, 1), ("西乡", 1, 2), ("8.02", 2, 3), ("4.91", 3, 4)],
            &[("合计", 0, 2), ("9.38", 2, 3), ("1.66", 3, 4)],
        ],
    );
    // What lacks its value is no name.
    check(
        "东乡    6.36  6.75\n西乡    8.02  4.91\n合计          1.66\n",
        &[
            &[("东乡", 0, 1), ("6.36", 1, 2), ("6.75", 2, 3)],
            &[("西乡", 0, 1), ("8.02", 1, 2), ("4.91", 2, 3)],
            &[("合计", 0, 1), ("1.66", 2, 3)],
        ],
    );
}

#[test]
fn the_rest_of_a_bracket() {
    let at = |text: &str, x0: f32, top: f32, from: usize, to: usize| Piece {
        text: text.to_owned(),
        x0,
        x1: x0 + 10.0 * text.chars().count() as f32,
        top,
        bottom: top + 10.0,
        from,
        to,
        ..Piece::default()
    };
    let check = |second: Piece, expected: [(usize, usize); 2]| {
        let mut pieces = [at("营业收入（1-11", 0.0, 0.0, 0, 2), second];
        close(&mut pieces, 10.0);
        assert_eq!(pieces.map(|p| (p.from, p.to)), expected);
    };
    check(at("月）", 35.0, 12.0, 1, 2), [(0, 2), (0, 2)]);
    check(at("月", 40.0, 12.0, 1, 2), [(0, 2), (1, 2)]);
    check(at("月）", 90.0, 12.0, 1, 2), [(0, 2), (1, 2)]);
    check(at("月）", 35.0, 32.0, 1, 2), [(0, 2), (1, 2)]);
}

/// Rows of values that end together, below texts placed by their middles.
fn with_rows(heads: &[(&'static str, f32, f32)]) -> Vec<(&'static str, f32, f32)> {
    let left = |&(text, x, top): &(&'static str, f32, f32)| {
        (text, if x > 0.0 { x - 5.0 * text.chars().count() as f32 } else { x }, top)
    };
    let rows = [["Reporting", "21", "31", "12"], ["Site", "53", "37", "42"], ["Review", "42", "12", "53"]];
    let placed = (0u8..).zip(rows).flat_map(|(row, own)| {
        let top = 30.0 + 15.0 * f32::from(row);
        own.into_iter().zip([0.0, 230.0, 380.0, 530.0]).map(move |(text, x)| (text, x, top))
    });
    heads.iter().map(left).chain(placed).collect()
}
const ROWS: &str = "Reporting 21 31 12\nSite 53 37 42\nReview 42 12 53";

#[test]
fn a_line_in_the_middle_of_the_one_below_is_of_no_group_with_the_names() {
    let lines = [("Strongly", 200.0, 0.0), ("Strongly", 500.0, 0.0)];
    let last =
        [("Question", 0.0, 13.0), ("agree", 200.0, 13.0), ("Agree", 350.0, 13.0), ("disagree", 500.0, 13.0)];
    let heads = "Question Strongly agree Agree Strongly disagree";
    slots::tests::check(&with_rows(&[&lines[..], &last].concat()), &[], &format!("{heads}\n{ROWS}"));
    // What stands over the middle one of three columns of values groups them.
    let lines = [("Deaths", 350.0, 0.0)];
    let last = [("Question", 0.0, 13.0), ("Men", 200.0, 13.0), ("Women", 350.0, 13.0), ("All", 500.0, 13.0)];
    let heads = "_ Deaths < <\nQuestion Men Women All";
    slots::tests::check(&with_rows(&[&lines[..], &last].concat()), &[], &format!("{heads}\n{ROWS}"));
}

#[test]
fn a_text_much_wider_than_its_column_is_of_all_values() {
    let heads = [("Question", 0.0, 0.0), ("Men", 240.0, 0.0), ("Women", 390.0, 0.0), ("All", 540.0, 0.0)];
    let rules = [(-2.0, 0.0, 580.0), (12.0, 0.0, 580.0), (72.0, 0.0, 580.0)];
    let check = |unit: &'static str, expected: &str| {
        let texts = with_rows(&[&heads[..], &[(unit, 390.0, 15.0)]].concat());
        slots::tests::check(&texts, &rules, &format!("Question Men Women All\n{expected}\n{ROWS}"));
    };
    check("Percent(error)", "_ Percent(error) < <");
    check("Persons", "_ _ Persons _");
}

#[test]
fn a_total_stands_over_the_column_of_the_subtotals() {
    let reach = |sum: &str| {
        let text = format!(
            "片区    序号  乡镇    项目  里程\n东片    1     甲乡    14    150\n        2     乙乡    25    160\n              {sum}    39    310\n     合计             39    310"
        );
        let words = drawn(&text);
        let bands = bands(&words, &Settings::counted());
        let (pieces, _) = pieces(&bands, &separators(&bands), &words, None, &Settings::counted());
        pieces.iter().find(|p| p.text == "合计").map(|p| (p.from, p.to))
    };
    assert_eq!(reach("小计"), Some((0, 3)));
    assert_eq!(reach("丙乡"), Some((0, 2)));
}
