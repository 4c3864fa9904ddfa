//! Bytes and types of our own → the protocol's.

use std::borrow::Cow;
use std::path::Path;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location as LspLocation,
    Message as Words, Position, Range as LspRange, TextEdit,
};
use mulu_core::address;
use mulu_core::finding::Severity;
use mulu_core::message::Lang;
use mulu_core::slice::slice_lossy;

use super::client::Client;
use super::server::LanguageServer;
use crate::analysis::{Location, TextChange};
use crate::diagnosis::Diagnosis;
use crate::file_uri;
use crate::live::LiveRegistry;
use crate::position::{Encoding, LineIndex};

/// A text whose bytes are to be told as lines and columns.
pub struct Places<'t> {
    /// What an editor shows.
    text: Cow<'t, str>,
    index: LineIndex,
    /// The bytes at its beginning that an editor does not show.
    mark: usize,
    encoding: Encoding,
}

impl<'t> Places<'t> {
    /// A text that is open, as the editor has it.
    pub fn open(text: &'t str, index: LineIndex, encoding: Encoding) -> Self {
        Places { text: Cow::Borrowed(text), index, mark: 0, encoding }
    }

    /// A text on disk. An editor that opens it does not take its byte order mark for a character.
    pub fn on_disk(text: Cow<'t, str>, encoding: Encoding) -> Self {
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(slice_lossy(text, mark..)),
            Cow::Owned(text) => Cow::Owned(slice_lossy(&text, mark..).to_owned()),
        };
        Places { index: LineIndex::of(&text), text, mark, encoding }
    }

    /// A range of bytes.
    pub fn range(&self, range: &std::ops::Range<usize>) -> LspRange {
        let position = |at: usize| {
            let place = self.index.position(&self.text, at.saturating_sub(self.mark), self.encoding);
            Position { line: place.line, character: place.column }
        };
        LspRange { start: position(range.start), end: position(range.end.max(range.start)) }
    }

    /// A change of the text.
    pub fn edit(&self, change: &TextChange) -> TextEdit {
        TextEdit { range: self.range(&change.range), new_text: change.text.clone() }
    }
}

impl LanguageServer {
    /// The text of a file of a registry, open or not.
    pub(super) fn places(&self, book: usize, path: &str) -> Places<'_> {
        if let Some(document) = self.open_at(book, path) {
            return Places::open(&document.text, document.index.clone(), self.client.encoding);
        }
        let text = self.books.get(book).and_then(|book| {
            let file = book.live.file(path)?;
            Some(book.live.registry().text(file))
        });
        Places::on_disk(text.unwrap_or_default(), self.client.encoding)
    }

    /// The address of a file of a registry, as the editor writes it where it has the file open; of a file of an upstream that of its copy.
    pub(super) fn uri(&self, book: usize, path: &str) -> String {
        if let Some(document) = self.open_at(book, path) {
            return document.uri.clone();
        }
        let live = self.books.get(book).map(|book| &book.live);
        if let Some(copy) = live.and_then(|live| live.copy(path)) {
            return file_uri::from_path(&copy);
        }
        let root = live.map(LiveRegistry::root).unwrap_or_default();
        file_uri::from_path(&root.join(Path::new(path)))
    }

    /// A place in a file.
    pub(super) fn location(&self, book: usize, location: &Location) -> LspLocation {
        let range = self.places(book, &location.path).range(&location.range());
        LspLocation { uri: self.uri(book, &location.path).into(), range }
    }

    /// A finding.
    pub(super) fn diagnostic(&self, book: usize, places: &Places<'_>, found: &Diagnosis) -> Diagnostic {
        let lang = self.lang(book);
        let related = found.related.iter().map(|(path, range, message)| DiagnosticRelatedInformation {
            location: self.location(book, &Location { path: path.clone(), start: range.start, end: range.end }),
            message: message.get(lang).to_owned(),
        });
        Diagnostic {
            range: places.range(&found.place),
            severity: Some(severity(found.level)),
            code: Some(Code::String(found.rule.to_owned())),
            code_description: self.rule_page(book, found, lang),
            source: Some("mulu".to_owned()),
            message: Words::String(found.words(lang)),
            tags: None,
            related_information: related_of(&self.client, related.collect()),
            data: None,
        }
    }

    /// The page of the rule on the registry's site, where it has one.
    fn rule_page(&self, book: usize, found: &Diagnosis, lang: Lang) -> Option<CodeDescription> {
        let config = &self.books.get(book)?.live.registry().config;
        let site = config.site_url.as_ref().filter(|_| found.has_page())?;
        let is_first = config.languages.first().is_none_or(|first| *first == lang);
        let folder =
            if is_first || !config.languages.contains(&lang) { String::new() } else { format!("{}/", short(lang)) };
        Some(CodeDescription { href: format!("{site}{folder}{}", address::rule(found.rule)).into() })
    }
}

fn short(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    }
}

fn related_of(
    client: &Client,
    related: Vec<DiagnosticRelatedInformation>,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    (client.shows_related && !related.is_empty()).then_some(related)
}

/// What is denied is an error, what a person should look at a warning, advice information.
fn severity(level: Severity) -> DiagnosticSeverity {
    match level {
        Severity::Deny => DiagnosticSeverity::Error,
        Severity::Warn => DiagnosticSeverity::Warning,
        Severity::Note | Severity::Allow => DiagnosticSeverity::Information,
    }
}
