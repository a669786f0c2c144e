//! What is said beside the names: categories, numbers, who is responsible.

use fenjie_model::Code;

use crate::sheet::Sheet;

#[test]
fn sections_of_units_hold_until_the_total() {
    let sheet = Sheet::new(
        1,
        "序号     | 单位     | 产值（亿元）
         一、各镇 | <        | <
         1        | 赵巷镇   | 1
         二、街道 | <        | <
         1        | 夏阳街道 | 2
         合计     | <        | 3",
    );
    for spans_shown in [true, false] {
        let targets = sheet.targets(spans_shown);
        let categories: Vec<_> = targets.iter().map(|target| target.category.as_deref()).collect();
        assert_eq!(categories, [Some("一、各镇"), Some("二、街道"), None]);
    }
}

#[test]
fn a_section_is_the_category_before_an_attribute() {
    let category = |rows| {
        let targets = Sheet::new(1, rows).targets(true);
        targets.into_iter().filter_map(|target| target.category).collect::<Vec<_>>()
    };
    let sections = "指标         | 属性   | 2023年目标
                    一、综合经济 | <      | <
                    工业产值增速 | 预期性 | 7.5";
    assert_eq!(category(sections), ["一、综合经济"]);
    let both = "属性   | 类别 | 指标         | 2023年目标
                预期性 | 经济 | 工业产值增速 | 7.5";
    assert_eq!(category(both), ["经济"]);
    let attribute = "指标         | 属性   | 2023年目标
                     工业产值增速 | 预期性 | 7.5";
    assert_eq!(category(attribute), ["预期性"]);
}

#[test]
fn a_name_over_the_category_too_is_of_none() {
    let sheet = Sheet::new(
        1,
        "类别 | 项目                   | 目标值
         旅游 | 接待（万人次）         | 520
         ^    | 收入（亿元）           | 48.6
         人均体育场地面积（平方米） | < | 2.58",
    );
    let targets = sheet.targets(true);
    let categories: Vec<_> = targets.iter().map(|t| t.category.as_deref()).collect();
    assert_eq!(categories, [Some("旅游"), Some("旅游"), None]);
}

#[test]
fn serial_numbers_that_skip_are_told() {
    let sheet = Sheet::new(
        1,
        "序号 | 单位   | 户数（户）
         1    | 赵巷镇 | 1
         3    | 徐泾镇 | 2",
    );
    assert_eq!(sheet.told(Code::SerialGap), ["序号 3 follows 1"]);
    let folded = Sheet::new(
        1,
        "序号 | 单位   | 户数（户） | 序号 | 单位   | 户数（户）
         1    | 赵巷镇 | 1          | 3    | 华新镇 | 3
         2    | 徐泾镇 | 2          | —    | —      | —",
    );
    assert!(folded.told(Code::SerialGap).is_empty());
}

#[test]
fn lists_are_parted_outside_brackets() {
    let sheet = Sheet::new(
        1,
        "指标     | 计量单位 | 目标 | 责任单位
         粮食产量 | —        | 85   | 农业农村委、各县（市、区）人民政府",
    );
    let targets = sheet.targets(true);
    let responsible: Vec<&str> = targets[0].responsible.iter().map(|unit| unit.raw.as_str()).collect();
    assert_eq!(responsible, ["农业农村委", "各县（市、区）人民政府"]);
    assert_eq!(targets[0].measure, None);
}

#[test]
fn a_section_may_have_its_number_in_a_column_of_its_own() {
    let sheet = Sheet::new(
        1,
        "序号   | 指标             | 计量单位 | 目标
         一     | 经济发展         |          |
         （一） | 投资             |          |
         1      | 固定资产投资增速 | %        | 5
         二     | 民生福祉         |          |
         2      | 城镇新增就业     | 人       | 3000
         三     | 城镇登记失业率   | %        | 4
         1      | 下降             | %        | 1
         四     | 党建             |          |",
    );
    let targets = sheet.targets(false);
    let told: Vec<_> = targets.iter().map(|t| (t.row_path[0].as_str(), t.category.as_deref())).collect();
    let expected = [
        ("固定资产投资增速", Some("投资")),
        ("城镇新增就业", Some("民生福祉")),
        ("城镇登记失业率", None),
        ("下降", None),
        ("党建", None),
    ];
    assert_eq!(told, expected);
}
