//! Making a part of a site from what was prepared for it.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use tera::{Tera, Value};

use mulu_core::output::{Output, Tally, Writing};

use super::{PreparedAs, PreparedFile, PreparedPart, VIEW_BYTES, packed};
use crate::localised_theme::LocalisedTheme;
use crate::{OnProgress, SiteError, manifest, opinions, render};

/// A language of the part: its templates, and what the frame of every page shows.
struct PartLanguage<'t> {
    tera: &'t Tera,
    frame: Value,
}

impl PreparedPart {
    /// Makes the part, and the list of what it made, into a folder.
    ///
    /// # Errors
    /// When what was prepared is damaged, a template is wrong, or a file cannot be written. Every file that was written by then is whole.
    pub fn build(&self, output: Output, on_progress: OnProgress<'_>) -> Result<Tally, SiteError> {
        let themes = LocalisedTheme::all(&self.theme, &self.languages)?;
        let languages = themes.iter().zip(&self.index.frames).map(|(theme, frame)| {
            let frame = packed::unpack_value(frame).map_err(|_| self.damaged())?;
            Ok(PartLanguage { tera: &theme.tera, frame })
        });
        let languages: Vec<PartLanguage<'_>> = languages.collect::<Result<_, SiteError>>()?;
        let (files, list) = (&self.index.files, self.shard.list());
        let paths = files.iter().map(|file| file.path.as_str());
        let writing = output.announce(paths.chain([list.as_str()]).collect())?;
        let place_of_list = files.partition_point(|file| file.path < list);
        let done = AtomicUsize::new(0);
        files.par_iter().enumerate().try_for_each(|(at, file)| {
            self.make(file, &languages, (&writing, at + usize::from(at >= place_of_list)))?;
            on_progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
            Ok::<(), SiteError>(())
        })?;
        let is_printed = |path: &str| {
            let place = files.binary_search_by(|file| file.path.as_str().cmp(path));
            place.ok().and_then(|place| files.get(place)).is_some_and(|file| file.how == PreparedAs::Printed)
        };
        let written: Vec<_> = writing.written().filter(|(path, _)| !is_printed(path)).collect();
        let now = manifest::manifest(self.index.from.clone(), &written);
        writing.write_by(place_of_list, None, |out| manifest::write(&now, out))?;
        Ok(writing.finish()?)
    }

    /// Makes one file, which has a place among those that are written.
    fn make(
        &self,
        file: &PreparedFile,
        languages: &[PartLanguage<'_>],
        (writing, place): (&Writing<'_>, usize),
    ) -> Result<(), SiteError> {
        let (language, is_opinion) = match file.how {
            PreparedAs::Page(language) => (language, false),
            PreparedAs::Opinion(language) => (language, true),
            PreparedAs::Bytes | PreparedAs::Printed if file.length > VIEW_BYTES => {
                return Ok(writing.write_by(place, None, |out| self.copy(file, out))?);
            }
            PreparedAs::Bytes | PreparedAs::Printed => {
                let bytes = self.read(file).map_err(|_| self.damaged())?;
                return Ok(writing.write(place, &bytes, None)?);
            }
        };
        let language = languages.get(usize::from(language)).ok_or_else(|| self.damaged())?;
        let views = self.read(file).map_err(|_| self.damaged())?;
        let (template, context) = packed::unpack(&views, language.frame.clone()).map_err(|_| self.damaged())?;
        let html = render::render(language.tera, &template, &context)?;
        let html = if is_opinion { opinions::with_day(html, self.day()).0 } else { html };
        Ok(writing.write(place, &html, None)?)
    }
}
