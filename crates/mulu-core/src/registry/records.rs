//! The records of a registry, whatever their kind.
//!
//! The only place that says where the records of each kind are kept: what goes through all kinds, or is handed a kind and an id,
//! asks here. The lists themselves are declared in `registry/mod.rs`, each with its kind.

use crate::model::{Agency, Docket, FileId, Kind, Policy, Project, Resource, Span, Spanned, Standard};
use crate::references::HasReferences;

use super::Registry;
use super::links::cited;

/// A record with an id and a file of its own.
pub trait Record: HasReferences {
    /// Its kind.
    fn kind(&self) -> Kind;

    /// Its id.
    fn id(&self) -> &str;

    /// What it is called: its title or its name.
    fn title(&self) -> Option<&str>;

    /// Where that stands.
    fn title_span(&self) -> Option<Span>;

    /// What it is called in English.
    fn title_en(&self) -> Option<&str>;

    /// Whether it is an example.
    fn is_sample(&self) -> bool;

    /// The ids that it had, the oldest first.
    fn formerly(&self) -> &[Spanned<String>];

    /// The first id that it had: what feeds and calendars know it by, whatever it is called today.
    fn first_id(&self) -> &str {
        self.formerly().first().map_or(self.id(), |id| &id.value)
    }
}

/// Declares the lists of records: the type, which is also called as its kind is, the list, the question for one by its id, the
/// keys of its name in both languages, and, beside the numbers that it cites, what links are made of.
macro_rules! lists {
    ($($type:ident in $list:ident, $by_id:ident, called $title:ident $title_en:ident, linked by $linked:expr;)+) => {
        $(
            impl Record for $type {
                fn kind(&self) -> Kind {
                    Kind::$type
                }

                fn id(&self) -> &str {
                    &self.id
                }

                fn title(&self) -> Option<&str> {
                    text(self.$title.as_ref())
                }

                fn title_span(&self) -> Option<crate::model::Span> {
                    self.$title.as_ref().map(|title| title.span)
                }

                fn title_en(&self) -> Option<&str> {
                    text(self.$title_en.as_ref())
                }

                fn is_sample(&self) -> bool {
                    self.sample
                }

                fn formerly(&self) -> &[crate::model::Spanned<String>] {
                    &self.formerly
                }
            }
        )+

        impl Registry {
            $(
                #[doc = concat!("The record with an id, by its place in [`Registry::", stringify!($list), "`].")]
                #[must_use]
                pub fn $by_id(&self, id: &str) -> Option<usize> {
                    self.find(Kind::$type, id)
                }
            )+

            /// The records of a kind, in the order of their files; nothing for a kind that has no list.
            pub fn records(&self, kind: Kind) -> impl Iterator<Item = &dyn Record> {
                match kind {
                    $(Kind::$type => each(&self.$list),)+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => each::<Standard>(&[]),
                }
            }

            /// How many records of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    $(Kind::$type => self.$list.len(),)+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => 0,
                }
            }

            /// The record of a kind at a place of its list.
            #[must_use]
            pub fn record_at(&self, kind: Kind, place: usize) -> Option<&dyn Record> {
                match kind {
                    $(Kind::$type => self.$list.get(place).map(|record| record as &dyn Record),)+
                    Kind::Config | Kind::Taxonomy | Kind::Evidence => None,
                }
            }

            /// Whether a record was read from a file: one whose text is broken may hold none.
            #[must_use]
            pub fn holds_record(&self, file: FileId) -> bool {
                match kind_of(self.path_at_home(file)) {
                    $(Some(Kind::$type) => self.$list.binary_search_by_key(&file, crate::references::HasReferences::file).is_ok(),)+
                    Some(Kind::Config | Kind::Taxonomy | Kind::Evidence) | None => false,
                }
            }

            /// Hands over every list of records, one after the other.
            pub(in crate::registry) fn each_list<'r>(&'r self, each: &mut impl ListVisitor<'r>) {
                $(each.list(&self.$list);)+
            }

            /// Makes room for so many more records of each kind: a record is large, and there may be a hundred thousand; a list
            /// that grew would copy them all again and again.
            pub(super) fn reserve(&mut self, count: impl Fn(Kind) -> usize) {
                $(self.$list.reserve_exact(count(Kind::$type));)+
            }

            /// Puts what a file says in the place of what it said before; `open`: there are open mandates, which look at more of a
            /// standard than its number. Whether links may differ.
            pub(super) fn put(&mut self, file: FileId, said: ParsedFile, open: bool) -> bool {
                match said {
                    // No link comes from what there is one of.
                    ParsedFile::Config(config) => self.config = *config,
                    ParsedFile::Taxonomy(classes) => self.classes = *classes,
                    ParsedFile::Evidence(kinds) => self.evidence_kinds = *kinds,
                    $(ParsedFile::$type(record) => {
                        return put(&mut self.$list, *record, |record| $linked(record, open));
                    })+
                    ParsedFile::Nothing => return self.forget(file),
                }
                false
            }

            /// Takes out what a file said. Whether there was anything.
            fn forget(&mut self, file: FileId) -> bool {
                match kind_of(self.path(file)) {
                    $(Some(Kind::$type) => forget(&mut self.$list, file),)+
                    Some(Kind::Config | Kind::Taxonomy | Kind::Evidence) | None => true,
                }
            }
        }
    };
}
pub(super) use lists;

