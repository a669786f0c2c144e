//! Which of several measures of a 单位 line, or of a bracket over several heads, the headers of a cell mean.

use fenjie_model::Measure;

use super::meaning::{denies, means, says_plainly};
use super::{Noted, is_ratio, tells_rate};
use crate::words::{is_frame, is_share, only_counts, words};

/// The measure of a line that the headers mean: the one that the line says is of what they name, or else nearest level
/// first.
pub(crate) fn choose<'a>(line: &'a [Noted], path: &[&str]) -> Option<&'a Measure> {
    let name = path.concat();
    let is_named = |of: &String| name.ends_with(of.as_str());
    let is_of = |noted: &&Noted| noted.of.iter().any(is_named) || path.iter().any(|text| noted.is_of(text));
    let told: Vec<&Noted> = line.iter().filter(is_of).collect();
    let others = || line.iter().filter(|noted| !noted.alone).collect();
    let line = if told.is_empty() { others() } else { told };
    let line: Vec<&Measure> = line.into_iter().map(|noted| &noted.measure).collect();
    if let [one] = line[..] {
        return Some(one);
    }
    let mut open = line.clone();
    for text in path.iter().rev() {
        if is_share(text) {
            let ratio = line.iter().find(|measure| is_ratio(measure));
            return ratio.or_else(|| line.iter().find(|measure| tells_rate(measure))).copied();
        }
        if line.iter().all(|measure| denies(text, measure)) {
            return None;
        }
        // 株数 under 育苗 is in no 亩.
        if says_plainly(text) {
            open.retain(|measure| !denies(text, measure));
        }
        let meant: Vec<&Measure> = open.iter().copied().filter(|measure| means(text, &measure.raw)).collect();
        match meant[..] {
            [] => {}
            [one] => return Some(one),
            _ => open = meant,
        }
    }
    // A share says so in its header; what says nothing is not one.
    open.retain(|measure| !is_ratio(measure));
    let plain = path.iter().rev().find(|text| says_plainly(text));
    open.retain(|measure| plain.is_none_or(|text| !denies(text, measure)));
    if let [one] = open[..] { Some(one) } else { None }
}

/// Whether heads prove that 户/万元 is two measures: one is of what is counted in the second alone (补助), another of what is in the
/// first or is a number of things and no more, and none is of so much for one (强度, 亩均).
pub(crate) fn prove_both([first, second]: &[Noted; 2], leaves: &[&str]) -> bool {
    let is_rate = |text: &&str| {
        words!("强度 均 率 单位 每 密度 标准 单产 亩产").are_in(text) && !words!("单位 单位名称").have(text)
    };
    let tells = |text: &str, one: &Noted, other: &Noted| {
        means(text, &one.measure.raw) && !means(text, &other.measure.raw) && !denies(text, &one.measure)
    };
    let is_of_first = |text: &&str| {
        let counts = || {
            first.measure.dimension.as_deref() == Some("count") && (is_goal_alone(text) || only_counts(text))
        };
        tells(text, first, second) || counts() && !denies(text, &first.measure)
    };
    !leaves.iter().any(is_rate)
        && leaves.iter().any(|text| tells(text, second, first))
        && leaves.iter().any(is_of_first)
}

