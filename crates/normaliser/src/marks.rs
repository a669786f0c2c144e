//! Marks behind a number or a name that point to a 注 under the table.

/// Whether the character is such a mark.
pub(crate) fn is_mark(c: char) -> bool {
    // Not △ and ▲, which stand for a minus as often, nor #, which numbers buildings.
    matches!(c, '*' | '＊' | '※' | '†' | '‡' | '☆' | '★'
        | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⒇' | '⓪'..='⓿' | '❶'..='➓')
}

/// A name without the marks behind it.
pub(crate) fn unmarked(name: &str) -> &str {
    let bare = name.trim_end().trim_end_matches(is_mark);
    if bare.is_empty() { name } else { bare }
}
