//! HTML pages: the text between block tags as lines, tables with their spans.

mod element;
mod entity;
mod grid;
mod lines;
mod open;
mod token;
mod within;

use fenjie_model::{At, Code, Finding, Place};

use self::element::{
    is_around, is_block, is_centred, is_collapsed, is_flat, is_heading, is_hidden, is_invisible, is_left_out,
    raises, strikes_out,
};
pub(super) use self::entity::entity;
use self::grid::Td;
use self::lines::Spanned;
use self::open::{OpenCell, OpenRow, OpenTable};
use self::token::{Token, Tokens, attribute};
use self::within::Within;
use super::line;
use crate::superscript::superscript;
use crate::{Block, Options, TextLine};

/// Tables within tables that are followed; deeper ones are text.
const DEEPEST: usize = 32;

/// Reads the lines and tables.
pub(super) fn read(page: &str, options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let mut left = options.limits.cells;
    part(page, 1, &mut left)
}

/// Reads a part of a text from a line on, and takes its cells from what is left.
pub(super) fn part(page: &str, first: u32, left: &mut usize) -> (Vec<Block>, Vec<Finding>) {
    let mut reader = Reader::new(first, *left);
    for (token, number) in Tokens::new(page, first) {
        reader.last = number;
        match token {
            Token::Text(text) => reader.text(&text, number),
            Token::Start { name, attributes } => reader.start(&name.to_ascii_lowercase(), attributes, number),
            Token::End(name) => reader.end(&name.to_ascii_lowercase(), number),
        }
    }
    reader.finish();
    *left = reader.left;
    (lines::count(page, first, reader.blocks), reader.findings)
}

/// How many lines an HTML table takes that begins on the first of some lines of another text, or a line that is markup.
pub(super) fn height(lines: &[&str]) -> Option<usize> {
    let first = lines.first()?.trim_start();
    let tagged = first.strip_prefix('<').is_some_and(|rest| {
        rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    });
    let mut depth = 0;
    let mut height = 0;
    for line in lines {
        height += 1;
        depth += tables(line);
        depth -= tags(line, "</table").min(depth);
        if depth == 0 {
            break;
        }
    }
    (tagged || tables(first) > 0).then_some(height)
}

/// How many tables begin on a line.
pub(super) fn tables(line: &str) -> usize {
    tags(line, "<table")
}

/// How often a tag stands on a line.
fn tags(line: &str, tag: &str) -> usize {
    let starts = |at: usize| {
        line.as_bytes()[at..].get(..tag.len()).is_some_and(|b| b.eq_ignore_ascii_case(tag.as_bytes()))
    };
    line.match_indices('<').filter(|(at, _)| starts(*at)).count()
}

/// What is being read.
struct Reader {
    /// The blocks outside any table.
    blocks: Vec<Spanned>,
    findings: Vec<Finding>,
    /// The open tables, outermost first.
    tables: Vec<OpenTable>,
    /// The text since the last break, and the line of its first character.
    pending: String,
    pending_from: u32,
    /// The line of the last token.
    last: u32,
    style: Style,
    /// The tag that opened what a page puts around a notice, how deep tags of its name are nested, and its first block.
    around: Option<(String, usize, usize)>,
    /// Whether the text being read leads elsewhere.
    in_link: bool,
    /// What is struck out.
    struck: Within,
    /// What stands raised.
    raised: Within,
    /// What the page does not show of a cell.
    hidden: Within,
    /// The text in it so far, and the line of its first character.
    unshown: Option<(String, u32)>,
    /// The part of the pending text that is not struck out, and whether there is any that is.
    kept: String,
    is_cut: bool,
    /// Cells that may still be read.
    left: usize,
    /// Whether there were more.
    cut: bool,
}

/// How the text being read stands.
#[derive(Clone, Copy, Default)]
struct Style {
    heading: bool,
    centred: bool,
}

