//! Annotations that draw: stamps, form fields, free text (PDF 32000-1, 12.5.5).

use lopdf::{Dictionary, Object, Stream};

use super::layers::Layers;
use super::objects::Objects;

/// Flags of annotations that are not shown: hidden (bit 2) and no view (bit 6).
const NOT_SHOWN: i64 = 1 << 1 | 1 << 5;

/// Fields within fields that are looked at.
const MOST_PARENTS: usize = 16;

/// What an annotation shows.
pub(super) enum Shown<'a> {
    /// Its normal appearance.
    Appearance {
        /// The form that draws it.
        form: &'a Stream,
        /// What it is to the page.
        kind: Kind,
    },
    /// Text that the file leaves to its reader to draw: of a form field without an appearance, or of free text.
    Text,
}

/// What an appearance is to the page that it lies over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It marks text that is there.
    Highlight,
    /// A shape that a reader drew around something, or the icon of a note: no rules of a table.
    Shape,
    /// A stamp, a field, free text, a line through a text.
    Other,
}

/// What the annotations of a page show, with their rectangles.
pub(super) fn shown<'a>(
    objects: &'a Objects,
    layers: &Layers,
    page: &'a Dictionary,
) -> impl Iterator<Item = (Shown<'a>, [f64; 4])> {
    let annotations = objects.get_array(page, b"Annots").unwrap_or(&[]);
    annotations.iter().filter_map(|annotation| {
        let dict = objects.dict(annotation)?;
        let flags = objects.get_number(dict, b"F").unwrap_or(0.0) as i64;
        // A popup is the window of another annotation's comment.
        if flags & NOT_SHOWN != 0
            || objects.get_name(dict, b"Subtype") == Some(b"Popup")
            || dict.get(b"OC").is_ok_and(|layer| !layers.shows(objects, layer))
        {
            return None;
        }
        let rect = objects.get_numbers::<4>(dict, b"Rect")?;
        let Some(appearances) = objects.get_dict(dict, b"AP") else {
            return is_left_to_the_reader(objects, dict).then_some((Shown::Text, rect));
        };
        let stream = match objects.get(appearances, b"N")? {
            Object::Stream(stream) => stream,
            // One appearance a state: a box that is ticked or not.
            Object::Dictionary(states) => objects.get_stream(states, objects.get_name(dict, b"AS")?)?,
            _ => return None,
        };
        let kind = match objects.get_name(dict, b"Subtype") {
            Some(b"Highlight") => Kind::Highlight,
            Some(b"Square" | b"Circle" | b"Polygon" | b"PolyLine" | b"Ink" | b"Text" | b"FileAttachment") => {
                Kind::Shape
            }
            _ => Kind::Other,
        };
        Some((Shown::Appearance { form: stream, kind }, rect))
    })
}

/// Whether an annotation without an appearance has text to show.
fn is_left_to_the_reader(objects: &Objects, dict: &Dictionary) -> bool {
    match objects.get_name(dict, b"Subtype") {
        Some(b"FreeText") => is_text(objects.get(dict, b"Contents")),
        // Text and choices have strings for values, buttons have names.
        Some(b"Widget") => is_text(inherited(objects, dict, b"V")),
        _ => false,
    }
}

/// An entry of a field, which may stand in the field that it belongs to.
fn inherited<'a>(objects: &'a Objects, mut field: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    for _ in 0..MOST_PARENTS {
        if let Some(value) = objects.get(field, key) {
            return Some(value);
        }
        field = objects.get_dict(field, b"Parent")?;
    }
    None
}

fn is_text(value: Option<&Object>) -> bool {
    matches!(value, Some(Object::String(text, _)) if text.iter().any(|byte| byte.is_ascii_graphic() || *byte > 0x7f))
}
