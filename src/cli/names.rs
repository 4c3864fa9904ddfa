//! `mulu names`: what a shell offers where a record is to be named. Hidden: the scripts of `mulu completions` call it.

use std::collections::BTreeSet;

use clap::Args as ClapArgs;

use mulu_core::model::Kind;

use super::args::Common;
use super::fail::Failure;
use super::open::open;
use super::{CommandOutcome, terminal};

/// The most names that are offered at once.
const MOST: usize = 200;

/// `mulu names`.
#[derive(Debug, ClapArgs)]
pub struct Names {
    /// What they begin with, in small or capital letters
    #[arg(value_name = "PREFIX", default_value = "")]
    pub prefix: String,
}

/// Prints the ids of records, and the numbers of standards without their blanks, a line each. Where there is no registry there is
/// nothing to offer, and a shell that completes a word wants no error.
///
/// # Errors
/// When the output cannot be written.
pub fn run(common: &Common, command: &Names) -> Result<CommandOutcome, Failure> {
    let Ok(opened) = open(common) else { return Ok(CommandOutcome::Success) };
    let registry = &opened.registry;
    let begins = |name: &str| name.to_lowercase().starts_with(&command.prefix.to_lowercase());
    let mut names: BTreeSet<String> = BTreeSet::new();
    for kind in Kind::ALL.iter().copied() {
        names.extend(registry.records(kind).map(|record| record.id().to_owned()).filter(|id| begins(id)));
    }
    // A blank would be another word of the line; a number is read without it.
    let numbers = registry.standards.iter().filter_map(|standard| standard.number.as_ref());
    names.extend(numbers.map(|cited| cited.number.canonical().replace(' ', "")).filter(|number| begins(number)));
    let lines: String = names.into_iter().take(MOST).map(|name| name + "\n").collect();
    terminal::print(lines.as_bytes(), terminal::OutputForm::Text)
}
