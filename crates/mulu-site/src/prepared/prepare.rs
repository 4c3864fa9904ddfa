//! Preparing the parts of a site.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::sync_channel;
use std::thread;

use flate2::Crc;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use mulu_core::output::{InputKey, create_folder, hex, put_by};

use super::{MAGIC, PartIndex, PreparedAs, PreparedFile, VIEW_BYTES, packed, part_file};
use crate::artifact::Artifact;
use crate::cache_keys::PROGRAM;
use crate::derived::Evaluation;
use crate::localised_theme::LocalisedTheme;
use crate::manifest::BuiltFrom;
use crate::route::Route;
use crate::shard::{Shard, divided};
use crate::site_builder::{PendingFile, SiteBuilder};
use crate::{OnProgress, Site, SiteError};

/// So many files are prepared before they are written: none waits for long, and few are held.
const AT_ONCE: usize = 512;

impl Site<'_> {
    /// Prepares a site in so many parts: a file for each, in a folder. `inputs` is the sum of all that the site is made from. Returns
    /// how many files the site will have.
    ///
    /// # Errors
    /// When a template or a translation is wrong, or a file cannot be written.
    pub fn prepare(
        &self,
        folder: &Path,
        of: u32,
        inputs: InputKey,
        on_progress: OnProgress<'_>,
    ) -> Result<usize, SiteError> {
        create_folder(folder)?;
        let themes = LocalisedTheme::all(self.theme, &self.registry.config.languages)?;
        self.with_builder(Evaluation::Eager, &themes, |builder| {
            let all = builder.files();
            let done = AtomicUsize::new(0);
            let parts = divided(all.iter().map(|(path, _)| path.as_str()), of);
            for (shard, own) in Shard::all(of).zip(parts) {
                let own: Vec<_> = own.into_iter().filter_map(|at| all.get(at)).collect();
                let index = self.index(builder, inputs).map_err(|error| SiteError::Theme(error.to_string()))?;
                let mut stopped = None;
                let written = put_by(&folder.join(part_file(shard)), |out| {
                    let told = |some| on_progress(done.fetch_add(some, Ordering::Relaxed) + some, all.len());
                    write_part(out, builder, (index, &own), told).unwrap_or_else(|error| {
                        stopped = Some(error);
                        Err(io::Error::other("the site cannot be made"))
                    })
                });
                // Why it cannot be made says more than that the part cannot be written.
                stopped.map_or(Ok(()), Err)?;
                written?;
            }
            Ok(all.len())
        })
    }

    /// The index of a part, still of no files.
    fn index(&self, builder: &SiteBuilder<'_>, inputs: InputKey) -> Result<PartIndex, rmp_serde::encode::Error> {
        let frames = builder.renderers.iter().map(|renderer| packed::pack_value(renderer.frame()));
        Ok(PartIndex {
            program: PROGRAM.to_owned(),
            from: BuiltFrom { prepared: Some(hex(&inputs)), ..BuiltFrom::registry(self) },
            languages: self.registry.config.languages.iter().map(|lang| lang.tag().to_owned()).collect(),
            theme: self.theme.own_texts(),
            frames: frames.collect::<Result<_, _>>()?,
            files: Vec::new(),
        })
    }
}

impl SiteBuilder<'_> {
    /// What a part makes a file from.
    fn prepared(&self, path: &str, artifact: &Artifact) -> Result<(PreparedAs, Vec<u8>), SiteError> {
        if let Artifact::Page(place, page) = artifact {
            let language = u8::try_from(*place).map_err(|_| SiteError::Theme("too many languages".to_owned()))?;
            let filled = self.renderers[*place].fill_in(page, None, false);
            let views = packed::pack(filled.template, &filled.views)
                .map_err(|error| SiteError::Theme(format!("templates/{}: {error}", filled.template)))?;
            let how = match page.route {
                Route::Opinion(_) => PreparedAs::Opinion(language),
                _ => PreparedAs::Page(language),
            };
            if views.len() as u64 <= VIEW_BYTES {
                return Ok((how, views));
            }
            let begun = PendingFile { key: None, artifact: Cow::Borrowed(artifact), filled: Some(filled) };
            return Ok((PreparedAs::Bytes, self.finish(path, begun, None)?));
        }
        let how = if matches!(artifact, Artifact::Pdf(_)) { PreparedAs::Printed } else { PreparedAs::Bytes };
        let begun = self.begin(path, Cow::Borrowed(artifact), None);
        Ok((how, self.finish(path, begun, None)?))
    }
}

