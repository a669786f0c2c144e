//! What one column tells as a goal and another as what came of it for another year: 2024年经营性收入目标 beside 2023年经营性收入.

use fenjie_model::{HashMap, HashSet};

use super::ColumnNames;
use crate::headers::Headers;
use crate::words::{Words, words};

/// The words for goals and for what came of them behind a name, each before what it ends with.
static ENDS: &Words = words!("目标任务 目标数 任务数 计划数 完成数 目标 任务 计划 完成 实绩");

/// What the columns of one thing are called, and for which years they are.
type Told<'a> = (HashSet<&'a str>, Vec<Option<i16>>);

/// Lets columns of one thing for a year each be named without what the one of them or the other says of it: they differ in
/// nothing but their years and these words.
pub(crate) fn share_stems(names: &mut [ColumnNames], columns: &[Headers<'_>], values: &[usize]) {
    let mut told: HashMap<Vec<String>, Told<'_>> = HashMap::default();
    for &col in values.iter().filter(|col| !columns[**col].growth) {
        if let Some(heads) = stem(&names[col].heads) {
            let (leaves, years) = told.entry(heads).or_default();
            leaves.insert(&names[col].heads[0]);
            years.push(columns[col].period.year);
        }
    }
    // 目标 and 完成 of one year are told apart by these words alone.
    told.retain(|_, (leaves, years)| {
        let of_one: HashSet<i16> = years.iter().flatten().copied().collect();
        leaves.len() > 1 && of_one.len() == years.len()
    });
    let told: HashSet<Vec<String>> = told.into_keys().collect();
    for &col in values {
        if let Some(heads) = stem(&names[col].heads).filter(|heads| told.contains(heads)) {
            names[col].heads = heads;
        }
    }
}

/// Heads whose innermost has lost the word for a goal or for what came of it; none where nothing would be left of it.
fn stem(heads: &[String]) -> Option<Vec<String>> {
    let leaf = heads.first()?;
    let stem = ENDS.all().find_map(|end| leaf.strip_suffix(end)).unwrap_or(leaf);
    let is_name = stem.chars().count() > 1;
    is_name.then(|| {
        std::iter::once(stem).chain(heads[1..].iter().map(String::as_str)).map(str::to_owned).collect()
    })
}
