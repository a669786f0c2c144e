//! Whether a page break cuts a row: what stands in its cells above and below tells.

use fenjie_model::Table;
use fenjie_model::text::is_chinese;

use super::super::broken::{breaks_number, is_number};
use super::super::header::is_datum;
use super::super::prose::is_rest;
use super::growing::Growing;
use super::seam::Break;
use crate::table::aligned::is_total;

/// A cell above the break and the one below it, by their indices in the table and the part.
pub(super) type Pair = (usize, usize);

/// How it is known that the break cuts a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// No rule is drawn there.
    Drawn,
    /// By what the cells hold.
    Told,
    /// One of the rows lacks what every row has, and yet it is not sure that they fit together: they stay two.
    Doubted,
    /// They fit together, and yet the second could have begun on the last line of the first: they stay two.
    HadRoom,
}

/// How it is known that the break cuts the row of some cells, if it does.
pub(super) fn cut(table: &Table, growing: &Growing, part: &Table, pairs: &[Pair], at: &Break) -> Option<Cut> {
    let texts: Vec<(&str, &str)> =
        pairs.iter().map(|&(a, b)| (table.cells[a].text.as_str(), part.cells[b].text.as_str())).collect();
    let both = |(a, b): &(&str, &str)| !a.is_empty() && !b.is_empty();
    let column = |i: usize| table.cells[pairs[i].0].col;
    if pairs.len() < 2 {
        return None;
    }
    let closed = |i: usize| at.open.get(column(i)) == Some(&false) && both(&texts[i]);
    if at.is_closed_beside() && (0..pairs.len()).any(closed) {
        return None;
    }
    let keyless = lacks_key(growing, &texts, column);
    let of_numbers: Vec<_> = texts.iter().filter(|(a, b)| is_datum(a) && is_datum(b)).collect();
    if !of_numbers.is_empty() {
        let is_full = |i: usize| at.full.get(column(i)) == Some(&true);
        let rest = is_rest_of_row(&texts, is_full);
        let told = cuts_numbers(&texts)
            || keyless && of_numbers.iter().all(|(a, b)| awaits_number(a, b))
            || rest && of_numbers.iter().all(|(a, b)| a != b);
        return told.then_some(Cut::Told).or((keyless || rest).then_some(Cut::Doubted));
    }
    if (0..pairs.len()).all(|i| at.open.get(column(i)) == Some(&true)) {
        return Some(Cut::Drawn);
    }
    // The rest of a wrapped text stands where the other part has text too, and the line above is full.
    let goes_on = |i: usize| {
        let (a, b) = texts[i];
        let full = at.full.get(column(i)).is_none_or(|full| *full) || is_rest(b) || is_bracket(b);
        full && a != b && !is_complete(a) && !is_head(b) && !is_next(a, b)
    };
    let shared: Vec<usize> = (0..pairs.len()).filter(|&i| both(&texts[i])).collect();
    let fits = !shared.is_empty() && shared.iter().all(|&i| goes_on(i));
    let had_room = |&i: &usize| {
        let below = texts[i].1;
        !is_rest(below) && !is_bracket(below) && has_room(at, column(i), below)
    };
    let had_room = fits && shared.iter().any(had_room);
    if !fits || keyless && had_room {
        // A piece of text and nothing else is no row, whether the line above it is full or not: a long word can follow.
        let piece = shared.len() == 1 && texts.iter().filter(|(_, b)| !b.is_empty()).count() == 1;
        let flows = |&i: &usize| {
            !texts[i].0.ends_with(['。', '；']) && !is_complete(texts[i].0) && !is_head(texts[i].1)
        };
        let piece = piece && shared.iter().all(flows) && lacks_numbers(&texts);
        let told =
            !at.full.is_empty() && (piece || keyless && is_rest_by_blanks(growing, part, &texts, column));
        let doubted = if fits { Cut::HadRoom } else { Cut::Doubted };
        return keyless.then_some(if told { Cut::Told } else { doubted });
    }
    if keyless || lacks_numbers(&texts) {
        return Some(if had_room { Cut::HadRoom } else { Cut::Told });
    }
    // Two rows with names of their own can be one where the second has nothing that the first lacks.
    let adds = texts.iter().any(|(a, b)| a.is_empty() && !b.is_empty());
    let lacks = (0..pairs.len())
        .any(|i| texts[i].1.is_empty() && !texts[i].0.is_empty() && growing.is_key(column(i)));
    if adds || !lacks || at.full.is_empty() {
        return None;
    }
    Some(match texts.iter().any(|(a, b)| awaits_number(a, b)) {
        true if had_room => Cut::HadRoom,
        true => Cut::Told,
        false => Cut::Doubted,
    })
}

