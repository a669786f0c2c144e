//! Units across the top.

use fenjie_model::Code;

use crate::sheet::{Sheet, check};

#[test]
fn units_across_the_top() {
    check(
        &Sheet::new(
            2,
            "序号 | 指标名称     | 计量单位 | 各镇目标 | <    | 合计
             ^    | ^            | ^        | 甲镇     | 乙乡 | ^
             1    | 城镇新增就业 | 人       | 485      | 637  | 1122
             2    | 参保率       | %        | 95.2     | 98.5 | —",
        ),
        "城镇新增就业 | 各镇目标/甲镇 | 甲镇 | 人 | 485
         城镇新增就业 | 各镇目标/乙乡 | 乙乡 | 人 | 637
         城镇新增就业 | 合计 | 合计 | 人 | 1122
         参保率 | 各镇目标/甲镇 | 甲镇 | % | 95.2
         参保率 | 各镇目标/乙乡 | 乙乡 | % | 98.5
         参保率 | 合计 | 合计 | % | —",
    );
}

#[test]
fn units_over_their_own_columns() {
    check(
        &Sheet::new(
            2,
            "指标         | 甲镇 | <     | 全县 | <
             ^            | 目标 | 增幅% | 目标 | 增幅%
             产值（亿元） | 1    | 5     | 3    | 5.5",
        ),
        "产值（亿元） | 甲镇/目标 | 甲镇 | 亿元 | 1
         产值（亿元） | 甲镇/增幅% | 甲镇 | % | 5
         产值（亿元） | 全县/目标 | 全县 | 亿元 | 3
         产值（亿元） | 全县/增幅% | 全县 | % | 5.5",
    );
}

#[test]
fn a_category_beside_units_across_is_in_the_row_path() {
    check(
        &Sheet::new(
            1,
            "类别   | 指标／单位       | 甲街道 | 乙镇
             约束性 | 造林面积（亩）   | 1      | 2
             ^      | 河道治理（公里） | 3      | 4",
        ),
        "约束性/造林面积（亩） | 甲街道 | 甲街道 | 亩 | 1
         约束性/造林面积（亩） | 乙镇 | 乙镇 | 亩 | 2
         约束性/河道治理（公里） | 甲街道 | 甲街道 | 公里 | 3
         约束性/河道治理（公里） | 乙镇 | 乙镇 | 公里 | 4",
    );
}

#[test]
fn a_corner_can_name_the_units_across() {
    check(
        &Sheet::new(
            1,
            "单位         | 甲镇 | 乙镇
             税收（万元） | 30   | 20
             投资（亿元） | 3    | 2",
        ),
        "税收（万元） | 甲镇 | 甲镇 | 万元 | 30
         税收（万元） | 乙镇 | 乙镇 | 万元 | 20
         投资（亿元） | 甲镇 | 甲镇 | 亿元 | 3
         投资（亿元） | 乙镇 | 乙镇 | 亿元 | 2",
    );
    let bare = Sheet::new(1, "乡镇 | 甲镇 | 乙镇 | 合计\n新建公厕 | 3 | 2 | 5");
    check(
        &bare,
        "新建公厕 | 甲镇 | 甲镇 |  | 3
         新建公厕 | 乙镇 | 乙镇 |  | 2
         新建公厕 | 合计 | 合计 |  | 5",
    );
    assert_eq!(
        bare.told(Code::RolesUnclear),
        ["units stand across the top, and 乡镇 over the names in front"]
    );
    let measured = Sheet::new(1, "单位 | 指标 | 甲镇 | 乙镇\n万元 | 税收 | 3 | 2\n万元 | 合计 | 3 | 2");
    assert_eq!(measured.targets(true)[0].row_path, ["税收"]);
    let summed = Sheet::new(1, "单位 | 甲镇 | 乙镇\n合计 | 3 | 2\n粮食（吨） | 3 | 2");
    assert_eq!(summed.targets(true)[3].unit.as_ref().unwrap().raw, "乙镇");
    // Towns that have the rows stay units, whatever stands across.
    check(
        &Sheet::new(1, "乡镇 | 公安局 | 合计\n甲镇 | 3 | 3"),
        "甲镇 | 公安局 | 甲镇 |  | 3\n甲镇 | 合计 | 甲镇 |  | 3",
    );
}

