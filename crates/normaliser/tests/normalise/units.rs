//! Units down the side, and tables without any.

use fenjie_model::Code;

use crate::sheet::{Sheet, check, read};

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
    assert_eq!(towns.told(Code::RolesUnclear), ["places stand under 责任单位, in front of names"]);
    // What is asked of them behind the numbers names nothing.
    let asked = "重点围绕新材料产业招商，引进项目落户园区，全年外出招商不少于12次";
    let rows = format!("责任单位 | 引资（亿元） | 工作要求\n甲镇 | 2.3 | {asked}\n乙镇 | 4 | {asked}");
    check(
        &Sheet::new(1, rows.leak()),
        "甲镇 | 引资（亿元） | 甲镇 | 亿元 | 2.3
         乙镇 | 引资（亿元） | 乙镇 | 亿元 | 4",
    );
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
    let targets = sheet.targets(true);
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
    assert_eq!(projects.told(Code::RolesUnclear), ["the header 所在镇 does not tell what its column holds"]);
}

#[test]
fn towns_where_nothing_else_names_the_rows_are_units() {
    for header in ["建设地点", "实施地点", "指标单位"] {
        let rows = format!("{header} | 造林（亩）\n城关镇 | 12\n白沙镇 | 13");
        check(
            &Sheet::new(1, rows.leak()),
            "城关镇 | 造林（亩） | 城关镇 | 亩 | 12
             白沙镇 | 造林（亩） | 白沙镇 | 亩 | 13",
        );
    }
    // Where projects are says nothing of whom they are for.
    check(
        &Sheet::new(
            1,
            "建设地点 | 项目名称 | 投资（万元）
             城关镇   | 甲桥     | 12
             白沙镇   | 乙路     | 13",
        ),
        "甲桥 | 投资（万元） | 青浦区 | 万元 | 12
         乙路 | 投资（万元） | 青浦区 | 万元 | 13",
    );
}

