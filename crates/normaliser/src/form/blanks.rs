//! How the blank places of a form's columns are to be taken.

use super::{Form, Group, Role};
use crate::grid::Blank;

impl Form {
    /// How the blanks of each label column are to be taken, left to right.
    pub(crate) fn blanks(&self, spans_shown: bool) -> Vec<(usize, Blank)> {
        let of_group = |group: &'_ Group| {
            let columns = group.columns.iter();
            columns
                .filter_map(|&(col, role)| Some((col, group.blank(col, role, spans_shown)?)))
                .collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of_group).collect()
    }
}

impl Group {
    fn blank(&self, col: usize, role: Role, spans_shown: bool) -> Option<Blank> {
        let mut names = self.of(Role::Unit).chain(self.of(Role::Indicator));
        Some(match role {
            _ if self.apart.contains(&col) && names.any(|name| name < col) => Blank::Name,
            _ if self.apart.contains(&col) => Blank::Over,
            Role::Unit | Role::Indicator => Blank::Name,
            Role::Serial if spans_shown => Blank::Empty,
            Role::Serial | Role::Category => Blank::Label,
            Role::Period | Role::Measure | Role::Allocation => Blank::Above,
            Role::Responsible => Blank::Over,
            Role::Task | Role::Aside => Blank::Aside,
            Role::Value => return None,
        })
    }
}
