//! Totals, and rows that head others.

use fenjie_model::{Code, Target, UnitKind};

use crate::sheet::{Sheet, check};

#[test]
fn a_total_that_takes_the_place_of_a_number_is_a_unit() {
    check(
        &Sheet::new(
            1,
            "序号 | 乡镇 | 村名 | 户厕改造（户）
             1    | 甲镇 | 子村 | 20
             2    | ^    | 丑村 | ６３
             合计 | <    | <    | 83",
        ),
        "甲镇/子村 | 户厕改造（户） | 子村 | 户 | 20
         甲镇/丑村 | 户厕改造（户） | 丑村 | 户 | ６３
         合计 | 户厕改造（户） | 合计 | 户 | 83",
    );
}

#[test]
fn a_total_with_a_blank_name_beside_it() {
    check(
        &Sheet::new(
            1,
            "序号 | 乡镇 | 户厕改造（户）
             合计 |      | 83
             1    | 甲镇 | 20
             2    | 乙镇 | 63
             合计 |      | 83",
        ),
        "合计 | 户厕改造（户） | 合计 | 户 | 83
         甲镇 | 户厕改造（户） | 甲镇 | 户 | 20
         乙镇 | 户厕改造（户） | 乙镇 | 户 | 63
         合计 | 户厕改造（户） | 合计 | 户 | 83",
    );
}

#[test]
fn a_total_left_of_the_names() {
    check(
        &Sheet::new(
            1,
            "责任领导 | 村名   | 户厕整改（户）
             陈某     | 向东村 | 26
             刘某     | 红星村 | 12
             合计     |        | 38",
        ),
        "向东村 | 户厕整改（户） | 向东村 | 户 | 26
         红星村 | 户厕整改（户） | 红星村 | 户 | 12
         合计 | 户厕整改（户） | 合计 | 户 | 38",
    );
}

#[test]
fn what_is_said_of_a_row_is_not_said_of_the_sum_below_it() {
    let sheet = Sheet::new(
        1,
        "项目名称     | 总投资（万元） | 责任单位
         临港大道二期 | 3              | 建管委
         滨海初级中学 | 4              |
         合计         | 7              |",
    );
    let targets = sheet.targets(true);
    let responsible: Vec<usize> = targets.iter().map(|target| target.responsible.len()).collect();
    assert_eq!(responsible, [1, 1, 0]);
}

/// `row path | number | measure | responsible` of each target.
fn labels(sheet: &Sheet, spans_shown: bool) -> Vec<String> {
    let targets = sheet.targets(spans_shown);
    let label = |target: &Target| {
        let number = target.number.map(|number| number.to_string()).unwrap_or_default();
        let measure = target.measure.as_ref().map_or("", |measure| &measure.raw);
        let responsible: Vec<_> = target.responsible.iter().map(|unit| unit.raw.as_str()).collect();
        [&target.row_path.join("/"), number.as_str(), measure, &responsible.join("、")].join(" | ")
    };
    targets.iter().map(label).collect()
}

