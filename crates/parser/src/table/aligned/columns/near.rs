//! Columns that stand near each other: texts that begin at one place, line after line, behind values that end a little
//! left of it.

use fenjie_model::text::is_cjk;

use crate::table::aligned::Word;
use crate::table::aligned::bands::{Band, Segment, is_dots};
use crate::table::aligned::content::{is_serial, is_value};

/// So many lines tell it.
const FEWEST: usize = 5;
/// More columns are not looked at.
const MOST_COLUMNS: usize = 64;
/// The gap is as wide as this at least, in ems, and so many times the narrowest of its text.
const GAP: f32 = 0.4;
const WIDER: f32 = 1.5;
/// So many lines tell it by values and texts of different widths, which stand no nearer than this, in ems.
const FEW: usize = 3;
const NARROW: f32 = 0.35;
/// The lines so far above and below them are looked at for values with nothing behind them.
const AROUND: usize = 8;
/// Heads have so many lines at most.
const HEADS: usize = 3;
/// A space of a font whose characters are all of one width is narrower.
const FIXED: f32 = 0.65;
/// The last number of one digit.
const ONE_DIGIT: usize = 9;
/// The texts begin at one place within this many ems.
const SAME: f32 = 0.15;

/// Parts the segments of bands between such columns.
pub(crate) fn parted(mut bands: Vec<Band>, words: &[Word]) -> Vec<Band> {
    let mut found: Vec<Near> = Vec::new();
    let counted = counted(&bands, words);
    for (at, band) in bands.iter().enumerate() {
        for (of, segment) in band.segments.iter().enumerate() {
            let least = least(segment, words, band.size);
            for (place, pair) in segment.words.windows(2).enumerate() {
                let [value, text] = [pair[0], pair[1]].map(|w| words[w].text.as_str());
                // Numbers with their decimals are hardly the groups of one.
                let decimals = [value, text].iter().all(|t| is_value(t) && t.contains(['.', ',']));
                let wide = gap(pair, words) >= if decimals { GAP * band.size } else { least };
                // A digit before a name at the left is the code of that: `1 Northeast`.
                let is_digit = (of, place) == (0, 0) && is_serial(value) && value.len() == 1 && !wide;
                let is_code = is_digit && !counted[at];
                let begins = text.starts_with(char::is_uppercase);
                let apart = gap(pair, words) >= NARROW * band.size;
                let joins = place > 0 && joins(&segment.words[place - 1..=place + 1], words, band.size);
                if is_value(value) && !is_code && !joins && !is_dots(text) && (wide || begins || apart) {
                    let [value, behind] = [pair[0], pair[1]].map(|w| words[w].bbox);
                    let (x, from, end) = (behind.x0, value.x0, value.x1);
                    found.push(Near { x, from, end, text, wide, begins, apart, band: at });
                }
            }
        }
    }
    found.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.band.cmp(&b.band)));
    let em = |at: usize| bands[at].size;
    let columns: Vec<(f32, usize, usize)> = found
        .chunk_by(|a, b| b.x - a.x <= SAME * em(a.band))
        .filter(|column| {
            let same = SAME * em(column[0].band);
            is_column(column, same) || has_blanks(column, &bands, words, same)
        })
        .take(MOST_COLUMNS)
        .filter_map(|column| {
            let own = || column.iter().map(|near| near.band);
            let (x, first) = (column[0].x, own().min()?);
            let above = bands[..first].iter().rev().take(HEADS);
            let heads = above.take_while(|band| begins_at(x, band, words)).count();
            Some((x, first - heads, own().max()?))
        })
        .collect();
    for (x, first, last) in columns {
        let crosses = |band: &Band| {
            let own = band.segments.iter().flat_map(|s| &s.words);
            own.into_iter().any(|&w| words[w].bbox.x0 < x - SAME * band.size && words[w].bbox.x1 > x)
        };
        if bands[first..=last].iter().any(crosses) {
            continue;
        }
        for band in &mut bands[first..=last] {
            let size = band.size;
            band.segments = band.segments.drain(..).flat_map(|s| cut(s, x - SAME * size, words)).collect();
        }
    }
    bands
}

