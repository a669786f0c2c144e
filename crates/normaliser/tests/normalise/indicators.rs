//! What targets are of: the names of indicators, out of rows, columns and values.

use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;

use crate::sheet::{Sheet, notice};

/// Checks the indicators of a table, with its spans shown and without: one line a target, `value indicator year`.
#[track_caller]
fn check(sheet: &Sheet, expected: &str) {
    for spans_shown in [true, false] {
        let targets = sheet.targets(spans_shown);
        let line = |target: &fenjie_model::Target| {
            let year = target.period.year.unwrap_or_default();
            format!("{} {} {year}", target.value.raw, target.indicator.name)
        };
        let got: Vec<String> = targets.iter().map(line).collect();
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(got, expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn heads_tell_apart_what_is_called_alike() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 失业保险         | <            | 工伤保险         | <
             ^    | 期末参保（人）   | 缴费（人）   | 期末参保（人）   | 征缴（万元）
             甲镇 | 1                | 2            | 3                | 4",
        ),
        "1 失业保险期末参保 2023
         2 缴费 2023
         3 工伤保险期末参保 2023
         4 工伤保险征缴 2023",
    );
    // Another measure is no other name, and a head that two have is not enough.
    check(
        &Sheet::new(
            3,
            "乡镇 | 夏季         | <                | 秋季         | <
             ^    | 小麦         | <                | 小麦         | <
             ^    | 面积（万亩） | 产量（万吨）     | 面积（万亩） | 产量（万吨）
             甲镇 | 1            | 2                | 3            | 4",
        ),
        "1 夏季小麦面积 2023
         2 夏季小麦产量 2023
         3 秋季小麦面积 2023
         4 秋季小麦产量 2023",
    );
}

#[test]
fn the_same_of_another_time_or_unit_is_called_alike() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 2022年       | <    | 2023年目标   | <        | 工作目标
             ^    | 面积（亩）   | 税收 | 面积（亩）   | 税收     | 面积（亩）
             甲镇 | 1            | 2    | 3            | 4        | 5",
        ),
        "1 面积 2022
         2 税收 2022
         3 面积 2023
         4 税收 2023
         5 面积 2023",
    );
    check(
        &Sheet::new(
            2,
            "指标       | 甲镇 | <    | 乙镇 | <
             ^          | 目标 | 新建 | 目标 | 新建
             造林（亩） | 1    | 2    | 3    | 4",
        ),
        "1 造林 2023
         2 造林新建 2023
         3 造林 2023
         4 造林新建 2023",
    );
}

#[test]
fn columns_that_say_more_than_the_row_are_told_behind_its_name() {
    check(
        &Sheet::new(
            1,
            "收入项目 | 2022年完成 | 2023年任务 | 增收额 | 增长%
             甲税     | 100        | 120        | 20     | 20",
        ),
        "100 甲税 2022
         120 甲税 2023
         20 甲税增收额 2023
         20 甲税增幅 2023",
    );
    check(
        &Sheet::new(
            2,
            "项目名称 | 总投资 | 2023年计划投资 | <
             ^        | ^      | 合计           | 中央
             某桥     | 9      | 5              | 4",
        ),
        "9 某桥总投资 2023
         5 某桥计划投资 2023
         4 某桥中央 2023",
    );
}

#[test]
fn how_a_number_is_meant_names_nothing() {
    check(
        &Sheet::new(
            2,
            "单位   | 综合能源消费量（吨标准煤） | <              | <
             ^      | 2022年                     | 2023年控制目标 | 计划完成数
             甲公司 | 5                          | 4              | 3",
        ),
        "5 综合能源消费量 2022
         4 综合能源消费量 2023
         3 综合能源消费量 2023",
    );
    check(
        &Sheet::new(
            1,
            "县市 | 项目         | 国内游客（万人次） | 旅游收入（亿元）
             甲县 | 2022年完成数 | 900.1              | 80.2
             ^    | 增长（%）    | 10.0               | 12.3",
        ),
        "900.1 国内游客 2022
         80.2 旅游收入 2022
         10.0 国内游客增幅 2023
         12.3 旅游收入增幅 2023",
    );
}

