//! Tables of contents, which are no tables.

use fenjie_model::{Cell, Table};

use crate::table::aligned::content::is_value;

/// A document has hardly so many pages.
const MOST_PAGES: usize = 2_000;
/// Contents so long are none by chance.
const LONG: usize = 10;
/// One entry in so many begins with a number where it is wrapped.
const WRAPPED: usize = 10;
/// One entry in so many has the number of a section of a section.
const SECTIONS: usize = 4;

/// Whether leaders run from most texts to page numbers: one number stands beside each text, and they do not fall.
pub(super) fn is_contents(table: &Table, texts: &[&Cell]) -> bool {
    let named = |text: &str| text.contains(|c: char| c.is_alphanumeric());
    let leads = |text: &str| text.contains(".....") || text.contains("……") || text.contains(". . . .");
    let leaders = texts.iter().filter(|c| named(&c.text) && leads(&c.text)).count();
    if are_entries(table, texts) {
        return true;
    }
    let inner = |c: &&&Cell| c.col > 0 && c.col + c.col_span < table.columns;
    let values = texts.iter().filter(inner).filter(|c| is_value(&c.text) && named(&c.text)).count();
    leaders > 2 && 4 * leaders > texts.len() && values < leaders && are_pages(table, texts)
}

/// Whether most texts are whole entries, each with a leader and its page, and the pages fall in no column.
fn are_entries(table: &Table, texts: &[&Cell]) -> bool {
    let led = |text: &str| text.rsplit_once("...").and_then(|(_, behind)| page(behind));
    let whole: Vec<(usize, usize)> = texts.iter().filter_map(|c| Some((c.col, led(&c.text)?))).collect();
    let in_order = |col: usize| whole.iter().filter(|(own, _)| *own == col).map(|(_, page)| page).is_sorted();
    whole.len() > 2 && 2 * whole.len() > texts.len() && (0..table.columns).all(in_order)
}

/// Whether the last column holds page numbers: whole ones that do not fall, but for those of other parts (iv, A-3). In long
/// contents some can stand on one line with others, or with what is no number.
pub(super) fn are_pages(table: &Table, texts: &[&Cell]) -> bool {
    /// In long contents one number in so many may be none of a page, or fall.
    const STRAY: usize = 5;
    let last = texts.iter().filter(|c| c.col + c.col_span == table.columns && c.col > 0);
    let valued = last.filter(|c| c.text.chars().any(|c| c.is_ascii_digit()) && is_value(&c.text));
    let numbers: Vec<Option<usize>> =
        valued.map(|c| c.text.trim().parse().ok().filter(|page| *page < MOST_PAGES)).collect();
    let pages: Vec<usize> = numbers.iter().copied().flatten().collect();
    let falling = pages.windows(2).filter(|pair| pair[0] > pair[1]).count();
    let strays = numbers.len() - pages.len();
    let are_even = strays == 0 && 10 * falling <= numbers.len().saturating_sub(1);
    !pages.is_empty() && (are_even || pages.len() >= LONG && STRAY * (strays + falling) <= numbers.len())
}

/// Whether entries without leaders stand before page numbers and nothing else: no head stands over these and they never
/// fall, and Roman numbers stand before the others, many entries have the number of a chapter or a section, or the word
/// for contents stands over them. The counts of a table have a head.
pub(super) fn lists_pages(table: &Table, texts: &[&Cell]) -> bool {
    let (last, entries): (Vec<&Cell>, Vec<&Cell>) =
        texts.iter().copied().partition(|c| c.col > 0 && c.col + c.col_span == table.columns);
    let valued = entries.iter().filter(|c| is_value(&c.text) && !(c.col == 0 && is_section(&c.text))).count();
    // The line that an entry is wrapped to can begin as a value does.
    if WRAPPED * valued > entries.len() || last.len() < LONG || 3 * last.len() < 2 * table.rows {
        return false;
    }
    let fronts = last.iter().take_while(|c| is_roman(&c.text)).count();
    let pages: Option<Vec<usize>> = last[fronts..].iter().map(|c| page(&c.text)).collect();
    let numbered = entries.iter().filter(|c| c.col == 0 && numbers_section(&c.text)).count();
    let are_told =
        || fronts > 1 || SECTIONS * numbered >= last.len() || entries.iter().any(|c| heads_contents(&c.text));
    !heads_column(table, &last) && pages.is_some_and(|pages| pages.is_sorted()) && are_told()
}

/// Whether the first row has no page beside its text, but the head of the pages.
fn heads_column(table: &Table, last: &[&Cell]) -> bool {
    let first = table.cells.iter().map(|c| c.row).min().unwrap_or(0);
    last.iter().any(|c| c.row == first && page(&c.text).is_none() && !is_roman(&c.text))
}

/// The page that a text is the number of.
fn page(text: &str) -> Option<usize> {
    text.trim().parse().ok().filter(|page| (1..MOST_PAGES).contains(page))
}

/// Whether a text is the number of a section: `2.10`.
fn is_section(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split('.').collect();
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.len() < 4 && parts.iter().all(is_number)
}

/// Whether a text begins with the number of a section of a section: `2.10 Methods`.
fn numbers_section(text: &str) -> bool {
    let number = text.split_whitespace().next().unwrap_or_default();
    number.contains('.') && is_section(number)
}

/// Whether a text is the word for contents.
fn heads_contents(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["contents", "tableofcontents", "目录", "目次"].contains(&bare.to_lowercase().as_str())
}

/// Whether a text is a Roman page number.
fn is_roman(text: &str) -> bool {
    let text = text.trim();
    (1..=7).contains(&text.len()) && text.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l' | b'c'))
}
