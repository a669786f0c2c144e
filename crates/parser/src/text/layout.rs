//! Column-aligned text, as `pdftotext -layout` prints it.

use fenjie_model::Finding;

use super::line;
use crate::{Block, Options};

/// Reads the lines and tables.
pub(super) fn read(text: &str, _options: &Options) -> (Vec<Block>, Vec<Finding>) {
    let blocks = text.split('\n').zip(1..).filter_map(|(text, number)| line(text, number)).collect();
    (blocks, Vec::new())
}
