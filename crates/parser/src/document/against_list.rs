//! What the annexes and the list of them say of each other.

use fenjie_model::{Annex, Code, Finding, ListedAnnex, Place, Severity, Table, text};

use super::annexes::{NumberFrom, Open};
use super::label;

/// The entries of the list that are not there, or differ as parts of their annex.
pub(super) fn missing(listed: &[ListedAnnex], open: &[Open]) -> Vec<Finding> {
    let mut found = Vec::new();
    for entry in listed {
        let annex = open.iter().find(|open| open.annex.number == Some(entry.number));
        let part = entry.part.map_or_else(String::new, |part| format!("-{part}"));
        let (code, message, place) = match annex.map(|open| part_of(&open.annex, entry)) {
            None | Some(Part::Missing) => {
                let message = format!("annex {}{part} is listed but not there", entry.number);
                (Code::AnnexMissing, message, Place::annex(Some(entry.number)))
            }
            Some(Part::Differs(table)) => {
                let place = Place { table: Some(table.id.clone()), ..Place::annex(Some(entry.number)) };
                (Code::TitleDiffers, format!("the list calls it {}", entry.title), place)
            }
            Some(Part::There) => continue,
        };
        found.push(Finding::new(code, message, place).printed(&entry.title));
    }
    found
}

/// The findings about one annex.
pub(super) fn about(open: &Open, listed: Option<&ListedAnnex>, has_list: bool) -> Vec<Finding> {
    let annex = &open.annex;
    let place = |table: Option<&Table>| Place {
        annex: annex.number,
        table: table.map(|table| table.id.clone()),
        at: Some(table.and_then(|table| table.cells.first()).map_or(open.at, |cell| cell.at)),
        ..Place::default()
    };
    let finding = |code, message: String| Finding::new(code, message, place(None)).printed(&annex.title);
    let mut found = Vec::new();
    let number = annex.number.unwrap_or(0);
    match open.number_from {
        NumberFrom::Outside => {
            for table in &annex.tables {
                let message = "the table stands before any annex";
                found.push(Finding::new(Code::TableOutsideAnnex, message, place(Some(table))));
            }
            return found;
        }
        NumberFrom::Label => {}
        NumberFrom::List if annex.label.is_none() => {
            found.push(finding(
                Code::AnnexUnlabelled,
                format!("the annex has no label; its number, {number}, comes from the list"),
            ));
        }
        NumberFrom::List if listed.is_some() && !has_single(annex) => {
            let label = annex.label.as_deref().unwrap_or_default();
            found.push(finding(
                Code::AnnexUnlabelled,
                format!("by its title the annex is number {number} of the list, but its label is {label}"),
            ));
        }
        NumberFrom::List => {}
        NumberFrom::Nowhere if annex.label.is_some() && !has_list => {}
        NumberFrom::Nowhere => {
            found.push(finding(
                Code::AnnexUnnumbered,
                "the annex has neither a number nor an entry in the list".to_owned(),
            ));
        }
    }
    match listed {
        Some(entry) if entry.title != annex.title => {
            let message = format!("the list calls it {}", entry.title);
            found.push(finding(Code::TitleDiffers, message));
        }
        None if has_list && annex.number.is_some() => {
            found.push(finding(Code::AnnexUnlisted, format!("the list has no annex {number}")));
        }
        _ => {}
    }
    if annex.tables.is_empty() {
        let (severity, message) = match (holds_rows(annex), names_table(annex)) {
            (true, _) => (
                Severity::Error,
                "the annex has no table, and its text holds lines of numbers as a table does",
            ),
            (false, true) => (Severity::Error, "the annex has no table, and its title names one"),
            (false, false) => (Severity::Warning, "the annex has no table"),
        };
        let lost = finding(Code::AnnexWithoutTable, message.to_owned());
        found.push(lost.severity(severity));
    }
    found
}

/// Whether numbers stand side by side in several lines of an annex's text, as in the rows of a table that was not found.
fn holds_rows(annex: &Annex) -> bool {
    const ROWS: usize = 3;
    const NUMBERS: usize = 3;
    let is_number = |word: &&str| {
        word.trim_start_matches(['≥', '≤', '-', '－']).starts_with(|c: char| c.is_ascii_digit())
    };
    let is_row =
        |text: &&String| !text.contains(['。', '；']) && text.split(' ').filter(is_number).count() >= NUMBERS;
    annex.text.iter().filter(is_row).take(ROWS).count() == ROWS
}

/// Whether the annex is a table of goals by its title: 任务分解表, 重点项目计划表（第一批）. What is left out (略, 另发) is none.
fn names_table(annex: &Annex) -> bool {
    let title = annex.title.split(['（', '(']).next().unwrap_or_default();
    let is_of_goals =
        ["目标", "任务", "指标", "计划", "分解", "分配"].iter().any(|word| title.contains(word));
    let mut printed = annex.text.iter().chain([&annex.title]);
    let is_left_out = printed.any(|text| ["略", "另发", "另行"].iter().any(|word| text.contains(word)));
    title.ends_with('表') && is_of_goals && !is_left_out
}

/// Whether the label is one that stands without a number because there is a single annex.
fn has_single(annex: &Annex) -> bool {
    annex.number == Some(1)
        && annex
            .label
            .as_deref()
            .is_some_and(|label| label::read(label).is_some_and(|label| label.number.is_none()))
}

/// Where an entry of the list that is a part of an annex stands in it.
enum Part<'a> {
    There,
    Differs(&'a Table),
    Missing,
}

/// Looks for the part of the annex among the captions of its tables. The annex itself is there.
fn part_of<'a>(annex: &'a Annex, entry: &ListedAnnex) -> Part<'a> {
    let Some(part) = entry.part else { return Part::There };
    let named = annex.tables.iter().find_map(|table| {
        let label = label::read(table.caption.as_deref()?)?;
        (label.part == Some(part)).then_some((table, label.title))
    });
    match named {
        Some((_, title)) if title == entry.title => Part::There,
        Some((table, _)) => Part::Differs(table),
        None if annex.text.iter().any(|text| text::fold(text).ends_with(&*text::fold(&entry.title))) => {
            Part::There
        }
        None => Part::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::{Annex, holds_rows, names_table};

    #[test]
    fn titles_that_name_a_table() {
        let names = |title: &str| names_table(&Annex { title: title.to_owned(), ..Annex::default() });
        assert!(names("2022年造林任务分解表"));
        assert!(names("重点项目计划表（第一批）"));
        assert!(!names("2022年工作方案"));
        assert!(!names("项目申报表"));
        assert!(!names("任务分解表（另发）"));
    }

    #[test]
    fn the_rows_of_a_table_that_was_not_found() {
        let holds = |text: &[&str]| {
            let text = text.iter().map(|line| (*line).to_owned()).collect();
            holds_rows(&Annex { text, ..Annex::default() })
        };
        let rows = ["1研发投入 42.60 9.20", "2财政科技支出增长% ≥8 5 6", "元", "3技术合同成交额 68.5 12"];
        assert!(holds(&rows));
        assert!(!holds(&rows[..2]));
        assert!(!holds(&[
            "1 建成 3 家，新增 5 家。",
            "2 完成 7 处，验收 6 处。",
            "3 共 2 项，其中 1 项在建。"
        ]));
    }
}