#[test]
fn growth_is_of_the_row_above() {
    check(
        &Sheet::new(
            1,
            "指标       | 单位 | 2022年 | 2023年
             甲类零售额 | 亿元 | 30     | 33
             增长       | %    | 8      | 9
             其中：出口 | 亿元 | 10     | 11
             同比增长   | %    | 5      | 6",
        ),
        "30 甲类零售额 2022
         33 甲类零售额 2023
         8 甲类零售额增幅 2022
         9 甲类零售额增幅 2023
         10 甲类零售额出口 2022
         11 甲类零售额出口 2023
         5 甲类零售额出口增幅 2022
         6 甲类零售额出口增幅 2023",
    );
}

#[test]
fn a_value_that_says_that_it_grows_is_a_rate_of_growth() {
    check(
        &Sheet::new(
            1,
            "指标         | 单位 | 2022年 | 2023年目标
             甲类零售额   | 亿元 | 30     | 增长8%
             完成率       | %    | 7      | 增长8%左右
             甲类产值增速 |      | 7      | 增长8%左右
             新增岗位     | 个   | 30     | 增长8个",
        ),
        "30 甲类零售额 2022
         增长8% 甲类零售额增幅 2023
         7 完成率 2022
         增长8%左右 完成率 2023
         7 甲类产值增速 2022
         增长8%左右 甲类产值增速 2023
         30 新增岗位 2022
         增长8个 新增岗位 2023",
    );
}

#[test]
fn times_name_nothing_however_they_are_written() {
    for time in ["1—11月", "2023年1月", "一至三季度", "1-3季度", "一、二季度", "2023年1—6月", "三季度末"]
    {
        let rows = format!("乡镇 | 税收收入（万元） | <\n^ | {time} | 4月\n甲镇 | 1 | 2");
        let targets = Sheet::new(2, rows.leak()).targets(true);
        assert_eq!(targets[0].indicator.name, targets[1].indicator.name, "{time}");
    }
}

#[test]
fn growth_of_a_time_is_growth() {
    for growth in ["全年增速（%）", "2023年增长%", "1—6月增幅"] {
        let rows = format!("乡镇 | 税收收入 | <\n^ | 全年 | {growth}\n甲镇 | 1 | 2");
        let targets = Sheet::new(2, rows.leak()).targets(true);
        assert_eq!(targets[1].indicator.name, format!("{}增幅", targets[0].indicator.name), "{growth}");
        assert_eq!(targets[1].measure.as_ref().and_then(|measure| measure.id.as_deref()), Some("%"));
    }
}

#[test]
fn what_says_nothing_alone_is_told_with_its_head() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 税收（万元） | <    | <          | <        | 企业（家） | <    | 转入耕地（亩） | <    | <
             ^    | 基数         | 目标 | 自加压任务 | 省定目标 | 月度       | 年度 | 合计           | 林地 | 其他
             甲镇 | 1            | 2    | 3          | 4        | 5          | 6    | 7              | 8    | 9",
        ),
        "1 税收基数 2023
         2 税收 2023
         3 税收自加压任务 2023
         4 税收 2023
         5 企业月度 2023
         6 企业 2023
         7 转入耕地 2023
         8 转入耕地林地 2023
         9 转入耕地其他 2023",
    );
    // Where no head says it, the title does.
    check(
        &Sheet::new(
            1,
            "乡镇 | 2023年（亩） | 2024年 | 三年合计
             甲镇 | 3            | 2      | 10",
        )
        .title("造林任务分解表"),
        "3 造林 2023
         2 造林 2024
         10 造林三年合计 0",
    );
    // Down the side likewise; a name of its own stays one.
    check(
        &Sheet::new(
            1,
            "指标 | 项目 | 税收（万元）
             增值税 | 基数 | 1
             ^      | 目标 | 2",
        ),
        "1 增值税基数 2023
         2 增值税 2023",
    );
    check(
        &Sheet::new(
            1,
            "指标 | 甲镇 | 乙镇 | 其他
             造林 | 1    | 2    | 3",
        ),
        "1 造林 2023
         2 造林 2023
         3 造林 2023",
    );
}

