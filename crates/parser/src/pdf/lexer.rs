//! Splits a content stream into operands and operators (PDF 32000-1, 7.8.2), and goes on after whatever is torn.

use std::ops::Range;

/// One operand. Arrays and dictionaries come flat, between their brackets.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Operand<'a> {
    Number(f64),
    /// A name as written, without its slash; `#xx` is not decoded.
    Name(&'a [u8]),
    /// A string, as a range of [`Lexer::strings`].
    String(Range<usize>),
    /// The bytes of a string before the place where it is torn.
    Torn(Range<usize>),
    /// `true`, `false`, `null`.
    Word,
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
}

/// More operands than any operator takes; an array of a torn stream may have them.
const MAX_OPERANDS: usize = 1 << 16;

/// A reader over the bytes of one content stream.
#[derive(Debug)]
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    pos: usize,
    /// The operands before the operator that was read last.
    pub(super) operands: Vec<Operand<'a>>,
    /// The bytes of their strings.
    pub(super) strings: Vec<u8>,
    /// Whether anything was not as the syntax wants it.
    pub(super) torn: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(data: &'a [u8]) -> Self {
        Self { data, pos: 0, operands: Vec::new(), strings: Vec::new(), torn: false }
    }

    /// Where it stands, in bytes.
    pub(super) fn position(&self) -> usize {
        self.pos
    }

    /// Reads operands up to the next operator and gives it; none at the end.
    pub(super) fn next_operator(&mut self) -> Option<&'a [u8]> {
        self.operands.clear();
        self.strings.clear();
        loop {
            let byte = *self.data.get(self.pos)?;
            match byte {
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                b if is_white(b) => self.pos += 1,
                b'(' => self.literal_string(),
                b'/' => {
                    self.pos += 1;
                    let name = self.regular();
                    self.push(Operand::Name(name));
                }
                b'[' => self.bracket(Operand::ArrayStart),
                b']' => self.bracket(Operand::ArrayEnd),
                b'<' if self.data.get(self.pos + 1) == Some(&b'<') => {
                    self.pos += 1;
                    self.bracket(Operand::DictStart);
                }
                b'<' => self.hex_string(),
                b'>' if self.data.get(self.pos + 1) == Some(&b'>') => {
                    self.pos += 1;
                    self.bracket(Operand::DictEnd);
                }
                b'%' => self.comment(),
                b')' | b'>' | b'{' | b'}' => {
                    self.pos += 1;
                    self.torn = true;
                }
                _ => match self.regular() {
                    b"true" | b"false" | b"null" => self.push(Operand::Word),
                    operator => return Some(operator),
                },
            }
        }
    }

    /// Skips the data of an inline image, after its `ID`.
    pub(super) fn skip_inline_image(&mut self) {
        let mut at = self.pos;
        while let Some(found) = self.data[at..].windows(2).position(|w| w == b"EI").map(|i| at + i) {
            at = found + 2;
            let before = found == 0 || is_white(self.data[found - 1]);
            let after = &self.data[at..self.data.len().min(at + 12)];
            // What follows the image is text again; what follows a chance EI inside its data is not.
            let textual = after.iter().all(|&b| is_white(b) || (b' '..=b'~').contains(&b));
            if before && textual && after.first().is_none_or(|&b| is_white(b)) {
                break;
            }
        }
        // Without an end the operators after the data are still worth reading.
        self.pos = if at == self.pos { self.data.len() } else { at };
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.operands.len() < MAX_OPERANDS {
            self.operands.push(operand);
        }
    }

    fn bracket(&mut self, operand: Operand<'a>) {
        self.pos += 1;
        self.push(operand);
    }

    fn comment(&mut self) {
        let rest = &self.data[self.pos..];
        self.pos += rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
    }

    /// A run of regular characters.
    fn regular(&mut self) -> &'a [u8] {
        let rest = &self.data[self.pos..];
        let len = rest.iter().position(|&b| is_white(b) || is_delimiter(b)).unwrap_or(rest.len());
        self.pos += len;
        &rest[..len]
    }

    /// A number; signs and points beyond the first are passed over, as other readers do.
    fn number(&mut self) {
        let (mut whole, mut scale) = (0.0_f64, 0.0_f64);
        let mut negative = false;
        while let Some(&byte) = self.data.get(self.pos) {
            match byte {
                b'0'..=b'9' if scale == 0.0 => whole = whole * 10.0 + f64::from(byte - b'0'),
                b'0'..=b'9' => {
                    whole += f64::from(byte - b'0') * scale;
                    scale /= 10.0;
                }
                b'-' if whole == 0.0 && scale == 0.0 => negative = true,
                b'.' if scale == 0.0 => scale = 0.1,
                b'+' | b'-' | b'.' => {}
                _ => break,
            }
            self.pos += 1;
        }
        self.push(Operand::Number(if negative { -whole } else { whole }));
    }

    fn literal_string(&mut self) {
        self.pos += 1;
        let start = self.strings.len();
        let mut depth = 1;
        while let Some(&byte) = self.data.get(self.pos) {
            self.pos += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape();
                    continue;
                }
                b'\r' => {
                    self.pos += usize::from(self.data.get(self.pos) == Some(&b'\n'));
                    self.strings.push(b'\n');
                    continue;
                }
                _ => {}
            }
            self.strings.push(byte);
        }
        self.torn |= depth > 0;
        self.push(Operand::String(start..self.strings.len()));
    }

    /// What follows a backslash in a string.
    fn escape(&mut self) {
        let Some(&byte) = self.data.get(self.pos) else { return };
        self.pos += 1;
        let plain = match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\r' => {
                self.pos += usize::from(self.data.get(self.pos) == Some(&b'\n'));
                return;
            }
            b'\n' => return,
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.data.get(self.pos) {
                        Some(&digit @ b'0'..=b'7') => code = code * 8 + u32::from(digit - b'0'),
                        _ => break,
                    }
                    self.pos += 1;
                }
                (code & 0xff) as u8
            }
            other => other,
        };
        self.strings.push(plain);
    }

    fn hex_string(&mut self) {
        self.pos += 1;
        let start = self.strings.len();
        let mut high = None;
        let mut torn = false;
        while let Some(&byte) = self.data.get(self.pos) {
            self.pos += 1;
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                b'A'..=b'F' => byte - b'A' + 10,
                b'>' => break,
                b if is_white(b) => continue,
                // Torn: what follows may be anything but this string.
                _ => {
                    self.pos -= 1;
                    torn = true;
                    break;
                }
            };
            match high.take() {
                None => high = Some(digit),
                Some(h) => self.strings.push(h << 4 | digit),
            }
        }
        if let Some(h) = high {
            self.strings.push(h << 4);
        }
        self.torn |= torn;
        let range = start..self.strings.len();
        self.push(if torn { Operand::Torn(range) } else { Operand::String(range) });
    }
}

