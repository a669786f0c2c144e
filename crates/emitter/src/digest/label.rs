//! Whether headers tell what a target counts.

use fenjie_model::Target;

/// Whether a label tells the indicator: a name that the registry does not know is made of the headers, one that it knows
/// may be printed in other words, but not in other characters.
pub(super) fn tells(row: &str, column: &str, target: &Target) -> bool {
    let bare = |text: &str| -> String {
        let mut depth = 0_usize;
        let kept = text.chars().filter(|c| {
            depth = match c {
                '（' | '(' => depth + 1,
                '）' | ')' => depth.saturating_sub(1),
                _ => depth,
            };
            depth == 0 && c.is_alphanumeric()
        });
        kept.collect()
    };
    let label = [bare(row), bare(column)].concat();
    let name = bare(&target.indicator.name);
    let common = name.chars().filter(|c| label.contains(*c)).count();
    match target.indicator.id {
        Some(_) => common >= 2,
        None => common == name.chars().count(),
    }
}
