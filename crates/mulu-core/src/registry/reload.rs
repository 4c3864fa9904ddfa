//! Some files read again: an edit costs its own file and the links of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::{Agency, FileId, Kind, Policy, Project, Spanned, Standard};
use crate::references::Refers;
use crate::source::{Source, kind_of};

use super::Registry;
use super::links::{Links, cited};
use super::load::{Parsed, Record, read_record};

impl Registry {
    /// Reads files of the registry again that were changed in place, and links anew what they say.
    ///
    /// The registry is then the same as one loaded whole. False where that takes a whole load: a file is not among
    /// [`Registry::files`], is no standard, policy, agency or project, or cannot be read; then nothing is changed.
    pub fn reread(&mut self, source: &dyn Source, paths: &BTreeSet<String>) -> bool {
        let paths: Vec<&String> = paths.iter().collect();
        let read = |path: &&String| {
            let place = self.files.binary_search(path).ok()?;
            let file = FileId(u32::try_from(place).ok()?);
            let parsed = if kind_of(path)?.is_many() {
                read_record(source, file, path, &self.config.grammar).ok()?
            } else {
                return None;
            };
            Some((file, parsed))
        };
        let Some(read) = paths.par_iter().map(read).collect::<Option<Vec<(FileId, Parsed)>>>() else { return false };
        let mut relink = false;
        for (file, Parsed { record, diagnostics, digest, text }) in read {
            let place = file.0 as usize;
            if self.digests[place] == digest {
                continue;
            }
            self.digests[place] = digest;
            self.texts[place] = text;
            let (start, end) = (
                self.diagnostics.partition_point(|(at, _)| *at < file),
                self.diagnostics.partition_point(|(at, _)| *at <= file),
            );
            self.diagnostics.splice(start..end, diagnostics.into_iter().map(|diagnostic| (file, diagnostic)));
            relink |= self.replace(file, record);
        }
        if relink {
            self.links = Links::of(self);
        }
        true
    }

    /// Puts what a file says now in the place of what it said. Whether links may differ.
    fn replace(&mut self, file: FileId, record: Record) -> bool {
        let (mut standard, mut policy, mut agency, mut project) = (None, None, None, None);
        match record {
            Record::Standard(now) => standard = Some(*now),
            Record::Policy(now) => policy = Some(*now),
            Record::Agency(now) => agency = Some(*now),
            Record::Project(now) => project = Some(*now),
            Record::Config(_) | Record::Classes(_) | Record::EvidenceKinds(_) | Record::Nothing => {}
        }
        match kind_of(self.path(file)) {
            Some(Kind::Standard) => put(&mut self.standards, file, standard),
            Some(Kind::Policy) => put(&mut self.policies, file, policy),
            Some(Kind::Agency) => put(&mut self.agencies, file, agency),
            Some(Kind::Project) => put(&mut self.projects, file, project),
            Some(Kind::Config | Kind::Taxonomy | Kind::Evidence) | None => true,
        }
    }
}

/// A record that takes part in the links of a registry.
trait Linked: Refers {
    /// What links are made of: two states of one record in which this is the same have the same links.
    fn links(&self) -> impl PartialEq;
}

impl Linked for Standard {
    /// Its number and title, the numbers that it cites, and what open mandates look at.
    fn links(&self) -> impl PartialEq {
        let number = self.number.as_ref().map(|cited| &cited.number);
        let texts = (texts(&self.classes), texts(&self.topics), texts(&self.keywords));
        let form = self.form.as_ref().map(|form| form.value);
        (&self.id, number, text(&self.title), cited(self), texts, form, text(&self.issuer))
    }
}

impl Linked for Policy {
    /// The numbers that it mandates, and its open mandates, clause by clause.
    fn links(&self) -> impl PartialEq {
        let open = self.clauses.iter().map(|clause| text(&clause.mandates_where));
        (&self.id, text(&self.jurisdiction), cited(self), open.collect::<Vec<_>>())
    }
}

impl Linked for Agency {
    fn links(&self) -> impl PartialEq {
        (&self.id, cited(self))
    }
}

impl Linked for Project {
    fn links(&self) -> impl PartialEq {
        (&self.id, cited(self))
    }
}

fn text(text: &Option<Spanned<String>>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

fn texts(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

/// Puts a record into its place in a list that is in the order of files. Whether links may differ.
fn put<T: Linked>(list: &mut Vec<T>, file: FileId, record: Option<T>) -> bool {
    match (list.binary_search_by_key(&file, Refers::file), record) {
        (Ok(place), Some(record)) => {
            let differ = list[place].links() != record.links();
            list[place] = record;
            differ
        }
        (Ok(place), None) => {
            list.remove(place);
            true
        }
        (Err(place), Some(record)) => {
            list.insert(place, record);
            true
        }
        (Err(_), None) => false,
    }
}
