//! Text that is read from the right: its characters are found from the left, as they are drawn, and put in the order in
//! which they are read.

/// The characters of a line from the left, in the order in which they are read. What is written from the left keeps its
/// order: numbers, and words of other scripts.
pub(crate) fn as_read(line: String) -> String {
    if !line.contains(is_from_right) {
        return line;
    }
    let (from_right, from_left) = line.chars().fold((0, 0), |(right, left), c| {
        (right + usize::from(is_from_right(c)), left + usize::from(c.is_alphabetic() && !is_from_right(c)))
    });
    let mut chars: Vec<char> = line.chars().collect();
    if from_right < from_left {
        // Words read from the right in a line that is not.
        flip(&mut chars, is_from_right, |c| c.is_alphabetic() && !is_from_right(c));
        return chars.into_iter().collect();
    }
    chars.reverse();
    let is_left = |c: char| c.is_alphanumeric() && !is_from_right(c);
    chars.iter_mut().for_each(|c| *c = mirrored(*c));
    flip(&mut chars, is_left, is_from_right);
    chars.into_iter().collect()
}

/// Turns round the runs that begin and end with characters of one kind and have none of the other between.
fn flip(chars: &mut [char], own: impl Fn(char) -> bool, other: impl Fn(char) -> bool) {
    let mut at = 0;
    while let Some(first) = chars[at..].iter().position(|c| own(*c)) {
        let from = at + first;
        let end = chars[from..].iter().position(|c| other(*c)).map_or(chars.len(), |n| from + n);
        let to = (from..end).rev().find(|&i| own(chars[i])).map_or(end, |last| last + 1);
        let run = &mut chars[from..to];
        run.reverse();
        run.iter_mut().for_each(|c| *c = mirrored(*c));
        at = to;
    }
}

/// Whether a letter is of a script that is read from the right: Hebrew, Arabic (also that of the Uyghurs), Syriac and
/// others beside them.
fn is_from_right(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        && c.is_alphabetic()
}

/// A bracket is drawn the other way round where it is read from the right.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from_left: &str, expected: &str) {
        assert_eq!(as_read(from_left.to_owned()), expected);
    }

    #[test]
    fn words_are_read_from_the_right() {
        check("לכה ךס", "סך הכל");
        check("(םימולהי אלל) היישעת", "תעשייה (ללא יהלומים)");
    }

    #[test]
    fn numbers_and_other_words_keep_their_order() {
        check("1,234.5 לכה ךס", "סך הכל 1,234.5");
        check("in Arabic ימרג is Jeremy", "in Arabic גרמי is Jeremy");
        check("GDP ימוקמ רצות", "תוצר מקומי GDP");
    }

    #[test]
    fn other_text_is_left_alone() {
        check("财政收入（亿元） 12.5", "财政收入（亿元） 12.5");
    }
}
