//! A record under another id, as an edit of several files.

use gen_lsp_types::{
    DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, PrepareRenamePlaceholder, PrepareRenameResult,
    RenameFile, TextDocumentEdit, TextDocumentIdentifier, TextDocumentPositionParams, WorkspaceEdit,
};
use mulu_core::message;
use mulu_core::message::Message as Words;

use super::server::LanguageServer;
use crate::analysis::rename::{Renamed, prepare, rename};

impl LanguageServer {
    /// What may be renamed at a place.
    ///
    /// # Errors
    /// When it is another registry's.
    pub(super) fn prepare_rename(
        &self,
        params: &TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResult>, Words> {
        let Some(asked) = self.asked(params) else { return Ok(None) };
        let Some((range, placeholder)) = prepare(&asked.view, asked.at)? else { return Ok(None) };
        let range = asked.places.range(&range);
        let placeholder = PrepareRenamePlaceholder { range, placeholder };
        Ok(Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder)))
    }

    /// The edits that give the record that is named at a place another id.
    ///
    /// # Errors
    /// When there is none, or it cannot have this id: why.
    pub(super) fn rename(&self, params: &TextDocumentPositionParams, new: &str) -> Result<WorkspaceEdit, Words> {
        let nothing = || message!("此处没有记录", "there is no record here");
        let asked = self.asked(params).ok_or_else(nothing)?;
        let mut changes = Vec::new();
        for renamed in rename(&asked.view, asked.at, new)? {
            changes.extend(self.document_changes(asked.book, &renamed));
        }
        Ok(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
    }

    fn document_changes(&self, book: usize, renamed: &Renamed) -> Vec<DocumentChange> {
        let uri = self.uri(book, &renamed.path);
        let edit = TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: self.open_at(book, &renamed.path).map(|document| document.version),
                text_document_identifier: TextDocumentIdentifier { uri: uri.clone().into() },
            },
            edits: vec![Edit::TextEdit(self.places(book, &renamed.path).edit(&renamed.change))],
        };
        let mut changes = vec![DocumentChange::TextDocumentEdit(edit)];
        changes.extend(renamed.to.as_ref().map(|to| {
            let new_uri = self.uri(book, to).into();
            DocumentChange::RenameFile(RenameFile::new(uri.into(), new_uri, None, None))
        }));
        changes
    }
}
