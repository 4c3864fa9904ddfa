//! What a search can find: the registry as the index takes it in.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::input_hasher::InputHasher;
use crate::search::{
    self, ChangedEntry, DocumentEntry, IndexSettings, Layout, PreviousIndex, SearchDocument, SearchField, SearchIndex,
};
use mulu_core::address;
use mulu_core::check::{self, Rule};
use mulu_core::day::Status;
use mulu_core::model::{FileId, Kind, Spanned};
use mulu_core::number::Number;
use mulu_core::output::InputKey;
use mulu_core::registry::Registry;
use mulu_exchange as exchange;

use super::{Fill, anchor};

/// The longest excerpt of a clause, in characters.
const EXCERPT: usize = 400;

/// One thing that can be found. Indexes count in the registry's lists.
#[derive(Clone, Debug, Hash)]
enum Subject {
    Standard(usize),
    Policy(usize),
    /// A policy, and the place of the clause in it.
    Clause(usize, usize),
    Agency(usize),
    Project(usize),
    Resource(usize),
    /// A record of a kind whose pages are derived.
    Record(Kind, usize),
    Class(usize),
    /// A class, and the place of the topic in it.
    Topic(usize, usize),
    Rule(&'static Rule),
    /// The place of a language among the site's, and a page of the handbook in it.
    Guide(usize, String),
}

impl Subject {
    /// The file of the record that it is, or is a part of; none where that is not one of many.
    fn file(&self, registry: &Registry) -> Option<FileId> {
        Some(match self {
            Subject::Standard(at) => registry.standards.get(*at)?.file,
            Subject::Policy(at) | Subject::Clause(at, _) => registry.policies.get(*at)?.file,
            Subject::Agency(at) => registry.agencies.get(*at)?.file,
            Subject::Project(at) => registry.projects.get(*at)?.file,
            Subject::Resource(at) => registry.resources.get(*at)?.file,
            Subject::Record(kind, at) => registry.record_at(*kind, *at)?.file(),
            Subject::Class(_) | Subject::Topic(..) | Subject::Rule(_) | Subject::Guide(..) => return None,
        })
    }
}

/// Everything that can be found but the standards; `fills` are of the site's languages, in order.
fn others<'f, 'a: 'f>(fills: impl Iterator<Item = &'f Fill<'a>>, registry: &Registry) -> Vec<Subject> {
    let mut all: Vec<Subject> = (0..registry.policies.len()).map(Subject::Policy).collect();
    for (at, policy) in registry.policies.iter().enumerate() {
        all.extend((0..policy.clauses.len()).map(|clause| Subject::Clause(at, clause)));
    }
    all.extend((0..registry.agencies.len()).map(Subject::Agency));
    all.extend((0..registry.projects.len()).map(Subject::Project));
    let shown = registry.resources.iter().enumerate().filter(|(_, resource)| resource.is_published());
    all.extend(shown.map(|(at, _)| Subject::Resource(at)));
    for kind in Kind::with_derived_pages() {
        all.extend((0..registry.count(kind)).map(|at| Subject::Record(kind, at)));
    }
    for (at, class) in registry.classes.iter().enumerate().filter(|(_, class)| class.id.is_some()) {
        all.push(Subject::Class(at));
        all.extend((0..class.topics.len()).map(|topic| Subject::Topic(at, topic)));
    }
    all.extend(check::rules().map(Subject::Rule));
    for (lang, fill) in fills.enumerate() {
        all.extend(fill.guide_names().into_iter().map(|name| Subject::Guide(lang, name.to_owned())));
    }
    all
}

/// What the documents of a site are made of.
pub struct Documents<'a> {
    /// Of the language at the root.
    main: &'a Fill<'a>,
    /// Of the others, in order.
    translations: Vec<&'a Fill<'a>>,
    others: Vec<Subject>,
    topics: Topics<'a>,
}

impl<'a> Documents<'a> {
    /// Of the language at the root and of the others, in order.
    pub fn of(main: &'a Fill<'a>, translations: Vec<&'a Fill<'a>>) -> Self {
        let others = others(std::iter::once(main).chain(translations.iter().copied()), main.registry);
        Documents { main, translations, others, topics: main.topics() }
    }

    /// How their index is laid out.
    pub fn layout(&self) -> Layout {
        let standards = self.main.registry.standards.len();
        Layout::of(standards + self.others.len(), standards)
    }

