//! What a proposal (a merge request) is held against: the registry it started from, and its commits.

use std::collections::BTreeMap;

use crate::changes::RecordChange;
use crate::model::{Agency, Policy, Standard};
use crate::registry::{Registry, Target};
use crate::words::is_odd;

/// The registry that a proposal started from, and what the proposal did since.
#[derive(Debug)]
pub struct Base {
    /// The registry at the commit where the proposal began.
    pub registry: Registry,
    /// The commits of the proposal, the oldest first.
    pub commits: Vec<Proposed>,
    /// The fingerprint of each key that an agency of the base lists, by its text; a key that cannot be read has none.
    pub fingerprints: BTreeMap<String, String>,
}

/// A commit of a proposal.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Its id.
    pub id: String,
    /// The author's address.
    pub email: String,
    /// Who signed it.
    pub signature: Signature,
    /// What it changed.
    pub changes: Vec<RecordChange>,
}

/// The signature of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// There is none.
    None,
    /// It is by an OpenPGP key that no agency lists, or of a kind that is not verified here (X.509).
    Unknown,
    /// There is one, and this program was built without what verifies signatures.
    Unverified,
    /// It does not fit the commit, or its key could not sign it.
    Bad,
    /// It is good, and by the key with this fingerprint.
    By(String),
}

impl Proposed {
    /// The first ten digits of its id.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..10).unwrap_or(&self.id)
    }
}

/// A path as a message shows it: git lets a name hold anything, also what could rewrite a terminal.
pub(super) fn shown(path: &str) -> String {
    path.chars().map(|c| if is_odd(c) { '?' } else { c }).collect()
}

impl Base {
    /// What became of a standard of the base: itself under its id, under its number, or — where the number itself was changed —
    /// under its title and day of issue, in a record that is new.
    #[must_use]
    pub fn standard_now<'r>(&self, old: &Standard, now: &'r Registry) -> Option<&'r Standard> {
        let at = |index: usize| &now.standards[index];
        let by_id = now.standard(&old.id).map(at);
        let title = |record: &Standard| record.title.as_ref().map(|title| title.value.clone());
        let issued = |record: &Standard| record.issued.as_ref().map(|issued| issued.value);
        let is_new = |new: &&Standard| self.registry.standard(&new.id).is_none();
        let by_number = || match now.target(&old.number.as_ref()?.number) {
            Target::Edition(index) => Some(at(index)),
            Target::Family(_) | Target::Unknown => None,
        };
        let by_title = || {
            let own = title(old)?;
            let same = |new: &&Standard| title(new).as_ref() == Some(&own) && issued(new) == issued(old);
            now.standards.iter().find(|new| is_new(new) && same(new))
        };
        by_id.or_else(by_number).or_else(by_title)
    }

    /// What became of a policy of the base: itself under its id, its number (发文字号) or its title.
    #[must_use]
    pub fn policy_now<'r>(&self, old: &Policy, now: &'r Registry) -> Option<&'r Policy> {
        let number = |record: &Policy| record.number.as_ref().map(|number| number.value.clone());
        let title = |record: &Policy| record.title.as_ref().map(|title| title.value.clone());
        let same = |of: &dyn Fn(&Policy) -> Option<String>| {
            let own = of(old)?;
            now.policies.iter().find(|new| of(new).as_ref() == Some(&own))
        };
        let by_id = now.policy(&old.id).map(|index| &now.policies[index]);
        by_id.or_else(|| same(&number)).or_else(|| same(&title))
    }

    /// The agencies that an author may act for: those of the base, so that a proposal cannot give itself rights.
    #[must_use]
    pub fn agencies_of(&self, email: &str) -> Vec<&Agency> {
        let is_own = |agency: &&Agency| agency.maintainers.iter().any(|own| own.value.eq_ignore_ascii_case(email));
        self.registry.agencies.iter().filter(is_own).collect()
    }

    /// Whether an author acts for an agency with a role that `[roles]` gives a right to.
    #[must_use]
    pub fn may(&self, email: &str, rights: &[&str]) -> bool {
        let roles = &self.registry.config.roles;
        let given: Vec<&str> =
            rights.iter().filter_map(|right| roles.get(*right)).flatten().map(|role| role.value.as_str()).collect();
        let has = |agency: &Agency| agency.roles.iter().any(|role| given.contains(&role.value.as_str()));
        self.agencies_of(email).into_iter().any(has)
    }

    /// Whether any agency says who may change its file. Where none does, nobody is unauthorised.
    #[must_use]
    pub fn has_maintainers(&self) -> bool {
        self.registry.agencies.iter().any(|agency| !agency.maintainers.is_empty())
    }
}
