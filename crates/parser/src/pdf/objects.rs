//! The objects of an opened PDF: references followed, streams inflated within the limit.

use std::cell::Cell;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use crate::Limits;

use super::filters::Unpacked;

/// References that lead to references; real files have one.
const MAX_HOPS: usize = 16;

/// An opened document and what is left of its inflation limit.
#[derive(Debug)]
pub(super) struct Objects {
    document: Document,
    /// The most bytes of one stream.
    most: usize,
    inflated_left: Cell<usize>,
    fonts_left: Cell<usize>,
    fonts_hit: Cell<bool>,
    limit_hit: Cell<bool>,
    torn: Cell<bool>,
}

impl Objects {
    pub(super) fn new(document: Document, limits: &Limits) -> Self {
        Self {
            document,
            most: limits.stream,
            inflated_left: Cell::new(limits.inflated),
            fonts_left: Cell::new(limits.fonts),
            fonts_hit: Cell::new(false),
            limit_hit: Cell::new(false),
            torn: Cell::new(false),
        }
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// Adds an object.
    pub(super) fn add(&mut self, id: ObjectId, object: Object) {
        self.document.objects.insert(id, object);
    }

    /// The object itself, or what it refers to.
    pub(super) fn resolve<'a>(&'a self, mut object: &'a Object) -> &'a Object {
        for _ in 0..MAX_HOPS {
            match object {
                Object::Reference(id) => match self.document.objects.get(id) {
                    Some(next) => object = next,
                    None => return &Object::Null,
                },
                _ => return object,
            }
        }
        &Object::Null
    }

    /// An entry of a dictionary, references followed; none where it is missing or null.
    pub(super) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        match self.resolve(dict.get(key).ok()?) {
            Object::Null => None,
            object => Some(object),
        }
    }

    /// A dictionary, or that of a stream.
    pub(super) fn dict<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.resolve(object) {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// Whether an entry names an object that is not in the file.
    pub(super) fn is_lost(&self, dict: &Dictionary, key: &[u8]) -> bool {
        dict.get(key).is_ok_and(|entry| Self::id(entry).is_some() && *self.resolve(entry) == Object::Null)
    }

    pub(super) fn get_dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.dict(self.get(dict, key)?)
    }

    pub(super) fn get_array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        match self.get(dict, key)? {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn get_stream<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        match self.get(dict, key)? {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    pub(super) fn get_name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        match self.get(dict, key)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn get_number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        self.number(self.get(dict, key)?)
    }

    pub(super) fn number(&self, object: &Object) -> Option<f64> {
        match self.resolve(object) {
            Object::Integer(n) => Some(*n as f64),
            Object::Real(n) => Some(f64::from(*n)),
            _ => None,
        }
    }

    /// `N` numbers of an array.
    pub(super) fn get_numbers<const N: usize>(&self, dict: &Dictionary, key: &[u8]) -> Option<[f64; N]> {
        let items = self.get_array(dict, key)?;
        let mut numbers = [0.0; N];
        for (number, item) in numbers.iter_mut().zip(items.get(..N)?) {
            *number = self.number(item)?;
        }
        Some(numbers)
    }

    /// The stream of an object.
    pub(super) fn stream(&self, id: ObjectId) -> Option<&Stream> {
        match self.document.objects.get(&id)? {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// What a reference names, for look-ups by object.
    pub(super) fn id(object: &Object) -> Option<ObjectId> {
        match object {
            Object::Reference(id) => Some(*id),
            _ => None,
        }
    }

    /// The bytes of a stream, all filters undone. A torn stream gives what is whole.
    pub(super) fn data(&self, stream: &Stream) -> Vec<u8> {
        self.data_prefix(stream, usize::MAX)
    }

    /// The first bytes of a stream, at least `wanted` of them where it has so many and one filter.
    pub(super) fn data_prefix(&self, stream: &Stream, wanted: usize) -> Vec<u8> {
        let all = self.inflated_left.get();
        let left = all.min(self.most);
        let Unpacked { data, torn, over } = self.unpack(stream, left, wanted);
        self.torn.set(self.torn.get() || torn);
        self.limit_hit.set(self.limit_hit.get() || over);
        if data.len() >= left && wanted > left {
            self.limit_hit.set(true);
        }
        self.inflated_left.set(all.saturating_sub(data.len()));
        data
    }

    /// Charges what a font keeps in memory to the limit: a small file can name a large stream or array in many of them.
    /// False where the limit does not allow it.
    pub(super) fn charge_font(&self, bytes: usize) -> bool {
        let left = self.fonts_left.get().checked_sub(bytes);
        self.fonts_left.set(left.unwrap_or(0));
        if left.is_none() {
            self.fonts_hit.set(true);
        }
        left.is_some()
    }

    /// Whether the limit of fonts was hit since the last call.
    pub(super) fn take_fonts_hit(&self) -> bool {
        self.fonts_hit.replace(false)
    }

    /// Whether the inflation limit was hit since the last call.
    pub(super) fn take_limit_hit(&self) -> bool {
        self.limit_hit.replace(false)
    }

    /// Whether a stream was torn since the last call.
    pub(super) fn take_torn(&self) -> bool {
        self.torn.replace(false)
    }
}
