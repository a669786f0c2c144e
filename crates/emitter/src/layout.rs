//! Where the line breaks of a document stand.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter};

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
        let root = match self {
            Self::Readable => Shape::Spread,
            Self::OneLine => Shape::Inline,
        };
        let formatter = ByKey { open: Vec::with_capacity(8), next: root, in_key: false, filled: false };
        // A document is written in a hundred thousand pieces of a few bytes.
        let mut out = io::BufWriter::new(out);
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))?;
        out.write_all(b"\n")?;
        out.flush()
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
struct ByKey {
    /// The shapes of the arrays and objects that are open.
    open: Vec<Shape>,
    /// The shape that the root, or the value under the last key of a spread object, has where it is an array or object.
    next: Shape,
    /// Whether a key is being written.
    in_key: bool,
    /// Whether what is open has a member.
    filled: bool,
}

impl ByKey {
    fn begin<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.open.push(match self.open.last() {
            None | Some(Shape::Spread) => self.next,
            Some(Shape::SpreadEach) => Shape::Spread,
            Some(Shape::LineEach | Shape::Inline) => Shape::Inline,
        });
        self.filled = false;
        out.write_all(bracket)
    }

    fn member<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        match (self.open.last(), first) {
            (None | Some(Shape::Inline), true) => Ok(()),
            (None | Some(Shape::Inline), false) => out.write_all(b", "),
            (Some(_), true) => self.line(out),
            (Some(_), false) => {
                out.write_all(b",")?;
                self.line(out)
            }
        }
    }

    fn end<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        if self.open.pop() != Some(Shape::Inline) && self.filled {
            self.line(out)?;
        }
        self.filled = true;
        out.write_all(bracket)
    }

    fn line<W: ?Sized + Write>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.open.len()).try_for_each(|_| out.write_all(b"  "))
    }
}

impl Formatter for ByKey {
    /// Coordinates are tenths: they are written sooner than the fewest digits of any number are found.
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        /// Larger numbers are no coordinates.
        const MOST: f64 = 1e9;
        let tenths = value * 10.0;
        let is_of_tenths =
            value.is_sign_positive() && tenths < MOST && tenths.trunc() == tenths && tenths / 10.0 == value;
        if !is_of_tenths {
            return CompactFormatter.write_f64(out, value);
        }
        let tenths = tenths as u64;
        self.write_u64(out, tenths / 10)?;
        out.write_all(&[b'.', b'0' + (tenths % 10) as u8])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.member(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.begin(out, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.end(out, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.in_key = true;
        self.member(out, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.in_key = false;
        Ok(())
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.filled = true;
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if self.in_key && self.open.last() == Some(&Shape::Spread) {
            self.next = Shape::under(fragment);
        }
        out.write_all(fragment.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written(layout: Layout, value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        layout.write(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_cell_and_a_target_take_one_line_each() {
        let value = json!({
            "source": { "name": "a", "coverage": { "tables": 1 } },
            "annexes": [{ "notes": ["x", "y"], "tables": [{ "cells": [{ "row": 0, "at": [1, 2] }, { "row": 1 }] }] }],
            "targets": [],
        });
        assert_eq!(
            written(Layout::Readable, &value),
            r#"{
  "source": {
    "name": "a",
    "coverage": {"tables": 1}
  },
  "annexes": [
    {
      "notes": ["x", "y"],
      "tables": [
        {
          "cells": [
            {"row": 0, "at": [1, 2]},
            {"row": 1}
          ]
        }
      ]
    }
  ],
  "targets": []
}
"#
        );
        assert_eq!(written(Layout::OneLine, &value).lines().count(), 1);
    }

    #[test]
    fn numbers_are_written_as_others_write_them() {
        let numbers = [0.0, -0.0, 0.1, 0.3, 72.0, 841.9, -3.5, 0.25, 0.1 + 0.2, 1e8, 1e9, 1e300, 5e-324];
        for number in numbers {
            let mut out = Vec::new();
            Layout::OneLine.write(&number, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap().trim_end(), serde_json::to_string(&number).unwrap());
        }
    }

    #[test]
    fn the_layout_changes_no_value() {
        let value = json!({ "annexes": [{}, { "tables": [[], { "cells": {} }] }], "a\"b": { "cells": [{}] }, "n": null });
        for layout in [Layout::Readable, Layout::OneLine] {
            assert_eq!(serde_json::from_str::<serde_json::Value>(&written(layout, &value)).unwrap(), value);
        }
    }
}
