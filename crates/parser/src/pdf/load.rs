//! Loads a document: repairs it where that helps, decrypts it where it can.

use fenjie_model::{Code, Finding, Place};
use lopdf::xref::{XrefEntry, XrefRecovery};
use lopdf::{Document, LoadOptions, Object, ObjectId};
use memchr::memmem;

use crate::deadline::Deadline;
use crate::{Options, Unreadable};

use super::budget::{self, Spent};
use super::ledger::{Ledger, Limit};
use super::objects::Objects;
use super::rewrite;
use super::salvage;
use super::structure;
use super::tree::PageTree;

/// An opened document.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) objects: Objects,
    pub(super) tree: PageTree,
    /// Objects that were damaged and read as far as they go.
    salvaged: usize,
    /// Whether objects beyond the limit were left out.
    cut: bool,
}

/// Bytes of one stream that holds objects or the cross-reference table, unpacked; real ones have some ten thousand.
const LARGEST_OBJECT_STREAM: usize = 4 << 20;

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
    if budget::has_giant(bytes, options.limits.objects) {
        return Err(Unreadable::TooLarge(format!("an object of more than {} parts", options.limits.objects)));
    }
    let bytes = &*structure::without_elements(bytes);
    let attempt = |bytes: &[u8], force_reconstruct| attempt(bytes, options, deadline, force_reconstruct);
    let mut as_written = attempt(bytes, false);
    if as_written.is_err()
        && let Some(rewritten) = rewrite::indirect_encryption(bytes)
    {
        as_written = attempt(&rewritten, false);
    }
    let loaded = match as_written {
        Ok(loaded) if !loaded.is_suspect() => loaded,
        // Two of them would take twice the memory.
        Ok(loaded) if loaded.cut => loaded,
        Err(
            unreadable @ (Unreadable::Encrypted
            | Unreadable::EncryptionUnsupported(_)
            | Unreadable::TooLarge(_)),
        ) => {
            return Err(unreadable);
        }
        other => match (attempt(bytes, true), other) {
            (Ok(rebuilt), Ok(written)) if rebuilt.is_no_better(&written) => written,
            (Ok(rebuilt), _) => rebuilt,
            (Err(_), Ok(written)) => written,
            (Err(_), Err(error)) => match attempt(&rewrite::closed(bytes), true) {
                Ok(closed) if closed.tree.len() > 0 => closed,
                _ => return Err(error),
            },
        },
    };
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
    if loaded.tree.damaged {
        let message = "the page tree is damaged or cut off, pages may be missing or out of order";
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

    /// Whether this holds no more than the other.
    fn is_no_better(&self, other: &Self) -> bool {
        let size = |loaded: &Self| (loaded.tree.len(), loaded.objects.document().objects.len());
        size(self) <= size(other) && (self.tree.damaged || !other.tree.damaged)
    }
}

fn attempt(
    bytes: &[u8],
    options: &Options,
    deadline: Deadline,
    force_reconstruct: bool,
) -> Result<Loaded, Unreadable> {
    let load = LoadOptions {
        password: options.password.clone(),
        filter: Some(keep),
        max_decompressed_size: Some(options.limits.inflated.min(largest_object_stream(bytes))),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let loading = || Document::load_mem_with_options(bytes, load);
    let (mut document, cut) = match budget::within(options.limits.objects, deadline, loading) {
        Spent::Ended(document, cut) => (document.map_err(unreadable)?, cut),
        Spent::OutOfTime => return Err(Unreadable::TooLarge("more objects than the time allows".into())),
    };
    if document.is_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    // What the limit leaves out is not damaged.
    let salvaged = if cut { 0 } else { salvage::salvage(bytes, &mut document) };
    let objects = Objects::new(document, &options.limits);
    let tree = PageTree::walk(&objects, options.limits.pages);
    Ok(Loaded { objects, tree, salvaged, cut })
}

/// What a stream that holds objects may unpack to. Of an encrypted file lopdf asks about no object, so that all of its
/// streams have to share what one may have.
fn largest_object_stream(bytes: &[u8]) -> usize {
    if memmem::find(bytes, b"/Encrypt").is_none() {
        return LARGEST_OBJECT_STREAM;
    }
    let streams = memmem::find_iter(bytes, b"/ObjStm").count();
    2 * LARGEST_OBJECT_STREAM / streams.max(2)
}

/// Empties the structure elements of object streams, which [`structure`] cannot.
///
/// Of what it gives, lopdf takes the object for members of object streams alone, and those are no streams.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Dictionary(dict) = object
        && dict.has_type(b"StructElem")
    {
        *object = Object::Null;
    }
    match object {
        object if !budget::affords(object) => None,
        Object::Stream(_) => Some((id, Object::Null)),
        object => Some((id, object.clone())),
    }
}

fn unreadable(error: lopdf::Error) -> Unreadable {
    match error {
        lopdf::Error::InvalidPassword => Unreadable::Encrypted,
        lopdf::Error::Decryption(error) => Unreadable::EncryptionUnsupported(error.to_string()),
        lopdf::Error::UnsupportedSecurityHandler(_) => Unreadable::EncryptionUnsupported(error.to_string()),
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            Unreadable::TooLarge("a stream of objects that unpacks to more than the limit".into())
        }
        other => Unreadable::Broken(other.to_string()),
    }
}
