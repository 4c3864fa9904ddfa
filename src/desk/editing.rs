//! What the desk asks of the commands. It knows nothing of the command line; the command line gives it this.

use mulu_core::edit::Edit;
use mulu_core::finding::Finding;
use mulu_core::message::{Lang, Message};
use mulu_core::registry::Registry;
use mulu_core::source::Source;

/// What is to be written, made from the registry as it is when the turn is taken.
type MakeEdits<'w> = &'w dyn Fn(&Registry, &dyn Source) -> Result<Vec<Edit>, Message>;

/// What a person wants done.
pub enum Work<'w> {
    /// Command lines, carried out together or not at all.
    Lines {
        /// What whoever waits for the turn is told.
        name: &'w str,
        /// The lines, without the program's name.
        lines: &'w [Vec<String>],
    },
    /// Edits of records.
    Edits {
        /// What whoever waits for the turn is told.
        name: &'w str,
        /// Makes them.
        make: MakeEdits<'w>,
    },
}

impl Work<'_> {
    /// What whoever waits for the turn is told.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Work::Lines { name, .. } | Work::Edits { name, .. } => name,
        }
    }
}

/// How far work is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkMode {
    /// In memory.
    Try,
    /// Written, where nothing speaks against it.
    Write,
    /// Written, whatever speaks against it.
    Anyway,
}

/// Something that is said of work.
#[derive(Debug)]
pub struct WorkRemark {
    /// What.
    pub message: Message,
    /// The finding that says so, and the path of its file; none where the command itself objects.
    pub finding: Option<(Finding, String)>,
}

/// What came of work.
pub struct WorkOutcome {
    /// The records as they are to be.
    pub edits: Vec<Edit>,
    /// What is said of that.
    pub remarks: Vec<WorkRemark>,
    /// Whether it was written.
    pub is_written: bool,
    /// The registry as it is then.
    pub registry: Registry,
}

/// What is said of work as somebody types it.
#[derive(Debug, Default)]
pub struct LiveFeedback {
    /// The records as they are to be.
    pub edits: Vec<Edit>,
    /// What is said of that.
    pub remarks: Vec<WorkRemark>,
}

/// The last edit, which can be taken back.
#[derive(Debug, serde::Serialize)]
pub struct LastEdit {
    /// Who wrote it.
    pub command: String,
    /// The files.
    pub files: Vec<String>,
}

/// Writes into records, one hand at a time.
pub trait Editing: Send + Sync {
    /// Tries work, and writes it where that is wanted.
    ///
    /// # Errors
    /// Why it cannot be done at all.
    fn carry_out(&self, work: &Work<'_>, how: WorkMode, lang: Lang) -> Result<WorkOutcome, Message>;

    /// What is said of work, for one who types and waits: the same as where it is tried, of the files that are written alone.
    ///
    /// # Errors
    /// Why it cannot be done at all.
    fn judge(&self, work: &Work<'_>, lang: Lang) -> Result<LiveFeedback, Message>;

    /// Takes the last edit back.
    ///
    /// # Errors
    /// Why it cannot be.
    fn undo(&self, lang: Lang) -> Result<LastEdit, Message>;

    /// The last edit, if it is kept.
    fn last(&self) -> Option<LastEdit>;
}
