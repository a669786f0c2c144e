//! A head that stands again and again behind others (小麦, 补助资金, 油菜, 补助资金): it is told of the one before it each time.

use fenjie_model::HashMap;

use crate::form::{Form, Role};
use crate::headers::Headers;
use crate::registry::names_sum;
use crate::wholes::{Whole, is_named};
use crate::words::without_bracket;

/// The columns whose heads stand over several others too, each with the one that it is told of. `known` tells of what other
/// columns are told of those before them already.
pub(super) fn repeated(
    form: &Form,
    columns: &[Headers<'_>],
    known: &[(usize, Whole)],
) -> Vec<(usize, Whole)> {
    let values = form.groups.iter().map(|group| group.of(Role::Value).collect::<Vec<_>>());
    values.flat_map(|values| of_group(&values, columns, known)).collect()
}

fn of_group(values: &[usize], columns: &[Headers<'_>], known: &[(usize, Whole)]) -> Vec<(usize, Whole)> {
    let mut places: HashMap<&[&str], Vec<usize>> = HashMap::default();
    for (at, &col) in values.iter().enumerate() {
        places.entry(&columns[col].path).or_default().push(at);
    }
    let is_again = |at: usize| places[&columns[values[at]].path[..]].len() > 1;
    // The column that one at a place is told of: the next in front of it that stands once, and no other of its heads behind
    // what stood again before. 资金 behind 户厕 and 公厕 is that of both or of the last.
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for at in 0..values.len() {
        let last = at.checked_sub(1);
        before.push(last.and_then(|last| if is_again(last) { before[last] } else { Some(last) }));
    }
    let is_known = |col: usize| known.binary_search_by_key(&col, |(col, _)| *col).is_ok();
    let told_of = |at: usize| {
        let (leaf, heads) = columns[values[at]].path.split_last()?;
        let of = values[before[at]?];
        let others = before[at]?.checked_sub(1).filter(|other| !is_again(*other)).map(|other| values[other]);
        let is_only =
            others.is_none_or(|other| columns[other].path.split_last().map(|(_, over)| over) != Some(heads));
        let name = columns[of].path.last().map_or("", |name| without_bracket(name));
        // 小计 is that of all before it, and 面积 behind 普查户数 not that of the 户数.
        let is_sum = names_sum(leaf) || names_sum(name);
        let names_itself =
            is_named(&columns[of], heads) && !columns[of].share && !is_known(of) && !name.ends_with('数');
        (is_only && !is_sum && names_itself && !is_known(values[at])).then_some(Whole {
            col: of,
            level: heads.len(),
            in_time: false,
            by_name: false,
        })
    };
    let mut out = Vec::new();
    for places in places.values().filter(|places| places.len() > 1) {
        let told: Option<Vec<_>> = places.iter().map(|at| Some((values[*at], told_of(*at)?))).collect();
        let Some(told) = told else { continue };
        // Each is told of another.
        if told.windows(2).all(|pair| pair[0].1.col != pair[1].1.col) {
            out.extend(told);
        }
    }
    out
}