#[test]
fn what_the_whole_province_does_is_not_the_region_s() {
    let sheet = Sheet::new(1, "指标 | 全国 | 全市 | 全区\n生产总值增速（%） | 5 | 6 | 7");
    check(
        &sheet,
        "生产总值增速（%） | 全国 | 全国 | % | 5
         生产总值增速（%） | 全市 | 全市 | % | 6
         生产总值增速（%） | 全区 | 全区 | % | 7",
    );
    let units: Vec<_> = sheet.targets(true).into_iter().map(|target| target.unit.unwrap().id).collect();
    assert_eq!(units, [None, None, Some("310118".to_owned())]);
}

#[test]
fn bare_names_across_the_top_are_units() {
    let sheet = Sheet::new(
        2,
        "指标 | 单位 | 各乡镇任务 | <    | 合计
         ^    | ^    | 城关       | 虢王 | ^
         植树 | 亩   | 1          | 2    | 3",
    );
    check(
        &sheet,
        "植树 | 各乡镇任务/城关 | 城关 | 亩 | 1
         植树 | 各乡镇任务/虢王 | 虢王 | 亩 | 2
         植树 | 合计 | 合计 | 亩 | 3",
    );
    assert_eq!(sheet.told(Code::RolesUnclear), ["nothing tells what 城关、虢王 over the columns name"]);
    check(
        &Sheet::new(
            1,
            "指标 | 单位 | 面积 | 产量
             水稻 | 亩   | 1    | 2",
        ),
        "水稻 | 面积 | 青浦区 | 亩 | 1
         水稻 | 产量 | 青浦区 |  | 2",
    );
}

#[test]
fn bare_names_beside_places_are_units() {
    let sheet = Sheet::new(
        1,
        "任务   | 单位 | 全区 | 城关 | 东坝 | 河口新村一 | 开发区 | 学校 | 其他
         助餐点 | 个   | 7    | 1    | 2    | 1          | 1      | 1    | 1",
    );
    check(
        &sheet,
        "助餐点 | 全区 | 全区 | 个 | 7
         助餐点 | 城关 | 城关 | 个 | 1
         助餐点 | 东坝 | 东坝 | 个 | 2
         助餐点 | 河口新村一 | 河口新村一 | 个 | 1
         助餐点 | 开发区 | 开发区 | 个 | 1
         助餐点 | 学校 | 学校 | 个 | 1
         助餐点 | 其他 | 其他 | 个 | 1",
    );
    assert!(sheet.targets(true).iter().all(|target| target.indicator.name == "助餐点"));
    assert_eq!(
        sheet.told(Code::RolesUnclear),
        ["nothing tells what 城关、东坝、河口新村一 over the columns name"]
    );
    // 其他 stands beside anything.
    check(
        &Sheet::new(1, "指标 | 单位 | 小麦 | 玉米 | 水稻 | 大豆 | 其他\n面积 | 亩 | 1 | 2 | 3 | 4 | 5"),
        "面积 | 小麦 | 青浦区 | 亩 | 1
         面积 | 玉米 | 青浦区 | 亩 | 2
         面积 | 水稻 | 青浦区 | 亩 | 3
         面积 | 大豆 | 青浦区 | 亩 | 4
         面积 | 其他 | 青浦区 | 亩 | 5",
    );
}

