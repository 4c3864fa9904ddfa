//! What is known of a place, in the protocol's words.

use std::collections::HashMap;

use gen_lsp_types::{
    BaseSymbolInformation, CodeAction, CodeActionKind, CodeActionParams, CompletionItem, CompletionItemKind,
    CompletionItemLabelDetails, CompletionItemTextEdit, CompletionList, Contents, DocumentSymbol, Documentation, Hover,
    InsertTextFormat, Location as LspLocation, MarkupContent, MarkupKind, SymbolKind, TextDocumentPositionParams,
    TextEdit, WorkspaceEdit, WorkspaceSymbol, WorkspaceSymbolLocation,
};
use mulu_core::edit;
use mulu_core::message::Message as Words;
use mulu_core::model::Kind;

use super::convert::Places;
use super::server::LanguageServer;
use crate::analysis::actions::{Action, actions};
use crate::analysis::completion::{Proposal, ProposalKind, Proposals, complete};
use crate::analysis::entity::Entity;
use crate::analysis::format::format;
use crate::analysis::hover::hover;
use crate::analysis::outline::{OutlinePart, named, outline};
use crate::analysis::{EditedRecord, navigation};
use crate::diagnosis::Diagnosis;

/// A record that was asked about, and the byte of the place.
pub(super) struct AskedRecord<'s> {
    pub book: usize,
    pub view: EditedRecord<'s>,
    pub places: Places<'s>,
    pub at: usize,
}

impl LanguageServer {
    pub(super) fn asked<'s>(&'s self, params: &TextDocumentPositionParams) -> Option<AskedRecord<'s>> {
        let document = self.documents.get(&params.text_document.uri.0)?;
        let at = document.offset(params.position, self.client.encoding);
        let (book, view) = self.view(document)?;
        let places = Places::open(&document.text, document.index.clone(), self.client.encoding);
        Some(AskedRecord { book, view, places, at })
    }

    pub(super) fn completion(&self, params: &TextDocumentPositionParams) -> Option<CompletionList> {
        let asked = self.asked(params)?;
        let Proposals { list, has_more } = complete(&asked.view, asked.at);
        let items = (0_usize..).zip(&list).map(|(rank, proposal)| self.item(&asked.places, rank, proposal)).collect();
        Some(CompletionList { is_incomplete: has_more, items, ..CompletionList::default() })
    }

    fn item(&self, places: &Places<'_>, rank: usize, proposal: &Proposal) -> CompletionItem {
        let (text, is_snippet) = placed(&proposal.change.text, self.client.has_snippets);
        let edit = TextEdit { range: places.range(&proposal.change.range), new_text: text };
        CompletionItem {
            label: proposal.label.clone(),
            label_details: (!proposal.about.is_empty())
                .then(|| CompletionItemLabelDetails { detail: None, description: Some(proposal.about.clone()) }),
            kind: Some(match proposal.shown {
                ProposalKind::Key => CompletionItemKind::Property,
                ProposalKind::Table => CompletionItemKind::Struct,
                ProposalKind::Word => CompletionItemKind::EnumMember,
                ProposalKind::Record => CompletionItemKind::Reference,
                ProposalKind::Value => CompletionItemKind::Value,
            }),
            documentation: (!proposal.document.is_empty())
                .then(|| Documentation::MarkupContent(markdown(&proposal.document))),
            sort_text: Some(format!("{rank:04}")),
            // By its name too: a standard is found by a word of its title.
            filter_text: Some(filter(proposal)),
            insert_text_format: is_snippet.then_some(InsertTextFormat::Snippet),
            text_edit: Some(CompletionItemTextEdit::TextEdit(edit)),
            ..CompletionItem::default()
        }
    }

    pub(super) fn hover(&self, params: &TextDocumentPositionParams) -> Option<Hover> {
        let asked = self.asked(params)?;
        let (text, range) = hover(&asked.view, asked.at)?;
        Some(Hover { contents: Contents::MarkupContent(markdown(&text)), range: Some(asked.places.range(&range)) })
    }

    pub(super) fn definition(&self, params: &TextDocumentPositionParams) -> Vec<LspLocation> {
        let Some(asked) = self.asked(params) else { return Vec::new() };
        let found = navigation::definition(&asked.view, asked.at);
        found.iter().map(|location| self.location(asked.book, location)).collect()
    }

    pub(super) fn references(&self, params: &TextDocumentPositionParams, with_declaration: bool) -> Vec<LspLocation> {
        let Some(asked) = self.asked(params) else { return Vec::new() };
        let found = navigation::references(&asked.view, asked.at, with_declaration);
        found.iter().map(|location| self.location(asked.book, location)).collect()
    }

    pub(super) fn outline(&self, uri: &str) -> Vec<DocumentSymbol> {
        let Some(document) = self.documents.get(uri) else { return Vec::new() };
        let Some((_, view)) = self.view(document) else { return Vec::new() };
        let places = Places::open(&document.text, document.index.clone(), self.client.encoding);
        outline(&view).iter().map(|part| symbol(&places, part)).collect()
    }

    pub(super) fn symbols(&self, query: &str) -> Vec<WorkspaceSymbol> {
        let mut all = Vec::new();
        for (place, book) in self.books.iter().enumerate() {
            all.extend(named(book.live.registry(), query).into_iter().map(|found| WorkspaceSymbol {
                location: WorkspaceSymbolLocation::Location(self.location(place, &found.place)),
                data: None,
                base_symbol_information: BaseSymbolInformation {
                    name: found.name,
                    kind: symbol_kind(&found.entity),
                    tags: None,
                    container_name: Some(found.detail).filter(|detail| !detail.is_empty()),
                },
            }));
        }
        all
    }

    pub(super) fn actions(&self, params: &CodeActionParams) -> Vec<CodeAction> {
        let document = self.documents.get(&params.text_document.uri.0);
        let view = |document| self.view(document).filter(|(_, view)| edit::ours(view.path).is_ok());
        let Some((document, (book, view))) = document.and_then(|document| Some((document, view(document)?))) else {
            return Vec::new();
        };
        let offset = |place| document.offset(place, self.client.encoding);
        let range = offset(params.range.start)..offset(params.range.end);
        let told = self.books.get(book).and_then(|book| book.told.get(view.path));
        let touches = |found: &&Diagnosis| found.place.start <= range.end && range.start <= found.place.end;
        let found: Vec<&Diagnosis> = told.into_iter().flatten().filter(touches).collect();
        let wanted = params.context.only.as_deref();
        let places = Places::open(&document.text, document.index.clone(), self.client.encoding);
        let all = actions(&view, &range, &found).into_iter();
        let all = all.map(|action| self.code_action(book, &document.uri, &places, &found, &action));
        let is_wanted = |action: &CodeAction| {
            wanted.is_none_or(|wanted| {
                action.kind.as_ref().is_some_and(|kind| wanted.iter().any(|own| is_under(kind, own)))
            })
        };
        all.filter(is_wanted).collect()
    }

    fn code_action(
        &self,
        book: usize,
        uri: &str,
        places: &Places<'_>,
        found: &[&Diagnosis],
        action: &Action,
    ) -> CodeAction {
        let answered = action.answers.and_then(|place| found.get(place));
        let changes = HashMap::from([(uri.into(), vec![places.edit(&action.change)])]);
        CodeAction {
            title: action.title.get(self.lang(book)).to_owned(),
            kind: Some(if answered.is_some() { CodeActionKind::QuickFix } else { CodeActionKind::Refactor }),
            diagnostics: answered.map(|found| vec![self.diagnostic(book, places, found)]),
            is_preferred: action.is_certain.then_some(true),
            edit: Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }),
            ..CodeAction::default()
        }
    }

    /// The edits that bring a record into the canonical form.
    ///
    /// # Errors
    /// When it is not whole TOML, or a copy of another registry's: why.
    pub(super) fn format(&self, uri: &str) -> Result<Option<Vec<TextEdit>>, Words> {
        let document = self.documents.get(uri);
        let Some((document, (_, path))) = document.and_then(|own| Some((own, own.home.as_ref()?))) else {
            return Ok(None);
        };
        edit::ours(path)?;
        let places = Places::open(&document.text, document.index.clone(), self.client.encoding);
        Ok(Some(format(path, &document.text)?.iter().map(|change| places.edit(change)).collect()))
    }
}

