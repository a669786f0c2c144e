//! What a target counts, by name: out of the headers, or where they only frame it, out of the annex's title.

use crate::known::{Known, is_department};
use crate::measure::{self, split_header};
use crate::registry::is_total;
use crate::value::Change;
use crate::wholes::says_little;
use crate::words::{
    Heading, Words, after_date, heading, is_change_since, is_frame, is_growth, is_time, leans, only_counts,
    part_of_stock, without_bracket, words,
};

mod part;
mod siblings;
mod title;

pub(crate) use part::{is_part, strip_part, without_part};
pub(crate) use siblings::{says_what, share_heads};
pub(crate) use title::{measure_of_title, title_subject, without_number};

/// The name of what is counted, with the names that it stands under, innermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The innermost name, without 其中： and without the bracket of its measure.
    pub(crate) name: String,
    /// The names around it, innermost first, the title's subject last.
    pub(crate) around: Vec<String>,
    /// Whether its rate of growth is meant and not the thing itself.
    pub(crate) growth: bool,
    /// Whether it is by how much the thing falls.
    pub(crate) fall: bool,
}

impl Subject {
    /// The subject of a value that says that it is of a change. What is counted in money changes where it is in %.
    pub(crate) fn changed(self, change: Option<Change>, in_per_cent: bool) -> Self {
        static MONEY: &Words =
            words!("生产总值 产值 增加值 零售总额 投资 收入 进出口总额 出口额 进口额 销售额 营业额");
        let grows = change == Some(Change::Growth) || in_per_cent && MONEY.end(&self.name);
        Self { growth: self.growth || grows, fall: change == Some(Change::Fall), ..self }
    }
}

/// What a column tells of the subjects of its cells, read once for all of them.
#[derive(Debug, Clone)]
pub(crate) struct ColumnNames {
    /// The headers that name more than a stage, a period or whose share it is, innermost first.
    pub(crate) heads: Vec<String>,
    /// How many of them are told where they alone name the subject, and behind the name of a row.
    pub(crate) told: Told,
    pub(crate) growth: bool,
    /// Whether the innermost says nothing without the next.
    pub(crate) says_little: bool,
    /// Whether it says little where no row names the subject (面积, 小学).
    pub(crate) bare: bool,
    /// The title's subject.
    title: Option<String>,
    /// What stands for the subject where nothing names it.
    otherwise: String,
}

/// What a row says of what kind its numbers are, innermost first (区级, 小麦).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kinds<'a> {
    pub(crate) texts: &'a [&'a str],
    /// Whether that is all that is counted where the columns name nothing (增值税).
    pub(crate) things: bool,
}

/// How many of a column's heads are in the names of its subjects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) alone: usize,
    pub(crate) behind: usize,
}

impl ColumnNames {
    /// Reads the headers of a column of an annex with the title, and what that says that the annex is of.
    pub(crate) fn read(
        column: &[&str],
        annex_title: &str,
        title: Option<&String>,
        known: &Known<'_>,
    ) -> Self {
        let headers = column.iter().rev().map(|text| strip_part(text));
        let is_rate = is_rate_of_change(column);
        let change = change_over(column);
        let names = |text: &&str| match change {
            Some(change) if *text == change => !is_rate,
            _ => leans(text) || !is_frame(text) && !names_bearer(text, known),
        };
        let headers = headers.skip(usize::from(is_rate)).filter(names);
        let named = |name: &String| !name.is_empty();
        let mut heads: Vec<String> = headers
            .map(|text| without_year(part_of_stock(without_bracket(text)).unwrap_or(text)))
            .map(|text| bare_name(without_leading_goal(text)))
            .filter(named)
            .collect();
        if leaf(column).is_none() {
            // 全市排名 with nothing around it.
            let is_rank =
                |text: &&str| measure::of_header(text).is_some_and(|found| measure::is_rank(&found));
            heads.extend(column.iter().copied().rfind(is_rank).map(str::to_owned));
        }
        // 面积 under 棚户区改造 and 小学 under 新增学位; 企业数 under 战略性新兴产业 is known.
        let says_little = |(name, over): (&String, &[String])| {
            let around: Vec<&str> = over.iter().chain(title).map(String::as_str).collect();
            (only_counts(name) || says_little(name) && over.first().is_some_and(|over| !only_parts(over)))
                && known.registry.indicator(name, &around).is_none()
        };
        let bare = heads.split_first().is_some_and(says_little);
        Self {
            heads,
            told: Told { alone: 1, behind: 0 },
            growth: is_rate || telling(column).is_some_and(|head| is_growth(strip_part(head))),
            bare,
            says_little: false,
            otherwise: leaf(column).map_or_else(|| annex_title.to_owned(), bare_name),
            title: title.cloned(),
        }
    }

