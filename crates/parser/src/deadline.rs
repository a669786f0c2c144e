//! The time that a document may take.

use std::time::{Duration, Instant};

use fenjie_model::{At, Code, Finding, Place};

/// When reading has to end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline {
    start: Instant,
    time: Duration,
}

impl Deadline {
    /// So long after now.
    pub(crate) fn after(time: Duration) -> Self {
        Self { start: Instant::now(), time }
    }

    /// Whether it is over.
    pub(crate) fn passed(self) -> bool {
        self.start.elapsed() >= self.time
    }

    /// That the pages from this one on were not read.
    pub(crate) fn pages_unread(self, from: u32) -> Finding {
        let seconds = self.time.as_secs();
        let message =
            format!("the time limit of {seconds} s was reached: this page and those after it were not read");
        Finding::new(Code::LimitReached, message, Place::page(from))
    }

    /// That the tables from a place on were not read.
    pub(crate) fn tables_unread(self, from: At) -> Finding {
        let seconds = self.time.as_secs();
        let message = format!(
            "the time limit of {seconds} s was reached: the lines from here on are not read as tables"
        );
        Finding::new(Code::LimitReached, message, Place { page: from.page(), ..Place::at(from) })
    }
}

#[cfg(test)]
impl Deadline {
    /// Never.
    pub(crate) fn never() -> Self {
        Self::after(Duration::MAX)
    }
}
