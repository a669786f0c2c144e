//! The room that a line of a cell has: one that leaves room for what the next line begins with does not go on there.

use super::Body;
use crate::table::aligned::columns::align::Align;
use crate::table::aligned::content::first_unit;
use crate::table::aligned::piece::Piece;

/// Where a line may not begin with what follows, less than this share of the column is left free.
const WASTE: f32 = 0.12;
/// A column is padded by no more than this, in ems.
const PADDING: f32 = 1.2;

impl Body<'_> {
    /// Whether the upper line has no room for what the lower one begins with.
    pub(super) fn is_full(&self, upper: &Piece, lower: &Piece) -> bool {
        self.leaves_no_room(upper, lower, self.room(upper))
    }

    /// The same, where a line has so much room.
    pub(super) fn leaves_no_room(&self, upper: &Piece, lower: &Piece, room: f32) -> bool {
        let slack = self.settings.slack.min(WASTE * room / self.em);
        upper.width() + (first_unit(&lower.text) + slack) * self.em > room
    }

    /// The room of a text: what those of its columns take, or beside values more, where the columns beside its own tell that. A
    /// name written downwards leaves room beside each of its characters.
    pub(super) fn room(&self, of: &Piece) -> f32 {
        let taken = self.room_taken(of);
        if of.to - of.from > 1
            || !self.valued
            || !self.settings.is_of_page()
            || of.text.chars().nth(1).is_none()
        {
            return taken;
        }
        self.room_told(of)
    }

    /// What the texts of the column of a text take, or what the columns beside it leave.
    pub(super) fn room_told(&self, of: &Piece) -> f32 {
        let (column, pad) = (&self.columns[of.from], PADDING * self.em);
        let told = match column.align {
            Align::Left => column.right.0 - column.x0 - pad,
            Align::Centre => column.right.0 - column.left.1 - 2.0 * pad,
            Align::Right | Align::Ragged => 0.0,
        };
        self.room_taken(of).max(told)
    }

    /// What the texts of its columns take, or the text itself.
    pub(super) fn room_taken(&self, of: &Piece) -> f32 {
        let (first, last) = (&self.columns[of.from], &self.columns[of.to - 1]);
        match of.to - of.from {
            1 => first.width().max(of.width()),
            _ => last.x1.max(of.x1) - first.x0.min(of.x0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::slots::tests::check;

    /// Names below a head, 17 points apart, those that are indented here beside values in so many columns.
    #[track_caller]
    fn check_names(columns: usize, names: &[&str]) {
        let (mut texts, mut expected) = (Vec::new(), Vec::new());
        let values: Vec<String> = (0..columns * names.len()).map(|k| (3001 + 13 * k).to_string()).collect();
        for ((row, name), values) in (0u8..).zip(names).zip(values.chunks(columns)) {
            let top = 17.0 * f32::from(row);
            texts.push((name.trim_start(), 0.0, top));
            let is_of_values = row == 0 || name.starts_with(' ');
            let own = (0u8..).zip(values).filter(|_| is_of_values);
            texts.extend(own.map(|(c, value)| (value.as_str(), 220.0 + 70.0 * f32::from(c), top)));
            let printed = if is_of_values { values.join(" ") } else { vec!["_"; columns].join(" ") };
            expected.push(format!("{} {printed}", name.trim_start()));
        }
        check(&texts, &[], &expected.join("\n"));
    }

    #[test]
    fn a_name_with_room_beside_it_does_not_go_on() {
        check_names(2, &["项目", "流动资产", " 货币资金", " 应收票据", "固定资产", " 房屋", " 设备"]);
    }

    #[test]
    fn what_rows_are_of_is_a_row_however_many_cells_are_blank_beside_it() {
        let countries = [" Canada", " Mexico", " Brazil", " Norway"];
        let names = [&["Country", "Imports"], &countries[..], &["Exports"], &countries].concat();
        check_names(8, &names);
    }
}
