//! What the registry knows, and what files may say.

use std::collections::BTreeSet;

use fenjie_model::UnitKind;

use super::*;

fn qingpu() -> Region {
    Region { id: Some("310118".to_owned()), name: "青浦区".to_owned() }
}

/// The ID of the name in a notice of the year; what it is otherwise.
fn said(registry: &Registry, name: &str, region: &Region, year: i16) -> String {
    match registry.resolve(name, Some(region), Some(year)) {
        Resolution::Known(unit) => unit.id.clone(),
        other => format!("{other:?}"),
    }
}

fn check_name(name: &str, expected: &str) {
    assert_eq!(said(&Registry::builtin(), name, &qingpu(), 2023), expected, "{name}");
}

#[test]
fn numbers_before_names_are_none_of_them() {
    for name in ["一、赵巷镇", "1.赵巷镇", "（一）赵巷镇", "其中：赵巷镇", "赵巷镇①"]
    {
        check_name(name, "310118/zhaoxiang");
    }
}

#[test]
fn the_compiled_in_files_are_sound() {
    assert_eq!(check(&Registry::builtin()), []);
}

#[test]
fn released_ids_never_go() {
    let registry = Registry::builtin();
    for line in include_str!("../../data/released.txt").lines().filter(|line| !line.starts_with('#')) {
        let found = match line.split_once(' ') {
            Some(("unit", id)) => registry.unit(id).is_some(),
            Some(("indicator", id)) => registry.indicators().any(|(known, _)| known == id),
            _ => false,
        };
        assert!(found, "{line} was released and is gone");
    }
}

#[test]
fn every_id_is_released() {
    let registry = Registry::builtin();
    let released: BTreeSet<&str> = include_str!("../../data/released.txt").lines().collect();
    let units = registry.units().iter().map(|unit| format!("unit {}", unit.id));
    let indicators = registry.indicators().map(|(id, _)| format!("indicator {id}"));
    let missing: Vec<String> = units.chain(indicators).filter(|id| !released.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "add to data/released.txt:\n{}", missing.join("\n"));
}

#[test]
fn names_resolve_as_printed() {
    check_name("赵巷镇", "310118/zhaoxiang");
    check_name("赵 巷 镇", "310118/zhaoxiang");
    check_name("青发集团（含市西软件园）", "310118/qingfa-group-with-shixi-software-park");
    check_name("青发集团(含市西软件园)", "310118/qingfa-group-with-shixi-software-park");
    check_name("青发集团", "310118/qingfa-group");
    check_name("上海市青浦区赵巷镇人民政府", "310118/zhaoxiang");
    check_name("其他", "310118/other");
    check_name("文旅局", "310118/culture-and-tourism-bureau");
    check_name("文旅公司", "310118/wenlv-company");
    check_name("城管执法局", "310118/urban-management-law-enforcement-bureau");
    check_name("绿化市容局", "310118/landscaping-and-city-appearance-bureau");
}

#[test]
fn official_forms_are_as_sure_as_names() {
    for (name, expected) in [
        ("夏阳街道办事处", "310118/xiayang"),
        ("夏阳街道办", "310118/xiayang"),
        ("青浦区夏阳街道", "310118/xiayang"),
        ("上海市青浦区夏阳街道", "310118/xiayang"),
        ("朱家角镇人民政府", "310118/zhujiajiao"),
        ("朱家角镇政府", "310118/zhujiajiao"),
        ("青浦工业园区管委会", "310118/qingpu-industrial-park"),
        ("发展和改革委员会", "310118/development-and-reform-commission"),
        ("青浦区发展和改革委员会", "310118/development-and-reform-commission"),
        ("区发展和改革委员会", "310118/development-and-reform-commission"),
        ("区发改委", "310118/development-and-reform-commission"),
        ("区税务局", "310118/tax-bureau"),
        ("区政府", "310118/district-government"),
        // Of another region, an office of another kind, and names that are cut short.
        ("市发改委", "Unknown"),
        ("浦东新区夏阳街道", "Unknown"),
        ("朱家角镇办事处", "Unknown"),
        ("夏阳街道人民政府", "Unknown"),
        ("夏阳", "Unknown"),
        ("徐泾", "Unknown"),
        ("区夏阳街道", "Unknown"),
        ("区其他", "Unknown"),
        ("区", "Unknown"),
    ] {
        check_name(name, expected);
    }
}

