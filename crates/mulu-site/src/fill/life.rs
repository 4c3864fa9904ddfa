//! The life of a standard and the chain of its editions, as pictures.

use crate::picture::{Lanes, Texture, Track, lanes};
use crate::views::standard::LifeEvent;
use mulu_core::day::Day;
use mulu_core::registry::Registry;

use super::Fill;

impl Fill<'_> {
    /// What happened to a standard and what is to come: in force, in the catalogue, its reviews.
    pub(super) fn life(&self, index: usize, events: &[(Day, LifeEvent)]) -> Option<Lanes> {
        let track = |label: &str, codes: &[&str]| {
            let of_track = events.iter().filter(|(_, event)| codes.contains(&event.code));
            let mark = |(day, event): &(Day, LifeEvent)| {
                let kind = match (event.missed, event.future) {
                    (true, _) => "missed",
                    (false, true) => "future",
                    (false, false) => "past",
                };
                (*day, kind, format!("{day} {}", self.translations.word(&format!("event-{}", event.code))))
            };
            Track { label: self.translations.word(label), marks: of_track.map(mark).collect(), ..Track::default() }
        };
        let mut force = track("life-force", &["issued", "effective", "replaced", "withdrawn"]);
        force.bars = self.in_force(index);
        let mut catalogue = track("in-catalogue", &["listed", "delisted"]);
        catalogue.bars = self.in_catalogue(index);
        let mut reviews = track("nav-reviews", &["reviewed", "due", "duty"]);
        // What is overdue stays so until it is done.
        let missed = events.iter().filter(|(_, event)| event.missed);
        reviews.bars = missed.map(|(day, _)| (*day, None, Texture::Hatch, String::new())).collect();
        lanes(vec![force, catalogue, reviews], self.day)
    }

    /// Editions one below the other, each from its first day to the day its successor takes over.
    pub(super) fn chain(&self, chain: &[usize], this: usize) -> Option<Lanes> {
        let track = |edition: &usize| {
            let status = self.translations.word(&format!("status-{}", self.answer(*edition).status.id()));
            Track {
                label: format!("{} {status}", self.printed(*edition)),
                strong: *edition == this,
                bars: self.in_force(*edition),
                marks: Vec::new(),
            }
        };
        lanes(chain.iter().map(track).collect(), self.day)
    }

    /// Issued and waiting, in force.
    fn in_force(&self, index: usize) -> Vec<(Day, Option<Day>, Texture, String)> {
        let dates = self.registry.dates(index);
        let end = dates.withdrawn.into_iter().chain(dates.successor_effective).min();
        let mut bars = Vec::new();
        if let (Some(issued), Some(effective)) = (dates.issued, dates.effective)
            && issued < effective
        {
            bars.push((issued, Some(effective), Texture::Open, self.span("status-upcoming", issued, Some(effective))));
        }
        if let Some(from) = dates.effective.or(dates.issued) {
            bars.push((from, end, Texture::Solid, self.span("policy-in-force", from, end)));
        }
        bars
    }

    fn in_catalogue(&self, index: usize) -> Vec<(Day, Option<Day>, Texture, String)> {
        let entry = self.registry.standards[index].catalogue.as_ref();
        let day = |date: &Option<mulu_core::model::Spanned<Day>>| date.as_ref().map(|date| date.value);
        let Some((listed, delisted)) = entry.and_then(|entry| Some((day(&entry.listed)?, day(&entry.delisted)))) else {
            return Vec::new();
        };
        vec![(listed, delisted, Texture::Solid, self.span("listing-listed", listed, delisted))]
    }

    fn span(&self, word: &str, from: Day, until: Option<Day>) -> String {
        let until = until.map_or_else(String::new, |until| until.to_string());
        format!("{} {from} – {until}", self.translations.word(word)).trim_end().to_owned()
    }
}

/// The editions of a standard's family and what else replaces it or is replaced by it, oldest first.
pub(super) fn chain_of(registry: &Registry, index: usize) -> Vec<usize> {
    let mut chain = registry.family(index);
    let linked = registry.predecessors(index).into_iter().chain(registry.successors(index).iter().copied());
    let linked: Vec<usize> = linked.chain(registry.partial_successors(index).iter().copied()).collect();
    for other in linked {
        if !chain.contains(&other) {
            chain.push(other);
        }
    }
    chain.sort_by_key(|edition| {
        let record = &registry.standards[*edition];
        let year = record.number.as_ref().and_then(|cited| cited.number.year());
        (year, registry.dates(*edition).effective, record.id.clone())
    });
    chain
}
