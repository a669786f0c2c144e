//! What is known before a table is read: the registry, the region and the year of the notice.

use fenjie_model::{IndicatorRef, Measure, Region, UnitKind, UnitRef, ValueKind};

use crate::marks::Noted;
use crate::measure;
use crate::names::Subject;
use crate::registry::{Indicator, Registry, Resolution, kind_by_form};
use crate::value;
use crate::words::{tells_fall, tells_growth, without_bracket, words};

/// The registry as a notice sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) region: Option<&'a Region>,
    pub(crate) year: Option<i16>,
    /// The year that it is signed in.
    pub(crate) signed: Option<i16>,
    /// The marks that its notes explain.
    pub(crate) noted: &'a Noted,
}

impl<'a> Known<'a> {
    /// Whether the notice is signed in the year, as far as it tells.
    pub(crate) fn signs_in(&self, year: i16) -> bool {
        self.signed.is_none_or(|signed| signed == year)
    }

    /// What kind of unit the name is for, by the registry or else by its form; none where it is no unit's name.
    pub(crate) fn unit_kind(&self, name: &str) -> Option<UnitKind> {
        match self.registry.resolve(name, self.region, self.year) {
            Resolution::Known(unit) => Some(unit.kind),
            Resolution::Region => Some(UnitKind::DistrictTotal),
            Resolution::Total => Some(UnitKind::Total),
            Resolution::Ambiguous(units) => units.first().map(|unit| unit.kind),
            Resolution::Unknown => kind_by_form(name),
        }
    }

    /// The unit of that name; the region for 全区, no ID for totals and for names that are not known.
    pub(crate) fn unit(&self, raw: &str) -> UnitRef {
        let unit = self.registry.unit_ref(raw, self.region, self.year);
        match unit.id {
            Some(_) => unit,
            None => UnitRef { name: self.noted.name(&unit.name).to_owned(), ..unit },
        }
    }

    /// Whether the name is for a whole that the region of the notice is a part of: 全省 and 全国 in a county's.
    pub(crate) fn is_wider(&self, name: &str) -> bool {
        let rank = |c: char| match c {
            '国' => 3,
            '省' => 2,
            '市' | '州' | '盟' => 1,
            _ => 0,
        };
        let last = |text: &str| text.trim_end().chars().next_back().map_or(0, rank);
        let wider = |region: &Region| last(name) > last(&region.name);
        self.region.is_some_and(wider) && self.unit_kind(name) == Some(UnitKind::DistrictTotal)
    }

    /// The IDs of the units that share the name, where there are several.
    pub(crate) fn ambiguous(&self, raw: &str) -> Option<Vec<&'a str>> {
        match self.registry.resolve(raw, self.region, self.year) {
            Resolution::Ambiguous(units) => Some(units.iter().map(|unit| unit.id.as_str()).collect()),
            _ => None,
        }
    }

    /// The region as a unit.
    pub(crate) fn region_unit(&self) -> Option<UnitRef> {
        self.region.map(|region| UnitRef {
            id: region.id.clone(),
            name: region.name.clone(),
            raw: region.name.clone(),
            kind: UnitKind::DistrictTotal,
        })
    }

    /// The indicator of a subject; a rate of growth is an indicator of its own.
    pub(crate) fn indicator(&self, subject: &Subject) -> IndicatorRef {
        if subject.fall && !tells_fall(&subject.name) {
            let name = format!("{}下降率", subject.name);
            let known = self.registry.indicator(&name, &subject.around).map(Indicator::into_ref);
            return known
                .unwrap_or_else(|| IndicatorRef { id: None, name: format!("{}降幅", subject.name) });
        }
        let base = self.registry.indicator(&subject.name, &subject.around);
        let known = match base {
            Some(base) if subject.growth => Some(base.growth()),
            // Of what is around it only what says its name again: no other thing grows at its rate.
            None if subject.growth => {
                let wider = subject.around.iter().filter(|around| around.contains(&subject.name));
                let around: Vec<&str> =
                    std::iter::once(&subject.name).chain(wider).map(String::as_str).collect();
                self.registry.indicator("增幅", &around)
            }
            base => base,
        };
        match known {
            Some(indicator) => indicator.into_ref(),
            None => {
                let growth = if subject.growth && !tells_growth(&subject.name) { "增幅" } else { "" };
                IndicatorRef { id: None, name: format!("{}{growth}", subject.name) }
            }
        }
    }

    /// Whether the measure is of an amount of something else than the indicator is: 高新技术企业 in 亿元 are not the
    /// enterprises. A share or a rate of it is told by its name.
    pub(crate) fn is_of_another(&self, indicator: &IndicatorRef, measure: &Measure) -> bool {
        let printed = measure.dimension.as_deref().filter(|dimension| measure::is_additive(dimension));
        self.dimension(indicator).zip(printed).is_some_and(|(told, printed)| told != printed)
    }

    /// Whether the measure is of a share of an amount or of its change, and the indicator is the amount itself (优良天数 in %).
    pub(crate) fn is_amount_in_per_cent(&self, indicator: &IndicatorRef, measure: &Measure) -> bool {
        measure::is_ratio(measure) && self.dimension(indicator).is_some_and(|told| told != "ratio")
    }

    /// Whether the registry's indicator is of the whole of a region by its name, and the printed one does not say so: 研发投入强度.
    pub(crate) fn is_of_region(&self, indicator: &IndicatorRef, printed: impl Fn() -> String) -> bool {
        let region = words!("全社会 生产总值 GDP");
        indicator.id.is_some() && region.are_in(&indicator.name) && !region.are_in(&printed())
    }

    /// What the registry says that an indicator is an amount of.
    fn dimension(&self, indicator: &IndicatorRef) -> Option<&'a str> {
        indicator.id.as_deref().and_then(|id| self.registry.dimension(id))
    }

    /// The IDs of the members of a composite.
    pub(crate) fn members(&self, id: &str) -> &'a [String] {
        self.registry.unit(id).map_or(&[], |unit| &unit.members)
    }

    /// The known names nearest to an unknown one.
    pub(crate) fn nearest(&self, name: &str) -> Vec<&'a str> {
        self.registry
            .nearest(name, self.region)
            .into_iter()
            .map(|(unit, _)| unit.name_in(self.year))
            .collect()
    }

    /// Whether the text is a printed measure (亿元, %).
    pub(crate) fn is_measure(&self, text: &str) -> bool {
        measure::look_up(text).is_some()
    }
}

/// Whether a name is a department's, which under an indicator says whose share is meant (经委, 商务委).
pub(crate) fn is_department(name: &str, kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Department | UnitKind::VerticalOrgan | UnitKind::MassOrganisation)
        && !is_institution(name)
}

/// Whether a name is of a school, a hospital, a works and the like: no office, and in a list rather what is built or
/// counted, unless its head says that these are the units.
pub(crate) fn is_institution(name: &str) -> bool {
    let name = without_bracket(name);
    words!("校 院 园 馆 厂 中学 小学 一中 二中 三中 四中 五中 六中").end(name)
        && !words!("法院 检察院 党校").end(name)
}

/// Whether a cell reads as a value: a number, a range or a dash.
pub(crate) fn is_value(text: &str) -> bool {
    !matches!(value::kind(text), ValueKind::Text | ValueKind::Blank)
}

/// Whether a cell says nothing, or says that there is nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(value::kind(text), ValueKind::None | ValueKind::Blank)
}