#[test]
fn the_region_and_its_sums() {
    check_name("全区", "310118");
    check_name("全 区", "310118");
    check_name("青浦区", "310118");
    check_name("全市", "Unknown");
    check_name("合 计", "Total");
    check_name("小计", "Total");
}

#[test]
fn what_is_not_known_is_never_guessed() {
    let registry = Registry::builtin();
    for (name, near) in [
        ("新城集团", "新城公司"),
        ("青浦工业园区（集团）", "青浦工业园区"),
        ("赵巷镇青龙村", "赵巷镇"),
        ("文旅集团", "文旅公司"),
    ] {
        let unit = registry.unit_ref(name, Some(&qingpu()), Some(2024));
        assert_eq!((unit.id, unit.name.as_str()), (None, name));
        let nearest = registry.nearest(name, Some(&qingpu()));
        assert!(nearest.iter().any(|(unit, _)| unit.name == near), "{name}: {nearest:?}");
    }
    assert_eq!(registry.unit_ref("示范区公司", Some(&qingpu()), Some(2024)).kind, UnitKind::Company);
}

#[test]
fn another_region_has_its_own_units() {
    let registry = Registry::builtin();
    let county = Region { id: Some("370124".to_owned()), name: "平阴县".to_owned() };
    let unknown = Region { id: None, name: "平阴县".to_owned() };
    for region in [&county, &unknown] {
        assert_eq!(registry.resolve("赵巷镇", Some(region), None), Resolution::Unknown);
        assert_eq!(registry.resolve("全县", Some(region), None), Resolution::Region);
        assert_eq!(registry.resolve("全区", Some(region), None), Resolution::Unknown);
        assert!(registry.nearest("赵巷镇", Some(region)).is_empty());
    }
    assert_eq!(registry.unit_ref("全县", Some(&county), None).id.as_deref(), Some("370124"));
    assert_eq!(registry.resolve("赵巷镇", None, None), Resolution::Unknown);
}

#[test]
fn issuers_tell_the_region() {
    let registry = Registry::builtin();
    assert_eq!(registry.region_of("青浦区人民政府办公室"), Some(qingpu()));
    assert_eq!(registry.region_of("上海市青浦区人民政府"), Some(qingpu()));
    let elsewhere = |name: &str| Some(Region { id: None, name: name.to_owned() });
    assert_eq!(registry.region_of("苏州市青浦区人民政府"), elsewhere("青浦区"));
    assert_eq!(registry.region_of("某县农业农村局"), elsewhere("某县"));
    let listed = |code: &str, name: &str| Some(Region { id: Some(code.to_owned()), name: name.to_owned() });
    assert_eq!(registry.region_of("汉源县农业农村局"), listed("511823", "汉源县"));
    assert_eq!(registry.region_of("济南市市中区人民政府"), listed("370103", "市中区"));
    assert_eq!(registry.region_of("市中区人民政府"), elsewhere("市中区"));
    assert_eq!(registry.region_of("教育局"), None);
}

const TOWNS: &str = r#"
[[region]]
id = "990001"
name = "甲县"

[[unit]]
id = "990001/east"
name = "东镇"
kind = "town"
to = 2019
successors = ["990001/centre"]

[[unit]]
id = "990001/west"
name = "西镇"
kind = "town"
to = 2019
successors = ["990001/centre", "990001/park"]

[[unit]]
id = "990001/centre"
name = "中心镇"
names = [{ name = "中镇", from = 2020, to = 2021 }, { name = "中心镇", from = 2022 }]
kind = "town"
from = 2020

[[unit]]
id = "990001/park"
name = "园区"
kind = "park"
from = 2020
entities = [{ name = "甲公司", from = 2020, to = 2021 }, { name = "乙公司", from = 2022 }]

[[unit]]
id = "990001/both"
name = "西镇（含东镇）"
kind = "composite"
members = ["990001/west", "990001/east"]
"#;

fn towns() -> Registry {
    Registry::default().with_layer("towns.toml", TOWNS).unwrap()
}

