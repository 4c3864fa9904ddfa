//! Every page of a language.

use mulu_core::check::rules;
use mulu_core::model::{Kind, Resource};
use mulu_core::number::Level;
use mulu_core::registry::Registry;

use super::fill::{FACET_PAGES, Fill, changes};
use super::pagination::{LINES, ListPages, list, list_path, page_count, page_count_of, path_of};
use super::route::{Page, Route, SignableDocument, sections};
use mulu_core::address;

impl Fill<'_> {
    /// Every page, the sections' own first. Where two records would share a page, which is a finding, it comes twice.
    pub fn pages(&self) -> Vec<Page> {
        let registry = self.registry;
        let index = |count: usize| vec![list("index", count)];
        let mut pages = Vec::new();
        for (path, page) in sections() {
            let lists = match page {
                Route::Reviews => self.review_lists(),
                Route::Policies => index(registry.policies.len()),
                Route::Agencies => index(registry.agencies.len()),
                Route::Projects => index(registry.projects.len()),
                Route::Resources => self.resources_lists(),
                Route::Records(kind) => index(registry.count(kind)),
                Route::Apply => self.apply_lists(),
                _ => Vec::new(),
            };
            pages.extend(with_lists(&path, &page, lists));
        }
        let older = 1..=self.older_changes();
        let changes = || Box::new(Route::Changes);
        pages.extend(
            older.map(|sheet| (changes::older(sheet), Route::Continuation(changes(), "log".to_owned(), sheet))),
        );
        let whole = 1..page_count(registry.standards.len());
        pages.extend(whole.map(|sheet| (path_of("standards/index.html", sheet), Route::Standards(sheet))));
        for level in Level::ALL {
            let members = self.answers.members().chosen("level", level.id()).len();
            let path = address::level(level.id());
            let sheets = if members == 0 { 0 } else { page_count(members) };
            pages.extend((0..sheets).map(|sheet| (path_of(&path, sheet), Route::Level(level, sheet))));
        }
        for (facet, values) in FACET_PAGES {
            for value in values {
                let members = self.answers.members().chosen(facet, value).len();
                let path = address::facet(facet, value);
                let sheets = if members == 0 { 0 } else { page_count_of(members, LINES) };
                pages.extend((0..sheets).map(|sheet| (path_of(&path, sheet), Route::Facet(facet, value, sheet))));
            }
        }
        pages.extend(rules().flat_map(|rule| {
            let found = vec![list("findings", self.of_rule(rule.id).len())];
            with_lists(&address::rule(rule.id), &Route::Rule(rule), found)
        }));
        pages.extend(
            self.guide_names().into_iter().map(|name| (format!("guide/{name}.html"), Route::Guide(name.to_owned()))),
        );
        let file = |folder: &str, id: &str| format!("{folder}/{}.html", address::file_name(id));
        for (index, class) in registry.classes.iter().enumerate() {
            if let Some(id) = &class.id {
                let path = file("classes", id);
                let sheets = page_count(self.answers.members().chosen("class", id).len());
                pages.extend((1..sheets).map(|sheet| (path_of(&path, sheet), Route::Class(index, sheet))));
                pages.extend(with_lists(&path, &Route::Class(index, 0), self.class_lists(index)));
            }
        }
        for (index, record) in registry.standards.iter().enumerate() {
            let path = file("standards", &record.id);
            pages.extend(with_lists(&path, &Route::Standard(index), self.standard_lists(index)));
        }
        for (index, record) in registry.policies.iter().enumerate() {
            let path = file("policies", &record.id);
            pages.extend(with_lists(&path, &Route::Policy(index), self.policy_lists(index)));
        }
        for (index, record) in registry.agencies.iter().enumerate() {
            let path = file("agencies", &record.id);
            pages.extend(with_lists(&path, &Route::Agency(index), self.agency_lists(index)));
        }
        for (index, record) in registry.projects.iter().enumerate() {
            let path = file("projects", &record.id);
            pages.extend(with_lists(&path, &Route::Project(index), self.project_lists(index)));
        }
        pages.extend(self.documents().into_iter().map(|(path, document)| {
            let route = match document {
                SignableDocument::Opinion(index) => Route::Opinion(index),
                other => Route::Official(other),
            };
            (format!("{path}.html"), route)
        }));
        for (index, record) in registry.resources.iter().enumerate().filter(|(_, record)| record.is_published()) {
            let path = file("resources", &record.id);
            pages.extend(with_lists(&path, &Route::Resource(index), self.resource_lists(index)));
        }
        for kind in Kind::with_derived_pages() {
            for (place, record) in registry.records(kind).enumerate() {
                let path = file(kind.folder().unwrap_or(kind.id()), record.id());
                pages.extend(with_lists(&path, &Route::Record(kind, place), self.record_lists(kind, place)));
            }
        }
        for kind in Kind::ALL.iter().copied() {
            let folder = kind.folder().unwrap_or(kind.id());
            pages.extend(former_ids(registry, kind).map(|(place, id)| (file(folder, id), Route::Moved(kind, place))));
        }
        let editions = self.published().iter().enumerate();
        pages.extend(editions.map(|(index, own)| (file("changes/editions", &own.edition.name), Route::Edition(index))));
        pages.into_iter().map(|(path, route)| Page { path, route }).collect()
    }
}

/// The ids that records of a kind had, as far as the site shows the record: each with the record's place.
pub(super) fn former_ids(registry: &Registry, kind: Kind) -> impl Iterator<Item = (usize, &str)> {
    let is_shown = move |place: &usize| {
        kind != Kind::Resource || registry.resources.get(*place).is_some_and(Resource::is_published)
    };
    let places = (0..registry.count(kind)).filter(is_shown);
    places.flat_map(move |place| registry.former_ids(kind, place).map(move |id| (place, id)))
}

/// A page, and the sheets on which its lists go on.
fn with_lists(path: &str, page: &Route, lists: Vec<ListPages>) -> Vec<(String, Route)> {
    let mut pages = vec![(path.to_owned(), page.clone())];
    for (list, sheets) in lists {
        pages.extend((1..sheets).map(|sheet| {
            (list_path(path, &list, sheet), Route::Continuation(Box::new(page.clone()), list.clone(), sheet))
        }));
    }
    pages
}
