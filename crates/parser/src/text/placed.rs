//! Characters at their columns, for tables that are drawn with characters.

use unicode_width::UnicodeWidthChar;

/// What the printer of a text took for the width of its characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scale {
    /// Full-width characters are two wide, those of ambiguous width (—, “, │) one, as UAX 11 has it outside East Asia.
    Narrow,
    /// Those are two wide too.
    Wide,
    /// Those are two wide, but what lines are drawn with is one.
    WideInThinLines,
    /// Every character is one wide.
    Counted,
}

impl Scale {
    /// All of them, the likelier ones first.
    pub(super) const ALL: [Self; 4] = [Self::Narrow, Self::Wide, Self::WideInThinLines, Self::Counted];

    fn of(self, ch: char) -> u32 {
        let columns = match self {
            Self::Counted => Some(1),
            Self::Wide => ch.width_cjk(),
            Self::WideInThinLines if !is_drawing(ch) => ch.width_cjk(),
            Self::Narrow | Self::WideInThinLines => ch.width(),
        };
        columns.unwrap_or(0) as u32
    }
}

/// A character and the columns that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) ch: char,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// The characters of a line, without the blanks at its end.
pub(super) fn placed(line: &str, scale: Scale) -> Vec<Placed> {
    places(line, scale).collect()
}

/// Where a line ends.
pub(super) fn width(line: &str, scale: Scale) -> u32 {
    places(line, scale).last().map_or(0, |p| p.to)
}

/// Where some characters end.
pub(super) fn end(characters: &[Placed]) -> u32 {
    characters.last().map_or(0, |p| p.to)
}

fn places(line: &str, scale: Scale) -> impl Iterator<Item = Placed> {
    let mut to: u32 = 0;
    line.trim_end().chars().map(move |ch| {
        let from = to;
        to = to.saturating_add(if ch == '\t' { 8 - from % 8 } else { scale.of(ch) });
        Placed { ch, from, to }
    })
}

/// The text that begins between two columns.
pub(super) fn within(line: &[Placed], from: u32, to: u32) -> String {
    let first = line.partition_point(|p| p.from < from);
    line[first..].iter().take_while(|p| p.from < to).map(|p| p.ch).collect::<String>().trim().to_owned()
}

/// Box Drawing, U+2500 to U+257F.
pub(super) fn is_drawing(ch: char) -> bool {
    ('\u{2500}'..='\u{257f}').contains(&ch)
}

#[cfg(test)]
mod tests {
    use super::{Scale, placed, within};

    #[track_caller]
    fn check(line: &str, scale: Scale, expected: &[u32]) {
        let ends: Vec<u32> = placed(line, scale).iter().map(|p| p.to).collect();
        assert_eq!(ends, expected);
    }

    #[test]
    fn widths() {
        check("│甲—a", Scale::Narrow, &[1, 3, 4, 5]);
        check("│甲—a", Scale::Wide, &[2, 4, 6, 7]);
        check("│甲—a", Scale::WideInThinLines, &[1, 3, 5, 6]);
        check("│甲—a", Scale::Counted, &[1, 2, 3, 4]);
    }

    #[test]
    fn a_text_between_columns() {
        let line = placed("| 甲镇 | 12 |", Scale::Narrow);
        assert_eq!(within(&line, 1, 7), "甲镇");
        assert_eq!(within(&line, 8, 12), "12");
        assert_eq!(within(&line, 40, 50), "");
    }
}
