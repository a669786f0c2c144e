//! What indents tell: a text without values that stands left of the rows below it heads them, and no line of a cell
//! stands left of the one before it. This holds for names in Latin script; the first line of a Chinese paragraph is
//! indented too.

use fenjie_model::text::is_chinese;

use crate::table::aligned::columns::align::Align;
use crate::table::aligned::content::ends_in_leader;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::settings::Lines;

/// A text is indented by this at least, in ems.
const INDENT: f32 = 0.5;
/// Texts begin at one place within this many ems.
const SAME: f32 = 0.2;
/// So many names tell where they begin.
const FEWEST: usize = 3;

impl Body<'_> {
    /// Whether the lower text begins left of the upper one, and is not centred below it.
    pub(super) fn is_outdented(&self, upper: &Piece, lower: &Piece) -> bool {
        let centred = (upper.centre() - lower.centre()).abs() <= INDENT * self.em;
        self.tells_indents(lower) && upper.x0 - lower.x0 >= INDENT * self.em && !centred
    }

    /// Whether the text heads the rows below: no value stands beside it, and the names of two rows in turn begin right of
    /// it, at one place. The further lines of a name can be indented too, but not the next name. Another such text can stand
    /// between it and its rows.
    pub(crate) fn heads_indented(&self, piece: &Piece) -> bool {
        let next = self.bands.get(piece.band + 1).map(|own| &self.pieces[own.clone()]);
        let is_above = |inner: &Piece| inner.x0 - piece.x0 >= INDENT * self.em && self.heads_rows(inner);
        let heads_inner = || matches!(next, Some([inner]) if self.stands_alone(piece) && is_above(inner));
        self.heads_rows(piece) || heads_inner()
    }

    /// Whether a text in the first column, where indents tell something, has no value beside it.
    fn stands_alone(&self, piece: &Piece) -> bool {
        self.tells_indents(piece) && piece.from == 0 && !self.holds_value(piece.band)
    }

    fn heads_rows(&self, piece: &Piece) -> bool {
        if !self.stands_alone(piece) {
            return false;
        }
        let name = |band: usize| self.bands.get(band).map(|own| &self.pieces[own.clone()]);
        let names = [1, 2].map(|below| match name(piece.band + below) {
            Some([name, rest @ ..]) if name.from == 0 && rest.iter().any(|p| p.value) => Some(name.x0),
            _ => None,
        });
        let [Some(first), Some(second)] = names else { return false };
        first - piece.x0 >= INDENT * self.em && (first - second).abs() <= SAME * self.em
    }

    /// Whether the place where a text begins tells anything.
    fn tells_indents(&self, piece: &Piece) -> bool {
        let begin_level = || piece.from == 0 && self.flush;
        self.settings.lines == Lines::Measured
            && (matches!(self.columns[piece.from].align, Align::Left | Align::Ragged) || begin_level())
            && !piece.text.contains(is_chinese)
    }
}

