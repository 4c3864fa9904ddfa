//! How an audit speaks.

use crate::message;
use crate::registry::Registry;

use super::{Requirement, WaiverRefusal};

/// Why a waiver excuses nothing, in a sentence.
#[must_use]
pub fn refusal_words(refusal: WaiverRefusal) -> crate::message::Message {
    match refusal {
        WaiverRefusal::MandatoryStandard => {
            message!("强制性标准不能例外", "a standard mandatory by its number cannot be waived")
        }
        WaiverRefusal::NoException => message!("条款没有规定例外", "the clause has no exception"),
        WaiverRefusal::OtherOrgan => message!("不由批准单位批准", "it is for another organ to approve"),
        WaiverRefusal::Elsewhere => message!("批准单位不管辖此项目", "its approver belongs to another jurisdiction"),
        WaiverRefusal::NoRole => message!("批准单位无权", "its approver has no right to grant it"),
        WaiverRefusal::Own => message!("项目单位自己批准", "the project's own agency approved it"),
        WaiverRefusal::Incomplete => {
            message!("没有写明谁、何时、到何时", "it does not say by whom, when or until when")
        }
    }
}

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
