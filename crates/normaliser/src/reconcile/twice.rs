//! A row that stands twice in its table, or a column: the same names, nothing beside them that tells the two apart, and
//! the same heads. One of the two is a slip, and a reader of the data would take either for the fact.

use fenjie_model::{HashMap, HashSet, Table, UnitKind, ValueKind};

use super::budget::Budget;
use super::fact::{Fact, rows, tables};
use super::{Check, Kind};
use crate::form::Axis;
use crate::names::is_part;
use crate::serials::serial;

/// The tables of the notice by their IDs.
pub(super) type Tables<'a> = HashMap<&'a str, &'a Table>;

/// Holds rows and columns of the same names against each other.
pub(super) fn check(facts: &[Fact<'_>], printed: &Tables<'_>, budget: &Budget) -> Vec<Check> {
    let mut out = Vec::new();
    for facts in tables(facts) {
        out.extend(columns(facts, budget));
        let Some(table) = printed.get(facts[0].target.table.as_str()) else { continue };
        out.extend(doubled(facts, table, budget));
    }
    out.extend(copied(facts, budget));
    out
}

/// The facts of one row of names.
type Row<'f, 'a> = &'f [Fact<'a>];

/// A folded table has several rows of names side by side, and lists side by side each their 合计.
fn named<'f, 'a>(facts: &'f [Fact<'a>]) -> impl Iterator<Item = Row<'f, 'a>> {
    let of_one = |a: &Fact<'_>, b: &Fact<'_>| {
        a.target.row_path == b.target.row_path && !(a.is_total() && b.target.col > a.target.col + 1)
    };
    rows(facts).flat_map(move |row| row.chunk_by(of_one))
}

/// The rows that stand twice.
fn doubled(facts: &[Fact<'_>], table: &Table, budget: &Budget) -> Vec<Check> {
    let bodies: Vec<Row<'_, '_>> = named(facts).filter(|row| is_body(&row[0])).collect();
    let mut last = HashMap::default();
    let mut pairs = Vec::new();
    for row in &bodies {
        let key = (&row[0].target.row_path, &row[0].target.category);
        pairs.extend(last.insert(key, *row).map(|before| (before, *row)));
    }
    // Where most units stand twice, something that was not read tells their rows apart.
    if pairs.is_empty() || pairs.len() * 2 > last.len() {
        return Vec::new();
    }
    let own: HashSet<usize> = facts.iter().map(|fact| fact.target.col).collect();
    let says = |fact: &&Fact<'_>| !fact.is_total() && fact.target.value.kind != ValueKind::Blank;
    let held: HashSet<usize> = facts.iter().filter(says).map(|fact| fact.target.row).collect();
    let totals: HashSet<usize> =
        facts.iter().filter(|fact| fact.is_total()).map(|fact| fact.target.row).collect();
    let mut out = Vec::new();
    for (first, second) in pairs {
        let (from, to) = (first[0].target.row, second[0].target.row);
        if !budget.affords(table.cells.len() + table.rows + first.len() + second.len()) {
            break;
        }
        // A heading or a 小计 between the two begins another group.
        let one_group = (from + 1..to).all(|row| held.contains(&row) && !totals.contains(&row));
        let folded = first[0].target.col != second[0].target.col;
        if one_group && (folded || beside(table, from, &own) == beside(table, to, &own)) {
            out.extend(hold(first, second));
        }
    }
    out
}

/// Whether a row is that of a unit: sums and parts (其中：高新区) stand wherever their wholes do.
fn is_body(fact: &Fact<'_>) -> bool {
    fact.axis == Axis::Down
        && !fact.is_total()
        && fact.kind() != Some(UnitKind::ResidualRow)
        && !fact.target.row_path.iter().any(|name| is_part(name))
}

/// What a row prints outside of the columns of numbers, but for its 序号.
fn beside<'t>(table: &'t Table, row: usize, own: &HashSet<usize>) -> Vec<(usize, &'t str)> {
    let covers = |first: usize, span: usize| (first..first + span).contains(&row);
    let cells = table.cells.iter().filter(|cell| covers(cell.row, cell.row_span) && !own.contains(&cell.col));
    cells
        .filter(|cell| serial(&cell.text).is_none() && !cell.text.is_empty())
        .map(|cell| (cell.col, cell.text.as_str()))
        .collect()
}

