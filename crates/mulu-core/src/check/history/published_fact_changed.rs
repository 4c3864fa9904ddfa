//! `published-fact-changed`: a number or an issue date that was changed without a correction.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::day::Day;
use crate::finding::Level;
use crate::model::{Erratum, FileId, Policy, Span, Spanned, Standard};
use crate::number::Number;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "published-fact-changed",
    group: Group::History,
    level: Level::Deny,
    summary: Phrase {
        zh: "改动了已公布的编号或发布日期，没有勘误",
        en: "a number or an issue date that was changed without a correction",
    },
    document: include_str!("published_fact_changed.md"),
    run: Run::Registry(check),
};

/// A published record as it is now.
struct Published<'r> {
    file: FileId,
    name: &'r str,
    /// Where the record speaks of itself, for a fact that is gone.
    otherwise: Span,
    errata: &'r [Erratum],
}

/// A fact as text, and where it stands; none where the record does not say it.
type Said = Option<(String, Span)>;

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for old in &base.registry.standards {
        let Some(new) = base.standard_now(old, cx.registry) else { continue };
        let record = Published { file: new.file, name: new.name(), otherwise: new.name_span(), errata: &new.errata };
        let number =
            |own: &Standard| Some((own.number.as_ref()?.number.canonical().to_owned(), own.number.as_ref()?.span));
        record.hold("number", (number(old), number(new)), findings);
        record.hold("issued", (day(&old.issued), day(&new.issued)), findings);
        // The cycle of reviews is counted from the listing: moving it would put off what is due.
        let listed = |own: &Standard| day(&own.catalogue.as_ref().filter(|entry| entry.was_listed())?.listed);
        record.hold("listed", (listed(old), listed(new)), findings);
    }
    for old in &base.registry.policies {
        let Some(new) = base.policy_now(old, cx.registry) else { continue };
        let otherwise = new.title.as_ref().map(|title| title.span).unwrap_or_default();
        let record = Published { file: new.file, name: new.name(), otherwise, errata: &new.errata };
        let number = |own: &Policy| own.number.as_ref().map(|number| (number.value.clone(), number.span));
        record.hold("number", (number(old), number(new)), findings);
        record.hold("issued", (day(&old.issued), day(&new.issued)), findings);
    }
}

fn day(day: &Option<Spanned<Day>>) -> Said {
    day.as_ref().map(|day| (day.value.to_string(), day.span))
}

impl Published<'_> {
    /// A fact that was not known may be filled in. One that was published changes with an erratum that says what it was.
    fn hold(&self, key: &'static str, (was, now): (Said, Said), findings: &mut Findings<'_>) {
        let Some((was, _)) = was else { return };
        if now.as_ref().is_some_and(|(now, _)| *now == was)
            || self.errata.iter().any(|erratum| corrects(erratum, key, &was))
        {
            return;
        }
        let name = self.name;
        let span = now.as_ref().map_or(self.otherwise, |(_, span)| *span);
        let message = match now {
            Some((now, _)) => {
                say!("{name} 的 {key} 由 {was} 改为 {now}", "`{key}` of {name} was {was} and is now {now}")
            }
            None => say!("{name} 的 {key}（{was}）被删去", "`{key}` of {name}, {was}, was removed"),
        };
        findings.report(
            self.file,
            span,
            message,
            say!(
                "已公布的事实不改。原来写错的，加 [[erratum]]：date、key = \"{key}\"、was = \"{was}\"、reason",
                "what was published stays; where it was wrong, add [[erratum]] with date, key = \"{key}\", was = \"{was}\" and reason"
            ),
        );
    }
}

fn corrects(erratum: &Erratum, key: &str, was: &str) -> bool {
    let says = |text: &Option<Spanned<String>>, wanted: &str| text.as_ref().is_some_and(|text| text.value == wanted);
    let number = erratum.was.as_ref().map(|was| Number::parse(&was.value).canonical().to_owned());
    let meant = says(&erratum.was, was) || (key == "number" && number.as_deref() == Some(was));
    says(&erratum.key, key) && meant && erratum.reason.is_some() && erratum.date.is_some()
}
