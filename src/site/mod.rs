//! Registry → views → templates → pages.
//!
//! 1. [`theme`] gathers templates, assets and translations, the registry's own before the built-in ones.
//! 2. `derived` asks the registry once what holds on the day.
//! 3. `pages` lists every page of every language.
//! 4. `fill` makes each page's view: plain data, worded in the page's language.
//! 5. A Tera template turns the view into HTML, on all cores; [`crate::output`] writes it.
//!
//! The same registry, day and revision give the same bytes.

mod address;
mod derived;
mod fill;
mod manifest;
mod markdown;
mod pages;
mod render;
mod sitemap;
mod theme;
mod tongue;
mod views;

use std::fmt;

use rayon::prelude::*;

use crate::day::Day;
use crate::facts::StandardFacts;
use crate::finding::Finding;
use crate::history::Revision;
use crate::output::{Output, Tally, Unwritable};
use crate::registry::Registry;
use crate::report::Texts;
use crate::source::{Source, Unreadable};
use crate::words::Lang;

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
        let answers = Answers::of(self.registry, self.day);
        let findings = self.placed_findings();
        let tongues: Vec<Tongue> = self
            .registry
            .config
            .languages
            .iter()
            .map(|lang| Tongue::new(self.theme, *lang))
            .collect::<Result<_, _>>()?;
        let renderers: Vec<Renderer<'_>> =
            tongues.iter().map(|tongue| Renderer::new(self, &answers, &findings, tongue)).collect::<Result<_, _>>()?;
        let jobs: Vec<(&Renderer<'_>, pages::Page)> = renderers
            .iter()
            .flat_map(|renderer| renderer.pages().into_iter().map(move |page| (renderer, page)))
            .collect();
        let files = self.files(&jobs);
        let mut paths: Vec<String> = jobs.iter().map(|(renderer, page)| renderer.file(page)).collect();
        paths.extend(files.iter().map(|(path, _)| path.clone()));
        paths.extend((0..self.registry.standards.len()).map(|index| self.standard_json_path(index)));
        paths.push(manifest::PATH.to_owned());
        output.announce(&paths)?;

        let total = jobs.len();
        let done = std::sync::atomic::AtomicUsize::new(0);
        jobs.par_iter().try_for_each(|(renderer, page)| {
            output.write(&renderer.file(page), &renderer.render(page)?)?;
            on_progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1, total);
            Ok::<(), SiteError>(())
        })?;
        (0..self.registry.standards.len()).into_par_iter().try_for_each(|index| {
            output.write(&self.standard_json_path(index), &self.standard_json(index)).map_err(SiteError::from)
        })?;
        for (path, bytes) in &files {
            output.write(path, bytes)?;
        }
        output.write(manifest::PATH, &manifest::manifest(self, &output.written()))?;
        Ok(output.finish()?)
    }

    /// The findings by file, each with its line.
    fn placed_findings(&self) -> std::collections::BTreeMap<crate::model::FileId, Vec<fill::Placed>> {
        let texts = Texts::new(self.registry, self.source);
        let mut by_file: std::collections::BTreeMap<_, Vec<fill::Placed>> = std::collections::BTreeMap::new();
        for finding in self.findings {
            let placed = (finding.clone(), texts.position(finding.place));
            by_file.entry(finding.place.file).or_default().push(placed);
        }
        by_file
    }

    /// What is no page: assets and the sitemap.
    fn files(&self, jobs: &[(&Renderer<'_>, pages::Page)]) -> Vec<(String, Vec<u8>)> {
        let assets = self.theme.assets.iter().map(|(name, bytes)| (format!("assets/{name}"), bytes.clone()));
        let mut files: Vec<(String, Vec<u8>)> = assets.collect();
        if let Some(site_url) = &self.registry.config.site_url {
            let found = jobs.iter().filter(|(_, page)| page.is_findable());
            let paths = found.map(|(renderer, page)| renderer.url_path(page));
            files.push(("sitemap.xml".to_owned(), sitemap::sitemap(site_url, paths).into_bytes()));
        }
        files
    }

    fn standard_json_path(&self, index: usize) -> String {
        format!("api/v1/standards/{}.json", self.registry.standards[index].id)
    }

    /// One standard for programs: what `mulu show --format json` prints.
    fn standard_json(&self, index: usize) -> Vec<u8> {
        #[derive(serde::Serialize)]
        struct Document {
            schema: &'static str,
            as_of: String,
            kind: &'static str,
            #[serde(flatten)]
            record: StandardFacts,
        }
        let record = StandardFacts::of(self.registry, index, self.day, Lang::En);
        let document = Document { schema: "mulu.show/1", as_of: self.day.to_string(), kind: "standard", record };
        let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