impl Reader {
    fn new(first: u32, left: usize) -> Self {
        Self {
            blocks: Vec::new(),
            findings: Vec::new(),
            tables: Vec::new(),
            pending: String::new(),
            pending_from: first,
            last: first,
            style: Style::default(),
            around: None,
            in_link: false,
            struck: Within::default(),
            raised: Within::default(),
            hidden: Within::default(),
            unshown: None,
            kept: String::new(),
            is_cut: false,
            left,
            cut: false,
        }
    }

    fn text(&mut self, text: &str, number: u32) {
        if self.hidden.is_open() {
            self.last = number + text.matches('\n').count() as u32;
            self.unshown.get_or_insert_with(|| (String::new(), number)).0.push_str(text);
            return;
        }
        if self.raised.is_open() && is_mark(self.pending.trim_end(), text.trim_start()) {
            self.plain_text(&text.chars().map(superscript).collect::<String>(), number);
        } else {
            self.plain_text(text, number);
        }
    }

    fn plain_text(&mut self, text: &str, number: u32) {
        if self.pending.is_empty() {
            let before = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
            let breaks = text[..before].matches('\n').count() as u32;
            self.pending_from = number + breaks;
            self.pending.push_str(&text[before..]);
        } else {
            self.pending.push_str(text);
        }
        if self.struck.is_open() {
            self.is_cut |= !text.trim().is_empty();
        } else {
            self.kept.push_str(text);
        }
        self.last = number + text.matches('\n').count() as u32;
        let length = text.trim().len();
        if let Some(table) = self.tables.last_mut() {
            *if self.in_link { &mut table.linked } else { &mut table.plain } += length;
        }
    }

