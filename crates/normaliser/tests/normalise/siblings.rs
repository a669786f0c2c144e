//! Parts under one head, and below one row: what these say stands in the names of all, or of none.

use crate::sheet::Sheet;

/// Checks the names of the indicators of a table.
#[track_caller]
fn check(header_rows: usize, rows: &'static str, expected: &[&str]) {
    for spans_shown in [true, false] {
        let targets = Sheet::new(header_rows, rows).targets(spans_shown);
        let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
        assert_eq!(names, expected, "spans shown: {spans_shown}");
    }
}

#[test]
fn parts_under_one_head_are_named_alike() {
    check(
        2,
        "乡镇 | 工矿商贸死亡人数（人） | <        | <        | “两癌”筛查（例） | <
         ^    | 煤矿                   | 建筑施工 | 非煤矿山 | 宫颈癌           | 乳腺癌
         甲镇 | 1                      | 2        | 3        | 4                | 5",
        &[
            "工矿商贸死亡人数煤矿",
            "工矿商贸死亡人数建筑施工",
            "工矿商贸死亡人数非煤矿山",
            "“两癌”筛查宫颈癌",
            "“两癌”筛查乳腺癌",
        ],
    );
    check(
        2,
        "乡镇 | 新建       | <            | 氨氮       | <            | 城镇新增就业（人） | 其中：退役军人
         ^    | 公厕（座） | 停车场（个） | 2023年基数 | 削减量（吨） | ^                  | ^
         甲镇 | 1          | 2            | 3          | 4            | 5                  | 6",
        &["新建公厕", "新建停车场", "氨氮", "氨氮削减量", "城镇新增就业", "城镇新增就业退役军人"],
    );
}

#[test]
fn what_says_itself_what_it_counts_needs_no_head() {
    check(
        2,
        "乡镇 | 基础设施         | <          | 粮食（亩） | <        | 税务部门 | <
         ^    | 村内道路硬化（公里） | 路灯（盏） | 小麦       | 大豆面积 | 增值税   | 个人所得税
         甲镇 | 1                | 2          | 3          | 4        | 5        | 6",
        &["村内道路硬化", "基础设施路灯", "粮食小麦", "大豆面积", "增值税", "个人所得税"],
    );
}

#[test]
fn kinds_and_places_are_named_with_their_head() {
    check(
        2,
        "乡镇 | 农村妇女“两癌”筛查 | <            | 村庄绿化     | <            | 适老化改造     | 12345热线
         ^    | 宫颈癌（例）         | 乳腺癌（例） | 示范村（个） | 合格村（个） | 困难家庭（户） | 重复诉求压降
         甲镇 | 1                    | 2            | 3            | 4            | 5              | 6",
        &[
            "农村妇女“两癌”筛查宫颈癌",
            "农村妇女“两癌”筛查乳腺癌",
            "村庄绿化示范村",
            "村庄绿化合格村",
            "适老化改造困难家庭",
            "重复诉求压降",
        ],
    );
}

#[test]
fn what_only_sorts_names_nothing() {
    check(
        2,
        "乡镇 | 国土绿化（亩） | <        | 资金来源（万元） | <        | 企业培育（家） | <            | 播种面积（亩） | <
         ^    | 人工造林       | 封山育林 | 中央补助         | 县级配套 | 专精特新       | 新增规上工业 | 春小麦         | 油葵
         甲镇 | 1              | 2        | 3                | 4        | 5              | 6            | 7              | 8",
        &[
            "人工造林面积",
            "封山育林",
            "中央补助",
            "县级配套",
            "专精特新",
            "新增规上工业",
            "播种面积春小麦",
            "播种面积油葵",
        ],
    );
}

#[test]
fn how_heads_part_a_number_names_nothing() {
    check(
        2,
        "乡镇 | 按采伐类型分 | <        | 主要指标   | <
         ^    | 主伐         | 抚育采伐 | 农家乐     | 采摘园
         甲镇 | 1            | 2        | 3          | 4",
        &["主伐", "抚育采伐", "农家乐", "采摘园"],
    );
    // Two that part it alike are told apart.
    check(
        2,
        "乡镇 | 按森林类别分 | <      | 按采伐类型分 | <
         ^    | 商品林       | 公益林 | 商品林       | 公益林
         甲镇 | 1            | 2      | 3            | 4",
        &["按森林类别分商品林", "按森林类别分公益林", "按采伐类型分商品林", "按采伐类型分公益林"],
    );
}

#[test]
fn parts_below_a_row_are_named_with_it() {
    check(
        1,
        "指标           | 单位   | 2024年计划
         固定资产投资   | 亿元   | 1
         其中：工业     | 亿元   | 2
         其中：工业投资 | 亿元   | 3
         粮食总产量     | 万吨   | 4
         #夏粮          | 万吨   | 5
         秋粮           | 万吨   | 6
         油料           | 万吨   | 7
         总人口         | 万人   | 8
         其中：城镇     | 万人   | 9
         乡村           | 万人   | 10
         旅游人数       | 万人次 | 11
         其中：入境     | 万人次 | 12
         旅游收入       | 亿元   | 13",
        &[
            "固定资产投资",
            "固定资产投资工业",
            "工业投资",
            "粮食总产量",
            "粮食总产量夏粮",
            "粮食总产量秋粮",
            "油料",
            "总人口",
            "总人口城镇",
            "总人口乡村",
            "旅游人数",
            "旅游人数入境",
            "旅游收入",
        ],
    );
}

