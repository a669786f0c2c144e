//! When a target is for.

use fenjie_model::Code;
use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;

use crate::sheet::{Sheet, check, notice};

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
        let targets = sheet.targets(true);
        let months: Vec<_> = targets.iter().map(|target| target.period.months).collect();
        assert_eq!(months, [Some((1, 2)), Some((1, 6))], "{header}");
        assert!(targets.iter().all(|target| target.indicator.name == "开工项目"), "{targets:?}");
        assert!(sheet.told(Code::RolesUnclear).is_empty());
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
    let targets = sheet.targets(true);
    let named: Vec<(&str, Option<i16>)> =
        targets.iter().map(|t| (t.indicator.name.as_str(), t.period.year)).collect();
    let names = ["新建厕所", "资金"];
    let years = [Some(2023), Some(2024), None];
    let expected = years.into_iter().flat_map(|year| names.map(|name| (name, year)));
    assert_eq!(named, expected.collect::<Vec<_>>());
    assert!(sheet.told(Code::RolesUnclear).is_empty());
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
    let year = |title| sheet(title).targets(true)[0].period.year;
    assert_eq!(year("2022年植树分月计划"), Some(2022));
    assert_eq!(year("2022—2024年植树计划"), year("植树计划"));
}

#[test]
fn last_year_behind_a_name_is_the_year_before() {
    let told = |rows: &'static str| -> Vec<(String, Option<i16>, Option<String>)> {
        let targets = Sheet::new(1, rows).title("2023年主要经济指标目标任务表").targets(true);
        targets.into_iter().map(|target| (target.indicator.name, target.period.year, target.stage)).collect()
    };
    let of = |name: &str, year| (name.to_owned(), Some(year), None);
    for last in
        ["固定资产投资上年完成", "固定资产投资上年（亿元）", "固定资产投资去年实绩", "固定资产投资上年末"]
    {
        let rows = format!("乡镇 | {last} | 固定资产投资全年目标（亿元）\n甲镇 | 1 | 2").leak();
        assert_eq!(told(rows), [of("固定资产投资", 2022), of("固定资产投资", 2023)], "{last}");
    }
    assert_eq!(
        told("乡镇 | PM2.5 2022年实绩 | PM2.5 2023年目标 | PM10 2023年目标\n甲镇 | 1 | 2 | 3"),
        [of("PM2.5浓度", 2022), of("PM2.5浓度", 2023), of("PM10", 2023)]
    );
    // What is sought and what is kept are no stages.
    assert_eq!(
        told("单位 | 项目争取（个） | 向上争取（万元） | 耕地底线（亩）\n甲局 | 1 | 2 | 3"),
        [of("项目争取", 2023), of("向上争取", 2023), of("耕地底线", 2023)]
    );
    assert_eq!(
        told("乡镇 | 批而未供土地2020年前（亩） | 延包30年（户）\n甲镇 | 1 | 2"),
        [of("批而未供土地2020年前", 2020), of("延包30年", 2023)]
    );
}

#[test]
fn what_is_accumulated_begins_with_the_year() {
    let sheet = Sheet::new(
        2,
        "指标     | 累计完成目标 | <      | <      | <    | 当期
         ^        | 一季度       | 上半年 | 三季度 | 全年 | 三季度
         工业产值 | 1            | 2      | 3      | 4    | 1",
    );
    let months: Vec<_> = sheet.targets(true).iter().map(|t| t.period.months).collect();
    assert_eq!(months, [Some((1, 3)), Some((1, 6)), Some((1, 9)), None, Some((7, 9))]);
}

#[test]
fn what_is_reached_by_a_date_begins_with_the_year() {
    let sheet = Sheet::new(
        2,
        "乡镇 | 投资（亿元） | <          | <     | <         | <  | <
         ^    | 一季度末     | 二季度末   | 6月底 | 截至9月底 | Q2 | 7月至9月底
         甲镇 | 1            | 2          | 3     | 4         | 5  | 6",
    );
    let targets = sheet.targets(true);
    let months: Vec<_> = targets.iter().map(|t| t.period.months).collect();
    let expected = [(1, 3), (1, 6), (1, 6), (1, 9), (4, 6), (7, 9)].map(Some);
    assert_eq!(months, expected);
    assert!(targets.iter().all(|target| target.indicator.name == "投资"), "{targets:?}");
}

