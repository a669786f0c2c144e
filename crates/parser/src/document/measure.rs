//! The line over a table that names its measure: 单位：亿元.

/// What a line says about the measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MeasureNote<'a> {
    /// What stands before it on the line, a caption perhaps.
    pub(super) before: &'a str,
    /// The measure.
    pub(super) measure: &'a str,
}

/// Reads a line (as printed, for the space before 单位 tells it from 责任单位).
pub(super) fn read(line: &str) -> Option<MeasureNote<'_>> {
    let (at, colon) = line.match_indices("单位").find_map(|(at, word)| {
        let behind = line[at + word.len()..].trim_start();
        let colon = behind.chars().next().filter(|c| matches!(c, ':' | '：'))?;
        Some((at, line.len() - behind.len() + colon.len_utf8()))
    })?;
    let mut before = line[..at].trim_end();
    let glued = before.len() == at;
    if glued {
        let kind =
            ["计量", "金额", "货币", "数量", "面积", "人数"].into_iter().find(|kind| before.ends_with(kind));
        before = kind.map_or(before, |kind| &before[..before.len() - kind.len()]);
        let bracket = before.ends_with(['（', '(', '，', ',', '；']);
        if kind.is_none() && !bracket && !before.is_empty() {
            return None;
        }
    }
    let measure = line[colon..].trim();
    let before = match before.strip_suffix(['（', '(']) {
        Some(outside) => {
            let inside = measure.strip_suffix(['）', ')']).unwrap_or(measure);
            return finish(outside.trim(), inside.trim());
        }
        None => before.trim(),
    };
    finish(before, measure)
}

fn finish<'a>(before: &'a str, measure: &'a str) -> Option<MeasureNote<'a>> {
    let is_measure = (1..=30).contains(&measure.chars().count()) && !measure.contains(['。', '：', ':']);
    is_measure.then_some(MeasureNote { before, measure })
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
        check("表一　就业目标    单位：人", "表一　就业目标", "人");
        check("2024年任务表（单位：个）", "2024年任务表", "个");
    }

    #[test]
    fn other_lines_with_the_word() {
        for line in
            ["责任单位：发改委", "填报单位：统计局", "各有关单位：", "单位：", "单位", "填报单位（盖章）："]
        {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
