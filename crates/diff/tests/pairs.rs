//! Small pairs of notices, one kind of change each.

use fenjie_diff::diff;
use fenjie_model::{
    Annex, At, Bound, Changes, Extraction, IndicatorRef, Measure, Notice, Period, Table, Target, UnitKind,
    UnitRef, Value, ValueKind,
};

/// A notice of 2024 with these annexes.
fn notice(annexes: &[(u32, &str)], targets: Vec<Target>) -> Extraction {
    let annex = |(number, title): &(u32, &str)| Annex {
        number: Some(*number),
        title: (*title).to_owned(),
        tables: vec![table(*number)],
        ..Annex::default()
    };
    Extraction {
        notice: Notice {
            year: Some(2024),
            annexes: annexes.iter().map(annex).collect(),
            ..Notice::default()
        },
        targets,
        ..Extraction::default()
    }
}

fn table(annex: u32) -> Table {
    Table {
        id: format!("a{annex:02}-t1"),
        header_rows: 1,
        ..Table::new(0, 0, fenjie_model::Method::Ruled, Vec::new())
    }
}

fn measure(raw: &str) -> Measure {
    let (id, multiplier, dimension) = match raw {
        "亿元" => ("CNY", (100_000_000, 1), "currency"),
        "万元" => ("CNY", (10_000, 1), "currency"),
        "万美元" => ("USD", (10_000, 1), "currency"),
        "公顷" => ("har", (1, 1), "area"),
        "亩" => ("har", (1, 15), "area"),
        "%" => ("%", (1, 1), "ratio"),
        _ => ("1", (1, 1), "count"),
    };
    Measure {
        id: Some(id.into()),
        multiplier: Some(multiplier),
        dimension: Some(dimension.into()),
        raw: raw.into(),
        bound: None,
    }
}

fn unit(name: &str) -> UnitRef {
    UnitRef { id: None, name: name.into(), raw: name.into(), kind: UnitKind::Unknown }
}

/// A target of a breakdown table: the unit's row, the indicator's column.
fn target(annex: u32, name: &str, indicator: &str, raw: &str, measured: &str) -> Target {
    let digits: String = raw.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let number = digits.parse().ok();
    Target {
        annex: Some(annex),
        table: format!("a{annex:02}-t1"),
        row: 0,
        col: 0,
        row_path: vec![name.into()],
        column_path: vec!["工作目标".into(), format!("{indicator}（{measured}）")],
        indicator: IndicatorRef { id: None, name: indicator.into() },
        unit: Some(unit(name)),
        measure: Some(measure(measured)),
        value: Value {
            raw: raw.into(),
            kind: match number {
                Some(_) => ValueKind::Number,
                None if raw.is_empty() => ValueKind::Blank,
                None if raw == "—" => ValueKind::None,
                None => ValueKind::Text,
            },
            number,
            low: None,
            high: None,
            bound: match raw {
                _ if raw.contains(['≥']) || raw.contains("以上") => Some(Bound::AtLeast),
                _ if raw.contains('≤') || raw.contains("以下") => Some(Bound::AtMost),
                _ => None,
            },
            note: None,
            measure: None,
        },
        stage: None,
        period: Period { year: Some(2024), months: None },
        category: None,
        number: None,
        allocation: None,
        responsible: Vec::new(),
        at: At::Line(1),
    }
}

/// `change old→new difference percent`, one a target.
fn told(changes: &Changes<'_>) -> Vec<String> {
    let raw = |target: Option<&Target>| target.map_or("", |t| t.value.raw.as_str()).to_owned();
    changes
        .targets
        .iter()
        .map(|c| {
            let number = |n: Option<fenjie_model::Decimal>| n.map(|n| format!(" {n}")).unwrap_or_default();
            let (difference, percent) = (number(c.difference), number(c.percent));
            format!("{} {}→{}{difference}{percent}", c.change.as_str(), raw(c.old), raw(c.new))
        })
        .collect()
}

