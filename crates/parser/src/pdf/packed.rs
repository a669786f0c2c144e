//! Object streams (PDF 32000-1, 7.5.7), unpacked here: of a damaged one all that is whole comes out, and each object ends
//! where the next begins, whatever the index says.

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream, Stream};

use super::budget;
use super::objects::Objects;
use super::salvage;

/// Bytes of one object stream; real ones have some ten thousand.
const LARGEST: usize = 4 << 20;

/// What became of the object streams of a document.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) torn: Vec<Torn>,
    /// Whether objects beyond a limit were left out.
    pub(super) cut: bool,
}

/// A damaged object stream.
#[derive(Debug)]
pub(super) struct Torn {
    pub(super) stream: u32,
    /// The objects that were read.
    pub(super) read: usize,
    /// The objects that it should hold.
    pub(super) told: i64,
}

/// Keeps a stream from being unpacked by lopdf, which reads an object that is named often as often.
pub(super) fn leave_packed(stream: &mut Stream) {
    if stream.dict.has_type(b"ObjStm") {
        stream.dict.remove(b"Type");
    }
}

/// Adds the objects of the object streams.
pub(super) fn unpack(objects: &mut Objects) -> Unpacked {
    let document = objects.document();
    let offset = |number: u32| match document.reference_table.get(number) {
        Some(XrefEntry::Normal { offset, .. }) => *offset,
        _ => 0,
    };
    let mut streams: Vec<(u32, ObjectId, i64, usize)> = document
        .objects
        .iter()
        .filter_map(|(&id, object)| {
            let (told, first) = head(object)?;
            Some((offset(id.0), id, told, first))
        })
        .collect();
    // Where the cross-reference table does not tell, the later copy of an object counts.
    streams.sort_by_key(|&(offset, ..)| std::cmp::Reverse(offset));
    let mut unpacked = Unpacked::default();
    for (_, id, told, first) in streams {
        let Some(stream) = objects.stream(id) else { continue };
        let data = objects.data_prefix(stream, LARGEST + 1);
        unpacked.cut |= objects.take_limit_hit() || data.len() > LARGEST;
        let mut torn = objects.take_torn();
        let members = index(&data[..first.min(data.len())], data.len().saturating_sub(first));
        torn |= usize::try_from(told) != Ok(members.len()) && data.len() <= LARGEST;
        let mut read = 0;
        let ends = members.keys().skip(1).copied().chain([data.len().saturating_sub(first)]);
        for ((&start, &number), end) in members.iter().zip(ends) {
            let bytes = &data[first + start..first + end];
            if !is_wanted(objects.document(), number, id.0) {
                read += 1;
            } else if !budget::has_room(bytes) {
                unpacked.cut = true;
            } else if let Some((object, whole)) = object(number, bytes) {
                read += usize::from(whole);
                if budget::affords(&object) {
                    objects.add((number, 0), object);
                }
            }
        }
        torn |= read < members.len() && !unpacked.cut;
        if torn {
            unpacked.torn.push(Torn { stream: id.0, read, told });
        }
    }
    unpacked
}

/// How many objects an object stream says it holds, and where the first is. Its /Type may be damaged.
fn head(object: &Object) -> Option<(i64, usize)> {
    let Object::Stream(stream) = object else { return None };
    let number = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).ok();
    Some((number(b"N")?, usize::try_from(number(b"First")?).ok()?))
}

/// The numbers of the objects by where they begin. Two cannot begin at one place.
fn index(bytes: &[u8], length: usize) -> BTreeMap<usize, u32> {
    let text = String::from_utf8_lossy(bytes);
    // A comment is white space, and runs to the end of its line.
    let words = text.split(['\r', '\n']).flat_map(|line| {
        line.split('%').next().unwrap_or_default().split(|c: char| c.is_ascii_whitespace() || c == '\0')
    });
    let numbers: Vec<Option<u32>> =
        words.filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect();
    let mut members = BTreeMap::new();
    for pair in numbers.chunks_exact(2) {
        if let [Some(number), Some(start)] = *pair
            && (start as usize) < length
        {
            members.entry(start as usize).or_insert(number);
        }
    }
    members
}

/// Whether an object is to be had from this stream: updates leave old copies behind.
fn is_wanted(document: &Document, number: u32, stream: u32) -> bool {
    let is_named = match document.reference_table.get(number) {
        Some(XrefEntry::Compressed { container, .. }) => *container == stream,
        Some(XrefEntry::Free | XrefEntry::UnusableFree) => false,
        Some(XrefEntry::Normal { .. }) | None => true,
    };
    is_named && !document.has_object((number, 0))
}

/// The object that the bytes hold, and whether it is whole. Elements of the structure tree, which no page is drawn with,
/// are null.
fn object(number: u32, bytes: &[u8]) -> Option<(Object, bool)> {
    // lopdf reads an object on its own as the one object of a stream.
    let head = format!("{number} 0 ");
    let mut dict = Dictionary::new();
    dict.set("N", 1);
    dict.set("First", head.len() as i64);
    let alone = Stream::new(dict, [head.as_bytes(), bytes].concat());
    let whole = ObjectStream::new(&alone).ok().and_then(|mut stream| stream.objects.remove(&(number, 0)));
    let (object, is_whole) = match whole {
        Some(object) => (object, true),
        None => (salvage::direct_object(bytes)?, false),
    };
    let is_element = matches!(&object, Object::Dictionary(dict) if dict.has_type(b"StructElem"));
    Some((if is_element { Object::Null } else { object }, is_whole))
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::*;
    use crate::Limits;

    #[track_caller]
    fn check(told: i64, index: &str, members: &str, expected: &str, torn: bool) {
        let mut document = Document::new();
        let dict = dictionary! { "N" => told, "First" => index.len() as i64 };
        document.objects.insert((9, 0), Object::Stream(Stream::new(dict, [index, members].concat().into())));
        let mut objects = Objects::new(document, &Limits::default());
        let unpacked = unpack(&mut objects);
        let found: Vec<String> = objects
            .document()
            .objects
            .iter()
            .filter(|(id, _)| id.0 != 9)
            .map(|(id, object)| format!("{} {object:?}", id.0))
            .collect();
        assert_eq!(found.join(", "), expected, "{index}{members}");
        assert_eq!(!unpacked.torn.is_empty(), torn, "{index}{members}");
    }

    #[test]
    fn objects_come_out() {
        check(2, "1 0 2 4 ", "[1] /A", "1 [1], 2 /A", false);
        check(2, "2 4 1 0 ", "[1] /A", "1 [1], 2 /A", false);
        check(1, "1 0 ", "<</Type/StructElem>>", "1 Null", false);
    }

    #[test]
    fn each_ends_where_the_next_begins() {
        check(3, "1 0 2 0 3 4 ", "[1] [2]", "1 [1], 3 [2]", true);
        check(2, "1 0 2 2 ", "[ [1] ]", "1 [], 2 [1]", true);
    }

    #[test]
    fn damage_costs_what_is_damaged() {
        check(2, "1 0 2 4 ", "[1] <</A 1/B", "1 [1], 2 <</A 1>>", true);
        check(3, "1 0 2 4 ", "[1] /A", "1 [1], 2 /A", true);
        check(2, "1 0 x 4 ", "[1] /A", "1 [1]", true);
    }
}
