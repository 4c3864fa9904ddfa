//! What changed in a record between two versions of it, in the field's terms: listed, reviewed, filed, waived, replaced.
//!
//! Pure: bytes in, changes out. Where the versions come from — two commits, two revisions, a revision and the work tree — is the
//! business of others. The old may be badly written or of an older format, so records are compared as plain TOML, key by key.

mod announce;
mod between;
mod compare;
mod entries;
mod key_names;
mod sentence;
#[cfg(test)]
mod tests;
mod upstreams;
mod version;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Kind;
use crate::source::{kind_of, stem};

pub use announce::{AnnouncedItem, Announcement, Heading, VerdictChange, announce, verdict_changes};
pub use between::{FilePair, between, pair_renames, renames};
pub use compare::compare;
pub(crate) use key_names::key_name;
pub use upstreams::{UpstreamChange, upstream_changes};
pub use version::Version;

/// The longest text that a history keeps of a record, in characters.
const LONGEST: usize = 300;

/// The most keys that a history names of one edit.
const MOST_KEYS: usize = 50;

/// A change of one record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordChange {
    /// The record's file, where it is after the change; where it was, if it was removed.
    pub path: String,
    /// What changed.
    #[serde(flatten)]
    pub change: Change,
}

impl RecordChange {
    /// The kind of record.
    #[must_use]
    pub fn kind(&self) -> Kind {
        kind_of(&self.path).unwrap_or(Kind::Config)
    }

    /// The record's id.
    #[must_use]
    pub fn id(&self) -> &str {
        stem(&self.path)
    }
}

/// What can happen to a record. Days are written `YYYY-MM-DD`, standards by their canonical numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(tag = "term", rename_all = "kebab-case")]
pub enum Change {
    /// The record is new.
    Added,
    /// The record is gone.
    Removed,
    /// The file was renamed.
    Moved {
        /// Its path before.
        from: String,
    },
    /// A standard was given another number, or a draft its first.
    Renumbered {
        /// Before; none where it had none.
        was: Option<String>,
        /// After.
        now: String,
    },
    /// A published fact was corrected, with a reason.
    Corrected {
        /// The fact's key.
        key: String,
        /// What it said.
        was: String,
        /// Why it was wrong.
        reason: String,
    },
    /// A review was recorded.
    Reviewed {
        /// When it was concluded.
        day: Option<String>,
        /// `continue`, `revise` or `abolish`.
        conclusion: String,
        /// The agency that concluded it.
        by: String,
    },
    /// A recorded review was edited or removed.
    ReviewRewritten {
        /// When it was concluded.
        day: Option<String>,
    },
    /// It is considered for the catalogue.
    Proposed,
    /// It was listed in the catalogue.
    Listed {
        /// From when.
        day: Option<String>,
    },
    /// It was taken out of the catalogue.
    Delisted {
        /// From when.
        day: Option<String>,
    },
    /// The force that the catalogue gives it changed.
    Bound {
        /// Before.
        was: Option<String>,
        /// After.
        now: Option<String>,
    },
    /// A day was set or changed.
    DateChanged {
        /// The day's key.
        key: String,
        /// Before.
        was: Option<String>,
        /// After.
        now: Option<String>,
    },
    /// It says that it replaces another standard.
    Replaces {
        /// The standard replaced.
        standard: String,
        /// Whether in part only.
        partly: bool,
    },
    /// It was withdrawn, or repealed.
    Withdrawn {
        /// From when.
        day: Option<String>,
    },
    /// An agency filed a standard that it has adopted.
    Filed {
        /// The standard.
        standard: String,
        /// When.
        day: Option<String>,
    },
    /// An agency adopted a standard, or moved on with it, and has not filed it.
    Adopted {
        /// The standard.
        standard: String,
        /// How far it is implemented.
        status: String,
    },
    /// An agency no longer names a standard among those it adopted.
    FilingRemoved {
        /// The standard.
        standard: String,
    },
    /// An agency held a training.
    Trained {
        /// When.
        day: Option<String>,
    },
    /// A project declared how it meets a standard.
    Declared {
        /// The standard.
        standard: String,
        /// How far it is met.
        status: String,
    },
    /// A project has a new piece of evidence.
    EvidenceAdded {
        /// Its kind.
        what: String,
    },
    /// A project was excused from a standard or a clause.
    Waived {
        /// The standard or the clause.
        standard: String,
        /// By whom.
        by: String,
        /// The last day on which it holds.
        until: Option<String>,
    },
    /// A waiver is gone.
    WaiverRemoved {
        /// The standard or the clause.
        standard: String,
    },
    /// A project was ordered to correct something.
    Ordered {
        /// The deadline.
        day: Option<String>,
    },
    /// What was ordered is done.
    OrderClosed {
        /// When.
        day: Option<String>,
    },
    /// A project reached another stage.
    StageChanged {
        /// Before.
        was: Option<String>,
        /// After.
        now: Option<String>,
    },
    /// Other keys changed.
    Edited {
        /// Which, sorted; `text` is the prose.
        keys: Vec<String>,
    },
}

