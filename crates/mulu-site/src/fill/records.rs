//! The records of a kind whose pages are derived: the columns of its sheet, with links to what its keys name.

use std::collections::HashMap;

use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::views::parts::{Link, RecordText};
use crate::views::records::{Fact, RecordPage, RecordRow, RecordValue, RecordsPage};
use mulu_core::address;
use mulu_core::message::Lang;
use mulu_core::model::{Kind, Spanned};
use mulu_core::references::ReferenceTarget;
use mulu_core::registry::CitationTarget;
use mulu_exchange::{self as exchange, Cell, Column};

use super::Fill;

/// How many columns the table of all records has beside the name.
const MOST_COLUMNS: usize = 5;

/// What the names in a record lead to, by key and name.
type LinkTargets = HashMap<(&'static str, String), RecordValue>;

impl Fill<'_> {
    /// All records of a kind, in the order of their files.
    pub fn records(&self, kind: Kind, continuation: Continuation<'_>) -> RecordsPage {
        let (columns, named) = (exchange::SheetKind::Records(kind).columns(), called(kind));
        let required = exchange::SheetKind::Records(kind).required();
        let is_told = |column: &&Column| required.contains(&column.key) && column.key != named;
        let told: Vec<&Column> = columns.iter().filter(is_told).take(MOST_COLUMNS).collect();
        let places: Vec<usize> = (0..self.registry.count(kind)).collect();
        let row = |place: &usize| {
            let facts = self.facts(kind, *place);
            let cell = |column: &&Column| {
                let empty = || Fact { label: self.label(column), items: Vec::new() };
                facts.iter().find(|(key, _)| *key == column.key).map_or_else(empty, |(_, fact)| fact.clone())
            };
            Some(RecordRow { link: self.link_to(kind, *place)?, cells: told.iter().map(cell).collect() })
        };
        RecordsPage {
            title: kind.declaration().plural.get(self.lang()).to_owned(),
            named: columns
                .iter()
                .find(|column| column.key == named)
                .map(|column| self.label(column))
                .unwrap_or_default(),
            headers: told.iter().map(|column| self.label(column)).collect(),
            records: PageSlice::new(index_page(kind), continuation).rows("index", &places, row),
        }
    }

    /// The lists of a record's page.
    pub fn record_lists(&self, kind: Kind, place: usize) -> Vec<ListPages> {
        if kind == Kind::Docket {
            return self.docket_lists(place);
        }
        let file = self.registry.record_at(kind, place).map(mulu_core::references::HasReferences::file);
        file.map(|file| vec![list("findings", self.found_in(file).len())]).unwrap_or_default()
    }

    /// One record of a kind; none where there is no such record.
    pub fn record_page(&self, kind: Kind, place: usize, continuation: Continuation<'_>) -> Option<RecordPage> {
        let record = self.registry.record_at(kind, place)?;
        let slice = PageSlice::new(address::record(kind, record.id())?, continuation);
        let link = self.link_to(kind, place)?;
        let other = match self.lang() {
            Lang::Zh => record.title_en().map(|title| (title, Lang::En)),
            Lang::En => record.title_en().and(record.title()).map(|title| (title, Lang::Zh)),
        };
        let is_title = |key: &str| key == called(kind) || key == "name_en" || key == "title_en" || key == "sample";
        Some(RecordPage {
            title: link.text,
            title_lang: link.lang,
            title_other: other
                .map(|(text, lang)| RecordText { text: text.to_owned(), lang: Some(lang.tag().to_owned()) }),
            all: self.link_to_all(kind),
            sample: record.is_sample(),
            facts: self
                .facts(kind, place)
                .into_iter()
                .filter(|(key, _)| !is_title(key))
                .map(|(_, fact)| fact)
                .collect(),
            findings: self.findings_in(record.file(), &slice),
            record: self.record(record.file()),
        })
    }

    /// A link to a record of a kind.
    pub(super) fn link_to(&self, kind: Kind, place: usize) -> Option<Link> {
        let record = self.registry.record_at(kind, place)?;
        let href = address::record(kind, record.id())?;
        let (text, lang) = match (self.lang(), record.title_en(), record.title()) {
            (Lang::En, Some(english), _) => (english, None),
            (Lang::En, None, Some(title)) => (title, Some(Lang::Zh.tag().to_owned())),
            (Lang::Zh, _, Some(title)) => (title, None),
            (_, _, None) => (record.id(), None),
        };
        Some(Link { href, text: text.to_owned(), lang })
    }

    /// A link to all records of a kind.
    pub(crate) fn link_to_all(&self, kind: Kind) -> Link {
        Link { href: index_page(kind), text: kind.declaration().plural.get(self.lang()).to_owned(), lang: None }
    }

    /// What a record says, key by key; a key that says nothing is left out.
    fn facts(&self, kind: Kind, place: usize) -> Vec<(&'static str, Fact)> {
        let columns = exchange::SheetKind::Records(kind).columns();
        let cells = exchange::record_row(self.registry, kind, place, self.day);
        let named = self.names_in(kind, place);
        let fact = |(column, cell): (&'static Column, &Cell)| {
            let items = self.items(column, cell, &named);
            (!items.is_empty()).then(|| (column.key, Fact { label: self.label(column), items }))
        };
        columns.iter().zip(&cells).filter_map(fact).collect()
    }

    fn items(&self, column: &Column, cell: &Cell, named: &LinkTargets) -> Vec<RecordValue> {
        let item = |text: &String| {
            let plain = || RecordValue { text: text.clone(), lang: None, href: None };
            named.get(&(column.key, text.clone())).cloned().unwrap_or_else(plain)
        };
        match cell {
            Cell::Empty | Cell::Flag(false) => Vec::new(),
            Cell::List(items) => items.iter().map(item).collect(),
            Cell::Text(text) if named.contains_key(&(column.key, text.clone())) => vec![item(text)],
            Cell::Rows(_) => {
                let lines = cell.shown(column.form, self.lang());
                lines.lines().map(|line| RecordValue { text: line.to_owned(), lang: None, href: None }).collect()
            }
            cell => {
                // Words of closed lists, yes and no are shown in the page's language.
                let is_own = matches!(column.form, exchange::CellForm::Word(_) | exchange::CellForm::Flag);
                let lang = is_own.then(|| self.page_lang());
                vec![RecordValue { text: cell.shown(column.form, self.lang()).into_owned(), lang, href: None }]
            }
        }
    }

    fn page_lang(&self) -> String {
        self.lang().tag().to_owned()
    }

    /// What the names in a record lead to.
    fn names_in(&self, kind: Kind, place: usize) -> LinkTargets {
        let mut named = LinkTargets::new();
        let Some(record) = self.registry.record_at(kind, place) else { return named };
        record.each_reference(&mut |reference| {
            let own = reference.edge.keys().iter().find_map(|key| key.strip_prefix(kind.id())?.strip_prefix('.'));
            if let Some((key, (name, item))) = own.zip(self.leads_to(reference.to)) {
                // What stands for a name is in the page's language, unless it says otherwise.
                let lang = item.lang.or_else(|| Some(self.page_lang()));
                named.insert((key, name), RecordValue { lang, ..item });
            }
        });
        named
    }

    /// The name as the record has it, and what is shown in its place.
    fn leads_to(&self, to: ReferenceTarget<'_>) -> Option<(String, RecordValue)> {
        let item = |link: Link| RecordValue { text: link.text, lang: link.lang, href: Some(link.href) };
        Some(match to {
            ReferenceTarget::Standard(cited) => {
                let CitationTarget::Edition(edition) = self.registry.target(&cited.number) else { return None };
                let href = address::standard(&self.registry.standards[edition].id);
                (
                    cited.number.canonical().to_owned(),
                    RecordValue { text: cited.number.printed(), lang: None, href: Some(href) },
                )
            }
            ReferenceTarget::Agency(id) | ReferenceTarget::Issuer(id) => (id.to_owned(), item(self.agency_link(id)?)),
            ReferenceTarget::Clause(name) => {
                let clause = self.clause_named(name)?;
                let text = format!("{} {}", clause.policy, clause.article);
                (name.to_owned(), RecordValue { text, lang: clause.policy_lang, href: Some(clause.href) })
            }
            ReferenceTarget::Class(id) => (id.to_owned(), item(self.class_link(self.registry.class(id)?)?)),
            ReferenceTarget::Rule(id) => {
                (id.to_owned(), RecordValue { text: id.to_owned(), lang: None, href: Some(address::rule(id)) })
            }
            ReferenceTarget::EvidenceKind(id) => {
                let kind = self.evidence_kind(id);
                (id.to_owned(), RecordValue { text: kind.text, lang: kind.lang, href: None })
            }
            ReferenceTarget::Region(code) => {
                let code = Spanned { value: code.to_owned(), span: mulu_core::model::Span::default() };
                let place = self.place(&Some(code.clone()));
                (code.value, RecordValue { text: place.name, lang: place.name_lang, href: None })
            }
            ReferenceTarget::Project(id) => {
                let project = &self.registry.projects[self.registry.project(id)?];
                (id.to_owned(), item(self.project_link(project)))
            }
            ReferenceTarget::Resource(id) => {
                let resource = &self.registry.resources[self.registry.resource(id)?];
                (id.to_owned(), item(self.resource_link(resource)))
            }
            ReferenceTarget::Organ(_)
            | ReferenceTarget::Duty(_)
            | ReferenceTarget::Topic(_)
            | ReferenceTarget::Trait(_)
            | ReferenceTarget::Role(_) => return None,
        })
    }

    /// What a key is called.
    fn label(&self, column: &Column) -> String {
        match self.lang() {
            Lang::Zh => column.zh.to_owned(),
            Lang::En => column.key.replace('_', " "),
        }
    }
}

/// The key that a record is called by.
fn called(kind: Kind) -> &'static str {
    kind.declaration().identity.first().copied().unwrap_or("id")
}

/// The page of all records of a kind.
fn index_page(kind: Kind) -> String {
    format!("{}/index.html", kind.folder().unwrap_or(kind.id()))
}
