//! Column-aligned text, as `pdftotext -layout` prints it: each line becomes words on a grid, with the widths that a
//! terminal gives them, and the grid is read like a page without rules.

use fenjie_model::{At, Finding, Rect};
use unicode_width::UnicodeWidthChar;

use super::line;
use crate::table::aligned::{Region, Settings, Word, tables};
use crate::{Block, Options, TableBlock};

/// Reads the lines and tables.
pub(super) fn read(text: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let lines: Vec<(u32, &str)> =
        (1..).zip(text.split('\n').map(|l| l.trim_start_matches('\u{c}'))).collect();
    let words = words(&lines);
    let mut findings = Vec::new();
    let mut blocks = Vec::new();
    let mut at = 0;
    for region in tables(&words, &[], &Settings::text()) {
        let numbers = region.used.iter().filter_map(|&i| match words[i].at {
            At::Line(number) => Some(number),
            At::Page { .. } => None,
        });
        let (first, last) = numbers.fold((u32::MAX, 0), |(a, b), n| (a.min(n), b.max(n)));
        if region.table.rows.saturating_mul(region.table.columns) > options.limits.cells {
            continue;
        }
        let end = first as usize - 1;
        blocks.extend(lines[at..end.max(at)].iter().filter_map(|(number, text)| line(text, *number)));
        at = last as usize;
        findings.extend(region.findings.iter().cloned());
        blocks.push(Block::Table(block(region, &lines[end..at])));
    }
    blocks.extend(lines[at..].iter().filter_map(|(number, text)| line(text, *number)));
    (blocks, findings)
}

fn block(region: Region, lines: &[(u32, &str)]) -> TableBlock {
    TableBlock {
        table: region.table,
        count: lines.iter().filter(|(number, text)| line(text, *number).is_some()).count(),
        columns: Vec::new(),
        bbox: Rect::default(),
        continuation: false,
    }
}

/// The words of numbered lines: an em is a full-width character wide and a line high. An ideographic space between two
/// characters is part of a word (乡　镇), and so is one that indents it.
pub(crate) fn words(lines: &[(u32, &str)]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (number, text) in lines {
        let top = *number as f32;
        let mut column = 0usize;
        let mut open = false;
        for ch in text.chars() {
            let width = ch.width_cjk().unwrap_or(0);
            let x = column as f32 / 2.0;
            column += width;
            if ch == '\t' {
                column = (column / 8 + 1) * 8;
            }
            if ch.is_ascii_whitespace() || ch.is_control() {
                open = false;
                continue;
            }
            let end = column as f32 / 2.0;
            match words.last_mut() {
                Some(word) if open => {
                    word.text.push(ch);
                    word.bbox.x1 = end;
                }
                _ => words.push(Word {
                    text: ch.to_string(),
                    bbox: Rect::new(x, top, end, top + 1.0),
                    size: 1.0,
                    at: At::Line(*number),
                }),
            }
            open = true;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, f32, f32)]) {
        let found = words(&[(1, text)]);
        let found: Vec<_> = found.iter().map(|w| (w.text.as_str(), w.bbox.x0, w.bbox.x1)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn widths_of_east_asian_characters() {
        check("全 区  “甲”  —", &[("全", 0.0, 1.0), ("区", 1.5, 2.5), ("“甲”", 3.5, 6.5), ("—", 7.5, 8.5)]);
    }

    #[test]
    fn an_ideographic_space_is_part_of_a_word() {
        check("  乡　镇  1", &[("乡　镇", 1.0, 4.0), ("1", 5.0, 5.5)]);
    }
}
