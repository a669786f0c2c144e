//! From a table to its targets.

use fenjie_model::{
    Annex, Cell, Code, Finding, HashMap, IndicatorRef, Measure, Method, Period, Place, Table, Target,
    UnitKind, UnitRef, Value, ValueKind,
};

use crate::findings::Findings;
use crate::form::{self, Axis, Form, Group, Guess, Role};
use crate::grid::{Blank, Grid};
use crate::headers::Headers;
use crate::known::{Known, is_nothing, is_value};
use crate::measure;
use crate::names::{ColumnNames, says_how};
use crate::paths::{column_path, row_path};
use crate::printed::{Measures, Printed};
use crate::qualify::{Bearer, named_across, tell_apart};
use crate::registry::sums_group;
use crate::serials::{gaps, serial};
use crate::value;
use crate::when::{nearest, since_january, stage, year_of_title};
use crate::words::{is_attribute, is_growth};

/// The targets of one table, row by row and group by group, put behind those of the tables before.
pub(crate) fn targets(
    annex: &Annex,
    table: &Table,
    known: &Known<'_>,
    findings: &mut Findings,
    out: &mut Vec<Target>,
) {
    let header_rows = header_rows(table);
    let mut grid = Grid::new(table, header_rows);
    let form = form::find(&grid, header_rows, known);
    grid.fill_labels(header_rows, &labels(&form, table.spans_shown));
    let place = Place { annex: annex.number, table: Some(table.id.clone()), ..Place::default() };
    // Where the glyphs have no Unicode, an error has said so, and there is nothing to guess by.
    if is_readable(table) {
        for guess in &form.guesses {
            let Guess { message, readings } = guess.clone();
            findings.push(Finding::ambiguous(Code::RolesUnclear, message, readings, place.clone()));
        }
    }
    gaps(&grid, &form, &place).into_iter().for_each(|gap| findings.push(gap));
    // The annex's line stands above its first table, and says nothing of the others.
    let of_annex = annex
        .measure_note
        .as_deref()
        .filter(|_| annex.tables.first().is_some_and(|first| first.id == table.id));
    let of_names = measure_of_names(&grid, &form);
    let measures = Measures::new(table.measure_note.as_deref().or(of_annex).or(of_names.as_deref()));
    // An annex that names a year is for that year, whatever the notice is for.
    let year = year_of_title(&annex.title).or(known.year);
    let columns: Vec<Headers<'_>> = (0..grid.columns())
        .map(|col| Headers::read(column_path(&grid, form.header_rows, col), year))
        .collect();
    let mut names: Vec<_> =
        columns.iter().map(|column| ColumnNames::read(&column.path, &annex.title, known)).collect();
    for group in &form.groups {
        let bearer = |col: usize| Bearer::of(&columns[col], form.axis, year, known);
        let values = group.of(Role::Value).map(|col| (col, bearer(col)));
        tell_apart(&mut names, &values.collect::<Vec<_>>());
    }
    let reader =
        Reader { annex, table, year, grid: &grid, form: &form, known, measures: &measures, columns, names };
    reader.read(findings, out);
}

/// The measure over the names (指标（亿元）), which holds for the whole table as a 单位 line does. In 乡镇（场） it is no count.
fn measure_of_names(grid: &Grid<'_>, form: &Form) -> Option<String> {
    let group = form.groups.first()?;
    let over = |col| column_path(grid, form.header_rows, col).into_iter().filter_map(measure::of_header);
    let is_count = |measure: &Measure| measure.dimension.as_deref() == Some("count");
    let of_units = group.of(Role::Unit).flat_map(over).filter(|measure| !is_count(measure));
    let mut measures = of_units.chain(group.of(Role::Indicator).flat_map(over));
    measures.find(|measure| measure.id.is_some()).map(|measure| measure.raw)
}

/// Whether the source tells most of the table's characters.
fn is_readable(table: &Table) -> bool {
    let characters = || table.cells.iter().flat_map(|cell| cell.text.chars());
    let unknown = characters().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    unknown * 2 <= characters().count()
}

