//! The table of owners: for every key of every kind of record, who may set it, change it and remove it.
//!
//! It is data: what decides reads it, the handbook prints it, and a test holds it against the keys that the readers ask for, so
//! that a key which nobody owns is a failing test. What stands nowhere here needs the highest right, the data authority's.

use crate::message::StaticMessage;
use crate::model::Kind;
use crate::parse::{Shape, Value, describe};

use super::fields::{FILE, PROSE};

/// Who may do something to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// `[roles] register`: the data authority. The highest right.
    Authority,
    /// `[roles] register`, `list` or `publish`: who keeps the records of standards.
    Keeper,
    /// `[roles] list`, or the data authority.
    Lister,
    /// `[roles] review`, for the agency that is named in `by`.
    Reviewer,
    /// `[roles] waive`, for the agency that is named in `approved_by`.
    Excuser,
    /// `[roles] order`, or the data authority.
    Orderer,
    /// `[roles] register`, of another agency than the one whose file it is.
    Acceptor,
    /// The maintainers of the agency whose file it is, or the data authority.
    Agency,
    /// The maintainers of the agency that owns the project at the target's tip, or the data authority.
    Owner,
    /// Who may set it, with an `[[erratum]]`: it was published.
    Erratum,
    /// Nobody: what was decided stays.
    Nobody,
}

impl Actor {
    /// Every one, in the order of the handbook.
    pub const ALL: [Actor; 11] = [
        Actor::Authority,
        Actor::Keeper,
        Actor::Lister,
        Actor::Reviewer,
        Actor::Excuser,
        Actor::Orderer,
        Actor::Acceptor,
        Actor::Agency,
        Actor::Owner,
        Actor::Erratum,
        Actor::Nobody,
    ];

    /// What to call them.
    #[must_use]
    pub fn name(self) -> StaticMessage {
        let (zh, en) = match self {
            Actor::Authority => ("数据主管部门的维护人", "a maintainer of the data authority"),
            Actor::Keeper => ("管理标准的机构的维护人", "a maintainer of an agency that keeps standards"),
            Actor::Lister => ("管理目录的机构的维护人", "a maintainer of an agency that lists standards"),
            Actor::Reviewer => ("有复审职责的机构的维护人", "a maintainer of an agency with the review role"),
            Actor::Excuser => ("有权批准例外的机构的维护人", "a maintainer of an agency that may waive"),
            Actor::Orderer => ("有权责令改正的机构的维护人", "a maintainer of an agency that may order"),
            Actor::Acceptor => ("受理备案的另一机构的维护人", "a maintainer of another agency, which accepts filings"),
            Actor::Agency => ("该机构的维护人", "a maintainer of that agency"),
            Actor::Owner => ("项目单位的维护人", "a maintainer of the project's agency"),
            Actor::Erratum => ("同“写入”，须有勘误", "who may set it, with an erratum"),
            Actor::Nobody => ("不得改动", "nobody"),
        };
        StaticMessage { zh, en }
    }

