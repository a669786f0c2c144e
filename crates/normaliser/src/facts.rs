//! From a table to its targets.

mod alike;
mod listed;
mod row;

use std::borrow::Cow;

use fenjie_model::{
    Annex, Cell, Code, Decimal, Finding, HashMap, HashSet, IndicatorRef, Measure, Method, Period, Place,
    Table, Target, UnitKind, UnitRef, Value, ValueKind,
};

use crate::findings::Findings;
use crate::form::{self, Axis, Form, Group, Role};
use crate::grid::Grid;
use crate::headers::{Headers, period};
use crate::known::Known;
use crate::names::{ColumnNames, Kinds, title_subject};
use crate::neighbours::{share_times, sum_years, tell_results};
use crate::owner::owner;
use crate::paths::column_path;
use crate::printed::{Measures, Printed};
use crate::qualify::{Bearer, named_across, tell_apart};
use crate::room::Targets;
use crate::serials::gaps;
use crate::value::{self, Change};
use crate::when::{months_of_title, year_of_title};
use crate::wholes::{Whole, share_goals, share_measures, with_whole};
use crate::words::{stage, words};
use row::{Above, Line, Row};

/// The targets of one table, row by row and group by group, put behind those of the tables before.
pub(crate) fn targets(
    annex: &Annex,
    table: &Table,
    known: &Known<'_>,
    findings: &mut Findings,
    out: &mut Targets,
) {
    if out.is_full() {
        return;
    }
    let mut header_rows = form::header_rows(table);
    let mut grid = Grid::new(table, header_rows);
    if form::numbers_columns(&grid, header_rows) {
        header_rows += 1;
        grid = Grid::new(table, header_rows);
    }
    // What numbers the columns is printed over them, and says nothing of them.
    let numbers = header_rows.checked_sub(1).filter(|row| *row > 0 && form::numbers_columns(&grid, *row));
    let paths: Vec<_> = numbers
        .map(|_| (0..grid.columns()).map(|col| column_path(&grid, header_rows, col)).collect())
        .unwrap_or_default();
    numbers.into_iter().for_each(|row| grid.blank(row));
    let form = form::find(&grid, header_rows, known);
    grid.fill_labels(header_rows, &form.blanks(table.spans_shown));
    let place = Place { annex: annex.number, table: Some(table.id.clone()), ..Place::default() };
    // Where the glyphs have no Unicode, an error has said so, and there is nothing to guess by.
    if is_readable(table) {
        findings.extend(form.guesses.iter().map(|guess| guess.finding(place.clone())));
    }
    findings.extend(gaps(&grid, &form, &place));
    // A head over a thousand columns stands in the names of each.
    let over = |col| column_path(&grid, form.header_rows, col).into_iter().map(str::len).sum::<usize>();
    if out.has_room((0..grid.columns()).map(over).sum(), &place) {
        Reader { paths, ..Reader::new(annex, table, &grid, &form, known) }.read(&place, findings, out);
    }
}

/// Whether the source tells most of the table's characters.
fn is_readable(table: &Table) -> bool {
    let characters = || table.cells.iter().flat_map(|cell| cell.text.chars());
    let unknown = characters().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    unknown * 2 <= characters().count()
}

/// Reads the rows of a table whose form is known.
struct Reader<'a> {
    annex: &'a Annex,
    table: &'a Table,
    /// What the annex is for.
    period: Period,
    grid: &'a Grid<'a>,
    form: &'a Form,
    known: &'a Known<'a>,
    /// The unit that the table is for, where neither rows nor columns name units.
    owner: Option<&'a str>,
    measures: Measures,
    columns: Vec<Headers<'a>>,
    names: Vec<ColumnNames>,
    /// The texts over each column with what numbers it; none where nothing does.
    paths: Vec<Vec<&'a str>>,
}

/// The indicators found so far, by column, by the names of indicators in the row, by what kinds it tells of, by what is told of what
/// it stands under, by what change the value says that it is of, and by whether it is in %: most rows have the same.
type Indicators<'a> = HashMap<(usize, [Vec<&'a str>; 3], Option<Change>, bool), IndicatorRef>;

