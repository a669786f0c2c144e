//! Simple fonts: one byte, one glyph (PDF 32000-1, 9.6 and Annex D).

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use lopdf::{Dictionary, Object};
use read_fonts::ps::PredefinedEncoding;

use super::font::{self, Drawn, Text};
use super::names::{Characters, Naming};
use super::objects::Objects;
use super::standard::{self, StandardFont, Symbols};

/// A Type 1, TrueType or Type 3 font.
#[derive(Debug)]
pub(super) struct SimpleFont {
    pub(super) encoding: SimpleEncoding,
    /// The size of an em in text space at font size 1, where it is not 1.
    pub(super) em: f32,
    first: usize,
    widths: Vec<f32>,
    missing: f32,
    /// The font whose widths count, where the file has none.
    standard: Option<StandardFont>,
    /// From glyph space to text space: 0.001, or by the /FontMatrix of a Type 3 font.
    scale: f32,
}

impl SimpleFont {
    pub(super) fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let descriptor = objects.get_dict(dict, b"FontDescriptor");
        let embedded = descriptor.is_some_and(|descriptor| font::font_file(descriptor).is_some());
        let widths = objects.get_array(dict, b"Widths");
        let name = objects.get_name(dict, b"BaseFont").unwrap_or(b"");
        let mut scale = 0.001;
        let mut em = 1.0;
        if objects.get_name(dict, b"Subtype") == Some(b"Type3")
            && let Some([a, _, _, d, ..]) = objects.get_numbers::<6>(dict, b"FontMatrix")
        {
            scale = a as f32;
            // Some set the font size to 1 and leave the rest to the matrix: then the font's box tells the size.
            if !(0.0002..=0.02).contains(&d.abs())
                && let Some([_, y0, _, y1]) = objects.get_numbers::<4>(dict, b"FontBBox")
                && (y1 - y0).abs() > 0.0
            {
                em = (d * (y1 - y0)).abs() as f32;
            }
        }
        Self {
            encoding: SimpleEncoding::load(objects, dict, embedded),
            em,
            first: objects.get_number(dict, b"FirstChar").unwrap_or(0.0) as usize,
            widths: widths
                .unwrap_or(&[])
                .iter()
                .take(256)
                .map(|width| objects.number(width).unwrap_or(0.0) as f32)
                .collect(),
            missing: descriptor.and_then(|d| objects.get_number(d, b"MissingWidth")).unwrap_or(0.0) as f32,
            standard: widths.is_none().then(|| StandardFont::like(name)),
            scale,
        }
    }

    /// What a code draws.
    pub(super) fn drawn(&self, code: u8, text: Text) -> Drawn {
        let character = if let Text::One(c) = text { Some(c) } else { None };
        let width = match self.standard {
            Some(standard) => standard.width(code, character),
            None => usize::from(code)
                .checked_sub(self.first)
                .and_then(|at| self.widths.get(at))
                .copied()
                .unwrap_or(self.missing),
        };
        Drawn { text, advance: width * self.scale, origin: (0.0, 0.0), contradicted: None }
    }
}

/// What the font dictionary gives to the 256 codes.
#[derive(Debug)]
pub(super) struct SimpleEncoding {
    base: Base,
    differences: Vec<(u8, Characters)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Base {
    WinAnsi,
    MacRoman,
    Standard,
    Symbols(Symbols),
    /// What the font program says.
    BuiltIn,
}

impl SimpleEncoding {
    pub(super) fn load(objects: &Objects, dict: &Dictionary, embedded: bool) -> Self {
        let (base, differences) = match objects.get(dict, b"Encoding") {
            Some(Object::Name(name)) => (Some(name.as_slice()), None),
            Some(Object::Dictionary(encoding)) => {
                (objects.get_name(encoding, b"BaseEncoding"), objects.get_array(encoding, b"Differences"))
            }
            _ => (None, None),
        };
        let name = objects.get_name(dict, b"BaseFont").unwrap_or(b"");
        let symbols = standard::symbols(name);
        let base = match (base, symbols) {
            _ if embedded && base.is_none() => Base::BuiltIn,
            (_, Some(symbols)) if !embedded => Base::Symbols(symbols),
            (Some(b"WinAnsiEncoding"), _) => Base::WinAnsi,
            (Some(b"MacRomanEncoding"), _) => Base::MacRoman,
            (Some(b"StandardEncoding"), _) => Base::Standard,
            _ if objects.get_name(dict, b"Subtype") == Some(b"Type3") => Base::BuiltIn,
            // What codes beyond the file's own encoding mean in a font that is not there is anyone's guess, but for
            // the fonts that every reader has.
            _ => Base::Standard,
        };
        Self { base, differences: read_differences(objects, differences.unwrap_or(&[]), Naming::of(name)) }
    }

