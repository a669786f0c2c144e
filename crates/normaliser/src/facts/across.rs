//! Whose each column is where units stand across the top: the innermost head that is a unit's name, or what stands below it
//! where that is only a word for their kind (办事处 over 褡裢 and 桥东).

use fenjie_model::text::fold;
use fenjie_model::{Code, Finding, HashMap, HashSet, Place, UnitKind};

use crate::form::{Axis, Form, Role, is_bare_name, measures_rows};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::known::Known;
use crate::registry::is_word_for_kind;
use crate::words::{
    Heading, heading, is_aspect, is_frame, is_state_of_works, is_time, leans, names_places, only_counts,
    without_bracket, words,
};

/// Names the units of the columns, and says where they can be others.
pub(super) fn settle(
    columns: &mut [Headers<'_>],
    grid: &Grid<'_>,
    form: &Form,
    known: &Known<'_>,
    place: &Place,
) -> Vec<Finding> {
    if form.axis != Axis::Across {
        return Vec::new();
    }
    let values: Vec<usize> = form.groups.iter().flat_map(|group| group.of(Role::Value)).collect();
    for col in &values {
        columns[*col].unit = named(&columns[*col].path, known);
    }
    let measured = form.groups.first().is_some_and(|group| measures_rows(grid, form.header_rows, group));
    let kinds = kinds(columns, &values, known);
    let of_kinds: HashSet<usize> = kinds.iter().flat_map(|(_, below)| below.iter().copied()).collect();
    let others: Vec<(usize, bool)> = values.iter().map(|col| (*col, of_kinds.contains(col))).collect();
    let mut findings = Vec::new();
    for (kind, below) in kinds {
        let names = Names::below(kind, &below, columns, &others, known);
        if is_sole(kind, known) && names.sure == 0 {
            continue;
        }
        if names.are_units() {
            for &col in &below {
                let Headers { path, unit, .. } = &mut columns[col];
                *unit = path.last().copied().filter(|leaf| !tells_of_unit(leaf, known)).or(*unit);
            }
        }
        findings.extend(names.doubt(measured && !can_be_one(kind)).then(|| {
            let message = format!("nothing tells whether {kind} is a unit or what those below it are");
            let readings = ["names of units below it", "what is told of one unit"];
            let readings = if names.are_units() { readings } else { [readings[1], readings[0]] };
            let place = Place { col: below.first().copied(), ..place.clone() };
            Finding::ambiguous(Code::RolesUnclear, message, readings, place).printed(kind)
        }));
    }
    findings
}

/// The innermost name of a unit over a column. Among units any other name is a unit's too, if one that is not known; over
/// what a body does it is the word for its kind (农场 over 水稻).
fn named<'a>(path: &[&'a str], known: &Known<'_>) -> Option<&'a str> {
    let named = path.iter().rev().find(|text| known.unit_kind(text).is_some());
    let is_name = |text: &&&str| !is_frame(text) && matches!(heading(text), Heading::Other | Heading::Unit);
    let other = || match path {
        [.., kind, leaf] if is_aspect(leaf) && is_word_for_kind(kind) => Some(kind),
        _ => path.last().filter(is_name),
    };
    named.or_else(other).copied()
}

/// The words for kinds of units that one text each stands below, left to right, with the columns of these. What the registry
/// holds by such a name is a unit.
fn kinds<'a>(columns: &[Headers<'a>], values: &[usize], known: &Known<'_>) -> Vec<(&'a str, Vec<usize>)> {
    let mut kinds: Vec<(&[&str], Vec<usize>)> = Vec::new();
    let mut at: HashMap<&[&str], usize> = HashMap::default();
    for &col in values {
        let Headers { path, unit, .. } = &columns[col];
        let Some((_, over)) = path.split_last() else { continue };
        let is_kind = over.last().is_some_and(|last| {
            Some(*last) == *unit
                && (is_word_for_kind(last) || names_places(last))
                && known.unit(last).id.is_none()
        });
        if is_kind {
            let at = *at.entry(over).or_insert_with(|| {
                kinds.push((over, Vec::new()));
                kinds.len() - 1
            });
            kinds[at].1.push(col);
        }
    }
    kinds.into_iter().filter_map(|(over, below)| Some((*over.last()?, below))).collect()
}

