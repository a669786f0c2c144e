//! Mends what a page break cut, between the last row of a table and the first row of the part that goes on: a row in
//! two, a merged cell in two.

use fenjie_model::text::clean;
use fenjie_model::{At, Cell, Code, Finding, Place, Table};

use super::super::as_one::merged;
use super::super::header::is_datum;
use super::super::prose::is_rest;
use super::cut::{Cut, Pair, cut, is_complete, is_head};
use super::growing::Growing;
use crate::TableBlock;

/// A row lower than this, in points, holds no text.
const SLIVER: f32 = 5.0;

/// What the page tells of the break, for each column.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Break {
    /// No rule closes the cells on either side of it: they are one.
    pub(super) open: Vec<bool>,
    /// Whether the text above it fills its line; empty where that is not known.
    pub(super) full: Vec<bool>,
    /// How many letters of a further word would have stood beside the text above it.
    pub(super) letters: Vec<usize>,
    /// Whether the cell above it has no room for a further line.
    pub(super) no_room: Vec<bool>,
    /// Whether the text of the merged cell below it stands above the middle, as no other does.
    pub(super) raised: Vec<bool>,
    /// Whether nothing but a header stands above it.
    pub(super) heads: bool,
}

impl Break {
    /// Whether rules close some of the cells on either side of it, and others not.
    pub(super) fn is_closed_beside(&self) -> bool {
        self.open.contains(&true) && self.open.contains(&false)
    }
}

/// Takes out the first and last rows of a body that are what a page break left of others: too low for text, and empty.
pub(super) fn trim(block: &mut TableBlock) {
    let table = &mut block.table;
    while is_sliver(table, table.header_rows) {
        remove_row(table, table.header_rows);
        block.ends.open_above.fill(false);
    }
    while table.rows > 0 && is_sliver(table, table.rows - 1) {
        remove_row(table, table.rows - 1);
        block.ends.open_below.fill(false);
    }
}

fn is_sliver(table: &Table, row: usize) -> bool {
    let mut own = table.cells.iter().filter(|c| c.row == row && c.row_span == 1).peekable();
    row >= table.header_rows
        && own.peek().is_some()
        && own.all(|c| c.text.is_empty() && matches!(c.at, At::Page { bbox, .. } if bbox.height() < SLIVER))
}

/// Takes a row out; merged cells over it become shorter.
fn remove_row(table: &mut Table, row: usize) {
    table.cells.retain(|c| !(c.row == row && c.row_span == 1));
    for cell in &mut table.cells {
        if cell.row > row {
            cell.row -= 1;
        } else if cell.row + cell.row_span > row {
            cell.row_span -= 1;
        }
    }
    table.rows -= 1;
}

/// Mends a table and the part that goes on it, whose rows count from 0 and whose columns are the table's.
pub(super) fn mend(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) {
    if table.rows == 0 || part.rows == 0 {
        return;
    }
    if !mend_row(table, growing, part, at, findings) {
        mend_cells(table, growing, part, at, findings);
    }
    if !table.spans_shown {
        mark_repeats(table, growing, part);
    }
}

/// A row that the break cut is printed in two: its cells are put together, with the merged ones that go over it.
fn mend_row(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(pairs) = pairs(table, growing, part) else { return false };
    let own = |p: &&Pair| table.cells[p.0].row_span == 1 && part.cells[p.1].row_span == 1;
    let own: Vec<Pair> = pairs.iter().filter(own).copied().collect();
    // A merged cell of number 7 below one of number 6 begins a row of its own.
    let differs = |&(a, b): &Pair| {
        let (a, b) = (&table.cells[a].text, &part.cells[b].text);
        is_datum(a) && is_datum(b) && a != b
    };
    if pairs.iter().any(|pair| !own.contains(pair) && differs(pair)) {
        return false;
    }
    let Some(cut) = cut(table, growing, part, &own, at) else { return false };
    let as_one = || own.iter().map(|&(a, b)| merged(&table.cells[a], &part.cells[b])).collect();
    findings.extend(finding(cut, &table.cells[own[0].0], &part.cells[own[0].1], as_one));
    if matches!(cut, Cut::Doubted | Cut::HadRoom) {
        return false;
    }
    for &(a, b) in &pairs {
        let one = merged(&table.cells[a], &part.cells[b]);
        table.cells[a] = Cell { row_span: one.row_span - 1, ..one };
    }
    part.cells.drain(..pairs.len());
    part.cells.iter_mut().for_each(|c| c.row -= 1);
    part.rows -= 1;
    true
}

