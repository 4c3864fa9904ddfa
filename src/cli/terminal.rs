//! The only place that writes to the terminal.

use std::io::{self, IsTerminal, Write};

use crate::words::visible;

use super::Ended;
use super::fail::Failure;

/// Standard output, buffered.
#[must_use]
pub fn stdout() -> io::BufWriter<io::StdoutLock<'static>> {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Prints what a command answers, whole.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(answer: &[u8]) -> Result<Ended, Failure> {
    let mut out = stdout();
    out.write_all(answer)?;
    out.flush()?;
    Ok(Ended::Well)
}

/// Whether standard output is a person's terminal.
#[must_use]
pub fn is_person() -> bool {
    io::stdout().is_terminal()
}

/// Says on standard error why a command could not run.
pub fn error(failure: &Failure) {
    // Nothing is left to be done where even standard error is closed.
    let _ = writeln!(io::stderr(), "mulu: {}", visible(&failure.to_string()));
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

/// Says something on standard error, free of control characters.
pub fn note(what: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::report::plain(what));
}

/// Asks a person for what was not given. Where none is there, or the answer is empty, there is no answer.
///
/// # Errors
/// When the terminal cannot be read.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(None);
    }
    write!(io::stderr(), "{}: ", crate::report::plain(question))?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}
