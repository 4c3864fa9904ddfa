//! Every reference that the records of a registry make.

use crate::model::FileRange;
use crate::references::{HasReferences, Reference};

use super::Registry;
use super::records::{ListVisitor, Record};

impl Registry {
    /// Hands over every reference that the records make, kind by kind, in the order of their files.
    pub fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        self.each_reference_in(None, each);
    }

    /// Hands over every reference that the records in some files make; of all files where none are named.
    pub fn each_reference_in<'r>(&'r self, files: Option<FileRange>, each: &mut dyn FnMut(Reference<'r>)) {
        tell(std::slice::from_ref(&self.config), files, each);
        tell(&self.classes, files, each);
        tell(&self.evidence_kinds, files, each);
        self.each_list(&mut RecordedReferences { files, each });
    }
}

struct RecordedReferences<'e, 'r> {
    files: Option<FileRange>,
    each: &'e mut dyn FnMut(Reference<'r>),
}

impl<'r> ListVisitor<'r> for RecordedReferences<'_, 'r> {
    fn list<T: Record>(&mut self, list: &'r [T]) {
        tell(list, self.files, self.each);
    }
}

/// A list of records is in the order of their files.
fn tell<'r, T: HasReferences>(list: &'r [T], files: Option<FileRange>, each: &mut dyn FnMut(Reference<'r>)) {
    let places = files.map_or(0..list.len(), |files| files.places_in(list, HasReferences::file));
    list.get(places).unwrap_or_default().iter().for_each(|record| record.each_reference(each));
}
