//! Headers, merged cells and folds.

use fenjie_model::{Code, Method};
use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;

use crate::sheet::{Sheet, check, line, notice};

#[test]
fn headers_of_three_levels_reach_as_far_as_their_parents() {
    check(
        &Sheet::new(
            3,
            "片区   | 乡镇   | 养护里程 | <    | <    | 配套   | 备注
             ^      | ^      | 县乡道   | <    | 村道 | 其中   | ^
             ^      | ^      | 县道     | 乡道 | ^    | 绿化带 | ^
             东片区 | 小计   | 9        | 8    | 7    | 6      |
             ^      | 甲镇   | 5        | /    | 7    | 6      | 重点
             总计   | <      | 9        | 8    | 7    | 6      |",
        )
        .measure("公里、亩"),
        "东片区/小计 | 养护里程/县乡道/县道 | 小计 | 公里 | 9
         东片区/小计 | 养护里程/县乡道/乡道 | 小计 | 公里 | 8
         东片区/小计 | 养护里程/村道 | 小计 | 公里 | 7
         东片区/小计 | 配套/其中/绿化带 | 小计 | 亩 | 6
         东片区/甲镇 | 养护里程/县乡道/县道 | 甲镇 | 公里 | 5
         东片区/甲镇 | 养护里程/县乡道/乡道 | 甲镇 | 公里 | /
         东片区/甲镇 | 养护里程/村道 | 甲镇 | 公里 | 7
         东片区/甲镇 | 配套/其中/绿化带 | 甲镇 | 亩 | 6
         总计 | 养护里程/县乡道/县道 | 总计 | 公里 | 9
         总计 | 养护里程/县乡道/乡道 | 总计 | 公里 | 8
         总计 | 养护里程/村道 | 总计 | 公里 | 7
         总计 | 配套/其中/绿化带 | 总计 | 亩 | 6",
    );
}

#[test]
fn a_header_that_the_source_does_not_tell() {
    check(
        &Sheet::new(
            0,
            "单位   | 产值（亿元）
             赵巷镇 | 1",
        ),
        "赵巷镇 | 产值（亿元） | 赵巷镇 | 亿元 | 1",
    );
}

#[test]
fn folded_tables_are_read_row_by_row() {
    check(
        &Sheet::new(
            2,
            "单位   | 工作目标    | <           | 单位   | 工作目标    | <
             ^      | 办结率（%） | 归集率（%） | ^      | 办结率（%） | 归集率（%）
             全区   | 88          | 97.6        | —      | —           | —
             宣传部 | 88          | 97.6        | 体育局 | —           | 100",
        ),
        "全区 | 工作目标/办结率（%） | 全区 | % | 88
         全区 | 工作目标/归集率（%） | 全区 | % | 97.6
         宣传部 | 工作目标/办结率（%） | 宣传部 | % | 88
         宣传部 | 工作目标/归集率（%） | 宣传部 | % | 97.6
         体育局 | 工作目标/办结率（%） | 体育局 | % | —
         体育局 | 工作目标/归集率（%） | 体育局 | % | 100",
    );
}

#[test]
fn folded_tables_of_any_units_end_with_an_empty_group() {
    check(
        &Sheet::new(
            1,
            "学校     | 任务数 | 学校     | 任务数 | 学校   | 任务数
             甲中心校 | 1      | 乙中学   | 2      | 丙小学 | 3
             丁中心校 | 4      | 戊中心校 | 5      |        |",
        )
        .measure("户"),
        "甲中心校 | 任务数 | 甲中心校 | 户 | 1
         乙中学 | 任务数 | 乙中学 | 户 | 2
         丙小学 | 任务数 | 丙小学 | 户 | 3
         丁中心校 | 任务数 | 丁中心校 | 户 | 4
         戊中心校 | 任务数 | 戊中心校 | 户 | 5",
    );
}

#[test]
fn a_value_over_two_columns_is_told_once_and_said() {
    let sheet = Sheet::new(
        1,
        "指标 | 单位 | 总量           | 增幅%
         产值 | 亿元 | 不低于全市水平 | <
         投资 | 亿元 | 5              | 6",
    );
    assert_eq!(sheet.targets(true).len(), 3);
    assert_eq!(sheet.told(Code::TableAmbiguous), ["one value stands over 1 rows and 2 columns"]);
}

