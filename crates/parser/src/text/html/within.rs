//! How far an element reaches that changes how its text is read.

/// The tag of such an element, and how deep tags of its name are nested in it.
#[derive(Default)]
pub(super) struct Within(Option<(String, usize)>);

impl Within {
    /// Whether such an element is open.
    pub(super) fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Takes note of a start tag: one of those that are asked for, or one within it of the same name.
    pub(super) fn start(&mut self, name: &str, is_such: impl FnOnce() -> bool) {
        match &mut self.0 {
            Some((tag, depth)) if tag == name => *depth += 1,
            None if is_such() => self.0 = Some((name.to_owned(), 1)),
            _ => {}
        }
    }

    /// Takes note of an end tag.
    pub(super) fn end(&mut self, name: &str) {
        if let Some((tag, depth)) = &mut self.0
            && tag == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.0 = None;
            }
        }
    }

    /// Ends it whether or not its end tag came.
    pub(super) fn close(&mut self) {
        self.0 = None;
    }
}
