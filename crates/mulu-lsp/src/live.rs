//! A registry that follows an editor: its files as they are on disk, and over them what is open and not saved yet.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use mulu_core::model::FileId;
use mulu_core::registry::Registry;
use mulu_core::source::{FederatedSource, Overlay, Source, Unreadable, WorkTree, split_upstream};
use mulu_core::upstream::BOOK_LOCK;

use crate::federation::Federation;

/// What became of a file.
#[derive(Clone, Debug)]
pub enum FileEvent {
    /// It is open in the editor, and says this.
    Open(String, Arc<str>),
    /// It is no longer open: what is on disk counts.
    Closed(String),
    /// It was written on disk.
    Written(String),
    /// Files came or went: the folders are listed again.
    Listed,
}

/// A registry that follows an editor.
pub struct LiveRegistry {
    source: FederatedSource<WorkTree, Box<dyn Source + Send>>,
    federation: Arc<dyn Federation>,
    /// Whether the registries that it depends on are those that the lock pins.
    is_pinned: bool,
    open: BTreeMap<String, Arc<str>>,
    registry: Registry,
    /// The files that are not yet read again.
    changed: BTreeSet<String>,
    /// Whether it was ever read.
    is_read: bool,
    /// Whether all must be read again: files came or went, or numbers are read in another way.
    is_behind: bool,
    /// Whether the last time that all was read something could not be.
    has_failed: bool,
}

impl LiveRegistry {
    /// The registry in a folder, not read yet: [`LiveRegistry::catch_up`] reads it.
    ///
    /// # Errors
    /// When the folder has no `book.toml`.
    pub fn open(root: &Path, federation: Arc<dyn Federation>) -> Result<Self, Unreadable> {
        Ok(LiveRegistry {
            source: FederatedSource::new(WorkTree::open(root)?, Vec::new()),
            federation,
            is_pinned: false,
            open: BTreeMap::new(),
            registry: Registry::default(),
            changed: BTreeSet::new(),
            is_read: false,
            is_behind: true,
            has_failed: false,
        })
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> PathBuf {
        self.source.own().root().to_owned()
    }

    /// The registry as it was when it was last read.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The file at a path.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<FileId> {
        self.registry.file_named(path)
    }

    /// A copy of a file of an upstream that an editor can open; none where the file is none, or cannot be copied.
    #[must_use]
    pub fn copy(&self, path: &str) -> Option<PathBuf> {
        let (id, inside) = split_upstream(path)?;
        let (upstream, text) = (self.registry.upstream(id)?, self.registry.text(self.file(path)?));
        self.federation.copy(&self.root(), upstream, inside, &text)
    }

    /// The path of the file that was copied to a place.
    #[must_use]
    pub fn original(&self, copy: &Path) -> Option<String> {
        self.federation.original(&self.root(), &self.registry, copy)
    }

    /// Notes a change. Nothing is read yet: a person types faster than that.
    pub fn change(&mut self, change: &FileEvent) {
        self.note(change);
        let lock = match change {
            FileEvent::Open(path, _) | FileEvent::Closed(path) | FileEvent::Written(path) => path == BOOK_LOCK,
            FileEvent::Listed => false,
        };
        // What was not fetched may be by now: nobody tells of that, so any change is a reason to look.
        if lock || !self.registry.missing_upstreams().is_empty() {
            self.changed.remove(BOOK_LOCK);
            (self.is_pinned, self.is_behind) = (false, true);
        }
    }

    fn note(&mut self, change: &FileEvent) {
        match change {
            FileEvent::Open(path, text) => {
                self.open.insert(path.clone(), Arc::clone(text));
                self.changed.insert(path.clone());
            }
            FileEvent::Closed(path) => {
                self.open.remove(path);
                self.changed.insert(path.clone());
            }
            FileEvent::Written(path) => {
                // What the editor shows counts, not what is below it.
                if !self.open.contains_key(path) {
                    self.changed.insert(path.clone());
                }
            }
            FileEvent::Listed => self.is_behind = true,
        }
    }

