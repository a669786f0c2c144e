//! What the heads of a column name, and the subjects of its cells by them.

use crate::known::Known;
use crate::measure;
use crate::registry::is_total;
use crate::wholes::says_little;
use crate::words::{
    is_frame, is_growth, is_increase, is_state_of_works, leans, only_counts, part_of_stock, without_bracket,
    words,
};

use super::Subject;
use super::bare::{bare_name, follow, join, without_leading_goal, without_year};
use super::heads::{
    change_over, is_rate_of_change, leaf, names_bearer, only_parts, parts_by, says_how, telling,
};
use super::part::strip_part;
use super::short::names_title;
use super::siblings::only_sorts;
use super::total;

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
    pub(super) title: Option<String>,
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
        let headers = column.iter().rev().map(|text| known.noted.name(strip_part(text)));
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
        total::merge(&mut heads, |name, over| {
            let around: Vec<&str> = over.iter().chain(title).map(String::as_str).collect();
            known.registry.indicator(name, &around).is_some()
        });
        // 中央级 under 分级次 under 税收收入 is that of the 税收收入.
        heads.sort_by_key(|head| parts_by(head));
        if leaf(column).is_none() {
            // 全市排名 with nothing around it.
            let is_rank =
                |text: &&str| measure::of_header(text).is_some_and(|found| measure::is_rank(&found));
            heads.extend(column.iter().copied().rfind(is_rank).map(str::to_owned));
        }
        // 面积 under 棚户区改造 and 小学 under 新增学位; 企业数 under 战略性新兴产业 is known.
        let says_little = |(name, over): (&String, &[String])| {
            let around: Vec<&str> = over.iter().chain(title).map(String::as_str).collect();
            (only_counts(name)
                || says_little(name) && over.first().is_some_and(|over| !only_parts(over))
                || says_how_much(name)
                    && (over.first().is_some_and(|over| is_thing(over) || is_growing(over))
                        || over.is_empty() && title.is_some_and(|title| is_counted_by(title, name))))
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

    /// Whether the innermost head is a number of what the next names, and says of nothing else how many there are: 座数 under
    /// 危桥改造.
    pub(crate) fn counts_head(&self) -> bool {
        match &self.heads[..] {
            [leaf, over, ..] => self.bare && only_counts(leaf) && leaf.ends_with('数') && !only_sorts(over),
            _ => false,
        }
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
        // 排名 in a row of its own.
        let is_rank = |text: &&&str| measure::of_header(text).is_some_and(|found| measure::is_rank(&found));
        if name.is_empty()
            && let Some(rank) = row.iter().rfind(is_rank)
        {
            name.push_str(rank);
        }
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
                if (leans(head)
                    || is_state_of_works(head)
                    || is_growth(head)
                    || self.bare && (only_counts(head) || told == 1 && is_counted_by(title, head)))
                    && !name.contains(title.as_str()) =>
            {
                if title.ends_with(&name) {
                    title.clone()
                } else if title.contains(&name) {
                    // 户数 in a table of 户数及人口.
                    name
                } else if says_how_much(head) || only_counts(head) {
                    follow(without_growing(title, head), &name)
                } else {
                    follow(title, &name)
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

/// 总产值, 播种面积, 参保人数: how much of something, where only what stands above says of what.
fn says_how_much(name: &str) -> bool {
    let of_growth = words!("增长率 增长 增幅 增速").before(name);
    words!(
        "总产值 增加值 零售额 营业收入 销售额 营业额 进出口额 出口额 进口额 播种面积 种植面积 新建面积 建设面积 改造面积 参保人数 缴费人数 参保率 \
         征缴收入 征缴金额 征缴率 企业数 出栏 存栏 出栏量 存栏量 发放笔数 发放金额 发放额"
    )
    .have(of_growth.unwrap_or(name))
}

/// Whether a head or a title names one thing: 规上工业, and not 主要指标.
fn is_thing(head: &str) -> bool {
    (!only_sorts(head) || head == "生猪")
        && !only_parts(head)
        && !leans(head)
        && !words!("经济 民生 目标 任务 计划 主要 重点").end(head)
}

/// 新增, 净增: which of it, without which a number of them all would be meant.
fn is_growing(head: &str) -> bool {
    part_of_stock(head).is_some() || is_increase(head)
}

/// Whether a title says of what a head of a table is: 生猪 of 出栏, and 农业农村 or two things of none.
fn is_counted_by(title: &str, head: &str) -> bool {
    is_thing(title)
        && words!(
            "播种面积 种植面积 参保人数 缴费人数 参保率 征缴收入 征缴金额 征缴率 出栏 存栏 出栏量 存栏量"
        )
        .have(head)
        && !title.contains(['、', '和', '及', '与'])
        && !title.contains(head)
        && !words!("农业 农村 就业 三农 产业 农业生产").end(title)
}

/// 粮食生产 → 粮食, 生猪生产 → 生猪: what is sown, reaped or raised is the plant or the animal. 工业生产 and 恢复生产 are what is done.
fn without_growing<'t>(title: &'t str, head: &str) -> &'t str {
    let of = title.strip_suffix("生产").filter(|of| {
        words!("粮食 粮油 油料 油菜 麦 稻 玉米 大豆 马铃薯 棉花 蔬菜 花生 生猪 牛 羊 家禽").end(of)
            && words!("面积 产量 总产 单产 出栏 存栏 出栏量 存栏量").end(head)
    });
    of.unwrap_or(title)
}
