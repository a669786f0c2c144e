//! Figures that follow from others of their row: increases, amounts at so much each, sums of columns side by side.

use fenjie_model::Code;

use crate::sheet::Sheet;

/// The messages of a code for the annex of a title.
#[track_caller]
fn told(title: &'static str, code: Code, header: &str, rows: &[&str], expected: &[&str]) {
    let table = [&[header], rows].concat().join("\n");
    assert_eq!(Sheet::new(1, table.leak()).title(title).told(code), expected);
}

#[test]
fn the_base_and_the_increase_are_the_goal() {
    let told = |header: &str, rows: &[&str], expected: &[&str]| {
        told("2023年市场主体任务分解表", Code::IdentityDiffers, header, rows, expected);
    };
    let rows = ["甲镇 | 100 | 120 | 20", "乙镇 | 110 | 140 | 30", "丙镇 | 120 | 140 | 30"];
    for head in ["净增（户）", "增减额（户）", "净增数（户）", "比上年增加（户）"] {
        let header = format!("镇 | 2022年末（户） | 2023年目标（户） | {head}");
        let message = format!("丙镇 {head}: 30 stated, 20 follows from the figures beside it, 10 apart");
        told(&header, &rows, &[&message]);
        // Where it holds for half of the rows alone, it is another increase.
        told(&header, &rows[1..], &[]);
    }
    let less = "镇 | 2022年完成（起） | 2023年目标（起） | 比上年减少（起）";
    let message = "丙镇 比上年减少（起）: 40 stated, 20 follows from the figures beside it, 20 apart";
    told(less, &["甲镇 | 120 | 100 | 20", "乙镇 | 140 | 110 | -30", "丙镇 | 140 | 120 | 40"], &[message]);
    let rounded = ["甲镇 | 100.04 | 120.09 | 20.1", "乙镇 | 110 | 140 | 30.0", "丙镇 | 1 | 2 | 1"];
    told("镇 | 2022年末（户） | 2023年目标（户） | 净增（户）", &rounded, &[]);
    let another_measure = "镇 | 2022年末（户） | 2023年目标（户） | 净增（人）";
    told(another_measure, &rows, &[]);
}

#[test]
fn an_increase_under_the_head_of_its_figures() {
    let rows = "指标         | 2022年 | 2023年 | 增加额
                税收（亿元） | 110    | 130    | 20
                产值（亿元） | 120    | 140    | 20
                投资（亿元） | 130    | 150    | 30";
    let sheet = Sheet::new(1, rows).title("2023年主要指标计划表");
    let message = "投资（亿元） 增加额: 30 stated, 20 follows from the figures beside it, 10 apart";
    assert_eq!(sheet.told(Code::IdentityDiffers), [message]);
}

#[test]
fn an_amount_is_so_much_for_each() {
    let told = |rows: &[&str], expected: &[&str]| {
        let header = "镇 | 任务（亩） | 补助标准（元/亩） | 补助资金（万元）";
        told("2023年造林任务分解表", Code::IdentityDiffers, header, rows, expected);
    };
    let rows = [
        "甲镇 | 100 | 500 | 5.0",
        "乙镇 | 110 | 500 | 5.5",
        "丙镇 | 120 | 500 | 9.0",
        "丁镇 | 133 | 500 | 6.7",
        "合计 | 463 | 499 | 26.2",
    ];
    let message = "丙镇 补助资金（万元）: 9.0 stated, 6 follows from the figures beside it, 3 apart";
    told(&rows, &[message]);
    // Two that agree are no rule.
    told(&rows[..3], &[]);
    let from_elsewhere = ["甲镇 | 100 | 500 | 9.0", "乙镇 | 110 | 500 | 8.5"];
    told(&[&rows[..], &from_elsewhere].concat(), &[]);
}

#[test]
fn an_amount_of_a_project_is_so_much_for_each() {
    let rows = "项目       | 任务（户） | 标准（元/户） | 资金（万元）
                危房改造   | 100        | 20000         | 200
                户厕改造   | 300        | 1000          | 30
                清洁取暖   | 200        | 3000          | 60
                适老化改造 | 50         | 4000          | 30
                合计       | 650        | 4769          | 320";
    let sheet = Sheet::new(1, rows).title("2023年民生项目任务表");
    let message = "适老化改造 资金（万元）: 30 stated, 20 follows from the figures beside it, 10 apart";
    assert_eq!(sheet.told(Code::IdentityDiffers), [message]);
}

#[test]
fn the_same_in_two_measures() {
    let rows = "镇   | 耕地保有量 | <
                ^    | 公顷       | 亩
                甲镇 | 100        | 1500
                乙镇 | 110.3      | 1655
                丙镇 | 120        | 2100
                丁镇 | 130        | 1950";
    let message = "丙镇 耕地保有量/亩: 2100 stated, 1800 follows from the figures beside it, 300 apart";
    assert_eq!(Sheet::new(2, rows).told(Code::IdentityDiffers), [message]);
    let other = "镇   | 户数（户） | 人数（人）\n甲镇 | 1 | 3\n乙镇 | 1 | 4\n丙镇 | 2 | 7";
    assert!(Sheet::new(1, other).told(Code::IdentityDiffers).is_empty());
}

#[test]
fn a_sum_of_columns_of_which_each_has_its_bracket() {
    let header = "镇 | 合计（亩） | 人工造林（亩） | 封山育林（亩）";
    let rows = ["甲镇 | 100 | 60 | 40", "乙镇 | 127 | 70 | 50", "丙镇 | 130 | 75 | 55"];
    let message = "乙镇 合计（亩）: 127 stated, 120 is the sum of 2 columns, 7 apart";
    told("2023年造林任务分解表", Code::TotalDiffers, header, &rows, &[message]);
}

#[test]
fn parts_side_by_side_of_which_the_first_is_marked() {
    let told = |rows: &[&str], expected: &[&str]| {
        let header =
            "镇 | 财政收入（万元） | 其中：税收收入（万元） | 非税收入（万元） | 土地出让收入（万元）";
        told("2023年财政收入任务分解表", Code::IdentityDiffers, header, rows, expected);
    };
    let rows = [
        "甲镇 | 100 | 60 | 40 | 7",
        "乙镇 | 127 | 70 | 50 | 7",
        "丙镇 | 130 | 75 | 55 | 7",
        "丁镇 | 140 | 80 | 60 | 7",
    ];
    let message = "乙镇 财政收入（万元）: 127 stated, 120 is the sum of its 2 parts, 7 apart";
    told(&rows, &[message]);
    told(&rows[..3], &[]);
    // Nothing proves no sum.
    told(
        &[
            "甲镇 | 60 | 60 | 0 | 7",
            "乙镇 | 70 | 70 | 0 | 7",
            "丙镇 | 80 | 80 | 0 | 7",
            "丁镇 | 100 | 60 | 20 | 7",
        ],
        &[],
    );
}
