//! Which measure holds for a cell.

use fenjie_model::Code;

use crate::sheet::{Sheet, check};

#[test]
fn several_measures_in_one_line() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 植树 | 育苗 | 增幅
         甲镇 | 25.4 | 199  | 3",
    );
    check(
        &sheet.clone().measure("万株、亩"),
        "甲镇 | 植树 | 甲镇 | 万株 | 25.4
         甲镇 | 育苗 | 甲镇 | 亩 | 199
         甲镇 | 增幅 | 甲镇 | % | 3",
    );
    let missing = |leaf| format!("the 单位 line names several measures, and {leaf} does not tell which");
    assert_eq!(sheet.measure("处、里").told(Code::MeasureMissing), ["植树", "育苗"].map(missing));
}

#[test]
fn a_row_of_measures_under_the_names() {
    let sheet = Sheet::new(
        2,
        "乡镇 | 农业产值 | 增长
         ^    | （亿元） | （%）
         甲镇 | 5        | 6",
    )
    .title("2023年税收收入目标表");
    let targets = sheet.targets(true);
    let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
    assert_eq!(names, ["农业产值", "税收收入增幅"]);
}

#[test]
fn a_measure_over_the_names_holds_for_the_table() {
    check(
        &Sheet::new(
            1,
            "指标（亿元） | 一季度 | 增幅
             工业产值     | 7.3    | 5",
        ),
        "工业产值 | 一季度 | 青浦区 | 亿元 | 7.3
         工业产值 | 增幅 | 青浦区 | % | 5",
    );
    check(
        &Sheet::new(
            1,
            "乡镇（亩） | 造林 | 渔船（舢）
             甲镇       | 73   | 2",
        ),
        "甲镇 | 造林 | 甲镇 | 亩 | 73
         甲镇 | 渔船（舢） | 甲镇 | 舢 | 2",
    );
    check(
        &Sheet::new(
            1,
            "乡镇（场） | 造林
             甲镇       | 73",
        ),
        "甲镇 | 造林 | 甲镇 |  | 73",
    );
}

#[test]
fn what_a_cell_prints_is_its_measure() {
    check(
        &Sheet::new(
            1,
            "指标     | 单位 | 2022年实际 | 2023年目标
             工业产值 | 亿元 | 535        | 增长8%
             新增就业 | 人   | 900        | ≥5%
             增长     | %    | 5          | 6%",
        ),
        "工业产值 | 2022年实际 | 青浦区 | 亿元 | 535
         工业产值 | 2023年目标 | 青浦区 | % | 增长8%
         新增就业 | 2022年实际 | 青浦区 | 人 | 900
         新增就业 | 2023年目标 | 青浦区 | % | ≥5%
         增长 | 2022年实际 | 青浦区 | % | 5
         增长 | 2023年目标 | 青浦区 | % | 6%",
    );
}

#[test]
fn what_a_unit_is_called_says_nothing_of_its_measure() {
    let sheet = Sheet::new(
        1,
        "乡镇     | 衔接资金 | 项目（个） | 群众满意度
         南林桥镇 | 120      | 9          | 65
         清泉镇   | 130      | 4          | 63",
    )
    .measure("万元、个");
    let targets = sheet.targets(true);
    let measures: Vec<_> =
        targets.iter().map(|target| target.measure.as_ref().map_or("", |measure| &measure.raw)).collect();
    assert_eq!(measures, ["万元", "个", "", "万元", "个", ""]);
}

#[test]
fn a_unit_over_its_columns_leaves_their_names_to_tell_the_measure() {
    let sheet = Sheet::new(
        2,
        "年份   | 石桥镇   | <        | 甲镇     | <
         ^      | 造林     | 桥梁     | 造林     | 桥梁
         2024年 | 5        | 6        | 7        | 8",
    );
    check(
        &sheet.measure("亩、座"),
        "2024年 | 石桥镇/造林 | 石桥镇 | 亩 | 5
         2024年 | 石桥镇/桥梁 | 石桥镇 | 座 | 6
         2024年 | 甲镇/造林 | 甲镇 | 亩 | 7
         2024年 | 甲镇/桥梁 | 甲镇 | 座 | 8",
    );
}

#[test]
fn rates_are_not_counted_in_what_the_table_is() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 投资 | 完成率 | 占比（1-11月）
         甲镇 | 5    | 98     | 40",
    );
    check(
        &sheet.measure("万元"),
        "甲镇 | 投资 | 甲镇 | 万元 | 5
         甲镇 | 完成率 | 甲镇 |  | 98
         甲镇 | 占比（1-11月） | 甲镇 |  | 40",
    );
}

#[test]
fn a_row_of_measures_with_a_label_names_no_column() {
    check(
        &Sheet::new(
            2,
            "镇（街道） | 务工就业 | 小额信贷投放 | 帮扶率
             计量单位   | 人       | 万元         | %
             赵巷镇     | 300      | 52.5         | 100",
        ),
        "赵巷镇 | 务工就业/人 | 赵巷镇 | 人 | 300
         赵巷镇 | 小额信贷投放/万元 | 赵巷镇 | 万元 | 52.5
         赵巷镇 | 帮扶率/% | 赵巷镇 | % | 100",
    );
}
