//! The line over a table that names its measure: 单位：亿元, 面积：万亩，产量：亿斤.

mod named;

use super::Line;
use crate::TextLine;

/// What a line says about the measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MeasureNote<'a> {
    /// What stands before it on the line, a caption perhaps.
    pub(super) before: &'a str,
    /// The measure.
    pub(super) measure: &'a str,
    /// What goes on behind the bracket that holds it: 任务分解表 behind 固定资产投资（单位：亿元）.
    pub(super) behind: &'a str,
}

/// Reads a line (as printed, for the space before 单位 tells it from 责任单位).
pub(super) fn read(line: &str) -> Option<MeasureNote<'_>> {
    labelled(line).or_else(|| named::read(line))
}

fn labelled(line: &str) -> Option<MeasureNote<'_>> {
    line.match_indices("单位").find_map(|(at, word)| {
        let behind = line[at + word.len()..].trim_start().strip_prefix([':', '：'])?;
        let before = before(&line[..at])?;
        match before.strip_suffix(['（', '(']) {
            Some(outside) => {
                let (inside, rest) = behind.split_at(end_of_bracket(behind));
                finish(outside, inside, rest.trim_start_matches(['）', ')']))
            }
            None => finish(before, behind, ""),
        }
    })
}

/// Where the bracket closes that is open before a text, or where the text ends.
fn end_of_bracket(text: &str) -> usize {
    let mut open = 0_usize;
    let closes = |(_, c): &(usize, char)| match c {
        '（' | '(' => {
            open += 1;
            false
        }
        '）' | ')' => {
            open = open.wrapping_sub(1);
            open == usize::MAX
        }
        _ => false,
    };
    text.char_indices().find(closes).map_or(text.len(), |(at, _)| at)
}

/// A line with its measure on a line of its own: a label, a title or a caption can share its line with it.
pub(super) fn apart(line: Line) -> Vec<Line> {
    let printed = line.printed();
    let Some(note) = read(&printed).filter(|note| !note.before.is_empty()) else { return vec![line] };
    let text = [note.before, note.behind].concat();
    let before = Line::new(TextLine { text, ..line.raw.clone() });
    let measure = Line::new(TextLine { text: format!("单位：{}", note.measure), count: 0, ..line.raw });
    vec![before, measure]
}

/// What stands before 单位 or 计量单位, or nothing where it is part of another word.
fn before(text: &str) -> Option<&str> {
    let outside = text.trim_end();
    if outside.len() < text.len() {
        return Some(outside);
    }
    let kind =
        ["计量", "金额", "货币", "数量", "面积", "人数"].into_iter().find(|kind| outside.ends_with(kind));
    let is_apart = kind.is_some() || outside.is_empty() || outside.ends_with(['（', '(', '，', ',', '；']);
    is_apart.then(|| kind.map_or(outside, |kind| outside[..outside.len() - kind.len()].trim_end()))
}

fn finish<'a>(before: &'a str, measure: &'a str, behind: &'a str) -> Option<MeasureNote<'a>> {
    let (before, measure, behind) = (before.trim(), measure.trim(), behind.trim());
    // 万亩，万吨（油菜总产单位：吨） names another of one thing.
    let outside = measure.find(['（', '(']).map_or(measure, |open| &measure[..open]);
    let is_measure = (1..=30).contains(&measure.chars().count())
        && !outside.contains(['：', ':'])
        && !measure.contains('。');
    is_measure.then_some(MeasureNote { before, measure, behind })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[track_caller]
    fn check(line: &str, before: &str, measure: &str) {
        let note = read(line).unwrap_or_else(|| panic!("no measure in {line}"));
        assert_eq!((note.before, note.measure), (before, measure));
    }

    #[test]
    fn measures() {
        check("单位：亿元", "", "亿元");
        check("　　单位：亿元", "", "亿元");
        check("计量单位：万元", "", "万元");
        check("单位:公里、亩", "", "公里、亩");
        check("（单位：户）", "", "户");
        check("(单位: 万吨)", "", "万吨");
        check("单位：%", "", "%");
        check("单位：万元（人民币）", "", "万元（人民币）");
        check("单位：万亩，万吨（油菜总产单位：吨）", "", "万亩，万吨（油菜总产单位：吨）");
        check("表一　就业目标    单位：人", "表一　就业目标", "人");
        check("2024年任务表（单位：个）", "2024年任务表", "个");
        check("2024年任务表（单位：万元（人民币））", "2024年任务表", "万元（人民币）");
        let note = read("2024年投资（单位：亿元）任务分解表").unwrap();
        assert_eq!((note.before, note.measure, note.behind), ("2024年投资", "亿元", "任务分解表"));
        check("填报单位：统计局　　单位：万元", "填报单位：统计局", "万元");
        check("附件1    计量单位：万元", "附件1", "万元");
    }

    #[test]
    fn measures_by_the_names_of_what_they_count() {
        check("面积：万亩", "", "面积：万亩");
        check("种植面积:万亩", "", "种植面积:万亩");
        check("面积：万亩，产量：亿斤", "", "面积：万亩，产量：亿斤");
        check("面积：万亩　产量：万吨", "", "面积：万亩　产量：万吨");
        check("（面积：亩、资金：万元）", "", "面积：亩、资金：万元");
        check("2024年粮食任务表（面积：万亩）", "2024年粮食任务表", "面积：万亩");
        check("2024年3月　　　　面积：万亩", "2024年3月", "面积：万亩");
        check("面积单位：万亩、产量单位：万吨", "", "面积单位：万亩、产量单位：万吨");
        check("单位：面积：万亩；产量：万吨", "", "面积：万亩；产量：万吨");
        check("资金单位：万元", "", "资金单位：万元");
        check("（人数：人；时长：小时；得分：分）", "", "人数：人；时长：小时；得分：分");
        check("计量：万亩", "", "万亩");
        check("面积：亩、公里", "", "面积：亩、公里");
        check("以万元为单位", "", "万元");
        check("本表以万元为计量单位。", "", "万元");
        check("2024年预算表（以万元为单位）", "2024年预算表", "万元");
        check("处理能力：吨/日", "", "处理能力：吨/日");
        check("单位 万亩", "", "万亩");
        check("（单位万元）", "", "万元");
        check("（万亩）", "", "万亩");
        check("任务表　　单位 万亩", "任务表", "万亩");
    }

    #[test]
    fn other_lines_with_the_word() {
        for line in
            ["责任单位：发改委", "填报单位：统计局", "各有关单位：", "单位：", "单位", "填报单位（盖章）："]
        {
            assert_eq!(read(line), None, "{line}");
        }
        for line in [
            "填报单位：个",
            "编制单位：户",
            "责任单位：户",
            "乡镇：个",
            "序号：个",
            "面积：12万亩",
            "联系人：张三，电话：12345",
            "面积：万亩，联系人：张三",
            "小麦种植面积任务表（万亩）",
            "其中：",
            "万亩",
            "亩、公里",
            "（一）",
            "（试行）",
            "单位 目标",
            "责任单位 个",
            "一、面积：亩",
            "今年完成面积：亩",
            "以村为单位",
            "以户为单位统计，逐级上报",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
