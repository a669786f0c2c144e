//! Objects that lopdf gives up on: one torn byte in a dictionary, and the whole of it is lost; a stream that does not
//! tell its length, and it is empty. What is whole of them is read here.

use fenjie_model::HashMap;
use lopdf::encryption::decrypt_object;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use memchr::memmem;

use super::budget;
use super::lengths;
use super::lexer::{Lexer, Operand, is_white};

/// Arrays and dictionaries within one another; files have five.
const MAX_DEPTH: usize = 32;

/// Times the length of the file that all objects may take together: each should stand in a place of its own.
const MOST_READ: usize = 4;

/// Copies of one object that are looked at for a whole one.
const MOST_COPIES: usize = 16;

/// Adds the objects that the cross-reference table names and the document lacks, or has without their content, as far
/// as they can be read. Gives how many were added.
pub(super) fn salvage(bytes: &[u8], document: &mut Document) -> usize {
    let missing: Vec<(ObjectId, usize)> = document
        .reference_table
        .entries
        .iter()
        .filter_map(|(&number, entry)| match entry {
            XrefEntry::Normal { offset, generation } => Some(((number, *generation), *offset as usize)),
            _ => None,
        })
        .filter(|(id, _)| match document.objects.get(id) {
            Some(object) => is_empty(object),
            None => !is_key(document, *id),
        })
        .collect();
    let body = memmem::find(bytes, b"%PDF-").map_or(bytes, |header| &bytes[header..]);
    let mut count = 0;
    let mut left = MOST_READ.saturating_mul(body.len());
    let mut copies = None;
    for (id, offset) in missing {
        let mut read = |offset: usize| {
            let rest = body.get(offset..).unwrap_or_default();
            let found = indirect_object(&rest[..rest.len().min(left)], id);
            left -= found.read;
            found
        };
        let mut found = read(offset);
        if !found.is_whole && found.object.is_some() {
            // The torn copy of an update that was not written to its end.
            let copies = copies.get_or_insert_with(|| self::copies(body));
            let others = copies.get(&id).into_iter().flatten().rev().filter(|&&other| other != offset);
            let whole = others.take(MOST_COPIES).map(|&other| read(other)).find(|other| other.is_whole);
            found = whole.unwrap_or(found);
        }
        if let Some(object) = found.object.filter(|object| !document.has_object(id) || !is_empty(object)) {
            let object = decrypted(document, id, object);
            if budget::affords(&object) {
                document.objects.insert(id, object);
                count += 1;
            }
        }
    }
    count
}

/// Where the copies of each object begin, in the order of the file.
fn copies(bytes: &[u8]) -> HashMap<ObjectId, Vec<usize>> {
    let mut copies: HashMap<ObjectId, Vec<usize>> = HashMap::default();
    for at in memmem::find_iter(bytes, b"obj") {
        if let Some((start, id)) = lengths::header(&bytes[..at]) {
            copies.entry(id).or_default().push(start);
        }
    }
    copies
}

/// Whether the object is a stream of nothing, or of white space.
fn is_empty(object: &Object) -> bool {
    matches!(object, Object::Stream(stream) if stream.content.iter().copied().all(is_white))
}

/// Whether the object is what a file is encrypted by, which a document that is decrypted has no more.
fn is_key(document: &Document, id: ObjectId) -> bool {
    document.encryption_state.as_ref().is_some_and(|state| state.encrypt_object_id() == Some(id))
}

/// The object as its document means it, decrypted as far as it goes.
fn decrypted(document: &Document, id: ObjectId, mut object: Object) -> Object {
    if let Some(state) = &document.encryption_state {
        // What is torn cannot be decrypted to its end, and what is whole of it counts.
        let _ = decrypt_object(state, id, &mut object);
    }
    object
}

/// What was found of an object.
#[derive(Debug)]
struct Found {
    object: Option<Object>,
    /// Whether its end was found.
    is_whole: bool,
    /// How many bytes were read for it.
    read: usize,
}

