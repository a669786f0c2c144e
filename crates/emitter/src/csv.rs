//! The long table as CSV: RFC 4180, with line feeds.

use std::borrow::Cow;
use std::io::{self, Write};

use fenjie_model::Extraction;

use crate::flat::{COLUMNS, Column};

pub(crate) fn write_names(out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    table.flush()
}

pub(crate) fn write_rows(extraction: &Extraction, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    for target in &extraction.targets {
        for (_, column) in COLUMNS {
            let field = match column {
                Column::Text(read) => read(extraction, target),
                Column::Whole(read) => read(extraction, target).map(|n| n.to_string().into()),
                Column::Number(read) => read(target).map(Cow::Owned),
            };
            table.write_field(field.unwrap_or_default().as_ref())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}
