//! A head that stands again and again behind others (小麦, 补助资金, 油菜, 补助资金): it is told of the one before it each time.

use fenjie_model::HashMap;

use crate::form::{Form, Role};
use crate::headers::Headers;
use crate::wholes::{Whole, is_named};

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
    // The column that one at a place is told of: the next in front of it that stands once.
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for at in 0..values.len() {
        let last = at.checked_sub(1);
        before.push(last.and_then(|last| if is_again(last) { before[last] } else { Some(last) }));
    }
    let is_known = |col: usize| known.binary_search_by_key(&col, |(col, _)| *col).is_ok();
    let told_of = |at: usize| {
        let heads = columns[values[at]].path.split_last()?.1;
        let of = values[before[at]?];
        let names_itself = is_named(&columns[of], heads) && !columns[of].share && !is_known(of);
        (names_itself && !is_known(values[at])).then_some(Whole {
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