#[test]
fn where_no_rule_shows_it_a_value_is_not_merged() {
    let sheet = Sheet::new(
        1,
        "单位   | 户数（户）
         赵巷镇 | 5
         徐泾镇 | ^",
    );
    let mut notice = notice(&[sheet], true);
    assert_eq!(normalise(&notice, &Registry::builtin()).targets.len(), 1);
    notice.annexes[0].tables[0].method = Method::Aligned;
    let normalised = normalise(&notice, &Registry::builtin());
    let lines: Vec<String> = normalised.targets.iter().map(line).collect();
    assert_eq!(lines, ["赵巷镇 | 户数（户） | 赵巷镇 | 户 | 5", "徐泾镇 | 户数（户） | 徐泾镇 | 户 | "]);
    assert!(normalised.findings.iter().any(|finding| finding.code == Code::TableAmbiguous));
}

#[test]
fn no_row_has_names_without_end() {
    let names = |n: usize| {
        let head = "指标名称 | ".repeat(n) + "目标";
        let body = "出口总额 | ".repeat(n) + "5";
        Sheet::new(1, (head + "\n" + &body).leak())
    };
    assert_eq!(names(3).targets(true).len(), 1);
    assert!(names(80).targets(true).is_empty());
    assert!(names(80).told(Code::RolesUnclear).contains(&"80 columns hold names".to_owned()));
}

#[test]
fn tables_side_by_side_under_the_same_names_are_folded() {
    check(
        &Sheet::new(
            1,
            "单位 | 造林（亩） | 单位 | 抚育（亩）
             甲镇 | 10         | 丙镇 | 40
             乙镇 | 20         | 丁镇 | 50",
        ),
        "甲镇 | 造林（亩） | 甲镇 | 亩 | 10
         丙镇 | 抚育（亩） | 丙镇 | 亩 | 40
         乙镇 | 造林（亩） | 乙镇 | 亩 | 20
         丁镇 | 抚育（亩） | 丁镇 | 亩 | 50",
    );
    // 单位 over measures is another.
    check(
        &Sheet::new(
            1,
            "单位 | 2023年 | 单位 | 2024年
             甲镇 | 10     | 亩   | 40",
        ),
        "甲镇 | 2023年 | 甲镇 | 亩 | 10
         甲镇 | 2024年 | 甲镇 | 亩 | 40",
    );
}

#[test]
fn a_blank_column_between_the_groups_of_a_folded_table_is_a_gap() {
    check(
        &Sheet::new(
            1,
            "序号 | 乡镇 | 面积（亩） | 资金（万元） | | 序号 | 乡镇 | 面积（亩） | 资金（万元）
             1    | 甲镇 | 10         | 1            | | 3    | 丙镇 | 30         | 3
             2    | 乙镇 | 20         | 2            | | 合计 | <    | 60         | 6",
        ),
        "甲镇 | 面积（亩） | 甲镇 | 亩 | 10
         甲镇 | 资金（万元） | 甲镇 | 万元 | 1
         丙镇 | 面积（亩） | 丙镇 | 亩 | 30
         丙镇 | 资金（万元） | 丙镇 | 万元 | 3
         乙镇 | 面积（亩） | 乙镇 | 亩 | 20
         乙镇 | 资金（万元） | 乙镇 | 万元 | 2
         合计 | 面积（亩） | 合计 | 亩 | 60
         合计 | 资金（万元） | 合计 | 万元 | 6",
    );
    // Three, the last of which ends before the others.
    check(
        &Sheet::new(
            1,
            "单位 | 任务（份） | | 单位 | 任务（份） | | 单位 | 任务（份）
             甲镇 | 1          | | 丙镇 | 3          | | 合计 | 15
             乙镇 | 2          | | 丁镇 | 4          | |      |",
        ),
        "甲镇 | 任务（份） | 甲镇 | 份 | 1
         丙镇 | 任务（份） | 丙镇 | 份 | 3
         合计 | 任务（份） | 合计 | 份 | 15
         乙镇 | 任务（份） | 乙镇 | 份 | 2
         丁镇 | 任务（份） | 丁镇 | 份 | 4",
    );
}

