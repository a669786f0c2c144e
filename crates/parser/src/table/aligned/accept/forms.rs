//! What stands in columns and is no table: the numbered lines of a transcript, the labels of a form, the head of a letter, the
//! caption of a court, addresses, signatures, the lines of a program, the labels of a chart, two pairs.

use fenjie_model::text::is_chinese;
use fenjie_model::{Cell, Table};
use unicode_width::UnicodeWidthStr;

use super::program::is_program;
use crate::table::aligned::content::{is_serial, is_value};

/// A page of a transcript has so many lines at least.
const FEWEST_LINES: usize = 4;
/// The lines of sentences are this long on average, in half-width characters.
const LONG: usize = 20;
/// A line of brackets parts the parties of a caption where so many stand below each other.
const FEWEST_BRACKETS: usize = 3;

/// Whether the texts of a table are those of something that is none.
pub(super) fn is_none(table: &Table, texts: &[&Cell]) -> bool {
    numbers_lines(table, texts)
        || are_labels(texts)
        || is_caption(texts)
        || heads_letter(texts)
        || heads_release(table, texts)
        || are_addresses(table, texts)
        || are_signatures(table, texts)
        || is_program(table, texts)
        || has_copies(texts)
        || is_filled_in(table, texts)
}

/// Whether a row says who gets copies: the foot of a letter, below its signatures perhaps.
fn has_copies(texts: &[&Cell]) -> bool {
    let copies = |c: &&Cell| matches!(c.text.trim().to_ascii_lowercase().as_str(), "cc:" | "bcc:");
    texts.iter().any(|c| c.col == 0 && copies(c))
}

/// Whether all texts of a row are names before blank lines that are to be filled in: `Received ______`.
fn is_filled_in(table: &Table, texts: &[&Cell]) -> bool {
    let is_blank = |c: &Cell| c.text.ends_with("___") && c.text.contains(char::is_alphabetic);
    let mut rows = vec![(0usize, 0usize); table.rows];
    for cell in texts {
        if let Some((all, blank)) = rows.get_mut(cell.row) {
            *all += 1;
            *blank += usize::from(is_blank(cell));
        }
    }
    rows.into_iter().any(|(all, blank)| all > 1 && blank == all)
}

/// Whether two names stand over a number each, with nothing left of these: labels in a chart.
pub(super) fn labels_chart(table: &Table, texts: &[&Cell]) -> bool {
    let is_label = |c: &&Cell| is_value(&c.text) == (c.row > 0);
    (table.rows, table.columns, texts.len()) == (2, 2, 4) && texts.iter().all(is_label)
}

/// Whether two rows of two texts in Latin script have no heads: each tells a number, or the lower ones both do.
pub(super) fn are_pairs(table: &Table, texts: &[&Cell]) -> bool {
    let tells = |c: &Cell| c.text.contains(|c: char| c.is_ascii_digit());
    let numbers = |row: usize| texts.iter().filter(|c| c.row == row && tells(c)).count();
    (table.rows, table.columns, texts.len()) == (2, 2, 4)
        && !texts.iter().any(|c| c.text.contains(is_chinese))
        && (numbers(0) > 0 && numbers(1) > 0 || numbers(1) == 2)
}

/// Whether the first column counts the lines of a text in Latin script, from its first on and without a head.
fn numbers_lines(table: &Table, texts: &[&Cell]) -> bool {
    let names = || texts.iter().filter(|c| c.col == 0);
    let beside = || texts.iter().filter(|c| c.col > 0);
    let numbers: Vec<usize> = names().filter_map(|c| c.text.trim().parse().ok()).collect();
    let width: usize = beside().map(|c| c.text.width_cjk()).sum();
    table.columns == 2
        && table.rows >= FEWEST_LINES
        && numbers.len() == names().count()
        && names().all(|c| is_serial(&c.text))
        && 5 * numbers.len() >= 4 * table.rows
        && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        && !beside().any(|c| is_value(&c.text) || c.text.contains(is_chinese))
        && width >= LONG * beside().count()
}

