//! Fonts: from the bytes of a string to characters with their widths.
//!
//! What a code stands for is told, in this order, by ToUnicode, the CMap's own character set, the collection of its
//! CID or the encoding of a simple font, and the embedded font program.

use std::cell::OnceCell;

use hayro_cmap::{BfString, CMap, load_embedded};
use lopdf::{Dictionary, Object, ObjectId};

use super::cmap::{self, Code};
use super::collection::Collections;
use super::composite::CompositeFont;
use super::names::Characters;
use super::objects::Objects;
use super::program::Program;
use super::simple::SimpleFont;

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
    /// The stream of the embedded font program.
    file: Option<ObjectId>,
    program: OnceCell<Option<Box<Program>>>,
    /// What its codes draw, by the high and the low byte of the code; longer codes are not kept.
    drawn: Vec<Option<Box<[Option<Drawn>; 256]>>>,
    ligatures: Vec<Box<[char]>>,
}

#[derive(Debug)]
enum Kind {
    Simple(SimpleFont),
    Composite(Box<CompositeFont>),
}

impl Font {
    pub(super) fn load(objects: &Objects, dict: &Dictionary) -> Self {
        let name =
            objects.get_name(dict, b"BaseFont").or_else(|| objects.get_name(dict, b"Name")).unwrap_or(b"");
        let to_unicode = objects
            .get_stream(dict, b"ToUnicode")
            .and_then(|stream| CMap::parse(&objects.data(stream), load_embedded));
        let (kind, descriptor) = if objects.get_name(dict, b"Subtype") == Some(b"Type0") {
            let descendant = objects
                .get_array(dict, b"DescendantFonts")
                .and_then(|fonts| objects.dict(fonts.first()?))
                .unwrap_or(dict);
            let font = CompositeFont::load(objects, dict, descendant);
            (Kind::Composite(Box::new(font)), objects.get_dict(descendant, b"FontDescriptor"))
        } else {
            (Kind::Simple(SimpleFont::load(objects, dict)), objects.get_dict(dict, b"FontDescriptor"))
        };
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            kind,
            to_unicode,
            file: descriptor.and_then(font_file),
            program: OnceCell::new(),
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
    pub(super) fn draw(&mut self, objects: &Objects, collections: &Collections, code: Code) -> Drawn {
        let (high, low) = ((code.value >> 8) as usize, (code.value & 0xff) as usize);
        // One-byte and two-byte codes of the same value share a place: no CMap has both.
        let cached = self.drawn.get(high).and_then(|page| page.as_ref()?[low]);
        if let Some(drawn) = cached {
            return drawn;
        }
        let drawn = self.look_up(objects, collections, code);
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

    fn look_up(&mut self, objects: &Objects, collections: &Collections, code: Code) -> Drawn {
        let mut characters = self.to_unicode(code);
        if characters == Characters::None {
            characters = match &self.kind {
                Kind::Simple(font) => font.encoding.characters(code.value as u8),
                Kind::Composite(font) => font.characters(collections, code),
            };
        }
        if characters == Characters::None {
            characters = self.by_program(objects, code);
        }
        let text = match characters {
            Characters::One(c) => Text::One(c),
            Characters::Many(chars) => self.keep(chars),
            Characters::None => Text::Unknown,
        };
        match &self.kind {
            Kind::Simple(font) => font.drawn(code.value as u8, text),
            Kind::Composite(font) => font.drawn(code, text),
        }
    }

    fn to_unicode(&self, code: Code) -> Characters {
        match self.to_unicode.as_ref().and_then(|table| cmap::to_unicode(table, code)) {
            Some(BfString::Char(c)) => Characters::of(std::iter::once(c)),
            Some(BfString::String(s)) => Characters::of(s.chars()),
            None => Characters::None,
        }
    }

    /// What the embedded font program tells of a code. A glyph that leaves no mark is a space.
    fn by_program(&self, objects: &Objects, code: Code) -> Characters {
        let Some(program) = self.program(objects) else { return Characters::None };
        let glyph = match &self.kind {
            Kind::Simple(_) => program.glyph_of_code(code.value as u8),
            Kind::Composite(font) => font.glyph(objects, program, code),
        };
        match glyph {
            Some(glyph) if program.is_blank(glyph) => Characters::One(' '),
            Some(glyph) => program.characters(glyph),
            None => Characters::None,
        }
    }

    fn program(&self, objects: &Objects) -> Option<&Program> {
        let read = || {
            let Object::Stream(stream) = objects.document().objects.get(&self.file?)? else { return None };
            Program::read(&objects.data(stream)).map(Box::new)
        };
        self.program.get_or_init(read).as_deref()
    }

    fn keep(&mut self, chars: Box<[char]>) -> Text {
        let Ok(index) = u16::try_from(self.ligatures.len()) else { return Text::Unknown };
        self.ligatures.push(chars);
        Text::Many(index)
    }
}

/// The stream of a descriptor's font program.
pub(super) fn font_file(descriptor: &Dictionary) -> Option<ObjectId> {
    [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
        .iter()
        .find_map(|key| descriptor.get(key).ok().and_then(Objects::id))
}
