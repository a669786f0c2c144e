//! What a number counts: the printed measure to ISO 4217 or UCUM, a multiplier and a dimension.
//!
//! The names are data (`data/measures.toml`); what composes is code: a power of ten before a name (万元, 亿千瓦时) and
//! one name over another (人/亿元).

use std::sync::LazyLock;

use fenjie_model::{Bound, HashMap, HashSet, Measure, text};

mod header;

pub use header::{has_bracket, of_header, of_note, split_header};

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

/// The powers of ten that stand before a name, longest first.
const SCALES: [(&str, i128); 12] = [
    ("千亿", 100_000_000_000),
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("百", 100),
    ("十", 10),
];

/// The characters that they begin with: most names have none of them.
const SCALE_FIRSTS: [char; 5] = ['千', '百', '十', '万', '亿'];

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
    let (of, per) = (counting(of)?, scaled(per)?);
    if of.may_be_called(&per) {
        return Some(of);
    }
    Some(Definition {
        id: format!("{}/{}", of.id, per.id),
        multiplier: product(of.multiplier, (per.multiplier.1, per.multiplier.0))?,
        dimension: "rate".to_owned(),
    })
}

/// The measure as a target carries it; without an ID where the registry does not know the name, and then with the power of
/// ten before it as its multiplier.
pub fn measure(printed: &str) -> Measure {
    let (id, multiplier, dimension) = match look_up(printed) {
        Some(known) => (Some(known.id), Some(known.multiplier), Some(known.dimension)),
        None => (None, scale_of_unknown(printed).map(|power| (power, 1)), None),
    };
    Measure { id, multiplier, dimension, raw: printed.to_owned(), bound: None }
}

