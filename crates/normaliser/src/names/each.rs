//! The units for which a table is, at the beginning of its title: 各乡镇（街道）, 全县各镇.

use crate::words::{Words, without_bracket, words};

/// Kinds of units, each before what it begins with.
static KINDS: &Words = words!(
    "乡镇场街道 乡镇街道 镇乡街道 镇街道 乡镇街 镇街园区 镇街 街镇 乡镇场 乡镇 镇乡 镇场 街道办事处 街道办 街道 街 镇 乡 县市区 市县区 市县 县区 \
     区县 旗县区 旗县 县 市 区 旗 州 村居 村 社区 园区 开发区 管委会 办事处 农场 林场 场 责任单位 有关单位 单位 部门单位 部门 片区",
);

/// 各镇（街道）税收收入 → 税收收入; the text itself where it begins with no units.
pub(super) fn without_units(text: &str) -> &str {
    let all = words!("全省 全市 全州 全盟 全县 全区 全旗 全镇 全乡 我省 我市 我州 我县 我区 我旗 我镇 我乡")
        .after(text);
    let text = all.unwrap_or(text);
    // 分区规划 is no plan for units.
    let parted = || text.strip_prefix('分').filter(|units| units.starts_with(['乡', '镇', '街']));
    match text.strip_prefix('各').or_else(parted) {
        Some(units) => after_kinds(units).map(|(rest, _)| rest),
        // 乡镇税收 is a thing of its own.
        None => after_kinds(text).filter(|(_, bracketed)| *bracketed).map(|(rest, _)| rest),
    }
    .unwrap_or(text)
}

/// 镇街税收收入 → 税收收入, in a table whose rows are of the 镇街 that its head names: what follows the kinds of units, where it is
/// a thing that is known without them. 乡镇卫生院 is a thing of its own, and 镇街机关干部人数 not 机关干部人数.
pub(crate) fn without_kinds<'t>(
    text: &'t str,
    head: &str,
    is_known: impl Fn(&str) -> bool,
) -> Option<&'t str> {
    let (of, _) = after_kinds(text).filter(|(of, _)| !of.is_empty())?;
    let kinds = &text[..text.len() - of.len()];
    let is_head = without_bracket(head).trim() == kinds;
    (is_head && is_known(of)).then_some(of)
}

/// What follows the kinds of units that a text begins with, and whether some of them stand in a bracket.
fn after_kinds(text: &str) -> Option<(&str, bool)> {
    let mut rest = KINDS.after(text)?;
    let mut bracketed = false;
    loop {
        let inner = rest.strip_prefix(['（', '(']).and_then(|inner| inner.split_once(['）', ')']));
        if let Some((inner, behind)) = inner
            && are_kinds(inner)
        {
            // 各镇（乡）街道
            (rest, bracketed) = (words!("街道办事处 街道").after(behind).unwrap_or(behind), true);
            continue;
        }
        match rest.strip_prefix(['、', '和', '及', '与']).and_then(|next| KINDS.after(next)) {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    // 各村级, 各市场主体: no kinds of units.
    (!words!("级 庄 民 委 办 域 直 属 本 容 政 场 务 内 外 中 里 面 貌 口 长 集体 组").begin(rest))
        .then_some((rest, bracketed))
}

/// Whether a text names kinds of units alone: 场、街道.
fn are_kinds(text: &str) -> bool {
    text.split(['、', '，', ',', '及', '和', '/']).all(|kind| KINDS.have(kind.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_before_what_is_counted() {
        for text in [
            "各镇（街道）税收",
            "各镇（乡）街道税收",
            "各镇街税收",
            "各乡镇、街道税收",
            "各镇（街道、园区）税收",
            "乡镇（街道）税收",
            "各县（市、区）税收",
            "分镇（街道）税收",
            "各村（社区）税收",
            "全县各镇（街道）税收",
            "各街道（镇）税收",
            "各责任单位税收",
            "各部门单位税收",
            "我县税收",
            "税收",
        ] {
            assert_eq!(without_units(text), "税收", "{text}");
        }
        for text in
            ["乡镇税收", "各村级集体经济", "各市场主体", "县级税收", "镇（一期）改造", "分区规划编制（一期）"]
        {
            assert_eq!(without_units(text), text);
        }
    }
}
