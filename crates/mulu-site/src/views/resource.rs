//! `/resources/index.html` → `resources-index.html`, key `resources`; `/resources/ID.html` → `resource.html`, key `resource`.
//!
//! The words of closed lists come worded: a government may have names of its own for them.

use serde::Serialize;

use super::parts::{ClauseLink, Code, Figure, FindingView, Link, Long, RecordFile, RecordText};
use super::procedure::CaseView;

/// All resources that the site shows.
#[derive(Clone, Debug, Serialize)]
pub struct ResourcesPage {
    /// `resources`, `shared`, `on_terms`, `withheld`, `unregistered`, `unswept`, `doubted`.
    pub figures: Vec<Figure>,
    pub agencies: Long<ResourceAgency>,
    pub bases: Vec<ResourceDatabase>,
    pub themes: Vec<ResourceDatabase>,
    pub withheld: Long<ResourceWithheld>,
    pub late: Long<ResourceLate>,
    pub resources: Long<ResourceRow>,
}

/// One resource in the table.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceRow {
    pub link: Link,
    pub provider: Option<Link>,
    pub sharing: Option<Code>,
    pub sharing_name: String,
    pub open: Option<String>,
    pub update: Option<String>,
    pub registered: Option<String>,
}

/// How an agency shares what it has.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceAgency {
    pub link: Link,
    pub all: u32,
    pub unconditional: u32,
    pub conditional: u32,
    pub withheld: u32,
    pub registered: u32,
    /// How many the newest sweep that was due went through; absent where no clause asks for one.
    pub swept: Option<u32>,
}

/// A base or theme database, and what belongs to it.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceDatabase {
    pub title: RecordText,
    pub resources: Vec<Link>,
    pub more: u32,
}

/// A resource that is withheld.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceWithheld {
    pub link: Link,
    pub provider: Option<Link>,
    pub basis: Vec<ResourceBasis>,
    pub confirmed_by: Option<Link>,
    pub confirmed: Option<String>,
}

/// A ground for withholding.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceBasis {
    pub title: String,
    pub article: Option<String>,
    pub kind: Option<String>,
    pub until: Option<String>,
}

/// A resource that something is late of.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceLate {
    pub link: Link,
    pub provider: Option<Link>,
    /// Whether it is not in the platform's catalogue.
    pub unregistered: bool,
    /// The sweep that passed it by.
    pub sweep: Option<ResourceSweep>,
    /// Since when objections wait for an answer.
    pub doubted: Vec<String>,
}

/// The sweep that was due last.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceSweep {
    pub from: String,
    pub to: String,
    pub done: Option<String>,
    pub clause: Option<ClauseLink>,
}

/// One resource.
#[derive(Clone, Debug, Serialize)]
pub struct ResourcePage {
    pub name: String,
    pub name_lang: Option<String>,
    pub name_other: Option<RecordText>,
    pub sample: bool,
    pub code: Option<String>,
    pub class: Vec<String>,
    pub summary: Option<String>,
    pub provider: Option<Link>,
    pub provider_code: Option<String>,
    pub base: Option<RecordText>,
    pub theme: Option<RecordText>,
    pub format: Option<String>,
    pub about: Vec<String>,
    pub sharing: Option<Code>,
    pub sharing_name: String,
    pub condition: Option<String>,
    pub basis: Vec<ResourceBasis>,
    pub confirmed_by: Option<Link>,
    pub confirmed: Option<String>,
    pub modes: Vec<String>,
    pub update: Option<String>,
    pub open: Option<String>,
    pub open_condition: Option<String>,
    pub compiled: Option<String>,
    pub published: Option<String>,
    pub registered: Option<String>,
    pub project: Option<Link>,
    pub related: Vec<Link>,
    pub items: Long<ResourceItem>,
    pub sweep: Option<ResourceSweep>,
    pub sweeps: Vec<String>,
    pub objections: Long<ResourceObjection>,
    pub requests: Long<CaseView>,
    pub findings: Long<FindingView>,
    pub record: RecordFile,
}

/// An item of a resource.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceItem {
    pub name: RecordText,
    pub kind: Option<String>,
    pub identifier: Option<String>,
    pub from: Option<Link>,
}

/// An objection to shared data.
#[derive(Clone, Debug, Serialize)]
pub struct ResourceObjection {
    pub by: RecordText,
    pub date: Option<String>,
    pub about: Option<String>,
    pub answered: Option<String>,
    pub result: Option<String>,
    pub told: Option<String>,
}
