//! What is held against what, on small tables.

use fenjie_model::Code;
use fenjie_normaliser::Kind;

use crate::sheet::{Sheet, read};

/// The comparisons of a kind: place, what is stated, what comes out, and whether they agree.
#[track_caller]
fn check(sheets: &[Sheet], kind: Kind, expected: &[&str]) {
    for spans_shown in [true, false] {
        let normalised = read(sheets, spans_shown);
        let got: Vec<String> = normalised
            .reconciliation
            .of(kind)
            .map(|check| {
                let target = &normalised.targets[check.target];
                let sign = if check.agrees { "=" } else { "≠" };
                let place = [target.row_path.join("/"), target.column_path.join("/")].join(" ");
                format!("{place}: {} {sign} {}", check.stated, check.computed)
            })
            .collect();
        assert_eq!(got, expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn a_total_is_the_sum_of_its_units_wherever_it_stands() {
    let first = "单位 | 产值（亿元） | 占比（%）
                 全区 | 3.0          | 100
                 甲镇 | 1.25         | 60
                 乙镇 | 1.75         | 40";
    check(&[Sheet::new(1, first)], Kind::UnitTotal, &["全区 产值（亿元）: 3.0 = 3.00"]);
    let last = "单位 | 户数（户）
                甲镇 | 1
                乙镇 | —
                合计 | 2";
    check(&[Sheet::new(1, last)], Kind::UnitTotal, &["合计 户数（户）: 2 ≠ 1"]);
    let message = "合计 户数（户）: 2 stated, 1 is the sum of its 1 units, 1 apart";
    assert_eq!(Sheet::new(1, last).told(Code::TotalDiffers), [message]);
}

#[test]
fn what_is_not_exact_is_not_added_up() {
    let vague = "单位 | 户数（户） | 人均收入（元）
                 甲镇 | 5-6        | 10
                 乙镇 | 3          | 20
                 合计 | 9          | 15";
    check(&[Sheet::new(1, vague)], Kind::UnitTotal, &[]);
}

#[test]
fn what_is_counted_in_several_measures_is_added_up_in_one() {
    let mixed = "单位 | 招商任务
                 甲局 | 5000万元
                 乙局 | 1.2亿元
                 合计 | 1.7亿元";
    check(&[Sheet::new(1, mixed)], Kind::UnitTotal, &["合计 招商任务: 1.7 = 1.7"]);
    let others = "单位 | 招商任务
                  甲局 | 5000万美元
                  乙局 | 1.2亿元
                  合计 | 1.7亿元";
    check(&[Sheet::new(1, others)], Kind::UnitTotal, &[]);
    let unclear = "单位 | 耕地（亩）
                   甲镇 | 1 200
                   乙镇 | 300
                   合计 | 1500";
    check(&[Sheet::new(1, unclear)], Kind::UnitTotal, &[]);
}

#[test]
fn subtotals_and_the_grand_total_over_them() {
    let sheet = Sheet::new(
        1,
        "片区   | 乡镇 | 面积（亩）
         东片区 | 甲镇 | 1
         ^      | 乙镇 | 2
         ^      | 小计 | 4
         西片区 | 丙镇 | 5
         ^      | 小计 | 5
         总计   | <    | 8",
    );
    check(
        &[sheet],
        Kind::UnitTotal,
        &["东片区/小计 面积（亩）: 4 ≠ 3", "西片区/小计 面积（亩）: 5 = 5", "总计 面积（亩）: 8 = 8"],
    );
}

#[test]
fn subtotals_that_name_their_group_and_head_it() {
    let sheet = Sheet::new(
        1,
        "单位         | 面积（亩）
         全市合计     | 9
         国有林场小计 | 3
         红旗林场     | 1
         双山林场     | 2
         乡镇小计     | 6
         甲镇         | 6",
    );
    check(
        &[sheet],
        Kind::UnitTotal,
        &["全市合计 面积（亩）: 9 = 9", "国有林场小计 面积（亩）: 3 = 3", "乡镇小计 面积（亩）: 6 = 6"],
    );
}

#[test]
fn each_group_of_a_folded_table_has_its_total() {
    let sheet = Sheet::new(
        1,
        "企业     | 产值（亿元） | 企业     | 产值（亿元）
         甲公司   | 1            | 丙公司   | 3
         乙公司   | 2            | 丁公司   | 4
         合计     | 3            | 合计     | 8",
    );
    check(&[sheet], Kind::UnitTotal, &["合计 产值（亿元）: 3 = 3", "合计 产值（亿元）: 8 ≠ 7"]);
}

#[test]
fn totals_across_the_top() {
    let sheet = Sheet::new(
        2,
        "指标       | 各镇目标 | <    | 合计
         ^          | 甲镇     | 乙乡 | ^
         户数（户） | 1        | 2    | 3
         比例（%）  | 1        | 2    | 2",
    );
    check(&[sheet], Kind::UnitTotal, &["户数（户） 合计: 3 = 3"]);
}

#[test]
fn members_of_a_composite_are_counted_once() {
    let sheet = Sheet::new(
        1,
        "单位                     | 企业数（家）
         全区                     | 7
         青发集团（含市西软件园） | 4
         市西软件园               | 1
         文旅公司                 | 3",
    );
    check(&[sheet], Kind::UnitTotal, &["全区 企业数（家）: 7 = 7"]);
}

#[test]
fn the_year_is_the_sum_of_its_quarters() {
    let sheet = Sheet::new(
        2,
        "镇   | 固定资产投资 | <      | <      | <      | <
         ^    | 一季度       | 二季度 | 三季度 | 四季度 | 全年合计
         甲镇 | 1            | 2      | 3      | —      | 6
         乙镇 | 1            | 2      | 3      | 4      | 11",
    )
    .measure("万元");
    check(
        &[sheet],
        Kind::ColumnTotal,
        &["甲镇 固定资产投资/全年合计: 6 = 6", "乙镇 固定资产投资/全年合计: 11 ≠ 10"],
    );
}

/// 总表 and two breakdowns.
fn summary_and_breakdowns() -> [Sheet; 3] {
    let summary = Sheet::new(
        2,
        "序号 | 指标名称 | <                          | 单位   | 2023年工作目标         | <
         ^    | ^        | ^                          | ^      | 总量                   | 增幅%
         1    | 规模以上工业总产值 | <                | 亿元   | —                      | 10
         2    | 招商引资 | 合同外资                   | 亿美元 | 20                     | —
         ^    | ^        | 引大引强引实（含总部企业） | 家     | 110（经委）            | —
         ^    | ^        | ^                          | ^      | 95（商务委）           | —
         ^    | ^        | 农业招商                   | 户     | 4（流转面积1660亩）    | —",
    );
    let capital = Sheet::new(
        2,
        "单位 | 合同外资（万美元） | 引大引强引实（含总部企业）（家） | <
         ^    | ^                  | 经委                             | 商务委
         全区 | 200000             | 110                              | 96",
    );
    let farms = Sheet::new(
        1,
        "单位 | 招商户数（户） | 流转面积（亩）
         全区 | 4              | 1660",
    )
    .title("2023年度青浦区农业招商目标分解表");
    [summary, capital, farms]
}

#[test]
fn the_summary_and_the_breakdowns_say_the_same() {
    check(
        &summary_and_breakdowns(),
        Kind::Link,
        &[
            "招商引资/合同外资 2023年工作目标/总量: 20 = 20",
            "招商引资/引大引强引实（含总部企业） 2023年工作目标/总量: 110 = 110",
            "招商引资/引大引强引实（含总部企业） 2023年工作目标/总量: 95 ≠ 96",
            "招商引资/农业招商 2023年工作目标/总量: 4 = 4",
            "招商引资/农业招商 2023年工作目标/总量: 1660 = 1660",
        ],
    );
}

#[test]
fn a_whole_is_the_sum_of_the_parts_beside_it() {
    let sheet = Sheet::new(
        2,
        "单位 | 全社会固定资产投资 | 单项         | <        | <          | <
         ^    | ^                  | 基础设施投资 | 工业投资 | 服务业投资 | 生产性服务业投资
         甲镇 | 6                  | 1            | 2        | 3          | 1
         乙镇 | 9                  | 4            | 2        | 3          | 3
         丙镇 | 9                  | 4            | 2        | 4          | 3",
    )
    .measure("亿元");
    check(
        &[sheet],
        Kind::Identity,
        &[
            "甲镇 全社会固定资产投资: 6 = 6",
            "乙镇 全社会固定资产投资: 9 = 9",
            "丙镇 全社会固定资产投资: 9 ≠ 10",
        ],
    );
}

#[test]
fn columns_side_by_side_are_no_identity() {
    let sheet = Sheet::new(
        2,
        "单位 | 项目数（个） | 分项           | <
         ^    | ^            | 续建项目（个） | 新建项目（个）
         甲镇 | 6            | 1              | 2
         乙镇 | 9            | 4              | 2",
    );
    check(&[sheet], Kind::Identity, &[]);
}

#[test]
fn a_group_is_added_up_whatever_the_others_say() {
    let sheet = Sheet::new(
        1,
        "片区   | 单位 | 植树（亩） | 优良天数（天）
         东片区 | 甲镇 | 约5        | 300
         ^      | 小计 | 5          | 300
         西片区 | 乙镇 | 2          | 310
         ^      | 丙镇 | 2          | 290
         ^      | 小计 | 5          | 295
         合计   | <    | 10         | 300",
    );
    check(&[sheet], Kind::UnitTotal, &["西片区/小计 植树（亩）: 5 ≠ 4", "合计 植树（亩）: 10 = 10"]);
}

#[test]
fn a_header_over_the_units_alone_does_not_part_them_from_their_total() {
    let sheet = Sheet::new(
        2,
        "指标         | 任务分解到单位 | <    | 合计
         ^            | 甲镇           | 乙镇 | ^
         投资（万元） | 5              | 6    | 12",
    );
    check(&[sheet], Kind::UnitTotal, &["投资（万元） 合计: 12 ≠ 11"]);
}

#[test]
fn a_bound_in_the_summary_holds_for_the_breakdown() {
    let more = Sheet::new(
        1,
        "指标     | 计量单位 | 目标
         合同外资 | 万美元   | 20以上",
    );
    let capital = Sheet::new(
        1,
        "单位 | 合同外资（万美元）
         全区 | 25",
    );
    check(&[more, capital], Kind::Link, &["合同外资 目标: 20 = 25"]);
}

#[test]
fn a_part_is_not_larger_than_its_whole() {
    let rows = Sheet::new(
        1,
        "指标               | 甲镇 | 乙镇
         投资（万元）       | 5    | 6
         其中：技改（万元） | 7    | 6",
    );
    check(&[rows], Kind::Part, &["其中：技改（万元） 甲镇: 7 ≠ 5", "其中：技改（万元） 乙镇: 6 = 6"]);
    let columns = Sheet::new(
        1,
        "单位 | 播种面积（亩） | 其中：小麦面积（亩）
         甲镇 | 5              | 4",
    );
    check(&[columns], Kind::Part, &["甲镇 其中：小麦面积（亩）: 4 = 5"]);
}

#[test]
fn what_must_be_reached_is_not_more_than_what_is_worked_for() {
    let sheet = Sheet::new(
        2,
        "单位 | 税收总收入 | <
         ^    | 考核目标   | 工作目标
         甲镇 | 5.0        | 4.9
         乙镇 | 5.0        | 5.1",
    )
    .measure("亿元");
    check(
        &[sheet],
        Kind::Stage,
        &["甲镇 税收总收入/考核目标: 5.0 ≠ 4.9", "乙镇 税收总收入/考核目标: 5.0 = 5.1"],
    );
}

#[test]
fn what_says_the_same_without_end_is_compared_to_a_limit() {
    let rows = "甲镇 | 1\n合计 | 1\n".repeat(1_500);
    let sheet = Sheet::new(1, format!("单位 | 户数（户）\n{rows}").leak());
    let normalised = sheet.read();
    assert_eq!((normalised.targets.len(), normalised.reconciliation.checks.len()), (3_000, 0));
    let message = "too many figures mean the same: not all of them were held against each other";
    assert_eq!(sheet.told(Code::LimitReached), [message]);
}

#[test]
fn a_part_is_of_the_whole_of_its_own_time() {
    let sheet = Sheet::new(
        3,
        "单位 | 2022年完成 | 2023年任务 | <          | <      | <
         ^    | ^          | 任务数     | 分季度任务 | <      | 其中：税收
         ^    | ^          | ^          | 一季度     | 四季度 | ^
         甲镇 | 5          | 9          | 4          | 5      | 7",
    );
    let sheet = sheet.title("2023年一般公共预算收入任务表").measure("万元");
    check(&[sheet], Kind::Part, &["甲镇 2023年任务/其中：税收: 7 = 9"]);
}

#[test]
fn a_part_of_a_unit_is_added_with_it() {
    let within = "单位         | 产值（亿元）
                  合计         | 100
                  甲镇         | 40
                  其中：高新区 | 15
                  乙镇         | 60
                  #乙镇工业园  | 20";
    check(&[Sheet::new(1, within)], Kind::UnitTotal, &["合计 产值（亿元）: 100 = 100"]);
    // Below the total 其中 begins its parts.
    let parts = "单位       | 产值（亿元）
                 合计       | 100
                 其中：甲镇 | 40
                 乙镇       | 60";
    check(&[Sheet::new(1, parts)], Kind::UnitTotal, &["合计 产值（亿元）: 100 = 100"]);
}

#[test]
fn parts_below_a_total_are_not_added_to_it() {
    let parts = "单位       | 税收（万元）
                 甲镇       | 30
                 县本级     | 40
                 合计       | 70
                 其中：乡镇 | 30";
    check(&[Sheet::new(1, parts)], Kind::UnitTotal, &["合计 税收（万元）: 70 = 70"]);
    let kinds = "单位     | 税收（万元）
                 合计     | 95
                 乡镇合计 | 50
                 甲镇     | 30
                 乙镇     | 20
                 县直部门 | 45";
    let totals = ["合计 税收（万元）: 95 = 95", "乡镇合计 税收（万元）: 50 = 50"];
    check(&[Sheet::new(1, kinds)], Kind::UnitTotal, &totals);
}
