//! What a page puts around a notice: its menus, its head and its foot.

use super::element::is_around;

/// An open element around the notice.
pub(super) struct Surround {
    tag: String,
    /// How deep tags of its name are nested in it.
    depth: usize,
    /// The first block of the page that is in it.
    pub(super) first_block: usize,
}

impl Surround {
    /// One that a tag begins, where so many blocks were read.
    pub(super) fn begins(name: &str, attributes: &str, blocks: usize) -> Option<Self> {
        is_around(name, attributes).then(|| Self { tag: name.to_owned(), depth: 1, first_block: blocks })
    }

    pub(super) fn open(&mut self, name: &str) {
        self.depth += usize::from(self.tag == name);
    }

    /// Whether the end of a tag ends it.
    pub(super) fn close(&mut self, name: &str) -> bool {
        self.depth -= usize::from(self.tag == name);
        self.depth == 0
    }
}
