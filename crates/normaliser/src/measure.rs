//! What a number counts: the printed measure to ISO 4217 or UCUM, a multiplier and a dimension.
//!
//! The names are data (`data/measures.toml`); what composes is code: a power of ten before a name (万元, 亿千瓦时) and
//! one name over another (人/亿元).

use std::borrow::Cow;
use std::sync::LazyLock;

use fenjie_model::{HashMap, HashSet, Measure, text};

use crate::words::words;

mod choice;
mod compare;
mod header;
mod meaning;
mod note;
mod scale;

use scale::{SCALE_FIRSTS, SCALES, scale_of_unknown};

pub(crate) use choice::{choose, prove_both};
pub(crate) use header::{bound_of_header, is_thing, run_on};
pub use header::{of_header, split_header};
pub(crate) use meaning::{denies, is_paid_in_whole, speaks_of_another};
pub use note::{Noted, of_note};
pub(crate) use note::{listed, of_remark, two_of_quotient};

/// A measure of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// ISO 4217 or UCUM.
    pub id: String,
    /// What one printed unit is in `id`s, in lowest terms: 亩 is (1, 15) `har`.
    pub multiplier: (i128, i128),
    /// What is measured: currency, area, count, ratio …
    pub dimension: String,
}

impl Definition {
    /// Whether the two are words for one count, of which the notice leaves the choice: 幢（个）, 台/套. 张/千人 and
    /// 人/户 are rates.
    fn may_be_called(&self, other: &Self) -> bool {
        let is_word = |d: &Self| d.dimension == "count" && d.multiplier == (1, 1) && d.id != "{person}";
        is_word(self) && is_word(other)
    }
}

/// No printed measure is longer, in characters.
const LONGEST: usize = 12;

/// The measure of that name, scales and ratios of known names included.
pub fn look_up(printed: &str) -> Option<Definition> {
    let last = printed.trim_end().chars().next_back().map(fold_last)?;
    if !NAMES.lasts.contains(&last) || printed.chars().nth(LONGEST).is_some() {
        return None;
    }
    let key = key(printed);
    if let Some(known) = counting(&key) {
        return Some(known);
    }
    if let Some((one, other)) = key.strip_suffix(')').and_then(|key| key.split_once('(')) {
        return counting(one).filter(|one| counting(other).is_some_and(|other| one.may_be_called(&other)));
    }
    let (of, per) = key.split_once('/')?;
    let (of, per) = (counting(of)?, denominator(per)?);
    // 万元/% and %/万元 list two.
    if per.dimension == "ratio" || of.dimension == "ratio" && per.dimension != "per" {
        return None;
    }
    if of.may_be_called(&per) {
        return Some(of);
    }
    Some(Definition {
        id: format!("{}/{}", of.id, per.id),
        multiplier: product(of.multiplier, (per.multiplier.1, per.multiplier.0))?,
        dimension: "rate".to_owned(),
    })
}

/// The measure as a target carries it; without an ID where the registry does not know the name, and then with the power
/// of ten before it as its multiplier.
pub fn measure(printed: &str) -> Measure {
    // 年 is a date wherever it could be one, and what is counted where a cell or its 计量单位 says so.
    let years = || Definition { id: "a".to_owned(), multiplier: (1, 1), dimension: "time".to_owned() };
    let known = look_up(printed).or_else(|| (printed.trim() == "年").then(years));
    let (id, multiplier, dimension) = match known {
        Some(known) => (Some(known.id), Some(known.multiplier), Some(known.dimension)),
        None => (None, scale_of_unknown(printed).map(|power| (power, 1)), None),
    };
    Measure { id, multiplier, dimension, raw: printed.to_owned(), bound: None }
}

/// The measure with the power of ten instead of its own: 万 in a column of 亩 counts 万亩. None where `power` is no such
/// word.
pub fn with_power(power: &str, of: &str) -> Option<Measure> {
    let (power, of) = (key(power), key(of));
    let is_power = |(word, _): &(&str, i128)| *word == power;
    SCALES.iter().find(|scale| is_power(scale))?;
    let base = SCALES.iter().find_map(|(word, _)| {
        of.strip_prefix(word).filter(|base| NAMES.names.contains_key(*base) && !base.is_empty())
    });
    Some(measure(&format!("{power}{}", base.unwrap_or(&of)))).filter(|measure| measure.id.is_some())
}

/// The length in bytes of the longest measure that the text begins with.
pub fn prefix(rest: &str) -> Option<usize> {
    rest.char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .take(LONGEST)
        .filter(|&end| look_up(&rest[..end]).is_some())
        .last()
}

/// Whether measures of that dimension are known; a quotient of two is a rate.
pub(crate) fn is_dimension(name: &str) -> bool {
    name == "rate" || NAMES.names.values().any(|known| known.dimension == name)
}

/// Whether numbers in the dimension may be added up to a total. Ratios, scores, ranks and rates may not, nor times: the
/// days with good air of two towns are the same days.
pub fn is_additive(dimension: &str) -> bool {
    !matches!(
        dimension,
        "ratio" | "ratio_change" | "score" | "ordinal" | "rate" | "sound" | "time" | "temperature"
    )
}

/// Whether a measure is a part of a whole or the growth of one.
pub(crate) fn is_ratio(measure: &Measure) -> bool {
    matches!(measure.dimension.as_deref(), Some("ratio" | "ratio_change"))
}

/// Whether a share or a rate can be told in a measure: no amount of a thing is one.
pub(crate) fn tells_rate(measure: &Measure) -> bool {
    measure.dimension.as_deref().is_none_or(|dimension| !is_additive(dimension) && dimension != "time")
}

/// Whether a measure is a place among others (全市排名).
pub(crate) fn is_rank(measure: &Measure) -> bool {
    measure.dimension.as_deref() == Some("ordinal")
}

