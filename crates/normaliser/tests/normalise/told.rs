//! What a head is told of: the column before it, the head over it, or what the title names.

use fenjie_model::Code;

use crate::sheet::Sheet;

/// Checks the names of the indicators of the first row of values.
#[track_caller]
fn check(sheet: &Sheet, expected: &[&str]) {
    for spans_shown in [true, false] {
        let targets = sheet.targets(spans_shown);
        let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
        assert_eq!(names, expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn a_head_that_stands_again_is_told_of_the_one_before_it() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 小麦扩种（亩） | 补助资金（万元） | 油菜扩种（亩） | 补助资金（万元） | 合计（万元）
         甲镇 | 1000           | 10               | 500            | 5                | 15",
    );
    check(&sheet, &["小麦扩种", "小麦扩种补助资金", "油菜扩种", "油菜扩种补助资金", "合计"]);
    assert!(sheet.told(Code::LinkDiffers).is_empty());
    check(
        &Sheet::new(
            2,
            "镇   | 义务教育学校 | <              | <          | <
             ^    | 小学（所）   | 新增学位（个） | 初中（所） | 新增学位（个）
             甲镇 | 1            | 1080           | 1          | 900",
        ),
        &["义务教育学校小学", "小学新增学位", "义务教育学校初中", "初中新增学位"],
    );
    // What is not measured itself has not the measure of what it is told of.
    let targets = Sheet::new(
        1,
        "乡镇 | 小麦（亩） | 农户 | 油菜（亩） | 农户
         甲镇 | 1000       | 10   | 500        | 5",
    )
    .targets(true);
    let measures: Vec<_> = targets.iter().map(|t| t.measure.as_ref().map(|m| m.raw.as_str())).collect();
    assert_eq!(measures, [Some("亩"), None, Some("亩"), None]);
    // A sum is that of all before it, and what stands behind several is told of none.
    for (rows, again) in [
        ("镇 | 小麦（亩） | 小计 | 油菜（亩） | 小计\n甲镇 | 1 | 2 | 3 | 4", "小计"),
        (
            "镇 | 公租房（套） | 保租房（套） | 资金（万元） | 污水（处） | 垃圾（处） | 资金（万元）\n甲镇 | 1 | 2 | 3 | 4 | 5 | 6",
            "资金",
        ),
        ("镇 | 普查户数（户） | 面积（亩） | 普查人数（人） | 面积（亩）\n甲镇 | 1 | 2 | 3 | 4", "面积"),
    ] {
        let targets = Sheet::new(1, rows).targets(true);
        assert_eq!(targets.iter().filter(|target| target.indicator.name == again).count(), 2, "{rows}");
    }
    // Where one of them stands behind nothing, none is told of what is before it.
    let sheet = Sheet::new(
        1,
        "乡镇 | 补助资金（万元） | 油菜扩种（亩） | 补助资金（万元）
         甲镇 | 10               | 500            | 5",
    );
    assert!(!sheet.told(Code::LinkDiffers).is_empty());
}

#[test]
fn a_sum_is_none_of_its_parts() {
    check(
        &Sheet::new(
            1,
            "镇   | 增值税（万元） | 契税（万元） | 合计（万元）
             甲镇 | 1              | 2            | 3",
        ),
        &["增值税", "契税", "合计"],
    );
}

#[test]
fn a_share_is_told_of_what_stands_over_it_or_before_it() {
    check(
        &Sheet::new(
            2,
            "镇   | 全社会研发投入 | <               | 秸秆还田（亩） | 农村改厕   | <              | <
             ^    | 总量（亿元）   | 占GDP比重（%）  | ^              | 新建（户） | 整改（户） | 累计普及率（%）
             甲镇 | 6.2            | 3.1             | 5              | 300        | 50         | 95",
        ),
        &[
            "全社会研发投入",
            "全社会研发投入占GDP比重",
            "秸秆还田",
            "农村改厕新建",
            "农村改厕整改",
            "农村改厕累计普及率",
        ],
    );
    check(
        &Sheet::new(
            1,
            "镇   | 网络零售额（亿元） | 研发经费（亿元） | 占GDP比重（%） | 增值税（亿元） | 契税（亿元） | 占比（%）
             甲镇 | 6.2                | 3.1              | 5              | 300            | 50           | 95",
        ),
        &["网络零售额", "研发经费", "研发经费占GDP比重", "增值税", "契税", "占比"],
    );
    // Of two amounts a share can be that of either, and nobody counted is a part of the GDP.
    for (heads, share) in [
        ("旅游收入（亿元） | 旅游人次（万人次） | 占GDP比重（%）", "占GDP比重"),
        ("研发经费（亿元） | 常住人口（万人） | 占全市比重（%）", "占全市比重"),
    ] {
        let rows = format!("镇 | {heads}\n甲镇 | 1 | 2 | 3");
        let targets = Sheet::new(1, rows.leak()).targets(true);
        assert_eq!(targets[2].indicator.name, share);
    }
}

#[test]
fn what_is_no_tax_is_named_as_the_taxes_beside_it() {
    check(
        &Sheet::new(
            2,
            "镇   | 财政收入（万元） | <    | 税收占比（%）
             ^    | 税收             | 非税 | ^
             甲镇 | 9000             | 1000 | 90",
        ),
        &["财政收入税收", "财政收入非税", "税收占比"],
    );
    // A tax says itself what it is.
    check(
        &Sheet::new(
            2,
            "镇   | 财政收入（万元） | <      | <
             ^    | 增值税           | 契税   | 其他
             甲镇 | 9000             | 1000   | 90",
        ),
        &["增值税", "契税", "财政收入其他"],
    );
}

#[test]
fn a_title_that_begins_with_the_kinds_of_its_rows_is_of_what_follows() {
    let rows = "镇街 | 2022年完成（万元） | 同比增长\n赵巷镇 | 5 | 5%";
    let names = |title, head| {
        let rows = rows.replace("镇街", head);
        let targets = Sheet::new(1, rows.leak()).title(title).targets(true);
        targets.into_iter().map(|target| target.indicator.name).collect::<Vec<_>>()
    };
    assert_eq!(names("2023年镇街税收收入目标分解表", "镇街"), ["税收收入", "税收收入增幅"]);
    assert_eq!(names("2023年乡镇税收收入目标分解表", "乡镇"), ["税收收入", "税收收入增幅"]);
    // These are things of their own, or no kind of the rows.
    assert_eq!(names("2023年镇街区改造目标分解表", "镇街")[0], "镇街区改造");
    assert_eq!(names("2023年镇街机关干部人数目标分解表", "镇街")[0], "镇街机关干部人数");
    assert_eq!(names("2023年乡镇敬老院改造目标分解表", "乡镇")[0], "乡镇敬老院改造");
    assert_eq!(names("2023年村集体经济收入目标分解表", "村")[0], "村集体经济收入");
    assert_eq!(names("2023年社区养老设施目标分解表", "社区")[0], "社区养老设施");
    assert_eq!(names("2023年镇街税收收入目标分解表", "单位")[0], "镇街税收收入");
}

#[test]
fn parts_of_a_title_say_its_end_once() {
    check(
        &Sheet::new(
            2,
            "镇     | 投资（万元） | <    | <
             ^      | 小计         | 中央 | 地方配套
             赵巷镇 | 180          | 144  | 36",
        )
        .title("2023年天然林保护工程投资计划表"),
        &["天然林保护工程投资", "天然林保护工程投资中央", "天然林保护工程投资地方配套"],
    );
}

#[test]
fn how_many_there_are_is_told_of_the_head_behind_the_name_of_a_row() {
    check(
        &Sheet::new(
            2,
            "路线名称 | 建设里程（公里） | 危桥改造 | <    | 总投资（万元）
             ^        | ^                | 座数     | 延米 | ^
             上小路   | 5.2              | 1        | 32   | 520",
        ),
        &["上小路建设里程", "上小路危桥改造座数", "上小路危桥改造", "上小路总投资"],
    );
}

#[test]
fn heads_that_only_part_are_told_last() {
    check(
        &Sheet::new(
            3,
            "分局   | 税收收入（万元） | <      | <      | <      | <
             ^      | 合计             | 分税种 | <      | 分级次 | <
             ^      | ^                | 增值税 | 其他   | 中央级 | 地方级
             赵巷镇 | 10               | 6      | 4      | 5      | 5",
        ),
        &["税收收入", "增值税", "税收收入其他", "税收收入中央级", "税收收入地方级"],
    );
}

#[test]
fn marks_under_kinds_of_units_are_no_units() {
    let targets = Sheet::new(
        1,
        "序号 | 公开事项   | 市辖区 | 县 | 乡镇
         1    | 财政预决算 | √      | √  | —
         2    | 涉农补贴   |        | √  | √",
    )
    .targets(true);
    let told: Vec<_> =
        targets.iter().map(|t| (t.unit.as_ref().map_or("", |u| &u.raw), &*t.indicator.name)).collect();
    let units = ["市辖区", "县", "乡镇"];
    let expected = ["财政预决算", "涉农补贴"].into_iter().flat_map(|name| units.map(|unit| (unit, name)));
    assert_eq!(told, expected.collect::<Vec<_>>());
    // Marks beside no 市辖区 may tell anything.
    let rows = "指标 | 市 | 县 | 乡镇\n改厕率 | √ | √ |\n供水率 | √ | | √";
    let values = Sheet::new(1, rows).targets(true).into_iter().map(|target| target.value.raw);
    assert!(!values.into_iter().any(|raw| raw == "√"));
    // What stands beside them must be such places too.
    for head in ["目标增速（%）", "学校", "医院"] {
        let rows = format!("指标 | 市辖区 | 县（市） | {head}\n改厕 | 1 | 2 | 3\n修路 | 2 | 3 | 4");
        let targets = Sheet::new(1, rows.leak()).targets(true);
        assert!(targets.iter().all(|t| t.unit.as_ref().is_none_or(|unit| unit.raw != head)), "{head}");
    }
}

#[test]
fn what_a_plan_sets_is_of_the_year_of_its_notice() {
    let rows = "镇 | 能耗总量（吨标煤） | 全年目标\n赵巷镇 | 1 | 2";
    for title in ["“十四五”能耗双控年度目标分解表", "2021—2025年能耗双控目标分解表"]
    {
        let targets = Sheet::new(1, rows).title(title).targets(true);
        assert!(targets.iter().all(|target| target.period.year == Some(2023)), "{title}");
    }
}

#[test]
fn a_row_of_measures_below_the_heads_is_one_of_them() {
    let told = |rows: &'static str| {
        let targets = Sheet::new(2, rows).targets(true);
        targets
            .into_iter()
            .map(|t| (t.unit.unwrap().raw, t.measure.map(|measure| measure.raw)))
            .collect::<Vec<_>>()
    };
    let measured = |unit: &str, raw: &str| (unit.to_owned(), Some(raw.to_owned()));
    assert_eq!(
        told(
            "单位   | 批发业销售额 | <    | 社零总额增速
             ^      | 总量         | 增速 | ^
                    | 亿元         | %    | %
             赵巷镇 | 12           | 10   | 8"
        ),
        [measured("赵巷镇", "亿元"), measured("赵巷镇", "%"), measured("赵巷镇", "%")],
    );
    // A row of values has none.
    assert_eq!(
        told(
            "单位   | 造林（亩） | <
             ^      | 新造       | 改造
                    | 12         | 5
             赵巷镇 | 12         | 10"
        )
        .len(),
        2
    );
}