#[test]
fn a_blank_column_that_parts_no_groups_is_to_be_filled_in() {
    let expected = "甲镇 | 面积（亩） | 甲镇 | 亩 | 10
         甲镇 | 资金（万元） | 甲镇 | 万元 |
         丙镇 | 面积（亩） | 丙镇 | 亩 | 30
         丙镇 | 资金（万元） | 丙镇 | 万元 |";
    let sheet = Sheet::new(
        1,
        "乡镇 | 面积（亩） | 资金（万元） | 乡镇 | 面积（亩） | 资金（万元）
         甲镇 | 10         |              | 丙镇 | 30         |",
    );
    let lines: Vec<String> =
        sheet.targets(true).iter().map(|target| line(target).trim().to_owned()).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(lines, expected);
}

#[test]
fn rows_that_number_the_columns_are_of_the_header() {
    for (numbers, of) in [
        ("甲 | 1 | 2", ["1", "2"]),
        ("栏次 | 1 | 2", ["1", "2"]),
        ("A | B | C", ["B", "C"]),
        ("1 | 2 | 3=2/1", ["2", "3=2/1"]),
        ("甲 | ① | ②=①-3", ["①", "②=①-3"]),
        ("（1） | （2） | （3）", ["（2）", "（3）"]),
    ] {
        let head = "行政区 | 耕地保有量（公顷） | 永久基本农田（公顷）";
        let rows = format!("{head}\n{numbers}\n城关镇 | 3396.28 | 2671.74");
        let expected = format!(
            "城关镇 | 耕地保有量（公顷）/{} | 城关镇 | 公顷 | 3396.28
             城关镇 | 永久基本农田（公顷）/{} | 城关镇 | 公顷 | 2671.74",
            of[0], of[1]
        );
        check(&Sheet::new(1, rows.leak()), expected.leak());
    }
    // They say nothing of what they are over, and take no column's role away.
    let counted = Sheet::new(
        2,
        "序号 | 指标 | 计量单位 | 目标 | 增长% | 责任单位
         甲   | 乙   | 丙       | 1    | 2     | 3
         1    | 粮食 | 吨       | 30   | 5     | 县农业局",
    );
    check(&counted, "粮食 | 目标/1 | 青浦区 | 吨 | 30\n粮食 | 增长%/2 | 青浦区 | 吨 | 5");
    let names: Vec<_> = counted.targets(true).into_iter().map(|target| target.indicator.name).collect();
    assert_eq!(names, ["粮食", "粮食增幅"]);
    // Rows that have numbers for names, and letters that are names.
    for (rows, targets) in [
        ("1 | 2 | 3\n2 | 8 | 9", 4),
        ("甲 | 2 | 3\n东 | 8 | 9", 4),
        ("甲 | 1 | 2\n乙 | 8 | 9", 4),
        ("甲 | 1 | 8\n东 | 8 | 9", 4),
    ] {
        let rows = format!("网格 | 公顷 | 户\n{rows}");
        assert_eq!(Sheet::new(1, rows.leak()).targets(true).len(), targets);
    }
}

#[test]
fn a_word_for_units_alone_in_its_row_heads_a_section() {
    let sheet = Sheet::new(
        1,
        "单位     | 税收（万元） | 造林（亩）
         乡镇     |              |
         甲镇     | 30           | 5
         部门     |              |
         县林业局 | 20           | 4",
    );
    check(
        &sheet,
        "甲镇 | 税收（万元） | 甲镇 | 万元 | 30
         甲镇 | 造林（亩） | 甲镇 | 亩 | 5
         县林业局 | 税收（万元） | 县林业局 | 万元 | 20
         县林业局 | 造林（亩） | 县林业局 | 亩 | 4",
    );
    let categories: Vec<_> = sheet.targets(true).into_iter().map(|target| target.category.unwrap()).collect();
    assert_eq!(categories, ["乡镇", "乡镇", "部门", "部门"]);
}

