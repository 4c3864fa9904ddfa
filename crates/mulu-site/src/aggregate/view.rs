//! What the pages of an overview show.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use mulu_core::address;
use mulu_core::message::Lang;
use mulu_core::summary::{AdoptedStandard, ClassSummary, RegistrySummary};

use crate::pagination::ROWS;

/// How many standards the first page shows; those of all have pages of their own.
const SHOWN: usize = ROWS;

/// A standard, and the registries that list it or in which it was filed.
pub struct Adopted {
    /// The record's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// By registry, by their places.
    pub there: Vec<(usize, AdoptedStandard)>,
}

/// The standards of all registries, those of the most registries first.
pub fn adopted(registries: &[RegistrySummary]) -> Vec<Adopted> {
    let mut by_number: BTreeMap<&str, Adopted> = BTreeMap::new();
    for (place, registry) in registries.iter().enumerate() {
        for standard in &registry.standards {
            let one = || Adopted { id: standard.id.clone(), number: standard.number.clone(), there: Vec::new() };
            by_number.entry(&standard.number).or_insert_with(one).there.push((place, standard.clone()));
        }
    }
    let mut all: Vec<Adopted> = by_number.into_values().collect();
    all.sort_by_key(|standard| Reverse(standard.there.len()));
    // Two documents without a number may have one id in two registries: each has a page.
    let mut taken = BTreeMap::new();
    for standard in &mut all {
        let count: &mut usize = taken.entry(address::file_name(&standard.id)).or_default();
        *count += 1;
        if *count > 1 {
            standard.id = format!("{}.{count}", standard.id);
        }
    }
    all
}

/// The first page.
#[derive(Serialize)]
pub struct AggregatePage {
    count: usize,
    ranking: Vec<Ranked>,
    classes: Vec<CoverageColumn>,
    standards: Vec<AdoptionRow>,
    /// How many standards there are.
    all: usize,
    /// Whether that is more than are shown.
    more: bool,
}

/// A registry, linked where its address is known.
#[derive(Serialize)]
struct RegistryLink {
    name: String,
    lang: Option<&'static str>,
    region: Option<String>,
    href: Option<String>,
}

#[derive(Serialize)]
struct Ranked {
    rank: usize,
    registry: RegistryLink,
    covered: LinkedFigure,
    topics: usize,
    share: Option<usize>,
    listed: LinkedFigure,
    binding: LinkedFigure,
    filings: LinkedFigure,
    overdue: LinkedFigure,
    overdue_since: Option<String>,
    due_soon: usize,
    cells: Vec<Option<CoverageCell>>,
}

/// A figure, and where it is told in full.
#[derive(Serialize)]
struct LinkedFigure {
    n: usize,
    href: Option<String>,
}

#[derive(Serialize)]
struct CoverageColumn {
    title: String,
    lang: Option<&'static str>,
}

/// A class in one registry.
#[derive(Serialize)]
struct CoverageCell {
    covered: usize,
    topics: usize,
    href: Option<String>,
    tone: &'static str,
}

/// A standard, and how many adopted it.
#[derive(Serialize)]
pub struct AdoptionRow {
    number: String,
    title: Option<String>,
    lang: Option<&'static str>,
    href: String,
    listed: usize,
    registries: usize,
    filed: usize,
    implemented: usize,
}

impl AggregatePage {
    /// Of registries, in a language.
    pub fn of(registries: &[RegistrySummary], standards: &[Adopted], lang: Lang) -> AggregatePage {
        let classes = classes(registries);
        let mut ranked: Vec<(usize, &RegistrySummary)> = registries.iter().map(|registry| (0, registry)).collect();
        ranked.sort_by(|(_, a), (_, b)| merit(b).cmp(&merit(a)).then_with(|| a.title.cmp(&b.title)));
        for place in 0..ranked.len() {
            // Equals share a rank.
            let rank = match place.checked_sub(1).and_then(|before| ranked.get(before)).copied().zip(ranked.get(place))
            {
                Some(((rank, before), (_, this))) if merit(before) == merit(this) => rank,
                _ => place + 1,
            };
            ranked.iter_mut().skip(place).take(1).for_each(|one| one.0 = rank);
        }
        AggregatePage {
            count: registries.len(),
            ranking: ranked.into_iter().map(|(rank, registry)| Ranked::of(rank, registry, &classes, lang)).collect(),
            classes: classes.iter().map(|class| column(class, lang)).collect(),
            standards: rows(standards.get(..SHOWN).unwrap_or(standards), lang),
            all: standards.len(),
            more: standards.len() > SHOWN,
        }
    }
}

/// By what registries are ranked: the share of topics that are covered, then the fewest overdue reviews, then the most filings.
pub fn merit(registry: &RegistrySummary) -> (usize, Reverse<usize>, usize) {
    (share(registry.coverage()).unwrap_or(0), Reverse(registry.overdue), registry.filings)
}

/// A share in tenths of a per cent; none of nothing.
pub fn share((part, whole): (usize, usize)) -> Option<usize> {
    (part * 1000).checked_div(whole)
}

