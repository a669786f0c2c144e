//! Which measure holds for a cell.

use fenjie_model::{Bound, Code, Severity};
use fenjie_normaliser::normalise;
use fenjie_normaliser::registry::Registry;

use crate::sheet::{Sheet, check, notice};

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

/// What each column of a table with the heads under a 单位 line is counted in.
#[track_caller]
fn check_line(line: &'static str, heads: &str, expected: &str) {
    let values = heads.split(" | ").map(|_| "7").collect::<Vec<_>>().join(" | ");
    let rows = format!("乡镇 | {heads}\n甲镇 | {values}");
    let sheet = Sheet::new(1, rows.leak()).measure(line);
    let raw = |target: &fenjie_model::Target| {
        target.measure.as_ref().map_or_else(|| "-".to_owned(), |measure| measure.raw.clone())
    };
    let found = sheet.targets(true).iter().map(raw).collect::<Vec<_>>().join(" | ");
    assert_eq!(found, expected, "{line}: {heads}");
}

#[test]
fn measures_stand_in_the_order_of_the_columns() {
    check_line("户、万元", "任务数 | 补助资金", "户 | 万元");
    check_line("户、万元", "C级 | D级 | 资金", "户 | 户 | 万元");
    check_line("万亩、公斤、万吨", "面积 | 亩产 | 总产", "万亩 | 公斤 | 万吨");
    check_line("亩、斤、吨", "面积 | 单产 | 总产", "亩 | 斤 | 吨");
    check_line("座、吨/日、万元", "污水处理厂 | 处理能力 | 投资", "座 | 吨/日 | 万元");
    check_line("户、%", "任务数 | 完成率", "户 | %");
    // No head tells that the order is theirs.
    check_line("亩、公里", "杉改竹 | 防火林带", "- | -");
    check_line("张、个", "日间照料中心 | 养老床位", "- | -");
    check_line("起、人", "死亡 | 事故", "- | -");
    // Another order.
    check_line("万元、户", "任务数 | 补助资金", "- | 万元");
    check_line("户、万元、人", "收入 | 补助 | 造林株数", "万元 | 万元 | -");
    check_line("人、户、万元", "增收户 | 补助 | 资金", "- | 万元 | 万元");
    check_line("个、亩、万元", "猪肉产量 | 面积 | 投资", "- | 亩 | 万元");
    // Nothing tells which.
    check_line("亩、公里", "茶园新建 | 杉改竹 | 防火林带", "亩 | - | -");
    check_line("亩、公里", "造林面积 | 里程 | 薪炭林", "亩 | 公里 | -");
    check_line("户、人", "C级 | D级", "- | -");
    check_line("户、人", "2023年 | 2024年", "- | -");
    check_line("亩、公里", "合计 | 造林面积", "- | 亩");
    check_line("亩、公里", "杉改竹 | 防火林带 | 薪炭林", "- | - | -");
    check_line("亩、公里", "资金 | 造林面积", "- | 亩");
    check_line("处、里", "植树 | 育苗", "- | -");
    check_line("公里、亩、户", "造林面积 | 杉改竹 | 防火林带", "亩 | - | -");
}

#[test]
fn measures_in_the_order_of_the_columns_are_said() {
    let told = |heads: &str| {
        let rows = format!("乡镇 | {heads} | 资金\n甲镇 | 7 | 8 | 9");
        Sheet::new(1, rows.leak()).measure("户、万元").told(Code::RolesUnclear)
    };
    let said = "only the order of the measures in the 单位 line tells which is that of C级、D级";
    assert_eq!(told("C级 | D级"), [said]);
    assert_eq!(told("贫困户 | 脱贫户"), [""; 0]);
}