impl Change {
    /// The term that JSON, feeds and pages use: `listed`, `reviewed` …
    #[must_use]
    pub fn term(&self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Moved { .. } => "moved",
            Change::Renumbered { .. } => "renumbered",
            Change::Corrected { .. } => "corrected",
            Change::Reviewed { .. } => "reviewed",
            Change::ReviewRewritten { .. } => "review-rewritten",
            Change::Proposed => "proposed",
            Change::Listed { .. } => "listed",
            Change::Delisted { .. } => "delisted",
            Change::Bound { .. } => "bound",
            Change::DateChanged { .. } => "date-changed",
            Change::Replaces { .. } => "replaces",
            Change::Withdrawn { .. } => "withdrawn",
            Change::Filed { .. } => "filed",
            Change::Adopted { .. } => "adopted",
            Change::FilingRemoved { .. } => "filing-removed",
            Change::Trained { .. } => "trained",
            Change::Declared { .. } => "declared",
            Change::EvidenceAdded { .. } => "evidence-added",
            Change::Waived { .. } => "waived",
            Change::WaiverRemoved { .. } => "waiver-removed",
            Change::Ordered { .. } => "ordered",
            Change::OrderClosed { .. } => "order-closed",
            Change::StageChanged { .. } => "stage-changed",
            Change::Edited { .. } => "edited",
        }
    }

    /// Cuts what records say down to what a line can show: a history tells it again for every commit, and a record may hold a
    /// megabyte in one value.
    pub fn shorten(&mut self) {
        let texts: Vec<&mut String> = match self {
            // The path of a record that moved leads to its older name: it stays whole.
            Change::Added | Change::Removed | Change::Proposed | Change::Moved { .. } => Vec::new(),
            Change::Renumbered { was, now } => was.iter_mut().chain([now]).collect(),
            Change::Corrected { key, was, reason } => vec![key, was, reason],
            Change::Reviewed { day, conclusion, by } => day.iter_mut().chain([conclusion, by]).collect(),
            Change::ReviewRewritten { day }
            | Change::Listed { day }
            | Change::Delisted { day }
            | Change::Withdrawn { day }
            | Change::Trained { day }
            | Change::Ordered { day }
            | Change::OrderClosed { day } => day.iter_mut().collect(),
            Change::Bound { was, now } | Change::StageChanged { was, now } => was.iter_mut().chain(now).collect(),
            Change::DateChanged { key, was, now } => was.iter_mut().chain(now).chain([key]).collect(),
            Change::Replaces { standard, .. }
            | Change::FilingRemoved { standard }
            | Change::WaiverRemoved { standard } => {
                vec![standard]
            }
            Change::Filed { standard, day } => day.iter_mut().chain([standard]).collect(),
            Change::Adopted { standard, status } | Change::Declared { standard, status } => vec![standard, status],
            Change::EvidenceAdded { what } => vec![what],
            Change::Waived { standard, by, until } => until.iter_mut().chain([standard, by]).collect(),
            Change::Edited { keys } => {
                keys.truncate(MOST_KEYS);
                keys.iter_mut().collect()
            }
        };
        for text in texts {
            if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
                text.truncate(cut);
                text.push('…');
            }
        }
    }

    /// The standard of another record that the change is about: it belongs to that standard's history too.
    #[must_use]
    pub fn about(&self) -> Option<&str> {
        match self {
            Change::Replaces { standard, .. }
            | Change::Filed { standard, .. }
            | Change::Adopted { standard, .. }
            | Change::FilingRemoved { standard }
            | Change::Waived { standard, .. }
            | Change::WaiverRemoved { standard } => Some(standard),
            _ => None,
        }
    }
}