impl<'a> Reader<'a> {
    fn new(
        annex: &'a Annex,
        table: &'a Table,
        grid: &'a Grid<'a>,
        form: &'a Form,
        known: &'a Known<'a>,
    ) -> Self {
        // An annex that names a year is for that year, whatever the notice is for.
        let caption = caption_of(annex, table);
        let titles = || caption.into_iter().chain([annex.title.as_str()]);
        let year = titles().find_map(year_of_title).or(known.year);
        let period = Period { year, months: titles().find_map(months_of_title) };
        let region = known.region.map_or("", |region| region.name.as_str());
        // 附件1-2 below 附件1-1, 表二：社会保险目标: what it says that the table is of goes before the annex's title.
        let owner = owner(annex, table, known).filter(|_| form.axis == Axis::Region);
        let of_owner = |title: &str| owner.map_or(title.to_owned(), |owner| title.replacen(owner, "", 1));
        let caption = caption.map(of_owner).filter(|caption| title_subject(caption, region).is_some());
        let title = &caption.unwrap_or_else(|| of_owner(&annex.title));
        let path = |col| column_path(grid, form.header_rows, col);
        let mut columns: Vec<_> = (0..grid.columns()).map(|col| Headers::read(path(col), year)).collect();
        for group in &form.groups {
            share_times(&mut columns, &group.of(Role::Value).collect::<Vec<_>>());
        }
        let subject = title_subject(title, region);
        let mut wholes = wholes(form, &columns, subject.is_some());
        without_others(&mut wholes, grid, form.header_rows);
        share_measures(&mut columns, &wholes);
        for group in &form.groups {
            share_goals(&mut columns, &group.of(Role::Value).collect::<Vec<_>>());
        }
        let named = |path: &[&str]| ColumnNames::read(path, title, subject.as_ref(), known);
        // Who a column is for across the top is no part of what it counts.
        let is_subject = |column: &Headers<'_>, text: &str| {
            form.axis != Axis::Across || named_across(&column.path, known) != Some(text)
        };
        let subjects = |column: &Headers<'a>| -> Vec<&str> {
            column.path.iter().copied().filter(|text| is_subject(column, text)).collect()
        };
        let mut names: Vec<_> = columns.iter().map(|column| named(&subjects(column))).collect();
        for &(col, whole) in &wholes {
            let named = named(&with_whole(&columns, &wholes, (col, whole)));
            names[col] = if whole.in_time { named } else { named.of_part(known) };
        }
        for group in &form.groups {
            let bearer = |col: usize| Bearer::of(&columns[col], form.axis, year, known);
            let values: Vec<_> = group.of(Role::Value).map(|col| (col, bearer(col))).collect();
            tell_apart(&mut names, &values, known);
            // The one value behind a name of its own is told from the others by that.
            let named = group.inner.as_ref().map_or(0..0, |(_, named)| named.clone());
            if let [col] = group.of(Role::Value).filter(|col| named.contains(col)).collect::<Vec<_>>()[..] {
                names[col].told.behind = 0;
            }
            tell_results(&mut columns, &names, &values);
        }
        let measures = Measures::of_table(annex, table, grid, form);
        Self { annex, table, period, grid, form, known, owner, measures, columns, names, paths: Vec::new() }
    }

    fn read(&self, place: &Place, findings: &mut Findings, out: &mut Targets) {
        let (mut rows, cut) = self.rows(out.left(), findings);
        sum_years(rows.iter_mut().map(|(.., labels)| &mut labels.names));
        alike::tell_apart(rows.iter_mut().map(|(.., labels)| labels));
        let mut indicators = Indicators::default();
        for (row, group, labels) in &rows {
            for col in group.of(Role::Value) {
                if let Some(target) = self.target(labels, group, (*row, col), &mut indicators, findings) {
                    out.push(target, place);
                }
                if out.is_full() {
                    return;
                }
            }
        }
        if let Some(row) = cut {
            out.close(Place { row: Some(row), ..place.clone() });
        }
    }

    /// What the rows say about their cells, those of the groups side by side one after the other, up to the row from which on
    /// their names have no room of so many bytes.
    fn rows(
        &self,
        room: usize,
        findings: &mut Findings,
    ) -> (Vec<(usize, &'a Group, Row<'a>)>, Option<usize>) {
        let Self { grid, form, .. } = self;
        let mut rows = Vec::new();
        let mut section = None;
        // Where a page prints the header again.
        let mut is_below_header = false;
        let heads = form.groups.iter().map(|group| form::heads(grid, form.header_rows, group));
        let heads: Vec<_> = heads.collect();
        let mut above = vec![Above::default(); form.groups.len()];
        let mut bytes = 0;
        for row in form.header_rows..grid.rows() {
            if bytes > room {
                return (rows, Some(row));
            }
            if let Some(text) = form::section(grid, row) {
                section = Some((row, text));
                above.fill(Above::default());
                continue;
            }
            section = section.filter(|(head, _)| !form::ends_section(grid, *head, row));
            let repeats_header = form::repeats_header(grid, form.header_rows, row);
            if repeats_header || is_below_header && form::numbers_columns(grid, row) {
                is_below_header = repeats_header;
                continue;
            }
            is_below_header = false;
            let first = rows.len();
            for ((group, heads), above) in form.groups.iter().zip(&heads).zip(&mut above) {
                let line = Line { table: self, group, row, is_head: heads[row] };
                let Some(mut labels) = line.read(section.map(|(_, text)| text), findings) else { continue };
                if let Some(taken) = above.unit_of(&labels) {
                    findings.extend(line.without_name(Some(taken)));
                }
                above.name(&mut labels);
                bytes += labels.names.path.iter().map(|name| name.len()).sum::<usize>();
                rows.push((row, group, labels));
            }
            self.sum_once(&mut rows, first);
        }
        (rows, None)
    }

    /// The total of a folded table stands under its last group alone: the others, which it has come to from the left, print
    /// nothing. The rows from `first` on are of one row of the table.
    fn sum_once(&self, rows: &mut Vec<(usize, &'a Group, Row<'a>)>, first: usize) {
        let is_total =
            |labels: &Row<'a>| labels.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Total);
        let is_said = |(row, group, _): &(usize, &Group, Row<'a>)| {
            group.of(Role::Value).any(|col| self.grid.prints(*row, col))
        };
        let totals = |rows: &[(usize, &'a Group, Row<'a>)]| rows.iter().all(|(.., labels)| is_total(labels));
        if rows.len() > first + 1 && totals(&rows[first..]) && rows[first..].iter().any(is_said) {
            let of_row = rows.split_off(first);
            rows.extend(of_row.into_iter().filter(is_said));
        }
    }

    fn target(
        &self,
        labels: &Row<'a>,
        group: &Group,
        (row, col): (usize, usize),
        indicators: &mut Indicators<'a>,
        findings: &mut Findings,
    ) -> Option<Target> {
        let cell = self.grid.cell(row, col)?;
        let text = self.said(cell, row, col)?;
        let place = Place { row: Some(row), col: Some(col), ..self.place(cell) };
        let value = value::read(text);
        if !text.is_empty() {
            findings.extend(over_several(cell, &place));
        }
        let column = &self.columns[col];
        let named = match self.form.axis {
            Axis::Across => named_across(&column.path, self.known),
            Axis::Down | Axis::Region => None,
        };
        let unit = match named {
            Some(name) => Some(self.unit(name, self.form.header_rows.saturating_sub(1), col, findings)),
            None if self.form.axis == Axis::Across => self.known.region_unit(),
            None => labels.unit.clone(),
        };
        // What stands behind a value for those behind it does not name the value.
        let inner = group.inner.as_ref().filter(|(_, named)| !named.contains(&col));
        let names = match inner.map(|(name, _)| self.grid.text(row, *name)) {
            None => Cow::Borrowed(&labels.indicators),
            Some(inner) => {
                Cow::Owned(labels.indicators.iter().filter(|text| **text != inner).copied().collect())
            }
        };
        let subjects = names.iter().chain(&column.path).filter(|text| Some(**text) != named);
        let subjects: Vec<&str> = subjects.copied().collect();
        let printed = Printed {
            row: &labels.names,
            is_of_columns: labels.of_columns,
            subjects: &subjects,
            column,
            beside: labels.measure,
            value: value.measure.as_deref(),
        };
        let change = printed.change(&value);
        // 5% beside 98.0 in a row of 亿元 tells how much that grows.
        let prints_amount = || *labels.prints_amount.get_or_init(|| self.prints_amount(row));
        let in_per_cent = printed.is_in_per_cent() || printed.is_rate_of_money() && prints_amount();
        let subject = || {
            let things = self.form.groups.iter().any(|group| group.things);
            let kinds = Kinds { texts: &labels.kinds, things };
            self.names[col].subject(&names, kinds, &labels.under).changed(change, in_per_cent)
        };
        let mut indicator = indicators
            .entry((col, [&*names, &labels.kinds, &labels.under].map(Clone::clone), change, in_per_cent))
            .or_insert_with(|| self.known.indicator(&subject()))
            .clone();
        let measure = self.measure(&printed, value.kind, &place, findings);
        if measure.as_ref().is_some_and(|measure| self.known.is_of_another(&indicator, measure)) {
            indicator = IndicatorRef { id: None, name: subject().name };
        }
        if indicator.id.is_none() {
            findings.unknown_indicator(&indicator.name, place.clone());
        }
        findings.extend(in_doubt(&value, &place));
        let is_bare = measure.is_none() && value.kind == ValueKind::Number && value.bound.is_none();
        let value = if is_bare { Value { bound: printed.bound(), ..value } } else { value };
        Some(Target {
            annex: self.annex.number,
            table: self.table.id.clone(),
            row,
            col,
            stage: value
                .note
                .as_deref()
                .and_then(stage)
                .or(column.stage)
                .or(labels.names.stage)
                .map(str::to_owned),
            period: period(&labels.names, column, self.period),
            indicator,
            row_path: owned(&labels.names.path),
            column_path: owned(self.paths.get(col).unwrap_or(&column.path)),
            unit,
            measure,
            value,
            category: labels.category.map(str::to_owned),
            number: labels.number,
            allocation: labels.allocation.clone(),
            responsible: self.responsible(labels, named),
            at: cell.at,
        })
    }

    /// Who answers for a cell: of those whom its row names not who stands under the name of another unit (责任单位 under 市区).
    fn responsible(&self, labels: &Row<'a>, named: Option<&str>) -> Vec<UnitRef> {
        let over = |of: usize| {
            let mut heads = self.columns[of].path.iter().rev();
            heads.find(|text| self.known.unit_kind(text).is_some()).copied()
        };
        let is_of_other = |of: usize| over(of).is_some_and(|over| Some(over) != named);
        let across = self.form.axis == Axis::Across;
        let units = labels.responsible.iter().filter(|(of, _)| !(across && is_of_other(*of)));
        units.map(|(_, unit)| unit.clone()).collect()
    }

    /// Whether a row prints a number without a measure of its own.
    fn prints_amount(&self, row: usize) -> bool {
        let columns = self.form.groups.iter().flat_map(|group| group.of(Role::Value));
        let mut values = columns.map(|col| value::read(self.grid.text(row, col)));
        values.any(|value| value.kind == ValueKind::Number && value.measure.is_none())
    }

    /// What a cell says at a place. A value merged over several places is one fact, told at its first; where it says
    /// nothing, it says so of each. Where no rule shows the merging, the places after the first are likelier blank.
    fn said(&self, cell: &'a Cell, row: usize, col: usize) -> Option<&'a str> {
        if (cell.row, cell.col) == (row, col) {
            return Some(&cell.text);
        }
        (cell.text.is_empty() || self.table.method == Method::Aligned).then_some("")
    }

    /// The unit of a name that stands at a place.
    fn unit(&self, raw: &str, row: usize, col: usize, findings: &mut Findings) -> UnitRef {
        let unit = self.known.unit(raw);
        if unit.id.is_none() && !unit.kind.is_sum() {
            let place = self.grid.cell(row, col).map_or_else(Place::default, |cell| self.place(cell));
            match self.known.ambiguous(raw) {
                Some(ids) => findings.ambiguous_unit(raw, &ids, place),
                None if unit.kind.is_body() => findings.unknown_unit(raw, place),
                // 其他 is nobody's name, which no registry can learn.
                None => {}
            }
        }
        unit
    }

    /// The unit of a row where no rows and no columns name units.
    fn unit_of_all(&self, row: usize, findings: &mut Findings) -> Option<UnitRef> {
        let owner = self.owner.map(|name| self.unit(name, row, 0, findings));
        owner.or_else(|| self.known.region_unit())
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
                    let of_column = self.form.axis == Axis::Down || printed.column.share;
                    let header = if of_column { printed.column } else { printed.row };
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

    /// Whether every cell's extent is printed, so that a blank one is of no merged cell.
    fn is_ruled(&self) -> bool {
        self.table.spans_shown && self.table.method == Method::Ruled
    }
}

/// The caption of one of several tables of an annex, without its number.
fn caption_of<'a>(annex: &Annex, table: &'a Table) -> Option<&'a str> {
    let caption = table.caption.as_deref().filter(|_| annex.tables.len() > 1)?;
    let numbered = words!("附件 附表 表").after(caption.trim_start()).unwrap_or(caption);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十-—–－（）()".contains(c);
    Some(numbered.trim_start_matches(is_number).trim_start_matches(['：', ':', '、', '.', '．', ' ']))
}