    /// Who that is.
    #[must_use]
    pub fn about(self) -> StaticMessage {
        let (zh, en) = match self {
            Actor::Authority => (
                "`[roles] register` 所列角色的机构。本表没有写的文件和键、不能读取的文件也归它",
                "an agency with a role of `[roles] register`; also for files and keys that stand nowhere in these tables, and for what cannot be read",
            ),
            Actor::Keeper => (
                "`[roles]` 中 `register`、`list`、`publish` 所列角色的机构",
                "an agency with a role of `[roles] register`, `list` or `publish`",
            ),
            Actor::Lister => (
                "`[roles]` 中 `list`、`register` 所列角色的机构",
                "an agency with a role of `[roles] list` or `register`",
            ),
            Actor::Reviewer => (
                "`[roles] review` 所列角色的机构，只以自己的名义（`by`）；数据主管部门有此角色的可以代录",
                "an agency with a role of `[roles] review`, in its own name (`by`); the data authority, where it has the role, also for others",
            ),
            Actor::Excuser => (
                "`[roles] waive` 所列角色的机构，只以自己的名义（`approved_by`）；数据主管部门有此角色的可以代录",
                "an agency with a role of `[roles] waive`, in its own name (`approved_by`); the data authority, where it has the role, also for others",
            ),
            Actor::Orderer => (
                "`[roles]` 中 `order`、`register` 所列角色的机构",
                "an agency with a role of `[roles] order` or `register`",
            ),
            Actor::Acceptor => (
                "`[roles] register` 所列角色的机构，备案单位自己除外",
                "an agency with a role of `[roles] register`, but not the one that files",
            ),
            Actor::Agency => (
                "该机构文件中的 `maintainers`，以及数据主管部门",
                "the `maintainers` in the agency's file, and the data authority",
            ),
            Actor::Owner => (
                "目标分支上项目所属机构的 `maintainers`，以及数据主管部门；新项目看它写明的机构",
                "the `maintainers` of the agency that owns the project on the target branch, and the data authority; of a new project, of the agency it names",
            ),
            Actor::Erratum => ("已公布的事实：同时写 `[[erratum]]`", "a published fact: an `[[erratum]]` goes with it"),
            Actor::Nobody => ("已经作出的决定只增不改", "what was decided is appended to, never edited"),
        };
        StaticMessage { zh, en }
    }
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind of record.
    pub kind: Kind,
    /// The key: `waiver.until`; `roles.*` stands for the keys that a user chooses, [`FILE`] for the file itself, [`PROSE`] for
    /// the text below the front matter. The key of a list of tables stands for its entries, `clause.duty.**` for all keys below
    /// one.
    pub key: &'static str,
    /// Who may write it where it is not yet.
    pub set: Actor,
    /// Who may change what it says.
    pub change: Actor,
    /// Who may take it away.
    pub remove: Actor,
}

impl Row {
    /// Whether the row stands for all keys below one, and this is among them.
    #[must_use]
    pub fn is_above(&self, key: &str) -> bool {
        self.key.strip_suffix("**").is_some_and(|above| key.len() > above.len() && key.starts_with(above))
    }
}

/// Keys that the same people may do anything to.
const fn all(kind: Kind, key: &'static str, who: Actor) -> Row {
    Row { kind, key, set: who, change: who, remove: who }
}

/// What is decided once.
const fn once(kind: Kind, key: &'static str, who: Actor) -> Row {
    Row { kind, key, set: who, change: Actor::Nobody, remove: Actor::Nobody }
}

/// A fact that is published.
const fn fact(kind: Kind, key: &'static str, who: Actor) -> Row {
    Row { kind, key, set: who, change: Actor::Erratum, remove: Actor::Erratum }
}

/// What its owner writes first, and only the data authority changes.
const fn given(kind: Kind, key: &'static str, who: Actor) -> Row {
    Row { kind, key, set: who, change: Actor::Authority, remove: Actor::Authority }
}

use Actor::{Acceptor, Authority, Excuser, Keeper, Lister, Orderer, Owner, Reviewer};
use Kind::{Agency, Config, Evidence, Policy, Project, Standard, Taxonomy};

