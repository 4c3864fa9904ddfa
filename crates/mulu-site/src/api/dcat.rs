//! `/data/catalogue.jsonld`: the site as a data catalogue (DCAT 3), its context written into it so that nobody need fetch one.

use serde_json::{Map, Value, json};

use mulu_core::config::is_web;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_git::history::HistoryEntry;

use super::dcat_ap::{iri, listed};
use super::resources::{ApiDocument, ApiDownload};
use super::{API, Api, DOWNLOADS, resources};

/// DCAT 3, to which the catalogue conforms.
const DCAT: &str = "https://www.w3.org/TR/vocab-dcat-3/";
/// OpenAPI 3.1, to which the description of the service conforms.
const OPENAPI: &str = "https://spec.openapis.org/oas/v3.1.1";
/// JSON Schema 2020-12.
const JSON_SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";

/// The catalogue as JSON-LD.
pub fn catalogue(api: &Api<'_>) -> Value {
    let config = &api.site.registry.config;
    let me = |part: &str| format!("{}#{part}", api.url("data/catalogue.jsonld"));
    let title = titles(&config.title, config.title_en.as_deref(), config.language);
    let mut catalogue = json!({
        "@context": context(),
        "@id": me("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:language": languages(api),
        "dct:conformsTo": { "@id": DCAT },
        "dcat:dataset": std::iter::once(dataset(api, &me)).chain(others(api, &me)).collect::<Vec<_>>(),
        "dcat:service": [service(api, &me)],
        "@included": concepts(api),
    });
    if let Some(catalogue) = catalogue.as_object_mut() {
        if let Some(modified) = modified(api) {
            catalogue.insert("dct:modified".to_owned(), date(modified));
        }
        if let Some(site_url) = &config.site_url {
            catalogue.insert("foaf:homepage".to_owned(), json!({ "@id": site_url }));
        }
        about(api, catalogue);
    }
    catalogue
}

/// What is said of the catalogue and of each dataset alike: what it is, who publishes it, under which terms.
fn about(api: &Api<'_>, of: &mut Map<String, Value>) {
    let config = &api.site.registry.config;
    let own = config.language.tag();
    // The profile wants a description and a publisher of every catalogue: without them its title stands for both.
    let description = config.description.as_ref().unwrap_or(&config.title);
    of.insert("dct:description".to_owned(), json!({ "@value": description, "@language": own }));
    let publisher = config.authors.first().unwrap_or(&config.title);
    of.insert("dct:publisher".to_owned(), json!({ "@type": "foaf:Agent", "foaf:name": publisher }));
    match &config.licence {
        Some(licence) if is_web(licence) => drop(of.insert("dct:license".to_owned(), json!({ "@id": licence }))),
        Some(licence) => drop(of.insert("dct:rights".to_owned(), rights(licence, own))),
        None => {}
    }
    if let Some(notice) = &config.notice {
        of.insert("rdfs:comment".to_owned(), json!({ "@value": notice, "@language": own }));
    }
}

fn rights(text: &str, language: &str) -> Value {
    json!({ "@type": "dct:RightsStatement", "rdfs:label": { "@value": text, "@language": language } })
}

/// The table of standards in its formats.
fn dataset(api: &Api<'_>, me: &dyn Fn(&str) -> String) -> Value {
    let config = &api.site.registry.config;
    let mut dataset = json!({
        "@id": me("standards"),
        "@type": "dcat:Dataset",
        "dct:identifier": "standards",
        "dct:title": titles(&config.title, config.title_en.as_deref(), config.language),
        "dct:language": languages(api),
        "dcat:landingPage": { "@id": api.url("standards/index.html") },
        "dcat:distribution": distributions(api, me),
    });
    if let Some(dataset) = dataset.as_object_mut() {
        if let Some(modified) = modified(api) {
            dataset.insert("dct:modified".to_owned(), date(modified));
        }
        if let Some(newest) = newest(api) {
            dataset.insert("dcat:version".to_owned(), json!(newest.commit.id));
        }
        about(api, dataset);
    }
    dataset
}

/// The kinds of records that have a document of the API with all of them; the standards have a dataset of their own.
fn listed_kinds() -> impl Iterator<Item = &'static ApiDocument> {
    let folders = Kind::ALL.iter().filter_map(|kind| kind.folder()).filter(|folder| *folder != "standards");
    folders.filter_map(|folder| resources().find(|resource| resource.name == folder))
}

