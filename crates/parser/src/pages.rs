//! Pages, wherever they come from, become a source of blocks.

use fenjie_model::{Code, Coverages, Finding, MediaType, Place};

use crate::deadline::Deadline;
use crate::page::Page;
use crate::{Block, Options, Source, table};

/// The blocks of pages of glyphs and rules: the door for every reader of pages, be it a PDF's or one that recognises
/// the characters of a scan. The parts of a table over several pages are still apart; [`crate::join`] joins them.
pub fn source_of_pages(pages: impl IntoIterator<Item = Page>, options: &Options) -> (Source, Vec<Finding>) {
    source_by(pages, options, Deadline::after(options.limits.time))
}

/// The same, by a time that loading them has begun to spend.
pub(crate) fn source_by(
    pages: impl IntoIterator<Item = Page>,
    options: &Options,
    deadline: Deadline,
) -> (Source, Vec<Finding>) {
    let mut source = Source { media_type: MediaType::Pdf, of: Coverages::Glyphs, ..Source::default() };
    let mut findings = Vec::new();
    let mut read: Vec<Vec<Block>> = Vec::new();
    let mut cells = 0;
    let mut ending = None;
    for page in pages {
        let number = page.number;
        if deadline.passed() {
            findings.push(deadline.pages_unread(number));
            break;
        }
        if cells > options.limits.cells {
            let message = "the limit of cells was reached: this page and those after it were not read";
            findings.push(Finding::new(Code::LimitReached, message, Place::page(number)));
            break;
        }
        let page = table::blocks(page, ending.as_ref(), options, deadline);
        cells += page.blocks.iter().map(area).sum::<usize>();
        source.total += page.total;
        source.unmapped += page.unmapped;
        findings.extend(page.findings);
        read.push(page.blocks);
        ending = page.ending;
    }
    table::mark_running(&mut read);
    table::mark_letterheads(&mut read);
    source.blocks = read.into_iter().flatten().collect();
    (source, findings)
}

/// Rows × columns of a table.
fn area(block: &Block) -> usize {
    match block {
        Block::Table(block) => block.table.rows * block.table.columns,
        Block::Line(_) => 0,
    }
}

/// Joins the parts of tables that run over several pages.
pub fn join(source: Source) -> (Source, Vec<Finding>) {
    let (blocks, findings) = table::join(source.blocks);
    (Source { blocks, ..source }, findings)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn pages_take_what_is_left_of_the_time() {
        let spent = Deadline::after(Duration::ZERO);
        let (source, findings) = source_by([Page::default()], &Options::default(), spent);
        assert_eq!((source.blocks.len(), findings[0].code), (0, Code::LimitReached));
    }
}
