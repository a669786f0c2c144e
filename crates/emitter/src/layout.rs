//! Where the line breaks of a document stand.

use std::io::{self, Write};

use serde::Serialize;

use crate::json::Writer;

/// Where the line breaks of a document stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A cell, a target, a unit and a finding take one line each, so that a change in one number is a change in one
    /// line.
    Readable,
    /// The whole document on one line, for files that hold many.
    OneLine,
}

impl Layout {
    /// Writes a value and a line break.
    pub(crate) fn write(self, value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
        let mut writer = Writer::new(out, Lines::new(self));
        value.serialize(&mut writer)?;
        writer.finish()
    }
}

/// How an array or object is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// On one line, with all that is in it.
    Inline,
    /// An object with a line or more for each member.
    Spread,
    /// An array of such objects.
    SpreadEach,
    /// An array with one line for each element.
    LineEach,
}

impl Shape {
    /// The shape of what stands under the key of a spread object.
    fn under(key: &str) -> Self {
        match key {
            "source" | "notice" => Self::Spread,
            "annexes" | "tables" => Self::SpreadEach,
            "listed_annexes" | "cells" | "targets" | "units" | "findings" | "indicators" | "responsible"
            | "moved" | "regroupings" => Self::LineEach,
            _ => Self::Inline,
        }
    }
}

/// Lays out by the keys under which arrays and objects stand.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The shapes of the arrays and objects that are open.
    open: Vec<Shape>,
    /// The shape that the root, or the value under the last key, has where it is an array or object.
    next: Shape,
}

impl Lines {
    fn new(layout: Layout) -> Self {
        let root = match layout {
            Layout::Readable => Shape::Spread,
            Layout::OneLine => Shape::Inline,
        };
        Self { open: Vec::with_capacity(8), next: root }
    }

    /// An array or object opens.
    pub(crate) fn open(&mut self) {
        self.open.push(match self.open.last() {
            None | Some(Shape::Spread) => self.next,
            Some(Shape::SpreadEach) => Shape::Spread,
            Some(Shape::LineEach | Shape::Inline) => Shape::Inline,
        });
    }

    /// A value follows under the key.
    pub(crate) fn key(&mut self, key: &str) {
        if self.open.last() == Some(&Shape::Spread) {
            self.next = Shape::under(key);
        }
    }

    /// What stands before a member of what is open.
    pub(crate) fn before_member(&self, first: bool, text: &mut Vec<u8>) {
        match (self.open.last(), first) {
            (None | Some(Shape::Inline), true) => {}
            (None | Some(Shape::Inline), false) => text.extend_from_slice(b", "),
            (Some(_), true) => self.line(text),
            (Some(_), false) => {
                text.push(b',');
                self.line(text);
            }
        }
    }

    /// What is open closes, with what stands before its bracket.
    pub(crate) fn close(&mut self, empty: bool, text: &mut Vec<u8>) {
        if self.open.pop() != Some(Shape::Inline) && !empty {
            self.line(text);
        }
    }

    fn line(&self, text: &mut Vec<u8>) {
        text.push(b'\n');
        self.open.iter().for_each(|_| text.extend_from_slice(b"  "));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Serialize)]
    struct Document {
        source: BTreeMap<&'static str, BTreeMap<&'static str, u32>>,
        annexes: Vec<Annex>,
        targets: [u32; 0],
    }

    #[derive(Serialize)]
    struct Annex {
        notes: [&'static str; 2],
        tables: [Table; 1],
    }

    #[derive(Serialize)]
    struct Table {
        cells: [BTreeMap<&'static str, Vec<u32>>; 2],
    }

    #[test]
    fn a_cell_and_a_target_take_one_line_each() {
        let cells = [BTreeMap::from([("at", vec![1, 2]), ("row", vec![])]), BTreeMap::new()];
        let value = Document {
            source: BTreeMap::from([
                ("coverage", BTreeMap::from([("tables", 1)])),
                ("name", BTreeMap::new()),
            ]),
            annexes: vec![Annex { notes: ["x", "y"], tables: [Table { cells }] }],
            targets: [],
        };
        let written = |layout: Layout| {
            let mut out = Vec::new();
            layout.write(&value, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(
            written(Layout::Readable),
            r#"{
  "source": {
    "coverage": {"tables": 1},
    "name": {}
  },
  "annexes": [
    {
      "notes": ["x", "y"],
      "tables": [
        {
          "cells": [
            {"at": [1, 2], "row": []},
            {}
          ]
        }
      ]
    }
  ],
  "targets": []
}
"#
        );
        assert_eq!(written(Layout::OneLine).lines().count(), 1);
        let read = |layout| serde_json::from_str::<serde_json::Value>(&written(layout)).unwrap();
        assert_eq!(read(Layout::OneLine), read(Layout::Readable));
    }
}
