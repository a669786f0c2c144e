//! Targets reduced to what they are about, so that those of two years can be held against each other.

use std::collections::hash_map::Entry;

use fenjie_model::text::fold;
use fenjie_model::{Extraction, HashMap, IndicatorRef, Target, UnitRef};

use crate::wording::{self, Context, Header};

/// The stages that are no more than a target.
const PLAIN_STAGES: &[&str] = &["工作目标", "目标", "目标值", "年度目标"];

/// A string by its number: the same string, the same symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Symbol(u32);

impl Symbol {
    /// The empty string.
    pub(crate) const EMPTY: Self = Self(0);
}

/// What a target is about.
#[derive(Debug)]
pub(crate) struct Fact<'a> {
    /// The target.
    pub(crate) target: &'a Target,
    /// Its annex by its place in the notice; none where the notice has no such annex.
    pub(crate) annex: Option<usize>,
    /// The pair of annexes that it stands in, once they are paired.
    pub(crate) pair: Option<usize>,
    /// The unit, by its ID or its name.
    pub(crate) unit: Symbol,
    /// The indicator, by its ID or its name.
    pub(crate) indicator: Symbol,
    /// The indicator's name, where the registry does not know it.
    pub(crate) unknown_indicator: Option<Symbol>,
    /// Whether it is the growth rate of the indicator.
    pub(crate) growth: bool,
    /// 考核目标 and the like; empty for what is no more than a target.
    pub(crate) stage: Symbol,
    /// The first and last month.
    pub(crate) months: Option<(u8, u8)>,
    /// How many years after the notice's year it is for.
    pub(crate) years_ahead: i16,
    /// What is measured.
    pub(crate) dimension: Option<Symbol>,
    /// The words of its header cells, the row's first, without the unit, the stage and words that say nothing.
    pub(crate) words: Vec<Symbol>,
    /// The words as one: 签约项目/个数 says what 签约项目个数 says.
    pub(crate) joined: Symbol,
    /// The heading of its table, where the annex has several.
    pub(crate) caption: Symbol,
    /// The row that a 其中 row belongs to.
    pub(crate) parent: Symbol,
    /// 分类.
    pub(crate) category: Symbol,
    /// What is printed beside the number, its digits made alike.
    pub(crate) note: Symbol,
    /// The responsible units.
    pub(crate) responsible: Vec<Symbol>,
}

/// The facts of both notices, in symbols that both share.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// Those of the old notice, in its order.
    pub(crate) old: Vec<Fact<'a>>,
    /// Those of the new notice, in its order.
    pub(crate) new: Vec<Fact<'a>>,
}

impl<'a> Facts<'a> {
    pub(crate) fn of(old: &'a Extraction, new: &'a Extraction) -> Self {
        let mut reader = Reader {
            symbols: HashMap::from_iter([(String::new(), Symbol::EMPTY)]),
            ids: Ids::of([old, new]),
            headers: HashMap::default(),
            letters: HashMap::default(),
        };
        Self { old: reader.facts(old), new: reader.facts(new) }
    }
}

/// The IDs by the names that either notice prints for them. A notice extracted before the registry knew a name is so
/// held against one extracted after. A name with two IDs has none here.
#[derive(Debug, Default)]
struct Ids<'a> {
    units: HashMap<String, Option<&'a str>>,
    indicators: HashMap<String, Option<&'a str>>,
}

impl<'a> Ids<'a> {
    fn of(extractions: [&'a Extraction; 2]) -> Self {
        let mut ids = Self::default();
        for target in extractions.iter().flat_map(|e| &e.targets) {
            for unit in target.unit.iter().chain(&target.responsible) {
                if let Some(id) = &unit.id {
                    insert(&mut ids.units, fold(&unit.raw).into_owned(), id);
                }
            }
            if let Some(id) = &target.indicator.id {
                insert(&mut ids.indicators, fold(&target.indicator.name).into_owned(), id);
            }
        }
        ids
    }
}

fn insert<'a>(ids: &mut HashMap<String, Option<&'a str>>, name: String, id: &'a str) {
    match ids.entry(name) {
        Entry::Vacant(entry) => {
            entry.insert(Some(id));
        }
        Entry::Occupied(mut entry) if *entry.get() != Some(id) => {
            entry.insert(None);
        }
        Entry::Occupied(_) => {}
    }
}

struct Reader<'a> {
    symbols: HashMap<String, Symbol>,
    ids: Ids<'a>,
    /// The header cells read already, for most stand over or beside many targets.
    headers: HashMap<(&'a str, Context<'a>), Cell>,
    /// What their words are in letters.
    letters: HashMap<Symbol, String>,
}

/// A header cell as it was read.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// As printed, folded.
    folded: Symbol,
    /// What it says.
    says: Says,
}

/// What a header cell says.
#[derive(Debug, Clone, Copy)]
enum Says {
    Nothing,
    Growth,
    Words(Symbol),
}

impl<'a> Reader<'a> {
    fn symbol(&mut self, text: String) -> Symbol {
        let next = Symbol(u32::try_from(self.symbols.len()).unwrap_or(u32::MAX));
        *self.symbols.entry(text).or_insert(next)
    }

