//! ToUnicode CMaps: from codes to characters (PDF 32000-1, 9.10.3).
//!
//! Read with the lexer of content streams, so that a torn one still tells what is whole.

use super::cmap::Code;
use super::lexer::{Lexer, Operand};
use super::names::Characters;

/// Runs of one CMap that are read: as many as there are two-byte codes.
const MOST_RUNS: usize = 1 << 16;

/// UTF-16 units that one code may stand for; the longest ligature of Unicode has 18.
const MOST_UNITS: usize = 64;

/// A table that sends more codes than this to the space sends some there for want of their characters.
const MOST_SPACES: usize = 4;

/// A run of codes. Its first code has the characters; those of a later code end in a character as much higher.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    first: u32,
    last: u32,
    characters: Vec<u16>,
}

/// The runs of a ToUnicode CMap.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    /// Sorted by their first code; of two for one code the later counts.
    runs: Vec<Run>,
    /// Whether it is the CMap of CIDs that are the codes themselves, or names it: that says that the codes are Unicode,
    /// if it says anything.
    pub(super) is_identity: bool,
    /// Whether it tells so many codes to be spaces that it cannot be believed of any.
    pub(super) is_blank: bool,
}

impl ToUnicode {
    /// The table of codes that are Unicode.
    pub(super) fn identity() -> Self {
        let runs = vec![Run { first: 0, last: 0xffff, characters: vec![0] }];
        Self { runs, is_identity: true, is_blank: false }
    }

    pub(super) fn read(data: &[u8]) -> Self {
        let mut runs = Vec::new();
        let mut names_cids = false;
        let mut lexer = Lexer::new(data);
        while let Some(operator) = lexer.next_operator()
            && runs.len() < MOST_RUNS
        {
            match operator {
                b"endbfrange" => read_ranges(&lexer, &mut runs),
                b"endcidrange" => names_cids |= is_identity(&lexer),
                // A torn section of characters is read as far as it goes.
                b"begincmap" | b"beginbfchar" | b"beginbfrange" | b"endcmap" => {}
                _ => read_chars(&lexer, &mut runs),
            }
        }
        if runs.is_empty() && names_cids {
            return Self::identity();
        }
        runs.truncate(MOST_RUNS);
        runs.sort_by_key(|run| run.first);
        let blank = runs.iter().filter(|run| run.first == run.last && run.characters == [0x20]).count();
        Self { runs, is_identity: false, is_blank: blank > MOST_SPACES }
    }

    /// About the bytes that it takes in memory.
    pub(super) fn size(&self) -> usize {
        self.runs.len() * (size_of::<Run>() + 2 * size_of::<usize>())
    }

    /// What a code stands for.
    pub(super) fn characters(&self, code: Code) -> Characters {
        let after = self.runs.partition_point(|run| run.first <= code.value);
        // Runs seldom overlap: the nearest ones before are enough.
        let Some(run) = self.runs[..after].iter().rev().take(4).find(|run| code.value <= run.last) else {
            return Characters::None;
        };
        let mut units = run.characters.iter().copied();
        let last = units.next_back().map(|unit| u64::from(unit) + u64::from(code.value - run.first));
        let units = units.chain(last.and_then(|unit| u16::try_from(unit).ok()));
        Characters::of(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)))
    }
}

/// `<code> <characters>` each.
fn read_chars(lexer: &Lexer<'_>, runs: &mut Vec<Run>) {
    let mut operands = lexer.operands.iter();
    while let Some(operand) = operands.next() {
        if let (Some(code), Some(characters)) =
            (code(lexer, operand), operands.next().and_then(|o| units(lexer, o)))
        {
            runs.push(Run { first: code, last: code, characters });
        }
    }
}

/// `<first> <last> <characters>` or `<first> <last> [<characters> …]` each.
fn read_ranges(lexer: &Lexer<'_>, runs: &mut Vec<Run>) {
    let mut operands = lexer.operands.iter();
    while let Some(operand) = operands.next() {
        let Some(first) = code(lexer, operand) else { continue };
        let Some(last) = operands.next().and_then(|operand| code(lexer, operand)) else { continue };
        match operands.next() {
            Some(Operand::ArrayStart) => {
                let each = operands.by_ref().take_while(|operand| **operand != Operand::ArrayEnd);
                for (code, operand) in (first..=last).zip(each) {
                    if let Some(characters) = units(lexer, operand) {
                        runs.push(Run { first: code, last: code, characters });
                    }
                }
            }
            Some(operand) => {
                if let Some(characters) = units(lexer, operand) {
                    runs.push(Run { first, last: last.max(first), characters });
                }
            }
            None => {}
        }
    }
}