const TAX: &str = "2024年税收收入目标分解表";

/// One target against another in the same annex.
fn check(old: Target, new: Target, expected: &[&str]) {
    let (a, b) = (notice(&[(1, TAX)], vec![old]), notice(&[(1, TAX)], vec![new]));
    assert_eq!(told(&diff(&a, &b)), expected);
}

fn value(raw: &str, measured: &str) -> Target {
    target(1, "甲镇", "产值", raw, measured)
}

#[test]
fn numbers_are_compared_in_the_new_measure() {
    check(value("17.2", "亿元"), value("18.7", "亿元"), &["changed 17.2→18.7 1.5 8.72093"]);
    check(value("17.2", "亿元"), value("187000", "万元"), &["changed 17.2→187000 15000 8.72093"]);
    check(value("17.2", "亿元"), value("172000", "万元"), &["restated 17.2→172000 0 0"]);
    check(value("15", "亩"), value("1.5", "公顷"), &["changed 15→1.5 0.5 50"]);
    check(value("10", "亩"), value("1", "公顷"), &["changed 10→1 0.3333333333 50"]);
    check(value("0", "家"), value("3", "家"), &["changed 0→3 3"]);
    check(value("5.0", "%"), value("6.5", "%"), &["changed 5.0→6.5 1.5 30"]);
    // Money of two currencies is never converted.
    check(value("5", "亿元"), value("5", "万美元"), &["changed 5→5"]);
    let mut unmeasured = value("5", "亿元");
    unmeasured.measure = None;
    check(value("5", "亿元"), unmeasured, &["restated 5→5"]);
    check(value("5", "亿元"), value("6", "万美元"), &["changed 5→6"]);
    // Another dimension is another target.
    check(value("5", "亿元"), value("6", "%"), &["added →6", "dropped 5→"]);
}

#[test]
fn other_words_for_the_same_number_are_restated() {
    check(value("96以上", "%"), value("≥96", "%"), &["restated 96以上→≥96 0 0"]);
    check(value("12", "%"), value("12.0", "%"), &["restated 12→12.0 0 0"]);
    check(value("—", "%"), value("—", "%"), &[]);
    check(value("持平", "%"), value("持平", "%"), &[]);
    check(value("", "%"), value("", "%"), &[]);
    // A floor that becomes a ceiling is no other wording.
    check(value("≥5", "%"), value("≤5", "%"), &["changed ≥5→≤5 0 0"]);
    check(value("—", "%"), value("5", "%"), &["changed —→5"]);
    check(value("", "%"), value("—", "%"), &["changed →—"]);
    check(value("持平", "%"), value("以市下达为准", "%"), &["changed 持平→以市下达为准"]);
}

#[test]
fn header_words_do_not_tell_targets_apart() {
    for header in ["目标值", "2024年目标", "目标任务", "年度目标"] {
        let mut new = value("2", "家");
        new.column_path = vec![header.into(), "产值".into()];
        check(value("1", "家"), new, &["changed 1→2 1 100"]);
    }
    // Months, stages and other years do.
    let mut months = value("2", "家");
    months.period.months = Some((1, 11));
    check(value("1", "家"), months, &["added →2", "dropped 1→"]);
    let mut last_year = value("2", "家");
    last_year.period.year = Some(2023);
    last_year.column_path[0] = "2023年实绩".into();
    check(value("1", "家"), last_year, &["added →2", "dropped 1→"]);
}

#[test]
fn growth_is_held_against_growth() {
    let growth = |raw: &str, header: &str| {
        let mut target = value(raw, "%");
        target.column_path = vec!["产值".into(), header.into()];
        target
    };
    check(growth("8", "增幅（%）"), growth("9.5", "同比增长%"), &["changed 8→9.5 1.5 18.75"]);
    check(value("8", "%"), growth("8", "增幅（%）"), &["added →8", "dropped 8→"]);
}

