//! Some files read again: an edit costs its own file and the links of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::{Agency, FileId, Kind, Policy, Project, Standard};
use crate::number::Number;
use crate::source::{Source, kind_of};

use super::Registry;
use super::links::Links;
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
            let record = matches!(kind_of(path)?, Kind::Standard | Kind::Policy | Kind::Agency | Kind::Project);
            let parsed = if record { read_record(source, file, path).ok()? } else { return None };
            Some((file, parsed))
        };
        let Some(read) = paths.par_iter().map(read).collect::<Option<Vec<(FileId, Parsed)>>>() else { return false };
        let mut relink = false;
        for (file, (record, faults, digest)) in read {
            let place = file.0 as usize;
            if self.digests[place] == digest {
                continue;
            }
            self.digests[place] = digest;
            let (start, end) =
                (self.faults.partition_point(|(at, _)| *at < file), self.faults.partition_point(|(at, _)| *at <= file));
            self.faults.splice(start..end, faults.into_iter().map(|fault| (file, fault)));
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
            Some(Kind::Standard) => {
                let same = |old: &Standard, new: &Standard| links_alike(old, new);
                put(&mut self.standards, file, standard, |own| own.file, same)
            }
            Some(Kind::Policy) => put(
                &mut self.policies,
                file,
                policy,
                |own| own.file,
                |old, new| old.id == new.id && mandated(old) == mandated(new),
            ),
            Some(Kind::Agency) => put(
                &mut self.agencies,
                file,
                agency,
                |own| own.file,
                |old, new| old.id == new.id && filed(old) == filed(new),
            ),
            Some(Kind::Project) => put(
                &mut self.projects,
                file,
                project,
                |own| own.file,
                |old, new| old.id == new.id && declared(old) == declared(new),
            ),
            Some(Kind::Config | Kind::Taxonomy | Kind::Evidence) | None => true,
        }
    }
}

/// Puts a record into its place in a list that is in the order of files. False where it took the place of one that is `same`.
fn put<T>(
    list: &mut Vec<T>,
    file: FileId,
    record: Option<T>,
    at: impl Fn(&T) -> FileId,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    match (list.binary_search_by_key(&file, at), record) {
        (Ok(place), Some(record)) => {
            let alike = same(&list[place], &record);
            list[place] = record;
            !alike
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

/// Whether two states of a standard's file have the same links: its name, its number or title, and what it replaces.
fn links_alike(old: &Standard, new: &Standard) -> bool {
    let named = |own: &Standard| match (&own.number, &own.title) {
        (Some(cited), _) => (Some(cited.number.clone()), None),
        (None, title) => (None, title.as_ref().map(|title| title.value.clone())),
    };
    let replaced = |own: &Standard| {
        let numbers = |list: &[crate::model::Spanned<crate::model::Cited>]| {
            list.iter().map(|cited| cited.number.clone()).collect::<Vec<_>>()
        };
        (numbers(&own.replaces), numbers(&own.partly_replaces))
    };
    old.id == new.id && named(old) == named(new) && replaced(old) == replaced(new)
}

/// The numbers that a policy's clauses mandate, clause by clause.
fn mandated(policy: &Policy) -> Vec<Vec<&Number>> {
    policy.clauses.iter().map(|clause| clause.mandates.iter().map(|cited| &cited.number).collect()).collect()
}

/// The numbers that an agency filed, filing by filing.
fn filed(agency: &Agency) -> Vec<Option<&Number>> {
    agency.adoptions.iter().map(|filing| filing.standard.as_ref().map(|cited| &cited.number)).collect()
}

/// The numbers that a project declares, declaration by declaration.
fn declared(project: &Project) -> Vec<Option<&Number>> {
    project.conformance.iter().map(|declared| declared.standard.as_ref().map(|cited| &cited.number)).collect()
}
