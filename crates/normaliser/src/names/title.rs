//! What the title of an annex or the caption of a table says that it is of.

use fenjie_model::text::{is_chinese, is_numeral};

use crate::measure;
use crate::words::{PLANS, Words, after_date, fold_time, leans, without_bracket, words};

use super::each::without_units;

/// The measure that a title ends with (小麦种植任务分解表（万亩）). （场） and （所） are likelier kinds of units.
pub(crate) fn measure_of_title(title: &str) -> Option<&str> {
    let title = title.trim_end();
    let inner = title[without_bracket(title).len()..].trim().strip_prefix(['（', '('])?;
    let inner = inner.strip_suffix(['）', ')'])?.trim();
    let is_kind = matches!(inner, "场" | "所" | "部" | "站点");
    (!is_kind && measure::look_up(inner).is_some()).then_some(inner)
}

/// The words for tables and plans that a title can end with, each before what it ends with.
static ENDS: &Words = words!(
    "的通知附 的通知 的 附表 责任表 清单 一览表 汇总表 总表 明细表 分配表 表 任务书 责任书 \
     分解方案 进度计划 进度安排 序时进度 时序进度 目标进度 任务进度 任务安排 目标安排 计划安排 任务落实 目标落实 任务控制 任务调整 目标调整 责任分解 \
     分解汇总 任务汇总 目标汇总 考核任务 考核目标 考核指标 任务考核 目标考核 工作任务 工作目标 目标责任 任务责任 \
     奋斗目标 奋斗任务 力争目标 力争任务 争取目标 确保目标 确保任务 必保目标 必保任务 挑战目标 挑战任务 冲刺目标 冲刺任务 摸高目标 \
     任务到村 任务到户 分解到村 分解到户 保底目标 保底任务 底线目标 底线任务 基础目标 基础任务 基本目标 基本任务 必成目标 期成目标 预期目标 预期指标 \
     任务 目标 指标 分解 计划 三年行动 三年 分季度 分季 季度 分月 分年度 全年 年度 上半年 下半年 主要 重点 \
     重点工作 主要工作 工作完成情况 完成情况"
);

/// 2023年度青浦区税收收入目标分解表 → 税收收入: what is before the year, the region and the words for a table are taken off.
/// 税收收入2026年任务表 is of what stands before the year.
pub(crate) fn title_subject(title: &str, region: &str) -> Option<String> {
    // 任务清单（2023-2024年）
    let bare = without_bracket(title);
    let bracket = &title[bare.len()..];
    // A bracket behind the words for a table is of the table: （第一批）, （万亩）.
    let of_table = ENDS.end(bare) || measure_of_title(title).is_some();
    let text = if bracket.contains('年') || of_table { bare } else { title };
    let text = without_number(text);
    let text = text.strip_prefix(region).unwrap_or(text);
    let Some((before, behind)) = around_year(text) else { return subject(text, region) };
    // 2023年上半年税收收入
    let behind = after_date(behind).filter(|rest| !rest.is_empty()).unwrap_or(behind);
    subject(behind, region).or_else(|| {
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || "-~～—–至".contains(c));
        // 税收收入各镇
        let of_units = before.rfind('各').filter(|at| without_units(&before[*at..]).is_empty());
        let before = of_units.map_or(before, |at| &before[..at]);
        subject(before, region).filter(|before| before.chars().count() > 1 && !names_body(before))
    })
}

/// What a title without its year is of.
fn subject(text: &str, region: &str) -> Option<String> {
    let mut text = text.strip_prefix(region).unwrap_or(text);
    while let Some(shorter) =
        without_last_year(text).or_else(|| without_last_quarter(text)).or_else(|| ENDS.before(text))
    {
        // 目标任务及进度安排
        text = shorter.trim_end_matches(['及', '和', '与', '暨']);
    }
    // 税收收入预算 is of the income that 预算数 plans; 一般公共预算 is a thing of its own.
    let planned =
        text.strip_suffix("预算").filter(|of| words!("税收收入 财政收入 基金收入 财政支出 基金支出").end(of));
    text = without_plan(without_units(planned.unwrap_or(text)));
    let is_turn = text.starts_with('第') && leans(text);
    (!text.is_empty() && text != "工作" && !is_turn).then(|| text.to_owned())
}

