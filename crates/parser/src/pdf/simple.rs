//! The encodings of simple fonts: one byte, one character (PDF 32000-1, 9.6.6 and Annex D).

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};
use read_fonts::ps::PredefinedEncoding;
use read_fonts::ps::agl;

use super::objects::Objects;

/// The characters that the font dictionary gives to the 256 codes.
#[derive(Debug)]
pub(super) struct SimpleEncoding {
    characters: Box<[Option<char>; 256]>,
}

impl SimpleEncoding {
    pub(super) fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let mut characters = Box::new([None; 256]);
        let (base, differences) = match objects.get(dict, b"Encoding") {
            Some(Object::Name(name)) => (Some(name.as_slice()), None),
            Some(Object::Dictionary(encoding)) => {
                (objects.get_name(encoding, b"BaseEncoding"), objects.get_array(encoding, b"Differences"))
            }
            _ => (None, None),
        };
        let embedded = objects.get_dict(dict, b"FontDescriptor").is_some_and(|descriptor| {
            [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| descriptor.has(key))
        });
        for (code, character) in (0..=255).zip(characters.iter_mut()) {
            *character = match base {
                Some(b"WinAnsiEncoding") => by(WINDOWS_1252, code),
                Some(b"MacRomanEncoding") => by(MACINTOSH, code),
                Some(b"StandardEncoding") => standard(code),
                // An embedded font has an encoding of its own.
                _ if embedded || objects.get_name(dict, b"Subtype") == Some(b"Type3") => None,
                _ => standard(code),
            };
        }
        let mut code = 0_usize;
        for item in differences.unwrap_or(&[]) {
            match objects.resolve(item) {
                Object::Integer(n) => code = usize::try_from(*n).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(character) = characters.get_mut(code) {
                        *character = named(name);
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        Self { characters }
    }

    pub(super) fn character(&self, code: u8) -> Option<char> {
        self.characters[usize::from(code)]
    }
}

/// The character of a glyph name, by the Adobe Glyph List and its rules for `uni4E00` and `u4E00`.
pub(super) fn named(name: &[u8]) -> Option<char> {
    agl::name_to_char(std::str::from_utf8(name).ok()?)
}

fn standard(code: u8) -> Option<char> {
    named(PredefinedEncoding::Standard.name(code).as_bytes())
}

fn by(encoding: &'static Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    encoding.decode_without_bom_handling(&bytes).0.chars().next()
}
