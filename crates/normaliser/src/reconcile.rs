//! What a notice says twice must agree: totals and their parts, the letter and the totals, the summary table and the
//! breakdowns, parts and wholes, 考核目标 and 工作目标, growth, increases and amounts and the figures beside them, a row
//! and the same row again; and a share has an end.
//!
//! All of it is worked out on the targets, with exact decimals. Shares, rates and growth are never added up, nor are
//! parts of which any number is a range or a bound.

use fenjie_model::{Code, Decimal, Finding, Notice, Place, Target};

use crate::known::Known;
use budget::Budget;
use fact::Fact;

mod amounts;
mod budget;
mod columns;
mod compared;
mod convert;
mod fact;
mod follows;
mod growth;
mod letter;
mod links;
mod marked;
mod partial;
mod parts;
mod progress;
mod shares;
mod spent;
mod totals;
mod twice;

/// Everything that was held against something else, whether it agreed or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciliation {
    /// The comparisons, by kind, then in the order of the targets.
    pub checks: Vec<Check>,
    /// Whether there was more to compare than is compared.
    pub cut: bool,
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What is compared.
    pub kind: Kind,
    /// The target that states the figure, by its index.
    pub target: usize,
    /// The target that it is held against, where it is one.
    pub other: Option<usize>,
    /// The figure as stated.
    pub stated: Decimal,
    /// The figure that the other places give, in the same measure.
    pub computed: Decimal,
    /// How many figures it was computed from.
    pub terms: usize,
    /// Whether the two agree, or for a part, whether it is not larger than its whole.
    pub agrees: bool,
}

impl Check {
    /// A figure as one fact states it against what another gives.
    fn between(
        kind: Kind,
        fact: &Fact<'_>,
        other: &Fact<'_>,
        [stated, computed]: [Decimal; 2],
        agrees: bool,
    ) -> Self {
        Self { kind, target: fact.index, other: Some(other.index), stated, computed, terms: 1, agrees }
    }

    /// A figure that is to be no larger than another.
    fn within(kind: Kind, part: &Fact<'_>, whole: &Fact<'_>, [stated, computed]: [Decimal; 2]) -> Self {
        Self::between(kind, part, whole, [stated, computed], stated <= computed)
    }
}

/// The kinds of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A total row or column against the sum of the units.
    UnitTotal,
    /// A total column against the sum of the columns beside it: 合计, 全年合计.
    ColumnTotal,
    /// The summary table against the total of a breakdown.
    Link,
    /// The total of an annex against what the letter says of the whole region.
    Letter,
    /// A whole against the parts that its table lists beside it: 单项.
    Identity,
    /// 其中：… against its whole.
    Part,
    /// 考核目标 against 工作目标, 确保目标 against 力争目标.
    Stage,
    /// The year up to June against the year up to September, and against the whole of it.
    Time,
    /// A rate of growth against the two figures beside it.
    Growth,
    /// What else follows from the figures beside it: an increase, an amount at so much each, the same in another measure.
    Follows,
    /// What was spent and what is to be spent of an investment against the whole of it: only where it is more.
    Spent,
    /// A share against 100 %: only those that are more.
    Share,
    /// A row or a column against another of the same names, be it that they agree.
    Twice,
    /// A column against another whose heads are read as the same.
    Alike,
}

impl Reconciliation {
    /// The comparisons of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Check> {
        self.checks.iter().filter(move |check| check.kind == kind)
    }

    /// A finding for each comparison that does not agree.
    pub(crate) fn findings(&self, targets: &[Target]) -> Vec<Finding> {
        let cut = self.cut.then(|| {
            let message = "too many figures mean the same: not all of them were held against each other";
            Finding::new(Code::LimitReached, message, Place::default())
        });
        let differ = self.checks.iter().filter(|check| !check.agrees || check.kind == Kind::Twice);
        differ.map(|check| check.finding(targets)).chain(cut).collect()
    }
}

/// Holds the targets of a notice against each other.
pub(crate) fn reconcile(notice: &Notice, targets: &[Target], known: &Known<'_>) -> Reconciliation {
    let facts = fact::facts(targets, known);
    let printed = notice.annexes.iter().flat_map(|annex| &annex.tables);
    let printed: twice::Tables<'_> = printed.map(|table| (table.id.as_str(), table)).collect();
    let budget = Budget::default();
    let pairs = parts::pairs(&facts, &budget);
    let names = parts::names(&facts, &pairs);
    let mut checks = totals::check(&facts, known, &budget);
    checks.extend(columns::check(&facts, &names, &budget));
    checks.extend(links::check(&facts, &budget));
    checks.extend(letter::check(notice, &facts, &budget));
    checks.extend(parts::check(&facts, &pairs, &names, &budget));
    checks.extend(progress::check(&facts, &budget));
    checks.extend(growth::check(&facts, &budget));
    checks.extend(follows::check(&facts, &budget));
    checks.extend(spent::check(&facts));
    checks.extend(shares::check(&facts));
    checks.extend(twice::check(&facts, &printed, &budget));
    checks.sort_by_key(|check| (check.kind, check.target, check.other));
    checks.dedup_by_key(|check| (check.kind, check.target, check.other));
    Reconciliation { checks, cut: budget.is_spent() }
}

