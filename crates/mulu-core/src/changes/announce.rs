//! The announcement of what changed (公告): 新增, 修订, 废止, and what else the field asks for.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::message::StaticMessage;
use crate::model::{Kind, Spanned, Standard};
use crate::registry::Registry;

use super::{Change, RecordChange};

/// The parts of an announcement, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// 新增: records that are new and replace nothing.
    Added,
    /// 修订: editions that replace another.
    Revised,
    /// 废止: withdrawn standards, repealed policies.
    Abolished,
    /// 列入目录.
    Listed,
    /// 移出目录.
    Delisted,
    /// 复审.
    Reviewed,
    /// 勘误.
    Corrected,
    /// 备案.
    Filed,
    /// 例外.
    Waived,
    /// 删除: records that are gone.
    Removed,
    /// 其他.
    Other,
}

impl Heading {
    /// Every heading, in order.
    pub const ALL: [Heading; 11] = [
        Heading::Added,
        Heading::Revised,
        Heading::Abolished,
        Heading::Listed,
        Heading::Delisted,
        Heading::Reviewed,
        Heading::Corrected,
        Heading::Filed,
        Heading::Waived,
        Heading::Removed,
        Heading::Other,
    ];

    /// What it says.
    #[must_use]
    pub fn phrase(self) -> StaticMessage {
        let (zh, en) = match self {
            Heading::Added => ("新增", "Added"),
            Heading::Revised => ("修订", "Revised"),
            Heading::Abolished => ("废止", "Abolished"),
            Heading::Listed => ("列入目录", "Listed"),
            Heading::Delisted => ("移出目录", "Delisted"),
            Heading::Reviewed => ("复审", "Reviews"),
            Heading::Corrected => ("勘误", "Corrections"),
            Heading::Filed => ("备案", "Filings"),
            Heading::Waived => ("例外", "Waivers"),
            Heading::Removed => ("删除记录", "Records removed"),
            Heading::Other => ("其他", "Other changes"),
        };
        StaticMessage { zh, en }
    }

    fn of(change: &Change, replaces: bool) -> Heading {
        match change {
            Change::Added if replaces => Heading::Revised,
            Change::Added => Heading::Added,
            Change::Replaces { .. } => Heading::Revised,
            Change::Withdrawn { .. } => Heading::Abolished,
            Change::Listed { .. } => Heading::Listed,
            Change::Delisted { .. } => Heading::Delisted,
            Change::Reviewed { .. } | Change::ReviewRewritten { .. } => Heading::Reviewed,
            Change::Corrected { .. } => Heading::Corrected,
            Change::Filed { .. } | Change::Adopted { .. } | Change::FilingRemoved { .. } => Heading::Filed,
            Change::Waived { .. } | Change::WaiverRemoved { .. } => Heading::Waived,
            Change::Removed => Heading::Removed,
            _ => Heading::Other,
        }
    }
}

/// What an announcement says of one record under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncedItem {
    /// The heading.
    pub heading: Heading,
    /// The kind of record.
    pub kind: Kind,
    /// The record's id.
    pub record: String,
    /// Its canonical number, or its name.
    pub name: String,
    /// A standard's title.
    pub title: Option<String>,
    /// What changed, in the record's order.
    pub changes: Vec<Change>,
}

/// What changed between two registries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// By heading, then by path.
    pub items: Vec<AnnouncedItem>,
}

impl Announcement {
    /// The items under a heading.
    pub fn under(&self, heading: Heading) -> impl Iterator<Item = &AnnouncedItem> {
        self.items.iter().filter(move |item| item.heading == heading)
    }
}

/// Orders what changed from one registry to another by what it means.
#[must_use]
pub fn announce(before: &Registry, after: &Registry, changes: &[RecordChange]) -> Announcement {
    let mut by_record: BTreeMap<(Heading, &str), Vec<&RecordChange>> = BTreeMap::new();
    let mut replacing: Vec<&str> = Vec::new();
    for change in changes {
        if matches!(change.change, Change::Replaces { .. }) {
            replacing.push(&change.path);
        }
    }
    for change in changes {
        let replaces = replacing.binary_search(&change.path.as_str()).is_ok();
        let heading = Heading::of(&change.change, replaces);
        by_record.entry((heading, &change.path)).or_default().push(change);
    }
    let (old_standards, new_standards) = (by_id(before), by_id(after));
    let items = by_record.into_iter().filter_map(|((heading, _), changes)| {
        let first = changes.first()?;
        let removed = first.change == Change::Removed;
        let (registry, standards) = if removed { (before, &old_standards) } else { (after, &new_standards) };
        let (name, title) = names(registry, standards, first.kind(), first.id());
        let changes = changes.iter().map(|change| change.change.clone()).collect();
        Some(AnnouncedItem { heading, kind: first.kind(), record: first.id().to_owned(), name, title, changes })
    });
    Announcement { items: items.collect() }
}

fn by_id(registry: &Registry) -> HashMap<&str, &Standard> {
    registry.standards.iter().map(|standard| (standard.id.as_str(), standard)).collect()
}

/// What to call a record, and a standard's title.
fn names(registry: &Registry, standards: &HashMap<&str, &Standard>, kind: Kind, id: &str) -> (String, Option<String>) {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let named = |name: Option<String>| (name.unwrap_or_else(|| id.to_owned()), None);
    match kind {
        Kind::Standard => match standards.get(id) {
            Some(standard) => (standard.name().to_owned(), text(&standard.title).filter(|_| standard.number.is_some())),
            None => named(None),
        },
        _ => named(registry.record(kind, id).and_then(|record| record.title().map(str::to_owned))),
    }
}

/// A project's verdict that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct VerdictChange {
    /// The project's id.
    pub project: String,
    /// What is demanded: a standard's id or a kind of evidence.
    pub what: String,
    /// The verdict before; none where nothing was demanded.
    pub was: Option<String>,
    /// The verdict after; none where nothing is demanded any more.
    pub now: Option<String>,
}

/// The verdicts that changed, given each audit as (project, what is demanded) → verdict.
#[must_use]
pub fn verdict_changes(
    before: &BTreeMap<(String, String), String>,
    after: &BTreeMap<(String, String), String>,
) -> Vec<VerdictChange> {
    let mut keys: Vec<&(String, String)> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let change = |key: &(String, String)| {
        let (was, now) = (before.get(key).cloned(), after.get(key).cloned());
        (was != now).then(|| VerdictChange { project: key.0.clone(), what: key.1.clone(), was, now })
    };
    keys.into_iter().filter_map(change).collect()
}
