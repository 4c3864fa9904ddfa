//! The only place that writes to the terminal.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use mulu_core::printable;

use super::CommandOutcome;
use super::fail::Failure;

/// What an answer is written in, which decides how it is cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputForm {
    /// For a person.
    Text,
    /// For a person, with colours.
    Coloured,
    /// JSON: it says the same, with escapes where a terminal would obey.
    Json,
    /// What is not text for a person: a table for a spreadsheet, a calendar, commands for a runner. As it is.
    Data,
}

/// Standard output: whatever a command prints passes through here, and is cleaned line by line.
pub struct Screen {
    out: io::StdoutLock<'static>,
    form: OutputForm,
    /// What was written and is not printed yet.
    held: Vec<u8>,
}

/// How much is held before it is printed, in bytes.
const BLOCK: usize = 1 << 16;

/// Standard output, for an answer of some form.
#[must_use]
pub fn stdout(form: OutputForm) -> Screen {
    Screen { out: io::stdout().lock(), form, held: Vec::with_capacity(BLOCK) }
}

impl Screen {
    /// Prints the lines that are whole; at the end all there is.
    fn pass(&mut self, is_end: bool) -> io::Result<()> {
        let end = if is_end {
            self.held.len()
        } else {
            self.held.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1)
        };
        let rest = self.held.split_off(end);
        let lines = std::mem::replace(&mut self.held, rest);
        let text = || String::from_utf8_lossy(&lines);
        match self.form {
            OutputForm::Data => self.out.write_all(&lines),
            OutputForm::Json => self.out.write_all(printable::json(&text()).as_bytes()),
            OutputForm::Text | OutputForm::Coloured => {
                self.out.write_all(printable::screen(&text(), self.form == OutputForm::Coloured).as_bytes())
            }
        }
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= BLOCK {
            self.pass(false)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass(true)?;
        self.out.flush()
    }
}

/// Prints what a command answers, whole.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(answer: &[u8], form: OutputForm) -> Result<CommandOutcome, Failure> {
    let mut out = stdout(form);
    out.write_all(answer)?;
    out.flush()?;
    Ok(CommandOutcome::Success)
}

/// What a command would print, as a text for another reader than a terminal.
///
/// # Errors
/// When it cannot be written.
pub fn captured(write: impl FnOnce(&mut Vec<u8>) -> Result<(), Failure>) -> Result<String, Failure> {
    let mut out = Vec::new();
    write(&mut out)?;
    String::from_utf8(out).map_err(|error| io::Error::other(error).into())
}

/// Whether standard output is a person's terminal.
#[must_use]
pub fn is_person() -> bool {
    io::stdout().is_terminal()
}

/// Says on standard error why a command could not run.
pub fn error(failure: &Failure) {
    // Nothing is left to be done where even standard error is closed.
    let _ = writeln!(io::stderr(), "mulu: {}", printable::plain(&failure.to_string()));
}

/// A line of progress on standard error, overwritten by the next; only where a person looks on.
pub struct ProgressLine {
    shown: bool,
}

impl ProgressLine {
    /// Progress that shows itself only on a terminal.
    #[must_use]
    pub fn new() -> Self {
        ProgressLine { shown: io::stderr().is_terminal() }
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
    let _ = writeln!(io::stderr(), "{}", printable::plain(what));
}

/// Whether nobody is asked, whoever sits there.
static ASKS_NOBODY: AtomicBool = AtomicBool::new(false);

/// From now on nobody is asked: a server's terminal is no place where the person at a browser could answer.
pub fn ask_nobody() {
    ASKS_NOBODY.store(true, Ordering::Relaxed);
}

/// Asks a person for what was not given. Where none is there, or the answer is empty, there is no answer.
///
/// # Errors
/// When the terminal cannot be read.
pub fn ask(question: &str) -> io::Result<Option<String>> {
    if ASKS_NOBODY.load(Ordering::Relaxed) || !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(None);
    }
    write!(io::stderr(), "{}: ", printable::plain(question))?;
    io::stderr().flush()?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}
