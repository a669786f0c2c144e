//! The bodies that a target can be for.

/// A unit of the registry that the notice names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The ID, stable for ever (`310118/zhaoxiang`).
    pub id: String,
    /// The usual short name in the year of the notice.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The full name, where known.
    pub full_name: Option<String>,
    /// Codes of other systems, by system (`nbs` → `310118105000`).
    pub codes: Vec<(String, String)>,
    /// The IDs of the members of a composite.
    pub members: Vec<String>,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// What a unit is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum UnitKind { $($(#[doc = $doc])+ $variant,)+ }

        impl UnitKind {
            /// The name in the output and in the registry.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The kind of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

kinds! {
    /// A whole region; 全区 and its like.
    DistrictTotal = "district_total";
    /// 合计, 总计, 小计.
    Total = "total";
    /// 其他.
    ResidualRow = "residual_row";
    /// 区, 县, 市, 旗: a part of a larger region.
    District = "district";
    /// 街道.
    Subdistrict = "subdistrict";
    /// 镇.
    Town = "town";
    /// 乡.
    Township = "township";
    /// 村, 社区.
    Village = "village";
    /// 片区, a group of towns.
    Area = "area";
    /// 园区.
    Park = "park";
    /// 公司, 集团.
    Company = "company";
    /// Several units that share one row.
    Composite = "composite";
    /// 局, 委, 办 and the like.
    Department = "department";
    /// A body under a higher level's direct lead (税务局).
    VerticalOrgan = "vertical_organ";
    /// 总工会 and the like.
    MassOrganisation = "mass_organisation";
    /// Not known.
    Unknown = "unknown";
}

impl UnitKind {
    /// Whether it is a row over others: 合计, 全区.
    pub const fn is_sum(self) -> bool {
        matches!(self, Self::Total | Self::DistrictTotal)
    }

    /// Whether it is a body that a registry can hold, and no row over others or of what they leave.
    pub const fn is_body(self) -> bool {
        !self.is_sum() && !matches!(self, Self::ResidualRow)
    }
}
