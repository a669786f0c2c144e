//! Wholes beside some of their units, and whose the 合计 of a folded table is.

use fenjie_model::Code;

use crate::sheet::Sheet;

/// The messages of a code, for a table of one header row.
#[track_caller]
fn told(code: Code, rows: &'static str, expected: &[&str]) {
    assert_eq!(Sheet::new(1, rows).measure("万元").told(code), expected);
}

#[test]
fn some_of_the_units_do_not_claim_to_add_up() {
    for rows in [
        "指标 | 全区 | 其中：开发区\n税收 | 110 | 44\n投资 | 60 | 24",
        "指标 | 全区 | 开发区\n税收 | 110 | 44\n投资 | 60 | 24",
        "指标 | 全区 | 其中：高新区 | 其中：经开区\n税收 | 110 | 44 | 20\n投资 | 60 | 24 | 10",
        "单位 | 税收\n全区 | 100\n其中：城关镇 | 40",
        "单位 | 税收\n全区 | 100\n其中：开发区 | 40\n城关镇 | 30",
    ] {
        told(Code::TotalDiffers, rows, &[]);
        told(Code::PartExceeds, rows, &[]);
    }
}

#[test]
fn a_unit_is_no_more_than_the_whole_that_it_is_of() {
    let message = "税收 其中：开发区: 144 is more than its whole, 110 (税收 全区)";
    let across = "指标 | 全区 | 其中：开发区\n税收 | 110 | 144\n投资 | 60 | 24";
    told(Code::PartExceeds, across, &[message]);
    told(Code::TotalDiffers, across, &[]);
    let message = "税收 开发区: 144 is more than its whole, 110 (税收 全区)";
    told(Code::PartExceeds, "指标 | 全区 | 开发区\n税收 | 110 | 144", &[message]);
    let message = "其中：城关镇 税收: 140 is more than its whole, 100 (全区 税收)";
    told(Code::PartExceeds, "单位 | 税收\n全区 | 100\n其中：城关镇 | 140", &[message]);
    let message = "税收 全区: 100 stated, 120 is the sum of its 2 units, -20 apart";
    let both = "指标 | 全区 | 其中：高新区 | 其中：经开区\n税收 | 100 | 60 | 60";
    told(Code::TotalDiffers, both, &[message]);
}

#[test]
fn parts_that_add_up_in_most_rows_are_meant_to() {
    let rows = "指标 | 全区 | 其中：高新区 | 其中：经开区
                税收 | 100  | 60           | 40
                投资 | 200  | 90           | 110
                产值 | 300  | 100          | 190";
    let message = "产值 全区: 300 stated, 290 is the sum of its 2 units, 10 apart";
    told(Code::TotalDiffers, rows, &[message]);
    let all = "单位 | 税收\n全区 | 100\n其中：甲镇 | 10\n乙镇 | 20\n丙镇 | 30\n丁镇 | 30";
    let message = "全区 税收: 100 stated, 90 is the sum of its 4 units, 10 apart";
    told(Code::TotalDiffers, all, &[message]);
}

#[test]
fn a_total_at_the_left_with_its_figure_at_the_right_is_that_of_all_groups() {
    let rows = |figures: &str| {
        format!("单位 | 税收 | 单位 | 税收\n甲镇 | 3 | 丙镇 | 1\n乙镇 | 5 | 丁镇 | 2\n合计 | {figures}")
            .leak() as &str
    };
    let message = "合计 税收: 12 stated, 11 is the sum of its 4 units, 1 apart";
    for figures in ["| | 12", "12 | |"] {
        told(Code::TotalDiffers, rows(figures), &[message]);
    }
    told(Code::TotalDiffers, rows("| | 11"), &[]);
    told(Code::TotalDiffers, rows("8 | 合计 | 3"), &[]);
}
