//! What patches do to the files of a folder.

use fenjie_model::Region;
use proptest::prelude::*;

use super::{File, Hints, Learned, Lesson, Patch, Registry, Regrouped, Rename, Resolution, check, learn};

fn qingpu() -> Region {
    Region { id: Some("310118".to_owned()), name: "青浦区".to_owned() }
}

fn patch(rest: &str) -> Patch {
    Patch::read("x.toml", &format!("[region]\nid = \"310118\"\n{rest}")).expect("the form is right")
}

fn file(text: &str) -> File {
    File { name: "310118.toml".to_owned(), text: text.to_owned() }
}

/// The folder after the patch, and what was done.
fn taught(rest: &str, files: &[File]) -> Learned {
    learn(&patch(rest), &Registry::builtin(), files).expect("it can be learned")
}

/// Why the patch is refused.
fn refused(rest: &str, files: &[File]) -> String {
    learn(&patch(rest), &Registry::builtin(), files).expect_err("it is refused").to_string()
}

fn with(learned: &Learned) -> Registry {
    learned.files.iter().fold(Registry::builtin(), |registry, file| {
        registry.with_layer(&file.name, &file.text).expect("it is right")
    })
}

fn said(registry: &Registry, name: &str, year: i16) -> String {
    match registry.resolve(name, Some(&qingpu()), Some(year)) {
        Resolution::Known(unit) => unit.id.clone(),
        other => format!("{other:?}"),
    }
}

const RENAME: &str = "[[rename]]\nunit = '新城公司'\nname = '新城集团'\nfrom = 2024\n";

#[test]
fn a_rename_gives_the_old_name_its_last_year() {
    let learned = taught(RENAME, &[]);
    assert_eq!(learned.done, ["rename 310118/xincheng-company 新城公司 → 新城集团 from 2024"]);
    assert_eq!(
        learned.files,
        [file(
            "[[unit]]\nid = \"310118/xincheng-company\"\nname = \"新城集团\"\nkind = \"company\"\nnames = [{ name = \"新城公司\", to = 2023 }, { name = \"新城集团\", from = 2024 }]\n"
        )]
    );
    let registry = with(&learned);
    for (name, year, expected) in [
        ("新城公司", 2023, "310118/xincheng-company"),
        ("新城公司", 2024, "Unknown"),
        ("新城集团", 2023, "Unknown"),
        ("新城集团", 2024, "310118/xincheng-company"),
    ] {
        assert_eq!(said(&registry, name, year), expected, "{name} in {year}");
    }
    let unit = registry.unit("310118/xincheng-company").expect("it is there");
    assert_eq!((unit.name_in(Some(2023)), unit.name_in(Some(2024))), ("新城公司", "新城集团"));
}

#[test]
fn a_patch_can_be_given_twice() {
    let all = format!(
        "{RENAME}[[alias]]\nunit = '310118/zhaoxiang'\nname = '赵巷'\nfrom = 2024\n[[new]]\nname = '示范区公司'\nfrom = 2024\n[[merger]]\nunits = ['现代农业园区']\ninto = '示范区公司'\nlast = 2023\n"
    );
    let once = taught(&all, &[]);
    assert_eq!(
        once.done,
        [
            "new 310118/shifanqugongsi 示范区公司",
            "rename 310118/xincheng-company 新城公司 → 新城集团 from 2024",
            "alias 310118/zhaoxiang 赵巷 from 2024",
            "end 310118/modern-agriculture-park in 2023, carried on by 310118/shifanqugongsi",
        ]
    );
    let registry = with(&once);
    assert_eq!(check(&registry), []);
    let history = registry.history("310118/modern-agriculture-park", 2024).expect("it is there");
    assert_eq!(history.carried_on_by[0].id, "310118/shifanqugongsi");
    let twice = taught(&all, &once.files);
    assert_eq!((twice.files.len(), twice.done.len(), twice.known.len()), (0, 0, 4), "{twice:?}");
}