/// Whether nearly all texts end in a colon: what is to be filled in stands behind them.
fn are_labels(texts: &[&Cell]) -> bool {
    let labels = texts.iter().filter(|c| c.text.trim_end().ends_with([':', '：'])).count();
    5 * labels >= 4 * texts.len()
}

/// Whether the names are those that the head or the foot of a letter or a memorandum has (TO, FROM, SUBJECT; cc, Enclosures).
fn heads_letter(texts: &[&Cell]) -> bool {
    const NAMES: [&str; 17] = [
        "to",
        "from",
        "subject",
        "re",
        "date",
        "cc",
        "bcc",
        "via",
        "thru",
        "through",
        "attn",
        "attention",
        "enclosure",
        "enclosures",
        "enc",
        "reference",
        "attachments",
    ];
    let names = || texts.iter().filter(|c| c.col == 0).map(|c| c.text.trim());
    let is_name = |name: &str| {
        name.strip_suffix(':')
            .is_some_and(|name| NAMES.contains(&name.trim_end().to_ascii_lowercase().as_str()))
    };
    names().count() >= 2 && names().all(is_name)
}

/// Whether what is said first is that a text is for the press: its head has names and telephones beside that.
fn heads_release(table: &Table, texts: &[&Cell]) -> bool {
    const BEGINS: [&str; 3] = ["forimmediaterelease", "forrelease", "embargoeduntil"];
    let first = texts.first().map(|c| c.text.to_ascii_lowercase()).unwrap_or_default();
    let first: String = first.split_whitespace().collect();
    table.columns == 2 && BEGINS.iter().any(|begin| first.starts_with(begin))
}

/// Whether all that stands in a row ends as addresses of the United States do, and so in most rows that do at all: blocks of
/// addresses side by side. A table has names beside its addresses.
fn are_addresses(table: &Table, texts: &[&Cell]) -> bool {
    let row = |row: usize| texts.iter().filter(move |c| c.row == row);
    let of_places = |at: &usize| row(*at).count() > 1 && row(*at).all(|c| ends_in_zip(&c.text));
    let of_any = |at: &usize| row(*at).any(|c| ends_in_zip(&c.text));
    let places = (0..table.rows).filter(of_places).count();
    places > 0 && 2 * places > (0..table.rows).filter(of_any).count()
}

