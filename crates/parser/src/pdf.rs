//! The PDF door: bytes in, pages of glyphs and rules out. Nothing else names a PDF or font crate.
//!
//! [`Reader::open`] loads, repairs and decrypts ([`load`]) and finds the pages ([`tree`]). [`Reader::page`] runs one
//! page's content ([`interpret`], over [`lexer`]), text through its fonts ([`font`]), paths into rules ([`path`]).
//! [`Reader::finish`] says what was missing.

mod annotation;
mod budget;
mod charset;
mod cmap;
mod collection;
mod colour;
mod composite;
mod covered;
mod encryption;
mod extents;
mod filters;
mod font;
mod fonts;
mod frame;
mod giant;
mod interpret;
mod layers;
mod ledger;
mod lengths;
mod lexer;
mod load;
mod matrix;
mod names;
mod objects;
mod packed;
mod path;
mod program;
mod rewrite;
mod salvage;
mod simple;
mod standard;
mod state;
mod structure;
mod to_unicode;
mod tree;
mod unshown;
mod widths;

use fenjie_model::{Code, Finding, HashSet, Place};
use lopdf::{Dictionary, Object, ObjectId};
use memchr::memmem;

use crate::deadline::Deadline;
use crate::page::Page;
use crate::{Limits, Options, Unreadable};

use annotation::Shown;
use fonts::Fonts;
use frame::Frame;
use interpret::{Interpreter, Shared};
use layers::Layers;
use ledger::{Damage, Ledger, Limit};
use objects::Objects;
use tree::PageTree;
use unshown::Unshown;

/// The first bytes in which a PDF's header may begin.
const HEADER_WITHIN: usize = 1024;

/// Bytes of nothing in a row that no content has outside of a picture: a part of the file that was not written.
const HOLE: [u8; 16] = [0; 16];

/// Whether the bytes are a PDF: `%PDF-` begins in their first 1024.
pub fn is_pdf(bytes: &[u8]) -> bool {
    memmem::find(&bytes[..bytes.len().min(HEADER_WITHIN + b"%PDF-".len())], b"%PDF-").is_some()
}

/// An opened PDF. Pages are read one at a time, so that memory does not grow with their number.
#[derive(Debug)]
pub struct Reader {
    objects: Objects,
    tree: PageTree,
    fonts: Fonts,
    ledger: Ledger,
    /// Streams that are longer or shorter than they say.
    misfits: HashSet<ObjectId>,
    layers: Layers,
    unshown: Unshown,
    limits: Limits,
    deadline: Deadline,
    /// Pages without any glyph, but with pictures.
    pictures: Vec<u32>,
    /// Pages with fonts, but without content.
    empty: Vec<u32>,
    /// Whether any page had a glyph.
    any_text: bool,
}

impl Reader {
    /// Loads a document, repairs it where its structure is broken, and decrypts it with the password of the options
    /// or none.
    ///
    /// # Errors
    ///
    /// [`Unreadable`] where no page can be reached.
    pub fn open(bytes: &[u8], options: &Options) -> Result<Self, Unreadable> {
        Self::open_by(bytes, options, Deadline::after(options.limits.time))
    }

    /// The same, by a time that what is done with its pages is to keep too.
    pub(crate) fn open_by(bytes: &[u8], options: &Options, deadline: Deadline) -> Result<Self, Unreadable> {
        let mut ledger = Ledger::default();
        let loaded = load::load(bytes, options, deadline, &mut ledger)?;
        Ok(Self {
            layers: Layers::read(&loaded.objects),
            objects: loaded.objects,
            misfits: loaded.misfits,
            tree: loaded.tree,
            fonts: Fonts::default(),
            ledger,
            unshown: Unshown::default(),
            limits: options.limits.clone(),
            deadline,
            pictures: Vec::new(),
            empty: Vec::new(),
            any_text: false,
        })
    }

    /// The number of pages, at most the limit.
    pub fn page_count(&self) -> u32 {
        self.tree.len() as u32
    }

