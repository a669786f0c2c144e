//! The lines of a program: its words stand in columns where it is indented or set in a typewriter's type.

use fenjie_model::{Cell, Table};

use crate::table::aligned::content::{is_serial, is_value};

/// So many lines of a program end in semicolons.
const FEWEST_ENDED: usize = 4;
/// So many lines are statements for certain.
const FEWEST_STATED: usize = 3;
/// The words that statements to a data base begin with.
const STATEMENTS: [&str; 12] = [
    "SELECT", "FROM", "WHERE", "ORDER", "GROUP", "HAVING", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER",
    "GRANT",
];
/// The words that the lines of an algorithm begin with, where it is told in words.
const STEPS: [&str; 16] = [
    "procedure",
    "function",
    "input",
    "output",
    "require",
    "ensure",
    "for",
    "foreach",
    "while",
    "if",
    "else",
    "repeat",
    "until",
    "end",
    "return",
    "initialize",
];
/// So many different ones are an algorithm's.
const FEWEST_STEPS: usize = 4;

/// Whether most rows are lines of a program.
pub(super) fn is_program(table: &Table, texts: &[&Cell]) -> bool {
    let ended = texts.iter().filter(|c| c.text.trim_end().ends_with(';')).count();
    let equal = texts.iter().filter(|c| c.text.contains('=')).count();
    if ended >= FEWEST_ENDED && equal > 1 && 3 * ended >= texts.len() {
        return true;
    }
    let mut rows: Vec<Vec<&str>> = vec![Vec::new(); table.rows];
    for cell in texts {
        if let Some(row) = rows.get_mut(cell.row) {
            row.push(cell.text.trim());
        }
    }
    rows.retain(|row| !row.is_empty());
    let stated = rows.iter().filter(|row| is_statement(row)).count();
    stated >= FEWEST_STATED && 2 * stated >= rows.len() || are_steps(&rows) && !holds_values(texts)
}

/// Whether some column right of the first has several values: what it says of is counted.
fn holds_values(texts: &[&Cell]) -> bool {
    const FEWEST: usize = 3;
    let last = texts.iter().map(|c| c.col).max().unwrap_or(0);
    (1..=last).any(|col| texts.iter().filter(|c| c.col == col && is_value(&c.text)).count() >= FEWEST)
}

/// Whether a good part of the rows begins with the words of an algorithm behind the numbers of its lines, and these are
/// not all one word.
fn are_steps(rows: &[Vec<&str>]) -> bool {
    let begins = |row: &Vec<&str>| {
        let line = row.join(" ").to_ascii_lowercase();
        let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
        let word = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        STEPS.iter().position(|step| *step == word)
    };
    let steps: Vec<usize> = rows.iter().filter_map(begins).collect();
    let numbered = rows.iter().filter(|row| row.first().is_some_and(|first| is_serial(first))).count();
    let several = (0..STEPS.len()).filter(|step| steps.contains(step)).count();
    several >= FEWEST_STEPS && numbered >= FEWEST_STATED && 3 * steps.len() >= rows.len()
}

/// Whether the texts of a row are a statement, by its signs: it ends in a semicolon or a brace, opens or ends a remark, gives a
/// name the value of a call, or lists names as programs have them.
fn is_statement(row: &[&str]) -> bool {
    let (Some(first), Some(last)) = (row.first(), row.last()) else { return false };
    let is_name = |text: &str| {
        text.len() > 1 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let is_remark =
        |text: &str| text == "/*" || text == "*/" || text.starts_with("//") || text.starts_with("/*");
    let begins = first.split_whitespace().next().unwrap_or_default();
    let assigns = || {
        let line = row.join(" ");
        let (name, value) = line.split_once(" = ").unwrap_or_default();
        let name = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        is_name(name)
            && value.split_once('(').is_some_and(|(call, _)| !call.is_empty() && !call.contains(' '))
    };
    // A clause of a law ends in a semicolon too.
    let has_signs = || {
        let is_call = |pair: &[u8]| pair[1] == b'(' && pair[0].is_ascii_alphanumeric();
        row.iter().any(|text| {
            text.contains(['=', '_', '{', '}', '<', '>', '[', ']', '+'])
                || text.as_bytes().windows(2).any(is_call)
        })
    };
    last.ends_with(';') && has_signs()
        || last.ends_with(['{', '}'])
        || is_remark(first)
        || is_remark(last)
        || last.strip_suffix(',').is_some_and(is_name)
        || row.len() > 1 && STATEMENTS.contains(&begins)
        || assigns()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::table;

    #[track_caller]
    fn check(rows: &str, expected: bool) {
        let mut table = table(rows);
        table.cells.iter_mut().for_each(|cell| cell.text = cell.text.replace('~', " "));
        let texts: Vec<&Cell> = table.cells.iter().filter(|c| !c.text.is_empty()).collect();
        assert_eq!(is_program(&table, &texts), expected, "{rows}");
    }

    #[test]
    fn lines_of_a_program() {
        check("function add(a,~b)~{\nreturn a~+~b;\n} _\nlog(add(3, 5));", true);
        check("SELECT function_id,\n_ user_name,\n_ usage,\nFROM usage\nORDER~BY user_name", true);
        check("1 image = imread(\"a\")\n2 model = detect(\"b\")\n3 layout = show(image)", true);
        check("/* Active Access */\n/* Control Access */\nALTER TABLE Staff <", true);
    }

    #[test]
    fn steps_of_an_algorithm() {
        let steps = "1 Procedure~pick(n)\n_ Input~:~a~pool\n_ Output:~a~new~pool\n2 for~s~in~P~do\n3 v~=~ratio(s)\n4 V.append(v)\n5 return~V";
        check(steps, true);
        check(&steps.replace("for", "with").replace("return", "give"), false);
        check(&steps.replace("1 ", "a ").replace("2 ", "b ").replace("3 ", "c "), false);
        check("Input~VAT 12\nOutput~VAT 5\nReturn~on~assets 3\nEnd~of~year 8\nFor~sale 4", false);
        check("Industry Input Output\nInput 12 13\nOutput 14 15\nFor~sale 12 14\nFarms 3 4", false);
    }

    #[test]
    fn rows_that_name_what_is_programmed() {
        check("Function Meaning\nopen() opens~a~file\nclose() closes~it\nread() reads~it", false);
        check("Weight less~than~5~kg;\nLength more~than~(2)~cm;\nWidth any;", false);
        check("Wheat rye,\nMaize oats,~barley\nRice millet", false);
        check("Rate r~=~12\nYield y~=~3.1~(tons)\nPrice p~=~8", false);
        check("FROM TO\nTulsa Ada\nAda Tulsa\nReno Elko", false);
    }
}