/// The table.
pub static OWNERS: &[Row] = &[
    // Standards.
    all(Standard, FILE, Keeper),
    all(Standard, PROSE, Keeper),
    fact(Standard, "number", Keeper),
    fact(Standard, "title", Keeper),
    all(Standard, "title_en", Keeper),
    fact(Standard, "issued", Keeper),
    fact(Standard, "effective", Keeper),
    fact(Standard, "withdrawn", Keeper),
    all(Standard, "replaces", Keeper),
    all(Standard, "partly_replaces", Keeper),
    all(Standard, "ics", Keeper),
    all(Standard, "ccs", Keeper),
    all(Standard, "issuer", Keeper),
    all(Standard, "classes", Keeper),
    all(Standard, "topics", Keeper),
    all(Standard, "adopts", Keeper),
    all(Standard, "adopts.number", Keeper),
    all(Standard, "adopts.degree", Keeper),
    all(Standard, "keywords", Keeper),
    all(Standard, "source", Keeper),
    all(Standard, "source.url", Keeper),
    all(Standard, "source.title", Keeper),
    all(Standard, "source.checked", Keeper),
    given(Standard, "sample", Keeper),
    all(Standard, "review_cycle", Keeper),
    all(Standard, "form", Keeper),
    all(Standard, "catalogue", Lister),
    all(Standard, "catalogue.status", Lister),
    fact(Standard, "catalogue.listed", Lister),
    all(Standard, "catalogue.delisted", Lister),
    all(Standard, "catalogue.binding", Lister),
    all(Standard, "catalogue.mandated_by", Lister),
    all(Standard, "catalogue.applies_to", Lister),
    all(Standard, "catalogue.when", Lister),
    all(Standard, "drafting", Keeper),
    all(Standard, "drafting.application", Keeper),
    all(Standard, "drafting.approval", Keeper),
    all(Standard, "drafting.drafting", Keeper),
    all(Standard, "drafting.consultation", Keeper),
    all(Standard, "drafting.evaluation", Keeper),
    all(Standard, "drafting.publication", Keeper),
    all(Standard, "drafting.consultation_until", Keeper),
    once(Standard, "review", Reviewer),
    once(Standard, "review.date", Reviewer),
    once(Standard, "review.conclusion", Reviewer),
    once(Standard, "review.by", Reviewer),
    once(Standard, "review.reason", Reviewer),
    once(Standard, "review.evidence", Reviewer),
    once(Standard, "review.due", Reviewer),
    once(Standard, "review.proposed", Keeper),
    all(Standard, "cycle_reason", Keeper),
    all(Standard, "references", Keeper),
    all(Standard, "mandatory_parts", Keeper),
    all(Standard, "former_numbers", Keeper),
    all(Standard, "former_numbers.number", Keeper),
    all(Standard, "former_numbers.until", Keeper),
    all(Standard, "text_url", Keeper),
    all(Standard, "catalogue.reason", Lister),
    once(Standard, "erratum", Keeper),
    once(Standard, "erratum.date", Keeper),
    once(Standard, "erratum.key", Keeper),
    once(Standard, "erratum.was", Keeper),
    once(Standard, "erratum.reason", Keeper),
    // Policies.
    all(Policy, FILE, Authority),
    all(Policy, PROSE, Authority),
    fact(Policy, "title", Authority),
    all(Policy, "title_en", Authority),
    fact(Policy, "number", Authority),
    all(Policy, "issuer", Authority),
    all(Policy, "jurisdiction", Authority),
    fact(Policy, "issued", Authority),
    fact(Policy, "effective", Authority),
    fact(Policy, "expires", Authority),
    fact(Policy, "repealed", Authority),
    all(Policy, "source", Authority),
    all(Policy, "source.url", Authority),
    all(Policy, "source.title", Authority),
    all(Policy, "source.checked", Authority),
    all(Policy, "sample", Authority),
    all(Policy, "clause", Authority),
    all(Policy, "clause.id", Authority),
    fact(Policy, "clause.text", Authority),
    all(Policy, "clause.subject", Authority),
    all(Policy, "clause.when", Authority),
    all(Policy, "clause.gate", Authority),
    all(Policy, "clause.mandates", Authority),
    all(Policy, "clause.requires", Authority),
    all(Policy, "clause.enforced_by", Authority),
    all(Policy, "reach", Authority),
    all(Policy, "when", Authority),
    all(Policy, "organs.*", Authority),
    all(Policy, "clause.reach", Authority),
    all(Policy, "clause.approved_by", Authority),
    all(Policy, "clause.waivable", Authority),
    all(Policy, "clause.lasting", Authority),
    all(Policy, "clause.reaches_back", Authority),
    all(Policy, "clause.reading", Authority),
    all(Policy, "clause.mandates_where", Authority),
    all(Policy, "clause.withholds", Authority),
    all(Policy, "clause.step", Authority),
    all(Policy, "clause.step.**", Authority),
    all(Policy, "clause.duty", Authority),
    all(Policy, "clause.duty.**", Authority),
    all(Policy, "clause.example", Authority),
    all(Policy, "clause.example.**", Authority),
    fact(Policy, "clause.sanction", Authority),
    once(Policy, "erratum", Authority),
    once(Policy, "erratum.date", Authority),
    once(Policy, "erratum.key", Authority),
    once(Policy, "erratum.was", Authority),
    once(Policy, "erratum.reason", Authority),
    // Agencies.
    all(Agency, FILE, Authority),
    all(Agency, "name", Actor::Agency),
    all(Agency, "name_en", Actor::Agency),
    given(Agency, "jurisdiction", Actor::Agency),
    all(Agency, "roles", Authority),
    all(Agency, "maintainers", Actor::Agency),
    all(Agency, "signing_keys", Actor::Agency),
    all(Agency, "uscc", Actor::Agency),
    all(Agency, "contact", Actor::Agency),
    given(Agency, "sample", Actor::Agency),
    all(Agency, "adoption", Actor::Agency),
    all(Agency, "adoption.standard", Actor::Agency),
    all(Agency, "adoption.status", Actor::Agency),
    all(Agency, "adoption.since", Actor::Agency),
    once(Agency, "adoption.filed", Acceptor),
    all(Agency, "adoption.systems", Actor::Agency),
    all(Agency, "adoption.evidence", Actor::Agency),
    all(Agency, "training", Actor::Agency),
    all(Agency, "training.date", Actor::Agency),
    all(Agency, "training.standards", Actor::Agency),
    all(Agency, "training.attendance", Actor::Agency),
    given(Agency, "until", Authority),
    given(Agency, "succeeded_by", Authority),
    given(Agency, "names", Authority),
    given(Agency, "names.name", Authority),
    given(Agency, "names.until", Authority),
    all(Agency, "people", Actor::Agency),
    all(Agency, "people.duty", Actor::Agency),
    all(Agency, "people.name", Actor::Agency),
    all(Agency, "evidence", Actor::Agency),
    all(Agency, "evidence.**", Actor::Agency),
    once(Agency, "order", Orderer),
    once(Agency, "order.issued", Orderer),
    once(Agency, "order.deadline", Orderer),
    once(Agency, "order.about", Orderer),
    once(Agency, "order.clause", Orderer),
    once(Agency, "order.by", Orderer),
    once(Agency, "order.risk", Orderer),
    once(Agency, "order.closed", Orderer),
    // Projects.
    all(Project, FILE, Owner),
    all(Project, "name", Owner),
    all(Project, "name_en", Owner),
    given(Project, "agency", Owner),
    all(Project, "jurisdiction", Owner),
    all(Project, "stage", Owner),
    all(Project, "approved", Owner),
    all(Project, "investment", Owner),
    all(Project, "major", Owner),
    all(Project, "classified", Owner),
    all(Project, "traits", Owner),
    all(Project, "mlps_level", Owner),
    given(Project, "sample", Owner),
    all(Project, "conformance", Owner),
    all(Project, "conformance.standard", Owner),
    all(Project, "conformance.status", Owner),
    all(Project, "conformance.reason", Owner),
    all(Project, "conformance.evidence", Owner),
    all(Project, "evidence", Owner),
    all(Project, "evidence.**", Owner),
    all(Project, "accepted", Owner),
    all(Project, "operating", Owner),
    all(Project, "started", Owner),
    all(Project, "conformance.clause", Owner),
    once(Project, "waiver", Excuser),
    once(Project, "waiver.standard", Excuser),
    once(Project, "waiver.clause", Excuser),
    once(Project, "waiver.reason", Excuser),
    once(Project, "waiver.approved_by", Excuser),
    once(Project, "waiver.approved", Excuser),
    once(Project, "waiver.until", Excuser),
    once(Project, "order", Orderer),
    once(Project, "order.issued", Orderer),
    once(Project, "order.deadline", Orderer),
    once(Project, "order.about", Orderer),
    once(Project, "order.closed", Orderer),
    once(Project, "order.clause", Orderer),
    once(Project, "order.by", Orderer),
    once(Project, "order.risk", Orderer),
    // The standards system, the kinds of evidence, the configuration.
    all(Taxonomy, FILE, Authority),
    all(Taxonomy, "class", Authority),
    all(Taxonomy, "class.id", Authority),
    all(Taxonomy, "class.title", Authority),
    all(Taxonomy, "class.title_en", Authority),
    all(Taxonomy, "class.group", Authority),
    all(Taxonomy, "class.clause", Authority),
    all(Taxonomy, "class.topic", Authority),
    all(Taxonomy, "class.topic.id", Authority),
    all(Taxonomy, "class.topic.title", Authority),
    all(Taxonomy, "class.topic.title_en", Authority),
    all(Evidence, FILE, Authority),
    all(Evidence, "evidence", Authority),
    all(Evidence, "evidence.**", Authority),
    all(Config, FILE, Authority),
    all(Config, "book", Authority),
    all(Config, "book.title", Authority),
    all(Config, "book.description", Authority),
    all(Config, "book.authors", Authority),
    all(Config, "book.language", Authority),
    all(Config, "book.src", Authority),
    all(Config, "book.text-direction", Authority),
    all(Config, "book.multilingual", Authority),
    all(Config, "output", Authority),
    all(Config, "preprocessor", Authority),
    all(Config, "rust", Authority),
    all(Config, "build", Authority),
    all(Config, "build.create-missing", Authority),
    all(Config, "build.extra-watch-dirs", Authority),
    all(Config, "build.use-default-preprocessors", Authority),
    all(Config, "build.build-dir", Authority),
    all(Config, "catalogue", Authority),
    all(Config, "catalogue.title-en", Authority),
    all(Config, "catalogue.languages", Authority),
    all(Config, "catalogue.jurisdiction", Authority),
    all(Config, "catalogue.utc-offset", Authority),
    all(Config, "catalogue.site-url", Authority),
    all(Config, "catalogue.repository-url", Authority),
    all(Config, "catalogue.licence", Authority),
    all(Config, "catalogue.notice", Authority),
    all(Config, "catalogue.notice-en", Authority),
    all(Config, "catalogue.pdf", Authority),
    all(Config, "review", Authority),
    all(Config, "review.cycle", Authority),
    all(Config, "review.due-soon", Authority),
    all(Config, "review.grace", Authority),
    all(Config, "review.revise-within", Authority),
    all(Config, "review.abolish-within", Authority),
    all(Config, "review.transition", Authority),
    all(Config, "catalogue.since", Authority),
    all(Config, "review.clause", Authority),
    all(Config, "review.trigger-within", Authority),
    all(Config, "site", Authority),
    all(Config, "site.contact", Authority),
    all(Config, "site.report-mistake", Authority),
    all(Config, "site.text-url.*", Authority),
    all(Config, "number-series", Authority),
    all(Config, "number-series.**", Authority),
    all(Config, "roles.*", Authority),
    all(Config, "check.*", Authority),
    all(Config, "traits.*", Authority),
];

