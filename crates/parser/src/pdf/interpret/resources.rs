//! Resources by their names (PDF 32000-1, 7.8.3).

use lopdf::{Dictionary, Object};

use super::Interpreter;
use crate::pdf::lexer::Operand;
use crate::pdf::objects::Objects;

impl Interpreter<'_> {
    /// The font of a name; it is looked for once in a stream, which sets it for every line.
    pub(super) fn named_font(
        &mut self,
        operand: Option<&Operand<'_>>,
        resources: &Dictionary,
    ) -> Option<u16> {
        let Some(Operand::Name(name)) = operand else { return None };
        if let Some(&known) = self.fonts.get(*name) {
            return Some(known);
        }
        let objects = self.shared.objects;
        let font = self.shared.fonts.index(objects, resource(objects, resources, b"Font", operand)?)?;
        self.fonts.insert(name.to_vec(), font);
        Some(font)
    }
}

/// A named resource.
pub(super) fn resource<'a>(
    objects: &'a Objects,
    resources: &'a Dictionary,
    kind: &[u8],
    name: Option<&Operand<'_>>,
) -> Option<&'a Object> {
    let Some(Operand::Name(name)) = name else { return None };
    let of_kind = objects.get_dict(resources, kind)?;
    match of_kind.get(name) {
        Ok(object) => Some(object),
        Err(_) if name.contains(&b'#') => of_kind.get(&unescaped(name)).ok(),
        Err(_) => None,
    }
}

/// A name with its `#xx` decoded.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let digit = |at: usize| name.get(at).and_then(|&b| (b as char).to_digit(16));
    let mut at = 0;
    while at < name.len() {
        if let (b'#', Some(high), Some(low)) = (name[at], digit(at + 1), digit(at + 2)) {
            out.push((high << 4 | low) as u8);
            at += 3;
        } else {
            out.push(name[at]);
            at += 1;
        }
    }
    out
}