/// What stands below a word for a kind of units.
struct Names {
    /// How many of them can be names of units.
    units: usize,
    /// How many of these are nothing else: the registry has them, or they end as such names do.
    sure: usize,
    /// How many say what is told of one unit, when or how (目标, 面积).
    told: usize,
    /// Whether some stand there twice, or below other heads too.
    repeated: bool,
    /// Whether one of these heads is no word for a kind, as that of a town.
    shared: bool,
}

impl Names {
    /// What stands in these of all columns, which are told to be of kinds or not.
    fn below(
        kind: &str,
        below: &[usize],
        columns: &[Headers<'_>],
        all: &[(usize, bool)],
        known: &Known<'_>,
    ) -> Self {
        let leaf = |col: &usize| columns[*col].path.last().copied().unwrap_or_default();
        let names: HashSet<&str> = below.iter().map(leaf).collect();
        let of_below: HashSet<&usize> = below.iter().collect();
        let elsewhere = all.iter().filter(|(col, _)| !of_below.contains(col) && names.contains(leaf(col)));
        let (mut units, mut sure, mut told) = (0, 0, 0);
        for col in below {
            let text = fold(leaf(col));
            let text = without_bracket(known.noted.name(&text));
            let can_be = can_name_unit(text, known);
            units += usize::from(can_be);
            sure += usize::from(can_be && is_named_as(kind, text, known));
            told += usize::from(tells_of_unit(text, known));
        }
        let repeated = names.len() < below.len() || elsewhere.clone().next().is_some();
        let shared = elsewhere.into_iter().any(|(_, of_kind)| !of_kind);
        Self { units, sure, told, repeated, shared }
    }

    /// Whether they are names of units, each its own.
    fn are_units(&self) -> bool {
        self.units > self.told && !self.repeated
    }

    /// Whether that can be doubted, be it likely or not that units stand below the word.
    fn doubt(&self, likely: bool) -> bool {
        let may_be = if self.repeated { !self.shared } else { !likely || self.told > 0 || self.sure == 0 };
        self.units > 0 && may_be
    }
}

/// Whether a region can have one unit alone that it calls by the word for its kind: 开发区, 管委会, and not 园区 or 办事处.
fn can_be_one(kind: &str) -> bool {
    words!("开发区 高新区 经开区 保税区 示范区 新区 度假区 景区 管理区 试验区 产业城 新城 管委会").end(kind)
}

/// Whether a region has one body alone that it calls so, of which the columns tell several things: 税务局, 总工会, 图书馆, and not
/// 税务所 or 卫生院.
fn is_sole(kind: &str, known: &Known<'_>) -> bool {
    let is_one_of_many = words!("分局 协会 商会 学会 银行 村委会 居委会").end(kind);
    let by_kind =
        || matches!(known.unit_kind(kind), Some(UnitKind::VerticalOrgan | UnitKind::MassOrganisation));
    let by_name = || {
        words!("局 委 厅 馆 行 信用联社 法院 检察院 党校 福利院 光荣院 中医院 保健院 人民政府 县政府 市政府 区政府").end(kind)
    };
    !is_one_of_many && (by_kind() || by_name())
}

/// Whether a text below a word for a kind is a unit's name by itself, or ends as the word does: 城关所 below 税务所.
fn is_named_as(kind: &str, text: &str, known: &Known<'_>) -> bool {
    let ends_alike = || text.chars().count() > 2 && text.chars().next_back() == kind.chars().next_back();
    known.unit_kind(text).is_some_and(UnitKind::is_body) || ends_alike()
}

/// Whether a text below a kind of units can be the name of one: 褡裢, 城关所.
fn can_name_unit(text: &str, known: &Known<'_>) -> bool {
    (is_bare_name(text) || heading(text) == Heading::Unit) && !tells_of_unit(text, known)
}

/// Whether a text says when, how or in what amount something is told of a unit.
fn tells_of_unit(text: &str, known: &Known<'_>) -> bool {
    is_frame(text)
        || is_time(text)
        || only_counts(text)
        || leans(text)
        || is_state_of_works(text)
        || is_aspect(text)
        || !matches!(heading(text), Heading::Other | Heading::Unit)
        || known.registry.indicator::<&str>(text, &[]).is_some()
}
