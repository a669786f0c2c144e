//! What came of goals, and what values say of changes: the stage, the time and the indicator that tell them from the
//! goals.

use fenjie_model::{Code, Target};

use crate::sheet::Sheet;

/// Checks a table, one line a target: `value indicator year stage measure`, and the months if any.
#[track_caller]
fn check(sheet: &Sheet, expected: &str) {
    let line = |target: &Target| {
        let year = target.period.year.map_or("-".to_owned(), |year| year.to_string());
        let months = target.period.months.map_or(String::new(), |(first, last)| format!(" {first}-{last}"));
        let measure = target.measure.as_ref().map_or("-", |measure| &measure.raw);
        let stage = target.stage.as_deref().unwrap_or("-");
        let id = target.indicator.id.as_deref().unwrap_or(&target.indicator.name);
        format!("{} {id} {year} {stage} {measure}{months}", target.value.raw)
    };
    let got: Vec<String> = sheet.targets(true).iter().map(line).collect();
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(got, expected);
}

#[test]
fn a_result_beside_its_goal_is_another_fact() {
    check(
        &Sheet::new(
            1,
            "镇   | 计划 | 已完成 | 预计完成 | 2023年底累计 | 上年完成
             甲镇 | 12   | 9      | 11       | 40           | 10",
        )
        .title("2023年造林任务分解表")
        .measure("亩"),
        "12 造林 2023 - 亩
         9 造林 2023 实绩 亩
         11 造林 2023 预计 亩
         40 造林 2023 累计 亩
         10 造林 2022 - 亩",
    );
    // With no goal beside it nothing has to be told apart.
    check(
        &Sheet::new(1, "镇 | 全年完成\n甲镇 | 9").title("2023年造林任务分解表").measure("亩"),
        "9 造林 2023 - 亩",
    );
}

#[test]
fn rows_of_results_are_told_from_those_of_goals() {
    let expected = "5 造林 2023 - 亩\n4 造林 2023 实绩 亩\n6 造林 2023 - 亩\n7 造林 2023 实绩 亩";
    check(
        &Sheet::new(
            1,
            "镇   | 项目 | 造林（亩）
             甲镇 | 任务 | 5
             ^    | 完成 | 4
             乙镇 | 任务 | 6
             ^    | 完成 | 7",
        ),
        expected,
    );
    check(
        &Sheet::new(
            1,
            "指标       | 类别 | 甲镇
             造林（亩） | 目标 | 5
             ^          | 完成 | 4",
        ),
        "5 造林 2023 - 亩
         4 造林 2023 实绩 亩",
    );
}

#[test]
fn a_deed_named_with_its_day_may_be_a_goal() {
    let told = |header: &str| {
        let rows = format!("镇 | {header} | 面积（亩）\n甲镇 | 4月底前 | 30\n乙镇 | 5月底前 | 20");
        Sheet::new(1, rows.leak()).told(Code::RolesUnclear).len()
    };
    assert_eq!(told("高标准农田开工"), 1);
    for header in ["计划开工", "开工时间", "项目竣工", "完成"] {
        assert_eq!(told(header), 0, "{header}");
    }
}

#[test]
fn years_under_a_deed_are_so_many_unless_they_can_be_days() {
    let deeds = |first: &str, second: &str| {
        let rows = format!("镇 | 任务（亩） | 已完成\n甲镇 | 3600 | {first}\n乙镇 | 3100 | {second}");
        Sheet::new(1, rows.leak()).title("2023年造林任务分解表")
    };
    let values = |sheet: &Sheet| sheet.targets(true).len();
    for (first, second) in [("1980", "2015"), ("1980", "260"), ("2010", "2040")] {
        let sheet = deeds(first, second);
        assert_eq!((values(&sheet), sheet.told(Code::RolesUnclear).len()), (4, 0), "{first} {second}");
    }
    let days = deeds("2023.6", "2023.8");
    assert_eq!((values(&days), days.told(Code::RolesUnclear).len()), (2, 0));
    let either = deeds("2022", "2023");
    assert_eq!((values(&either), either.told(Code::RolesUnclear).len()), (2, 1));
}