/// 任务, 任务数, 计划: a number that is to be reached, and of no year alone.
fn is_goal_alone(text: &str) -> bool {
    is_frame(text) && words!("任务 计划 目标 指标 数量").are_in(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::of_note;

    #[track_caller]
    fn check(line: &str, header: &str, expected: Option<&str>) {
        let line = of_note(line);
        assert_eq!(choose(&line, &[header]).map(|measure| measure.raw.as_str()), expected, "{header}");
    }

    #[test]
    fn words_say_what_a_measure_counts() {
        check("亿元、万亩", "地区生产总值", Some("亿元"));
        check("亿元、万亩", "地方税收", Some("亿元"));
        check("亿元、万亩", "耕地保有量", Some("万亩"));
        check("万元/人、%", "全员劳动生产率", Some("万元/人"));
        check("亿元、%", "完成率", Some("%"));
        check("栋、亿元", "税收千万元楼宇", None);
        check("栋、亿元", "楼宇税收", Some("亿元"));
        check("亩、万元", "信贷投放", Some("万元"));
        check("亩、户", "油菜扩种", Some("亩"));
        check("亩、户", "种植大户培育", Some("户"));
        check("亩、户", "大豆种植", Some("亩"));
        check("亩、万元", "造林补助", Some("万元"));
        check("万头、万只", "生猪出栏", Some("万头"));
        check("万头、万只", "家禽出栏", Some("万只"));
        check("万头、万只", "出栏", None);
        check("万头、万只、万羽", "羊出栏", Some("万只"));
        check("万亩、万吨（油菜产量单位：吨）", "油菜产量", Some("吨"));
        check("万亩、万吨（油菜产量单位：吨）", "粮食产量", Some("万吨"));
        check("头（肉牛）、万头（生猪）", "牲畜", None);
        check("亿元（现价）、个（项目）、%", "工业产值", Some("亿元"));
        check("公斤/亩（单产）、吨", "小麦单产", Some("公斤/亩"));
        check("万亩（面积）、公斤/亩、万吨", "小麦单产", Some("公斤/亩"));
        check("户（企业）、万元", "企业利润", Some("万元"));
        check("万亩（油茶）、吨", "油茶产量", Some("吨"));
        check("班、人", "班数", Some("班"));
        check("班、人", "招生计划", Some("人"));
        check("万人次、亿元", "旅游人次", Some("万人次"));
        check("万元（当年价）、万美元（外资）", "投资", Some("万元"));
        check("吨/日、座", "处理能力", Some("吨/日"));
        check("天、件", "件均处理时长", Some("天"));
        check("万羽、吨", "禽蛋产量", Some("吨"));
        check("亿元、家", "招商引资", Some("亿元"));
    }

    #[test]
    fn what_an_inner_head_denies_no_outer_one_tells() {
        let line = of_note("亩、立方米、万株");
        let chosen = |path: &[&str]| choose(&line, path).map(|measure| measure.raw.clone());
        assert_eq!(chosen(&["育苗", "株数"]).as_deref(), Some("万株"));
        assert_eq!(chosen(&["育苗", "面积"]).as_deref(), Some("亩"));
        assert_eq!(chosen(&["育苗", "户数"]), None);
        assert_eq!(chosen(&["育苗", "任务"]).as_deref(), Some("亩"));
    }

    #[test]
    fn what_is_paid_is_counted_in_money() {
        for header in [
            "个人缴费标准",
            "个人缴费",
            "个人自筹",
            "农户自筹",
            "户均增收",
            "户均补助",
            "人均纯收入",
            "亩均投资",
            "缴费标准",
            "标准",
            "个人出资",
            "次均费用",
            "人头经费",
            "每人补助",
            "户用光伏投资",
            "造林面积补助",
        ] {
            for other in ["人", "户", "个", "亩", "人次"] {
                check(&format!("{other}、元"), header, Some("元"));
                check(&format!("{other}、公里"), header, None);
            }
        }
        check("人、元/人", "补助标准", Some("元/人"));
        check("项、元", "建设标准", None);
        check("户、元", "低收入", None);
        check("个、万元", "名额", Some("个"));
        check("人、万元", "名额", Some("人"));
    }

    #[test]
    fn a_compound_does_not_tell_what_its_characters_count() {
        for (line, header, expected) in [
            ("人、亩", "人工造林", Some("亩")),
            ("亩、公斤", "亩产", Some("公斤")),
            ("处、米", "处理能力", None),
            ("人、件", "人大代表建议办理", None),
            ("人、次", "人工增雨作业", None),
            ("座、场", "座谈会", Some("场")),
            ("台、个", "台账建立数", None),
            ("条、场", "条例宣传", None),
            ("场、个", "场所码覆盖", None),
            ("元、人", "元旦慰问", None),
            ("米、万元", "玉米", None),
            ("台、万元", "融资平台", None),
            ("户、个", "个转企", None),
            ("起、户", "起征点户", Some("户")),
            ("人、户", "人数", Some("人")),
            ("户、元", "户数", Some("户")),
            ("项、万元", "项数", Some("项")),
            ("台、万元", "农机台套数", Some("台")),
            ("亩、株", "株数", Some("株")),
            ("亩、万株", "株数", Some("万株")),
            ("亩、立方米、万株", "木材采伐", Some("立方米")),
            ("户、万元", "贫困户危房改造", Some("户")),
            ("人、万元", "残疾人救助", Some("人")),
            ("辆、万元", "公交车辆更新", Some("辆")),
            ("座、户", "户厕改造", Some("户")),
        ] {
            check(line, header, expected);
        }
    }
}
