//! Which block a line of the source counts for.

use fenjie_model::{At, text::is_space};

use crate::{Block, TextLine};

/// A block and the lines of the source that it takes.
#[derive(Debug)]
pub(super) struct Spanned {
    pub(super) block: Block,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whether it is a line that is struck out.
    pub(super) struck: bool,
}

/// Counts each line with anything on it for exactly one block: a table before a text, a text before furniture. Lines of
/// markup alone are furniture without a text.
pub(super) fn count(page: &str, first: u32, blocks: Vec<Spanned>) -> Vec<Block> {
    let mut free: Vec<bool> = page.split('\n').map(|line| !line.chars().all(is_space)).collect();
    let mut counts = vec![0; blocks.len()];
    let rank = |block: &Block| match block {
        Block::Table(_) => 0,
        Block::Line(line) if !line.furniture => 1,
        Block::Line(_) => 2,
    };
    for wanted in 0..3 {
        for (spanned, count) in
            blocks.iter().zip(&mut counts).filter(|(spanned, _)| rank(&spanned.block) == wanted)
        {
            for number in spanned.first..=spanned.last {
                if let Some(line) = free.get_mut((number - first) as usize)
                    && *line
                {
                    *line = false;
                    *count += 1;
                }
            }
        }
    }
    let markup = free.iter().filter(|line| **line).count();
    let markup_from = first + free.iter().position(|line| *line).unwrap_or(0) as u32;
    let line = TextLine::new("", At::Line(markup_from));
    let markup = Block::Line(TextLine { furniture: true, count: markup, ..line });
    let counted = blocks.into_iter().zip(counts).map(|(spanned, count)| {
        let mut block = spanned.block;
        match &mut block {
            Block::Line(line) => line.count = count,
            Block::Table(table) => table.count = count,
        }
        block
    });
    counted.chain([markup]).collect()
}
