//! The changes that follow from two truth files, found in a way of their own: by the printed words, with the rewordings
//! that the made-up notice is known to have.

use std::collections::{BTreeMap, HashMap};

use fenjie_model::{Changes, Decimal, Target, TargetChange};
use serde_json::Value as Json;

/// A fact as a truth file holds it.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    /// Its annex; the first is the summary table.
    pub(crate) annex: u32,
    pub(crate) title: String,
    pub(crate) row: Vec<String>,
    pub(crate) column: Vec<String>,
    pub(crate) value: Json,
}

/// A truth file.
#[derive(Debug)]
pub(crate) struct Truth {
    pub(crate) json: Json,
    pub(crate) facts: Vec<Fact>,
}

fn strings(json: &Json) -> Vec<String> {
    json.as_array().into_iter().flatten().map(|s| clean(s.as_str().unwrap())).collect()
}

fn clean(text: &str) -> String {
    fenjie_model::text::clean(text)
}

impl Truth {
    /// Reads the text of a truth file.
    pub(crate) fn read(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).unwrap();
        let titles: HashMap<u64, String> = json["annexes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|annex| (annex["number"].as_u64().unwrap(), clean(annex["title"].as_str().unwrap())))
            .collect();
        let mut facts = Vec::new();
        for row in json["indicators"].as_array().unwrap() {
            for (key, column) in [("total", "总量"), ("growth", "增幅")] {
                facts.push(Fact {
                    annex: 1,
                    title: titles[&1].clone(),
                    row: strings(&row["name"]),
                    column: vec![column.into()],
                    value: row[key].clone(),
                });
            }
        }
        for record in json["records"].as_array().unwrap() {
            let annex = record["annex"].as_u64().unwrap();
            facts.push(Fact {
                annex: annex as u32,
                title: titles[&annex].clone(),
                row: vec![clean(record["unit"].as_str().unwrap())],
                column: strings(&record["column"]),
                value: record.clone(),
            });
        }
        Self { json, facts }
    }
}

impl Fact {
    pub(crate) fn raw(&self) -> String {
        clean(self.value["raw"].as_str().unwrap())
    }

    pub(crate) fn number(&self, key: &str) -> Option<Decimal> {
        self.value[key].as_str().map(|digits| digits.parse().unwrap())
    }

    /// What it is about, in words that both years share.
    fn about(&self, reworded: &[(&str, &str)]) -> String {
        let known =
            |text: &str| reworded.iter().fold(text.to_owned(), |text, (new, old)| text.replace(new, old));
        let bare = |cell: &String| {
            let bare = ["（亿元）", "（户）", "（家）", "（%）", "（≥，%）"]
                .iter()
                .fold(cell.clone(), |cell, bracket| {
                    cell.strip_suffix(bracket).map_or(cell.clone(), str::to_owned)
                });
            match bare.as_str() {
                "目标值" | "目标任务" | "2024年目标" => "工作目标".to_owned(),
                _ => bare,
            }
        };
        let title = self.title.split_once("年度").unwrap().1;
        let column: Vec<_> = self.column.iter().map(bare).collect();
        known(&format!("{title}: {} / {}", self.row.join("/"), column.join("/")))
    }
}

/// Where a fact stands and what is printed there.
pub(crate) fn place(annex: u32, row: &[String], column: &[String], raw: &str) -> String {
    let column = match column.last().map(String::as_str) {
        Some(last) if annex == 1 && last.starts_with("增幅") => "增幅".to_owned(),
        Some("总量") if annex == 1 => "总量".to_owned(),
        _ => column.join("/"),
    };
    format!("{annex} {} / {column} = {raw}", row.join("/"))
}

impl Fact {
    fn place(&self) -> String {
        place(self.annex, &self.row, &self.column, &self.raw())
    }
}

/// A change in words: its kind, the places of both sides, the difference.
pub(crate) type Line = (String, String, String, String);

