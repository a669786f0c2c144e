//! The body's lines as paragraphs.

use std::collections::BTreeMap;

use fenjie_model::At;

use crate::document::Line;

/// Lines as paragraphs: a paragraph starts at an indented line; where the source shows no indent, after a line that ends a
/// sentence.
pub(super) fn paragraphs<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Vec<String> {
    let mut margins: BTreeMap<u32, f32> = BTreeMap::new();
    for (page, x) in lines.clone().filter_map(position) {
        margins.entry(page).and_modify(|margin| *margin = margin.min(x)).or_insert(x);
    }
    let is_indented = |line: &Line| match position(line) {
        Some((page, x)) => margins.get(&page).is_some_and(|margin| x > margin + line.raw.size),
        None => line.raw.indented,
    };
    let shows_indent = lines.clone().any(is_indented);
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last) if !is_indented(line) && (shows_indent || !last.ends_with(SENTENCE_ENDS)) => {
                last.push(' ');
                last.push_str(&line.text);
            }
            _ => found.push(line.text.clone()),
        }
    }
    found.iter().map(|paragraph| fenjie_model::text::clean(paragraph)).collect()
}

/// What ends a sentence, or a paragraph.
const SENTENCE_ENDS: [char; 6] = ['。', '：', '；', '！', '？', '）'];

/// The page and the left side of a line, where the source has geometry.
fn position(line: &Line) -> Option<(u32, f32)> {
    match line.raw.at {
        At::Page { page, bbox } => Some((page, bbox.x0)),
        At::Line(_) => None,
    }
}
