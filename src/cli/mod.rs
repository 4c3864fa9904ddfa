//! The command line: the only printer, the only clock.

mod args;
mod build;
mod check;
mod explain;
mod export;
mod fail;
mod import;
mod list;
mod open;
mod scorecard;
mod show;
mod table;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use fail::Failure;

/// How a command ended (DESIGN 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It did what was asked, and nothing is denied: exit 0.
    Well,
    /// It did what was asked, and something is denied: exit 1.
    Denied,
}

/// Runs the command line of this process. Exit codes: 0 well, 1 something is denied, 2 could not run.
#[must_use]
pub fn main() -> ExitCode {
    let args = Args::parse();
    let ended = match &args.command {
        Command::Check(command) => check::run(&args.common, command),
        Command::Build(command) => build::run(&args.common, command),
        Command::List(command) => list::run(&args.common, command),
        Command::Show(command) => show::run(&args.common, command),
        Command::Export(command) => export::run(&args.common, command),
        Command::Import(command) => import::run(&args.common, command),
        Command::Scorecard(command) => scorecard::run(&args.common, command),
        Command::Explain(command) => explain::run(&args.common, command),
    };
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Denied) => ExitCode::from(1),
        // Whoever reads us has closed the pipe (`mulu list | head`): nobody is left to be told.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::error(&failure);
            ExitCode::from(2)
        }
    }
}
