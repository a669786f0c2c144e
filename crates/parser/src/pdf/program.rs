//! What an embedded font program alone can tell: the characters that its glyphs are drawn for, by its own cmap or
//! its glyph names turned round.

use fenjie_model::HashMap;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::type1::Type1Font;
use read_fonts::tables::cmap::{Cmap, CmapIterLimits, CmapSubtable, PlatformId};
use read_fonts::tables::post::Post;
use read_fonts::types::{GlyphId, GlyphId16};
use read_fonts::{FontRef, TableProvider};

use super::names::{self, Characters, Naming};

/// Entries of all tables of a cmap that are looked at: more than any character set has.
const MOST_ENTRIES: usize = 300_000;

/// Records of a cmap that are looked at; fonts have five.
const MOST_RECORDS: usize = 64;

/// Names of glyphs that each `post` table may use by their number.
const USUAL_NAMES: u16 = 258;

/// Bytes of an OpenType font that hold its directory of tables.
pub(super) const SFNT_DIRECTORY: usize = 12 + 16 * 40;

/// Where the cmap of an OpenType font ends, by the directory at its start.
pub(super) fn cmap_end(start: &[u8]) -> Option<usize> {
    let entries = start.get(12..).filter(|_| matches!(start[0], 0 | b't' | b'O'))?.chunks_exact(16);
    let [.., a, b, c, d, e, f, g, h] = *entries.take(40).find(|entry| entry.starts_with(b"cmap"))? else {
        return None;
    };
    (u32::from_be_bytes([a, b, c, d]) as usize).checked_add(u32::from_be_bytes([e, f, g, h]) as usize)
}

/// A font program, read once.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// The characters of each glyph by the Unicode cmap, sorted by glyph, then by character.
    by_cmap: Vec<(u32, char)>,
    /// The characters of glyphs by their names.
    by_name: HashMap<u32, Characters>,
    /// The glyphs of one-byte codes, by the program's own encoding.
    by_code: HashMap<u8, u32>,
    /// The glyphs of CIDs; none where a CID is the glyph itself.
    by_cid: Option<HashMap<u32, u32>>,
    /// The glyphs without an outline.
    blank: Vec<u32>,
}

impl Program {
    /// Reads a TrueType, OpenType, CFF or Type 1 font program, whatever it was announced as, whose glyphs are named so.
    pub(super) fn read(data: &[u8], naming: Naming) -> Option<Self> {
        match data {
            [b'%' | 0x80, ..] => Type1Font::new(data).ok().map(|font| Self::type1(&font, naming)),
            [0 | b't' | b'O', ..] => FontRef::from_index(data, 0).ok().map(|font| Self::sfnt(&font, naming)),
            [1, ..] => CffFontRef::new(data, 0, None).ok().map(|font| Self::cff(&font, naming)),
            _ => None,
        }
    }

    /// About the bytes that it takes in memory.
    pub(super) fn size(&self) -> usize {
        let named = self.by_name.len() + self.by_code.len() + self.by_cid.as_ref().map_or(0, HashMap::len);
        self.by_cmap.len() * size_of::<(u32, char)>() + self.blank.len() * size_of::<u32>() + named * 64
    }

    /// The glyph of a one-byte code.
    pub(super) fn glyph_of_code(&self, code: u8) -> Option<u32> {
        self.by_code.get(&code).copied()
    }

    /// The glyph of a CID of a CFF font.
    pub(super) fn glyph_of_cid(&self, cid: u32) -> Option<u32> {
        match &self.by_cid {
            Some(glyphs) => glyphs.get(&cid).copied(),
            None => Some(cid),
        }
    }

    /// What a glyph is drawn for.
    pub(super) fn characters(&self, glyph: u32) -> Characters {
        match self.mapped(glyph).next() {
            Some(c) => Characters::One(c),
            None => self.by_name.get(&glyph).cloned().unwrap_or(Characters::None),
        }
    }

    /// The characters of a glyph by the Unicode cmap.
    pub(super) fn mapped(&self, glyph: u32) -> impl Iterator<Item = char> {
        let start = self.by_cmap.partition_point(|entry| entry.0 < glyph);
        self.by_cmap[start..].iter().take_while(move |entry| entry.0 == glyph).map(|entry| entry.1)
    }

    /// Whether a glyph leaves no mark.
    pub(super) fn is_blank(&self, glyph: u32) -> bool {
        self.blank.binary_search(&glyph).is_ok()
    }

    fn sfnt(font: &FontRef<'_>, naming: Naming) -> Self {
        let mut program = match font.table_data(read_fonts::types::Tag::new(b"CFF ")) {
            Some(data) => CffFontRef::new(data.as_bytes(), 0, None)
                .map(|cff| Self::cff(&cff, naming))
                .unwrap_or_default(),
            None => Self::default(),
        };
        if let Ok(cmap) = font.cmap() {
            program.read_cmap(&cmap, font);
        }
        let count = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
        if let Ok(post) = font.post() {
            program.read_post(&post, count, naming);
        }
        if let Ok(loca) = font.loca(None) {
            let empty = |glyph: &u32| {
                let at = *glyph as usize;
                matches!((loca.get_raw(at), loca.get_raw(at + 1)), (Some(start), Some(end)) if start == end)
            };
            program.blank = (0..u32::from(count)).filter(empty).collect();
        }
        program
    }

