//! The page tree (PDF 32000-1, 7.7.3): pages in order, and what they inherit.

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::objects::Objects;

/// A node of the tree. Its parent is the node that lists it, whatever its own /Parent says: so no cycle can form.
#[derive(Debug)]
struct Node {
    id: ObjectId,
    parent: Option<usize>,
}

/// The pages of a document.
#[derive(Debug, Default)]
pub(super) struct PageTree {
    nodes: Vec<Node>,
    pages: Vec<usize>,
    /// Whether there are more pages than the limit allows.
    pub(super) cut: bool,
    /// Whether some kids could not be found.
    pub(super) damaged: bool,
}

impl PageTree {
    /// Walks the tree from the catalog; falls back to all page objects by their number where it leads to none.
    pub(super) fn walk(objects: &Objects, limit: usize) -> Self {
        let mut tree = Self::default();
        let root = objects
            .document()
            .trailer
            .get(b"Root")
            .ok()
            .and_then(|root| objects.dict(root))
            .and_then(|catalog| catalog.get(b"Pages").ok())
            .and_then(Objects::id);
        if let Some(root) = root {
            tree.descend(objects, root, limit);
        }
        if tree.pages.is_empty() {
            tree.damaged = true;
            for (&id, object) in &objects.document().objects {
                if let Object::Dictionary(dict) = object
                    && objects.get_name(dict, b"Type") == Some(b"Page")
                {
                    tree.nodes.push(Node { id, parent: None });
                    tree.pages.push(tree.nodes.len() - 1);
                }
            }
            tree.cut = tree.pages.len() > limit;
            tree.pages.truncate(limit);
        }
        tree
    }

    fn descend(&mut self, objects: &Objects, root: ObjectId, limit: usize) {
        let mut seen = HashSet::new();
        let mut stack = vec![(root, None)];
        while let Some((id, parent)) = stack.pop() {
            let Some(dict) = objects.document().objects.get(&id).and_then(|object| objects.dict(object))
            else {
                self.damaged = true;
                continue;
            };
            if !seen.insert(id) {
                self.damaged = true;
                continue;
            }
            self.nodes.push(Node { id, parent });
            let node = self.nodes.len() - 1;
            match objects.get_array(dict, b"Kids") {
                Some(kids) if objects.get_name(dict, b"Type") != Some(b"Page") => {
                    let known = kids.iter().filter_map(Objects::id);
                    stack.extend(known.rev().map(|kid| (kid, Some(node))));
                }
                _ if self.pages.len() == limit => {
                    self.cut = true;
                    return;
                }
                _ => self.pages.push(node),
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// The dictionary of a page, from 0.
    pub(super) fn page<'a>(&self, objects: &'a Objects, index: usize) -> Option<&'a Dictionary> {
        self.dict(objects, *self.pages.get(index)?)
    }

    /// An entry of a page or of the nearest node above it that has one.
    pub(super) fn inherited<'a>(&self, objects: &'a Objects, index: usize, key: &[u8]) -> Option<&'a Object> {
        let mut node = self.pages.get(index).copied();
        while let Some(at) = node {
            if let Some(found) = self.dict(objects, at).and_then(|dict| objects.get(dict, key)) {
                return Some(found);
            }
            node = self.nodes[at].parent;
        }
        None
    }

    fn dict<'a>(&self, objects: &'a Objects, node: usize) -> Option<&'a Dictionary> {
        objects.dict(objects.document().objects.get(&self.nodes.get(node)?.id)?)
    }
}
