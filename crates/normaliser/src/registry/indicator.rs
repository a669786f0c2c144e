//! Indicators by name and context.

use std::collections::BTreeMap;

use fenjie_model::{HashMap, IndicatorRef, text};

use super::file::Named;
use crate::measure;
use crate::names::without_part;
use crate::words::words;

/// An indicator of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The ID, stable for ever (`tax-revenue-total`); with `-growth` for a rate of growth.
    pub id: String,
    /// The registry's name.
    pub name: String,
}

impl Indicator {
    /// The rate at which it grows. The growth of a growth is itself.
    #[must_use]
    pub fn growth(self) -> Self {
        if self.is_growth() {
            return self;
        }
        Self { id: format!("{}{GROWTH}", self.id), name: format!("{}增幅", self.name) }
    }

    /// Whether it is the rate of growth of another.
    pub fn is_growth(&self) -> bool {
        self.id.ends_with(GROWTH)
    }

    /// As a target names it.
    pub fn into_ref(self) -> IndicatorRef {
        IndicatorRef { id: Some(self.id), name: self.name }
    }
}

/// What the ID of a rate of growth ends with.
pub(crate) const GROWTH: &str = "-growth";

/// The words for a rate of growth, longer before shorter.
const GROWTH_WORDS: &[&str] = &[
    "同比增长率",
    "同比增长",
    "同比增幅",
    "同比增速",
    "年均增长率",
    "年均增速",
    "年均增长",
    "增长速度",
    "增长率",
    "增长幅度",
    "增长比例",
    "增减率",
    "比增",
    "增幅",
    "增速",
    "增长",
    "涨幅",
    "比上年增长",
    "较上年增长",
];

/// All indicators.
#[derive(Debug, Clone, Default)]
pub(super) struct Indicators {
    /// ID and the registry's name.
    all: Vec<(String, String)>,
    by_id: HashMap<String, usize>,
    /// Names that hold everywhere.
    general: HashMap<String, Vec<usize>>,
    /// Context, then the names that hold in it.
    within: HashMap<String, HashMap<String, usize>>,
    /// IDs, and of what each is an amount.
    dimensions: HashMap<String, String>,
}

impl Indicators {
    /// Lays more over them: a known ID gets more names.
    pub(super) fn extend(
        &mut self,
        general: Named,
        within: BTreeMap<String, Named>,
        dimensions: Vec<(String, String)>,
    ) {
        self.dimensions.extend(dimensions);
        for (id, names) in general {
            let at = self.intern(id, &names[0]);
            for name in &names {
                self.claim(name, at);
            }
        }
        for (context, indicators) in within {
            for (id, names) in indicators {
                let at = self.intern(id, &names[0]);
                self.claim(&names[0], at);
                let here = self.within.entry(key(&context)).or_default();
                here.extend(names.iter().map(|name| (key(name), at)));
            }
        }
    }

    /// ID and name of each, in the order in which they were laid down.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().map(|(id, name)| (id.as_str(), name.as_str()))
    }

    /// Of what the indicator is an amount, where that is one thing.
    pub(super) fn dimension(&self, id: &str) -> Option<&str> {
        self.dimensions.get(id).map(String::as_str)
    }

    /// The IDs whose dimension is told and that no name has.
    pub(super) fn without_name(&self) -> impl Iterator<Item = &str> {
        self.dimensions.keys().map(String::as_str).filter(|id| !self.by_id.contains_key(*id))
    }

    fn intern(&mut self, id: String, name: &str) -> usize {
        *self.by_id.entry(id).or_insert_with_key(|id| {
            self.all.push((id.clone(), name.to_owned()));
            self.all.len() - 1
        })
    }

    fn claim(&mut self, name: &str, at: usize) {
        let bearers = self.general.entry(key(name)).or_default();
        if !bearers.contains(&at) {
            bearers.push(at);
        }
    }

    /// The names that several indicators claim everywhere.
    pub(super) fn claimed_twice(&self) -> Vec<(&str, Vec<String>)> {
        let twice = self.general.iter().filter(|(_, bearers)| bearers.len() > 1);
        twice
            .map(|(name, bearers)| {
                (name.as_str(), bearers.iter().map(|&at| self.all[at].0.clone()).collect())
            })
            .collect()
    }

    /// The indicator of the name among the names around it, innermost first.
    pub(super) fn find(&self, name: &str, around: &[&str]) -> Option<Indicator> {
        let key = bare(name);
        let around: Vec<String> = around.iter().map(|name| bare(name)).collect();
        // 城镇新增就业任务 is the task of 城镇新增就业.
        let of_task = || words!("目标任务 任务数 任务 目标值 目标").before(&key);
        self.exact(&key, &around)
            .or_else(|| self.growth_of(&key, &around).map(Indicator::growth))
            .or_else(|| self.widened(&key, &around))
            .or_else(|| {
                of_task().filter(|thing| !thing.is_empty()).and_then(|thing| self.exact(thing, &around))
            })
    }

    /// By its name in a context, the innermost first, or by a name that holds everywhere.
    fn exact(&self, key: &str, around: &[String]) -> Option<Indicator> {
        let here = around.iter().find_map(|context| self.within.get(context)?.get(key).copied());
        let at = here.or_else(|| match self.general.get(key)?[..] {
            [one] => Some(one),
            _ => None,
        })?;
        let (id, name) = &self.all[at];
        Some(Indicator { id: id.clone(), name: name.clone() })
    }

    /// What a name of a rate of growth is the growth of: its beginning (工业增加值增速), or what is around it (增幅).
    fn growth_of(&self, key: &str, around: &[String]) -> Option<Indicator> {
        let stem = GROWTH_WORDS.iter().find_map(|word| key.strip_suffix(word))?;
        if stem.is_empty() {
            return around.iter().find_map(|name| self.exact(name, &[]));
        }
        self.exact(stem, around).or_else(|| self.widened(stem, around))
    }

    /// A short name of what the name around it says in full: 营业收入 in a table of 数字经济核心产业营业收入.
    fn widened(&self, key: &str, around: &[String]) -> Option<Indicator> {
        if key.is_empty() {
            return None;
        }
        // 投资额 is of 固定资产投资.
        let is_short_of = |name: &str| key.strip_suffix('额').is_some_and(|stem| name.ends_with(stem));
        let wider = around.iter().filter(|name| name.ends_with(key) || is_short_of(name));
        wider.into_iter().find_map(|name| self.exact(name, &[]))
    }
}

