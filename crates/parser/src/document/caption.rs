//! Lines over one of several tables of an annex, and lines that say that a table goes on.

use super::{listed, numeral};
pub(super) use crate::table::furniture::{is_continuation, is_continued};

/// 表一　就业目标, 表1 上半年任务: the cleaned line names one of several tables.
pub(super) fn is_caption(text: &str) -> bool {
    title(text).is_some()
}

/// What stands behind 表一 in a caption.
pub(super) fn title(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('表')?;
    let digits = numeral::prefix(rest);
    let behind = rest[digits.len()..].trim_start_matches(['-', '－', '—', '.']);
    let is_caption = !digits.is_empty() && is_short(text) && !behind.starts_with(['页', '列', '中', '所']);
    is_caption.then(|| behind.trim_start_matches([':', '：', '．', '、']).trim_start())
}

/// 一、就业目标 or （一）就业目标: a heading, which names a table where it stands right over one.
pub(super) fn is_heading(text: &str) -> bool {
    is_short(text) && listed::numbered(text).is_some_and(|(_, rest)| !rest.is_empty())
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= 40 && !text.contains(['。', '；'])
}

#[cfg(test)]
mod tests {
    use super::{is_caption, is_continuation};

    #[test]
    fn captions() {
        for text in ["表一就业目标", "表1上半年任务", "表二", "表1-1 甲"] {
            assert!(is_caption(text), "{text}");
        }
        for text in ["表格", "表1所列指标由各镇落实。", "附表1"] {
            assert!(!is_caption(text), "{text}");
        }
    }

    #[test]
    fn continuations() {
        for text in [
            "续表",
            "（续表）",
            "续表：",
            "续表1",
            "（续）",
            "附件1（续）",
            "2023年度目标分解表（续）",
            "续上表",
        ] {
            assert!(is_continuation(text), "{text}");
        }
        for text in ["继续教育表", "续建项目目标分解表", "手续简化目标表"] {
            assert!(!is_continuation(text), "{text}");
        }
    }
}
