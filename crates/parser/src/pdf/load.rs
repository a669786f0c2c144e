//! Loads a document: repairs it where that helps, decrypts it where it can.

use std::borrow::Cow;

use fenjie_model::{Code, Finding, HashSet, Place};
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{Document, LoadOptions, Object, ObjectId};
use memchr::memmem;

use crate::deadline::Deadline;
use crate::{Options, Unreadable};

use super::budget::{self, Spent};
use super::encryption;
use super::extents::misfits;
use super::giant::has_giant;
use super::ledger::{Ledger, Limit};
use super::lengths;
use super::objects::Objects;
use super::packed::{self, Torn};
use super::rewrite;
use super::salvage;
use super::structure;
use super::tree::PageTree;

/// An opened document.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) objects: Objects,
    pub(super) tree: PageTree,
    /// Streams that are longer or shorter than they say.
    pub(super) misfits: HashSet<ObjectId>,
    /// Objects that were damaged and read as far as they go.
    salvaged: usize,
    /// Object streams that were damaged and read as far as they go.
    torn: Vec<Torn>,
    /// Whether objects beyond the limit were left out.
    cut: bool,
    /// Bytes that its objects take.
    spent: usize,
}

/// Bytes of a cross-reference stream, unpacked; real ones have some ten thousand.
const LARGEST_TABLE: usize = 4 << 20;

/// Damaged object streams that are named one by one.
const MOST_NAMED: usize = 20;

/// Loads the bytes as they are, then, where that leads to no page or to wrong ones, by scanning for objects.
pub(super) fn load(
    bytes: &[u8],
    options: &Options,
    deadline: Deadline,
    ledger: &mut Ledger,
) -> Result<Loaded, Unreadable> {
    if bytes.len() > options.limits.file {
        return Err(Unreadable::TooLarge(format!("more than {} bytes", options.limits.file)));
    }
    if has_giant(bytes, options.limits.objects) {
        return Err(Unreadable::TooLarge(format!("an object of more than {} bytes", options.limits.objects)));
    }
    if is_several(bytes) {
        let message =
            "the file holds several PDFs one after the other, and only the last is sure to be read whole";
        let finding = Finding::new(Code::FileDamaged, message, Place::default());
        ledger.other.push(finding.help("split it into files of their own"));
    }
    let bytes = with_header(bytes, ledger);
    let bytes = structure::without_elements(bytes);
    let bytes = &*encryption::hidden(lengths::with_lengths(bytes));
    let attempt = |bytes: &[u8], force_reconstruct| attempt(bytes, options, deadline, force_reconstruct);
    let mut loaded = match attempt(bytes, false) {
        Ok(written) if !written.is_suspect() || written.cut => written,
        Ok(written) => {
            let size = written.size();
            // Two large ones would take twice the memory.
            let written = Some(written).filter(|written| written.spent <= options.limits.objects / 4);
            match (attempt(bytes, true), written) {
                (Ok(rebuilt), _) if !rebuilt.size().is_no_better(&size) => rebuilt,
                (_, Some(written)) => written,
                (rebuilt, None) => {
                    drop(rebuilt);
                    attempt(bytes, false)?
                }
            }
        }
        Err(error @ Unreadable::Broken(_)) => match attempt(bytes, true) {
            Ok(rebuilt) => rebuilt,
            Err(_) => match attempt(&rewrite::closed(bytes), true) {
                Ok(closed) if closed.tree.len() > 0 => closed,
                _ => return Err(error),
            },
        },
        Err(error) => return Err(error),
    };
    loaded.misfits = misfits(bytes);
    if loaded.tree.len() == 0 {
        return Err(Unreadable::Broken("it has no pages".into()));
    }
    if loaded.objects.document().xref_recovery.is_some() {
        let message = "the table of objects was wrong and was made anew";
        ledger.other.push(Finding::new(Code::FileRepaired, message, Place::default()));
    }
    if loaded.salvaged > 0 {
        let message =
            format!("{} objects of the file are damaged and were read as far as they go", loaded.salvaged);
        ledger.other.push(Finding::new(Code::FileDamaged, message, Place::default()));
    }
    for torn in loaded.torn.iter().take(MOST_NAMED) {
        let message = format!(
            "the object stream {} is damaged; {} of the {} objects in it were read",
            torn.stream, torn.read, torn.told
        );
        ledger.other.push(
            Finding::new(Code::FileDamaged, message, Place::default())
                .help("download the file again, or compare its pages by eye"),
        );
    }
    if loaded.tree.damaged {
        let message = "the page tree is damaged or cut off: pages may be missing or out of order";
        ledger.other.push(
            Finding::new(Code::FileDamaged, message, Place::default())
                .help("download the file again, or compare the number of its pages"),
        );
    }
    if loaded.tree.cut {
        ledger.limit(Limit::Pages, None);
    }
    if loaded.cut {
        ledger.limit(Limit::Objects, None);
    }
    Ok(loaded)
}