/// Whether a text ends with a state and a ZIP code: `Atlanta, GA 30303`.
fn ends_in_zip(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let code = words.next().unwrap_or_default();
    let digits = code.split_once('-').map_or(code, |(five, _)| five);
    let state = words.next().unwrap_or_default();
    digits.len() == 5
        && code.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && state.len() == 2
        && state.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether two names stand side by side over two more texts, all in Latin script and without a digit.
fn are_signatures(table: &Table, texts: &[&Cell]) -> bool {
    let is_word = |c: &&Cell| !c.text.contains(|c: char| c.is_ascii_digit() || is_chinese(c));
    (table.rows, table.columns, texts.len()) == (2, 2, 4) && texts.iter().all(is_word)
}

/// Whether brackets stand below each other between the parties and the number of a case.
fn is_caption(texts: &[&Cell]) -> bool {
    let brackets = texts.iter().filter(|c| matches!(c.text.trim(), ")" | "§")).count();
    brackets >= FEWEST_BRACKETS && !texts.iter().any(|c| is_value(&c.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::table;

    #[track_caller]
    fn check(rows: &str, expected: bool) {
        let table = table(&rows.replace('~', "\u{a0}"));
        let texts: Vec<&Cell> = table.cells.iter().filter(|c| !c.text.is_empty()).collect();
        assert_eq!(
            is_none(&table, &texts) || labels_chart(&table, &texts) || are_pairs(&table, &texts),
            expected,
            "{rows}"
        );
    }

    #[test]
    fn the_lines_of_a_transcript() {
        let lines = "1 The~court~found~that~the~agency\n2 had~not~explained~why~it~left\n3 the~policy~that~it~had~before.\n4 Each~licensee~has~to~submit";
        check(lines, true);
        check(&format!("No. Finding\n{lines}"), false);
        check(&lines.replace("3 the", "5 the"), false);
        check("1 Alabama\n2 Alaska\n3 Arizona\n4 Arkansas", false);
    }

    #[test]
    fn the_labels_of_a_form() {
        check("Name: Date:\nTitle: Telephone:\nSignature: Agency:", true);
        check("Name: Smith\nTitle: Clerk\nAgency: EPA", false);
    }

    #[test]
    fn the_head_of_a_letter() {
        check("TO: Administrators\nFROM: Director\nDATE: June~4", true);
        check("cc: Stevens\n_ Byrd\nEnclosures: 2", true);
        check("Date: June~4\nPlace: Washington", false);
    }

    #[test]
    fn the_foot_of_a_letter() {
        check("Simms Ortiz\nComptroller Counsel\ncc: Region~4", true);
        check("Simms Ortiz\nComptroller Counsel\nccs: Region~4", false);
    }

    #[test]
    fn blank_lines_to_be_filled_in() {
        check("Signature Date\nFor Office\nReceived~____ Fee~____", true);
        check("Signature Date\nFor Office\nReceived~____ Fee~12", false);
    }

    #[test]
    fn the_caption_of_a_court() {
        check("Public, )\n_ )\nv. )\nAcme )", true);
        check("Income (75\nLoss )\nOther )\nNet )\nAll 12", false);
    }

    #[test]
    fn two_pairs_are_no_table() {
        check("Invoice 20417\nDate 02/11/2010", true);
        check("Release Contact\nMay~6 555-0116", true);
        check("Place Share\nIowa 19%", false);
        check("Place Share\nIowa 19%\nOhio 7%", false);
    }

    #[test]
    fn the_head_of_a_release() {
        let lines = "Contact:~Aver\nTuesday 555-0116\nNoon Ralph~Monte";
        let mut head = table(&format!("For~Release {lines}"));
        head.cells.iter_mut().for_each(|cell| cell.text = cell.text.replace('~', " "));
        assert!(heads_release(&head, &head.cells.iter().collect::<Vec<_>>()));
        check(&format!("For {lines}"), false);
    }

    #[test]
    fn addresses_side_by_side() {
        let blocks = "Ann Bob\n2~Oak~St~Lane,~GA~30303 77~Elm~St~Salem,~OR~97301-2203";
        check(blocks, true);
        check(&format!("{blocks}\nCara Dan\n9~Ash~St~Reno,~NV~89501 5~Fir~St~Erie,~PA~16501"), true);
        check(
            "Office Address Mail\nSouth Lane,~GA~30303 Lane,~GA~30301\nWest Reno,~NV~89501 Reno,~NV~89502",
            false,
        );
        check("Ann Bob\nCEO CFO\n2~Oak~St~Lane,~GA~3030 77~Elm~St~Salem,~OR~97301", false);
    }

    #[test]
    fn signatures_side_by_side() {
        check("Henry~Watts Alice~Warren\nChairman Administrator", true);
        check("Henry~Watts Alice~Warren\nChairman Administrator\nBoston Salem", false);
        check("镇 街道\n练塘 盈浦", false);
    }

    #[test]
    fn the_lines_of_a_program() {
        let lines = "set raw;\nbw =~1;\nnr =~2;\nkeep id;";
        check(lines, true);
        check(&lines.replace('=', ":"), false);
        check(&lines.replace("raw;", "raw"), false);
    }

    #[test]
    fn the_labels_of_a_chart() {
        check("Medicare Medicaid\n22% 19%", true);
        check("Place Share\nIowa 19%", false);
    }
}