#[test]
fn doses_and_goals_are_told_of_their_head() {
    check(
        &Sheet::new(
            2,
            "镇     | 60岁以上老年人 | <              | <              | HPV疫苗（人） | <
             ^      | 人口数（人）   | 目标接种数（人） | 目标接种率（%） | 第一剂        | 第二剂
             赵巷镇 | 1              | 2              | 3              | 4             | 5",
        ),
        &[
            "60岁以上老年人人口数",
            "60岁以上老年人目标接种数",
            "60岁以上老年人目标接种率",
            "HPV疫苗第一剂",
            "HPV疫苗第二剂",
        ],
    );
}

#[test]
fn means_of_several_years_are_of_none() {
    let years = |head: &str| {
        let rows = format!("指标 | 2023年目标 | {head}（%）\n地区生产总值（亿元） | 100 | 8");
        let targets = Sheet::new(1, rows.leak()).targets(true);
        targets.iter().map(|target| target.period.year).collect::<Vec<_>>()
    };
    assert_eq!(years("年均增长"), [Some(2023), None]);
    assert_eq!(years("“十二五”时期"), [Some(2023), None]);
    assert_eq!(years("同比增长"), [Some(2023), Some(2023)]);
    assert_eq!(years("2023年年均增长"), [Some(2023), Some(2023)]);
    assert_eq!(years("2021—2023年年均增长"), [Some(2023), None]);
}

