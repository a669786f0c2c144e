//! Damages whole files: plainly, byte by byte, and in structure, object by object. The same seed damages alike.

use std::io::Read;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// A small generator of numbers (xorshift), so that whatever happens can be repeated.
#[derive(Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below the given one.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.roll(items.len()))
    }
}

/// What disks, networks and editors do to a file that they take for bytes.
pub(crate) fn plain(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let from = dice.roll(bytes.len());
    let to = (from + 1 + dice.roll(2000)).min(bytes.len());
    match dice.roll(6) {
        // Bytes that are others.
        0 => (0..1 + dice.roll(40)).for_each(|_| {
            let at = dice.roll(bytes.len());
            bytes[at] = dice.roll(256) as u8;
        }),
        // A tail that is lost.
        1 => bytes.truncate(bytes.len() / 2 + from / 2),
        // A piece that is lost.
        2 => drop(bytes.drain(from..to)),
        // A piece that stands twice.
        3 => {
            let piece = bytes[from..to].to_vec();
            let at = dice.roll(bytes.len());
            drop(bytes.splice(at..at, piece));
        }
        // A sector that was never written.
        4 => bytes[from..to].fill(0),
        // Something before the header.
        _ => {
            drop(bytes.splice(
                0..0,
                b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n".repeat(1 + from % 9),
            ))
        }
    }
    bytes
}

/// What broken writers, and people who mean harm, do to the objects of a file that otherwise stays valid.
pub(crate) fn structured(whole: &Document, dice: &mut Dice) -> Vec<u8> {
    let mut document = whole.clone();
    for _ in 0..1 + dice.roll(4) {
        let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
        let Some(&id) = dice.pick(&ids) else { break };
        let other = *dice.pick(&ids).unwrap_or(&id);
        match dice.roll(8) {
            0 => drop(document.objects.remove(&id)),
            1 => drop(document.objects.insert(id, Object::Reference(other))),
            2 | 3 => damage_stream(document.objects.get_mut(&id), dice),
            _ => damage_entry(document.objects.get_mut(&id), other, dice),
        }
    }
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("memory takes everything");
    match dice.roll(6) {
        0 => replace_some(&mut bytes, b"/Length ", b"/Length 1", dice),
        1 => replace_some(&mut bytes, b"endobj", b"", dice),
        2 => replace_some(&mut bytes, b"startxref\n", b"startxref\n1", dice),
        3 => replace_some(&mut bytes, b"endstream", b"", dice),
        _ => {}
    }
    bytes
}

/// Tears a stream, packed or unpacked.
fn damage_stream(object: Option<&mut Object>, dice: &mut Dice) {
    let Some(Object::Stream(stream)) = object else { return };
    if dice.roll(2) == 0 {
        stream.decompress().unwrap_or_default();
    }
    let mut content = stream.content.clone();
    if content.is_empty() {
        return;
    }
    match dice.roll(3) {
        0 => content.truncate(dice.roll(content.len())),
        1 => (0..1 + dice.roll(8)).for_each(|_| {
            let at = dice.roll(content.len());
            content[at] ^= 1 << dice.roll(8);
        }),
        _ => {
            let at = dice.roll(content.len());
            let torn: &[u8] =
                [&b"<"[..], b"(", b"[", b" ET ", b" Q Q ", b"\xff\xd8", b" 1e99 "][dice.roll(7)];
            drop(content.splice(at..at, torn.iter().copied()));
        }
    }
    stream.set_content(content);
}

/// Drops an entry of a dictionary, or gives it a value that it must not have.
fn damage_entry(object: Option<&mut Object>, other: ObjectId, dice: &mut Dice) {
    let dict = match object {
        Some(Object::Dictionary(dict)) => dict,
        Some(Object::Stream(stream)) => &mut stream.dict,
        _ => return,
    };
    let dict = inner(dict, dice);
    let keys: Vec<Vec<u8>> = dict.iter().map(|(key, _)| key.clone()).collect();
    let Some(key) = dice.pick(&keys) else { return };
    let value = match dice.roll(8) {
        0 => {
            dict.remove(key);
            return;
        }
        1 => Object::Null,
        2 => Object::Integer([-1, 0, 1, 65_536, i64::MAX, i64::MIN][dice.roll(6)]),
        3 => Object::Real([-1e9, 1e-9, 1e30, f32::MAX][dice.roll(4)]),
        4 => Object::Name(b"Nothing".to_vec()),
        5 => Object::Array(vec![Object::Reference(other); dice.roll(4)]),
        6 => Object::Dictionary(Dictionary::new()),
        _ => Object::Reference(other),
    };
    dict.set(key.clone(), value);
}

/// The dictionary, or one that stands in it.
fn inner<'a>(dict: &'a mut Dictionary, dice: &mut Dice) -> &'a mut Dictionary {
    let inside: Vec<Vec<u8>> =
        dict.iter().filter(|(_, value)| value.as_dict().is_ok()).map(|(key, _)| key.clone()).collect();
    match dice.pick(&inside) {
        Some(key) if dice.roll(2) == 0 => {
            dict.get_mut(key).and_then(Object::as_dict_mut).expect("it is a dictionary")
        }
        _ => dict,
    }
}

/// Puts other bytes in the place of one of the places where the first stand.
fn replace_some(bytes: &mut Vec<u8>, old: &[u8], new: &[u8], dice: &mut Dice) {
    let places: Vec<usize> =
        bytes.windows(old.len()).enumerate().filter(|(_, window)| *window == old).map(|(at, _)| at).collect();
    if let Some(&at) = dice.pick(&places) {
        drop(bytes.splice(at..at + old.len(), new.iter().copied()));
    }
}

/// All of a reader's bytes, as text.
pub(crate) fn text_of(mut reader: impl Read) -> String {
    let mut bytes = Vec::new();
    // What was written before a pipe broke counts.
    let _ = reader.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
