//! What a government's measures say of information resources: its words, the grounds it allows for withholding, and what it wants
//! shared without conditions.
//!
//! The measures that Mulu was built for are here; `[resources.CODE]` of `book.toml` says what others have. A demand of these terms
//! holds only while the clause that makes it is in force, where a policy of the registry names it: see `check/resources/asked.rs`.

use super::{BasisKind, Identifier, Matter, Sharing};

/// The terms on which a government's agencies share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingTerms {
    /// Whose they are: a GB/T 2260 code; none: what holds where nobody said anything else.
    pub jurisdiction: Option<String>,
    /// Whether they hold for the governments below, too, that have none of their own.
    pub below: bool,
    /// What the sharing types are called there, in the order of [`Sharing::ALL`].
    pub names: [String; 3],
    /// The kinds of text on which withholding may rest.
    pub basis: Vec<BasisKind>,
    /// The base databases.
    pub base: Vec<Database>,
    /// The theme databases.
    pub theme: Vec<Database>,
    /// What a resource about these matters is: unconditional.
    pub unconditional_for: Vec<Matter>,
    /// Whether what belongs to a base database is unconditional.
    pub base_is_unconditional: bool,
    /// Whether the authority confirms what is withheld; none: nothing is known of it.
    pub confirms: Option<bool>,
}

/// A base or theme database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// The word that records use.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// In English.
    pub title_en: Option<String>,
    /// By what its items identify, where a measure says so.
    pub identifier: Option<Identifier>,
}

impl SharingTerms {
    /// What a sharing type is called there.
    #[must_use]
    pub fn name_of(&self, sharing: Sharing) -> &str {
        let place = Sharing::ALL.iter().position(|own| *own == sharing);
        place.and_then(|place| self.names.get(place)).map_or_else(|| sharing.phrase().zh, String::as_str)
    }

    /// The base database with an id.
    #[must_use]
    pub fn base(&self, id: &str) -> Option<&Database> {
        self.base.iter().find(|database| database.id == id)
    }

    /// The theme database with an id.
    #[must_use]
    pub fn theme(&self, id: &str) -> Option<&Database> {
        self.theme.iter().find(|database| database.id == id)
    }

    /// Whether withholding may rest on a kind of text.
    #[must_use]
    pub fn allows(&self, kind: BasisKind) -> bool {
        self.basis.contains(&kind)
    }
}

