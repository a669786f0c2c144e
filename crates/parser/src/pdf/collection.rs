//! The characters of the CIDs of Adobe's character collections.

use std::cell::OnceCell;

use hayro_cmap::{BfString, CMap, CidFamily, load_embedded};

use super::names::Characters;

/// The collections that a document names, each read when its first CID is asked for.
#[derive(Debug, Default)]
pub(super) struct Collections {
    tables: [OnceCell<Option<Box<CMap>>>; 4],
}

/// One of Adobe's character collections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Gb1,
    Cns1,
    Japan1,
    Korea1,
}

impl Collection {
    /// The collection of an ordering.
    pub(super) fn of(ordering: &[u8]) -> Option<Self> {
        Some(match ordering {
            b"GB1" => Self::Gb1,
            b"CNS1" => Self::Cns1,
            b"Japan1" => Self::Japan1,
            b"Korea1" => Self::Korea1,
            _ => return None,
        })
    }

    fn family(self) -> CidFamily {
        match self {
            Self::Gb1 => CidFamily::AdobeGB1,
            Self::Cns1 => CidFamily::AdobeCNS1,
            Self::Japan1 => CidFamily::AdobeJapan1,
            Self::Korea1 => CidFamily::AdobeKorea1,
        }
    }
}

impl Collections {
    /// What a CID stands for.
    pub(super) fn characters(&self, collection: Collection, cid: u32) -> Characters {
        let table = self.tables[collection as usize].get_or_init(|| {
            let name = collection.family().ucs2_cmap()?;
            CMap::parse(load_embedded(name)?, load_embedded).map(Box::new)
        });
        match table.as_ref().and_then(|table| table.lookup_bf_string(cid)) {
            Some(BfString::Char(c)) => Characters::of(std::iter::once(c)),
            Some(BfString::String(s)) => Characters::of(s.chars()),
            None => Characters::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The CID that the collection's Unicode CMap gives a character leads back to it.
    fn check(ordering: &str, character: char) {
        let collection = Collection::of(ordering.as_bytes()).expect(ordering);
        let name = collection.family().unicode_cmap().expect(ordering);
        let unicode = CMap::parse(load_embedded(name).expect(ordering), load_embedded).expect(ordering);
        let cid = unicode.lookup_cid_code(character as u32, 2).expect(ordering);
        let found = Collections::default().characters(collection, cid);
        assert_eq!(found, Characters::One(character), "{ordering} {cid}");
    }

    #[test]
    fn cids_of_the_four_collections() {
        for character in ['A', '一', '青'] {
            check("GB1", character);
            check("CNS1", character);
            check("Japan1", character);
        }
        check("Korea1", '가');
        assert_eq!(Collection::of(b"Identity"), None);
        assert_eq!(Collections::default().characters(Collection::Gb1, 65535), Characters::None);
    }
}
