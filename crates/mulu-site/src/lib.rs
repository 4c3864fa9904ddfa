//! Registry → views → templates → pages.
//!
//! 1. `theme` gathers templates, assets and translations, the registry's own before the built-in ones.
//! 2. `derived` asks the registry once what holds on the day.
//! 3. `pages` lists every page of every language.
//! 4. `fill` makes each page's view: plain data, worded in the page's language.
//! 5. A Tera template turns the view into HTML, on all cores; [`mulu_core::output`] writes it.
//!
//! The same registry, day and revision give the same bytes.

#![cfg_attr(not(test), warn(clippy::string_slice))]

mod aggregate;
mod api;
mod artifact;
mod atom;
mod badge;
mod bounds;
mod build;
pub mod bundle;
mod cache_keys;
mod changed;
mod chinese;
mod code;
mod concerned_records;
mod constant_folding;
mod derived;
mod downloads;
mod fill;
mod hypothetical;
mod input_hasher;
mod lasting_index;
mod lists;
mod localised_theme;
mod manifest;
mod markdown;
mod opinions;
mod pages;
mod pagination;
mod picture;
mod prepared;
mod printer;
mod published_history;
mod reference;
pub mod release;
mod render;
mod rendering;
mod route;
mod search;
mod shard;
mod site_builder;
mod site_findings;
mod site_memory;
mod sitemap;
mod stretches;
mod theme;
mod translations;
mod twins;
mod unbroken;
mod views;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use mulu_core::audit::Audits;
use mulu_core::day::Day;
use mulu_core::message::Message;
use mulu_core::output::{Output, Tally, Unwritable, hex};
use mulu_core::printable::line;
use mulu_core::registry::Registry;
use mulu_core::source::Unreadable;
use mulu_git::history::{History, Revision};

pub use aggregate::aggregate;
pub use cache_keys::inputs;
pub use prepared::{PreparedPart, part_file};
pub use printer::{PrintJob, Printer};
pub use reference::csl;
pub use rendering::{Rendering, rendering};
pub use shard::{MOST as MOST_PARTS, Shard, join};
pub use site_builder::SiteBuilder;
pub use site_memory::SiteMemory;
pub use theme::Theme;

pub use derived::{Answers, Evaluation};
pub use localised_theme::{LocalisedTheme, error_chain};
pub use site_findings::{LocatedFinding, SiteFindings};

use cache_keys::CacheKeys;
use changed::PreviousManifest;
use lists::Lists;
use manifest::BuiltFrom;
use render::Renderer;
use site_memory::{KnownSite, RecalledSite};

/// What stops a build.
#[derive(Debug)]
pub enum SiteError {
    /// A file of the theme cannot be read.
    Unreadable(Unreadable),
    /// A page cannot be written.
    Unwritable(Unwritable),
    /// A template, a translation or a page of the theme is wrong: which, and what.
    Theme(String),
    /// A PDF could not be made: why, and what to do.
    Pdf(Message),
    /// Parts of a site do not fit together, or to what is asked: why, and what to do.
    Refused(Message),
    /// A record was changed while its page was made: which file.
    Changed(String),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::Unreadable(error) => error.fmt(f),
            SiteError::Unwritable(error) => error.fmt(f),
            SiteError::Theme(what) => f.write_str(what),
            SiteError::Pdf(why) | SiteError::Refused(why) => write!(f, "{}\n  {}", why.zh, why.en),
            SiteError::Changed(path) => write!(
                f,
                "{0} 在生成期间被改动，网站保持原样；请重新运行\n  {0} was changed while the site was built, which stays as it was: build again",
                line(path)
            ),
        }
    }
}

impl std::error::Error for SiteError {}

impl From<Unwritable> for SiteError {
    fn from(error: Unwritable) -> Self {
        SiteError::Unwritable(error)
    }
}

/// What a site is made of.
pub struct Site<'a> {
    /// The registry.
    pub registry: &'a Registry,
    /// The day.
    pub day: Day,
    /// The revision it was read at, if it is in git.
    pub revision: Option<&'a Revision>,
    /// What happened to the records, if it was read.
    pub history: Option<&'a History>,
    /// Templates, assets and translations.
    pub theme: &'a Theme,
    /// What makes PDFs; without it the site has none.
    pub printer: Option<&'a dyn Printer>,
}