#[test]
fn rows_of_one_name_are_told_apart_by_what_they_stand_under() {
    let expected = "300 养老保险参保人数 2023
         8 养老保险参保人数增幅 2023
         30 缴费 2023
         200 失业保险参保人数 2023
         20 失业保险征缴 2023
         400 工伤保险征缴 2023";
    check(
        &Sheet::new(
            1,
            "类别     | 指标     | 单位 | 目标
             养老保险 | 参保人数 | 人   | 300
             ^        | 增长     | %    | 8
             ^        | 缴费     | 万元 | 30
             失业保险 | 参保人数 | 人   | 200
             ^        | 征缴     | 万元 | 20
             工伤保险 | 征缴     | 万元 | 400",
        ),
        expected,
    );
    check(
        &Sheet::new(
            1,
            "序号 | 指标     | 单位 | 目标
             一、养老保险（20分） | < | < | <
             1    | 参保人数 | 人   | 300
             2    | 增长     | %    | 8
             3    | 缴费     | 万元 | 30
             二、失业保险 | < | < | <
             1    | 参保人数 | 人   | 200
             2    | 征缴     | 万元 | 20
             三、工伤保险 | < | < | <
             1    | 征缴     | 万元 | 400",
        ),
        expected,
    );
    // Sums are told by their paths, and other years are no other names.
    check(
        &Sheet::new(
            1,
            "片区   | 乡镇 | 造林（亩）
             东片区 | 小计 | 3
             ^      | 甲镇 | 3
             西片区 | 小计 | 4
             ^      | 乙镇 | 4",
        ),
        "3 造林 2023
         3 造林 2023
         4 造林 2023
         4 造林 2023",
    );
}

#[test]
fn quarters_under_a_plan_are_of_what_the_year_is() {
    for plan in ["分季度任务", "季度进度", "分季度计划", "各季度累计进度"] {
        let rows = format!(
            "单位 | 全年任务 | {plan} | <
             ^    | ^        | 一季度 | 二季度
             甲镇 | 9        | 4      | 5"
        );
        let sheet = Sheet::new(2, rows.leak()).title("2023年税收收入任务分解表");
        let names: Vec<_> = sheet.targets(true).into_iter().map(|target| target.indicator.name).collect();
        assert_eq!(names, ["税收收入"; 3], "{plan}");
    }
}

#[test]
fn who_set_a_goal_is_its_stage() {
    let sheet = Sheet::new(
        2,
        "指标     | 单位 | 2023年目标 | <        | <        | <
         ^        | ^    | 市定目标   | 县定目标 | 确保目标 | 挑战目标
         优良天数 | 天   | 300        | 305      | 310      | 320",
    );
    let targets = sheet.targets(true);
    assert!(targets.iter().all(|target| target.indicator.name == "空气优良天数"), "{targets:?}");
    let stages: Vec<_> = targets.iter().filter_map(|target| target.stage.as_deref()).collect();
    assert_eq!(stages, ["市定目标", "县定目标", "确保目标", "挑战目标"]);
}

/// The names of the indicators of the first row.
fn names_of(sheet: &Sheet) -> Vec<String> {
    let targets = sheet.targets(true);
    let row = targets.first().map(|target| target.row);
    targets.into_iter().filter(|target| Some(target.row) == row).map(|target| target.indicator.name).collect()
}

#[test]
fn columns_under_the_same_heads_are_named_alike() {
    let sheet = Sheet::new(
        2,
        "序号 | 项目名称 | 总投资（万元） | 2023年计划投资（万元） | <
         ^    | ^        | ^              | 全年                   | 一季度
         1    | 五桂路   | 900            | 400                    | 100",
    );
    assert_eq!(names_of(&sheet), ["五桂路总投资", "五桂路计划投资", "五桂路计划投资"]);
}

#[test]
fn parts_of_a_stock_are_told_with_what_they_are_of() {
    let under = Sheet::new(
        2,
        "镇   | 科技企业（家） | <    | 专利（件） | 参保（人） | <
         ^    | 2022年末保有量 | 新增 | 保有量     | 男         | 女
         甲镇 | 10             | 2    | 100        | 5          | 4",
    );
    let names = ["科技企业保有量", "科技企业新增", "专利保有量", "参保男", "参保女"];
    assert_eq!(names_of(&under), names);
    let years: Vec<_> = under.targets(true).iter().map(|target| target.period.year).collect();
    assert_eq!(years[..2], [Some(2022), Some(2023)]);
    let nested = Sheet::new(
        3,
        "镇   | 学前教育 | <
         ^    | 新建     | 改扩建
         ^    | 园数     | 园数
         甲镇 | 1        | 2",
    );
    assert_eq!(names_of(&nested.title("2023年教育扩充任务表")), ["学前教育新建园数", "学前教育改扩建园数"]);
    let alone = Sheet::new(
        1,
        "镇   | 第一批 | 第二批 | 结转
         甲镇 | 1      | 2      | 3",
    );
    let names = ["危房改造第一批", "危房改造第二批", "危房改造结转"];
    assert_eq!(names_of(&alone.title("2023年危房改造任务表")), names);
}