    /// What the title says that the annex is of.
    pub(crate) fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The names of a column that is a part of the whole that stands over it in them.
    pub(crate) fn of_part(self, known: &Known<'_>) -> Self {
        let says_little =
            |name: &String| says_little(name) && known.registry.indicator::<&str>(name, &[]).is_none();
        Self { says_little: self.heads.first().is_some_and(says_little), ..self }
    }

    /// The subject of a cell: the innermost name of its row, where its row is named after an indicator, or else the
    /// innermost of the column.
    /// `under` is what is told of what the row stands under, innermost first.
    pub(crate) fn subject(&self, row: &[&str], kinds: Kinds<'_>, under: &[&str]) -> Subject {
        let growth = self.growth || row.last().is_some_and(|leaf| is_growth(strip_part(leaf)));
        let rows = row.iter().rev().map(|text| strip_part(text));
        let innermost = row.last().map(|text| strip_part(text)).filter(|text| leans(text));
        let leaning = innermost.map_or_else(String::new, bare_name);
        let rows = rows.filter(|text| !says_how(text) && !is_total(text)).map(bare_name);
        let mut rows = rows.filter(|name| *name != leaning);
        let (mut name, told) = match rows.next() {
            Some(row) => (self.name(&format!("{row}{leaning}"), self.told.behind), 0),
            // 其他 is a name of its own where nothing stands over it, 基数 is of what the column counts.
            None if innermost.is_some_and(|text| !says_how(text)) => {
                (self.name(&leaning, self.told.behind), 0)
            }
            None => (self.whole_name() + &leaning, self.told.alone),
        };
        // 区级 beside 镇级 is said of what the table is of.
        if name.is_empty() && !kinds.texts.is_empty() && !kinds.things {
            name.extend(self.title.as_deref());
        }
        for head in kinds.texts.iter().chain(under) {
            if !name.contains(head) {
                name = join(head, &name);
            }
        }
        let heads = self.heads.iter().skip(told).chain(&self.title).cloned();
        let mut around: Vec<String> = rows.chain(heads).collect();
        around.dedup();
        if name.is_empty() {
            let name = if around.is_empty() { self.otherwise.clone() } else { around.remove(0) };
            return Subject { name, around, growth, fall: false };
        }
        Subject { name, around, growth, fall: false }
    }

    /// The heads that name a subject alone, behind the title's where they do not say what they are of (月度).
    fn whole_name(&self) -> String {
        // 园数 under 新建 under 学前教育.
        let behind = self.heads.iter().skip(self.told.alone.saturating_sub(1));
        let leaning = behind.take_while(|head| leans(head)).count();
        let told = (self.told.alone + leaning).min(self.heads.len());
        let name = self.own_name(told);
        match (&self.title, self.heads.get(told.wrapping_sub(1))) {
            (Some(title), Some(head))
                if (leans(head) || is_growth(head) || self.bare && only_counts(head))
                    && !name.contains(title.as_str()) =>
            {
                if title.ends_with(&name) {
                    title.clone()
                } else {
                    format!("{title}{name}")
                }
            }
            _ => name,
        }
    }

    /// The innermost heads where no row is named; the title in place of an outermost one that only says it again, and none
    /// where that is all.
    pub(crate) fn own_name(&self, heads: usize) -> String {
        let outermost = heads.checked_sub(1).and_then(|outermost| self.heads.get(outermost));
        match (&self.title, outermost) {
            (Some(title), Some(head)) if names_title(head, title) && heads == 1 => String::new(),
            (Some(title), Some(head)) if names_title(head, title) => self.name(title, heads - 1),
            _ => self.name("", heads),
        }
    }

    /// The innermost heads behind the name of a row, outermost first; one that says the next again is left out.
    pub(crate) fn name(&self, row: &str, heads: usize) -> String {
        let mut name = String::new();
        // 发案 is said in 刑事案件发案数.
        let is_said = |head: &str| row.strip_suffix('数').is_some_and(|row| row.ends_with(head));
        for head in self.heads.iter().take(heads) {
            if !name.contains(head.as_str()) && !is_said(head) {
                name = join(head, &name);
            }
        }
        if !name.starts_with(row) {
            name.insert_str(0, row);
        }
        name
    }
}

