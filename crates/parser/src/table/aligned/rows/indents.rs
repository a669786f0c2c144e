//! What indents tell: a text without values that stands left of the rows below it heads them, and no line of a cell
//! stands left of the one before it. This holds for names in Latin script; the first line of a Chinese paragraph is
//! indented too.

use fenjie_model::text::is_cjk;

use crate::table::aligned::columns::align::Align;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::settings::Lines;

/// A text is indented by this at least, in ems.
const INDENT: f32 = 0.5;
/// Texts begin at one place within this many ems.
const SAME: f32 = 0.2;

impl Body<'_> {
    /// Whether the lower text begins left of the upper one, and is not centred below it.
    pub(super) fn is_outdented(&self, upper: &Piece, lower: &Piece) -> bool {
        let centred = (upper.centre() - lower.centre()).abs() <= INDENT * self.em;
        self.tells_indents(lower) && upper.x0 - lower.x0 >= INDENT * self.em && !centred
    }

    /// Whether the text heads the rows below: no value stands beside it, and the names of two rows in turn begin right of
    /// it, at one place. The further lines of a name can be indented too, but not the next name.
    pub(crate) fn heads_indented(&self, piece: &Piece) -> bool {
        if !self.tells_indents(piece) || piece.from > 0 || self.holds_value(piece.band) {
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
        self.settings.lines == Lines::Measured
            && matches!(self.columns[piece.from].align, Align::Left | Align::Ragged)
            && !piece.text.contains(is_cjk)
    }
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
}
