//! What the server says that it can do.

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, CompletionOptions, DefinitionProvider,
    DocumentFormattingProvider, DocumentSymbolProvider, HoverProvider, InitializeResult, PositionEncodingKind,
    ReferencesProvider, RenameOptions, RenameProvider, Save, SaveOptions, ServerCapabilities, ServerInfo,
    TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceSymbolProvider,
};

use super::client::Client;
use crate::position::Encoding;

/// The answer to an editor's first request.
pub fn initialize_result(client: &Client, version: &str) -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        // Records are small, and a whole text cannot drift from the editor's.
        change: Some(TextDocumentSyncKind::Full),
        save: Some(Save::SaveOptions(SaveOptions { include_text: Some(false) })),
        ..TextDocumentSyncOptions::default()
    };
    let completion = CompletionOptions {
        trigger_characters: Some(["\"", "'", "[", "#", "/", "."].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    };
    let actions = CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QuickFix, CodeActionKind::Refactor]),
        ..CodeActionOptions::default()
    };
    let renaming = RenameOptions { prepare_provider: Some(true), ..RenameOptions::default() };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(kind(client.encoding)),
            text_document_sync: Some(TextDocumentSync::Options(sync)),
            completion_provider: Some(completion),
            hover_provider: Some(HoverProvider::Bool(true)),
            definition_provider: Some(DefinitionProvider::Bool(true)),
            references_provider: Some(ReferencesProvider::Bool(true)),
            document_symbol_provider: Some(DocumentSymbolProvider::Bool(true)),
            workspace_symbol_provider: Some(WorkspaceSymbolProvider::Bool(true)),
            code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
            // A record's id is its file's name.
            rename_provider: client.renames_files.then_some(RenameProvider::RenameOptions(renaming)),
            document_formatting_provider: Some(DocumentFormattingProvider::Bool(true)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo { name: "mulu".to_owned(), version: Some(version.to_owned()) }),
    }
}

fn kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}
