//! Tables without full rules, from the alignment of their words: pages whose tables have no rules or horizontal ones
//! alone, and column-aligned text.
//!
//! In a text laid out for a terminal the columns are known to the character where all texts are in their middles: a
//! [`grid`]. Then the rows come from where cells can be cut ([`grid::wraps`]) and the header from what is exactly over
//! what ([`grid::grouped`]). Below heads that are so the texts of rows can begin where their columns do
//! ([`grid::flushed`]). Everywhere else:
//!
//! words, those of a scan made [`steady`] and those that are rules ([`typed`]) taken out, parted by [`gutters`] →
//! [`bands`] of one height → [`region`]s that look like a table, paragraphs, equations and titles told apart →
//! [`columns`] between gaps that persist → [`piece`]s of text in their columns → [`panel`]s, which head the rows below
//! them → [`header`], where lines of [`measures`] are levels of their own, and body → a table. Where rules or shadings
//! part the rows ([`ruling`]), the body's cells are [`rows::slots`] between them; else [`rows`] come from the values,
//! the pitch of lines and indents and where their texts stand, and merged cells from a [`tiling`], for their text is
//! printed at their middle. The lines of a PDF's text (`pdftotext -layout`) tell less, and are [`counted`]. Where two
//! readings are left, the likelier is taken and a finding names both ([`doubt`]).
//!
//! Lengths are in points for a page; for a text an em is 1, a half-width column 0.5 and a line 1.

mod accept;
mod bands;
mod build;
mod columns;
mod compose;
mod content;
mod counted;
mod decoration;
mod doubt;
mod grid;
mod gutters;
mod header;
mod marks;
mod measures;
mod page;
mod panel;
mod piece;
mod region;
mod rows;
mod ruling;
mod settings;
mod steady;
mod telephone;
mod tiling;
mod typed;

use fenjie_model::{At, Code, Finding, Place, Rect, Table};

use crate::deadline::Deadline;
use crate::page::{Axis, Rule};

pub(crate) use accept::lacks_columns;
use accept::{Setting, calls_out, is_numbered, is_table};
use bands::Band;
pub(crate) use compose::one_below_the_other;
pub(crate) use content::{
    ends_in_leader, heads_remarks, is_grand_total, is_total, is_value, states_in_words,
};
pub(crate) use doubt::as_aligned;
pub(crate) use measures::{are_measures, are_units, is_measure};
pub(crate) use page::unruled;
pub(crate) use rows::numbered::entry;
pub(crate) use settings::Settings;
use settings::{Lines, Rows};

/// A run of glyphs without a gap: a word, or as much of a Chinese text as stands together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// As printed.
    pub(crate) text: String,
    /// From the ascent to the descent, whatever is drawn.
    pub(crate) bbox: Rect,
    /// The font size.
    pub(crate) size: f32,
    /// Whether a space that the file writes stands before it, however narrow.
    pub(crate) spaced: bool,
    /// The place in the source.
    pub(crate) at: At,
}

/// A table found on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Region {
    /// The table, its header rows told.
    pub(crate) table: Table,
    /// The box around its words.
    pub(crate) bbox: Rect,
    /// The x of its column boundaries, `columns + 1` of them.
    pub(crate) columns: Vec<f32>,
    /// How far to the left and to the right each of the inner ones could lie.
    pub(crate) gaps: Vec<(f32, f32)>,
    /// Its words, ascending.
    pub(crate) used: Vec<usize>,
    /// Whether its texts are exactly in the middle of columns and rows known to the character.
    pub(crate) centred: bool,
    /// Whether the texts of its rows stand at their top or bottom, which those of prose in columns do not.
    pub(crate) stands: bool,
    /// What is uncertain; rows and columns are the table's.
    pub(crate) findings: Vec<Finding>,
    /// The columns, where they are known to the character.
    grid: Option<grid::Grid>,
}

/// What the tables of a page or text may cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Rows × columns of one.
    pub(crate) cells: usize,
    /// When reading has to end.
    pub(crate) deadline: Deadline,
}

/// Why a table was not read.
#[derive(Debug, Clone, Copy)]
enum Unread {
    /// The time was up.
    Late,
    /// It has more cells than it may.
    TooLarge { rows: usize, columns: usize },
}

/// The characters of a name stand this near, in ems, where they are spaced.
const SPACED: f32 = 3.0;
/// A table has no more texts side by side than this.
const MOST_COLUMNS: usize = 512;

/// Whether the words of lines of a text are exactly in the middle of columns.
pub(crate) fn is_centred(words: &[Word]) -> bool {
    grid::is_grid(&bands::bands(words, &Settings::text()))
}

/// All tables of one page, and what was too much for one. Where a gutter parts columns of prose each side is read by
/// itself. Words in no table are text.
pub(crate) fn tables(
    words: &[Word],
    rules: &[Rule],
    settings: &Settings,
    bounds: Bounds,
) -> (Vec<Region>, Vec<Finding>) {
    let parts = match settings.is_of_page() {
        true => gutters::parts(words, &ruling::lines(rules), settings),
        false => Vec::new(),
    };
    if parts.len() < 2 {
        return side(words, rules, settings, bounds);
    }
    let (mut found, mut findings) = (Vec::new(), Vec::new());
    for part in parts {
        let own: Vec<Word> = part.iter().map(|&i| words[i].clone()).collect();
        let Some(bbox) = own.iter().map(|w| w.bbox).reduce(Rect::union) else { continue };
        let within = |rule: &&Rule| match rule.axis {
            Axis::Horizontal => rule.from < bbox.x1 && bbox.x0 < rule.to,
            Axis::Vertical => bbox.x0 <= rule.at && rule.at <= bbox.x1,
        };
        let rules: Vec<Rule> = rules.iter().filter(within).copied().collect();
        let (regions, said) = side(&own, &rules, settings, bounds);
        found.extend(regions.into_iter().map(|mut region| {
            region.used.iter_mut().for_each(|word| *word = part[*word]);
            region
        }));
        findings.extend(said);
    }
    (found, findings)
}