fn ids<'a>(units: &[&'a Entry]) -> Vec<&'a str> {
    units.iter().map(|unit| unit.id.as_str()).collect()
}

#[test]
fn names_hold_in_their_years() {
    let county = Region { id: Some("990001".to_owned()), name: "甲县".to_owned() };
    assert_eq!(said(&towns(), "东镇", &county, 2019), "990001/east");
    assert_eq!(said(&towns(), "东镇", &county, 2020), "Unknown");
    assert_eq!(said(&towns(), "中镇", &county, 2021), "990001/centre");
    assert_eq!(said(&towns(), "中心镇", &county, 2021), "Unknown");
    assert_eq!(said(&towns(), "中心镇", &county, 2023), "990001/centre");
    assert_eq!(towns().unit("990001/centre").unwrap().name_in(Some(2020)), "中镇");
}

#[test]
fn history_answers_mergers_splits_and_composites() {
    let registry = towns();
    let at = |id: &str, year| registry.history(id, year).unwrap();
    assert_eq!(ids(&at("990001/east", 2019).carried_on_by), ["990001/east"]);
    assert_eq!(ids(&at("990001/east", 2020).carried_on_by), ["990001/centre"]);
    assert_eq!(ids(&at("990001/west", 2020).carried_on_by), ["990001/centre", "990001/park"]);
    assert_eq!(ids(&at("990001/both", 2019).members), ["990001/west", "990001/east"]);
    assert_eq!(ids(&at("990001/both", 2021).members), ["990001/centre", "990001/park"]);
    assert_eq!(at("990001/east", 2020).name, None);
    assert_eq!(at("990001/park", 2021).entity.map(|e| e.name.as_str()), Some("甲公司"));
    assert_eq!(ids(&at("990001/park", 2019).carried_on_by), [""; 0]);
}

#[test]
fn a_company_may_have_been_several() {
    let registry = Registry::builtin();
    let entity =
        |year| registry.history("310118/xincheng-company", year).unwrap().entity.unwrap().name.clone();
    assert_eq!(registry.unit("310118/xincheng-company").unwrap().entities.len(), 3);
    assert_eq!(entity(2015), "上海淀山湖新城发展有限公司");
    assert_eq!(entity(2023), "上海青浦新城发展（集团）有限公司");
}

#[test]
fn layers_add_and_replace() {
    let layer = "[[unit]]\nid = '310118/xincheng-company'\nname = '新城公司'\nkind = 'company'\nnames = [{ name = '新城集团', from = 2024 }]\n";
    let registry = Registry::builtin().with_layer("more.toml", layer).unwrap();
    assert_eq!(said(&registry, "新城集团", &qingpu(), 2024), "310118/xincheng-company");
    assert_eq!(said(&registry, "新城集团", &qingpu(), 2023), "Unknown");
    assert_eq!(said(&registry, "新城公司", &qingpu(), 2023), "310118/xincheng-company");
    assert_eq!(registry.unit("310118/xincheng-company").unwrap().entities.len(), 3);
    assert_eq!(registry.units().len(), Registry::builtin().units().len());
}

#[test]
fn files_are_refused_with_their_line() {
    let check = |toml: &str, expected: &str| {
        assert_eq!(Registry::default().with_layer("x.toml", toml).unwrap_err().to_string(), expected);
    };
    check("[[region]]\nid = '31'\nname = '区'", "x.toml:2: 31 is no region's code of six digits");
    check("\n[[unit]]\nid = '310118/a'\nname = '镇'\nkind = 'city'", "x.toml:5: city is no kind of unit");
    check(
        "[[unit]]\nid = '310118/A'\nname = '镇'\nkind = 'town'",
        "x.toml:2: 310118/A is no unit's ID: a region's code, a slash, small letters, digits and hyphens",
    );
    check("[[unit]]\nid = '310118/a'\nname = ' '\nkind = 'town'", "x.toml:3: 310118/a has no name");
    check("[indicators]\ngdp = []", "x.toml:2: gdp has no name");
    check("[dimensions]\nmoney = ['gdp']", "x.toml:2: money is no dimension of a measure");
    check(
        "[[unit]]\nid = '310118/a'\nname = 'a'\nkind = 'town'\nfrom = 2020\nto = 2019",
        "x.toml:2: 310118/a has years that end before they begin",
    );
    assert_eq!(Registry::default().with_layer("x.toml", "\n[[unit]]\nid = 3").unwrap_err().line, 3);
}