    /// What a code stands for; nothing where the font program has to tell.
    pub(super) fn characters(&self, code: u8) -> Characters {
        if let Ok(at) = self.differences.binary_search_by_key(&code, |entry| entry.0) {
            return self.differences[at].1.clone();
        }
        match self.base {
            Base::WinAnsi => by(WINDOWS_1252, code),
            Base::MacRoman => by(MACINTOSH, code),
            Base::Standard => Naming::Characters.characters(PredefinedEncoding::Standard.name(code)),
            Base::Symbols(symbols) => symbols.naming().characters(symbols.name(code)),
            Base::BuiltIn => Characters::None,
        }
    }

    /// What a code stands for that the encoding leaves unused: WinAnsiEncoding maps each above octal 40 to the bullet
    /// (Annex D.2, note 3).
    pub(super) fn unused(&self, code: u8) -> Characters {
        let is_named = self.differences.binary_search_by_key(&code, |entry| entry.0).is_ok();
        let is_unused =
            self.base == Base::WinAnsi && code > 0o40 && self.characters(code) == Characters::None;
        if is_unused && !is_named { Characters::One('•') } else { Characters::None }
    }
}

/// Items of /Differences that are read: each code with a number and a name of its own.
const MOST_DIFFERENCES: usize = 512;

/// The names of /Differences, sorted by code; of two for one code the later counts.
fn read_differences(objects: &Objects, items: &[Object], naming: Naming) -> Vec<(u8, Characters)> {
    let mut differences: Vec<(u8, Characters)> = Vec::new();
    let mut next = 0_i64;
    for item in items.iter().take(MOST_DIFFERENCES) {
        match objects.resolve(item) {
            Object::Integer(code) => next = *code,
            Object::Name(name) => {
                if let (Ok(code), Ok(name)) = (u8::try_from(next), std::str::from_utf8(name)) {
                    differences.push((code, naming.characters(name)));
                }
                next = next.saturating_add(1);
            }
            _ => {}
        }
    }
    differences.reverse();
    differences.sort_by_key(|entry| entry.0);
    differences.dedup_by_key(|entry| entry.0);
    differences
}

fn by(encoding: &'static Encoding, code: u8) -> Characters {
    Characters::of(encoding.decode_without_bom_handling(&[code]).0.chars())
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, dictionary};

    use super::*;
    use crate::Limits;

    fn check(dict: &Dictionary, embedded: bool, expected: &[(u8, Option<char>)]) {
        let objects = Objects::new(Document::new(), &Limits::default());
        let encoding = SimpleEncoding::load(&objects, dict, embedded);
        for &(code, character) in expected {
            let character = character.map_or(Characters::None, Characters::One);
            assert_eq!(encoding.characters(code), character, "code {code:#x} of {dict:?}");
        }
    }

    #[test]
    fn base_encodings() {
        let win = dictionary! { "Encoding" => "WinAnsiEncoding" };
        check(&win, true, &[(b'A', Some('A')), (0x80, Some('€')), (0x96, Some('–'))]);
        let mac = dictionary! { "Encoding" => "MacRomanEncoding" };
        check(&mac, true, &[(0x8a, Some('ä')), (0xd0, Some('–'))]);
        check(&dictionary! {}, false, &[(b'\'', Some('’')), (0xb1, Some('–'))]);
        check(&dictionary! {}, true, &[(b'A', None)]);
        check(&dictionary! { "BaseFont" => "Symbol" }, false, &[(b'a', Some('α')), (0xb7, Some('•'))]);
    }

    #[test]
    fn unused_codes_are_bullets() {
        let objects = Objects::new(Document::new(), &Limits::default());
        let unused = |encoding: Object, code: u8| {
            SimpleEncoding::load(&objects, &dictionary! { "Encoding" => encoding }, true).unused(code)
        };
        let bullet = Characters::One('•');
        for code in [0x7f, 0x81, 0x8d, 0x8f, 0x90, 0x9d] {
            assert_eq!(unused("WinAnsiEncoding".into(), code), bullet, "{code:#x}");
        }
        for code in [0x01, 0x1f, b' ', b'A', 0x80, 0xff] {
            assert_eq!(unused("WinAnsiEncoding".into(), code), Characters::None, "{code:#x}");
        }
        assert_eq!(unused("MacRomanEncoding".into(), 0x7f), Characters::None);
        // A glyph of the font's own, whose name says nothing.
        let own: Vec<Object> = vec![0x7f.into(), "g12".into()];
        let named = dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => own };
        assert_eq!(unused(named.clone().into(), 0x7f), Characters::None);
        assert_eq!(unused(named.into(), 0x81), bullet);
    }

    #[test]
    fn differences_go_on_by_one() {
        let names: Vec<Object> = vec![
            65.into(),
            "one".into(),
            "uni9752".into(),
            70.into(),
            "g12".into(),
            300.into(),
            "two".into(),
        ];
        let dict = dictionary! {
            "Encoding" => dictionary! { "BaseEncoding" => "WinAnsiEncoding", "Differences" => names },
        };
        check(&dict, true, &[(65, Some('1')), (66, Some('青')), (67, Some('C')), (70, None)]);
    }
}
