//! A name that no registry knows and that is one character off another of the same notice: 油仿镇 in one annex where the
//! others say 油坊镇.

use fenjie_model::{HashMap, HashSet};

/// So many names of a notice are held against each other at the most; a county has some twenty towns.
const MOST_NAMES: usize = 10_000;
/// Names of so many characters at the most: longer ones are no names.
const LONGEST: usize = 24;
/// Of names that differ in the same place so many are looked at.
const MOST_ALIKE: usize = 8;
/// So many pairs of names are judged at the most.
const MOST_PAIRS: usize = 1_000;

/// Characters of which one beside another makes another place, and no slip: 东岭镇 and 西岭镇.
const OTHERS: &str = "东西南北中上下大小前后左右内外新老旧高低甲乙丙丁一二三四五六七八九十0123456789";

/// An unknown name and the tables that it stands in.
pub(crate) type Named<'a> = (&'a str, &'a HashSet<String>);

/// For each name the one of the notice that it may be a slip of, by its place in the list.
///
/// The two never stand in one table, and most of the other names of the smaller table stand beside both.
pub(crate) fn near(names: &[Named<'_>]) -> Vec<Option<usize>> {
    let mut out = vec![None; names.len()];
    let names = &names[..names.len().min(MOST_NAMES)];
    let mut beside: HashMap<&str, HashSet<usize>> = HashMap::default();
    for (i, (_, tables)) in names.iter().enumerate() {
        for table in *tables {
            beside.entry(table).or_default().insert(i);
        }
    }
    for (i, j) in alike(names).into_iter().take(MOST_PAIRS) {
        let (a, b) = (names[i].1, names[j].1);
        if a.is_disjoint(b) && share_neighbours(a, b, &beside) {
            // The one that stands in fewer tables is likelier the slip, and of two the later.
            let (slip, meant) = if a.len() < b.len() { (i, j) } else { (j, i) };
            out[slip] = out[slip].or(Some(meant));
        }
    }
    out
}

/// The pairs of names that are one character off each other.
fn alike(names: &[Named<'_>]) -> Vec<(usize, usize)> {
    let mut whole: HashMap<Vec<char>, usize> = HashMap::default();
    let mut gaps: HashMap<(usize, Vec<char>), Vec<usize>> = HashMap::default();
    let mut pairs = Vec::new();
    for (i, (name, _)) in names.iter().enumerate() {
        let chars: Vec<char> = name.chars().take(LONGEST + 1).collect();
        if !(3..=LONGEST).contains(&chars.len()) {
            continue;
        }
        for at in 0..chars.len() {
            let without = || [&chars[..at], &chars[at + 1..]].concat();
            let like = gaps.entry((at, without())).or_default();
            pairs.extend(like.iter().filter(|j| is_slip(names[**j].0, name, at)).map(|j| (*j, i)));
            if like.len() < MOST_ALIKE {
                like.push(i);
            }
        }
        whole.insert(chars, i);
    }
    for (chars, i) in &whole {
        // 葛庄镇 for 葛仙庄镇: not at an end, where 沙河 is short for 沙河镇 and 东沙河镇 is another.
        for at in 1..chars.len().saturating_sub(1) {
            let without = [&chars[..at], &chars[at + 1..]].concat();
            let turned = [&chars[..at - 1], &[chars[at], chars[at - 1]], &chars[at + 1..]].concat();
            let others = [(without.len() >= 3).then_some(without), Some(turned)];
            let others = others.into_iter().flatten().filter_map(|other| whole.get(&other));
            pairs.extend(others.filter(|j| *j != i).map(|j| (*i.min(j), *i.max(j))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Whether two names that differ in one place may be meant as one.
fn is_slip(a: &str, b: &str, at: usize) -> bool {
    let (Some(one), Some(other)) = (a.chars().nth(at), b.chars().nth(at)) else { return false };
    let last = a.chars().nth(at + 1).is_none();
    match last {
        // 镇 and 村 are two places.
        true => matches!((one, other), ('镇', '乡') | ('乡', '镇')),
        false => !(OTHERS.contains(one) && OTHERS.contains(other)),
    }
}

/// Whether at least half of the names of the one with fewer stand beside both.
fn share_neighbours(
    a: &HashSet<String>,
    b: &HashSet<String>,
    beside: &HashMap<&str, HashSet<usize>>,
) -> bool {
    let of = |tables: &HashSet<String>| -> HashSet<usize> {
        tables.iter().filter_map(|table| beside.get(table.as_str())).flatten().copied().collect()
    };
    let (a, b) = (of(a), of(b));
    // Each set holds the name itself, which is not in the other.
    let fewer = a.len().min(b.len()).saturating_sub(1);
    a.intersection(&b).count() * 2 >= fewer
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each name of the tables may be a slip of.
    fn told(tables: &[&[&'static str]]) -> Vec<(&'static str, &'static str)> {
        let mut names: Vec<(&str, HashSet<String>)> = Vec::new();
        for (i, table) in tables.iter().enumerate() {
            for name in *table {
                let known = names.iter_mut().find(|(known, _)| known == name);
                match known {
                    Some((_, tables)) => tables.insert(i.to_string()),
                    None => {
                        names.push((name, HashSet::from_iter([i.to_string()])));
                        true
                    }
                };
            }
        }
        let named: Vec<Named<'_>> = names.iter().map(|(name, tables)| (*name, tables)).collect();
        let near = near(&named);
        (0..names.len()).filter_map(|i| Some((names[i].0, names[near[i]?].0))).collect()
    }

    #[test]
    fn a_name_of_one_annex_is_held_against_those_of_the_others() {
        let towns: &[&str] = &["葛仙庄镇", "连庄镇", "油坊镇"];
        assert_eq!(told(&[towns, &["葛仙庄镇", "连庄镇", "油仿镇"]]), [("油仿镇", "油坊镇")]);
        assert_eq!(told(&[&["油仿镇", "葛仙庄镇", "连庄镇"], towns, towns]), [("油仿镇", "油坊镇")]);
        assert_eq!(told(&[towns, &["葛庄镇", "连庄镇", "油坊镇"]]), [("葛庄镇", "葛仙庄镇")]);
        assert_eq!(told(&[towns, &["仙葛庄镇", "连庄镇", "油坊镇"]]), [("仙葛庄镇", "葛仙庄镇")]);
        assert_eq!(told(&[towns, &["葛仙庄乡", "连庄镇", "油坊镇"]]), [("葛仙庄乡", "葛仙庄镇")]);
    }

    #[test]
    fn what_stands_beside_it_or_in_another_list_is_another_place() {
        assert_eq!(told(&[&["李桥镇", "张桥镇", "连庄镇"], &["李桥镇", "连庄镇"]]), []);
        assert_eq!(told(&[&["东岭镇", "连庄镇"], &["西岭镇", "连庄镇"]]), []);
        assert_eq!(told(&[&["连庄镇", "李桥镇"], &["连庄村", "李桥镇"]]), []);
        assert_eq!(told(&[&["李桥镇", "连庄镇", "沙河镇"], &["张桥镇", "刘集镇", "王集镇"]]), []);
    }
}