#[test]
fn a_part_of_the_region_stands_among_its_goals() {
    check(
        &Sheet::new(
            1,
            "指标             | 2022年完成 | 2023年目标 | 增长（%） | 其中：开发区
             工业投资（亿元） | 100        | 110        | 10        | 44",
        ),
        "工业投资（亿元） | 2022年完成 | 青浦区 | 亿元 | 100
         工业投资（亿元） | 2023年目标 | 青浦区 | 亿元 | 110
         工业投资（亿元） | 增长（%） | 青浦区 | % | 10
         工业投资（亿元） | 其中：开发区 | 其中：开发区 | 亿元 | 44",
    );
    // 农村 is nobody, and so 城区 is a part as that is.
    let parts =
        Sheet::new(1, "指标     | 单位 | 2023年目标 | 城区 | 农村\n新增就业 | 人   | 110        | 44   | 66");
    let names: Vec<String> = parts.targets(true).into_iter().map(|target| target.indicator.name).collect();
    assert_eq!(names, ["新增就业", "新增就业城区", "新增就业农村"]);
}

#[test]
fn institutions_across_the_top_are_units() {
    check(
        &Sheet::new(
            1,
            "指标         | 县福利院 | 县光荣院 | 县一中\n床位数（张） | 320      | 180      | 90",
        ),
        "床位数（张） | 县福利院 | 县福利院 | 张 | 320
         床位数（张） | 县光荣院 | 县光荣院 | 张 | 180
         床位数（张） | 县一中 | 县一中 | 张 | 90",
    );
}

#[test]
fn who_answers_under_one_unit_does_not_answer_for_the_others() {
    let sheet = Sheet::new(
        2,
        "项目             | 开发区 | <        | 甲镇 | 乙镇
         ^                | 目标值 | 责任单位 | ^    | ^
         造林面积（亩）   | 180    | 区林业局 | 45   | 60",
    );
    let told: Vec<_> = sheet.targets(true).iter().map(|target| target.responsible.len()).collect();
    assert_eq!(told, [1, 0, 0]);
    // Under a unit that has no goals it answers for all.
    let sheet = Sheet::new(
        2,
        "项目             | 区政府   | <        | 甲镇 | 乙镇
         ^                | 分管领导 | 责任单位 | ^    | ^
         造林面积（亩）   | 张三     | 区林业局 | 45   | 60",
    );
    let told: Vec<_> = sheet.targets(true).iter().map(|target| target.responsible.len()).collect();
    assert_eq!(told, [1, 1]);
}

#[test]
fn kinds_of_units_over_units_across_are_no_part_of_a_name() {
    let names = |rows: &'static str| -> Vec<String> {
        let targets = Sheet::new(2, rows).targets(true);
        targets.into_iter().map(|target| target.indicator.name).collect()
    };
    assert_eq!(
        names(
            "指标           | 市辖区 | <      | 县     | <
             ^              | 东城区 | 西城区 | 甲县   | 小计
             造林面积（亩） | 1      | 2      | 3      | 3"
        ),
        ["造林面积"; 4]
    );
    assert_eq!(
        names(
            "指标         | 小麦 | <    | 玉米 | <
             ^            | 甲镇 | 乙镇 | 甲镇 | 乙镇
             面积（亩）   | 1    | 2    | 3    | 4"
        ),
        ["面积小麦", "面积小麦", "面积玉米", "面积玉米"]
    );
}

#[test]
fn what_stands_below_a_word_for_a_kind_of_units_is_a_unit() {
    let sheet = Sheet::new(
        2,
        "指标         | 办事处 | <    | 乡镇 | 国有林场 | <
         ^            | 褡裢   | 桥东 | 甲镇 | 东风     | 小计
         就业（人）   | 1      | 2    | 3    | 4        | 5
         贷款（万元） | 6      | 7    | 8    | 9        | 10",
    );
    let targets = sheet.targets(true);
    let units: Vec<_> = targets.iter().map(|target| target.unit.as_ref().unwrap()).collect();
    let names: Vec<_> = units.iter().map(|unit| &*unit.raw).collect();
    assert_eq!(names[..5], ["褡裢", "桥东", "甲镇", "东风", "小计"]);
    assert_eq!(units[0].id, None);
    assert_eq!(targets[0].indicator.name, "就业");
    assert_eq!(sheet.told(Code::UnitUnknown)[0], "unit 褡裢 is not in the registry, named 2 times");
    // No name below is a unit's by itself.
    let told = |kind| format!("nothing tells whether {kind} is a unit or what those below it are");
    assert_eq!(sheet.told(Code::RolesUnclear), [told("办事处"), told("国有林场")]);
    let named = Sheet::new(
        2,
        "指标         | 税务所 | <      | 合计
         ^            | 城关所 | 河东所 | ^
         税收（万元） | 1      | 2      | 3",
    );
    assert_eq!(named.targets(true)[1].unit.as_ref().unwrap().raw, "河东所");
    assert!(named.told(Code::RolesUnclear).is_empty());
}

