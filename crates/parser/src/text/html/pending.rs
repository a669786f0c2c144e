//! The text between two breaks of a page.

use fenjie_model::{At, Code, Finding, Place};

/// A text that is being read, with what is struck out and without.
#[derive(Default)]
pub(super) struct Pending {
    text: String,
    /// The line of its first character.
    first: u32,
    /// The part that is not struck out, and whether there is any that is.
    kept: String,
    is_cut: bool,
}

/// A text that was read.
pub(super) struct Pended {
    /// What is not struck out, or else what is.
    pub(super) text: String,
    /// The line of its first character, counted from 1.
    pub(super) first: u32,
    /// Whether all of it is struck out.
    pub(super) struck: bool,
    /// Says that some of it is.
    pub(super) finding: Option<Finding>,
}

impl Pending {
    /// Adds what begins on a line.
    pub(super) fn push(&mut self, text: &str, number: u32, struck: bool) {
        if self.text.is_empty() {
            let rest = text.trim_start_matches(['\n', ' ', '\t']);
            let before = &text[..text.len() - rest.len()];
            self.first = number + before.matches('\n').count() as u32;
            self.text.push_str(rest);
        } else {
            self.text.push_str(text);
        }
        if struck {
            self.is_cut |= !text.trim().is_empty();
        } else {
            self.kept.push_str(text);
        }
    }

    /// What was read so far.
    pub(super) fn text(&self) -> &str {
        self.text.trim_end()
    }

    /// Ends the text.
    pub(super) fn take(&mut self) -> Pended {
        let Self { text, first, kept, is_cut } = std::mem::take(self);
        let struck = is_cut && kept.trim().is_empty();
        let finding = is_cut.then(|| struck_out(&text, first));
        let text = if is_cut && !struck { kept } else { text };
        Pended { text: text.replace('\n', " "), first, struck, finding }
    }
}

/// Says that something of a text is struck out, and how it was read.
fn struck_out(text: &str, number: u32) -> Finding {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = "text is struck out: it was read only where nothing stands beside it";
    Finding::new(Code::TextStruckOut, message, Place::at(At::Line(number))).printed(&text)
}
