//! Fonts: from the bytes of a string to characters with their widths.
//!
//! What a code stands for is told, in this order, by ToUnicode, the CMap's own character set, the collection of its
//! CID or the encoding of a simple font, and the embedded font program.

use std::cell::OnceCell;

use fenjie_model::HashMap;
use fenjie_model::text::fold_lookalike;
use lopdf::{Dictionary, Object, ObjectId};

use super::cmap::Code;
use super::collection::Collections;
use super::composite::CompositeFont;
use super::names::{Characters, Naming};
use super::objects::Objects;
use super::program::{self, Program};
use super::simple::SimpleFont;
use super::to_unicode::ToUnicode;

/// So many glyphs may contradict ToUnicode although none agrees with it: the digits and a few signs.
const MOST_UNCONFIRMED: usize = 16;

/// What a code draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    pub(super) text: Text,
    /// The advance along the line for a font size of 1.
    pub(super) advance: f32,
    /// How far the glyph's origin lies from the point where it is written, for vertical writing.
    pub(super) origin: (f32, f32),
    /// What the embedded font draws, where ToUnicode says otherwise.
    pub(super) contradicted: Option<char>,
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
    /// Whether it names widths that are not in the file.
    pub(super) has_lost_widths: bool,
    kind: Kind,
    to_unicode: Option<ToUnicode>,
    /// The stream of the embedded font program.
    file: Option<ObjectId>,
    witness: OnceCell<Option<Box<Program>>>,
    program: OnceCell<Option<Box<Program>>>,
    /// What the codes draw that were looked up.
    drawn: HashMap<Code, Drawn>,
    ligatures: Vec<Box<[char]>>,
    agreed: usize,
    contradicted: usize,
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
        let to_unicode = match objects.get(dict, b"ToUnicode") {
            Some(Object::Name(name)) if name.starts_with(b"Identity") => Some(ToUnicode::identity()),
            // Once the limit is reached nothing more is read, for that takes time.
            Some(Object::Stream(stream)) if objects.charge_font(size_of::<ToUnicode>()) => {
                Some(ToUnicode::read(&objects.data(stream)))
            }
            _ => None,
        };
        let to_unicode = to_unicode.filter(|table| objects.charge_font(table.size()));
        let is_composite =
            objects.get_name(dict, b"Subtype") == Some(b"Type0") || dict.has(b"DescendantFonts");
        let mut has_lost_widths = objects.is_lost(dict, b"Widths");
        let (kind, descriptor) = if is_composite {
            let descendant =
                objects.get_array(dict, b"DescendantFonts").and_then(|fonts| objects.dict(fonts.first()?));
            has_lost_widths = descendant.is_none_or(|descendant| objects.is_lost(descendant, b"W"));
            let descendant = descendant.unwrap_or(dict);
            let font = CompositeFont::load(objects, dict, descendant);
            (Kind::Composite(Box::new(font)), objects.get_dict(descendant, b"FontDescriptor"))
        } else {
            (Kind::Simple(SimpleFont::load(objects, dict)), objects.get_dict(dict, b"FontDescriptor"))
        };
        // Codes that are the numbers of glyphs are no Unicode, whatever the file says.
        let are_glyphs = !matches!(&kind, Kind::Composite(font) if font.maps_glyphs());
        let to_unicode = to_unicode.filter(|table| !(table.is_identity && are_glyphs));
        Self {
            name: String::from_utf8_lossy(name).into_owned(),
            has_lost_widths,
            kind,
            to_unicode,
            file: descriptor.and_then(font_file),
            witness: OnceCell::new(),
            program: OnceCell::new(),
            drawn: HashMap::default(),
            ligatures: Vec::new(),
            agreed: 0,
            contradicted: 0,
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

    /// What a code draws. Counts the codes that it keeps.
    pub(super) fn draw(
        &mut self,
        objects: &Objects,
        collections: &Collections,
        code: Code,
        kept: &mut usize,
    ) -> Drawn {
        if let Some(&drawn) = self.drawn.get(&code) {
            return drawn;
        }
        let drawn = self.look_up(objects, collections, code);
        self.drawn.insert(code, drawn);
        *kept += 1;
        drawn
    }

    /// Forgets what its codes draw.
    pub(super) fn forget(&mut self) {
        self.drawn.clear();
        self.ligatures.clear();
    }

    /// The characters of [`Text::Many`].
    pub(super) fn ligature(&self, index: u16) -> &[char] {
        self.ligatures.get(usize::from(index)).map_or(&[], |chars| chars)
    }

    /// Whether the embedded font's own cmap may be held against ToUnicode: some writers renumber the glyphs of a
    /// subset and leave a cmap that is right nowhere.
    pub(super) fn is_witness(&self) -> bool {
        self.agreed > 0 || self.contradicted <= MOST_UNCONFIRMED
    }

    fn look_up(&mut self, objects: &Objects, collections: &Collections, code: Code) -> Drawn {
        let told = self.to_unicode.as_ref().map_or(Characters::None, |table| table.characters(code));
        let contradicted =
            if let Characters::One(c) = told { self.contradiction(objects, code, c) } else { None };
        let text = self.characters(objects, collections, code, told);
        let drawn = match &self.kind {
            Kind::Simple(font) => font.drawn(code.value as u8, text),
            Kind::Composite(font) => font.drawn(code, text),
        };
        Drawn { contradicted, ..drawn }
    }

    /// What a code stands for: as ToUnicode told, else by all that is asked after it.
    fn characters(
        &mut self,
        objects: &Objects,
        collections: &Collections,
        code: Code,
        told: Characters,
    ) -> Text {
        let is_blank = told == Characters::One(' ') && self.to_unicode.as_ref().is_some_and(|t| t.is_blank);
        let mut characters = if is_blank { Characters::None } else { told };
        if characters == Characters::None {
            characters = match &self.kind {
                Kind::Simple(font) => font.encoding.characters(code.value as u8),
                Kind::Composite(font) => font.characters(collections, code),
            };
        }
        if characters == Characters::None {
            characters = self.by_program(objects, code);
        }
        if characters == Characters::None
            && let Kind::Simple(font) = &self.kind
            && !self.has_glyph(objects, code)
        {
            characters = font.encoding.unused(code.value as u8);
        }
        if characters == Characters::None && is_blank {
            characters = Characters::One(' ');
        }
        match characters {
            Characters::One(TWO_EM_DASH) => self.keep(Box::new(['—', '—'])),
            Characters::One(c) => Text::One(usual(c)),
            Characters::Many(chars) => self.keep(chars),
            Characters::None => Text::Unknown,
        }
    }

    /// The character that the embedded font's own cmap draws a code for, where it is not the one that ToUnicode told.
    ///
    /// Glyphs have several characters for good reasons (a hyphen, a space, a radical); only of letters, digits,
    /// ASCII signs and ideographs it is certain that they look different.
    fn contradiction(&mut self, objects: &Objects, code: Code, told: char) -> Option<char> {
        if !is_distinct(told) {
            return None;
        }
        let program = self.witness(objects)?;
        let own: Vec<char> = program.mapped(self.glyph(objects, program, code)?).collect();
        if own.iter().any(|&c| fold_lookalike(c) == fold_lookalike(told)) {
            self.agreed += 1;
            return None;
        }
        let other = own.first().copied().filter(|_| own.iter().copied().all(is_distinct));
        self.contradicted += usize::from(other.is_some());
        other
    }

    /// The embedded OpenType font as far as its cmap, if it has one: the outlines behind it need not be inflated.
    fn witness(&self, objects: &Objects) -> Option<&Program> {
        let read = || {
            let stream = objects.stream(self.file?)?;
            let cmap_end = program::cmap_end(&objects.data_prefix(stream, program::SFNT_DIRECTORY))?;
            kept(objects, || Program::read(&objects.data_prefix(stream, cmap_end), Naming::Characters))
        };
        self.witness.get_or_init(read).as_deref()
    }

    /// What the embedded font program tells of a code. A glyph that leaves no mark is a space.
    fn by_program(&self, objects: &Objects, code: Code) -> Characters {
        let Some(program) = self.program(objects) else { return Characters::None };
        match self.glyph(objects, program, code) {
            Some(glyph) if program.is_blank(glyph) => Characters::One(' '),
            Some(glyph) => program.characters(glyph),
            None => Characters::None,
        }
    }

    /// The glyph of a code in the embedded font program.
    fn glyph(&self, objects: &Objects, program: &Program, code: Code) -> Option<u32> {
        match &self.kind {
            Kind::Simple(_) => program.glyph_of_code(code.value as u8),
            Kind::Composite(font) => font.glyph(objects, program, code),
        }
    }

    /// Whether the embedded font program draws something of its own for a code.
    fn has_glyph(&self, objects: &Objects, code: Code) -> bool {
        /// The glyph for what a font lacks.
        const NOTDEF: u32 = 0;
        let glyph = self.program(objects).and_then(|program| self.glyph(objects, program, code));
        glyph.is_some_and(|glyph| glyph != NOTDEF)
    }

    fn program(&self, objects: &Objects) -> Option<&Program> {
        let naming = Naming::of(self.name.as_bytes());
        let read = || kept(objects, || Program::read(&objects.data(objects.stream(self.file?)?), naming));
        self.program.get_or_init(read).as_deref()
    }

    fn keep(&mut self, chars: Box<[char]>) -> Text {
        let Ok(index) = u16::try_from(self.ligatures.len()) else { return Text::Unknown };
        self.ligatures.push(chars);
        Text::Many(index)
    }
}

/// A font program, where the limit allows to keep it.
fn kept(objects: &Objects, read: impl FnOnce() -> Option<Program>) -> Option<Box<Program>> {
    // Once the limit is reached nothing more is read, for that takes time.
    let program = objects.charge_font(size_of::<Program>()).then(read)??;
    objects.charge_font(program.size()).then(|| Box::new(program))
}

/// A ligature of two dashes, the line that Chinese prints over two characters.
const TWO_EM_DASH: char = '\u{2e3a}';

/// The character of GB 2312 whose glyph CJK fonts use for others too: writers that go back from the glyph to a character
/// take the first by code.
fn usual(c: char) -> char {
    match c {
        '\u{2012}' => '–',
        '\u{2015}' => '—',
        '\u{2215}' => '／',
        '\u{301c}' => '～',
        _ => c,
    }
}

/// Whether a character looks like no other: ASCII and the unified ideographs.
fn is_distinct(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(fold_lookalike(c), '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The stream of a descriptor's font program.
pub(super) fn font_file(descriptor: &Dictionary) -> Option<ObjectId> {
    [&b"FontFile"[..], b"FontFile2", b"FontFile3"]
        .iter()
        .find_map(|key| descriptor.get(key).ok().and_then(Objects::id))
}
