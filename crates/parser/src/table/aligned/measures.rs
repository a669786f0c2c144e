//! What the values of columns are counted in: 亿元, ±%, 件/万人, and lines that hold nothing else.

use fenjie_model::text::is_cjk;

use super::content::is_bracketed;

/// What amounts are given in, without the number that can stand before it.
const UNITS: &[&str] = &[
    "元",
    "美元",
    "人",
    "户",
    "家",
    "个",
    "件",
    "次",
    "人次",
    "户次",
    "家次",
    "批",
    "批次",
    "场",
    "场次",
    "班次",
    "辆",
    "辆次",
    "台",
    "台套",
    "套",
    "座",
    "处",
    "所",
    "条",
    "项",
    "宗",
    "例",
    "起",
    "株",
    "头",
    "只",
    "羽",
    "头只",
    "张",
    "位",
    "名",
    "期",
    "栋",
    "幢",
    "幢（个）",
    "幢(个)",
    "间",
    "口",
    "眼",
    "块",
    "支",
    "部",
    "本",
    "篇",
    "册",
    "组",
    "床",
    "箱",
    "标箱",
    "盏",
    "根",
    "艘",
    "孔",
    "架",
    "天",
    "小时",
    "分钟",
    "工作日",
    "米",
    "公里",
    "千米",
    "毫米",
    "厘米",
    "延米",
    "亩",
    "公顷",
    "平方米",
    "平方公里",
    "立方米",
    "吨",
    "吨标煤",
    "吨标准煤",
    "斤",
    "公斤",
    "千克",
    "克",
    "毫克",
    "微克",
    "升",
    "千瓦",
    "兆瓦",
    "千瓦时",
    "度",
    "点",
    "百分点",
    "个百分点",
    "分贝",
    "m",
    "km",
    "m2",
    "m²",
    "㎡",
    "m3",
    "m³",
    "t",
    "kg",
    "g",
    "mg",
    "ug",
    "μg",
    "µg",
    "L",
    "l",
    "kW",
    "MW",
    "kWh",
    "dB",
    "℃",
    "%",
    "％",
    "‰",
];

/// Whether the text is what things are counted in: a unit, one to another, a change of it.
pub(crate) fn is_measure(text: &str) -> bool {
    const MOST: usize = 3;
    let text = text.trim().trim_start_matches('±');
    let count = text.split(['/', '／']).count();
    (1..=MOST).contains(&count)
        && text.split(['/', '／']).enumerate().all(|(i, part)| {
            let scaled = part.trim_start_matches(|c: char| c.is_ascii_digit() || "十百千万亿".contains(c));
            // Per so many: 元/百, 人/10万.
            scaled.is_empty() && !part.is_empty() && i > 0 || UNITS.contains(&scaled)
        })
}

/// Whether the texts of one line are nothing but what columns are counted in, in English, money among them: $ millions beside
/// Percent.
pub(crate) fn are_units<'a>(mut line: impl Iterator<Item = &'a str> + Clone) -> bool {
    let is_money = |text: &str| {
        let scale = text.trim().strip_prefix(['$', '€', '£']).map(str::trim);
        matches!(scale, Some("thousands" | "thousand" | "millions" | "million" | "billions" | "billion"))
    };
    let is_other = |text: &str| {
        ["percent", "number", "dollars", "%"].iter().any(|unit| text.trim().eq_ignore_ascii_case(unit))
    };
    line.clone().nth(1).is_some()
        && line.clone().any(is_money)
        && line.all(|text| is_money(text) || is_other(text))
}

/// Whether a text is nothing but how many a measure counts at once: 亿 of 亿元.
pub(super) fn is_scale(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "十百千万亿".contains(c))
}

/// Whether a text ends in what is counted, in brackets: 造林任务（亩）.
pub(super) fn ends_in_measure(text: &str) -> bool {
    let open = text.trim().strip_suffix(['）', ')']).and_then(|text| text.rsplit_once(['（', '(']));
    open.is_some_and(|(head, measure)| !head.is_empty() && is_measure(measure))
}

/// Whether the texts of one line are measures, and not all of them in brackets as the rest of a head is.
///
/// The rests of names that wrap are single characters, and such can be measures: 监测 beside 脱贫, and 户 below both. Of
/// those some differ.
pub(crate) fn are_measures<'a>(line: impl Iterator<Item = &'a str> + Clone) -> bool {
    let mut bare = line.clone().filter(|text| !is_bracketed(text));
    let is_rest = |text: &str| text.chars().nth(1).is_none() && text.chars().all(is_cjk);
    let Some(first) = bare.next() else { return false };
    let is_told = bare.clone().any(|text| text != first) || !is_rest(first);
    bare.next().is_some() && is_told && line.clone().all(|text| is_bracketed(text) || is_measure(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units() {
        for text in
            ["亿元", "%", "±%", "件/万人", "万人次", "mg/L", "个百分点", "元/平方米", "人/10万", "万吨标准煤"]
        {
            assert!(is_measure(text), "{text}");
        }
        for text in ["", "/", "万", "元件", "年", "1月", "（个）", "2023", "优/良", "目标"] {
            assert!(!is_measure(text), "{text}");
        }
    }

    #[track_caller]
    fn check(line: &str, expected: bool) {
        assert_eq!(are_measures(line.split(' ')), expected, "{line}");
    }

    #[test]
    fn lines_of_measures() {
        for line in ["亿元 % 家", "% %", "户 人", "亿元 % （个）"] {
            check(line, true);
        }
    }

    #[test]
    fn rests_of_heads_are_none() {
        for line in ["户 户", "家", "（户） （个）", "亿元 目标"] {
            check(line, false);
        }
    }
}