/// The changes of targets that follow from two truth files, sorted. `reworded` holds what the registry knows to be one,
/// in the words of the new and of the old notice.
pub(crate) fn expected(old: &Truth, new: &Truth, reworded: &[(&str, &str)]) -> Vec<Line> {
    // Facts of one wording are told apart by their order.
    let index = |truth: &Truth| {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut index = BTreeMap::new();
        for fact in &truth.facts {
            let about = fact.about(reworded);
            let count = seen.entry(about.clone()).or_default();
            index.insert((about, *count), fact.clone());
            *count += 1;
        }
        index
    };
    let (old, mut new) = (index(old), index(new));
    let mut lines = Vec::new();
    for (key, a) in &old {
        let Some(b) = new.remove(key) else {
            lines.push(("dropped".to_owned(), a.place(), String::new(), String::new()));
            continue;
        };
        if a.raw() == b.raw() {
            continue;
        }
        let (change, difference) = match (a.number("number"), b.number("number")) {
            (Some(x), Some(y)) if x == y => ("restated", Some(Decimal::ZERO)),
            (Some(x), Some(y)) => ("changed", Some((y - x).normalize())),
            // A dash and a slash both say that there is none; a blank says nothing.
            _ if a.value["kind"] == "none"
                && b.value["kind"] == "none"
                && !a.raw().is_empty()
                && !b.raw().is_empty() =>
            {
                ("restated", None)
            }
            _ => ("changed", None),
        };
        let difference = difference.map(|d| d.to_string()).unwrap_or_default();
        lines.push((change.to_owned(), a.place(), b.place(), difference));
    }
    lines.extend(new.values().map(|b| ("added".to_owned(), String::new(), b.place(), String::new())));
    lines.sort();
    lines
}

/// The changes of targets that were found, sorted.
pub(crate) fn found(changes: &Changes<'_>) -> Vec<Line> {
    let at = |target: Option<&Target>| {
        target
            .map(|t| place(t.annex.unwrap_or_default(), &t.row_path, &t.column_path, &t.value.raw))
            .unwrap_or_default()
    };
    let line = |change: &TargetChange<'_>| {
        let difference = change.difference.map(|d| d.to_string()).unwrap_or_default();
        (change.change.as_str().to_owned(), at(change.old), at(change.new), difference)
    };
    let mut lines: Vec<_> = changes.targets.iter().map(line).collect();
    lines.sort();
    lines
}

/// What one sorted list has and the other lacks.
pub(crate) fn lacking(all: &[Line], there: &[Line]) -> Vec<Line> {
    let mut rest: Vec<&Line> = there.iter().collect();
    let mut lacks = |line: &Line| match rest.binary_search(&line) {
        Ok(i) => {
            rest.remove(i);
            false
        }
        Err(_) => true,
    };
    all.iter().filter(|line| lacks(line)).cloned().collect()
}

/// The names that the truth lists under `changes`: units and indicators as `kind old -> new`, annexes by their titles.
pub(crate) fn listed_names(changes: &Changes<'_>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let units = changes.units.iter().map(|c| {
        let name = |unit: Option<&fenjie_model::UnitRef>| unit.map(|u| u.raw.clone()).unwrap_or_default();
        format!("{} {} -> {}", c.change.as_str(), name(c.old), name(c.new))
    });
    let indicators = changes.indicators.iter().map(|c| {
        let name = |i: Option<&fenjie_model::IndicatorRef>| i.map(|i| i.name.clone()).unwrap_or_default();
        format!("{} {} -> {}", c.change.as_str(), name(c.old), name(c.new))
    });
    let annexes = changes.annexes.iter().map(|c| {
        let number = |annex: Option<&fenjie_model::Annex>| annex.map_or(0, |a| a.number.unwrap_or_default());
        format!("{} {} -> {}", c.change.as_str(), number(c.old), number(c.new))
    });
    let sorted = |names: &mut dyn Iterator<Item = String>| {
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    };
    (sorted(&mut { units }), sorted(&mut { indicators }), sorted(&mut { annexes }))
}