/// The name that a row has for its indicators, the innermost of what it names.
pub(crate) fn names_row<'a>(row: &[&'a str]) -> Option<&'a str> {
    row.iter().rev().copied().find(|text| !says_how(strip_part(text)) && !is_total(strip_part(text)))
}

/// What a head of rows is called in the names of their indicators: 一、民生（20分） → 民生.
pub(crate) fn stands_over(head: &str) -> &str {
    without_bracket(strip_part(head))
}

/// Whether a row is named after a kind of units and no one of them: 一、乡镇, （二）县直部门.
pub(crate) fn names_group(text: &str) -> bool {
    let name = strip_part(text);
    let kind = words!("省直 市直 州直 县直 区直 旗直").after(name).unwrap_or(name);
    heading(kind) == Heading::Unit
}

/// Whether a row's name says when or how its numbers are meant and not what they count (2023年目标, 增长, 一季度).
pub(crate) fn says_how(text: &str) -> bool {
    let text = strip_part(text);
    is_growth(text) || is_time(text) || is_frame(text) && !is_total(text) && text != "其他"
}

/// The innermost header that is more than a measure (农业产值 over （亿元）).
pub(crate) fn leaf<'a>(path: &[&'a str]) -> Option<&'a str> {
    path.iter().rev().copied().find(|text| !split_header(text).0.is_empty())
}

/// The innermost header that is more than a measure and says more than when or how (增幅 over 确保).
pub(crate) fn telling<'a>(path: &[&'a str]) -> Option<&'a str> {
    let tells = |text: &&str| is_growth(strip_part(text)) || !is_frame(text) && !is_time(text);
    path.iter().rev().copied().filter(|text| !split_header(text).0.is_empty()).find(tells)
}

/// The header that says that its columns tell by how much something changed (较上年增减 over 面积 and 比例).
fn change_over<'a>(path: &[&'a str]) -> Option<&'a str> {
    let (leaf, over) = path.split_last()?;
    let changes = |text: &&str| is_growth(text) || is_change_since(text);
    over.iter().rev().copied().find(changes).filter(|_| only_counts(leaf) || is_rate(leaf))
}

/// 比例 under 较上年增减: a rate of growth.
pub(crate) fn is_rate_of_change(path: &[&str]) -> bool {
    change_over(path).is_some() && path.last().is_some_and(|leaf| is_rate(leaf))
}

/// 比例: of what, the heads say.
fn is_rate(text: &str) -> bool {
    words!("比例 比率 幅度 百分比 %").have(without_bracket(text))
}

/// Whether a header tells whose share is meant (经委), or is nothing but a unit across the top (榆山街道, 合计).
pub(crate) fn names_bearer(text: &str, known: &Known<'_>) -> bool {
    use fenjie_model::UnitKind::{DistrictTotal, Subdistrict, Total, Town, Township};
    known.unit_kind(text).is_some_and(|kind| {
        is_department(text, kind) || matches!(kind, DistrictTotal | Total | Town | Township | Subdistrict)
    })
}

/// Whether a head is short for what the title names: 改造任务 in a table of 农村户厕改造, 预算 in one of 税收收入.
fn names_title(head: &str, title: &str) -> bool {
    let head = after_date(head).unwrap_or(head);
    let thing = words!("任务数 任务 预算数 预算").all().find_map(|goal| head.strip_suffix(goal));
    // 整治任务 in a table of 改造和整治 is of the one alone.
    let is_one = !title.contains(['和', '与', '及', '、']);
    is_one
        && match thing {
            Some("") => head == "预算" && words!("收入 支出 税收").end(title),
            Some(thing) => {
                is_action(thing) && title.strip_suffix(thing).is_some_and(|of| !ends_in_action(of))
            }
            None => false,
        }
}

/// 改造: what is done, and nothing of what it is done with.
fn is_action(text: &str) -> bool {
    words!("建设 改造 整治 治理 复耕 植树 参保").have(text)
}

/// 隐患排查 before 整治, 新建 before 改造: one of two things that are done.
fn ends_in_action(text: &str) -> bool {
    text.is_empty()
        || is_action(text)
        || words!(
            "建设 新建 改建 扩建 改造 整治 治理 整改 复耕 植树 参保 排查 清理 清查 摸排 巡查 检查 监测 监管 防治 防控 拆除 \
             拆迁 征收 维修 修缮 加固 养护 管护 保护 升级 提升 修复 恢复 更新 疏浚 清淤 造林 绿化 育林 开垦 开发 流转 收集 \
             处置 处理 收运 利用 规划 设计 创建 培育 缴费 登记 新增 转移 就业"
        )
        .end(text)
}

