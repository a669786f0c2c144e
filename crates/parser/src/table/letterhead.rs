//! A table that is printed at the head of each page, as a letter head or the head of a form is: it says nothing of the page,
//! and parts no table that goes on below it. One that has neither the number of its page nor that of a document is a table
//! of its own, printed again.

use fenjie_model::{At, Rect};

use crate::wording::page_number::{is_page_number, tells_page};
use crate::{Block, TableBlock, TextLine};

/// It stands on this many pages, one after the other.
const PAGES: usize = 3;
/// It has so many rows at most.
const MOST_ROWS: usize = 4;
/// It stands at the same place within this many points.
const SLIP: f32 = 3.0;

/// Turns tables that repeat the one at the head of the first page of theirs into furniture.
pub(crate) fn mark_letterheads(pages: &mut [Vec<Block>]) {
    let mut begin = 0;
    while begin < pages.len() {
        let repeats = pages[begin + 1..].iter().zip(&pages[begin..]);
        let more = repeats.take_while(|(page, before)| repeats_head(page, before)).count();
        if more + 1 >= PAGES {
            pages[begin + 1..=begin + more].iter_mut().for_each(|page| mark(page));
        }
        begin += more + 1;
    }
}

/// The table that begins a page, and what stands below it.
fn head(page: &[Block]) -> Option<(usize, &TableBlock, &Block)> {
    let printed = |block: &Block| !matches!(block, Block::Line(line) if line.furniture);
    let mut printed = page.iter().enumerate().filter(|(_, block)| printed(block));
    let ((at, first), (_, below)) = (printed.next()?, printed.next()?);
    let Block::Table(table) = first else { return None };
    (table.table.rows <= MOST_ROWS && below_box(below, table.bbox)).then_some((at, table, below))
}

/// Whether a block stands below a box, none beside it.
fn below_box(block: &Block, bbox: Rect) -> bool {
    match block {
        Block::Line(line) => matches!(line.at, At::Page { bbox: own, .. } if own.top >= bbox.bottom - SLIP),
        Block::Table(table) => table.bbox.top >= bbox.bottom - SLIP,
    }
}

/// Whether the head of a page is that of the one before, with something else below it: forms are printed several times too.
fn repeats_head(page: &[Block], before: &[Block]) -> bool {
    let (Some((_, own, below)), Some((_, other, below_other))) = (head(page), head(before)) else {
        return false;
    };
    let near = |a: f32, b: f32| (a - b).abs() <= SLIP;
    let (a, b) = (own.bbox, other.bbox);
    near(a.x0, b.x0)
        && near(a.x1, b.x1)
        && near(a.top, b.top)
        && near(a.bottom, b.bottom)
        && own.table.cells.iter().any(|cell| says_page(&cell.text) || names_version(&cell.text))
        && texts(own) == texts(other)
        && match (below, below_other) {
            (Block::Table(below), Block::Table(other)) => texts(below) != texts(other),
            (Block::Line(below), Block::Line(other)) => below.text != other.text,
            _ => true,
        }
}

/// Where the cells of a table are and what they say, but for the number of a page.
fn texts(block: &TableBlock) -> Vec<([usize; 4], String)> {
    let own = block.table.cells.iter().map(|cell| {
        let is_number = says_page(&cell.text);
        let text = cell.text.chars().filter(|c| !is_number || !c.is_ascii_digit()).collect();
        ([cell.row, cell.col, cell.row_span, cell.col_span], text)
    });
    own.collect()
}

/// Whether a text says which page this is: 第3页, also behind what it numbers.
fn says_page(text: &str) -> bool {
    tells_page(text) || text.rfind('第').is_some_and(|at| is_page_number(&text[at..]))
}

/// Whether a text is the label of a document's number or version, which no table of a page has.
fn names_version(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["文件编号", "版本", "版次", "版本号"].contains(&bare.trim_end_matches(['：', ':']))
}

/// Makes the table at the head of a page furniture.
fn mark(page: &mut [Block]) {
    let Some((at, block, _)) = head(page) else { return };
    let Some((number, bbox)) = block.table.parts.first().copied() else { return };
    let texts: Vec<&str> = block.table.cells.iter().map(|cell| cell.text.as_str()).collect();
    let line = TextLine::new(texts.join(" "), At::Page { page: number, bbox });
    page[at] = Block::Line(TextLine { furniture: true, count: block.count, ..line });
}

#[cfg(test)]
mod tests {
    use super::super::join::tests::part;
    use super::*;

    /// Whether the head of the last page is furniture, of pages with a head and rows of a table below.
    fn marks(heads: &[&str], below: &[&str]) -> bool {
        let page = |(number, (head, below)): (u32, (&&str, &&str))| {
            let mut blocks = vec![part(head, number), part(below, number)];
            for (at, block) in blocks.iter_mut().enumerate() {
                if let Block::Table(block) = block {
                    let top = 40.0 + 60.0 * at as f32;
                    block.bbox = Rect::new(50.0, top, 500.0, top + 50.0);
                    block.table.parts = vec![(number, block.bbox)];
                }
            }
            blocks
        };
        let mut pages: Vec<Vec<Block>> = (1..).zip(heads.iter().zip(below)).map(page).collect();
        mark_letterheads(&mut pages);
        matches!(pages[0][0], Block::Table(_))
            && matches!(&pages[pages.len() - 1][0], Block::Line(l) if l.furniture)
    }

    #[test]
    fn the_same_table_at_the_head_of_each_page_is_furniture() {
        let head = "体系文件 版本\n编号 第1页";
        let rows = ["甲镇 1\n乙镇 2", "丙镇 3\n丁镇 4", "戊镇 5\n己镇 6"];
        assert!(marks(&[head, &head.replace('1', "2"), &head.replace('1', "3")], &rows));
        // What is counted in pages, and what numbers none.
        let counted = "材料 单位\n名册 1页";
        assert!(!marks(&[counted, &counted.replace('1', "2"), &counted.replace('1', "3")], &rows));
        assert!(marks(&["体系文件 版本\n编号 甲"; 3], &rows));
        assert!(!marks(&["责任书 甲镇\n编号 甲"; 3], &rows));
        // Two pages, another head, and a form that is printed several times.
        assert!(!marks(&[head; 2], &rows));
        assert!(!marks(&[head, head, "体系文件 版本\n编号 A"], &rows));
        assert!(!marks(&[head; 3], &[rows[0]; 3]));
        // A table of several parts.
        assert!(!marks(&["甲 1\n乙 2\n丙 3\n丁 4\n戊 5"; 3], &rows));
    }
}
