//! Pages of glyphs and rules become lines of text and tables.
//!
//! page → glyphs [`once`](overprint::once) → [`upright`] → text [`struck`] out and letters of a [`seal`] or a
//! [`watermark`] left out → digits that stand [`raised`] → heads laid level that stand [`mod@aslant`] → [`drawings`] in
//! cells taken off the rules → [`runs`] of glyphs → [`edges`] of rules → [`lattice`]s with their [`sections`], the columns
//! [`beside`] one another and heads [`over`] them → [`cells`] with spans → [`fill`]ed with text ([`prose`]) → divided where
//! rules are [`implied`] and no number is [`broken`] and no text [`continued`], between [heads](open_heads), lines that
//! stand [`level`] and texts that are [`spaced`] → [`ruled`] tables, but for those whose values stand [`side_by_side`] in
//! cells or whose body is all in [`one_row`]; what stands in a box beside prose ([`inset`]) is read by itself; what is left
//! of a page becomes lines ([`page`]), and texts [`outside`] a table's rules beside its rows are said,
//! as are those [`left_in`] its box. What a page break
//! leaves of the table that is the [`ending`] of the page before, the [`mod@rest`], is read in its columns; a
//! [`letterhead`] on every page is furniture; [`mod@join`] puts the parts of a table over several pages together, and
//! [`header`] tells its header rows.

pub(crate) mod aligned;
pub(crate) mod as_one;
mod askew;
mod aslant;
mod beside;
mod beyond;
mod broken;
mod cells;
mod continued;
mod downward;
mod drawings;
mod edges;
pub(crate) mod ending;
mod ends;
mod figure;
mod fill;
pub(crate) mod furniture;
pub(crate) mod header;
mod implied;
mod inset;
pub(crate) mod join;
mod lattice;
mod left_in;
mod letterhead;
mod level;
mod numbered_heads;
mod one_row;
mod open_heads;
mod outside;
mod over;
mod overline;
mod overprint;
mod page;
mod pairs;
mod panels;
mod picture;
mod prose;
mod raised;
mod rest;
mod rightward;
mod ruled;
mod runs;
mod seal;
mod sections;
mod side_by_side;
mod signs;
mod spaced;
mod spill;
mod struck;
mod stubs;
mod upright;
mod watermark;

pub(crate) use furniture::mark_running;
pub(crate) use join::join;
pub(crate) use letterhead::mark_letterheads;
pub(crate) use page::blocks;

#[cfg(test)]
pub(crate) mod tests {
    use fenjie_model::{At, Cell, Method, Table};

    /// A table out of rows of cells with spaces between: `<` goes on with the cell at the left, `^` with the one above,
    /// `_` is an empty cell (and then no spans are shown).
    pub(crate) fn table(rows: &str) -> Table {
        let grid: Vec<Vec<&str>> = rows.lines().map(|l| l.split(' ').collect()).collect();
        let columns = grid[0].len();
        let mut cells = Vec::new();
        for (r, row) in grid.iter().enumerate() {
            for (c, text) in row.iter().enumerate() {
                if matches!(*text, "<" | "^") {
                    continue;
                }
                let col_span = 1 + (c + 1..columns).take_while(|&k| row[k] == "<").count();
                let row_span = 1 + (r + 1..grid.len()).take_while(|&k| grid[k][c] == "^").count();
                let text = if *text == "_" { String::new() } else { (*text).to_owned() };
                cells.push(Cell::new(r, c, text, At::Line(1)).over(row_span, col_span));
            }
        }
        Table { spans_shown: !rows.contains('_'), ..Table::new(grid.len(), columns, Method::Ruled, cells) }
    }

    /// Draws a table as the builder reads it.
    pub(crate) fn draw(table: &Table) -> String {
        let grid = table.grid();
        let mut out = Vec::new();
        for r in 0..table.rows {
            let row: Vec<&str> = (0..table.columns)
                .map(|c| match grid.cell(r, c) {
                    Some(cell) if cell.row < r => "^",
                    Some(cell) if cell.col < c => "<",
                    Some(cell) if cell.text.is_empty() => "_",
                    Some(cell) => &cell.text,
                    None => "!",
                })
                .collect();
            out.push(row.join(" "));
        }
        out.join("\n")
    }
}