/// Which bands begin with the numbers of one list that goes on with two digits for so many lines that they are a column:
/// those of one digit are of it too.
fn counted(bands: &[Band], words: &[Word]) -> Vec<bool> {
    let number = |band: &Band| {
        let text = &words[*band.segments.first()?.words.first()?].text;
        if is_serial(text) { text.parse::<usize>().ok() } else { None }
    };
    let numbered: Vec<(usize, usize)> =
        bands.iter().enumerate().filter_map(|(at, band)| Some((at, number(band)?))).collect();
    let mut counted = vec![false; bands.len()];
    for list in numbered.chunk_by(|(_, a), (_, b)| *b == a + 1) {
        if list.last().is_some_and(|(_, last)| *last > ONE_DIGIT + FEWEST) {
            list.iter().for_each(|(at, _)| counted[*at] = true);
        }
    }
    counted
}

/// A text right behind a value.
struct Near<'a> {
    /// Where it begins, and where the value begins and ends.
    x: f32,
    from: f32,
    end: f32,
    text: &'a str,
    /// Whether the gap between them is no space.
    wide: bool,
    /// Whether the text begins with a capital.
    begins: bool,
    /// Whether the gap is hardly a space.
    apart: bool,
    band: usize,
}

/// Whether texts that begin at one place are a column: most gaps are wide, or the values before them all end at one place and
/// what begins behind them are different names.
fn is_column(texts: &[Near<'_>], same: f32) -> bool {
    let likely = || texts.iter().filter(|near| near.wide || near.begins);
    let count = likely().count();
    let wide = texts.iter().filter(|near| near.wide).count();
    let end = texts[0].end;
    let ends_level = |near: &Near<'_>| (near.end - end).abs() <= same;
    let names = names(likely());
    wide >= FEWEST
        || likely().all(ends_level) && names >= FEWEST && 2 * names > count
        || texts.iter().all(ends_level) && are_between(texts, same)
}

/// Whether values of different widths end, and different texts begin, at one place each: no text is aligned at its first space.
fn are_between(texts: &[Near<'_>], same: f32) -> bool {
    let starts = texts.iter().map(|near| near.from);
    let (least, most) = starts.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), x| (l.min(x), m.max(x)));
    let names = names(texts.iter());
    let differ = names >= FEW || names > 1 && texts.len() >= FEWEST;
    texts.iter().all(|near| near.apart) && most - least > 2.0 * same && differ
}

/// The head of such a column begins so many ems behind its texts at most.
const FARTHEST: f32 = 3.0;
/// The heads of a column with blanks stand over so many lines at most.
const ABOVE: usize = 60;

/// Whether the words at one place are those of a column with blanks: all values end at one place, whatever their width and
/// whether a word stands behind them or not, and a head stands over what is behind. What a value counts stands within its
/// column.
fn has_blanks(texts: &[Near<'_>], bands: &[Band], words: &[Word], same: f32) -> bool {
    let is_word = |text: &str| {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        text.starts_with(is_cjk) && letters > 1 || text.starts_with(char::is_uppercase) && letters > 2
    };
    let end = texts[0].end;
    let is_one = |near: &Near<'_>| near.apart && (near.end - end).abs() <= same && is_word(near.text);
    if !texts.iter().all(is_one) {
        return false;
    }
    let own = || texts.iter().map(|near| near.band);
    let first = own().min().unwrap_or(0);
    let x = texts[0].x;
    let is_head = |segment: &Segment| {
        (end - same..x + FARTHEST * bands[first].size).contains(&segment.x0) && segment.x1 > x
    };
    if !bands[..first].iter().rev().take(ABOVE).flat_map(|band| &band.segments).any(is_head) {
        return false;
    }
    let first = first.saturating_sub(AROUND);
    let around = bands.iter().skip(first).take(own().max().unwrap_or(0) + AROUND + 1 - first);
    let last = around.flat_map(|band| &band.segments).filter_map(|segment| words.get(*segment.words.last()?));
    let alone: Vec<&Word> =
        last.filter(|word| (word.bbox.x1 - end).abs() <= same && is_value(&word.text)).collect();
    let starts = || alone.iter().map(|word| word.bbox.x0).chain(texts.iter().map(|near| near.from));
    let (least, most) = starts().fold((f32::INFINITY, f32::NEG_INFINITY), |(l, m), x| (l.min(x), m.max(x)));
    alone.len() >= FEW && starts().count() >= FEWEST && most - least > 2.0 * same
}

/// How many different names there are.
fn names<'a>(texts: impl Iterator<Item = &'a Near<'a>>) -> usize {
    let mut names: Vec<&str> = texts.map(|near| near.text).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}

