//! Running text set in columns, whose lines lie level by chance: it goes on from cell to cell, as no table's text does.

use fenjie_model::text::is_chinese;
use fenjie_model::{Cell, HashMap};

use crate::table::aligned::content::is_value;

/// Words that no text ends with: the next line of a sentence goes on there.
const LEADING: [&str; 36] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "had", "has", "have", "in",
    "into", "is", "its", "not", "of", "on", "or", "our", "than", "that", "the", "their", "these", "this",
    "to", "was", "were", "which", "with", "will", "who",
];
/// A text with so many words can be a line of a sentence.
const LINE: usize = 4;
/// So many lines go on in the cell below them, and such a part of all texts is cut so or ends with a word that leads on.
const FEWEST: usize = 2;
const SHARE: usize = 6;
/// Fewer texts than one in this many are values.
const VALUES: usize = 10;

/// Whether the texts are cut from running text in Latin script: many go on in the cell below, or end in the middle of a
/// sentence.
pub(super) fn is_running(texts: &[&Cell]) -> bool {
    let values = texts.iter().filter(|c| is_value(&c.text)).count();
    if VALUES * values > texts.len() || texts.iter().any(|c| c.text.contains(is_chinese)) {
        return false;
    }
    let at: HashMap<(usize, usize), &Cell> = texts.iter().map(|c| ((c.row, c.col), *c)).collect();
    let below = |c: &Cell| at.get(&(c.row + c.row_span, c.col));
    let going_on =
        texts.iter().filter(|c| below(c).is_some_and(|below| goes_on(&c.text, &below.text))).count();
    let cut = texts.iter().filter(|c| is_cut(&c.text)).count();
    going_on >= FEWEST && SHARE * (going_on + cut) >= texts.len()
}

/// Whether a line that ends no sentence goes on in small letters.
fn goes_on(upper: &str, lower: &str) -> bool {
    upper.split_whitespace().nth(LINE - 1).is_some()
        && !upper.ends_with(['.', ':', ';', '?', '!', ')'])
        && lower.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a text ends within a sentence or a word.
fn is_cut(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    LEADING.contains(&last) || last.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
}

/// Whether most of what is printed are the works that a text refers to, side by side: `Dietz, R. (1984). Children …`.
pub(super) fn are_references(texts: &[&Cell]) -> bool {
    let works = || texts.iter().filter(|c| is_work(&c.text));
    let length = |of: &mut dyn Iterator<Item = &&Cell>| of.map(|c| c.text.len()).sum::<usize>();
    let mut columns = works().map(|c| c.col);
    let first = columns.next();
    columns.any(|col| Some(col) != first) && 2 * length(&mut works()) >= length(&mut texts.iter())
}

/// Whether a text begins with an author and a year in brackets, as the first line of a work does.
fn is_work(text: &str) -> bool {
    let Some((author, rest)) = text.split_once(", ") else { return false };
    let mut initial = rest.chars();
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let years = || rest.split('(').skip(1).filter_map(|part| part.split_once(')')).map(|(year, _)| year);
    author.starts_with(char::is_uppercase)
        && !author.contains(char::is_whitespace)
        && initial.next().is_some_and(char::is_uppercase)
        && initial.next() == Some('.')
        && years().any(is_year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::table;

    #[track_caller]
    fn check(rows: &str, running: bool, works: bool) {
        let mut table = table(rows);
        table.cells.iter_mut().for_each(|cell| cell.text = cell.text.replace('~', " "));
        let texts: Vec<&Cell> = table.cells.iter().filter(|c| !c.text.is_empty()).collect();
        assert_eq!((is_running(&texts), are_references(&texts)), (running, works), "{rows}");
    }

    #[test]
    fn lines_of_sentences_go_on_below() {
        let rows = "The~estimates~are~based~on~a The~groups~were~not Outlays~have~been~on~the\n\
                    sample~of~farms.~Officials~told~us statistically~significant~at~the other~account~since~May.";
        check(rows, true, false);
        check(
            &rows.replace("sample", "Sample").replace("stat", "Stat").replace("other", "Other"),
            false,
            false,
        );
        check(
            "on~a~sample~of criteria the period.\nfarms~and were by hot-\nmills a~value a deck.",
            false,
            false,
        );
        check(
            "Review~the~sample~of~farms agreed\ntrain~staff open\npublish~the~criteria~on closed",
            false,
            false,
        );
        check(
            "Wheat~sold~by~all~farms 12\nof~which~for~seed~in~the~year 3\nof~which~for~food~and~feed 4",
            false,
            false,
        );
    }

    #[test]
    fn works_side_by_side() {
        let works =
            "Dietz,~R.~(1984).~Children~living~in~families Adams,~J.~(2011).~As~shown\n48(5),~342. 61(3).";
        check(works, false, true);
        check("Dietz,~R.~(1984) Found~no~effect~on~children\nAdams,~J.~(2011) Found~some", false, false);
    }
}
