//! Heads that only say how a goal was set: the title's indicator is meant, and two of them stay apart.

use crate::sheet::Sheet;

/// Checks a table of the title: one line a target, `indicator stage`.
#[track_caller]
fn check(title: &'static str, rows: &'static str, expected: &[&str]) {
    let targets = Sheet::new(1, rows).title(title).targets(true);
    let line = |target: &fenjie_model::Target| {
        format!("{} {}", target.indicator.name, target.stage.as_deref().unwrap_or("-"))
    };
    assert_eq!(targets.iter().map(line).collect::<Vec<_>>(), expected);
}

#[test]
fn how_a_goal_was_set_names_nothing() {
    let title = "2024年税收收入任务表";
    check(
        title,
        "乡镇 | 2023年完成 | 预算数 | 调整预算数 | 1-3月任务
         甲镇 | 1 | 2 | 3 | 4",
        &["税收收入 -", "税收收入 预算", "税收收入 调整预算", "税收收入 -"],
    );
    check(
        title,
        "乡镇 | 指令性计划 | 指导性计划 | 自报数 | 序时任务
         甲镇 | 1 | 2 | 3 | 4",
        &["税收收入 指令性计划", "税收收入 指导性计划", "税收收入 自报目标", "税收收入序时任务 -"],
    );
    check(
        title,
        "乡镇 | 责任目标
         甲镇 | 1",
        &["税收收入 -"],
    );
    check(
        title,
        "乡镇 | 2024年确保 | 2024年力争完成任务
         甲镇 | 1 | 2",
        &["税收收入 确保目标", "税收收入 力争目标"],
    );
}

#[test]
fn a_head_can_say_again_what_the_title_says() {
    let title = "2024年污水管网改造任务表";
    check(
        title,
        "乡镇 | 改造任务（公里） | 已完成（公里） | 第一批任务（公里）
         甲镇 | 3 | 1 | 2",
        &["污水管网改造 -", "污水管网改造 实绩", "污水管网改造第一批 -"],
    );
    check(
        title,
        "乡镇 | 改造任务（公里） | 其中：主管（公里）
         甲镇 | 3 | 1",
        &["污水管网改造 -", "污水管网改造主管 -"],
    );
    // What another thing is, or one of two, is named.
    check(
        title,
        "乡镇 | 整治任务（公里） | 预算（万元）
         甲镇 | 3 | 1",
        &["整治任务 -", "预算 -"],
    );
    check(
        "2024年水库新建和塘坝改造任务表",
        "乡镇 | 改造任务（处）
         甲镇 | 3",
        &["改造任务 -"],
    );
}

#[test]
fn a_word_is_a_stage_beside_another_stage() {
    let title = "2024年冬小麦播种面积任务表";
    for (heads, stages) in [
        ("保底面积（亩） | 奋斗面积（亩）", ["保底目标", "奋斗目标"]),
        ("任务面积（亩） | 奋斗面积（亩）", ["-", "奋斗目标"]),
        ("基础任务 | 奋斗任务", ["基础目标", "奋斗目标"]),
        ("基准目标 | 挑战目标", ["基准目标", "挑战目标"]),
        ("约束目标 | 预期目标", ["约束目标", "预期目标"]),
        ("最低目标 | 最高目标", ["最低目标", "最高目标"]),
        ("必保数 | 争取数", ["必保目标", "争取目标"]),
        ("已下达 | 本次下达", ["已下达", "本次下达"]),
    ] {
        let rows = format!("乡镇 | {heads}\n甲镇 | 1 | 2");
        check(
            title,
            rows.leak(),
            &stages.map(|stage| format!("冬小麦播种面积 {stage}")).each_ref().map(|s| &**s),
        );
    }
    check(
        "2024年争资任务表",
        "乡镇 | 争取资金（万元） | 计划资金（万元）\n甲镇 | 1 | 2",
        &["争取资金 -", "争资计划资金 -"],
    );
    // Alone, or of another thing, it is none.
    check(title, "乡镇 | 基础任务\n甲镇 | 1", &["冬小麦播种面积 -"]);
    check(
        "2024年目标任务表",
        "乡镇 | 最高温度（℃） | 最低温度（℃） | 合格率（%） | 优秀率（%） | 考核面积（亩） | 争取资金（万元）
         甲镇 | 1 | 2 | 3 | 4 | 5 | 6",
        &["最高温度 -", "最低温度 -", "合格率 -", "优秀率 -", "考核面积 -", "争取资金 -"],
    );
}

#[test]
fn how_far_works_are_is_said_of_the_title() {
    check(
        "2024年棚户区改造目标分解表",
        "单位 | 3月底前开工 | 年底前竣工 | 开工数
         甲镇 | 1 | 2 | 3",
        &["棚户区改造开工 -", "棚户区改造竣工 -", "棚户区改造开工数 -"],
    );
    // 完成 behind 竣工 is none of it.
    check(
        "2023年道路建设任务表",
        "单位 | 年底前竣工 | 6月底前完成
         甲镇 | 1          | 2",
        &["道路建设竣工 -", "道路建设 -"],
    );
}
