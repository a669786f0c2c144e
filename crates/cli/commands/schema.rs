//! `fenjie schema`.

use crate::args::SchemaOf;
use crate::output::Output;
use crate::status::{Status, Trouble};

pub(crate) fn run(of: SchemaOf) -> Result<Status, Trouble> {
    let schema = match of {
        SchemaOf::Document => fenjie_emitter::schema(),
        SchemaOf::Changes => fenjie_emitter::changes_schema(),
    };
    Output::open(None)?.write(schema.as_bytes())?;
    Ok(Status::Clean)
}
