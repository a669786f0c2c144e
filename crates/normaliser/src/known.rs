//! What is known before a table is read: the registry, the region and the year of the notice.

use fenjie_model::text::fold;
use fenjie_model::{IndicatorRef, Region, UnitKind, UnitRef, ValueKind};

use crate::measure;
use crate::names::Subject;
use crate::registry::Registry;
use crate::value;

/// The registry as a notice sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) region: Option<&'a Region>,
    pub(crate) year: Option<i16>,
}

impl Known<'_> {
    /// What kind of unit the name is for, by the registry or else by its form; none where it is no unit's name.
    pub(crate) fn unit_kind(&self, name: &str) -> Option<UnitKind> {
        let _ = self.registry;
        if let Some(kind) = total_kind(name) {
            return Some(kind);
        }
        kind_by_form(name)
    }

    /// Whether the name is a department's, which under an indicator says whose share is meant (经委, 商务委).
    pub(crate) fn is_department(&self, name: &str) -> bool {
        matches!(
            self.unit_kind(name),
            Some(UnitKind::Department | UnitKind::VerticalOrgan | UnitKind::MassOrganisation)
        )
    }

    /// The unit of that name; the region for 全区, no ID and no finding for totals.
    pub(crate) fn unit(&self, raw: &str) -> UnitRef {
        let kind = self.unit_kind(raw).unwrap_or(UnitKind::Unknown);
        if kind == UnitKind::DistrictTotal
            && let Some(region) = self.region
        {
            return UnitRef { id: region.id.clone(), name: region.name.clone(), raw: raw.to_owned(), kind };
        }
        UnitRef { id: None, name: raw.to_owned(), raw: raw.to_owned(), kind }
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

    /// The indicator of a subject.
    pub(crate) fn indicator(&self, subject: &Subject) -> IndicatorRef {
        IndicatorRef { id: None, name: subject.name.clone() }
    }

    /// The IDs of the members of a composite.
    pub(crate) fn members(&self, _id: &str) -> Vec<String> {
        Vec::new()
    }

    /// The known names nearest to an unknown one.
    pub(crate) fn nearest(&self, _name: &str) -> Vec<String> {
        Vec::new()
    }

    /// Whether the text is a printed measure (亿元, %).
    pub(crate) fn is_measure(&self, text: &str) -> bool {
        measure::look_up(text).is_some()
    }
}

/// 合计, 总计, 小计 and the like; 全区 and the like.
pub(crate) fn total_kind(name: &str) -> Option<UnitKind> {
    let folded = fold(name);
    let text = folded.as_str();
    if matches!(text, "合计" | "总计" | "小计" | "总合计" | "共计" | "累计") {
        return Some(UnitKind::Total);
    }
    let whole = text.strip_prefix('全')?;
    let mut chars = whole.chars();
    chars.next().filter(|c| "省市区县旗州盟镇乡街".contains(*c))?;
    match chars.as_str() {
        "" => Some(UnitKind::DistrictTotal),
        "合计" | "总计" | "小计" | "共计" => Some(UnitKind::Total),
        _ => None,
    }
}

/// Whether a cell reads as a value: a number, a range or a dash.
pub(crate) fn is_value(text: &str) -> bool {
    !matches!(value::read(text).kind, ValueKind::Text | ValueKind::Blank)
}

/// Whether a cell says nothing, or says that there is nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    matches!(value::read(text).kind, ValueKind::None | ValueKind::Blank)
}

/// What the form of a name says.
fn kind_by_form(name: &str) -> Option<fenjie_model::UnitKind> {
    use fenjie_model::UnitKind as K;
    let n = fenjie_model::text::fold(name);
    let n = crate::words::without_bracket(&n);
    if n.ends_with('%') {
        return None;
    }
    for (s, k) in [
        ("街道", K::Subdistrict),
        ("镇", K::Town),
        ("乡", K::Township),
        ("村", K::Village),
        ("社区", K::Village),
        ("片区", K::Area),
        ("园区", K::Park),
        ("区", K::Park),
        ("园", K::Park),
        ("公司", K::Company),
        ("集团", K::Company),
        ("局", K::Department),
        ("委", K::Department),
        ("办", K::Department),
        ("部", K::Department),
        ("中心", K::Department),
        ("支队", K::Department),
        ("队", K::Department),
        ("联", K::MassOrganisation),
        ("会", K::MassOrganisation),
        ("管委会", K::Department),
        ("指挥部", K::Department),
    ] {
        if n.ends_with(s) && n.chars().count() > 1 {
            return Some(k);
        }
    }
    (n == "其他").then_some(K::ResidualRow)
}
