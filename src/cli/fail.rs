//! What stops a command.

use std::fmt;
use std::io;

use mulu_core::edit::WriteError;
use mulu_core::output::Unwritable;
use mulu_core::source::Unreadable;
use mulu_site::SiteError;

/// Why a command could not run. A fault *in* a record is never one of these: that is a finding.
#[derive(Debug)]
pub enum Failure {
    /// There is no registry here.
    NoRegistry(std::path::PathBuf),
    /// A file cannot be read.
    Unreadable(Unreadable),
    /// A file cannot be written.
    Unwritable(Unwritable),
    /// Standard output cannot be written.
    Output(io::Error),
    /// A template is wrong.
    Site(SiteError),
    /// What was asked for is not there: what, and what to do.
    Unknown(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NoRegistry(from) => write!(
                f,
                "{} 及其上级目录中没有 book.toml：请在登记簿目录中运行，或用 --root 指明\n  there is no book.toml in {} or above it: run in a registry, or name one with --root",
                from.display(),
                from.display()
            ),
            Failure::Unreadable(error) => error.fmt(f),
            Failure::Unwritable(error) => error.fmt(f),
            Failure::Output(error) => write!(f, "cannot write the output: {error}"),
            Failure::Site(error) => error.fmt(f),
            Failure::Unknown(what) => f.write_str(what),
        }
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Self {
        Failure::Unreadable(error)
    }
}

impl From<WriteError> for Failure {
    fn from(refused: WriteError) -> Self {
        match refused {
            WriteError::Changed(path) => {
                let path = mulu_core::printable::line(&path);
                Failure::Unknown(format!(
                    "{path} 刚被改动，什么也没有写入；请再运行一次\n  {path} has just been changed by someone else: nothing was written; run this again"
                ))
            }
            WriteError::Unreadable(error) => error.into(),
            WriteError::Unwritable(error) => error.into(),
        }
    }
}

impl From<Unwritable> for Failure {
    fn from(error: Unwritable) -> Self {
        Failure::Unwritable(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

impl From<SiteError> for Failure {
    fn from(error: SiteError) -> Self {
        match error {
            SiteError::Unwritable(error) => Failure::Unwritable(error),
            other => Failure::Site(other),
        }
    }
}
