//! The table of owners: for every key of every kind of record, who may set it, change it and remove it.
//!
//! The owners of a kind's keys are declared with the kind ([`FieldSpec`]); those of other files stand here. It is data: what
//! decides reads it, the handbook prints it, and a test checks it against the keys that the readers ask for, so that a key which
//! nobody owns is a failing test. What stands nowhere needs the highest right, the data authority's.

use crate::message::StaticMessage;
use crate::model::{Actor, FILE, FieldSpec, Kind, PROSE};
use crate::parse::{TableShape, ValueType, describe};

impl Actor {
    /// Every one, in the order of the handbook.
    pub const ALL: [Actor; 12] = [
        Actor::Authority,
        Actor::Keeper,
        Actor::Lister,
        Actor::Reviewer,
        Actor::Excuser,
        Actor::Orderer,
        Actor::Acceptor,
        Actor::Agency,
        Actor::Owner,
        Actor::OwnerAdding,
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
            Actor::OwnerAdding => ("项目单位的维护人，只增不减", "a maintainer of the project's agency, to add"),
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
                "an agency with a role of `[roles] register`; also for files and keys that are not in these tables, and for what cannot be read",
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
            Actor::OwnerAdding => (
                "项目单位增加特征、提高级别和投资额、进入下一阶段；反过来减少、降低、退回、删去的，目标分支上的项目还在规划阶段、没有 `approved` 的仍归项目单位，此后归数据主管部门",
                "the project's agency to add a trait, raise a level or the investment, move on to a later stage; to take away, lower, go back or remove, the same while the project on the target branch is in planning and has no `approved`, and the data authority after that",
            ),
            Actor::Erratum => ("已公布的事实：同时写 `[[erratum]]`", "a published fact: an `[[erratum]]` goes with it"),
            Actor::Nobody => ("已经作出的决定只增不改", "what was decided is appended to, never edited"),
        };
        StaticMessage { zh, en }
    }
}

/// What is declared of a key; none where nobody is named.
#[must_use]
pub fn owner(kind: Kind, key: &str) -> Option<&'static FieldSpec> {
    let fields = kind.declaration().fields;
    let exact = fields.iter().find(|field| field.key == key);
    exact.or_else(|| fields.iter().find(|field| field.is_above(key)))
}

/// The owners of files that are not records, by the folder that their paths begin with; the last stands for all others.
#[must_use]
pub fn files() -> Vec<(String, Actor)> {
    let own = ["templates/", "site/"].map(str::to_owned).into_iter();
    let records = Kind::ALL.iter().filter(|kind| kind.is_many()).map(|kind| kind.files());
    own.chain(records).chain([String::new()]).map(|folder| (folder, Actor::Authority)).collect()
}

/// Who may add, change and remove a file that is not a record, wherever it lies.
#[must_use]
pub fn file_owner(path: &str) -> Actor {
    files().into_iter().find(|(folder, _)| path.starts_with(folder)).map_or(Actor::Authority, |(_, who)| who)
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
    if kind.has_prose() {
        keys.push(PROSE.to_owned());
    }
    walk(&describe(kind, path), "", &mut keys);
    keys
}

fn walk(shape: &TableShape, before: &str, keys: &mut Vec<String>) {
    for (name, value) in &shape.keys {
        let key = format!("{before}{name}");
        match value {
            ValueType::Table(inner) | ValueType::Tables(inner) => {
                keys.push(key.clone());
                walk(&inner.borrow(), &format!("{key}."), keys);
            }
            ValueType::Free(_) => keys.push(format!("{key}.*")),
            _ => keys.push(key),
        }
    }
}

#[cfg(test)]
mod tests;
