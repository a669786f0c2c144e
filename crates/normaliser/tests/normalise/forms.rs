//! The forms that tables come in, each as a small table, with its spans shown and without.

use fenjie_model::{Code, Method};
use fenjie_normaliser::registry::Registry;
use fenjie_normaliser::{Normalised, normalise};

use crate::sheet::{Sheet, check, findings, line, notice, read};

#[test]
fn units_down_the_side() {
    check(
        &Sheet::new(
            2,
            "单 位  | 工作目标 | <
             ^      | 累计值   | 增幅（%）
             全 区  | 1855.0   | 10.0
             赵巷镇 | 17.2     | —",
        )
        .measure("亿元"),
        "全 区 | 工作目标/累计值 | 全 区 | 亿元 | 1855.0
         全 区 | 工作目标/增幅（%） | 全 区 | % | 10.0
         赵巷镇 | 工作目标/累计值 | 赵巷镇 | 亿元 | 17.2
         赵巷镇 | 工作目标/增幅（%） | 赵巷镇 | % | —",
    );
}

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
fn rows_without_a_name_are_said() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 户厕改造（户）
              | 5
         甲镇 | 20
              | 7
              | —",
    );
    let taken = |shown| {
        let found = read(std::slice::from_ref(&sheet), shown).findings.into_iter();
        let unclear = found.filter(|f| f.message == "the row names no unit");
        unclear.filter_map(|f| Some(f.readings?.taken)).collect::<Vec<_>>()
    };
    let above = "targets of 甲镇, above it";
    assert_eq!(taken(true), ["a row without targets", above]);
    // Without spans a blank place is one of the merged cell above.
    assert_eq!(taken(false), ["a row without targets"]);
}

#[test]
fn units_across_the_top() {
    check(
        &Sheet::new(
            2,
            "序号 | 指标名称     | 计量单位 | 各镇目标 | <    | 合计
             ^    | ^            | ^        | 甲镇     | 乙乡 | ^
             1    | 城镇新增就业 | 人       | 485      | 637  | 1122
             2    | 参保率       | %        | 95.2     | 98.5 | —",
        ),
        "城镇新增就业 | 各镇目标/甲镇 | 甲镇 | 人 | 485
         城镇新增就业 | 各镇目标/乙乡 | 乙乡 | 人 | 637
         城镇新增就业 | 合计 | 合计 | 人 | 1122
         参保率 | 各镇目标/甲镇 | 甲镇 | % | 95.2
         参保率 | 各镇目标/乙乡 | 乙乡 | % | 98.5
         参保率 | 合计 | 合计 | % | —",
    );
}

#[test]
fn a_category_beside_units_across_is_in_the_row_path() {
    check(
        &Sheet::new(
            1,
            "类别   | 指标／单位       | 甲街道 | 乙镇
             约束性 | 造林面积（亩）   | 1      | 2
             ^      | 河道治理（公里） | 3      | 4",
        ),
        "约束性/造林面积（亩） | 甲街道 | 甲街道 | 亩 | 1
         约束性/造林面积（亩） | 乙镇 | 乙镇 | 亩 | 2
         约束性/河道治理（公里） | 甲街道 | 甲街道 | 公里 | 3
         约束性/河道治理（公里） | 乙镇 | 乙镇 | 公里 | 4",
    );
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
    let targets = read(&[sheet], true).targets;
    let categories: Vec<_> = targets.iter().map(|t| t.category.as_deref()).collect();
    assert_eq!(categories, [Some("旅游"), Some("旅游"), None]);
}

#[test]
fn names_that_are_alike_go_on_in_the_next_column() {
    check(
        &Sheet::new(
            1,
            "序号 | 河流 | 断面 | 水质目标 | 责任办所
             1    | 清江 | 上桥 | Ⅲ类      | 环保办
             2    | ^    | 下坝 | Ⅱ类      | 河长办
             3    | 白水 | 石口 | Ⅲ类      | 河长办",
        ),
        "清江/上桥 | 水质目标 | 青浦区 |  | Ⅲ类
         清江/下坝 | 水质目标 | 青浦区 |  | Ⅱ类
         白水/石口 | 水质目标 | 青浦区 |  | Ⅲ类",
    );
    // What stands beside names that tell the rows apart is said of them.
    check(
        &Sheet::new(1, "指标 | 河流 | 目标\n甲 | 清江 | 3\n乙 | 白水 | 4"),
        "甲 | 目标 | 青浦区 |  | 3\n乙 | 目标 | 青浦区 |  | 4",
    );
}

