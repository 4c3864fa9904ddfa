//! An information resource with everything derived.

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::Day;
use crate::model::{Openness, Resource, Sharing};
use crate::registry::Registry;
use crate::vocabulary::ids_or_null;

use super::recorded::all;
use super::{BasisFacts, ItemFacts, ObjectionFacts, RequestFacts, SweptFacts, day, text, texts};

/// An information resource on a day.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct ResourceFacts {
    /// The record's id.
    pub id: String,
    /// 信息资源名称.
    pub name: Option<String>,
    /// Its English name.
    pub name_en: Option<String>,
    /// 信息资源代码.
    pub code: Option<String>,
    /// 类、项、目、细目.
    pub class: Vec<String>,
    /// 信息资源摘要.
    pub r#abstract: Option<String>,
    /// The agency that provides it: its id.
    pub provider: Option<String>,
    /// 统一社会信用代码 of the provider.
    pub provider_code: Option<String>,
    /// Where it is shared: a GB/T 2260 code.
    pub jurisdiction: Option<String>,
    /// The base database that it belongs to.
    pub base: Option<String>,
    /// The theme database that it belongs to.
    pub theme: Option<String>,
    /// `database`, `table`, `document`, `image`, `service`, `other`.
    pub format: Option<&'static str>,
    /// What it is about: `licence`, `penalty`, `joint-approval`, `collaboration`.
    pub about: Vec<&'static str>,
    /// `unconditional`, `conditional`, `withheld`.
    #[schemars(extend("enum" = ids_or_null::<Sharing>()))]
    pub sharing: Option<&'static str>,
    /// What its jurisdiction calls that.
    pub sharing_name: Option<String>,
    /// On what terms it is shared.
    pub condition: Option<String>,
    /// On what ground it is withheld.
    pub basis: Vec<BasisFacts>,
    /// Who confirmed that.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed: Option<Day>,
    /// How it is provided.
    pub mode: Vec<&'static str>,
    /// Its update cycle, ISO 8601.
    pub update: Option<String>,
    /// Whether society may have it: `no`, `conditional`, `yes`.
    #[schemars(extend("enum" = ids_or_null::<Openness>()))]
    pub open: Option<&'static str>,
    /// On what terms.
    pub open_condition: Option<String>,
    /// When it was drawn up.
    pub compiled: Option<Day>,
    /// 发布日期.
    pub published: Option<Day>,
    /// Since when it is in the platform's catalogue.
    pub registered: Option<Day>,
    /// Whether it is on the day.
    pub is_registered: bool,
    /// The project that it came from.
    pub project: Option<String>,
    /// Related resources: their ids.
    pub related: Vec<String>,
    /// Its items.
    pub items: Vec<ItemFacts>,
    /// The sweep that was due last; null where no clause in force asks for one.
    pub sweep: Option<SweepFacts>,
    /// When it was gone through, by itself.
    pub sweeps: Vec<SweptFacts>,
    /// The objections to it.
    pub objections: Vec<ObjectionFacts>,
    /// How many objections wait for an answer.
    pub open_objections: usize,
    /// The requests to share it.
    pub requests: Vec<RequestFacts>,
    /// Whether the site shows it.
    pub publish: bool,
    /// Whether the record is an example.
    pub sample: bool,
    /// The ids that it had.
    pub formerly: Vec<String>,
    /// The record's file.
    pub file: String,
}

/// The sweep that was due last.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct SweepFacts {
    /// The clause that asks for it.
    pub clause: String,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// When the resource was gone through within it; null: it was not.
    pub done: Option<Day>,
}

impl ResourceFacts {
    /// Everything about a resource on a day.
    #[must_use]
    pub fn of(registry: &Registry, resource: &Resource, on: Day) -> Self {
        let provider = resource.provider.as_ref().and_then(|provider| registry.agency(&provider.value));
        let jurisdiction = registry.jurisdiction_shared_in(resource).map(|code| code.value.clone());
        let terms = registry.sharing_terms(resource);
        let due = jurisdiction.as_deref().and_then(|at| registry.sweep_due(at, on));
        let due = due.filter(|due| registry.is_swept_with(resource, due));
        ResourceFacts {
            id: resource.id.clone(),
            name: text(&resource.name),
            name_en: text(&resource.name_en),
            code: text(&resource.code),
            class: texts(&resource.class),
            r#abstract: text(&resource.summary),
            provider: text(&resource.provider),
            provider_code: provider.and_then(|provider| text(&registry.agencies[provider].uscc)),
            jurisdiction,
            base: text(&resource.base),
            theme: text(&resource.theme),
            format: resource.format.as_ref().map(|format| format.value.id()),
            about: resource.about.iter().map(|matter| matter.value.id()).collect(),
            sharing: resource.shared().map(crate::model::Sharing::id),
            sharing_name: terms.zip(resource.shared()).map(|(terms, sharing)| terms.name_of(sharing).to_owned()),
            condition: text(&resource.condition),
            basis: all(&resource.basis),
            confirmed_by: text(&resource.confirmed_by),
            confirmed: day(&resource.confirmed),
            mode: resource.mode.iter().map(|mode| mode.value.id()).collect(),
            update: resource.update.as_ref().map(|update| update.value.to_string()),
            open: resource.open.as_ref().map(|open| open.value.id()),
            open_condition: text(&resource.open_condition),
            compiled: day(&resource.compiled),
            published: day(&resource.published),
            registered: day(&resource.registered),
            is_registered: resource.is_registered(on),
            project: text(&resource.project),
            related: texts(&resource.related),
            items: all(&resource.items),
            sweep: due.map(|due| SweepFacts {
                done: registry.swept(resource, &due, on),
                from: due.from,
                to: due.to,
                clause: due.clause,
            }),
            sweeps: all(&resource.sweeps),
            objections: all(&resource.objections),
            open_objections: resource.objections.iter().filter(|objection| objection.is_open(on)).count(),
            requests: resource
                .requests
                .iter()
                .map(|request| RequestFacts::of(registry, resource, request, on))
                .collect(),
            publish: resource.is_published(),
            sample: resource.sample,
            formerly: texts(&resource.formerly),
            file: registry.path(resource.file).to_owned(),
        }
    }
}
