//! `/data/resources.jsonld`: the information resources as datasets (DCAT 3, in the profile DCAT-AP 3).
//!
//! Two axes, never one: whether *society* may have a resource is said by `dct:accessRights`, in the European list that the profile
//! asks for; how *organs* share it by a property and words of our own, which are described in the file itself. Languages, update
//! cycles and formats are IRIs, too. The concepts of foreign lists that are used are named with the list that they stand in, so that
//! the file can be checked without fetching anything.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use mulu_core::message::StaticMessage;
use mulu_core::model::{Openness, Resource, ResourceFormat, Sharing};

use super::dcat::{context, titles};
use super::{Api, address};

/// Where the European authority tables live.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";

/// A concept of an authority table: the table, and the word in it.
type Concept = (&'static str, &'static str);

/// The resources that the site shows, as JSON-LD.
pub fn catalogue(api: &Api<'_>) -> Value {
    let registry = api.site.registry;
    let config = &registry.config;
    let me = |part: &str| format!("{}#{part}", api.url("data/resources.jsonld"));
    let shown: Vec<&Resource> = registry.resources.iter().filter(|resource| resource.is_published()).collect();
    let mut used: BTreeSet<Concept> = BTreeSet::from([language(api)]);
    let datasets: Vec<Value> = shown.iter().map(|resource| dataset(api, resource, &me, &mut used)).collect();
    let title = format!("{}：信息资源", config.title);
    let mut catalogue = json!({
        "@id": me("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": titles(&title, Some("Information resources"), config.language),
        "dct:description": { "@value": "各单位的信息资源及其共享条件；只有目录，没有数据。", "@language": "zh-CN" },
        "dct:publisher": publisher(api),
        "dct:language": iri(language(api)),
        "dcat:dataset": shown.iter().map(|resource| json!({ "@id": me(&place(resource)) })).collect::<Vec<_>>(),
    });
    if let (Some(catalogue), Some(site_url)) = (catalogue.as_object_mut(), &config.site_url) {
        catalogue.insert("foaf:homepage".to_owned(), json!({ "@id": site_url, "@type": "foaf:Document" }));
    }
    let mut graph = vec![catalogue];
    graph.extend(datasets);
    graph.extend(used.into_iter().map(listed));
    graph.extend(own_words(&me));
    let mut context = context();
    if let Some(prefixes) = context.as_object_mut() {
        prefixes.insert("skos".to_owned(), json!("http://www.w3.org/2004/02/skos/core#"));
        prefixes.insert("mulu".to_owned(), json!(me("")));
    }
    json!({ "@context": context, "@graph": graph })
}

fn place(resource: &Resource) -> String {
    format!("resource-{}", address::encode(&address::file_name(&resource.id)))
}

fn dataset(api: &Api<'_>, resource: &Resource, me: &dyn Fn(&str) -> String, used: &mut BTreeSet<Concept>) -> Value {
    let registry = api.site.registry;
    let language = language(api);
    let tag = registry.config.language.tag();
    let page = api.url(&address::resource(&resource.id));
    let name = resource.display_name();
    let description = resource.summary.as_ref().map_or(name, |summary| &summary.value);
    let identifier = resource.code.as_ref().map_or(&resource.id, |code| &code.value);
    let english = resource.name_en.as_ref().map(|name| name.value.as_str());
    let mut dataset = json!({
        "@id": me(&place(resource)),
        "@type": "dcat:Dataset",
        "dct:identifier": identifier,
        "dct:title": titles(name, english, registry.config.language),
        "dct:description": { "@value": description, "@language": tag },
        "dct:language": iri(language),
        "dcat:landingPage": { "@id": page, "@type": "foaf:Document" },
    });
    let Some(own) = dataset.as_object_mut() else { return dataset };
    let mut put = |key: &str, value: Value| drop(own.insert(key.to_owned(), value));
    if let Some(provider) = resource.provider.as_ref().and_then(|provider| registry.agency(&provider.value)) {
        let agency = &registry.agencies[provider];
        put("dct:publisher", agent(agency.display_name()));
    }
    if let Some(published) = &resource.published {
        put("dct:issued", json!({ "@value": published.value, "@type": "xsd:date" }));
    }
    if let Some(open) = &resource.open {
        let concept = access(open.value);
        used.insert(concept);
        put("dct:accessRights", iri(concept));
    }
    if let Some(update) = &resource.update {
        let concept = frequency(&update.value.to_string());
        used.insert(concept);
        put("dct:accrualPeriodicity", iri(concept));
    }
    if let Some(sharing) = resource.shared() {
        put("mulu:sharing", json!({ "@id": me(&format!("sharing-{}", sharing.id())) }));
    }
    if let Some(format) = &resource.format {
        put("mulu:format", json!({ "@id": me(&format!("format-{}", format.value.id())) }));
    }
    let items: Vec<Value> = resource
        .items
        .iter()
        .filter_map(|item| item.name.as_ref())
        .map(|name| json!({ "@value": name.value, "@language": tag }))
        .collect();
    if !items.is_empty() {
        put("mulu:item", Value::Array(items));
    }
    let related =
        resource.related.iter().filter_map(|id| registry.resource(&id.value)).map(|at| &registry.resources[at]);
    let related: Vec<Value> =
        related.filter(|other| other.is_published()).map(|other| json!({ "@id": me(&place(other)) })).collect();
    if !related.is_empty() {
        put("dct:relation", Value::Array(related));
    }
    let grounds: Vec<String> = resource
        .basis
        .iter()
        .filter_map(|basis| {
            let title = &basis.title.as_ref()?.value;
            Some(basis.article.as_ref().map_or_else(|| title.clone(), |article| format!("{title} {}", article.value)))
        })
        .collect();
    if !grounds.is_empty() {
        put("mulu:ground", json!(grounds));
    }
    dataset
}

fn agent(name: &str) -> Value {
    json!({ "@type": "foaf:Agent", "foaf:name": name })
}

/// Who publishes the catalogue; where nobody is named, the catalogue stands for itself.
fn publisher(api: &Api<'_>) -> Value {
    let config = &api.site.registry.config;
    agent(config.authors.first().map_or(config.title.as_str(), String::as_str))
}

fn language(api: &Api<'_>) -> Concept {
    super::dcat::language(api.site.registry.config.language)
}

/// Whether society may have it.
fn access(open: Openness) -> Concept {
    let word = match open {
        Openness::Yes => "PUBLIC",
        Openness::Conditional => "RESTRICTED",
        Openness::No => "NON_PUBLIC",
    };
    ("access-right", word)
}

/// The update cycle by its written form.
fn frequency(cycle: &str) -> Concept {
    let word = match cycle {
        "P0D" => "UPDATE_CONT",
        "P1D" => "DAILY",
        "P7D" => "WEEKLY",
        "P1M" => "MONTHLY",
        "P3M" => "QUARTERLY",
        "P6M" => "ANNUAL_2",
        "P1Y" | "P12M" => "ANNUAL",
        _ => "OTHER",
    };
    ("frequency", word)
}

/// A reference to a concept of an authority table.
pub fn iri((table, word): Concept) -> Value {
    json!({ "@id": format!("{AUTHORITY}/{table}/{word}") })
}

/// A concept that is used, with the table that it stands in.
pub fn listed((table, word): Concept) -> Value {
    json!({
        "@id": format!("{AUTHORITY}/{table}/{word}"),
        "@type": "skos:Concept",
        "skos:prefLabel": word,
        "skos:inScheme": { "@id": format!("{AUTHORITY}/{table}") },
    })
}

/// The words of our own: how organs share, and the formats of the national guide.
fn own_words(me: &dyn Fn(&str) -> String) -> Vec<Value> {
    let concept = |scheme: &str, id: &str, label: StaticMessage| {
        json!({
            "@id": me(&format!("{scheme}-{id}")),
            "@type": "skos:Concept",
            "skos:prefLabel": labels(label),
            "skos:inScheme": { "@id": me(&format!("{scheme}-types")) },
        })
    };
    let scheme = |id: &str, zh: &'static str, en: &'static str| {
        let mut scheme = Map::new();
        scheme.insert("@id".to_owned(), json!(me(&format!("{id}-types"))));
        scheme.insert("@type".to_owned(), json!("skos:ConceptScheme"));
        scheme.insert("dct:title".to_owned(), labels(StaticMessage { zh, en }));
        Value::Object(scheme)
    };
    let mut words =
        vec![scheme("sharing", "共享类型", "How organs share"), scheme("format", "信息资源格式", "Formats")];
    words.extend(Sharing::ALL.iter().map(|sharing| concept("sharing", sharing.id(), sharing.phrase())));
    words.extend(ResourceFormat::ALL.iter().map(|format| concept("format", format.id(), format.phrase())));
    words
}

fn labels(label: StaticMessage) -> Value {
    json!([{ "@value": label.zh, "@language": "zh-CN" }, { "@value": label.en, "@language": "en" }])
}
