//! What the headers of a row or of a column say of all of its cells.

use fenjie_model::text::fold;
use fenjie_model::{Bound, Code, Finding, HashSet, Measure, Period, Place};

use crate::measure::{self, Noted};
use crate::names::{is_rate_of_change, telling};
use crate::when;
use crate::words::{
    Amount, before_frame, ends_in_years, goes_over_year, is_growth, is_share, only_counts, spans_years,
    stage_of_header, without_bracket, words,
};

/// The headers of a row or of a column, read once for all of its cells.
#[derive(Debug, Clone)]
pub(crate) struct Headers<'a> {
    /// The texts, outermost first.
    pub(crate) path: Vec<&'a str>,
    /// The name of the unit that a column is for, where units stand across the top; none where it only says what is told
    /// of the region (上年实绩).
    pub(crate) unit: Option<&'a str>,
    /// The measure that they name, the nearest level's. What stands over a rate (增幅 under 投资（亿元）) is not its measure.
    pub(crate) measure: Option<Measure>,
    /// What that can be as well, where a bracket lists several and no head tells which.
    other_measure: Option<Measure>,
    /// Whether the innermost says that a rate of growth is meant.
    pub(crate) growth: bool,
    /// Whether the innermost says that a share or a rate is.
    pub(crate) share: bool,
    /// What they say that is counted, the nearest level.
    pub(crate) amount: Option<Amount>,
    /// The comparator that they end with outside a bracket.
    pub(crate) bound: Option<Bound>,
    /// The year and the months that they name.
    pub(crate) period: Period,
    /// Whether they say that each time's number holds those before it (各时点累计完成).
    pub(crate) cumulative: bool,
    /// Whether they say that the number is of several years (三年合计).
    pub(crate) of_years: bool,
    /// The stage that they name.
    pub(crate) stage: Option<&'static str>,
}

impl<'a> Headers<'a> {
    /// Reads a path in a notice of the year.
    pub(crate) fn read(path: Vec<&'a str>, year: Option<i16>) -> Self {
        let telling = telling(&path);
        let growth = telling.is_some_and(is_growth) || is_rate_of_change(&path);
        let share = telling.is_some_and(|text| is_share(before_frame(text).map_or(text, |(name, _)| name)));
        let own = path.iter().rposition(|text| Some(*text) == telling).unwrap_or(0);
        let measured = (0..path.len()).rev().find_map(|at| Some((at, measure_at(&path, at)?)));
        // 三年总任务 over 户数, and not over 2024年 or 本年度.
        let spans = path.iter().rposition(|text| is_of_several_years(text, year));
        let (below, is_one) = spans.map_or((0, false), |at| (at + 1, names_year(&path[at + 1..], year)));
        let told = when::period(&path[if is_one { below } else { 0 }..], year);
        let of_years = spans.is_some() && !is_one || path.iter().any(|text| goes_over_year(text));
        // 截至2024年累计（2021—2024年） names the one that it ends with.
        let ends_open =
            |leaf: &&str| ends_in_years(leaf) && when::period(&[without_bracket(leaf)], year).year.is_none();
        let of_years = of_years || path.last().is_some_and(ends_open);
        let is_its_own = |(at, (found, _)): &(usize, (Measure, _))| {
            *at >= own || !(growth || share) || measure::tells_rate(found)
        };
        let (measure, other_measure) = measured.filter(is_its_own).map(|(_, found)| found).unzip();
        Self {
            measure,
            other_measure: other_measure.flatten(),
            growth,
            share,
            bound: path.iter().rev().find_map(|text| measure::bound_of_header(text)),
            amount: path.iter().rev().find_map(|text| Amount::said(text)),
            period: Period { year: told.year.filter(|_| !of_years), ..told },
            cumulative: path.iter().any(|text| text.contains("累计")),
            of_years,
            stage: path
                .iter()
                .rev()
                .find_map(|text| stage_of_header(text).or_else(|| stage_of_header(before_frame(text)?.1))),
            unit: None,
            path,
        }
    }
}

impl Headers<'_> {
    /// Lets it have the measure that its texts name without some of them.
    pub(crate) fn set_measure_without(&mut self, others: &HashSet<&str>) {
        let path = self.path.iter().copied().filter(|text| !others.contains(text)).collect();
        let Headers { measure, other_measure, .. } = Headers::read(path, None);
        (self.measure, self.other_measure) = (measure, other_measure);
    }

    /// Says that the measure of a row or a column at a place is a guess, if it is.
    pub(crate) fn guessed_measure(&self, place: Place) -> Option<Finding> {
        let readings = [&self.measure.as_ref()?.raw, &self.other_measure.as_ref()?.raw].map(String::as_str);
        let leaf = self.path.last()?;
        let message = match measure::listed(leaf) {
            Some(_) => {
                format!("the bracket of {leaf} lists several measures, and nothing tells which is meant")
            }
            None => {
                format!("the bracket over {leaf} lists several measures, and nothing tells which is its own")
            }
        };
        Some(Finding::ambiguous(Code::RolesUnclear, message, readings, place).printed(*leaf))
    }
}