#[test]
fn parts_beside_their_whole_are_of_it() {
    let sheet = Sheet::new(
        1,
        "镇   | 招引项目（个） | 其中：亿元以上 | 5亿元以上 | 到账资金（亿元）
         甲镇 | 5              | 3              | 1         | 7",
    );
    assert_eq!(names_of(&sheet), ["招引项目", "招引项目亿元以上", "招引项目5亿元以上", "到账资金"]);
    let sheet = Sheet::new(1, "镇 | 就业人数（人） | 其中：失业人员\n甲镇 | 5 | 2");
    assert_eq!(names_of(&sheet), ["就业人数", "就业人数失业人员"]);
    let quarters = Sheet::new(
        1,
        "镇   | 用电量（万度） | 一季度 | 二季度
         甲镇 | 9              | 4      | 5",
    );
    assert_eq!(names_of(&quarters), ["用电量"; 3]);
    let raw: Vec<_> = quarters.targets(true).into_iter().filter_map(|t| Some(t.measure?.raw)).collect();
    assert_eq!(raw, ["万度"; 3]);
}

#[test]
fn growth_is_of_what_stands_before_it() {
    let retail = "青浦区2023年社会消费品零售总额目标分解表";
    check(
        &Sheet::new(
            1,
            "单位 | 社会消费品零售总额（亿元） | 增速（%） | 批发业销售额（亿元） | 增速（%）
             甲镇 | 1                          | 2         | 3                    | 4",
        )
        .title(retail),
        "1 社会消费品零售总额 2023
         2 社会消费品零售总额增幅 2023
         3 批发业销售额 2023
         4 批发业销售额增幅 2023",
    );
    // The title's indicator grows at another rate than the thing under whose head the growth stands.
    check(
        &Sheet::new(
            2,
            "单位 | 快递业务量 | <
             ^    | 目标       | 增幅
             甲镇 | 1          | 2",
        )
        .title(retail),
        "1 快递业务量 2023
         2 快递业务量增幅 2023",
    );
}

#[test]
fn times_are_of_what_stands_before_them() {
    check(
        &Sheet::new(
            1,
            "单位 | 造林面积 | 上半年 | 抚育面积 | 上半年
             甲镇 | 1        | 2      | 3        | 4",
        )
        .title("青浦区2023年造林绿化任务分解表"),
        "1 造林面积 2023
         2 造林面积 2023
         3 抚育面积 2023
         4 抚育面积 2023",
    );
    // A title that names nothing leaves a time to the column before it.
    check(
        &Sheet::new(
            1,
            "单位 | 财政收入 | 上年完成 | 用电量 | 上年同期
             甲镇 | 1        | 2        | 3      | 4",
        )
        .title("青浦区2023年重点目标分解表"),
        "1 财政收入 2023
         2 财政收入 2022
         3 用电量 2023
         4 用电量 2022",
    );
}

#[test]
fn goals_of_a_plan_are_for_its_end() {
    check(
        &Sheet::new(
            1,
            "单位 | 2023年计划 | “十四五”末目标 | 上年同期 | 总任务
             甲镇 | 1          | 2                 | 3        | 4",
        )
        .title("青浦区2023-2025年高标准农田建设三年行动任务分解表"),
        "1 高标准农田 2023
         2 高标准农田 2025
         3 高标准农田 2022
         4 高标准农田建设总任务 0",
    );
}

#[test]
fn stages_alone_name_no_indicator() {
    let sheet = Sheet::new(
        2,
        "单位 | 总量（亿元） | <    | 增幅（%） | <
         ^    | 确保         | 力争 | 确保      | 力争
         甲镇 | 1            | 2    | 3         | 4",
    )
    .title("青浦区2023年社会消费品零售总额目标分解表");
    check(
        &sheet,
        "1 社会消费品零售总额 2023
         2 社会消费品零售总额 2023
         3 社会消费品零售总额增幅 2023
         4 社会消费品零售总额增幅 2023",
    );
    let stages: Vec<_> = sheet.targets(true).into_iter().map(|target| target.stage).collect();
    assert_eq!(stages[..2], [Some("确保目标".to_owned()), Some("力争目标".to_owned())]);
}