#[test]
fn years_beside_the_values_are_those_of_their_rows() {
    for [first, second, third] in [["2023", "2024", "2025"], ["2023年", "2024年度", "2025"]] {
        let rows = format!(
            "指标       | 年度     | 目标值 | 单位
             森林覆盖率 | {first}  | 60     | %
                        | {second} | 61     | %
             绿地率     | {third}  | 62     | %"
        );
        let sheet = Sheet::new(1, rows.leak());
        check(
            &sheet,
            &format!(
                "森林覆盖率/{first} | 目标值 | 青浦区 | % | 60
                 森林覆盖率/{second} | 目标值 | 青浦区 | % | 61
                 绿地率/{third} | 目标值 | 青浦区 | % | 62"
            ),
        );
        let years: Vec<_> = sheet.targets(false).iter().map(|target| target.period.year).collect();
        assert_eq!(years, [2023, 2024, 2025].map(Some));
    }
}

#[test]
fn years_are_those_of_units_and_of_the_rows_below_them() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 年份 | 造林（亩）
         甲镇 | 2022 | 10
         乙镇 |      | 20
         甲镇 | 2023 | 30",
    );
    let targets = sheet.targets(false);
    let told: Vec<_> = targets.iter().map(|t| (t.row_path[0].as_str(), t.period.year)).collect();
    assert_eq!(told, [("甲镇", Some(2022)), ("乙镇", Some(2022)), ("甲镇", Some(2023))]);
    assert!(targets.iter().all(|target| target.indicator.name == "造林"), "{targets:?}");
}

#[test]
fn numbers_of_a_year_are_no_years() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 一季度 | 年度
         甲镇 | 500    | 2000",
    );
    assert_eq!(sheet.targets(true).len(), 2);
}

#[test]
fn rows_that_their_years_tell_apart_need_no_remark_to_be() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 年份 | 建设地点 | 造林（亩）
         甲镇 | 2022 | 东山     | 10
         甲镇 | 2023 | 西山     | 30",
    );
    let paths: Vec<_> = sheet.targets(true).into_iter().map(|target| target.row_path).collect();
    assert_eq!(paths, [["甲镇", "2022"], ["甲镇", "2023"]]);
}

#[test]
fn the_months_of_a_title_are_of_what_names_no_other_time() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 目标（万元） | 全年目标（万元） | 3月（万元） | 2022年完成（万元）
         甲镇 | 1            | 2                | 3           | 4",
    )
    .title("青浦区2023年第一季度税收收入目标分解表");
    let months: Vec<_> = sheet.targets(true).iter().map(|target| target.period.months).collect();
    assert_eq!(months, [Some((1, 3)), None, Some((3, 3)), None]);
}

/// The months of the values of one row under the heads of a table of 税收, and what is said of what they mean.
fn months(heads: &[&str], rows: &[&[&str]]) -> (Vec<Option<(u8, u8)>>, Vec<String>) {
    let lines = rows.iter().enumerate().map(|(at, row)| format!("\n{}镇 | {}", at + 1, row.join(" | ")));
    let text = format!("乡镇 | {}{}", heads.join(" | "), lines.collect::<String>());
    let sheet = Sheet::new(1, text.leak()).title("2026年税收收入任务表").measure("万元");
    let targets = sheet.targets(true);
    let of_row = targets.iter().filter(|target| target.row == 1).map(|target| target.period.months);
    (of_row.collect(), sheet.told(Code::RolesUnclear))
}

