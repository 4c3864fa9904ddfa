//! The catalogue as a formal document: what an office prints, seals and sends out.
//!
//! The table follows the usage of GB/T 13016: a code for each class and each line, one line for each standard, a table of
//! figures behind. A standard of several classes stands under the first, and the others refer to it, so that the figures
//! count it once.

mod index;
mod outline;
mod statistics;

use std::collections::{BTreeMap, BTreeSet};

use crate::fill::code;
use crate::views::parts::{ClauseLink, PlaceLink, RecordText};
use crate::views::print::{Explanation, PrintClass, PrintGroup, PrintPage, PrintRow, PrintSource, SeeAlso};
use mulu_core::address;
use mulu_core::day::{ReviewState, Status};
use mulu_core::message::Lang;
use mulu_core::model::PolicyStatus;
use mulu_core::registry::ForceReason;
use mulu_git::history::Revision;

use super::{Arg, Fill, count};
use outline::Outline;

/// The rules of `mulu check` whose clauses say that there is a catalogue: classes are named and standards listed (Art. 10, 12, 17).
const CATALOGUE_RULES: [&str; 3] = ["applicability-undecided", "unknown-class", "listed-superseded"];

/// The rule whose clause says when a standard must be followed (Art. 15).
const BINDING_RULE: &str = "unmandated-binding";

