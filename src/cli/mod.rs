//! The command line: the only printer, the only clock.

mod aggregate;
mod args;
mod audit;
mod build;
mod check;
mod cite;
mod compare;
mod completions;
mod desk;
mod desk_trial;
mod diff;
mod document;
mod done;
mod due;
mod edited;
mod entry;
mod explain;
mod export;
mod fail;
mod fetch_bounds;
mod filing;
mod fmt;
mod found;
mod generated;
mod git_program;
mod import;
mod in_turn;
mod init;
mod journal;
mod levels;
mod limits;
mod list;
mod listing;
mod log;
mod lsp;
mod mcp;
mod measure;
mod names;
mod new;
mod new_of_kind;
mod notify;
mod official;
mod open;
mod outputs;
mod pdf;
mod pdf_normalisation;
mod pdf_reading;
mod prepared;
mod prompt;
mod register;
mod relations;
mod rename;
mod review;
mod scorecard;
mod serve;
mod show;
mod table;
mod terminal;
mod undo;
mod update;
mod verify;
mod watchdog;
mod words;

use std::io;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

pub use desk::DeskCommands;

use args::{Args, Command};
use fail::Failure;

/// How a command ended (DESIGN 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommandOutcome {
    /// It did what was asked, and nothing is denied: exit 0.
    Success,
    /// It did what was asked, and something is denied: exit 1.
    Denied,
}

/// The command line as it is defined, for completions and for those who check what they paste against it.
#[must_use]
pub fn definition() -> clap::Command {
    Args::command()
}

/// Runs the command line of this process. Exit codes: 0 well, 1 something is denied, 2 could not run.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let ended = match &args.command {
        Command::ListIn(command) => listing::list_in(&args.common, command),
        Command::Delist(command) => listing::delist(&args.common, command),
        Command::Exclude(command) => listing::exclude(&args.common, command),
        Command::Declare(command) => entry::declare(&args.common, command),
        Command::Waive(command) => entry::waive(&args.common, command),
        Command::Order(command) => entry::order(&args.common, command),
        Command::Evidence(command) => entry::evidence(&args.common, command),
        Command::Train(command) => entry::train(&args.common, command),
        Command::Answer(command) => entry::answer(&args.common, command),
        Command::CaseStep(command) => entry::case_step(&args.common, command),
        Command::Step(command) => entry::step(&args.common, command),
        Command::Correct(command) => entry::correct(&args.common, command),
        Command::Rename(command) => rename::run(&args.common, command),
        Command::Reorganise(command) => entry::reorganise(&args.common, command),
        Command::Undo(command) => undo::run(&args.common, command),
        Command::Update(command) => update::run(&args.common, command),
        Command::Done(command) => done::run(&args.common, command),
        Command::Register(command) => register::run(&args.common, command),
        Command::New(command) => new::run(&args.common, command),
        Command::Init(command) => init::run(&args.common, command),
        Command::Fmt(command) => fmt::run(&args.common, command),
        Command::Schema(command) => generated::print_schemas(&args.common, command),
        Command::Completions(command) => completions::run(command),
        Command::Names(command) => names::run(&args.common, command),
        Command::Man(command) => generated::man(command),
        Command::Cite(command) => cite::run(&args.common, command),
        Command::Check(command) => check::run(&args.common, command),
        Command::Build(command) => build::run(&args.common, command),
        Command::Serve(command) => serve::run(&args.common, command),
        Command::Aggregate(command) => aggregate::run(&args.common, command),
        Command::Audit(command) => audit::run(&args.common, command),
        Command::Notify(command) => notify::run(&args.common, command),
        Command::Due(command) => due::run(&args.common, command),
        Command::Review(command) => review::run(&args.common, command),
        Command::List(command) => list::run(&args.common, command),
        Command::Show(command) => show::run(&args.common, command),
        Command::Export(command) => export::run(&args.common, command),
        Command::Verify(command) => verify::run(&args.common, command),
        Command::Import(command) => import::run(&args.common, command),
        Command::Compare(command) => compare::run(&args.common, command),
        Command::Scorecard(command) => scorecard::run(&args.common, command),
        Command::Document(command) => official::run(&args.common, command),
        Command::Explain(command) => explain::run(&args.common, command),
        Command::Log(command) => log::run(&args.common, command),
        Command::Diff(command) => diff::run(&args.common, command),
        Command::Lsp => lsp::run(&args.common),
        Command::Mcp => mcp::run(&args.common),
    };
    match ended {
        Ok(CommandOutcome::Success) => ExitCode::SUCCESS,
        Ok(CommandOutcome::Denied) => ExitCode::from(1),
        // Whoever reads us has closed the pipe (`mulu list | head`): nobody is left to be told.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::error(&failure);
            ExitCode::from(2)
        }
    }
}
