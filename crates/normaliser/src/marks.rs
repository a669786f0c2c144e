//! Marks behind a number or a name that point to a 注 under the table.

use fenjie_model::{Annex, Cell, HashMap, HashSet, Notice};

/// Whether the character is such a mark.
pub(crate) fn is_mark(c: char) -> bool {
    // Not △ and ▲, which stand for a minus as often, nor #, which numbers buildings.
    matches!(c, '*' | '＊' | '※' | '†' | '‡' | '☆' | '★'
        | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⒇' | '⓪'..='⓿' | '❶'..='➓')
}

/// The signs that are of a note or mark what is special, whether or not the notice explains them, and of no name.
const SIGNS: [char; 7] = ['*', '＊', '※', '†', '‡', '☆', '★'];

/// A name without the marks behind it.
pub(crate) fn unmarked(name: &str) -> &str {
    let bare = name.trim_end().trim_end_matches(is_mark);
    if bare.is_empty() { name } else { bare }
}

/// The marks that the notes of a notice explain: behind a name they are the note's, and no part of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Noted {
    explained: HashSet<char>,
    /// Names that nothing but their marks tell from others of their row or column.
    told_by_marks: HashSet<String>,
}

impl Noted {
    /// The marks of a notice.
    pub(crate) fn of(notice: &Notice) -> Self {
        let lines = notice.annexes.iter().flat_map(|annex| annex.notes.iter().chain(&annex.text));
        let explained: HashSet<char> = lines.flat_map(|line| explained(line)).chain(SIGNS).collect();
        let told_by_marks = notice.annexes.iter().flat_map(told_by_marks).collect();
        Self { explained, told_by_marks }
    }

    /// A name without the marks behind it that notes explain.
    pub(crate) fn name<'n>(&self, name: &'n str) -> &'n str {
        let bare = unmarked(name);
        let marks = name[bare.len()..].trim_end();
        // m² and CO₂ end so too.
        let is_name = bare.ends_with(|c: char| !c.is_ascii());
        // Five stars are a grade.
        let is_grade = marks.chars().count() > 1 && marks.chars().all(|mark| SIGNS.contains(&mark));
        let is_noted =
            !is_grade && !marks.is_empty() && marks.chars().all(|mark| self.explained.contains(&mark));
        if is_name && is_noted && !self.told_by_marks.contains(bare) { bare } else { name }
    }
}

/// The marks that a line explains: those in it, and raised what it begins with, which nothing stands before to be raised over.
fn explained(line: &str) -> impl Iterator<Item = char> {
    let text = line.trim_start_matches(|c: char| "附备注说明释：:".contains(c) || c.is_whitespace());
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let raised = text[..digits].chars().filter(move |_| digits <= 2);
    let raised = raised.filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize));
    line.chars().filter(|c| is_mark(*c)).chain(raised)
}

/// The names that stand several times in a row or column of a table, each with other marks.
fn told_by_marks(annex: &Annex) -> Vec<String> {
    let mut found = Vec::new();
    let bears_mark = |cell: &Cell| cell.text.trim_end().ends_with(is_mark);
    for table in annex.tables.iter().filter(|table| table.cells.iter().any(bears_mark)) {
        let mut printed: HashMap<(bool, usize, &str), &str> = HashMap::default();
        for cell in &table.cells {
            let (text, bare) = (cell.text.trim(), unmarked(cell.text.trim()));
            for place in [(true, cell.row), (false, cell.col)] {
                let other = *printed.entry((place.0, place.1, bare)).or_insert(text);
                if other != text {
                    found.push(bare.to_owned());
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Cell, Method, Table};

    use super::*;

    /// The name of a text in a row of heads above some notes.
    #[track_caller]
    fn check(heads: &[&str], notes: &[&str], text: &str, expected: &str) {
        let cells = heads.iter().enumerate().map(|(col, head)| Cell::new(0, col, *head, At::Line(1)));
        let table = Table::new(1, heads.len(), Method::Ruled, cells.collect());
        let notes = notes.iter().map(|note| (*note).to_owned()).collect();
        let annex = Annex { tables: vec![table], notes, ..Annex::default() };
        let notice = Notice { annexes: vec![annex], ..Notice::default() };
        assert_eq!(Noted::of(&notice).name(text), expected);
    }

    #[test]
    fn the_mark_of_a_note_is_no_part_of_a_name() {
        let heads = ["乡镇", "网络零售额¹", "站点②"];
        check(&heads, &["1不含批发额。"], "网络零售额¹", "网络零售额");
        check(&heads, &["注：1.不含批发额。"], "网络零售额¹", "网络零售额");
        check(&heads, &["注：①含结转；②含村级站点。"], "站点②", "站点");
        check(&["危房改造★", "改厕"], &[], "危房改造★", "危房改造");
    }

    #[test]
    fn other_marks_stay() {
        // Without a note, of a measure, and where nothing else tells two names apart.
        check(&["网络零售额¹"], &[], "网络零售额¹", "网络零售额¹");
        check(&["网络零售额¹"], &["2024年3月为准。"], "网络零售额¹", "网络零售额¹");
        check(&["景区★★★★★"], &[], "景区★★★★★", "景区★★★★★");
        check(&["景区*", "景区"], &[], "景区*", "景区*");
        check(&["面积m²"], &["2含结转。"], "面积m²", "面积m²");
        check(&["项目①", "项目②"], &["注：①含结转；②不含。"], "项目①", "项目①");
    }
}
