//! HTML pages: the text between block tags as lines, tables with their spans.

mod element;
mod entity;
mod grid;
mod lines;
mod open;
mod pending;
mod surround;
mod token;
mod within;

use fenjie_model::{At, Code, Finding, Place};

use self::element::{
    is_block, is_centred, is_collapsed, is_flat, is_heading, is_hidden, is_invisible, is_left_out, raises,
    strikes_out,
};
pub(super) use self::entity::entity;
use self::grid::Td;
use self::lines::Spanned;
use self::open::{OpenCell, OpenRow, OpenTable};
use self::pending::{Pended, Pending};
use self::surround::Surround;
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
    /// The text since the last break.
    pending: Pending,
    /// The line of the last token.
    last: u32,
    style: Style,
    /// What a page puts around a notice, where it is open.
    around: Option<Surround>,
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
            pending: Pending::default(),
            last: first,
            style: Style::default(),
            around: None,
            in_link: false,
            struck: Within::default(),
            raised: Within::default(),
            hidden: Within::default(),
            unshown: None,
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
        if self.raised.is_open() && is_mark(self.pending.text(), text.trim_start()) {
            self.plain_text(&text.chars().map(superscript).collect::<String>(), number);
        } else {
            self.plain_text(text, number);
        }
    }

    fn plain_text(&mut self, text: &str, number: u32) {
        self.pending.push(text, number, self.struck.is_open());
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
                self.around.take_if(|around| around.close(name));
            }
            _ => {}
        }
    }

    fn finish(&mut self) {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.break_line();
        // What never ends is not around the notice but the notice.
        self.unmark_around();
    }

    /// Ends the line of text that is being read.
    fn break_line(&mut self) {
        let Pended { text, first, struck, finding } = self.pending.take();
        self.findings.extend(finding);
        let Some(Block::Line(printed)) = line(&text, first) else { return };
        let Style { heading, centred } = self.style;
        let printed = TextLine { heading, centred, furniture: self.around.is_some(), ..printed };
        self.push(Spanned { block: Block::Line(printed), first, last: self.last.max(first), struck });
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
                let message = "the limit of cells was reached: what is in later ones was read as text";
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
            // A heading of the first order is the notice's title, wherever it stands.
            Some(_) if name == "h1" => self.unmark_around(),
            Some(around) => around.open(name),
            None => self.around = Surround::begins(name, attributes, self.blocks.len()),
        }
    }

    /// Takes what was around the notice for the notice.
    fn unmark_around(&mut self) {
        let Some(around) = self.around.take() else { return };
        for spanned in &mut self.blocks[around.first_block..] {
            if let Block::Line(line) = &mut spanned.block {
                line.furniture = false;
            }
        }
    }
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
    let message = "the page does not show a text of a cell: it was not read";
    let finding = || Finding::new(Code::InvisibleText, message, Place::at(At::Line(number))).printed(&text);
    (!text.is_empty()).then(finding)
}

#[cfg(test)]
mod tests;
