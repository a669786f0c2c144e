//! What tells rows apart where their names are alike (顺庆区, 省级; 顺庆区, 市级).

use fenjie_model::HashMap;

use super::content::Content;
use super::{Role, repeats_header, section};
use crate::grid::Grid;
use crate::registry::is_total;

/// The columns in front of the values that tell apart rows whose names are alike: merged, or printed again.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) columns: Vec<usize>,
    /// Whether no two rows are alike any more.
    pub(super) all: bool,
    /// Whether most rows are like another.
    pub(super) hardly: bool,
}

/// Finds them by what stands there, whatever their headers say.
pub(super) fn apart(rows: &Rows<'_>, columns: &[(usize, Role)], contents: &[Content]) -> Apart {
    let is_name = |role: &Role| matches!(role, Role::Unit | Role::Indicator);
    let names: Vec<usize> = columns.iter().filter(|(_, role)| is_name(role)).map(|(col, _)| *col).collect();
    let mut found = Apart { columns: Vec::new(), all: true, hardly: false };
    let Some(first) = names.first() else { return found };
    // A category in front of the names stands over them, and is told beside them; the years of rows are told anyway.
    let is_told = |(col, role): &&(usize, Role)| match role {
        Role::Category => col < first,
        role => is_name(role) || *role == Role::Period,
    };
    let told: Vec<usize> = columns.iter().filter(is_told).map(|(col, _)| *col).collect();
    let mut classes = rows.classes(&told);
    let is_text = |content: &Content| {
        content.printed > 0 && content.values == content.dashes && content.sentences * 2 <= content.printed
    };
    let may_tell = |(col, role): &&(usize, Role)| {
        (matches!(role, Role::Aside | Role::Task) || *role == Role::Category && col > first)
            && is_text(&contents[*col])
    };
    for (col, _) in columns.iter().take_while(|(_, role)| *role != Role::Value).filter(may_tell) {
        let parted = classes.parted(&rows.texts(*col, &names));
        if parted.count > classes.count && !classes.are_single() {
            classes = parted;
            found.columns.push(*col);
        }
    }
    found.all = classes.are_single();
    found.hardly = classes.count > 0 && 2 * classes.count <= classes.of_rows.len();
    found
}

/// The rows of a table that are to be told apart: those that say something in columns of values, in all of its groups, but
/// for sums, which name themselves.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    grid: &'a Grid<'a>,
    places: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    /// How far right its group stands.
    shift: usize,
    row: usize,
    /// How many sections begin above it.
    sections: usize,
    /// Whether it is to be told apart.
    counts: bool,
}

impl<'a> Rows<'a> {
    /// The rows below the header, by the columns of the first group.
    pub(super) fn new(
        grid: &'a Grid<'a>,
        header_rows: usize,
        groups: usize,
        columns: &[(usize, Role)],
    ) -> Self {
        let (values, labels): (Vec<_>, Vec<_>) = columns.iter().partition(|(_, role)| *role == Role::Value);
        let mut places = Vec::new();
        for shift in (0..groups).map(|group| group * columns.len()) {
            let is_sum = |row, col| grid.prints(row, col) && is_total(grid.text(row, col));
            let mut sections = 0;
            for row in header_rows..grid.rows() {
                sections += usize::from(section(grid, row).is_some());
                let counts = values.iter().any(|(col, _)| !grid.text(row, col + shift).is_empty())
                    && !labels.iter().any(|(col, _)| is_sum(row, col + shift))
                    && section(grid, row).is_none()
                    && !repeats_header(grid, header_rows, row);
                places.push(Row { shift, row, sections, counts });
            }
        }
        Self { grid, places }
    }

    /// Whether the texts of the columns are others in each row.
    pub(super) fn are_told_apart(&self, columns: &[usize]) -> bool {
        self.classes(columns).are_single()
    }

    /// The rows by what name columns say; those of one section are alike until something tells them apart.
    fn classes(&self, names: &[usize]) -> Classes {
        let sections = self.places.iter().filter(|place| place.counts).map(|place| place.sections);
        let all = Classes { of_rows: sections.collect(), count: 0 };
        names.iter().fold(all, |classes, col| classes.parted(&self.texts(*col, names)))
    }

    /// What a column says in each row: a blank goes on from above, but not beside a name that begins to its left.
    fn texts(&self, col: usize, names: &[usize]) -> Vec<&'a str> {
        let mut last = (0, "");
        let mut texts = Vec::with_capacity(self.places.len());
        for &Row { shift, row, counts, .. } in &self.places {
            let begins = names.iter().any(|name| *name < col && self.grid.prints(row, name + shift));
            let text = self.grid.text(row, col + shift);
            if !text.is_empty() || begins || last.0 != shift {
                last = (shift, text);
            }
            texts.extend(counts.then_some(last.1));
        }
        texts
    }
}

/// Which rows are alike.
#[derive(Debug)]
struct Classes {
    of_rows: Vec<usize>,
    count: usize,
}

impl Classes {
    /// The classes parted by what a column says.
    fn parted(&self, texts: &[&str]) -> Self {
        let mut seen = HashMap::default();
        let of_rows = self.of_rows.iter().zip(texts).map(|(class, text)| {
            let next = seen.len();
            *seen.entry((*class, *text)).or_insert(next)
        });
        let of_rows = of_rows.collect();
        Self { of_rows, count: seen.len() }
    }

    /// Whether no two rows are alike.
    fn are_single(&self) -> bool {
        self.count == self.of_rows.len()
    }
}
