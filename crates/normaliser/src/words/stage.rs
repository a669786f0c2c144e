//! The stages of a goal that notices tell apart: what must be reached, what is hoped for, and who set it.

use fenjie_model::text::fold;

use super::frame::is_goal;
use super::time::after_date;
use super::{Words, is_frame, without_bracket, words};

/// The stages, each as a notice would write it.
static STAGES: &Words = words!(
    "考核目标 工作目标 必成目标 期成目标 奋斗目标 力争目标 争取目标 确保目标 必保目标 挑战目标 冲刺目标 摸高目标 保底目标 底线目标 基本目标 \
     基础目标 国定目标 部定目标 省定目标 市定目标 州定目标 盟定目标 县定目标 区定目标 旗定目标 自定目标 自加压目标 自报目标",
);

/// The words that tell a stage without 目标 too: 确保 beside 力争, 奋斗值.
pub(super) static ALONE: &Words =
    words!("考核 必成 期成 奋斗 力争 争取 确保 必保 挑战 冲刺 摸高 保底 底线 自报");

/// The stages whose words are such beside another stage of the same alone: 基础任务 beside 奋斗任务, 最低目标 beside 最高目标.
static PAIRED: &Words =
    words!("基础目标 基本目标 基准目标 约束目标 预期目标 最低目标 最高目标 合格目标 优秀目标");

/// What can stand behind them.
const AMOUNTS: [char; 2] = ['值', '数'];

/// The stage that a note names: 考核目标, 工作目标, 市定目标.
pub(crate) fn stage(text: &str) -> Option<&'static str> {
    STAGES.found_in(&fold(text))
}

/// The stage that a header names, be it without 目标.
pub(crate) fn stage_of_header(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    let bare = without_bracket(&folded);
    STAGES.found_in(&folded).or_else(|| {
        // 2024年力争, 2011年确保完成任务.
        let behind_date = after_date(bare).filter(|rest| !rest.is_empty()).unwrap_or(bare);
        let rest = ALONE.after(behind_date)?;
        let word = behind_date.strip_suffix(rest)?;
        let is_told = AMOUNTS.iter().any(|amount| rest.strip_prefix(*amount) == Some(""))
            || rest.is_empty()
            || !matches!(word, "考核" | "自报") && is_goal(rest);
        let stage = STAGES.all().find(|stage| stage.strip_suffix("目标") == Some(word));
        stage.filter(|_| is_told)
    })
}

/// A header that begins with the word for a stage, behind the year: 保底面积, 基础任务.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Staged<'a> {
    /// The stage; none where the word says no more than that a goal is meant (任务面积).
    pub(crate) stage: Option<&'static str>,
    /// Whether the word is one for a stage wherever it stands.
    pub(crate) alone: bool,
    /// What stands behind the word.
    pub(crate) rest: &'a str,
}

impl Staged<'_> {
    /// Whether what stands behind the word says that a goal is meant, and not what is counted.
    pub(crate) fn of_goal(&self) -> bool {
        let folded = fold(self.rest);
        let bare = without_bracket(&folded);
        is_goal(bare) || AMOUNTS.iter().any(|amount| bare.strip_prefix(*amount) == Some(""))
    }
}

/// Parts such a header.
pub(crate) fn staged(header: &str) -> Option<Staged<'_>> {
    let bare = after_date(header).filter(|rest| !rest.is_empty()).unwrap_or(header);
    let word = |stage: &'static str| stage.strip_suffix("目标").unwrap_or(stage);
    let of = |stages: &'static Words| {
        stages
            .all()
            .filter(|stage| stage.ends_with("目标"))
            .find_map(|stage| bare.strip_prefix(word(stage)).map(|rest| (Some(stage), rest)))
    };
    let alone = of(STAGES).filter(|(stage, _)| stage.is_some_and(|stage| ALONE.have(word(stage))));
    let goal = || words!("任务 目标 计划").after(bare).map(|rest| (None, rest));
    // 基准值 is what a goal begins at.
    let paired = || of(PAIRED).filter(|(_, rest)| !rest.starts_with(AMOUNTS));
    let (stage, rest) = alone.or_else(paired).or_else(goal)?;
    (!rest.is_empty() && !rest.starts_with('率')).then_some(Staged { stage, alone: alone.is_some(), rest })
}

/// The words that say how a goal was set, each with what it is the goal of.
static SETTINGS: &Words = words!(
    "年初预算 调整预算 预算 责任目标 调整计划 指令性计划 指导性计划 约束性目标 激励性目标 激励任务 奖励指标 分配指标 分配名额 \
     承担任务 认领任务 最低任务 落实任务 安排任务 已下达 本次下达 本批下达",
);

/// How a header says that a goal was set (调整计划, 激励任务): a stage where it is beside another of the same.
pub(crate) fn setting(header: &str) -> Option<&'static str> {
    is_frame(header).then(|| SETTINGS.found_in(&fold(header))).flatten()
}

/// Whether a text is the word for a stage: 力争, 必保值.
pub(super) fn is_stage(text: &str) -> bool {
    ALONE.have(text.strip_suffix(AMOUNTS).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_stand_within_headers_and_notes() {
        assert_eq!(stage("考核目标"), Some("考核目标"));
        assert_eq!(stage("2023年工作目标"), Some("工作目标"));
        assert_eq!(stage("市定目标值"), Some("市定目标"));
        assert_eq!(stage("挑战目标"), Some("挑战目标"));
        assert_eq!(stage("力争"), None);
        assert_eq!(stage("经委"), None);
        assert_eq!(stage_of_header("2023年工作目标"), Some("工作目标"));
        assert_eq!(stage_of_header("确保（亿元）"), Some("确保目标"));
        assert_eq!(stage_of_header("必保值"), Some("必保目标"));
        assert_eq!(stage_of_header("奋斗值（亿元）"), Some("奋斗目标"));
        assert_eq!(stage_of_header("期成数"), Some("期成目标"));
        assert_eq!(stage_of_header("2011年确保完成任务"), Some("确保目标"));
        assert_eq!(stage_of_header("2024年力争（亿元）"), Some("力争目标"));
        assert_eq!(stage_of_header("2024年1-6月确保"), Some("确保目标"));
        assert_eq!(stage_of_header("保底任务"), Some("保底目标"));
        assert_eq!(stage_of_header("自报数"), Some("自报目标"));
        assert_eq!(stage_of_header("基本"), None);
        assert_eq!(stage_of_header("确保供水人口"), None);
        assert_eq!(stage_of_header("考核任务"), None);
    }

    #[test]
    fn headers_begin_with_stages() {
        let check = |header, stage, alone, rest| {
            assert_eq!(staged(header), Some(Staged { stage, alone, rest }), "{header}");
        };
        check("保底面积（亩）", Some("保底目标"), true, "面积（亩）");
        check("2024年奋斗面积", Some("奋斗目标"), true, "面积");
        check("基础任务", Some("基础目标"), false, "任务");
        check("任务面积", None, false, "面积");
        for header in ["面积", "确保", "合格率", "基准值", "任务", "市定目标"] {
            assert_eq!(staged(header), None, "{header}");
        }
    }

    #[test]
    fn how_a_goal_was_set() {
        assert_eq!(setting("调整计划（户）"), Some("调整计划"));
        assert_eq!(setting("2024年调整预算数"), Some("调整预算"));
        assert_eq!(setting("2024年预算数"), Some("预算"));
        assert_eq!(setting("项目预算"), None);
        assert_eq!(setting("任务数"), None);
        assert_eq!(setting("本次下达任务"), Some("本次下达"));
    }
}