#[test]
fn columns_that_share_an_indicator_keep_apart() {
    let under = |who: &str, raw: &str| {
        let mut target = value(raw, "个");
        target.column_path = vec!["工作目标".into(), "出让一批".into(), who.into()];
        target
    };
    let a = notice(&[(1, TAX)], vec![under("经委", "3"), under("商务委", "1")]);
    let b = notice(&[(1, TAX)], vec![under("商务委", "2"), under("经委", "3")]);
    assert_eq!(told(&diff(&a, &b)), ["changed 1→2 1 100"]);
    // Who is new does not take the place of who is gone.
    let c = notice(&[(1, TAX)], vec![under("科委", "2"), under("经委", "3")]);
    assert_eq!(told(&diff(&a, &c)), ["added →2", "dropped 1→"]);
}

#[test]
fn rows_of_one_name_are_told_apart_by_what_is_beside_the_number() {
    let row = |note: &str, raw: &str| {
        let mut target = value(raw, "家");
        target.value.note = Some(note.into());
        target
    };
    let a = notice(&[(1, TAX)], vec![row("经委", "110"), row("商务委", "95")]);
    let b = notice(&[(1, TAX)], vec![row("商务委", "93"), row("经委", "110")]);
    assert_eq!(told(&diff(&a, &b)), ["changed 95→93 -2 -2.105263"]);
}

#[test]
fn a_renumbered_annex_keeps_its_targets() {
    let a = notice(&[(1, TAX), (2, "2023年度就业目标分解表")], vec![target(2, "甲镇", "岗位", "5", "个")]);
    let b = notice(&[(1, "2024年度就业目标分解表"), (2, TAX)], vec![target(1, "甲镇", "岗位", "5", "个")]);
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), Vec::<String>::new());
    let kinds: Vec<_> = changes.annexes.iter().map(|c| c.change.as_str()).collect();
    assert_eq!(kinds, ["renumbered", "renumbered"]);
    assert!(!changes.is_empty() && changes.moved.is_empty());
}

#[test]
fn a_retitled_annex_keeps_its_targets() {
    let units = ["甲镇", "乙镇", "丙镇"];
    let all = |raw: &str| units.iter().map(|u| target(1, u, "岗位", raw, "个")).collect::<Vec<_>>();
    let a = notice(&[(1, "2023年就业目标分解表")], all("5"));
    let b = notice(&[(1, "2024年稳就业工作任务表")], all("6"));
    let changes = diff(&a, &b);
    assert_eq!(changes.annexes[0].change.as_str(), "retitled");
    assert_eq!(told(&changes), vec!["changed 5→6 1 20"; 3]);
    // Other targets for the same units are another annex.
    let c = notice(&[(1, "2024年招商目标分解表")], units.map(|u| target(1, u, "户数", "6", "户")).to_vec());
    let changes = diff(&a, &c);
    let kinds: Vec<_> = changes.annexes.iter().map(|c| c.change.as_str()).collect();
    assert_eq!(kinds, ["added", "dropped"]);
}

/// An annex that is named after its one indicator: nothing but the units and the numbers says that it is the same.
#[test]
fn an_annex_reworded_with_its_indicator_is_retitled() {
    let of = |indicator: &str, numbers: [&str; 4]| {
        let units = ["甲镇", "乙镇", "丙街道", "丁街道"];
        let targets = units.iter().zip(numbers).map(|(name, raw)| target(1, name, indicator, raw, "家"));
        notice(&[(1, &format!("{indicator}目标分解表"))], targets.collect())
    };
    let old = of("新增总部机构数", ["3", "5", "8", "12"]);
    let kinds = |new: &Extraction| {
        diff(&old, new).annexes.iter().map(|annex| annex.change.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&of("新增总部企业数", ["3", "6", "8", "13"])), ["retitled"]);
    // Other numbers under a title that is somewhat alike are another matter.
    assert_eq!(kinds(&of("新增总部企业数", ["300", "6", "80", "13"])), ["added", "dropped"]);
    assert_eq!(kinds(&of("绿化面积", ["3", "6", "8", "13"])), ["added", "dropped"]);
}

