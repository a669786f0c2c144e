//! Columns that tell of the one before them: 其中：亿元以上 behind 签约项目（个）, 一季度 behind 计划投资（万元）, 增速（%） behind
//! 批发业销售额（亿元）.

use std::borrow::Cow;

use fenjie_model::{HashMap, HashSet, Measure};

use crate::headers::Headers;
use crate::measure::{is_additive, of_header, split_header};
use crate::names::{is_part, strip_part};
use crate::registry::is_total;
use crate::when;
use crate::words::{
    after_date, is_change_since, is_frame, is_growth, is_increase, is_of_goal, is_share_of,
    is_state_of_works, is_time, leans, only_counts, without_bracket, words,
};

/// The whole that a column is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Its column.
    pub(crate) col: usize,
    /// How many headers stand over both.
    pub(crate) level: usize,
    /// Whether it is the part of a year.
    pub(crate) in_time: bool,
    /// Whether nothing but its name tells it, which ends as that of the part before it or is of one who pays.
    pub(crate) by_name: bool,
}

/// The columns of values of a group that tell of one before them, each with it. Where the title of the table names what is
/// counted, a column that names only a time is of that.
pub(crate) fn wholes(columns: &[Headers<'_>], values: &[usize], titled: bool) -> Vec<(usize, Whole)> {
    let mut found: Vec<(usize, Whole)> = Vec::new();
    // The headers of those that are parts of a year.
    let mut times: HashSet<&[&str]> = HashSet::default();
    // The columns of which a change is told, with whether that is a rate.
    let mut changes: HashSet<(usize, bool)> = HashSet::default();
    // The last column that is no part, the last of these that is no share, and the last one of money.
    let (mut last_whole, mut last_amount, mut last_money) = (None, None, None);
    for (at, &col) in values.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| values[before]);
        let of_before = found.last().filter(|(col, _)| Some(*col) == before).map(|(_, whole)| *whole);
        let leaf = columns[col].path.last().copied().unwrap_or("");
        // The second 增长 behind 财政收入 and 其中：税收收入 is of the latter.
        let grows = of_before.map(|whole| whole.col);
        let is_told = |of: &usize| changes.contains(&(*of, is_growth(leaf)));
        let last = last_whole.filter(|last: &usize| !columns[*last].share || !is_amount(&columns[col]));
        let last = last.or_else(|| last_alike(columns, &values[..at], col)).or(last_amount);
        let whole = of_mark(columns, [last, last_money], col)
            .or_else(|| goes_on(columns, before.zip(of_before), col))
            .or_else(|| of_source(columns, before.filter(|before| last_whole == Some(*before)), col))
            .or_else(|| part_of_year(columns, before, at == 1 || times.contains(&columns[col].path[..]), col))
            .or_else(|| share_of(columns, &values[..at], col))
            .or_else(|| change_of(columns, grows.filter(|of| !is_told(of)).or(before), col))
            .or_else(|| change_of(columns, grows, col))
            .or_else(|| last_whole.filter(|_| !titled).and_then(|of| time_of(columns, of, col)));
        match whole {
            Some(whole) => {
                if whole.in_time {
                    times.insert(&columns[col].path);
                } else if is_change(leaf) {
                    changes.insert((whole.col, is_growth(leaf)));
                }
                found.push((col, whole));
            }
            // Nothing is a part of 增长（%）.
            None if is_change(leaf) => changes.extend(last_whole.map(|whole| (whole, is_growth(leaf)))),
            None if columns[col].path.iter().any(|text| is_part(text)) => {}
            None => {
                last_whole = Some(col);
                last_amount = last_whole.filter(|col| !columns[*col].share).or(last_amount);
                last_money = last_whole.filter(|col| is_money(&columns[*col])).or(last_money);
            }
        }
    }
    found
}