/// The bytes behind a header, which lopdf wants to see.
fn with_header<'a>(bytes: &'a [u8], ledger: &mut Ledger) -> Cow<'a, [u8]> {
    if super::is_pdf(bytes) {
        return Cow::Borrowed(bytes);
    }
    let finding = Finding::new(Code::FileDamaged, "the file has lost its first bytes", Place::default());
    ledger.other.push(finding.help("download the file again, or compare its pages by eye"));
    Cow::Owned([b"%PDF-1.7\n", bytes].concat())
}

/// Whether a PDF begins where another has ended, and is no update of it: that names the table of objects before it.
fn is_several(bytes: &[u8]) -> bool {
    let begins = |at: &usize| bytes[..*at].trim_ascii_end().ends_with(b"%%EOF");
    let Some(second) = memmem::find_iter(bytes, b"%PDF-").find(begins) else { return false };
    let is_table = |offset: usize| {
        let table = bytes[offset..second].trim_ascii_start();
        table.starts_with(b"xref") || table.first().is_some_and(u8::is_ascii_digit)
    };
    let names_table = |at: usize| {
        let digits = bytes[at..].trim_ascii_start().split(|byte| !byte.is_ascii_digit()).next();
        let offset = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<usize>().ok());
        offset.is_some_and(|offset| offset < second && is_table(offset))
    };
    !memmem::find_iter(&bytes[second..], b"/Prev").any(|at| names_table(second + at + b"/Prev".len()))
}

impl Loaded {
    /// Whether the cross-reference table may have named the wrong objects.
    fn is_suspect(&self) -> bool {
        let document = self.objects.document();
        let is_missing = |(&number, entry): (&u32, &XrefEntry)| match entry {
            XrefEntry::Normal { generation, .. } => !document.has_object((number, *generation)),
            XrefEntry::Compressed { .. } => !document.has_object((number, 0)),
            XrefEntry::Free | XrefEntry::UnusableFree => false,
        };
        self.tree.damaged
            || self.tree.len() == 0
            || document.xref_recovery == Some(XrefRecovery::OffsetCorrected)
            || document.reference_table.entries.iter().any(is_missing)
    }

    fn size(&self) -> Size {
        Size {
            pages: self.tree.len(),
            objects: self.objects.document().objects.len(),
            is_damaged: self.tree.damaged,
        }
    }
}

/// What a way to load a file has found of it.
#[derive(Debug, Clone, Copy)]
struct Size {
    pages: usize,
    objects: usize,
    is_damaged: bool,
}

impl Size {
    /// Whether this is no more than the other.
    fn is_no_better(self, other: &Self) -> bool {
        (self.pages, self.objects) <= (other.pages, other.objects) && (self.is_damaged || !other.is_damaged)
    }
}

fn attempt(
    bytes: &[u8],
    options: &Options,
    deadline: Deadline,
    force_reconstruct: bool,
) -> Result<Loaded, Unreadable> {
    let load = LoadOptions {
        filter: Some(keep),
        max_decompressed_size: Some(options.limits.inflated.min(LARGEST_TABLE)),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let loading = || {
        let mut document = Document::load_mem_with_options(bytes, load).map_err(unreadable)?;
        encryption::decrypt(&mut document, options.password.as_deref())?;
        let salvaged = salvage::salvage(bytes, &mut document);
        let mut objects = Objects::new(document, &options.limits);
        Ok((salvaged, packed::unpack(&mut objects), objects))
    };
    let most = options.limits.objects;
    let (loaded, cut, left) = match budget::within(most, deadline, loading) {
        Spent::Ended(loaded, cut, left) => (loaded, cut, left),
        Spent::OutOfTime => return Err(Unreadable::TooLarge("more objects than the time allows".into())),
    };
    let (salvaged, unpacked, objects) = loaded?;
    let cut = cut || unpacked.cut;
    // What the limit leaves out is not damaged.
    let (salvaged, torn) = if cut { (0, Vec::new()) } else { (salvaged, unpacked.torn) };
    let tree = PageTree::walk(&objects, options.limits.pages);
    Ok(Loaded { objects, tree, misfits: HashSet::default(), salvaged, torn, cut, spent: most - left })
}

/// Takes an object from the budget, and leaves object streams packed.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if !budget::affords(object) {
        return None;
    }
    if let Object::Stream(stream) = object {
        packed::leave_packed(stream);
    }
    // Of what it gives lopdf takes the object for members of object streams alone, which it is not to read.
    Some((id, Object::Null))
}

fn unreadable(error: lopdf::Error) -> Unreadable {
    match error {
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Unreadable::TooLarge("a table of objects that unpacks to more than the limit".into())
        }
        other => Unreadable::Broken(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::is_several;

    #[test]
    fn an_update_with_a_header_of_its_own_is_no_other_pdf() {
        let first = "%PDF-1.7\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF\n";
        let check = |second: &str, expected| {
            assert_eq!(is_several(format!("{first}{second}").as_bytes()), expected, "{second}");
        };
        check("%PDF-1.7\n1 0 obj 2 endobj xref trailer<<>>", true);
        check("%PDF-1.7\n1 0 obj 2 endobj xref trailer<</Prev 9>>", false);
        // What it names lies in itself.
        check("%PDF-1.7\n1 0 obj 2 endobj xref trailer<</Prev 99>>", true);
        check("1 0 obj 2 endobj xref trailer<</Prev 9>>", false);
    }
}
