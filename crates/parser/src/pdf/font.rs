//! Fonts: from the bytes of a string to characters with their widths.

use hayro_cmap::{BfString, CMap, load_embedded};
use lopdf::{Dictionary, Object};

use super::cmap::{self, Code, CodeMap};
use super::objects::Objects;
use super::simple::SimpleEncoding;
use super::widths::CidWidths;

/// What a code draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    pub(super) text: Text,
    /// The advance along the line for a font size of 1.
    pub(super) advance: f32,
    /// How far the glyph's origin lies from the point where it is written, for vertical writing.
    pub(super) origin: (f32, f32),
}

/// The characters that a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// One character.
    One(char),
    /// Several, an index into [`Font::ligature`].
    Many(u16),
    /// The file does not tell.
    Unknown,
}

/// A font of the document.
#[derive(Debug)]
pub(super) struct Font {
    /// Its name, for people.
    pub(super) name: String,
    kind: Kind,
    to_unicode: Option<CMap>,
    /// What its codes draw, by the high and the low byte of the code; longer codes are not kept.
    drawn: Vec<Option<Box<[Option<Drawn>; 256]>>>,
    ligatures: Vec<Box<[char]>>,
}

#[derive(Debug)]
enum Kind {
    Simple(SimpleFont),
    Composite(Box<CompositeFont>),
}

#[derive(Debug)]
struct SimpleFont {
    encoding: SimpleEncoding,
    first: u32,
    widths: Vec<f32>,
    missing: f32,
    /// From glyph space to text space: 0.001, or by the /FontMatrix of a Type 3 font.
    scale: f32,
    /// The size of an em in text space at font size 1, where it is not 1.
    em: f32,
}

#[derive(Debug)]
struct CompositeFont {
    map: CodeMap,
    widths: CidWidths,
    default_width: f32,
    /// Whether no width is set but for the CIDs of ASCII characters.
    plain_widths: bool,
    /// /DW2: the y of the origin and the advance downwards, where the font writes downwards.
    vertical: Option<(f32, f32)>,
}

impl Font {
    pub(super) fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let name =
            objects.get_name(dict, b"BaseFont").or_else(|| objects.get_name(dict, b"Name")).unwrap_or(b"");
        let to_unicode = objects
            .get_stream(dict, b"ToUnicode")
            .and_then(|stream| CMap::parse(&objects.data(stream), load_embedded));
        let kind = match objects.get_name(dict, b"Subtype") {
            Some(b"Type0") => Kind::Composite(Box::new(CompositeFont::load(objects, dict))),
            _ => Kind::Simple(SimpleFont::load(objects, dict)),
        };
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            kind,
            to_unicode,
            drawn: Vec::new(),
            ligatures: Vec::new(),
        }
    }

    /// The first code of a string that is not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        match &self.kind {
            Kind::Simple(_) => Code { value: u32::from(bytes[0]), length: 1 },
            Kind::Composite(font) => font.map.next(bytes),
        }
    }

    /// Whether it writes downwards.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.vertical.is_some())
    }

    /// The size of an em in text space at font size 1.
    pub(super) fn em(&self) -> f32 {
        match &self.kind {
            Kind::Simple(font) => font.em,
            Kind::Composite(_) => 1.0,
        }
    }

    /// What a code draws.
    pub(super) fn draw(&mut self, objects: &Objects, code: Code) -> Drawn {
        let (high, low) = ((code.value >> 8) as usize, (code.value & 0xff) as usize);
        // One-byte and two-byte codes of the same value share a place: no CMap has both.
        let cached = self.drawn.get(high).and_then(|page| page.as_ref()?[low]);
        if let Some(drawn) = cached {
            return drawn;
        }
        let drawn = self.look_up(objects, code);
        if high < 256 {
            if self.drawn.len() <= high {
                self.drawn.resize_with(high + 1, || None);
            }
            let page = self.drawn[high].get_or_insert_with(|| Box::new([None; 256]));
            page[low] = Some(drawn);
        }
        drawn
    }

    /// The characters of [`Text::Many`].
    pub(super) fn ligature(&self, index: u16) -> &[char] {
        self.ligatures.get(usize::from(index)).map_or(&[], |chars| chars)
    }

    fn look_up(&mut self, _objects: &Objects, code: Code) -> Drawn {
        let text = self.text(code);
        match &self.kind {
            Kind::Simple(font) => {
                let width = code
                    .value
                    .checked_sub(font.first)
                    .and_then(|at| font.widths.get(at as usize))
                    .copied()
                    .unwrap_or(font.missing);
                Drawn { text, advance: width * font.scale, origin: (0.0, 0.0) }
            }
            Kind::Composite(font) => font.drawn(code, text),
        }
    }

    fn text(&mut self, code: Code) -> Text {
        match self.to_unicode.as_ref().and_then(|table| cmap::to_unicode(table, code)) {
            Some(BfString::Char(c)) if is_character(c) => return Text::One(c),
            Some(BfString::String(s)) if !s.is_empty() && s.chars().all(is_character) => {
                let chars: Box<[char]> = s.chars().collect();
                if let [one] = *chars {
                    return Text::One(one);
                }
                if let Ok(index) = u16::try_from(self.ligatures.len()) {
                    self.ligatures.push(chars);
                    return Text::Many(index);
                }
            }
            _ => {}
        }
        let own = match &self.kind {
            Kind::Simple(font) => font.encoding.character(code.value as u8),
            Kind::Composite(font) => font.map.character(code),
        };
        own.filter(|&c| is_character(c)).map_or(Text::Unknown, Text::One)
    }
}

