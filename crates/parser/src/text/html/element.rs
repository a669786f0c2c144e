//! What the names and attributes of elements say.

use super::token::attribute;

/// Elements that start and end a line.
pub(super) fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "div"
                | "li"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "dd"
                | "hr"
                | "center"
                | "section"
                | "article"
                | "main"
                | "header"
                | "footer"
                | "nav"
                | "aside"
                | "form"
                | "fieldset"
                | "figure"
                | "figcaption"
                | "pre"
                | "blockquote"
                | "address"
                | "caption"
                | "body"
                | "html"
                | "head"
                | "title"
                | "option"
                | "details"
                | "summary"
        )
}

/// A heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether its text is centred.
pub(super) fn is_centred(name: &str, attributes: &str) -> bool {
    name == "center"
        || attribute(attributes, "align").is_some_and(|align| align.eq_ignore_ascii_case("center"))
        || styled(attributes, "text-align") == Some("center")
}

/// What a page puts around a notice: ways to other pages.
pub(super) fn is_around(name: &str, attributes: &str) -> bool {
    let named = |value: &str| {
        value.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
            [
                "nav",
                "navbar",
                "breadcrumb",
                "breadcrumbs",
                "crumb",
                "crumbs",
                "menu",
                "sidebar",
                "pagination",
                "toolbar",
            ]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(word))
        })
    };
    matches!(name, "nav" | "aside")
        || (matches!(name, "div" | "ul" | "section" | "header" | "footer" | "p")
            && ["class", "id", "role"].iter().any(|key| attribute(attributes, key).is_some_and(named)))
}

/// Whether a row has no height: the last one that Word and Excel write gives the widths of columns alone. One with a
/// text is shown all the same.
pub(super) fn is_flat(attributes: &str) -> bool {
    let height = attribute(attributes, "height").or_else(|| styled(attributes, "height"));
    height.is_some_and(is_zero)
}

/// Whether a page leaves an element out: it takes no place.
pub(super) fn is_left_out(attributes: &str) -> bool {
    attribute(attributes, "hidden").is_some() || is_styled(attributes, "display", "none")
}

/// Whether a page leaves out a row, or rows, or a column.
pub(super) fn is_collapsed(attributes: &str) -> bool {
    is_left_out(attributes) || is_styled(attributes, "visibility", "collapse")
}

/// Whether an element keeps its place, and its text is not shown.
pub(super) fn is_invisible(attributes: &str) -> bool {
    is_styled(attributes, "visibility", "hidden") || styled(attributes, "font-size").is_some_and(is_zero)
}

/// Whether what stands in a cell is not shown.
pub(super) fn is_hidden(name: &str, attributes: &str) -> bool {
    let holds_text = is_inline(name) || matches!(name, "p" | "div");
    holds_text && (is_left_out(attributes) || is_invisible(attributes))
}

/// Whether an element raises its text.
pub(super) fn raises(name: &str, attributes: &str) -> bool {
    let raised = || styled(attributes, "vertical-align").is_some_and(|v| v.eq_ignore_ascii_case("super"));
    name == "sup" || is_inline(name) && raised()
}

/// Elements around words of a line.
fn is_inline(name: &str) -> bool {
    matches!(name, "span" | "font" | "a" | "b" | "strong" | "i" | "em" | "u" | "small" | "sup" | "sub")
}

/// Whether a length is none: `0`, `0px`.
fn is_zero(length: &str) -> bool {
    let number = length.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse() == Ok(0.0)
}

/// Whether an element strikes its text out.
pub(super) fn strikes_out(name: &str, attributes: &str) -> bool {
    let lines =
        || ["text-decoration", "text-decoration-line"].into_iter().filter_map(|key| styled(attributes, key));
    matches!(name, "del" | "s" | "strike")
        || matches!(name, "span" | "font" | "u" | "b" | "p")
            && lines().any(|value| value.to_ascii_lowercase().contains("line-through"))
}

/// The value of a property in the `style` of an element.
fn styled<'a>(attributes: &'a str, property: &str) -> Option<&'a str> {
    let rules = attribute(attributes, "style").unwrap_or("").split(';');
    let mut found = rules.filter_map(|rule| rule.split_once(':'));
    let (_, value) = found.find(|(key, _)| key.trim().eq_ignore_ascii_case(property))?;
    Some(value.trim().trim_end_matches("!important").trim_end())
}

/// Whether the `style` of an element gives a property a value.
fn is_styled(attributes: &str, property: &str, value: &str) -> bool {
    styled(attributes, property).is_some_and(|v| v.eq_ignore_ascii_case(value))
}

#[cfg(test)]
mod tests {
    use super::{is_centred, is_collapsed, is_flat};

    #[test]
    fn rows_that_are_not_shown() {
        let check = |attributes, flat, collapsed| {
            assert_eq!((is_flat(attributes), is_collapsed(attributes)), (flat, collapsed), "{attributes}");
        };
        check(" height=0", true, false);
        check(" height=0 style='display:none'", true, true);
        check(" style=\"HEIGHT: 0px\"", true, false);
        check(" hidden", false, true);
        check(" style='Display:none !important'", false, true);
        check(" style='visibility: collapse'", false, true);
        check(" height=19 style='height:14.25pt'", false, false);
        check(" style='mso-yfti-irow:0;height:0.5pt'", false, false);
        check("", false, false);
    }

    #[test]
    fn what_is_centred() {
        assert!(is_centred("p", " class=MsoNormal align=center style='text-align:center'"));
        assert!(is_centred("p", " style=\"line-height:2; Text-Align : center\""));
        assert!(!is_centred("p", " align=right"));
    }
}