    fn start(&mut self, name: &str, attributes: &str, number: u32) {
        self.struck.start(name, || strikes_out(name, attributes));
        self.raised.start(name, || raises(name, attributes));
        let in_cell = self.tables.last().is_some_and(|table| table.in_cell);
        self.hidden.start(name, || in_cell && is_hidden(name, attributes));
        match name {
            "br" => self.break_line(),
            "table" => self.open_table(number),
            "thead" | "tbody" | "tfoot" => {
                if let Some(table) = self.tables.last_mut() {
                    table.in_head = name == "thead";
                    table.rows_left_out = is_collapsed(attributes);
                }
            }
            "col" | "colgroup" => {
                if let Some(table) = self.tables.last_mut()
                    && is_collapsed(attributes)
                {
                    table.column_left_out.get_or_insert(number);
                }
            }
            "tr" => {
                self.close_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(OpenRow {
                        line: number,
                        flat: is_flat(attributes),
                        left_out: table.rows_left_out || is_collapsed(attributes),
                        cells: Vec::new(),
                    });
                }
            }
            "td" | "th" => self.open_cell(name, attributes, number),
            "a" => self.in_link = attribute(attributes, "href").is_some(),
            _ if is_block(name) => {
                self.break_line();
                self.style = Style { heading: is_heading(name), centred: is_centred(name, attributes) };
                self.open_around(name, attributes);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, _number: u32) {
        for within in [&mut self.struck, &mut self.raised, &mut self.hidden] {
            within.end(name);
        }
        if !self.hidden.is_open() {
            self.tell_unshown();
        }
        match name {
            "td" | "th" | "tr" => self.close_cell(),
            "table" => self.close_table(),
            "a" => self.in_link = false,
            _ if is_block(name) => {
                self.break_line();
                self.style = Style::default();
                self.close_around(name);
            }
            _ => {}
        }
    }

    fn finish(&mut self) {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.break_line();
        if let Some((_, _, from)) = self.around.take() {
            // What never ends is not around the notice but the notice.
            self.unmark(from);
        }
    }

    /// Ends the line of text that is being read.
    fn break_line(&mut self) {
        let text = std::mem::take(&mut self.pending);
        let kept = std::mem::take(&mut self.kept);
        let is_cut = std::mem::take(&mut self.is_cut);
        let struck = is_cut && kept.trim().is_empty();
        if is_cut {
            self.findings.push(struck_out(&text, self.pending_from));
        }
        let text = if is_cut && !struck { kept } else { text };
        let Some(Block::Line(printed)) = line(&text.replace('\n', " "), self.pending_from) else { return };
        let around = self.around.is_some();
        let printed = TextLine {
            heading: self.style.heading,
            centred: self.style.centred,
            furniture: around,
            ..printed
        };
        let spanned = Spanned {
            block: Block::Line(printed),
            first: self.pending_from,
            last: self.last.max(self.pending_from),
            struck,
        };
        self.push(spanned);
    }

    /// Says what the page does not show of a cell, once it is read.
    fn tell_unshown(&mut self) {
        let told = self.unshown.take().and_then(|(text, number)| unshown(&text, number));
        self.findings.extend(told);
    }

    /// Adds a block to the innermost open cell, or to the page.
    fn push(&mut self, spanned: Spanned) {
        let cell = self
            .tables
            .iter_mut()
            .rev()
            .find(|table| table.in_cell)
            .and_then(|table| table.rows.last_mut()?.cells.last_mut());
        match cell {
            Some(cell) => cell.content.push(spanned),
            None => self.blocks.push(spanned),
        }
    }

    fn open_table(&mut self, number: u32) {
        self.break_line();
        if self.tables.len() == DEEPEST {
            return;
        }
        self.tables.push(OpenTable { first: number, ..OpenTable::default() });
    }

    fn open_cell(&mut self, name: &str, attributes: &str, number: u32) {
        self.close_cell();
        let Some(table) = self.tables.last_mut() else { return };
        if self.left == 0 {
            if !std::mem::replace(&mut self.cut, true) {
                let message = "the limit of cells was reached, what is in later ones was read as text";
                self.findings.push(Finding::new(Code::LimitReached, message, Place::at(At::Line(number))));
            }
            return;
        }
        self.left -= 1;
        if table.rows.is_empty() {
            table.rows.push(OpenRow { line: number, ..OpenRow::default() });
        }
        let span =
            |name| attribute(attributes, name).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
        let td = Td {
            text: String::new(),
            line: number,
            row_span: span("rowspan"),
            col_span: span("colspan"),
            header: name == "th" || table.in_head,
        };
        table.in_cell = true;
        if let Some(row) = table.rows.last_mut() {
            row.cells.push(OpenCell { td, left_out: is_left_out(attributes), content: Vec::new() });
        }
        self.hidden.start(name, || is_invisible(attributes));
    }

    fn close_cell(&mut self) {
        self.break_line();
        for within in [&mut self.struck, &mut self.raised, &mut self.hidden] {
            within.close();
        }
        self.tell_unshown();
        if let Some(table) = self.tables.last_mut() {
            table.in_cell = false;
        }
    }

    fn close_table(&mut self) {
        self.close_cell();
        let Some(mut table) = self.tables.pop() else { return };
        self.findings.extend(table.tidy());
        let menu = table.is_menu();
        if let Some(outer) = self.tables.last_mut()
            && outer.in_cell
            && !outer.is_left_out()
        {
            outer.nests |= !table.is_box();
            outer.boxes = true;
        }
        if table.is_layout() || menu {
            for mut spanned in table.rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.content)
            {
                if let Block::Line(line) = &mut spanned.block {
                    line.furniture |= menu;
                }
                self.push(spanned);
            }
            return;
        }
        self.findings.extend(table.doubts());
        let last = self.last;
        let of_row = |row: OpenRow| row.cells.into_iter().map(OpenCell::into_td).collect();
        let rows: Vec<Vec<_>> = table.rows.into_iter().map(of_row).collect();
        let opened: usize = rows.iter().map(Vec::len).sum();
        let block = grid::table(rows, self.left + opened, &mut self.findings);
        let filled = (block.table.rows * block.table.columns).saturating_sub(opened);
        self.left = self.left.saturating_sub(filled);
        self.push(Spanned { block: Block::Table(block), first: table.first, last, struck: false });
    }