/// A head before a name that only adds to its end how much: 老年人体检 and 体检率 are 老年人体检率.
fn join(head: &str, name: &str) -> String {
    let how = words!("率 量 数 比例 占比 人数").all().find_map(|how| name.strip_suffix(how));
    let said = how.filter(|said| said.chars().count() > 1 && head.ends_with(said));
    said.and_then(|said| head.strip_suffix(said)).unwrap_or(head).to_owned() + name
}

/// 按采伐类型分: by what the heads below it part their number.
fn only_parts(text: &str) -> bool {
    strip_part(text).starts_with('按') && words!("分 分类 划分 分解").end(without_bracket(text))
}

/// 2023年水质目标 → 水质目标, 2023年底企业数 → 企业数: the period tells the year.
fn without_year(text: &str) -> &str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = text.get(4..).filter(|_| digits == 4).and_then(|rest| rest.strip_prefix('年'));
    let name = behind.map(|rest| rest.trim_start_matches('度').trim_start());
    let name = name.map(|name| name.strip_prefix(['底', '末']).unwrap_or(name));
    let is_span =
        |name: &&str| name.starts_with(|c: char| c.is_ascii_digit() || "前以至到起-—–~～、（(".contains(c));
    name.filter(|name| !name.is_empty() && !is_span(name)).unwrap_or(text)
}

/// 目标得分 → 得分: a goal of what another column says how it was.
fn without_leading_goal(text: &str) -> &str {
    text.strip_prefix("目标").filter(|rest| only_counts(rest) || *rest == "得分").unwrap_or(text)
}

/// A name without its measure and without the period in its last bracket.
fn bare_name(text: &str) -> String {
    let (name, _) = split_header(text);
    let shorter = without_bracket(&name);
    let inside = name[shorter.len()..].trim_end_matches([')', '）']);
    // 失业率（控制数） is held against what it is to be, as all are.
    let is_kind_of_goal = words!("控制数 控制目标 控制指标 预期 预期性 约束性 预期目标 计划数")
        .have(inside.trim_start_matches(['(', '（']));
    if is_kind_of_goal || inside.ends_with('月') || inside.ends_with("季度") || inside.ends_with("半年")
    {
        shorter.to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_before_names() {
        for (text, expected) in [
            ("2023年水质目标", "水质目标"),
            ("2023年度新增耕地", "新增耕地"),
            ("2023年底前完成", "2023年底前完成"),
            ("2023年", "2023年"),
            ("水质", "水质"),
        ] {
            assert_eq!(without_year(text), expected);
        }
    }

    #[test]
    fn short_for_titles() {
        for (head, title, expected) in [
            ("改造任务", "农村户厕改造", true),
            ("参保任务数", "城乡居民养老保险参保", true),
            ("2024年建设任务", "高标准农田建设", true),
            ("预算", "税收收入", true),
            ("改造任务", "农村公路新建改造", false),
            ("整治任务", "安全隐患排查整治", false),
            ("绿化任务", "造林绿化", false),
            ("大豆播种任务", "玉米大豆播种", false),
            ("小学建设任务", "中小学建设", false),
            ("羊养殖任务", "牛羊养殖", false),
            ("建设任务", "老旧小区改造", false),
            ("公路改造任务", "农村公路改造", false),
            ("改造任务", "改造", false),
            ("整治任务", "新建和整治", false),
        ] {
            assert_eq!(names_title(head, title), expected, "{head} in {title}");
        }
    }

    #[test]
    fn what_heads_say_is_said_once() {
        for (head, name, expected) in [
            ("老年人体检", "体检率", "老年人体检率"),
            ("秸秆综合利用", "利用率", "秸秆综合利用率"),
            ("家庭医生签约", "签约率", "家庭医生签约率"),
            ("失业人员再就业", "就业困难人员", "失业人员再就业就业困难人员"),
            ("氨氮", "削减量", "氨氮削减量"),
            ("播种", "面积", "播种面积"),
        ] {
            assert_eq!(join(head, name), expected);
        }
    }

    #[test]
    fn brackets_behind_names() {
        for (text, expected) in [
            ("城镇登记失业率（控制数）", "城镇登记失业率"),
            ("新增就业人数（人）（预期）", "新增就业人数"),
            ("工作目标（1-11月）", "工作目标"),
            ("楼宇（平台）", "楼宇（平台）"),
        ] {
            assert_eq!(bare_name(text), expected);
        }
    }
}
