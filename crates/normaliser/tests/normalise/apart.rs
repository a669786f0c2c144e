//! What tells rows of one name apart.

use fenjie_model::Code;

use crate::sheet::{Sheet, check, read};

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
    let names = |sheet: &Sheet| -> Vec<String> {
        sheet.targets(true).into_iter().map(|target| target.indicator.name).collect()
    };
    assert_eq!(names(&sheet), ["项目", "区级项目", "镇级项目", "区级项目", "镇级项目", "项目"]);
    assert!(sheet.told(Code::RolesUnclear).is_empty());
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
    assert_eq!(two.targets(true)[2].category.as_deref(), Some("农业"));
    assert_eq!(names(&two), ["工业新建项目", "工业续建项目", "农业新建项目"]);
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
    assert!(sheet.targets(true).iter().all(|target| target.row_path == ["赵巷镇"]));
    assert_eq!(sheet.told(Code::RolesUnclear), ["the header 建设性质 does not tell what its column holds"]);
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
        sheet.targets(true).into_iter().map(|target| target.indicator.name).collect();
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
    assert_eq!(sheet.targets(true)[0].period.months, Some((1, 3)));
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
        sheet.targets(true).iter().step_by(2).map(|target| target.row_path.join("/")).collect();
    assert_eq!(paths, ["全社会用电/当月", "全社会用电/累计", "线损率/平均"]);
}

#[test]
fn kinds_of_things_beside_units_are_indicators() {
    let check = |sheet: Sheet, expected: &[&str]| {
        let told = |t: &fenjie_model::Target| {
            format!("{} {}", t.unit.as_ref().map_or("", |unit| unit.raw.as_str()), t.indicator.name)
        };
        assert_eq!(sheet.targets(true).iter().map(told).collect::<Vec<_>>(), expected);
        assert!(sheet.told(Code::RolesUnclear).is_empty());
    };
    check(
        Sheet::new(
            1,
            "乡镇   | 作物 | 面积（亩） | 产量（吨）
             赵巷镇 | 小麦 | 1          | 2
             ^      | 玉米 | 3          | 4
             徐泾镇 | 小麦 | 5          | 6",
        ),
        &[
            "赵巷镇 小麦面积",
            "赵巷镇 小麦产量",
            "赵巷镇 玉米面积",
            "赵巷镇 玉米产量",
            "徐泾镇 小麦面积",
            "徐泾镇 小麦产量",
        ],
    );
    // The category of a merged unit is told of the others too.
    check(
        Sheet::new(
            1,
            "乡镇   | 资金类别 | 上年实绩（万元）
             赵巷镇 | 罚没收入 | 1
             ^      | 专项收入 | 3
             徐泾镇 | 罚没收入 | 5",
        ),
        &["赵巷镇 罚没收入", "赵巷镇 专项收入", "徐泾镇 罚没收入"],
    );
}

#[test]
fn tables_of_one_unit_each() {
    let rows = "指标 | 目标（亿元）\n产值 | 3\n税收 | 4";
    let sheet = |title| Sheet::new(1, rows).title(title);
    let read = read(&[sheet("赵巷镇2023年度目标任务表"), sheet("2023年度目标任务表（徐泾镇）")], true);
    let units: Vec<_> =
        read.targets.iter().filter_map(|target| target.unit.as_ref()?.id.as_deref()).collect();
    assert_eq!(units, ["310118/zhaoxiang", "310118/zhaoxiang", "310118/xujing", "310118/xujing"]);
    assert!(read.targets.iter().all(|target| target.indicator.name != "赵巷镇"));
}

