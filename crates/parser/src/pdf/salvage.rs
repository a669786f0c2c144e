//! Objects that lopdf gives up on: one torn byte in a dictionary, and the whole of it is lost; a stream that does not
//! tell its length, and it is empty. What is whole of them is read here.

use lopdf::encryption::decrypt_object;
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use memchr::memmem;

use super::lexer::{Lexer, Operand, is_white};

/// Arrays and dictionaries within one another; files have five.
const MAX_DEPTH: usize = 32;

/// Times the length of the file that all objects may take together: each should stand in a place of its own.
const MOST_READ: usize = 4;

/// Adds the objects that the cross-reference table names and the document lacks, or has without their content, as far
/// as they can be read. Gives how many were added.
pub(super) fn salvage(bytes: &[u8], document: &mut Document) -> usize {
    // Without the key there is nothing to be had.
    if document.is_encrypted() {
        return 0;
    }
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
    for (id, offset) in missing {
        let rest = body.get(offset..).unwrap_or_default();
        let (found, read) = indirect_object(&rest[..rest.len().min(left)], id);
        left -= read;
        if let Some(object) = found.filter(|object| !document.has_object(id) || !is_empty(object)) {
            document.objects.insert(id, decrypted(document, id, object));
            count += 1;
        }
    }
    count
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

/// The object at the start of the bytes, where it is the one that is looked for, and how many bytes were read for it.
fn indirect_object(bytes: &[u8], id: ObjectId) -> (Option<Object>, usize) {
    let mut lexer = Lexer::new(bytes);
    let object = read_object(&mut lexer, bytes, id);
    let content = match &object {
        Some(Object::Stream(stream)) => stream.content.len(),
        _ => 0,
    };
    (object, (lexer.position() + content).min(bytes.len()))
}

fn read_object(lexer: &mut Lexer<'_>, bytes: &[u8], (number, generation): ObjectId) -> Option<Object> {
    (lexer.next_operator()? == b"obj"
        && lexer.operands == [Operand::Number(f64::from(number)), Operand::Number(f64::from(generation))])
    .then_some(())?;
    let mut tokens = Vec::new();
    loop {
        let operator = lexer.next_operator();
        tokens.extend(lexer.operands.iter().map(|operand| Token::of(operand, &lexer.strings)));
        match operator {
            Some(b"R") => refer(&mut tokens),
            Some(b"endobj" | b"obj" | b"xref" | b"trailer") | None => break,
            Some(b"stream") => {
                let Object::Dictionary(dict) = build(&mut tokens.into_iter().peekable(), 0)? else {
                    return None;
                };
                return Some(Object::Stream(stream(dict, &bytes[lexer.position()..])));
            }
            // What is torn.
            Some(_) => {}
        }
    }
    build(&mut tokens.into_iter().peekable(), 0)
}

/// A stream, as long as its dictionary says where `endstream` follows there, else up to the next `endstream`.
fn stream(dict: Dictionary, after: &[u8]) -> Stream {
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
    let length = told.filter(ends).or_else(|| memmem::find(data, b"endstream")).unwrap_or(data.len());
    Stream::new(dict, data[..length].to_vec())
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
                        if let Some(Token::DictEnd | Token::ArrayEnd) = tokens.peek() {
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
        let (object, _) = indirect_object(bytes.as_bytes(), (7, 0));
        let shown = match &object {
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
    }

    #[test]
    fn deep_nesting_is_given_up() {
        check(&format!("7 0 obj {}", "[".repeat(100_000)), "None");
    }
}
