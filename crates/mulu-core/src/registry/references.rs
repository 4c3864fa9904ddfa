//! Every reference that the records of a registry make.

use crate::model::FileId;
use crate::references::{HasReferences, Reference};

use super::Registry;
use super::records::{ListVisitor, Record};

impl Registry {
    /// Hands over every reference that the records make, kind by kind, in the order of their files.
    pub fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        self.each_reference_in(None, each);
    }

    /// Hands over every reference that the records in a file make; of all files where none is named.
    pub fn each_reference_in<'r>(&'r self, file: Option<FileId>, each: &mut dyn FnMut(Reference<'r>)) {
        tell(std::slice::from_ref(&self.config), file, each);
        tell(&self.classes, file, each);
        tell(&self.evidence_kinds, file, each);
        self.each_list(&mut RecordedReferences { file, each });
    }
}

struct RecordedReferences<'e, 'r> {
    file: Option<FileId>,
    each: &'e mut dyn FnMut(Reference<'r>),
}

impl<'r> ListVisitor<'r> for RecordedReferences<'_, 'r> {
    fn list<T: Record>(&mut self, list: &'r [T]) {
        tell(list, self.file, self.each);
    }
}

/// A list of records is in the order of their files.
fn tell<'r, T: HasReferences>(list: &'r [T], file: Option<FileId>, each: &mut dyn FnMut(Reference<'r>)) {
    let places = file.map_or(0..list.len(), |file| {
        list.partition_point(|record| record.file() < file)..list.partition_point(|record| record.file() <= file)
    });
    list.get(places).unwrap_or_default().iter().for_each(|record| record.each_reference(each));
}