#[test]
fn what_a_dropped_annex_alone_names_goes_with_it() {
    let a = notice(
        &[(1, TAX), (2, "就业目标分解表")],
        vec![target(1, "甲镇", "税收", "1", "亿元"), target(2, "某村", "岗位", "5", "个")],
    );
    let b = notice(&[(1, TAX)], vec![target(1, "甲镇", "税收", "1", "亿元")]);
    let changes = diff(&a, &b);
    assert_eq!(changes.units, []);
    assert_eq!(changes.indicators, []);
    assert_eq!(changes.annexes[1].change.as_str(), "dropped");
    assert_eq!(changes.annexes[1].units[0].raw, "某村");
    assert_eq!(changes.annexes[1].indicators[0].name, "岗位");
}

#[test]
fn a_target_that_moved_to_another_annex_is_the_same() {
    let known = |annex: u32, raw: &str| {
        let mut target = target(annex, "甲镇", "岗位", raw, "个");
        target.indicator.id = Some("new-jobs".into());
        target
    };
    let a = notice(&[(1, TAX)], vec![known(1, "5")]);
    let b = notice(&[(1, TAX), (2, "就业目标分解表")], vec![known(2, "6")]);
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), ["changed 5→6 1 20"]);
    let annexes: Vec<_> = changes.moved.iter().map(|moved| (moved.old.annex, moved.new.annex)).collect();
    assert_eq!(annexes, [(Some(1), Some(2))]);
    // One that says the same has moved all the same.
    let c = notice(&[(1, TAX), (2, "就业目标分解表")], vec![known(2, "5")]);
    let changes = diff(&a, &c);
    assert_eq!((changes.targets.len(), changes.moved.len()), (0, 1));
}

#[test]
fn a_row_that_is_new_or_gone() {
    let a = notice(&[(1, TAX)], vec![value("1", "家"), target(1, "乙镇", "产值", "2", "家")]);
    let b = notice(&[(1, TAX)], vec![value("1", "家"), target(1, "丙镇", "产值", "9", "家")]);
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), ["added →9", "dropped 2→"]);
    let units: Vec<_> = changes.units.iter().map(|c| c.change.as_str()).collect();
    assert_eq!(units, ["added", "dropped"]);
}

#[test]
fn responsible_departments_that_changed_are_told_once_a_row() {
    let row = |col: usize, who: &[&str]| {
        let mut target = value("1", "家");
        target.col = col;
        target.column_path = vec![["总量", "增幅"][col].into()];
        target.responsible = who.iter().map(|name| unit(name)).collect();
        target
    };
    let both = |who: &[&str]| vec![row(0, who), row(1, who)];
    let a = notice(&[(1, TAX)], both(&["经委", "科委"]));
    let b = notice(&[(1, TAX)], both(&["科委", "商务委"]));
    assert_eq!(diff(&a, &b).responsible.len(), 1);
    let reordered = notice(&[(1, TAX)], both(&["科委", "经委"]));
    assert!(diff(&a, &reordered).is_empty());
}

#[test]
fn the_registry_knows_a_rename_and_no_target_is_lost() {
    let named = |name: &str, raw: &str| {
        let mut target = target(1, name, "产值", raw, "家");
        if let Some(unit) = &mut target.unit {
            unit.id = Some("x/company".into());
        }
        target
    };
    let (a, b) = (
        notice(&[(1, TAX)], vec![named("新城公司", "5")]),
        notice(&[(1, TAX)], vec![named("新城集团", "6")]),
    );
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), ["changed 5→6 1 20"]);
    assert_eq!(changes.units.iter().map(|c| c.change.as_str()).collect::<Vec<_>>(), ["renamed"]);
}

