//! The filters that pack streams, undone one after the other (PDF 32000-1, 7.4). Flate is undone here, so that a torn
//! stream gives what is whole of it; lopdf undoes the others.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Object, Stream};

use super::objects::Objects;

/// Filters of one stream; real ones have two.
const MOST_FILTERS: usize = 8;

/// What undoing the filters of a stream gives.
#[derive(Debug, Default)]
pub(super) struct Unpacked {
    pub(super) data: Vec<u8>,
    /// Whether something of it is damaged.
    pub(super) torn: bool,
    /// Whether there would be more than the limit.
    pub(super) over: bool,
}

impl Objects {
    /// The bytes of a stream, all filters undone: at most `left`, and no more than are `wanted` where that is easy.
    pub(super) fn unpack(&self, stream: &Stream, left: usize, wanted: usize) -> Unpacked {
        let filters = self.filters(&stream.dict);
        let mut data = Cow::Borrowed(stream.content.as_slice());
        let mut torn = filters.len() > MOST_FILTERS;
        for (at, (name, parameters)) in filters.iter().enumerate().take(MOST_FILTERS) {
            let is_flate = *name == b"FlateDecode";
            let unpacked = if is_flate && parameters.is_none() {
                let is_last = at + 1 == filters.len();
                inflate(&data, if is_last { left.min(wanted) } else { left })
            } else {
                // lopdf undoes predictors, and does not say what is torn.
                torn |= is_flate && inflate(&data, left).torn;
                undo(name, *parameters, data.into_owned(), left)
            };
            if unpacked.over {
                return unpacked;
            }
            torn |= unpacked.torn;
            data = Cow::Owned(unpacked.data);
        }
        let data = match data {
            Cow::Borrowed(data) => data[..data.len().min(left).min(wanted)].to_vec(),
            Cow::Owned(data) => data,
        };
        Unpacked { data, torn, over: false }
    }

    /// The names of the filters in full, with their parameters.
    fn filters<'a>(&'a self, dict: &'a Dictionary) -> Vec<(&'a [u8], Option<&'a Dictionary>)> {
        let listed = |key: &[u8]| match self.get(dict, key) {
            Some(Object::Array(items)) => items.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let parameters = listed(b"DecodeParms");
        let named = listed(b"Filter").into_iter().enumerate().map(|(at, name)| {
            let name = match self.resolve(name) {
                Object::Name(name) => in_full(name),
                _ => b"",
            };
            (name, parameters.get(at).and_then(|item| self.dict(item)).filter(|dict| !dict.is_empty()))
        });
        named.collect()
    }
}

/// The name of a filter that may be abbreviated as in inline images (8.9.7), which some writers do elsewhere too.
fn in_full(name: &[u8]) -> &[u8] {
    match name {
        b"Fl" => b"FlateDecode",
        b"A85" => b"ASCII85Decode",
        b"AHx" => b"ASCIIHexDecode",
        b"LZW" => b"LZWDecode",
        b"RL" => b"RunLengthDecode",
        name => name,
    }
}

/// Undoes one filter.
fn undo(name: &[u8], parameters: Option<&Dictionary>, data: Vec<u8>, most: usize) -> Unpacked {
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(name.to_vec()));
    if let Some(parameters) = parameters {
        dict.set("DecodeParms", parameters.clone());
    }
    match Stream::new(dict, data).get_plain_content_with_limit(most) {
        Ok(data) => Unpacked { data, ..Unpacked::default() },
        Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
            Unpacked { over: true, ..Unpacked::default() }
        }
        Err(_) => Unpacked { torn: true, ..Unpacked::default() },
    }
}

/// At most so many bytes of what is packed with Flate.
fn inflate(packed: &[u8], most: usize) -> Unpacked {
    let (mut data, mut whole) = inflate_as(packed, true, most);
    if !whole && data.is_empty() && packed.len() > 2 {
        // A broken header: the deflate data after it may be whole.
        (data, whole) = inflate_as(&packed[2..], false, most);
    }
    Unpacked { data, torn: !whole, over: false }
}

