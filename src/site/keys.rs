//! What each file of a site is made from, as one sum: where it is the same as last time, so is the file.
//!
//! Three kinds of files are told apart:
//!
//! * A standard's files are many, and each is made from few records: its own, those of the editions it is linked with, and those
//!   that speak of them. Their sum is taken over the bytes of these files and over what was derived from the rest.
//! * Other pages are summed after their view is filled, before it is rendered: the view and the templates are all there is.
//! * The rest is made each time and compared.
//!
//! Every sum includes the base: the version of the program, the day, the revision, the theme, and the files that any page may
//! show (configuration, taxonomy, kinds of evidence, policies).

use std::fmt::{self, Write as _};
use std::io;

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::day::Day;
use crate::model::FileId;
use crate::output::Key;
use crate::registry::{Registry, Target};

use super::derived::Answers;
use super::found::Found;
use super::{Site, Theme};

/// A sum that texts, bytes and views can be written into.
#[derive(Clone, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// Adds bytes; their length keeps them apart from the next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// Adds what a value shows for programmers: all of it.
    pub fn add_debug(&mut self, value: &impl fmt::Debug) {
        // Writing into a sum cannot fail.
        let _ = write!(self, "{value:?}\u{0}");
    }

    /// Adds a view, as a template would see it.
    pub fn add_view(&mut self, view: &(impl Serialize + ?Sized)) {
        if serde_json::to_writer(&mut *self, view).is_err() {
            // What cannot be summed is never the same again: a page with it is made each time.
            self.0.update(b"unsummed");
        }
        self.0.update([0]);
    }

    /// The sum.
    pub fn key(self) -> Key {
        self.0.finalize().into()
    }
}

impl fmt::Write for Sum {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

impl io::Write for Sum {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The sum of all that a site is made from: files with the sums of their bytes, the theme, the day, and what git says (`git`: the
/// revision and whatever else of the repository pages show).
#[must_use]
pub fn inputs<'f>(files: impl Iterator<Item = (&'f str, &'f Key)>, theme: &Theme, day: Day, git: &str) -> Key {
    let mut sum = Sum::default();
    sum.add(env!("CARGO_PKG_VERSION").as_bytes());
    sum.add_debug(&day);
    sum.add(git.as_bytes());
    add_theme(&mut sum, theme);
    for (path, digest) in files {
        sum.add(path.as_bytes());
        sum.add(digest);
    }
    sum.key()
}

fn add_theme(sum: &mut Sum, theme: &Theme) {
    for (name, text) in theme.templates.iter().chain(&theme.messages).chain(&theme.pages) {
        sum.add(name.as_bytes());
        sum.add(text.as_bytes());
    }
    for (name, bytes) in &theme.assets {
        sum.add(name.as_bytes());
        sum.add(bytes);
    }
}

/// The sums of one site.
pub struct Keys {
    base: Sum,
    standards: Vec<Key>,
}

impl Keys {
    /// Sums up a site's standards.
    pub fn of(site: &Site<'_>, answers: &Answers<'_>, found: &Found<'_>) -> Keys {
        let base = base(site);
        let near = Near { registry: site.registry, answers, day: site.day };
        let families = near.families();
        let standard = |index: usize| {
            let mut sum = base.clone();
            sum.add(&families[index]);
            near.add_own(&mut sum, index);
            let file = site.registry.standards[index].file;
            sum.add_debug(&found.in_file(file));
            sum.key()
        };
        let standards = (0..site.registry.standards.len()).into_par_iter().map(standard).collect();
        Keys { base, standards }
    }

    /// The sum that every other begins with.
    pub fn base(&self) -> Sum {
        self.base.clone()
    }

    /// Of a file of one standard: `what` tells its files apart.
    pub fn standard(&self, index: usize, what: &str) -> Key {
        let mut sum = Sum::default();
        sum.add(what.as_bytes());
        sum.add(&self.standards[index]);
        sum.key()
    }
}

fn base(site: &Site<'_>) -> Sum {
    let registry = site.registry;
    let mut sum = Sum::default();
    sum.add(env!("CARGO_PKG_VERSION").as_bytes());
    sum.add_debug(&site.day);
    sum.add_debug(&site.revision);
    sum.add_debug(&site.history.map(|history| &history.missing));
    sum.add_debug(&registry.config.site_url);
    add_theme(&mut sum, site.theme);
    let everywhere =
        |path: &str| path == "book.toml" || path.starts_with("policies/") || path == "standards/taxonomy.toml";
    for (path, digest) in registry.files.iter().zip(&registry.digests).filter(|(path, _)| everywhere(path)) {
        sum.add(path.as_bytes());
        sum.add(digest);
    }
    sum
}

/// What lies near a standard.
struct Near<'s> {
    registry: &'s Registry,
    answers: &'s Answers<'s>,
    day: Day,
}

impl Near<'_> {
    fn add_file(&self, sum: &mut Sum, file: FileId) {
        sum.add(self.registry.path(file).as_bytes());
        sum.add(&self.registry.digests[file.0 as usize]);
    }

