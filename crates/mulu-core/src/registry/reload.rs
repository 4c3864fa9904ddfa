//! Some files read again: an edit costs its own file and the links of it.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::Config;
use crate::model::{FileId, Upstream};
use crate::parse::ParsedFile;
use crate::source::{Source, kind_of};

use super::Registry;
use super::links::Links;
use super::load::{Parsed, read_record};

impl Registry {
    /// Reads files of the registry again that were changed in place, and links anew what they say.
    ///
    /// The registry is then the same as one loaded whole. False where that takes a whole load: a file is not among
    /// [`Registry::files`], is one of an upstream or cannot be read, or the configuration reads numbers in another way now or names other upstreams;
    /// what is here then is to be loaded anew.
    pub fn reread(&mut self, source: &dyn Source, paths: &BTreeSet<String>) -> bool {
        let paths: Vec<&String> = paths.iter().collect();
        let read = |path: &&String| {
            let file = self.file_named(path).filter(|file| self.is_own(*file))?;
            kind_of(path)?;
            let parsed = read_record(source, file, path, &self.config.grammar).ok()?;
            (!self.is_read_otherwise(&parsed.said)).then_some((file, parsed))
        };
        let Some(read) = paths.par_iter().map(read).collect::<Option<Vec<(FileId, Parsed)>>>() else { return false };
        let stands_on_others = !self.upstreams().is_empty();
        if stands_on_others {
            self.part_words();
        }
        let mut relink = false;
        let open = self.has_open_mandates();
        for (file, Parsed { said, diagnostics, digest, text }) in read {
            let place = file.0 as usize;
            if self.digests[place] == digest {
                continue;
            }
            self.digests[place] = digest;
            self.texts.put(place, text);
            let (start, end) = (
                self.diagnostics.partition_point(|(at, _)| *at < file),
                self.diagnostics.partition_point(|(at, _)| *at <= file),
            );
            self.diagnostics.splice(start..end, diagnostics.into_iter().map(|diagnostic| (file, diagnostic)));
            relink |= self.put(file, said, open);
        }
        if stands_on_others {
            self.join_words();
        }
        if relink && stands_on_others {
            self.rejoin_records();
        }
        if relink {
            self.links = Links::of(self);
        }
        true
    }

    /// Whether what a file says changes how the others are read: the grammar of numbers, or which registries this one depends on.
    fn is_read_otherwise(&self, said: &ParsedFile) -> bool {
        let ParsedFile::Config(config) = said else { return false };
        let requests = |config: &Config| {
            let request = |request: &Upstream| {
                let signers: Vec<String> = request.signers.iter().map(|key| key.value.clone()).collect();
                let words = [&request.id.value, &request.url.value].map(Clone::clone);
                (words, request.rev().to_owned(), request.require_signed, signers)
            };
            config.upstreams.iter().map(request).collect::<Vec<_>>()
        };
        let moves = config.jurisdiction.as_ref().map(|home| &home.value)
            != self.config.jurisdiction.as_ref().map(|home| &home.value);
        // What a listing elsewhere counts for depends on where this registry is.
        config.grammar != self.config.grammar
            || requests(config) != requests(&self.config)
            || (moves && !self.upstreams().is_empty())
    }
}