impl Fill<'_> {
    /// The document.
    pub fn print(&self, pdf_file: Option<String>) -> PrintPage {
        let outline = Outline::of(self);
        let sources = self.sources_of(&outline);
        let config = &self.registry.config;
        let place: Option<PlaceLink> = config.jurisdiction.is_some().then(|| self.place(&config.jurisdiction));
        let other_title = match self.lang() {
            Lang::Zh => config
                .title_en
                .as_ref()
                .map(|title| RecordText { text: title.clone(), lang: Some(Lang::En.tag().to_owned()) }),
            Lang::En => config
                .title_en
                .as_ref()
                .map(|_| RecordText { text: config.title.clone(), lang: Some(config.language.tag().to_owned()) }),
        };
        PrintPage {
            other_title,
            place,
            day: self.written_day(),
            iso: self.day.to_string(),
            revision: self.revision.map(Revision::short),
            total: count(outline.places.len()),
            binding: count(outline.places.keys().filter(|index| self.answer(**index).binding.binds()).count()),
            explanation: self.preface(&sources),
            groups: self.groups(&outline, &sources),
            statistics: self.statistics(&outline),
            index: self.number_index(&outline),
            pdf_file,
        }
    }

    /// The day as the language writes it.
    fn written_day(&self) -> String {
        let iso = self.day.to_string();
        let day = iso.rsplit('-').next().and_then(|day| day.parse().ok()).unwrap_or_default();
        let (year, month) = (i64::from(self.day.year()), i64::from(self.day.month()));
        let args = [("year", Arg::Number(year)), ("month", Arg::Number(month)), ("day", Arg::Number(day))];
        self.translations.say("written-day", &args)
    }

    /// The policies whose clauses make a listed standard mandatory, by their place in the list of them.
    fn sources_of(&self, outline: &Outline) -> BTreeMap<String, u32> {
        let mut policies = BTreeSet::new();
        for standard in outline.places.keys() {
            if let ForceReason::Clauses(clauses) = &self.answer(*standard).binding.because {
                let named = clauses.iter().filter_map(|(reference, _)| self.registry.clause(reference));
                policies.extend(named.map(|clause| clause.policy.id.clone()));
            }
        }
        policies.into_iter().zip(1..).collect()
    }

    fn preface(&self, sources: &BTreeMap<String, u32>) -> Explanation {
        let by_rules = CATALOGUE_RULES.iter().filter_map(|rule| self.home_clause(rule));
        let by_classes =
            self.registry.classes.iter().filter_map(|class| class.clause.as_ref().map(|c| c.value.clone()));
        let basis: BTreeSet<String> = by_rules.chain(by_classes).collect();
        let clause = |reference: Option<String>| reference.and_then(|reference| self.clause_named(&reference));
        let source = |(id, n): (&String, &u32)| {
            let policy = &self.registry.policies[self.registry.policy(id)?];
            let title = self.title(&policy.title, &policy.title_en, id);
            Some(PrintSource {
                n: *n,
                title: title.text,
                title_lang: title.lang,
                number: policy.number.as_ref().map(|number| number.value.clone()),
                href: address::policy(id),
            })
        };
        let terms = &self.registry.config.review;
        Explanation {
            basis: self.by_policy(&basis),
            binding: clause(self.home_clause(BINDING_RULE)),
            review: clause(self.registry.review_clause(self.day)),
            cycle: self.duration(&terms.cycle.to_string()),
            due_soon: self.duration(&terms.due_soon.to_string()),
            sources: sources.iter().filter_map(source).collect(),
        }
    }

    /// The clause of the catalogue's own jurisdiction that a rule stands for.
    fn home_clause(&self, rule: &str) -> Option<String> {
        let home = self.registry.config.jurisdiction.as_ref().map(|home| home.value.as_str());
        self.registry.clause_enforced(rule, home, self.day)
    }

    /// Clauses in force, those of one policy in one entry, in the order of its articles: 《…》第十条、第十二条.
    fn by_policy(&self, references: &BTreeSet<String>) -> Vec<ClauseLink> {
        let clauses = references.iter().filter_map(|reference| self.registry.clause(reference));
        let mut clauses: Vec<_> =
            clauses.filter(|clause| clause.policy.standing(self.day) == PolicyStatus::InForce).collect();
        clauses.sort_by_key(|clause| (clause.policy.file, clause.clause.span.start));
        let mut merged: Vec<ClauseLink> = Vec::new();
        for clause in &clauses {
            let clause = self.clause_ref(clause);
            match merged.last_mut().filter(|last| last.policy == clause.policy) {
                Some(last) => {
                    last.article = format!("{}{}{}", last.article, self.translations.word("comma"), clause.article);
                }
                None => merged.push(clause),
            }
        }
        merged
    }

    fn groups(&self, outline: &Outline, sources: &BTreeMap<String, u32>) -> Vec<PrintGroup> {
        let mut serial = 0..;
        let mut class = |section: &outline::ClassSection| {
            let title = self.section_title(section);
            let rows = section.standards.iter().zip(&mut serial);
            PrintClass {
                code: section.code.clone(),
                title: title.text,
                title_lang: title.lang,
                rows: rows.map(|(index, before)| self.print_row((*index, before), outline, sources)).collect(),
                see_also: section
                    .see_also
                    .iter()
                    .map(|index| SeeAlso { number: self.printed(*index), code: outline.code(*index) })
                    .collect(),
            }
        };
        let mut group = |group: &outline::Subsystem| PrintGroup {
            n: group.n,
            code: group.group.map_or("other", mulu_core::model::ClassGroup::id),
            classes: group.sections.iter().map(&mut class).collect(),
        };
        outline.parts.iter().map(&mut group).collect()
    }

    fn section_title(&self, section: &outline::ClassSection) -> RecordText {
        match section.class {
            Some(class) => {
                let class = &self.registry.classes[class];
                self.title(&class.title, &class.title_en, class.id.as_ref().map_or("", |id| &id.value))
            }
            None => RecordText { text: self.translations.word("print-unclassed"), lang: None },
        }
    }

    fn print_row(
        &self,
        (standard, before): (usize, u32),
        outline: &Outline,
        sources: &BTreeMap<String, u32>,
    ) -> PrintRow {
        let record = &self.registry.standards[standard];
        let answer = self.answer(standard);
        let title = self.title(&record.title, &record.title_en, &record.id);
        let replaced = record.replaces.iter().chain(&record.partly_replaces);
        let adopts = |adopts: &mulu_core::model::Adopts| {
            let number = adopts.number.as_ref()?.number.printed();
            Some(match &adopts.degree {
                Some(degree) => format!("{number}, {}", degree.value),
                None => number,
            })
        };
        let (applies, when) = self.whom(standard);
        let review = answer.review.as_ref().ok();
        PrintRow {
            n: before + 1,
            code: outline.code(standard),
            number: if record.number.is_some() { self.printed(standard) } else { "—".to_owned() },
            href: address::standard(&record.id),
            title: title.text,
            title_lang: title.lang,
            level: record.level().map_or("municipal", mulu_core::number::Level::id),
            status: (answer.status != Status::Current).then(|| code(answer.status.id())),
            effective: super::iso(&record.effective),
            replaces: replaced.map(|cited| cited.number.printed()).collect(),
            adopts: record.adopts.iter().filter_map(adopts).collect(),
            binding: answer.binding.force.id(),
            mandates: self.mandates_of(standard, sources),
            applies,
            when,
            due: review.map(|review| review.due.to_string()),
            review: review
                .filter(|review| review.state != ReviewState::Scheduled)
                .map(|review| code(review.state.id())),
        }
    }

    /// The clauses that make a standard mandatory, short: `〔2〕第四十条`.
    fn mandates_of(&self, standard: usize, sources: &BTreeMap<String, u32>) -> Vec<String> {
        let ForceReason::Clauses(clauses) = &self.answer(standard).binding.because else { return Vec::new() };
        let short = |(reference, _): &(String, Option<mulu_core::day::Day>)| {
            let clause = self.registry.clause(reference)?;
            let n = i64::from(*sources.get(&clause.policy.id)?);
            let article = self.article(clause.clause.id.as_ref().map_or("", |id| id.value.as_str()));
            Some(self.translations.say("print-mandate", &[("n", Arg::Number(n)), ("article", Arg::Text(&article))]))
        };
        clauses.iter().filter_map(short).collect()
    }

    /// Whom a listed standard concerns, in words, and the part of it that has none.
    fn whom(&self, standard: usize) -> (Vec<String>, Option<String>) {
        let Some(entry) = self.registry.standards[standard].listed_on(self.day) else { return (Vec::new(), None) };
        let mut applies = self.traits(&entry.applies_to);
        let when = entry.when.as_ref().map(|when| when.value.trim().to_owned());
        let level = when.as_deref().and_then(|when| when.strip_prefix("mlps_level >= ")?.parse().ok());
        match level {
            Some(level) => {
                let level = self.translations.say("mlps-level", &[("n", Arg::Number(level))]);
                applies.push(self.translations.say("print-mlps", &[("level", Arg::Text(&level))]));
                (applies, None)
            }
            None => (applies, when),
        }
    }
}
