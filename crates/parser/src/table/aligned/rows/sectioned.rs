//! Heads of sections (一、县直部门) that stand as near to the rows around them as the lines of a cell to each other.

use crate::table::aligned::content::heads_section;
use crate::table::aligned::piece::Piece;
use crate::table::aligned::rows::Body;
use crate::table::aligned::rows::stand::Stand;

impl Body<'_> {
    /// Whether one of two texts is the head of a section, and the other the name of a row.
    pub(super) fn parts_section(&self, upper: &Piece, lower: &Piece) -> bool {
        self.is_head_of_rows(upper)
            || self.heads_section_alone(lower) && self.stand != Stand::Top && self.names_row(upper)
    }

    /// Whether a text is the head of a section, over a row whose values stand beside its name: a name of two lines has them
    /// between these, one of three beside the middle one.
    pub(super) fn is_head_of_rows(&self, piece: &Piece) -> bool {
        let rows: Vec<&Piece> = [1, 2]
            .iter()
            .filter_map(|by| self.pieces[self.bands.get(piece.band + by)?.clone()].first())
            .collect();
        self.heads_section_alone(piece)
            && rows.first().is_some_and(|name| self.names_row(name))
            && rows.get(1).is_none_or(|next| self.names_row(next) || self.heads_section_alone(next))
    }

    fn heads_section_alone(&self, piece: &Piece) -> bool {
        self.settings.is_of_page()
            && piece.from == 0
            && heads_section(&piece.text)
            && self.bands[piece.band].len() == 1
    }

    fn names_row(&self, piece: &Piece) -> bool {
        piece.from == 0 && !piece.value && self.holds_value(piece.band)
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;

    #[test]
    fn heads_as_near_as_lines_are_rows() {
        let rows: [&[&'static str]; 8] = [
            &["单位", "投资", "户数"],
            &["总计", "30", "18"],
            &["一、县直"],
            &["城关街道", "10", "5"],
            &["东华街道", "9", "6"],
            &["小计", "19", "11"],
            &["二、镇区"],
            &["庄里镇街", "11", "7"],
        ];
        let texts: Vec<(&str, f32, f32)> = rows
            .iter()
            .enumerate()
            .flat_map(|(r, row)| {
                row.iter().enumerate().map(move |(c, text)| (*text, 80.0 * c as f32, 13.8 * r as f32))
            })
            .collect();
        check(
            &texts,
            &[],
            "单位 投资 户数\n总计 30 18\n一、县直 _ _\n城关街道 10 5\n东华街道 9 6\n小计 19 11\n二、镇区 _ _\n庄里镇街 11 7",
        );
    }
}
