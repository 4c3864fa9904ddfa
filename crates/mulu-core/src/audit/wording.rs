//! How an audit speaks.

use crate::model::Stage;
use crate::registry::Registry;
use crate::words::Phrase;

use super::{Asked, Obligation, Verdict};

/// A verdict in a word.
#[must_use]
pub fn verdict_words(verdict: Verdict) -> Phrase {
    let (zh, en) = match verdict {
        Verdict::Met => ("符合", "met"),
        Verdict::NotApplicable => ("不适用", "not applicable"),
        Verdict::Waived => ("获准例外", "waived"),
        Verdict::Planned => ("已计划", "planned"),
        Verdict::NotDue => ("未到时点", "not due"),
        Verdict::Missing => ("缺少", "missing"),
        Verdict::Partial => ("部分符合", "partial"),
        Verdict::Superseded => ("版本已被代替", "superseded"),
        Verdict::Expired => ("已过期", "expired"),
    };
    Phrase { zh, en }
}

/// A stage in a word.
#[must_use]
pub fn stage_words(stage: Stage) -> Phrase {
    stage.phrase()
}

/// What an obligation asks for, by name: a standard's number and title, or the title of a kind of evidence.
#[must_use]
pub fn demand_words(registry: &Registry, obligation: &Obligation) -> crate::words::Words {
    let (name, title, title_en) = match &obligation.asked {
        Asked::Standard(index) => {
            let standard = &registry.standards[*index];
            (standard.number.as_ref().map(|_| standard.name()), &standard.title, &standard.title_en)
        }
        Asked::Evidence(kind) => match registry.evidence_kind(kind) {
            Some(kind) => (None, &kind.title, &kind.title_en),
            None => return crate::say!("{kind}", "{kind}"),
        },
    };
    let fallback = match &obligation.asked {
        Asked::Standard(index) => registry.standards[*index].name(),
        Asked::Evidence(kind) => kind,
    };
    let zh = title.as_ref().map(|title| title.value.as_str());
    let en = title_en.as_ref().map(|title| title.value.as_str());
    let join = |title: Option<&str>| match (name, title) {
        (Some(name), Some(title)) => format!("{name} {title}"),
        (Some(name), None) => name.to_owned(),
        (None, title) => title.unwrap_or(fallback).to_owned(),
    };
    crate::words::Words { zh: join(zh), en: join(en.or(zh)) }
}
