//! Composite fonts: codes of one to four bytes, CIDs, glyphs (PDF 32000-1, 9.7).

use std::cell::OnceCell;

use lopdf::{Dictionary, Object, ObjectId};

use super::cmap::{self, Code, CodeMap};
use super::collection::{Collection, Collections};
use super::font::{Drawn, Text};
use super::names::Characters;
use super::objects::Objects;
use super::program::Program;
use super::widths::CidWidths;

/// CIDs of /CIDToGIDMap that are looked at: all that a code can have.
const MOST_GLYPHS: usize = 1 << 16;

/// A Type 0 font with its descendant.
#[derive(Debug)]
pub(super) struct CompositeFont {
    pub(super) map: CodeMap,
    /// /DW2: the y of the origin and the advance downwards, where the font writes downwards.
    pub(super) vertical: Option<(f32, f32)>,
    widths: CidWidths,
    default_width: f32,
    /// Whether no width is set but for the CIDs of ASCII characters.
    plain_widths: bool,
    collection: Option<Collection>,
    /// The stream of /CIDToGIDMap.
    glyph_map: Option<ObjectId>,
    glyphs: OnceCell<Vec<u8>>,
}

impl CompositeFont {
    pub(super) fn load(objects: &Objects, dict: &Dictionary, descendant: &Dictionary) -> Self {
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
        let widths = objects.get_array(descendant, b"W").map(|items| CidWidths::read(objects, items));
        let widths = widths.unwrap_or_default();
        let vertical = writes_down.then(|| {
            let [y, advance] = objects.get_numbers::<2>(descendant, b"DW2").unwrap_or([880.0, -1000.0]);
            (y as f32, advance as f32)
        });
        let ordering = objects.get_dict(descendant, b"CIDSystemInfo").and_then(|info| {
            match (objects.get(info, b"Registry"), objects.get(info, b"Ordering")) {
                (Some(Object::String(registry, _)), Some(Object::String(ordering, _)))
                    if registry == b"Adobe" =>
                {
                    Some(ordering.as_slice())
                }
                _ => None,
            }
        });
        Self {
            plain_widths: widths.names_only(cmap::ascii_cids()),
            map,
            widths,
            default_width: objects.get_number(descendant, b"DW").unwrap_or(1000.0) as f32,
            vertical,
            collection: ordering.and_then(Collection::of),
            glyph_map: descendant.get(b"CIDToGIDMap").ok().and_then(Objects::id),
            glyphs: OnceCell::new(),
        }
    }

    /// Whether a table of its own leads from CIDs to glyphs.
    pub(super) fn maps_glyphs(&self) -> bool {
        self.glyph_map.is_some()
    }

    /// What a code stands for by the CMap's character set, else by the collection of its CID.
    pub(super) fn characters(&self, collections: &Collections, code: Code) -> Characters {
        match Characters::of(self.map.character(code).into_iter()) {
            Characters::None => match (self.collection, self.map.cid(code)) {
                (Some(collection), Some(cid)) => collections.characters(collection, cid),
                _ => Characters::None,
            },
            known => known,
        }
    }

    /// The glyph of a code in the embedded font program.
    pub(super) fn glyph(&self, objects: &Objects, program: &Program, code: Code) -> Option<u32> {
        let cid = self.map.cid(code)?;
        let Some(id) = self.glyph_map else { return program.glyph_of_cid(cid) };
        let glyphs = self.glyphs.get_or_init(|| {
            objects.stream(id).map(|stream| objects.data_prefix(stream, MOST_GLYPHS * 2)).unwrap_or_default()
        });
        if glyphs.is_empty() {
            return program.glyph_of_cid(cid);
        }
        let at = cid as usize * 2;
        Some(u32::from(u16::from_be_bytes([*glyphs.get(at)?, *glyphs.get(at + 1)?])))
    }

    /// What a code draws.
    pub(super) fn drawn(&self, code: Code, text: Text) -> Drawn {
        let cid = match self.map.ascii_cid(code) {
            Some(cid) => Some(cid),
            None if self.plain_widths && self.map.is_wide(code) => None,
            None => self.map.cid(code),
        };
        let width = cid.and_then(|cid| self.widths.get(cid)).unwrap_or(self.default_width);
        match self.vertical {
            None => Drawn { text, advance: width / 1000.0, origin: (0.0, 0.0), contradicted: None },
            Some((y, advance)) => Drawn {
                text,
                advance: advance / 1000.0,
                origin: (width / 2000.0, y / 1000.0),
                contradicted: None,
            },
        }
    }
}