#[test]
fn what_several_years_have_in_all_is_of_none_of_them() {
    let targets = Sheet::new(
        2,
        "镇     | 三年总任务 | <    | “十四五”期间 | <
         ^      | 户数       | 面积 | 2023年目标   | 累计目标
         赵巷镇 | 1          | 2    | 3            | 4",
    )
    .targets(true);
    let years: Vec<_> = targets.iter().map(|target| target.period.year).collect();
    assert_eq!(years, [None, None, Some(2023), None]);
    // What is below it is of this year where it says so.
    let targets = Sheet::new(
        2,
        "镇     | 2021—2025年 | <        | <        | 完成数（2021—2023年） | 截至2023年完成（2021—2023年）
         ^      | 总任务     | 今年任务 | 年底完成 | ^                   | ^
         赵巷镇 | 1          | 2        | 3        | 4                   | 5",
    )
    .targets(true);
    let years: Vec<_> = targets.iter().map(|target| target.period.year).collect();
    assert_eq!(years, [None, Some(2023), Some(2023), None, Some(2023)]);
}

#[test]
fn goals_and_results_of_one_thing_for_other_years_have_one_name() {
    check(
        &Sheet::new(
            1,
            "村   | 2022年经营性收入（万元） | 2023年经营性收入目标（万元） | 增长率
             甲村 | 52                       | 60                           | 15%",
        ),
        &["经营性收入", "经营性收入", "经营性收入增幅"],
    );
    // What stands alone, or for the same year, keeps what it says.
    check(
        &Sheet::new(
            1,
            "村   | 2022年水质 | 2023年水质目标 | 培训任务（人） | 2023年水源目标
             甲村 | Ⅲ类       | Ⅱ类           | 15             | 5",
        ),
        &["水质", "水质", "培训任务", "水源目标"],
    );
    check(
        &Sheet::new(
            1,
            "村   | 2022年植树完成（亩） | 2023年植树任务（亩） | 2023年植树完成（亩）
             甲村 | 52                   | 60                   | 15",
        ),
        &["植树完成", "植树任务", "植树完成"],
    );
}