#[test]
fn nothing_goes_on_over_heads_and_sums() {
    let sheet = Sheet::new(
        1,
        "序号 | 项目     | 单位 | 目标 | 责任单位
         一   | 交通     |      | 500  |
         1    | 过境公路 | 公里 | 200  | 交通局
         2    | 农村公路 | ^    | 300  | ^
         二   | 民生     |      | 100  |
         3    | 幼儿园   | 所   | 100  | 教育局
              | 合计     |      | 600  |",
    )
    .measure("万元");
    let expected = [
        "交通 |  | 万元 | ",
        "过境公路 | 1 | 公里 | 交通局",
        "农村公路 | 2 | 公里 | 交通局",
        "民生 |  | 万元 | ",
        "幼儿园 | 3 | 所 | 教育局",
        "合计 |  | 万元 | ",
    ];
    for spans_shown in [true, false] {
        assert_eq!(labels(&sheet, spans_shown), expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn numbers_of_one_kind_head_nothing() {
    let sheet = Sheet::new(
        1,
        "序号 | 指标     | 单位 | 目标 | 责任单位
         一   | 生产总值 | 亿元 | 120  | 发改委
         二   | 投资     | ^    | 30   | ^",
    );
    let expected = ["生产总值 |  | 亿元 | 发改委", "投资 |  | 亿元 | 发改委"];
    for spans_shown in [true, false] {
        assert_eq!(labels(&sheet, spans_shown), expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn a_total_over_all_is_of_no_section_and_of_no_category() {
    let sections = Sheet::new(
        1,
        "序号     | 项目   | 投资（万元）
         一、交通 | <      | <
         1        | 甲路   | 1
         二、民生 | <      | <
         2        | 乙校   | 2
         合计     | <      | 3",
    );
    let categories = Sheet::new(
        1,
        "类别 | 项目 | 投资（万元）
         交通 | 甲路 | 1
         ^    | 乙路 | 2
         ^    | 小计 | 3
         民生 | 丙校 | 4
              | 合计 | 7",
    );
    for (sheet, expected) in [
        (sections, &[Some("一、交通"), Some("二、民生"), None][..]),
        (categories, &[Some("交通"), Some("交通"), Some("交通"), Some("民生"), None]),
    ] {
        for spans_shown in [true, false] {
            let targets = sheet.targets(spans_shown);
            let categories: Vec<_> = targets.iter().map(|target| target.category.as_deref()).collect();
            assert_eq!(categories, expected, "spans shown: {spans_shown}");
        }
    }
}

#[test]
fn a_total_that_says_what_it_holds_is_no_unit() {
    let sheet = Sheet::new(
        1,
        "乡镇                 | 造林（亩）
         甲镇                 | 300
         乙镇                 | 200
         全县合计（含园区）   | 500
         总计                 | 500",
    );
    assert_eq!(sheet.told(Code::UnitUnknown).len(), 2);
    assert!(sheet.told(Code::TotalDiffers).is_empty());
}

#[test]
fn what_others_leave_is_a_row_and_no_unit_that_a_registry_lacks() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 造林（亩）
         甲镇 | 300
         其他 | 200
         其余 | 20
         合计 | 520",
    );
    let told = sheet.told(Code::UnitUnknown);
    assert!(matches!(told.as_slice(), [one] if one.contains("甲镇")), "{told:?}");
    let rows = sheet.targets(true);
    let raw = |target: &fenjie_model::Target| target.unit.as_ref().map(|unit| unit.raw.clone());
    assert_eq!(rows.iter().filter_map(raw).collect::<Vec<_>>(), ["甲镇", "其他", "其余", "合计"]);
}

#[test]
fn what_heads_the_rows_of_its_kind_is_their_sum() {
    let named = Sheet::new(
        1,
        "单位     | 税收（万元）
         一、乡镇 | 11
         甲镇     | 5
         乙镇     | 6
         二、县直部门 | 16
         税务局   | 7
         财政局   | 8
         合计     | 27",
    );
    let numbered = Sheet::new(
        1,
        "序号 | 单位   | 税收（万元）
         一   | 乡镇   | 11
         1    | 甲镇   | 5
         2    | 乙镇   | 6
         二   | 部门   | 16
         1    | 税务局 | 7
         2    | 财政局 | 8
              | 合计   | 27",
    );
    for (sheet, groups) in [(named, ["一、乡镇", "二、县直部门"]), (numbered, ["乡镇", "部门"])]
    {
        let read = sheet.read();
        let totals: Vec<_> = read.targets.iter().filter_map(|target| target.unit.as_ref()).collect();
        let totals = totals.iter().filter(|unit| unit.kind == UnitKind::Total);
        let totals: Vec<_> = totals.map(|unit| unit.raw.as_str()).collect();
        assert_eq!(totals, [groups[0], groups[1], "合计"]);
        let second = groups[1];
        let differs = format!("{second} 税收（万元）: 16 stated, 15 is the sum of its 2 units, 1 apart");
        assert_eq!(sheet.told(Code::TotalDiffers), [differs]);
    }
}

#[test]
fn the_next_heading_ends_the_units_of_one() {
    let sheet = Sheet::new(
        1,
        "单位 | 造林（亩）
         全县合计 | 65
         一、乡镇 | 30
         张桥镇 | 10
         薛镇 | 20
         二、林场 | 30
         东林场 | 30
         三、机动 | 5",
    );
    assert!(sheet.told(Code::TotalDiffers).is_empty());
    let above =
        "单位 | 造林（亩）\n全县合计 | 60\n乡镇小计 | 30\n张桥镇 | 10\n薛镇 | 20\n林场小计 | 30\n东林场 | 30";
    assert!(Sheet::new(1, above).told(Code::TotalDiffers).is_empty());
}

#[test]
fn a_list_of_parts_may_be_marked_at_its_first_alone() {
    let differs = |rows| Sheet::new(1, rows).told(Code::TotalDiffers).len();
    let agrees = "单位           | 人工造林（亩）
                  合计           | 600
                  东岭县         | 200
                  西岭县         | 300
                  市直林场       | 100
                  其中：红旗林场 | 60
                  青山林场       | 40";
    assert_eq!(differs(agrees), 0);
    let lacks_ten = "单位           | 人工造林（亩）
                     合计           | 600
                     东岭县         | 200
                     西岭县         | 300
                     市直林场       | 100
                     其中：红旗林场 | 60
                     青山林场       | 30";
    assert_eq!(differs(lacks_ten), 1);
}

#[test]
fn a_total_under_those_who_answer_is_no_more_of_the_row_above() {
    for blank in ["", "—", "2个"] {
        let rows = format!(
            "责任单位 | 项目名称 | 计划投资（万元）
             区教育局 | 第一小学 | 3200
             区住建局 | 老城管网 | 22000
             合计     | {blank}  | 25200"
        );
        let sheet = Sheet::new(1, rows.leak());
        check(
            &sheet,
            "第一小学 | 计划投资（万元） | 青浦区 | 万元 | 3200
             老城管网 | 计划投资（万元） | 青浦区 | 万元 | 22000
             合计 | 计划投资（万元） | 青浦区 | 万元 | 25200",
        );
        assert!(sheet.targets(true)[2].responsible.is_empty());
    }
}

#[test]
fn a_total_under_the_last_columns_of_a_folded_table_is_told_once() {
    let sheet = Sheet::new(
        1,
        "单位 | 任务（亩） | 单位 | 任务（亩）
         甲镇 | 3          | 丙镇 | 1
         乙镇 | 5          | 丁镇 | 1
         合计 |            |      | 12",
    );
    let totals = |spans_shown| {
        let targets = sheet.targets(spans_shown).into_iter();
        let raws = targets.filter(|target| target.row == 3).map(|target| target.value.raw);
        raws.collect::<Vec<_>>()
    };
    assert_eq!([totals(true), totals(false)], [["12"], ["12"]]);
    let message = "合计 任务（亩）: 12 stated, 10 is the sum of its 4 units, 2 apart";
    assert_eq!(sheet.told(fenjie_model::Code::TotalDiffers), [message]);
}