impl Check {
    fn finding(&self, targets: &[Target]) -> Finding {
        let target = &targets[self.target];
        let difference = (self.stated - self.computed).normalize();
        let (stated, computed) = (self.stated, self.computed);
        let about = about(target);
        let other = self.other.map(|i| &targets[i]);
        let message = match self.kind {
            Kind::UnitTotal => {
                format!(
                    "{about}: {stated} stated, {computed} is the sum of its {} units, {difference} apart",
                    self.terms
                )
            }
            Kind::ColumnTotal => {
                format!(
                    "{about}: {stated} stated, {computed} is the sum of {} columns, {difference} apart",
                    self.terms
                )
            }
            Kind::Identity => {
                format!(
                    "{about}: {stated} stated, {computed} is the sum of its {} parts, {difference} apart",
                    self.terms
                )
            }
            Kind::Link => {
                let there = other.map_or_else(String::new, |other| {
                    format!(" in annex {} ({})", other.annex.map_or(0, |n| n), self::about(other))
                });
                format!("{about}: {stated} here, {computed}{there}, {difference} apart")
            }
            Kind::Letter => {
                format!("{about}: {stated} stated, {computed} in the letter, {difference} apart")
            }
            Kind::Part | Kind::Time => {
                let whole = other.map_or_else(String::new, self::about);
                format!("{about}: {stated} is more than its whole, {computed} ({whole})")
            }
            Kind::Stage => {
                let stage = other.and_then(|other| other.stage.as_deref()).unwrap_or_default();
                format!("{about}: {stated} is more than the {stage}, {computed}")
            }
            Kind::Growth | Kind::Follows => {
                format!(
                    "{about}: {stated} stated, {computed} follows from the figures beside it, {difference} apart"
                )
            }
            Kind::Spent => {
                let whole = other.map_or_else(String::new, self::about);
                format!(
                    "{about}: it comes to {stated} with what was spent before, more than {computed} ({whole})"
                )
            }
            Kind::Share => format!("{about}: {stated} %, and no share is more than 100 %"),
            Kind::Alike => return self.read_alike(targets),
            Kind::Twice if self.agrees => return self.printed_twice(targets),
            Kind::Twice => match other {
                Some(other) if (&other.table, other.row) == (&target.table, target.row) => {
                    let column = other.col + 1;
                    format!("{about}: {stated} here, {computed} in column {column}, whose heads are the same")
                }
                Some(other) if other.table != target.table => {
                    let table = &other.table;
                    format!(
                        "{about}: {stated} here, {computed} in table {table}, and nothing that was read tells the two apart"
                    )
                }
                _ => {
                    let row = other.map_or(0, |other| other.row + 1);
                    format!(
                        "{about}: {stated} here, {computed} in row {row}, and nothing tells the two apart"
                    )
                }
            },
        };
        let code = match self.kind {
            Kind::UnitTotal | Kind::ColumnTotal => Code::TotalDiffers,
            Kind::Link | Kind::Letter | Kind::Twice | Kind::Alike => Code::LinkDiffers,
            Kind::Identity | Kind::Stage | Kind::Growth | Kind::Follows => Code::IdentityDiffers,
            Kind::Part | Kind::Time | Kind::Spent | Kind::Share => Code::PartExceeds,
        };
        let finding = Finding::new(code, message, target.place()).printed(&target.value.raw);
        if code == Code::TotalDiffers { finding.sum(computed) } else { finding }
    }

    /// Two columns that are read as the same thing, and differ.
    fn read_alike(&self, targets: &[Target]) -> Finding {
        let target = &targets[self.target];
        let heads = self.other.map_or_else(String::new, |other| targets[other].column_path.join("/"));
        let message = format!(
            "{} is read as {}, as {heads} is, and only their heads tell {} from {}",
            about(target),
            target.indicator.name,
            self.stated,
            self.computed
        );
        let readings = ["two figures of one thing", "figures of two things"];
        Finding::ambiguous(Code::RolesUnclear, message, readings, target.place()).printed(&target.value.raw)
    }

    /// Two rows with the same names and the same numbers.
    fn printed_twice(&self, targets: &[Target]) -> Finding {
        let target = &targets[self.target];
        let before = self.other.map_or(0, |i| targets[i].row + 1);
        let name = target.row_path.join("/");
        let message =
            format!("{name} stands in row {before} with the same numbers, and nothing tells the two apart");
        Finding::ambiguous(
            Code::TableAmbiguous,
            message,
            ["two rows", "one row, printed twice"],
            target.place(),
        )
        .printed(name)
    }
}

/// The row and column of a target in words.
fn about(target: &Target) -> String {
    format!("{} {}", target.row_path.join("/"), target.column_path.join("/"))
}
