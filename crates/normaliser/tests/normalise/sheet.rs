//! Tables drawn as text, and targets as lines.

use fenjie_model::{Annex, At, Cell, Code, Method, Notice, Table, Target};
use fenjie_normaliser::registry::Registry;
use fenjie_normaliser::{Normalised, normalise};

/// A notice of one annex, drawn as text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    title: &'static str,
    measure_note: Option<&'static str>,
    header_rows: usize,
    rows: &'static str,
}

impl Sheet {
    /// A table with one line a row, cells parted by `|`; `<` is a place of the cell to its left, `^` of the cell above.
    pub(crate) fn new(header_rows: usize, rows: &'static str) -> Self {
        Self { header_rows, rows, ..Self::default() }
    }

    /// The annex's title.
    pub(crate) fn title(self, title: &'static str) -> Self {
        Self { title, ..self }
    }

    /// The 单位 line above the table.
    pub(crate) fn measure(self, note: &'static str) -> Self {
        Self { measure_note: Some(note), ..self }
    }

    /// What it says, with its spans shown.
    pub(crate) fn read(&self) -> Normalised {
        read(std::slice::from_ref(self), true)
    }

    /// Its targets, with its spans shown or without.
    pub(crate) fn targets(&self, spans_shown: bool) -> Vec<Target> {
        read(std::slice::from_ref(self), spans_shown).targets
    }

    /// The messages of its findings of a code.
    pub(crate) fn told(&self, code: Code) -> Vec<String> {
        let found = self.read().findings.into_iter().filter(|finding| finding.code == code);
        found.map(|finding| finding.message).collect()
    }

    /// The table; where spans are not shown, a merged cell goes on as empty cells.
    pub(crate) fn table(&self, id: &str, spans_shown: bool) -> Table {
        let rows: Vec<Vec<&str>> =
            self.rows.trim().lines().map(|line| line.split('|').map(str::trim).collect()).collect();
        let mut cells: Vec<Cell> = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (col, text) in texts.iter().enumerate() {
                let merged = matches!(*text, "<" | "^");
                if merged && spans_shown {
                    grow(&mut cells, row, col, text);
                } else {
                    let text = if merged { "" } else { text };
                    let at = At::Line(u32::try_from(row + 1).unwrap());
                    cells.push(Cell::new(row, col, text, at));
                }
            }
        }
        Table {
            id: id.to_owned(),
            header_rows: self.header_rows,
            spans_shown,
            ..Table::new(rows.len(), rows[0].len(), Method::Ruled, cells)
        }
    }
}

fn grow(cells: &mut [Cell], row: usize, col: usize, text: &str) {
    let (r, c) = if text == "<" { (row, col - 1) } else { (row - 1, col) };
    let covers = |cell: &Cell| {
        (cell.row..cell.row + cell.row_span).contains(&r) && (cell.col..cell.col + cell.col_span).contains(&c)
    };
    let cell = cells.iter_mut().find(|cell| covers(cell)).expect("a merged place has a cell to belong to");
    cell.col_span = cell.col_span.max(col + 1 - cell.col);
    cell.row_span = cell.row_span.max(row + 1 - cell.row);
}

/// The notice of the sheets, one annex each.
pub(crate) fn notice(sheets: &[Sheet], spans_shown: bool) -> Notice {
    let annexes = sheets.iter().zip(1_u32..).map(|(sheet, number)| Annex {
        number: Some(number),
        title: sheet.title.to_owned(),
        measure_note: sheet.measure_note.map(str::to_owned),
        tables: vec![sheet.table(&format!("a{number:02}-t1"), spans_shown)],
        ..Annex::default()
    });
    Notice {
        issuer: Some("青浦区人民政府办公室".to_owned()),
        year: Some(2023),
        annexes: annexes.collect(),
        ..Notice::default()
    }
}

/// What the sheets say.
pub(crate) fn read(sheets: &[Sheet], spans_shown: bool) -> Normalised {
    normalise(&notice(sheets, spans_shown), &Registry::builtin())
}

/// Checks the targets of a table, with its spans shown and without: one line each, as [`line`] writes them.
#[track_caller]
pub(crate) fn check(sheet: &Sheet, expected: &str) {
    for spans_shown in [true, false] {
        let got: Vec<String> = sheet.targets(spans_shown).iter().map(line).collect();
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(got, expected, "spans shown: {spans_shown}");
    }
}

/// `row path | column path | unit | measure | value`.
pub(crate) fn line(target: &Target) -> String {
    let unit = target.unit.as_ref().map_or("", |unit| unit.raw.as_str());
    let measure = target.measure.as_ref().map_or("", |measure| measure.raw.as_str());
    [&target.row_path.join("/"), &target.column_path.join("/"), unit, measure, &target.value.raw].join(" | ")
}