#[test]
fn as_many_columns_as_measures_are_each_in_one_of_its_own() {
    let measures = |line: &'static str, rows: &'static str| -> Vec<String> {
        let targets = Sheet::new(2, rows).measure(line).targets(true);
        let raw =
            |target: &fenjie_model::Target| target.measure.as_ref().map_or("-".to_owned(), |m| m.raw.clone());
        targets.iter().map(raw).collect()
    };
    let rows = "乡镇 | 生猪 | <            | 蔬菜 | <    | 水产品 | 家禽
                ^    | 出栏 | 能繁母猪存栏 | 面积 | 产量 | 产量   | 出栏
                甲镇 | 5.31 | 792          | 1.2  | 4.27 | 268    | 31";
    let line = "万头、头、万亩、万吨、吨、万只";
    assert_eq!(measures(line, rows), ["万头", "头", "万亩", "万吨", "吨", "万只"]);
    // A head that tells its measure has to stand in its place, and none may speak of another.
    assert_eq!(measures("万头、头、万吨、万亩、吨、万只", rows), ["-", "-", "万亩", "-", "-", "万只"]);
    assert_eq!(measures("万亩、万头、头、万吨、万只", rows), ["-", "-", "万亩", "万吨", "万吨", "万只"]);
    // The same of two years is in one measure, and of two grades may be.
    for leaves in ["2023年 | 2024年", "C级 | D级"] {
        let rows = format!("乡镇 | 造林 | 甲项 | <\n^ | 面积 | {leaves}\n甲镇 | 5 | 7 | 8");
        assert_eq!(measures("亩、处、户", rows.leak()), ["亩", "-", "-"]);
    }
}

#[test]
fn a_quotient_is_two_measures_where_heads_prove_both() {
    check_line("万亩/万吨", "播种面积 | 总产量", "万亩 | 万吨");
    check_line("户/万元", "任务数 | 补助资金", "户 | 万元");
    check_line("公斤/亩", "小麦 | 玉米", "公斤/亩 | 公斤/亩");
    for (line, heads) in [
        ("万吨/亿元", "碳强度 | 能耗强度"),
        ("万立方米/亿元", "用水量 | 用水强度"),
        ("个/万元", "项目密度 | 投资"),
        ("个/万元", "2023年 | 2024年目标"),
        ("万元/人", "人均收入 | 收入"),
        ("万元/万人", "收入 | 人数"),
        ("户/万元", "2023年 | 补助资金"),
    ] {
        check_line(line, heads, &format!("{line} | {line}"));
    }
}

#[test]
fn a_line_says_what_each_measure_is_of() {
    check_line("面积：万亩，产量：亿斤", "播种面积 | 总产量", "万亩 | 亿斤");
    check_line("面积单位：万亩、产量单位：万吨", "小麦播种面积 | 小麦产量", "万亩 | 万吨");
    check_line("面积：万亩", "小麦 | 玉米", "万亩 | 万亩");
    check_line("面积：万亩", "播种面积 | 总产量", "万亩 | -");
    check_line("资金：万元", "任务数 | 补助资金", "- | 万元");
    check_line("资金：万元", "2023年 | 2024年", "万元 | 万元");
    check_line("资金：万元", "金额 | 其中：省级资金", "万元 | 万元");
    check_line("资金：万元", "中央 | 省级 | 县级配套", "万元 | 万元 | 万元");
    check_line("资金：万元", "中央 | 项目数量 | 受益 | 新开工项目", "万元 | - | - | -");
    check_line("资金：万元", "补助标准 | 补助资金", "- | 万元");
    check_line("面积：亩", "造林 | 大户", "亩 | -");
    check_line("人数：人", "培训 | 产量 | 项目", "人 | - | -");
    check_line("数量：头", "猪 | 牛", "头 | 头");
}

#[test]
fn a_line_that_is_of_one_thing_alone_says_that_others_are_not_counted_in_it() {
    let told = |line, heads: &str| {
        let rows = format!("乡镇 | {heads}\n甲镇 | 7 | 8");
        Sheet::new(1, rows.leak()).measure(line).told(Code::MeasureMissing)
    };
    assert_eq!(told("金额：万元", "人数 | 金额"), [""; 0]);
    let another = |head| format!("the table's measure counts another kind of thing than {head}");
    assert_eq!(told("万元", "人数 | 金额"), [another("人数")]);
    assert_eq!(told("金额：万元", "受益 | 金额"), [another("受益")]);
}

#[test]
fn goals_of_growth_are_counted_as_what_grows() {
    check_line("户", "增长目标 | 2023年底数", "户 | 户");
    check_line("‰", "2023年 | 增长指标", "‰ | ‰");
    check_line("亿元", "增长目标（%） | 增速目标", "% | %");
}