/// Whether the names beside values are aligned where they begin, whatever the labels between them are: all begin at one
/// place, and differ in length, or most end in leaders, which end where those of the others do.
pub(crate) fn are_flush(pieces: &[Piece], em: f32) -> bool {
    let mut bands = pieces.chunk_by(|a, b| a.band == b.band);
    let is_row = |name: &Piece, rest: &[Piece]| name.from == 0 && !name.value && rest.iter().any(|p| p.value);
    let name = |band: &&[Piece]| matches!(band, [name, rest @ ..] if is_row(name, rest));
    let names: Vec<&Piece> = bands.by_ref().filter(name).map(|band| &band[0]).collect();
    let led = names.iter().filter(|p| ends_in_leader(&p.text)).count();
    if led >= FEWEST && 2 * led > names.len() {
        return true;
    }
    let ends = |of: fn(&Piece) -> f32| {
        let at = names.iter().map(|p| of(p));
        at.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, r), x| (l.min(x), r.max(x)))
    };
    let ((from, to), (shortest, longest)) = (ends(|p| p.x0), ends(|p| p.x1));
    names.len() >= FEWEST && to - from <= SAME * em && longest - shortest > INDENT * em
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;

    #[test]
    fn names_without_values_head_the_indented_rows_below() {
        let mut texts = vec![("City", 0.0, 0.0), ("County", 120.0, 0.0), ("Rate", 220.0, 0.0)];
        let rows = [
            ("Mobile", 0.0, "Clarke", "96"),
            ("Auburn", 0.0, "Macon", ""),
            ("to May", 10.0, "", "13"),
            ("to July", 10.0, "", "72"),
            ("Troy", 0.0, "Pike", "90"),
        ];
        for (row, (name, indent, county, rate)) in (1u8..).zip(rows) {
            let top = 12.0 * f32::from(row);
            let own = [(name, indent, top), (county, 120.0, top), (rate, 220.0, top)];
            texts.extend(own.into_iter().filter(|(text, ..)| !text.is_empty()));
        }
        let expected =
            "City County Rate\nMobile Clarke 96\nAuburn Macon _\nto May _ 13\nto July _ 72\nTroy Pike 90";
        check(&texts, &[], expected);
    }

    #[test]
    fn labels_head_names_that_leaders_let_end_at_one_place() {
        let rows = [
            ("Liquid fuels (cents per gallon)", 0.0, ""),
            ("Gasoline.......................", 10.0, "12"),
            ("Heating oil....................", 10.0, "31"),
            ("Natural gas (dollars per mcf)", 0.0, ""),
            ("Henry Hub......................", 10.0, "24"),
            ("Residential....................", 10.0, "56"),
            ("Coal............................", 0.0, "78"),
        ];
        let mut texts = vec![("Fuel", 0.0, 0.0), ("1990", 400.0, 0.0), ("2000", 500.0, 0.0)];
        for (row, (name, indent, value)) in (1u8..).zip(rows) {
            let top = 12.0 * f32::from(row);
            let own = [(name, indent, top), (value, 410.0, top), (value, 510.0, top)];
            texts.extend(own.into_iter().filter(|(text, ..)| !text.is_empty()));
        }
        let drawn = rows.map(|(name, _, value)| match value {
            "" => format!("{name} _ _"),
            value => format!("{name} {value} {value}"),
        });
        check(&texts, &[], &format!("Fuel 1990 2000\n{}", drawn.join("\n")));
    }

    #[test]
    fn a_latin_label_may_have_a_quotation_mark() {
        let rows = [
            ["Children", "31", "42"],
            ["Parents’ own", "_", "_"],
            [" Schooling", "12", "34"],
            [" Employment", "56", "78"],
        ];
        let mut texts = Vec::new();
        for (row, own) in (0u8..).zip(rows) {
            let indent = if own[0].starts_with(' ') { 10.0 } else { 0.0 };
            let placed = [(own[0].trim_start(), indent), (own[1], 150.0), (own[2], 210.0)];
            let placed = placed.into_iter().filter(|(text, _)| *text != "_");
            texts.extend(placed.map(|(text, x)| (text, x, 14.0 * f32::from(row))));
        }
        let drawn: Vec<String> = rows.iter().map(|row| row.join(" ").trim_start().to_owned()).collect();
        check(&texts, &[], &drawn.join("\n"));
    }

    #[test]
    fn a_label_in_the_middle_of_the_names_heads_them() {
        let rows = [
            ("Sexes", "", ""),
            (" Male", "12", "31"),
            (" Female", "24", "56"),
            ("Regions", "", ""),
            (" North", "78", "90"),
            (" South", "21", "43"),
        ];
        let mut texts = vec![("Category", 0.0, 0.0), ("1990", 120.0, 0.0), ("2000", 200.0, 0.0)];
        for (row, (name, a, b)) in (1u8..).zip(rows) {
            let top = 14.0 * f32::from(row);
            let indent = if name.starts_with(' ') { 6.0 } else { 0.0 };
            let own = [(name.trim_start(), indent, top), (a, 130.0, top), (b, 210.0, top)];
            texts.extend(own.into_iter().filter(|(text, ..)| !text.is_empty()));
        }
        check(
            &texts,
            &[],
            "Category 1990 2000\nSexes _ _\nMale 12 31\nFemale 24 56\nRegions _ _\nNorth 78 90\nSouth 21 43",
        );
    }

    #[test]
    fn a_section_heads_the_indented_rows_below() {
        let texts = [
            ("Activity", 0.0, 0.0),
            ("2009", 150.0, 0.0),
            ("2010", 220.0, 0.0),
            ("Loans", 0.0, 12.0),
            ("Obligations", 10.0, 24.0),
            ("5,778", 150.0, 24.0),
            ("7,322", 220.0, 24.0),
            ("Repayments", 10.0, 36.0),
            ("5,637", 150.0, 36.0),
            ("8,947", 220.0, 36.0),
            ("Guarantees", 0.0, 48.0),
            ("Commitments", 10.0, 60.0),
            ("5,903", 150.0, 60.0),
            ("1,587", 220.0, 60.0),
            ("Defaults", 10.0, 72.0),
            ("3,592", 150.0, 72.0),
            ("3,026", 220.0, 72.0),
            ("Total", 0.0, 84.0),
            ("8,237", 150.0, 84.0),
            ("7,733", 220.0, 84.0),
        ];
        check(
            &texts,
            &[],
            "Activity 2009 2010\nLoans _ _\nObligations 5,778 7,322\nRepayments 5,637 8,947\nGuarantees _ _\nCommitments 5,903 1,587\nDefaults 3,592 3,026\nTotal 8,237 7,733",
        );
    }

    #[test]
    fn names_of_one_width_below_labels_of_two_levels() {
        let rows = [
            ("Commercial paper", 0.0, ""),
            ("Nonfinancial", 10.0, ""),
            ("1-month", 20.0, "12"),
            ("3-month", 20.0, "31"),
            ("Financial", 10.0, ""),
            ("1-month", 20.0, "24"),
            ("3-month", 20.0, "56"),
        ];
        let mut texts = vec![("Instruments", 0.0, 0.0), ("1990", 200.0, 0.0), ("2000", 280.0, 0.0)];
        for (row, (name, indent, value)) in (1u8..).zip(rows) {
            let top = 12.0 * f32::from(row);
            let own = [(name, indent, top), (value, 220.0, top), (value, 300.0, top)];
            texts.extend(own.into_iter().filter(|(text, ..)| !text.is_empty()));
        }
        check(
            &texts,
            &[],
            "Instruments 1990 2000\nCommercial paper _ _\nNonfinancial _ _\n1-month 12 12\n3-month 31 31\nFinancial _ _\n1-month 24 24\n3-month 56 56",
        );
    }
}
