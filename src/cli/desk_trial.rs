//! A registry that is kept from one key stroke to the next, and beside it the same with a form's edits in place: each is read again
//! file by file.

use std::collections::BTreeSet;

use mulu_core::edit::{Edit, files_of, new_findings};
use mulu_core::finding::Finding;
use mulu_core::message::Lang;
use mulu_core::registry::Registry;
use mulu_core::source::{Overlay, WorkTree};

use crate::desk::FileStamps;

use super::args::Common;
use super::edited::follows_from_text;
use super::fail::Failure;
use super::open::{OpenedRegistry, open_to_edit, today};

/// The registry as it is, and as a form would make it.
pub struct LiveTrial {
    /// As it is.
    pub opened: OpenedRegistry,
    stamps: FileStamps,
    trial: Registry,
    /// The files in which the trial says something else.
    laid: BTreeSet<String>,
}

impl LiveTrial {
    /// The registry as it is now: what was kept, with what changed since read again, or all of it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn current(kept: Option<LiveTrial>, common: &Common, tree: &WorkTree) -> Result<LiveTrial, Failure> {
        let stamps = FileStamps::of(tree).map_err(Failure::Unknown)?;
        if let Some(kept) = kept.and_then(|kept| kept.follow(&stamps)) {
            return Ok(kept);
        }
        let (opened, _) = open_to_edit(common, None)?;
        let trial = Registry::load(&opened.source)?;
        Ok(LiveTrial { opened, stamps, trial, laid: BTreeSet::new() })
    }

    /// Reads again what changed on disk; none where that takes a whole load.
    fn follow(mut self, now: &FileStamps) -> Option<LiveTrial> {
        let differing = self.stamps.differing(now)?;
        if !differing.is_empty() {
            let is_enough = self.opened.registry.reread(&self.opened.source, &differing);
            is_enough.then(|| self.opened.registry.look_for_papers(&self.opened.source))?;
            self.laid.extend(differing);
        }
        self.stamps.clone_from(now);
        Some(self)
    }

    /// Whom it speaks to, and on which day.
    pub fn speak(&mut self, common: &Common, lang: Lang) {
        self.opened.lang = lang;
        self.opened.day = common.as_of.unwrap_or_else(|| today(&self.opened.registry.config));
    }

    /// What the rules say of edits that they do not say of the registry as it is.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn judge(&mut self, edits: &[Edit]) -> Result<Vec<Finding>, Failure> {
        self.lay(edits)?;
        let mut found = new_findings(&self.opened.registry, &self.trial, edits, self.opened.day);
        found.retain(follows_from_text);
        Ok(found)
    }

    /// The registry with the edits in place.
    #[must_use]
    pub fn trial(&self) -> &Registry {
        &self.trial
    }

    fn lay(&mut self, edits: &[Edit]) -> Result<(), Failure> {
        let files = files_of(edits);
        let gone = files.iter().filter(|(_, text)| text.is_none()).map(|(path, _)| path.clone());
        let new = files.iter().filter_map(|(path, text)| Some((path.clone(), text.clone()?.into_bytes())));
        let overlay = Overlay::new(&self.opened.source, new).without(gone);
        let paths: BTreeSet<String> = files.into_keys().collect();
        let again: BTreeSet<String> = self.laid.union(&paths).cloned().collect();
        let moves = edits.iter().any(|edit| edit.from.is_some());
        // What was laid before and is no file any more makes this false too.
        if moves || !self.trial.reread(&overlay, &again) {
            self.trial = Registry::load_again(&overlay, &self.trial)?;
        }
        self.trial.look_for_papers(&overlay);
        self.laid = paths;
        Ok(())
    }
}