/// Whether a word of a line begins at a place, and hardly a space behind the one before it.
fn begins_at(x: f32, band: &Band, words: &[Word]) -> bool {
    let is_at = |w: usize| (words[w].bbox.x0 - x).abs() <= SAME * band.size;
    band.segments.iter().any(|segment| {
        let mut pairs = segment.words.windows(2);
        segment.words.first().is_some_and(|&w| is_at(w))
            || pairs.any(|pair| is_at(pair[1]) && gap(pair, words) >= NARROW * band.size)
    })
}

/// Whether the second of three words is a dash that joins the others, a space from both: `1 – Northwest`.
fn joins(three: &[usize], words: &[Word], em: f32) -> bool {
    let [before, behind] = [&three[..2], &three[1..]].map(|pair| gap(pair, words));
    matches!(words[three[1]].text.as_str(), "-" | "–" | "—" | "−") && (before - behind).abs() <= SAME * em
}

fn gap(pair: &[usize], words: &[Word]) -> f32 {
    words[pair[1]].bbox.x0 - words[pair[0]].bbox.x1
}

/// How wide a gap is at least that is no space: wider than the others of its text, but for those before dots, or than those
/// of fixed width.
fn least(segment: &Segment, words: &[Word], em: f32) -> f32 {
    let is_led = |pair: &&[usize]| is_dots(&words[pair[1]].text);
    let gaps = || segment.words.windows(2).filter(|pair| !is_led(pair)).map(|pair| gap(pair, words));
    match gaps().nth(1) {
        Some(_) => (WIDER * gaps().fold(f32::INFINITY, f32::min)).max(GAP * em),
        None => FIXED * em,
    }
}

