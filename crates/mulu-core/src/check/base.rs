//! What a proposal (a merge request) is compared with: the registry it would be merged into, what it changes there, and its commits.

use std::collections::BTreeMap;

use crate::message::is_odd;
use crate::model::{Agency, FileId, Kind, Span};
use crate::registry::Registry;
use crate::rights::{Actor, FieldChange, FileChange, file_owner, owner};

/// What a proposal is compared with.
#[derive(Debug)]
pub struct Base {
    /// The configuration, the agencies and the policies at the target's tip: who may what. Other records are not in it.
    pub registry: Registry,
    /// What differs between the target's tip and what merging the proposal would make of it.
    pub changed: Vec<FileChange>,
    /// The commits of the proposal, the oldest first.
    pub commits: Vec<ProposalCommit>,
    /// The fingerprint of each key that an agency lists, by its text; a key that cannot be read has none.
    fingerprints: BTreeMap<String, String>,
}

/// A commit of a proposal: who answers for it.
#[derive(Clone, Debug)]
pub struct ProposalCommit {
    /// Its id.
    pub id: String,
    /// The author's address.
    pub email: String,
    /// Who signed it.
    pub signature: Signature,
    /// The first file that it changed; none where it changed nothing of the registry.
    pub touched: Option<String>,
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

impl ProposalCommit {
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

/// Where a file of a proposal is in the registry that is checked: the file itself, or, if that is gone, the registry's own.
pub(super) fn file_of(registry: &Registry, changed: &FileChange) -> FileId {
    registry.file_named(changed.path()).unwrap_or(registry.config.file)
}

/// Where a field stands in the registry that is checked. A merge may have moved it: a place that its file does not have is none.
pub(super) fn place_of(registry: &Registry, file: FileId, change: &FieldChange) -> Span {
    let span = change.new.as_ref().map(|said| said.span).unwrap_or_default();
    let end = registry.text(file).len();
    if span.end as usize <= end { span } else { Span::default() }
}

impl Base {
    /// What a proposal is compared with, with the fingerprint of each key that an agency lists, by its text.
    #[must_use]
    pub fn new(
        registry: Registry,
        changed: Vec<FileChange>,
        commits: Vec<ProposalCommit>,
        fingerprints: BTreeMap<String, String>,
    ) -> Base {
        Base { registry, changed, commits, fingerprints }
    }

    /// The agencies whose file names an address.
    #[must_use]
    pub fn agencies_of(&self, email: &str) -> Vec<&Agency> {
        let is_own = |agency: &&Agency| agency.maintainers.iter().any(|own| own.value.eq_ignore_ascii_case(email));
        self.registry.agencies.iter().filter(is_own).collect()
    }

    /// The agencies that a commit acts for: those that name its author, as far as its signature allows. Each counts by itself, so
    /// that listing another's address beside one's own key joins nothing.
    #[must_use]
    pub fn acts_for(&self, commit: &ProposalCommit) -> Vec<&Agency> {
        let mut agencies = self.agencies_of(&commit.email);
        agencies.retain(|agency| self.is_signed_for(agency, commit));
        agencies
    }

    /// Whether a commit's signature lets it act for an agency: one of the agency's own keys made it; or the agency lists none, or
    /// there is no signature, and none is asked for.
    fn is_signed_for(&self, agency: &Agency, commit: &ProposalCommit) -> bool {
        let is_own =
            |key: &String| agency.signing_keys.iter().any(|listed| self.fingerprints.get(&listed.value) == Some(key));
        let asked = self.registry.config.require_signed;
        match &commit.signature {
            Signature::By(key) if is_own(key) => true,
            Signature::None => !asked,
            Signature::By(_) | Signature::Unknown | Signature::Bad | Signature::Unverified => {
                !asked && agency.signing_keys.is_empty()
            }
        }
    }

    /// Whether any agency says who may change its file. Where none does, nobody is unauthorised.
    #[must_use]
    pub fn has_maintainers(&self) -> bool {
        self.registry.agencies.iter().any(|agency| !agency.maintainers.is_empty())
    }

    /// Whether an agency has a role that `[roles]` gives one of some rights to.
    fn has_right(&self, agency: &Agency, rights: &[&str]) -> bool {
        let roles = &self.registry.config.roles;
        let mut given = rights.iter().filter_map(|right| roles.get(*right)).flatten();
        given.any(|role| agency.roles.iter().any(|own| own.value == role.value))
    }

    /// Who would have to do something to a field, if a commit may not; none where it may.
    #[must_use]
    pub fn lacks(&self, changed: &FileChange, change: &FieldChange, commit: &ProposalCommit) -> Option<Actor> {
        let who = wanted(changed, change);
        let own = self.acts_for(commit);
        (!self.may(who, changed, change, &own)).then_some(who)
    }