/// Whether the first word of a text would have stood on the last line above the break, had it gone on there.
fn has_room(at: &Break, column: usize, below: &str) -> bool {
    /// How much wider than a small letter a capital is, and a letter of scripts that are not akin to Latin.
    const CAPITAL: f32 = 1.4;
    const OTHER: f32 = 1.9;
    let letter = |c: char| match c {
        '\u{530}'.. => OTHER,
        _ if c.is_uppercase() => CAPITAL,
        _ => 1.0,
    };
    let word = below.chars().take_while(|c| !c.is_whitespace() && !is_chinese(*c));
    below.starts_with(char::is_alphanumeric)
        && !below.starts_with(is_chinese)
        && at.letters.get(column).is_some_and(|letters| word.map(letter).sum::<f32>() <= *letters as f32)
}

/// Whether a text ends before the number that it speaks of, which begins the other: `不少于` over `355`, `-` over `3.5%`.
fn awaits_number(above: &str, below: &str) -> bool {
    const SIGNS: [&str; 6] = ["-", "－", "−", "+", "≥", "≤"];
    const WORDS: [&str; 10] =
        ["不少于", "不低于", "不超过", "不高于", "不大于", "不小于", "约", "增长", "下降", "控制在"];
    below.starts_with(|c: char| c.is_ascii_digit())
        && (SIGNS.contains(&above) || WORDS.iter().any(|word| above.ends_with(word)))
}

/// Whether each text of a row goes on in the row below, and a number does in the midst of its digits.
fn cuts_numbers(texts: &[(&str, &str)]) -> bool {
    let lines = |(a, b): &(&str, &str)| [(*a).to_owned(), (*b).to_owned()];
    let mut both = texts.iter().filter(|(a, b)| is_datum(a) && is_datum(b));
    texts.iter().any(|pair| breaks_number(&lines(pair))) && both.all(|pair| is_number(&lines(pair).concat()))
}

/// Whether a row has nothing but what can go on below the full lines of the one above it, and no name, which that has.
fn is_rest_of_row(texts: &[(&str, &str)], is_full: impl Fn(usize) -> bool) -> bool {
    let above = texts.iter().filter(|(a, _)| !a.is_empty()).count();
    let below: Vec<usize> = (0..texts.len()).filter(|&i| !texts[i].1.is_empty()).collect();
    let goes_on = |&i: &usize| {
        let (a, b) = texts[i];
        !a.is_empty() && is_full(i) && (!is_datum(a) || is_number(&[a, b].concat()))
    };
    let named = texts.iter().any(|(a, b)| b.is_empty() && !a.is_empty() && !is_datum(a));
    named && 2 * below.len() < above && below.iter().all(goes_on)
}

