//! Registry → views: what each page shows, worded in its language.

mod agency;
mod agency_roles;
mod agency_timeline;
mod apply;
mod build;
pub mod changes;
mod class;
mod composition;
mod data;
mod edition;
mod guide;
mod level;
mod life;
mod listed;
mod moved;
mod official;
mod opinion;
mod order;
mod overview;
pub mod plan;
mod policy;
mod print;
mod procedure;
mod project;
mod records;
mod resource;
mod review;
mod rule;
mod schedule;
mod score;
pub mod search;
mod standard;
mod standards;
mod state;
mod twin;

use mulu_core::day::Day;
use mulu_core::message::{Lang, Message};
use mulu_core::model::{FactSource, FileId, Spanned};
use mulu_core::number::Number;
use mulu_core::place;
use mulu_core::registry::{ClauseRef, Registry};
use mulu_git::history::Revision;

use super::derived::{Answers, Derived};
use super::lists::Lists;
use super::pagination::PageSlice;
use super::site_findings::{LocatedFinding, SiteFindings};
use super::theme::Theme;
use super::translations::{Arg, Translations};
pub use listed::{ListSlice, Listed};
use mulu_core::address;
pub use official::{document_path, notice_path};
pub use opinion::is_reviewed;
pub use standards::FACET_PAGES;

pub use crate::chinese::mark_chinese;
use crate::code::code;

use super::views::parts::{self, Link, PlaceLink, RecordFile, RecordText, StandardRef};

/// What views of one language are filled from.
pub struct Fill<'a> {
    /// The registry.
    pub registry: &'a Registry,
    /// What it says on the day.
    pub answers: &'a Answers<'a>,
    /// The findings of `mulu check`.
    pub found: &'a SiteFindings<'a>,
    /// What pages list at length.
    pub lists: &'a Lists<'a>,
    /// Hand-written pages.
    pub theme: &'a Theme,
    /// The language.
    pub translations: &'a Translations,
    /// The day.
    pub day: Day,
    /// What happened to the records, if it was read.
    pub history: Option<&'a mulu_git::history::History>,
    /// The revision that the registry was read at, if it is in git.
    pub revision: Option<&'a Revision>,
}

/// How many, for a template.
pub fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The anchor of a part of a page: its id, or where it has none, which is a finding, its place among the others. No id begins
/// with `_`.
fn anchor(id: Option<&Spanned<String>>, place: usize) -> String {
    id.map_or_else(|| format!("_{place}"), |id| id.value.clone())
}

fn iso(date: &Option<Spanned<Day>>) -> Option<String> {
    date.as_ref().map(|date| date.value.to_string())
}