/// A segment in two, where a word begins at or right of a place.
pub(super) fn cut(segment: Segment, x: f32, words: &[Word]) -> Vec<Segment> {
    let first = segment.words.iter().position(|&w| words[w].bbox.x0 >= x);
    let Some(first) = first.filter(|first| *first > 0) else { return vec![segment] };
    [&segment.words[..first], &segment.words[first..]]
        .map(|own| Segment {
            x0: own.iter().map(|&w| words[w].bbox.x0).fold(f32::INFINITY, f32::min),
            x1: own.iter().map(|&w| words[w].bbox.x1).fold(f32::NEG_INFINITY, f32::max),
            words: own.to_vec(),
        })
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::aligned::Settings;
    use crate::table::aligned::bands::{bands, tests::drawn};

    #[test]
    fn texts_right_behind_values() {
        let rows = "Mar. 8     6.0 Off the coast\nApr. 9     7.3 South of Idaho\nMay 3     16.5 Oregon and east\nJune 5     7.4 North of Texas\nJuly 1     6.0 Ohio and west";
        let moved = |text: &str, by: f32, wider: f32| -> Vec<usize> {
            let mut words = drawn(text);
            // Behind the values words are a little wider, and stand a little apart.
            for bbox in words.iter_mut().map(|word| &mut word.bbox).filter(|bbox| bbox.x0 >= 7.4) {
                (bbox.x0, bbox.x1) = (bbox.x0 + by, bbox.x1 + by + wider);
            }
            parted(bands(&words, &Settings::page()), &words).iter().map(|band| band.segments.len()).collect()
        };
        let apart = |text: &str, by: f32| moved(text, by, by);
        assert_eq!(apart(rows, 0.2), [3, 3, 3, 3, 3]);
        // Spaces of one width, behind values that end level.
        assert_eq!(apart(rows, 0.0), [3, 3, 3, 3, 3]);
        assert_eq!(apart(&rows.replace("7.3 South", "7 South"), 0.0), [2, 2, 2, 2, 2]);
        assert_eq!(apart(&rows.replace("16.5 Oregon", "none at"), 0.2), [2, 2, 2, 2, 2]);
        // A digit at the left is a code of the name behind it.
        let codes = "1 Northeast of all    64.12\n2 Midwest of all      70.87\n3 South of all        56.03\n4 West of all         61.79\n5 Other places too    50.75";
        assert_eq!(apart(codes, 0.0), [2, 2, 2, 2, 2]);
        // But where a list goes on with numbers of two digits, which are a column, they are of that.
        let list = |last: usize| -> Vec<usize> {
            let line = |n: usize| format!("{n:>2} {:<12} code", ["Acadia", "Allen", "Caddo", "Grant"][n % 4]);
            apart(&(1..=last).map(line).collect::<Vec<_>>().join("\n"), 0.0)
        };
        assert_eq!(list(20), vec![3; 20]);
        assert_eq!(list(9), vec![2; 9]);
        // A dash between them joins the two.
        let joined = "101 - Northeast  64.12\n102 - Midwest    70.87\n103 - South      56.03\n104 - West       61.79\n105 - Other      50.75";
        assert_eq!(apart(joined, 0.0), [2, 2, 2, 2, 2]);
        // What is the same in all lines is what the values count.
        let counted = "Alaska    64.12 Units\nArizona   70.87 Units\nArkansas  56.03 Units\nColorado  61.79 Units\nDelaware  50.75 Units";
        assert_eq!(apart(counted, 0.0), [2, 2, 2, 2, 2]);
        // Dots are led to by a space of any width.
        let led = "1900       6.0 1918 ....\n1901       7.3 1919 ....\n1902      16.5 1920 ....\n1903       7.4 1921 ....\n1904       6.0 1922 ....";
        assert_eq!(moved(led, 0.2, 0.0), [3, 3, 3, 3, 3]);
    }

    #[test]
    fn texts_behind_values_of_different_widths() {
        let lines = "Item            Fee Per\nRezoning   1,250.00 use\nVariance     400.00 lot\nSign          85.00 sign";
        let parts = |text: &str| -> Vec<usize> {
            let words = drawn(text);
            parted(bands(&words, &Settings::page()), &words).iter().map(|band| band.segments.len()).collect()
        };
        assert_eq!(parts(lines), [3, 3, 3, 3]);
        // Values of one width, or few texts, are those of sentences too.
        assert_eq!(parts(&lines.replace("1,250", "  125").replace(" 85.00", "850.00")), [2, 2, 2, 2]);
        assert_eq!(parts(&lines.replace("lot", "use")), [2, 2, 2, 2]);
        // But two in many lines.
        let many =
            format!("{lines}\nAppeal       150.00 use\nPlat       2,075.00 lot").replace("sign", "use");
        assert_eq!(parts(&many), [3, 3, 3, 3, 3, 3]);
        // Heads whose words do not begin there.
        assert_eq!(parts(&lines.replace("Fee Per", "Fees")), [2, 3, 3, 3]);
    }

    #[test]
    fn texts_behind_some_values_of_a_column() {
        let lines = "乡镇      面积  备注\n东河镇      224 在建\n西庄镇       35\n南桥镇    1,071 在建\n北庄镇        8\n西河镇      379";
        let parts = |text: &str| -> Vec<usize> {
            let words = drawn(text);
            parted(bands(&words, &Settings::page()), &words).iter().map(|band| band.segments.len()).collect()
        };
        assert_eq!(parts(lines), [3, 3, 2, 3, 2, 2]);
        // Without a head they are said of the values: 2,472 Feet.
        assert_eq!(parts(lines.split_once('\n').unwrap().1), [2, 2, 2, 2, 2]);
        // What they count, if it is told, stands left of the place where the others end.
        let counted = "东河镇      224 万元\n西庄镇           35\n南桥镇    1,071 万元\n北庄镇            8\n西河镇          379";
        assert_eq!(parts(counted), [2, 2, 2, 2, 2]);
        // A mark or a unit of one character, and values of one width.
        assert_eq!(parts(&lines.replace("在建", "亩")), [3, 2, 2, 2, 2, 2]);
        assert_eq!(parts(&lines.replace("在建", "a/")), [3, 2, 2, 2, 2, 2]);
        let same = lines.replace("1,071", "  107").replace(" 35", "135").replace("  8", "208");
        assert_eq!(parts(&same), [3, 2, 2, 2, 2, 2]);
    }
}
