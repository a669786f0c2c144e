//! Cells one below the other, as `pdftotext` without `-layout` and other readers of a PDF print them: which row and
//! column they are of cannot be told.

use fenjie_model::{Code, Finding, Place};

use crate::Block;
use crate::table::aligned::is_value;
use crate::wording::label_title;

/// Values alone on their lines are cells where so many stand near each other.
const FEWEST: usize = 4;
/// Values with no more lines than this between them are near.
const NEAR: usize = 4;

/// One finding for each annex with values alone on their lines.
pub(super) fn findings(blocks: &[Block]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut run = Run::default();
    for block in blocks {
        match block {
            Block::Line(line) if label_title(&line.text).is_some() => {
                findings.extend(std::mem::take(&mut run).finding());
            }
            Block::Line(line) if !line.furniture && is_value(&line.text) => {
                let near = run.last.is_some_and(|last| run.lines - last <= NEAR);
                run.near += usize::from(near);
                run.last = Some(run.lines);
                run.first = run.first.or(Some(Place::at(line.at)));
            }
            _ => {}
        }
        run.lines += 1;
    }
    findings.extend(run.finding());
    findings
}

/// The values alone on their lines since the last label.
#[derive(Default)]
struct Run {
    lines: usize,
    /// The line of the last value.
    last: Option<usize>,
    /// How many have another one right before them.
    near: usize,
    first: Option<Place>,
}

impl Run {
    fn finding(self) -> Option<Finding> {
        let place = self.first.filter(|_| self.near >= FEWEST)?;
        let message = "the text prints cells one below the other: their rows and columns cannot be told";
        Some(
            Finding::new(Code::CellsStacked, message, place)
                .help("give the PDF itself, or what pdftotext -layout makes of it"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::findings;
    use crate::text::layout;
    use crate::{Block, Options};

    #[track_caller]
    fn check(text: &str, expected: usize) {
        let (blocks, _): (Vec<Block>, _) = layout::read(text, &Options::default());
        assert_eq!(findings(&blocks).len(), expected);
    }

    #[test]
    fn one_for_each_annex() {
        let table = "单位\n目标\n甲镇\n12\n乙镇\n3.5\n丙镇\n—\n丁镇\n4\n戊镇\n5\n";
        check(&format!("附件 1\n{table}附件 2\n{table}"), 2);
    }

    #[test]
    fn page_numbers_and_tables_are_none() {
        check(
            "附件 1\n甲\n\n1\n\u{c}乙\n丙\n丁\n戊\n己\n2\n\u{c}附件 2\n单位   目标\n甲镇    12\n乙镇    3.5\n丙镇    4\n",
            0,
        );
    }
}
