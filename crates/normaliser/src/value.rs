//! The value grammar: what one cell says.
//!
//! ```text
//! value  = "" | dash | number | range | words
//! number = lead* digits tail*
//! range  = lead* digits measure? (- ~ ～ — 至 到) digits tail*
//! lead   = bound (≥ 不低于 约) | word (力争 增长 控制在 比2020年) | bracket | mark
//! tail   = measure | bound (以上 以内 左右) | bracket | mark (① *)
//! ```
//!
//! What the grammar does not read to its end is text, as printed: `12月底前`, `3/4`, `第3位`. Nothing is guessed.

use fenjie_model::text::is_numeral;
use fenjie_model::{Bound, Value, ValueKind, text};

use crate::bounds;
use crate::measure;
use crate::words::{is_growth, words};
use scan::Scan;

mod canonical;
mod scan;
mod state;
mod words;

pub use canonical::canonical;
pub(crate) use scan::is_through;
pub(crate) use state::is_state;

/// Reads what a cell says.
///
/// ```
/// use fenjie_model::{Bound, ValueKind};
///
/// let value = fenjie_normaliser::value::read("96 以上");
/// assert_eq!(value.kind, ValueKind::Number);
/// assert_eq!((value.number, value.bound), (Some(96.into()), Some(Bound::AtLeast)));
/// assert_eq!(fenjie_normaliser::value::read("608.8（考核目标）").note.as_deref(), Some("考核目标"));
/// ```
pub fn read(raw: &str) -> Value {
    Value { raw: raw.to_owned(), ..meaning(raw) }
}

/// How a cell is to be taken.
pub(crate) fn kind(raw: &str) -> ValueKind {
    meaning(raw).kind
}

/// The value without what is printed.
fn meaning(raw: &str) -> Value {
    if raw.chars().all(text::is_space) {
        plain(ValueKind::Blank)
    } else if is_dash(raw) {
        plain(ValueKind::None)
    } else if !has_digit(raw) {
        plain(ValueKind::Text)
    } else {
        quantity(&mut Scan::new(raw)).unwrap_or_else(|| plain(ValueKind::Text))
    }
}

/// What stands for a blank between groups of digits that are known to be of one number.
pub(crate) const GROUPING: &str = "\u{a0}";

/// Reads a cell of such a column: `raw` is as printed.
pub(crate) fn read_grouped(text: &str) -> Value {
    Value { raw: text.replace(GROUPING, " "), ..read(text) }
}

/// Whether the text is a number of several groups of three digits with blanks between them (7 905).
pub(crate) fn is_grouped(raw: &str) -> bool {
    let whole = raw.split('.').next().unwrap_or(raw);
    let (first, rest) = whole.split_once(' ').unwrap_or((whole, ""));
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let decimals = raw.strip_prefix(whole).unwrap_or_default();
    first.len() <= 3
        && is_digits(first)
        && !first.starts_with('0')
        && rest.split(' ').all(|group| group.len() == 3 && is_digits(group))
        && (decimals.is_empty() || is_digits(&decimals[1..]))
}

/// Whether the text is a number too short for a thousands mark, or stands for none.
pub(crate) fn is_short(raw: &str) -> bool {
    let is_whole = |text: &str| text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    is_dash(raw) || raw.split_once('.').map_or_else(|| is_whole(raw), |(whole, _)| is_whole(whole))
}

/// Whether the text is a number, or several, without a measure of its own.
pub(crate) fn is_bare(raw: &str) -> bool {
    let value = read(raw);
    matches!(value.kind, ValueKind::Number | ValueKind::Range) && value.measure.is_none()
}

fn has_digit(raw: &str) -> bool {
    raw.chars().any(|c| scan::narrow(c).is_ascii_digit())
}

/// Whether the value is text though it holds digits, or stands where a number should: no rule read it, and a person
/// should.
pub fn is_unclear(value: &Value) -> bool {
    let is_in_doubt = |raw: &str| has_digit(raw) || is_placeholder(raw) || repeats(raw) || is_in_words(raw);
    value.kind == ValueKind::Text && is_in_doubt(&value.raw)
}

/// How a value says by its own words that it tells of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Change {
    /// 增长8%, 同比增长5%左右.
    Growth,
    /// 下降3%, 降低0.2个百分点.
    Fall,
}

/// The change that a value is of; none where it is of the thing itself.
pub(crate) fn change(value: &Value) -> Option<Change> {
    let measure = value.measure.as_deref()?;
    let in_points = matches!(measure, "百分点" | "个百分点");
    if !in_points && !matches!(measure, "%" | "％") {
        return None;
    }
    let note = value.note.as_deref()?;
    let words = note.split('；').next().unwrap_or(note);
    // 比2020年降
    let alone = words.rsplit('年').next().unwrap_or_default();
    if alone == "增"
        || words!("增长 同比增").end(words)
        || is_growth(words)
        || in_points && words!("提高 提升 上升 增加").end(words)
    {
        Some(Change::Growth)
    } else {
        (alone == "降" || words!("下降 降低 减少 压减 降幅 同比降").end(words)).then_some(Change::Fall)
    }
}

