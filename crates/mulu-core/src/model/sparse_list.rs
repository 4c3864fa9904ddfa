//! Lists that most records do not have.

use std::ops::{Deref, DerefMut};

/// A list that is empty in most records: then it takes a third of a vector's room, which counts where there are a million records.
#[derive(Clone, Debug)]
#[allow(clippy::box_collection, reason = "a vector takes three words where it is empty, this takes one")]
pub struct SparseList<T>(Option<Box<Vec<T>>>);

impl<T> Default for SparseList<T> {
    fn default() -> Self {
        SparseList(None)
    }
}

impl<T> From<Vec<T>> for SparseList<T> {
    fn from(list: Vec<T>) -> Self {
        SparseList((!list.is_empty()).then(|| Box::new(list)))
    }
}

impl<T> FromIterator<T> for SparseList<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        items.into_iter().collect::<Vec<T>>().into()
    }
}

impl<T> Deref for SparseList<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

impl<T> DerefMut for SparseList<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_deref_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl<'l, T> IntoIterator for &'l SparseList<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
