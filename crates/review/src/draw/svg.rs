//! A device that writes SVG.
//!
//! Fills are written in page coordinates, clips and groups as nested `g` elements, and glyphs as uses of shared outlines.
//! Nothing of the file's strings gets into the output: it is numbers, colours and encoded pictures.

mod device;
mod glyphs;
mod groups;
mod paths;

use std::collections::HashMap;
use std::fmt::Write;

use hayro_interpret::kurbo::Rect;

use super::outlines::Outlines;
use super::{DrawLimits, Sheet};

/// How deep patterns and masks may be drawn within each other.
const DEPTH: usize = 4;

/// The page that is being drawn.
#[derive(Debug)]
pub(super) struct Svg<'o> {
    /// The page's index: IDs of different pages differ.
    page: usize,
    frame: Rect,
    outlines: &'o mut Outlines,
    page_bytes: usize,
    pixels: u64,
    out: String,
    /// Clips, masks and patterns.
    defs: String,
    /// The IDs of definitions, by what they define.
    known: HashMap<String, usize>,
    masks: HashMap<u128, Option<usize>>,
    ids: usize,
    /// Whether each open clip opened an element.
    clips: Vec<bool>,
    /// Whether each open group opened an element.
    groups: Vec<bool>,
    /// The attributes of the group of glyphs that is open.
    run: Option<String>,
    depth: usize,
    origins: Vec<(f32, f32)>,
    cut: bool,
}

impl<'o> Svg<'o> {
    pub(super) fn new(page: usize, frame: Rect, outlines: &'o mut Outlines, limits: &DrawLimits) -> Self {
        Self {
            page,
            frame,
            outlines,
            page_bytes: limits.page_bytes,
            pixels: limits.pixels,
            out: String::new(),
            defs: String::new(),
            known: HashMap::new(),
            masks: HashMap::new(),
            ids: 0,
            clips: Vec::new(),
            groups: Vec::new(),
            run: None,
            depth: 0,
            origins: Vec::new(),
            cut: false,
        }
    }

    /// The page as it was drawn.
    pub(super) fn finish(mut self) -> Sheet {
        self.end_run();
        let open = self.clips.iter().chain(&self.groups).filter(|opened| **opened).count();
        (0..open).for_each(|_| self.out.push_str("</g>"));
        let mut elements = String::with_capacity(self.defs.len() + self.out.len() + 16);
        if !self.defs.is_empty() {
            let _ = write!(elements, "<defs>{}</defs>", self.defs);
        }
        elements.push_str(&self.out);
        Sheet {
            width: self.frame.width() as f32,
            height: self.frame.height() as f32,
            elements,
            origins: self.origins,
            cut: self.cut,
        }
    }

    /// Whether there is room for more.
    fn room(&mut self) -> bool {
        let room = self.out.len() + self.defs.len() < self.page_bytes;
        self.cut |= !room;
        room
    }

    fn end_run(&mut self) {
        if self.run.take().is_some() {
            self.out.push_str("</g>");
        }
    }

    fn id(&self, number: usize) -> String {
        format!("p{}-{number}", self.page)
    }

    /// The ID of a definition, which is written where it is new.
    fn define(&mut self, start: &str, rest: &str) -> String {
        let key = format!("{start}{rest}");
        let number = match self.known.get(&key) {
            Some(&number) => number,
            None => {
                let number = self.ids;
                self.ids += 1;
                let id = self.id(number);
                let _ = write!(self.defs, "<{start} id=\"{id}\"{rest}");
                self.known.insert(key, number);
                number
            }
        };
        self.id(number)
    }

    /// Draws into a string of its own.
    fn apart(&mut self, draw: impl FnOnce(&mut Self)) -> String {
        self.end_run();
        let out = std::mem::take(&mut self.out);
        let clips = std::mem::take(&mut self.clips);
        let groups = std::mem::take(&mut self.groups);
        let origins = self.origins.len();
        self.depth += 1;
        if self.depth <= DEPTH {
            draw(self);
        }
        self.depth -= 1;
        self.end_run();
        let open = self.clips.iter().chain(&self.groups).filter(|opened| **opened).count();
        (0..open).for_each(|_| self.out.push_str("</g>"));
        // What a pattern or mask draws is not on the page as it stands there.
        self.origins.truncate(origins);
        self.clips = clips;
        self.groups = groups;
        std::mem::replace(&mut self.out, out)
    }
}
