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
mod manifest;
mod markdown;
mod members;
mod pages;
mod render;
mod search;
mod sheets;
mod sitemap;
mod theme;
mod tongue;
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

pub use desk::Desk;
pub use theme::Theme;

use derived::Answers;
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
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SiteError::Unreadable(error) => error.fmt(f),
            SiteError::Unwritable(error) => error.fmt(f),
            SiteError::Theme(what) => f.write_str(what),
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
}

/// How far a build has come: pages done, pages in all.
pub type OnProgress<'a> = &'a (dyn Fn(usize, usize) + Sync);

impl Site<'_> {
    /// Builds the site into a folder.
    ///
    /// # Errors
    /// When a template or a translation is wrong, or a file cannot be written. Every file that was written by then is whole.
    pub fn build(&self, output: Output, on_progress: OnProgress<'_>) -> Result<Tally, SiteError> {
        self.with_desk(|desk| {
            let paths: Vec<String> = desk.paths().map(str::to_owned).collect();
            let announced: Vec<String> = paths.iter().cloned().chain([manifest::PATH.to_owned()]).collect();
            output.announce(&announced)?;
            let done = AtomicUsize::new(0);
            paths.par_iter().try_for_each(|path| {
                if let Some(bytes) = desk.make(path) {
                    output.write(path, &bytes?)?;
                }
                on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
                Ok::<(), SiteError>(())
            })?;
            output.write(manifest::PATH, &manifest::manifest(self, &output.written()))?;
            Ok(output.finish()?)
        })?
    }

    /// Prepares everything that the files of the site are made from, and lends it out.
    ///
    /// # Errors
    /// When a template or a translation is wrong.
    pub fn with_desk<R>(&self, then: impl FnOnce(&Desk<'_>) -> R) -> Result<R, SiteError> {
        let answers = Answers::of(self.registry, self.source, self.history, self.day);
        let findings = self.placed_findings();
        let languages = &self.registry.config.languages;
        let tongues: Vec<Tongue> =
            languages.iter().map(|lang| Tongue::new(self.theme, *lang)).collect::<Result<_, _>>()?;
        let renderer = |tongue| Renderer::new(self, &answers, &findings, tongue);
        let renderers: Vec<Renderer<'_>> = tongues.iter().map(renderer).collect::<Result<_, _>>()?;
        Ok(then(&Desk::new(self, &renderers)))
    }

    /// The findings by file, each with its line.
    fn placed_findings(&self) -> BTreeMap<FileId, Vec<fill::Placed>> {
        let texts = Texts::new(self.registry, self.source);
        let mut by_file: BTreeMap<_, Vec<fill::Placed>> = BTreeMap::new();
        for finding in self.findings {
            let placed = (finding.clone(), texts.position(finding.place));
            by_file.entry(finding.place.file).or_default().push(placed);
        }
        by_file
    }
}
