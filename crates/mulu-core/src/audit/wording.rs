//! How an audit speaks.

use crate::message;
use crate::registry::Registry;

use super::Requirement;

/// What an obligation asks for, by name: a standard's number and title, or the title of a kind of evidence.
#[must_use]
pub fn demand_words(registry: &Registry, asked: &Requirement) -> crate::message::Message {
    let (name, title, title_en) = match asked {
        Requirement::Standard(index) => {
            let standard = &registry.standards[*index];
            (standard.number.as_ref().map(|_| standard.name()), &standard.title, &standard.title_en)
        }
        Requirement::Evidence(kind) => match registry.evidence_kind(kind) {
            Some(kind) => (None, &kind.title, &kind.title_en),
            None => return message!("{kind}", "{kind}"),
        },
    };
    let fallback = match asked {
        Requirement::Standard(index) => registry.standards[*index].name(),
        Requirement::Evidence(kind) => kind,
    };
    let zh = title.as_ref().map(|title| title.value.as_str());
    let en = title_en.as_ref().map(|title| title.value.as_str());
    let join = |title: Option<&str>| match (name, title) {
        (Some(name), Some(title)) => format!("{name} {title}"),
        (Some(name), None) => name.to_owned(),
        (None, title) => title.unwrap_or(fallback).to_owned(),
    };
    crate::message::Message { zh: join(zh), en: join(en.or(zh)) }
}