#[test]
fn lists_of_other_units_side_by_side_have_their_own_values() {
    let sheet = Sheet::new(
        1,
        "序号 | 镇（街道） | 税收（万元） | 序号 | 县直部门 | 到位资金（亿元）
         1    | 甲镇       | 10           | 1    | 县水利局 | 40
         2    | 乙镇       | 20           | 2    | 县交通局 | 50
         3    | 丙街道     | 30           |      |          |
              | 合计       | 60           |      | 合计     | 90",
    );
    check(
        &sheet,
        "甲镇 | 税收（万元） | 甲镇 | 万元 | 10
         县水利局 | 到位资金（亿元） | 县水利局 | 亿元 | 40
         乙镇 | 税收（万元） | 乙镇 | 万元 | 20
         县交通局 | 到位资金（亿元） | 县交通局 | 亿元 | 50
         丙街道 | 税收（万元） | 丙街道 | 万元 | 30
         合计 | 税收（万元） | 合计 | 万元 | 60
         合计 | 到位资金（亿元） | 合计 | 亿元 | 90",
    );
    assert!(sheet.told(Code::RolesUnclear).is_empty());
    // The same heads are no reason to hold the two totals against each other.
    let alike = Sheet::new(
        1,
        "乡镇 | 任务（亩） | 部门   | 任务（亩） | 园区     | 任务（亩）
         甲镇 | 10         | 水利局 | 40         | 甲开发区 | 7
         乙镇 | 20         | 交通局 | 50         |          |
         合计 | 30         | 合计   | 90         | 合计     | 7",
    );
    assert_eq!(alike.targets(false).len(), 8);
    assert!(alike.told(Code::LinkDiffers).is_empty());
}

#[test]
fn what_stands_between_values_and_is_no_list_of_its_own() {
    let units = |rows| -> Vec<String> {
        let targets = Sheet::new(1, rows).targets(false);
        targets.into_iter().map(|target| target.unit.unwrap().raw).collect()
    };
    // A village in each town may be one of the town's.
    let villages = "乡镇 | 任务（亩） | 村   | 示范（亩）
                    甲镇 | 10         | 丙村 | 4
                    乙镇 | 20         | 丁村 | 5";
    assert_eq!(units(villages), ["甲镇", "丙村", "乙镇", "丁村"]);
    assert_eq!(
        Sheet::new(1, villages).told(Code::RolesUnclear),
        ["units stand below 村, behind the values of other units"]
    );
    // Two villages of one town are.
    for village in ["村", "实施村"] {
        let rows = format!(
            "乡镇 | 任务（亩） | {village} | 面积（亩）
             甲镇 | 10         | 丙村 | 4
                  |            | 戊村 | 6
             乙镇 | 20         | 丁村 | 5
             合计 | 30         |      | 15"
        );
        check(
            &Sheet::new(1, rows.leak()),
            "甲镇 | 任务（亩） | 甲镇 | 亩 | 10
             甲镇/丙村 | 面积（亩） | 丙村 | 亩 | 4
             甲镇/戊村 | 面积（亩） | 戊村 | 亩 | 6
             乙镇 | 任务（亩） | 乙镇 | 亩 | 20
             乙镇/丁村 | 面积（亩） | 丁村 | 亩 | 5
             合计 | 任务（亩） | 合计 | 亩 | 30
             合计 | 面积（亩） | 合计 | 亩 | 15",
        );
    }
    // Who answers or helps has no values.
    let roles = "乡镇 | 任务（亩） | 责任部门 | 资金（万元）
                 甲镇 | 10         | 水利局   | 4
                 乙镇 | 20         | 交通局   | 5";
    assert_eq!(units(roles), ["甲镇", "甲镇", "乙镇", "乙镇"]);
    assert_eq!(
        Sheet::new(1, roles).told(Code::RolesUnclear),
        ["units stand below 责任部门, behind the values of other units"]
    );
    for head in ["帮扶单位", "所属片区"] {
        let rows = format!(
            "乡镇 | 任务（亩） | {head} | 资金（万元）\n甲镇 | 10 | 水利局 | 4\n乙镇 | 20 | 交通局 | 5"
        );
        assert_eq!(units(rows.leak()), ["甲镇", "甲镇", "乙镇", "乙镇"], "{head}");
    }
}