    fn open_around(&mut self, name: &str, attributes: &str) {
        match &mut self.around {
            Some((tag, depth, _)) if tag == name => *depth += 1,
            // A heading of the first order is the notice's title, wherever it stands.
            Some((_, _, from)) if name == "h1" => {
                let from = *from;
                self.around = None;
                self.unmark(from);
            }
            None if is_around(name, attributes) => {
                self.around = Some((name.to_owned(), 1, self.blocks.len()))
            }
            _ => {}
        }
    }

    fn close_around(&mut self, name: &str) {
        if let Some((tag, depth, _)) = &mut self.around
            && tag == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.around = None;
            }
        }
    }

    fn unmark(&mut self, from: usize) {
        for spanned in &mut self.blocks[from..] {
            if let Block::Line(line) = &mut spanned.block {
                line.furniture = false;
            }
        }
    }
}

/// Says that something of a text is struck out, and how it was read.
fn struck_out(text: &str, number: u32) -> Finding {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = "text is struck out, it was read only where nothing stands beside it";
    Finding::new(Code::TextStruckOut, message, Place::at(At::Line(number))).printed(&text)
}

/// Whether a raised text is a mark behind a text: a digit of its own, and not one in a bracket (`12[1]`).
fn is_mark(before: &str, raised: &str) -> bool {
    raised.starts_with(|c: char| c.is_ascii_digit())
        && !before.is_empty()
        && !before.ends_with(['[', '(', '（', '〔', '【'])
}

/// Says that a page does not show a text of a cell, if it is one.
fn unshown(text: &str, number: u32) -> Option<Finding> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = "the page does not show a text of a cell, it was not read";
    let finding = || Finding::new(Code::InvisibleText, message, Place::at(At::Line(number))).printed(&text);
    (!text.is_empty()).then(finding)
}

#[cfg(test)]
mod tests {
    use super::super::{outline, rows::grid};
    use super::read;
    use crate::{Block, Options};

    #[track_caller]
    fn check(page: &str, expected: &[&str]) {
        let (blocks, findings) = read(page, &Options::default());
        // The last block is the count of lines with markup alone.
        assert_eq!(outline(&blocks[..blocks.len() - 1]), expected);
        assert_eq!(findings, []);
        let counted: usize = blocks
            .iter()
            .map(|block| match block {
                Block::Line(line) => line.count,
                Block::Table(table) => table.count,
            })
            .sum();
        assert_eq!(counted, page.lines().filter(|line| !line.trim().is_empty()).count());
    }

    #[test]
    fn lines_of_a_page() {
        check(
            "<html><head><title>标题</title>\n<style>p{}</style></head><body>\n<h1>标题</h1>\n<p>甲<b>乙</b>\n丙<br>丁</p>\n<p>&nbsp;</p>戊",
            &["3 #标题", "4 甲乙 丙", "5 丁", "6 戊"],
        );
    }

    #[test]
    fn what_stands_around_a_notice() {
        check(
            "<div class=\"nav\"><div><a>首页</a></div> &gt; 公开</div><p>甲</p>",
            &["1 ~首页", "1 ~> 公开", "1 甲"],
        );
        check("<ul id='main-menu'><li>一<li>二</ul>甲", &["1 ~一", "1 ~二", "1 甲"]);
        check("<div class=nav><h1>题</h1>甲</div>", &["1 #题", "1 甲"]);
        check("<div class=nav>never closed<p>甲", &["1 never closed", "1 甲"]);
    }