#[test]
fn a_sum_is_no_whole_and_one_character_alone_no_likeness() {
    check(
        1,
        "指标名称     | 计量单位 | 2024年目标
         合计         | 人       | 1
         其中：大学生 | 人       | 2
         全社会       | 人       | 3
         其中：外地   | 人       | 4
         发电         | 亿千瓦时 | 5
         其中：水电   | 亿千瓦时 | 6
         火电         | 亿千瓦时 | 7
         用电         | 亿千瓦时 | 8",
        &["2024年目标", "大学生", "全社会", "外地", "发电", "发电水电", "火电", "用电"],
    );
}

#[test]
fn nothing_in_another_measure_is_a_part_of_a_share() {
    check(
        1,
        "乡镇 | 种植面积（亩） | 上等烟比例（%） | 其中：云87（亩） | 合格率（%） | 其中：抽检（%）
         甲镇 | 1              | 2               | 3                | 4           | 5",
        &["种植面积", "上等烟比例", "种植面积云87", "合格率", "合格率抽检"],
    );
}

#[test]
fn a_part_of_how_many_is_of_the_group() {
    check(
        2,
        "乡镇 | 农村劳动力转移就业 | <              | 造林面积   | <            | 技改投资     | <
         ^    | 总人数（人）       | 其中：新增（人） | 合计（亩） | 其中：新增（亩） | 总额（亿元） | 其中：制造业（亿元）
         甲镇 | 1                  | 2              | 3          | 4            | 5            | 6",
        &[
            "农村劳动力转移就业总人数",
            "农村劳动力转移就业新增",
            "造林面积",
            "造林面积新增",
            "技术改造投资",
            "技改投资制造业",
        ],
    );
    // What names itself stays as it is, and parts of two numbers of one group are two.
    check(
        2,
        "乡镇 | 重点项目   | <                | 低保对象   | <              | <          | <
         ^    | 个数（个） | 其中：新开工（个） | 户数（户） | 其中：A类（户） | 人数（人） | 其中：A类（人）
         甲镇 | 1          | 2                | 3          | 4              | 5          | 6",
        &["重点项目个数", "个数新开工", "低保对象户数", "户数A类", "低保对象人数", "人数A类"],
    );
}

#[test]
fn how_much_is_of_what_stands_above() {
    check(
        2,
        "乡镇 | 规上工业       | <                | 水稻           | <
         ^    | 总产值（亿元） | 增加值增长（%）  | 种植面积（亩） | 总产量（吨）
         甲镇 | 1              | 2                | 3              | 4",
        &["规模以上工业总产值", "规模以上工业增加值增幅", "水稻种植面积", "水稻总产量"],
    );
    for (title, expected) in [
        ("2026年生猪生产任务分解表", "生猪出栏"),
        ("2026年肉牛生产任务分解表", "肉牛出栏"),
        ("2026年畜牧业生产任务分解表", "畜牧业生产出栏"),
    ] {
        let sheet = Sheet::new(1, "乡镇 | 出栏（万头）\n甲镇 | 1").title(title);
        assert_eq!(sheet.targets(true)[0].indicator.name, expected, "{title}");
    }
    for (title, expected) in [
        ("2026年粮食生产任务分解表", ["粮食播种面积", "粮食总产量"]),
        ("2026年油菜种植任务分解表", ["油菜种植播种面积", "油菜种植总产量"]),
        ("2026年粮食播种面积、产量任务分解表", ["播种面积", "粮食播种面积、产量总产量"]),
        ("2026年农业农村任务分解表", ["播种面积", "农业农村总产量"]),
        ("2026年工业生产任务分解表", ["工业生产播种面积", "工业生产总产量"]),
        ("2026年灾后恢复生产任务分解表", ["灾后恢复生产播种面积", "灾后恢复生产总产量"]),
    ] {
        let sheet = Sheet::new(1, "乡镇 | 播种面积（万亩） | 总产量（万吨）\n甲镇 | 1 | 2").title(title);
        let names: Vec<String> =
            sheet.targets(true).into_iter().map(|target| target.indicator.name).collect();
        assert_eq!(names, expected, "{title}");
    }
}

#[test]
fn what_is_new_is_no_stock() {
    check(
        2,
        "乡镇 | 现有         | 新增         | <                | 净增         | 改造提升
         ^    | 企业数（家） | 企业数（家） | 参保人数（人）   | 企业数（家） | 建设面积（亩）
         甲镇 | 1            | 2            | 3                | 4            | 5",
        &["现有企业数", "新增企业数", "新增参保人数", "净增企业数", "改造提升建设面积"],
    );
}
