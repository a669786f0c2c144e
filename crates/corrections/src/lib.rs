//! What a person decided about a notice: which cells say something else, and which findings are settled.
//!
//! 1. [`Corrections::read`] takes them from a file that people and the review page write.
//! 2. [`Corrections::correct`] puts the cells right before targets are made of them, so that values, sums and IDs follow.
//! 3. [`Corrections::accept`] marks the findings that a person has looked at; they stay in the output.
//!
//! Nothing is corrected in silence: each cell that was put right is a finding, and so is each correction that does not
//! fit the notice any more, which is not applied.

mod cells;
mod error;
mod file;
mod settled;

use fenjie_model::{Code, Finding, Notice, Place};

pub use error::CorrectionsError;

/// The corrections of one notice.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    /// 发文字号 of the notice that they are for, as printed.
    pub doc_number: Option<String>,
    /// The year of that notice.
    pub year: Option<i16>,
    /// The cells that were read or printed wrong.
    pub cells: Vec<CellCorrection>,
    /// The findings that a person has looked at.
    pub accepted: Vec<Accepted>,
}

/// A cell that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellCorrection {
    /// The table by its ID (`a06-t1`).
    pub table: String,
    /// The first row of the cell, from 0.
    pub row: usize,
    /// The first column of the cell, from 0.
    pub col: usize,
    /// The text as extracted.
    pub printed: String,
    /// The text as it should be.
    pub text: String,
    /// Why.
    pub reason: Option<String>,
}

/// A finding that a person has looked at: its code, its message, and what is known of its place. Page, line and printed
/// text may be left out where the rest tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The code of the finding.
    pub code: Code,
    /// The annex by its number.
    pub annex: Option<u32>,
    /// The table by its ID.
    pub table: Option<String>,
    /// The row in the table, from 0.
    pub row: Option<usize>,
    /// The column in the table, from 0.
    pub col: Option<usize>,
    /// The page, from 1.
    pub page: Option<u32>,
    /// The line of a text, from 1.
    pub line: Option<u32>,
    /// The printed text that it was about.
    pub printed: Option<String>,
    /// The message as it was.
    pub message: String,
}

impl Corrections {
    /// Reads a file; `name` is for messages.
    ///
    /// # Errors
    ///
    /// What the file may not say, with its line.
    pub fn read(name: &str, toml: &str) -> Result<Self, CorrectionsError> {
        file::read(name, toml)
    }

    /// Whether they are for the notice: its number and year are those that they state.
    pub fn are_for(&self, notice: &Notice) -> bool {
        self.doc_number == notice.doc_number && self.year == notice.year
    }

    /// Puts the cells of the notice right, and tells of each. Those for another notice change nothing.
    pub fn correct(&self, notice: &mut Notice) -> Vec<Finding> {
        if self.are_for(notice) { cells::correct(&self.cells, notice) } else { vec![self.foreign()] }
    }

    /// Marks the accepted findings of the notice, and tells of those that are not among them any more.
    pub fn accept(&self, findings: &mut Vec<Finding>) {
        settled::accept(&self.accepted, findings);
    }

    /// That they are for another notice.
    fn foreign(&self) -> Finding {
        let number = self.doc_number.as_deref().unwrap_or("a notice without a number");
        let year = self.year.map_or_else(String::new, |year| format!(" for {year}"));
        let message = format!("the corrections are of {number}{year}, and this is another notice");
        Finding::new(Code::CorrectionsForeign, message, Place::default())
            .help("give the corrections of this notice")
    }
}

#[cfg(test)]
mod tests;