/// Whether the second of two rows has only text, each below other text that it can go on, and neither the number nor the
/// values that every row has. Words that are kept together leave the line above as short as they are long. A blank in a
/// column that merges cells is none.
fn is_rest_by_blanks(
    growing: &Growing,
    part: &Table,
    texts: &[(&str, &str)],
    column: impl Fn(usize) -> usize,
) -> bool {
    /// So many columns that every row fills are blank.
    const FEWEST_BLANKS: usize = 2;
    let goes_on = |(a, b): &(&str, &str)| {
        b.is_empty() || !a.is_empty() && a != b && !is_datum(b) && !a.ends_with(['。', '；']) && !is_head(b)
    };
    let merges = |col: usize| {
        growing.columns[col].merging || part.cells.iter().any(|cell| cell.col == col && cell.row_span > 1)
    };
    let blank: Vec<usize> =
        (0..texts.len()).filter(|&i| texts[i].1.is_empty() && growing.is_key(column(i))).collect();
    texts.iter().all(goes_on)
        && blank.len() >= FEWEST_BLANKS
        && blank.iter().all(|&i| !texts[i].0.is_empty() && !merges(column(i)))
        // The first column's numbers are those of the rows.
        && blank.iter().any(|&i| i > 0 && growing.is_numeric(column(i)) && is_datum(texts[i].0))
}

/// Whether one of two rows has but a rest of text, and the other the numbers.
fn lacks_numbers(texts: &[(&str, &str)]) -> bool {
    let filled = |row: &[&str]| row.iter().filter(|t| !t.is_empty()).count();
    let data = |row: &[&str]| row.iter().filter(|t| is_datum(t)).count();
    let (above, below): (Vec<&str>, Vec<&str>) = texts.iter().copied().unzip();
    let (poor, rich) = if filled(&above) < filled(&below) { (above, below) } else { (below, above) };
    data(&poor) == 0 && 2 * filled(&poor) <= filled(&rich) && (data(&rich) > 0 || filled(&poor) == 1)
}

/// Whether one of two rows alone has the name or number that every row of the table has, and is no total.
fn lacks_key(growing: &Growing, texts: &[(&str, &str)], column: impl Fn(usize) -> usize) -> bool {
    let Some(key) = (0..texts.len()).find(|&i| growing.is_key(column(i))) else { return false };
    let (a, b) = texts[key];
    let total = texts.iter().any(|(a, b)| is_of_all(a) || is_of_all(b));
    a.is_empty() != b.is_empty() && !total
}

/// Whether a text names a total, or a whole region (全区, 青浦全区), whose row is one too.
fn is_of_all(text: &str) -> bool {
    /// A sentence can end in these words.
    const LONGEST: usize = 6;
    let whole = text.char_indices().nth_back(1).is_some_and(|(at, _)| {
        matches!(&text[at..], "全省" | "全市" | "全州" | "全盟" | "全区" | "全县" | "全旗" | "全镇" | "全乡")
    });
    is_total(text) || whole && text.chars().count() <= LONGEST
}

/// Whether a text is nothing but what a bracket holds: `（%）`, `（万元）`.
fn is_bracket(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}

/// Whether a text begins with a number in brackets as the one above it does, and so is the next of its kind: 〔6-2〕 below
/// 〔6-1〕.
fn is_next(above: &str, below: &str) -> bool {
    mark(above).is_some_and(|first| mark(below).is_some_and(|next| next != first))
}

/// The number in brackets that a text begins with, digits and hyphens.
fn mark(text: &str) -> Option<&str> {
    let (mark, _) = text
        .strip_prefix(['〔', '［', '[', '【', '（', '('])?
        .split_once(['〕', '］', ']', '】', '）', ')'])?;
    let counts = |c: char| c.is_ascii_digit() || matches!(c, '-' | '－' | '—');
    (mark.contains(|c: char| c.is_ascii_digit()) && mark.chars().all(counts)).then_some(mark)
}

/// Whether nothing can follow a text in its cell: it announces the rows below.
pub(super) fn is_complete(text: &str) -> bool {
    text.ends_with(['：', ':'])
}

/// Whether a text begins a row of its own: `其中：`, `一、`, `（二）`, `流动负债：`.
pub(super) fn is_head(text: &str) -> bool {
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = rest.len() < inner.len() && rest.starts_with(['、', '）', ')', '.', '．']);
    numbered
        || text.ends_with(['：', ':'])
        || ["其中", "加：", "减：", "其中:", "加:", "减:"].iter().any(|h| text.starts_with(h))
}