#[test]
fn names_alone_in_their_rows_head_the_rows_below() {
    let read = |rows| -> Vec<String> {
        let targets = Sheet::new(1, rows).targets(false);
        let said = targets.into_iter().map(|target| {
            let answer = target.responsible.iter().map(|unit| &*unit.raw).collect::<String>();
            format!("{} {} {answer}", target.category.unwrap_or_default(), target.row_path.join("/"))
        });
        said.collect()
    };
    let indicators = "指标 | 单位 | 目标 | 责任单位
                      宏观调控 |  |  |
                      企业户数 | 户 | 3 | 发改局
                      公共服务 |  |  |
                      就业人数 | 人 | 8 | 人社局";
    assert_eq!(read(indicators), ["宏观调控 企业户数 发改局", "公共服务 就业人数 人社局"]);
    assert!(Sheet::new(1, indicators).told(Code::RolesUnclear).is_empty());
    let units = "单位 | 资金（亿元） | 项目（个）
                 一类乡镇 | |
                 甲镇 | 1 | 2
                 县直部门 | |
                 县水利局 | 3 | 4";
    assert_eq!(read(units), ["一类乡镇 甲镇 ", "一类乡镇 甲镇 ", "县直部门 县水利局 ", "县直部门 县水利局 "]);
    // One alone may be a row without values.
    let one = "指标 | 单位 | 目标 | 责任单位
               宏观调控 |  |  |
               企业户数 | 户 | 3 | 发改局
               就业人数 | 人 | 8 | 人社局";
    assert_eq!(read(one), ["宏观调控 企业户数 发改局", "宏观调控 就业人数 人社局"]);
    assert_eq!(
        Sheet::new(1, one).told(Code::RolesUnclear),
        ["宏观调控 stands over other rows, with nothing beside it"]
    );
    // So may several that are no plain sections.
    let rows = "指标 | 单位 | 目标 | 责任单位
                民营经济增加值占比 |  |  |
                企业户数 | 户 | 3 | 发改局
                绿色食品认证 |  |  |
                就业人数 | 人 | 8 | 人社局";
    assert_eq!(
        Sheet::new(1, rows).told(Code::RolesUnclear),
        ["民营经济增加值占比 stands over other rows, with nothing beside it"]
    );
    for (rows, expected) in [
        // That a unit has no target is a fact.
        ("单位 | 资金（亿元） | 项目（个）\n甲镇 | |\n乙镇 | 1 | 2\n丙镇 | |\n丁镇 | 3 | 4", 8),
        ("单位 | 资金（亿元） | 项目（个）\n城关 | |\n虢王 | 1 | 2\n甲镇 | 1 | 2", 6),
        // That nothing is said of an indicator too.
        ("指标 | 2023年 | 2024年\n地区生产总值 | |\n财政收入 | 1 | 2", 4),
        ("指标 | 2023年 | 2024年\n财政收入 | 1 | 2\n民生 | |\n企业户数 | 1 | 2", 6),
        ("指标 | 2023年 | 2024年\n面积（亩） | |\n企业户数 | 1 | 2", 4),
    ] {
        assert_eq!(read(rows).len(), expected, "{rows}");
    }
}

#[test]
fn words_before_blanks_alone_may_go_on_over_them() {
    let told = |rows: &'static str, spans_shown| {
        let normalised = normalise(&notice(&[Sheet::new(1, rows)], spans_shown), &Registry::builtin());
        normalised.findings.iter().filter(|finding| finding.code == Code::TableAmbiguous).count()
    };
    let rows = "指标 | 单位 | 甲镇 | 乙镇 | 丙镇
                投资 | 亿元 | 1    | 2    | 3
                税收 | 亿元 | 4    | —    | 6
                安全 | —    | 不发生较大事故 | | ";
    assert_eq!(told(rows, false), 1);
    // Where spans are shown a blank is one, and where others are blank too it may be.
    assert_eq!(told(rows, true), 0);
    let blanks = "指标 | 单位 | 甲镇 | 乙镇 | 丙镇
                  投资 | 亿元 | 1    |      | 3
                  税收 | 亿元 | 4    | —    | 6
                  安全 | —    | 不发生较大事故 | | ";
    assert_eq!(told(blanks, false), 0);
    let numbers = "指标 | 单位 | 甲镇 | 乙镇 | 丙镇
                   投资 | 亿元 | 1    | 2    | 3
                   税收 | 亿元 | 4    | —    | 6
                   产值 | 亿元 | 5    | | ";
    assert_eq!(told(numbers, false), 0);
}
