//! `published-fact-changed`: a number or an issue date that was changed without a correction.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::day::Day;
use crate::finding::Level;
use crate::model::{Erratum, FileId, Span, Spanned};
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

/// A fact of a record before and after, as text, and where it stands now.
struct Fact<'r> {
    file: FileId,
    name: &'r str,
    key: &'static str,
    was: Option<String>,
    now: Option<(String, Span)>,
    /// Where the record speaks of itself, for a fact that is gone.
    otherwise: Span,
    errata: &'r [Erratum],
}

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    let day = |day: &Option<Spanned<Day>>| day.as_ref().map(|day| (day.value.to_string(), day.span));
    let text = |(text, _): (String, Span)| text;
    for old in &base.registry.standards {
        let Some(new) = base.standard_now(old, cx.registry) else { continue };
        let number = |record: &crate::model::Standard| {
            record.number.as_ref().map(|number| (number.number.canonical().to_owned(), number.span))
        };
        let fact = |key, was: Option<(String, Span)>, now| Fact {
            file: new.file,
            name: new.name(),
            key,
            was: was.map(text),
            now,
            otherwise: new.name_span(),
            errata: &new.errata,
        };
        fact("number", number(old), number(new)).check(findings);
        fact("issued", day(&old.issued), day(&new.issued)).check(findings);
        // The cycle of reviews is counted from the listing: moving it would put off what is due.
        let listed = |record: &crate::model::Standard| {
            let entry = record.catalogue.as_ref().filter(|entry| entry.was_listed())?;
            day(&entry.listed)
        };
        fact("listed", listed(old), listed(new)).check(findings);
    }
    for old in &base.registry.policies {
        let Some(new) = base.policy_now(old, cx.registry) else { continue };
        let number =
            |number: &Option<Spanned<String>>| number.as_ref().map(|number| (number.value.clone(), number.span));
        let fact = |key, was: Option<(String, Span)>, now| Fact {
            file: new.file,
            name: new.name(),
            key,
            was: was.map(text),
            now,
            otherwise: new.title.as_ref().map(|title| title.span).unwrap_or_default(),
            errata: &new.errata,
        };
        fact("number", number(&old.number), number(&new.number)).check(findings);
        fact("issued", day(&old.issued), day(&new.issued)).check(findings);
    }
}

impl Fact<'_> {
    /// A fact that was not known may be filled in. One that was published changes with an erratum that says what it was.
    fn check(&self, findings: &mut Findings<'_>) {
        let Some(was) = &self.was else { return };
        let now = self.now.as_ref();
        if now.is_some_and(|(now, _)| now == was) || self.errata.iter().any(|erratum| self.is_corrected_by(erratum)) {
            return;
        }
        let (name, key) = (self.name, self.key);
        let span = now.map_or(self.otherwise, |(_, span)| *span);
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

    fn is_corrected_by(&self, erratum: &Erratum) -> bool {
        let says =
            |text: &Option<Spanned<String>>, wanted: &str| text.as_ref().is_some_and(|text| text.value == wanted);
        let was = self.was.as_deref().unwrap_or_default();
        let number = erratum.was.as_ref().map(|was| crate::number::Number::parse(&was.value).canonical().to_owned());
        let meant = says(&erratum.was, was) || (self.key == "number" && number.as_deref() == Some(was));
        says(&erratum.key, self.key) && meant && erratum.reason.is_some() && erratum.date.is_some()
    }
}
