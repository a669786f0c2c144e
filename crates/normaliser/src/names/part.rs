//! What stands in front of a name: 其中：, the marks of lists, the numbers of sections.

use fenjie_model::text::{is_chinese, is_numeral};

use crate::words::words;

/// Whether a name is of a part of the one before it: 其中：亿元以上, #庄里工业园.
pub(crate) fn is_part(name: &str) -> bool {
    without_part(name).len() < name.trim().len() || name.trim_start().starts_with("其中")
}

/// A name without what says that it is of a part: 其中：, 其中, #.
pub(crate) fn without_part(name: &str) -> &str {
    let name = name.trim();
    let rest = name.strip_prefix("其中").or_else(|| name.strip_prefix(['#', '＃']));
    let rest = rest.map(|rest| rest.trim_start_matches(['：', ':', '∶']).trim_start());
    // 其中 alone, and #1 of several.
    let is_name = |rest: &&str| rest.chars().count() > 1 && !rest.starts_with(|c: char| c.is_ascii_digit());
    let marked = rest.filter(|rest| is_name(rest) || name.contains(['：', ':', '∶']) && !rest.is_empty());
    marked.unwrap_or(name)
}

/// ①技改投资 → 技改投资, —其中：失业人员 → 其中：失业人员: a mark of a list is no part of a name.
fn without_mark(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '—' | '–' | '－' | '-' | '·' | '•' | '●' | '◆' | '①'..='⑳');
    let name = text.trim_start().trim_start_matches(is_mark).trim_start();
    if name.starts_with(is_chinese) { name } else { text }
}

/// Whether a text that begins with the character has nothing in front of its name: hardly any has, and each is asked.
fn begins_name(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') && c != '其' && !is_numeral(c)
}

/// 其中：区级税收收入 → 区级税收收入, 1.第一产业增加值 → 第一产业增加值.
pub(crate) fn strip_part(text: &str) -> &str {
    if text.starts_with(begins_name) {
        return text.trim_end();
    }
    let whole = without_part(without_part(without_mark(text)));
    let inner = whole.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    let mark = if inner.len() < whole.len() { &['）', ')'][..] } else { &['.', '．', '、', '）', ')'] };
    let is_counted = (1..=2).contains(&inner[..inner.len() - rest.len()].chars().count());
    let behind = rest.strip_prefix(mark).filter(|_| is_counted).map(str::trim_start);
    // 1.5万亩 is no first item, and 三、四级手术 are of two grades.
    let goes_on = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_digit()) || inner.len() == whole.len() && counts_on(whole, name)
    };
    behind.filter(|name| !name.is_empty() && !goes_on(name)).unwrap_or(whole)
}

/// 四级手术占比 behind 三、, 二、三产业 behind 一、: the next grade or class, and no name. 二、二级公路 is the second item.
fn counts_on(first: &str, name: &str) -> bool {
    const NUMERALS: &str = "一二三四五六七八九";
    let number = |text: &str| text.chars().next().and_then(|first| NUMERALS.find(first));
    let next = number(first).map(|at| at + "一".len());
    let behind = name.trim_start_matches(|c: char| is_numeral(c) || c == '、');
    number(name).is_some()
        && number(name) == next
        && words!("级 类 产业 产 年级 线 等 季度 批 期 孩").begin(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_before_names() {
        for (text, expected) in [
            ("其中：区级税收收入", "区级税收收入"),
            ("其中税收", "税收"),
            ("#高新技术产业投资", "高新技术产业投资"),
            ("其中", "其中"),
            ("#1", "#1"),
            ("其中：1亿元以上", "1亿元以上"),
            ("1.第一产业增加值", "第一产业增加值"),
            ("（2）高新技术产业", "高新技术产业"),
            ("三、民生", "民生"),
            ("三、四级手术占比", "三、四级手术占比"),
            ("一、二、三产业融合项目", "一、二、三产业融合项目"),
            ("三、四好农村路", "四好农村路"),
            ("二、二级公路里程", "二级公路里程"),
            ("三、三级医院创建", "三级医院创建"),
            ("（一）二级公路", "二级公路"),
            ("1.5万亩高标准农田", "1.5万亩高标准农田"),
            ("一般公共预算收入", "一般公共预算收入"),
            ("5G基站", "5G基站"),
            ("#其中：第一产业", "第一产业"),
            ("①技改投资", "技改投资"),
            ("—其中：失业人员", "失业人员"),
            ("—", "—"),
            ("-5", "-5"),
        ] {
            assert_eq!(strip_part(text), expected);
        }
    }
}