    /// Their index.
    pub fn index(&self) -> SearchIndex {
        let facets = self.main.answers.members().facets();
        let settings = IndexSettings { languages: &self.languages(), synonyms: &self.main.theme.synonyms };
        SearchIndex::of(self.layout(), settings, facets, |number| self.document(number))
    }

    /// Their index, from what an earlier build left of one of as many, where that can be; `changed` are those that are not what they
    /// were then, ascending.
    pub fn patched(&self, left: &PreviousIndex, changed: &[usize]) -> Option<SearchIndex> {
        let facets = self.main.answers.members().facets();
        let settings = IndexSettings { languages: &self.languages(), synonyms: &self.main.theme.synonyms };
        left.patched(self.layout(), settings, facets, changed, |number| self.document(number))
    }

    /// Their index, from that of as many in the same order of which some changed: each with what it was entered as, where that may be
    /// another now.
    pub fn with_changed(&self, before: SearchIndex, changed: BTreeMap<usize, Option<DocumentEntry>>) -> SearchIndex {
        let facets = self.main.answers.members().facets();
        let settings = IndexSettings { languages: &self.languages(), synonyms: &self.main.theme.synonyms };
        let changed = changed.into_iter().map(|(number, before)| (number, before, self.entry(number)));
        before.with_changed(self.layout(), settings, facets, &changed.collect::<Vec<ChangedEntry>>())
    }

    /// What a document is entered as.
    pub fn entry(&self, number: usize) -> DocumentEntry {
        DocumentEntry::of(number, self.main.registry.standards.len(), |number| self.document(number))
    }

    /// The numbers of the documents that tell of the records in some files, ascending.
    pub fn numbers_in(&self, files: &BTreeSet<FileId>) -> Vec<usize> {
        let registry = self.main.registry;
        let order = self.main.answers.members().in_order();
        let standards = (0..order.len()).filter(|number| files.contains(&registry.standards[order[*number]].file));
        let others = (order.len()..).zip(&self.others);
        let others = others.filter(|(_, subject)| subject.file(registry).is_some_and(|file| files.contains(&file)));
        standards.chain(others.map(|(number, _)| number)).collect()
    }

    /// The sum of which documents there are, in their order.
    pub fn order_sum(&self) -> InputKey {
        let mut sum = InputHasher::default();
        sum.add_value(&self.main.answers.members().in_order());
        sum.add_value(&self.others);
        sum.key()
    }

    /// The script of a file of rows.
    pub fn rows(&self, n: usize) -> String {
        search::rows(self.layout(), n, |number| self.document(number))
    }

    /// Adds what a document is made from, beside what any page is, to a sum; `standards` are the sums of these.
    pub fn add_to(&self, sum: &mut InputHasher, number: usize, standards: &[InputKey]) {
        let subject = self.subject(number);
        sum.add_value(&subject);
        let registry = self.main.registry;
        match *subject {
            Subject::Standard(at) => sum.add(&standards[at]),
            Subject::Agency(at) => sum.add_file(registry, registry.agencies[at].file),
            Subject::Project(at) => {
                let project = &registry.projects[at];
                sum.add_file(registry, project.file);
                if let Some(agency) = project.agency.as_ref().and_then(|id| registry.agency(id)) {
                    sum.add_file(registry, registry.agencies[agency].file);
                }
            }
            Subject::Resource(at) => {
                let resource = &registry.resources[at];
                sum.add_file(registry, resource.file);
                if let Some(agency) = resource.provider.as_ref().and_then(|id| registry.agency(id)) {
                    sum.add_file(registry, registry.agencies[agency].file);
                }
            }
            Subject::Record(kind, at) => {
                registry.record_at(kind, at).into_iter().for_each(|record| sum.add_file(registry, record.file()));
            }
            // These are in files that any page may show, in the program, or in the theme.
            Subject::Policy(_)
            | Subject::Clause(..)
            | Subject::Class(_)
            | Subject::Topic(..)
            | Subject::Rule(_)
            | Subject::Guide(..) => {}
        }
    }

    /// The standards come first, in the order of a catalogue.
    fn subject(&self, number: usize) -> Cow<'_, Subject> {
        let standards = self.main.answers.members().in_order();
        match number.checked_sub(standards.len()) {
            None => Cow::Owned(Subject::Standard(standards[number])),
            Some(other) => Cow::Borrowed(&self.others[other]),
        }
    }

    /// One document, with its titles in all languages.
    fn document(&self, number: usize) -> SearchDocument<'a> {
        let subject = self.subject(number);
        let mut document = self.main.found(&subject, &self.topics);
        for fill in &self.translations {
            let title = fill.heading(&subject);
            document.titles.push(if title == document.titles[0] { String::new() } else { title });
            if let Subject::Clause(policy, place) = *subject {
                let clause = &fill.registry.policies[policy].clauses[place];
                document.texts.push((SearchField::Head, fill.article(clause_id(clause)).into()));
            }
        }
        document
    }

    fn languages(&self) -> Vec<&'static str> {
        std::iter::once(&self.main).chain(&self.translations).map(|fill| fill.lang().tag()).collect()
    }
}