/// What is to be known of a row that a page break may cut.
fn finding(cut: Cut, above: &Cell, below: &Cell, as_one: impl Fn() -> Vec<Cell>) -> Option<Finding> {
    let place = |cell: &Cell| Place { page: cell.at.page(), ..Place::at(cell.at) };
    match cut {
        Cut::Drawn => None,
        Cut::Told => {
            let message = "the row at the end of this page and the first one of the next were read as one that the \
                           page break cuts";
            Some(Finding::new(Code::TableJoined, message, place(above)))
        }
        Cut::Doubted | Cut::HadRoom => {
            let message = match cut {
                Cut::HadRoom => {
                    "the first word of the row below the page break had room on the line above the break"
                }
                _ => "one of the rows beside the page break lacks what every row has",
            };
            let readings = ["two rows", "one row that the page break cuts"];
            let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place(below));
            Some(finding.other_reading(as_one()))
        }
    }
}

/// The cells of the table's last row and of the part's first one, where the two are divided alike.
fn pairs(table: &Table, growing: &Growing, part: &Table) -> Option<Vec<Pair>> {
    let mut above = growing.tail.clone();
    above.sort_by_key(|&i| table.cells[i].col);
    let below = part.cells.iter().take_while(|c| c.row == 0).count();
    let alike = |(&a, b): (&usize, usize)| {
        let (a, b) = (&table.cells[a], &part.cells[b]);
        (a.col, a.col_span) == (b.col, b.col_span) && a.row >= table.header_rows
    };
    let same = above.len() == below && above.iter().zip(0..below).all(alike);
    same.then(|| above.into_iter().zip(0..below).collect())
}

/// A merged cell that the break cut: where one part is printed empty it is one cell, where no rule closes it or its text
/// goes on its texts are one, and where the text is printed again the second says that it continues.
fn mend_cells(
    table: &mut Table,
    growing: &Growing,
    part: &mut Table,
    at: &Break,
    findings: &mut Vec<Finding>,
) {
    let mut gone = Vec::new();
    let first_row = part.cells.iter().take_while(|c| c.row == 0).count();
    // A blank below a head is none of its cell where values stand beside it.
    if at.heads && part.cells[..first_row].iter().any(|c| c.col > 0 && is_datum(&c.text)) {
        return;
    }
    for below in 0..first_row {
        let b = &part.cells[below];
        let over = |a: &Cell| a.col == b.col && a.col_span == b.col_span && a.row >= table.header_rows;
        let Some(&above) = growing.tail.iter().find(|&&i| over(&table.cells[i])) else { continue };
        let a = &table.cells[above];
        let open = at.open.get(b.col) == Some(&true);
        // Where rules close other cells there, what none closes is one cell over the rows on either side.
        let merged = a.row_span > 1 || b.row_span > 1 || open && at.is_closed_beside();
        let merging =
            growing.columns[b.col].merging || part.cells.iter().any(|c| c.col == b.col && c.row_span > 1);
        let joins = merged && (a.text.is_empty() || b.text.is_empty() || open && a.text != b.text)
            || b.text.is_empty()
                && !a.text.is_empty()
                && (table.header_rows == 0 || merging && is_label(table, growing, a));
        let cut = if joins || !merging { None } else { cut_text(a, b, at, !gone.is_empty()) };
        findings.extend(cut.map(|cut| told(cut, a, b)));
        if joins || cut.is_some() {
            let text = both(&a.text, &b.text);
            let rows = b.row_span;
            let cell = &mut table.cells[above];
            cell.text = clean(&text);
            cell.row_span += rows;
            gone.push(below);
        } else if a.text == b.text && !a.text.is_empty() && merging && (merged || is_label(table, growing, a))
        {
            part.cells[below].continues = true;
        }
    }
    for i in gone.into_iter().rev() {
        part.cells.remove(i);
    }
}