/// Whether a text is nothing but amounts of several things: 3期120人.
pub(crate) fn is_amounts(raw: &str) -> bool {
    let mut scan = Scan::new(raw);
    let mut amounts = 0;
    while !scan.is_at_end() {
        if scan.number().is_none() || scan.measure().is_none() {
            return false;
        }
        amounts += 1;
    }
    amounts > 1
}

/// 同上, 〃: what stands above, or beside, is meant.
pub(crate) fn repeats(raw: &str) -> bool {
    words!("同上 同左 同前 ″ 〃 ＂ ” \" ''").have(raw)
}

/// 两个, 十二家: a number in words.
pub(crate) fn is_in_words(raw: &str) -> bool {
    let rest = raw.trim_start_matches(|c| is_numeral(c) || "两百千万".contains(c));
    let is_count = |rest: &str| measure::look_up(rest).is_some_and(|found| found.dimension == "count");
    rest.len() < raw.len() && is_count(rest)
}

/// What a spreadsheet prints in the place of a number that its column is too narrow for (###), or that it cannot compute
/// (#REF!, #DIV/0!).
pub(crate) fn is_placeholder(raw: &str) -> bool {
    raw.strip_prefix('#').is_some_and(|rest| {
        rest.chars().all(|c| c == '#') || rest.ends_with(['!', '?']) || matches!(rest, "N/A" | "NULL")
    })
}

fn plain(kind: ValueKind) -> Value {
    Value {
        raw: String::new(),
        kind,
        number: None,
        low: None,
        high: None,
        bound: None,
        note: None,
        measure: None,
    }
}

/// A sign that says that there is nothing: a run of dashes, or a slash.
fn is_dash(raw: &str) -> bool {
    let mut signs = raw.chars().filter(|c| !text::is_space(*c)).map(scan::narrow);
    match signs.next() {
        Some('/' | '\\') => signs.next().is_none(),
        Some(c) => scan::is_dash(c) && signs.all(scan::is_dash),
        None => false,
    }
}

/// What stands around the number.
#[derive(Default)]
struct Around {
    bound: Option<Bound>,
    /// The words before the number, run together as printed (力争增长).
    words: String,
    /// What brackets hold, and marks.
    notes: Vec<String>,
    measure: Option<String>,
}

impl Around {
    /// Takes a bound; two that contradict each other cannot be read.
    fn bind(&mut self, bound: Bound) -> Option<()> {
        (self.bound.replace(bound).is_none_or(|before| before == bound)).then_some(())
    }

    /// Everything printed beside the number.
    fn note(self) -> Option<String> {
        let words = Some(self.words).filter(|words| !words.is_empty());
        let parts: Vec<String> = words.into_iter().chain(self.notes).collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }
}

/// A number or a range with what stands around it, to the end of the cell.
fn quantity(scan: &mut Scan<'_>) -> Option<Value> {
    let mut around = Around::default();
    lead(scan, &mut around)?;
    let first = scan.number()?;
    around.measure = scan.measure().or_else(|| scan.years(around.bound.is_some())).map(str::to_owned);
    let second = scan.through();
    if second.is_some()
        && let Some(measure) = scan.measure()
    {
        // 5%～6% names its measure twice, 5～6% once: 5户～6% is neither.
        if around.measure.as_ref().is_some_and(|before| text::fold(before) != text::fold(measure)) {
            return None;
        }
        around.measure = Some(measure.to_owned());
    }
    tail(scan, &mut around)?;
    let mut value = match second {
        None => Value { number: Some(first.amount), ..plain(ValueKind::Number) },
        Some(_) if matches!(around.bound, Some(Bound::AtLeast | Bound::AtMost)) => return None,
        Some(second) if first.amount > second.amount => return None,
        Some(second) if around.measure.is_none() && first.is_year() && second.is_year() => return None,
        Some(second) => {
            Value { low: Some(first.amount), high: Some(second.amount), ..plain(ValueKind::Range) }
        }
    };
    value.bound = around.bound;
    value.measure = around.measure.take();
    value.note = around.note();
    Some(value)
}

fn lead(scan: &mut Scan<'_>, around: &mut Around) -> Option<()> {
    while !scan.is_at_digit() {
        if let Some(bound) = scan.one_of(bounds::BEFORE) {
            around.bind(bound)?;
        } else if let Some((word, bound)) = scan.word_of(words::WORDS_BEFORE) {
            around.words.push_str(word);
            bound.map_or(Some(()), |bound| around.bind(bound))?;
        } else if let Some(words) = scan.since() {
            around.words.push_str(words);
        } else if let Some(note) = scan.bracket().or_else(|| scan.mark()) {
            around.notes.push(note.to_owned());
        } else {
            break;
        }
    }
    Some(())
}

fn tail(scan: &mut Scan<'_>, around: &mut Around) -> Option<()> {
    while !scan.is_at_end() {
        if let Some(bound) = scan.one_of(bounds::AFTER) {
            around.bind(bound)?;
        } else if scan.one_of(words::FILLERS_AFTER).is_some() {
        } else if let Some(note) = scan.bracket() {
            // 100（万元）: the bracket is the measure.
            if around.measure.is_none() && measure::look_up(note).is_some() {
                around.measure = Some(note.to_owned());
            } else {
                around.notes.push(note.to_owned());
            }
        } else {
            around.notes.push(scan.mark()?.to_owned());
        }
    }
    Some(())
}

#[cfg(test)]
mod tests;
