//! Which columns hold targets, and which tasks and remarks.

use fenjie_model::Code;

use crate::sheet::{Sheet, check};

#[test]
fn tasks_give_no_targets() {
    let sheet = Sheet::new(
        1,
        "序号 | 目标任务                       | 牵头单位 | 配合单位 | 完成时限
         1    | 新增规模以上工业企业28家，技改投资增长10%左右。 | 经委     | 科委     | 12月底前
         2    | 完成13条河道综合治理。         | 水务局   | 经委     | 全年",
    );
    check(&sheet, "");
    assert!(sheet.read().findings.is_empty());
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
fn standards_are_targets_where_they_are_numbers() {
    check(
        &Sheet::new(
            1,
            "类别     | 月标准（元） | 评分标准
             城市低保 | 890          | 每少一户扣1分",
        ),
        "城市低保 | 月标准（元） | 青浦区 | 元 | 890",
    );
}

#[test]
fn numbers_under_a_word_for_remarks_are_targets_where_they_are_counted() {
    check(
        &Sheet::new(
            1,
            "乡镇 | 参与单位（家） | 消纳责任权重（≥28%） | 时限内办结率（%） | 时间进度（%） | 办理期限（天） | 7月份（户）
             甲镇 | 12             | 28.5                 | 98                | 50            | 15             | 40",
        ),
        "甲镇 | 参与单位（家） | 甲镇 | 家 | 12
         甲镇 | 消纳责任权重（≥28%） | 甲镇 | % | 28.5
         甲镇 | 时限内办结率（%） | 甲镇 | % | 98
         甲镇 | 时间进度（%） | 甲镇 | % | 50
         甲镇 | 办理期限（天） | 甲镇 | 天 | 15
         甲镇 | 7月份（户） | 甲镇 | 户 | 40",
    );
    for open in [
        "完成时限（天）",
        "项目来源（%）",
        "险种（种）",
        "流转期限（年）",
        "补助年限（年）",
        "公示期限（天）",
        "联系领导（位）",
        "驻点地点（处）",
    ] {
        let rows = format!("乡镇 | 户数（户） | {open}\n甲镇 | 10 | 20\n乙镇 | 11 | 30");
        let sheet = Sheet::new(1, rows.leak());
        assert_eq!(sheet.targets(true).len(), 2, "{open}");
        let message = format!("the header {open} does not tell what its column holds");
        assert_eq!(sheet.told(Code::RolesUnclear), [message]);
    }
    for (worth, value) in [
        ("权重（%）", "20"),
        ("分值（分）", "20"),
        ("考核指标权重（%）", "20"),
        ("建成年份", "2025"),
        ("开工月份", "6"),
        ("时间进度", "6月底"),
        ("责任单位（个）", "发改局"),
        ("经度（度）", "117.2"),
        ("楼栋编号（栋）", "10"),
        ("产品代码（位）", "18"),
        ("时限倒排", "6.30"),
        ("完成时序", "1"),
    ] {
        let rows = format!("乡镇 | 户数（户） | {worth}\n甲镇 | 10 | {value}\n乙镇 | 11 | {value}");
        let sheet = Sheet::new(1, rows.leak());
        assert_eq!(sheet.targets(true).len(), 2, "{worth}");
        assert!(sheet.told(Code::RolesUnclear).is_empty(), "{worth}");
    }
}

#[test]
fn bodies_in_the_first_column_have_the_rows() {
    let sheet = Sheet::new(
        1,
        "征收单位   | 全年任务
         城区税务所 | 10
         三江口     | 20",
    );
    check(
        &sheet.measure("万元"),
        "城区税务所 | 全年任务 | 城区税务所 | 万元 | 10\n三江口 | 全年任务 | 三江口 | 万元 | 20",
    );
}

#[test]
fn kinds_of_tasks_before_their_places_are_categories() {
    check(
        &Sheet::new(
            1,
            "任务类型 | 责任乡镇 | 治理面积（亩）
             矿山修复 | 甲镇     | 320
             水土流失 | 乙镇     | 2600",
        ),
        "矿山修复/甲镇 | 治理面积（亩） | 甲镇 | 亩 | 320
         水土流失/乙镇 | 治理面积（亩） | 乙镇 | 亩 | 2600",
    );
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
    let targets = nameless.targets(true);
    assert!(targets.iter().all(|target| target.row_path.is_empty()));
    assert_eq!(targets.len(), 2);
    for sheet in [tasks, nameless] {
        assert_eq!(sheet.told(Code::RolesUnclear).len(), 1);
    }
}

#[test]
fn nothing_is_guessed_from_glyphs_without_unicode() {
    let sheet = Sheet::new(
        1,
        "\u{fffd}\u{fffd} | \u{fffd}\u{fffd}\u{fffd}
         \u{fffd} | \u{fffd}\u{fffd}",
    );
    assert!(sheet.told(Code::RolesUnclear).is_empty());
}

#[test]
fn what_a_thing_belongs_to_is_a_remark_beyond_doubt() {
    let sheet = Sheet::new(
        1,
        "企业名称   | 所属行业 | 产值（万元） | 亩均评价
         甲有限公司 | 建材     | 500          | A类
         乙有限公司 | 石化     | 600          | B类",
    );
    assert!(sheet.told(Code::RolesUnclear).is_empty());
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
fn a_time_in_minutes_is_a_target_and_a_date_is_none() {
    let sheet = Sheet::new(
        1,
        "事项     | 平均等候时间 | 办理时限（天） | 完成时间
         企业开办 | 5分钟        | 3              | 6月底
         不动产   | 10分钟       | 2              | 9月底",
    );
    let raw: Vec<String> = sheet.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(raw, ["5分钟", "3", "10分钟", "2"]);
}

#[test]
fn values_in_words_are_targets_and_what_describes_a_row_is_none() {
    let sheet = Sheet::new(
        1,
        "乡镇   | 黑臭水体 | 考核名次   | 是否通过验收 | 地貌
         清泉镇 | 消除     | 前三名     | 是           | 山区
         位奇镇 | 保持     | 不低于平均 | 否           | 平原",
    );
    let raw: Vec<String> = sheet.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(raw, ["消除", "前三名", "是", "保持", "不低于平均", "否"]);
    let unclear = |leaf| format!("the header {leaf} does not tell what its column holds");
    assert_eq!(sheet.told(Code::RolesUnclear), ["是否通过验收", "地貌"].map(unclear));
    // Of what kind a village is, is no goal of it.
    let sheet = Sheet::new(1, "村 | 是否示范村 | 厕所（座）\n青龙村 | √ | 5\n马桥村 |  | 6");
    let raw: Vec<String> = sheet.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(raw, ["5", "6"]);
    assert_eq!(sheet.told(Code::RolesUnclear), [unclear("是否示范村")]);
}

#[test]
fn grades_of_units_are_to_be_reached_and_grades_of_things_are_remarks() {
    let units = Sheet::new(
        1,
        "乡镇   | 案件（件） | 平安创建等次
         清泉镇 | 3          | 三星级
         位奇镇 | 4          | 四星级",
    );
    let grades: Vec<_> = units.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(grades, ["3", "三星级", "4", "四星级"]);
    let things = Sheet::new(
        1,
        "指标     | 目标（件） | 风险等级
         安全事故 | 3          | 高风险
         火灾事故 | 4          | 低风险",
    );
    assert_eq!(things.targets(true).len(), 2);
    for sheet in [units, things] {
        assert_eq!(sheet.told(Code::RolesUnclear).len(), 1);
    }
}

#[test]
fn grades_that_tell_the_rows_of_a_unit_apart_say_of_what_kind_these_are() {
    check(
        &Sheet::new(
            1,
            "乡镇   | 等级 | 隐患点（处） | 搬迁（户）
             甲镇   | 重大 | 3            | 45
             ^      | 一般 | 23           | 54
             乙镇   | 重大 | 2            | 4
             ^      | 一般 | 5            | 6",
        ),
        "甲镇/重大 | 隐患点（处） | 甲镇 | 处 | 3
         甲镇/重大 | 搬迁（户） | 甲镇 | 户 | 45
         甲镇/一般 | 隐患点（处） | 甲镇 | 处 | 23
         甲镇/一般 | 搬迁（户） | 甲镇 | 户 | 54
         乙镇/重大 | 隐患点（处） | 乙镇 | 处 | 2
         乙镇/重大 | 搬迁（户） | 乙镇 | 户 | 4
         乙镇/一般 | 隐患点（处） | 乙镇 | 处 | 5
         乙镇/一般 | 搬迁（户） | 乙镇 | 户 | 6",
    );
    // One row for each town: what it is to reach, or has.
    let sheet = Sheet::new(1, "乡镇 | 创建等级 | 案件（件）\n清泉镇 | 三星级 | 3\n位奇镇 | 四星级 | 4");
    let values: Vec<_> = sheet.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(values, ["三星级", "3", "四星级", "4"]);
}

#[test]
fn blanks_between_digits_are_of_one_number_where_a_column_shows_them() {
    let values = |rows: &'static str| {
        let sheet = Sheet::new(1, rows);
        let read = sheet.targets(true);
        let numbers =
            read.into_iter().map(|target| (target.value.raw, target.value.number.map(|n| n.to_string())));
        (numbers.collect::<Vec<_>>(), sheet.told(Code::RolesUnclear).len())
    };
    let (numbers, told) = values("乡镇 | 人数\n甲镇 | 7 905\n乙镇 | 12 209.5\n丙镇 | 86\n丁镇 | 1 203 608");
    let number = |raw: &str, number: &str| (raw.to_owned(), Some(number.to_owned()));
    let expected = [
        number("7 905", "7905"),
        number("12 209.5", "12209.5"),
        number("86", "86"),
        number("1 203 608", "1203608"),
    ];
    assert_eq!((numbers.as_slice(), told), (&expected[..], 1));
    // Two numbers in a cell, and a column that has others without a blank.
    for rows in [
        "乡镇 | 人数（人）\n甲镇 | 7 905\n乙镇 | 12 20\n丙镇 | 86 300\n丁镇 | 5 608",
        "乡镇 | 人数（人）\n甲镇 | 7 905\n乙镇 | 1220\n丙镇 | 86 300\n丁镇 | 5 608",
    ] {
        let (numbers, _) = values(rows);
        assert!(numbers.iter().all(|(raw, number)| !raw.contains(' ') || number.is_none()), "{numbers:?}");
    }
}

#[test]
fn dates_and_scores_are_no_targets_though_they_are_numbers() {
    let sheet = Sheet::new(
        1,
        "序号 | 项目名称 | 总投资 | 建成年份 | 开工时间 | 竣工时间 | 计划开工 | 开工月份 | 基本分 | 加分 | 加分（分）
         1    | 某桥     | 5      | 1996     | 2022.3   | 2023.8   | 2022.5   | 3        | 5      | 2    | 4
         2    | 某路     | 6      | 2001     | 2022.11  | 6月      | 2022.6   | 4        | 5      | 1    | 3",
    )
    .measure("万元");
    let raw: Vec<String> = sheet.targets(true).into_iter().map(|target| target.value.raw).collect();
    assert_eq!(raw, ["5", "4", "6", "3"]);
}

#[test]
fn progress_in_numbers_is_a_target_and_in_words_none() {
    check(
        &Sheet::new(
            2,
            "乡镇 | 一季度 | <    | 上半年 | <
             ^    | 累计   | 进度 | 累计   | 进度
             甲镇 | 4.1    | 20%  | 10.2   | 50%",
        ),
        "甲镇 | 一季度/累计 | 甲镇 |  | 4.1
         甲镇 | 一季度/进度 | 甲镇 | % | 20%
         甲镇 | 上半年/累计 | 甲镇 |  | 10.2
         甲镇 | 上半年/进度 | 甲镇 | % | 50%",
    );
    check(
        &Sheet::new(1, "项目 | 投资（亿元） | 进度\n某桥 | 5 | 主体完工\n某路 | 6 | 已开工"),
        "某桥 | 投资（亿元） | 青浦区 | 亿元 | 5\n某路 | 投资（亿元） | 青浦区 | 亿元 | 6",
    );
}

#[test]
fn what_is_done_with_works_is_no_category() {
    let sheet = |header| {
        let rows = format!(
            "序号 | 项目名称 | {header} | 总投资（万元）\n1 | 公园 | 新建 | 420\n2 | 管网 | 续建 | 50"
        );
        Sheet::new(1, rows.leak())
    };
    let category = |header| sheet(header).targets(true)[0].category.clone();
    assert_eq!((category("性质"), category("类型").as_deref()), (None, Some("新建")));
    assert_eq!(sheet("性质").targets(true)[0].row_path, ["公园"]);
}

#[test]
fn amounts_of_several_things_are_values_that_no_rule_reads() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 培训     | 缴费率     | 做法
         甲镇 | 3期120人 | 95%且增长  | 6米宽
         乙镇 | 2期80人  | 95%±1%     | 5米宽",
    );
    check(
        &sheet,
        "甲镇 | 培训 | 甲镇 |  | 3期120人
         甲镇 | 缴费率 | 甲镇 |  | 95%且增长
         乙镇 | 培训 | 乙镇 |  | 2期80人
         乙镇 | 缴费率 | 乙镇 |  | 95%±1%",
    );
    assert_eq!(sheet.told(Code::ValueUnclear).len(), 4);
    assert_eq!(sheet.told(Code::RolesUnclear).len(), 1);
}