/// 其中：亿元以上 behind 签约项目（个）; none where the column before has columns of its own.
fn of_mark(
    columns: &[Headers<'_>],
    [last_whole, last_money]: [Option<usize>; 2],
    col: usize,
) -> Option<Whole> {
    let path = &columns[col].path;
    let level = path.iter().position(|text| is_part(text) || tells_sources(text))?;
    let last = if tells_sources(path[level]) { last_money } else { last_whole };
    let of = last
        .filter(|of| columns[*of].path.len() == level + 1 && columns[*of].path.starts_with(&path[..level]))?;
    Some(Whole { col: of, level, in_time: false, by_name: false })
}

/// 5亿元以上 behind 其中：亿元以上, 非税收入 behind 其中：税收收入, or 二季度 behind 一季度: a further part of the same whole.
fn goes_on(columns: &[Headers<'_>], before: Option<(usize, Whole)>, col: usize) -> Option<Whole> {
    let (before, whole) = before?;
    let (leaf, heads) = columns[col].path.split_last()?;
    if heads.len() != whole.level || !columns[whole.col].path.starts_with(heads) {
        return None;
    }
    match whole.in_time {
        true => is_part_of_year(leaf).then_some(whole),
        false if of_header(leaf).is_some() => None,
        false if is_threshold(leaf) || is_part_of_year(leaf) || is_source(leaf) => Some(whole),
        false => {
            let is_alike = columns[before].path.last().is_some_and(|part| end_alike(part, leaf));
            is_alike.then_some(Whole { by_name: true, ..whole })
        }
    }
}

/// 中央 behind 总投资（万元）: who pays that part of it.
fn of_source(columns: &[Headers<'_>], before: Option<usize>, col: usize) -> Option<Whole> {
    let (leaf, heads) = columns[col].path.split_last()?;
    let of = before.filter(|_| is_source(leaf))?;
    // 省级 beside 中央 is no part of that.
    let is_source = columns[of].path.last().is_some_and(|leaf| is_source(leaf));
    let is_whole = is_money(&columns[of]) && !is_source && is_named(&columns[of], heads);
    is_whole.then_some(Whole { col: of, level: heads.len(), in_time: false, by_name: true })
}

/// 一季度 behind 计划投资（万元）: the year's plan is parted. Behind several others, only what says that it is a plan or names
/// its year is, or what the same times stood behind before (上半年 behind 造林面积 and behind 抚育面积).
fn part_of_year(columns: &[Headers<'_>], before: Option<usize>, alone: bool, col: usize) -> Option<Whole> {
    let (leaf, heads) = columns[col].path.split_last()?;
    let of = before.filter(|_| is_part_of_year(leaf))?;
    let Headers { path, growth, share, period, .. } = &columns[of];
    let (whole, heads_of_whole) = path.split_last()?;
    let is_plan = alone || words!("年 计划 任务 目标").are_in(whole);
    // 6月底前完成 behind 年底前竣工 is another state of the same works.
    let state = after_date(leaf).filter(|state| !state.is_empty());
    let is_other =
        after_date(whole).is_some_and(|of| is_state_of_works(of) && state.is_some_and(|own| own != of));
    let is_whole =
        heads_of_whole == heads && period.months.is_none() && !growth && !share && is_plan && !is_other;
    is_whole.then_some(Whole { col: of, level: heads.len(), in_time: true, by_name: false })
}

/// 增速（%） behind 批发业销售额（亿元）, 净增量 behind 企业（家）: how fast or by how much that grows.
fn change_of(columns: &[Headers<'_>], before: Option<usize>, col: usize) -> Option<Whole> {
    let (leaf, heads) = columns[col].path.split_last()?;
    let of = before.filter(|_| is_change(leaf))?;
    is_named(&columns[of], heads).then_some(Whole {
        col: of,
        level: heads.len(),
        in_time: false,
        by_name: false,
    })
}

/// 占GDP比重 behind 研发经费投入（亿元）: which part that is of it. Behind two amounts, 占比 can be that of either, and only money is
/// a part of the GDP.
fn share_of(columns: &[Headers<'_>], before: &[usize], col: usize) -> Option<Whole> {
    let (leaf, heads) = columns[col].path.split_last()?;
    let (&of, others) = before.split_last()?;
    // 占比 beside 班数 under 大班额 is that of the 大班额.
    let counts = |text: &&str| {
        let name = split_header(text).0;
        only_counts(&name) || name.ends_with('数') && name.chars().count() <= 3
    };
    let counts_only = columns[of].path.last().is_some_and(counts);
    if !is_share_of(leaf) || columns[of].share || counts_only || !is_named(&columns[of], heads) {
        return None;
    }
    let is_amount = |other: &usize| {
        let under = columns[*other].path.split_last().is_some_and(|(_, over)| over == heads);
        under && !columns[*other].share && !columns[*other].growth
    };
    let of_gdp = words!("占GDP 占地区生产总值 占生产总值").begin(leaf);
    let is_open = match (&columns[of].measure, of_gdp) {
        (Some(_), true) => !is_money(&columns[of]),
        _ => others.last().is_some_and(is_amount),
    };
    (!is_open).then_some(Whole { col: of, level: heads.len(), in_time: false, by_name: false })
}

/// 上年完成 behind 财政收入: what that was.
fn time_of(columns: &[Headers<'_>], of: usize, col: usize) -> Option<Whole> {
    let (leaf, heads) = columns[col].path.split_last()?;
    let says_when = is_frame(leaf) || is_time(leaf);
    let is_amount = !columns[of].share && is_named(&columns[of], heads);
    // 合计（万元） is that of all before it.
    let is_sum = is_total(&split_header(leaf).0);
    (says_when && !leans(leaf) && !is_growth(leaf) && !is_sum && is_amount).then_some(Whole {
        col: of,
        level: heads.len(),
        in_time: true,
        by_name: false,
    })
}

/// 增速（%）, 净增量, 较上年: a change of what another column tells.
fn is_change(leaf: &str) -> bool {
    is_growth(leaf) || is_increase(leaf) || is_change_since(leaf)
}

/// 中央, 县级, 镇（街道）, 企业自筹: who pays.
fn is_source(leaf: &str) -> bool {
    let name = without_bracket(leaf);
    words!(
        "中央 国家 上级 省 市 州 盟 县 区 旗 镇 乡镇 街道 村 中央级 省级 市级 州级 县级 区级 镇级 乡级 乡镇级 村级          自筹 企业自筹 业主自筹 群众自筹 单位自筹 村级自筹 社会资本 社会投资 社会资金 银行贷款 专项债 专项债券 地方债券",
    )
    .have(name)
}

/// The last column that is no part and is measured as one is.
fn last_alike(columns: &[Headers<'_>], before: &[usize], col: usize) -> Option<usize> {
    let dimension =
        |col: usize| columns[col].measure.as_ref().and_then(|measure| measure.dimension.as_deref());
    let is_alike = |of: &usize| {
        dimension(*of).is_some()
            && dimension(*of) == dimension(col)
            && !columns[*of].path.iter().any(|text| is_part(text))
    };
    before.iter().rev().copied().find(is_alike)
}

/// Whether a column prints itself that it is no share: nothing in 亩 is a part of what is in %.
fn is_amount(column: &Headers<'_>) -> bool {
    let measure = column.path.last().and_then(|leaf| of_header(leaf));
    measure.is_some_and(|measure| measure.dimension.as_deref().is_some_and(is_additive))
}

/// Whether a column is measured in money.
fn is_money(column: &Headers<'_>) -> bool {
    let measure = column.measure.as_ref().and_then(|measure| measure.dimension.as_deref());
    measure == Some("currency")
}

/// 资金来源: the heads below say who pays.
fn tells_sources(head: &str) -> bool {
    words!("资金来源 资金构成 资金筹措 资金组成 投资来源 投资构成").have(without_bracket(head))
}

/// Whether two names of parts end with the same half or more: 税收收入 and 非税收入, 工业 and 农业.
pub(crate) fn end_alike(part: &str, other: &str) -> bool {
    let alike = same_end(part, other);
    let length = other.chars().count();
    alike * 2 >= length && alike < length
}

/// How many characters two names end in alike.
pub(crate) fn same_end(one: &str, other: &str) -> usize {
    one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count()
}

/// Whether a column under the heads names itself what it counts, and not how that grows.
pub(crate) fn is_named(Headers { path, growth, .. }: &Headers<'_>, heads: &[&str]) -> bool {
    path.split_last().is_some_and(|(name, over)| {
        let names_itself = !is_frame(name) && !is_time(name) && !leans(name) && !is_of_goal(name);
        over == heads && !growth && names_itself
    })
}

/// 一季度, 1-6月, 一季度累计, 上年同期: a part of a year and nothing else.
fn is_part_of_year(text: &str) -> bool {
    let is_part = || text.contains("同期") || when::period(&[text], None).months.is_some();
    (is_time(text) || is_frame(text)) && !is_growth(text) && is_part()
}

/// Lets the parts that print no measure have the one of their whole.
pub(crate) fn share_measures(columns: &mut [Headers<'_>], wholes: &[(usize, Whole)]) {
    for (col, Whole { col: whole, level, .. }) in wholes {
        let measure = columns[*whole].measure.clone();
        let part = &columns[*col];
        let of_rates = part.growth || part.share || columns[*whole].growth || columns[*whole].share;
        let is_printed = part.path[*level..].iter().any(|text| of_header(text).is_some());
        // 其中：脱贫人数 is not counted in 户.
        let contradicts = |measure: &Measure| part.amount.is_some_and(|amount| !amount.may_be_in(measure));
        let measure = measure.filter(|measure| !of_rates && !is_printed && !contradicts(measure));
        if measure.is_some() {
            columns[*col].measure = measure;
        }
    }
}

/// Lets 目标 under 其中：工业投资 have the measure of 目标（亿元） under 固定资产投资, behind which it stands.
pub(crate) fn share_goals(columns: &mut [Headers<'_>], values: &[usize]) {
    // By what the goal is called: what it is of, and its measure.
    let mut measured: HashMap<Cow<'_, str>, (String, Measure)> = HashMap::default();
    for &col in values {
        let [.., head, leaf] = columns[col].path[..] else { continue };
        if !is_frame(leaf) {
            continue;
        }
        match split_header(leaf) {
            (name, Some(measure)) if !is_part(head) => {
                measured.insert(name, (head.to_owned(), measure));
            }
            (name, None) if is_part(head) && columns[col].measure.is_none() => {
                // 其中：新增企业 behind 税收 are not measured as that.
                let found = measured.get(&name).filter(|(whole, _)| same_end(strip_part(head), whole) > 1);
                columns[col].measure = found.map(|(_, measure)| measure.clone());
            }
            _ => {}
        }
    }
}

/// The headers of each part with its whole among them, and with what that is a part of.
pub(crate) fn with_whole<'a>(
    columns: &[Headers<'a>],
    wholes: &[(usize, Whole)],
    (col, whole): (usize, Whole),
) -> Vec<&'a str> {
    let mut path = columns[col].path.clone();
    let head = columns[whole.col].path[whole.level];
    // 其中：A类（户） behind 户数, and 其中：A类（人） behind 人数.
    let is_part_of_two = || {
        const NEAR: usize = 8;
        let at = wholes.partition_point(|(other, _)| *other < col);
        let near = &wholes[at.saturating_sub(NEAR)..wholes.len().min(at + NEAR + 1)];
        near.iter().any(|(other, of)| {
            of.col != whole.col
                && columns[*other].path[..of.level] == columns[col].path[..whole.level]
                && part_name(&columns[*other]) == part_name(&columns[col])
        })
    };
    // 其中：新增 behind 总人数 under 转移就业 is of 转移就业.
    if whole.level == 0 || !only_numbers(head) || !says_little(&part_name(&columns[col])) || is_part_of_two()
    {
        path.insert(whole.level, head);
    }
    // A part of a part is at most the growth of one: 增长 behind 其中：亿元以上.
    let over = wholes.binary_search_by_key(&whole.col, |(col, _)| *col).ok().map(|at| wholes[at].1);
    if let Some(over) = over {
        path.insert(over.level, columns[over.col].path[over.level]);
    }
    path
}

/// What a part is called, without its measure.
fn part_name<'a>(column: &Headers<'a>) -> Cow<'a, str> {
    column.path.last().map_or_else(Cow::default, |leaf| split_header(strip_part(leaf)).0)
}

/// 总人数, 里程: how many there are of what the head above says.
fn only_numbers(head: &str) -> bool {
    let name = split_header(head).0;
    words!("总人数 人数 总人次 人次 总户数 户数 总数 数量 总个数 个数 总数量 总里程 里程 总任务 总任务数 任务数 总目标").have(&name)
}

/// Whether a part's name says nothing without its whole: 亿元以上, 工业, 新建, 肥料化, 失业人员, and not 契税.
pub(crate) fn says_little(name: &str) -> bool {
    let names_it = words!("税 费 金 险 款 额 量 率 数 值").end(name);
    let is_turn = name.chars().count() == 3 && name.ends_with('化');
    let is_of_persons = words!("人员 毕业生 农民工 脱贫人口 低收入人口 群众").end(name);
    name.chars().count() <= 2 && !names_it
        || is_threshold(name)
        || is_turn
        || is_of_persons
        || is_source(name)
}

/// 亿元以上, 省级: which of them.
fn is_threshold(name: &str) -> bool {
    words!("以上 以下 以内 级").end(without_bracket(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&[&'static str]], measures: &[Option<&str>]) {
        let mut columns: Vec<_> = paths.iter().map(|path| Headers::read(path.to_vec(), None)).collect();
        let wholes = wholes(&columns, &(0..columns.len()).collect::<Vec<_>>(), true);
        share_measures(&mut columns, &wholes);
        let got: Vec<_> = columns
            .iter()
            .map(|column| column.measure.as_ref().map(|measure| measure.raw.as_str()))
            .collect();
        assert_eq!(got, measures);
    }

    #[test]
    fn parts_are_measured_as_their_whole() {
        check(
            &[
                &["签约项目（个）"],
                &["其中：亿元以上"],
                &["其中：投资额"],
                &["其中：占比"],
                &["其中：外资（家）"],
            ],
            &[Some("个"), Some("个"), None, None, Some("家")],
        );
        check(
            &[&["项目", "签约（个）"], &["项目", "其中", "工业"], &["项目", "其中", "农业"], &["其中：工业"]],
            &[Some("个"), Some("个"), Some("个"), None],
        );
        check(&[&["项目（个）", "目标"], &["其中：工业"]], &[Some("个"), None]);
        check(
            &[&["签约项目（个）"], &["其中：亿元以上"], &["5亿元以上"], &["到位资金"]],
            &[Some("个"), Some("个"), Some("个"), None],
        );
        check(
            &[
                &["财政收入（万元）"],
                &["其中：税收收入"],
                &["非税收入"],
                &["财政支出（亿元）"],
                &["地方收入"],
            ],
            &[Some("万元"), Some("万元"), Some("万元"), Some("亿元"), None],
        );
    }

    #[test]
    fn who_pays_a_part_of_it_is_measured_as_the_whole() {
        check(
            &[&["总投资（万元）"], &["中央"], &["县（区）"], &["自筹"], &["面积"]],
            &[Some("万元"), Some("万元"), Some("万元"), Some("万元"), None],
        );
        check(
            &[&["总投资（万元）"], &["资金来源", "中央"], &["资金来源", "自筹"]],
            &[Some("万元"), Some("万元"), Some("万元")],
        );
        check(&[&["资金（万元）", "中央"], &["资金（万元）", "省级"]], &[Some("万元"), Some("万元")]);
        check(&[&["企业（家）"], &["省级"]], &[Some("家"), None]);
        check(&[&["面积（亩）"], &["资金来源", "中央"]], &[Some("亩"), None]);
        check(
            &[&["总投资（万元）"], &["里程（公里）"], &["资金来源", "中央"]],
            &[Some("万元"), Some("公里"), Some("万元")],
        );
    }

    #[test]
    fn nothing_is_a_part_of_a_growth() {
        check(
            &[&["2024年计划（万元）"], &["增长（%）"], &["其中：增值税"], &["其中", "县级税收"]],
            &[Some("万元"), Some("%"), Some("万元"), Some("万元")],
        );
    }

    #[test]
    fn goals_of_parts_are_measured_as_those_of_the_whole() {
        let path = |text: &'static str| Headers::read(text.split('/').collect(), None);
        let texts = [
            "投资/目标（亿元）",
            "投资/增速（%）",
            "其中：工业投资/目标",
            "其中：工业投资/增速",
            "企业/目标",
        ];
        let mut columns: Vec<_> = texts.into_iter().map(path).collect();
        share_goals(&mut columns, &[0, 1, 2, 3, 4]);
        let measures = columns.iter().map(|column| column.measure.as_ref().map(|found| found.raw.as_str()));
        assert_eq!(measures.collect::<Vec<_>>(), [Some("亿元"), Some("%"), Some("亿元"), Some("%"), None]);
    }

    #[test]
    fn parts_of_a_year_are_measured_as_its_plan() {
        check(
            &[&["总投资（亿元）"], &["2023年计划投资（万元）"], &["一季度"], &["二季度"]],
            &[Some("亿元"), Some("万元"), Some("万元"), Some("万元")],
        );
        check(&[&["税收（万元）"], &["一季度"]], &[Some("万元"), Some("万元")]);
        check(&[&["税收（万元）"], &["投资（亿元）"], &["一季度"]], &[Some("万元"), Some("亿元"), None]);
        check(&[&["增幅（%）"], &["一季度"]], &[Some("%"), None]);
        check(&[&["税收（万元）", "目标"], &["一季度"]], &[Some("万元"), None]);
    }
}