#[test]
fn what_only_counts_is_of_its_head_or_of_the_title() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 棚户区改造 | <            | 新增学位 | <
             ^    | 户数（户） | 面积（亩）   | 小学（个） | 幼儿园（个）
             甲镇 | 1          | 2            | 3          | 4",
        ),
        "1 棚户区改造户数 2023
         2 棚户区改造面积 2023
         3 新增学位小学 2023
         4 新增学位幼儿园 2023",
    );
    check(
        &Sheet::new(
            1,
            "乡镇 | 面积（亩） | 投资额（万元）
             甲镇 | 1          | 2",
        )
        .title("青浦区2023年退耕还林任务分解表"),
        "1 退耕还林面积 2023
         2 退耕还林投资额 2023",
    );
}

#[test]
fn changes_are_of_what_stands_before_them() {
    check(
        &Sheet::new(
            1,
            "乡镇 | 企业数（家） | 净增量 | 入库税收（万元） | 增长率（%）
             甲镇 | 1            | 2      | 3                | 4",
        )
        .title("青浦区2023年工业经济目标分解表"),
        "1 企业数 2023
         2 企业数净增量 2023
         3 入库税收 2023
         4 入库税收增幅 2023",
    );
}

#[test]
fn a_caption_goes_before_the_title_of_its_annex() {
    let sheet = |title| {
        Sheet::new(
            1,
            "乡镇 | 目标
             甲镇 | 1",
        )
        .title(title)
    };
    let mut notice = notice(&[sheet("青浦区2023年工业投资任务分解表")], true);
    let annex = &mut notice.annexes[0];
    annex.tables.push(sheet("").table("a01-t2", true));
    annex.tables.push(sheet("").table("a01-t3", true));
    annex.tables[1].caption = Some("附件1-2青浦区2023年上半年技改投资任务分解表（万元）".to_owned());
    annex.tables[2].caption = Some("表三：主要指标".to_owned());
    let targets = normalise(&notice, &Registry::builtin()).targets;
    let told: Vec<_> = targets
        .iter()
        .map(|target| {
            let measure = target.measure.as_ref().map(|measure| measure.raw.as_str());
            (target.indicator.name.as_str(), measure, target.period.months)
        })
        .collect();
    assert_eq!(
        told,
        [("工业投资", None, None), ("技术改造投资", Some("万元"), Some((1, 6))), ("工业投资", None, None)]
    );
}

#[test]
fn names_behind_values_are_of_those_behind_them() {
    let sheet = Sheet::new(
        2,
        "企业名称 | 2023年综合能耗（吨标准煤） | 单位产品能耗         | <
         ^        | ^                          | 指标名称             | 目标值
         红山公司 | 152300                     | 熟料能耗（千瓦时/吨） | ≤108
         苍山公司 | 38400                      | 吨纸电耗（千瓦时/吨） | ≤320
         合计     | 190700                     | —                    | —",
    );
    let names: Vec<String> = sheet.targets(true).into_iter().map(|target| target.indicator.name).collect();
    assert_eq!(names, ["综合能耗", "熟料能耗", "综合能耗", "吨纸电耗", "综合能耗", "单位产品能耗"]);
}

#[test]
fn an_amount_of_something_else_is_another_indicator() {
    let ids = |sheet: &'static str| -> Vec<Option<String>> {
        Sheet::new(1, sheet).targets(true).into_iter().map(|target| target.indicator.id).collect()
    };
    let known = |id: &str| [Some(id.to_owned())];
    assert_eq!(ids("乡镇 | 高新技术企业（家）\n甲镇 | 12"), known("high-tech-enterprises"));
    assert_eq!(ids("乡镇 | 高新技术企业（亿元）\n甲镇 | 241.5"), [None]);
    assert_eq!(ids("乡镇 | 税收收入（户）\n甲镇 | 5"), [None]);
    assert_eq!(ids("乡镇 | 税收收入\n甲镇 | 30万元"), known("tax-revenue"));
    assert_eq!(ids("乡镇 | 粮食产量\n甲镇 | 5"), known("grain-output"));
    // A rate is told by the name.
    assert_eq!(ids("乡镇 | 地区生产总值增速（%）\n甲镇 | 5"), known("gdp-growth"));
}

