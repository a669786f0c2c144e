//! JSON as documents need it: no more of serde's data model than they are made of, and the line breaks of a layout.

use std::fmt::{self, Display};
use std::io::{self, Write};

use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

use crate::layout::Lines;

/// How much text is gathered before it is handed on.
const CHUNK: usize = 1 << 16;

/// Writes values as JSON.
///
/// Bytes are the digits of a number and are written as they are, so that a number keeps the digits that were printed.
/// Floats have no such digits, and are refused.
pub(crate) struct Writer<'w, W> {
    out: &'w mut W,
    text: Vec<u8>,
    lines: Lines,
}

impl<'w, W: Write> Writer<'w, W> {
    pub(crate) fn new(out: &'w mut W, lines: Lines) -> Self {
        Self { out, text: Vec::with_capacity(CHUNK + CHUNK / 4), lines }
    }

    /// Ends the text with a line break.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.text.push(b'\n');
        self.out.write_all(&self.text)
    }

    fn open(&mut self, bracket: u8) {
        self.lines.open();
        self.text.push(bracket);
    }

    fn close(&mut self, bracket: u8, empty: bool) -> Result<(), Error> {
        self.lines.close(empty, &mut self.text);
        self.text.push(bracket);
        if self.text.len() >= CHUNK {
            self.out.write_all(&self.text).map_err(Error)?;
            self.text.clear();
        }
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.text.push(b'"');
        // No part of a character of several bytes is among these.
        let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
        // Without a way out of the loop, many bytes are looked at in one step.
        if text.bytes().fold(false, |found, byte| found | special(byte)) {
            text.chars().for_each(|c| self.escaped(c));
        } else {
            self.text.extend_from_slice(text.as_bytes());
        }
        self.text.push(b'"');
    }

    fn escaped(&mut self, c: char) {
        let short = match c {
            '"' | '\\' => c,
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\0'..='\u{1f}' => {
                self.text.extend_from_slice(format!("\\u{:04x}", u32::from(c)).as_bytes());
                return;
            }
            _ => {
                self.text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
        };
        self.text.extend_from_slice(&[b'\\', short as u8]);
    }
}

/// The members of an array or object that is open.
pub(crate) struct Members<'m, 'w, W> {
    writer: &'m mut Writer<'w, W>,
    empty: bool,
    bracket: u8,
}

impl<'m, 'w, W: Write> Members<'m, 'w, W> {
    fn new(writer: &'m mut Writer<'w, W>, [open, bracket]: [u8; 2]) -> Self {
        writer.open(open);
        Self { writer, empty: true, bracket }
    }

    fn next(&mut self) {
        self.writer.lines.before_member(self.empty, &mut self.writer.text);
        self.empty = false;
    }

    fn close(self) -> Result<(), Error> {
        self.writer.close(self.bracket, self.empty)
    }
}

impl<W: Write> SerializeSeq for Members<'_, '_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl<W: Write> SerializeTuple for Members<'_, '_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl<W: Write> SerializeStruct for Members<'_, '_, W> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.next();
        self.writer.lines.key(key);
        // The name of a field has nothing to be escaped.
        self.writer.text.push(b'"');
        self.writer.text.extend_from_slice(key.as_bytes());
        self.writer.text.extend_from_slice(b"\": ");
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl<W: Write> SerializeMap for Members<'_, '_, W> {
    type Ok = ();
    type Error = Error;

    /// A key is to be a string. It is data, and lays nothing out.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.next();
        self.writer.lines.key("");
        key.serialize(&mut *self.writer)?;
        self.writer.text.extend_from_slice(b": ");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

macro_rules! integers {
    ($($name:ident: $type:ty),+) => {$(
        fn $name(self, value: $type) -> Result<(), Error> {
            self.text.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
    )+};
}

macro_rules! refused {
    ($($name:ident($($type:ty),*) -> $ok:ty;)+) => {$(
        fn $name(self, $(_: $type),*) -> Result<$ok, Error> {
            Err(ser::Error::custom(concat!(stringify!($name), ": no document holds it")))
        }
    )+};
}

impl<'m, 'w, W: Write> Serializer for &'m mut Writer<'w, W> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Members<'m, 'w, W>;
    type SerializeTuple = Members<'m, 'w, W>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'m, 'w, W>;
    type SerializeStruct = Members<'m, 'w, W>;
    type SerializeStructVariant = Impossible<(), Error>;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    refused! {
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.text.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.string(value);
        Ok(())
    }

    fn serialize_bytes(self, digits: &[u8]) -> Result<(), Error> {
        self.text.extend_from_slice(digits);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.text.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(ser::Error::custom("no document holds a tagged variant"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        Ok(Members::new(self, *b"[]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Ok(Members::new(self, *b"[]"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Ok(Members::new(self, *b"{}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Ok(Members::new(self, *b"{}"))
    }
}

/// What the sink reported, or what JSON cannot be made of.
#[derive(Debug)]
pub(crate) struct Error(io::Error);

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

impl ser::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self(io::Error::other(message.to_string()))
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        error.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Layout;

    fn written(value: &impl Serialize) -> String {
        let mut out = Vec::new();
        Layout::OneLine.write(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn strings_are_escaped_where_they_must_be() {
        for text in ["", "青浦区", "a\"b\\c", "\n\r\t\u{8}\u{c}\u{0}\u{1f}\u{7f}", "区\u{2028}\t𠮷", "/<>&"]
        {
            assert_eq!(written(&text), serde_json::to_string(text).unwrap() + "\n", "{text:?}");
        }
    }

    #[test]
    fn numbers_and_nothing() {
        assert_eq!(written(&(i64::MIN, u64::MAX, 0_u8)), "[-9223372036854775808, 18446744073709551615, 0]\n");
        assert_eq!(written(&(true, None::<u8>, Some(false), ())), "[true, null, false, null]\n");
        assert!(Layout::OneLine.write(&0.5, &mut Vec::new()).is_err());
    }

    #[test]
    fn a_long_text_is_whole() {
        let value = vec![vec!["x"; 100]; 1000];
        assert_eq!(serde_json::from_str::<Vec<Vec<String>>>(&written(&value)).unwrap(), value);
    }
}
