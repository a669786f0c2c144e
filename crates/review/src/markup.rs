//! HTML out of templates: whatever is put into one is escaped, unless it is markup already.
//!
//! A template is a format string, so that the compiler holds its places against what goes there:
//! `html!("<p id=\"{}\">{}</p>", id, text)`.

use std::fmt::{self, Display, Write};

/// Escaped HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Markup(String);

impl Markup {
    /// Markup as it is, which must come from this crate alone.
    pub(crate) fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// For [`html!`]: what its format string and escaped places give.
    pub(crate) fn filled(arguments: fmt::Arguments<'_>) -> Self {
        Self(arguments.to_string())
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

impl FromIterator<Self> for Markup {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().fold(Self::default(), |mut whole, part| {
            whole.0.push_str(&part.0);
            whole
        })
    }
}

/// What can be put into a template.
pub(crate) trait Piece {
    /// Writes it, escaped.
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Piece for Markup {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Piece for str {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars().try_for_each(|c| match c {
            '&' => out.write_str("&amp;"),
            '<' => out.write_str("&lt;"),
            '>' => out.write_str("&gt;"),
            '"' => out.write_str("&quot;"),
            '\'' => out.write_str("&#39;"),
            // A browser would read it as U+FFFD.
            '\0' => out.write_char('\u{fffd}'),
            c => out.write_char(c),
        })
    }
}

impl Piece for String {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().put(out)
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).put(out)
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|piece| piece.put(out))
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Piece for $number {
            fn put(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                Display::fmt(self, out)
            }
        }
    )*};
}

numbers!(usize, u32, i16, i64);

/// A piece as the format string's places want it.
pub(crate) struct Escaped<'p, P: ?Sized>(pub(crate) &'p P);

impl<P: Piece + ?Sized> Display for Escaped<'_, P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.put(out)
    }
}

/// Fills a template.
macro_rules! html {
    ($template:literal $(, $piece:expr)* $(,)?) => {
        $crate::markup::Markup::filled(format_args!($template $(, $crate::markup::Escaped(&$piece))*))
    };
}

pub(crate) use html;

#[cfg(test)]
mod tests {
    #[test]
    fn text_is_escaped_and_markup_is_not() {
        let text = r#"<script>"a" & 'b'</script>"#;
        let inner = html!("<b>{}</b>", 3_usize);
        let markup = html!(r#"<p title="{}">{}{}{}</p>"#, text, inner, None::<&str>, Some("<"));
        assert_eq!(
            markup.into_string(),
            "<p title=\"&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;\"><b>3</b>&lt;</p>"
        );
    }
}
