//! Columns of one thing at several stages (保底面积, 奋斗面积): a word that is no stage alone is one beside another (基础任务
//! beside 奋斗任务), and what all of them count is what stands behind it.

use fenjie_model::HashMap;

use crate::headers::Headers;
use crate::words::{Staged, Words, is_frame, staged, words};

/// What a stage beside a plain goal is.
static HOPED: &Words = words!("奋斗目标 力争目标 挑战目标 冲刺目标 摸高目标 确保目标 必保目标");

/// The columns whose heads are of several stages of one thing, with what stands behind the word for the stage: these have the
/// stage now.
pub(super) fn tell_stages<'a>(columns: &mut [Headers<'a>], values: &[usize]) -> HashMap<usize, &'a str> {
    let mut alike: HashMap<_, Vec<(usize, Staged<'a>)>> = HashMap::default();
    for &col in values {
        let Headers { path, period, .. } = &columns[col];
        let Some((leaf, over)) = path.split_last() else { continue };
        if let Some(staged) = staged(leaf) {
            let key = (over.to_vec(), period.year, period.months, staged.rest);
            alike.entry(key).or_default().push((col, staged));
        }
    }
    let mut rests = HashMap::default();
    for class in alike.into_values().filter(|class| are_stages(class)) {
        for (col, staged) in class {
            columns[col].stage = columns[col].stage.or(staged.stage);
            let is_named = columns[col].path.last().is_some_and(|leaf| !is_frame(leaf));
            if is_named {
                rests.insert(col, if staged.of_goal() { "目标" } else { staged.rest });
            }
        }
    }
    rests
}

/// Whether these are stages of one thing: each another, and one of them a stage wherever it stands, or all of a goal.
fn are_stages(class: &[(usize, Staged<'_>)]) -> bool {
    let all = || class.iter().map(|(_, staged)| staged);
    let others = all().enumerate().all(|(at, one)| all().take(at).all(|before| before.stage != one.stage));
    let stages = all().filter(|staged| staged.stage.is_some()).count();
    let told = match stages {
        0 => false,
        // 争取资金 beside 计划资金 is what is fought for.
        1 => all().any(|staged| staged.stage.is_some_and(|stage| HOPED.have(stage))),
        _ => all().any(|staged| staged.alone) || all().all(|s| s.stage.is_some() && s.of_goal()),
    };
    class.len() > 1 && others && told
}