    /// Whether all must be read again, which takes a while: [`LiveRegistry::catch_up`].
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.is_behind
    }

    /// Reads what was noted of single files. What needs more waits until somebody has the time, and the registry is as it was.
    ///
    /// # Errors
    /// When it was never read, and a file or folder cannot be.
    pub fn refresh(&mut self) -> Result<(), Unreadable> {
        if !self.is_read {
            return self.catch_up();
        }
        if self.changed.is_empty() {
            return Ok(());
        }
        let changed = std::mem::take(&mut self.changed);
        let source = overlay(&self.source, &self.open);
        let is_enough = !self.has_failed && self.registry.reread(&source, &changed);
        self.registry.look_for_papers(&source);
        self.is_behind |= !is_enough;
        Ok(())
    }

    /// Reads all that was noted, whatever it takes.
    ///
    /// # Errors
    /// When a file or folder cannot be read. The registry is then as it was, and is read again when something else changes.
    pub fn catch_up(&mut self) -> Result<(), Unreadable> {
        if self.is_read {
            self.refresh()?;
        }
        if !self.is_behind {
            return Ok(());
        }
        self.changed.clear();
        (self.is_behind, self.has_failed) = (false, true);
        self.pin();
        let source = overlay(&self.source, &self.open);
        self.registry = Registry::load_again(&source, &self.registry)?;
        self.registry.look_for_papers(&source);
        (self.is_read, self.has_failed) = (true, false);
        Ok(())
    }

    /// Looks for the registries that the lock pins, where it may pin others than before.
    fn pin(&mut self) {
        if self.is_pinned {
            return;
        }
        let pinned = self.federation.pinned(&self.root(), &overlay(self.source.own(), &self.open));
        self.is_pinned = true;
        self.source.stand_on(pinned);
    }
}

/// What is on disk, with what is open laid over it.
fn overlay<'s>(tree: &'s dyn Source, open: &BTreeMap<String, Arc<str>>) -> Overlay<'s> {
    Overlay::new(tree, open.iter().map(|(path, text)| (path.clone(), text.as_bytes().to_vec())))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Depends on nothing.
    struct NoUpstreams;

    impl Federation for NoUpstreams {
        fn pinned(&self, _: &Path, _: &dyn Source) -> mulu_core::source::Upstreams<Box<dyn Source + Send>> {
            Vec::new()
        }

        fn copy(&self, _: &Path, _: &mulu_core::registry::LoadedUpstream, _: &str, _: &str) -> Option<PathBuf> {
            None
        }

        fn original(&self, _: &Path, _: &Registry, _: &Path) -> Option<String> {
            None
        }
    }

    fn titles(live: &LiveRegistry) -> Vec<String> {
        live.registry().agencies.iter().map(|agency| agency.display_name().to_owned()).collect()
    }

    #[test]
    fn what_is_open_lies_over_what_is_on_disk() {
        let root = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        };
        write("book.toml", "");
        write("agencies/a.toml", "name = \"on disk\"\n");
        let mut live = LiveRegistry::open(root.path(), Arc::new(NoUpstreams)).expect("a registry");
        live.catch_up().expect("it can be read");
        assert_eq!(titles(&live), ["on disk"]);

        live.change(&FileEvent::Open("agencies/a.toml".to_owned(), "name = \"typed\"".into()));
        live.change(&FileEvent::Written("agencies/a.toml".to_owned()));
        live.catch_up().expect("it can be read");
        assert_eq!(titles(&live), ["typed"]);

        // A file that is not on disk yet.
        live.change(&FileEvent::Open("agencies/b.toml".to_owned(), "name = \"new\"".into()));
        live.catch_up().expect("it can be read");
        assert_eq!(titles(&live), ["typed", "new"]);

        live.change(&FileEvent::Closed("agencies/b.toml".to_owned()));
        live.change(&FileEvent::Closed("agencies/a.toml".to_owned()));
        live.catch_up().expect("it can be read");
        assert_eq!(titles(&live), ["on disk"]);

        // Open still, and removed on disk.
        live.change(&FileEvent::Open("agencies/a.toml".to_owned(), "name = \"kept\"".into()));
        fs::remove_file(root.path().join("agencies/a.toml")).expect("it is there");
        live.change(&FileEvent::Listed);
        live.catch_up().expect("it can be read");
        assert_eq!(titles(&live), ["kept"]);
        live.change(&FileEvent::Closed("agencies/a.toml".to_owned()));
        live.catch_up().expect("it can be read");
        assert!(titles(&live).is_empty());
    }

    #[test]
    fn a_configuration_that_changes_is_read_with_all_that_follows_from_it() {
        let root = tempfile::tempdir().expect("a folder");
        fs::write(root.path().join("book.toml"), "").expect("a file");
        let mut live = LiveRegistry::open(root.path(), Arc::new(NoUpstreams)).expect("a registry");
        live.change(&FileEvent::Open("book.toml".to_owned(), "[traits]\ncloud = \"上云\"\n".into()));
        live.catch_up().expect("it can be read");
        assert!(live.registry().config.traits.contains_key("cloud"));
        live.change(&FileEvent::Open("book.toml".to_owned(), "[traits]\n".into()));
        live.catch_up().expect("it can be read");
        assert!(live.registry().config.traits.is_empty());
    }
}