/// The text of a cell that two pages print: one after the other, but for what the second prints again. A spreadsheet
/// prints a merged cell on both pages, and on each what it has room for.
fn both(above: &str, below: &str) -> String {
    let is_in = |part: &str, whole: &str| whole.starts_with(part) || whole.ends_with(part);
    match (above, below) {
        _ if is_in(above, below) => below.to_owned(),
        _ if is_in(below, above) => above.to_owned(),
        _ => format!("{above}{below}"),
    }
}

/// Whether the text of a merged cell goes on below the break, though a rule closes it there; `elsewhere` tells that the
/// break cuts another cell of the same rows.
fn cut_text(above: &Cell, below: &Cell, at: &Break, elsewhere: bool) -> Option<Cut> {
    let (a, b) = (above.text.as_str(), below.text.as_str());
    if a.is_empty() || b.is_empty() || a == b || is_datum(a) || is_datum(b) || is_complete(a) || is_head(b) {
        return None;
    }
    if a.ends_with(['、', '，', '（', '《', '“']) || is_rest(b) {
        return Some(Cut::Told);
    }
    let is = |of: &[bool]| of.get(above.col) == Some(&true);
    let is_sentence = a.ends_with(['。', '；', ';']);
    // A line that fills the last row alone is as well the whole text of a cell of its own.
    let merged = above.row_span > 1 || elsewhere && below.row_span > 1;
    let fills = merged && is(&at.full) && is(&at.no_room);
    (!is_sentence && (fills || is(&at.raised))).then_some(Cut::Doubted)
}

/// What is to be known of a merged cell whose text was put together.
fn told(cut: Cut, above: &Cell, below: &Cell) -> Finding {
    let place = Place { page: above.at.page(), ..Place::at(above.at) };
    let message =
        "a merged cell that the page break cuts was put together: its text goes on on the next page";
    if cut == Cut::Told {
        return Finding::new(Code::TableJoined, message, place);
    }
    let message = "the text of this merged cell at the end of the page seems to go on on the next";
    let readings = ["one cell that the page break cuts", "two cells"];
    let below = Cell { row: above.row + above.row_span, ..below.clone() };
    Finding::ambiguous(Code::TableAmbiguous, message, readings, place)
        .printed(&merged(above, &below).text)
        .other_reading(vec![above.clone(), below])
}

/// Whether the cell labels its row: it stands left of every value.
fn is_label(table: &Table, growing: &Growing, cell: &Cell) -> bool {
    let from = table.cells.partition_point(|c| c.row < cell.row);
    let own = table.cells[from..].iter().take_while(|c| c.row == cell.row);
    // A merged cell over the row ends with the last row too, or is a label.
    let row: Vec<&Cell> = own.chain(growing.tail.iter().map(|&i| &table.cells[i])).collect();
    row.iter().any(|c| c.col >= cell.col + cell.col_span && is_datum(&c.text))
        && row.iter().all(|c| c.col > cell.col || !c.text.contains('—'))
}

