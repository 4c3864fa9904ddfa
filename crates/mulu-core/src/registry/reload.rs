//! Some files read again: an edit costs its own file and the links of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::model::FileId;
use crate::parse::Said;
use crate::source::{Source, kind_of};

use super::Registry;
use super::links::Links;
use super::load::{Parsed, read_record};

impl Registry {
    /// Reads files of the registry again that were changed in place, and links anew what they say.
    ///
    /// The registry is then the same as one loaded whole. False where that takes a whole load: a file is not among
    /// [`Registry::files`] or cannot be read, the configuration reads numbers in another way now or names upstreams, or the links of a registry that
    /// stands on others differ; what is here then is to be loaded anew.
    pub fn reread(&mut self, source: &dyn Source, paths: &BTreeSet<String>) -> bool {
        let paths: Vec<&String> = paths.iter().collect();
        let read = |path: &&String| {
            let place = self.files.binary_search(path).ok()?;
            let file = FileId(u32::try_from(place).ok()?);
            kind_of(path)?;
            let parsed = read_record(source, file, path, &self.config.grammar).ok()?;
            (!self.is_read_otherwise(&parsed.said)).then_some((file, parsed))
        };
        let Some(read) = paths.par_iter().map(read).collect::<Option<Vec<(FileId, Parsed)>>>() else { return false };
        let mut relink = false;
        for (file, Parsed { said, diagnostics, digest, text }) in read {
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
            relink |= self.put(file, said);
        }
        // Whose record of a standard counts, and which ids clash, is found where all is loaded.
        if relink && !self.upstreams().is_empty() {
            return false;
        }
        if relink {
            self.links = Links::of(self);
        }
        true
    }

    /// Whether what a file says changes how the others are read: the grammar of numbers, or which registries this one stands on.
    fn is_read_otherwise(&self, said: &Said) -> bool {
        let Said::Config(config) = said else { return false };
        let stands_on_others = !config.upstreams.is_empty() || !self.config.upstreams.is_empty();
        config.grammar != self.config.grammar || stands_on_others
    }
}
