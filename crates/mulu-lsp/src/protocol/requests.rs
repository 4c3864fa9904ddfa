//! What editors ask and tell, by its name.

use std::collections::BTreeSet;

use gen_lsp_types::{
    CodeActionParams, CompletionParams, DefinitionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentFormattingParams,
    DocumentSymbolParams, FileChangeType, HoverParams, PrepareRenameParams, ReferenceParams, RenameParams,
    WorkspaceSymbolParams,
};
use lsp_server::{ErrorCode, Request};
use mulu_core::message::Message as Words;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::documents::OpenDocument;
use super::server::LanguageServer;
use crate::file_uri;
use crate::live::FileEvent;

impl LanguageServer {
    /// Answers a request.
    pub(super) fn serve(&mut self, request: Request) {
        match request.method.as_str() {
            "textDocument/completion" => self.with(request, |server, params: CompletionParams| {
                Ok(server.completion(&params.text_document_position_params))
            }),
            "textDocument/hover" => {
                self.up_to_date(request, |server, params: HoverParams| {
                    Ok(server.hover(&params.text_document_position_params))
                });
            }
            "textDocument/definition" => self.up_to_date(request, |server, params: DefinitionParams| {
                Ok(server.definition(&params.text_document_position_params))
            }),
            "textDocument/references" => self.caught_up(request, |server, params: ReferenceParams| {
                let with_declaration = params.context.include_declaration;
                Ok(server.references(&params.text_document_position_params, with_declaration))
            }),
            "textDocument/documentSymbol" => self
                .with(request, |server, params: DocumentSymbolParams| Ok(server.outline(&params.text_document.uri.0))),
            "workspace/symbol" => {
                self.up_to_date(request, |server, params: WorkspaceSymbolParams| Ok(server.symbols(&params.query)));
            }
            "textDocument/codeAction" => {
                self.up_to_date(request, |server, params: CodeActionParams| Ok(server.actions(&params)));
            }
            "textDocument/prepareRename" => {
                self.caught_up(request, |server, params: PrepareRenameParams| {
                    server.prepare_rename(&params.text_document_position_params)
                });
            }
            "textDocument/rename" => self.caught_up(request, |server, params: RenameParams| {
                server.rename(&params.text_document_position_params, &params.new_name)
            }),
            "textDocument/formatting" => self
                .with(request, |server, params: DocumentFormattingParams| server.format(&params.text_document.uri.0)),
            method => {
                let why = format!("`{method}` is not served");
                self.refuse(request.id, ErrorCode::MethodNotFound, &why);
            }
        }
    }

    /// Answers from the registry as it was last read, and the text as it is.
    fn with<P: DeserializeOwned, R: Serialize>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut LanguageServer, P) -> Result<R, Words>,
    ) {
        let params = match serde_json::from_value(request.params) {
            Ok(params) => params,
            Err(error) => return self.refuse(request.id, ErrorCode::InvalidParams, &error.to_string()),
        };
        match answer(self, params) {
            Ok(result) => self.answer(request.id, &result),
            Err(why) => {
                let lang = self.lang(0);
                self.refuse(request.id, ErrorCode::RequestFailed, why.get(lang));
            }
        }
    }

    /// Answers when everything was read: what is asked goes over all files.
    fn caught_up<P: DeserializeOwned, R: Serialize>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut LanguageServer, P) -> Result<R, Words>,
    ) {
        self.catch_up();
        self.with(request, answer);
    }

    /// Answers when the changes of single files were read: where something stands in a file is asked.
    fn up_to_date<P: DeserializeOwned, R: Serialize>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut LanguageServer, P) -> Result<R, Words>,
    ) {
        for place in 0..self.books.len() {
            self.refresh(place);
        }
        self.with(request, answer);
    }

    /// Takes a notification in. One that is not understood changes nothing.
    pub(super) fn notified(&mut self, method: &str, params: Json) {
        match method {
            "initialized" => self.watch(),
            "textDocument/didOpen" => self.told(params, LanguageServer::opened),
            "textDocument/didChange" => self.told(params, LanguageServer::changed),
            "textDocument/didClose" => self.told(params, |server, params| server.closed(&params)),
            "textDocument/didSave" => self.told(params, |server, params| server.saved(&params)),
            "workspace/didChangeWatchedFiles" => self.told(params, LanguageServer::changed_on_disk),
            _ => {}
        }
    }

    fn told<P: DeserializeOwned>(&mut self, params: Json, hear: impl FnOnce(&mut LanguageServer, P)) {
        match serde_json::from_value(params) {
            Ok(params) => hear(self, params),
            Err(error) => self.log(&error.to_string()),
        }
    }

    fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let item = params.text_document;
        let home = self.home(&item.uri.0);
        let document = OpenDocument::new(item.uri.0.clone(), item.version, item.text, home);
        self.documents.insert(item.uri.0.clone(), document);
        self.note_text(&item.uri.0);
    }

    fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let uri = params.text_document.text_document_identifier.uri.0;
        let encoding = self.client.encoding;
        let Some(document) = self.documents.get_mut(&uri) else {
            return self.log(&format!("{uri} was changed, but not opened"));
        };
        document.change(params.text_document.version, params.content_changes, encoding);
        self.note_text(&uri);
    }

    fn note_text(&mut self, uri: &str) {
        let document = self.documents.get(uri);
        let known = document.and_then(|document| Some((document.home.clone()?, document.text.clone())));
        if let Some(((book, path), text)) = known {
            self.note(book, FileEvent::Open(path, text));
        }
    }

    fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let document = self.documents.remove(&params.text_document.uri.0);
        if let Some((book, path)) = document.and_then(|document| document.home) {
            self.note(book, FileEvent::Closed(path));
        }
    }

    /// An editor that does not watch the disk tells at least of what it writes itself: a file that was new is now there.
    fn saved(&mut self, params: &DidSaveTextDocumentParams) {
        if let Some((book, path)) = self.home(&params.text_document.uri.0) {
            self.note(book, FileEvent::Written(path));
        }
    }

    fn changed_on_disk(&mut self, params: DidChangeWatchedFilesParams) {
        let mut listed = BTreeSet::new();
        for event in params.changes {
            let Some(path) = file_uri::to_path(&event.uri.0) else { continue };
            let inside =
                |(place, book): (usize, &super::book::Book)| Some((place, file_uri::below(&book.live.root(), &path)?));
            let found: Vec<(usize, String)> = self.books.iter().enumerate().filter_map(inside).collect();
            for (book, path) in found {
                self.note(book, FileEvent::Written(path));
                if event.kind != FileChangeType::Changed {
                    listed.insert(book);
                }
            }
        }
        for book in listed {
            self.note(book, FileEvent::Listed);
        }
    }
}