#[test]
fn the_documented_form_is_the_form() {
    let documented = include_str!("../../data/README.md");
    let examples: Vec<&str> =
        documented.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    let [unit, indicators, patch] = examples[..] else { panic!("{} examples", examples.len()) };
    for example in [unit, indicators] {
        Registry::default().with_layer("README.md", example).unwrap();
    }
    let patch = Patch::read("README.md", patch).unwrap();
    assert_eq!(learn(&patch, &Registry::builtin(), &[]).unwrap().done.len(), 5);
}

#[test]
fn check_tells_what_cannot_be_true() {
    let problems = |toml: &str| -> Vec<String> {
        check(&Registry::default().with_layer("x.toml", toml).unwrap())
            .into_iter()
            .map(|p| p.message)
            .collect()
    };
    let town = |id: &str, name: &str, rest: &str| {
        format!("[[unit]]\nid = '990001/{id}'\nname = '{name}'\nkind = 'town'\n{rest}\n")
    };
    let both = town("a", "东镇", "to = 2019\n") + &town("b", "东 镇", "from = 2019");
    assert_eq!(problems(&both), ["东 镇 is also a name of 990001/a"]);
    assert!(problems(&(town("a", "东镇", "to = 2019\n") + &town("b", "东镇", "from = 2020"))).is_empty());
    assert_eq!(
        problems(&town("a", "东镇", "members = ['990001/z']")),
        ["its member 990001/z does not exist"]
    );
    let circle = town("a", "东镇", "to = 2019\nsuccessors = ['990001/b']")
        + &town("b", "西镇", "to = 2019\nsuccessors = ['990001/a']");
    assert_eq!(problems(&circle), ["its successors lead back to it"; 2]);
    let code = town("a", "东镇", "codes = [{ system = 'nbs', code = '310118000000' }]");
    assert_eq!(problems(&code), ["its code 310118000000 has not 12 digits that begin with 990001"]);
    assert_eq!(problems("[indicators]\na = ['产值']\nb = ['产值']"), ["产值 is also a name of b"]);
    assert_eq!(problems("[dimensions]\nmass = ['a']"), ["its dimension is told and no name"]);
}

#[test]
fn a_draft_can_be_laid_over() {
    let county = Region { id: Some("990001".to_owned()), name: "甲县".to_owned() };
    let names = [
        "榆山街道",
        "榆山镇",
        "东阿镇",
        "榆山镇",
        "开发区管委会",
        "合计",
        "全县",
        "青发集团（含市西软件园）",
        "㐂村",
    ];
    let toml = Registry::default().draft(&county, &names, &Towns::default());
    let registry = Registry::default().with_layer("draft.toml", &toml).unwrap();
    assert_eq!(check(&registry), []);
    assert_eq!(said(&registry, "榆山街道", &county, 2023), "990001/yushan");
    assert_eq!(said(&registry, "榆山镇", &county, 2023), "990001/yushanzhen");
    assert_eq!(said(&registry, "东阿镇", &county, 2023), "990001/donga");
    assert_eq!(registry.units().len(), 7);
    let backwards: Vec<&str> = names.iter().rev().copied().collect();
    assert_eq!(Registry::default().draft(&county, &backwards, &Towns::default()), toml);
    assert_eq!(registry.suggest(&names, &county, None, &Hints::default()), "");
}

#[test]
fn a_draft_of_a_listed_region_has_its_code_and_full_name() {
    let region = listed_region("370124").unwrap();
    assert_eq!(region.name, "平阴县");
    let toml = Registry::default().draft(&region, &["榆山街道"], &Towns::default());
    let registry = Registry::default().with_layer("draft.toml", &toml).unwrap();
    assert_eq!(check(&registry), []);
    let county = registry.unit("370124").unwrap();
    assert_eq!(county.full_name.as_deref(), Some("山东省济南市平阴县"));
    assert_eq!(county.codes[0].code, "370124000000");
}