#[test]
fn what_stands_in_a_file_stays() {
    let text = "\
# Ours.

[[unit]]
id = \"310118/other-park\"   # by letter of 2021
name = \"东园\" # as printed
kind = \"park\"
names = [
  { name = \"东园区\" }, # in one table
]

# The names below are of the city.
[indicators]
gdp = [\"地区总产值\"]
";
    let learned = taught(
        "[[rename]]\nunit = '东园'\nname = '东方园'\nfrom = 2024\n[[new]]\nname = '西园区'\n",
        &[file(text)],
    );
    let expected = text
        .replace("name = \"东园\" #", "name = \"东方园\" #")
        .replace(
            "  { name = \"东园区\" }, # in one table\n]\n",
            "  { name = \"东园区\" },\n  { name = \"东园\", to = 2023 },\n  { name = \"东方园\", from = 2024 }, # in one table\n]\n\n[[unit]]\nid = \"310118/xiyuanqu\"\nname = \"西园区\"\nkind = \"park\"\n",
        );
    assert_eq!(learned.files[0].text, expected);
}

#[test]
fn what_a_check_would_find_is_refused() {
    assert_eq!(
        refused("[[alias]]\nunit = '310118/zhaoxiang'\nname = '徐泾镇'\n", &[]),
        "310118/xujing: 徐泾镇 is also a name of 310118/zhaoxiang"
    );
    assert_eq!(
        refused("[[new]]\nname = '新园区'\nid = '310118/zhaoxiang'\n", &[]),
        "310118/zhaoxiang is the ID of another unit than 新园区; give 新园区 one of its own"
    );
    assert_eq!(
        refused("[[merger]]\nunits = ['赵巷镇']\ninto = '某镇'\nlast = 2023\n", &[]),
        "某镇 means no one unit of 青浦区"
    );
    let twice = RENAME.to_owned() + &RENAME.replace("集团", "投资");
    assert_eq!(
        refused(&twice, &[]),
        "310118/xincheng-company is also 新城集团 from 2024 or later; edit its names by hand"
    );
    let circle = "[[merger]]\nunits = ['赵巷镇']\ninto = '徐泾镇'\nlast = 2023\n[[merger]]\nunits = ['徐泾镇']\ninto = '310118/zhaoxiang'\nlast = 2024\n";
    assert!(refused(circle, &[]).contains("its successors lead back to it"));
    let bad = Patch::read("x.toml", "[region]\nid = '310118'\n[[rename]]\nunit = 'a'\nname = 'b'");
    assert_eq!(bad.expect_err("it lacks a year").to_string(), "x.toml:3: missing field `from`");
}

#[test]
fn a_region_that_nothing_holds_is_added() {
    let elsewhere = Patch::read("x.toml", "[region]\nid = '370124'\n[[new]]\nname = '榆山街道'\n");
    let learned =
        learn(&elsewhere.expect("the form is right"), &Registry::builtin(), &[]).expect("it is learned");
    assert_eq!(learned.files[0].name, "370124.toml");
    let registry = with(&learned);
    assert_eq!(check(&registry), []);
    assert_eq!(registry.unit("370124/yushan").map(|unit| unit.name.as_str()), Some("榆山街道"));
    assert_eq!(
        registry.unit("370124").and_then(|unit| unit.full_name.as_deref()),
        Some("山东省济南市平阴县")
    );
    let other =
        Patch::read("x.toml", "[region]\nid = '370124'\nname = '青浦区'\n").expect("the form is right");
    let refused = learn(&other, &Registry::builtin(), &[]).expect_err("the code is another region's");
    assert_eq!(refused.to_string(), "370124 is 平阴县, not 青浦区");
    let nameless = Patch::read("x.toml", "[region]\nid = '990001'\n").expect("the form is right");
    assert!(learn(&nameless, &Registry::builtin(), &[]).is_err());
}

#[test]
fn a_unit_that_has_ended_gets_no_name() {
    let unit = || "310118/zhaoxiang".to_owned();
    let rename = Lesson::Rename { unit: unit(), name: "西镇".into(), from: 2026 };
    let end = Lesson::End { units: vec![unit()], into: vec!["徐泾镇".into()], last: 2024 };
    let refused = |lessons: [&Lesson; 2]| {
        let patch = Patch { region: qingpu(), lessons: lessons.map(Clone::clone).into() };
        learn(&patch, &Registry::builtin(), &[]).expect_err("it has ended").to_string()
    };
    assert_eq!(refused([&end, &rename]), "310118/zhaoxiang ends in 2024, and has no name from 2026 on");
    assert_eq!(refused([&rename, &end]), "310118/zhaoxiang is 西镇 from 2026 on, and cannot end in 2024");
}

#[test]
fn a_name_that_may_be_known_is_left_to_a_person() {
    let hints = Hints {
        renames: vec![Rename {
            unit: "310118/xincheng-company".into(),
            name: "新城集团".into(),
            evidence: "29 of 31 numbers are alike".into(),
        }],
        regroupings: vec![Regrouped {
            units: vec!["310118/zhaoxiang".into(), "310118/xujing".into()],
            into: vec!["示范区公司".into()],
            evidence: "9 of 10 sums are alike".into(),
        }],
        gone: vec!["310118/xincheng-company".into(), "310118/modern-agriculture-park".into()],
        last: Some(2023),
    };
    let names = ["新城集团", "示范区公司", "赵巷镇"];
    let toml = Registry::builtin().suggest(&names, &qingpu(), Some(2024), &hints);
    // Only what is like nothing else is proposed outright.
    let as_printed = Patch::read("x.toml", &toml).expect("it is a patch");
    let learned = learn(&as_printed, &Registry::builtin(), &[]).expect("it can be learned");
    assert_eq!(learned.done, ["new 310118/shifanqugongsi 示范区公司"], "{toml}");
    assert!(
        toml.contains("# 新城公司 under a new name? 29 of 31 numbers are alike\n#[[rename]]\n"),
        "{toml}"
    );
    assert!(toml.contains("# 现代农业园区 is not named any more."), "{toml}");
    assert!(!toml.contains("\"赵巷镇\""), "{toml}");
    let merger = "#[[merger]]\n#units = [\"310118/zhaoxiang\", \"310118/xujing\"]\n#into = \"示范区公司\"\n#last = 2023\n";
    assert!(toml.contains(merger), "{toml}");
    // A way that is chosen.
    let chosen = toml.replacen("#[[rename]]\n#unit", "[[rename]]\nunit", 1);
    let chosen = chosen.replacen("#name = \"新城集团\"\n#from", "name = \"新城集团\"\nfrom", 1);
    let chosen = Patch::read("x.toml", &chosen).expect("it is a patch");
    let learned = learn(&chosen, &Registry::builtin(), &[]).expect("it can be learned");
    assert_eq!(said(&with(&learned), "新城集团", 2024), "310118/xincheng-company");
}

/// Lessons about units of the registry, from 2024 on.
fn lessons() -> impl Strategy<Value = Vec<Lesson>> {
    let ids: Vec<String> = Registry::builtin().units().iter().map(|unit| unit.id.clone()).collect();
    let unit = || prop::sample::select(ids.clone());
    let name = "[东西南北]{1,2}(镇|公司|园区)";
    let year = 2024_i16..2030;
    let lesson = prop_oneof![
        (name, prop::option::of(year.clone())).prop_map(|(name, from)| Lesson::New {
            name,
            id: None,
            kind: None,
            full_name: None,
            from
        }),
        (unit(), name, year.clone()).prop_map(|(unit, name, from)| Lesson::Rename { unit, name, from }),
        (unit(), name, year.clone()).prop_map(|(unit, name, from)| Lesson::Alias {
            unit,
            name,
            from: Some(from),
            to: None
        }),
        (prop::collection::vec(unit(), 1..3), prop::collection::vec(unit(), 1..3), year)
            .prop_map(|(units, into, last)| Lesson::End { units, into, last }),
    ];
    prop::collection::vec(lesson, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_learned_changes_no_year_before(lessons in lessons()) {
        let patch = Patch { region: qingpu(), lessons };
        let before = Registry::builtin();
        // What cannot be true is refused, and changes nothing either.
        let Ok(learned) = learn(&patch, &before, &[]) else { return Ok(()) };
        let after = with(&learned);
        prop_assert_eq!(check(&after), []);
        for unit in before.units() {
            prop_assert_eq!(after.unit_in(&unit.id, Some(2023)), before.unit_in(&unit.id, Some(2023)));
            for name in unit.all_names() {
                prop_assert_eq!(said(&after, name, 2023), said(&before, name, 2023));
            }
        }
        let again = learn(&patch, &before, &learned.files);
        prop_assert!(again.is_ok_and(|again| again.files.is_empty()), "{:?}", learned.done);
    }
}