#[test]
fn departments_under_an_indicator_are_no_unit_axis() {
    check(
        &Sheet::new(
            2,
            "单 位  | 出让一批 | <
             ^      | 经委     | 商务委
             赵巷镇 | 1        | —",
        )
        .measure("个"),
        "赵巷镇 | 出让一批/经委 | 赵巷镇 | 个 | 1
         赵巷镇 | 出让一批/商务委 | 赵巷镇 | 个 | —",
    );
}

#[test]
fn indicators_without_units_are_for_the_region() {
    let sheet = Sheet::new(
        1,
        "序号         | 指标名称             | 计量单位 | 上年实绩 | 本年计划 | 增长%  | 责任单位
         一、经济增长 | <                    | <        | <        | <        | <      | <
         1            | 地区生产总值         | 亿元     | 535.6    | 592.9    | 10.7   | 发改委、统计局
                      | 其中：第一产业增加值 | 亿元     | 59.3     | 63.3     | 6%左右 | 农业农村委",
    );
    check(
        &sheet,
        "地区生产总值 | 上年实绩 | 青浦区 | 亿元 | 535.6
         地区生产总值 | 本年计划 | 青浦区 | 亿元 | 592.9
         地区生产总值 | 增长% | 青浦区 | 亿元 | 10.7
         其中：第一产业增加值 | 上年实绩 | 青浦区 | 亿元 | 59.3
         其中：第一产业增加值 | 本年计划 | 青浦区 | 亿元 | 63.3
         其中：第一产业增加值 | 增长% | 青浦区 | 亿元 | 6%左右",
    );
    let targets = read(&[sheet], true).targets;
    let (last_year, growth) = (&targets[0], &targets[2]);
    assert_eq!(last_year.period.year, Some(2022));
    assert_eq!(last_year.category.as_deref(), Some("一、经济增长"));
    assert_eq!(last_year.number, Some(1));
    assert_eq!(
        last_year.responsible.iter().map(|u| u.raw.as_str()).collect::<Vec<_>>(),
        ["发改委", "统计局"]
    );
    assert_eq!(growth.measure.as_ref().and_then(|m| m.id.as_deref()), Some("%"), "growth counts per cent");
    assert_eq!(targets[3].number, None);
}

#[test]
fn the_summary_table() {
    let sheet = Sheet::new(
        2,
        "分类     | 序号 | 指 标 名 称  | <          | 单位     | 2023年工作目标     | <      | 分解下达情况 | 责任单位
         ^        | ^    | ^            | ^          | ^        | 总量               | 增幅 % | ^            | ^
         综合经济 | 1    | 地区生产总值 | <          | 亿元     | —                  | 6      | 不分解下达   | 区政府
         ^        | 2    | 税收收入     | 税收总收入 | 亿元     | 608.8（考核目标）  | —      | 分解下达     | 经委、科委
         ^        | ^    | ^            | ^          | ^        | 625.1（工作目标）  | —      | 分解下达     | ^
         民生     | 3    | 绿地率       | <          | %        | 43                 | —      | 不分解下达   | 科委",
    );
    check(
        &sheet,
        "地区生产总值 | 2023年工作目标/总量 | 青浦区 | 亿元 | —
         地区生产总值 | 2023年工作目标/增幅 % | 青浦区 | 亿元 | 6
         税收收入/税收总收入 | 2023年工作目标/总量 | 青浦区 | 亿元 | 608.8（考核目标）
         税收收入/税收总收入 | 2023年工作目标/增幅 % | 青浦区 | 亿元 | —
         税收收入/税收总收入 | 2023年工作目标/总量 | 青浦区 | 亿元 | 625.1（工作目标）
         税收收入/税收总收入 | 2023年工作目标/增幅 % | 青浦区 | 亿元 | —
         绿地率 | 2023年工作目标/总量 | 青浦区 | % | 43
         绿地率 | 2023年工作目标/增幅 % | 青浦区 | % | —",
    );
    for spans_shown in [true, false] {
        let targets = read(std::slice::from_ref(&sheet), spans_shown).targets;
        let second = &targets[4];
        assert_eq!(second.category.as_deref(), Some("综合经济"));
        assert_eq!(second.number, Some(2));
        assert_eq!(second.allocation.as_deref(), Some("分解下达"));
        assert_eq!(second.responsible.len(), 2);
        assert_eq!(second.stage.as_deref(), Some("工作目标"));
        assert_eq!(targets[2].stage.as_deref(), Some("考核目标"));
        assert_eq!(targets[6].category.as_deref(), Some("民生"));
    }
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
fn tasks_give_no_targets() {
    let sheet = Sheet::new(
        1,
        "序号 | 目标任务                       | 牵头单位 | 配合单位 | 完成时限
         1    | 新增规模以上工业企业28家，技改投资增长10%左右。 | 经委     | 科委     | 12月底前
         2    | 完成13条河道综合治理。         | 水务局   | 经委     | 全年",
    );
    check(&sheet, "");
    assert_eq!(findings(&read(&[sheet], true).findings), Vec::<String>::new());
}

#[test]
fn requirements_beside_their_leads_are_targets() {
    check(
        &Sheet::new(
            1,
            "序号 | 任务名称     | 指标要求  | 牵头部门       | 配合部门 | 目标类型
             1    | 地区生产总值 | 增长7.3%  | 税务局、发改委 | 统计局   | C类
             2    | 空气优良天数 | 312天     | 生态环境局     | 水务局   | B类
             3    | 能耗         | 以市下达为准 | 发改委      | 经委     | A类",
        ),
        "地区生产总值 | 指标要求 | 青浦区 | % | 增长7.3%
         空气优良天数 | 指标要求 | 青浦区 | 天 | 312天
         能耗 | 指标要求 | 青浦区 |  | 以市下达为准",
    );
}

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
    let unclear = read(&[sheet.measure("处、里")], true).findings;
    assert!(findings(&unclear).contains(
        &"measure-missing: the 单位 line names several measures, and 植树 does not tell which".to_owned()
    ));
}