/// What is inflated up to the end or to the first damage, and whether that was the end (or the most that is wanted).
fn inflate_as(packed: &[u8], zlib_header: bool, most: usize) -> (Vec<u8>, bool) {
    let mut inflater = Decompress::new(zlib_header);
    let mut data = Vec::with_capacity(packed.len().saturating_mul(4).min(most).min(1 << 24));
    let whole = loop {
        if data.len() >= most {
            break true;
        }
        if data.len() == data.capacity() {
            data.reserve(data.len().clamp(32, 1 << 24));
        }
        let (before, read) = (data.len(), inflater.total_in() as usize);
        let rest = packed.get(read..).unwrap_or_default();
        match inflater.decompress_vec(rest, &mut data, FlushDecompress::None) {
            Ok(Status::StreamEnd) => break true,
            Ok(_) if data.len() > before || inflater.total_in() as usize > read => {}
            Ok(_) | Err(_) => break false,
        }
    };
    data.truncate(most);
    (data, whole)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use lopdf::{Document, dictionary};

    use super::*;
    use crate::Limits;

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(data).expect("memory");
        encoder.finish().expect("memory")
    }

    fn unpacked(dict: Dictionary, content: Vec<u8>, wanted: usize) -> Unpacked {
        let objects = Objects::new(Document::new(), &Limits::default());
        objects.unpack(&Stream::new(dict, content), 1 << 20, wanted)
    }

    #[test]
    fn filters_in_full_and_abbreviated() {
        for name in ["FlateDecode", "Fl"] {
            let found = unpacked(dictionary! { "Filter" => name }, packed(b"BT ET"), usize::MAX);
            assert_eq!((found.data.as_slice(), found.torn), (&b"BT ET"[..], false), "{name}");
        }
        let hex = |data: &[u8]| data.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + ">";
        let filters = Object::Array(vec!["AHx".into(), "Fl".into()]);
        let found =
            unpacked(dictionary! { "Filter" => filters }, hex(&packed(b"BT")).into_bytes(), usize::MAX);
        assert_eq!((found.data.as_slice(), found.torn), (&b"BT"[..], false));
        assert!(unpacked(dictionary! { "Filter" => "JPXDecode" }, vec![1], usize::MAX).torn);
    }

    #[test]
    fn a_torn_stream_gives_what_is_whole() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(|n| (n * n).to_string().into_bytes()).collect();
        let whole = packed(&text);
        let dict = || dictionary! { "Filter" => "FlateDecode" };

        let mut wrong_sum = whole.clone();
        *wrong_sum.last_mut().expect("bytes") ^= 1;
        let found = unpacked(dict(), wrong_sum, usize::MAX);
        assert!(found.data == text && found.torn);

        let cut = unpacked(dict(), whole[..whole.len() / 2].to_vec(), usize::MAX);
        assert!(text.starts_with(&cut.data) && cut.data.len() > text.len() / 3 && cut.torn);

        let mut no_header = whole.clone();
        no_header[0] = 0;
        let found = unpacked(dict(), no_header, usize::MAX);
        assert!(found.data == text && !found.torn);

        let predicted = || {
            let parameters = dictionary! { "Predictor" => 12, "Columns" => 9 };
            dictionary! { "Filter" => "FlateDecode", "DecodeParms" => parameters }
        };
        // Each row begins with the predictor it uses, here none.
        let rows = packed(&text.chunks_exact(9).flat_map(|row| [b"\0", row].concat()).collect::<Vec<_>>());
        assert!(!unpacked(predicted(), rows.clone(), usize::MAX).torn);
        assert!(unpacked(predicted(), rows[..rows.len() / 2].to_vec(), usize::MAX).torn);

        let start = unpacked(dict(), whole, 10);
        assert!(start.data == text[..10] && !start.torn);
    }
}
