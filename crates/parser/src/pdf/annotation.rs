//! Annotations that draw: stamps, form fields, free text (PDF 32000-1, 12.5.5).

use lopdf::{Dictionary, Object, Stream};

use super::objects::Objects;

/// Flags of annotations that are not shown: hidden (bit 2) and no view (bit 6).
const NOT_SHOWN: i64 = 1 << 1 | 1 << 5;

/// The normal appearances of the annotations of a page that are shown, with their rectangles.
pub(super) fn appearances<'a>(
    objects: &'a Objects,
    page: &'a Dictionary,
) -> impl Iterator<Item = (&'a Stream, [f64; 4])> {
    let annotations = objects.get_array(page, b"Annots").unwrap_or(&[]);
    annotations.iter().filter_map(|annotation| {
        let dict = objects.dict(annotation)?;
        let flags = objects.get_number(dict, b"F").unwrap_or(0.0) as i64;
        // A popup is the window of another annotation's comment.
        if flags & NOT_SHOWN != 0 || objects.get_name(dict, b"Subtype") == Some(b"Popup") {
            return None;
        }
        let rect = objects.get_numbers::<4>(dict, b"Rect")?;
        let normal = objects.get(objects.get_dict(dict, b"AP")?, b"N")?;
        let stream = match normal {
            Object::Stream(stream) => stream,
            // One appearance a state: a box that is ticked or not.
            Object::Dictionary(states) => objects.get_stream(states, objects.get_name(dict, b"AS")?)?,
            _ => return None,
        };
        Some((stream, rect))
    })
}
