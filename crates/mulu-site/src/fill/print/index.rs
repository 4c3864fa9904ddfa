//! The index by number: every listed standard, and the numbers that they replaced.

use std::cmp::Reverse;

use crate::fill::Fill;
use crate::views::print::IndexEntry;
use mulu_core::number::Number;

use super::outline::Outline;

/// Prefix, then serial and parts as numbers, then the newest edition first.
type NumberOrder = (String, u64, String, Reverse<u16>, String);

impl Fill<'_> {
    /// The entries in the order in which a reader looks for a number, whatever its level.
    pub(super) fn number_index(&self, outline: &Outline) -> Vec<IndexEntry> {
        let mut entries: Vec<(NumberOrder, IndexEntry)> = Vec::new();
        for (standard, code) in &outline.places {
            let record = &self.registry.standards[*standard];
            let Some(own) = record.number.as_ref().map(|cited| &cited.number) else { continue };
            entries.push((key(own), IndexEntry { number: own.printed(), code: code.clone(), instead: None }));
            for replaced in &record.replaces {
                let listed = self.registry.standard_of(&replaced.number);
                if listed.is_some_and(|listed| outline.places.contains_key(&listed)) {
                    continue;
                }
                let entry =
                    IndexEntry { number: replaced.number.printed(), code: code.clone(), instead: Some(own.printed()) };
                entries.push((key(&replaced.number), entry));
            }
        }
        entries.sort_by(|a, b| (&a.0, &a.1.code).cmp(&(&b.0, &b.1.code)));
        entries.into_iter().map(|(_, entry)| entry).collect()
    }
}

fn key(number: &Number) -> NumberOrder {
    let serial = number.serial().and_then(|serial| serial.parse().ok()).unwrap_or(u64::MAX);
    let parts = number.parts().iter().map(|part| format!("{part:>4}")).collect::<Vec<_>>().concat();
    (number.prefix().to_owned(), serial, parts, Reverse(number.year().unwrap_or(0)), number.canonical().to_owned())
}