/// A file of the site, and how it is made.
type ListedFile = (String, Artifact);

/// What was prepared of some files; nothing of those that are written as they are made.
type PreparedSome = Result<Vec<Option<(PreparedAs, Vec<u8>)>>, SiteError>;

/// Writes a part: what is next is prepared on all cores while the last is written. `told` is told how many are done. The inner
/// result is that of writing.
fn write_part(
    out: &mut dyn Write,
    builder: &SiteBuilder<'_>,
    (index, own): (PartIndex, &[&ListedFile]),
    told: impl Fn(usize),
) -> Result<io::Result<()>, SiteError> {
    let mut writer = match PartWriter::begin(out) {
        Ok(writer) => writer,
        Err(error) => return Ok(Err(error)),
    };
    thread::scope(|scope| {
        let (send, receive) = sync_channel::<PreparedSome>(1);
        scope.spawn(move || {
            // Nobody takes what comes after an error.
            let _ = own.chunks(AT_ONCE).try_for_each(|some| send.send(prepare_some(builder, some)));
        });
        for (some, made) in own.chunks(AT_ONCE).zip(receive) {
            if let Err(error) = writer.add(builder, some.iter().copied().zip(made?)) {
                return Ok(Err(error));
            }
            told(some.len());
        }
        Ok(writer.end(index))
    })
}

fn prepare_some(builder: &SiteBuilder<'_>, some: &[&ListedFile]) -> PreparedSome {
    let prepared = |(path, artifact): &&ListedFile| match SiteBuilder::long_text(artifact) {
        None => builder.prepared(path, artifact).map(Some),
        Some(_) => Ok(None),
    };
    some.par_iter().map(prepared).collect()
}

/// A prepared part that is being written.
pub struct PartWriter<'w> {
    out: PartSink<'w>,
    files: Vec<PreparedFile>,
}

impl<'w> PartWriter<'w> {
    /// Begins to write one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(out: &'w mut dyn Write) -> io::Result<Self> {
        let mut out = PartSink { out, at: 0, crc: Crc::new() };
        out.write_all(MAGIC)?;
        Ok(PartWriter { out, files: Vec::new() })
    }

    /// Adds some files, in their order.
    fn add<'f>(
        &mut self,
        builder: &SiteBuilder<'_>,
        some: impl Iterator<Item = (&'f ListedFile, Option<(PreparedAs, Vec<u8>)>)>,
    ) -> io::Result<()> {
        for ((path, artifact), made) in some {
            match (made, SiteBuilder::long_text(artifact)) {
                (Some((how, bytes)), _) => self.put(path, how, |out| out.write_all(&bytes))?,
                (None, Some(file)) => {
                    let text = builder.stretches().begin((path, file), None)?;
                    self.put(path, PreparedAs::Bytes, |out| text.write(out))?;
                }
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// Adds a file, by its path from the site's root: `write` writes what the part makes it from.
    ///
    /// # Errors
    /// When it cannot be written; also what the one who writes says.
    pub fn put(
        &mut self,
        path: &str,
        how: PreparedAs,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let from = self.out.at;
        self.out.crc.reset();
        write(&mut self.out)?;
        let (length, crc) = (self.out.at - from, self.out.crc.sum());
        self.files.push(PreparedFile { path: path.to_owned(), how, from, length, crc });
        Ok(())
    }

    /// Writes the index and the end.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(mut self, index: PartIndex) -> io::Result<()> {
        let from = self.out.at;
        let index = rmp_serde::to_vec(&PartIndex { files: self.files, ..index }).map_err(io::Error::other)?;
        self.out.write_all(&index)?;
        self.out.write_all(&from.to_le_bytes())?;
        self.out.write_all(&(index.len() as u64).to_le_bytes())?;
        self.out.write_all(&Sha256::digest(&index))?;
        self.out.flush()
    }
}

/// What is written, counted and summed up.
struct PartSink<'w> {
    out: &'w mut dyn Write,
    at: u64,
    crc: Crc,
}

impl Write for PartSink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.crc.update(bytes.get(..written).unwrap_or_default());
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
