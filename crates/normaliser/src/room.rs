//! How much text targets may hold: each names all heads over and beside it, so that a long one over thousands of cells
//! stands in thousands of targets.

use fenjie_model::{Code, Finding, Place, Target, UnitRef};

/// The bytes of the texts of all targets together. Those of a notice of thirty pages take some hundred thousand.
const MOST: usize = 32 << 20;

/// Targets as they are made, within the room for their texts.
#[derive(Debug)]
pub(crate) struct Targets {
    list: Vec<Target>,
    left: usize,
    /// Where there was no room left.
    full: Option<Place>,
}

impl Targets {
    /// None, with room for so many.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { list: Vec::with_capacity(count), left: MOST, full: None }
    }

    /// Whether there is no room left.
    pub(crate) fn is_full(&self) -> bool {
        self.full.is_some()
    }

    /// How many bytes of text there is room for.
    pub(crate) fn left(&self) -> usize {
        self.left
    }

    /// Leaves no room from a place on.
    pub(crate) fn close(&mut self, place: Place) {
        self.full.get_or_insert(place);
    }

    /// Whether there is room for texts of so many bytes at a place. Once there is not, there is none for shorter ones
    /// either.
    pub(crate) fn has_room(&mut self, bytes: usize, place: &Place) -> bool {
        if self.full.is_none() && bytes > self.left {
            self.full = Some(place.clone());
        }
        self.full.is_none()
    }

    /// Adds a target of a table at a place, if there is room.
    pub(crate) fn push(&mut self, target: Target, place: &Place) {
        let bytes = bytes(&target);
        if self.has_room(bytes, &Place { row: Some(target.row), col: Some(target.col), ..place.clone() }) {
            self.left -= bytes;
            self.list.push(target);
        }
    }

    /// The targets, and what has to be said of those that found no room.
    pub(crate) fn finish(self) -> (Vec<Target>, Option<Finding>) {
        let message = "the limit of text in targets was reached: the cells from here on are no targets";
        let finding = self.full.map(|place| Finding::new(Code::LimitReached, message, place));
        (self.list, finding)
    }
}

/// The bytes of the texts of a target.
fn bytes(target: &Target) -> usize {
    let of_unit = |unit: &UnitRef| unit.name.len() + unit.raw.len();
    let paths = target.row_path.iter().chain(&target.column_path).map(String::len);
    let said = [&target.stage, &target.category, &target.allocation].into_iter().flatten().map(String::len);
    let units = target.unit.iter().chain(&target.responsible).map(of_unit);
    paths.chain(said).chain(units).sum::<usize>()
        + target.indicator.name.len()
        + target.measure.as_ref().map_or(0, |measure| measure.raw.len())
        + target.value.raw.len()
}

#[cfg(test)]
mod tests {
    use fenjie_model::{Annex, At, Cell, Method, Notice, Table};

    use crate::registry::Registry;

    #[test]
    fn a_long_head_over_many_cells_is_said() {
        let head = "工业总产值".repeat(2_000);
        let rows = 2_000;
        let cell = |row: usize, col: usize, text: &str| Cell::new(row, col, text.to_owned(), At::Line(1));
        let mut cells = vec![cell(0, 0, "单位"), cell(0, 1, &head)];
        cells.extend((1..rows).flat_map(|row| [cell(row, 0, "赵巷镇"), cell(row, 1, "12")]));
        let table = Table { header_rows: 1, ..Table::new(rows, 2, Method::Ruled, cells) };
        let annex = Annex { tables: vec![table], ..Annex::default() };
        let notice = Notice { annexes: vec![annex], ..Notice::default() };
        let normalised = crate::normalise(&notice, &Registry::default());
        assert!((1..rows - 1).contains(&normalised.targets.len()), "{}", normalised.targets.len());
        let said = |text: &str| normalised.findings.iter().any(|finding| finding.message.contains(text));
        assert!(said("the limit of text in targets was reached"));
    }
}