#[test]
fn tables_that_nothing_tells_apart() {
    let sheets = ["3\n税收 | 4", "3\n税收 | 5"].map(|rows| {
        Sheet::new(1, Box::leak(format!("指标 | 目标（亿元）\n产值 | {rows}").into_boxed_str()))
            .title("目标表")
    });
    let told = |sheets: &[Sheet]| -> Vec<String> {
        let found = read(sheets, true).findings.into_iter().filter(|f| f.code == Code::LinkDiffers);
        found.map(|finding| finding.message).collect()
    };
    let message =
        "税收 目标（亿元）: 5 here, 4 in table a01-t1, and nothing that was read tells the two apart";
    assert_eq!(told(&sheets), [message]);
    assert!(told(&sheets[..1]).is_empty());
    // Whatever a table of other things before them says in the same places.
    let rows = "指标 | 目标（亿元）\n产值 | 8\n税收 | 9";
    let before = Sheet::new(1, rows).title("2022年目标表");
    let [first, second] = sheets;
    let message = message.replace("a01", "a02");
    assert_eq!(told(&[before, first, second]), [message]);
}

#[test]
fn rows_of_one_name_that_nothing_tells_apart() {
    let sheet = Sheet::new(1, "镇 | 项目（个）\n赵巷镇 | 1\n^ | 2\n徐泾镇 | 3\n^ | 4");
    let message = "most rows have the name of another, and nothing tells them apart";
    assert_eq!(sheet.told(Code::RolesUnclear), [message]);
}

#[test]
fn who_answers_for_rows_of_one_unit_has_them() {
    let rows = "责任单位 | 责任科室   | 培训（人）
                人社局   | 就业中心   | 5
                ^        | 失业保险科 | 8
                教育局   | 职教科     | 3";
    check(
        &Sheet::new(1, rows),
        "人社局/就业中心 | 培训（人） | 就业中心 | 人 | 5
         人社局/失业保险科 | 培训（人） | 失业保险科 | 人 | 8
         教育局/职教科 | 培训（人） | 职教科 | 人 | 3",
    );
    let groups = Sheet::new(1, "组别 | 责任单位 | 引资（万元）\n第一组 | 发改局 | 5\n第二组 | 教育局 | 8");
    check(
        &groups,
        "第一组/发改局 | 引资（万元） | 发改局 | 万元 | 5\n第二组/教育局 | 引资（万元） | 教育局 | 万元 | 8",
    );
}

#[test]
fn what_says_nothing_of_the_numbers_is_in_no_name() {
    let names = |rows: &'static str| -> Vec<String> {
        Sheet::new(1, rows).targets(true).into_iter().map(|target| target.indicator.name).collect()
    };
    let rows =
        "镇 | 责任人 | 道路里程（公里）\n赵巷镇 | 张三 | 1\n^ | 李四 | 2\n徐泾镇 | 张三 | 3\n^ | 李四 | 4";
    assert_eq!(names(rows), ["道路里程"; 4]);
    let rows = "镇 | 作物 | 播种面积（亩）\n赵巷镇 | 小麦 | 1\n^ | 玉米 | 2\n徐泾镇 | 小麦 | 3";
    assert_eq!(names(rows), ["小麦面积", "玉米面积", "小麦面积"]);
    let rows = "镇 | 税种 | 本年任务（万元）\n赵巷镇 | 增值税 | 1\n^ | 契税 | 2\n徐泾镇 | 增值税 | 3";
    assert_eq!(names(rows), ["增值税", "契税", "增值税"]);
}

#[test]
fn a_town_has_its_rows_whoever_answers_for_them() {
    let sheet = Sheet::new(1, "镇 | 牵头部门 | 任务（个）\n赵巷镇 | 发改局 | 1\n^ | 教育局 | 2");
    let units: Vec<_> = sheet.targets(true).into_iter().filter_map(|target| Some(target.unit?.raw)).collect();
    assert_eq!(units, ["赵巷镇", "赵巷镇"]);
}