#[test]
fn units_over_their_own_columns() {
    check(
        &Sheet::new(
            2,
            "指标         | 甲镇 | <     | 全县 | <
             ^            | 目标 | 增幅% | 目标 | 增幅%
             产值（亿元） | 1    | 5     | 3    | 5.5",
        ),
        "产值（亿元） | 甲镇/目标 | 甲镇 | 亿元 | 1
         产值（亿元） | 甲镇/增幅% | 甲镇 | % | 5
         产值（亿元） | 全县/目标 | 全县 | 亿元 | 3
         产值（亿元） | 全县/增幅% | 全县 | % | 5.5",
    );
}

#[test]
fn units_and_indicators_both_down_the_side() {
    check(
        &Sheet::new(
            1,
            "单位   | 指标 | 计量单位 | 目标值
             赵巷镇 | 产值 | 亿元     | 1
             ^      | 就业 | 人       | 2",
        ),
        "赵巷镇/产值 | 目标值 | 赵巷镇 | 亿元 | 1
         赵巷镇/就业 | 目标值 | 赵巷镇 | 人 | 2",
    );
}

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
        let targets = read(std::slice::from_ref(&sheet), spans_shown).targets;
        let categories: Vec<_> = targets.iter().map(|target| target.category.as_deref()).collect();
        assert_eq!(categories, [Some("一、各镇"), Some("二、街道"), None]);
    }
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
fn a_value_over_two_columns_is_told_once_and_said() {
    let sheet = Sheet::new(
        1,
        "指标 | 单位 | 总量           | 增幅%
         产值 | 亿元 | 不低于全市水平 | <
         投资 | 亿元 | 5              | 6",
    );
    let normalised = read(&[sheet], true);
    assert_eq!(normalised.targets.len(), 3);
    let message = "table-ambiguous: one value stands over 1 rows and 2 columns";
    assert!(findings(&normalised.findings).contains(&message.to_owned()));
}