/// White space of PDF syntax.
pub(super) const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

/// The characters that end a word and are no white space.
pub(super) const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists operators with their operands in a short form.
    fn check(input: &[u8], expected: &[&str]) {
        let mut lexer = Lexer::new(input);
        let mut found = Vec::new();
        while let Some(operator) = lexer.next_operator() {
            let mut line = String::new();
            for operand in &lexer.operands {
                line += &match operand {
                    Operand::Number(n) => format!("{n} "),
                    Operand::Name(n) => format!("/{} ", String::from_utf8_lossy(n)),
                    Operand::String(r) | Operand::Torn(r) => {
                        format!("({}) ", lexer.strings[r.clone()].escape_ascii())
                    }
                    Operand::Word => "word ".into(),
                    Operand::ArrayStart => "[ ".into(),
                    Operand::ArrayEnd => "] ".into(),
                    Operand::DictStart => "<< ".into(),
                    Operand::DictEnd => ">> ".into(),
                };
            }
            line += &String::from_utf8_lossy(operator);
            found.push(line);
            if operator == b"ID" {
                lexer.skip_inline_image();
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn numbers_names_and_operators() {
        check(b"1 0 0 -1.5 .25 +3 cm/F1 12 Tf", &["1 0 0 -1.5 0.25 3 cm", "/F1 12 Tf"]);
        check(b"--5 4.5.6 m", &["-5 4.56 m"]);
        check(b"/P <</MCID 0>> BDC q", &["/P << /MCID 0 >> BDC", "q"]);
    }

    #[test]
    fn strings_with_escapes() {
        check(
            br"(a\(b\)\101\7(c)\
d) Tj",
            &[r"(a(b)A\x07(c)d) Tj"],
        );
        check(b"[<00 4a4> -20 (x)] TJ", &["[ (\\x00J@) -20 (x) ] TJ"]);
    }

    #[test]
    fn goes_on_after_what_is_torn() {
        check(b"1 0 > ) } 2 m 3 4 l", &["1 0 2 m", "3 4 l"]);
        check(b"<0041 (x) Tj", &["(\\x00A) (x) Tj"]);
        check(b"\xff\xfe q (open", &["\u{fffd}\u{fffd}", "q"]);
    }

    #[test]
    fn inline_images_are_skipped() {
        check(b"BI /W 1 /H 1 ID \x00 EI\x80\x81 EI Q S", &["BI", "/W 1 /H 1 ID", "Q", "S"]);
    }
}
