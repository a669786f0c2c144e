//! Columns whose innermost headers do not tell them apart (失业保险/期末参保 and 工伤保险/期末参保): the heads over these
//! belong in the names of their indicators.

use std::hash::Hash;

use fenjie_model::{HashMap, HashSet, Period, UnitKind};

use crate::form::Axis;
use crate::headers::Headers;
use crate::known::Known;
use crate::names::{ColumnNames, Told, names_bearer};
use crate::words::{after_date, is_share, leans};

/// What tells the facts of a row apart beside their indicators: for when, at which stage and for whom a column is.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Bearer<'a> {
    year: Option<i16>,
    months: Option<(u8, u8)>,
    stage: Option<&'static str>,
    units: Vec<&'a str>,
}

impl<'a> Bearer<'a> {
    /// The bearer of a column's facts in an annex of the year.
    pub(crate) fn of(column: &Headers<'a>, axis: Axis, year: Option<i16>, known: &Known<'_>) -> Self {
        // Heads that are no part of the names.
        let is_bearer = |text: &&&str| {
            let is_sum = || known.unit_kind(text).is_some_and(UnitKind::is_sum);
            names_bearer(text, known) && !is_sum()
        };
        let units = match axis {
            Axis::Across => column.unit.into_iter().collect(),
            Axis::Down | Axis::Region => column.path.iter().filter(is_bearer).copied().collect(),
        };
        let Period { year: named, months } = column.period;
        Self { year: named.or(year), months, stage: column.stage, units }
    }
}

/// Lets the columns that would give one name for the same bearer take as many of their heads as part them.
pub(crate) fn tell_apart(names: &mut [ColumnNames], columns: &[(usize, Bearer<'_>)], known: &Known<'_>) {
    let alone = told(names, columns, 1, known);
    let behind = told(names, columns, 0, known);
    for (((col, _), alone), behind) in columns.iter().zip(alone).zip(behind) {
        names[*col].told = Told { alone, behind };
    }
}

/// How many heads each column has to tell, where all tell so many at the least.
fn told(
    names: &[ColumnNames],
    columns: &[(usize, Bearer<'_>)],
    least: usize,
    known: &Known<'_>,
) -> Vec<usize> {
    let heads: Vec<&[String]> = columns.iter().map(|(col, _)| names[*col].heads.as_slice()).collect();
    // 增收额 says nothing without what it is of; 其他 across the top is who it is of.
    let leaning = |at: usize| {
        let bearer = &columns[at].1;
        heads[at].first().is_some_and(|leaf| leans(leaf) && !bearer.units.contains(&leaf.as_str()))
    };
    // 改造提升 beside 新建 and the 小计 of both under 建设面积 is a part of the same.
    let whole = |at: usize| heads[at].get(1..).filter(|over| !over.is_empty());
    let parted: HashSet<&[String]> = (0..heads.len()).filter(|at| leaning(*at)).filter_map(whole).collect();
    let summed: HashSet<&[String]> = heads.iter().copied().filter(|heads| parted.contains(heads)).collect();
    let is_known = |at: usize| known.registry.indicator::<&str>(&heads[at][0], &[]).is_some();
    let is_part = |at: usize| whole(at).is_some_and(|over| summed.contains(over)) && !is_known(at);
    // 总投资 beside 中央 and 自筹, which are parts of it, is told as they are.
    let says_little = |at: &usize| names[columns[*at].0].says_little;
    let parts = heads.iter().enumerate().filter(|(at, _)| says_little(at)).map(|(_, heads)| *heads);
    let paid: HashSet<&[String]> =
        parts.flat_map(|heads| (1..heads.len()).map(move |from| &heads[from..])).collect();
    let first = |at: usize| {
        let names = &names[columns[at].0];
        // Nor does 其中：亿元以上.
        let needs_more = leaning(at)
            || least > 0 && names.bare
            || names.says_little
            || is_part(at)
            || least == 0 && paid.contains(heads[at]);
        (least + usize::from(needs_more)).min(heads[at].len())
    };
    let known_by = |at: usize, told: usize| {
        let (col, bearer) = &columns[at];
        (bearer, names[*col].growth, names[*col].name("", told))
    };
    let mut told = until_told_apart((0..heads.len()).map(first).collect(), &heads, known_by);
    if least == 0 {
        for (at, told) in told.iter_mut().enumerate().filter(|(_, told)| **told == 1) {
            if leaning(at) && heads[at].len() > 1 || names[columns[at].0].counts_head() {
                *told += 1;
            }
        }
        tell_dated(&mut told, &heads);
        // Behind the name of a row, what each counts is told whenever it is for: 债券额度 beside 支出进度 by the end of June.
        let says_when = |at: usize| heads[at].first().is_none_or(|head| after_date(head).is_some());
        let counted = |at: usize, told: usize| {
            let (col, bearer) = &columns[at];
            let when = says_when(at).then_some(bearer);
            (&bearer.units, when, names[*col].growth, names[*col].name("", told))
        };
        told = until_told_apart(told, &heads, counted);
    }
    // 一季度 beside 全年 under one head is of the same, whatever the one of them had to be told from.
    let mut most_told: HashMap<&[String], usize> = HashMap::default();
    for (heads, told) in heads.iter().zip(&told) {
        let most = most_told.entry(heads).or_default();
        *most = (*most).max(*told);
    }
    heads.iter().map(|heads| most_told[heads]).collect()
}

/// Lets the columns that nothing but their times tells from the others (上半年投资完成率) say behind the name of a row what they
/// count, where each says so itself and some have to (项目数, 计划投资): the row names a thing, and no number of it. A rate is
/// none anyway.
fn tell_dated(told: &mut [usize], heads: &[&[String]]) {
    let names_things = told.iter().any(|told| *told > 0) && heads.iter().all(|heads| !heads.is_empty());
    let is_rate = |heads: &[String]| heads.first().and_then(|head| after_date(head)).is_some_and(is_share);
    for (told, heads) in told.iter_mut().zip(heads) {
        if *told == 0 && !heads.is_empty() && (names_things || is_rate(heads)) {
            *told = 1;
        }
    }
}

/// How many of its heads each thing tells so that none is known by the same as one with other heads, from so many on:
/// `known_by` says what one that tells so many is known by.
pub(crate) fn until_told_apart<H: PartialEq, K: Eq + Hash>(
    mut told: Vec<usize>,
    heads: &[impl AsRef<[H]>],
    known_by: impl Fn(usize, usize) -> K,
) -> Vec<usize> {
    let of = |at: usize| heads[at].as_ref();
    let deepest = (0..heads.len()).map(|at| of(at).len()).max().unwrap_or(0);
    for _ in 0..deepest {
        let mut alike: HashMap<K, Vec<usize>> = HashMap::default();
        for (at, told) in told.iter().enumerate() {
            alike.entry(known_by(at, *told)).or_default().push(at);
        }
        let differ = |class: &Vec<usize>| class.iter().any(|&at| of(at) != of(class[0]));
        let mut is_more = false;
        for at in alike.into_values().filter(differ).flatten() {
            is_more |= told[at] < of(at).len();
            told[at] = (told[at] + 1).min(of(at).len());
        }
        if !is_more {
            break;
        }
    }
    told
}