/// “十四五”棚户区改造 → 棚户区改造: what is done within the plan. 十四五规划编制 is of the plan itself.
fn without_plan(text: &str) -> &str {
    let plan = text.strip_prefix(['“', '"']).and_then(|text| PLANS.after(text));
    let of = plan.and_then(|rest| rest.strip_prefix(['”', '"']));
    let of = of.map(|of| words!("期间 时期").after(of).unwrap_or(of));
    of.filter(|of| !of.is_empty() && !of.starts_with("规划")).unwrap_or(text)
}

/// What stands behind a season that goes over the end of a year: 2021/2022榨季, 2024—2025年采暖季.
fn behind_season(text: &str) -> Option<&str> {
    let year =
        |text: &'_ str| text.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit())).is_some();
    let rest = text.get(4..).filter(|_| year(text))?.strip_prefix(['/', '-', '—', '–', '~', '～', '至'])?;
    let rest = rest.get(4..).filter(|_| year(rest))?;
    let rest = rest.strip_prefix('年').unwrap_or(rest);
    words!("榨季 榨期 采暖季 采暖期 供暖季 供暖期 学年度 学年 雪季").after(rest)
}

/// What stands before and behind the year of a title, without the bracket around the year.
fn around_year(text: &str) -> Option<(&str, &str)> {
    if let Some(behind) = behind_season(text) {
        return Some(("", behind));
    }
    // 2026税收收入, 2026财年税收收入
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if let Some((year, rest)) = text.split_at_checked(4).filter(|_| digits == 4)
        && ("1990".."2100").contains(&year)
        && rest.starts_with(is_chinese)
        && !rest.starts_with('年')
    {
        return Some(("", rest.strip_prefix("财年").unwrap_or(rest)));
    }
    let (start, at) = text.match_indices('年').find_map(|(at, _)| {
        // 25年以上小区, 25年期贷款.
        let lasts = at == 2 && words!("以上 以下 以内 以前 期 内 龄 级").begin(&text[at + '年'.len_utf8()..]);
        year_before(&text[..at]).filter(|_| !lasts).map(|start| (start, at))
    })?;
    let (before, behind) = (&text[..start], text[at + '年'.len_utf8()..].trim_start_matches('度'));
    let open = before.strip_suffix(['（', '(']);
    let inner = open.and_then(|before| Some((before, behind.split_once(['）', ')'])?)));
    Some(inner.map_or((before, behind), |(before, (_, behind))| (before, behind)))
}

/// Where the year begins that a text ends with, be it in two figures or in Chinese ones.
fn year_before(text: &str) -> Option<usize> {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    match text.len() - start {
        4 => Some(start),
        // 30年小区 begins with how old they are.
        2 => (start == 0 && ("21".."30").contains(&text)).then_some(0),
        0 => {
            let start = text.char_indices().rev().nth(3)?.0;
            let year = fold_time(&format!("{}年", &text[start..])).into_owned();
            year.starts_with(|c: char| c.is_ascii_digit()).then_some(start)
        }
        _ => None,
    }
}