#[test]
fn the_second_growth_is_of_the_part_before_it() {
    check(
        &Sheet::new(
            1,
            "单位 | 财政收入（万元） | 增长（%） | 其中：税收收入 | 增长（%）
             甲镇 | 1                | 2         | 3              | 4",
        )
        .title("青浦区2023年重点目标分解表"),
        "1 财政收入 2023
         2 财政收入增幅 2023
         3 税收收入 2023
         4 税收收入增幅 2023",
    );
    check(
        &Sheet::new(
            1,
            "单位 | 2023年任务（万元） | 增减% | 其中：税收收入 | 增减%
             甲镇 | 1                  | 2     | 3              | 4",
        )
        .title("青浦区2023年财政收入目标分解表"),
        "1 财政收入 2023
         2 财政收入增幅 2023
         3 税收收入 2023
         4 税收收入增幅 2023",
    );
    // A sum is of more than what stands before it.
    check(
        &Sheet::new(1, "单位 | 税收收入 | 非税收入 | 合计\n甲镇 | 1        | 2        | 3")
            .title("青浦区2023年目标任务分解表"),
        "1 税收收入 2023
         2 非税收入 2023
         3 合计 2023",
    );
}

#[test]
fn groups_of_a_part_behind_a_growth_are_of_no_growth() {
    check(
        &Sheet::new(
            2,
            "税种   | 2022年完成 | 2023年计划 | 增减% | 其中：区级收入 | <
             ^      | ^          | ^          | ^     | 2022年完成     | 2023年计划
             增值税 | 1          | 2          | 3     | 4              | 5",
        )
        .measure("万元、%")
        .title("青浦区2023年重点目标分解表"),
        "1 增值税 2022
         2 增值税 2023
         3 增值税增幅 2023
         4 增值税区级收入 2022
         5 增值税区级收入 2023",
    );
}

#[test]
fn the_whole_of_those_who_pay_keeps_its_name() {
    check(
        &Sheet::new(
            1,
            "项目     | 总投资（万元） | 专项债 | 自筹
             污水治理 | 5              | 2      | 3",
        ),
        "5 污水治理总投资 2023
         2 污水治理专项债 2023
         3 污水治理自筹 2023",
    );
}

#[test]
fn kinds_of_institutions_over_columns_are_in_the_names() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 公立医院   | <    | 民营医院   | <
             ^    | 门诊数     | 床位 | 门诊数     | 床位
             甲镇 | 1          | 2    | 3          | 4",
        ),
        "1 公立医院门诊数 2023
         2 公立医院床位 2023
         3 民营医院门诊数 2023
         4 民营医院床位 2023",
    );
}

#[test]
fn what_was_at_an_end_of_year_is_of_what_the_title_names() {
    check(
        &Sheet::new(1, "乡镇 | 2022年末数 | 2023年目标数 | 净增数\n甲镇 | 1          | 2            | 3")
            .title("青浦区2023年市场主体目标分解表"),
        "1 市场主体 2022
         2 市场主体 2023
         3 市场主体净增数 2023",
    );
}

#[test]
fn what_the_title_names_among_others_stands_alone() {
    check(
        &Sheet::new(1, "居委会 | 户数 | 人口\n第一居委会 | 25 | 80").title("各居委会户数及人口"),
        "25 户数 2023
         80 人口 2023",
    );
}

#[test]
fn what_is_counted_up_to_a_time_is_told_behind_the_name_of_a_thing() {
    check(
        &Sheet::new(
            1,
            "类别       | 项目数（个） | 年度投资（亿元） | 上半年投资完成率（%） | 一季度新开工（个）
             先进制造业 | 28           | 86.5             | ≥50                   | 9",
        ),
        "28 先进制造业项目数 2023
         86.5 先进制造业年度投资 2023
         ≥50 先进制造业上半年投资完成率 2023
         9 先进制造业新开工 2023",
    );
    // A rate is none of what the row names, an amount beside its goal is.
    check(
        &Sheet::new(
            1,
            "收入项目 | 全年任务（万元） | 一季度收入（万元） | 上半年完成率（%）
             甲税     | 100              | 20                 | 50",
        ),
        "100 甲税 2023
         20 甲税 2023
         50 甲税上半年完成率 2023",
    );
    // Behind the names of units the heads say it all.
    check(
        &Sheet::new(
            1,
            "乡镇 | 开工率（%） | 一季度开工率（%）
             甲镇 | 80          | 50",
        ),
        "80 开工率 2023
         50 一季度开工率 2023",
    );
}