/// How far a build has come: pages done, pages in all.
pub type OnProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Site<'_> {
    /// Builds the site, or one part of it, into a folder.
    ///
    /// # Errors
    /// When a template or a translation is wrong, or a file cannot be written. Every file that was written by then is whole.
    pub fn build(&self, output: Output, shard: Option<Shard>, on_progress: OnProgress<'_>) -> Result<Tally, SiteError> {
        let themes = LocalisedTheme::all(self.theme, &self.registry.config.languages)?;
        self.with_builder(Evaluation::Eager, &themes, |builder| {
            let keys = output.remembers().then(|| CacheKeys::of(self, builder.fill(), builder.documents()));
            let owned = |path: &str| shard.is_none_or(|shard| shard.owns(path));
            let all = builder.files();
            let own: Vec<usize> = (0..all.len()).filter(|at| owned(&all[*at].0)).collect();
            let files = || own.iter().map(|at| (all[*at].0.as_str(), &all[*at].1));
            let list = shard.map_or_else(|| manifest::PATH.to_owned(), Shard::list);
            // A part says nothing of the whole that was there before.
            let manifest_before = output.left(manifest::PATH).filter(|_| shard.is_none());
            let before = manifest_before.as_deref().and_then(PreviousManifest::read);
            let told_before = output.left(changed::PATH);
            let paths = files().map(|(path, _)| path);
            let mut writing = output.announce(paths.chain([list.as_str()]).collect())?;
            let place_of_list = own.partition_point(|at| all[*at].0 < list);
            if let Some(keys) = &keys {
                builder.patch_index(keys, &writing);
            }
            let done = AtomicUsize::new(0);
            own.par_iter().enumerate().try_for_each(|(at, file)| {
                let (path, artifact) = (all[*file].0.as_str(), &all[*file].1);
                let place = at + usize::from(at >= place_of_list);
                let begun = builder.begin(path, Cow::Borrowed(artifact), keys.as_ref());
                let key = begun.key;
                let keep = |key| -> Result<bool, Unwritable> {
                    let same = || builder.same_as_made_from(artifact);
                    Ok(writing.keep(place, key)?
                        || same().map_or(Ok(false), |before| writing.keep_as(place, before, key))?)
                };
                if !key.map_or(Ok(false), keep)? {
                    let left = keys.as_ref().map(|keys| (keys, &writing));
                    match SiteBuilder::long_text(artifact) {
                        Some(file) => {
                            let text = builder.stretches().begin((path, file), left);
                            let text = text.map_err(|error| SiteError::Theme(error.to_string()))?;
                            // Where all its stretches come to the same, it stays.
                            let stays = |key| Ok::<_, Unwritable>(text.is_as_left() && writing.keep_with(place, key)?);
                            if key.map_or(Ok(false), stays)? {
                                text.note_as_left();
                            } else {
                                writing.write_by(place, key, |out: &mut dyn Write| text.write(out))?;
                            }
                        }
                        None => writing.write(place, &builder.finish(path, begun, left)?, key)?,
                    }
                }
                on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, own.len());
                Ok::<(), SiteError>(())
            })?;
            if let Some(path) = self.registry.changed_meanwhile() {
                return Err(SiteError::Changed(path.to_owned()));
            }
            // Anyone who builds again must get the same files: what another program printed is not promised to be the same.
            let printed: Vec<String> = builder.printed().collect();
            let files = writing.written().filter(|(path, _)| !printed.iter().any(|other| other == path));
            let files: Vec<_> = files.collect();
            let now = manifest::manifest(BuiltFrom::registry(self), &files);
            let told = match before {
                // The manifest before is in memory, so this one may be.
                Some(before) => {
                    let bytes = manifest::bytes(&now);
                    writing.write(place_of_list, &bytes, None)?;
                    let sums = files.iter().map(|(path, file)| (*path, Cow::Owned(hex(&file.sha256))));
                    // Where nothing differs, what differed before stays told.
                    before.changed(&now, sums, &bytes).or(told_before)
                }
                None => {
                    writing.write_by(place_of_list, None, |out| manifest::write(&now, out))?;
                    None
                }
            };
            drop(now);
            drop(files);
            if let Some(told) = told {
                writing.add(changed::PATH, &told)?;
            }
            Ok(writing.finish()?)
        })
    }

    /// Prepares everything that the files of the site are made from, and lends it out. `themes` are the languages of the registry.
    pub fn with_builder<R>(
        &self,
        evaluation: Evaluation,
        themes: &[LocalisedTheme],
        then: impl FnOnce(&SiteBuilder<'_>) -> R,
    ) -> R {
        let audits = match evaluation {
            Evaluation::Eager => Audits::of(self.registry, self.day),
            Evaluation::Lazy => Audits::lazy_table(self.registry, self.day),
        };
        let found = SiteFindings::of(&audits, evaluation);
        let made = {
            let answers = Answers::of(&audits, self.history, evaluation);
            let lists = Lists::of(&answers, &found, self.history, evaluation);
            let renderer = |theme| Renderer::new(self, &answers, &found, &lists, theme);
            let renderers: Vec<Renderer<'_>> = themes.iter().map(renderer).collect();
            then(&SiteBuilder::new(self, &renderers))
        };
        found.let_go();
        audits.let_go();
        made
    }

    /// As [`Site::with_builder`], where each answer is worked out when it is asked for, and made from what is known of the registry as it
    /// was before some records were changed. `then` also says by their paths which of its files are to be read again next; when they
    /// were, [`SiteMemory::after`] is told.
    pub fn with_memory<R>(
        &self,
        memory: &mut SiteMemory,
        themes: &[LocalisedTheme],
        then: impl FnOnce(&SiteBuilder<'_>) -> (R, BTreeSet<String>),
    ) -> R {
        let registry = self.registry;
        let (audits, RecalledSite { concerned, answers, found, index }) = memory.recall(registry, self.day);
        let found = SiteFindings::again(&audits, found);
        let answers = match answers {
            Some(answers) => Answers::again(&audits, self.history, answers, &concerned),
            None => Answers::of(&audits, self.history, Evaluation::Lazy),
        };
        let (made, next, index) = {
            let lists = Lists::of(&answers, &found, self.history, Evaluation::Lazy);
            let renderer = |theme| Renderer::new(self, &answers, &found, &lists, theme);
            let renderers: Vec<Renderer<'_>> = themes.iter().map(renderer).collect();
            let builder = SiteBuilder::new(self, &renderers).with_index(index);
            let (made, changing) = then(&builder);
            let next = memory.next(registry, &changing);
            let index = next.concerned.as_ref().and_then(|concerned| builder.index_left(concerned));
            (made, next, index)
        };
        let (answers, found) = (answers.given(), found.found());
        memory.keep(registry, next, KnownSite { audits: audits.made(), answers, found, index });
        made
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use mulu_core::output::{Output, Tally};
    use mulu_core::registry::Registry;
    use mulu_core::source::WorkTree;

    use super::{Site, SiteError, Theme};

    const RECORD: &str = "+++\ntitle = \"甲\"\n+++\n\n本文件规定了要求。\n";

    fn build(registry: &Registry, out: &Path) -> Result<Tally, SiteError> {
        let theme = Theme::load(None).expect("the built-in theme");
        let day = "2026-11-21".parse().expect("a day");
        let site = Site { registry, day, revision: None, history: None, theme: &theme, printer: None };
        site.build(Output::open(out)?, None, &|_, _| ())
    }

    fn files(out: &Path) -> BTreeMap<String, Vec<u8>> {
        let files = walkdir::WalkDir::new(out).into_iter().flatten().filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().display().to_string(), fs::read(entry.path()).expect("a file"))).collect()
    }

    #[test]
    fn a_site_whose_prose_was_left_in_its_files_is_the_same_and_is_not_replaced_where_one_changed_meanwhile() {
        let folder = tempfile::tempdir().expect("a folder");
        let (root, out) = (folder.path().join("registry"), folder.path().join("site"));
        let record = root.join("standards/municipal/a.md");
        fs::create_dir_all(record.parent().expect("its folder")).expect("folders");
        fs::write(root.join("book.toml"), "[book]\n").expect("written");
        fs::write(&record, RECORD).expect("written");
        let tree = WorkTree::open(&root).expect("a work tree");
        let all_left = || Registry::load_without_prose(&tree, &tree, 0).expect("a registry");

        build(&Registry::load(&tree).expect("a registry"), &out).expect("built");
        let held = files(&out);
        assert!(held.values().any(|page| String::from_utf8_lossy(page).contains("本文件规定了要求")));
        assert_eq!(build(&all_left(), &out).expect("built").written, 0, "the same to the byte");

        let left = all_left();
        fs::write(&record, RECORD.replace("要求", "其他")).expect("written");
        let refused = build(&left, &out).expect_err("what was read is there no more").to_string();
        assert!(refused.contains("standards/municipal/a.md was changed while the site was built"), "{refused}");
        assert!(files(&out) == held, "the old site stays as it was");
    }
}
