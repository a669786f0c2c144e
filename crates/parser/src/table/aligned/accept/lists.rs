//! Lists and indices, which are no tables.

use fenjie_model::text::is_cjk;
use fenjie_model::{Cell, Table};

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, text};
use crate::table::aligned::content::{is_serial, is_value};

/// Whether the first column holds nothing but marks of a list (`1.`, `（一）`, `•`), or most of it begins with the
/// numbers of a list and no value stands beside them (`2. 2023 | 年度…`, and the rest of the entry below).
pub(super) fn is_list(texts: &[&Cell]) -> bool {
    let first: Vec<&str> = texts.iter().filter(|c| c.col == 0).map(|c| c.text.as_str()).collect();
    let numbered = first.iter().filter(|t| opens_entry(t)).count();
    let valued = texts.iter().any(|c| c.col > 0 && is_value(&c.text));
    // Values behind what is numbered are those of a table's rows.
    let values = texts.iter().filter(|c| c.col > 1 && is_value(&c.text)).count();
    let bulleted = texts
        .iter()
        .filter(|c| c.text.split_once(char::is_whitespace).is_some_and(|(mark, _)| is_bullet(mark)));
    // Entries side by side, each behind its own mark.
    if 5 * bulleted.count() >= 4 * texts.len() || !valued && are_bulleted(texts) {
        return true;
    }
    !first.is_empty()
        && (first.iter().all(|t| is_mark(t)) && values < 2 * first.len()
            || numbered > 1 && 2 * numbered >= first.len() && !valued)
}

/// Whether one sign stands before each entry of the first column, below lines that lie across both: that of a list, or what
/// a font of signs has in its place, which can be any where several entries have no head.
fn are_bulleted(texts: &[&Cell]) -> bool {
    /// So many entries at least, and so many where a sign is of no list.
    const FEWEST: (usize, usize) = (2, 4);
    let own = |c: &&&Cell| c.col == 0 && c.col_span == 1;
    let mut first = texts.iter().filter(own).map(|c| c.text.as_str()).filter(|text| !is_enclosed(text));
    let Some(sign) = first.next() else { return false };
    let is_known = is_dash(sign) || is_bullet(sign) || is_dingbat(sign);
    let fewest = if is_known { FEWEST.0 } else { FEWEST.1 };
    // Any other sign can be a grade or a mark, where more is said than one text.
    let is_list = || is_sign(sign) && texts.iter().all(|c| c.col < 2);
    (is_known || is_list()) && first.clone().all(|text| text == sign) && first.count() + 1 >= fewest
}

/// Whether a text is one character, and no digit or Chinese one.
fn is_sign(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| !c.is_numeric() && !is_cjk(c)) && chars.next().is_none()
}

/// Whether a text is the letter that a font of signs draws a bullet, a box or an arrow for.
fn is_dingbat(text: &str) -> bool {
    let mut chars = text.chars();
    let is_one = |c: char| matches!(c, '§' | 'Ø' | 'ü' | 'Ÿ' | '¢' | '¾' | '\u{e000}'..='\u{f8ff}');
    chars.next().is_some_and(is_one) && chars.next().is_none()
}

/// Whether the number in a cell counts what stands beside it, and is no value.
pub(super) fn counts(cell: &Cell) -> bool {
    cell.col == 0 && (is_serial(&cell.text) || is_mark(&cell.text))
}

/// Whether bands are the entries of a numbered list, which it would cost much to read as a table: most begin with the
/// numbers of a list, and no value stands beside them.
pub(in super::super) fn is_numbered(bands: &[Band], words: &[Word]) -> bool {
    let opens = |b: &&Band| b.segments.first().is_some_and(|s| opens_entry(&text(words, &s.words)));
    let valued = |b: &Band| b.segments.iter().skip(1).any(|s| is_value(&text(words, &s.words)));
    let numbered = bands.iter().filter(opens).count();
    numbered > 1 && 2 * numbered >= bands.len() && !bands.iter().any(valued)
}

/// Whether a text begins with the number of a list's entry: `2. 2023`, `10.2023`, `3、增收`.
pub(super) fn opens_entry(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(text.len() - rest.len())) && rest.starts_with(['.', '．', '、'])
}

/// Whether a text is a sign that stands before the entries of lists and nowhere else; U+F0B7 is that of the Symbol font.
fn is_bullet(text: &str) -> bool {
    matches!(text, "•" | "\u{fffd}" | "\u{f0b7}" | "●" | "○" | "◦" | "■" | "□" | "▪")
}

fn is_mark(text: &str) -> bool {
    is_bullet(text) || is_dash(text) || is_enclosed(text)
}

/// Whether a text is a sign that stands before the entries of lists, and elsewhere too.
fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "·" | "*" | "o")
}

/// Whether a text is the number of an entry: `1.`, `（一）`, `a)`.
fn is_enclosed(text: &str) -> bool {
    let inner = text.trim_matches(['（', '）', '(', ')', '.', '、', '．', '[', ']', '：', ':']);
    let few = (1..=3).contains(&inner.chars().count());
    inner.len() < text.len()
        && few
        && inner
            .chars()
            .all(|c| c.is_numeric() || c.is_ascii_alphabetic() || "一二三四五六七八九十".contains(c))
}

/// Whether most texts are the entries of an index: pages stand behind each, or it goes on from a line above.
pub(super) fn is_index(texts: &[&Cell]) -> bool {
    let is_page = |page: &str| {
        (1..=9).contains(&page.len()) && page.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'))
    };
    let is_entry = |c: &&&Cell| {
        let named = c.text.starts_with(char::is_alphabetic);
        let behind = c.text.rsplit_once(',').map_or("", |(_, behind)| behind);
        named && behind.starts_with(char::is_whitespace) && is_page(behind.trim_start())
    };
    4 * texts.iter().filter(is_entry).count() > 3 * texts.len()
}

/// Whether nearly all rows are an abbreviation and the words whose first letters it has.
pub(super) fn spells_out(table: &Table, texts: &[&Cell]) -> bool {
    let is_spelled = |pair: &[&Cell]| match pair {
        [short, long] => {
            let letters = || short.text.chars().filter(|c| c.is_alphabetic());
            let words = long.text.split(|c: char| c.is_whitespace() || c == '-');
            let mut firsts = words.filter_map(|word| word.chars().next());
            letters().count() > 1
                && letters().all(|letter| {
                    letter.is_uppercase() && firsts.any(|first| first.to_uppercase().eq([letter]))
                })
        }
        _ => false,
    };
    let spelled = texts.chunk_by(|a, b| a.row == b.row).filter(|row| is_spelled(row)).count();
    table.columns == 2 && 5 * spelled >= 4 * table.rows
}