/// The object at the start of the bytes, where it is the one that is looked for.
fn indirect_object(bytes: &[u8], (number, generation): ObjectId) -> Found {
    let mut lexer = Lexer::new(bytes);
    let is_it = lexer.next_operator() == Some(b"obj")
        && lexer.operands == [Operand::Number(f64::from(number)), Operand::Number(f64::from(generation))];
    let (object, is_whole) = if is_it { read_object(&mut lexer, bytes) } else { (None, false) };
    let content = match &object {
        Some(Object::Stream(stream)) => stream.content.len(),
        _ => 0,
    };
    Found { object, is_whole, read: (lexer.position() + content).min(bytes.len()) }
}

/// The object at the start of the bytes, as far as it goes.
pub(super) fn direct_object(bytes: &[u8]) -> Option<Object> {
    read_object(&mut Lexer::new(bytes), bytes).0
}

/// The object where the lexer stands, and whether its end was found.
fn read_object(lexer: &mut Lexer<'_>, bytes: &[u8]) -> (Option<Object>, bool) {
    let mut tokens = Vec::new();
    let is_whole = loop {
        let operator = lexer.next_operator();
        tokens.extend(lexer.operands.iter().map(|operand| Token::of(operand, &lexer.strings)));
        match operator {
            Some(b"R") => refer(&mut tokens),
            Some(b"endobj") => break true,
            Some(b"obj" | b"xref" | b"trailer") | None => break false,
            Some(b"stream") => {
                let dict = build(&mut tokens.into_iter().peekable(), 0);
                let Some(Object::Dictionary(dict)) = dict else { return (None, false) };
                let (stream, is_whole) = stream(dict, &bytes[lexer.position()..]);
                return (Some(Object::Stream(stream)), is_whole);
            }
            // What is torn.
            Some(_) => {}
        }
    };
    (build(&mut tokens.into_iter().peekable(), 0), is_whole)
}

