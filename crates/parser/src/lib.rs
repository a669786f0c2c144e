//! Bytes of a PDF or a text in, a notice with its annex tables out.
//!
//! 1. A source becomes blocks of text lines and tables in reading order: [`pdf`] reads pages of glyphs and rules, which
//!    [`table`] turns into blocks; [`text`] reads the text forms.
//! 2. [`document`] turns blocks into a [`Notice`](fenjie_model::Notice): head, annexes, notes, 版记.
//!
//! A phase returns a value and its findings; an error is for what cannot be read at all.

mod block;
mod error;
mod options;
pub mod page;
mod pages;
pub mod pdf;
mod table;

pub use block::{Block, Source, TableBlock, TextLine};
pub use error::Unreadable;
pub use options::{Limits, Options, Tolerances};
pub use pages::{join, source_of_pages};
