//! What a number says of a standard: who issues it, and how far it binds.

/// Who issues a standard, in the order of precedence in which catalogues list them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Level {
    /// 国家标准: GB and its kin.
    National,
    /// 行业标准: GA, DA, GM and so on.
    Industry,
    /// 地方标准: DB with the digits of a region.
    Local,
    /// A city's own documents. No grammar yields it: the record's directory says so.
    Municipal,
    /// 团体标准: T/ with the association's code.
    Group,
    /// ISO, IEC, ITU, IETF, IEEE, W3C.
    International,
}

impl Level {
    /// All levels, in order.
    pub const ALL: [Self; 6] =
        [Self::National, Self::Industry, Self::Local, Self::Municipal, Self::Group, Self::International];

    /// The id in files and addresses: `national`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Industry => "industry",
            Self::Local => "local",
            Self::Municipal => "municipal",
            Self::Group => "group",
            Self::International => "international",
        }
    }

    /// The level with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == id)
    }
}

/// How far a standard binds, as its number says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "lowercase"))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Nature {
    /// 强制性: no suffix.
    Mandatory,
    /// 推荐性: `/T`.
    Recommended,
    /// 指导性技术文件: `/Z`.
    Guidance,
}

impl Nature {
    /// All natures, in order.
    pub const ALL: [Self; 3] = [Self::Mandatory, Self::Recommended, Self::Guidance];

    /// The id in files and addresses: `mandatory`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::Recommended => "recommended",
            Self::Guidance => "guidance",
        }
    }

    /// The nature with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nature| nature.id() == id)
    }
}
