//! `fenjie tables`: the tables of any document.

use std::slice;

use fenjie_emitter::Layout;
use fenjie_model::Severity;
use fenjie_parser::Block;

use crate::args::Tables;
use crate::batch;
use crate::input::Input;
use crate::output::Output;
use crate::status::{Status, Tally, Trouble};

pub(crate) fn run(arguments: &Tables) -> Result<Status, Trouble> {
    let inputs = Input::list(slice::from_ref(&arguments.file))?;
    let options = arguments.reading.options();
    let work = |_: &Input, bytes: Vec<u8>| {
        let (mut source, mut findings) = fenjie_parser::source(&bytes, &options)?;
        if arguments.join {
            let (joined, more) = fenjie_parser::join(source);
            source = joined;
            findings.extend(more);
        }
        let tables: Vec<_> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(block) => Some(&block.table),
                Block::Line(_) => None,
            })
            .collect();
        let mut json = Vec::new();
        fenjie_emitter::tables(&tables, &findings, Layout::Readable, &mut json)
            .expect("a vector takes all bytes");
        Ok((json, Tally::of(&findings)))
    };
    batch::each(&inputs, None, work, |_, (json, tally)| {
        Output::open(None)?.write(&json)?;
        Ok(tally.status(Severity::Error))
    })
}
