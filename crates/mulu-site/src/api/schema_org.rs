//! A standard in the words of schema.org, for search engines: a block of data in its page.
//!
//! The vocabulary has no word for a standard: it is a creative work whose further type is `dct:Standard`. The context is written
//! into the block, so that nobody need fetch one.

use serde_json::{Map, Value, json};

use mulu_core::day::Status;
use mulu_core::message::Lang;
use mulu_core::model::{Cited, Spanned};
use mulu_core::registry::Registry;

/// A standard of the registry as a script element may hold it: no `<`, `>` or `&`, whatever its record says.
#[must_use]
pub fn block(registry: &Registry, index: usize, status: Status, lang: Lang, url: Option<&str>) -> String {
    let text = standard(registry, index, status, lang, url).to_string();
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn standard(registry: &Registry, index: usize, status: Status, lang: Lang, url: Option<&str>) -> Value {
    let record = &registry.standards[index];
    let mut work = Map::new();
    let mut say = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            work.insert(key.to_owned(), value);
        }
    };
    let (zh, en) = (record.title.as_ref(), record.title_en.as_ref());
    let (name, other) = match (lang, en) {
        (Lang::En, Some(en)) => (Some(en), zh),
        _ => (zh, en),
    };
    let day = |day: &Option<Spanned<mulu_core::day::Day>>| day.as_ref().map(|day| json!(day.value));
    say("@context", Some(json!({ "@vocab": "https://schema.org/" })));
    say("@type", Some(json!("CreativeWork")));
    say("additionalType", Some(json!("http://purl.org/dc/terms/Standard")));
    say("name", Some(json!(name.map_or(record.name(), |name| &name.value))));
    say("alternateName", other.map(|other| json!(other.value)));
    say("identifier", record.number.as_ref().map(|cited| json!(cited.number.canonical())));
    say("url", url.map(|url| json!(url)));
    say("inLanguage", Some(json!(registry.config.language.tag())).filter(|_| zh.is_some()));
    say("datePublished", day(&record.issued));
    say("expires", day(&record.withdrawn));
    say("publisher", record.issuer.as_ref().map(|issuer| organisation(&issuer.value)));
    say("creativeWorkStatus", Some(json!(status.id())));
    let keywords: Vec<&str> = record.keywords.iter().map(|word| word.value.as_str()).collect();
    say("keywords", Some(json!(keywords)).filter(|_| !keywords.is_empty()));
    let based = record.adopts.iter().filter_map(|adopts| adopts.number.as_ref()).map(work_of);
    let based: Vec<Value> = based.collect();
    say("isBasedOn", Some(Value::Array(based.clone())).filter(|_| !based.is_empty()));
    let family = record.number.as_ref().filter(|cited| cited.number.is_dated()).map(|cited| cited.number.undated());
    say("exampleOfWork", family.map(|family| json!({ "@type": "CreativeWork", "identifier": family.canonical() })));
    say("version", record.number.as_ref().and_then(|cited| cited.number.year()).map(|year| json!(year.to_string())));
    Value::Object(work)
}

fn organisation(names: &str) -> Value {
    let organisation = |name: &str| json!({ "@type": "Organization", "name": name });
    names.split('、').map(str::trim).filter(|name| !name.is_empty()).map(organisation).collect()
}

fn work_of(cited: &Spanned<Cited>) -> Value {
    json!({ "@type": "CreativeWork", "identifier": cited.number.canonical() })
}