/// The power of ten before one or two characters that may be a counter which the registry does not know (万棒). 千 and less
/// stand before too many names, and some names of places and firms begin with 万 (万州, 万达).
fn scale_of_unknown(printed: &str) -> Option<i128> {
    const NAMES: [&str; 2] = ["达州宁荣源载全安盛山秀年科象和福豪通隆泰华", "联达利通"];
    const ENDS: &str = "区县市镇乡村街路城里寺寨堂府园塔林级上下内外多余右元强";
    let key = key(printed);
    let (word, power) =
        SCALES.iter().find(|(word, _)| word.ends_with(['万', '亿']) && key.starts_with(word))?;
    let counter = &key[word.len()..];
    let characters = counter.chars().count();
    let is_name = ["万", "亿"].iter().zip(NAMES).any(|(one, names)| word == one && names.contains(counter));
    let may_count = (1..=2).contains(&characters)
        && counter.chars().all(|c| is_han(c) && !SCALE_FIRSTS.contains(&c))
        && !counter.ends_with(|c| ENDS.contains(c))
        && !is_name;
    may_count.then_some(*power)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
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

/// Whether numbers in the dimension may be added up to a total. Ratios, scores, ranks and rates may not, nor times: the
/// days with good air of two towns are the same days.
pub fn is_additive(dimension: &str) -> bool {
    !matches!(dimension, "ratio" | "ratio_change" | "score" | "ordinal" | "rate" | "sound" | "time")
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
    let lasts =
        names.keys().map(String::as_str).chain(scales).filter_map(|name| name.chars().next_back()).collect();
    Ok(Names { names, lasts })
}

fn ratio_of(text: &str) -> Option<(i128, i128)> {
    let (n, d) = text.split_once('/').unwrap_or((text, "1"));
    Some((n.parse().ok()?, d.parse().ok().filter(|&d: &i128| d > 0)?))
}

/// The comparator that a header's bracket holds (≥，%).
fn comparator(sign: &str) -> Option<Bound> {
    match sign {
        "≥" | "≧" | ">" | ">=" | "不低于" | "不少于" | "不小于" | "以上" => {
            Some(Bound::AtLeast)
        }
        "≤" | "≦" | "<" | "<=" | "不高于" | "不超过" | "不大于" | "以下" | "以内" => {
            Some(Bound::AtMost)
        }
        "左右" | "约" => Some(Bound::About),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(printed: &str, expected: (&str, i128, i128, &str)) {
        let d = look_up(printed).unwrap_or_else(|| panic!("{printed} is not known"));
        assert_eq!(
            (d.id.as_str(), d.multiplier.0, d.multiplier.1, d.dimension.as_str()),
            expected,
            "{printed}"
        );
    }

    #[test]
    fn names_and_scales() {
        check("亿元", ("CNY", 100_000_000, 1, "currency"));
        check("万美元", ("USD", 10_000, 1, "currency"));
        check("千万元", ("CNY", 10_000_000, 1, "currency"));
        check("万亿元", ("CNY", 1_000_000_000_000, 1, "currency"));
        check("万平方米", ("m2", 10_000, 1, "area"));
        check("万方", ("m3", 10_000, 1, "volume"));
        check("％", ("%", 1, 1, "ratio"));
        check("百分点", ("{percentage-point}", 1, 1, "ratio_change"));
        check("亿千瓦时", ("kW.h", 100_000_000, 1, "energy"));
        check("万吨标准煤", ("t{coal-equivalent}", 10_000, 1, "energy"));
        check("万", ("1", 10_000, 1, "count"));
        check("万人次", ("{person-time}", 10_000, 1, "count"));
    }

    #[test]
    fn ratios_are_exact() {
        check("亩", ("har", 1, 15, "area"));
        check("万亩", ("har", 2_000, 3, "area"));
        check("亿斤", ("kg", 50_000_000, 1, "mass"));
        check("人/亿元", ("{person}/CNY", 1, 100_000_000, "rate"));
        check("公斤／亩", ("kg/har", 15, 1, "rate"));
        check("万吨/年", ("t/a", 10_000, 1, "rate"));
        check("张/千人", ("{sheet}/{person}", 1, 1_000, "rate"));
        check("人/户", ("{person}/{household}", 1, 1, "rate"));
        check("mg/L", ("mg/L", 1, 1, "rate"));
        check("微克/立方米", ("ug/m3", 1, 1, "rate"));
    }

    #[test]
    fn brackets_and_spaces_fold() {
        check("幢（个）", ("{building}", 1, 1, "count"));
        check("台/套", ("{machine}", 1, 1, "count"));
        check("处（座）", ("{site}", 1, 1, "count"));
        check("幢〔个〕", ("{building}", 1, 1, "count"));
        check("kWh", ("kW.h", 1, 1, "energy"));
        check("百万", ("1", 1_000_000, 1, "count"));
        check("亿 元", ("CNY", 100_000_000, 1, "currency"));
    }

    #[test]
    fn other_words_are_no_measures() {
        for word in [
            "",
            "年",
            "月",
            "经委",
            "考核目标",
            "含总部企业",
            "平台",
            "1-11月",
            "亿元（%）",
            "家（含总部）",
            "万万",
            "/",
        ] {
            assert_eq!(look_up(word), None, "{word}");
        }
    }

    #[test]
    fn the_power_before_an_unknown_name_is_kept() {
        for (printed, multiplier) in [
            ("万棒", Some((10_000, 1))),
            ("百万菌棒", Some((1_000_000, 1))),
            ("亿舢", Some((100_000_000, 1))),
            ("舢", None),
            ("千棒", None),
            ("万达", None),
            ("万以上", None),
        ] {
            let measure = measure(printed);
            assert_eq!((measure.id, measure.multiplier), (None, multiplier), "{printed}");
        }
    }

    #[test]
    fn prefixes_are_the_longest() {
        assert_eq!(prefix("亿元以上"), Some("亿元".len()));
        assert_eq!(prefix("%～6%"), Some(1));
        assert_eq!(prefix("人/亿元"), Some("人/亿元".len()));
        assert_eq!(prefix("个百分点左右"), Some("个百分点".len()));
        assert_eq!(prefix("以上"), None);
    }

    #[test]
    fn the_data_is_sound() {
        assert!(SCALES.iter().all(|(word, _)| word.starts_with(SCALE_FIRSTS)));
        assert!(read(include_str!("../data/measures.toml")).is_ok());
        assert!(read("[area]\nm2 = ['平方米']\nhar = ['平方米']").is_err());
        assert!(read("[area]\n'har 1/0' = ['亩']").is_err());
    }
}