/// The number of header rows; where the parser found none, the rows before the first that has a value.
fn header_rows(table: &Table) -> usize {
    if table.header_rows > 0 {
        return table.header_rows.min(table.rows);
    }
    let first =
        table.cells.iter().filter(|cell| cell.col > 0 && is_value(&cell.text)).map(|cell| cell.row).min();
    first.unwrap_or(1).clamp(1, table.rows.max(1)).min(table.rows)
}

/// How the blanks of each label column are to be taken.
fn labels(form: &Form, spans_shown: bool) -> Vec<(usize, Blank)> {
    form.groups
        .iter()
        .flat_map(|group| group.columns.iter().map(move |column| (group, column)))
        .filter_map(|(group, &(col, role))| {
            let blank = match role {
                _ if group.apart.contains(&col) => {
                    if group.of(Role::Unit).chain(group.of(Role::Indicator)).any(|name| name < col) {
                        Blank::Name
                    } else {
                        Blank::Over
                    }
                }
                Role::Unit | Role::Indicator => Blank::Name,
                Role::Serial if spans_shown => Blank::Empty,
                Role::Serial | Role::Category => Blank::Label,
                Role::Measure | Role::Allocation | Role::Responsible => Blank::Above,
                Role::Task | Role::Aside => Blank::Aside,
                Role::Value => return None,
            };
            Some((col, blank))
        })
        .collect()
}

/// Whether every cell's extent is printed, so that a blank one is of no merged cell.
fn is_ruled(table: &Table) -> bool {
    table.spans_shown && table.method == Method::Ruled
}

/// Reads the rows of a table whose form is known.
struct Reader<'a> {
    annex: &'a Annex,
    table: &'a Table,
    year: Option<i16>,
    grid: &'a Grid<'a>,
    form: &'a Form,
    known: &'a Known<'a>,
    measures: &'a Measures,
    columns: Vec<Headers<'a>>,
    names: Vec<ColumnNames>,
}

/// The indicators found so far, by column, by the names of indicators in the row, and by whether the value says that
/// they grow: most rows have the same.
type Indicators<'a> = HashMap<(usize, Vec<&'a str>, bool), IndicatorRef>;

/// What a row says about all of its cells.
struct Row<'a> {
    names: Headers<'a>,
    /// The names in it that are of indicators.
    indicators: Vec<&'a str>,
    unit: Option<UnitRef>,
    measure: &'a str,
    category: Option<String>,
    number: Option<i64>,
    allocation: Option<String>,
    responsible: Vec<UnitRef>,
}

/// What the rows above a row name.
#[derive(Debug, Clone, Default)]
struct Above<'a> {
    unit: Option<UnitRef>,
    indicators: Vec<&'a str>,
}

impl<'a> Above<'a> {
    /// Lets a row that only says how its numbers are meant (增长 below 社会消费品零售总额) be of what the row above names for the
    /// same unit.
    fn name(&mut self, labels: &mut Row<'a>) {
        let how = !labels.indicators.is_empty() && labels.indicators.iter().all(|text| says_how(text));
        if how && self.unit == labels.unit {
            labels.indicators.splice(0..0, self.indicators.iter().copied());
        } else {
            let indicators = if how { Vec::new() } else { labels.indicators.clone() };
            *self = Self { unit: labels.unit.clone(), indicators };
        }
    }
}

impl<'a> Reader<'a> {
    fn read(&self, findings: &mut Findings, out: &mut Vec<Target>) {
        let mut indicators = Indicators::default();
        let mut section = None;
        let mut above = vec![Above::default(); self.form.groups.len()];
        let groups = self.form.groups.iter();
        let heads: Vec<_> =
            groups.map(|group| form::heads(self.grid, self.form.header_rows, group)).collect();
        for row in self.form.header_rows..self.grid.rows() {
            if let Some(text) = form::section(self.grid, row) {
                section = Some(text.to_owned());
                above.fill(Above::default());
                continue;
            }
            if form::repeats_header(self.grid, self.form.header_rows, row) {
                continue;
            }
            for ((group, heads), above) in self.form.groups.iter().zip(&heads).zip(&mut above) {
                if let Some(mut labels) = self.row(row, group, heads[row], section.as_deref(), findings) {
                    above.name(&mut labels);
                    for col in group.of(Role::Value) {
                        out.extend(self.target(row, col, &labels, &mut indicators, findings));
                    }
                }
            }
        }
    }

