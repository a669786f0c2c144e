//! Which of several measures of a 单位 line the headers of a cell mean.

use fenjie_model::Measure;

use crate::measure::{Noted, is_ratio, tells_rate};
use crate::words::{Words, is_share, without_bracket, words};

/// The measure of a line that the headers mean: the one that the line says is of what they name, or else nearest level
/// first.
pub(super) fn choose<'a>(line: &'a [Noted], path: &[&str]) -> Option<&'a Measure> {
    let name = path.concat();
    let is_named = |of: &String| name.ends_with(of.as_str()) || path.contains(&of.as_str());
    let is_of = |noted: &&Noted| noted.of.iter().any(is_named);
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
        let meant: Vec<&Measure> = open.iter().copied().filter(|measure| means(text, &measure.raw)).collect();
        match meant[..] {
            [] => {}
            [one] => return Some(one),
            _ => open = meant,
        }
    }
    // A share says so in its header; what says nothing is not one.
    open.retain(|measure| !is_ratio(measure));
    if let [one] = open[..] { Some(one) } else { None }
}

/// Measures, and the words for what they count.
static COUNTED: &[(&Words, &Words)] = &[
    (LENGTH, words!("道 路 河 渠 管网 管线 堤 护栏 沟 衬砌 硬化")),
    (
        AREA,
        words!(
            "造林 绿化 育苗 抚育 种植 播种 田 耕地 林地 草地 湿地 土地 用地 园地 荒地 坡地 整地 林网 流转 封育 育林 退耕 灌溉 果园 茶园",
        ),
    ),
    (words!("株 万株"), words!("植树 栽植 苗木 栽树 四旁")),
    (
        words!("处 座 个 项 口 眼 宗"),
        words!("泵站 站 设施 工程 项目 池 井 点 村 水库 塘坝 桥 供水 示范 合作社 小区 班数 班级"),
    ),
    (words!("班"), words!("班数 班级")),
    (words!("户 家 万户"), words!("户 企业 主体 农场")),
    (words!("人 人次 万人 万人次"), words!("人 就业 培训 参保 招生 在校 在园 毕业 录取 就诊")),
    (words!("栋 幢 座 个"), words!("楼宇 楼 大厦")),
    (MONEY, words!("产值 总值 收入 投资 税 额 资金 增加值 支出")),
    (MONEY, PAID),
    (words!("美元 万美元 亿美元"), words!("外资 进出口 出口 进口")),
    (words!("% ％"), words!("率 比重 占比 比例 增幅 增长 增速 %")),
    (words!("元/人 万元/人"), words!("生产率")),
    (words!("吨 万吨 公斤 亿斤 斤"), words!("产量 总产 排放 能耗")),
    (words!("公斤/亩 吨/亩 斤/亩 吨/公顷"), words!("单产")),
    (words!("头 万头"), words!("猪 牛 马 驴")),
    (words!("只 万只"), words!("羊 禽 鸡 鸭 鹅 兔")),
    (words!("羽 万羽"), words!("禽 鸡 鸭 鹅")),
];

/// Whether a name ends as those of persons do: 田长数, 网格员, 护林员人数.
fn is_of_persons(text: &str) -> bool {
    let mut bare = without_bracket(text);
    while let Some(shorter) = ["人数", "数量", "数", "配备"].iter().find_map(|end| bare.strip_suffix(end))
    {
        bare = shorter;
    }
    words!("员 田长 河长 林长 湖长 路长 街长 巷长 楼长 片长 组长 网格长 站长 校长 警长 教师 医师 医生 护士 学生 人才 社工").end(bare)
}

static MONEY: &Words = words!("元 万元 亿元");
/// What is paid, whatever it is paid for.
static PAID: &Words = words!("补助 补贴 奖补 奖励 信贷 贷款 信贷投放 贷款投放 经费 保费 利润 营收 资金 税收");
static PERSONS: &Words = words!("人 人次 名 万人");
static AREA: &Words = words!("亩 万亩 公顷 平方米 万平方米 平方公里");
static LENGTH: &Words = words!("公里 千米 米 万米");

/// Whether a header speaks of what the measure counts.
fn means(text: &str, measure: &str) -> bool {
    // 田长数 counts persons, and no fields.
    if is_of_persons(text) {
        return PERSONS.have(measure);
    }
    // The plain word for what is measured leaves nothing open (道路绿化面积, 造林补助).
    if text.contains("面积") {
        return AREA.have(measure);
    }
    if text.contains("长度") || text.contains("里程") {
        return LENGTH.have(measure);
    }
    if PAID.end(without_bracket(text)) {
        return MONEY.have(measure);
    }
    // 亿元以上项目 are counted, and not in 亿元.
    let is_threshold = |(at, _): &(usize, &str)| text[at + measure.len()..].starts_with(['以', '级']);
    text.match_indices(measure).any(|found| !is_threshold(&found))
        || COUNTED.iter().any(|(measures, words)| measures.have(measure) && words.are_in(text))
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
    }
}
