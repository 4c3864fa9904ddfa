//! `--format` and `--output`: several reports of one run, each where it belongs.
//!
//! An `--output` belongs to the `--format` before it: `--format sarif --output a.sarif --format junit --output b.xml --format text`
//! writes two files and prints the third. Since this is a matter of their order, it is read from clap's own indices.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::path::PathBuf;

use clap::ValueEnum;
use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, FromArgMatches, value_parser};

use mulu_core::report::FindingsFormat;

/// The formats of `mulu check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a person.
    Text,
    /// mulu.check/1.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// JUnit XML, for test reports.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab code quality.
    Gitlab,
}

/// Where a report goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutputTarget {
    /// Standard output.
    Standard,
    /// A file.
    File(PathBuf),
}

/// The reports that were asked for.
#[derive(Clone, Debug)]
pub struct Outputs(Vec<(ReportFormat, OutputTarget)>);

impl Outputs {
    /// The formats and where each goes, in the order in which they were named.
    pub fn targets(&self) -> impl Iterator<Item = (FindingsFormat, OutputTarget)> {
        self.0.iter().map(|(format, target)| {
            let format = match format {
                ReportFormat::Text => FindingsFormat::Text,
                ReportFormat::Json => FindingsFormat::Json,
                ReportFormat::Sarif => FindingsFormat::Sarif,
                ReportFormat::Junit => FindingsFormat::Junit,
                ReportFormat::Github => FindingsFormat::Github,
                ReportFormat::Gitlab => FindingsFormat::Gitlab,
            };
            (format, target.clone())
        })
    }
}

impl clap::Args for Outputs {
    fn augment_args(command: Command) -> Command {
        let format = Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .help("The output's format; may be repeated, each with its own --output  输出格式，可多次指定")
            .value_parser(value_parser!(ReportFormat))
            .action(ArgAction::Append)
            .default_value("text");
        let output = Arg::new("output")
            .long("output")
            .value_name("FILE")
            .help("Write the --format before it to this file; without it, to standard output  写入文件")
            .value_parser(value_parser!(PathBuf))
            .action(ArgAction::Append);
        command.arg(format).arg(output)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let formats = indexed::<ReportFormat>(matches, "format");
        let mut outputs = indexed::<PathBuf>(matches, "output");
        let mut reports: Vec<(ReportFormat, OutputTarget)> = Vec::new();
        // With one of each there is no doubt, whichever comes first.
        let certain = formats.len() == 1 && outputs.len() == 1;
        for (at, (index, format)) in formats.iter().enumerate() {
            let next = formats.get(at + 1).map_or(usize::MAX, |(next, _)| *next);
            let own = |place: &usize| certain || (index..&next).contains(&place);
            let mut mine = outputs.extract_if(.., |(place, _)| own(place));
            let target = mine.next().map_or(OutputTarget::Standard, |(_, path)| OutputTarget::File(path));
            if mine.next().is_some() {
                return Err(refuse(
                    "one --format has two --output: name the format of each · 每个 --output 前须有自己的 --format",
                ));
            }
            drop(mine);
            reports.push((*format, target));
        }
        if !outputs.is_empty() {
            return Err(refuse(
                "an --output comes before its --format: write --format first · 先写 --format，再写它的 --output",
            ));
        }
        for (at, (_, target)) in reports.iter().enumerate() {
            if reports[..at].iter().any(|(_, other)| other == target) {
                return Err(refuse(
                    "two formats would go to the same place: give each its own --output · 两种格式不能写到同一处",
                ));
            }
        }
        Ok(Outputs(reports))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

fn refuse(why: &str) -> clap::Error {
    clap::Error::raw(ErrorKind::ArgumentConflict, format!("{why}\n"))
}

/// The values of an option and where each stands on the command line; a default stands before everything.
fn indexed<T: Clone + Send + Sync + 'static>(matches: &ArgMatches, id: &str) -> Vec<(usize, T)> {
    let given = matches.value_source(id) == Some(ValueSource::CommandLine);
    let values = matches.get_many::<T>(id).into_iter().flatten().cloned();
    if given {
        matches.indices_of(id).into_iter().flatten().zip(values).collect()
    } else {
        values.map(|value| (0, value)).collect()
    }
}