/// Whether a head says that what is below it is of several years, and names itself none that it is of: 年均增长, and not
/// 2024年年均增速.
fn is_of_several_years(text: &str, year: Option<i16>) -> bool {
    let own = || when::year_of_title(text).filter(|own| when::period(&[text], year).year == Some(*own));
    spans_years(without_bracket(&fold(text))) && own().is_none()
}

/// Whether heads name the one year that they are of: 2024年, 本年度, 年底完成.
fn names_year(heads: &[&str], year: Option<i16>) -> bool {
    let is_this = |head: &&str| words!("本年 当年 今年 年底 年末 年内 年度 全年").are_in(head);
    when::period(heads, year).year.is_some() || heads.iter().any(is_this)
}

/// Which of the measures that a header lists is that of a path below it: what the heads below say, or else likely what its
/// own name says or the first that nothing speaks against, with another. It is of something else than the table's, whichever
/// it is.
fn of_listed(listed: &[Noted], path: &[&str]) -> (Option<Measure>, Option<Measure>) {
    let below = &path[1..];
    let is_count = |noted: &&Noted| noted.measure.dimension.as_deref() == Some("count");
    let counts: Vec<&Noted> = listed.iter().filter(is_count).collect();
    let says_how_many = below.last().is_some_and(|leaf| leaf.ends_with("数量"));
    let one = match counts[..] {
        [one] if says_how_many => Some(&one.measure),
        _ => None,
    };
    if let Some(told) = one.or_else(|| measure::choose(listed, below)) {
        return (Some(told.clone()), None);
    }
    let amount = below.iter().rev().find_map(|text| Amount::said(text));
    let may_be = |one: &&Measure| amount.is_none_or(|amount| amount.may_be_in(one));
    let left: Vec<&Measure> = listed.iter().map(|noted| &noted.measure).filter(may_be).collect();
    let names: Vec<&str> = path.iter().map(|text| without_bracket(text)).collect();
    let taken = measure::choose(listed, &names).or_else(|| left.first().copied());
    let other = left.iter().copied().find(|other| Some(*other) != taken);
    (taken.cloned(), other.cloned())
}

/// Which of the measures that a header lists its own name rather means, or the first, and another.
fn of_own(listed: &[Noted], name: &str) -> (Option<Measure>, Option<Measure>) {
    let measures = || listed.iter().map(|noted| &noted.measure);
    let taken = measure::choose(listed, &[name]).or_else(|| measures().next());
    let other = measures().find(|other| Some(*other) != taken);
    (taken.cloned(), other.cloned())
}

/// The measure that the header at a level names for the path, and another that it can be as well.
fn measure_at(path: &[&str], at: usize) -> Option<(Measure, Option<Measure>)> {
    let header = path[at];
    if let Some(listed) = measure::listed(header) {
        // 面积 and 产量 under 粮食（万亩、万吨）; 造林（座、亩） alone leaves it open.
        let (found, other) = match at + 1 < path.len() {
            true => of_listed(&listed, &path[at..]),
            false => of_own(&listed, without_bracket(header)),
        };
        return found.map(|found| (found, other));
    }
    let found = measure::of_header(header).or_else(|| measure::named_at_end(header))?;
    // 个数 and 投资额 under 签约项目（个/万元）, and not under 人均（万元/人）.
    let leaf = path.last().filter(|leaf| only_counts(leaf) && at + 1 < path.len());
    let amount = leaf.filter(|_| !header.contains(['均', '每'])).and_then(|leaf| Amount::said(leaf));
    let parts = found.raw.split_once(['/', '／']).zip(amount).map(|((first, second), amount)| {
        let parts = [first, second].map(measure::measure);
        parts.into_iter().find(|part| part.id.is_some() && amount.may_be_in(part))
    });
    Some((parts.flatten().unwrap_or(found), None))
}

/// The period of the cell of a row and a column of a table that is for one. The months of the table are not of what names
/// another time.
pub(crate) fn period(row: &Headers<'_>, column: &Headers<'_>, of_table: Period) -> Period {
    let is_whole = || row.path.iter().chain(&column.path).any(|text| when::names_whole_year(text));
    let months = of_table.months.filter(|_| !is_whole());
    let year = of_table.year.filter(|_| !row.of_years && !column.of_years);
    let told = [row.period, Period { year, months }].into_iter().fold(column.period, when::nearest);
    if column.cumulative || row.cumulative { when::since_january(told) } else { told }
}