#[test]
fn what_a_title_says_is_no_stage() {
    let stages = |title: &'static str, heads: &str| {
        let rows = format!("单位 | {heads}\n甲镇 | 7 | 8");
        let targets = Sheet::new(1, rows.leak()).title(title).targets(true);
        targets.into_iter().map(|target| target.stage.unwrap_or_default()).collect::<Vec<_>>()
    };
    let title = "2024年向上争取资金目标任务";
    assert_eq!(stages(title, "2023年争取（万元） | 2024年争取任务（万元）"), ["", ""]);
    assert_eq!(stages(title, "确保目标（万元） | 争取目标（万元）"), ["确保目标", "争取目标"]);
    assert_eq!(stages("2024年税收任务", "2024年任务 | 2024年争取"), ["", "争取目标"]);
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
fn what_a_thing_is_measured_in_is_not_the_measure_of_its_growth_and_shares() {
    let under_a_head = Sheet::new(
        2,
        "乡镇 | 投资（亿元） | <    | <      | <
         ^    | 总额         | 增速 | 完成率 | 同比±%
         甲镇 | 10           | 6.5  | 95     | 7",
    );
    check(
        &under_a_head,
        "甲镇 | 投资（亿元）/总额 | 甲镇 | 亿元 | 10
         甲镇 | 投资（亿元）/增速 | 甲镇 | % | 6.5
         甲镇 | 投资（亿元）/完成率 | 甲镇 |  | 95
         甲镇 | 投资（亿元）/同比±% | 甲镇 | % | 7",
    );
    assert_eq!(under_a_head.told(Code::MeasureMissing), ["no measure is printed for 投资（亿元）/完成率"]);
    let beside = Sheet::new(
        1,
        "指标     | 单位 | 2023年 | 增速 | 占比
         税收收入 | 亿元 | 11     | 6.5   | 30
         覆盖率   | %    | 95     | 0.5   | 30",
    );
    check(
        &beside,
        "税收收入 | 2023年 | 青浦区 | 亿元 | 11
         税收收入 | 增速 | 青浦区 | % | 6.5
         税收收入 | 占比 | 青浦区 |  | 30
         覆盖率 | 2023年 | 青浦区 | % | 95
         覆盖率 | 增速 | 青浦区 | % | 0.5
         覆盖率 | 占比 | 青浦区 | % | 30",
    );
    assert_eq!(beside.told(Code::MeasureMissing), ["no measure is printed for 占比"]);
}

#[test]
fn a_measure_in_the_cell_wins_over_the_line() {
    check(
        &Sheet::new(
            1,
            "乡镇 | 新增就业 | 满意率 | 目标值
             甲镇 | 11       | ≥95%   | 98%",
        )
        .measure("人"),
        "甲镇 | 新增就业 | 甲镇 | 人 | 11
         甲镇 | 满意率 | 甲镇 | % | ≥95%
         甲镇 | 目标值 | 甲镇 | % | 98%",
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

#[test]
fn a_measure_at_the_end_of_the_title_holds_for_the_table() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 任务数
         甲镇 | 3.1",
    )
    .title("2023年小麦种植任务分解表（万亩）");
    check(&sheet, "甲镇 | 任务数 | 甲镇 | 万亩 | 3.1");
    assert_eq!(sheet.targets(true)[0].indicator.name, "小麦种植");
}

#[test]
fn persons_are_not_measured_in_what_they_answer_for() {
    check(
        &Sheet::new(
            1,
            "乡镇 | 补充耕地 | 田长数 | 护林员
             甲镇 | 30       | 12     | 8",
        )
        .measure("亩、人"),
        "甲镇 | 补充耕地 | 甲镇 | 亩 | 30
         甲镇 | 田长数 | 甲镇 | 人 | 12
         甲镇 | 护林员 | 甲镇 | 人 | 8",
    );
}

#[test]
fn parts_are_measured_as_their_whole_and_bear_its_name() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 资金（亿元） | 签约项目（个） | 其中：亿元以上 | 其中：工业项目
         甲镇 | 5.2          | 3              | 1              | 2",
    );
    check(
        &sheet,
        "甲镇 | 资金（亿元） | 甲镇 | 亿元 | 5.2
         甲镇 | 签约项目（个） | 甲镇 | 个 | 3
         甲镇 | 其中：亿元以上 | 甲镇 | 个 | 1
         甲镇 | 其中：工业项目 | 甲镇 | 个 | 2",
    );
    let targets = sheet.targets(true);
    let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
    assert_eq!(names, ["资金", "新签约项目", "签约项目亿元以上", "工业项目"]);
}