/// Whether a character can be what a page prints: no control, no replacement, no private use.
fn is_character(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffd}' | '\u{fffe}' | '\u{ffff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

impl SimpleFont {
    fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let descriptor = objects.get_dict(dict, b"FontDescriptor");
        let widths = objects.get_array(dict, b"Widths").unwrap_or(&[]);
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
            encoding: SimpleEncoding::load(objects, dict),
            first: objects.get_number(dict, b"FirstChar").unwrap_or(0.0).max(0.0) as u32,
            widths: widths.iter().take(256).map(|w| objects.number(w).unwrap_or(0.0) as f32).collect(),
            missing: descriptor.and_then(|d| objects.get_number(d, b"MissingWidth")).unwrap_or(0.0) as f32,
            scale,
            em,
        }
    }
}

impl CompositeFont {
    fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let empty = Dictionary::new();
        let descendant = objects
            .get_array(dict, b"DescendantFonts")
            .and_then(|fonts| objects.dict(fonts.first()?))
            .unwrap_or(&empty);
        let mut writes_down = false;
        let map = match objects.get(dict, b"Encoding") {
            Some(Object::Name(name)) => {
                writes_down = name.ends_with(b"-V") || name == b"V";
                CodeMap::named(name)
            }
            Some(Object::Stream(stream)) => match CodeMap::embedded(&objects.data(stream)) {
                Some((map, vertical)) => {
                    writes_down = vertical;
                    map
                }
                None => CodeMap::Identity,
            },
            _ => CodeMap::Identity,
        };
        let widths = objects
            .get_array(descendant, b"W")
            .map(|items| CidWidths::read(objects, items))
            .unwrap_or_default();
        let vertical = writes_down.then(|| {
            let [y, advance] = objects.get_numbers::<2>(descendant, b"DW2").unwrap_or([880.0, -1000.0]);
            (y as f32, advance as f32)
        });
        Self {
            plain_widths: widths.names_only(cmap::ascii_cids()),
            map,
            widths,
            default_width: objects.get_number(descendant, b"DW").unwrap_or(1000.0) as f32,
            vertical,
        }
    }

    fn drawn(&self, code: Code, text: Text) -> Drawn {
        let cid = match self.map.ascii_cid(code) {
            Some(cid) => Some(cid),
            None if self.plain_widths && self.map.is_wide(code) => None,
            None => self.map.cid(code),
        };
        let width = cid.and_then(|cid| self.widths.get(cid)).unwrap_or(self.default_width);
        match self.vertical {
            None => Drawn { text, advance: width / 1000.0, origin: (0.0, 0.0) },
            Some((y, advance)) => {
                Drawn { text, advance: advance / 1000.0, origin: (width / 2000.0, y / 1000.0) }
            }
        }
    }
}
