//! An index that lasts while documents change: what the changed ones were entered under is known, and no more is touched than that.

use std::collections::{BTreeMap, BTreeSet};

use crate::derived::Choices;

use super::document::SearchDocument;
use super::posting::{self, PostingList};
use super::{Chunk, FieldLists, IndexSettings, KeyIndex, Layout, SearchIndex, on_all_cores, token, write_entry};

/// What a document is entered under, and as what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentEntry {
    mark: String,
    dates: [String; 2],
    /// Its keys, each with the field.
    keys: BTreeSet<(Box<str>, usize)>,
    skips: BTreeSet<(Box<str>, usize)>,
}

impl DocumentEntry {
    /// Of a document, by its number.
    pub fn of<'d>(number: usize, standards: usize, document: impl Fn(usize) -> SearchDocument<'d>) -> Self {
        let Chunk { marks, dates, keys, skips } = Chunk::read(std::iter::once(number), standards, &document);
        DocumentEntry { mark: marks, dates, keys: with_fields(keys), skips: with_fields(skips) }
    }
}

fn with_fields(keys: KeyIndex) -> BTreeSet<(Box<str>, usize)> {
    let fields = |lists: &FieldLists| lists.iter().position(|list| !list.is_empty());
    keys.into_iter().filter_map(|(key, lists)| Some((key, fields(&lists)?))).collect()
}

/// A document that changed: its number, what it was entered as where its keys may be others now, and what it is.
pub type ChangedEntry = (usize, Option<DocumentEntry>, DocumentEntry);

/// What becomes of the lists of a key: documents, each with the field and whether it is entered or taken out.
type KeyChanges<'c> = BTreeMap<&'c str, Vec<(u32, usize, bool)>>;

impl SearchIndex {
    /// The index with some documents changed, of as many as before; `facets` are of all.
    #[must_use]
    pub fn with_changed(
        self,
        layout: Layout,
        settings: IndexSettings<'_>,
        facets: &BTreeMap<&'static str, Choices>,
        changed: &[ChangedEntry],
    ) -> SearchIndex {
        let (mut marks, mut dates) = (self.marks.into_bytes(), self.dates.into_bytes());
        let second = layout.standards * posting::FIXED + 1;
        for (number, _, now) in changed {
            put(&mut marks, *number, now.mark.as_bytes());
            if *number < layout.standards {
                for (from, date) in [0, second].into_iter().zip(&now.dates) {
                    put(&mut dates, from + number * posting::FIXED, date.as_bytes());
                }
            }
        }
        let keys = with_changed(self.keys, changed, |entry| &entry.keys);
        let skips = with_changed(self.skips, changed, |entry| &entry.skips);
        // They are ASCII: marks, and digits.
        let text = |bytes| String::from_utf8(bytes).unwrap_or_default();
        SearchIndex::with(layout, settings, facets, text(marks), text(dates), (keys, skips))
    }
}

fn put(all: &mut [u8], at: usize, own: &[u8]) {
    if let Some(place) = all.get_mut(at..at + own.len()) {
        place.copy_from_slice(own);
    }
}

/// Shards in which some documents changed.
fn with_changed(
    mut shards: Vec<String>,
    changed: &[ChangedEntry],
    of: impl Fn(&DocumentEntry) -> &BTreeSet<(Box<str>, usize)>,
) -> Vec<String> {
    let mut by_shard: BTreeMap<usize, KeyChanges<'_>> = BTreeMap::new();
    for (number, before, now) in changed {
        let (Some(before), Ok(number)) = (before, u32::try_from(*number)) else { continue };
        let gone = of(before).difference(of(now)).map(|own| (own, false));
        for ((key, field), is_new) in gone.chain(of(now).difference(of(before)).map(|own| (own, true))) {
            let shard = by_shard.entry(token::shard(key, shards.len())).or_default();
            shard.entry(key).or_default().push((number, *field, is_new));
        }
    }
    let by_shard: Vec<(usize, KeyChanges<'_>)> = by_shard.into_iter().collect();
    let made = on_all_cores(by_shard.len(), |stretch| {
        let of_stretch = by_shard[stretch].iter();
        of_stretch.map(|(n, changes)| (*n, patched(&shards[*n], changes))).collect()
    });
    for (n, text) in made {
        shards[n] = text;
    }
    shards
}

/// A shard with the lists of some keys changed.
fn patched(text: &str, changes: &KeyChanges<'_>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut changes = changes.iter().peekable();
    for line in text.lines() {
        let (key, lists) = line.rsplit_once(' ').unwrap_or((line, ""));
        while let Some((key, own)) = changes.next_if(|(own, _)| **own < key) {
            write_changed(&mut out, key, "", own);
        }
        match changes.next_if(|(own, _)| **own == key) {
            Some((key, own)) => write_changed(&mut out, key, lists, own),
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    changes.for_each(|(key, own)| write_changed(&mut out, key, "", own));
    out
}

/// Writes the lists of a key, with its changes; nothing where no document is left.
fn write_changed(out: &mut String, key: &str, lists: &str, changes: &[(u32, usize, bool)]) {
    let mut own = FieldLists::default();
    let mut read = lists.split('.');
    for (field, list) in own.iter_mut().enumerate() {
        let mut numbers: Vec<u32> = read.next().map(|list| posting::read(list).collect()).unwrap_or_default();
        for (number, _, is_new) in changes.iter().filter(|(_, of, _)| *of == field) {
            match (numbers.binary_search(number), is_new) {
                (Ok(at), false) => drop(numbers.remove(at)),
                (Err(at), true) => numbers.insert(at, *number),
                _ => {}
            }
        }
        *list = numbers.into_iter().collect::<PostingList>();
    }
    if own.iter().any(|list| !list.is_empty()) {
        write_entry(out, key, &own);
    }
}