/// The records of the other kinds, a dataset each.
fn others(api: &Api<'_>, me: &dyn Fn(&str) -> String) -> Vec<Value> {
    let of_kind = |kind: &ApiDocument| {
        let own = api.site.registry.config.language;
        let title = titles(kind.about.get(own), Some(kind.about.en), own);
        let document = api.url(&format!("{API}{}", kind.path));
        let mut dataset = json!({
            "@id": me(kind.name),
            "@type": "dcat:Dataset",
            "dct:identifier": kind.name,
            "dct:title": title,
            "dct:language": languages(api),
            "dcat:landingPage": { "@id": api.url(&format!("{}/index.html", kind.name)) },
            "dcat:distribution": {
                "@id": document,
                "@type": "dcat:Distribution",
                "dct:title": title,
                "dct:format": iri(("file-type", "JSON")),
                "dcat:mediaType": { "@id": "https://www.iana.org/assignments/media-types/application/json" },
                "dcat:downloadURL": { "@id": document },
                "dcat:accessURL": { "@id": api.url("data/index.html") },
                "dcat:accessService": { "@id": me("api") },
                "dct:conformsTo": [{ "@id": api.url(&super::schema_file(&format!("api/{}", kind.name))) }],
            },
        });
        if let Some(dataset) = dataset.as_object_mut() {
            if let Some(modified) = modified(api) {
                dataset.insert("dct:modified".to_owned(), date(modified));
            }
            about(api, dataset);
            // What it is, and not what the whole catalogue is.
            dataset.insert("dct:description".to_owned(), title.clone());
        }
        dataset
    };
    listed_kinds().map(of_kind).collect()
}

fn date(day: Day) -> Value {
    json!({ "@value": day, "@type": "xsd:date" })
}

/// The newest change of a record.
fn newest<'a>(api: &Api<'a>) -> Option<HistoryEntry<'a>> {
    api.site.history?.entries().next()
}

/// When what the table says last changed: by a commit, or by a day that came.
fn modified(api: &Api<'_>) -> Option<Day> {
    newest(api).and_then(|newest| newest.day).max(api.answers.holding().everything().since)
}

fn distributions(api: &Api<'_>, me: &dyn Fn(&str) -> String) -> Vec<Value> {
    let distribution = |download: &ApiDownload| {
        let conforms: Vec<Value> = download
            .conforms_to
            .map(str::to_owned)
            .into_iter()
            .chain(download.schema.map(|schema| api.url(schema)))
            .map(|url| json!({ "@id": url }))
            .collect();
        let media = format!("https://www.iana.org/assignments/media-types/{}", download.media_type);
        let mut distribution = json!({
            "@id": me(download.file),
            "@type": "dcat:Distribution",
            "dct:title": titles(download.about.zh, Some(download.about.en), Lang::Zh),
            "dcat:downloadURL": { "@id": api.url(download.file) },
            "dcat:accessURL": { "@id": api.url("data/index.html") },
        });
        if let Some(distribution) = distribution.as_object_mut() {
            // Types that IANA does not register have no address there.
            if let Some(word) = file_type(download.format) {
                distribution.insert("dct:format".to_owned(), iri(("file-type", word)));
            }
            if !download.media_type.contains("/x-") {
                distribution.insert("dcat:mediaType".to_owned(), json!({ "@id": media }));
            }
            if !conforms.is_empty() {
                distribution.insert("dct:conformsTo".to_owned(), Value::Array(conforms));
            }
        }
        distribution
    };
    DOWNLOADS.iter().map(distribution).collect()
}

fn service(api: &Api<'_>, me: &dyn Fn(&str) -> String) -> Value {
    json!({
        "@id": me("api"),
        "@type": "dcat:DataService",
        "dct:title": titles("目录 API", Some("API of the catalogue"), Lang::Zh),
        "dcat:endpointURL": { "@id": api.url(API) },
        "dcat:endpointDescription": { "@id": api.url("api/v1/openapi.json") },
        "dct:conformsTo": [{ "@id": OPENAPI }, { "@id": JSON_SCHEMA }],
        "dcat:servesDataset": std::iter::once("standards").chain(listed_kinds().map(|kind| kind.name))
            .map(|name| json!({ "@id": me(name) })).collect::<Vec<_>>(),
        "foaf:page": resources().filter(|resource| !resource.path.contains('{'))
            .map(|resource| json!({ "@id": api.url(&format!("{API}{}", resource.path)) })).collect::<Vec<_>>(),
    })
}

pub(super) fn titles(own: &str, english: Option<&str>, language: Lang) -> Value {
    let mut titles = vec![json!({ "@value": own, "@language": language.tag() })];
    if let (Some(english), true) = (english, language != Lang::En) {
        titles.push(json!({ "@value": english, "@language": Lang::En.tag() }));
    }
    Value::Array(titles)
}

fn languages(api: &Api<'_>) -> Vec<Value> {
    api.site.registry.config.languages.iter().map(|own| iri(language(*own))).collect()
}

/// A language as the European authority table has it.
pub(super) fn language(language: Lang) -> (&'static str, &'static str) {
    ("language", if language == Lang::Zh { "ZHO" } else { "ENG" })
}

/// A format as the European table of file types has it; none where that is not sure.
fn file_type(format: &str) -> Option<&'static str> {
    match format {
        "CSV" => Some("CSV"),
        "XLSX" => Some("XLSX"),
        _ => None,
    }
}

/// The concepts of foreign tables that the catalogue uses, each with its table.
fn concepts(api: &Api<'_>) -> Vec<Value> {
    let languages = api.site.registry.config.languages.iter().map(|own| language(*own));
    let formats = DOWNLOADS.iter().filter_map(|download| Some(("file-type", file_type(download.format)?)));
    languages.chain(formats).chain([("file-type", "JSON")]).map(listed).collect()
}

/// The prefixes.
pub(super) fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}