/// The row of a key; none where nobody is named.
#[must_use]
pub fn owner(kind: Kind, key: &str) -> Option<&'static Row> {
    let exact = OWNERS.iter().find(|row| row.kind == kind && row.key == key);
    exact.or_else(|| OWNERS.iter().find(|row| row.kind == kind && row.is_above(key)))
}

/// The owners of files that are no records, by the folder that their paths begin with; the last row stands for all others.
pub static FILES: &[(&str, Actor)] = &[
    ("templates/", Authority),
    ("site/", Authority),
    ("standards/", Authority),
    ("policies/", Authority),
    ("agencies/", Authority),
    ("projects/", Authority),
    ("", Authority),
];

/// Who may add, change and remove a file that is no record.
#[must_use]
pub fn file_owner(path: &str) -> Actor {
    FILES.iter().find(|(folder, _)| path.starts_with(folder)).map_or(Authority, |(_, who)| *who)
}

/// Whether a key is a published fact, which changes with an erratum only.
#[must_use]
pub fn published(kind: Kind, key: &str) -> bool {
    owner(kind, key).is_some_and(|row| row.change == Actor::Erratum)
}

/// Every key that the readers of a kind ask for, as the table names them; those of a list's entries after the list.
#[must_use]
pub fn known_keys(kind: Kind, path: &str) -> Vec<String> {
    let mut keys = vec![FILE.to_owned()];
    if matches!(kind, Standard | Policy) {
        keys.push(PROSE.to_owned());
    }
    walk(&describe(kind, path), "", &mut keys);
    keys
}

fn walk(shape: &Shape, before: &str, keys: &mut Vec<String>) {
    for (name, value) in &shape.keys {
        let key = format!("{before}{name}");
        match value {
            Value::Table(inner) | Value::Tables(inner) => {
                keys.push(key.clone());
                walk(&inner.borrow(), &format!("{key}."), keys);
            }
            Value::Free(_) => keys.push(format!("{key}.*")),
            _ => keys.push(key),
        }
    }
}

#[cfg(test)]
mod tests;
