//! Brackets, names and kinds that look like a measure, a time or a unit and are none.

use crate::sheet::{Sheet, check};

/// What the columns of a table are counted in, or `-`.
fn measures(sheet: &Sheet) -> String {
    let raw = |target: &fenjie_model::Target| {
        target.measure.as_ref().map_or_else(|| "-".to_owned(), |measure| measure.raw.clone())
    };
    sheet.targets(true).iter().map(raw).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_bracket_behind_words_for_units_across_counts_them() {
    for head in ["乡镇（场）", "各乡镇（个）", "责任单位（家）", "街道（处）"] {
        let rows = format!(
            "指标名称 | 计量单位 | {head} | <\n^ | ^ | 甲镇 | 乙镇\n深松整地 | 万亩 | 5 | 7\n农户 | 户 | 3 | 4"
        );
        assert_eq!(measures(&Sheet::new(2, rows.leak())), "万亩 万亩 户 户", "{head}");
    }
    // Where a row has no measure of its own, the head's is its.
    for (head, expected) in [("乡镇（个）", "个 个"), ("乡镇（户）", "户 户"), ("责任单位（家）", "家 家")]
    {
        let rows = format!("任务 | {head} | <\n^ | 甲镇 | 乙镇\n培育 | 5 | 7");
        assert_eq!(measures(&Sheet::new(2, rows.leak())), expected);
    }
    let blank = Sheet::new(
        2,
        "指标   | 计量单位 | 乡镇（个） | <
         ^      | ^        | 甲镇       | 乙镇
         示范村 |          | 3          | 4
         造林   | 亩       | 5          | 7",
    );
    assert!(measures(&blank).starts_with("个 个"), "{}", measures(&blank));
    let rows = Sheet::new(2, "指标 | 计量单位 | 各县区（人） | <\n^ | ^ | 甲县 | 乙县\n电工 | 名 | 3 | 4");
    assert_eq!(measures(&rows), "人 人");
}

#[test]
fn a_bracket_behind_what_units_have_counts_that() {
    let firms = Sheet::new(
        2,
        "年度   | 企业（家） | <    | 项目（个） | <
         ^      | 甲镇       | 乙镇 | 甲镇       | 乙镇
         第一批 | 5          | 7    | 8          | 9",
    );
    assert_eq!(measures(&firms), "家 家 个 个");
    let down = Sheet::new(
        2,
        "县区 | 乡镇（个） | <
         ^    | 目标       | 完成
         甲县 | 5          | 7",
    );
    assert_eq!(measures(&down), "个 个");
}

#[test]
fn units_called_after_a_month_tell_no_time() {
    let months = |rows: &'static str| {
        let targets = Sheet::new(1, rows).targets(true);
        targets.iter().map(|target| target.period.months).collect::<Vec<_>>()
    };
    assert_eq!(
        months(
            "乡镇 | 造林（亩）\n八月湖街道 | 1\n十月社区 | 2\n六月桥村 | 3\n三月屯镇 | 4\n五月花农业公司 | 5"
        ),
        [None; 5]
    );
    assert_eq!(
        months("指标 | 八月湖街道 | 三月份全县 | 1-3月园区\n造林（亩） | 1 | 2 | 3"),
        [None, Some((3, 3)), Some((1, 3))]
    );
    for head in ["三月完成村", "三月新建村", "三月启动村", "三月竣工园区", "三月入库公司"]
    {
        let rows = format!("指标 | {head}\n美丽乡村 | 1");
        let months = Sheet::new(1, rows.leak()).targets(true)[0].period.months;
        assert_eq!(months, Some((3, 3)), "{head}");
    }
}

#[test]
fn kinds_of_units_before_those_who_answer_are_groups() {
    for kinds in [["城区街道", "县属国企"], ["镇（街道）", "开发区、园区"], ["乡镇", "园区"]]
    {
        for head in ["责任单位", "牵头单位"] {
            let [first, second] = kinds;
            let rows = format!(
                "类别 | {head} | 任务（个）\n{first} | 甲街道 | 1\n^ | 乙镇 | 2\n^ | 小计 | 3\n{second} | 丙开发区 | 4\n^ | 小计 | 4\n合计 | < | 7"
            );
            let units = Sheet::new(1, rows.leak()).targets(true);
            let units: Vec<_> = units.into_iter().map(|target| target.unit.unwrap().raw).collect();
            assert_eq!(units, ["甲街道", "乙镇", "小计", "丙开发区", "小计", "合计"], "{first} {head}");
        }
    }
    // Departments answer for what is done in places of a kind.
    for head in ["责任单位", "牵头单位"] {
        let rows = format!(
            "单位类别 | {head} | 检查次数\n乡镇街道 | 应急局 | 3\n^ | 住建局 | 4\n^ | 市监局 | 4\n园区 | 工信局 | 4\n^ | 消防大队 | 5"
        );
        let units =
            Sheet::new(1, rows.leak()).targets(true).into_iter().map(|target| target.unit.unwrap().raw);
        let expected = ["乡镇街道", "乡镇街道", "乡镇街道", "园区", "园区"];
        assert_eq!(units.collect::<Vec<_>>(), expected, "{head}");
    }
    // Towns have the rows that several departments answer for.
    check(
        &Sheet::new(
            1,
            "板块 | 责任单位 | 任务（个）
             甲镇 | 住建局   | 1
             ^    | 水利局   | 2
             乙镇 | 住建局   | 3",
        ),
        "甲镇 | 任务（个） | 甲镇 | 个 | 1
         甲镇 | 任务（个） | 甲镇 | 个 | 2
         乙镇 | 任务（个） | 乙镇 | 个 | 3",
    );
}

