//! Layers: optional content, and which of it a reader shows when it opens the file (PDF 32000-1, 8.11).

use std::collections::HashSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::objects::Objects;

/// Layers of a document that are looked at; drawings of buildings have hundreds.
const MOST_LAYERS: usize = 10_000;

/// Layers of one membership that are looked at.
const MOST_MEMBERS: usize = 256;

/// Usages that are applied by themselves are looked at.
const MOST_USAGES: usize = 64;

/// The layers that are switched off by the document's default configuration, or by their usage when it is viewed.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: HashSet<ObjectId>,
}

impl Layers {
    pub(super) fn read(objects: &Objects) -> Self {
        let off = || {
            let catalog = objects.document().catalog().ok()?;
            let properties = objects.get_dict(catalog, b"OCProperties")?;
            let default = objects.get_dict(properties, b"D")?;
            let listed = |dict, key: &[u8]| {
                let items = objects.get_array(dict, key).unwrap_or_default();
                items.iter().take(MOST_LAYERS).filter_map(Objects::id)
            };
            let mut off: HashSet<ObjectId> = listed(default, b"OFF").collect();
            if objects.get_name(default, b"BaseState") == Some(b"OFF") {
                off.extend(listed(properties, b"OCGs"));
                for on in listed(default, b"ON") {
                    off.remove(&on);
                }
            }
            by_usage(objects, default, &mut off);
            Some(off)
        };
        Self { off: off().unwrap_or_default() }
    }

    /// Whether every layer is shown.
    pub(super) fn all_shown(&self) -> bool {
        self.off.is_empty()
    }

    /// Whether what belongs to a layer, or to a membership of layers (8.11.2.2), is shown.
    pub(super) fn shows(&self, objects: &Objects, layer: &Object) -> bool {
        if self.all_shown() {
            return true;
        }
        if Objects::id(layer).is_some_and(|id| self.off.contains(&id)) {
            return false;
        }
        match objects.dict(layer) {
            Some(dict) if objects.get_name(dict, b"Type") == Some(b"OCMD") => {
                self.shows_member(objects, dict)
            }
            _ => true,
        }
    }

    /// By the policy of a membership. Its visibility expression, where it has one, says the same for simple readers.
    fn shows_member(&self, objects: &Objects, dict: &Dictionary) -> bool {
        let groups = match objects.get(dict, b"OCGs") {
            Some(Object::Array(groups)) => groups.as_slice(),
            _ => dict.get(b"OCGs").map(std::slice::from_ref).unwrap_or_default(),
        };
        let mut on = groups
            .iter()
            .take(MOST_MEMBERS)
            .filter_map(Objects::id)
            .map(|id| !self.off.contains(&id))
            .peekable();
        if on.peek().is_none() {
            return true;
        }
        match objects.get_name(dict, b"P") {
            Some(b"AllOn") => on.all(|on| on),
            Some(b"AnyOff") => on.any(|on| !on),
            Some(b"AllOff") => on.all(|on| !on),
            _ => on.any(|on| on),
        }
    }
}