#[test]
fn what_is_counted_beside_names_is_no_name() {
    check(
        &Sheet::new(
            1,
            "乡镇 | 项目（个） | 税收（万元）
             甲镇 | 按计划     | 10
             乙镇 | 按进度     | 11
             丙镇 | 14         | 12",
        ),
        "甲镇 | 项目（个） | 甲镇 | 个 | 按计划
         甲镇 | 税收（万元） | 甲镇 | 万元 | 10
         乙镇 | 项目（个） | 乙镇 | 个 | 按进度
         乙镇 | 税收（万元） | 乙镇 | 万元 | 11
         丙镇 | 项目（个） | 丙镇 | 个 | 14
         丙镇 | 税收（万元） | 丙镇 | 万元 | 12",
    );
    // Names under a measure that holds for the table are names.
    check(
        &Sheet::new(
            1,
            "乡镇 | 项目（万元） | 目标
             甲镇 | 税收         | 10
             乙镇 | 投资         | 11",
        ),
        "甲镇/税收 | 目标 | 甲镇 | 万元 | 10
         乙镇/投资 | 目标 | 乙镇 | 万元 | 11",
    );
}

#[test]
fn ratings_of_units_are_to_be_reached() {
    let sheet = Sheet::new(
        1,
        "乡镇 | 安全评级     | 税收（万元）
         甲镇 | 按省考核要求 | 10
         乙镇 | 符合上级要求 | 11",
    );
    let targets = sheet.targets(true);
    let ratings = targets.iter().filter(|target| target.indicator.name == "安全评级");
    assert_eq!(
        ratings.map(|target| target.value.raw.as_str()).collect::<Vec<_>>(),
        ["按省考核要求", "符合上级要求"]
    );
    assert_eq!(sheet.told(Code::RolesUnclear).len(), 1);
}