fn markdown(text: &str) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value: text.to_owned() }
}

/// A text with the place of the cursor in it, as the editor understands it: whether as a snippet.
fn placed(text: &str, has_snippets: bool) -> (String, bool) {
    let Some((before, behind)) = text.split_once("$0") else { return (text.to_owned(), false) };
    if !has_snippets {
        // Without a cursor between them, quotes and brackets would be in the way.
        let is_frame = behind.chars().all(|c| matches!(c, '"' | ']' | '}' | ' '));
        let plain = if is_frame {
            before.trim_end_matches(['"', '[', '{', ' ']).to_owned() + " "
        } else {
            text.replace("$0", "")
        };
        return (if text.ends_with("$0") { before.to_owned() } else { plain }, false);
    }
    let escaped = |part: &str| part.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    (format!("{}$0{}", escaped(before), escaped(behind)), true)
}

/// What an editor compares with what is typed.
fn filter(proposal: &Proposal) -> String {
    match proposal.shown {
        ProposalKind::Key | ProposalKind::Table | ProposalKind::Value => proposal.label.clone(),
        ProposalKind::Word | ProposalKind::Record => {
            format!("{} {}", proposal.label, proposal.about).trim_end().to_owned()
        }
    }
}

fn symbol(places: &Places<'_>, part: &OutlinePart) -> DocumentSymbol {
    let children: Vec<DocumentSymbol> = part.parts.iter().map(|part| symbol(places, part)).collect();
    #[expect(deprecated, reason = "the field is there")]
    DocumentSymbol {
        name: part.name.clone(),
        detail: Some(part.detail.clone()).filter(|detail| !detail.is_empty()),
        kind: if part.is_table { SymbolKind::Struct } else { SymbolKind::Property },
        tags: None,
        deprecated: None,
        range: places.range(&part.range),
        selection_range: places.range(&part.selection),
        children: (!children.is_empty()).then_some(children),
    }
}

fn symbol_kind(entity: &Entity) -> SymbolKind {
    match entity {
        Entity::Standards(_) => SymbolKind::File,
        Entity::Record(Kind::Agency, _) => SymbolKind::Namespace,
        Entity::Record(..) => SymbolKind::Module,
        Entity::Clause(..) | Entity::Duty(..) | Entity::Organ(..) => SymbolKind::Method,
        Entity::Class(_) => SymbolKind::Class,
        Entity::Topic(..) => SymbolKind::Field,
        Entity::EvidenceKind(_) | Entity::Trait(_) | Entity::Role(_) | Entity::Rule(_) | Entity::Region(_) => {
            SymbolKind::Constant
        }
    }
}

/// Whether a kind of action is one, or one of its own kinds: `refactor.rewrite` is a `refactor`.
fn is_under(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let text =
        |kind: &CodeActionKind| serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned));
    let (Some(kind), Some(wanted)) = (text(kind), text(wanted)) else { return false };
    wanted.is_empty() || kind == wanted || kind.strip_prefix(&wanted).is_some_and(|rest| rest.starts_with('.'))
}