/// The columns of values that tell of one before them in their group, with these.
fn wholes(form: &Form, columns: &[Headers<'_>], titled: bool) -> Vec<(usize, Whole)> {
    let of_group = |group: &Group| {
        let values: Vec<usize> = group.of(Role::Value).collect();
        crate::wholes::wholes(columns, &values, titled)
    };
    form.groups.iter().flat_map(of_group).collect()
}

/// Leaves out the parts that are such by their names alone, where the rows do not add them up to their whole.
fn without_others(wholes: &mut Vec<(usize, Whole)>, grid: &Grid<'_>, header_rows: usize) {
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::default();
    for (col, whole) in wholes.iter() {
        parts.entry(whole.col).or_default().push(*col);
    }
    let by_name = wholes.iter().filter(|(_, whole)| whole.by_name).map(|(_, whole)| whole.col);
    let asked: HashSet<usize> = by_name.collect();
    let number = |row: usize, col: usize| value::read(grid.text(row, col)).number;
    let add_up = |whole: usize| {
        let sum = |row: usize| {
            parts[&whole].iter().try_fold(Decimal::ZERO, |sum, col| sum.checked_add(number(row, *col)?))
        };
        let rows = header_rows..grid.rows();
        let mut told = rows.filter_map(|row| Some((number(row, whole)?, sum(row)?))).peekable();
        told.peek().is_some() && told.all(|(whole, sum)| whole == sum)
    };
    let others: HashSet<usize> = asked.into_iter().filter(|whole| !add_up(*whole)).collect();
    wholes.retain(|(_, whole)| !(whole.by_name && others.contains(&whole.col)));
}

/// Says that one value stands over several places.
fn over_several(cell: &Cell, place: &Place) -> Option<Finding> {
    if cell.row_span == 1 && cell.col_span == 1 {
        return None;
    }
    let message = format!("one value stands over {} rows and {} columns", cell.row_span, cell.col_span);
    let readings = ["the value of the first place alone", "the value of each place"];
    let finding = Finding::ambiguous(Code::TableAmbiguous, message, readings, place.clone());
    Some(finding.printed(&cell.text).other_reading(each_alone(cell)))
}

/// Says that no rule reads what stands in the place of a number.
fn in_doubt(value: &Value, place: &Place) -> Option<Finding> {
    let message = if !value::is_unclear(value) {
        return None;
    } else if value::is_placeholder(&value.raw) {
        format!("{} is what a spreadsheet prints in the place of a number", value.raw)
    } else {
        format!("{} has digits and does not read as a number", value.raw)
    };
    Some(Finding::new(Code::ValueUnclear, message, place.clone()).printed(&value.raw))
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

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|text| (*text).to_owned()).collect()
}
