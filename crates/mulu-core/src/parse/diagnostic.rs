//! What is wrong with the text of a file.

use std::cell::RefCell;

use super::shape::SharedShape;
use crate::message;
use crate::message::Message;
use crate::model::Span;
use crate::number::Grammar;

/// The rules that reading a file upholds. None of them can be turned off but the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// The file is not UTF-8, not TOML, or has no front matter.
    Syntax,
    /// A key that no record of this kind has.
    UnknownKey,
    /// A key that every record of this kind has.
    MissingKey,
    /// A value of the wrong type or outside its range.
    InvalidValue,
    /// Emphasis that Markdown would show with its asterisks.
    BrokenEmphasis,
    /// The file is not read: its name or its folder is that of no record.
    NotARecord,
}

impl Reading {
    /// The rule's id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Reading::Syntax => "syntax",
            Reading::UnknownKey => "unknown-key",
            Reading::MissingKey => "missing-key",
            Reading::InvalidValue => "invalid-value",
            Reading::BrokenEmphasis => "broken-emphasis",
            Reading::NotARecord => "not-a-record",
        }
    }
}

/// A fault of a file's text.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule it breaks.
    pub rule: Reading,
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What the message speaks of beside the text at the place, each by its name.
    pub args: Vec<(&'static str, String)>,
    /// What to do about it.
    pub help: Message,
}

/// The diagnostics of one file, collected while it is read.
#[derive(Debug, Default)]
pub struct Diagnostics {
    found: RefCell<Vec<Diagnostic>>,
    shape: Option<SharedShape>,
    grammar: Grammar,
}

impl Diagnostics {
    /// Makes a reader write down what it asks for, see [`TableShape`](super::TableShape).
    #[must_use]
    pub fn describing() -> Self {
        Diagnostics { shape: Some(SharedShape::default()), ..Diagnostics::default() }
    }

    /// Faults of a file whose numbers are read with the series that the registry declares.
    #[must_use]
    pub fn with(grammar: &Grammar) -> Self {
        Diagnostics { grammar: grammar.clone(), ..Diagnostics::default() }
    }

    /// The grammar of the file's numbers.
    #[must_use]
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// What the reader asked for, if that is written down.
    #[must_use]
    pub fn shape(&self) -> Option<SharedShape> {
        self.shape.clone()
    }

    /// Adds a fault.
    pub fn add(&self, rule: Reading, span: Span, message: Message, help: Message) {
        self.found.borrow_mut().push(Diagnostic { rule, span, message, args: Vec::new(), help });
    }

    /// Adds a fault of a key that is not there to point at.
    pub fn add_of_key(&self, rule: Reading, span: Span, key: &str, (message, help): (Message, Message)) {
        let args = vec![("key", key.to_owned())];
        self.found.borrow_mut().push(Diagnostic { rule, span, message, args, help });
    }

    /// The diagnostics, in the file's order, at most a hundred and one that counts the rest.
    ///
    /// Where the TOML itself is broken, keys that seem to be missing most likely stand on the broken line: those are left out.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.found.into_inner();
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.rule));
        if diagnostics.iter().any(|diagnostic| diagnostic.rule == Reading::Syntax) {
            diagnostics.retain(|diagnostic| diagnostic.rule != Reading::MissingKey);
        }
        cap(&mut diagnostics);
        diagnostics
    }
}

/// The most diagnostics of one file that are reported: a hostile one has a fault on each of half a million lines.
pub const MOST: usize = 100;

fn cap(diagnostics: &mut Vec<Diagnostic>) {
    let Some(more) = diagnostics.len().checked_sub(MOST).filter(|more| *more > 0) else { return };
    diagnostics.truncate(MOST + 1);
    if let Some(last) = diagnostics.last_mut() {
        last.rule = Reading::Syntax;
        last.message =
            message!("此文件另有 {more} 处错误，未逐一列出", "{more} more errors in this file are not listed");
        last.help = message!("先改正以上各处", "correct those above first");
    }
}
