//! What the title of an annex or the caption of a table says that it is of.

use fenjie_model::text::is_numeral;

use crate::measure;
use crate::words::{Words, after_date, without_bracket, words};

/// The measure that a title ends with (小麦种植任务分解表（万亩）). （场） and （所） are likelier kinds of units.
pub(crate) fn measure_of_title(title: &str) -> Option<&str> {
    let title = title.trim_end();
    let inner = title[without_bracket(title).len()..].trim().strip_prefix(['（', '('])?;
    let inner = inner.strip_suffix(['）', ')'])?.trim();
    let is_kind = matches!(inner, "场" | "所" | "部" | "站点");
    (!is_kind && measure::look_up(inner).is_some()).then_some(inner)
}

/// 2023年度青浦区税收收入目标分解表 → 税收收入: what is before the year, the region and the words for a table are taken off.
pub(crate) fn title_subject(title: &str, region: &str) -> Option<String> {
    static ENDS: &Words = words!(
        "的通知附 的通知 附表 责任表 清单 一览表 总表 明细表 分配表 表 指标 任务 目标 目标责任 分解 计划 三年行动 三年 分季度 分月 分年度 主要 重点 \
         重点工作 主要工作 工作完成情况 完成情况"
    );
    // 任务清单（2023-2024年）
    let bare = without_bracket(title);
    let bracket = &title[bare.len()..];
    // A bracket behind the words for a table is of the table: （第一批）, （万亩）.
    let of_table = ENDS.end(bare) || measure_of_title(title).is_some();
    let mut text = if bracket.contains('年') || of_table { bare } else { title };
    text = without_number(text);
    text = text.strip_prefix(region).unwrap_or(text);
    if let Some(at) = text.find('年')
        && text.as_bytes()[..at].iter().rev().take_while(|b| b.is_ascii_digit()).count() == 4
    {
        text = text[at + '年'.len_utf8()..].trim_start_matches('度');
        // 2023年上半年税收收入
        text = after_date(text).filter(|rest| !rest.is_empty()).unwrap_or(text);
    }
    text = text.strip_prefix(region).unwrap_or(text);
    while let Some(shorter) =
        ENDS.all().find_map(|end| text.strip_suffix(end)).or_else(|| without_last_year(text))
    {
        text = shorter;
    }
    // 税收收入预算 is of the income that 预算数 plans; 一般公共预算 is a thing of its own.
    let planned =
        text.strip_suffix("预算").filter(|of| words!("税收收入 财政收入 基金收入 财政支出 基金支出").end(of));
    text = planned.unwrap_or(text);
    // 全县造林绿化, 各乡镇税收收入
    text = words!("全省 全市 全州 全盟 全县 全区 全旗 全镇 全乡 各乡镇 各镇 各街道 各县区 各区县")
        .after(text)
        .unwrap_or(text);
    (!text.is_empty() && text != "工作").then(|| text.to_owned())
}

/// 表1：造林绿化任务 → 造林绿化任务.
pub(crate) fn without_number(title: &str) -> &str {
    let rest = words!("附件 附表 表").after(title.trim_start()).unwrap_or(title);
    let name = rest.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c) || c == '-');
    let name = name
        .strip_prefix(['：', ':', '、', '.', '．', ' '])
        .filter(|_| name.len() < rest.len() && rest.len() < title.len());
    name.map_or(title, str::trim_start)
}

/// 目标完成情况及2024年度 → 目标完成情况
fn without_last_year(text: &str) -> Option<&str> {
    let head = text.strip_suffix("年度").or_else(|| text.strip_suffix('年'))?;
    let rest = head.trim_end_matches(|c: char| c.is_ascii_digit());
    (head.len() - rest.len() == 4).then(|| rest.trim_end_matches(['及', '和', '与', '暨']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_a_subject() {
        assert_eq!(title_subject("2023年度青浦区税收收入目标分解表", "青浦区").as_deref(), Some("税收收入"));
        assert_eq!(
            title_subject("2023年平阴县固定资产投资分季度任务表", "平阴县").as_deref(),
            Some("固定资产投资")
        );
        assert_eq!(
            title_subject("2023年度青浦区“一网统管”实效覆盖率目标分解表", "青浦区").as_deref(),
            Some("“一网统管”实效覆盖率")
        );
        assert_eq!(
            title_subject("涪陵区庭院绿化分季度任务清单（2023-2024年）", "涪陵区").as_deref(),
            Some("庭院绿化")
        );
        for title in ["2023年小麦种植任务分解表（万亩）", "小麦种植任务（万亩）", "小麦种植计划表（第一批）"]
        {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), Some("小麦种植"), "{title}");
        }
        for title in [
            "2023年度目标完成情况及2024年度目标任务分解表",
            "2024年重点工作目标分解表",
            "2024年工作完成情况表",
            "2024年工作目标分解表",
            "2024年重点目标任务分解表",
        ] {
            assert_eq!(title_subject(title, "涪陵区"), None, "{title}");
        }
        assert_eq!(title_subject("2024年税收收入预算表", "涪陵区").as_deref(), Some("税收收入"));
        assert_eq!(title_subject("2024年一般公共预算表", "涪陵区").as_deref(), Some("一般公共预算"));
        assert_eq!(title_subject("2023年1-9月税收收入目标表", "涪陵区").as_deref(), Some("税收收入"));
        assert_eq!(title_subject("2024年全县造林绿化计划的通知附表", "涪陵区").as_deref(), Some("造林绿化"));
        assert_eq!(title_subject("老旧小区改造（续建）", "涪陵区").as_deref(), Some("老旧小区改造（续建）"));
        for title in ["涪陵区2024年招商引资目标责任表", "表1：招商引资目标责任分解表"]
        {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), Some("招商引资"), "{title}");
        }
    }
}