/// What is done with each list of records.
pub(super) trait ListVisitor<'r> {
    /// One list.
    fn list<T: Record>(&mut self, list: &'r [T]);
}

pub(super) fn text(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|value| value.value.as_str())
}

pub(super) fn each<T: Record>(list: &[T]) -> Box<dyn Iterator<Item = &dyn Record> + '_> {
    Box::new(list.iter().map(|record| record as &dyn Record))
}

/// Puts a record into its place in a list that is in the order of files. Whether links may differ: two states of one record that
/// have the same id and cite the same numbers, and in which what else links are made of is the same, have the same links.
pub(super) fn put<T: Record>(
    list: &mut Vec<T>,
    record: T,
    linked: impl for<'r> Fn(&'r T) -> Vec<Vec<&'r str>>,
) -> bool {
    match list.binary_search_by_key(&record.file(), HasReferences::file) {
        Ok(place) => {
            let formerly = |record: &T| record.formerly().iter().map(|id| id.value.clone()).collect::<Vec<_>>();
            let links = |record: &T| {
                let is_called_so = record.id() == list[place].id() && formerly(record) == formerly(&list[place]);
                (is_called_so, cited(record) == cited(&list[place]))
            };
            let differ = links(&record) != (true, true) || linked(&list[place]) != linked(&record);
            list[place] = record;
            differ
        }
        Err(place) => {
            list.insert(place, record);
            true
        }
    }
}

pub(super) fn forget<T: Record>(list: &mut Vec<T>, file: FileId) -> bool {
    match list.binary_search_by_key(&file, HasReferences::file) {
        Ok(place) => {
            list.remove(place);
            true
        }
        Err(_) => false,
    }
}

/// Of an agency who took over from it.
pub(super) fn of_agency(agency: &Agency, _: bool) -> Vec<Vec<&str>> {
    vec![agency.succeeded_by.iter().map(|id| id.value.as_str()).collect()]
}

/// Of a project whose it is.
pub(super) fn of_project(project: &Project, _: bool) -> Vec<Vec<&str>> {
    vec![text(project.agency.as_ref()).into_iter().collect()]
}

/// Of a docket the projects that its cases are about, case by case.
pub(super) fn of_docket(docket: &Docket, _: bool) -> Vec<Vec<&str>> {
    docket.cases.iter().map(|case| text(case.project.as_ref()).into_iter().collect()).collect()
}

