//! Source → registry: every file is read and parsed on all cores; the result is in the order of the paths.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::{FileId, Kind};
use crate::number::Grammar;
use crate::parse::{self, Diagnostic, Diagnostics, ParsedFile};
use crate::source::{Source, SourceEntry, Unreadable, WorkTree, is_too_deep, kind_of, upstream_path};

use super::texts::FileTexts;
use super::{Registry, upstreams};
use crate::config::Config;

impl Registry {
    /// Reads all records of a source, and of the registries that it depends on, and links them.
    ///
    /// # Errors
    /// When a file or a directory cannot be read. What is wrong *in* a file is not an error: see [`Registry::diagnostics`].
    pub fn load(source: &dyn Source) -> Result<Registry, Unreadable> {
        let own = Registry::load_own(source, None)?;
        let federation = upstreams::load(source, &own.config, None)?;
        Ok(own.standing_on(federation))
    }

    /// The same for who asks once: of a registry of `many` files or more the prose is left in the work tree that it is read from, and
    /// read again where it is needed. Where a file was changed by then, [`Registry::changed_meanwhile`] says so.
    ///
    /// # Errors
    /// As [`Registry::load`].
    pub fn load_without_prose(source: &dyn Source, tree: &WorkTree, many: usize) -> Result<Registry, Unreadable> {
        let own = Registry::load_own(source, Some((tree, many)))?;
        let federation = upstreams::load(source, &own.config, None)?;
        Ok(own.standing_on(federation))
    }

    /// The same, by one who loaded it earlier: the registries that it depends on are not read again where the lock pins what it did then.
    ///
    /// # Errors
    /// As [`Registry::load`].
    pub fn load_again(source: &dyn Source, earlier: &Registry) -> Result<Registry, Unreadable> {
        let own = Registry::load_own(source, None)?;
        let federation = upstreams::load(source, &own.config, Some(earlier))?;
        Ok(own.standing_on(federation))
    }

    /// Reads the records of a source, and not those of the registries that it depends on. Nothing is linked yet. The prose may be left in
    /// a work tree, where one is named, if there are as many files as is named with it.
    pub(super) fn load_own(source: &dyn Source, tree: Option<(&WorkTree, usize)>) -> Result<Registry, Unreadable> {
        let files = source.list_with_strays()?;
        // How numbers are read is written in the configuration.
        let grammar = Registry::config_of(source)?.grammar;
        let numbered: Vec<(FileId, &String)> = (0..).map(FileId).zip(&files).collect();
        let mut registry = Registry::default();
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        files.iter().filter_map(|path| kind_of(path)).for_each(|kind| *counts.entry(kind).or_default() += 1);
        registry.reserve(|kind| counts.get(&kind).copied().unwrap_or_default());
        registry.digests.reserve_exact(files.len());
        registry.texts = FileTexts::of(files.len(), tree);
        // So many at a time: what a record took while it was read serves the next ones.
        for some in numbered.chunks(AT_ONCE) {
            let read = some.par_iter().map(|(file, path)| read_record(source, *file, path, &grammar));
            let read: Vec<Parsed> = read.collect::<Result<_, _>>()?;
            for ((file, _), parsed) in some.iter().zip(read) {
                registry.enter(*file, parsed);
            }
        }
        registry.files = files;
        Ok(registry)
    }

    /// Reads only the configuration.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn config_of(source: &dyn Source) -> Result<Config, Unreadable> {
        let read = read_record(source, FileId(0), "book.toml", &Grammar::default())?;
        Ok(if let ParsedFile::Config(config) = read.said { *config } else { Config::default() })
    }

    /// Enters the next file.
    fn enter(&mut self, file: FileId, Parsed { said, diagnostics, digest, text }: Parsed) {
        self.texts.push(text, &said);
        self.digests.push(digest);
        self.diagnostics.extend(diagnostics.into_iter().map(|diagnostic| (file, diagnostic)));
        self.put(file, said, true);
    }
}

/// How many files are read before their records are put where they belong.
const AT_ONCE: usize = 4096;

/// A file that was read.
pub(super) struct Parsed {
    pub said: ParsedFile,
    pub diagnostics: Vec<Diagnostic>,
    /// The SHA-256 of its bytes.
    pub digest: [u8; 32],
    pub text: Box<str>,
}

pub(super) fn read_record(
    source: &dyn Source,
    file: FileId,
    path: &str,
    grammar: &Grammar,
) -> Result<Parsed, Unreadable> {
    let diagnostics = Diagnostics::with(grammar);
    let (found, digest) = source.read_with_digest(path)?;
    let mut text = String::new();
    let said = match found {
        SourceEntry::Bytes(_) | SourceEntry::TooLarge(_) if kind_of(path).is_none() => {
            parse::not_a_record(path, &diagnostics);
            ParsedFile::Nothing
        }
        SourceEntry::Bytes(bytes) => {
            text = parse::text(bytes, &diagnostics);
            kind_of(path).map_or(ParsedFile::Nothing, |kind| parse::read(kind, path, file, &text, &diagnostics))
        }
        SourceEntry::TooLarge(size) => {
            parse::too_large(size, &diagnostics);
            ParsedFile::Nothing
        }
        SourceEntry::NotAFile if is_too_deep(path) => {
            parse::too_deep(&diagnostics);
            ParsedFile::Nothing
        }
        SourceEntry::NotAFile => {
            parse::not_a_file(&diagnostics);
            ParsedFile::Nothing
        }
        SourceEntry::BadName => {
            parse::bad_name(&diagnostics);
            ParsedFile::Nothing
        }
    };
    Ok(Parsed { said, diagnostics: diagnostics.finish(), digest, text: text.into_boxed_str() })
}

/// Every file of a source with the SHA-256 of its bytes, without a look at what it says.
///
/// # Errors
/// When a file or a directory cannot be read.
pub fn digests(source: &dyn Source) -> Result<Vec<(String, [u8; 32])>, Unreadable> {
    let own = |source: &dyn Source| -> Result<Vec<(String, [u8; 32])>, Unreadable> {
        source.list_with_strays()?.into_par_iter().map(|path| source.digest(&path).map(|sum| (path, sum))).collect()
    };
    let mut all = own(source)?;
    for (id, upstream) in source.upstreams() {
        if let Ok(upstream) = upstream {
            all.extend(own(upstream)?.into_iter().map(|(path, sum)| (upstream_path(id, &path), sum)));
        }
    }
    Ok(all)
}
