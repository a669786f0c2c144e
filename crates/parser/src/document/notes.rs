//! Notes under a table: 注：…, 备注：…, and the lines that go on with them.

use super::numbered::numbered;

/// Whether the cleaned line starts a note.
pub(super) fn starts(text: &str) -> bool {
    let word =
        ["注释", "附注", "备注", "说明", "填表说明", "注"].into_iter().find(|word| text.starts_with(word));
    word.is_some_and(|word| {
        let rest = text[word.len()..].trim_start();
        rest.starts_with([':', '：', '.', '．', '、'])
            || rest.starts_with(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c))
    })
}

/// Whether the cleaned line explains a mark of the table's: ①…, *…, ※….
pub(super) fn explains_mark(text: &str) -> bool {
    let text = text.strip_prefix("带").unwrap_or(text).trim_start_matches(['“', '"', '（', '(']);
    text.starts_with(|c: char| {
        ('①'..='⑳').contains(&c) || matches!(c, '*' | '＊' | '※' | '★' | '☆' | '△' | '▲' | '#' | '＃' | '†')
    })
}

/// Whether the cleaned line is the next of a numbered note.
pub(super) fn goes_on_numbered(text: &str) -> bool {
    numbered(text).is_some()
}

/// Whether a line belongs to the note before it because that has not ended.
pub(super) fn is_cut(note: &str) -> bool {
    !note.ends_with(['。', '；', '！', '）', '.', ';'])
}

#[cfg(test)]
mod tests {
    use super::{explains_mark, starts};

    #[test]
    fn notes() {
        for text in [
            "注：街道任务由街道办事处组织落实。",
            "备注：“/”表示无此项任务。",
            "说明:无",
            "注1：甲",
            "注①甲",
            "附注：甲",
        ] {
            assert!(starts(text), "{text}");
        }
        for text in ["注册企业数", "说明书", "备注", "注意事项"] {
            assert!(!starts(text), "{text}");
        }
        for text in ["①含上年结转项目。", "*为暂定数", "带*的为约束性指标", "带“*”的指标", "※另行下达"]
        {
            assert!(explains_mark(text), "{text}");
        }
    }
}
