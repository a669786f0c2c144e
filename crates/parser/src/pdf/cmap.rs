//! From the bytes of a string to codes, CIDs and characters (PDF 32000-1, 9.7.5).

use std::cell::OnceCell;
use std::ops::RangeInclusive;

use hayro_cmap::{CMap, CMapName, WritingMode, load_embedded};
use memchr::memmem;

use super::charset::Charset;

/// A code of a string: its bytes as one number, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Code {
    pub(super) value: u32,
    pub(super) length: u8,
}

impl Code {
    fn new(bytes: &[u8]) -> Self {
        let value = bytes.iter().take(4).fold(0, |value, &byte| value << 8 | u32::from(byte));
        Self { value, length: bytes.len().min(4) as u8 }
    }

    fn bytes(self) -> ([u8; 4], usize) {
        let all = self.value.to_be_bytes();
        let mut out = [0; 4];
        let length = usize::from(self.length.min(4));
        out[..length].copy_from_slice(&all[4 - length..]);
        (out, length)
    }
}

/// The encoding of a composite font.
#[derive(Debug)]
pub(super) enum CodeMap {
    /// Identity-H and -V: two bytes, the CID itself.
    Identity,
    /// A predefined CMap; its table is read when a CID is asked for that the name alone does not tell.
    Predefined { name: Vec<u8>, charset: Charset, table: OnceCell<Option<Box<CMap>>> },
    /// A CMap of the file.
    Embedded { table: Box<CMap>, codespaces: Vec<Codespace> },
}

/// The codes of one length that a CMap knows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Codespace {
    length: usize,
    low: [u8; 4],
    high: [u8; 4],
}

/// Codespaces of a CMap, which each code is held against; real ones have six.
const MOST_SPACES: usize = 64;

/// The CIDs of the proportional ASCII characters of Adobe-GB1.
const GB1_PROPORTIONAL: RangeInclusive<u32> = 1..=95;
/// The CIDs of the half-width ASCII characters of Adobe-GB1 without the space, and a few more.
const GB1_HALF_WIDTH: RangeInclusive<u32> = 814..=939;
const GB1_HALF_WIDTH_SPACE: u32 = 7716;

impl CodeMap {
    /// The CMap of a name.
    pub(super) fn named(name: &[u8]) -> Self {
        match Charset::of(name) {
            Some(charset) => Self::Predefined { name: name.to_vec(), charset, table: OnceCell::new() },
            None => Self::Identity,
        }
    }

    /// A CMap of the file, with whether it writes downwards.
    pub(super) fn embedded(data: &[u8]) -> Option<(Self, bool)> {
        let table = CMap::parse(data, load_embedded)?;
        let vertical = table.metadata().writing_mode == Some(WritingMode::Vertical);
        Some((Self::Embedded { table: Box::new(table), codespaces: codespaces(data) }, vertical))
    }

    /// The first code of a string that is not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        let length = match self {
            Self::Identity => 2,
            Self::Predefined { charset, .. } => charset.code_length(bytes),
            Self::Embedded { codespaces, .. } => {
                let fits = |space: &&Codespace| {
                    bytes.len() >= space.length
                        && (0..space.length).all(|i| (space.low[i]..=space.high[i]).contains(&bytes[i]))
                };
                let shortest = codespaces.iter().map(|space| space.length).min().unwrap_or(2);
                codespaces.iter().find(fits).map_or(shortest, |space| space.length)
            }
        };
        Code::new(&bytes[..length.clamp(1, bytes.len().max(1)).min(bytes.len())])
    }

    /// The character that the code stands for by the CMap's own character set.
    pub(super) fn character(&self, code: Code) -> Option<char> {
        let Self::Predefined { charset, .. } = self else { return None };
        let (bytes, length) = code.bytes();
        charset.decode(&bytes[..length])
    }

    /// The CID of a code.
    pub(super) fn cid(&self, code: Code) -> Option<u32> {
        match self {
            Self::Identity => Some(code.value),
            Self::Predefined { table, .. } => {
                if let Some(cid) = self.ascii_cid(code) {
                    return Some(cid);
                }
                table.get_or_init(|| self.load()).as_ref()?.lookup_cid_code(code.value, code.length)
            }
            Self::Embedded { table, .. } => table.lookup_cid_code(code.value, code.length),
        }
    }

    /// The CID of an ASCII code, as the name of the CMap tells it.
    pub(super) fn ascii_cid(&self, code: Code) -> Option<u32> {
        let Self::Predefined { name, charset, .. } = self else { return None };
        let half_width = match charset {
            Charset::Gbk | Charset::Gb18030 if code.length == 1 => match name.as_slice() {
                b"GBK-EUC-H" | b"GB-EUC-H" => true,
                b"GBKp-EUC-H" | b"GBK2K-H" | b"GBpc-EUC-H" => false,
                _ => return None,
            },
            Charset::Ucs2 | Charset::Utf16 if code.length == 2 && name.starts_with(b"UniGB-") => false,
            _ => return None,
        };
        match code.value {
            0x20 if half_width => Some(GB1_HALF_WIDTH_SPACE),
            0x21..=0x7e if half_width => Some(*GB1_HALF_WIDTH.start() + code.value - 0x21),
            0x20..=0x7e => Some(*GB1_PROPORTIONAL.start() + code.value - 0x20),
            _ => None,
        }
    }

    /// Whether the name alone tells that the CID is none of [`ascii_cids`].
    pub(super) fn is_wide(&self, code: Code) -> bool {
        let Self::Predefined { name, charset, .. } = self else { return false };
        match charset {
            // Two rows hold the half-width ASCII characters once more.
            Charset::Gbk | Charset::Gb18030 => code.value > 0xff && !matches!(code.value >> 8, 0xaa | 0xab),
            Charset::Ucs2 | Charset::Utf16 => code.value > 0xff && name.starts_with(b"UniGB-"),
            _ => false,
        }
    }

    fn load(&self) -> Option<Box<CMap>> {
        let Self::Predefined { name, .. } = self else { return None };
        CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded).map(Box::new)
    }
}

