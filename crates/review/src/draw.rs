//! Pages of a PDF as SVG, drawn from the file itself.
//!
//! The pages are for a person to compare with what was read, so what they show comes from another reader
//! ([`hayro_interpret`]) than the data does. Each page is drawn on its own: what cannot be drawn says so and stops no
//! other. Outlines of glyphs are shared by all pages of a document.

mod figures;
mod outlines;
mod paint;
mod picture;
mod png;
mod raster;
mod svg;

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};

use outlines::Outlines;
use svg::Svg;

/// How much may be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawLimits {
    /// The pages of a document.
    pub pages: usize,
    /// The bytes of SVG that one page may take; what would be drawn after them is left out.
    pub page_bytes: usize,
    /// The bytes of SVG of a document; pages after them are not drawn.
    pub bytes: usize,
    /// The time for a document; pages that are not drawn by then are left out.
    pub time: Duration,
    /// The pixels of one picture; a larger one is left out.
    pub pixels: u64,
}

impl Default for DrawLimits {
    fn default() -> Self {
        Self {
            pages: 500,
            page_bytes: 2 << 20,
            bytes: 24 << 20,
            time: Duration::from_secs(60),
            pixels: 64 << 20,
        }
    }
}

/// The drawn pages of a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Drawings {
    /// The outlines that the pages use, as SVG definitions.
    pub outlines: String,
    /// The pages from the first on.
    pub pages: Vec<Drawing>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// As SVG.
    Drawn(Sheet),
    /// It could not be drawn.
    Failed(Undrawn),
}

impl Drawing {
    /// The drawn page, or why there is none.
    pub(crate) fn sheet(&self) -> Result<&Sheet, Undrawn> {
        match self {
            Self::Drawn(sheet) => Ok(sheet),
            Self::Failed(why) => Err(*why),
        }
    }
}

/// A drawn page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The width in points.
    pub width: f32,
    /// The height in points.
    pub height: f32,
    /// The elements, to stand in an `svg` with the outlines somewhere in the same document.
    pub elements: String,
    /// Where the glyphs with an outline stand: their origins, in points from the top left.
    pub origins: Vec<(f32, f32)>,
    /// Something was left out because of a limit.
    pub cut: bool,
}

/// Why a page or a document could not be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undrawn {
    /// The file's structure is too broken for the drawing.
    Damaged,
    /// The password does not open it, or its encryption is not known.
    Encrypted,
    /// A limit of time or size.
    Limit,
    /// The drawing has no such page.
    Missing,
    /// The drawing is not of the text that was read.
    Differs,
}

/// Threads that draw need a deep stack: forms nest.
const STACK: usize = 64 << 20;

/// Draws the pages. A document that cannot be opened gives one reason for all of them.
///
/// # Errors
///
/// Where no page can be reached.
pub fn draw(bytes: Vec<u8>, password: Option<&str>, limits: &DrawLimits) -> Result<Drawings, Undrawn> {
    let deadline = Instant::now() + limits.time;
    let (sender, drawn) = mpsc::channel();
    let (password, worker) = (password.unwrap_or_default().to_owned(), limits.clone());
    // A page that never ends must not hold up the others' review: what is there at the deadline is taken, and the
    // thread ends with the program.
    let work = move || draw_all(bytes, &password, &worker, &sender);
    thread::Builder::new().stack_size(STACK).spawn(work).map_err(|_| Undrawn::Limit)?;
    let mut drawings = Drawings::default();
    let mut expected = None;
    loop {
        match drawn.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(Step::Opened(pages)) => expected = Some(pages),
            Ok(Step::Refused(why)) => return Err(why),
            Ok(Step::Page(page, outlines)) => {
                drawings.outlines.push_str(&outlines);
                drawings.pages.push(page);
            }
            Err(_) => break,
        }
    }
    let expected = expected.ok_or(Undrawn::Limit)?;
    drawings.pages.resize(expected, Drawing::Failed(Undrawn::Limit));
    Ok(drawings)
}

/// What the drawing thread tells.
enum Step {
    /// The document is open and has so many pages.
    Opened(usize),
    Refused(Undrawn),
    /// The next page, with the outlines that no page before it used.
    Page(Drawing, String),
}

/// Draws all pages. That nobody listens any more is no reason to complain.
fn draw_all(bytes: Vec<u8>, password: &str, limits: &DrawLimits, sender: &Sender<Step>) {
    let opened = guarded(|| Pdf::new_with_password(Arc::new(bytes), password));
    let pdf = match opened {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected))) => {
            return drop(sender.send(Step::Refused(Undrawn::Encrypted)));
        }
        Ok(Err(LoadPdfError::Decryption(_))) => {
            return drop(sender.send(Step::Refused(Undrawn::Encrypted)));
        }
        Ok(Err(LoadPdfError::Invalid)) | Err(_) => {
            return drop(sender.send(Step::Refused(Undrawn::Damaged)));
        }
    };
    let count = guarded(|| pdf.pages().len()).unwrap_or(0).min(limits.pages);
    if count == 0 || sender.send(Step::Opened(count)).is_err() {
        return drop(sender.send(Step::Refused(Undrawn::Damaged)));
    }
    let mut outlines = Outlines::default();
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut room = limits.bytes;
    for number in 0..count {
        let page = if room == 0 {
            Drawing::Failed(Undrawn::Limit)
        } else {
            guarded(|| page(&pdf, number, &cache, &settings, &mut outlines, limits))
                .unwrap_or(Drawing::Failed(Undrawn::Damaged))
        };
        let new = outlines.take_new();
        if let Drawing::Drawn(sheet) = &page {
            room = room.saturating_sub(sheet.elements.len() + new.len());
        }
        if sender.send(Step::Page(page, new)).is_err() {
            return;
        }
    }
}

fn page<'a>(
    pdf: &'a Pdf,
    index: usize,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    outlines: &mut Outlines,
    limits: &DrawLimits,
) -> Drawing {
    use hayro_interpret::TransformExt;
    use hayro_interpret::kurbo::Rect;

    let Some(page) = pdf.pages().get(index) else { return Drawing::Failed(Undrawn::Missing) };
    let (width, height) = page.render_dimensions();
    let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context =
        Context::new(page.initial_transform(true).to_kurbo(), frame, cache, page.xref(), settings.clone());
    let mut device = Svg::new(index, frame, outlines, limits);
    interpret_page(page, &mut context, &mut device);
    Drawing::Drawn(device.finish())
}

/// Runs what may panic on a damaged file. What it leaves half done is only ever read again through `get`s that check.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    panic::catch_unwind(AssertUnwindSafe(work))
}
