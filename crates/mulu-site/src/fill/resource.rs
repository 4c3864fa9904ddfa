//! Information resources: how each is shared, on what ground it is withheld, what is late.

use std::collections::BTreeMap;

use crate::lists::{LateResource, ResourceLists, last_sweep};
use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::views::parts::{Figure, Link, RecordText};
use crate::views::resource::{
    ResourceAgency, ResourceBasis, ResourceDatabase, ResourceItem, ResourceLate, ResourceObjection, ResourcePage,
    ResourceRow, ResourceSweep, ResourceWithheld, ResourcesPage,
};
use mulu_core::address;
use mulu_core::message::StaticMessage;
use mulu_core::model::{Basis, Database, InformationItem, Objection, Resource, Sharing, SharingRequest, terms_in};
use mulu_core::registry::SweepDue;

use super::{Fill, count, iso};

/// How many resources of a database are named.
const NAMED: usize = 20;

impl Fill<'_> {
    /// The lists of the page of all resources.
    pub fn resources_lists(&self) -> Vec<ListPages> {
        let all = self.lists.resources();
        vec![
            list("index", all.shown.len()),
            list("agencies", all.providers.len()),
            list("withheld", all.withheld.len()),
            list("late", all.late.len()),
        ]
    }

    /// All resources. What stands beside the lists stands on the page itself, and on none of their further sheets.
    pub fn information_resources(&self, continuation: Continuation<'_>) -> ResourcesPage {
        let all = self.lists.resources();
        let slice = PageSlice::new("resources/index.html".to_owned(), continuation);
        let counted: &[&Resource] = if slice.is_page() { &all.shown } else { &[] };
        ResourcesPage {
            figures: if slice.is_page() { resource_figures(all) } else { Vec::new() },
            agencies: slice.rows("agencies", &all.providers, |provider| self.resource_agency(provider)),
            bases: self.databases(counted, |own| own.base.as_ref().map(|base| base.value.as_str()), true),
            themes: self.databases(counted, |own| own.theme.as_ref().map(|theme| theme.value.as_str()), false),
            withheld: slice.rows("withheld", &all.withheld, |resource| Some(self.withheld_resource(resource))),
            late: slice.rows("late", &all.late, |late| Some(self.late(late))),
            resources: slice.rows("index", &all.shown, |resource| Some(self.resource_row(resource))),
        }
    }

    /// How an agency shares what it has; none for one that is not recorded.
    pub(super) fn resource_agency(&self, provider: &str) -> Option<ResourceAgency> {
        let registry = self.registry;
        let own = registry.provided_by(provider).iter().filter_map(|index| registry.resources.get(*index));
        let own: Vec<&Resource> = own.filter(|resource| resource.is_published()).collect();
        let of = |sharing| count(own.iter().filter(|resource| resource.shared() == Some(sharing)).count());
        let first = own.first()?;
        let due = self.sweep_due(first);
        let swept = |due: &SweepDue| own.iter().filter(|own| registry.swept(own, due, self.day).is_some()).count();
        Some(ResourceAgency {
            link: self.agency_link(provider)?,
            all: count(own.len()),
            unconditional: of(Sharing::Unconditional),
            conditional: of(Sharing::Conditional),
            withheld: of(Sharing::Withheld),
            registered: count(own.iter().filter(|resource| resource.is_registered(self.day)).count()),
            swept: due.map(|due| count(swept(&due))),
        })
    }

    /// The resources of a database, by the words that they use; each under the title that its own government gives it.
    fn databases<'r>(
        &self,
        all: &[&'r Resource],
        word: fn(&'r Resource) -> Option<&'r str>,
        base: bool,
    ) -> Vec<ResourceDatabase> {
        let mut by_word: BTreeMap<&str, Vec<&Resource>> = BTreeMap::new();
        for resource in all {
            if let Some(word) = word(resource) {
                by_word.entry(word).or_default().push(resource);
            }
        }
        let row = |(word, own): (&str, Vec<&Resource>)| ResourceDatabase {
            title: own.first().map_or_else(
                || RecordText { text: word.to_owned(), lang: None },
                |first| self.database(first, word, base),
            ),
            resources: own.iter().take(NAMED).map(|resource| self.resource_link(resource)).collect(),
            more: count(own.len().saturating_sub(NAMED)),
        };
        by_word.into_iter().map(row).collect()
    }

    fn database(&self, resource: &Resource, word: &str, base: bool) -> RecordText {
        let terms = self.registry.sharing_terms(resource);
        let found = terms.and_then(|terms| if base { terms.base(word) } else { terms.theme(word) });
        match found {
            None => RecordText { text: word.to_owned(), lang: None },
            Some(Database { title, title_en, .. }) => match (self.lang(), title_en) {
                (mulu_core::message::Lang::En, Some(english)) => RecordText { text: english.clone(), lang: None },
                (mulu_core::message::Lang::En, None) => {
                    RecordText { text: title.clone(), lang: Some("zh-CN".to_owned()) }
                }
                (mulu_core::message::Lang::Zh, _) => RecordText { text: title.clone(), lang: None },
            },
        }
    }

    /// A link to a resource's page.
    pub(super) fn resource_link(&self, resource: &Resource) -> Link {
        let name = self.title(&resource.name, &resource.name_en, &resource.id);
        Link { href: address::resource(&resource.id), text: name.text, lang: name.lang }
    }

    pub(super) fn resource_row(&self, resource: &Resource) -> ResourceRow {
        ResourceRow {
            link: self.resource_link(resource),
            provider: resource.provider.as_ref().and_then(|provider| self.agency_link(&provider.value)),
            sharing: resource.shared().map(Sharing::id),
            sharing_name: self.sharing_name(resource),
            open: resource.open.as_ref().map(|open| self.phrase(open.value.phrase())),
            update: resource.update.as_ref().map(|update| self.cycle(&update.value.to_string())),
            registered: iso(&resource.registered),
        }
    }

    /// What the sharing type is called where the resource is shared; in English the word itself.
    fn sharing_name(&self, resource: &Resource) -> String {
        let Some(sharing) = resource.shared() else { return "—".to_owned() };
        let jurisdiction = self.registry.jurisdiction_shared_in(resource).map(|code| code.value.as_str());
        let terms = terms_in(&self.registry.config.sharing, jurisdiction);
        match (self.lang(), terms) {
            (mulu_core::message::Lang::Zh, Some(terms)) => terms.name_of(sharing).to_owned(),
            _ => self.phrase(sharing.phrase()),
        }
    }

    fn phrase(&self, phrase: StaticMessage) -> String {
        phrase.get(self.lang()).to_owned()
    }

    /// The usual update cycles have names; others stand as they are written.
    fn cycle(&self, written: &str) -> String {
        let (zh, en) = match written {
            "P0D" => ("实时", "as it changes"),
            "P1D" => ("每日", "daily"),
            "P7D" => ("每周", "weekly"),
            "P1M" => ("每月", "monthly"),
            "P3M" => ("每季度", "quarterly"),
            "P6M" => ("每半年", "twice a year"),
            "P1Y" => ("每年", "yearly"),
            other => (other, other),
        };
        if self.lang() == mulu_core::message::Lang::Zh { zh.to_owned() } else { en.to_owned() }
    }

    fn sweep_due(&self, resource: &Resource) -> Option<SweepDue> {
        last_sweep(self.registry, resource, self.day)
    }

    fn sweep(&self, resource: &Resource, due: &SweepDue) -> ResourceSweep {
        ResourceSweep {
            from: due.from.to_string(),
            to: due.to.to_string(),
            done: self.registry.swept(resource, due, self.day).map(|day| day.to_string()),
            clause: self.registry.clause(&due.clause).map(|found| self.clause_ref(&found)),
        }
    }

    /// What is late of a resource.
    fn late(&self, late: &LateResource<'_>) -> ResourceLate {
        let resource = late.resource;
        let open = resource.objections.iter().filter(|objection| objection.is_open(self.day));
        ResourceLate {
            link: self.resource_link(resource),
            provider: resource.provider.as_ref().and_then(|provider| self.agency_link(&provider.value)),
            unregistered: late.unregistered,
            sweep: late.sweep.as_ref().map(|due| self.sweep(resource, due)),
            doubted: open.filter_map(|objection| iso(&objection.date)).collect(),
        }
    }

    fn withheld_resource(&self, resource: &Resource) -> ResourceWithheld {
        let row = self.resource_row(resource);
        ResourceWithheld {
            link: row.link,
            provider: row.provider,
            basis: resource.basis.iter().map(|basis| self.basis(basis)).collect(),
            confirmed_by: resource.confirmed_by.as_ref().and_then(|by| self.agency_link(&by.value)),
            confirmed: iso(&resource.confirmed),
        }
    }

    fn basis(&self, basis: &Basis) -> ResourceBasis {
        ResourceBasis {
            title: basis.title.as_ref().map_or_else(String::new, |title| title.value.clone()),
            article: basis.article.as_ref().map(|article| article.value.clone()),
            kind: basis.kind.as_ref().map(|kind| self.phrase(kind.value.phrase())),
            until: iso(&basis.until),
        }
    }

    /// The lists of a resource's page.
    pub fn resource_lists(&self, index: usize) -> Vec<ListPages> {
        let resource = &self.registry.resources[index];
        vec![
            list("items", resource.items.len()),
            list("objections", resource.objections.len()),
            list("requests", resource.requests.len()),
            list("findings", self.found_in(resource.file).len()),
        ]
    }

    /// One resource.
    pub fn resource(&self, index: usize, continuation: Continuation<'_>) -> ResourcePage {
        let registry = self.registry;
        let resource = &registry.resources[index];
        let name = self.title(&resource.name, &resource.name_en, &resource.id);
        let slice = PageSlice::new(address::resource(&resource.id), continuation);
        let provider = resource.provider.as_ref().and_then(|provider| registry.agency(&provider.value));
        let project = resource.project.as_ref().and_then(|project| registry.project(&project.value));
        let related = resource.related.iter().filter_map(|id| registry.resource(&id.value));
        let related = related.map(|other| &registry.resources[other]).filter(|other| other.is_published());
        let row = self.resource_row(resource);
        let withheld = self.withheld_resource(resource);
        let text = |text: &Option<mulu_core::model::Spanned<String>>| text.as_ref().map(|text| text.value.clone());
        ResourcePage {
            name: name.text,
            name_lang: name.lang,
            name_other: self.other_title(&resource.name, &resource.name_en),
            sample: resource.sample,
            code: text(&resource.code),
            class: resource.class.iter().map(|class| class.value.clone()).collect(),
            summary: text(&resource.summary),
            provider: row.provider,
            provider_code: provider.and_then(|provider| text(&registry.agencies[provider].uscc)),
            base: resource.base.as_ref().map(|base| self.database(resource, &base.value, true)),
            theme: resource.theme.as_ref().map(|theme| self.database(resource, &theme.value, false)),
            format: resource.format.as_ref().map(|format| self.phrase(format.value.phrase())),
            about: resource.about.iter().map(|matter| self.phrase(matter.value.phrase())).collect(),
            sharing: row.sharing,
            sharing_name: row.sharing_name,
            condition: text(&resource.condition),
            basis: withheld.basis,
            confirmed_by: withheld.confirmed_by,
            confirmed: withheld.confirmed,
            modes: resource.mode.iter().map(|mode| self.phrase(mode.value.phrase())).collect(),
            update: row.update,
            open: row.open,
            open_condition: text(&resource.open_condition),
            compiled: iso(&resource.compiled),
            published: iso(&resource.published),
            registered: row.registered,
            project: project.map(|project| self.project_link(&registry.projects[project])),
            related: related.map(|other| self.resource_link(other)).collect(),
            items: slice.rows("items", &resource.items, |item| self.resource_item(item)),
            sweep: self.sweep_due(resource).map(|due| self.sweep(resource, &due)),
            sweeps: resource.sweeps.iter().filter_map(|sweep| iso(&sweep.date)).collect(),
            objections: slice.rows("objections", &resource.objections, |objection| Some(self.objection(objection))),
            requests: {
                let requests: Vec<(usize, &SharingRequest)> = resource.requests.iter().enumerate().collect();
                slice.rows("requests", &requests, |(at, request)| Some(self.sharing_request(resource, *at, request)))
            },
            findings: self.findings_in(resource.file, &slice),
            record: self.record(resource.file),
        }
    }

    fn resource_item(&self, item: &InformationItem) -> Option<ResourceItem> {
        let from = item.from.as_ref().and_then(|id| self.registry.resource(&id.value));
        let from = from.map(|other| &self.registry.resources[other]).filter(|other| other.is_published());
        Some(ResourceItem {
            name: self.title(&item.name, &item.name_en, item.name.as_ref()?),
            kind: item.kind.as_ref().map(|kind| kind.value.clone()),
            identifier: item.identifier.as_ref().map(|identifier| self.phrase(identifier.value.phrase())),
            from: from.map(|other| self.resource_link(other)),
        })
    }

    fn objection(&self, objection: &Objection) -> ResourceObjection {
        let by = objection.by.as_ref().map_or("", |by| &by.value);
        let by = self.agency_link(by).map_or_else(
            || RecordText { text: by.to_owned(), lang: None },
            |agency| RecordText { text: agency.text, lang: agency.lang },
        );
        ResourceObjection {
            by,
            date: iso(&objection.date),
            about: objection.about.as_ref().map(|about| about.value.clone()),
            answered: iso(&objection.answered),
            result: objection.result.as_ref().map(|result| self.phrase(result.value.phrase())),
            told: iso(&objection.told),
        }
    }

    /// The resources of an agency that the site shows, and of a project.
    pub(super) fn resources_of(&self, places: &[usize]) -> Vec<&Resource> {
        let own = places.iter().filter_map(|index| self.registry.resources.get(*index));
        own.filter(|resource| resource.is_published()).collect()
    }
}

/// How many resources there are, how they are shared, and of how many something is late.
fn resource_figures(all: &ResourceLists<'_>) -> Vec<Figure> {
    let of = |sharing| all.shown.iter().filter(|resource| resource.shared() == Some(sharing)).count();
    let late = |what: fn(&LateResource<'_>) -> bool| all.late.iter().filter(|late| what(late)).count();
    let figure = |code, n: usize, tone| Figure { code, n: count(n), href: None, tone };
    let bad = |n: usize, tone| if n == 0 { "ok" } else { tone };
    let unregistered = late(|late| late.unregistered);
    let unswept = late(|late| late.sweep.is_some());
    let doubted = late(|late| late.is_doubted);
    vec![
        figure("resources", all.shown.len(), "plain"),
        figure("shared", of(Sharing::Unconditional), "plain"),
        figure("on_terms", of(Sharing::Conditional), "plain"),
        figure("withheld", all.withheld.len(), "plain"),
        figure("unregistered", unregistered, bad(unregistered, "warn")),
        figure("unswept", unswept, bad(unswept, "bad")),
        figure("doubted", doubted, bad(doubted, "warn")),
    ]
}
