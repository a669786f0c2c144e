//! Lines over one of several tables of an annex, and lines that say that a table goes on.

use super::numbered::numbered;
use super::numeral;

/// 表一　就业目标, 表1 上半年任务: the cleaned line names one of several tables.
pub(crate) fn is_caption(text: &str) -> bool {
    title(text).is_some()
}

/// What stands behind 表一 in a caption.
pub(crate) fn title(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('表')?;
    let digits = numeral::prefix(rest);
    let behind = rest[digits.len()..].trim_start_matches(['-', '－', '—', '.']);
    let is_caption = !digits.is_empty() && is_short(text) && !behind.starts_with(['页', '列', '中', '所']);
    is_caption.then(|| behind.trim_start_matches([':', '：', '．', '、']).trim_start())
}

/// 一、就业目标 or （一）就业目标: a heading, which names a table where it stands right over one.
pub(crate) fn is_heading(text: &str) -> bool {
    is_short(text) && numbered(text).is_some_and(|(_, rest)| !rest.is_empty())
}

/// Whether the text says that the table below goes on: 续表, （续）, 续表1, 续附表4-1, 续表 A.1, (续上页), continued, or
/// in both languages.
pub(crate) fn is_continuation(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_outer = |c| matches!(c, '（' | '）' | '(' | ')' | '：' | ':' | '【' | '】');
    let bare = bare.trim_matches(is_outer);
    let in_english = "continued";
    let at = bare.len().checked_sub(in_english.len()).filter(|at| *at > 0 && bare.is_char_boundary(*at));
    let behind = at.filter(|at| bare[*at..].eq_ignore_ascii_case(in_english));
    let bare = behind.map_or(bare, |at| bare[..at].trim_end_matches(is_outer));
    let is_number = |c: char| {
        c.is_ascii_digit() || c.is_ascii_uppercase() || "一二三四五六七八九十-—.．（(附件".contains(c)
    };
    let is_mark = |text: &str| {
        let rest = text.strip_prefix('续').or_else(|| text.strip_prefix('接'));
        rest.is_some_and(|r| r.trim_start_matches(['附', '表', '上', '页', '前']).chars().all(is_number))
    };
    // 目标分解表（续1）, 目标分解表（续表二）.
    let behind_title = bare.rsplit_once(['（', '(']).map(|(_, mark)| mark);
    is_mark(bare)
        || behind_title.is_some_and(is_mark)
        || bare.ends_with("续表")
        // 表A.1 续
        || bare.strip_prefix('表').and_then(|rest| rest.strip_suffix('续')).is_some_and(|n| n.chars().all(is_number))
        || bare.eq_ignore_ascii_case(in_english)
}

/// Whether the text says that the table above goes on: 续下页, （转下页）, 未完待续.
pub(crate) fn is_continued(text: &str) -> bool {
    let text = text.trim_matches(['（', '）', '(', ')', ' ', '\u{3000}']);
    ["转下页", "续下页", "接下页", "下转", "未完待续"].iter().any(|start| text.starts_with(start))
        && text.chars().count() <= 10
}

fn is_short(text: &str) -> bool {
    text.chars().count() <= 40 && !text.contains(['。', '；'])
}

#[cfg(test)]
mod tests {
    use super::{is_caption, is_continuation, is_continued};

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
        for text in ["继续教育表", "续建项目目标分解表", "手续简化目标表", "Operations continued"]
        {
            assert!(!is_continuation(text), "{text}");
        }
    }

    #[test]
    fn continuation_marks() {
        for text in [
            "续表",
            "（续表）",
            "续表 1",
            "续上表",
            "附件1（续）",
            "(续)",
            "continued",
            "（接上页）",
            "续表 A.1",
            "续表（二）",
            "续附表 4",
            "续附表4-1",
            "表 3.2 续",
            "目标分解表（续1）",
            "目标分解表（续 二）",
            "目标分解表(续表1)",
            "目标分解表（续表一）",
            "续表 continued",
            "续表2-1（Continued）",
        ] {
            assert!(is_continuation(text), "{text}");
        }
        for text in ["（转下页）", " (续下页) ", "下转第5页", "（未完待续）"] {
            assert!(is_continued(text) && !is_continuation(text), "{text}");
        }
        assert!(!is_continued("下转移支付资金的各项目标如下"));
        for text in [
            "续建项目",
            "续（建）",
            "表1 手续",
            "附件 1",
            "手续办理表",
            "接续转移",
            "目标分解表（续建）",
            "目标分解表（二）",
        ] {
            assert!(!is_continuation(text), "{text}");
        }
    }
}
