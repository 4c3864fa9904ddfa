//! What the site publishes for programs: the API under `/api/v1/` with its OpenAPI document and schemas, the DCAT catalogue, CSVW
//! metadata, bibliographies, and what search engines ask for.
//!
//! Every file is a function of (registry, day, revision). What a record's document says is what [`mulu_core::facts`] says of it; a
//! resource, its schema and its line in the OpenAPI document are declared once, in `resources`.

mod dcat;
mod dcat_ap;
mod evidence;
mod lists;
mod llms;
mod openapi;
mod overview;
mod page;
mod resources;
mod rows;
pub mod schema_org;
mod turtle;

use serde::Serialize;

use mulu_core::facts::{
    AgencyFacts, AuditedProject, Dissolved, Facts, OriginFacts, PolicyFacts, PublishedRecord, ResourceFacts,
};
use mulu_core::message::Lang;
use mulu_core::model::{FileId, Kind, Place};
use mulu_core::report::Texts;
use mulu_exchange as exchange;

use super::derived::Answers;
use super::pages::former_ids;
use super::site_findings::SiteFindings;
use super::{Site, manifest, sitemap};
use mulu_core::address;

pub use resources::{ApiDocument, ApiDownload, DOWNLOADS, resources, schema_names};

use page::pages;
pub use page::records_of;

/// Where the API lies, from the site's root.
pub const API: &str = "api/v1/";

/// A file for programs.
#[derive(Clone, Copy, Debug)]
pub enum File {
    /// What there is.
    Index,
    /// A page of the list of standards.
    Standards(usize),
    /// A page of the list of policies.
    Policies(usize),
    /// One policy.
    Policy(usize),
    /// A page of the list of agencies.
    Agencies(usize),
    /// One agency.
    Agency(usize),
    /// A page of the list of projects.
    Projects(usize),
    /// One project.
    Project(usize),
    /// The information resources, one page of them.
    Resources(usize),
    /// One information resource.
    Resource(usize),
    /// The information resources as a data catalogue.
    ResourceCatalogue,
    /// The same as Turtle.
    ResourceTurtle,
    /// A page of the list of records of a kind whose pages are derived.
    Records(Kind, usize),
    /// One of them.
    Record(Kind, usize),
    /// The standards system, and how it is covered.
    Classes,
    /// The kinds of evidence that clauses ask for.
    Evidence,
    /// A page of the list of what is due.
    Reviews(usize),
    /// The newest changes.
    Changes,
    /// The rules of `mulu check`.
    Rules,
    /// The OpenAPI document.
    OpenApi,
    /// The JSON Schema of a document, by its name.
    Schema(&'static str),
    /// The DCAT catalogue.
    Catalogue,
    /// The same as Turtle.
    CatalogueTurtle,
    /// The CSVW metadata of `catalogue.csv`.
    CsvMetadata,
    /// `robots.txt`.
    Robots,
    /// `llms.txt`.
    Llms,
}

/// What the files are made from.
#[derive(Clone, Copy)]
pub struct Api<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// What the registry says on the day.
    pub answers: &'a Answers<'a>,
    /// What `mulu check` finds.
    pub found: &'a SiteFindings<'a>,
}

