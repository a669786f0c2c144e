//! `fenjie schema`.

use crate::output::Output;
use crate::status::{Status, Trouble};

pub(crate) fn run() -> Result<Status, Trouble> {
    Output::open(None)?.write(fenjie_emitter::schema().as_bytes())?;
    Ok(Status::Clean)
}
