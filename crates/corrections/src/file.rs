//! A file of corrections: TOML, checked on the way in.

use std::collections::HashSet;

use fenjie_model::{Code, text};
use serde::Deserialize;
use toml::Spanned;

use crate::{Accepted, CellCorrection, Corrections, CorrectionsError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    notice: NoticeTable,
    #[serde(default, rename = "cell")]
    cells: Vec<CellTable>,
    #[serde(default)]
    accepted: Vec<AcceptedTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeTable {
    doc_number: Option<String>,
    year: Option<i16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CellTable {
    table: Spanned<String>,
    row: usize,
    col: usize,
    printed: String,
    text: Spanned<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptedTable {
    code: Spanned<String>,
    annex: Option<u32>,
    table: Option<String>,
    row: Option<usize>,
    col: Option<usize>,
    page: Option<u32>,
    line: Option<u32>,
    printed: Option<String>,
    message: String,
    #[expect(dead_code, reason = "it is for whoever reads the file")]
    reason: Option<String>,
}

/// Reads a file. The texts of cells are cleaned as printed text is; those of accepted findings stay as they are, for
/// they are told again where they fit none.
pub(crate) fn read(file: &str, toml: &str) -> Result<Corrections, CorrectionsError> {
    let wrong = |byte: usize, message: String| {
        let line = toml.bytes().take(byte).filter(|&b| b == b'\n').count() + 1;
        CorrectionsError { file: file.to_owned(), line, message }
    };
    let read: File = toml::from_str(toml)
        .map_err(|error| wrong(error.span().map_or(0, |span| span.start), error.message().to_owned()))?;
    let mut places = HashSet::new();
    let mut cells = Vec::new();
    for cell in read.cells {
        let (table_at, text_at) = (cell.table.span().start, cell.text.span().start);
        let cell = CellCorrection {
            table: cell.table.into_inner(),
            row: cell.row,
            col: cell.col,
            printed: text::clean(&cell.printed),
            text: text::clean(cell.text.get_ref()),
            reason: cell.reason,
        };
        if cell.text == cell.printed {
            return Err(wrong(text_at, "the text is what is printed, so that nothing is corrected".into()));
        }
        if !places.insert((cell.table.clone(), cell.row, cell.col)) {
            return Err(wrong(table_at, format!("this cell of {} is corrected twice", cell.table)));
        }
        cells.push(cell);
    }
    let mut accepted = Vec::new();
    for finding in read.accepted {
        let name = finding.code.get_ref();
        let Some(code) = Code::ALL.iter().copied().find(|code| code.as_str() == name) else {
            return Err(wrong(finding.code.span().start, format!("{name} is no code of a finding")));
        };
        accepted.push(Accepted {
            code,
            annex: finding.annex,
            table: finding.table,
            row: finding.row,
            col: finding.col,
            page: finding.page,
            line: finding.line,
            printed: finding.printed,
            message: finding.message,
        });
    }
    Ok(Corrections { doc_number: read.notice.doc_number, year: read.notice.year, cells, accepted })
}