impl Api<'_> {
    /// The files by their paths. Of two records that would share a file, which is a finding, the first keeps it.
    pub fn files(&self) -> Vec<(String, File)> {
        let registry = self.site.registry;
        let mut files = vec![
            (api("index"), File::Index),
            (api("classes"), File::Classes),
            (api("evidence"), File::Evidence),
            (api("changes"), File::Changes),
            (api("rules"), File::Rules),
            (api("openapi"), File::OpenApi),
            ("data/catalogue.jsonld".to_owned(), File::Catalogue),
            ("data/catalogue.ttl".to_owned(), File::CatalogueTurtle),
            ("data/resources.jsonld".to_owned(), File::ResourceCatalogue),
            ("data/resources.ttl".to_owned(), File::ResourceTurtle),
            ("catalogue.csv-metadata.json".to_owned(), File::CsvMetadata),
            ("llms.txt".to_owned(), File::Llms),
        ];
        files.extend(pages("standards", registry.standards.len(), File::Standards));
        files.extend(pages("policies", registry.policies.len(), File::Policies));
        files.extend(pages("agencies", registry.agencies.len(), File::Agencies));
        files.extend(pages("projects", registry.projects.len(), File::Projects));
        let shown = || registry.resources.iter().enumerate().filter(|(_, resource)| resource.is_published());
        files.extend(pages("resources", shown().count(), File::Resources));
        files.extend(pages("reviews", self.answers.due().len(), File::Reviews));
        files.extend(schema_names().map(|name| (schema_file(name), File::Schema(name))));
        let record = address::json;
        let policies = registry.policies.iter().enumerate();
        files.extend(policies.map(|(index, policy)| (record("policies", &policy.id), File::Policy(index))));
        let agencies = registry.agencies.iter().enumerate();
        files.extend(agencies.map(|(index, agency)| (record("agencies", &agency.id), File::Agency(index))));
        let projects = registry.projects.iter().enumerate();
        files.extend(projects.map(|(index, project)| (record("projects", &project.id), File::Project(index))));
        files.extend(shown().map(|(index, own)| (record("resources", &own.id), File::Resource(index))));
        for kind in Kind::with_derived_pages() {
            let folder = kind.folder().unwrap_or(kind.id());
            files.extend(pages(folder, registry.count(kind), |sheet| File::Records(kind, sheet)));
            let own = |(place, id): (usize, &str)| (record(folder, id), File::Record(kind, place));
            files.extend(registry.records(kind).map(mulu_core::registry::Record::id).enumerate().map(own));
        }
        // What programs read stays where it was.
        for (kind, file) in [
            (Kind::Policy, File::Policy as fn(usize) -> File),
            (Kind::Agency, File::Agency),
            (Kind::Project, File::Project),
            (Kind::Resource, File::Resource),
        ] {
            let folder = kind.folder().unwrap_or(kind.id());
            files.extend(former_ids(registry, kind).map(|(index, id)| (record(folder, id), file(index))));
        }
        for kind in Kind::with_derived_pages() {
            let folder = kind.folder().unwrap_or(kind.id());
            files.extend(former_ids(registry, kind).map(|(at, id)| (record(folder, id), File::Record(kind, at))));
        }
        if registry.config.site_url.is_some() {
            files.push(("robots.txt".to_owned(), File::Robots));
        }
        files
    }

    /// The bytes of a file.
    pub fn make(&self, file: File) -> Vec<u8> {
        let registry = self.site.registry;
        match file {
            File::Index => pretty(&self.index()),
            File::Standards(sheet) => pretty(&self.standards(sheet)),
            File::Policies(sheet) => pretty(&self.policies(sheet)),
            File::Agencies(sheet) => pretty(&self.agencies(sheet)),
            File::Projects(sheet) => pretty(&self.projects(sheet)),
            File::Classes => pretty(&self.classes()),
            File::Evidence => pretty(&self.evidence()),
            File::Reviews(sheet) => pretty(&self.reviews(sheet)),
            File::Changes => pretty(&self.changes()),
            File::Rules => pretty(&self.rules()),
            File::Policy(index) => {
                let policy = &registry.policies[index];
                self.record("policy", policy.file, PolicyFacts::of(registry, policy, self.site.day))
            }
            File::Agency(index) => {
                let agency = &registry.agencies[index];
                self.record("agency", agency.file, AgencyFacts::<Dissolved>::of(registry, agency, self.site.day))
            }
            File::Project(index) => self.project(index),
            File::Resources(sheet) => pretty(&self.resources(sheet)),
            File::Resource(index) => {
                let resource = &registry.resources[index];
                self.record("resource", resource.file, ResourceFacts::of(registry, resource, self.site.day))
            }
            File::ResourceCatalogue => pretty(&dcat_ap::catalogue(self)),
            File::ResourceTurtle => turtle::turtle(&dcat_ap::catalogue(self)).into_bytes(),
            File::Records(kind, sheet) => pretty(&self.records(kind, sheet)),
            File::Record(kind, place) => {
                let file = registry.record_at(kind, place).map(mulu_core::references::HasReferences::file);
                let facts = Facts::of(registry, kind, place, self.site.day, Lang::En);
                file.zip(facts).map(|(file, facts)| self.record(kind.id(), file, facts)).unwrap_or_default()
            }
            File::OpenApi => pretty(&openapi::document(self)),
            File::Schema(name) => pretty(&resources::schema(name)),
            File::Catalogue => pretty(&dcat::catalogue(self)),
            File::CatalogueTurtle => turtle::turtle(&dcat::catalogue(self)).into_bytes(),
            File::CsvMetadata => {
                pretty(&exchange::csv_metadata(exchange::SheetKind::Standards, self.main_language(), "catalogue.csv"))
            }
            File::Llms => llms::text(self).into_bytes(),
            File::Robots => sitemap::robots(registry.config.site_url.as_deref().unwrap_or_default()).into_bytes(),
        }
    }

    /// A record's document: what `mulu show --format json` prints, and how long it holds.
    pub fn record<T: Serialize>(&self, kind: &'static str, file: FileId, record: T) -> Vec<u8> {
        let holds = self.answers.holding().file(file);
        let commit = self.answers.last_commit(file).map(str::to_owned);
        pretty(&PublishedRecord::of(kind, record, holds, commit).from(OriginFacts::of(self.site.registry, file)))
    }

    fn project(&self, index: usize) -> Vec<u8> {
        let texts = Texts::new(self.site.registry);
        let locate = |place: Place| {
            let at = texts.position(place);
            (at.line, at.column)
        };
        let audits = self.answers.audits();
        let file = self.site.registry.projects[index].file;
        self.record("project", file, AuditedProject::of(self.site.registry, audits, index, self.site.day, &locate))
    }

    fn revision(&self) -> Option<String> {
        // A clean checkout is the same site as its revision read from git; a changed one is none that anybody else can read.
        self.site.revision.filter(|revision| !revision.changed).map(|revision| revision.commit.clone())
    }

    /// The language that lives at the site's root, in which the tables are written.
    pub fn main_language(&self) -> Lang {
        let config = &self.site.registry.config;
        config.languages.first().copied().unwrap_or(config.language)
    }

    /// A file's address as a document one folder below the root may write it: whole where the site has an address, else from there.
    fn url(&self, file: &str) -> String {
        let base = self.site.registry.config.site_url.as_deref().unwrap_or("../");
        format!("{base}{}", address::encode_path(file))
    }
}

/// A document of the API, by its name.
fn api(name: &str) -> String {
    format!("{API}{name}.json")
}

/// Where the JSON Schema of a document lies, from the site's root.
pub fn schema_file(name: &str) -> String {
    format!("data/schema/{name}.json")
}

/// JSON for people and programs: indented, with a line end.
fn pretty(document: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
