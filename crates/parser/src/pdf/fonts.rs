//! The fonts of a document, each loaded once, and what they failed to tell.

use fenjie_model::{At, Code, Finding, HashMap, Place, Rect};
use lopdf::{Object, ObjectId, dictionary};

use super::cmap::Code as CharacterCode;
use super::collection::Collections;
use super::font::{Drawn, Font};
use super::objects::Objects;

/// Codes of which it is kept what they draw, for all fonts together: 16 MiB. A page of text takes some hundreds.
const MOST_KEPT: usize = 1 << 18;

/// All fonts that pages named so far.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: Vec<Entry>,
    by_key: HashMap<Key, u16>,
    collections: Collections,
    missing: Option<u16>,
    /// Codes of which it is kept what they draw.
    kept: usize,
}

#[derive(Debug)]
struct Entry {
    font: Font,
    unknown: Tally,
    contradicted: Tally,
    /// Of the first glyph that is contradicted: what ToUnicode tells, and what the font draws.
    told_and_drawn: Option<(char, char)>,
}

/// How many glyphs, and where the first one stands.
#[derive(Debug, Default)]
pub(super) struct Tally {
    count: usize,
    first: Option<(u32, Rect)>,
}

/// What makes two fonts the same: the object, not the name that a page's resources give it.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Object(ObjectId),
    /// A dictionary that stands within another, by its address: objects do not move.
    Direct(usize),
}

impl Fonts {
    /// The index of a font of a resource dictionary.
    pub(super) fn index(&mut self, objects: &Objects, resource: &Object) -> Option<u16> {
        let key = match Objects::id(resource) {
            Some(id) => Key::Object(id),
            None => Key::Direct(std::ptr::from_ref(resource).addr()),
        };
        if let Some(&index) = self.by_key.get(&key) {
            return Some(index);
        }
        let index = self.add(Font::load(objects, objects.dict(resource)?))?;
        self.by_key.insert(key, index);
        Some(index)
    }

    /// The index of the font that stands for those that the file does not hold: it tells of none of its codes.
    pub(super) fn missing(&mut self, objects: &Objects) -> Option<u16> {
        if self.missing.is_none() {
            let nothing = dictionary! { "Subtype" => "Type3", "BaseFont" => "that is not in the file" };
            self.missing = self.add(Font::load(objects, &nothing));
        }
        self.missing
    }

    fn add(&mut self, font: Font) -> Option<u16> {
        let index = u16::try_from(self.fonts.len()).ok()?;
        let (unknown, contradicted) = (Tally::default(), Tally::default());
        self.fonts.push(Entry { font, unknown, contradicted, told_and_drawn: None });
        Some(index)
    }

    pub(super) fn font(&self, index: u16) -> Option<&Font> {
        self.fonts.get(usize::from(index)).map(|entry| &entry.font)
    }

    /// What a code of a font draws.
    pub(super) fn draw(&mut self, objects: &Objects, index: u16, code: CharacterCode) -> Option<Drawn> {
        if self.kept > MOST_KEPT {
            self.fonts.iter_mut().for_each(|entry| entry.font.forget());
            self.kept = 0;
        }
        let entry = self.fonts.get_mut(usize::from(index))?;
        Some(entry.font.draw(objects, &self.collections, code, &mut self.kept))
    }

    /// Notes that a glyph of a font has no known Unicode.
    pub(super) fn unknown(&mut self, index: u16, page: u32, bbox: Rect) {
        if let Some(entry) = self.fonts.get_mut(usize::from(index)) {
            entry.unknown.add(page, bbox);
        }
    }

    /// Notes that ToUnicode tells another character of a glyph than the embedded font draws.
    pub(super) fn contradicted(&mut self, index: u16, page: u32, bbox: Rect, told: char, drawn: char) {
        if let Some(entry) = self.fonts.get_mut(usize::from(index)) {
            entry.contradicted.add(page, bbox);
            entry.told_and_drawn.get_or_insert((told, drawn));
        }
    }

    /// One finding for each font that did not tell the Unicode of its glyphs, and one for each that tells it wrong.
    pub(super) fn findings(&self) -> impl Iterator<Item = Finding> {
        self.fonts.iter().flat_map(|entry| [entry.without_unicode(), entry.contradiction()]).flatten()
    }
}

impl Entry {
    fn without_unicode(&self) -> Option<Finding> {
        let Tally { count, first } = self.unknown;
        let (page, bbox) = first?;
        let message = format!(
            "the font {} does not tell the Unicode of {}, first on page {page}",
            self.name(),
            glyphs(count)
        );
        Some(
            Finding::new(Code::FontWithoutUnicode, message, Place::at(At::Page { page, bbox }))
                .help("run character recognition on the file (OCR), or ask the issuer for the original"),
        )
    }

    fn contradiction(&self) -> Option<Finding> {
        let Tally { count, first } = self.contradicted;
        let ((page, bbox), (told, drawn)) = (first?, self.told_and_drawn?);
        if !self.font.is_witness() {
            return None;
        }
        let message = format!(
            "the font {} draws other characters than its ToUnicode tells for {}, first on page {page}: {drawn} is \
             drawn where {told} is told",
            self.name(),
            glyphs(count)
        );
        Some(
            Finding::new(Code::FontContradicts, message, Place::at(At::Page { page, bbox }))
                .printed(told)
                .help("compare the page by eye: the text of the file is not what it shows"),
        )
    }

    fn name(&self) -> &str {
        if self.font.name.is_empty() { "without a name" } else { &self.font.name }
    }
}

fn glyphs(count: usize) -> String {
    if count == 1 { "1 glyph".to_owned() } else { format!("{count} glyphs") }
}

impl Tally {
    pub(super) fn add(&mut self, page: u32, bbox: Rect) {
        self.count += 1;
        self.first.get_or_insert((page, bbox));
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    pub(super) fn first(&self) -> Option<(u32, Rect)> {
        self.first
    }
}
