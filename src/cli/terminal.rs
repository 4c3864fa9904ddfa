//! The only place that writes to the terminal.

use std::io::{self, IsTerminal, Write};

use super::fail::Failure;

/// Standard output, buffered.
#[must_use]
pub fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Whether standard output is a person's terminal.
#[must_use]
pub fn is_person() -> bool {
    io::stdout().is_terminal()
}

/// Says on standard error why a command could not run.
pub fn error(failure: &Failure) {
    // Nothing is left to be done where even standard error is closed.
    let _ = writeln!(io::stderr(), "mulu: {failure}");
}

/// Says on standard error what is missing from an answer that is given all the same.
pub fn note(what: &str) {
    let _ = writeln!(io::stderr(), "mulu: {what}");
}

/// A line of progress on standard error, overwritten by the next; only where a person looks on.
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Progress that shows itself only on a terminal.
    #[must_use]
    pub fn new() -> Self {
        Progress { shown: io::stderr().is_terminal() }
    }

    /// Replaces the line.
    pub fn say(&self, what: &str) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K{what}");
        }
    }

    /// Removes the line.
    pub fn done(&self) {
        self.say("");
    }
}
