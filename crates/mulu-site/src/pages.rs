//! Every page of a language.

use crate::check::rules;
use crate::history::History;
use crate::number::Level;

use super::address;
use super::fill::{FACET_PAGES, Fill, changes};
use super::route::{Page, SECTIONS, Shows};
use super::sheets::{LINES, ListSheets, list, list_path, path_of, sheets, sheets_of};

impl Fill<'_> {
    /// Every page, the sections' own first. Where two records would share a page, which is a finding, it comes twice.
    pub fn pages(&self) -> Vec<Page> {
        let registry = self.registry;
        let index = |count: usize| vec![list("index", count)];
        let mut pages = Vec::new();
        for (path, page) in SECTIONS {
            let lists = match page {
                Shows::Reviews => self.review_lists(),
                Shows::Policies => index(registry.policies.len()),
                Shows::Agencies => index(registry.agencies.len()),
                Shows::Projects => index(registry.projects.len()),
                Shows::Resources => self.resources_lists(),
                Shows::Apply => self.apply_lists(),
                _ => Vec::new(),
            };
            pages.extend(with_lists(path, &page, lists));
        }
        let older = 1..=self.older_changes();
        let changes = || Box::new(Shows::Changes);
        pages.extend(older.map(|sheet| (changes::older(sheet), Shows::Further(changes(), "log".to_owned(), sheet))));
        let whole = 1..sheets(registry.standards.len());
        pages.extend(whole.map(|sheet| (path_of("standards/index.html", sheet), Shows::Standards(sheet))));
        for level in Level::ALL {
            let members = self.answers.members().chosen("level", level.id()).len();
            let path = address::level(level.id());
            let sheets = if members == 0 { 0 } else { sheets(members) };
            pages.extend((0..sheets).map(|sheet| (path_of(&path, sheet), Shows::Level(level, sheet))));
        }
        for (facet, values) in FACET_PAGES {
            for value in values {
                let members = self.answers.members().chosen(facet, value).len();
                let path = address::facet(facet, value);
                let sheets = if members == 0 { 0 } else { sheets_of(members, LINES) };
                pages.extend((0..sheets).map(|sheet| (path_of(&path, sheet), Shows::Facet(facet, value, sheet))));
            }
        }
        pages.extend(rules().flat_map(|rule| {
            let found = vec![list("findings", self.of_rule(rule.id).len())];
            with_lists(&address::rule(rule.id), &Shows::Rule(rule), found)
        }));
        pages.extend(
            self.guide_names().into_iter().map(|name| (format!("guide/{name}.html"), Shows::Guide(name.to_owned()))),
        );
        let file = |folder: &str, id: &str| format!("{folder}/{}.html", address::file_name(id));
        for (index, class) in registry.classes.iter().enumerate() {
            if let Some(id) = &class.id {
                let path = file("classes", id);
                let sheets = sheets(self.answers.members().chosen("class", id).len());
                pages.extend((1..sheets).map(|sheet| (path_of(&path, sheet), Shows::Class(index, sheet))));
                pages.extend(with_lists(&path, &Shows::Class(index, 0), self.class_lists(index)));
            }
        }
        for (index, record) in registry.standards.iter().enumerate() {
            let path = file("standards", &record.id);
            pages.extend(with_lists(&path, &Shows::Standard(index), self.standard_lists(index)));
        }
        for (index, record) in registry.policies.iter().enumerate() {
            let path = file("policies", &record.id);
            pages.extend(with_lists(&path, &Shows::Policy(index), self.policy_lists(index)));
        }
        for (index, record) in registry.agencies.iter().enumerate() {
            let path = file("agencies", &record.id);
            pages.extend(with_lists(&path, &Shows::Agency(index), self.agency_lists(index)));
        }
        for (index, record) in registry.projects.iter().enumerate() {
            let path = file("projects", &record.id);
            pages.extend(with_lists(&path, &Shows::Project(index), self.project_lists(index)));
        }
        for (index, record) in registry.resources.iter().enumerate().filter(|(_, record)| record.is_published()) {
            let path = file("resources", &record.id);
            pages.extend(with_lists(&path, &Shows::Resource(index), self.resource_lists(index)));
        }
        let editions = self.history.map_or(&[][..], History::editions).iter().enumerate();
        pages.extend(editions.map(|(index, own)| (file("changes/editions", &own.edition.name), Shows::Edition(index))));
        pages.into_iter().map(|(path, shows)| Page { path, shows }).collect()
    }
}

/// A page, and the sheets on which its lists go on.
fn with_lists(path: &str, page: &Shows, lists: Vec<ListSheets>) -> Vec<(String, Shows)> {
    let mut pages = vec![(path.to_owned(), page.clone())];
    for (list, sheets) in lists {
        pages.extend(
            (1..sheets).map(|sheet| {
                (list_path(path, &list, sheet), Shows::Further(Box::new(page.clone()), list.clone(), sheet))
            }),
        );
    }
    pages
}