/// A database as it stands here: its id, what it is called, and by what its items identify.
type BuiltIn = (&'static str, &'static str, &'static str, Option<Identifier>);

/// Changsha, Art. 3 and 21; Furong's measure has the same.
const CHANGSHA_BASE: [BuiltIn; 6] = [
    ("population", "人口", "Population", Some(Identifier::IdNumber)),
    ("legal-person", "法人", "Legal persons", Some(Identifier::Uscc)),
    ("economy", "经济信息", "Economy", None),
    ("geospatial", "地理空间", "Geospatial", None),
    ("city-part", "城市部件", "City parts", Some(Identifier::CityPart)),
    ("real-estate", "房产房屋", "Real estate", Some(Identifier::RealEstateUnit)),
];
const CHANGSHA_THEME: [BuiltIn; 4] = [
    ("e-licence", "电子证照", "Electronic licences", None),
    ("credit", "社会诚信", "Public credit", None),
    ("city-management", "城市管理", "City management", None),
    ("human-resources", "人力资源", "Human resources", None),
];

/// Hengyang, Art. 2; its theme databases are called 综合数据库.
const HENGYANG_BASE: [BuiltIn; 4] = [
    ("population", "人口", "Population", None),
    ("legal-person", "法人", "Legal persons", None),
    ("geospatial", "自然资源和空间地理", "Natural resources and geospatial", None),
    ("economy", "宏观经济", "Macroeconomy", None),
];
const HENGYANG_THEME: [BuiltIn; 6] = [
    ("innovation", "创新资源", "Innovation", None),
    ("human-resources", "人力资源", "Human resources", None),
    ("culture", "文化资源", "Culture", None),
    ("credit", "社会诚信", "Public credit", None),
    ("city-management", "城市管理", "City management", None),
    ("archives", "文件档案", "Documents and archives", None),
];

/// Hubei, Art. 8 (2) and (3).
const HUBEI_BASE: [BuiltIn; 5] = [
    ("population", "人口信息", "Population", None),
    ("legal-person", "法人单位信息", "Legal persons", None),
    ("geospatial", "自然资源和空间地理信息", "Natural resources and geospatial", None),
    ("credit", "社会信用信息", "Public credit", None),
    ("e-licence", "电子证照信息", "Electronic licences", None),
];
const HUBEI_THEME: [BuiltIn; 17] = [
    ("health", "全民健康保障", "Public health", None),
    ("housing", "全民住房保障", "Housing support", None),
    ("social-security", "全民社会保障", "Social security", None),
    ("drug-safety", "药品安全监管", "Drug safety", None),
    ("food-safety", "食品安全监管", "Food safety", None),
    ("work-safety", "安全生产监督", "Work safety", None),
    ("market-prices", "市场价格监管", "Market prices", None),
    ("finance", "金融监管", "Financial supervision", None),
    ("energy-safety", "能源安全监管", "Energy safety", None),
    ("environment", "生态环境保护", "Environment", None),
    ("credit-system", "信用体系建设", "Credit system", None),
    ("emergency", "应急维稳保障", "Emergency and stability", None),
    ("law-enforcement", "行政执法监督", "Administrative law enforcement", None),
    ("rule-of-law", "民主法治建设", "Democracy and the rule of law", None),
    ("governance", "执政能力建设", "Governance", None),
    ("investment", "投资管理", "Investment", None),
    ("public-resources", "公共资源交易", "Trading of public resources", None),
];

/// The classes of the national compilation guide (发改高技〔2017〕1272号), where no measure has words of its own.
const GUIDE_BASE: [BuiltIn; 5] = [
    ("population", "人口", "Population", None),
    ("legal-person", "法人单位", "Legal persons", None),
    ("geospatial", "自然资源和空间地理", "Natural resources and geospatial", None),
    ("credit", "社会信用", "Public credit", None),
    ("e-licence", "电子证照", "Electronic licences", None),
];
const GUIDE_THEME: [BuiltIn; 12] = [
    ("public-service", "公共服务", "Public services", None),
    ("health", "健康保障", "Health", None),
    ("social-security", "社会保障", "Social security", None),
    ("food-drug-safety", "食品药品安全", "Food and drug safety", None),
    ("work-safety", "安全生产", "Work safety", None),
    ("market-prices", "价格监管", "Prices", None),
    ("energy-safety", "能源安全", "Energy safety", None),
    ("credit-system", "信用体系", "Credit system", None),
    ("urban-rural", "城乡建设", "Urban and rural construction", None),
    ("community", "社区治理", "Community governance", None),
    ("environment", "生态环保", "Environment", None),
    ("emergency", "应急维稳", "Emergency and stability", None),
];

/// The terms that are known without a configuration; the last are those of everybody else.
#[must_use]
pub fn built_in() -> Vec<SharingTerms> {
    let names = ["无条件共享", "有条件共享", "不予共享"];
    let changsha = |code: &str| SharingTerms {
        jurisdiction: Some(code.to_owned()),
        below: false,
        names: names.map(str::to_owned),
        // Art. 28: 法律、行政法规或党中央、国务院政策.
        basis: vec![BasisKind::Law, BasisKind::AdministrativeRegulation, BasisKind::CentralPolicy],
        base: databases(&CHANGSHA_BASE),
        theme: databases(&CHANGSHA_THEME),
        unconditional_for: vec![Matter::Licence, Matter::Penalty, Matter::JointApproval],
        base_is_unconditional: false,
        confirms: Some(true),
    };
    let hengyang = SharingTerms {
        jurisdiction: Some("430400".to_owned()),
        below: true,
        names: ["强制共享", "条件共享", "不予共享"].map(str::to_owned),
        // Art. 12: 法律、法规, and regulations are also those of local congresses.
        basis: vec![BasisKind::Law, BasisKind::AdministrativeRegulation, BasisKind::LocalRegulation],
        base: databases(&HENGYANG_BASE),
        theme: databases(&HENGYANG_THEME),
        unconditional_for: vec![Matter::Licence, Matter::JointApproval],
        base_is_unconditional: false,
        confirms: Some(true),
    };
    let any = [BasisKind::Law, BasisKind::AdministrativeRegulation, BasisKind::MinistryRule, BasisKind::CentralPolicy];
    let hubei = SharingTerms {
        jurisdiction: Some("420000".to_owned()),
        below: true,
        names: names.map(str::to_owned),
        // Art. 8 (1): 法律、行政法规、部委规章或党中央、国务院政策.
        basis: any.to_vec(),
        base: databases(&HUBEI_BASE),
        theme: databases(&HUBEI_THEME),
        unconditional_for: Vec::new(),
        base_is_unconditional: true,
        confirms: Some(false),
    };
    let others = SharingTerms {
        jurisdiction: None,
        below: true,
        names: names.map(str::to_owned),
        basis: any.to_vec(),
        base: databases(&GUIDE_BASE),
        theme: databases(&GUIDE_THEME),
        unconditional_for: Vec::new(),
        base_is_unconditional: false,
        confirms: None,
    };
    vec![changsha("430100"), changsha("430102"), hengyang, hubei, others]
}

fn databases(list: &[BuiltIn]) -> Vec<Database> {
    let database = |(id, title, title_en, identifier): &BuiltIn| Database {
        id: (*id).to_owned(),
        title: (*title).to_owned(),
        title_en: Some((*title_en).to_owned()),
        identifier: *identifier,
    };
    list.iter().map(database).collect()
}

/// The terms that hold in a jurisdiction: its own, else those of the nearest government above that hold below it, else those of
/// everybody. `terms` is never without the last.
#[must_use]
pub fn terms_in<'t>(terms: &'t [SharingTerms], jurisdiction: Option<&str>) -> Option<&'t SharingTerms> {
    let own = |terms: &&SharingTerms| terms.jurisdiction.as_deref() == jurisdiction && jurisdiction.is_some();
    let above = |terms: &&SharingTerms| {
        let code = terms.jurisdiction.as_deref().zip(jurisdiction);
        terms.below && code.is_some_and(|(above, below)| crate::number::contains(above, below))
    };
    let nearest = |terms: &&SharingTerms| {
        let code = terms.jurisdiction.as_deref().unwrap_or_default();
        code.trim_end_matches("00").len()
    };
    let found = terms.iter().find(own).or_else(|| terms.iter().filter(above).max_by_key(nearest));
    found.or_else(|| terms.iter().find(|terms| terms.jurisdiction.is_none()))
}

#[cfg(test)]
mod tests {
    use super::{BasisKind, built_in, terms_in};

    #[test]
    fn each_government_has_its_own_terms_and_lends_them_below_where_its_measure_reaches() {
        let terms = built_in();
        let of = |code| terms_in(&terms, code).and_then(|terms| terms.jurisdiction.as_deref());
        assert_eq!(of(Some("430100")), Some("430100"));
        assert_eq!(of(Some("430103")), None, "Changsha's measure is for its own bodies");
        assert_eq!(of(Some("430481")), Some("430400"));
        assert_eq!(of(Some("420106")), Some("420000"));
        assert_eq!(of(None), None);
        assert!(terms_in(&terms, None).is_some_and(|others| others.allows(BasisKind::MinistryRule)));
        assert!(terms_in(&terms, Some("430100")).is_some_and(|own| !own.allows(BasisKind::MinistryRule)));
    }
}