/// Where spans are not shown, a label printed again at the top of a page is the last label above it.
fn mark_repeats(table: &Table, growing: &Growing, part: &mut Table) {
    for cell in part.cells.iter_mut().take_while(|c| c.row == 0) {
        // It went on below its first row: empty cells stood under it.
        if let Some((row, text)) = &growing.columns[cell.col].last
            && row + 1 < table.rows
            && cell.text == *text
            && !is_datum(text)
        {
            cell.continues = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{draw, table};
    use super::*;

    #[track_caller]
    fn check(above: &str, below: &str, at: &Break, expected: &str) {
        let (mut whole, mut part) = (table(above), table(below));
        whole.header_rows = 1;
        let mut growing = Growing::new(&mut whole);
        mend(&mut whole, &growing, &mut part, at, &mut Vec::new());
        growing.append(&mut whole, &mut part);
        assert_eq!(draw(&whole), expected);
    }

    fn full(full: &[bool]) -> Break {
        Break { full: full.to_vec(), ..Break::default() }
    }

    #[test]
    fn the_rest_of_a_wrapped_name() {
        let (above, below) = ("名 量\na 1\nb 2\n营业收入（1- 5", "11月） _\nc 3");
        check(above, below, &full(&[true, false]), "名 量\na 1\nb 2\n营业收入（1-11月） 5\nc 3");
    }

    #[test]
    fn a_measure_below_the_break() {
        let above = "名 量\na（个） 1\nb（个） 2\n覆盖率 100";
        let expected = "名 量\na（个） 1\nb（个） 2\n覆盖率（%） 100\nc 3";
        check(above, "（%） _\nc 3", &full(&[false; 2]), expected);
    }

    #[test]
    fn a_section_below_a_row() {
        let (above, below) = ("名 量\na 1\nb 2\n非流动资产合计 5", "流动负债： _\nc 3");
        check(above, below, &full(&[true, false]), "名 量\na 1\nb 2\n非流动资产合计 5\n流动负债： _\nc 3");
        let (above, below) = ("名 量\na 1\nb 2\n资产总计 5", "流动负债 _\nc 3");
        check(above, below, &full(&[false, false]), "名 量\na 1\nb 2\n资产总计 5\n流动负债 _\nc 3");
    }

    #[test]
    fn a_row_of_texts_without_its_number() {
        let (above, below) =
            ("号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _", "_ 加快建设 年底\n4 丁 年底");
        check(
            above,
            below,
            &full(&[false, true, false]),
            "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目，加快建设 年底\n4 丁 年底",
        );
        check(
            above,
            below,
            &full(&[false, false, false]),
            "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _\n_ 加快建设 年底\n4 丁 年底",
        );
    }

    #[test]
    fn a_word_that_had_room_above_begins_a_row() {
        let above = "类 名 写\n甲 DataView dgv\n乙 TrackBar tra\n丙 DateTimePicker dtp";
        let below = "_ MonthCalendar mon\n丁 ColorDialog color";
        let at = |letters: usize| Break { letters: vec![0, 3, letters], ..full(&[true; 3]) };
        check(above, below, &at(3), &format!("{above}\n{below}"));
        let one = above.replace("Picker", "PickerMonthCalendar").replace("dtp", "dtpmon");
        check(above, below, &at(2), &format!("{one}\n丁 ColorDialog color"));
    }

    #[test]
    fn the_whole_word_had_room_above() {
        // The second row has the rest of the text alone, behind a word with room for so many small letters.
        let said = |first: &str, letters: usize| {
            let mut whole = table("区 名 期\n_ 甲 四月\n乙 Kauf五月 六月\n丙 Ausbau七月 六月");
            whole.header_rows = 1;
            let mut part = table(&format!("_ {first} _\n丁 Bau八月 九月"));
            let growing = Growing::new(&mut whole);
            let at = Break { letters: vec![0, letters, 0], ..full(&[true; 3]) };
            let mut findings = Vec::new();
            mend(&mut whole, &growing, &mut part, &at, &mut findings);
            (part.rows, findings.iter().map(|f| f.code).collect::<Vec<_>>())
        };
        for (word, letters) in [
            ("Görlsdorf", 9),
            ("1,234,567元购买设备", 9),
            ("WOMEN", 5),
            ("U.S.-owned", 10),
            ("31.12.2022起的设备", 10),
        ] {
            assert_eq!(said(word, letters - 1), (1, vec![Code::TableJoined]), "{word}");
            assert_eq!(said(word, 2 * letters), (2, vec![Code::TableAmbiguous]), "{word}");
        }
        assert_eq!(said("WOMEN", 6), (1, vec![Code::TableJoined]));
        // Chinese begins on any line, and nobody knows of what begins with a mark.
        for word in ["设施建设", "“one”", "(one"] {
            assert_eq!(said(word, 20), (1, vec![Code::TableJoined]), "{word}");
        }
    }

    #[test]
    fn a_piece_of_text_alone() {
        let (above, below) = ("号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩，面积 7", "_ 8.6万平方米 _\n4 丁 8");
        let expected = "号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩，面积8.6万平方米 7\n4 丁 8";
        check(above, below, &full(&[false; 3]), expected);
        let ended = "号 规模 量\n1 甲 5\n2 乙 6\n3 占地120亩。 7";
        check(ended, below, &full(&[false; 3]), &format!("{ended}\n{below}"));
    }

    #[test]
    fn a_row_of_texts_without_its_number_and_values() {
        let above = |text: &str| format!("号 名 量 注\n1 甲 5 a\n2 乙 6 b\n3 {text} 7 同一控制");
        let below = "_ 丽水公司 _ 合并\n4 丁 8 c";
        for (text, whole) in [("某公司甲", "某公司甲丽水公司"), ("曾用名：", "曾用名：丽水公司")]
        {
            let expected = above(whole) + "合并\n4 丁 8 c";
            check(&above(text), below, &full(&[false, true, false, false]), &expected);
            check(&above(text), below, &full(&[false; 4]), &expected);
        }
        let ended = above("某公司甲。");
        check(&ended, below, &full(&[false; 4]), &format!("{ended}\n{below}"));
        // Where cells are merged a blank is the number of the row above.
        let merged = "号 名 量 注\n1 甲 5 a\n^ 乙 ^ b\n2 戊 4 b\n3 某公司 7 同一控制";
        let below = "_ 丽水公司 _ 合并\n4 丁 8 c";
        let (mut whole, mut part) = (table(merged), table(below));
        whole.header_rows = 1;
        let growing = Growing::new(&mut whole);
        mend(&mut whole, &growing, &mut part, &full(&[false; 4]), &mut Vec::new());
        assert_eq!(part.rows, 2);
    }

    #[test]
    fn rows_with_numbers_of_their_own_are_two() {
        // Of the lines above each is full.
        let (above, below) = (
            "号 类 文\n1 甲 一\n2 乙 二\n3 新办（3-1） 〔3-1〕依照条例",
            "_ 变更（3-2） 〔3-2〕依照办法\n4 丁 四",
        );
        check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
        // The number of the merged cell.
        let (above, below) = ("号 类 文\n1 甲 一\n2 乙 二\n6 _ 依照条例", "7 新办 依照办法\n^ 变更 四");
        check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
    }

    #[test]
    fn cells_that_no_rule_closes_beside_rows_that_rules_close() {
        let at = Break { open: vec![true, false, true], ..full(&[true; 3]) };
        let (above, below) = ("号 类 文\n1 甲 一\n2 乙 二\n3 新办 三", "_ 变更 _\n4 丁 四");
        check(above, below, &at, "号 类 文\n1 甲 一\n2 乙 二\n3 新办 三\n^ 变更 ^\n4 丁 四");
    }

    #[test]
    fn numbers_that_the_break_cuts() {
        let above = "名 甲 乙\na 1 2\nb 3 4\n余额 2,907,717,35 10,605,688,2";
        check(
            above,
            "_ 8.01 15.75\nc 3 5",
            &Break::default(),
            "名 甲 乙\na 1 2\nb 3 4\n余额 2,907,717,358.01 10,605,688,215.75\nc 3 5",
        );
        let (whole, below) = ("名 甲 乙\na 1 2\nb 3 4\n余额 2,907 10", "_ 8.01 15.75\nc 3 5");
        check(whole, below, &Break::default(), &format!("{whole}\n{below}"));
    }

    #[test]
    fn a_value_that_the_break_cuts() {
        let above = "名 位 甲 乙\na 天 1 2\nb 天 3 4\n优良天 天 5 不少于";
        let expected = "名 位 甲 乙\na 天 1 2\nb 天 3 4\n优良天数 天 5 不少于355\nc 天 6 7";
        check(above, "数 _ _ 355\nc 天 6 7", &full(&[true; 4]), expected);
        let (above, below) = ("名 甲 乙\na 1 2\nb 3 4\nc 5 -", "_ _ 3.5%\nd 6 7");
        check(above, below, &Break::default(), "名 甲 乙\na 1 2\nb 3 4\nc 5 -3.5%\nd 6 7");
        let (above, below) = ("名 甲 乙\na 1 2\nb 3 4\n小计 12 1", "_ _ 5\nd 6 7");
        check(above, below, &full(&[false, false, true]), "名 甲 乙\na 1 2\nb 3 4\n小计 12 15\nd 6 7");
        check(above, below, &full(&[false; 3]), &format!("{above}\n{below}"));
        // Rows with names stay two, and it is said where they may be one.
        let (above, below) = ("名 位 量\na 天 1\nb 天 3\n优良天 天 5", "数 _ _\nc 天 6");
        check(above, below, &full(&[false; 3]), &format!("{above}\n{below}"));
        let (above, below) = ("名 位 量\na 天 1\nb 天 3\nc 天 -", "d 天 5\ne 天 6");
        check(above, below, &full(&[true; 3]), &format!("{above}\n{below}"));
    }

    #[test]
    fn the_text_of_a_merged_cell_goes_on() {
        let (above, below) = ("类 号 责任\n甲 1 财政局\n^ 2 ^", "_ 3 、税务局\n^ 4 ^");
        check(above, below, &Break::default(), "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
        let (above, below) = ("类 号 责任\n甲 1 财政局、税\n^ 2 ^", "_ 3 务局\n^ 4 ^");
        let filled = Break { no_room: vec![true; 3], ..full(&[false, false, true]) };
        check(above, below, &filled, "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
        let raised = Break { raised: vec![false, false, true], ..Break::default() };
        check(above, below, &raised, "类 号 责任\n甲 1 财政局、税务局\n^ 2 ^\n^ 3 ^\n^ 4 ^");
        // What has room for more ends there.
        let roomy = full(&[false, false, true]);
        check(above, below, &roomy, "类 号 责任\n甲 1 财政局、税\n^ 2 ^\n^ 3 务局\n^ 4 ^");
    }

    #[test]
    fn what_may_go_on_is_told() {
        let told = |above: &str, below: &str, at: &Break| {
            let (mut whole, mut part) = (table(above), table(below));
            whole.header_rows = 1;
            let growing = Growing::new(&mut whole);
            let mut findings = Vec::new();
            mend(&mut whole, &growing, &mut part, at, &mut findings);
            findings.iter().map(|f| f.code).collect::<Vec<_>>()
        };
        let filled = Break { no_room: vec![true; 2], ..full(&[false, true]) };
        let above = "号 责任\n1 财政局、税\n2 ^";
        assert_eq!(told(above, "3 务局\n4 ^", &filled), [Code::TableAmbiguous]);
        assert_eq!(told("号 责任\n1 财政局、\n2 ^", "3 税务局\n4 ^", &Break::default()), [Code::TableJoined]);
        assert_eq!(told("号 责任\n1 财政局。\n2 ^", "3 税务局\n4 ^", &filled), []);
        assert_eq!(told("号 责任\n1 财政局、税\n2 乙", "3 务局\n4 ^", &filled), []);
    }

    #[test]
    fn no_rule_at_the_break() {
        let open = Break { open: vec![true; 3], ..full(&[false; 3]) };
        check(
            "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目， _",
            "_ 加快建设 年底",
            &open,
            "号 任务 时限\n1 甲 年底\n2 乙 年底\n3 推进项目，加快建设 年底",
        );
        check(
            "类 名 量\n经济 a 1\n^ b 2",
            "发展 c 3\n^ d 4",
            &open,
            "类 名 量\n经济发展 a 1\n^ b 2\n^ c 3\n^ d 4",
        );
        for (first, second) in [("第三组（县", "第三组（县直）"), ("第三组（县直）", "直）")]
        {
            check(
                &format!("类 名 量\n{first} a 1\n^ b 2"),
                &format!("{second} c 3\n^ d 4"),
                &open,
                "类 名 量\n第三组（县直） a 1\n^ b 2\n^ c 3\n^ d 4",
            );
        }
    }
}
