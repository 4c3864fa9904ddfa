//! A search index that is kept while records change: what has to be known of the registry as it was to enter the changes.

use std::collections::{BTreeMap, BTreeSet};

use mulu_core::model::FileId;
use mulu_core::output::InputKey;

use super::fill::search::Documents;
use super::search::{DocumentEntry, SearchIndex};

/// A search index, to be taken over where a registry changed little.
pub struct IndexBefore {
    index: SearchIndex,
    /// The sum of which documents it has, in their order.
    order: InputKey,
    /// What the documents were entered as, by their numbers, of which the records were changed since.
    entered: BTreeMap<usize, DocumentEntry>,
    /// The files of the records that something else may be said of since.
    concerned: BTreeSet<FileId>,
}

impl IndexBefore {
    /// Of an index of these documents.
    pub fn of(index: SearchIndex, documents: &Documents<'_>) -> Self {
        IndexBefore { index, order: documents.order_sum(), entered: BTreeMap::new(), concerned: BTreeSet::new() }
    }

    /// Notes that something else may be said of the records in some files.
    #[must_use]
    pub fn with_concerned(mut self, files: &BTreeSet<FileId>) -> Self {
        self.concerned.extend(files);
        self
    }

    /// Notes what the records in some files are, which will change; none where other documents stand in the places of the index by now.
    #[must_use]
    pub fn with_entered(mut self, documents: &Documents<'_>, files: &BTreeSet<FileId>) -> Option<Self> {
        if self.order != documents.order_sum() {
            return None;
        }
        for number in documents.numbers_in(files) {
            // Of one that changed before, what the index has is what it was then.
            self.entered.entry(number).or_insert_with(|| documents.entry(number));
        }
        Some(self)
    }

    /// The index of the documents as they are now; none where there are others, or in other places.
    pub fn again(self, documents: &Documents<'_>) -> Option<SearchIndex> {
        let IndexBefore { index, order, entered, concerned } = self;
        if order != documents.order_sum() {
            return None;
        }
        let mut changed: BTreeMap<usize, Option<DocumentEntry>> =
            documents.numbers_in(&concerned).into_iter().map(|number| (number, None)).collect();
        changed.extend(entered.into_iter().map(|(number, entry)| (number, Some(entry))));
        Some(documents.with_changed(index, changed))
    }
}
