//! The desk: `mulu serve --edit`, where people who open no terminal write into the records.
//!
//! 1. `guard` lets in who has the token of this start, from this machine and from a page of the desk alone.
//! 2. `pages` answers a request: what waits, a search, a task, a record's form, what changed, handing in.
//! 3. A task is a command filled in as a form (`task`); a record's form is made from its kind's declaration (`fields`). Either is
//!    tried and written through [`Editing`], which is the commands' own way.
//! 4. A form carries the text that it was made from. Where the file says something else by now, the person chooses (`merging`).
//! 5. `git` commits and pushes, when the person hands in; nothing else here leaves the machine.
//!
//! The templates are the desk's own and no registry overrides them: a page that writes is not left to a stranger's files.

mod changed;
mod choices;
mod clauses;
mod editing;
mod fields;
mod forge;
mod git;
mod guard;
mod hand_in;
mod merging;
mod pages;
mod preview;
mod record_edit;
mod record_form;
mod registry;
mod request;
mod router;
mod search;
mod start;
mod task;
mod task_form;
mod templates;
#[cfg(test)]
mod tests;
mod views;

use std::path::PathBuf;
use std::sync::Mutex;

use mulu_core::config::Config;
use mulu_core::day::Day;
use mulu_core::message::Lang;

pub use editing::{Editing, LastEdit, LiveFeedback, Work, WorkMode, WorkOutcome, WorkRemark};
pub use registry::FileStamps;
pub use request::{DeskRequest, DeskResponse, Pairs};
pub use router::router;

use preview::RegistryPreview;
use registry::RegistryCache;
use templates::Templates;

/// What a desk is opened with.
pub struct DeskOptions {
    /// The registry.
    pub root: PathBuf,
    /// The day: fixed, or asked anew each time.
    pub day: Box<dyn Fn(&Config) -> Day + Send + Sync>,
    /// The commands.
    pub editing: Box<dyn Editing>,
    /// What the address says once, and a cookie from then on: nobody can guess it.
    pub secret: String,
    /// The language of whoever has not chosen one.
    pub lang: Lang,
}

/// The desk of one registry.
pub struct Desk {
    root: PathBuf,
    day: Box<dyn Fn(&Config) -> Day + Send + Sync>,
    editing: Box<dyn Editing>,
    secret: String,
    lang: Lang,
    templates: Templates,
    shelf: Mutex<Option<RegistryCache>>,
    previewed: Mutex<Option<RegistryPreview>>,
}

impl Desk {
    /// Opens a desk.
    ///
    /// # Errors
    /// When a template of the program is wrong.
    pub fn open(options: DeskOptions) -> Result<Desk, String> {
        let DeskOptions { root, day, editing, secret, lang } = options;
        Ok(Desk {
            root,
            day,
            editing,
            secret,
            lang,
            templates: Templates::new()?,
            shelf: Mutex::new(None),
            previewed: Mutex::new(None),
        })
    }

    /// Answers a request: lets it in, and answers it.
    #[must_use]
    pub fn answer(&self, asked: &DeskRequest) -> DeskResponse {
        match guard::admit(self, asked) {
            Ok(()) => pages::answer(self, asked),
            Err(reply) => reply,
        }
    }
}
