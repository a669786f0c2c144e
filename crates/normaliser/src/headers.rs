//! What the headers of a row or of a column say of all of its cells.

use fenjie_model::{Measure, Period};

use crate::measure;
use crate::names::leaf;
use crate::when;
use crate::words::{is_growth, is_share};

/// The headers of a row or of a column, read once for all of its cells.
#[derive(Debug, Clone)]
pub(crate) struct Headers<'a> {
    /// The texts, outermost first.
    pub(crate) path: Vec<&'a str>,
    /// The measure that they name, the nearest level's.
    pub(crate) measure: Option<Measure>,
    /// Whether it is a rate of growth's and printed in a bracket.
    pub(crate) bracketed: bool,
    /// Whether the innermost says that a rate of growth is meant.
    pub(crate) growth: bool,
    /// Whether the innermost says that a share or a rate is.
    pub(crate) share: bool,
    /// The year and the months that they name.
    pub(crate) period: Period,
    /// Whether they say that each time's number holds those before it (各时点累计完成).
    pub(crate) cumulative: bool,
    /// The stage that they name.
    pub(crate) stage: Option<&'static str>,
}

impl<'a> Headers<'a> {
    /// Reads a path in a notice of the year.
    pub(crate) fn read(path: Vec<&'a str>, year: Option<i16>) -> Self {
        let leaf = leaf(&path);
        let growth = leaf.is_some_and(is_growth);
        let measured = path.iter().rev().find_map(|text| Some((text, measure::of_header(text)?)));
        Self {
            bracketed: growth && measured.as_ref().is_some_and(|(text, _)| measure::has_bracket(text)),
            measure: measured.map(|(_, measure)| measure),
            growth,
            share: leaf.is_some_and(is_share),
            period: when::period(&path, year),
            cumulative: path.iter().any(|text| text.contains("累计")),
            stage: path.iter().rev().find_map(|text| when::stage(text)),
            path,
        }
    }
}

/// The period of the cell of a row and a column in a notice of the year.
pub(crate) fn period(row: &Headers<'_>, column: &Headers<'_>, year: Option<i16>) -> Period {
    let of_notice = Period { year, months: None };
    let told = [row.period, of_notice].into_iter().fold(column.period, when::nearest);
    if column.cumulative || row.cumulative { when::since_january(told) } else { told }
}