#[test]
fn serial_numbers_that_skip_are_told() {
    let sheet = Sheet::new(
        1,
        "序号 | 单位   | 户数（户）
         1    | 赵巷镇 | 1
         3    | 徐泾镇 | 2",
    );
    let gaps = |sheet: Sheet| -> Vec<String> {
        let found = findings(&read(&[sheet], true).findings);
        found.into_iter().filter(|finding| finding.starts_with("serial-gap")).collect()
    };
    assert_eq!(gaps(sheet), ["serial-gap: 序号 3 follows 1"]);
    let folded = Sheet::new(
        1,
        "序号 | 单位   | 户数（户） | 序号 | 单位   | 户数（户）
         1    | 赵巷镇 | 1          | 3    | 华新镇 | 3
         2    | 徐泾镇 | 2          | —    | —      | —",
    );
    assert_eq!(gaps(folded), Vec::<String>::new());
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
fn responsible_units_before_the_values_have_the_rows() {
    check(
        &Sheet::new(
            1,
            "片区   | 责任单位 | 植树（亩）
             东片区 | 甲镇     | 1
             ^      | 乙场     | 2
             总计   | <        | 3",
        ),
        "东片区/甲镇 | 植树（亩） | 甲镇 | 亩 | 1
         东片区/乙场 | 植树（亩） | 乙场 | 亩 | 2
         总计 | 植树（亩） | 总计 | 亩 | 3",
    );
    let towns = Sheet::new(
        1,
        "责任单位 | 指标     | 单位 | 目标
         甲镇     | 植树     | 亩   | 1
         ^        | 家庭农场 | 个   | 2",
    );
    check(
        &towns,
        "甲镇/植树 | 目标 | 甲镇 | 亩 | 1
         甲镇/家庭农场 | 目标 | 甲镇 | 个 | 2",
    );
    let doubt = "roles-unclear: places stand under 责任单位, in front of names";
    assert!(findings(&read(&[towns], true).findings).contains(&doubt.to_owned()));
    check(
        &Sheet::new(
            1,
            "项目     | 责任单位 | 建设地点 | 建设年限  | 总投资（万元）
             甲路改造 | 住建局   | 甲镇     | 2023-2025 | 500",
        ),
        "甲路改造 | 总投资（万元） | 青浦区 | 万元 | 500",
    );
}

#[test]
fn departments_in_front_of_names_answer_for_them() {
    let sheet = Sheet::new(
        1,
        "序号 | 责任单位   | 指标名称 | 计量单位 | 目标值
         1    | 农业农村委 | 粮食产量 | 万吨     | 38
         2    | ^          | 蔬菜产量 | 万吨     | 145
         3    | 经委       | 工业产值 | 亿元     | 6",
    );
    check(
        &sheet,
        "粮食产量 | 目标值 | 青浦区 | 万吨 | 38
         蔬菜产量 | 目标值 | 青浦区 | 万吨 | 145
         工业产值 | 目标值 | 青浦区 | 亿元 | 6",
    );
    let targets = read(&[sheet], true).targets;
    let responsible: Vec<&str> = targets.iter().map(|target| target.responsible[0].raw.as_str()).collect();
    assert_eq!(responsible, ["农业农村委", "农业农村委", "经委"]);
    // The same names for each of them are broken down to them.
    check(
        &Sheet::new(
            1,
            "责任单位   | 指标     | 目标（个）
             农业农村委 | 签约项目 | 1
             ^          | 开工项目 | 2
             经委       | 签约项目 | 3
             ^          | 开工项目 | 4",
        ),
        "农业农村委/签约项目 | 目标（个） | 农业农村委 | 个 | 1
         农业农村委/开工项目 | 目标（个） | 农业农村委 | 个 | 2
         经委/签约项目 | 目标（个） | 经委 | 个 | 3
         经委/开工项目 | 目标（个） | 经委 | 个 | 4",
    );
}

#[test]
fn texts_that_tell_rows_of_one_name_apart_are_names() {
    let sheet = Sheet::new(
        1,
        "镇     | 层级 | 项目（个）
         赵巷镇 | 小计 | 47
         ^      | 区级 | 27
         ^      | 镇级 | 20
         徐泾镇 | 区级 | 2
         ^      | 镇级 | 3
         合计   | <    | 52",
    );
    check(
        &sheet,
        "赵巷镇/小计 | 项目（个） | 赵巷镇 | 个 | 47
         赵巷镇/区级 | 项目（个） | 赵巷镇 | 个 | 27
         赵巷镇/镇级 | 项目（个） | 赵巷镇 | 个 | 20
         徐泾镇/区级 | 项目（个） | 徐泾镇 | 个 | 2
         徐泾镇/镇级 | 项目（个） | 徐泾镇 | 个 | 3
         合计 | 项目（个） | 合计 | 个 | 52",
    );
    let Normalised { targets, findings, .. } = read(&[sheet], true);
    assert!(targets.iter().all(|target| target.indicator.name == "项目"), "{targets:?}");
    assert!(findings.iter().all(|finding| finding.code != Code::RolesUnclear), "{findings:?}");
    // Two columns together do so as well, and a category stays one.
    let two = Sheet::new(
        1,
        "镇     | 类型 | 建设性质 | 项目（个）
         赵巷镇 | 工业 | 新建     | 1
         赵巷镇 | 工业 | 续建     | 2
         赵巷镇 | 农业 | 新建     | 3",
    );
    check(
        &two,
        "赵巷镇/工业/新建 | 项目（个） | 赵巷镇 | 个 | 1
         赵巷镇/工业/续建 | 项目（个） | 赵巷镇 | 个 | 2
         赵巷镇/农业/新建 | 项目（个） | 赵巷镇 | 个 | 3",
    );
    assert_eq!(read(&[two], true).targets[2].category.as_deref(), Some("农业"));
    // Where the names tell the rows apart, a remark is no name.
    check(
        &Sheet::new(
            1,
            "镇     | 建设性质 | 项目（个）
             赵巷镇 | 新建     | 1
             徐泾镇 | 续建     | 2",
        ),
        "赵巷镇 | 项目（个） | 赵巷镇 | 个 | 1
         徐泾镇 | 项目（个） | 徐泾镇 | 个 | 2",
    );
}

#[test]
fn texts_that_tell_only_some_rows_of_a_name_apart_are_in_doubt() {
    let sheet = Sheet::new(
        1,
        "镇     | 建设性质 | 项目（个）
         赵巷镇 | 新建     | 1
         赵巷镇 | 新建     | 2
         赵巷镇 | 续建     | 3",
    );
    let Normalised { targets, findings: list, .. } = read(&[sheet], true);
    assert!(targets.iter().all(|target| target.row_path == ["赵巷镇"]));
    let message = "roles-unclear: the header 建设性质 does not tell what its column holds";
    assert!(findings(&list).contains(&message.to_owned()));
}

#[test]
fn times_in_front_of_names_that_are_alike_are_told_of_them() {
    let sheet = Sheet::new(
        1,
        "时间节点 | 考核指标 | 目标值（%）
         一季度   | 开工率   | 30
         上半年   | ^        | 50
         一季度   | 竣工率   | 10
         上半年   | ^        | 20",
    );
    check(
        &sheet,
        "一季度/开工率 | 目标值（%） | 青浦区 | % | 30
         上半年/开工率 | 目标值（%） | 青浦区 | % | 50
         一季度/竣工率 | 目标值（%） | 青浦区 | % | 10
         上半年/竣工率 | 目标值（%） | 青浦区 | % | 20",
    );
    assert_eq!(read(&[sheet], true).targets[0].period.months, Some((1, 3)));
}

#[test]
fn times_in_front_of_the_values_name_the_rows() {
    for header in ["时间", "时间节点", "时段", "月份"] {
        let rows = format!("{header} | 开工项目（个）\n1-2月 | 56\n1-6月 | 70");
        let sheet = Sheet::new(1, rows.leak());
        check(
            &sheet,
            "1-2月 | 开工项目（个） | 青浦区 | 个 | 56
             1-6月 | 开工项目（个） | 青浦区 | 个 | 70",
        );
        let Normalised { targets, findings, .. } = read(&[sheet], true);
        let months: Vec<_> = targets.iter().map(|target| target.period.months).collect();
        assert_eq!(months, [Some((1, 2)), Some((1, 6))], "{header}");
        assert!(targets.iter().all(|target| target.indicator.name == "开工项目"), "{targets:?}");
        assert!(findings.iter().all(|finding| finding.code != Code::RolesUnclear), "{findings:?}");
    }
}

#[test]
fn where_an_enterprise_is_says_nothing_of_whom_its_row_is_for() {
    for header in ["所在镇办", "属地", "所属街道"] {
        let rows = format!(
            "企业名称 | {header} | 产值（万元）\n甲有限公司 | 赵巷镇 | 500\n乙有限公司 | 徐泾镇 | 600"
        );
        check(
            &Sheet::new(1, rows.leak()),
            "甲有限公司 | 产值（万元） | 甲有限公司 | 万元 | 500
             乙有限公司 | 产值（万元） | 乙有限公司 | 万元 | 600",
        );
    }
    // A project is no unit: the place may be whom its target is for.
    let projects = Sheet::new(
        1,
        "项目名称 | 所在镇 | 投资（万元）
         甲路     | 赵巷镇 | 500",
    );
    check(&projects, "甲路/赵巷镇 | 投资（万元） | 赵巷镇 | 万元 | 500");
    let message = "roles-unclear: the header 所在镇 does not tell what its column holds";
    assert!(findings(&read(&[projects], true).findings).contains(&message.to_owned()));
}

#[test]
fn what_a_thing_belongs_to_is_a_remark_beyond_doubt() {
    let sheet = Sheet::new(
        1,
        "企业名称   | 所属行业 | 产值（万元） | 亩均评价
         甲有限公司 | 建材     | 500          | A类
         乙有限公司 | 石化     | 600          | B类",
    );
    let findings = read(&[sheet], true).findings;
    assert!(findings.iter().all(|finding| finding.code != Code::RolesUnclear), "{findings:?}");
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
fn bare_names_across_the_top_are_units() {
    let sheet = Sheet::new(
        2,
        "指标 | 单位 | 各乡镇任务 | <    | 合计
         ^    | ^    | 城关       | 虢王 | ^
         植树 | 亩   | 1          | 2    | 3",
    );
    check(
        &sheet,
        "植树 | 各乡镇任务/城关 | 城关 | 亩 | 1
         植树 | 各乡镇任务/虢王 | 虢王 | 亩 | 2
         植树 | 合计 | 合计 | 亩 | 3",
    );
    let findings = read(&[sheet], true).findings;
    assert!(findings.iter().any(|finding| finding.code == Code::RolesUnclear));
    check(
        &Sheet::new(
            1,
            "指标 | 单位 | 面积 | 产量
             水稻 | 亩   | 1    | 2",
        ),
        "水稻 | 面积 | 青浦区 | 亩 | 1
         水稻 | 产量 | 青浦区 | 亩 | 2",
    );
}

#[test]
fn a_total_has_no_number() {
    let sheet = Sheet::new(
        1,
        "序号 | 单位 | 植树（亩）
         1    | 甲镇 | 1
              | 合计 | 1",
    );
    for spans_shown in [true, false] {
        let numbers: Vec<_> =
            read(std::slice::from_ref(&sheet), spans_shown).targets.iter().map(|t| t.number).collect();
        assert_eq!(numbers, [Some(1), None]);
    }
}

#[test]
fn sentences_under_a_goal_are_tasks() {
    check(
        &Sheet::new(
            1,
            "序号 | 工作目标                           | 责任单位 | 时间安排
             1    | 新建改建停车位，完善管理制度和办法 | 建管委   | 12月底
             2    | 开展隐患排查，整改率保持在先进行列 | 应急局   | 全年",
        ),
        "",
    );
}

#[test]
fn nothing_is_guessed_from_glyphs_without_unicode() {
    let sheet = Sheet::new(
        1,
        "\u{fffd}\u{fffd} | \u{fffd}\u{fffd}\u{fffd}
         \u{fffd} | \u{fffd}\u{fffd}",
    );
    assert!(read(&[sheet], true).findings.iter().all(|finding| finding.code != Code::RolesUnclear));
}

#[test]
fn no_row_has_names_without_end() {
    let names = |n: usize| {
        let head = "指标名称 | ".repeat(n) + "目标";
        let body = "出口总额 | ".repeat(n) + "5";
        Sheet::new(1, (head + "\n" + &body).leak())
    };
    let few = read(&[names(3)], true);
    assert_eq!(few.targets.len(), 1);
    let many = read(&[names(80)], true);
    assert!(many.targets.is_empty());
    assert!(many.findings.iter().any(|finding| finding.message.contains("80 columns hold names")));
}

#[test]
fn what_was_guessed_is_told() {
    let tasks = Sheet::new(
        1,
        "序号 | 目标任务                   | 数量（个） | 责任单位
         1    | 新建改建老旧小区停车位若干 | 5          | 建管委",
    );
    check(&tasks, "新建改建老旧小区停车位若干 | 数量（个） | 青浦区 | 个 | 5");
    let nameless = Sheet::new(
        1,
        "产值（亿元） | 户数（户）
         5            | 6",
    );
    let targets = read(std::slice::from_ref(&nameless), true).targets;
    assert!(targets.iter().all(|target| target.row_path.is_empty()));
    assert_eq!(targets.len(), 2);
    for sheet in [tasks, nameless] {
        let findings = read(&[sheet], true).findings;
        assert!(findings.iter().any(|finding| finding.code == Code::RolesUnclear), "{findings:?}");
    }
}

#[test]
fn times_down_the_side_name_no_indicator() {
    let sheet = Sheet::new(
        1,
        "年度   | 新建厕所（座） | 资金（万元）
         2023年 | 1              | 30
         2024年 | 2              | 40
         合计   | 3              | 70",
    );
    let normalised = read(&[sheet], true);
    let named: Vec<(&str, Option<i16>)> =
        normalised.targets.iter().map(|t| (t.indicator.name.as_str(), t.period.year)).collect();
    let names = ["新建厕所", "资金"];
    let expected = [2023, 2024, 2023].into_iter().flat_map(|year| names.map(|name| (name, Some(year))));
    assert_eq!(named, expected.collect::<Vec<_>>());
    assert!(normalised.findings.iter().all(|finding| finding.code != Code::RolesUnclear));
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
    let targets = read(&[sheet], true).targets;
    let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
    assert_eq!(names, ["农业产值", "税收收入增幅"]);
}

#[test]
fn a_corner_names_both_sides() {
    let measured = Sheet::new(
        1,
        "园区\\指标 | 亩均税收（万元/亩） | 处置率（%）
         东园       | 25                  | 100
         西园       | 18.5                | 90",
    );
    check(
        &measured,
        "东园 | 亩均税收（万元/亩） | 东园 | 万元/亩 | 25
         东园 | 处置率（%） | 东园 | % | 100
         西园 | 亩均税收（万元/亩） | 西园 | 万元/亩 | 18.5
         西园 | 处置率（%） | 西园 | % | 90",
    );
    let bare = Sheet::new(
        1,
        "园区\\指标 | 项目数 | 处置率
         东园       | 25     | 100",
    );
    let told =
        |sheet| findings(&read(&[sheet], true).findings).iter().any(|f| f.starts_with("roles-unclear"));
    assert!(told(bare));
    let times = Sheet::new(
        1,
        "月份             | 1-2月 | 1-3月
         收入目标（亿元） | 2     | 3",
    );
    assert!(!told(times));
}

#[test]
fn who_has_to_do_with_a_row_is_no_target() {
    check(
        &Sheet::new(
            1,
            "包村干部   | 村名   | 链主企业       | 户厕整改（户）
             王某、李某 | 向东村 | 中粮           | 26
             ^          | 红星村 | —              | 12",
        ),
        "向东村 | 户厕整改（户） | 向东村 | 户 | 26
         红星村 | 户厕整改（户） | 红星村 | 户 | 12",
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
fn lists_are_parted_outside_brackets() {
    let sheet = Sheet::new(
        1,
        "指标     | 计量单位 | 目标 | 责任单位
         粮食产量 | —        | 85   | 农业农村委、各县（市、区）人民政府",
    );
    let targets = read(&[sheet], true).targets;
    let responsible: Vec<&str> = targets[0].responsible.iter().map(|unit| unit.raw.as_str()).collect();
    assert_eq!(responsible, ["农业农村委", "各县（市、区）人民政府"]);
    assert_eq!(targets[0].measure, None);
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
    let targets = read(&[sheet], true).targets;
    let responsible: Vec<usize> = targets.iter().map(|target| target.responsible.len()).collect();
    assert_eq!(responsible, [1, 1, 0]);
}

#[test]
fn an_annex_is_for_the_year_that_it_names() {
    let sheet = |title| {
        Sheet::new(
            1,
            "乡镇 | 3月
             甲镇 | 5",
        )
        .title(title)
    };
    let year = |title| read(&[sheet(title)], true).targets[0].period.year;
    assert_eq!(year("2022年植树分月计划"), Some(2022));
    assert_eq!(year("2022—2024年植树计划"), year("植树计划"));
}

/// `row path | number | measure | responsible` of each target.
fn labels(sheet: &Sheet, spans_shown: bool) -> Vec<String> {
    let targets = read(std::slice::from_ref(sheet), spans_shown).targets;
    let label = |target: &fenjie_model::Target| {
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
        "序号 | 项目     | 单位 | 投资 | 责任单位
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
fn contents_that_tell_rows_of_one_name_apart_are_names() {
    let sheet = Sheet::new(
        1,
        "工程名称 | 建设内容   | 单位 | 目标
         生态保护 | 矿山治理   | 个   | 3
         ^        | 水电站监管 | 座   | 5
         河道治理 | 河道疏浚   | 公里 | 12",
    );
    check(
        &sheet,
        "生态保护/矿山治理 | 目标 | 青浦区 | 个 | 3
         生态保护/水电站监管 | 目标 | 青浦区 | 座 | 5
         河道治理/河道疏浚 | 目标 | 青浦区 | 公里 | 12",
    );
    let indicators: Vec<String> =
        read(&[sheet], true).targets.into_iter().map(|target| target.indicator.name).collect();
    assert_eq!(indicators, ["矿山治理", "水电站监管", "河道疏浚"]);
    // Beside names of their own they are what is to be done.
    check(
        &Sheet::new(
            1,
            "工程名称 | 建设内容 | 目标（个）
             生态保护 | 矿山治理 | 3
             河道治理 | 河道疏浚 | 12",
        ),
        "生态保护 | 目标（个） | 青浦区 | 个 | 3
         河道治理 | 目标（个） | 青浦区 | 个 | 12",
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
    let targets = read(&[sheet], true).targets;
    let measures: Vec<_> =
        targets.iter().map(|target| target.measure.as_ref().map_or("", |measure| &measure.raw)).collect();
    assert_eq!(measures, ["万元", "个", "", "万元", "个", ""]);
}

#[test]
fn a_time_in_minutes_is_a_target_and_a_date_is_none() {
    let sheet = Sheet::new(
        1,
        "事项     | 平均等候时间 | 办理时限（天） | 完成时间
         企业开办 | 5分钟        | 3              | 6月底
         不动产   | 10分钟       | 2              | 9月底",
    );
    let raw: Vec<String> = read(&[sheet], true).targets.into_iter().map(|target| target.value.raw).collect();
    assert_eq!(raw, ["5分钟", "3", "10分钟", "2"]);
}

#[test]
fn how_a_number_is_counted_tells_rows_apart() {
    let sheet = Sheet::new(
        1,
        "指标       | 口径 | 单位     | 1月  | 2月
         全社会用电 | 当月 | 万千瓦时 | 1878 | 3514
                    | 累计 |          | 1878 | 5392
         线损率     | 平均 | %        | 4.76 | 4.44",
    );
    let paths: Vec<String> =
        read(&[sheet], true).targets.iter().step_by(2).map(|target| target.row_path.join("/")).collect();
    assert_eq!(paths, ["全社会用电/当月", "全社会用电/累计", "线损率/平均"]);
}

#[test]
fn values_in_words_are_targets_and_what_describes_a_row_is_none() {
    let sheet = Sheet::new(
        1,
        "乡镇   | 黑臭水体 | 考核名次   | 是否通过验收 | 地貌
         清泉镇 | 消除     | 前三名     | 是           | 山区
         位奇镇 | 保持     | 不低于平均 | 否           | 平原",
    );
    let read = read(&[sheet], true);
    let raw: Vec<&str> = read.targets.iter().map(|target| target.value.raw.as_str()).collect();
    assert_eq!(raw, ["消除", "前三名", "是", "保持", "不低于平均", "否"]);
    let unclear: Vec<_> = read.findings.iter().filter(|finding| finding.code == Code::RolesUnclear).collect();
    assert_eq!(unclear.len(), 2, "{unclear:?}");
    assert!(
        ["是否通过验收", "地貌"].iter().zip(unclear).all(|(leaf, finding)| finding.message.contains(leaf))
    );
}

#[test]
fn names_of_units_are_units_whatever_their_header() {
    for rows in [
        "板块   | 高新技术企业（户）
         甲镇   | 78
         乙街道 | 48
         合计   | 126",
        "任务   | 高新技术企业（户）
         甲镇   | 78
         乙街道 | 48
         合计   | 126",
    ] {
        check(
            &Sheet::new(1, rows),
            "甲镇 | 高新技术企业（户） | 甲镇 | 户 | 78
             乙街道 | 高新技术企业（户） | 乙街道 | 户 | 48
             合计 | 高新技术企业（户） | 合计 | 户 | 126",
        );
    }
    check(
        &Sheet::new(
            1,
            "板块 | 指标       | 目标
             甲镇 | 造林（亩） | 1
             ^    | 种草（亩） | 2",
        ),
        "甲镇/造林（亩） | 目标 | 甲镇 | 亩 | 1
         甲镇/种草（亩） | 目标 | 甲镇 | 亩 | 2",
    );
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
fn a_section_is_the_category_before_an_attribute() {
    let category = |rows| {
        let targets = read(&[Sheet::new(1, rows)], true).targets;
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
fn what_is_accumulated_begins_with_the_year() {
    let sheet = Sheet::new(
        2,
        "指标     | 累计完成目标 | <      | <      | <    | 当期
         ^        | 一季度       | 上半年 | 三季度 | 全年 | 三季度
         工业产值 | 1            | 2      | 3      | 4    | 1",
    );
    let months: Vec<_> = read(&[sheet], true).targets.iter().map(|t| t.period.months).collect();
    assert_eq!(months, [Some((1, 3)), Some((1, 6)), Some((1, 9)), None, Some((7, 9))]);
}