    fn may(&self, who: Actor, changed: &FileChange, change: &FieldChange, own: &[&Agency]) -> bool {
        let has = |rights: &[&str]| own.iter().any(|agency| self.has_right(agency, rights));
        let authority = || has(&["register"]);
        match who {
            // Another rule says what was decided or published: whoever did it.
            Actor::Nobody => true,
            Actor::Authority => authority(),
            Actor::Keeper | Actor::Erratum => has(&["register", "list", "publish"]),
            Actor::Lister => has(&["list", "register"]),
            Actor::Orderer => has(&["order", "register"]),
            Actor::Reviewer => has(&["review"]) && self.is_in_own_name(changed, change, "review.by", own, &["review"]),
            Actor::Excuser if self.is_organ_s(changed, change, own) => true,
            Actor::Excuser => {
                has(&["waive"]) && self.is_in_own_name(changed, change, "waiver.approved_by", own, &["waive"])
            }
            Actor::Acceptor => {
                own.iter().any(|agency| agency.id != changed.id() && self.has_right(agency, &["register"]))
            }
            Actor::Agency => {
                let is_own = changed.old.is_some() && self.acts_as(own, changed.id());
                is_own || authority()
            }
            Actor::Owner | Actor::OwnerAdding => self.owns(changed, own) || authority(),
        }
    }

    /// Whether an entry speaks in the name of an agency that one acts for and that has the right, or the data authority wrote it
    /// down.
    fn is_in_own_name(
        &self,
        changed: &FileChange,
        change: &FieldChange,
        key: &str,
        own: &[&Agency],
        rights: &[&str],
    ) -> bool {
        let of_entry = |other: &&FieldChange| other.field.entry == change.field.entry && other.field.key == key;
        let name = changed.fields.iter().find(of_entry).and_then(|other| other.new.as_ref());
        let is_named = |agency: &&&Agency| name.is_some_and(|name| name.value == agency.id);
        own.iter().filter(is_named).any(|agency| self.has_right(agency, rights))
            || own.iter().any(|agency| self.has_right(agency, &["register"]))
    }

    /// Whether one acts for the agency that owns a project or provides a resource: at the target's tip; of a new one, that which it names, unless its id
    /// is another's there.
    fn owns(&self, changed: &FileChange, own: &[&Agency]) -> bool {
        let key = if changed.kind == Some(Kind::Resource) { "provider" } else { "agency" };
        let owner = match &changed.old {
            Some(_) => changed.said(key),
            None if changed.takes_an_id => None,
            None => changed.says(key),
        };
        owner.is_some_and(|owner| self.acts_as(own, owner))
    }

    /// Whether one acts for an agency, or for one that took over from it. Roles are not taken over.
    fn acts_as(&self, own: &[&Agency], id: &str) -> bool {
        let former = self.registry.agency(id).and_then(|at| self.registry.agencies.get(at));
        let successors = former.filter(|former| former.until.is_some()).map_or(&[][..], |former| &former.succeeded_by);
        own.iter().any(|agency| agency.id == id || successors.iter().any(|next| next.value == agency.id))
    }

    /// Whether an entry is a waiver of a clause by the organ that the clause names, for which one acts.
    fn is_organ_s(&self, changed: &FileChange, change: &FieldChange, own: &[&Agency]) -> bool {
        let says = |key: &str| {
            let of_entry = |other: &&FieldChange| other.field.entry == change.field.entry && other.field.key == key;
            changed.fields.iter().find(of_entry).and_then(|other| other.new.as_ref()).map(|said| said.value.as_str())
        };
        let (Some(clause), Some(by)) = (says("waiver.clause"), says("waiver.approved_by")) else { return false };
        let Some(found) = self.registry.clause(clause) else { return false };
        let organ = found.clause.approved_by.as_ref().map(|named| found.policy.organ(&named.value));
        organ == Some(by) && own.iter().any(|agency| agency.id == by)
    }
}

/// Who may do what was done to a field. What stands nowhere in the table, and what was not read, is the data authority's.
fn wanted(changed: &FileChange, change: &FieldChange) -> Actor {
    let Some(kind) = changed.kind else { return file_owner(changed.path()) };
    match changed.entitled(change) {
        // Another rule asks for the erratum: what is left to ask is whether one may write the fact at all.
        Some(Actor::Erratum) => owner(kind, &change.field.key).map_or(Actor::Authority, |row| row.set),
        Some(who) => who,
        None => Actor::Authority,
    }
}