#[test]
fn members_of_teams_have_the_rows() {
    for head in ["成员单位", "主体单位"] {
        let rows = format!(
            "招商组 | {head} | 任务（个）\n电子信息招商组 | 工信局 | 1\n^ | 科技局 | 2\n第二组 | 林业局 | 3\n合计 | < | 6"
        );
        check(
            &Sheet::new(1, rows.leak()),
            "电子信息招商组/工信局 | 任务（个） | 工信局 | 个 | 1
             电子信息招商组/科技局 | 任务（个） | 科技局 | 个 | 2
             第二组/林业局 | 任务（个） | 林业局 | 个 | 3
             合计 | 任务（个） | 合计 | 个 | 6",
        );
    }
    // Who helps a team has none, nor has one body of each team.
    for rows in [
        "分组 | 帮扶单位 | 任务（个）\n第一组 | 工信局 | 1\n^ | 科技局 | 2\n第二组 | 林业局 | 3",
        "分组 | 成员单位 | 任务（个）\n第一组 | 工信局 | 1\n第二组 | 林业局 | 3",
    ] {
        let units = Sheet::new(1, rows).targets(true);
        assert!(units.iter().all(|target| target.unit.as_ref().is_none_or(|unit| !unit.raw.ends_with('局'))));
    }
}

#[test]
fn a_pure_number_has_not_the_measure_above_it() {
    let rows =
        "指标 | 计量单位 | 目标\n机械化率 | % | 45\n城乡收入比 | | 2.1\n恩格尔系数 | | 31\n税收占比 | | 12";
    for spans_shown in [true, false] {
        let targets = Sheet::new(1, rows).targets(spans_shown);
        let found = targets.iter().map(|target| target.measure.as_ref().map(|measure| measure.raw.as_str()));
        assert_eq!(found.collect::<Vec<_>>(), [Some("%"), None, None, Some("%")]);
    }
    // An index has that of the index above it.
    let rows = "指标 | 计量单位 | 目标\n居民消费价格指数 | % | 103\n商品零售价格指数 | | 102\n存贷比 | | 75";
    assert_eq!(measures(&Sheet::new(1, rows)), "% % %");
    // A merged cell is of all its rows.
    let merged = "指标 | 计量单位 | 目标\n机械化率 | % | 45\n恩格尔系数 | ^ | 31";
    assert_eq!(measures(&Sheet::new(1, merged)), "% %");
}

#[test]
fn a_place_among_others_is_called_as_printed() {
    let sheet = Sheet::new(1, "指标 | 单位 | 目标\n全省排名 | 名 | 45\n全市位次 | 位 | 5\n参赛人数 | 名 | 9");
    let found = sheet.targets(true).into_iter().map(|target| target.measure.unwrap());
    let found: Vec<_> = found.map(|measure| (measure.raw, measure.id.unwrap())).collect();
    let expected = [("名", "{rank}"), ("位", "{rank}"), ("名", "{person}")];
    assert_eq!(found, expected.map(|(raw, id)| (raw.to_owned(), id.to_owned())));
}

#[test]
fn an_indicator_of_a_region_is_none_of_firms() {
    let ids = |rows: &'static str| {
        let targets = Sheet::new(1, rows).targets(true);
        targets.into_iter().map(|target| target.indicator.id).collect::<Vec<_>>()
    };
    let id = Some("research-expenditure-share".to_owned());
    assert_eq!(ids("企业 | 研发投入强度（%）\n甲集团 | 2\n乙公司 | 3\n合计 | 4"), [None, None, None]);
    assert_eq!(ids("乡镇 | 研发投入强度（%）\n甲镇 | 2\n乙公司 | 3"), [id.clone(), id.clone()]);
    assert_eq!(ids("单位 | 研发投入强度（%）\n甲公司 | 2\n全县 | 3"), [id.clone(), id]);
}

#[test]
fn several_years_in_a_bracket_are_no_year() {
    let rows = "乡镇 | 能耗下降率（%） | <\n^ | 年度目标 | 累计目标（2021—2023年）\n甲镇 | 3 | 12";
    let years = Sheet::new(2, rows).targets(true).into_iter().map(|target| target.period.year);
    assert_eq!(years.collect::<Vec<_>>(), [Some(2023), None]);
}

#[test]
fn a_base_with_its_year_is_what_the_row_names() {
    let names = |rows: &'static str| {
        let targets = Sheet::new(1, rows).targets(true);
        targets.into_iter().map(|target| target.indicator.name).collect::<Vec<_>>()
    };
    let found =
        names("指标 | 单位 | 基期值（2021年） | 2024年\n卫生厕所普及率 | % | 98 | 99\n排名 | 位 | 9 | 8");
    assert_eq!(found, ["卫生厕所普及率", "卫生厕所普及率", "排名", "排名"]);
    // A rate that is called after growth grows too.
    let found = names("指标 | 单位 | 2024年 | 增长（%）\n人口自然增长率 | ‰ | 2 | 1");
    assert_eq!(found, ["人口自然增长率", "人口自然增长率增幅"]);
}
