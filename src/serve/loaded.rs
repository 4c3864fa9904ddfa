//! All that pages are made from, kept from one change to the next.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::registry::Registry;
use mulu_core::source::WorkTree;
use mulu_git::Origin;
use mulu_git::history::{Checkout, History, Revision};
use mulu_site::{LocalisedTheme, Theme};

use super::changes::{Reload, WatchedChanges};

/// What is new since the last time.
#[derive(Debug, PartialEq, Eq)]
pub enum ReloadOutcome {
    /// Possibly all.
    All,
    /// What these files say; no file: nothing.
    Files(BTreeSet<String>),
}

/// What is read from disk.
pub struct Loaded {
    /// The files.
    pub source: WorkTree,
    /// The records.
    pub registry: Registry,
    /// Templates, assets and translations.
    pub theme: Theme,
    /// The theme in each language of the registry.
    pub themes: Vec<LocalisedTheme>,
    /// The day.
    pub day: Day,
    /// The revision, if there is one.
    pub revision: Option<Revision>,
    /// What happened to the records.
    pub history: History,
    root: PathBuf,
    checkout: Checkout,
    /// Where git stood when the revision and the history were read.
    git: String,
}

impl Loaded {
    /// Reads everything.
    ///
    /// # Errors
    /// When a file cannot be read, in a sentence.
    pub fn whole(root: &Path, day: &dyn Fn(&Config) -> Day) -> Result<Loaded, String> {
        let source = WorkTree::open(root).map_err(|error| error.to_string())?;
        // Asked for before the files are read: what happens meanwhile is then seen at the next change.
        let checkout = Checkout::of(root);
        let git = checkout.state();
        let standing = Origin::Work(source.clone()).with_upstreams().map_err(|error| error.to_string())?;
        let mut registry = Registry::load(&standing).map_err(|error| error.to_string())?;
        // Pages are served from the root here, wherever they will be published.
        registry.config.site_url = None;
        let theme = Theme::load(Some(root)).map_err(|error| error.to_string())?;
        let themes = LocalisedTheme::all(&theme, &registry.config.languages).map_err(|error| error.to_string())?;
        let day = day(&registry.config);
        let revision = checkout.revision(&registry.files);
        let history = read_history(root, &registry, day);
        Ok(Loaded { source, registry, theme, themes, day, revision, history, root: root.to_owned(), checkout, git })
    }

    /// Reads what changed: the same, then, as [`Loaded::whole`]. Says what it was.
    ///
    /// # Errors
    /// When a file cannot be read, in a sentence.
    pub fn again(&mut self, changes: &WatchedChanges, day: &dyn Fn(&Config) -> Day) -> Result<ReloadOutcome, String> {
        let files = match changes.again(&self.registry, &self.root) {
            Reload::Files(files) => files,
            Reload::Everything => {
                *self = Loaded::whole(&self.root, day)?;
                return Ok(ReloadOutcome::All);
            }
        };
        if !self.registry.reread(&self.source, &files) {
            *self = Loaded::whole(&self.root, day)?;
            return Ok(ReloadOutcome::All);
        }
        let (git, day) = (self.checkout.state(), day(&self.registry.config));
        let moved = git != self.git || day != self.day;
        if moved {
            self.git = git;
            self.day = day;
            self.revision = self.checkout.revision(&self.registry.files);
            self.history = read_history(&self.root, &self.registry, day);
        } else {
            self.compare(&files);
        }
        Ok(if moved { ReloadOutcome::All } else { ReloadOutcome::Files(files) })
    }

    /// Whether the registry still differs from its revision, with a look at these files alone where that is enough.
    fn compare(&mut self, files: &BTreeSet<String>) {
        let Some(revision) = &mut self.revision else { return };
        let differs = self.checkout.differs(files.iter().map(String::as_str)).unwrap_or(true);
        // One that differed may have been the only one.
        if revision.changed && !differs {
            self.revision = self.checkout.revision(&self.registry.files);
        } else {
            revision.changed = differs;
        }
    }
}

fn read_history(root: &Path, registry: &Registry, day: Day) -> History {
    let history = History::read(root, None, registry.config.utc_offset_minutes);
    history.until(day).with_editions(root)
}

#[cfg(test)]
mod tests;