impl Fill<'_> {
    fn lang(&self) -> Lang {
        self.translations.lang
    }

    fn words(&self, words: &Message) -> String {
        words.get(self.lang()).to_owned()
    }

    /// The `lang` of a text in the registry's own language, where that is not the page's.
    fn data_lang(&self) -> Option<String> {
        let data = self.registry.config.language;
        (data != self.lang()).then(|| data.tag().to_owned())
    }

    fn answer(&self, standard: usize) -> &Derived {
        self.answers.standard(standard)
    }

    /// A title in the page's language where there is one, else in Chinese and marked so.
    fn title(&self, zh: &Option<Spanned<String>>, en: &Option<Spanned<String>>, fallback: &str) -> RecordText {
        let chinese = zh.as_ref().map_or_else(|| fallback.to_owned(), |title| title.value.clone());
        match (self.lang(), en) {
            (Lang::En, Some(en)) => RecordText { text: en.value.clone(), lang: None },
            (Lang::En, None) => RecordText { text: chinese, lang: Some(Lang::Zh.tag().to_owned()) },
            (Lang::Zh, _) => RecordText { text: chinese, lang: None },
        }
    }

    /// The title in the other language, where there is one.
    fn other_title(&self, zh: &Option<Spanned<String>>, en: &Option<Spanned<String>>) -> Option<RecordText> {
        let en = en.as_ref()?;
        Some(match self.lang() {
            Lang::Zh => RecordText { text: en.value.clone(), lang: Some(Lang::En.tag().to_owned()) },
            Lang::En => RecordText { text: zh.as_ref()?.value.clone(), lang: Some(Lang::Zh.tag().to_owned()) },
        })
    }

    /// How a standard's number is printed: with an em dash; a document without a number by its title.
    fn printed(&self, standard: usize) -> String {
        let record = &self.registry.standards[standard];
        match &record.number {
            Some(cited) => cited.number.printed(),
            None => self.title(&record.title, &record.title_en, &record.id).text,
        }
    }

    fn standard_ref(&self, standard: usize) -> StandardRef {
        let record = &self.registry.standards[standard];
        let title = self.title(&record.title, &record.title_en, &record.id);
        // A document without a number is known by its title: it need not be said twice.
        let numbered = record.number.is_some();
        StandardRef {
            number: self.printed(standard),
            title: numbered.then_some(title.text),
            title_lang: title.lang,
            href: Some(address::standard(&record.id)),
            status: Some(code(self.answer(standard).status.id())),
        }
    }

    /// What a standard's badge is about, and its status.
    pub fn badge_of_standard(&self, standard: usize) -> (String, mulu_core::day::Status) {
        (self.printed(standard), self.answer(standard).status)
    }

    fn standard_refs(&self, standards: &[usize]) -> Vec<StandardRef> {
        standards.iter().map(|index| self.standard_ref(*index)).collect()
    }

    /// A cited number: the edition it dates, or the number alone where the registry has no record of it.
    fn cited_ref(&self, cited: &Number) -> StandardRef {
        match self.registry.target(cited) {
            mulu_core::registry::CitationTarget::Edition(index) => {
                StandardRef { number: cited.printed(), ..self.standard_ref(index) }
            }
            mulu_core::registry::CitationTarget::Family(_) | mulu_core::registry::CitationTarget::Unknown => {
                StandardRef { number: cited.printed(), title: None, title_lang: None, href: None, status: None }
            }
        }
    }

    fn clause_ref(&self, clause: &ClauseRef<'_>) -> parts::ClauseLink {
        let policy = clause.policy;
        let title = self.title(&policy.title, &policy.title_en, &policy.id);
        let id = clause.clause.id.as_ref().map_or("", |id| id.value.as_str());
        parts::ClauseLink {
            href: format!("{}#art-{id}", address::policy(&policy.id)),
            policy: title.text,
            policy_lang: title.lang,
            article: self.article(id),
        }
    }

    fn clause_named(&self, reference: &str) -> Option<parts::ClauseLink> {
        self.registry.clause(reference).map(|clause| self.clause_ref(&clause))
    }

    /// `第四十条` or `Article 40`; `26-2` is the second duty of article 26.
    fn article(&self, id: &str) -> String {
        mulu_core::official::article(id).get(self.lang()).to_owned()
    }

    fn place(&self, jurisdiction: &Option<Spanned<String>>) -> PlaceLink {
        let code = jurisdiction.as_ref().map_or("", |code| code.value.as_str());
        let name = place::full_name(code);
        let name_lang = (self.lang() != Lang::Zh).then(|| Lang::Zh.tag().to_owned());
        PlaceLink { code: code.to_owned(), name, name_lang }
    }

    /// What an agency is called in this language.
    pub fn agency_name(&self, agency: usize) -> String {
        let agency = &self.registry.agencies[agency];
        self.title(&agency.name, &agency.name_en, &agency.id).text
    }

    fn agency_link(&self, id: &str) -> Option<Link> {
        let agency = &self.registry.agencies[self.registry.agency(id)?];
        let name = self.title(&agency.name, &agency.name_en, &agency.id);
        Some(Link { href: address::agency(id), text: name.text, lang: name.lang })
    }

    fn project_link(&self, project: &mulu_core::model::Project) -> Link {
        let name = self.title(&project.name, &project.name_en, &project.id);
        Link { href: address::project(&project.id), text: name.text, lang: name.lang }
    }

    fn class_link(&self, class: &mulu_core::model::Class) -> Option<Link> {
        let id = class.id.as_ref()?;
        let title = self.title(&class.title, &class.title_en, id);
        Some(Link { href: address::class(id), text: title.text, lang: title.lang })
    }

    fn traits(&self, ids: &[Spanned<String>]) -> Vec<String> {
        let traits = &self.registry.config.traits;
        ids.iter()
            .map(|id| traits.get(&id.value).map_or_else(|| id.value.clone(), |about| about.value.clone()))
            .collect()
    }

    fn evidence_kind(&self, id: &str) -> RecordText {
        let kind = self.registry.evidence_kind(id);
        let unknown = || RecordText { text: id.to_owned(), lang: None };
        kind.map_or_else(unknown, |kind| self.title(&kind.title, &kind.title_en, id))
    }

    /// HTML in the page's language, with the Chinese in it marked where that is another.
    fn marked(&self, html: String) -> String {
        if self.lang() == Lang::Zh { html } else { mark_chinese(&html) }
    }

    /// What was found in a file.
    fn found_in(&self, file: FileId) -> &[LocatedFinding] {
        self.found.in_file(file)
    }

    /// The findings in a file, for the page of its record.
    fn findings_in(&self, file: FileId, slice: &PageSlice<'_>) -> parts::Long<parts::FindingView> {
        slice.rows("findings", self.found.in_file(file), |placed| Some(self.finding(placed, false)))
    }

    fn finding(&self, (finding, at): &LocatedFinding, with_record: bool) -> parts::FindingView {
        parts::FindingView {
            rule: finding.rule.to_owned(),
            rule_href: address::rule(finding.rule),
            level: finding.level.id(),
            message: self.words(&finding.message),
            message_lang: None,
            help: Some(self.words(&finding.help)),
            record: with_record.then(|| self.record_link(finding.place.file)).flatten(),
            file: self.registry.path(finding.place.file).to_owned(),
            line: count(at.line),
        }
    }

    /// A link to the page of the record in a file.
    #[expect(clippy::match_wildcard_for_single_variants, reason = "a kind that is declared later has a link, too")]
    fn record_link(&self, file: FileId) -> Option<Link> {
        let (kind, id) = self.registry.record_of(file);
        match kind {
            mulu_core::model::Kind::Standard => {
                let index = self.registry.standards.binary_search_by_key(&file, |standard| standard.file).ok()?;
                Some(Link { href: address::standard(id), text: self.printed(index), lang: None })
            }
            mulu_core::model::Kind::Policy => {
                let policy = &self.registry.policies[self.registry.policy(id)?];
                let title = self.title(&policy.title, &policy.title_en, id);
                Some(Link { href: address::policy(id), text: title.text, lang: title.lang })
            }
            mulu_core::model::Kind::Agency => self.agency_link(id),
            mulu_core::model::Kind::Project => {
                self.registry.project(id).map(|index| self.project_link(&self.registry.projects[index]))
            }
            mulu_core::model::Kind::Resource => {
                let resource = &self.registry.resources[self.registry.resource(id)?];
                resource.is_published().then(|| self.resource_link(resource))
            }
            mulu_core::model::Kind::Taxonomy => Some(Link {
                href: "classes/index.html".to_owned(),
                text: self.translations.word("classes-title"),
                lang: None,
            }),
            mulu_core::model::Kind::Config | mulu_core::model::Kind::Evidence => None,
            kind => self.link_to(kind, self.registry.find(kind, id)?),
        }
    }

    /// The page of the record of a kind with an id; none where the registry has no such record, or it has no page of its own.
    fn page_of(&self, kind: mulu_core::model::Kind, id: &str) -> Option<String> {
        let found = self.registry.find(kind, id)?;
        if kind == mulu_core::model::Kind::Resource && !self.registry.resources[found].is_published() {
            return None;
        }
        address::record(kind, id)
    }

    fn record(&self, file: FileId) -> RecordFile {
        let (kind, id) = self.registry.record_of(file);
        let path = self.registry.path(file);
        // Whose record it is, there it is changed.
        let repository = self.registry.config_at(file).repository_url.as_deref();
        let encoded = address::encode_path(self.registry.path_at_home(file));
        let (history, history_more) = self.history_of(file);
        RecordFile {
            file: path.to_owned(),
            json_file: address::record_json(kind, id).map(|file| address::encode_path(&file)),
            edit_url: repository.map(|url| format!("{url}/edit/HEAD/{encoded}")),
            history_url: repository.map(|url| format!("{url}/commits/HEAD/{encoded}")),
            history,
            history_more,
        }
    }

    /// Until when doing something is in time, or since when it is late. No page counts the days: it would be another every night.
    fn in_time(&self, due: Day) -> String {
        let (message, day) = if due < self.day { ("review-late-since", due.next()) } else { ("review-in-time", due) };
        self.translations.say(message, &[("day", Arg::Text(&day.to_string()))])
    }
}

/// Where facts were read.
fn sources(sources: &[FactSource]) -> Vec<parts::SourceLink> {
    sources.iter().map(source).collect()
}

/// Where a fact was read. Only web addresses are links; anything else is text.
fn source(source: &FactSource) -> parts::SourceLink {
    let url = source.url.as_ref().map(|url| url.value.clone());
    let live = url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    let shown =
        url.as_deref().map(|url| url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned());
    let text = source.title.as_ref().map(|title| title.value.clone()).or(shown).unwrap_or_default();
    parts::SourceLink { text, url: live, checked: iso(&source.checked) }
}