    fn row(
        &self,
        row: usize,
        group: &Group,
        is_head: bool,
        section: Option<&str>,
        findings: &mut Findings,
    ) -> Option<Row<'a>> {
        // The last row of a folded table can lack a group.
        let is_printed = || group.columns.iter().any(|(col, _)| self.grid.prints(row, *col));
        if self.form.groups.len() > 1 && !is_printed() {
            return None;
        }
        let mut names = group.names(self.form.axis);
        let is_above = |col: &usize| self.is_from_above(row, *col);
        let sum = names.iter().map(|col| self.grid.text(row, *col)).find(|name| form::names_sum(name));
        // A total over all, or what heads the rows below it, is of nothing that a blank beside it goes on from.
        if is_head || is_ruled(self.table) && sum.is_some_and(|sum| !sums_group(sum)) {
            names.retain(|col| !is_above(col));
        }
        let path = row_path(self.grid, row, &names);
        let unit = match self.form.axis {
            Axis::Down => {
                let named = group.of(Role::Unit).filter(|col| !(is_head && is_above(col)));
                let named = named.filter(|&col| !self.grid.text(row, col).is_empty()).last();
                let raw = named.map_or("", |col| self.grid.text(row, col));
                let Some(col) = named.filter(|_| !is_nothing(raw)) else {
                    self.without_name(row, group, None, findings);
                    return None;
                };
                if self.table.spans_shown && self.is_from_above(row, col) {
                    self.without_name(row, group, self.grid.cell(row, col), findings);
                }
                Some(self.unit(raw, row, col, findings))
            }
            Axis::Across => None,
            Axis::Region => {
                if path.is_empty() && !group.of(Role::Value).any(|col| self.grid.prints(row, col)) {
                    return None;
                }
                self.known.region_unit()
            }
        };
        let is_total = self.form.axis == Axis::Down
            && unit
                .as_ref()
                .is_some_and(|unit| matches!(unit.kind, UnitKind::Total | UnitKind::DistrictTotal));
        // A total over all sections is of none of them.
        let over_all = is_total && unit.as_ref().is_some_and(|unit| !sums_group(&unit.raw));
        let section = section.filter(|_| !over_all);
        let texts = |role| {
            let columns = group.of(role).filter(|col| !(is_head && is_above(col)));
            columns.map(|col| (col, self.grid.text(row, col))).filter(|(_, text)| !text.is_empty())
        };
        // A name that reaches over the column of another role is no more than a name.
        let is_named = |role| {
            let names = || group.of(Role::Unit).chain(group.of(Role::Indicator));
            let is_of_name = |col| {
                let owner = self.grid.owner(row, col);
                owner.is_some() && names().any(|name| self.grid.owner(row, name) == owner)
            };
            group.of(role).any(is_of_name)
        };
        // 属性 says what kind of goal it is, where nothing says what it belongs to.
        let category = |attribute| {
            let mut said = texts(Role::Category).filter(|_| !is_named(Role::Category));
            said.find(|(col, _)| self.columns[*col].path.iter().any(|text| is_attribute(text)) == attribute)
                .map(|(_, text)| text)
        };
        // What stands above the blank beside a sum or a head is not said of it.
        let is_sum = is_total || sum.is_some();
        let is_said = |col: &usize| !((is_sum || is_head) && is_above(col));
        let responsible = group
            .of(Role::Responsible)
            .filter(is_said)
            .flat_map(|col| {
                let names: Vec<_> = listed(self.grid.text(row, col))
                    .into_iter()
                    .map(str::trim)
                    .filter(|n| !n.is_empty() && !is_nothing(n))
                    .collect();
                names.into_iter().map(move |name| (col, name))
            })
            .map(|(col, name)| self.unit(name, row, col, findings))
            .collect();
        let of_units: &[Role] =
            if self.form.axis == Axis::Down { &[Role::Unit, Role::Category] } else { &[Role::Unit] };
        let indicators: Vec<usize> = names
            .into_iter()
            .filter(|name| !of_units.iter().any(|role| group.of(*role).any(|col| col == *name)))
            .filter(|name| !group.apart.contains(name))
            .collect();
        Some(Row {
            names: Headers::read(path, self.year),
            indicators: row_path(self.grid, row, &indicators),
            unit,
            measure: group
                .of(Role::Measure)
                .filter(|col| self.form.axis == Axis::Down || is_said(col))
                .map(|col| self.grid.text(row, col))
                .find(|text| !is_nothing(text))
                .unwrap_or(""),
            category: category(false).or(section).or_else(|| category(true)).map(str::to_owned),
            // A number that is merged over a total is not the total's.
            number: texts(Role::Serial)
                .next()
                .map(|(_, text)| text)
                .filter(|_| !is_sum || group.of(Role::Serial).any(|col| self.grid.prints(row, col)))
                .and_then(serial),
            allocation: group
                .of(Role::Allocation)
                .filter(is_said)
                .map(|col| self.grid.text(row, col))
                .find(|text| !text.is_empty())
                .map(str::to_owned),
            responsible,
        })
    }

    /// Whether the place is blank, and was given to the cell above it.
    fn is_from_above(&self, row: usize, col: usize) -> bool {
        self.grid.cell(row, col).is_some_and(|cell| cell.row + cell.row_span <= row)
    }

    /// Says that a row of numbers names no unit, and which one above was taken for it.
    fn without_name(&self, row: usize, group: &Group, taken: Option<&Cell>, findings: &mut Findings) {
        let is_number = |text: &str| is_value(text) && !is_nothing(text);
        let mut numbers = group.of(Role::Value).filter(|&col| is_number(self.grid.text(row, col)));
        let Some(first) = numbers.find_map(|col| self.grid.cell(row, col)) else { return };
        let none = "targets of a unit without a name".to_owned();
        let readings = match taken {
            Some(above) => [format!("targets of {}, above it", above.text), none],
            None => ["a row without targets".to_owned(), none],
        };
        let finding =
            Finding::ambiguous(Code::RolesUnclear, "the row names no unit", readings, self.place(first));
        findings.push(finding.printed(&first.text));
    }

    fn target(
        &self,
        row: usize,
        col: usize,
        labels: &Row<'a>,
        indicators: &mut Indicators<'a>,
        findings: &mut Findings,
    ) -> Option<Target> {
        let cell = self.grid.cell(row, col)?;
        // A value merged over several places is one fact, told at its first; where it says nothing, it says so of each.
        // Where no rule shows the merging, the places after the first are likelier blank.
        let first = (cell.row, cell.col) == (row, col);
        let text = if first { cell.text.as_str() } else { "" };
        if !first && !cell.text.is_empty() && self.table.method != Method::Aligned {
            return None;
        }
        let place = Place { row: Some(row), col: Some(col), ..self.place(cell) };
        if (cell.row_span > 1 || cell.col_span > 1) && !text.is_empty() {
            let message =
                format!("one value stands over {} rows and {} columns", cell.row_span, cell.col_span);
            let readings = ["the value of the first place alone", "the value of each place"];
            let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place.clone());
            findings.push(finding.printed(&cell.text).other_reading(each_alone(cell)));
        }
        let column = &self.columns[col];
        let value = value::read(text);
        let unit = match self.form.axis {
            Axis::Across => self.unit_across(&column.path, col, findings),
            Axis::Down | Axis::Region => labels.unit.clone(),
        };
        // Across the top the last header names the unit.
        let above = match self.form.axis {
            Axis::Across => column.path.split_last().map_or(&[][..], |(_, above)| above),
            Axis::Down | Axis::Region => &column.path,
        };
        let printed = Printed {
            row: &labels.names,
            subjects: &[&*labels.indicators, above].concat(),
            column,
            beside: labels.measure,
            value: value.measure.as_deref(),
        };
        let grows = is_growing(&value) && !printed.is_of_ratio();
        let indicator = indicators.entry((col, labels.indicators.clone(), grows)).or_insert_with(|| {
            let mut subject = self.names[col].subject(&labels.indicators);
            subject.growth |= grows;
            self.known.indicator(&subject)
        });
        if indicator.id.is_none() {
            findings.unknown_indicator(&indicator.name, place.clone());
        }
        let measure = self.measure(&printed, value.kind, &place, findings);
        if value::is_unclear(&value) {
            let message = if value::is_placeholder(&value.raw) {
                format!("{} is what a spreadsheet prints in the place of a number", value.raw)
            } else {
                format!("{} has digits and does not read as a number", value.raw)
            };
            findings.push(Finding::new(Code::ValueUnclear, message, place.clone()).printed(&value.raw));
        }
        let of_annex = Period { year: self.year, months: None };
        let told = [labels.names.period, of_annex].into_iter().fold(column.period, nearest);
        let cumulative = column.cumulative || labels.names.cumulative;
        Some(Target {
            annex: self.annex.number,
            table: self.table.id.clone(),
            row,
            col,
            stage: value.note.as_deref().and_then(stage).or(column.stage).map(str::to_owned),
            period: if cumulative { since_january(told) } else { told },
            indicator: indicator.clone(),
            row_path: owned(&labels.names.path),
            column_path: owned(&column.path),
            unit,
            measure,
            value,
            category: labels.category.clone(),
            number: labels.number,
            allocation: labels.allocation.clone(),
            responsible: labels.responsible.clone(),
            at: cell.at,
        })
    }

    /// The unit that a column is named after, or the region.
    fn unit_across(&self, column_path: &[&str], col: usize, findings: &mut Findings) -> Option<UnitRef> {
        match named_across(column_path, self.known) {
            Some(name) => Some(self.unit(name, self.form.header_rows.saturating_sub(1), col, findings)),
            None => self.known.region_unit(),
        }
    }

    fn unit(&self, raw: &str, row: usize, col: usize, findings: &mut Findings) -> UnitRef {
        let unit = self.known.unit(raw);
        if unit.id.is_none() && !matches!(unit.kind, UnitKind::Total | UnitKind::DistrictTotal) {
            let place = self.grid.cell(row, col).map_or_else(Place::default, |cell| self.place(cell));
            match self.known.ambiguous(raw) {
                Some(ids) => findings.ambiguous_unit(raw, &ids, place),
                None => findings.unknown_unit(raw, place),
            }
        }
        unit
    }

    fn measure(
        &self,
        printed: &Printed<'_>,
        kind: ValueKind,
        place: &Place,
        findings: &mut Findings,
    ) -> Option<Measure> {
        match self.measures.of(printed) {
            Ok(measure) => {
                if measure.id.is_none() {
                    findings.unknown_measure(&measure.raw, place.clone());
                }
                Some(measure)
            }
            Err(missing) => {
                if matches!(kind, ValueKind::Number | ValueKind::Range) {
                    let header = if self.form.axis == Axis::Down { printed.column } else { printed.row };
                    findings.missing_measure(missing, &header.path.join("/"), place.clone());
                }
                None
            }
        }
    }

    fn place(&self, cell: &Cell) -> Place {
        Place {
            annex: self.annex.number,
            table: Some(self.table.id.clone()),
            row: Some(cell.row),
            col: Some(cell.col),
            at: Some(cell.at),
            page: None,
        }
    }
}

/// Whether a value is a rate of growth by its own words: 增长8%, 同比增长5%左右.
fn is_growing(value: &Value) -> bool {
    let grows =
        |note: &str| note.split('；').next().is_some_and(|words| words.ends_with("增长") || is_growth(words));
    value.measure.as_deref().is_some_and(|measure| matches!(measure, "%" | "％"))
        && value.note.as_deref().is_some_and(grows)
}

/// The names of a list, parted by 、 outside brackets (各县（市、区）人民政府、市发改委).
fn listed(names: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let outside = |c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '、' && depth == 0
    };
    names.split(outside).collect()
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|text| (*text).to_owned()).collect()
}
/// A merged cell as single ones that all say what it says; none where it is too large to be looked at.
fn each_alone(cell: &Cell) -> Vec<Cell> {
    const MOST: usize = 64;
    if cell.row_span.saturating_mul(cell.col_span) > MOST {
        return Vec::new();
    }
    let rows = cell.row..cell.row + cell.row_span;
    let places = rows.flat_map(|row| (cell.col..cell.col + cell.col_span).map(move |col| (row, col)));
    places.map(|(row, col)| Cell { row, col, row_span: 1, col_span: 1, ..cell.clone() }).collect()
}