/// The key of a printed name, without 其中：, its measure and the months that it is for.
fn bare(name: &str) -> String {
    let name = without_part(name);
    let (stem, measure) = measure::split_header(name);
    let mut key = key(if measure.is_some() && !stem.is_empty() { &stem } else { name });
    if let Some((before, bracket)) = key.rsplit_once('(')
        && bracket.ends_with("月)")
        && bracket.contains(|c: char| c.is_ascii_digit())
    {
        key.truncate(before.len());
    }
    key
}

/// The folded name without quotes.
fn key(name: &str) -> String {
    let mut key = text::fold(name).into_owned();
    key.retain(|c| !matches!(c, '“' | '”' | '"' | '‘' | '’' | '「' | '」'));
    key
}

#[cfg(test)]
mod tests {
    use super::super::Registry;

    fn check(name: &str, around: &[&str], expected: Option<&str>) {
        let found = Registry::builtin().indicator(name, around);
        assert_eq!(found.as_ref().map(|i| i.id.as_str()), expected, "{name} in {around:?}");
    }

    #[test]
    fn one_indicator_under_several_names() {
        check("税收总收入", &["税收收入"], Some("tax-revenue-total"));
        check("合同外资", &["招商引资"], Some("foreign-investment-contracted"));
        check("合同外资（万美元）", &[], Some("foreign-investment-contracted"));
        check("其中：基础设施投资", &[], Some("infrastructure-investment"));
        check("房地产业(住宅类)投资", &["单项"], Some("residential-real-estate-investment"));
        check("第六届进博会意向订单完成率（%）", &[], Some("ciie-intended-orders-completion-rate"));
        check("规模以上服务业营业收入（1-11月）", &[], Some("service-revenue-above-scale"));
    }

    #[test]
    fn a_context_tells_which() {
        check("企业数（家）", &["战略性新兴产业"], Some("strategic-emerging-industry-enterprises"));
        check("企业数（家）", &[], None);
        check("出让一批", &["产业项目推进"], Some("industrial-projects-land-granted"));
        check("开工量", &["动迁安置房"], Some("resettlement-housing-started"));
        check("信息质量", &["来沪人员信息质量和优化结构"], Some("migrant-information-quality"));
        check("来沪人员信息质量", &[], Some("migrant-information-quality"));
        check("“一网统管”实效覆盖率", &[], Some("unified-city-management-coverage"));
    }

    #[test]
    fn growth_is_an_indicator_of_its_own() {
        check("税收收入比增（%）", &[], Some("tax-revenue-growth"));
        check("增幅", &["规模以上工业总产值"], Some("industrial-output-above-scale-growth"));
        check("规模以上工业增加值增速（%）", &[], Some("industrial-value-added-above-scale-growth"));
        check("增幅（%）", &["战略性新兴产业"], Some("strategic-emerging-industry-output-growth"));
        check("投资增幅（%）", &["工业投资"], Some("industrial-investment-growth"));
        check("营业收入", &["数字经济核心产业营业收入"], Some("digital-economy-core-revenue"));
        check("同比增幅（%）", &["数字经济核心产业营业收入"], Some("digital-economy-core-revenue-growth"));
        check("增幅", &["某项"], None);
    }
}
