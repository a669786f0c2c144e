//! Pages with nothing but their number between two parts of a table, as those of a print on both sides of the paper.

use fenjie_model::{Code, Finding, Place};

use crate::wording::page_number::is_page_number;
use crate::{TableBlock, TextLine};

/// So many pages without text can lie between two parts.
const MOST_BLANK: u32 = 2;

/// Whether pages lie between a table and a part that have nothing but their numbers.
pub(super) fn lie_between(table: &TableBlock, part: &TableBlock, between: &[&mut TextLine]) -> bool {
    let (Some(last), Some(next)) = (table.table.pages.last(), part.table.pages.first()) else { return false };
    let is_blank = |page: u32| {
        let mut own = between.iter().filter(|line| line.at.page() == Some(page)).peekable();
        own.peek().is_some() && own.all(|line| line.furniture || is_page_number(&line.text))
    };
    (last + 2..=last + 1 + MOST_BLANK).contains(next) && (last + 1..*next).all(is_blank)
}

/// What is to be known of a part behind blank pages.
pub(super) fn finding(part: &TableBlock) -> Finding {
    let place =
        part.table.cells.first().map_or(Place::default(), |c| Place { page: c.at.page(), ..Place::at(c.at) });
    let message = "this part was joined over a page that has nothing but its number";
    Finding::new(Code::TableJoined, message, place)
}

#[cfg(test)]
mod tests {
    use fenjie_model::{At, Rect};

    use super::super::tests::{joined, part};
    use crate::{Block, TextLine};

    #[test]
    fn a_blank_page_lies_between_two_parts() {
        let on = |text: &str, page: u32| {
            Block::Line(TextLine::new(text, At::Page { page, bbox: Rect::default() }))
        };
        let joins = |between: Block, below: &str| {
            joined(vec![part("单位 目标\n甲镇 1", 1), between, part(below, 3)]).len() == 1
        };
        assert!(joins(on("— 2 —", 2), "单位 目标\n乙镇 2"));
        // Text, nothing that tells that the page is blank, and no header.
        assert!(!joins(on("说明", 2), "单位 目标\n乙镇 2"));
        assert!(!joins(on("— 1 —", 1), "单位 目标\n乙镇 2"));
        assert!(!joins(on("— 2 —", 2), "乙镇 2\n丙镇 3"));
    }
}
