//! Which of several measures of a 单位 line columns are counted in whose heads do not tell: the measures stand in the order of the
//! columns, and each is of one at least. Some heads have to tell that the order is theirs, and what is taken from it is said.

use fenjie_model::text::is_numeral;
use fenjie_model::{HashMap, Measure};

use crate::form::{Axis, Form, Role};
use crate::headers::Headers;
use crate::measure::{Noted, choose, denies, is_ratio, speaks_of_another};
use crate::registry::is_total;
use crate::words::is_frame;

/// Columns side by side that are counted in one measure.
#[derive(Debug, Clone)]
struct Run {
    columns: Vec<usize>,
    /// Which measure their heads tell.
    told: Option<usize>,
}

/// The measures of the columns that do not tell theirs, by column, as places in the line.
pub(super) fn by_order(line: &[Noted], form: &Form, columns: &[Headers<'_>]) -> HashMap<usize, usize> {
    let mut found = HashMap::default();
    let has_indicators = form.groups.iter().any(|group| group.of(Role::Indicator).next().is_some());
    let is_counted = |at: &usize| !is_ratio(&line[*at].measure) && !line[*at].alone;
    let measures: Vec<usize> = (0..line.len()).filter(is_counted).collect();
    if form.axis != Axis::Down || has_indicators || measures.len() < 2 {
        return found;
    }
    for group in &form.groups {
        let single = single(line, &measures, columns, group.of(Role::Value));
        // As many columns as measures are each in one of its own.
        let one_each = single.len() == measures.len();
        let mut runs = if one_each { single.clone() } else { joined(&single, columns) };
        let mut settled = settle(line, &measures, columns, &runs);
        if one_each && settled.is_empty() {
            runs = joined(&single, columns);
            settled = settle(line, &measures, columns, &runs);
        }
        for (run, at) in settled {
            found.extend(runs[run].columns.iter().map(|col| (*col, at)));
        }
    }
    found
}

/// The columns that have no measure of their own, and are no rates, each as a run.
fn single(
    line: &[Noted],
    measures: &[usize],
    columns: &[Headers<'_>],
    values: impl Iterator<Item = usize>,
) -> Vec<Run> {
    let is_open = |column: &Headers<'_>| column.measure.is_none() && !column.growth && !column.share;
    let run = |col: usize| {
        let chosen = choose(line, &columns[col].path);
        let told = measures.iter().copied().find(|at| chosen.is_some_and(|one| *one == line[*at].measure));
        Run { columns: vec![col], told }
    };
    values.filter(|col| is_open(&columns[*col])).map(run).collect()
}

/// The same where 2023年完成 and 2024年计划 below one head are counted alike.
fn joined(single: &[Run], columns: &[Headers<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for run in single {
        let path = run.columns.first().map(|col| &columns[*col].path);
        let goes_on = |last: &Run| {
            let before = last.columns.last().map(|col| &columns[*col].path);
            let below_one = |(before, path): (&Vec<&str>, &Vec<&str>)| {
                before.len() > 1 && path.len() > 1 && before.first() == path.first()
            };
            last.told.is_none() && run.told.is_none() && before.zip(path).is_some_and(below_one)
        };
        match runs.last_mut().filter(|last| goes_on(last)) {
            Some(last) => last.columns.extend(&run.columns),
            None => runs.push(run.clone()),
        }
    }
    runs
}

/// The runs that do not tell their measure, with the one that is theirs where the measures can stand in the order of the runs in
/// one way alone. A run that tells its measure has to stand in its place: lines are often in another order than the columns.
fn settle(line: &[Noted], measures: &[usize], columns: &[Headers<'_>], runs: &[Run]) -> Vec<(usize, usize)> {
    let open: Vec<usize> = (0..runs.len()).filter(|run| runs[*run].told.is_none()).collect();
    let told: Vec<usize> = runs.iter().filter_map(|run| run.told).collect();
    let is_left = measures.iter().any(|at| !told.contains(at));
    if open.is_empty() || told.is_empty() || !told.is_sorted() || !is_left {
        return Vec::new();
    }
    let heads = |run: usize| runs[run].columns.iter().flat_map(|col| columns[*col].path.iter().copied());
    let may_be_in = |run: usize, measure: &Measure| {
        let heads: Vec<&str> = heads(run).collect();
        let is_other = |text: &&str| denies(text, measure) || speaks_of_another(text, measure);
        !heads.iter().any(is_other) && !heads.iter().all(|text| is_total(text))
    };
    let leaf = |run: usize| heads(run).last().unwrap_or_default();
    // 产量 under 蔬菜 and 产量 under 水产品 are told apart by the heads over them.
    let are_of_one = |one: usize, other: usize| match (leaf(one), leaf(other)) {
        (first, second) if first == second => {
            are_alike(&heads(one).collect::<String>(), &heads(other).collect::<String>())
        }
        (first, second) => are_alike(first, second),
    };
    let names_things = || {
        let frames = open.iter().filter(|run| heads(**run).all(is_frame)).count();
        frames == 0 && !open.windows(2).any(|pair| are_of_one(pair[0], pair[1]))
    };
    let fits = |found: &[(usize, usize)]| found.iter().all(|(run, at)| may_be_in(*run, &line[*at].measure));
    // What is paid says so: money that others are told to be in is not theirs.
    let is_of_others =
        |at: usize| line[at].measure.dimension.as_deref() == Some("currency") && told.contains(&at);
    let is_sure = |found: &[(usize, usize)]| match found {
        [(_, first), others @ ..] => others.iter().all(|(_, at)| at == first) || names_things(),
        [] => false,
    };
    let may_be = |run: &Run, at: usize| run.told.map_or(!is_of_others(at), |told| told == at);
    only_order(measures, runs, may_be).filter(|found| fits(found) && is_sure(found)).unwrap_or_default()
}

/// What the runs that do not tell are counted in, where the measures can stand in the order of the runs in one way alone: each
/// run is counted in the measure of the one before it, or in the next of the line.
fn only_order(
    measures: &[usize],
    runs: &[Run],
    may_be: impl Fn(&Run, usize) -> bool,
) -> Option<Vec<(usize, usize)>> {
    // In how many ways the runs up to one can be counted so that it is in the measure at a place.
    let mut ways = vec![vec![0_u32; measures.len()]; runs.len()];
    for run in 0..runs.len() {
        for place in (0..measures.len()).filter(|place| may_be(&runs[run], measures[*place])) {
            ways[run][place] = match run.checked_sub(1) {
                None => u32::from(place == 0),
                Some(above) => {
                    let next = place.checked_sub(1).map_or(0, |before| ways[above][before]);
                    ways[above][place].saturating_add(next)
                }
            };
        }
    }
    let mut place = measures.len().checked_sub(1)?;
    if ways.last()?[place] != 1 {
        return None;
    }
    let mut found = Vec::new();
    for run in (0..runs.len()).rev() {
        if run + 1 < runs.len() && ways[run][place] == 0 {
            place = place.checked_sub(1)?;
        }
        if runs[run].told.is_none() {
            found.push((run, measures[place]));
        }
    }
    Some(found)
}

/// C级 and D级, 男性 and 女性: heads that only an order or a sex tells apart are of one measure. 亩产 and 总产 are not.
fn are_alike(one: &str, other: &str) -> bool {
    let tells_apart = |c: char| c.is_ascii_alphanumeric() || is_numeral(c) || "甲乙丙丁男女".contains(c);
    let mut differing = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    one.chars().count() == other.chars().count() && differing.all(|(a, b)| tells_apart(a) && tells_apart(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_that_are_of_one_measure() {
        for (one, other, alike) in [
            ("C级", "D级", true),
            ("一类", "二类", true),
            ("男性", "女性", true),
            ("亩产", "总产", false),
            ("杉改竹", "防火林带", false),
        ] {
            assert_eq!(are_alike(one, other), alike, "{one} {other}");
        }
    }
}
