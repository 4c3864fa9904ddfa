//! What records are called now that were called otherwise before: with it, two versions of a file are compared by what they name, not
//! by how that was called at the time.

use std::collections::HashMap;

use crate::model::Kind;
use crate::number::Number;

use super::{Edge, ReferentKind};

/// Names and numbers that were given up, each with the one that took its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renames {
    ids: HashMap<(Kind, String), String>,
    numbers: HashMap<String, String>,
}

impl Renames {
    /// Whether nothing was renamed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.numbers.is_empty()
    }

    /// Notes that the record of a kind has another id.
    pub fn id(&mut self, kind: Kind, old: &str, new: &str) {
        if old != new {
            self.ids.insert((kind, old.to_owned()), new.to_owned());
        }
    }

    /// Notes that a standard is cited by another number, or by a number instead of its title. Both are canonical.
    pub fn number(&mut self, old: &str, new: &str) {
        if old != new {
            self.numbers.insert(old.to_owned(), new.to_owned());
        }
    }

    /// What a value of a key says today; none where it names nothing that was renamed. The key is that of the kind, with a dot
    /// before each inner one: `review.by`.
    #[must_use]
    pub fn today(&self, kind: Kind, key: &str, value: &str) -> Option<String> {
        let edge = Edge::of_key(kind, key)?;
        // The number that a standard had is its own to keep.
        if edge == Edge::FormerNumber {
            return None;
        }
        let id = |kind: Kind| self.ids.get(&(kind, value.to_owned())).cloned();
        match edge.referent() {
            ReferentKind::Standard => self.numbers.get(Number::parse(value).canonical()).cloned(),
            ReferentKind::Clause | ReferentKind::Duty => {
                let (policy, rest) = value.split_once('#')?;
                let policy = self.ids.get(&(Kind::Policy, policy.to_owned()))?;
                Some(format!("{policy}#{rest}"))
            }
            ReferentKind::Agency | ReferentKind::Organ | ReferentKind::Issuer => id(Kind::Agency),
            ReferentKind::Project => id(Kind::Project),
            ReferentKind::Resource => id(Kind::Resource),
            ReferentKind::EvidenceKind
            | ReferentKind::Rule
            | ReferentKind::Region
            | ReferentKind::Class
            | ReferentKind::Topic
            | ReferentKind::Trait
            | ReferentKind::Role => None,
        }
    }
}

impl Edge {
    /// The edge that a key of a kind of record is.
    #[must_use]
    pub fn of_key(kind: Kind, key: &str) -> Option<Edge> {
        let is_key = |own: &&str| {
            let own = own.strip_prefix(kind.id()).and_then(|rest| rest.strip_prefix('.'));
            own.is_some_and(|own| own == key || own.strip_suffix('*').is_some_and(|above| key.starts_with(above)))
        };
        Edge::ALL.iter().copied().find(|edge| edge.keys().iter().any(&is_key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_by_the_key_that_it_stands_at() {
        let mut renames = Renames::default();
        assert!(renames.is_empty());
        renames.id(Kind::Agency, "old", "new");
        renames.id(Kind::Policy, "measure", "measure-2020");
        renames.number("GB 1-2000", "GB/T 1-2000");
        let today = |kind, key, value| renames.today(kind, key, value);
        assert_eq!(today(Kind::Standard, "review.by", "old").as_deref(), Some("new"));
        assert_eq!(today(Kind::Policy, "organs.examines", "old").as_deref(), Some("new"));
        assert_eq!(today(Kind::Standard, "title", "old"), None);
        assert_eq!(today(Kind::Agency, "done.duty", "measure#7/plan").as_deref(), Some("measure-2020#7/plan"));
        assert_eq!(today(Kind::Agency, "adoption.standard", "GB1—2000").as_deref(), Some("GB/T 1-2000"));
        assert_eq!(today(Kind::Standard, "former_numbers.number", "GB 1-2000"), None);
        assert_eq!(today(Kind::Project, "agency", "other"), None);
    }
}