#[test]
fn sections_of_one_unit_each() {
    let sheet = Sheet::new(
        1,
        "项目 | 投资（万元）
         一、赵巷镇 | <
         道路 | 1
         二、徐泾镇 | <
         道路 | 2",
    );
    let told = |target: &fenjie_model::Target| {
        let unit = target.unit.as_ref().map_or("", |unit| unit.raw.as_str());
        format!("{unit} {} {:?}", target.indicator.name, target.category)
    };
    let found: Vec<String> = sheet.targets(true).iter().map(told).collect();
    assert_eq!(found, ["赵巷镇 道路 None", "徐泾镇 道路 None"]);
}

#[test]
fn parts_of_a_sum_are_named_alike() {
    let sheet = Sheet::new(
        2,
        "乡镇 | 建设面积（亩） | <    | <        | 节水灌溉（亩） | <      | <
         ^    | 小计           | 新建 | 改造提升 | 渠道衬砌       | 新增   | 管道铺设
         甲镇 | 5              | 3    | 2        | 7              | 8      | 9",
    );
    let targets = sheet.targets(true);
    let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
    let expected =
        ["建设面积", "建设面积新建", "建设面积改造提升", "渠道衬砌", "节水灌溉新增", "节水灌溉管道铺设"];
    assert_eq!(names, expected);
}

#[test]
fn what_columns_count_of_a_row_is_told_whenever_they_are_for() {
    let sheet = Sheet::new(
        2,
        "项目       | 债券额度（万元） | 支出进度目标（%） | <     | 责任单位
         ^          | ^                | 6月底             | 12月底 | ^
         县医院扩建 | 12000            | 40                | 100   | 县卫健局",
    );
    let targets = sheet.targets(true);
    let names: Vec<&str> = targets.iter().map(|target| target.indicator.name.as_str()).collect();
    assert_eq!(names, ["县医院扩建债券额度", "县医院扩建支出进度目标", "县医院扩建支出进度目标"]);
}

#[test]
fn contents_with_their_measures_are_what_is_counted() {
    let names = |sheet: &Sheet| -> Vec<String> {
        sheet.targets(true).into_iter().map(|target| target.indicator.name).collect()
    };
    // Merged names are told apart by them.
    let merged = Sheet::new(
        1,
        "项目     | 服务内容         | 赵巷镇 | 徐泾镇
         老年服务 | 健康管理率       | ≥72%   | ≥70%
         ^        | 体检人数（人）   | 15600  | 6800
         慢病管理 | 管理人数（人）   | 22000  | 10500
         健康档案 | 规范化建档率     | 90%    | 91%",
    );
    check(
        &merged,
        "老年服务/健康管理率 | 赵巷镇 | 赵巷镇 | % | ≥72%
         老年服务/健康管理率 | 徐泾镇 | 徐泾镇 | % | ≥70%
         老年服务/体检人数（人） | 赵巷镇 | 赵巷镇 | 人 | 15600
         老年服务/体检人数（人） | 徐泾镇 | 徐泾镇 | 人 | 6800
         慢病管理/管理人数（人） | 赵巷镇 | 赵巷镇 | 人 | 22000
         慢病管理/管理人数（人） | 徐泾镇 | 徐泾镇 | 人 | 10500
         健康档案/规范化建档率 | 赵巷镇 | 赵巷镇 | % | 90%
         健康档案/规范化建档率 | 徐泾镇 | 徐泾镇 | % | 91%",
    );
    assert_eq!(names(&merged)[2], "体检人数");
    // They say what is counted where each name has one of them too.
    let single = Sheet::new(
        1,
        "任务名称 | 具体内容           | 目标
         居家养老 | 新增助餐点（个）   | 12
         机构养老 | 新增床位（张）     | 300",
    );
    assert_eq!(names(&single), ["新增助餐点", "新增床位"]);
    assert_eq!(single.targets(true)[1].measure.as_ref().unwrap().raw, "张");
    // What is to be done of a thing that is counted itself is said of it.
    let said = Sheet::new(
        1,
        "项目名称     | 建设内容   | 投资（万元）
         某桥         | 加固桥墩   | 12
         某路         | 铺设路面   | 300",
    );
    assert_eq!(names(&said), ["某桥", "某路"]);
}
