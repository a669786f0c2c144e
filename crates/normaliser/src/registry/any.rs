//! What holds for any registry and any name.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Registries of a few units that end and are carried on at random, circles included.
fn registries() -> impl Strategy<Value = Registry> {
    let unit = (
        prop::option::of(2010_i16..2030),
        prop::collection::vec(0_usize..6, 0..3),
        prop::collection::vec(0_usize..6, 0..3),
    );
    prop::collection::vec(unit, 1..6).prop_map(|units| {
        let list = |ids: &[usize]| ids.iter().map(|n| format!("'990001/u{n}'")).collect::<Vec<_>>().join(", ");
        let toml: String = units
            .iter()
            .enumerate()
            .map(|(n, (to, successors, members))| {
                let to = to.map_or(String::new(), |to| format!("to = {to}\n"));
                let (successors, members) = (list(successors), list(members));
                format!("[[unit]]\nid = '990001/u{n}'\nname = '{n}镇'\nkind = 'town'\n{to}successors = [{successors}]\nmembers = [{members}]\n")
            })
            .collect();
        Registry::default().with_layer("random.toml", &toml).expect("the form is right")
    })
}

proptest! {
    #[test]
    fn whoever_carries_on_lives_in_that_year(registry in registries(), year in 2005_i16..2035) {
        for unit in registry.units() {
            let history = registry.history(&unit.id, year).unwrap();
            for units in [&history.members, &history.carried_on_by] {
                prop_assert!(units.iter().all(|u| u.years.include(Some(year))));
                let distinct: BTreeSet<&str> = units.iter().map(|u| u.id.as_str()).collect();
                prop_assert_eq!(distinct.len(), units.len());
            }
            if unit.years.include(Some(year)) {
                prop_assert_eq!(&history.carried_on_by, &[unit]);
                prop_assert_eq!(history.name, Some(unit.name.as_str()));
            } else {
                prop_assert_eq!(history.name, None);
            }
        }
    }

    #[test]
    fn names_resolve_to_who_bears_them_then(registry in registries(), year in 2005_i16..2035) {
        let county = Region { id: Some("990001".to_owned()), name: "甲县".to_owned() };
        for unit in registry.units() {
            let known = registry.resolve(&unit.name, Some(&county), Some(year)) == Resolution::Known(unit);
            prop_assert_eq!(known, unit.years.include(Some(year)));
        }
    }

    #[test]
    fn any_name_and_issuer_are_answered(name in "\\PC{0,20}") {
        let registry = Registry::builtin();
        let region = Region { id: Some("310118".to_owned()), name: "青浦区".to_owned() };
        let _ = registry.region_of(&name);
        let _ = registry.unit_ref(&name, Some(&region), Some(2023));
        let _ = registry.indicator(&name, &[&name]);
        let toml = registry.suggest(&[&name], &region, None, &Hints::default());
        if !toml.is_empty() {
            let patch = Patch::read("suggested.toml", &toml);
            prop_assert!(patch.is_ok_and(|patch| learn(&patch, &registry, &[]).is_ok()), "{}", toml);
        }
    }
}
