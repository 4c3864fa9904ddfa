//! Registry → views → templates → pages.
//!
//! 1. `theme` gathers templates, assets and translations, the registry's own before the built-in ones.
//! 2. `derived` asks the registry once what holds on the day.
//! 3. `pages` lists every page of every language.
//! 4. `fill` makes each page's view: plain data, worded in the page's language.
//! 5. A Tera template turns the view into HTML, on all cores; [`crate::output`] writes it.
//!
//! The same registry, day and revision give the same bytes.

#![cfg_attr(not(test), warn(clippy::string_slice))]

mod atom;
mod badge;
mod bounds;
mod build;
pub mod bundle;
mod changed;
mod code;
mod derived;
mod desk;
mod downloads;
mod fill;
mod found;
mod hasher;
mod imagined;
mod keys;
mod lists;
mod machine;
mod manifest;
mod markdown;
mod pages;
mod picture;
mod pieces;
mod printer;
mod reference;
pub mod release;
mod render;
mod rendering;
mod route;
mod search;
mod shard;
mod sheets;
mod sitemap;
mod theme;
mod tongue;
mod unbroken;
mod views;
mod voice;
mod worded;

use mulu_core::{
    address, audit, changes, check, condition, config, cut, day, facts, finding, ical, limits, model, number, output,
    reasons, references, registry, report, say, schema, scorecard, source, when_asked, words, xml,
};
use mulu_exchange as exchange;
use mulu_git::history;

use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use crate::audit::Audits;
use crate::day::Day;
use crate::history::{History, Revision};
use crate::output::{Output, Tally, Unwritable};
use crate::registry::Registry;
use crate::source::Unreadable;
use crate::words::Words;

pub use desk::Desk;
pub use keys::inputs;
pub use printer::{Document, Printer};
pub use rendering::{Rendering, rendering};
pub use shard::{Shard, join};
pub use theme::Theme;

pub use derived::{Answers, Pace};
pub use found::{Found, Placed};
pub use voice::Voice;

use changed::Earlier;
use keys::Keys;
use lists::Lists;
use pieces::Piece;
use render::Renderer;

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
        let voices = Voice::all(self.theme, &self.registry.config.languages)?;
        self.with_desk(Pace::AtOnce, &voices, |desk| {
            let keys = output.remembers().then(|| Keys::of(self, desk.fill(), desk.documents()));
            let owned = |path: &str| shard.is_none_or(|shard| shard.owns(path));
            let files: Vec<(&str, &Piece)> = desk.files().filter(|(path, _)| owned(path)).collect();
            let list = shard.map_or_else(|| manifest::PATH.to_owned(), Shard::list);
            // A part says nothing of the whole that was there before.
            let before = output.left(manifest::PATH).filter(|_| shard.is_none()).and_then(Earlier::read);
            let told_before = output.left(changed::PATH);
            // What is written last, sorted: each stands among the files after those whose paths come before it.
            let last: Vec<&str> = before.iter().map(|_| changed::PATH).chain([list.as_str()]).collect();
            let paths = files.iter().map(|(path, _)| *path).chain(last.iter().copied()).map(str::to_owned);
            let writing = output.announce(paths.collect())?;
            let place_of_last =
                |nth: usize| nth + files.partition_point(|(path, _)| last.get(nth).is_some_and(|last| path < last));
            if let Some(keys) = &keys {
                desk.mend_index(keys, &writing);
            }
            let done = AtomicUsize::new(0);
            files.par_iter().enumerate().try_for_each(|(at, (path, piece))| {
                let place = at + last.partition_point(|last| last < path);
                let begun = desk.begin(path, Cow::Borrowed(piece), keys.as_ref());
                let key = begun.key;
                if !key.map_or(Ok(false), |key| writing.keep(place, key))? {
                    writing.write(place, &desk.finish(path, begun)?, key)?;
                }
                on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
                Ok::<(), SiteError>(())
            })?;
            // Anyone who builds again must get the same files: what another program printed is not promised to be the same.
            let printed: Vec<String> = desk.printed().collect();
            let files = writing.written().filter(|(path, _)| !printed.iter().any(|other| other == path));
            let files: Vec<_> = files.collect();
            let manifest = manifest::manifest(self, &files);
            if let Some(before) = &before {
                // Where nothing differs, what differed before stays told.
                if let Some(told) = before.changed(self, &files, &manifest).or(told_before) {
                    writing.write(place_of_last(0), &told, None)?;
                }
            }
            writing.write(place_of_last(last.len() - 1), &manifest, None)?;
            Ok(writing.finish()?)
        })
    }

    /// Prepares everything that the files of the site are made from, and lends it out. `voices` are the languages of the registry.
    pub fn with_desk<R>(&self, pace: Pace, voices: &[Voice], then: impl FnOnce(&Desk<'_>) -> R) -> R {
        let audits = match pace {
            Pace::AtOnce => Audits::of(self.registry, self.day),
            Pace::WhenAsked => Audits::when_asked(self.registry, self.day),
        };
        let found = Found::of(&audits, pace);
        let made = {
            let answers = Answers::of(&audits, self.history, pace);
            let lists = Lists::of(&answers, &found, self.history, pace);
            let renderer = |voice| Renderer::new(self, &answers, &found, &lists, voice);
            let renderers: Vec<Renderer<'_>> = voices.iter().map(renderer).collect();
            then(&Desk::new(self, &renderers))
        };
        found.let_go();
        audits.let_go();
        made
    }
}