/// Holds two rows against each other: the first number that differs, or else the first; none where words differ.
fn hold(first: Row<'_, '_>, second: Row<'_, '_>) -> Option<Check> {
    let mut there: HashMap<_, &Fact<'_>> = HashMap::default();
    for fact in first {
        there.entry(&fact.target.column_path).or_insert(fact);
    }
    let mut found: Option<Check> = None;
    for fact in second {
        let Some(other) = there.get(&fact.target.column_path) else { continue };
        let words = [other, fact].map(|fact| fact.target.value.kind == ValueKind::Text);
        if words == [true, true] && other.target.value.raw != fact.target.value.raw {
            return None;
        }
        if let Some(check) = same(other, fact).filter(|_| found.as_ref().is_none_or(|found| found.agrees)) {
            found = Some(found.filter(|_| check.agrees).unwrap_or(check));
        }
    }
    found
}

/// The tables that say of the same rows and columns what one before them says, and say it otherwise: each once, at the first
/// number that differs. What tells the two apart was not read.
fn copied(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut first: HashMap<_, &Fact<'_>> = HashMap::with_capacity_and_hasher(facts.len(), Default::default());
    let mut out = Vec::new();
    for facts in tables(facts) {
        if !budget.affords(facts.len()) {
            break;
        }
        let mut found: HashMap<&str, (usize, Option<Check>)> = HashMap::default();
        for fact in facts {
            let target = fact.target;
            let unit = target.unit.as_ref().map(|unit| unit.raw.as_str());
            let paths = (&target.row_path, &target.column_path, &target.category);
            let when = (&target.stage, target.period.year, target.period.months);
            let key = (paths, unit, &*fact.indicator, when);
            let other = *first.entry(key).or_insert(fact);
            if other.target.table != target.table
                && let Some(check) = same(other, fact)
            {
                let (shared, differs) = found.entry(other.target.table.as_str()).or_default();
                *shared += 1;
                *differs = differs.take().or((!check.agrees).then_some(check));
            }
        }
        let copies = found.into_values().filter(|(shared, _)| *shared > 1 && 2 * shared >= facts.len());
        out.extend(copies.filter_map(|(_, differs)| differs));
    }
    out
}

/// The columns whose heads are the same, or are read as the same, each pair once: at the first row in which they differ.
fn columns(facts: &[Fact<'_>], budget: &Budget) -> Vec<Check> {
    let mut told = HashSet::default();
    let mut out = Vec::new();
    for row in named(facts) {
        if !budget.affords(row.len()) {
            break;
        }
        if row.len() < 2 {
            continue;
        }
        let mut before: HashMap<_, &Fact<'_>> =
            HashMap::with_capacity_and_hasher(row.len(), Default::default());
        let mut alike: HashMap<_, &Fact<'_>> =
            HashMap::with_capacity_and_hasher(row.len(), Default::default());
        for fact in row {
            let target = fact.target;
            let when = (&target.stage, target.period.year, target.period.months);
            let read = (&*fact.indicator, fact.unit(), &fact.share, fact.measure(), when);
            let other = alike.insert(read, fact);
            let (other, kind) = match (before.insert(&target.column_path, fact), other) {
                (Some(other), _) => (other, Kind::Twice),
                (None, Some(other)) => (other, Kind::Alike),
                (None, None) => continue,
            };
            let check = same(other, fact).filter(|check| !check.agrees);
            if let Some(check) = check
                && told.insert((other.target.col, target.col))
            {
                out.push(Check { kind, ..check });
            }
        }
    }
    out
}

/// Holds the second of two figures that mean the same against the first.
fn same(first: &Fact<'_>, second: &Fact<'_>) -> Option<Check> {
    let (a, b) = (first.target, second.target);
    let alike = first.indicator == second.indicator
        && first.measure() == second.measure()
        && first.share == second.share
        && (&a.stage, a.period) == (&b.stage, b.period);
    let (computed, stated) = (a.value.number?, b.value.number?);
    let agrees = stated == computed && a.value.bound == b.value.bound;
    alike.then(|| Check::between(Kind::Twice, second, first, [stated, computed], agrees))
}
