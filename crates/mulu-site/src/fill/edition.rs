//! The editions of the catalogue and what each announces.

use crate::views::edition::{AnnouncedRow, AnnouncementSection, EditionPage, EditionRow, PartCount};
use crate::views::parts::Link;
use mulu_core::address;
use mulu_core::changes::{AnnouncedItem, Announcement, Change, Heading};
use mulu_core::message::visible;
use mulu_git::history::{CatalogueEdition, History, PublishedEdition};

use super::changes::short;
use super::official::link_to_document;
use super::{Fill, count, document_path};

/// How many records a page names under one heading. The first edition announces all that the catalogue holds; the file for
/// programs has them all.
const SHOWN: usize = 300;

impl<'a> Fill<'a> {
    /// The editions of the catalogue, the oldest first; none without a history.
    pub fn published(&self) -> &'a [PublishedEdition] {
        self.history.map_or(&[][..], History::editions)
    }

    /// An edition in the list of all.
    pub fn edition_row(&self, published: &PublishedEdition) -> EditionRow {
        let count_of = |announcement: &Announcement, heading: Heading| PartCount {
            heading: heading.phrase().get(self.lang()).to_owned(),
            n: count(announcement.under(heading).count()),
        };
        let parts = published.announcement.as_ref().map(|announcement| {
            let parts = Heading::ALL.into_iter().map(|heading| count_of(announcement, heading));
            parts.filter(|part| part.n > 0).collect()
        });
        EditionRow {
            link: edition_link(&published.edition),
            date: published.edition.day.map(|day| day.to_string()),
            parts: parts.unwrap_or_default(),
        }
    }

    /// The page of one edition.
    pub fn edition(&self, index: usize) -> Option<EditionPage> {
        let published = self.published().get(index)?;
        let after = self.published().get(index + 1);
        let edition = &published.edition;
        let (parts, missing) = match &published.announcement {
            Ok(announcement) => (self.parts(announcement), None),
            Err(missing) => (Vec::new(), Some(self.words(missing))),
        };
        Some(EditionPage {
            name: visible(&edition.name).into_owned(),
            tag: visible(&edition.tag).into_owned(),
            date: edition.day.map(|day| day.to_string()),
            commit: short(&edition.commit),
            commit_url: self.commit_url(&edition.commit),
            before: published.before.as_ref().map(edition_link),
            after: after.map(|after| edition_link(&after.edition)),
            parts,
            missing,
            announcement_file: (!published.notice.is_empty())
                .then(|| link_to_document(&document_path("announcements", &edition.name))),
            json_file: published
                .announcement
                .is_ok()
                .then(|| address::encode_path(&address::edition_json(&edition.name))),
        })
    }

    fn parts(&self, announcement: &Announcement) -> Vec<AnnouncementSection> {
        let part = |heading: Heading| {
            let n = announcement.under(heading).count();
            let items = announcement.under(heading).take(SHOWN).map(|item| self.announced(item)).collect();
            AnnouncementSection {
                heading: heading.phrase().get(self.lang()).to_owned(),
                n: count(n),
                items,
                more: count(n.saturating_sub(SHOWN)),
            }
        };
        Heading::ALL.into_iter().map(part).filter(|part| part.n > 0).collect()
    }

    fn announced(&self, item: &AnnouncedItem) -> AnnouncedRow {
        // What its heading says already is not said again.
        let said = item.changes.iter().filter(|change| !matches!(change, Change::Added | Change::Removed));
        AnnouncedRow {
            href: self.page_of(item.kind, &item.record),
            name: item.name.clone(),
            title: item.title.clone(),
            lang: self.data_lang(),
            what: said.map(|change| self.words(&change.words())).collect(),
        }
    }
}

pub(super) fn edition_link(edition: &CatalogueEdition) -> Link {
    Link { href: address::edition(&edition.name), text: visible(&edition.name).into_owned(), lang: None }
}