/// Of a standard its number, its title where it is known by that, and its topics; where there are open mandates what they look at,
/// too: to link all records anew for a word in a title would take longer than all else that an edit asks for.
pub(super) fn of_standard(standard: &Standard, open: bool) -> Vec<Vec<&str>> {
    let number = standard.number.as_ref().map(|cited| cited.number.canonical());
    let title = text(standard.title.as_ref()).filter(|_| open || number.is_none());
    let form = standard.form.as_ref().map(|form| form.value.id()).filter(|_| open);
    let issuer = text(standard.issuer.as_ref()).filter(|_| open);
    let texts = [number, title, form, issuer].map(|one| one.into_iter().collect());
    let looked_at: [&[_]; 2] = if open { [&standard.classes, &standard.keywords] } else { [&[], &[]] };
    let lists = [standard.topics.as_slice()].into_iter().chain(looked_at);
    texts.into_iter().chain(lists.map(|list| list.iter().map(|value| value.value.as_str()).collect())).collect()
}

/// Of a policy its region, and its open mandates, clause by clause.
pub(super) fn of_policy(policy: &Policy, _: bool) -> Vec<Vec<&str>> {
    let open = policy.clauses.iter().map(|clause| text(clause.mandates_where.as_ref()));
    let region = text(policy.jurisdiction.as_ref());
    std::iter::once(region).chain(open).map(|one| one.into_iter().collect()).collect()
}

/// Of a resource whose it is, and which project it came from.
pub(super) fn of_resource(resource: &Resource, _: bool) -> Vec<Vec<&str>> {
    let texts = [text(resource.provider.as_ref()), text(resource.project.as_ref())];
    texts.into_iter().map(|one| one.into_iter().collect()).collect()
}

impl Registry {
    /// The place of a record in the list of its kind, by its id; none for a kind that has no list.
    #[must_use]
    pub fn find(&self, kind: Kind, id: &str) -> Option<usize> {
        self.links.ids.get(kind as usize)?.get(id).copied()
    }

    /// The record of a kind with an id.
    #[must_use]
    pub fn record(&self, kind: Kind, id: &str) -> Option<&dyn Record> {
        self.record_at(kind, self.find(kind, id)?)
    }

    /// The ids that a record had and that lead to it still: not those that another has now, nor its own.
    pub fn former_ids(&self, kind: Kind, place: usize) -> impl Iterator<Item = &str> {
        let record = self.record_at(kind, place);
        let ids = record.map_or(&[][..], |record| record.formerly()).iter().map(|id| id.value.as_str());
        let own = record.map_or("", |record| record.id());
        ids.filter(move |id| *id != own && self.find(kind, id) == Some(place))
    }

    /// The first id that the record in a file had.
    #[must_use]
    pub fn first_id_of(&self, file: FileId) -> &str {
        let (kind, id) = self.record_of(file);
        self.record(kind, id).map_or(id, |record| record.first_id())
    }

    /// A reference to a clause, to a duty of one or to a standard as it was first written: by the first id of the policy, by the first
    /// number of the standard. Another text as it is.
    #[must_use]
    pub fn as_first_called(&self, reference: &str) -> String {
        if let Some((policy, rest)) = reference.split_once('#') {
            let first = self.record(Kind::Policy, policy).map_or(policy, |record| record.first_id());
            return format!("{first}#{rest}");
        }
        let standard = self.standard_of(&self.number(reference)).and_then(|place| self.standards.get(place));
        standard
            .and_then(|standard| standard.earlier_numbers().into_iter().next())
            .unwrap_or_else(|| reference.to_owned())
    }

    /// The kind of the record with an id, where several have it the first by the order of kinds.
    #[must_use]
    pub fn kind_with(&self, id: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| self.find(*kind, id).is_some())
    }

    /// The jurisdiction of a record: the one that it names, else that of the agency whose it is; none where it has neither.
    #[must_use]
    pub fn jurisdiction_of_record<'r>(&'r self, record: &'r dyn Record) -> Option<&'r str> {
        let (mut own, mut owner) = (None, None);
        record.each_reference(&mut |reference| {
            own = own.or_else(|| reference.region());
            owner = owner.or_else(|| reference.agency().filter(|_| reference.edge.is_owner()));
        });
        own.or_else(|| text(self.agencies[self.agency(owner?)?].jurisdiction.as_ref()))
    }
}