/// The titles of each topic in all languages it has, by its id.
type Topics<'a> = HashMap<&'a str, Vec<&'a str>>;

impl<'a> Fill<'a> {
    /// A document with its title in this language.
    fn found(&self, subject: &Subject, topics: &Topics<'a>) -> SearchDocument<'a> {
        let registry = self.registry;
        let blank = |mark, href| SearchDocument {
            mark,
            number: String::new(),
            href,
            titles: vec![self.heading(subject)],
            dates: [None, None],
            excerpt: String::new(),
            serial: String::new(),
            code: String::new(),
            codes: Vec::new(),
            texts: Vec::new(),
        };
        let found = match subject {
            Subject::Standard(at) => self.found_standard(*at, topics, blank),
            Subject::Policy(at) => {
                let policy = &registry.policies[*at];
                let mut texts = heads([&policy.title, &policy.title_en, &policy.number]);
                texts.extend(policy.issuer.as_ref().map(|issuer| words(issuer)));
                texts.push((SearchField::Body, registry.written(policy.file, policy.body)));
                let number = policy.number.as_ref().map_or_else(String::new, |number| number.value.clone());
                SearchDocument { number, texts, ..blank('P', address::policy(&policy.id)) }
            }
            Subject::Clause(at, place) => {
                let policy = &registry.policies[*at];
                let clause = &policy.clauses[*place];
                let text = clause.text.as_ref().map_or("", |text| text.value.as_str());
                let mut texts =
                    vec![(SearchField::Head, self.article(clause_id(clause)).into()), (SearchField::Body, text.into())];
                texts.extend(policy.title.as_ref().map(|title| words(title)));
                texts.extend(policy.title_en.as_ref().map(|title| words(title)));
                texts.extend(clause.mandates.iter().map(|cited| words(cited.number.canonical())));
                let anchor = anchor(clause.id.as_ref(), *place);
                let excerpt = text.chars().take(EXCERPT).collect();
                SearchDocument { excerpt, texts, ..blank('C', format!("{}#art-{anchor}", address::policy(&policy.id))) }
            }
            Subject::Agency(at) => {
                let agency = &registry.agencies[*at];
                let mut texts = heads([&agency.name, &agency.name_en]);
                texts.extend(agency.uscc.as_ref().map(|code| words(code)));
                SearchDocument { texts, ..blank('A', address::agency(&agency.id)) }
            }
            Subject::Project(at) => {
                let project = &registry.projects[*at];
                let mut texts = heads([&project.name, &project.name_en]);
                texts.extend(project.traits.iter().filter_map(|id| self.trait_words(id)));
                let agency = project.agency.as_ref().and_then(|id| registry.agency(id));
                texts.extend(agency.map(|at| words(registry.agencies[at].display_name())));
                SearchDocument { texts, ..blank('J', address::project(&project.id)) }
            }
            Subject::Resource(at) => {
                let resource = &registry.resources[*at];
                let mut texts = heads([&resource.name, &resource.name_en]);
                texts.extend(resource.code.as_ref().map(|code| words(code)));
                texts.extend(resource.items.iter().filter_map(|item| item.name.as_ref()).map(|name| words(name)));
                let agency = resource.provider.as_ref().and_then(|id| registry.agency(id));
                texts.extend(agency.map(|at| words(registry.agencies[at].display_name())));
                SearchDocument { texts, ..blank('I', address::resource(&resource.id)) }
            }
            Subject::Record(kind, at) => {
                let link = self.link_to(*kind, *at);
                let cells = exchange::record_row(registry, *kind, *at, self.day);
                let columns = exchange::SheetKind::Records(*kind).columns();
                let said =
                    columns.iter().zip(&cells).map(|(column, cell)| cell.shown(column.form, self.lang()).into_owned());
                let texts =
                    said.filter(|text| !text.is_empty()).map(|text| (SearchField::Message, text.into())).collect();
                SearchDocument { texts, ..blank('X', link.map_or_else(String::new, |link| link.href)) }
            }
            Subject::Class(at) => {
                let class = &registry.classes[*at];
                let id = class.id.as_ref().map_or("", |id| id.value.as_str());
                SearchDocument { texts: heads([&class.title, &class.title_en]), ..blank('K', address::class(id)) }
            }
            Subject::Topic(at, place) => {
                let class = &registry.classes[*at];
                let topic = &class.topics[*place];
                let mut texts = heads([&topic.title, &topic.title_en]);
                texts.extend([&class.title, &class.title_en].into_iter().flatten().map(|title| words(title)));
                let page = address::class(class.id.as_ref().map_or("", |id| id.value.as_str()));
                let href = format!("{page}#topic-{}", anchor(topic.id.as_ref(), *place));
                SearchDocument { texts, ..blank('T', href) }
            }
            Subject::Rule(rule) => {
                let document = check::RuleDocument::parse(rule.document);
                let texts = vec![
                    (SearchField::Head, rule.id.into()),
                    (SearchField::Head, rule.summary.zh.into()),
                    (SearchField::Head, rule.summary.en.into()),
                    (SearchField::Body, document.zh.into()),
                    (SearchField::Body, document.en.into()),
                ];
                SearchDocument { number: rule.id.to_owned(), texts, ..blank('R', address::rule(rule.id)) }
            }
            Subject::Guide(lang, name) => self.found_guide(*lang, name, blank),
        };
        self.with_origin(subject, found)
    }

    /// A record of an upstream is found by that one's name, too, and says it.
    fn with_origin(&self, subject: &Subject, mut found: SearchDocument<'a>) -> SearchDocument<'a> {
        let registry = self.registry;
        let file = match subject {
            Subject::Standard(at) => registry.standards[*at].file,
            Subject::Policy(at) | Subject::Clause(at, _) => registry.policies[*at].file,
            Subject::Agency(at) => registry.agencies[*at].file,
            _ => return found,
        };
        let Some(upstream) = registry.upstream_of(file) else { return found };
        let title = &upstream.registry.config.title;
        found.texts.push((SearchField::Message, upstream.id.as_str().into()));
        found.texts.push((SearchField::Message, title.as_str().into()));
        if found.excerpt.is_empty() {
            found.excerpt = format!("{} · {title}", upstream.id);
        }
        found
    }

    fn found_standard(
        &self,
        at: usize,
        topics: &Topics<'a>,
        blank: impl Fn(char, String) -> SearchDocument<'a>,
    ) -> SearchDocument<'a> {
        let record = &self.registry.standards[at];
        let mark = match self.answer(at).status {
            Status::Current => 'c',
            Status::Upcoming => 'u',
            Status::Draft => 'd',
            Status::Replaced => 'r',
            Status::Withdrawn => 'w',
        };
        let number = record.number.as_ref().map(|cited| &cited.number);
        let mut texts = heads([&record.title, &record.title_en]);
        texts.extend(number.into_iter().flat_map(spellings).map(|spelling| (SearchField::Head, spelling.into())));
        texts.extend(record.keywords.iter().map(|keyword| words(keyword)));
        // A local standard is looked for by its region: 山东的政务云标准.
        let region = record.number.as_ref().and_then(|cited| cited.number.region());
        texts.extend(region.map(|region| words(region.name)));
        texts.extend(record.topics.iter().filter_map(|id| topics.get(id.as_str())).flatten().map(|title| words(title)));
        let traits = record.catalogue.iter().flat_map(|entry| &entry.applies_to);
        texts.extend(traits.filter_map(|id| self.trait_words(id)));
        let others = record.replaces.iter().chain(&record.partly_replaces);
        let adopted = record.adopts.iter().filter_map(|adopts| adopts.number.as_ref());
        texts.extend(others.chain(adopted).map(|cited| words(cited.number.canonical())));
        texts.extend(record.issuer.as_ref().map(|issuer| (SearchField::Body, issuer.value.as_str().into())));
        texts.push((SearchField::Body, self.registry.written(record.file, record.body)));
        let serial = number.and_then(Number::serial).filter(|serial| serial.bytes().all(|b| b.is_ascii_digit()));
        let review = self.answer(at).review.as_ref().ok().map(|review| review.due.to_string());
        SearchDocument {
            number: number.map_or_else(String::new, Number::printed),
            dates: [record.effective.as_ref().map(|date| date.value.to_string()), review],
            code: serial
                .and_then(|serial| number?.canonical().split_once(&format!(" {serial}")))
                .map_or_else(String::new, |(code, _)| plain(code)),
            codes: record.ics.iter().chain(&record.ccs).map(|code| code.value.to_lowercase()).collect(),
            serial: serial.unwrap_or_default().to_owned(),
            texts,
            ..blank(mark, address::standard(&record.id))
        }
    }

    /// A page of the handbook in one language, which is found in that language only.
    fn found_guide(
        &self,
        lang: usize,
        name: &str,
        blank: impl Fn(char, String) -> SearchDocument<'a>,
    ) -> SearchDocument<'a> {
        let languages = &self.registry.config.languages;
        let tag = languages.get(lang).map_or("", |lang| lang.tag());
        let text = self.theme.pages.get(&format!("{name}.{tag}.md")).map_or("", String::as_str);
        let (title, body) = text.split_once('\n').unwrap_or((text, ""));
        let title = title.trim_start_matches('#').trim();
        let mark = char::from_digit(u32::try_from(lang).unwrap_or(0), 10).unwrap_or('0');
        SearchDocument {
            titles: vec![title.to_owned()],
            texts: vec![(SearchField::Head, title.into()), (SearchField::Body, body.into())],
            ..blank(mark, format!("guide/{name}.html"))
        }
    }