    /// For each standard the sum over the editions that it is linked with, by any number of steps, and over the agencies and
    /// projects that speak of them.
    fn families(&self) -> Vec<Key> {
        let registry = self.registry;
        let mut groups = Groups::of(registry.standards.len());
        for index in 0..registry.standards.len() {
            let linked = registry.predecessors(index).into_iter();
            let linked = linked.chain(registry.successors(index).iter().copied());
            linked
                .chain(registry.partial_successors(index).iter().copied())
                .for_each(|other| groups.join(index, other));
            // The first of a number's editions stands for all.
            if let Some(first) = registry.first_of_family(index) {
                groups.join(index, first);
            }
        }
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); registry.standards.len()];
        for index in 0..registry.standards.len() {
            let group = groups.find(index);
            members[group].push(index);
        }
        let sums: Vec<Key> = members.par_iter().map(|members| self.group(members)).collect();
        (0..registry.standards.len()).map(|index| sums[groups.find(index)]).collect()
    }

    fn group(&self, members: &[usize]) -> Key {
        let mut sum = Sum::default();
        for index in members {
            self.add_card(&mut sum, *index);
            let mentions = self.registry.mentions(*index);
            for mention in &mentions.filings {
                self.add_file(&mut sum, self.registry.agencies[mention.record].file);
            }
            for mention in &mentions.declarations {
                self.add_file(&mut sum, self.registry.projects[mention.record].file);
            }
        }
        sum.key()
    }

    /// What other pages show of a standard.
    fn add_card(&self, sum: &mut Sum, index: usize) {
        self.add_file(sum, self.registry.standards[index].file);
        sum.add(self.answers.standard(index).status.id().as_bytes());
    }

    /// What only its own page shows.
    fn add_own(&self, sum: &mut Sum, index: usize) {
        let registry = self.registry;
        let record = &registry.standards[index];
        self.add_card(sum, index);
        sum.add_debug(self.answers.standard(index));
        let cited = record.replaces.iter().chain(&record.partly_replaces);
        let cited = cited.chain(record.adopts.iter().filter_map(|adopts| adopts.number.as_ref()));
        for number in cited {
            match registry.target(&number.number) {
                Target::Edition(edition) => self.add_card(sum, edition),
                Target::Family(editions) => editions.iter().for_each(|edition| self.add_card(sum, *edition)),
                Target::Unknown => sum.add(b"unknown"),
            }
        }
        for by in record.reviews.iter().filter_map(|review| review.by.as_ref()) {
            if let Some(agency) = registry.agency(by) {
                self.add_file(sum, registry.agencies[agency].file);
            }
        }
        sum.add_debug(&registry.revision_due(index, self.day));
        sum.add_debug(&registry.abolition_due(index, self.day));
        for happened in self.answers.history_of(record.file).iter() {
            // Not the whole commit: it may have changed every record.
            sum.add(happened.commit.id.as_bytes());
            sum.add_debug(&(happened.change, happened.place, happened.day, happened.elsewhere));
            if let Ok(at) = registry.files.binary_search(&happened.change.path) {
                sum.add(&registry.digests[at]);
            }
        }
    }
}

/// Which standards hang together: sets that are joined (union–find).
struct Groups(Vec<usize>);

impl Groups {
    fn of(count: usize) -> Self {
        Groups((0..count).collect())
    }

    /// The member that stands for the group.
    fn find(&mut self, mut of: usize) -> usize {
        while self.0[of] != of {
            self.0[of] = self.0[self.0[of]];
            of = self.0[of];
        }
        of
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        // The smaller stands for both, so that the order of joining does not matter.
        self.0[a.max(b)] = a.min(b);
    }
}
