//! The page tree (PDF 32000-1, 7.7.3): pages in order, and what they inherit.

use fenjie_model::{HashMap, HashSet};
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object, ObjectId};

use super::objects::Objects;

/// Nodes above a page that are asked for what it inherits; real trees have five.
const MAX_DEPTH: usize = 32;

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
    /// Whether a node that is listed is not in the file.
    torn: bool,
}

impl PageTree {
    /// Walks the tree from the catalog; falls back to all page objects in the order of the file where it
    /// leads to none, or where a part of it is missing and some pages with it.
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
        if tree.pages.is_empty() || tree.torn {
            let found = page_objects(objects);
            if found.len() > tree.pages.len() {
                tree = Self { damaged: true, cut: found.len() > limit, ..Self::default() };
                tree.gather(objects, &found[..found.len().min(limit)]);
            }
        }
        tree
    }

    fn descend(&mut self, objects: &Objects, root: ObjectId, limit: usize) {
        let mut seen = HashSet::default();
        let mut stack = vec![(root, None)];
        while let Some((id, parent)) = stack.pop() {
            let Some(dict) = objects.document().objects.get(&id).and_then(|object| objects.dict(object))
            else {
                self.damaged = true;
                self.torn = true;
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

    /// Takes pages that no node lists, each below the nodes that it names itself.
    fn gather(&mut self, objects: &Objects, pages: &[ObjectId]) {
        let mut known = HashMap::default();
        for &page in pages {
            let mut chain = vec![page];
            while let Some(parent) = parent(objects, chain[chain.len() - 1])
                && chain.len() < MAX_DEPTH
                && !chain.contains(&parent)
            {
                chain.push(parent);
                if known.contains_key(&parent) {
                    break;
                }
            }
            let mut above = None;
            for id in chain.into_iter().rev() {
                let node = *known.entry(id).or_insert_with(|| {
                    self.nodes.push(Node { id, parent: above });
                    self.nodes.len() - 1
                });
                above = Some(node);
            }
            self.pages.extend(above);
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
        for _ in 0..MAX_DEPTH {
            let at = node?;
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

/// All page objects in the order of the file, those of object streams after the others.
fn page_objects(objects: &Objects) -> Vec<ObjectId> {
    let document = objects.document();
    let is_page = |object: &Object| matches!(object, Object::Dictionary(dict) if objects.get_name(dict, b"Type") == Some(b"Page"));
    let mut pages: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| is_page(object)).map(|(&id, _)| id).collect();
    pages.sort_by_key(|&(number, _)| match document.reference_table.get(number) {
        Some(XrefEntry::Normal { offset, .. }) => (*offset, number),
        _ => (u32::MAX, number),
    });
    pages
}

/// The node that an object names as the one above it, where that is in the file.
fn parent(objects: &Objects, id: ObjectId) -> Option<ObjectId> {
    let dict = objects.dict(objects.document().objects.get(&id)?)?;
    let parent = Objects::id(dict.get(b"Parent").ok()?)?;
    objects.document().objects.contains_key(&parent).then_some(parent)
}