#[test]
fn a_place_among_others_is_what_is_told() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 全市排名 | 满意度（全市排名）
         甲镇 | 3        | 2",
    );
    check(
        &sheet,
        "甲镇 | 全市排名 | 甲镇 | 全市排名 | 3
         甲镇 | 满意度（全市排名） | 甲镇 | 全市排名 | 2",
    );
    assert_eq!(sheet.targets(true)[0].indicator.name, "全市排名");
}

#[test]
fn a_rank_is_not_counted_as_what_is_ranked() {
    check(
        &Sheet::new(
            1,
            "指标         | 计量单位 | 目标值 | 全市排名 | 2024年全省排名目标
             地区生产总值 | 亿元     | 200    | 3        | 5",
        ),
        "地区生产总值 | 目标值 | 青浦区 | 亿元 | 200
         地区生产总值 | 全市排名 | 青浦区 | 全市排名 | 3
         地区生产总值 | 2024年全省排名目标 | 青浦区 | 全省排名 | 5",
    );
}

#[test]
fn a_section_names_the_measure_of_its_rows() {
    check(
        &Sheet::new(
            1,
            "单位                 | 2022年 | 2023年
             一、工业投资（万元） | <      | <
             甲镇                 | 80     | 90
             二、新增企业（家）   | <      | <
             甲镇                 | 8      | 9",
        ),
        "甲镇 | 2022年 | 甲镇 | 万元 | 80
         甲镇 | 2023年 | 甲镇 | 万元 | 90
         甲镇 | 2022年 | 甲镇 | 家 | 8
         甲镇 | 2023年 | 甲镇 | 家 | 9",
    );
}

#[test]
fn two_measures_over_two_amounts_are_no_quotient() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 签约项目（个/万元） | <      | 人均产出（万元/人）
             ^    | 个数                | 投资额 | 投资额
             甲镇 | 3                   | 15000  | 2",
        ),
        "甲镇 | 签约项目（个/万元）/个数 | 甲镇 | 个 | 3
         甲镇 | 签约项目（个/万元）/投资额 | 甲镇 | 万元 | 15000
         甲镇 | 人均产出（万元/人）/投资额 | 甲镇 | 万元/人 | 2",
    );
}

#[test]
fn a_comparator_without_a_measure_is_on_the_values() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 覆盖率（＞） | 投诉率（低于%） | 学校（≤500人，所）
         甲镇 | 95           | 3               | 8",
    );
    let targets = sheet.targets(true);
    let bounds = targets.iter().map(|target| {
        let measure = target.measure.as_ref().map(|measure| (measure.raw.as_str(), measure.bound));
        (target.indicator.name.as_str(), measure, target.value.bound)
    });
    let [over, under] = [Bound::AtLeast, Bound::AtMost].map(Some);
    let expected =
        [("覆盖率", None, over), ("投诉率", Some(("%", under)), None), ("学校", Some(("所", None)), None)];
    assert_eq!(bounds.collect::<Vec<_>>(), expected);
}

#[test]
fn a_sum_is_measured_as_its_rows_are() {
    let measure_of_sum = |rows: &'static str| {
        let measure = Sheet::new(1, rows).targets(false).pop().and_then(|target| target.measure);
        measure.map(|measure| measure.raw)
    };
    let mixed = "村   | 项目 | 计量单位 | 数量
                 甲村 | 硬化 | 公里     | 2
                 乙村 | 路灯 | 盏       | 40
                 合计 |      |          | 42";
    assert_eq!(measure_of_sum(mixed), None);
    let alike = "村   | 项目 | 计量单位 | 数量
                 甲村 | 硬化 | 公里     | 2
                 乙村 | 沟渠 | 公里     | 40
                 合计 |      |          | 42";
    assert_eq!(measure_of_sum(alike).as_deref(), Some("公里"));
}

#[test]
fn rates_of_many_and_measures_of_small_things() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 献血量（毫升） | 单位能耗（千克标准煤/吨） | 死亡率（/10万） | 孕产妇死亡率     | 投资【万元】
         甲镇 | 200            | 108                       | 12              | 控制在12/10万以内 | 5",
    );
    check(
        &sheet,
        "甲镇 | 献血量（毫升） | 甲镇 | 毫升 | 200
         甲镇 | 单位能耗（千克标准煤/吨） | 甲镇 | 千克标准煤/吨 | 108
         甲镇 | 死亡率（/10万） | 甲镇 | /10万 | 12
         甲镇 | 孕产妇死亡率 | 甲镇 | /10万 | 控制在12/10万以内
         甲镇 | 投资【万元】 | 甲镇 | 万元 | 5",
    );
}