/// Every class that a registry has, by id, in the order in which they are met.
fn classes(registries: &[RegistrySummary]) -> Vec<&ClassSummary> {
    let mut all: Vec<&ClassSummary> = Vec::new();
    for class in registries.iter().flat_map(|registry| &registry.classes) {
        if all.iter().all(|known| known.id != class.id) {
            all.push(class);
        }
    }
    all
}

/// A title in a language, and which language it is in, where that is another.
fn titled(title: &str, title_en: Option<&String>, lang: Lang) -> (String, Option<&'static str>) {
    match (lang, title_en) {
        (Lang::Zh, _) => (title.to_owned(), None),
        (Lang::En, Some(title)) => (title.clone(), None),
        (Lang::En, None) => (title.to_owned(), Some(Lang::Zh.tag())),
    }
}

fn column(class: &ClassSummary, lang: Lang) -> CoverageColumn {
    let (title, lang) = titled(&class.title, class.title_en.as_ref(), lang);
    CoverageColumn { title, lang }
}

/// The address of a page of a registry; none where its site is not known.
fn there(registry: &RegistrySummary, page: &str) -> Option<String> {
    registry.site.as_ref().map(|site| format!("{site}{page}"))
}

impl RegistryLink {
    fn of(registry: &RegistrySummary, lang: Lang) -> RegistryLink {
        let (name, name_lang) = titled(&registry.title, registry.title_en.as_ref(), lang);
        RegistryLink {
            name,
            lang: name_lang,
            region: registry.region.clone().or_else(|| registry.jurisdiction.clone()),
            href: there(registry, "index.html"),
        }
    }
}

impl Ranked {
    fn of(rank: usize, registry: &RegistrySummary, classes: &[&ClassSummary], lang: Lang) -> Ranked {
        let figure = |n, page: &str| LinkedFigure { n, href: there(registry, page) };
        let (covered, topics) = registry.coverage();
        let cell = |class: &&ClassSummary| {
            let own = registry.classes.iter().find(|own| own.id == class.id)?;
            let tone = match own.covered() {
                n if n == own.topics => "good",
                0 => "bad",
                _ => "warn",
            };
            Some(CoverageCell {
                covered: own.covered(),
                topics: own.topics,
                href: there(registry, &address::class(&own.id)),
                tone,
            })
        };
        Ranked {
            rank,
            registry: RegistryLink::of(registry, lang),
            covered: figure(covered, "classes/index.html"),
            topics,
            share: share((covered, topics)).map(|share| share / 10),
            listed: figure(registry.listed, "standards/index.html"),
            binding: figure(registry.binding, "standards/index.html"),
            filings: figure(registry.filings, "agencies/index.html"),
            overdue: figure(registry.overdue, "reviews/index.html"),
            overdue_since: registry.overdue_since.map(|day| day.to_string()),
            due_soon: registry.due_soon,
            cells: classes.iter().map(cell).collect(),
        }
    }
}

/// Standards as a table shows them.
pub fn rows(standards: &[Adopted], lang: Lang) -> Vec<AdoptionRow> {
    standards.iter().map(|standard| row(standard, lang)).collect()
}

fn row(standard: &Adopted, lang: Lang) -> AdoptionRow {
    let sum = |of: fn(&AdoptedStandard) -> usize| standard.there.iter().map(|(_, one)| of(one)).sum();
    let (title, title_lang) = title_of(standard, lang);
    AdoptionRow {
        number: standard.number.clone(),
        title,
        lang: title_lang,
        href: address::encode_path(&super::standard_page(standard)),
        listed: sum(|one| usize::from(one.listed)),
        registries: standard.there.len(),
        filed: sum(|one| one.filed),
        implemented: sum(|one| one.implemented),
    }
}

fn title_of(standard: &Adopted, lang: Lang) -> (Option<String>, Option<&'static str>) {
    let titled =
        standard.there.iter().find_map(|(_, one)| Some(self::titled(one.title.as_ref()?, one.title_en.as_ref(), lang)));
    titled.map_or((None, None), |(title, lang)| (Some(title), lang))
}

/// The page of a standard: by registry, whether it is listed, how it binds, who filed it.
#[derive(Serialize)]
pub struct StandardView {
    number: String,
    title: Option<String>,
    lang: Option<&'static str>,
    rows: Vec<RegistryStandard>,
}

#[derive(Serialize)]
struct RegistryStandard {
    registry: RegistryLink,
    page: Option<String>,
    listed: bool,
    force: &'static str,
    filed: usize,
    implemented: usize,
}

/// What the page of a standard shows.
pub fn standard(registries: &[RegistrySummary], standard: &Adopted, lang: Lang) -> StandardView {
    let (title, title_lang) = title_of(standard, lang);
    let row = |(place, one): &(usize, AdoptedStandard)| {
        let registry = registries.get(*place)?;
        Some(RegistryStandard {
            registry: RegistryLink::of(registry, lang),
            page: there(registry, &address::standard(&one.id)),
            listed: one.listed,
            force: one.force,
            filed: one.filed,
            implemented: one.implemented,
        })
    };
    let rows = standard.there.iter().filter_map(row).collect();
    StandardView { number: standard.number.clone(), title, lang: title_lang, rows }
}