    fn facts(&mut self, extraction: &'a Extraction) -> Vec<Fact<'a>> {
        let places = Places::of(extraction);
        let mut last_rows: HashMap<(&str, usize), &str> = HashMap::default();
        let context = Context { year: extraction.notice.year, measure: None };
        let mut facts = Vec::with_capacity(extraction.targets.len());
        for target in &extraction.targets {
            let mut fact = self.fact(target, extraction.notice.year);
            (fact.annex, fact.caption) = (places.annex(target), self.symbol(places.caption(target)));
            if let Some(row) = target.row_path.last() {
                let column = (target.table.as_str(), target.col);
                if !is_part(row) {
                    last_rows.insert(column, row);
                } else if let Some(whole) = last_rows.get(&column) {
                    fact.parent = self.symbol(wording::name(whole, context));
                }
            }
            facts.push(fact);
        }
        facts
    }

    fn fact(&mut self, target: &'a Target, year: Option<i16>) -> Fact<'a> {
        let context = Context { year, measure: target.measure.as_ref().map(|m| m.raw.as_str()) };
        let (indicator, unknown_indicator) = self.indicator(&target.indicator, context);
        let (words, growth) = self.words(target, context);
        let joined = words.iter().filter_map(|word| self.letters.get(word)).map(String::as_str).collect();
        let joined = self.symbol(joined);
        let stage = target.stage.as_deref().map(|stage| fold(stage).into_owned()).unwrap_or_default();
        Fact {
            target,
            annex: None,
            pair: None,
            unit: target.unit.as_ref().map_or(Symbol::EMPTY, |unit| self.unit(unit)),
            indicator,
            unknown_indicator,
            growth,
            stage: self.symbol(if PLAIN_STAGES.contains(&stage.as_str()) { String::new() } else { stage }),
            months: target.period.months,
            years_ahead: target
                .period
                .year
                .zip(year)
                .map_or(0, |(year, of_notice)| year.saturating_sub(of_notice)),
            dimension: target
                .measure
                .as_ref()
                .and_then(|m| m.dimension.as_ref())
                .map(|dimension| self.symbol(dimension.clone())),
            words,
            joined,
            caption: Symbol::EMPTY,
            parent: Symbol::EMPTY,
            category: self
                .symbol(target.category.as_deref().map(|c| wording::name(c, context)).unwrap_or_default()),
            note: self.symbol(target.value.note.as_deref().map(wording::note).unwrap_or_default()),
            responsible: target.responsible.iter().map(|unit| self.unit(unit)).collect(),
        }
    }

    fn unit(&mut self, unit: &UnitRef) -> Symbol {
        let name = fold(&unit.raw);
        let id = unit.id.as_deref().or_else(|| self.ids.units.get(&*name).copied().flatten());
        // IDs and names do not meet: an ID is marked.
        let key = id.map_or_else(|| wording::unit(&name).to_owned(), |id| format!("#{id}"));
        self.symbol(key)
    }

    fn indicator(&mut self, indicator: &IndicatorRef, context: Context<'_>) -> (Symbol, Option<Symbol>) {
        let known = || self.ids.indicators.get(&*fold(&indicator.name)).copied().flatten();
        match indicator.id.as_deref().or_else(known) {
            Some(id) => {
                let key = format!("#{id}");
                (self.symbol(key), None)
            }
            None => {
                let name = self.symbol(wording::name(&indicator.name, context));
                (name, Some(name))
            }
        }
    }

    /// The words of the header cells, and whether they say that it is a growth rate.
    fn words(&mut self, target: &'a Target, context: Context<'a>) -> (Vec<Symbol>, bool) {
        let unit = target.unit.as_ref().map(|unit| self.symbol(fold(&unit.raw).into_owned()));
        let stage = target.stage.as_deref().map(|stage| self.symbol(fold(stage).into_owned()));
        let mut growth = false;
        let mut words = Vec::new();
        for text in target.row_path.iter().chain(&target.column_path) {
            let cell = self.cell(text, context);
            match cell.says {
                Says::Nothing => {}
                Says::Growth => growth = true,
                Says::Words(said) if stage == Some(said) || unit == Some(cell.folded) => {}
                Says::Words(said) => words.push(said),
            }
        }
        (words, growth)
    }

    fn cell(&mut self, text: &'a str, context: Context<'a>) -> Cell {
        if let Some(cell) = self.headers.get(&(text, context)) {
            return *cell;
        }
        let says = match wording::header(text, context) {
            Header::Generic => Says::Nothing,
            Header::Growth => Says::Growth,
            Header::Words(words) => {
                let symbol = self.symbol(words.clone());
                self.letters.insert(symbol, words);
                Says::Words(symbol)
            }
        };
        let cell = Cell { folded: self.symbol(fold(text).into_owned()), says };
        self.headers.insert((text, context), cell);
        cell
    }
}

/// Whether a row is a part of the one above.
fn is_part(row: &str) -> bool {
    row.trim_start().starts_with("其中")
}

/// Where the tables of a notice stand.
struct Places<'a> {
    tables: HashMap<&'a str, (usize, Option<&'a str>)>,
    numbers: HashMap<u32, usize>,
}

impl<'a> Places<'a> {
    fn of(extraction: &'a Extraction) -> Self {
        let annexes = &extraction.notice.annexes;
        let tables = annexes.iter().enumerate().flat_map(|(i, annex)| {
            annex.tables.iter().map(move |table| (table.id.as_str(), (i, table.caption.as_deref())))
        });
        let numbers = annexes.iter().enumerate().filter_map(|(i, annex)| Some((annex.number?, i)));
        Self { tables: tables.collect(), numbers: numbers.collect() }
    }

    fn annex(&self, target: &Target) -> Option<usize> {
        let by_table = self.tables.get(target.table.as_str()).map(|(annex, _)| *annex);
        by_table.or_else(|| self.numbers.get(&target.annex?).copied())
    }

    fn caption(&self, target: &Target) -> String {
        self.tables
            .get(target.table.as_str())
            .and_then(|(_, caption)| *caption)
            .map(wording::title)
            .unwrap_or_default()
    }
}
