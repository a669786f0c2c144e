//! From the bytes of a string to codes, CIDs and characters (PDF 32000-1, 9.7.5 and 9.10.3).

use std::cell::OnceCell;
use std::ops::RangeInclusive;

use hayro_cmap::{BfString, CMap, CMapName, WritingMode, load_embedded};

use super::charset::Charset;

/// A code of a string: its bytes as one number, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// The CIDs of the proportional and of the half-width ASCII characters of Adobe-GB1.
const GB1_ASCII: [RangeInclusive<u32>; 2] = [1..=95, 814..=908];

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
        let first = match charset {
            Charset::Gbk | Charset::Gb18030 if code.length == 1 => match name.as_slice() {
                b"GBK-EUC-H" | b"GB-EUC-H" | b"GBK2K-H" => 814,
                b"GBKp-EUC-H" => 1,
                _ => return None,
            },
            Charset::Ucs2 | Charset::Utf16 if code.length == 2 && name.starts_with(b"UniGB-") => 1,
            _ => return None,
        };
        // The tilde is an overline in some.
        (0x20..=0x7d).contains(&code.value).then(|| first + code.value - 0x20)
    }

    fn load(&self) -> Option<Box<CMap>> {
        let Self::Predefined { name, .. } = self else { return None };
        CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded).map(Box::new)
    }
}

/// The CIDs that [`CodeMap::ascii_cid`] gives.
pub(super) fn ascii_cids() -> &'static [RangeInclusive<u32>] {
    &GB1_ASCII
}

/// The characters of a code by a ToUnicode CMap.
pub(super) fn to_unicode(table: &CMap, code: Code) -> Option<BfString> {
    table.lookup_bf_string(code.value)
}

/// The codespace ranges of a CMap file, the shorter first.
fn codespaces(data: &[u8]) -> Vec<Codespace> {
    let mut spaces = Vec::new();
    let mut rest = data;
    while let Some(start) = find(rest, b"begincodespacerange") {
        rest = &rest[start + b"begincodespacerange".len()..];
        let end = find(rest, b"endcodespacerange").unwrap_or(rest.len());
        let mut codes = rest[..end].split(|&b| b == b'<').skip(1).map(hex_code);
        while let (Some(low), Some(high)) = (codes.next(), codes.next()) {
            if low.1 == high.1 && (1..=4).contains(&low.1) {
                spaces.push(Codespace { length: low.1, low: low.0, high: high.0 });
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

pub(super) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