    fn read_post(&mut self, post: &Post<'_>, count: u16, naming: Naming) {
        let Some(numbers) = post.glyph_name_index() else {
            // The first version of the table has the usual names alone.
            for glyph in 0..count.min(USUAL_NAMES) {
                if let Some(name) = post.glyph_name(GlyphId16::new(glyph)) {
                    self.name(u32::from(glyph), naming.characters(name));
                }
            }
            return;
        };
        // Each name stands behind the one before it: asked for one by one, all are walked for each.
        let own: Vec<Option<&str>> = post
            .string_data()
            .map(|names| {
                names
                    .iter()
                    .map(|name| name.ok().map(|name| name.as_str()))
                    .take(usize::from(u16::MAX))
                    .collect()
            })
            .unwrap_or_default();
        for (glyph, number) in (0..count).zip(numbers) {
            let name = match number.get().checked_sub(USUAL_NAMES) {
                Some(own_number) => own.get(usize::from(own_number)).copied().flatten(),
                None => post.glyph_name(GlyphId16::new(glyph)),
            };
            if let Some(name) = name {
                self.name(u32::from(glyph), naming.characters(name));
            }
        }
    }

    fn read_cmap(&mut self, cmap: &Cmap<'_>, font: &FontRef<'_>) {
        let limits = CmapIterLimits::default_for_font(font);
        // Many records may share one table.
        let mut read = Vec::new();
        let mut left = MOST_ENTRIES;
        for record in cmap.encoding_records().iter().take(MOST_RECORDS) {
            let Ok(subtable) = record.subtable(cmap.offset_data()) else { continue };
            match (record.platform_id(), record.encoding_id()) {
                (PlatformId::Unicode, 0..=4 | 6) | (PlatformId::Windows, 1 | 10)
                    if !read.contains(&record.subtable_offset()) =>
                {
                    read.push(record.subtable_offset());
                    self.read_unicode(&subtable, limits, &mut left);
                }
                // A symbol font has its codes in the private use area.
                (PlatformId::Windows, 0) => self.read_codes(&subtable, &[0xf000, 0]),
                (PlatformId::Macintosh, 0) if self.by_code.is_empty() => self.read_codes(&subtable, &[0]),
                _ => {}
            }
        }
        self.by_cmap.sort_unstable();
        self.by_cmap.dedup();
    }

    fn read_unicode(&mut self, subtable: &CmapSubtable<'_>, limits: CmapIterLimits, left: &mut usize) {
        let entries = subtable.iter_with_limits(limits).take(*left).inspect(|_| *left -= 1);
        let mapped = entries.filter_map(|(c, glyph)| Some((glyph.to_u32(), char::from_u32(c)?)));
        self.by_cmap.extend(mapped.filter(|&(glyph, c)| glyph != 0 && names::is_character(c)));
    }

    fn read_codes(&mut self, subtable: &CmapSubtable<'_>, bases: &[u32]) {
        self.by_code.clear();
        for code in 0..=255_u8 {
            let glyph = bases.iter().find_map(|base| subtable.map_codepoint(base + u32::from(code)));
            if let Some(glyph) = glyph.filter(|glyph| *glyph != GlyphId::NOTDEF) {
                self.by_code.insert(code, glyph.to_u32());
            }
        }
    }

    fn cff(font: &CffFontRef<'_>, naming: Naming) -> Self {
        let mut program = Self::default();
        let Some(charset) = font.charset() else { return program };
        if font.is_cid() {
            let cids = charset.iter().map(|(glyph, cid)| (u32::from(cid.to_u16()), glyph.to_u32()));
            program.by_cid = Some(cids.collect());
            return program;
        }
        for (glyph, sid) in charset.iter() {
            if let Some(name) = font.string(sid).and_then(|name| std::str::from_utf8(name).ok()) {
                program.name(glyph.to_u32(), naming.characters(name));
            }
        }
        if let Some(encoding) = font.encoding() {
            let codes = (0..=255).filter_map(|code| Some((code, encoding.map(code)?.to_u32())));
            program.by_code = codes.collect();
        }
        program
    }

    fn type1(font: &Type1Font, naming: Naming) -> Self {
        let mut program = Self::default();
        for (glyph, name) in font.glyph_names() {
            program.name(glyph.to_u32(), naming.characters(name));
        }
        if let Some(encoding) = font.encoding() {
            let codes = (0..=255).filter_map(|code| Some((code, encoding.map(code)?.to_u32())));
            program.by_code = codes.collect();
        }
        program
    }

    fn name(&mut self, glyph: u32, characters: Characters) {
        if characters != Characters::None {
            self.by_name.insert(glyph, characters);
        }
    }
}
