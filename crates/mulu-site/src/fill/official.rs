//! The documents that the office signs, beside the review opinion's page.

use mulu_core::address;
use mulu_core::message;
use mulu_core::model::Order;
use mulu_core::official::{self, DocumentBlock, Orderable, Role};

use super::{Fill, is_reviewed};
use crate::route::SignableDocument;
use crate::views::official::{Block, OfficialPage};
use crate::views::parts::Link;

impl Fill<'_> {
    /// Every document, with its path from the site's root, without its ending: in the registry's own language, for what an office signs is
    /// one document.
    pub fn documents(&self) -> Vec<(String, SignableDocument)> {
        if !self.is_of_the_registry() {
            return Vec::new();
        }
        let registry = self.registry;
        let mut documents = Vec::new();
        let orders = |orders: &[Order]| 0..orders.len();
        for (index, project) in registry.projects.iter().enumerate() {
            if is_reviewed(project) {
                documents.push((document_path("opinions", &project.id), SignableDocument::Opinion(index)));
            }
            let notice =
                |place| (notice_path("projects", &project.id, place), SignableDocument::ProjectNotice(index, place));
            documents.extend(orders(&project.orders).map(notice));
        }
        for (index, agency) in registry.agencies.iter().enumerate() {
            let notice =
                |place| (notice_path("agencies", &agency.id, place), SignableDocument::AgencyNotice(index, place));
            documents.extend(orders(&agency.orders).map(notice));
            if self.answers.score(index, self.lang()).score.is_some() {
                documents.push((document_path("assessments", &agency.id), SignableDocument::Assessment(index)));
            }
        }
        let announced = self.published().iter().enumerate().filter(|(_, published)| !published.notice.is_empty());
        documents.extend(announced.map(|(index, published)| {
            (document_path("announcements", &published.edition.name), SignableDocument::Announcement(index))
        }));
        documents
    }

    /// What a document says.
    pub fn document_parts(&self, document: SignableDocument) -> Vec<DocumentBlock> {
        let (registry, lang) = (self.registry, self.lang());
        match document {
            SignableDocument::Opinion(index) => {
                let audit = self.answers.audits().project(index);
                official::opinion(registry, &registry.projects[index], audit, self.day, lang)
            }
            SignableDocument::ProjectNotice(index, place) => {
                let project = &registry.projects[index];
                let notice = |order| official::notice(registry, Orderable::Project(project), order, self.day, lang);
                project.orders.get(place).map(notice).unwrap_or_default()
            }
            SignableDocument::AgencyNotice(index, place) => {
                let agency = &registry.agencies[index];
                let notice = |order| official::notice(registry, Orderable::Agency(agency), order, self.day, lang);
                agency.orders.get(place).map(notice).unwrap_or_default()
            }
            SignableDocument::Assessment(index) => {
                let year = self.answers.year();
                // The page is of no day: its foot says since when it holds.
                let period = message!("{0}年度", "{0}", year.year);
                let score = self.answers.score(index, lang);
                official::assessment(registry, score, (year.year, &period, year.to), lang).unwrap_or_default()
            }
            SignableDocument::Announcement(index) => {
                self.published().get(index).map(|published| published.notice.clone()).unwrap_or_default()
            }
        }
    }

    /// The page of a document.
    pub fn document(&self, document: SignableDocument, path: &str) -> OfficialPage {
        let parts = self.document_parts(document);
        let title = parts.iter().find_map(|part| match part {
            DocumentBlock::Paragraph(Role::Title, words) => Some(words.clone()),
            _ => None,
        });
        let (about, sample) = self.about(document);
        let word = path.strip_suffix(".html").unwrap_or(path);
        OfficialPage {
            title: title.unwrap_or_default(),
            about,
            sample,
            word_file: address::encode_path(&format!("{word}.docx")),
            blocks: parts.into_iter().filter_map(block).collect(),
        }
    }

    /// The record that a document is about, and whether that is an example.
    fn about(&self, document: SignableDocument) -> (Link, bool) {
        let registry = self.registry;
        match document {
            SignableDocument::Opinion(index) | SignableDocument::ProjectNotice(index, _) => {
                (self.project_link(&registry.projects[index]), registry.projects[index].sample)
            }
            SignableDocument::AgencyNotice(index, _) | SignableDocument::Assessment(index) => {
                let agency = &registry.agencies[index];
                let name = self.title(&agency.name, &agency.name_en, &agency.id);
                (Link { href: address::agency(&agency.id), text: name.text, lang: name.lang }, agency.sample)
            }
            SignableDocument::Announcement(index) => {
                let link =
                    self.published().get(index).map(|published| super::edition::edition_link(&published.edition));
                (link.unwrap_or(Link { href: String::new(), text: String::new(), lang: None }), false)
            }
        }
    }
}

/// The page of a document that the site has in the registry's language only, by its path without an ending.
pub(super) fn link_to_document(path: &str) -> String {
    address::encode_path(&format!("{path}.html"))
}

/// The path of a document of a record, without its ending.
pub fn document_path(folder: &str, id: &str) -> String {
    format!("{folder}/{}", address::file_name(id))
}

/// The path of the notice of an order by its place in a record of a folder, from 0, without its ending.
pub fn notice_path(folder: &str, id: &str, place: usize) -> String {
    format!("notices/{folder}/{}-{}", address::file_name(id), place + 1)
}

/// A part below the title.
fn block(part: DocumentBlock) -> Option<Block> {
    let paragraph = |role, text| Some(Block { role, text, head: Vec::new(), rows: Vec::new() });
    match part {
        DocumentBlock::Paragraph(role, text) => match role {
            Role::Title => None,
            Role::Number => paragraph("number", text),
            Role::Addressee => paragraph("addressee", text),
            Role::Lead => paragraph("lead", text),
            Role::Heading => paragraph("heading", text),
            Role::Item => paragraph("item", text),
            Role::Remark => paragraph("remark", text),
            Role::Signature => paragraph("signature", text),
        },
        DocumentBlock::Table { head, rows } => Some(Block { role: "table", text: String::new(), head, rows }),
    }
}
