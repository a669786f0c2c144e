//! Digits that stand raised behind a text: a mark that points to a note (`12¹`), or an exponent (`m²`). As a digit on the
//! line it would be one of the number before it (121).

/// A digit as Unicode has it raised; any other character as it is.
pub(crate) fn superscript(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::superscript;

    #[test]
    fn digits_alone() {
        assert_eq!("0123456789a,".chars().map(superscript).collect::<String>(), "⁰¹²³⁴⁵⁶⁷⁸⁹a,");
    }
}