/// A stream, as long as its dictionary says where `endstream` follows there, else up to the next `endstream`, or to the
/// end of the object where it has none; and whether there is an end.
fn stream(dict: Dictionary, after: &[u8]) -> (Stream, bool) {
    let start = match after {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    let data = &after[start..];
    let told =
        dict.get(b"Length").and_then(Object::as_i64).ok().and_then(|length| usize::try_from(length).ok());
    let ends = |length: &usize| {
        let rest = data.get(*length..).unwrap_or_default();
        let white = rest.iter().take_while(|&&byte| is_white(byte)).count();
        rest[white..].starts_with(b"endstream")
    };
    let is_end = |at: &usize| [&b"endstream"[..], b"endobj"].iter().any(|end| data[*at..].starts_with(end));
    let end = told.filter(ends).or_else(|| memmem::find_iter(data, b"end").find(is_end));
    (Stream::new(dict, data[..end.unwrap_or(data.len())].to_vec()), end.is_some())
}

#[derive(Debug)]
enum Token {
    Object(Object),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
}

impl Token {
    fn of(operand: &Operand<'_>, strings: &[u8]) -> Self {
        match operand {
            Operand::Number(n) if n.fract() == 0.0 && n.abs() < 1e15 => {
                Self::Object(Object::Integer(*n as i64))
            }
            Operand::Number(n) => Self::Object(Object::Real(*n as f32)),
            Operand::Name(name) => Self::Object(Object::Name(name.to_vec())),
            Operand::String(range) | Operand::Torn(range) => {
                Self::Object(Object::String(strings[range.clone()].to_vec(), StringFormat::Literal))
            }
            Operand::Word => Self::Object(Object::Null),
            Operand::ArrayStart => Self::ArrayStart,
            Operand::ArrayEnd => Self::ArrayEnd,
            Operand::DictStart => Self::DictStart,
            Operand::DictEnd => Self::DictEnd,
        }
    }
}

/// Makes the two numbers before an R a reference.
fn refer(tokens: &mut Vec<Token>) {
    if let [.., Token::Object(Object::Integer(number)), Token::Object(Object::Integer(generation))] =
        tokens.as_slice()
        && let (Ok(number), Ok(generation)) = (u32::try_from(*number), u16::try_from(*generation))
    {
        tokens.truncate(tokens.len() - 2);
        tokens.push(Token::Object(Object::Reference((number, generation))));
    }
}

fn build(tokens: &mut std::iter::Peekable<std::vec::IntoIter<Token>>, depth: usize) -> Option<Object> {
    if depth > MAX_DEPTH {
        return None;
    }
    match tokens.next()? {
        Token::Object(object) => Some(object),
        Token::ArrayStart => {
            let mut items = Vec::new();
            while let Some(token) = tokens.peek() {
                match token {
                    Token::ArrayEnd => {
                        tokens.next();
                        break;
                    }
                    // Torn: the dictionary around it ends.
                    Token::DictEnd => break,
                    _ => items.push(build(tokens, depth + 1)?),
                }
            }
            Some(Object::Array(items))
        }
        Token::DictStart => {
            let mut dict = Dictionary::new();
            while let Some(token) = tokens.next() {
                match token {
                    Token::DictEnd => break,
                    Token::Object(Object::Name(key)) => {
                        if let Some(Token::DictEnd | Token::ArrayEnd) | None = tokens.peek() {
                            continue;
                        }
                        dict.set(key, build(tokens, depth + 1)?);
                    }
                    _ => {}
                }
            }
            Some(Object::Dictionary(dict))
        }
        Token::ArrayEnd | Token::DictEnd => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: &str) {
        let found = indirect_object(bytes.as_bytes(), (7, 0));
        let shown = match &found.object {
            Some(Object::Stream(stream)) => {
                format!("{:?} {:?}", stream.dict, String::from_utf8_lossy(&stream.content))
            }
            other => format!("{other:?}"),
        };
        assert_eq!(shown, expected, "{bytes}");
    }

    #[test]
    fn a_torn_byte_costs_its_entry_alone() {
        check(
            "7 0 obj <</Font 12 0 R /ProcSet[\u{1}PDF/Text]>> endobj",
            "Some(<</Font 12 0 R/ProcSet [/Text]>>)",
        );
        check("7 0 obj [1 2.5 (a) /N null] endobj", "Some([1 2.5 (a) /N Null])");
        check("8 0 obj <<>> endobj", "None");
    }

    #[test]
    fn streams_end_where_they_end() {
        check("7 0 obj <</Length 3>>stream\nabc\nendstream endobj", "<</Length 3>> \"abc\"");
        check("7 0 obj <</Length 99>>stream\r\nabcendstream", "<</Length 3>> \"abc\"");
        check("7 0 obj <</Length 2>>stream\nab", "<</Length 2>> \"ab\"");
        check(
            "7 0 obj <</Length 9>>stream\nab\nendobj 8 0 obj <<>>stream\nendstream",
            "<</Length 3>> \"ab\\n\"",
        );
    }

    #[test]
    fn of_copies_the_last_that_is_whole_counts() {
        let file = "%PDF-1.7\n7 0 obj (a) endobj\n7 0 obj (b) endobj\n7 0 obj <</A (c";
        let mut document = Document::new();
        let offset = file.rfind("7 0 obj").expect("it is there") as u32;
        document.reference_table.insert(7, XrefEntry::Normal { offset, generation: 0 });
        assert_eq!(salvage(file.as_bytes(), &mut document), 1);
        assert_eq!(document.objects[&(7, 0)], Object::string_literal("b"));
    }

    #[test]
    fn deep_nesting_is_given_up() {
        check(&format!("7 0 obj {}", "[".repeat(100_000)), "None");
    }
}
