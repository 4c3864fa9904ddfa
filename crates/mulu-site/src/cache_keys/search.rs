//! The sums of the search index.

use rayon::prelude::*;

use crate::fill::search::Documents;
use crate::search::{IndexFile, Layout, documents_of};
use mulu_core::output::InputKey;

use crate::input_hasher::InputHasher;

use super::file_of;

/// The sums of the files of an index. Rows are each made from their own documents, the rest from all.
#[derive(Debug, PartialEq, Eq)]
pub struct IndexKeys {
    rows: Vec<InputKey>,
    whole: InputKey,
}

impl IndexKeys {
    /// Of documents; `standards` are the sums of these.
    pub fn of(documents: &Documents<'_>, base: &InputHasher, standards: &[InputKey]) -> IndexKeys {
        let layout = documents.layout();
        let rows = |n: usize| {
            let mut sum = base.clone();
            sum.add_value(&(IndexFile::Rows(n), layout));
            documents_of(layout, n).for_each(|number| documents.add_to(&mut sum, number, standards));
            sum.key()
        };
        IndexKeys::with((0..layout.files_of_rows()).into_par_iter().map(rows).collect())
    }

    /// Of an index whose rows have these sums.
    fn with(rows: Vec<InputKey>) -> IndexKeys {
        let mut sum = InputHasher::default();
        for rows in &rows {
            sum.add(rows);
        }
        IndexKeys { whole: sum.key(), rows }
    }

    /// Of the index that an earlier build left, if it had as many rows: `left` says what a file was made from.
    pub fn left(layout: Layout, left: impl Fn(IndexFile) -> Option<InputKey>) -> Option<IndexKeys> {
        (0..layout.files_of_rows()).map(|n| left(IndexFile::Rows(n))).collect::<Option<_>>().map(IndexKeys::with)
    }

    /// Of a file.
    pub fn file(&self, file: IndexFile) -> InputKey {
        match file {
            IndexFile::Rows(n) => self.rows.get(n).copied().unwrap_or_default(),
            _ => file_of(&file.path(), &self.whole),
        }
    }

    /// The files of rows whose sums are not the same.
    pub fn differing<'k>(&'k self, other: &'k IndexKeys) -> impl Iterator<Item = usize> + 'k {
        (0..self.rows.len()).filter(|n| self.rows.get(*n) != other.rows.get(*n))
    }
}