    #[test]
    fn tables_with_breaks_and_unclosed_tags() {
        let page =
            "<table>\n<tr><th>指标<br>名称<th><p>目</p><p>标</p>\n<tr><td>产<i>值</i><td>1\n</table>\n注：无";
        check(page, &["table 2×2", "5 注：无"]);
        let (blocks, _) = read(page, &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(grid(block), [["指标名称", "目标"], ["产值", "1"]]);
        assert_eq!((block.table.header_rows, block.count), (1, 4));
        assert_eq!(block.table.cells[2].at, fenjie_model::At::Line(3));
    }

    #[test]
    fn tables_for_layout_are_no_tables() {
        check(
            "<table><tr><td>左<td><p>附件 1</p><table><tr><td>a<td>b<tr><td>c<td>d</table>注</table>",
            &["1 左", "1 附件 1", "table 2×2", "1 注"],
        );
        check("<table><tr><td>框中的话</td></tr></table>", &["1 框中的话"]);
        let boxed = "<td><table><tr><td>12</table>";
        check(&format!("<table><tr><td>甲<td>乙{boxed}</table>"), &["1 甲", "1 乙", "1 12"]);
        check(
            &format!("<table><tr><td>头<td>{boxed}<tr><td>一<p>二<p>三<p>四<td>五</table>"),
            &["1 头", "1 12", "1 一", "1 二", "1 三", "1 四", "1 五"],
        );
    }

    #[test]
    fn a_row_for_the_widths_of_columns_is_no_row() {
        let rows = "<table><tr><td>单位<td>目标<tr><td>赵巷镇<td>1";
        let last = "<![if !supportMisalignedColumns]><tr height=0><td width=64><td width=64></tr><![endif]>";
        check(&format!("{rows}{last}</table>"), &["table 2×2"]);
        check(&format!("{rows}<tr style='height:14pt'><td><td></table>"), &["table 3×2"]);
        let (blocks, findings) =
            read(&format!("{rows}<tr hidden><td>徐泾镇<td>2</table>"), &Options::default());
        assert_eq!(outline(&blocks[..1]), ["table 2×2"]);
        assert_eq!(findings[0].code, fenjie_model::Code::InvisibleText);
        let (blocks, findings) =
            read(&format!("{rows}<tr height=0><td>徐泾镇<td>2</table>"), &Options::default());
        assert_eq!(outline(&blocks[..1]), ["table 3×2"]);
        assert_eq!(findings[0].code, fenjie_model::Code::InvisibleText);
    }

    #[test]
    fn a_cell_that_is_left_out_is_no_cell() {
        let none = "<td style='display:none'>";
        let page = format!(
            "<table><tr><td colspan=3>任务<tr><td>单位<td>目标{none}旧<tr><td>甲镇<td>1{none}<table><tr><td>7<td>8</table><tr><td>乙镇<td style='visibility:hidden'>2{none}</table>"
        );
        let (blocks, findings) = read(&page, &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(grid(block), [["任务", "任务"], ["单位", "目标"], ["甲镇", "1"], ["乙镇", ""]]);
        let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "the page does not show a text of a cell, it was not read",
                "the page does not show cells that a table has (2), they were not read"
            ]
        );
    }

