//! Two versions of a record → what changed.

use toml::{Table, Value};

use crate::model::Kind;
use crate::parse::{ValueType, describe};

use super::version::{canonical, text};
use super::{Change, Version, entries};

/// The ids that a record had: that it was renamed says so already.
const FORMERLY: &str = "formerly";

/// What changed in a record of a kind. `old` is none for a new record, `new` for one that is gone.
///
/// What a new record already says — that it is listed, reviewed, filed — counts as having happened with it.
#[must_use]
pub fn compare(kind: Kind, old: Option<&Version>, new: Option<&Version>) -> Vec<Change> {
    let empty = Version::empty();
    let Some(now) = new else { return vec![Change::Removed] };
    let mut changes = Vec::new();
    if old.is_none() {
        changes.push(Change::Added);
    }
    let was = old.unwrap_or(&empty);
    if !was.readable || !now.readable {
        if old.is_some() && was != now {
            changes.push(Change::Edited { keys: Vec::new() });
        }
        return changes;
    }
    let mut comparison = VersionComparison { was, now, is_new: old.is_none(), changes, edited: Vec::new() };
    match kind {
        Kind::Standard => comparison.standard(),
        Kind::Policy => comparison.policy(),
        Kind::Agency => entries::agency(&mut comparison),
        Kind::Project => entries::project(&mut comparison),
        kind => comparison.by_keys(kind),
    }
    comparison.finish()
}

/// Two versions, and what was found so far.
pub(super) struct VersionComparison<'v> {
    pub was: &'v Version,
    pub now: &'v Version,
    pub is_new: bool,
    pub changes: Vec<Change>,
    pub edited: Vec<String>,
}