    /// One page, counted from 1. What cannot be read of it is a finding at the end; a page that does not exist is
    /// empty.
    pub fn page(&mut self, number: u32) -> Page {
        let index = (number as usize).wrapping_sub(1);
        let Some(dict) = self.tree.page(&self.objects, index) else {
            return Page { number, ..Page::default() };
        };
        let frame = Frame::of(&self.objects, &self.tree, index);
        let page = Page { number, width: frame.width as f32, height: frame.height as f32, ..Page::default() };
        if self.deadline.passed() {
            self.ledger.limit(Limit::Time, Some(number));
            return page;
        }
        let content = content(&self.objects, dict, number, &self.limits, &mut self.ledger);
        if memmem::find(&content, &HOLE).is_some() && memmem::find(&content, b"EI").is_none() {
            self.ledger.damage(number, Damage::Torn);
        }
        if parts(&self.objects, dict).iter().filter_map(Objects::id).any(|id| self.misfits.contains(&id)) {
            self.ledger.damage(number, Damage::OtherLength);
        }
        if !dict.has(b"Contents") && has_fonts(&self.objects, dict) {
            self.empty.push(number);
        }
        let empty = Dictionary::new();
        let resources = self
            .tree
            .inherited(&self.objects, index, b"Resources")
            .and_then(|object| self.objects.dict(object))
            .unwrap_or(&empty);
        let shared = Shared {
            objects: &self.objects,
            fonts: &mut self.fonts,
            ledger: &mut self.ledger,
            layers: &self.layers,
            unshown: &mut self.unshown,
            limits: &self.limits,
            deadline: self.deadline,
        };
        let mut interpreter = Interpreter::new(shared, page, frame.matrix);
        interpreter.run(&content, resources);
        for (shown, rect) in annotation::shown(&self.objects, &self.layers, dict) {
            match shown {
                Shown::Appearance { form, kind } => interpreter.annotate(form, rect, kind),
                Shown::Text => interpreter.leave_out(rect),
            }
        }
        let page = interpreter.finish();
        if self.objects.take_limit_hit() {
            self.ledger.limit(Limit::Inflated, Some(number));
        }
        if self.objects.take_fonts_hit() {
            self.ledger.limit(Limit::Fonts, Some(number));
        }
        if self.objects.take_torn() {
            self.ledger.damage(number, Damage::Torn);
        }
        if !page.glyphs.is_empty() {
            self.any_text = true;
        } else if !page.pictures.is_empty() {
            self.pictures.push(number);
        }
        page
    }

    /// What has to be said of the document.
    ///
    /// # Errors
    ///
    /// [`Unreadable::NoText`] where all pages read are pictures, [`Unreadable::Broken`] where a damaged file has kept
    /// nothing of them.
    pub fn finish(self) -> Result<Vec<Finding>, Unreadable> {
        if !self.any_text && !self.pictures.is_empty() {
            return Err(Unreadable::NoText { pages: self.tree.len() as u32 });
        }
        if !self.any_text && self.tree.damaged {
            return Err(Unreadable::Broken("it is damaged or cut off before their content".into()));
        }
        let mut findings = self.ledger.findings();
        findings.extend(self.fonts.findings());
        findings.extend(self.unshown.findings());
        findings.extend(self.pictures.iter().map(|&page| {
            let message = format!("page {page} has no text: it is a picture");
            Finding::new(Code::PageWithoutText, message, Place::page(page))
                .help("run character recognition on it first (OCR), or ask the issuer for the original")
        }));
        findings.extend(self.empty.iter().map(|&page| {
            let message = format!("page {page} names fonts and has no content");
            Finding::new(Code::PageWithoutText, message, Place::page(page))
                .help("look whether the page is blank where it should not be")
        }));
        Ok(findings)
    }
}

/// Whether a page has fonts of its own.
fn has_fonts(objects: &Objects, page: &Dictionary) -> bool {
    let fonts =
        objects.get_dict(page, b"Resources").and_then(|resources| objects.get_dict(resources, b"Font"));
    fonts.is_some_and(|fonts| !fonts.is_empty())
}

/// The content streams of a page.
fn parts<'a>(objects: &'a Objects, page: &'a Dictionary) -> &'a [Object] {
    match objects.get(page, b"Contents") {
        Some(Object::Array(parts)) => parts.as_slice(),
        _ => page.get(b"Contents").map(std::slice::from_ref).unwrap_or_default(),
    }
}

/// The content streams of a page, one after the other.
fn content(
    objects: &Objects,
    page: &Dictionary,
    number: u32,
    limits: &Limits,
    ledger: &mut Ledger,
) -> Vec<u8> {
    let parts = parts(objects, page);
    let mut all = Vec::new();
    for part in parts {
        match objects.resolve(part) {
            Object::Stream(stream) if parts.len() == 1 => return objects.data(stream),
            Object::Stream(stream) => {
                if all.len() >= limits.stream {
                    ledger.limit(Limit::Inflated, Some(number));
                    break;
                }
                all.extend(objects.data(stream));
                all.push(b'\n');
            }
            _ => ledger.damage(number, Damage::ContentMissing),
        }
    }
    all
}
