//! A header as it is pasted from a word processor: a head that reaches over several columns is one cell, one that reaches
//! over several rows has a blank cell below it. So the rows of heads have fewer cells than the table has columns, and it
//! is to be told which heads share out what stands below.

mod cuts;

use fenjie_model::{At, Code, Finding, Place, Severity};

use self::cuts::{Below, Shares, shares};
use super::kinds::{MOST_COLUMNS, kinds};
use super::rows::Row;
use crate::table::header::{is_datum, is_year};

/// A header has no more rows than this.
const DEEPEST: usize = 8;

/// Puts the heads above the columns that they reach over, and says how sure that is. Where it cannot be told, the
/// likeliest reading is taken, and an error gives another one.
pub(super) fn share(rows: &mut [Row]) -> Option<Finding> {
    // Titles and measures can stand above the heads.
    let above = rows.iter().take_while(|row| texts(row) < 2).count();
    let rows = rows.get_mut(above..)?;
    let (heads, body) = rows.split_at_mut(depth(rows));
    let last = heads.last()?;
    let columns = usual(body).max(used(last)).max(if body.is_empty() { 0 } else { last.cells.len() });
    if columns > MOST_COLUMNS || body.is_empty() {
        return None;
    }
    if heads.len() == 2 && heads[0].cells.len() >= columns && is_padded(heads, columns) {
        let end = used(&heads[0]);
        heads[0].cells.truncate(end);
    }
    // A blank cell between heads is a place that the one before it reaches over: then the row is whole, or cut at its
    // end.
    if heads[0].cells.len() >= columns || heads[0].cells.iter().skip(1).any(String::is_empty) {
        return None;
    }
    let line = heads[0].line;
    let place = Place::at(At::Line(line));
    let printed = heads[0].cells.join("｜");
    let mut below: Vec<(String, usize)> = vec![(String::new(), 1); columns];
    let mut sure = Severity::Info;
    let mut readings = None;
    for (nth, row) in heads.iter_mut().rev().enumerate() {
        let kinds = if nth == 0 { kinds(body, columns) } else { Vec::new() };
        let texts: Vec<&str> = below.iter().map(|(text, _)| text.as_str()).collect();
        let lower = if nth == 0 { Below::Columns(&kinds) } else { Below::Heads(&texts) };
        let names: Vec<&str> = row.cells.iter().map(String::as_str).collect();
        let (cut, severity) = match shares(&names, &lower) {
            Shares::One(cut) => (cut, Severity::Info),
            Shares::Likely(cut, other) => {
                readings = Some([drawn(&names, &cut, &texts), drawn(&names, &other, &texts)]);
                (cut, Severity::Warning)
            }
            Shares::Several(cut, other) => {
                readings = Some([drawn(&names, &cut, &texts), drawn(&names, &other, &texts)]);
                (cut, Severity::Error)
            }
            Shares::None => {
                let message = "the header has fewer cells than the rows below it, and the columns of its heads cannot be told";
                let readings = ["heads of one column each", "heads over several columns each"];
                let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place);
                return Some(finding.severity(Severity::Error).printed(printed));
            }
        };
        sure = sure.max(severity);
        let mut own = Vec::with_capacity(cut.len());
        let mut cells = Vec::with_capacity(columns);
        let mut at = 0;
        for (text, count) in std::mem::take(&mut row.cells).into_iter().zip(cut) {
            let width = below[at..at + count].iter().map(|(_, width)| width).sum();
            at += count;
            own.push((text.clone(), width));
            cells.push(text);
            cells.extend(std::iter::repeat_n(String::new(), width - 1));
        }
        row.cells = cells;
        below = own;
    }
    let message = match sure {
        Severity::Error => {
            "the heads are fewer than the columns, and which of them reach over several cannot be told"
        }
        _ => "the heads are fewer than the columns; they were put over those that they divide into",
    };
    let [taken, other] = readings
        .unwrap_or(["heads over several columns each", "heads of one column each"].map(str::to_owned));
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, [taken, other], place);
    Some(finding.severity(sure).printed(printed))
}

/// The heads with what they reach over: `工业投资（总量｜增速）`.
fn drawn(heads: &[&str], cut: &[usize], below: &[&str]) -> String {
    let mut at = 0;
    let mut parts = Vec::new();
    for (head, count) in heads.iter().zip(cut) {
        let own = below[at..at + count].join("｜");
        at += count;
        parts.push(match (*count, own.as_str()) {
            (1, "") => (*head).to_owned(),
            (_, own) => format!("{head}（{own}）"),
        });
    }
    parts.join("；")
}

