//! The records of a registry, whatever their kind.
//!
//! The only place that says where the records of each kind are kept: what goes through all kinds, or is handed a kind and an id,
//! asks here.

use crate::model::{Agency, Kind, Policy, Project, Resource, Spanned, Standard};
use crate::references::Refers;

use super::Registry;

/// A record with an id and a file of its own.
pub trait Record: Refers {
    /// Its kind.
    fn kind(&self) -> Kind;

    /// Its id.
    fn id(&self) -> &str;

    /// What it is called: its title or its name.
    fn title(&self) -> Option<&str>;

    /// What it is called in English.
    fn title_en(&self) -> Option<&str>;

    /// Whether it is an example.
    fn is_sample(&self) -> bool;
}

macro_rules! record {
    ($type:ident, $kind:ident, $title:ident, $title_en:ident) => {
        impl Record for $type {
            fn kind(&self) -> Kind {
                Kind::$kind
            }

            fn id(&self) -> &str {
                &self.id
            }

            fn title(&self) -> Option<&str> {
                text(self.$title.as_ref())
            }

            fn title_en(&self) -> Option<&str> {
                text(self.$title_en.as_ref())
            }

            fn is_sample(&self) -> bool {
                self.sample
            }
        }
    };
}

record!(Standard, Standard, title, title_en);
record!(Policy, Policy, title, title_en);
record!(Agency, Agency, name, name_en);
record!(Project, Project, name, name_en);
record!(Resource, Resource, name, name_en);

fn text(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|value| value.value.as_str())
}

impl Registry {
    /// The place of a record in the list of its kind, by its id; none for a kind that has no list.
    #[must_use]
    pub fn find(&self, kind: Kind, id: &str) -> Option<usize> {
        match kind {
            Kind::Standard => self.standard(id),
            Kind::Policy => self.policy(id),
            Kind::Agency => self.agency(id),
            Kind::Project => self.project(id),
            Kind::Resource => self.resource(id),
            Kind::Config | Kind::Taxonomy | Kind::Evidence => None,
        }
    }

    /// The records of a kind, in the order of their files; nothing for a kind that has no list.
    pub fn records(&self, kind: Kind) -> impl Iterator<Item = &dyn Record> {
        fn list<T: Record>(list: &[T]) -> Box<dyn Iterator<Item = &dyn Record> + '_> {
            Box::new(list.iter().map(|record| record as &dyn Record))
        }
        match kind {
            Kind::Standard => list(&self.standards),
            Kind::Policy => list(&self.policies),
            Kind::Agency => list(&self.agencies),
            Kind::Project => list(&self.projects),
            Kind::Resource => list(&self.resources),
            Kind::Config | Kind::Taxonomy | Kind::Evidence => Box::new(std::iter::empty()),
        }
    }

    /// How many records of a kind there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Standard => self.standards.len(),
            Kind::Policy => self.policies.len(),
            Kind::Agency => self.agencies.len(),
            Kind::Project => self.projects.len(),
            Kind::Resource => self.resources.len(),
            Kind::Config | Kind::Taxonomy | Kind::Evidence => 0,
        }
    }

    /// The record of a kind with an id.
    #[must_use]
    pub fn record(&self, kind: Kind, id: &str) -> Option<&dyn Record> {
        self.records(kind).nth(self.find(kind, id)?)
    }

    /// The kind of the record with an id, where several have it the first by the order of kinds.
    #[must_use]
    pub fn kind_with(&self, id: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| self.find(*kind, id).is_some())
    }
}