#[test]
fn a_rename_is_proposed_by_the_numbers_of_several_tables() {
    let annexes = [(1, TAX), (2, "就业目标分解表")];
    let all = |name: &str, numbers: [&str; 4]| {
        vec![
            target(1, name, "税收", numbers[0], "亿元"),
            target(1, name, "产值", numbers[1], "亿元"),
            target(2, name, "岗位", numbers[2], "个"),
            target(2, name, "户数", numbers[3], "户"),
            // Another unit keeps the columns comparable.
            target(1, "甲镇", "税收", "1", "亿元"),
        ]
    };
    let a = notice(&annexes, all("新城公司", ["40", "12", "100", "9"]));
    let proposed = |new: Extraction| {
        let changes = diff(&a, &new);
        let found: Vec<_> = changes.units.iter().map(|c| c.change.as_str()).collect();
        assert!(changes.targets.iter().all(|t| t.old.is_none() || t.new.is_none()), "nothing is assumed");
        found.join(" ")
    };
    assert_eq!(proposed(notice(&annexes, all("新城集团", ["44", "13", "90", "10"]))), "rename-proposed");
    assert_eq!(proposed(notice(&annexes, all("示范区", ["44", "13", "90", "10"]))), "rename-proposed");
    assert_eq!(proposed(notice(&annexes, all("示范区", ["4", "130", "900", "1"]))), "added dropped");
}

#[test]
fn an_indicator_with_another_numeral_is_proposed() {
    let a = notice(&[(1, TAX)], vec![target(1, "甲镇", "第五届展会完成率", "100", "%")]);
    let b = notice(&[(1, TAX)], vec![target(1, "甲镇", "第六届展会完成率", "100", "%")]);
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), ["added →100", "dropped 100→"]);
    assert_eq!(changes.indicators.iter().map(|c| c.change.as_str()).collect::<Vec<_>>(), ["rename-proposed"]);
}

#[test]
fn a_name_that_one_side_knows_is_the_same() {
    let mut known = value("6", "家");
    known.unit = Some(UnitRef { id: Some("x/jia".into()), ..unit("甲镇") });
    known.indicator.id = Some("output".into());
    check(value("5", "家"), known, &["changed 5→6 1 20"]);
}

#[test]
fn a_thousand_facts_are_all_held_against_each_other() {
    let units: Vec<String> = (0..500).map(|i| format!("第{i}镇")).collect();
    let all = |raw: &str| {
        let rows =
            units.iter().flat_map(|u| [target(1, u, "税收", raw, "亿元"), target(1, u, "产值", raw, "万元")]);
        notice(&[(1, TAX)], rows.collect())
    };
    let (a, b) = (all("5"), all("6"));
    assert_eq!(diff(&a, &b).targets.len(), 1000);
}

#[test]
fn a_merger_and_a_split_are_proposed_by_their_sums() {
    let annexes = [(1, TAX), (2, "就业目标分解表")];
    let all = |name: &str, numbers: [&str; 4]| {
        vec![
            target(1, name, "税收", numbers[0], "亿元"),
            target(1, name, "产值", numbers[1], "亿元"),
            target(2, name, "岗位", numbers[2], "个"),
            target(2, name, "户数", numbers[3], "户"),
        ]
    };
    let parts = [all("东镇", ["40", "12", "100", "9"]), all("西镇", ["30", "20", "80", "10"])].concat();
    let (parts, whole) =
        (notice(&annexes, parts), notice(&annexes, all("中心镇", ["75", "33", "180", "21"])));
    let told = |changes: &Changes<'_>| -> Vec<String> {
        let names = |units: &[&UnitRef]| units.iter().map(|u| u.raw.as_str()).collect::<Vec<_>>().join("、");
        let line = |r: &fenjie_model::Regrouping<'_>| {
            format!(
                "{}→{} {} of {}",
                names(&r.old),
                names(&r.new),
                r.evidence.alike.len(),
                r.evidence.compared
            )
        };
        changes.regroupings.iter().map(line).collect()
    };
    assert_eq!(told(&diff(&parts, &whole)), ["东镇、西镇→中心镇 4 of 4"]);
    assert_eq!(told(&diff(&whole, &parts)), ["中心镇→东镇、西镇 4 of 4"]);
    let other = notice(&annexes, all("中心镇", ["7", "330", "18", "210"]));
    assert_eq!(told(&diff(&parts, &other)), Vec::<String>::new());
}

