//! From a table to its targets.

mod across;
mod added;
mod alike;
mod bodiless;
mod columns;
mod grouped;
mod growing;
mod listed;
mod measured;
mod merged;
mod next_year;
mod of_all;
mod paid;
mod parts;
mod quarters;
mod repeated;
mod row;
mod signed;
mod staged;
mod target;
mod unit_heads;

use std::cell::OnceCell;

use fenjie_model::{Annex, Cell, Finding, HashMap, HashSet, Method, Period, Place, Table, UnitKind, UnitRef};

use crate::findings::Findings;
use crate::form::{self, Axis, Form, Group, Role};
use crate::grid::Grid;
use crate::headers::Headers;
use crate::known::Known;
use crate::names::{ColumnNames, title_subject};
use crate::neighbours::sum_years;
use crate::owner::owner;
use crate::paths::column_path;
use crate::printed::Measures;
use crate::room::Targets;
use crate::serials::gaps;
use crate::when::{months_of_title, year_of_title};
use crate::words::words;
use columns::Columns;
use row::{Above, Line, Row};
use target::Indicators;

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
    let place = Place { annex: annex.number, table: Some(table.id.clone()), ..Place::default() };
    if let Some((grouped, said)) = grouped::table(table, &place) {
        findings.extend(said);
        return targets(annex, &grouped, known, findings, out);
    }
    let mut header_rows = form::header_rows(table);
    let mut grid = Grid::new(table, header_rows);
    if form::measures_columns(&grid, header_rows) {
        header_rows += 1;
        grid = Grid::new(table, header_rows);
    }
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
    let (heads, of_heads) = form::headed(&grid, header_rows, known);
    grid.set_heads(heads);
    let form = form::find(&grid, header_rows, known);
    grid.fill_labels(header_rows, &form.blanks(table.spans_shown));
    // Where the glyphs have no Unicode, an error has said so, and there is nothing to guess by.
    if is_readable(table) {
        let guesses = form.guesses.iter().chain(&of_heads);
        findings.extend(guesses.map(|guess| guess.finding(place.clone())));
    }
    findings.extend(bodiless::finding(&grid, form.header_rows, &place));
    findings.extend(gaps(&grid, &form, &place));
    // A head over a thousand columns stands in the names of each.
    let over = |col| column_path(&grid, form.header_rows, col).into_iter().map(str::len).sum::<usize>();
    if out.has_room((0..grid.columns()).map(over).sum(), &place) {
        Reader { paths, ..Reader::new(annex, table, (&grid, &form), known, &place) }
            .read(&place, findings, out);
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
    /// The sign of the numbers of a column that is of its bare zeros too.
    signs: HashMap<usize, String>,
    names: Vec<ColumnNames>,
    /// What of its columns can be read in two ways.
    unclear: Vec<Finding>,
    /// The columns of those who answer for one unit across the top alone, with it.
    answering: HashMap<usize, &'a str>,
    /// Whether all units are firms, once that is asked.
    of_firms: OnceCell<bool>,
    /// The texts over each column with what numbers it; none where nothing does.
    paths: Vec<Vec<&'a str>>,
}

impl<'a> Reader<'a> {
    fn new(
        annex: &'a Annex,
        table: &'a Table,
        (grid, form): (&'a Grid<'a>, &'a Form),
        known: &'a Known<'a>,
        place: &Place,
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
        let Columns { headers: columns, names, unclear } =
            Columns::read(grid, form, known, (title, year), place);
        let subject = columns::subject(title, region, (grid, form), known);
        let of_title = (subject.as_deref(), known);
        let measures = Measures::of_table(annex, table, grid, form, &columns, of_title);
        let signs = signed::signs(grid, form, &columns);
        let answering = answering(form, &columns, known);
        let paths = Vec::new();
        Self {
            annex,
            table,
            period,
            grid,
            form,
            known,
            owner,
            measures,
            columns,
            signs,
            names,
            unclear,
            answering,
            of_firms: OnceCell::new(),
            paths,
        }
    }

    fn read(&self, place: &Place, findings: &mut Findings, out: &mut Targets) {
        let (mut rows, cut) = self.rows(out.left(), findings);
        sum_years(rows.iter_mut().map(|(.., labels)| &mut labels.names));
        alike::tell_apart(rows.iter_mut().map(|(.., labels)| labels));
        let mut indicators = Indicators::default();
        if !rows.is_empty() {
            findings.extend(self.measures.said_by_order(&self.columns, place));
            findings.extend(self.unclear.iter().cloned());
            let cells = if self.table.spans_shown { Vec::new() } else { merged::cells(self.grid, self.form) };
            findings.extend(cells.into_iter().map(|cell| merged::finding(cell, self.place(cell))));
        }
        for (row, group, labels) in &rows {
            let guessed = labels.names.guessed_measure(Place { row: Some(*row), ..place.clone() });
            findings.extend(guessed.filter(|_| self.prints_amount(*row)));
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
        let of_all = form.groups.iter().map(|group| of_all::rows(grid, form, group, self.known));
        let of_all: Vec<_> = of_all.collect();
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
            let groups = form.groups.iter().zip(heads.iter().zip(&of_all)).zip(&mut above);
            for ((group, (heads, of_all)), above) in groups {
                let (is_head, of_all) = (heads[row], of_all.contains(&row));
                let line = Line { table: self, group, row, is_head, of_all };
                let Some(mut labels) = line.read(section.map(|(_, text)| text), findings) else { continue };
                if let Some(taken) = above.unit_of(&labels) {
                    findings.extend(line.without_name(Some(taken)));
                }
                above.name(&mut labels, self.known);
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

/// The columns of those who answer that stand under the name of a unit (责任单位 beside 目标值 under 市区), with that.
fn answering<'a>(form: &Form, columns: &[Headers<'a>], known: &Known<'_>) -> HashMap<usize, &'a str> {
    if form.axis != Axis::Across {
        return HashMap::default();
    }
    let of = |role| form.groups.iter().flat_map(move |group| group.of(role));
    let named: HashSet<&str> = of(Role::Value).filter_map(|col| columns[col].unit).collect();
    let over = |col: usize| {
        let mut heads = columns[col].path.iter().rev().copied();
        // Who answers for all answers for each.
        heads.find(|text| known.unit_kind(text).is_some_and(|kind| !kind.is_sum()) && named.contains(text))
    };
    of(Role::Responsible).filter_map(|col| Some((col, over(col)?))).collect()
}

/// The caption of one of several tables of an annex, or of one without a title, without its number.
fn caption_of<'a>(annex: &Annex, table: &'a Table) -> Option<&'a str> {
    let caption = table.caption.as_deref().filter(|_| annex.tables.len() > 1 || annex.title.is_empty())?;
    let numbered = words!("附件 附表 表").after(caption.trim_start()).unwrap_or(caption);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十-—–－（）()".contains(c);
    Some(numbered.trim_start_matches(is_number).trim_start_matches(['：', ':', '、', '.', '．', ' ']))
}
