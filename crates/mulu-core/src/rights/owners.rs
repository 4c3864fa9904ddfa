//! The table of owners: for every key of every kind of record, who may set it, change it and remove it.
//!
//! The owners of a kind's keys are declared with the kind ([`FieldSpec`]); those of other files stand here. It is data: what
//! decides reads it, the handbook prints it, and a test holds it against the keys that the readers ask for, so that a key which
//! nobody owns is a failing test. What stands nowhere needs the highest right, the data authority's.

use crate::model::{FILE, FieldSpec, Kind, PROSE, Who};
use crate::parse::{Shape, Value, describe};
use crate::words::Phrase;

impl Who {
    /// Every one, in the order of the handbook.
    pub const ALL: [Who; 11] = [
        Who::Authority,
        Who::Keeper,
        Who::Lister,
        Who::Reviewer,
        Who::Excuser,
        Who::Orderer,
        Who::Acceptor,
        Who::Agency,
        Who::Owner,
        Who::Erratum,
        Who::Nobody,
    ];

    /// What to call them.
    #[must_use]
    pub fn name(self) -> Phrase {
        let (zh, en) = match self {
            Who::Authority => ("数据主管部门的维护人", "a maintainer of the data authority"),
            Who::Keeper => ("管理标准的机构的维护人", "a maintainer of an agency that keeps standards"),
            Who::Lister => ("管理目录的机构的维护人", "a maintainer of an agency that lists standards"),
            Who::Reviewer => ("有复审职责的机构的维护人", "a maintainer of an agency with the review role"),
            Who::Excuser => ("有权批准例外的机构的维护人", "a maintainer of an agency that may waive"),
            Who::Orderer => ("有权责令改正的机构的维护人", "a maintainer of an agency that may order"),
            Who::Acceptor => ("受理备案的另一机构的维护人", "a maintainer of another agency, which accepts filings"),
            Who::Agency => ("该机构的维护人", "a maintainer of that agency"),
            Who::Owner => ("项目单位的维护人", "a maintainer of the project's agency"),
            Who::Erratum => ("同“写入”，须有勘误", "who may set it, with an erratum"),
            Who::Nobody => ("不得改动", "nobody"),
        };
        Phrase { zh, en }
    }

    /// Who that is.
    #[must_use]
    pub fn about(self) -> Phrase {
        let (zh, en) = match self {
            Who::Authority => (
                "`[roles] register` 所列角色的机构。本表没有写的文件和键、不能读取的文件也归它",
                "an agency with a role of `[roles] register`; also for files and keys that stand nowhere in these tables, and for what cannot be read",
            ),
            Who::Keeper => (
                "`[roles]` 中 `register`、`list`、`publish` 所列角色的机构",
                "an agency with a role of `[roles] register`, `list` or `publish`",
            ),
            Who::Lister => (
                "`[roles]` 中 `list`、`register` 所列角色的机构",
                "an agency with a role of `[roles] list` or `register`",
            ),
            Who::Reviewer => (
                "`[roles] review` 所列角色的机构，只以自己的名义（`by`）；数据主管部门有此角色的可以代录",
                "an agency with a role of `[roles] review`, in its own name (`by`); the data authority, where it has the role, also for others",
            ),
            Who::Excuser => (
                "`[roles] waive` 所列角色的机构，只以自己的名义（`approved_by`）；数据主管部门有此角色的可以代录",
                "an agency with a role of `[roles] waive`, in its own name (`approved_by`); the data authority, where it has the role, also for others",
            ),
            Who::Orderer => (
                "`[roles]` 中 `order`、`register` 所列角色的机构",
                "an agency with a role of `[roles] order` or `register`",
            ),
            Who::Acceptor => (
                "`[roles] register` 所列角色的机构，备案单位自己除外",
                "an agency with a role of `[roles] register`, but not the one that files",
            ),
            Who::Agency => (
                "该机构文件中的 `maintainers`，以及数据主管部门",
                "the `maintainers` in the agency's file, and the data authority",
            ),
            Who::Owner => (
                "目标分支上项目所属机构的 `maintainers`，以及数据主管部门；新项目看它写明的机构",
                "the `maintainers` of the agency that owns the project on the target branch, and the data authority; of a new project, of the agency it names",
            ),
            Who::Erratum => ("已公布的事实：同时写 `[[erratum]]`", "a published fact: an `[[erratum]]` goes with it"),
            Who::Nobody => ("已经作出的决定只增不改", "what was decided is appended to, never edited"),
        };
        Phrase { zh, en }
    }
}

/// What is declared of a key; none where nobody is named.
#[must_use]
pub fn owner(kind: Kind, key: &str) -> Option<&'static FieldSpec> {
    let fields = kind.declaration().fields;
    let exact = fields.iter().find(|field| field.key == key);
    exact.or_else(|| fields.iter().find(|field| field.is_above(key)))
}

/// The owners of files that are no records, by the folder that their paths begin with; the last stands for all others.
#[must_use]
pub fn files() -> Vec<(String, Who)> {
    let own = ["templates/", "site/"].map(str::to_owned).into_iter();
    let records = Kind::ALL.iter().filter(|kind| kind.is_many()).map(|kind| kind.files());
    own.chain(records).chain([String::new()]).map(|folder| (folder, Who::Authority)).collect()
}

/// Who may add, change and remove a file that is no record, wherever it lies.
#[must_use]
pub fn file_owner(path: &str) -> Who {
    files().into_iter().find(|(folder, _)| path.starts_with(folder)).map_or(Who::Authority, |(_, who)| who)
}

/// Whether a key is a published fact, which changes with an erratum only.
#[must_use]
pub fn published(kind: Kind, key: &str) -> bool {
    owner(kind, key).is_some_and(|row| row.change == Who::Erratum)
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