/// How many rows the header has: the first one, and those below that begin with a blank cell and hold no values.
fn depth(rows: &[Row]) -> usize {
    let goes_on = |row: &&Row| {
        row.cells.first().is_some_and(String::is_empty)
            && texts(row) > 0
            && !row.cells.iter().any(|text| is_datum(text) && !is_year(text))
    };
    rows.len().min(1 + rows.iter().skip(1).take(DEEPEST - 1).take_while(goes_on).count())
}

/// How many cells more than half of the rows have, up to their last text; rows of one text are sections.
fn usual(body: &[Row]) -> usize {
    let mut counts: Vec<usize> = body.iter().filter(|row| texts(row) > 1).map(used).collect();
    counts.sort_unstable();
    // The wider half.
    counts.get(counts.len().saturating_sub(1) / 2).copied().unwrap_or(0)
}

/// Whether the first of two rows of heads has blank cells at its end though its heads do not reach so far: read as it
/// stands, a head would reach over what is divided and what is not, or over the same twice.
fn is_padded(heads: &[Row], columns: usize) -> bool {
    let [over, under] = heads else { return false };
    let end = used(over);
    if end >= columns || over.cells[..end].iter().any(String::is_empty) {
        return false;
    }
    let reached: Vec<&str> =
        (end - 1..columns).map(|c| under.cells.get(c).map_or("", String::as_str)).collect();
    let divided = reached.iter().filter(|text| !text.is_empty()).count();
    let twice = (1..reached.len()).any(|i| !reached[i].is_empty() && reached[..i].contains(&reached[i]));
    divided > 0 && (divided < reached.len() || twice)
}

fn texts(row: &Row) -> usize {
    row.cells.iter().filter(|text| !text.is_empty()).count()
}

fn used(row: &Row) -> usize {
    row.cells.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use fenjie_model::Severity;

    use super::super::rows::Row;
    use super::share;

    /// The rows of the header after the heads were put over their columns, and how sure that is.
    #[track_caller]
    fn check(printed: &str, expected: &[&str], sure: Option<Severity>) {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        let mut rows: Vec<Row> = printed.lines().map(|line| Row { line: 1, cells: cells(line) }).collect();
        let found = share(&mut rows).map(|finding| finding.severity);
        let drawn: Vec<String> = rows[..expected.len()].iter().map(|row| row.cells.join("|")).collect();
        assert_eq!((drawn, found), (expected.iter().map(|&s| s.to_owned()).collect(), sure));
    }

    #[test]
    fn heads_above_what_they_divide_into() {
        check("镇|林|备\n|亩|元|\n甲|1|2|\n乙|3|4|无", &["镇|林||备", "|亩|元|"], Some(Severity::Info));
        check(
            "镇|资|约|备\n|完|目|进|个|\n|||1月|2月||\n甲|1|2|3|4|5|\n乙|1|2|3|4|5|",
            &["镇|资||约|||备", "|完|目|进||个|", "|||1月|2月||"],
            Some(Severity::Warning),
        );
    }

    #[test]
    fn leaves_that_repeat_tell_the_cut() {
        check(
            "镇|林|草\n|总|增|率|总|增|率\n甲|1|2|3|4|5|6",
            &["镇|林|||草||", "|总|增|率|总|增|率"],
            Some(Severity::Info),
        );
        check(
            "镇|林|草|||\n|2023|2024|2023|2024|备\n甲|1|2|3|4|5",
            &["镇|林||草||", "|2023|2024|2023|2024|备"],
            Some(Severity::Info),
        );
    }

    #[test]
    fn what_divides_in_several_ways_is_said() {
        check("镇|林|草\n|造|抚|种|割\n甲|1|2|3|4", &["镇|林||草|"], Some(Severity::Warning));
        check("镇|林|草\n|造|抚|种|割|补\n甲|1|2|3|4|5", &["镇|林||草||"], Some(Severity::Error));
        check("镇|林|草\n甲|1|2|3|4", &["镇|林|草"], Some(Severity::Error));
    }

    #[test]
    fn a_head_over_columns_of_names() {
        check("名|标\n|总|增\n片|镇|1|2\n片|乡|3|4", &["名||标|", "||总|增"], Some(Severity::Info));
    }

    #[test]
    fn rows_that_are_whole_stay() {
        for printed in [
            "镇|林||备\n|亩|元|\n甲|1|2|",
            "镇|亩\n甲|1|\n乙|2|3",
            "镇|林||\n|造|抚|割\n甲|1|2|3",
            "镇|林||草\n|造|抚|种|割\n甲|1|2|3|4",
        ] {
            let whole: Vec<&str> = printed.lines().collect();
            check(printed, &whole, None);
        }
    }
}