/// Whether what stands before a year only says whose table it is, or of what plan or field.
fn names_body(text: &str) -> bool {
    // 国土绿化三年行动方案 says what is done.
    let of_campaign = words!("三年行动方案 三年行动计划 三年行动").before(text);
    let text = of_campaign.filter(|of| of.chars().count() > 2).unwrap_or(text);
    words!(
        "省 市 州 盟 县 区 旗 镇 乡 街道 村 社区 政府 委员会 委 办 局 处 中心 所 站 院 校 学校 公司 集团 银行 部门 单位 部 会 队 厂 场 级 组 \
         规划 方案 行动 纲要 意见 通知 办法 主要经济 国民经济和社会发展 经济社会发展 经济和社会发展 经济发展 高质量发展"
    )
    .end(text)
        || text.starts_with("关于")
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

/// 税收收入一季度, 税收收入前三季度 → 税收收入
fn without_last_quarter(text: &str) -> Option<&str> {
    let count = text.strip_suffix("季度")?;
    let rest = count.trim_end_matches(|c: char| "一二三四1234".contains(c) || "、至到-~～—–".contains(c));
    (rest.len() < count.len()).then(|| rest.trim_end_matches(['第', '前']))
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
        for (title, subject) in [
            ("2021/2022榨季糖料蔗生产任务表", "糖料蔗生产"),
            ("2024—2025年采暖季洁净煤供应任务表", "洁净煤供应"),
            ("2024-2025学年度学前教育入园任务表", "学前教育入园"),
        ] {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), Some(subject), "{title}");
        }
        assert_eq!(title_subject("2024年税收收入预算表", "涪陵区").as_deref(), Some("税收收入"));
        assert_eq!(title_subject("2024年一般公共预算表", "涪陵区").as_deref(), Some("一般公共预算"));
        assert_eq!(title_subject("2023年1-9月税收收入目标表", "涪陵区").as_deref(), Some("税收收入"));
        assert_eq!(title_subject("2024年全县造林绿化计划的通知附表", "涪陵区").as_deref(), Some("造林绿化"));
        assert_eq!(title_subject("老旧小区改造（续建）", "涪陵区").as_deref(), Some("老旧小区改造（续建）"));
        for title in [
            "税收收入2026年任务分解表",
            "涪陵区税收收入2026年任务表",
            "税收收入任务2026年分解表",
            "税收收入（2026年）任务分解表",
            "税收收入各镇2026年任务分解表",
            "关于2026年税收收入任务的分解表",
            "2026年税收收入任务分解方案表",
            "（2026年度）税收收入任务分解表",
            "二〇二六年税收收入任务分解表",
            "26年税收收入任务分解表",
            "2026税收收入任务分解表",
            "2026财年税收收入任务分解表",
            "2026年各镇（街道）税收收入任务分解表",
            "2026年税收收入序时进度任务表",
            "2026年税收收入考核任务表",
            "2026年税收收入全年任务分解表",
            "2026年税收收入年度任务表",
            "2026年税收收入任务安排表",
            "2026年税收收入任务分解汇总表",
            "2026年税收收入责任分解表",
            "2026年税收收入奋斗目标分解表",
            "2026年税收收入工作目标任务书",
            "2026年税收收入目标任务及进度安排表",
            "2026年税收收入上半年任务表",
            "2026年税收收入一季度任务表",
            "2026年税收收入前三季度任务表",
            "2026年税收收入第三季度进度安排表",
            "2026年税收收入一至三季度任务表",
            "2026年税收收入季度任务表",
            "2026年各部门单位税收收入任务表",
            "税收收入2026年第一批任务表",
        ] {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), Some("税收收入"), "{title}");
        }
        for (title, expected) in [
            ("高新区2026年任务分解表", None),
            ("主要经济指标2026年目标表", None),
            ("高新区2026年造林任务表", Some("造林")),
            ("安全生产2026年工作任务表", Some("安全生产")),
            ("20年以上小区改造任务表", Some("20年以上小区改造")),
            ("25年以上小区改造任务表", Some("25年以上小区改造")),
            ("30年小区改造任务表", Some("30年小区改造")),
            ("26年期贷款任务表", Some("26年期贷款")),
            ("26年生猪任务表", Some("生猪")),
            ("26年以工代赈任务表", Some("以工代赈")),
            ("第一批2026年任务表", None),
            ("2022年户厕改造任务到村明细表", Some("户厕改造")),
            ("“十四五”棚户区改造分年度任务表", Some("棚户区改造")),
            ("“十四五”规划编制任务表", Some("“十四五”规划编制")),
            ("国土绿化三年行动方案2026年任务表", Some("国土绿化三年行动方案")),
            ("国民经济和社会发展三年行动方案2026年任务表", None),
            ("2026年产业结构调整任务表", Some("产业结构调整")),
            ("2026年公务接待进度表", Some("公务接待进度")),
            ("森林防火2025—2026年度任务表", Some("森林防火")),
        ] {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), expected, "{title}");
        }
        for title in ["涪陵区2024年招商引资目标责任表", "表1：招商引资目标责任分解表"]
        {
            assert_eq!(title_subject(title, "涪陵区").as_deref(), Some("招商引资"), "{title}");
        }
    }
}
