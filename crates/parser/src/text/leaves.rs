//! A header of two rows as it is copied from a browser: the second row holds nothing but what stands below the heads that
//! reach over several columns, and no cell in the place of those that reach over both rows.

use fenjie_model::{At, Code, Finding, Place};

use super::kinds::{Kind, MOST_COLUMNS, kinds};
use super::rows::Row;
use crate::table::header::{is_datum, is_year};

/// Puts the cells of the second row below the heads that they divide, where the columns of the rows below leave one place
/// for them alone, and says so.
pub(super) fn spread(rows: &mut [Row]) -> Option<Finding> {
    let [heads, leaves, body @ ..] = rows else { return None };
    let (over, under) = (heads.cells.len(), leaves.cells.len());
    let columns = body.iter().map(|row| row.cells.len()).max()?;
    let are_heads = |row: &Row| row.cells.iter().all(|t| !t.is_empty() && (!is_datum(t) || is_year(t)));
    if columns > MOST_COLUMNS
        || columns <= over
        || under >= columns
        || !are_heads(heads)
        || !are_heads(leaves)
    {
        return None;
    }
    // Those that are divided are in both rows.
    let divided = (over + under).checked_sub(columns).filter(|n| (1..over).contains(n))?;
    let each = under / divided;
    let mut groups = leaves.cells.chunks(each.max(1));
    let first = groups.next()?;
    // Several are divided alike, or nobody could tell where one ends.
    if each < 2 || !groups.all(|group| group == first) {
        return None;
    }
    let kinds = kinds(body, columns);
    // Below the divided heads are numbers; the first column names the rows.
    let mut places = (1..=over - divided).filter(|at| {
        let below = &kinds[*at..at + under];
        below.iter().all(|kind| *kind != Kind::Names) && below.contains(&Kind::Numbers)
    });
    let (Some(at), None) = (places.next(), places.next()) else { return None };
    let printed = heads.cells[at..at + divided].join("｜");
    let blanks = |count| std::iter::repeat_n(String::new(), count);
    for head in (at..at + divided).rev() {
        heads.cells.splice(head + 1..head + 1, blanks(each - 1));
    }
    leaves.cells.splice(..0, blanks(at));
    leaves.cells.extend(blanks(columns - at - under));
    let message = format!("the second row of the header has {under} cells; they were put below these heads");
    let readings = ["heads over several columns each", "heads of other columns"];
    let place = Place::at(At::Line(leaves.line));
    Some(Finding::ambiguous(Code::TableAmbiguous, message, readings, place).printed(printed))
}

#[cfg(test)]
mod tests {
    use super::super::rows::Row;
    use super::spread;

    /// The first two rows after the second was spread, where it was.
    #[track_caller]
    fn check(printed: &str, expected: Option<[&str; 2]>) {
        let cells = |line: &str| line.split('|').map(str::to_owned).collect();
        let mut rows: Vec<Row> = printed.lines().map(|line| Row { line: 1, cells: cells(line) }).collect();
        let found = spread(&mut rows).map(|_| [0, 1].map(|r: usize| rows[r].cells.join("|")));
        assert_eq!(found, expected.map(|rows| rows.map(str::to_owned)));
    }

    #[test]
    fn cells_below_the_heads_that_they_divide() {
        check(
            "号|镇|投资|招商\n2023年|2024年|2023年|2024年\n1|甲|2|3|4|5",
            Some(["号|镇|投资||招商|", "||2023年|2024年|2023年|2024年"]),
        );
        check("镇|目标|备\n亩|万元\n甲|1|2|\n乙|3|4|重点", Some(["镇|目标||备", "|亩|万元|"]));
    }

    #[test]
    fn what_could_stand_in_two_places_stays() {
        check("镇|林|草|备\n造|抚\n甲|1|2|3|\n乙|3|4|5|", None);
        check("镇|林|草\n造|抚|种|割\n甲|1|2|3|4", None);
        check("镇|林|草\n甲|造林\n乙|1|2|3", None);
        check("镇|林\n甲|1\n乙|1|2", None);
        check("镇|林|草|备\n造\n甲|1|2", None);
    }
}