/// Whether a section of CIDs has its codes for CIDs: `<0000> <ffff> 0`.
fn is_identity(lexer: &Lexer<'_>) -> bool {
    let is_itself = |range: &[Operand<'_>]| match range {
        [first, _, Operand::Number(cid)] => code(lexer, first).map(f64::from) == Some(*cid),
        _ => false,
    };
    !lexer.operands.is_empty() && lexer.operands.chunks(3).all(is_itself)
}

fn code(lexer: &Lexer<'_>, operand: &Operand<'_>) -> Option<u32> {
    let Operand::String(range) = operand else { return None };
    let bytes = &lexer.strings[range.clone()];
    (1..=4).contains(&bytes.len()).then(|| bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte)))
}

/// UTF-16 units; a lone byte is one of them.
fn units(lexer: &Lexer<'_>, operand: &Operand<'_>) -> Option<Vec<u16>> {
    let Operand::String(range) = operand else { return None };
    match &lexer.strings[range.clone()] {
        [] => None,
        long if long.len() > 2 * MOST_UNITS => None,
        [byte] => Some(vec![u16::from(*byte)]),
        bytes => Some(bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(data: &str, expected: &[(u32, &str)]) {
        let table = ToUnicode::read(data.as_bytes());
        for &(value, text) in expected {
            let found = match table.characters(Code { value, length: 2 }) {
                Characters::None => String::new(),
                Characters::One(c) => c.into(),
                Characters::Many(chars) => chars.iter().collect(),
            };
            assert_eq!(found, text, "code {value:#x} of {data}");
        }
    }

    #[test]
    fn chars_and_both_forms_of_ranges() {
        check("2 beginbfchar <01> <9752> <0002> <00660069> endbfchar", &[(1, "青"), (2, "fi"), (3, "")]);
        check("1 beginbfrange <10> <19> <0030> endbfrange", &[(0x10, "0"), (0x19, "9"), (0x1a, "")]);
        check("1 beginbfrange <1> <3> [<0041> <0042>] endbfrange", &[(0x10, "A"), (0x11, "B"), (0x12, "")]);
        check("1 beginbfchar <05> <D840DC00> endbfchar", &[(5, "\u{20000}")]);
    }

    #[test]
    fn codes_that_are_unicode() {
        check("1 begincidrange <0000> <ffff> 0 endcidrange", &[(0x9752, "青"), (0x31, "1")]);
        check("1 begincidrange <0000> <ffff> 1 endcidrange", &[(0x31, "")]);
        check(
            "1 beginbfchar <01> <9752> endbfchar 1 begincidrange <0> <ff> 0 endcidrange",
            &[(1, "青"), (2, "")],
        );
    }

    #[test]
    fn no_more_than_there_are_codes() {
        let chars = format!("beginbfchar {} endbfchar ", "<0041> <0042> ".repeat(MOST_RUNS / 4));
        let table = ToUnicode::read(chars.repeat(5).as_bytes());
        assert_eq!(table.runs.len(), MOST_RUNS);
        check(&format!("beginbfchar <01> <{}> endbfchar", "0041".repeat(MOST_UNITS + 1)), &[(1, "")]);
        check("beginbfrange <00000000> <ffffffff> <0041> endbfrange", &[(0xffff_ffff, "")]);
    }

    #[test]
    fn what_is_torn_is_passed_over() {
        check("1 beginbfchar <01> <00 endbfchar 1 beginbfchar <02> <0042> endbfchar", &[(1, "")]);
        check("beginbfchar <01> <0041> ) > <02> <0042> endbfchar", &[(1, "A"), (2, "B")]);
        check("beginbfrange <00> <ffffffff> <0041> endbfrange", &[(0, "A"), (0x20_0000, "")]);
        check("beginbfchar <01> <FFFD> <02> <E000> <03> <0000> endbfchar", &[(1, ""), (2, ""), (3, "")]);
    }
}