/// Switches the layers off or on whose usage tells it for viewing, where the configuration lets it (8.11.4.5).
fn by_usage(objects: &Objects, default: &Dictionary, off: &mut HashSet<ObjectId>) {
    let usages = objects.get_array(default, b"AS").unwrap_or_default();
    let usages = usages.iter().take(MOST_USAGES).filter_map(|usage| objects.dict(usage));
    let mut left = MOST_LAYERS;
    for usage in usages.filter(|usage| objects.get_name(usage, b"Event") == Some(b"View")) {
        let categories = objects.get_array(usage, b"Category").unwrap_or_default();
        let is_view = |name: &Object| objects.resolve(name).as_name().is_ok_and(|name| name == b"View");
        if !categories.iter().take(MOST_USAGES).any(is_view) {
            continue;
        }
        let groups = objects.get_array(usage, b"OCGs").unwrap_or_default();
        for group in groups.iter().take(left) {
            let state = objects
                .dict(group)
                .and_then(|group| objects.get_dict(group, b"Usage"))
                .and_then(|usage| objects.get_dict(usage, b"View"))
                .and_then(|view| objects.get_name(view, b"ViewState"));
            match (state, Objects::id(group)) {
                (Some(b"OFF"), Some(id)) => _ = off.insert(id),
                (Some(b"ON"), Some(id)) => _ = off.remove(&id),
                _ => {}
            }
        }
        left = left.saturating_sub(groups.len());
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, dictionary};

    use super::*;
    use crate::Limits;

    /// The layers 1 to 3, the second of them off.
    fn layers(default: Dictionary) -> (Objects, Layers) {
        layers_with(default, "ON")
    }

    /// The same, and the layer 4 with what its usage tells for viewing.
    fn layers_with(default: Dictionary, state: &str) -> (Objects, Layers) {
        let mut document = Document::new();
        for number in 1..=3 {
            document.objects.insert((number, 0), Object::Dictionary(dictionary! { "Type" => "OCG" }));
        }
        let usage = dictionary! { "View" => dictionary! { "ViewState" => state } };
        document.objects.insert((4, 0), dictionary! { "Type" => "OCG", "Usage" => usage }.into());
        let properties = dictionary! { "OCGs" => references(&[1, 2, 3]), "D" => default };
        document
            .objects
            .insert((9, 0), dictionary! { "Type" => "Catalog", "OCProperties" => properties }.into());
        document.trailer.set("Root", Object::Reference((9, 0)));
        let objects = Objects::new(document, &Limits::default());
        let layers = Layers::read(&objects);
        (objects, layers)
    }

    fn references(numbers: &[u32]) -> Object {
        Object::Array(numbers.iter().map(|&number| Object::Reference((number, 0))).collect())
    }

    #[test]
    fn layers_that_are_off() {
        let off = dictionary! { "OFF" => references(&[2]) };
        let based = dictionary! { "BaseState" => "OFF", "ON" => references(&[1, 3]) };
        for default in [off, based] {
            let (objects, layers) = layers(default);
            let shown = [1, 2, 3].map(|number| layers.shows(&objects, &Object::Reference((number, 0))));
            assert_eq!(shown, [true, false, true]);
        }
        assert!(layers(Dictionary::new()).1.all_shown());
    }

    #[test]
    fn layers_that_are_off_when_the_file_is_viewed() {
        let check = |event: &str, category: &str, state: &str, default: Dictionary, expected: [bool; 2]| {
            let usage = dictionary! {
                "Event" => event, "Category" => vec![Object::from(category)], "OCGs" => references(&[4]),
            };
            let mut default = default;
            default.set("AS", vec![Object::Dictionary(usage)]);
            let (objects, layers) = layers_with(default, state);
            let shown = [1, 4].map(|number| layers.shows(&objects, &Object::Reference((number, 0))));
            assert_eq!(shown, expected, "{event} {category} {state}");
        };
        check("View", "View", "OFF", Dictionary::new(), [true, false]);
        check("View", "View", "ON", dictionary! { "OFF" => references(&[1, 4]) }, [false, true]);
        check("Print", "View", "OFF", Dictionary::new(), [true, true]);
        check("View", "Zoom", "OFF", Dictionary::new(), [true, true]);
    }

    #[test]
    fn memberships() {
        let (objects, layers) = layers(dictionary! { "OFF" => references(&[2]) });
        let check = |groups: Object, policy: &str, expected: bool| {
            let member = dictionary! { "Type" => "OCMD", "OCGs" => groups, "P" => policy };
            assert_eq!(layers.shows(&objects, &member.into()), expected, "{policy}");
        };
        check(references(&[1, 2]), "AnyOn", true);
        check(references(&[1, 2]), "AllOn", false);
        check(references(&[1, 2]), "AnyOff", true);
        check(references(&[1, 2]), "AllOff", false);
        check(references(&[]), "AllOn", true);
        check(Object::Reference((2, 0)), "AnyOn", false);
    }
}
