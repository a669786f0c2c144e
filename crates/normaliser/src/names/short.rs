//! Heads that are short for what the title of their table names.

use crate::words::{after_date, words};

/// Whether a head is short for what the title names: 改造任务 in a table of 农村户厕改造, 预算 in one of 税收收入.
pub(super) fn names_title(head: &str, title: &str) -> bool {
    let head = after_date(head).unwrap_or(head);
    let thing = words!("任务数 任务 预算数 预算").before(head);
    // 整治任务 in a table of 改造和整治 is of the one alone.
    let is_one = !title.contains(['和', '与', '及', '、']);
    is_one
        && match thing {
            Some("") => head == "预算" && words!("收入 支出 税收").end(title),
            Some(thing) => {
                is_action(thing) && title.strip_suffix(thing).is_some_and(|of| !ends_in_action(of))
            }
            None => false,
        }
}

/// 改造: what is done, and nothing of what it is done with.
pub(super) fn is_action(text: &str) -> bool {
    words!("建设 改造 整治 治理 复耕 植树 参保").have(text)
}

/// 隐患排查 before 整治, 新建 before 改造: one of two things that are done.
pub(super) fn ends_in_action(text: &str) -> bool {
    text.is_empty()
        || is_action(text)
        || words!(
            "建设 新建 改建 扩建 改造 整治 治理 整改 复耕 植树 参保 排查 清理 清查 摸排 巡查 检查 监测 监管 防治 防控 拆除 \
             拆迁 征收 维修 修缮 加固 养护 管护 保护 升级 提升 修复 恢复 更新 疏浚 清淤 造林 绿化 育林 开垦 开发 流转 收集 \
             处置 处理 收运 利用 规划 设计 创建 培育 缴费 登记 新增 转移 就业"
        )
        .end(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_for_titles() {
        for (head, title, expected) in [
            ("改造任务", "农村户厕改造", true),
            ("参保任务数", "城乡居民养老保险参保", true),
            ("2024年建设任务", "高标准农田建设", true),
            ("预算", "税收收入", true),
            ("改造任务", "农村公路新建改造", false),
            ("整治任务", "安全隐患排查整治", false),
            ("绿化任务", "造林绿化", false),
            ("大豆播种任务", "玉米大豆播种", false),
            ("小学建设任务", "中小学建设", false),
            ("羊养殖任务", "牛羊养殖", false),
            ("建设任务", "老旧小区改造", false),
            ("公路改造任务", "农村公路改造", false),
            ("改造任务", "改造", false),
            ("整治任务", "新建和整治", false),
        ] {
            assert_eq!(names_title(head, title), expected, "{head} in {title}");
        }
    }
}
