//! Registry → views → templates → pages.
//!
//! 1. `theme` gathers templates, assets and translations, the registry's own before the built-in ones.
//! 2. `derived` asks the registry once what holds on the day.
//! 3. `pages` lists every page of every language.
//! 4. `fill` makes each page's view: plain data, worded in the page's language.
//! 5. A Tera template turns the view into HTML, on all cores; [`crate::output`] writes it.
//!
//! The same registry, day and revision give the same bytes.

mod address;
mod atom;
mod badge;
mod derived;
mod desk;
mod fill;
mod imagined;
mod keys;
mod lists;
mod machine;
mod manifest;
mod markdown;
mod members;
mod pages;
mod picture;
mod printer;
mod reference;
mod render;
mod search;
mod shard;
mod sheets;
mod sitemap;
mod theme;
mod tongue;
mod unbroken;
mod views;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::day::Day;
use crate::finding::Finding;
use crate::history::{History, Revision};
use crate::model::FileId;
use crate::output::{Output, Tally, Unwritable};
use crate::registry::Registry;
use crate::report::Texts;
use crate::source::{Source, Unreadable};
use crate::words::Words;

pub use desk::Desk;
pub use keys::inputs;
pub use printer::{Document, Printer};
pub use shard::{Shard, join};
pub use theme::Theme;

use derived::Answers;
use keys::Keys;
use lists::Lists;
use render::Renderer;
use tongue::Tongue;

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
    Pdf(Words),
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::Unreadable(error) => error.fmt(f),
            SiteError::Unwritable(error) => error.fmt(f),
            SiteError::Theme(what) => f.write_str(what),
            SiteError::Pdf(why) => write!(f, "{}\n  {}", why.zh, why.en),
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
    /// Where its files are read from, to say where findings stand.
    pub source: &'a dyn Source,
    /// What `mulu check` found.
    pub findings: &'a [Finding],
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

/// The findings by file, each with its line.
type Findings = BTreeMap<FileId, Vec<fill::Placed>>;

/// How far a build has come: pages done, pages in all.
pub type OnProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Site<'_> {
    /// Builds the site, or one part of it, into a folder.
    ///
    /// # Errors
    /// When a template or a translation is wrong, or a file cannot be written. Every file that was written by then is whole.
    pub fn build(&self, output: Output, shard: Option<Shard>, on_progress: OnProgress<'_>) -> Result<Tally, SiteError> {
        self.with_desk(|desk, answers, findings| {
            let keys = output.remembers().then(|| Keys::of(self, answers, findings));
            let owned = |path: &&str| shard.is_none_or(|shard| shard.owns(path));
            let paths: Vec<String> = desk.paths().filter(owned).map(str::to_owned).collect();
            let list = shard.map_or_else(|| manifest::PATH.to_owned(), Shard::list);
            let announced: Vec<String> = paths.iter().cloned().chain([list.clone()]).collect();
            output.announce(&announced)?;
            let done = AtomicUsize::new(0);
            paths.par_iter().try_for_each(|path| {
                if let Some(begun) = desk.begin(path, keys.as_ref()) {
                    let key = begun.key;
                    if !key.map_or(Ok(false), |key| output.keep(path, key))?
                        && let Some(bytes) = desk.finish(path, begun)
                    {
                        output.write(path, &bytes?, key)?;
                    }
                }
                on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
                Ok::<(), SiteError>(())
            })?;
            let mut written = output.written();
            // Anyone who builds again must get the same files: what another program printed is not promised to be the same.
            written.retain(|path, _| !desk.is_printed(path));
            output.write(&list, &manifest::manifest(self, &written), None)?;
            Ok(output.finish()?)
        })?
    }

    /// Prepares everything that the files of the site are made from, and lends it out.
    ///
    /// # Errors
    /// When a template or a translation is wrong.
    pub fn with_desk<R>(&self, then: impl FnOnce(&Desk<'_>, &Answers<'_>, &Findings) -> R) -> Result<R, SiteError> {
        let answers = Answers::of(self.registry, self.source, self.history, self.day);
        let findings = self.placed_findings();
        let lists = Lists::of(self.registry, &answers, &findings, self.history, self.day);
        let languages = &self.registry.config.languages;
        let tongues: Vec<Tongue> =
            languages.iter().map(|lang| Tongue::new(self.theme, *lang)).collect::<Result<_, _>>()?;
        let renderer = |tongue| Renderer::new(self, &answers, &findings, &lists, tongue);
        let renderers: Vec<Renderer<'_>> = tongues.iter().map(renderer).collect::<Result<_, _>>()?;
        Ok(then(&Desk::new(self, &renderers), &answers, &findings))
    }

    /// The findings by file, each with its line.
    fn placed_findings(&self) -> Findings {
        let texts = Texts::new(self.registry, self.source);
        let mut by_file = Findings::new();
        for finding in self.findings {
            let placed = (finding.clone(), texts.position(finding.place));
            by_file.entry(finding.place.file).or_default().push(placed);
        }
        by_file
    }
}