    /// What a document is called in this language.
    fn heading(&self, subject: &Subject) -> String {
        let registry = self.registry;
        match subject {
            Subject::Standard(at) => {
                let record = &registry.standards[*at];
                self.title(&record.title, &record.title_en, &record.id).text
            }
            Subject::Policy(at) => {
                let policy = &registry.policies[*at];
                self.title(&policy.title, &policy.title_en, &policy.id).text
            }
            Subject::Clause(at, place) => {
                let policy = &registry.policies[*at];
                let title = self.title(&policy.title, &policy.title_en, &policy.id).text;
                format!("《{title}》{}", self.article(clause_id(&policy.clauses[*place])))
            }
            Subject::Agency(at) => {
                let agency = &registry.agencies[*at];
                self.title(&agency.name, &agency.name_en, &agency.id).text
            }
            Subject::Project(at) => {
                let project = &registry.projects[*at];
                self.title(&project.name, &project.name_en, &project.id).text
            }
            Subject::Resource(at) => {
                let resource = &registry.resources[*at];
                self.title(&resource.name, &resource.name_en, &resource.id).text
            }
            Subject::Record(kind, at) => self.link_to(*kind, *at).map_or_else(String::new, |link| link.text),
            Subject::Class(at) => {
                let class = &registry.classes[*at];
                self.title(&class.title, &class.title_en, class.id.as_ref().map_or("", |id| &id.value)).text
            }
            Subject::Topic(at, place) => {
                let topic = &registry.classes[*at].topics[*place];
                self.title(&topic.title, &topic.title_en, topic.id.as_ref().map_or("", |id| &id.value)).text
            }
            Subject::Rule(rule) => rule.summary.get(self.lang()).to_owned(),
            Subject::Guide(..) => String::new(),
        }
    }

