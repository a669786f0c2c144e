//! What the predefined CMaps say by their names alone: how long codes are, and which characters they stand for
//! (PDF 32000-1, 9.7.5.2).
//!
//! A code of GBK-EUC-H is GBK and one of UniGB-UTF16-H is UTF-16, whatever the ordering of the font is called, so that
//! fonts with the vendors' own orderings can be read.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// The character set that a predefined CMap takes its codes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// One or two bytes.
    Gbk,
    /// One, two or four bytes.
    Gb18030,
    /// One or two bytes.
    Big5,
    /// One or two bytes.
    ShiftJis,
    /// One to three bytes.
    EucJp,
    /// Two bytes without the high bits.
    Jis,
    /// One or two bytes.
    EucKr,
    /// Two bytes, or four for the higher planes; not decoded here.
    EucTw,
    /// Two bytes.
    Ucs2,
    /// Two or four bytes.
    Utf16,
    /// Four bytes.
    Utf32,
    /// One to four bytes.
    Utf8,
}

impl Charset {
    /// The character set of a predefined CMap.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let stem = name.strip_suffix(b"-H").or_else(|| name.strip_suffix(b"-V"));
        Some(match stem.unwrap_or(name) {
            b"GB-EUC" | b"GBpc-EUC" | b"GBK-EUC" | b"GBKp-EUC" => Self::Gbk,
            b"GBK2K" => Self::Gb18030,
            b"B5pc" | b"ETen-B5" | b"ETenms-B5" | b"HKscs-B5" => Self::Big5,
            b"83pv-RKSJ" | b"90ms-RKSJ" | b"90msp-RKSJ" | b"90pv-RKSJ" | b"Add-RKSJ" | b"Ext-RKSJ" => {
                Self::ShiftJis
            }
            b"EUC" => Self::EucJp,
            b"H" | b"V" => Self::Jis,
            b"KSC-EUC" | b"KSCms-UHC" | b"KSCms-UHC-HW" | b"KSCpc-EUC" => Self::EucKr,
            b"CNS-EUC" => Self::EucTw,
            other if other.starts_with(b"Uni") => match other.split(|&b| b == b'-').nth(1)? {
                b"UCS2" => Self::Ucs2,
                b"UTF16" => Self::Utf16,
                b"UTF32" => Self::Utf32,
                b"UTF8" => Self::Utf8,
                _ => return None,
            },
            _ => return None,
        })
    }

    /// The number of bytes of the code that the bytes start with; more than there are, where it is cut off.
    pub(super) fn code_length(self, bytes: &[u8]) -> usize {
        let first = bytes.first().copied().unwrap_or(0);
        let second = bytes.get(1).copied().unwrap_or(0);
        match self {
            Self::Gb18030 if first >= 0x81 && second.is_ascii_digit() => 4,
            Self::Gbk | Self::Gb18030 | Self::Big5 | Self::EucKr => {
                1 + usize::from((0x81..=0xfe).contains(&first))
            }
            Self::ShiftJis => 1 + usize::from(matches!(first, 0x81..=0x9f | 0xe0..=0xfc)),
            Self::EucJp => match first {
                0x8f => 3,
                0x8e | 0xa1..=0xfe => 2,
                _ => 1,
            },
            Self::EucTw => match first {
                0x8e => 4,
                0xa1..=0xfe => 2,
                _ => 1,
            },
            Self::Jis | Self::Ucs2 => 2,
            Self::Utf16 => 2 + 2 * usize::from((0xd8..=0xdb).contains(&first)),
            Self::Utf32 => 4,
            Self::Utf8 => match first {
                0xf0..=0xf7 => 4,
                0xe0..=0xef => 3,
                0xc0..=0xdf => 2,
                _ => 1,
            },
        }
    }

    /// The character that a code stands for.
    pub(super) fn decode(self, code: &[u8]) -> Option<char> {
        let only = |mut chars: std::str::Chars<'_>| match (chars.next(), chars.next()) {
            (Some(c), None) => Some(c),
            _ => None,
        };
        let by = |encoding: &'static Encoding, bytes: &[u8]| {
            only(encoding.decode_without_bom_handling_and_without_replacement(bytes)?.chars())
        };
        match self {
            Self::Gbk | Self::Gb18030 => by(GB18030, code),
            Self::Big5 => by(BIG5, code),
            Self::ShiftJis => by(SHIFT_JIS, code),
            Self::EucJp => by(EUC_JP, code),
            Self::EucKr => by(EUC_KR, code),
            Self::Jis => by(EUC_JP, &[code.first()? | 0x80, code.get(1)? | 0x80]),
            Self::EucTw => None,
            Self::Ucs2 | Self::Utf16 => {
                let units = code.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                let mut chars = char::decode_utf16(units);
                chars.next()?.ok()
            }
            Self::Utf32 => char::from_u32(u32::from_be_bytes(code.try_into().ok()?)),
            Self::Utf8 => only(std::str::from_utf8(code).ok()?.chars()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, bytes: &[u8], expected: (usize, Option<char>)) {
        let charset = Charset::of(name.as_bytes()).expect(name);
        let length = charset.code_length(bytes);
        assert_eq!((length, charset.decode(&bytes[..length])), expected, "{name} {bytes:x?}");
    }

    #[test]
    fn codes_of_the_predefined_cmaps() {
        check("GBK-EUC-H", b"1\xc7\xe0", (1, Some('1')));
        check("GBK-EUC-H", b"\xc7\xe0", (2, Some('青')));
        check("GB-EUC-V", b"\xa1\xa2", (2, Some('、')));
        check("GBK2K-H", b"\x82\x35\x87\x38", (4, Some('\u{4db5}')));
        check("UniGB-UCS2-H", b"\x97\x52", (2, Some('青')));
        check("UniGB-UTF16-H", b"\xd8\x40\xdc\x00", (4, Some('\u{20000}')));
        check("UniJIS-UTF32-H", b"\0\0\x97\x52", (4, Some('青')));
        check("ETen-B5-H", b"\xab\x43", (2, Some('青')));
        check("90ms-RKSJ-H", b"\x90\xc2", (2, Some('青')));
        check("H", b"\x40\x44", (2, Some('青')));
        check("KSCms-UHC-H", b"\xb0\xa1", (2, Some('가')));
        assert_eq!(Charset::of(b"Identity-H"), None);
    }
}