/// The CIDs that [`CodeMap::ascii_cid`] gives.
pub(super) fn ascii_cids() -> &'static [RangeInclusive<u32>] {
    const { &[GB1_PROPORTIONAL, GB1_HALF_WIDTH] }
}

/// The codespace ranges of a CMap file, the shorter first.
fn codespaces(data: &[u8]) -> Vec<Codespace> {
    let mut spaces = Vec::new();
    let mut rest = data;
    while let Some(start) = memmem::find(rest, b"begincodespacerange") {
        rest = &rest[start + b"begincodespacerange".len()..];
        let end = memmem::find(rest, b"endcodespacerange").unwrap_or(rest.len());
        let mut codes = rest[..end].split(|&b| b == b'<').skip(1).map(hex_code);
        while let (Some(low), Some(high)) = (codes.next(), codes.next()) {
            let space = Codespace { length: low.1, low: low.0, high: high.0 };
            if low.1 == high.1
                && (1..=4).contains(&low.1)
                && spaces.len() < MOST_SPACES
                && !spaces.contains(&space)
            {
                spaces.push(space);
            }
        }
        rest = &rest[end..];
    }
    spaces.sort_by_key(|space| space.length);
    spaces
}

/// The bytes of `8140>`, at most four, and their number.
fn hex_code(text: &[u8]) -> ([u8; 4], usize) {
    let mut code = [0; 4];
    let mut digits = 0;
    for digit in text.iter().take_while(|&&b| b != b'>').filter_map(|&b| (b as char).to_digit(16)) {
        if digits < 8 {
            code[digits / 2] = code[digits / 2] << 4 | digit as u8;
        }
        digits += 1;
    }
    (code, digits.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every code of the CMap: what its name tells of the CID is what its table says, and no other code has one of
    /// the CIDs that names tell.
    #[test]
    fn names_tell_the_cids_of_ascii() {
        let names =
            ["GBK-EUC-H", "GB-EUC-H", "GBKp-EUC-H", "GBpc-EUC-H", "GBK2K-H", "UniGB-UCS2-H", "UniGB-UTF16-H"];
        for name in names {
            let map = CodeMap::named(name.as_bytes());
            let table = map.load().expect(name);
            for (value, length) in
                (0..=0xff).map(|value| (value, 1)).chain((0..=0xffff).map(|value| (value, 2)))
            {
                let code = Code { value, length };
                let cid = table.lookup_cid_code(value, length);
                if let Some(told) = map.ascii_cid(code) {
                    assert_eq!(Some(told), cid, "{name} {code:x?}");
                } else if map.is_wide(code) {
                    let taken = cid.is_some_and(|cid| ascii_cids().iter().any(|cids| cids.contains(&cid)));
                    assert!(!taken, "{name} {code:x?} has the CID {cid:?}");
                }
            }
        }
    }

    #[test]
    fn codespaces_are_few() {
        let many: String = (0..1000).map(|n| format!("<{n:04x}><{n:04x}>")).collect();
        assert_eq!(codespaces(format!("begincodespacerange{many}").as_bytes()).len(), MOST_SPACES);
        let same = "<00><80>".repeat(1000);
        assert_eq!(codespaces(format!("begincodespacerange{same}").as_bytes()).len(), 1);
    }

    #[test]
    fn codes_by_the_codespaces_of_the_file() {
        let data = b"1 begincodespacerange <00> <80> endcodespacerange\n\
            1 begincodespacerange <8140> <fefe> endcodespacerange\n\
            2 begincidrange <20> <7e> 1 <8140> <8142> 500 endcidrange";
        let (map, vertical) = CodeMap::embedded(data).expect("a CMap");
        assert!(!vertical);
        let check = |bytes: &[u8], length, cid| {
            let code = map.next(bytes);
            assert_eq!((code.length, map.cid(code)), (length, cid), "{bytes:x?}");
        };
        check(b"A\x81\x41", 1, Some(34));
        check(b"\x81\x41A", 2, Some(501));
        // Outside of all codespaces, and cut off.
        check(b"\xff\xff", 1, None);
        check(b"\x81", 1, None);
    }
}