#[test]
fn places_name_no_rows_that_anything_else_names() {
    for head in ["责任单位", "牵头单位"] {
        let rows = format!("{head} | 植树地点 | 植树（株）\n县委办 | 城关镇 | 10\n县财政局 | 城关镇 | 20");
        check(
            &Sheet::new(1, rows.leak()),
            "县委办 | 植树（株） | 县委办 | 株 | 10
             县财政局 | 植树（株） | 县财政局 | 株 | 20",
        );
    }
    for head in ["项目类别", "类型"] {
        let rows = format!("{head} | 建设地点 | 数量（个）\n公厕 | 城关镇 | 10\n停车场 | 白沙镇 | 20");
        let units = Sheet::new(1, rows.leak()).targets(true);
        let names: Vec<&str> = units.iter().map(|target| target.indicator.name.as_str()).collect();
        assert_eq!(names, ["公厕", "停车场"], "{head}");
    }
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
    let message = "the corner 园区\\指标 names units, and nothing tells which names are theirs";
    assert_eq!(bare.told(Code::RolesUnclear), [message]);
    let times = Sheet::new(
        1,
        "月份             | 1-2月 | 1-3月
         收入目标（亿元） | 2     | 3",
    );
    assert!(times.told(Code::RolesUnclear).is_empty());
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
    let targets = sheet.targets(true);
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
        let targets = sheet.targets(spans_shown);
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
fn what_columns_are_worth_is_of_no_unit() {
    check(
        &Sheet::new(
            1,
            "单位      | 投资（万元） | 企业（家）
             权重（%） | 40           | 60
             甲镇      | 1200         | 8",
        ),
        "甲镇 | 投资（万元） | 甲镇 | 万元 | 1200
         甲镇 | 企业（家） | 甲镇 | 家 | 8",
    );
}

#[test]
fn parts_of_a_unit_are_known_by_their_name() {
    let sheet = Sheet::new(
        1,
        "单位         | 产值（亿元）
         赵巷镇       | 5
         其中：华新镇 | 2",
    );
    let units: Vec<_> = sheet.targets(true).into_iter().filter_map(|target| target.unit).collect();
    assert_eq!(units[1].raw, "其中：华新镇");
    assert_eq!(units[1].name, "华新镇");
}

#[test]
fn rows_that_tell_of_the_columns_are_no_units() {
    let sheet = Sheet::new(
        1,
        "单位       | 税收（万元） | 造林（亩）
         责任单位   | 县税务局     | 县林业局
         甲镇       | 30           | 5
         上年完成   | 20           | 4
         增长（%）  | 50           | 25
         备注       | 考核         |",
    );
    check(
        &sheet,
        "甲镇 | 税收（万元） | 甲镇 | 万元 | 30
         甲镇 | 造林（亩） | 甲镇 | 亩 | 5
         上年完成 | 税收（万元） | 甲镇 | 万元 | 20
         上年完成 | 造林（亩） | 甲镇 | 亩 | 4
         增长（%） | 税收（万元） | 甲镇 | % | 50
         增长（%） | 造林（亩） | 甲镇 | % | 25",
    );
    let names: Vec<_> = sheet.targets(true).into_iter().map(|target| target.indicator.name).collect();
    assert_eq!(names, ["税收", "造林", "税收", "造林", "税收增幅", "造林增幅"]);
    // Whose they are is not printed.
    assert_eq!(sheet.told(Code::RolesUnclear), ["the row names no unit"; 2]);
    // Below several towns they are those of all.
    let of_all = Sheet::new(
        1,
        "单位       | 税收（万元） | 造林（亩）
         甲镇       | 30           | 5
         乙镇       | 20           | 4
         上年完成   | 40           | 8",
    );
    let units = of_all.targets(true).into_iter().map(|target| target.unit.map(|unit| unit.raw));
    assert_eq!(units.flatten().collect::<Vec<_>>()[4..], ["青浦区"; 2]);
    assert_eq!(of_all.told(Code::RolesUnclear), ["the row names no unit"]);
    let across = Sheet::new(
        1,
        "指标         | 甲镇 | 乙镇
         税收（万元） | 30   | 20
         责任领导     | 张某 | 李某",
    );
    check(&across, "税收（万元） | 甲镇 | 甲镇 | 万元 | 30\n税收（万元） | 乙镇 | 乙镇 | 万元 | 20");
    // What the row is measured in is printed nearer than what the columns are.
    check(
        &Sheet::new(1, "乡镇 | 甲报（份） | 乙刊（份）\n定价（元/份） | 288 | 228\n石桥镇 | 30 | 2"),
        "定价（元/份） | 甲报（份） |  | 元/份 | 288
         定价（元/份） | 乙刊（份） |  | 元/份 | 228
         石桥镇 | 甲报（份） | 石桥镇 | 份 | 30
         石桥镇 | 乙刊（份） | 石桥镇 | 份 | 2",
    );
    // Leaders that have numbers have their rows, and a town whose measure stands behind it is a town.
    let others = Sheet::new(1, "单位 | 党报 | 晚报\n县级领导 | 12 | 1\n城关镇（份） | 30 | 2");
    check(
        &others,
        "县级领导 | 党报 | 县级领导 |  | 12
         县级领导 | 晚报 | 县级领导 |  | 1
         城关镇（份） | 党报 | 城关镇（份） | 份 | 30
         城关镇（份） | 晚报 | 城关镇（份） | 份 | 2",
    );
}

#[test]
fn works_that_projects_are_named_after_have_no_rows() {
    check(
        &Sheet::new(
            1,
            "项目名称     | 投资（万元）\n县污水处理厂 | 30\n县光荣院     | 20\n县医院       | 10",
        ),
        "县污水处理厂 | 投资（万元） | 青浦区 | 万元 | 30
         县光荣院 | 投资（万元） | 青浦区 | 万元 | 20
         县医院 | 投资（万元） | 青浦区 | 万元 | 10",
    );
    // Nor have those that are counted, where the units stand across the top.
    check(
        &Sheet::new(1, "设施类型 | 甲镇 | 乙镇\n养老院（个） | 3    | 1\n水厂（个）   | 4    | 2"),
        "养老院（个） | 甲镇 | 甲镇 | 个 | 3
         养老院（个） | 乙镇 | 乙镇 | 个 | 1
         水厂（个） | 甲镇 | 甲镇 | 个 | 4
         水厂（个） | 乙镇 | 乙镇 | 个 | 2",
    );
    // What stands over them can say that they are the units.
    check(
        &Sheet::new(1, "项目学校 | 新增学位（个）\n县一中   | 30\n县实验小学 | 20"),
        "县一中 | 新增学位（个） | 县一中 | 个 | 30
         县实验小学 | 新增学位（个） | 县实验小学 | 个 | 20",
    );
}

#[test]
fn a_team_has_the_rows_unless_it_stands_beside_a_unit() {
    check(
        &Sheet::new(1, "招商小分队 | 拜访企业（家）\n驻京小分队 | 30"),
        "驻京小分队 | 拜访企业（家） | 驻京小分队 | 家 | 30",
    );
    check(
        &Sheet::new(1, "单位 | 工作组 | 任务（个）\n甲镇 | 第一组 | 5\n乙镇 | 第二组 | 6"),
        "甲镇 | 任务（个） | 甲镇 | 个 | 5\n乙镇 | 任务（个） | 乙镇 | 个 | 6",
    );
}

/// The units of a table, and what its roles leave open.
fn units_of(rows: &'static str) -> (Vec<String>, Vec<String>) {
    let sheet = Sheet::new(1, rows);
    let units = sheet.targets(true).into_iter().map(|target| target.unit.unwrap().raw).collect();
    (units, sheet.told(Code::RolesUnclear))
}

#[test]
fn bodies_that_only_a_head_for_names_stands_over_are_units() {
    let sheet = Sheet::new(
        1,
        "序号 | 名称         | 维修面积（平方米） | 资金（万元）
         1    | 第一中学     | 2200               | 66
         2    | 古月镇中心校 | 950                | 28
         合计 |              | 3150               | 94",
    );
    let targets = sheet.targets(true);
    let units: Vec<_> = targets.iter().map(|target| target.unit.as_ref().unwrap().raw.as_str()).collect();
    assert_eq!(units, ["第一中学", "第一中学", "古月镇中心校", "古月镇中心校", "合计", "合计"]);
    assert_eq!(targets[0].indicator.name, "维修面积");
    assert!(sheet.told(Code::RolesUnclear).is_empty());
    // Kinds beside them tell that short names are of units too.
    let rows =
        "类型 | 名称 | 面积（亩） | 户数（户）\n街道 | 褡裢 | 1 | 2\n镇 | 新城 | 3 | 4\n镇 | 白塔 | 5 | 6";
    let (units, told) = units_of(rows);
    assert_eq!((&*units[0], &*units[2], &*units[4], told.len()), ("褡裢", "新城", "白塔", 0));
}

#[test]
fn what_a_head_for_names_stands_over_is_open_where_it_can_be_units() {
    let told = "the header 名称 does not tell what its column holds";
    let (units, said) = units_of("名称 | 面积（亩） | 户数（户）\n张庄 | 1 | 2\n李庄 | 3 | 4\n王村 | 5 | 6");
    assert_eq!((&*units[0], &*said), ("青浦区", &[told.to_owned()][..]));
    let (units, said) = units_of("名称 | 面积（亩） | 户数（户）\n张庄 | 1 | 2\n王村 | 5 | 6");
    assert_eq!((&*units[0], &*said), ("张庄", &[told.to_owned()][..]));
    let (units, said) =
        units_of("名称 | 建设地点 | 面积（亩） | 投资（万元）\n县医院 | 城南 | 1 | 2\n县一中 | 城北 | 3 | 4");
    assert_eq!((&*units[0], &*said), ("青浦区", &[told.to_owned()][..]));
    // Plans of works, and things among bodies.
    for (rows, unit) in [
        ("名称 | 性质 | 计划投资（万元）\n县医院 | 新建 | 1\n县一中 | 续建 | 2\n滨河路 | 新建 | 3", "青浦区"),
        ("名称 | 投资额（万元） | 新增面积（亩）\n县医院 | 1 | 2\n县一中 | 3 | 4\n滨河路 | 5 | 6", "青浦区"),
        ("名称 | 面积（亩） | 资金（万元） | 开工时间\n县医院 | 1 | 2 | 3月\n县一中 | 3 | 4 | 5月", "青浦区"),
        ("名称 | 面积（亩） | 资金（万元）\n县医院 | 1 | 2\n县一中 | 3 | 4\n滨河路 | 5 | 6", "县医院"),
    ] {
        let (units, said) = units_of(rows);
        assert_eq!((&*units[0], &*said), (unit, &[told.to_owned()][..]), "{rows}");
    }
    // Towns have the works that are planned.
    let (units, said) = units_of("名称 | 计划投资（万元） | 项目（个）\n甲镇 | 1 | 2\n乙镇 | 3 | 4");
    assert_eq!((&*units[0], said.len()), ("甲镇", 0));
    // What is built in parks is theirs.
    let rows = "类型 | 名称 | 资金（万元）\n园区 | 路网 | 1\n园区 | 管网 | 2\n开发区 | 标准厂房 | 3";
    assert_eq!(units_of(rows), (["园区", "园区", "开发区"].map(str::to_owned).to_vec(), vec![]));
    // What is built, kinds of bodies that are counted, what is measured row by row, and what others answer for.
    for rows in [
        "名称 | 里程（公里） | 投资（万元）\n东环路 | 1 | 2\n老旧小区改造 | 3 | 4",
        "名称 | 数量（所） | 投资（万元）\n小学 | 1 | 2\n幼儿园 | 3 | 4",
        "名称 | 上年完成 | 本年目标\n粮食产量（吨） | 1 | 2\n造林面积（亩） | 3 | 4",
        "名称 | 计量单位 | 目标值\n县医院门诊 | 人 | 1\n企业培育 | 家 | 2",
        "名称 | 投资（万元） | 责任单位\n县医院 | 1 | 卫健局\n污水处理厂 | 2 | 住建局",
        "名称 | 面积（亩） | 产量（吨）\n小麦 | 1 | 2\n玉米 | 3 | 4\n大豆 | 5 | 6",
        "名称 | 用水总量（万立方米） | 下降（%）\n农业 | 1 | 2\n工业 | 3 | 4",
        "名称 | 预算数（万元） | 比上年增长（%）\n农业农村 | 1 | 2\n教育 | 3 | 4",
        "名称 | 场次（场） | 受众（人次）\n戏曲进校园 | 1 | 2\n送戏进学校 | 3 | 4\n县图书馆 | 5 | 6",
    ] {
        let (units, told) = units_of(rows);
        assert!(units.iter().all(|unit| unit == "青浦区") && told.is_empty(), "{rows}");
    }
}

#[test]
fn those_who_answer_have_the_rows_where_only_their_kinds_stand_before_them() {
    for head in ["责任主体", "乡镇"] {
        let rows = format!(
            "{head}   | 责任单位 | 家庭农场（家）
             乡镇     | 城关镇   | 12
             ^        | 桃溪镇   | 15
             开发区   | 县经开区 | 2
             ^        | 杭埠园区 | 4"
        );
        let sheet = Sheet::new(1, rows.leak());
        check(
            &sheet,
            "乡镇/城关镇 | 家庭农场（家） | 城关镇 | 家 | 12
             乡镇/桃溪镇 | 家庭农场（家） | 桃溪镇 | 家 | 15
             开发区/县经开区 | 家庭农场（家） | 县经开区 | 家 | 2
             开发区/杭埠园区 | 家庭农场（家） | 杭埠园区 | 家 | 4",
        );
        assert!(sheet.told(Code::RolesUnclear).is_empty());
    }
    // A town has its rows, and so has a kind that offices answer for.
    let (units, _) = units_of("乡镇 | 责任单位 | 农场（家）\n城关镇 | 甲村 | 1\n桃溪镇 | 乙村 | 2");
    assert_eq!(units, ["城关镇", "桃溪镇"]);
    let (units, _) = units_of("单位 | 责任单位 | 农场（家）\n乡镇 | 农业农村局 | 1\n开发区 | 经信局 | 2");
    assert_eq!(units, ["乡镇", "开发区"]);
}