#[test]
fn quarters_behind_a_half_hold_it_where_they_are_no_smaller() {
    let heads = ["一季度", "上半年", "三季度", "全年"];
    let whole = [Some((1, 3)), Some((1, 6)), Some((1, 9)), None];
    let alone = [Some((1, 3)), Some((1, 6)), Some((7, 9)), None];
    let (found, told) = months(&heads, &[&["10", "20", "30", "40"], &["5", "9", "9", "10"]]);
    assert_eq!(found, whole);
    assert_eq!(told, ["三季度 is read as all months up to its end"]);
    let (found, told) = months(&heads, &[&["10", "20", "8", "40"], &["5", "9", "2", "10"]]);
    assert_eq!(found, alone);
    assert!(told.is_empty(), "{told:?}");
    let (found, told) = months(&heads, &[&["10", "20", "8", "40"], &["5", "9", "9", "10"]]);
    assert_eq!(found, alone);
    assert_eq!(told, ["三季度 is read as that quarter alone"]);
    let (found, _) = months(&["上半年完成", "第三季度完成"], &[&["10", "20"]]);
    assert_eq!(found, [Some((1, 6)), Some((1, 9))]);
    // What adds up to the year holds nothing twice, however it rises.
    let parts = ["全年", "上半年", "三季度", "四季度"];
    let (found, told) = months(&parts, &[&["20", "5", "7", "8"], &["10", "2", "4", "4"]]);
    assert_eq!(found, [None, Some((1, 6)), Some((7, 9)), Some((10, 12))]);
    assert!(told.is_empty(), "{told:?}");
    let all = ["一季度", "二季度", "上半年", "三季度", "全年"];
    let (found, told) = months(&all, &[&["1", "2", "3", "4", "10"]]);
    assert_eq!(found[3], Some((7, 9)));
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn quarters_that_rise_to_the_year_hold_those_before() {
    let heads = ["全年", "一季度", "二季度", "三季度", "四季度"];
    let (found, told) = months(&heads, &[&["40", "10", "20", "30", "40"]]);
    assert_eq!(found, [None, Some((1, 3)), Some((1, 6)), Some((1, 9)), Some((1, 12))]);
    assert_eq!(told.len(), 3);
    for alone in [
        ["100", "10", "20", "30", "40"],
        ["5", "5", "5", "5", "5"],
        ["40", "10", "8", "9", "40"],
        ["200", "0", "0", "0", "200"],
    ] {
        let (found, told) = months(&heads, &[&alone]);
        assert_eq!(found[3..], [Some((7, 9)), Some((10, 12))], "{alone:?}");
        assert!(told.is_empty(), "{told:?}");
    }
}

#[test]
fn a_next_year_is_counted_from_what_stands_before_it_or_the_day_of_the_notice() {
    let years = |heads: &str, signed: Option<&str>| {
        let rows = format!("乡镇 | {heads}\n甲镇 | 120 | 150");
        let mut notice = notice(&[Sheet::new(1, rows.leak()).title("造林任务分解表")], true);
        notice.signed_on = signed.map(|day| day.parse().unwrap());
        let read = normalise(&notice, &Registry::builtin());
        let told = read.findings.iter().any(|finding| finding.message.contains("from which year"));
        (read.targets.iter().map(|target| target.period.year).collect::<Vec<_>>(), told)
    };
    for (heads, signed, expected, unclear) in [
        ("2022年实绩（亩） | 次年目标（亩）", Some("2023-03-05"), [2022, 2023], false),
        ("2022年实绩（亩） | 次年目标（亩）", Some("2022-12-05"), [2022, 2023], false),
        ("本年任务（亩） | 明年任务（亩）", Some("2023-03-05"), [2023, 2024], false),
        ("本年任务（亩） | 下一年度任务（亩）", None, [2023, 2024], false),
        ("2023年完成（亩） | 明年任务（亩）", Some("2023-12-05"), [2023, 2024], false),
        ("2022年完成（亩） | 明年任务（亩）", Some("2022-12-05"), [2022, 2023], true),
        ("今年完成（亩） | 明年任务（亩）", Some("2022-12-05"), [2023, 2023], true),
        ("2022年完成（亩） | 明年任务（亩）", Some("2023-03-05"), [2022, 2023], true),
        ("2015年实绩（亩） | 次年目标（亩）", Some("2023-03-05"), [2015, 2023], true),
    ] {
        assert_eq!(years(heads, signed), (expected.map(Some).to_vec(), unclear), "{heads} {signed:?}");
    }
}