#[test]
fn what_is_to_be_reached_can_be_told_in_words() {
    let sheet = Sheet::new(
        1,
        "区域 | 天数（天） | 国考断面水质   | 耕地保有量
         甲区 | 300        | 达到或优于Ⅲ类 | 以市下达为准
         乙区 | 310        | Ⅲ类           | 以市下达为准
         丙区 | 320        | 达到或优于Ⅲ类 | 不低于上年保有量",
    );
    let words = sheet.targets(true).into_iter().filter(|target| target.value.number.is_none());
    assert_eq!(words.count(), 6);
    assert!(sheet.told(Code::RolesUnclear).is_empty());
}

#[test]
fn sentences_are_tasks_though_some_read_as_values() {
    let sheet = Sheet::new(
        1,
        "序号 | 实事名称 | 工作目标                     | 牵头单位
         1    | 参保扩面 | 完成参保2.6万人，代缴1800人 | 人社局
         2    | 充电设施 | 新增80处以上                | 住建局",
    );
    assert!(sheet.targets(true).is_empty());
}

#[test]
fn what_is_said_of_a_unit_behind_its_values_is_no_unit() {
    let area = Sheet::new(1, "单位 | 任务（亩） | 片区\n甲镇 | 30 | 东片\n乙镇 | 20 | 东片");
    check(&area, "甲镇 | 任务（亩） | 甲镇 | 亩 | 30\n乙镇 | 任务（亩） | 乙镇 | 亩 | 20");
    assert_eq!(area.targets(true)[0].category.as_deref(), Some("东片"));
    let helped =
        Sheet::new(1, "单位名称 | 联系乡镇 | 任务（户）\n县林业局 | 甲镇 | 30\n县水利局 | 乙镇 | 20");
    check(&helped, "县林业局 | 任务（户） | 县林业局 | 户 | 30\n县水利局 | 任务（户） | 县水利局 | 户 | 20");
    let road =
        Sheet::new(1, "路线名称 | 起点 | 止点 | 里程（公里） | 所在乡镇\n城双路 | 甲镇 | 乙镇 | 12.3 | 甲镇");
    check(&road, "城双路/甲镇 | 里程（公里） | 甲镇 | 公里 | 12.3");
}

#[test]
fn where_a_goal_begins_is_a_number() {
    check(
        &Sheet::new(1, "单位 | 起点（万元） | 目标（万元）\n甲镇 | 5 | 6"),
        "甲镇 | 起点（万元） | 甲镇 | 万元 | 5\n甲镇 | 目标（万元） | 甲镇 | 万元 | 6",
    );
}

#[test]
fn tasks_in_front_of_indicators_are_what_these_belong_to() {
    let sheet = Sheet::new(
        1,
        "序号 | 工作内容 | 具体指标       | 计量单位 | 年度目标
         1    | 社会救助 | 低保动态调整率 | %        | 8
         2    | ^        | 临时救助       | 人次     | 300
         3    | 养老服务 | 助餐点         | 个       | 4",
    );
    let categories: Vec<_> = sheet.targets(true).into_iter().map(|target| target.category).collect();
    assert_eq!(categories, ["社会救助", "社会救助", "养老服务"].map(|text| Some(text.to_owned())));
}