    #[test]
    fn a_row_of_cells_that_are_left_out_keeps_its_place_in_a_cell_over_it() {
        let page =
            "<table><tr><td rowspan=2>片<td>甲<tr><td hidden>乙<tr><td hidden>丙<tr><td>丁<td>戊</table>";
        let (blocks, _) = read(page, &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(grid(block), [["片", "甲"], ["片", ""], ["丁", "戊"]]);
    }

    #[test]
    fn a_column_that_may_be_left_out_is_read_and_said() {
        let page = "<table><col><col style='display:none'><tr><td>单位<td>目标<tr><td>甲镇<td>1</table>";
        let (blocks, findings) = read(page, &Options::default());
        assert_eq!(outline(&blocks[..1]), ["table 2×2"]);
        assert_eq!(findings.len(), 1);
    }

    #[test]
    fn what_is_struck_out_gives_way_to_what_stands_beside_it() {
        let cell = |cell: &str| {
            let page = format!("<table><tr><td>单位<td>目标<tr><td>甲镇<td>{cell}</table>");
            let (blocks, findings) = read(&page, &Options::default());
            let Block::Table(block) = &blocks[0] else { panic!("no table") };
            (grid(block)[1][1].to_owned(), findings.len())
        };
        for (html, text, findings) in [
            ("<del>100</del><ins>120</ins>", "120", 1),
            ("<S>100</S>120<s> 亩</s>", "120", 1),
            ("<span style='color:red;text-decoration: line-through'><span>1</span>00</span>120", "120", 1),
            ("<del><p>100</p></del><p>120</p>", "120", 1),
            ("<del>100</del>", "100", 1),
            ("<s>never closed", "never closed", 1),
            ("<s></s>120<strong>亩</strong>", "120亩", 0),
        ] {
            assert_eq!(cell(html), (text.to_owned(), findings), "{html}");
        }
        let (blocks, _) = read("<p><s>never closed</p><p>甲</p>", &Options::default());
        assert_eq!(outline(&blocks[..2]), ["1 never closed", "1 甲"]);
    }

    /// The text of a cell, and how much is said of it.
    fn cell(cell: &str) -> (String, usize) {
        let page = format!("<table><tr><td>单位<td>目标<tr><td>甲镇<td>{cell}<tr><td>乙镇<td>5</table>");
        let (blocks, findings) = read(&page, &Options::default());
        let Block::Table(block) = &blocks[0] else { panic!("no table") };
        assert_eq!(grid(block)[2][1], "5", "{cell}");
        (grid(block)[1][1].to_owned(), findings.len())
    }

    #[test]
    fn a_raised_digit_is_no_digit_of_the_number() {
        for (html, text) in [
            ("1234<sup>1</sup>", "1234¹"),
            ("1234<sup><a href='#n'>12</a></sup>万", "1234¹²万"),
            ("1234<span style='font-size:8pt;vertical-align: Super'>1</span>", "1234¹"),
            ("12<sup>①</sup>", "12①"),
            ("12<sup>[1]</sup>", "12[1]"),
            ("12<sup>[<a href='#n'>1</a>]</sup>", "12[1]"),
            ("5m<sup>2</sup>", "5m²"),
            ("CO<sub>2</sub>", "CO2"),
            // Behind nothing it is the number.
            ("<sup>12</sup>", "12"),
            ("<p><span style='vertical-align:super'>12</span></p>", "12"),
            ("12<sup>never closed", "12never closed"),
        ] {
            assert_eq!(cell(html), (text.to_owned(), 0), "{html}");
        }
    }

    #[test]
    fn what_a_cell_hides_is_not_read() {
        for (html, text, findings) in [
            ("12<span style=\"display: none;\">9<span>8</span>7</span>", "12", 1),
            ("<span hidden>旧</span>12", "12", 1),
            ("12<font style='visibility:hidden'>9</font>", "12", 1),
            ("12<p style='font-size:0px'>9</p>", "12", 1),
            ("12<span style='display:none'> </span>", "12", 0),
            ("12<br style='display:none'>万", "12万", 0),
            ("12<input type=hidden hidden>万", "12万", 0),
            ("12<span style='font-size:0.5em'>9</span>", "129", 0),
            ("12<span hidden>never closed", "12", 1),
        ] {
            assert_eq!(cell(html), (text.to_owned(), findings), "{html}");
        }
        // Outside of a cell a page shows by its script what it does not show at first.
        check("<div style='display:none'>甲</div>", &["1 甲"]);
    }

    #[test]
    fn a_box_around_a_number_is_part_of_its_cell() {
        assert_eq!(cell("<table><tr><td>12</td></tr></table>"), ("12".to_owned(), 0));
        assert_eq!(cell("<table><tr><td><table><tr><td>12</table></table>万"), ("12万".to_owned(), 0));
    }

    #[test]
    fn a_table_of_links_is_a_menu() {
        check(
            "<table><tr><td>导航<tr><td><a href=a>领导信息</a><tr><td><a href=b>机构设置</a></table>",
            &["1 ~导航", "1 ~领导信息", "1 ~机构设置"],
        );
        check("<table><tr><td><a name=OLE_LINK1>单位</a><td>目标<tr><td>甲镇<td>1</table>", &["table 2×2"]);
    }

    #[test]
    fn hostile_pages_end() {
        for page in [
            "<table>".repeat(50_000),
            "<table><tr><td>".repeat(50_000),
            "</div><div class=nav>".repeat(50_000),
        ] {
            let (blocks, _) = read(&page, &Options::default());
            assert!(!blocks.is_empty());
        }
    }
}