#[test]
fn what_is_of_the_same_time_as_its_neighbour_says_so() {
    check(
        &Sheet::new(
            1,
            "单位 | 全年任务（万元） | 一季度累计 | 1-6月完成 | 上年同期
             甲镇 | 36              | 9          | 19        | 18",
        )
        .title("2023年税收任务表"),
        "36 税收 2023 - 万元
         9 税收 2023 - 万元 1-3
         19 税收 2023 - 万元 1-6
         18 税收 2022 - 万元 1-6",
    );
    check(
        &Sheet::new(
            1,
            "单位 | 全年任务 | 1-6月完成 | 占年计划% | 上年同期 | 同比增长（%）
             甲镇 | 36      | 19        | 53        | 18       | 5.5",
        )
        .title("2023年造林任务表")
        .measure("亩"),
        "36 造林 2023 - 亩
         19 造林 2023 - 亩 1-6
         53 造林占年计划 2023 - % 1-6
         18 造林 2022 - 亩 1-6
         5.5 造林增幅 2023 - % 1-6",
    );
    check(
        &Sheet::new(1, "镇 | 合计 | 2023年 | 2024年\n甲镇 | 5 | 2 | 3").title("造林任务表").measure("亩"),
        "5 造林 - - 亩
         2 造林 2023 - 亩
         3 造林 2024 - 亩",
    );
}

#[test]
fn a_value_that_falls_or_rises_is_no_level() {
    check(
        &Sheet::new(
            1,
            "指标           | 目标
             单位GDP能耗    | 下降3%
             PM2.5浓度      | 下降到35微克/立方米
             生产事故       | 下降10%
             城镇登记失业率 | 下降0.2个百分点
             地区生产总值   | 增长6%",
        ),
        "下降3% energy-per-gdp-reduction 2023 - %
         下降到35微克/立方米 fine-particle-concentration 2023 - 微克/立方米
         下降10% 生产事故降幅 2023 - %
         下降0.2个百分点 城镇登记失业率降幅 2023 - 个百分点
         增长6% gdp-growth 2023 - %",
    );
}

#[test]
fn an_amount_in_per_cent_is_its_growth() {
    check(
        &Sheet::new(
            1,
            "指标             | 计量单位 | 目标
             地区生产总值     | %        | 7.5
             地区生产总值     | 亿元     | 300
             森林覆盖率       | %        | 45",
        ),
        "7.5 gdp-growth 2023 - %
         300 gdp 2023 - 亿元
         45 forest-coverage 2023 - %",
    );
    check(
        &Sheet::new(
            1,
            "指标         | 计量单位 | 2022年实绩 | 2023年目标 | 一季度
             固定资产投资 | 亿元     | 98.0       | 5%         | 25%",
        ),
        "98.0 fixed-asset-investment 2022 - 亿元
         5% fixed-asset-investment-growth 2023 - %
         25% fixed-asset-investment 2023 - % 1-3",
    );
    // Of what else is counted no name tells what is meant.
    check(
        &Sheet::new(
            1,
            "指标         | 计量单位 | 目标
             优良天数     | %        | 85
             外贸进出口   | %        | 6
             重污染天数   | 天       | 2",
        ),
        "85 优良天数 2023 - %
         6 外贸进出口 2023 - %
         2 heavy-pollution-days 2023 - 天",
    );
    check(
        &Sheet::new(1, "指标 | 计量单位 | 目标\n固定资产投资 | 亿元 | 5%"),
        "5% fixed-asset-investment 2023 - %",
    );
}

#[test]
fn scores_are_counted_in_points() {
    check(
        &Sheet::new(1, "指标 | 2022年得分 | 2023年目标得分\n办理环节 | 92.5 | 95"),
        "92.5 办理环节 2022 - 得分
         95 办理环节 2023 - 得分",
    );
}

#[test]
fn parts_of_a_change_are_no_amounts_of_the_thing() {
    check(
        &Sheet::new(
            2,
            "镇   | 油菜面积 | 较上年增减 | <
             ^    | 目标     | 面积（亩） | 比例（%）
             甲镇 | 13500    | 1500       | 12.5",
        )
        .title("2023年油菜生产任务表")
        .measure("亩"),
        "13500 油菜面积 2023 - 亩
         1500 油菜生产较上年增减面积 2023 - 亩
         12.5 油菜生产增幅 2023 - %",
    );
}