    fn trait_words(&self, id: &'a Spanned<String>) -> Option<(SearchField, Cow<'a, str>)> {
        self.registry.config.traits.get(&id.value).map(|about| words(&about.value))
    }

    fn topics(&self) -> Topics<'a> {
        let mut topics = Topics::new();
        for topic in self.registry.classes.iter().flat_map(|class| &class.topics) {
            let titles = [&topic.title, &topic.title_en].into_iter().flatten().map(|title| title.value.as_str());
            if let Some(id) = &topic.id {
                topics.entry(id.value.as_str()).or_default().extend(titles);
            }
        }
        topics
    }
}

fn clause_id(clause: &mulu_core::model::Clause) -> &str {
    clause.id.as_ref().map_or("", |id| id.value.as_str())
}

/// Texts of a document's head.
fn heads<'a>(texts: impl IntoIterator<Item = &'a Option<Spanned<String>>>) -> Vec<(SearchField, Cow<'a, str>)> {
    texts.into_iter().flatten().map(|text| (SearchField::Head, text.value.as_str().into())).collect()
}

fn words(text: &str) -> (SearchField, Cow<'_, str>) {
    (SearchField::Message, text.into())
}

/// The letters and digits of a code, in lower case.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// A number as it is written, and the letters before its digits without what parts them: `isoiec`, as people type it.
fn spellings(number: &Number) -> Vec<String> {
    let canonical = number.canonical();
    let code = canonical.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    vec![canonical.to_owned(), plain(code)]
}
