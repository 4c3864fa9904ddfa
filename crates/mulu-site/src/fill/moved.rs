//! Where a record went that was once called otherwise.

use mulu_core::address;
use mulu_core::model::Kind;

use super::Fill;
use crate::views::moved::MovedPage;
use crate::views::parts::Link;

impl Fill<'_> {
    /// The page of a record, for who asks for it by an id that it had.
    pub fn moved(&self, kind: Kind, place: usize) -> MovedPage {
        let record = self.registry.record_at(kind, place);
        let id = record.map_or("", |record| record.id());
        let number = self.registry.standards.get(place).filter(|_| kind == Kind::Standard);
        let number =
            number.and_then(|standard| standard.number.as_ref()).map(|_| self.registry.standards[place].name());
        let title = record.and_then(|record| record.title()).unwrap_or(id);
        let text = number.map_or_else(|| title.to_owned(), |number| format!("{number} {title}"));
        let href = address::record(kind, id).unwrap_or_default();
        let file = href.rsplit('/').next().unwrap_or_default().to_owned();
        let lang =
            (self.lang() != self.registry.config.language).then(|| self.registry.config.language.tag().to_owned());
        MovedPage { link: Link { href, text, lang }, file }
    }
}