/// The tables of words that are read together, from the top.
fn side(words: &[Word], rules: &[Rule], settings: &Settings, bounds: Bounds) -> (Vec<Region>, Vec<Finding>) {
    let deadline = bounds.deadline;
    let spread = match settings.rows {
        Rows::AtValues => counted::spread(words, settings),
        Rows::Found => Vec::new(),
    };
    let words = if spread.is_empty() { words } else { &spread };
    let bands = bands::bands(words, settings);
    let first = |band: &Band| words[band.segments[0].words[0]].at;
    let spaced = match settings.rows {
        Rows::AtValues => counted::SPACED,
        Rows::Found => SPACED,
    };
    let bands = match settings.is_of_page() {
        true => {
            let bands = columns::justified::joined(bands, words);
            let bands = columns::loose::joined(columns::spread::joined(bands, words), words);
            columns::pairs::parted(columns::near::parted(bands, words), words)
        }
        false => bands,
    };
    let (bands, halved) = match settings.is_of_page() {
        true => columns::halved::joined(bands, words),
        false => (bands, Vec::new()),
    };
    let mut bands = counted::unspaced(bands, words, spaced);
    if settings.rows == Rows::AtValues {
        bands = counted::named(bands, words);
    }
    let crowded = bands.iter().find(|b| b.segments.len() > MOST_COLUMNS);
    let mut findings: Vec<Finding> = crowded.map(|band| too_many(first(band))).into_iter().collect();
    bands.retain(|b| b.segments.len() <= MOST_COLUMNS);
    let lines = ruling::lines(rules);
    if settings.is_of_page() {
        region::paragraphs::mark(&mut bands, words);
        region::equations::mark(&mut bands, words);
        region::titles::mark(&mut bands, words);
        region::running::mark(&mut bands, &lines, words);
    }
    let mut found: Vec<Region> = Vec::new();
    let frames = region::regions(&bands, &lines, words, settings, deadline);
    if frames.is_empty() && deadline.passed() {
        findings.extend(bands.first().map(|band| deadline.tables_unread(first(band))));
    }
    for mut frame in frames {
        let captions = |band: &Band| content::is_caption(&bands::text(words, &band.segments[0].words));
        frame.reach_up(&bands, rules, found.last().map_or(0.0, |region| region.bbox.bottom), captions);
        let bands = &bands[frame.bands.clone()];
        if deadline.passed() {
            findings.extend(bands.first().map(|band| deadline.tables_unread(first(band))));
            break;
        }
        let setting = match (settings.lines, frame.full.is_empty()) {
            (Lines::Measured, true) => Setting::Bare,
            _ => Setting::Framed,
        };
        if setting == Setting::Bare && is_numbered(bands, words) || calls_out(bands) {
            continue;
        }
        let above = found.last().and_then(|region| region.grid.as_ref());
        let region = match build::table(bands, &frame, words, above, settings, bounds) {
            Ok(region) => region,
            Err(Unread::Late) => {
                findings.extend(bands.first().map(|band| deadline.tables_unread(first(band))));
                break;
            }
            Err(Unread::TooLarge { rows, columns }) => {
                let at = bands.first().map(first);
                findings.extend(at.map(|at| too_large((rows, columns), bounds.cells, at)));
                continue;
            }
        };
        let setting = |region: &Region| match region.stands {
            _ if frame.full.len() >= region.table.rows => Setting::Parted,
            true => Setting::Standing,
            false => setting,
        };
        let mut region = region.filter(|r| is_table(&r.table, setting(r), narrowest(&r.gaps, bands)));
        if let Some(region) = &mut region {
            region.findings.extend(columns::halved::findings(&halved, region));
        }
        found.extend(region);
    }
    (found, findings)
}

/// The narrowest of the gaps between columns, in ems of the largest text.
fn narrowest(gaps: &[(f32, f32)], bands: &[Band]) -> f32 {
    let em = bands.iter().map(|b| b.size).fold(0.0, f32::max);
    gaps.iter().map(|(from, to)| (to - from) / em).fold(f32::INFINITY, f32::min)
}

/// That a table has more cells than may be read: its texts are in none.
pub(crate) fn too_large((rows, columns): (usize, usize), most: usize, at: At) -> Finding {
    let message = format!("a table of {rows} × {columns} cells exceeds the limit of {most} cells");
    Finding::new(Code::LimitReached, message, Place { page: at.page(), ..Place::at(at) })
}

/// That lines hold more texts than a table has columns.
fn too_many(at: At) -> Finding {
    let message = format!("more than {MOST_COLUMNS} texts stand side by side: they were not read as a table");
    Finding::new(Code::LimitReached, message, Place { page: at.page(), ..Place::at(at) })
}