#[test]
fn a_head_over_two_columns_says_what_a_head_of_one_says() {
    let under = |headers: &[&str], raw: &str| {
        let mut target = value(raw, "个");
        target.indicator.name = "签约项目个数".into();
        target.column_path = headers.iter().map(|text| (*text).into()).collect();
        target
    };
    let (flat, over) = (under(&["签约项目个数（个）"], "3"), under(&["签约项目", "个数（个）"], "4"));
    check(flat, over, &["changed 3→4 1 33.333333"]);
    let (one, other) = (under(&["签约项目", "经委（个）"], "3"), under(&["签约项目", "科委（个）"], "4"));
    check(one, other, &["added →4", "dropped 3→"]);
}

#[test]
fn the_office_of_a_town_is_the_town() {
    let (a, b) = (target(1, "城关镇", "造林", "5", "亩"), target(1, "城关镇人民政府", "造林", "6", "亩"));
    let (a, b) = (notice(&[(1, TAX)], vec![a]), notice(&[(1, TAX)], vec![b]));
    let changes = diff(&a, &b);
    assert_eq!(told(&changes), ["changed 5→6 1 20"]);
    assert_eq!(changes.units, []);
}

#[test]
fn a_rename_is_proposed_by_a_name_of_another_rank() {
    let changes_of = |old: &[(&str, &str)], new: &[(&str, &str)]| -> String {
        let all = |rows: &[(&str, &str)]| {
            let rows = rows.iter().map(|(name, raw)| target(1, name, "造林", raw, "亩"));
            notice(&[(1, TAX)], rows.collect())
        };
        let (a, b) = (all(old), all(new));
        let changes = diff(&a, &b);
        assert!(changes.targets.iter().all(|t| t.old.is_none() || t.new.is_none()), "nothing is assumed");
        changes.units.iter().map(|c| c.change.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(changes_of(&[("沙河乡", "123.5")], &[("沙河镇", "123.5")]), "rename-proposed");
    assert_eq!(changes_of(&[("县教育局", "300")], &[("县教育体育局", "310")]), "rename-proposed");
    // Another size, another place, and more than one that it may be.
    assert_eq!(changes_of(&[("沙河乡", "123.5")], &[("沙河镇", "900")]), "added dropped");
    assert_eq!(changes_of(&[("东岭镇", "42")], &[("西岭镇", "42")]), "added dropped");
    let parks = [("经济开发区东区", "40"), ("经济开发区西区", "35")];
    assert_eq!(changes_of(&[("经济开发区", "60")], &parks), "added added dropped");
}

#[test]
fn a_row_that_stands_twice_is_no_new_target() {
    let a = notice(&[(1, TAX)], vec![value("300", "亩")]);
    let b = notice(
        &[(1, TAX)],
        vec![value("300", "亩"), value("350", "亩"), target(1, "乙镇", "产值", "1", "亩")],
    );
    let twice = |changes: &Changes<'_>| changes.targets.iter().map(|change| change.twice).collect::<Vec<_>>();
    let changes = diff(&a, &b);
    assert_eq!(
        (told(&changes), twice(&changes)),
        (vec!["added →350".into(), "added →1".into()], vec![true, false])
    );
    let changes = diff(&b, &a);
    assert_eq!(told(&changes), ["dropped 350→", "dropped 1→"]);
    assert_eq!(twice(&changes), [true, false]);
}