#[test]
fn further_parts_add_up_to_their_whole() {
    let sheet = |second: &str, amount: &str| {
        let rows =
            format!("单位 | 财政收入（万元） | 其中：税收收入 | {second}\n甲镇 | 300 | 200 | {amount}");
        let targets = Sheet::new(1, rows.leak()).targets(true);
        targets[2].measure.as_ref().map(|measure| measure.raw.clone())
    };
    assert_eq!(sheet("非税收入", "100").as_deref(), Some("万元"));
    assert_eq!(sheet("人均收入", "15000"), None);
}

#[test]
fn a_measure_over_the_first_table_alone_is_said() {
    let said = |second: &'static str| {
        let sheets = [Sheet::new(1, "乡镇 | 任务\n甲镇 | 1").measure("万元"), Sheet::new(1, second)];
        let mut notice = notice(&sheets, true);
        let other = notice.annexes.pop().expect("two annexes");
        notice.annexes[0].tables.extend(other.tables);
        let read = normalise(&notice, &Registry::builtin());
        assert_eq!(read.targets.last().map(|target| target.measure.is_some()), Some(false), "{second}");
        let missing = read.findings.iter().filter(|finding| finding.code == Code::MeasureMissing);
        missing.map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(said("部门 | 任务\n商务局 | 3"), [Severity::Warning]);
    assert_eq!(said("部门 | 项目数\n商务局 | 3"), [Severity::Info]);
    assert_eq!(said("部门 | 占比\n商务局 | 3"), [Severity::Info]);
}

#[test]
fn a_measure_of_another_kind_than_the_title_names_is_not_taken() {
    let measures = |title: &'static str| {
        let sheet = Sheet::new(1, "乡镇 | 任务\n甲镇 | 1").title(title).measure("万元");
        let measure = sheet.targets(true).pop().and_then(|target| target.measure);
        measure.map(|measure| measure.raw)
    };
    for title in
        ["城镇新增就业人数任务表", "居民医保参保率目标表", "规上工业增加值增速目标表", "农村公路建设任务表"]
    {
        assert_eq!(measures(title), None, "{title}");
    }
    for title in ["税收收入任务表", "帮扶任务表", "招商引资任务表"] {
        assert_eq!(measures(title).as_deref(), Some("万元"), "{title}");
    }
}

#[test]
fn the_heads_below_choose_from_a_listed_bracket() {
    check(
        &Sheet::new(
            2,
            "单位 | 粮食（万亩、万吨） | <    | 造林（亩、公里） | <
             ^    | 面积               | 产量 | 面积             | 其他
             甲镇 | 1                  | 2    | 3                | 4",
        ),
        "甲镇 | 粮食（万亩、万吨）/面积 | 甲镇 | 万亩 | 1
         甲镇 | 粮食（万亩、万吨）/产量 | 甲镇 | 万吨 | 2
         甲镇 | 造林（亩、公里）/面积 | 甲镇 | 亩 | 3
         甲镇 | 造林（亩、公里）/其他 | 甲镇 | 亩 | 4",
    );
}

#[test]
fn a_bare_zero_is_counted_as_the_other_numbers_of_its_column() {
    let measures = |rows: &'static str| -> Vec<String> {
        let targets = Sheet::new(1, rows).measure("亿元").targets(true);
        let raw = |target: &fenjie_model::Target| {
            target.measure.as_ref().map_or_else(String::new, |m| m.raw.clone())
        };
        targets.iter().map(raw).collect()
    };
    assert_eq!(
        measures(
            "街道   | 目标 | 同比增减
             甲街道 | 13.5 | 7.1%
             乙街道 | 8.4  | 0
             丙街道 | 5.3  | -3.6%
             丁街道 | 2.8  | 持平",
        ),
        ["亿元", "%", "亿元", "%", "亿元", "%", "亿元", "%"],
    );
    // An increase is in what increases, and one % among bare numbers says nothing of these.
    assert_eq!(measures("街道 | 同比增减\n甲街道 | 0.5\n乙街道 | 0"), ["亿元", "亿元"]);
    assert_eq!(measures("街道 | 同比增减\n甲街道 | 5%\n乙街道 | 0\n丙街道 | 2"), ["%", "亿元", "亿元"]);
    // Each row counts something else where the units stand across the top.
    assert_eq!(
        measures("指标 | 甲街道 | 乙街道\n出口额 | 0 | 3\n参保率 | 95% | 96%"),
        ["亿元", "亿元", "%", "%"]
    );
}

