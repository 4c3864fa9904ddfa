//! What one registry comes to on a day: the figures of an overview over many. Each is asked of the registry by its own law, and small
//! enough that those of a hundred registries are held at once where the registries are not.

use serde::Serialize;

use crate::day::{Day, ReviewState};
use crate::model::Progress;
use crate::place;
use crate::registry::{DueTask, Registry, TopicState};

/// What one registry comes to.
#[derive(Clone, Debug, Serialize)]
pub struct RegistrySummary {
    /// Its title.
    pub title: String,
    /// Its English title.
    pub title_en: Option<String>,
    /// GB/T 2260 code: whose it is.
    pub jurisdiction: Option<String>,
    /// The region's name.
    pub region: Option<String>,
    /// The address of its site, with a slash at its end.
    pub site: Option<String>,
    /// How many standards it lists.
    pub listed: usize,
    /// How many of those that it knows bind.
    pub binding: usize,
    /// How many reviews are overdue.
    pub overdue: usize,
    /// The due day of the review that is overdue for the longest.
    pub overdue_since: Option<Day>,
    /// How many are due soon.
    pub due_soon: usize,
    /// How many agencies it has.
    pub agencies: usize,
    /// How many filings they made.
    pub filings: usize,
    /// The standards that it lists or that its agencies filed.
    pub standards: Vec<AdoptedStandard>,
    /// How each class of its standards system is covered.
    pub classes: Vec<ClassSummary>,
}

/// A standard that a registry lists or whose adoption was filed there.
#[derive(Clone, Debug, Serialize)]
pub struct AdoptedStandard {
    /// The canonical number; of a document without one its title.
    pub number: String,
    /// The record's id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its English title.
    pub title_en: Option<String>,
    /// Whether it is listed.
    pub listed: bool,
    /// Its binding force.
    pub force: &'static str,
    /// How many agencies filed it.
    pub filed: usize,
    /// How many of them say that they have implemented it.
    pub implemented: usize,
}

/// How a class is covered.
#[derive(Clone, Debug, Serialize)]
pub struct ClassSummary {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its English title.
    pub title_en: Option<String>,
    /// How many topics it has.
    pub topics: usize,
    /// 有标采标.
    pub adopt: usize,
    /// 无标制标.
    pub done: usize,
    /// In the making.
    pub in_progress: usize,
    /// 有标未采: a standard is on record and not listed.
    pub unadopted: usize,
    /// 缺标补标.
    pub gap: usize,
}

impl ClassSummary {
    /// How many topics are covered.
    #[must_use]
    pub fn covered(&self) -> usize {
        self.adopt + self.done
    }
}

impl RegistrySummary {
    /// What a registry comes to on a day.
    #[must_use]
    pub fn of(registry: &Registry, day: Day) -> RegistrySummary {
        let config = &registry.config;
        let code = config.jurisdiction.as_ref().map(|code| code.value.clone());
        let due = registry.due(day);
        let reviews =
            |state: ReviewState| due.iter().filter(move |one| one.task == DueTask::Review && one.state == state);
        let standards = adopted(registry, day);
        let binding = (0..registry.standards.len()).filter(|standard| registry.binding(*standard, day).binds()).count();
        let agencies = registry.own_of(&registry.agencies);
        RegistrySummary {
            title: config.title.clone(),
            title_en: config.title_en.clone(),
            region: code.as_deref().and_then(place::name).map(str::to_owned),
            jurisdiction: code,
            site: config.site_url.clone(),
            listed: standards.iter().filter(|standard| standard.listed).count(),
            binding,
            overdue: reviews(ReviewState::Overdue).count(),
            overdue_since: reviews(ReviewState::Overdue).map(|one| one.due).min(),
            due_soon: reviews(ReviewState::DueSoon).count(),
            agencies: agencies.len(),
            filings: agencies.iter().map(|agency| agency.adoptions.len()).sum(),
            standards,
            classes: classes(registry, day),
        }
    }

    /// How many topics of its standards system are covered, and how many there are.
    #[must_use]
    pub fn coverage(&self) -> (usize, usize) {
        let sum = |of: fn(&ClassSummary) -> usize| self.classes.iter().map(of).sum();
        (sum(ClassSummary::covered), sum(|class| class.topics))
    }
}

fn adopted(registry: &Registry, day: Day) -> Vec<AdoptedStandard> {
    let mut all = Vec::new();
    for (index, record) in registry.standards.iter().enumerate().filter(|(index, _)| !registry.is_part(*index)) {
        let listed = registry.listing(index, day).is_some();
        let filings = registry.mentions(index).filings.iter().filter_map(|mention| {
            let agency = registry.agencies.get(mention.record).filter(|agency| registry.is_own(agency.file))?;
            agency.adoptions.get(mention.entry)
        });
        let (mut filed, mut implemented) = (0, 0);
        for filing in filings {
            filed += 1;
            let is_done = filing.status.as_ref().is_some_and(|status| status.value == Progress::Implemented);
            implemented += usize::from(is_done);
        }
        if listed || filed > 0 {
            all.push(AdoptedStandard {
                number: record.name().to_owned(),
                id: record.id.clone(),
                title: record.title.as_ref().map(|title| title.value.clone()),
                title_en: record.title_en.as_ref().map(|title| title.value.clone()),
                listed,
                force: registry.binding(index, day).force.id(),
                filed,
                implemented,
            });
        }
    }
    all
}

fn classes(registry: &Registry, day: Day) -> Vec<ClassSummary> {
    let coverage = registry.coverage(day);
    let of = |(place, class): (usize, &crate::model::Class)| {
        let own = || coverage.iter().filter(move |one| one.class == place);
        let count = |state: TopicState| own().filter(|one| one.state == state).count();
        Some(ClassSummary {
            id: class.id.as_ref()?.value.clone(),
            title: class.title.as_ref().map(|title| title.value.clone()).unwrap_or_default(),
            title_en: class.title_en.as_ref().map(|title| title.value.clone()),
            topics: own().count(),
            adopt: count(TopicState::Adopt),
            done: count(TopicState::Done),
            in_progress: count(TopicState::InProgress),
            unadopted: count(TopicState::Unadopted),
            gap: count(TopicState::Gap),
        })
    };
    registry.classes.iter().enumerate().filter_map(of).collect()
}
