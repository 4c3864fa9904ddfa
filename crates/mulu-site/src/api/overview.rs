//! `/api/v1/index.json`: what the catalogue holds on the day, and where.

use schemars::JsonSchema;
use serde::Serialize;

use mulu_core::audit::Gate;
use mulu_core::day::{Day, ReviewState};
use mulu_core::registry::TopicState;

use super::{Api, DOWNLOADS, resources, schema_file};

/// What there is.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "Index")]
pub struct ApiIndex {
    /// The form of this document.
    #[schemars(extend("const" = "mulu.index/1"))]
    pub schema: &'static str,
    /// The day it was computed for.
    pub as_of: Day,
    /// The commit that the registry was read at; null outside git.
    pub revision: Option<String>,
    /// Whether files differed from that commit: such a site cannot be made again from it.
    pub changed: bool,
    /// The program's version.
    pub version: &'static str,
    /// The catalogue's title.
    pub title: String,
    /// Its English title.
    pub title_en: Option<String>,
    /// What it is.
    pub description: Option<String>,
    /// Who publishes it.
    pub publishers: Vec<String>,
    /// The terms under which it may be used, as the publisher states them; null: none are stated.
    pub licence: Option<String>,
    /// What the publisher warns of, the same as on every page.
    pub notice: Option<String>,
    /// GB/T 2260 code: where the listing binds.
    pub jurisdiction: Option<String>,
    /// Where the site is; null: it may be anywhere.
    pub site_url: Option<String>,
    /// What it holds.
    pub totals: Totals,
    /// The documents of the API.
    pub resources: Vec<Entry>,
    /// The files to take away whole.
    pub downloads: Vec<Entry>,
}

/// What the catalogue holds on the day.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Totals {
    /// Standards, each edition by itself.
    pub standards: usize,
    /// Those in the catalogue.
    pub listed: usize,
    /// Those that must be followed.
    pub binding: usize,
    /// Reviews that are overdue.
    pub overdue: usize,
    /// Reviews that are due soon.
    pub due_soon: usize,
    /// Topics of the standards system.
    pub topics: usize,
    /// Topics without a standard.
    pub gaps: usize,
    /// Policies.
    pub policies: usize,
    /// Agencies.
    pub agencies: usize,
    /// Projects.
    pub projects: usize,
    /// Information resources that the site shows.
    pub resources: usize,
    /// Dockets of procedures.
    pub cases: usize,
    /// Projects that are held.
    pub held: usize,
}

/// A file, or the files of one form.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Entry {
    /// Its name.
    pub name: &'static str,
    /// Its address from this document; `{id}` stands for a record's, `{page}` for a number from 2.
    pub href: String,
    /// Its media type.
    pub media_type: &'static str,
    /// The schema that it follows, from this document; null: its form is not JSON of ours.
    pub schema: Option<String>,
}

impl Api<'_> {
    pub(super) fn index(&self) -> ApiIndex {
        let config = &self.site.registry.config;
        let resource = |resource: &super::ApiDocument| Entry {
            name: resource.name,
            href: resource.path.clone().into_owned(),
            media_type: "application/json",
            schema: Some(format!("../../{}", schema_file(&format!("api/{}", resource.name)))),
        };
        let download = |download: &super::resources::ApiDownload| Entry {
            name: download.format,
            href: format!("../../{}", download.file),
            media_type: download.media_type,
            schema: download.schema.map(|schema| format!("../../{schema}")),
        };
        ApiIndex {
            schema: "mulu.index/1",
            as_of: self.site.day,
            revision: self.revision(),
            changed: self.site.revision.is_some_and(|revision| revision.changed),
            version: env!("CARGO_PKG_VERSION"),
            title: config.title.clone(),
            title_en: config.title_en.clone(),
            description: config.description.clone(),
            publishers: config.authors.clone(),
            licence: config.licence.clone(),
            notice: config.notice.clone(),
            jurisdiction: config.jurisdiction.as_ref().map(|code| code.value.clone()),
            site_url: config.site_url.clone(),
            totals: self.totals(),
            resources: resources().map(resource).collect(),
            downloads: DOWNLOADS.iter().map(download).collect(),
        }
    }

    fn totals(&self) -> Totals {
        let registry = self.site.registry;
        let all = || self.answers.standards();
        let reviews = |state: ReviewState| {
            all().filter(|answer| answer.review.as_ref().is_ok_and(|review| review.state == state)).count()
        };
        Totals {
            standards: registry.standards.len(),
            listed: all().filter(|answer| answer.listed).count(),
            binding: all().filter(|answer| answer.binding.binds()).count(),
            overdue: reviews(ReviewState::Overdue),
            due_soon: reviews(ReviewState::DueSoon),
            topics: self.answers.coverage().len(),
            gaps: self.answers.coverage().iter().filter(|topic| topic.state == TopicState::Gap).count(),
            policies: registry.policies.len(),
            agencies: registry.agencies.len(),
            projects: registry.projects.len(),
            resources: registry.resources.iter().filter(|resource| resource.is_published()).count(),
            cases: registry.dockets.len(),
            held: self.answers.audits().iter().filter(|(_, audit)| audit.gate() == Gate::Hold).count(),
        }
    }
}