#[test]
fn a_bracket_that_lists_several_measures_is_told_where_a_number_has_none_of_its_own() {
    let message = "the bracket of 造林（座、亩） lists several measures, and nothing tells which is meant";
    let down = Sheet::new(
        1,
        "乡镇 | 户数（户） | 造林（座、亩）
         甲镇 | 10         | 300
         乙镇 | 12         | 2座",
    );
    assert_eq!(down.told(Code::RolesUnclear), [message]);
    let across = Sheet::new(
        1,
        "指标           | 甲镇 | 乙镇
         造林（座、亩） | 300  | 200
         就业（人）     | 30   | 20",
    );
    assert_eq!(across.told(Code::RolesUnclear), [message]);
    for rows in [
        "乡镇 | 户数（户） | 造林（座、亩）\n甲镇 | 10 | 300亩\n乙镇 | 12 | 2座",
        "乡镇 | 户数（户） | 覆盖率（≥，%）\n甲镇 | 10 | 30\n乙镇 | 12 | 20",
        "乡镇 | 户数（户） | 车位（幢（个））\n甲镇 | 10 | 30\n乙镇 | 12 | 20",
    ] {
        assert!(Sheet::new(1, rows).told(Code::RolesUnclear).is_empty(), "{rows}");
    }
}

#[test]
fn what_a_note_says_of_one_thing_holds_for_that_alone() {
    let rows = "乡镇 | 项目数 | 补贴资金 | 税收 | GDP | 人均GDP
                甲镇 | 5      | 300      | 20   | 7   | 8";
    let told = |note: &str| {
        let mut notice = notice(&[Sheet::new(1, rows)], true);
        notice.annexes[0].notes = vec![note.to_owned()];
        let read = normalise(&notice, &Registry::builtin());
        let measures: Vec<String> = read
            .targets
            .iter()
            .map(|target| target.measure.as_ref().map_or_else(String::new, |found| found.raw.clone()))
            .collect();
        let missing = read.findings.iter().filter(|finding| finding.code == Code::MeasureMissing).count();
        (measures.join(" "), missing)
    };
    for (note, expected, missing) in [
        ("注：资金单位为万元。", " 万元 万元  ", 3),
        ("注：补贴资金单位为万元。", " 万元   ", 4),
        ("注：GDP单位为亿元，项目数单位为个。", "个   亿元 ", 3),
        ("注：补贴资金、税收单位为万元，其余单位为亿元。", " 万元 万元  ", 3),
        ("注：调查单位为户。", "    ", 5),
    ] {
        assert_eq!(told(note), (expected.to_owned(), missing), "{note}");
    }
}

#[test]
fn a_measure_right_behind_a_name_holds_where_no_other_is_printed() {
    let check = |sheet: Sheet, expected: [Option<&str>; 2]| {
        let measures: Vec<_> =
            sheet.targets(true).into_iter().map(|target| target.measure.map(|found| found.raw)).collect();
        assert_eq!(measures, expected.map(|raw| raw.map(str::to_owned)), "{sheet:?}");
    };
    let money = "乡镇 | 投资万元 | 税收亿元\n甲镇 | 5 | 3";
    check(Sheet::new(1, money), [Some("万元"), Some("亿元")]);
    check(Sheet::new(1, money).measure("个"), [Some("个"), Some("个")]);
    check(Sheet::new(1, money).title("2023年企业培育目标分解表"), [None, None]);
    check(
        Sheet::new(2, "乡镇 | 培育企业（家） | <\n^ | 税收亿元 | 税收千万元\n甲镇 | 5 | 3"),
        [Some("家"), Some("家")],
    );
    check(Sheet::new(1, "乡镇 | 税收亿元 | 新增市场主体万户\n甲镇 | 5 | 3"), [Some("亿元"), None]);
    check(Sheet::new(1, "乡镇 | 税收亿元 | 税收千万元\n甲镇 | 5 | 3"), [None, None]);
    check(Sheet::new(1, "乡镇 | 户数（户） | 税收亿元\n甲镇 | 5 | 3"), [Some("户"), None]);
    check(
        Sheet::new(1, "指标 | 单位 | 目标\n税收亿元 | 家 | 3\n投资亿元 | 个 | 5"),
        [Some("家"), Some("个")],
    );
}