/// The measure that the last word of a header names: the place among others of 全市排名目标 and 2023年排名, the points of 目标得分.
pub(crate) fn named_at_end(header: &str) -> Option<Measure> {
    /// 全市排名
    const LONGEST: usize = 4;
    let bare = ["目标值", "目标"].iter().find_map(|end| header.strip_suffix(end)).unwrap_or(header);
    if bare.ends_with("得分") {
        return Some(Measure { raw: "得分".to_owned(), ..measure("分") });
    }
    if is_thing(header) {
        return Some(measure(header));
    }
    if !words!("排名 名次 位次 排位").end(bare) {
        return None;
    }
    let ends = bare.char_indices().rev().take(LONGEST).map(|(at, _)| &bare[at..]);
    // The longest of them.
    ends.filter(|end| look_up(end).is_some()).last().map(measure).filter(is_rank)
}

/// What [`key`] makes of the last character of a name.
fn fold_last(c: char) -> char {
    match c {
        '〕' | '】' | '］' | ']' => ')',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c).to_ascii_lowercase(),
        _ => c.to_ascii_lowercase(),
    }
}

fn key(printed: &str) -> String {
    let mut key = text::fold(printed).into_owned();
    key.make_ascii_lowercase();
    key
}

/// What stands under another measure: 亿元, 10万人, 人·月.
fn denominator(key: &str) -> Option<Definition> {
    const POWERS: [(&str, &str); 5] =
        [("100万", "百万"), ("10万", "十万"), ("1万", "万"), ("1000", "千"), ("100", "百")];
    let Some((one, other)) = key.split_once(['/', '·', '•', '・']) else {
        let power = POWERS.iter().find_map(|(digits, word)| Some((word, key.strip_prefix(digits)?)));
        return match power {
            Some((word, rest)) => scaled(&counted_below(&format!("{word}{rest}"))),
            None => scaled(&counted_below(key)),
        };
    };
    let (one, other) = (scaled(&counted_below(one))?, scaled(&counted_below(other))?);
    let are_of_things = [&one, &other].into_iter().all(|known| known.dimension != "ratio");
    let is_of_time = other.dimension == "per" || one.dimension == "per";
    let multiplier = product(one.multiplier, other.multiplier)?;
    (are_of_things && is_of_time).then(|| Definition {
        id: format!("{}/{}", one.id, other.id),
        multiplier,
        dimension: "rate".to_owned(),
    })
}

/// Persons under another measure, by words that alone name something else: 元/生·年, 人/10万人口.
const PERSONS_BELOW: [&str; 4] = ["常住人口", "人口", "学生", "生"];

/// The key with 人 in the place of such a word.
fn counted_below(key: &str) -> Cow<'_, str> {
    let is_scale = |before: &&str| before.chars().all(|c| SCALE_FIRSTS.contains(&c));
    match PERSONS_BELOW.iter().filter_map(|word| key.strip_suffix(word)).find(is_scale) {
        Some(scale) => Cow::Owned(format!("{scale}人")),
        None => Cow::Borrowed(key),
    }
}

/// A measure that can stand alone; 年 cannot.
fn counting(key: &str) -> Option<Definition> {
    scaled(key).filter(|known| known.dimension != "per")
}

/// A name with at most one power of ten before it. The power alone (万) counts things.
fn scaled(key: &str) -> Option<Definition> {
    let names = &NAMES.names;
    if let Some(known) = names.get(key).filter(|_| !key.is_empty()) {
        return Some(known.clone());
    }
    if !key.starts_with(SCALE_FIRSTS) {
        return None;
    }
    SCALES.iter().find_map(|&(word, power)| {
        let known = names.get(key.strip_prefix(word)?)?;
        Some(Definition { multiplier: product(known.multiplier, (power, 1))?, ..known.clone() })
    })
}

/// The product of two ratios in lowest terms.
fn product(a: (i128, i128), b: (i128, i128)) -> Option<(i128, i128)> {
    let (n, d) = (a.0.checked_mul(b.0)?, a.1.checked_mul(b.1)?);
    let divisor = gcd(n, d);
    (divisor != 0).then(|| (n / divisor, d / divisor))
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

/// Dimension, then ID with an optional ratio, then printed names.
type Data = HashMap<String, HashMap<String, Vec<String>>>;

/// The names, and the characters that they end with: most texts are told from a measure by their last.
struct Names {
    names: HashMap<String, Definition>,
    lasts: HashSet<char>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    read(include_str!("../data/measures.toml")).expect("a test reads the compiled-in measures")
});

fn read(toml: &str) -> Result<Names, String> {
    let data: Data = toml::from_str(toml).map_err(|e| e.to_string())?;
    let mut names = HashMap::default();
    for (dimension, measures) in data {
        for (id, printed) in measures {
            let (id, ratio) = id.split_once(' ').unwrap_or((&id, "1"));
            let multiplier = ratio_of(ratio).ok_or_else(|| format!("{id}: {ratio} is no ratio"))?;
            for name in printed {
                let definition = Definition { id: id.to_owned(), multiplier, dimension: dimension.clone() };
                if names.insert(key(&name), definition).is_some() {
                    return Err(format!("{name} stands twice"));
                }
            }
        }
    }
    let scales = SCALES.iter().map(|(word, _)| *word);
    let printed = names.keys().map(String::as_str).chain(scales).chain(PERSONS_BELOW);
    let lasts = printed.filter_map(|name| name.chars().next_back()).collect();
    Ok(Names { names, lasts })
}

fn ratio_of(text: &str) -> Option<(i128, i128)> {
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    Some((n.parse().ok()?, d.parse().ok().filter(|&d: &i128| d > 0)?))
}

#[cfg(test)]
mod tests;