impl VersionComparison<'_> {
    fn finish(mut self) -> Vec<Change> {
        // What no term tells of, such as a list in another order or a value of the wrong type, is still an edit.
        if self.changes.is_empty() && self.edited.is_empty() {
            self.others(&[FORMERLY]);
        }
        self.edited.retain(|key| key != FORMERLY);
        self.edited.sort_unstable();
        self.edited.dedup();
        // A new record has no edits: everything in it is new.
        if !self.edited.is_empty() && !self.is_new {
            self.changes.push(Change::Edited { keys: self.edited });
        }
        self.changes
    }

    fn standard(&mut self) {
        self.number();
        self.errata();
        self.catalogue();
        self.reviews();
        self.replaces();
        self.withdrawn("withdrawn");
        self.days(&["issued", "effective"]);
        self.drafting();
        let told = [
            "number",
            "former_numbers",
            "erratum",
            "catalogue",
            "review",
            "replaces",
            "partly_replaces",
            "withdrawn",
            "issued",
            "effective",
            "drafting",
        ];
        self.others(&told);
    }

    /// The number, and those that it had: the one becomes the other.
    fn number(&mut self) {
        let (was, now) = (self.was.number(), self.now.number());
        let former = |version: &Version| version.keys.get("former_numbers").cloned();
        match now {
            Some(now) if !self.is_new && was.as_ref() != Some(&now) => {
                self.changes.push(Change::Renumbered { was, now });
            }
            None if was.is_some() => self.edited.push("number".to_owned()),
            _ if former(self.was) != former(self.now) => self.edited.push("former_numbers".to_owned()),
            // The same number, written otherwise.
            _ if self.was.text("number") != self.now.text("number") => self.edited.push("number".to_owned()),
            _ => {}
        }
    }

    fn policy(&mut self) {
        self.errata();
        self.withdrawn("repealed");
        self.days(&["issued", "effective", "expires"]);
        self.others(&["erratum", "repealed", "issued", "effective", "expires"]);
    }

    /// What is told of a kind without terms of its own: which days were set or changed, and which other keys.
    fn by_keys(&mut self, kind: Kind) {
        let shape = kind.declaration().schemas.first().map(|schema| describe(kind, schema.path)).unwrap_or_default();
        let days = shape.keys.iter().filter(|(_, value)| matches!(value, ValueType::Day | ValueType::DayOrUnknown));
        let days: Vec<&str> = days.map(|(key, _)| *key).collect();
        self.days(&days);
        self.others(&days);
    }

    fn errata(&mut self) {
        let old = self.was.tables("erratum");
        for erratum in self.now.tables("erratum").into_iter().filter(|erratum| !old.contains(erratum)) {
            let said = |key| text(erratum, key).unwrap_or_default();
            self.changes.push(Change::Corrected { key: said("key"), was: said("was"), reason: said("reason") });
        }
        let kept = self.now.tables("erratum");
        if old.iter().any(|erratum| !kept.contains(erratum)) {
            self.edited.push("erratum".to_owned());
        }
    }

    fn catalogue(&mut self) {
        let none = Table::new();
        let was = self.was.table("catalogue").unwrap_or(&none);
        let now = self.now.table("catalogue").unwrap_or(&none);
        let status = |table| text(table, "status");
        let moved = status(was) != status(now);
        match status(now).as_deref() {
            _ if !moved => {}
            Some("listed") => self.changes.push(Change::Listed { day: text(now, "listed") }),
            Some("proposed") => self.changes.push(Change::Proposed),
            Some("delisted") => self.changes.push(Change::Delisted { day: text(now, "delisted") }),
            _ if status(was).as_deref() == Some("listed") => self.changes.push(Change::Delisted { day: None }),
            _ => self.edited.push("catalogue".to_owned()),
        }
        for key in ["listed", "delisted"] {
            let (was, now) = (text(was, key), text(now, key));
            if !moved && was != now {
                self.changes.push(Change::DateChanged { key: format!("catalogue.{key}"), was, now });
            }
        }
        let (was_bound, now_bound) = (text(was, "binding"), text(now, "binding"));
        if !moved && was_bound != now_bound {
            self.changes.push(Change::Bound { was: was_bound, now: now_bound });
        }
        if !moved {
            for key in differing(was, now, &["status", "listed", "delisted", "binding"]) {
                self.edited.push(format!("catalogue.{key}"));
            }
        }
    }

    /// Reviews are only ever appended: one that is gone or different was rewritten.
    fn reviews(&mut self) {
        let old = self.was.tables("review");
        let new = self.now.tables("review");
        let mut added: Vec<&&Table> = new.iter().filter(|review| !old.contains(review)).collect();
        for gone in old.iter().filter(|review| !new.contains(review)) {
            let day = text(gone, "date");
            if let Some(edited) = added.iter().position(|review| text(review, "date") == day) {
                added.remove(edited);
            }
            self.changes.push(Change::ReviewRewritten { day });
        }
        for review in added {
            let said = |key| text(review, key).unwrap_or_default();
            let day = text(review, "date");
            self.changes.push(Change::Reviewed { day, conclusion: said("conclusion"), by: said("by") });
        }
    }

    fn replaces(&mut self) {
        for (key, partly) in [("replaces", false), ("partly_replaces", true)] {
            let (old, new) = (numbers(&self.was.keys, key), numbers(&self.now.keys, key));
            for standard in new.iter().filter(|number| !old.contains(number)) {
                self.changes.push(Change::Replaces { standard: standard.clone(), partly });
            }
            if old.iter().any(|number| !new.contains(number)) {
                self.edited.push(key.to_owned());
            }
        }
    }

    fn withdrawn(&mut self, key: &str) {
        let (was, now) = (self.was.text(key), self.now.text(key));
        if was == now {
            return;
        }
        if was.is_none() {
            self.changes.push(Change::Withdrawn { day: now });
        } else {
            self.changes.push(Change::DateChanged { key: key.to_owned(), was, now });
        }
    }

    /// Days that were set or changed. Those of a new record are not news of their own.
    pub fn days(&mut self, keys: &[&str]) {
        for key in keys.iter().filter(|_| !self.is_new) {
            let (was, now) = (self.was.text(key), self.now.text(key));
            if was != now {
                self.changes.push(Change::DateChanged { key: (*key).to_owned(), was, now });
            }
        }
    }

    fn drafting(&mut self) {
        let none = Table::new();
        let was = self.was.table("drafting").unwrap_or(&none);
        let now = self.now.table("drafting").unwrap_or(&none);
        for key in differing(was, now, &[]).into_iter().filter(|_| !self.is_new) {
            let (was, now) = (text(was, &key), text(now, &key));
            self.changes.push(Change::DateChanged { key: format!("drafting.{key}"), was, now });
        }
    }

    /// The keys that nothing else told about, and the prose.
    pub fn others(&mut self, told: &[&str]) {
        self.edited.extend(differing(&self.was.keys, &self.now.keys, told));
        if self.was.prose != self.now.prose {
            self.edited.push("text".to_owned());
        }
    }
}

/// The keys whose values differ, but for some.
fn differing(was: &Table, now: &Table, but: &[&str]) -> Vec<String> {
    let mut keys: Vec<&String> = was.keys().chain(now.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let differs = |key: &&String| !but.contains(&key.as_str()) && was.get(*key) != now.get(*key);
    keys.into_iter().filter(differs).cloned().collect()
}

fn numbers(table: &Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(canonical).collect()
}