#[test]
fn what_is_no_household_is_not_counted_in_them() {
    let measures = |heads: &str, note| {
        let values = " | 1".repeat(heads.split('|').count());
        let rows = format!("镇 | {heads}\n赵巷镇{values}");
        let targets = Sheet::new(1, rows.leak()).measure(note).targets(true);
        targets.into_iter().map(|target| target.measure.map(|measure| measure.raw)).collect::<Vec<_>>()
    };
    assert_eq!(
        measures("户用光伏装机容量 | 户用光伏户数", "户、千瓦"),
        [Some("千瓦".to_owned()), Some("户".to_owned())]
    );
    let expected = [None, None, Some("户".to_owned())];
    assert_eq!(measures("棚户区改造 | 公租房 | 危房改造户数", "套、户"), expected);
    // What only ends as a counter does counts nothing else.
    let both = |first: &str, second: &str| [Some(first.to_owned()), Some(second.to_owned())];
    assert_eq!(measures("码头数 | 吞吐量", "座、万吨"), both("座", "万吨"));
    assert_eq!(measures("农户用水 | 沼气", "户、吨"), both("户", "吨"));
    assert_eq!(measures("层次 | 就诊", "万次、万元")[0], None);
}

#[test]
fn the_districts_of_a_city_stand_across_the_top() {
    let targets = Sheet::new(
        2,
        "指标           | 计量单位 | 目标值 | <
         ^              | ^        | 市辖区 | 县
         新增停车泊位   | 个       | 3000   | 1200",
    )
    .targets(true);
    let told: Vec<_> =
        targets.iter().map(|t| (t.unit.as_ref().map_or("", |u| &u.raw), &*t.indicator.name)).collect();
    assert_eq!(told, [("市辖区", "新增停车泊位"), ("县", "新增停车泊位")]);
}