#[test]
fn what_a_body_does_is_no_unit() {
    for (kind, one, other) in [
        ("税务局", "企业", "个体"),
        ("总工会", "城镇", "东关"),
        ("图书馆", "外借", "阅览"),
        ("国有农场", "水稻", "玉米"),
        ("国有林场", "人工", "飞播"),
        ("工业园区", "内资", "外资"),
        ("卫生院", "门诊", "住院"),
        ("派出所", "治安", "刑事"),
        ("园区", "一期", "二期"),
        ("农场", "水稻", "玉米"),
        ("医院", "门诊", "住院"),
    ] {
        let rows = format!(
            "指标 | 甲镇 | 乙镇 | {kind} | <\n^ | ^ | ^ | {one} | {other}\n面积（亩） | 1 | 2 | 3 | 4"
        );
        let sheet = Sheet::new(2, rows.leak());
        let units: Vec<_> = sheet.targets(true).into_iter().map(|target| target.unit.unwrap().raw).collect();
        assert_eq!(units, ["甲镇", "乙镇", kind, kind]);
        assert!(sheet.told(Code::RolesUnclear).is_empty(), "{kind}");
    }
}

#[test]
fn a_word_for_a_kind_of_units_can_be_the_name_of_one() {
    let units = |rows: &'static str| -> (Vec<String>, Vec<String>) {
        let sheet = Sheet::new(2, rows);
        let units = sheet.targets(true).into_iter().map(|target| target.unit.unwrap().raw).collect();
        (units, sheet.told(Code::RolesUnclear))
    };
    let names = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    // What stands below it stands below a town too, or says when and how much.
    let rows = "指标       | 开发区 | <    | 甲镇 | <
                ^          | 造林   | 抚育 | 造林 | 抚育
                面积（亩） | 1      | 2    | 3    | 4";
    assert_eq!(units(rows), (names(&["开发区", "开发区", "甲镇", "甲镇"]), vec![]));
    let rows = "指标       | 园区   | <      | 甲镇
                ^          | 一季度 | 总投资 | ^
                面积（亩） | 1      | 2      | 3";
    assert_eq!(units(rows), (names(&["园区", "园区", "甲镇"]), vec![]));
    // A town has a name of its own.
    let rows = "指标       | 城关镇 | <    | 甲镇
                ^          | 东关   | 西关 | ^
                面积（亩） | 1      | 2    | 3";
    assert_eq!(units(rows), (names(&["城关镇", "城关镇", "甲镇"]), vec![]));
    // A region can have one 开发区, and where rows say nothing of measures the columns can.
    let told = |kind| vec![format!("nothing tells whether {kind} is a unit or what those below it are")];
    let rows = "指标       | 开发区 | <    | 甲镇
                ^          | 东园   | 西园 | ^
                面积（亩） | 1      | 2    | 3";
    assert_eq!(units(rows), (names(&["东园", "西园", "甲镇"]), told("开发区")));
    let rows = "树种 | 办事处 | <    | 甲镇
                ^    | 褡裢   | 桥东 | ^
                杨树 | 1      | 2    | 3";
    assert_eq!(units(rows), (names(&["褡裢", "桥东", "甲镇"]), told("办事处")));
}
