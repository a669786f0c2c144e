//! A part whose first rows hold the label of another annex, as spreadsheets have it within their rules, begins a table of
//! its own.

use fenjie_model::{Table, text};

use crate::wording::label::{self, Label};

/// The label stands in one of so many rows, alone.
const MOST_ROWS: usize = 3;

/// Whether a part begins with a label that the table does not have in its first rows or above them.
pub(super) fn begins(part: &Table, head: &Table, above: &[String]) -> bool {
    let first = first_texts(part);
    let Some(own) = first.iter().find_map(|text| label::read(text)) else { return false };
    let is_own = |label: Label<'_>| (label.number, label.part) == (own.number, own.part);
    let texts = head.cells.iter().map(|cell| cell.text.as_str()).chain(above.iter().map(String::as_str));
    let says_on = own.title.contains('续');
    !says_on && !texts.map(text::clean).any(|text| label::read(&text).is_some_and(is_own))
}

/// The texts of the first rows that hold one text each.
fn first_texts(part: &Table) -> Vec<String> {
    let of_row = |row: usize| {
        let mut texts = part.cells.iter().filter(|cell| cell.row == row && !cell.text.is_empty());
        let text = texts.next().map(|cell| text::clean(&cell.text));
        if texts.next().is_none() { Some(text.unwrap_or_default()) } else { None }
    };
    (0..part.rows.min(MOST_ROWS)).map_while(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::table;
    use super::begins;

    #[track_caller]
    fn check(part: &str, head: &str, above: &[&str], expected: bool) {
        let above: Vec<String> = above.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(begins(&table(part), &table(head), &above), expected, "{part}");
    }

    #[test]
    fn the_label_of_another_annex_begins_a_table() {
        let head = "附件1 _\n税收任务表 _\n单位 目标";
        check("附件2 _\n商贸任务表 _\n单位 目标", head, &[], true);
        check("附件2 <\n商贸任务表 <\n单位 目标", head, &[], true);
        check("附件1-2 _\n单位 目标", "附件1-1 _\n单位 目标", &[], true);
        check("附件2 _\n单位 目标", "单位 目标\n甲镇 1", &["附件1"], true);
    }

    #[test]
    fn its_own_label_again_begins_none() {
        let head = "附件1 _\n税收任务表 _\n单位 目标";
        check("附件1 _\n税收任务表 _\n单位 目标", head, &[], false);
        check("附件1（续） _\n单位 目标", head, &[], false);
        check("附件1 _\n单位 目标", "单位 目标\n甲镇 1", &["附件1 税收任务表"], false);
        check("附件 _\n单位 目标", "附件 _\n单位 目标", &[], false);
        // A row of what is handed in, and one further down.
        check("附件2 3\n附件3 4", head, &[], false);
        check("单位 目标\n附件2 _", head, &[], false);
    }
}
