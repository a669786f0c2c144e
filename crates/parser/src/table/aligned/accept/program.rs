//! The lines of a program: its words stand in columns where it is indented or set in a typewriter's type.

use fenjie_model::{Cell, Table};

/// So many lines of a program end in semicolons.
const FEWEST_ENDED: usize = 4;
/// So many lines are statements for certain.
const FEWEST_STATED: usize = 3;
/// The words that statements to a data base begin with.
const STATEMENTS: [&str; 12] = [
    "SELECT", "FROM", "WHERE", "ORDER", "GROUP", "HAVING", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER",
    "GRANT",
];

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
    stated >= FEWEST_STATED && 2 * stated >= rows.len()
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
    fn rows_that_name_what_is_programmed() {
        check("Function Meaning\nopen() opens~a~file\nclose() closes~it\nread() reads~it", false);
        check("Weight less~than~5~kg;\nLength more~than~(2)~cm;\nWidth any;", false);
        check("Wheat rye,\nMaize oats,~barley\nRice millet", false);
        check("Rate r~=~12\nYield y~=~3.1~(tons)\nPrice p~=~8", false);
        check("FROM TO\nTulsa Ada\nAda Tulsa\nReno Elko", false);
    }
}
