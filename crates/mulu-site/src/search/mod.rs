//! The search index of the site: files that `site/assets/search.js` loads as scripts, so that it works from a disk too.
//!
//! ```text
//! search/base.js      how many of everything; one character for each document: what it is
//! search/keys-N.js    for each key (see `token`) the documents that have it in their head, their words, their text
//! search/skips-N.js   the same for abbreviations: pairs of characters one apart
//! search/rows-N.js    the documents' numbers, addresses and titles, 64 a file
//! search/facets.js    for each choice of the catalogue table the standards it leaves
//! search/dates.js     the standards' dates, to sort by
//! ```
//!
//! One index serves all languages. A document's number is its place: the standards in the order of the catalogue, then all
//! else. A query loads the shards of its keys and the rows of what it shows, and nothing more. A file calls `mulu.take` with its
//! name and its text.
//!
//! What is found has every run of the query, in any field; that the runs of a long word stand together is not stored, but seen when
//! its row is read, and then ranks it before others. An abbreviation is found by the words it was made of: 等保 are the first
//! characters of two words of two, 等级 and 保护, which is how most are made. They are looked up only where the query itself finds
//! little. What no rule tells, that 密评 is 商用密码应用安全性评估, is in `site/synonyms.toml`, which `base.js` carries: the other words
//! are put into the query. Where little has all of a query, what has a part of it follows, rare keys counting for more.
//!
//! The index is a function of the registry and the day. A changed title changes its row and the shards of its keys; a new record
//! changes one distance in each list that goes past it.
//!
//! No library was found that cuts Chinese into pairs, finds parts of numbers and is read from `file://`.

mod document;
mod live;
mod patch;
mod posting;
mod token;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use serde::Serialize;

pub use document::{SearchDocument, SearchField};
pub use live::{ChangedEntry, DocumentEntry};
pub use patch::PreviousIndex;

use document::FIELDS;
use posting::PostingList;

use super::derived::Choices;

/// How many rows are in a file: a page of results lies in a few.
const ROWS: usize = 64;

/// How many files the index has: a function of how many documents there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Layout {
    /// How many documents, and how many of them are standards, which come first.
    pub documents: usize,
    /// See `documents`.
    pub standards: usize,
    /// Files of keys; a power of two.
    pub shards: usize,
    /// Files of abbreviations; a power of two.
    pub skips: usize,
    /// Documents in a file of rows.
    pub rows: usize,
}

/// A file of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IndexFile {
    /// `base.js`.
    Base,
    /// `keys-N.js`.
    Keys(usize),
    /// `skips-N.js`.
    Skips(usize),
    /// `rows-N.js`.
    Rows(usize),
    /// `facets.js`.
    Facets,
    /// `dates.js`.
    Dates,
}

impl Layout {
    /// The layout for so many documents.
    #[must_use]
    pub fn of(documents: usize, standards: usize) -> Layout {
        let shards = (documents / 64).next_power_of_two().clamp(16, 4096);
        Layout { documents, standards, shards, skips: (shards / 4).max(4), rows: ROWS }
    }

    /// How many files of rows there are.
    #[must_use]
    pub fn files_of_rows(self) -> usize {
        self.documents.div_ceil(self.rows)
    }

    /// Every file.
    pub fn files(self) -> impl Iterator<Item = IndexFile> {
        let keys = (0..self.shards).map(IndexFile::Keys);
        let skips = (0..self.skips).map(IndexFile::Skips);
        let rows = (0..self.files_of_rows()).map(IndexFile::Rows);
        [IndexFile::Base, IndexFile::Facets, IndexFile::Dates].into_iter().chain(keys).chain(skips).chain(rows)
    }
}

impl IndexFile {
    /// The file at a path, if an index of this layout has one there.
    #[must_use]
    pub fn at(path: &str, layout: Layout) -> Option<IndexFile> {
        let name = path.strip_prefix("search/")?.strip_suffix(".js")?;
        let found = match name.split_once('-') {
            None => {
                [IndexFile::Base, IndexFile::Facets, IndexFile::Dates].into_iter().find(|file| file.name() == name)?
            }
            Some((kind, n)) => {
                let n: usize = n.parse().ok()?;
                match kind {
                    "keys" if n < layout.shards => IndexFile::Keys(n),
                    "skips" if n < layout.skips => IndexFile::Skips(n),
                    "rows" if n < layout.files_of_rows() => IndexFile::Rows(n),
                    _ => return None,
                }
            }
        };
        // A number has one way to be written.
        (found.name() == name).then_some(found)
    }

    /// What its text is handed over as.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            IndexFile::Base => "base".to_owned(),
            IndexFile::Keys(n) => format!("keys-{n}"),
            IndexFile::Skips(n) => format!("skips-{n}"),
            IndexFile::Rows(n) => format!("rows-{n}"),
            IndexFile::Facets => "facets".to_owned(),
            IndexFile::Dates => "dates".to_owned(),
        }
    }

    /// Its path, from the root of the site.
    #[must_use]
    pub fn path(self) -> String {
        format!("search/{}.js", self.name())
    }
}

/// The documents of a key, by field, each list ascending.
type FieldLists = [PostingList; FIELDS];

/// An index of keys. A hash map, since it is asked millions of times; it is sorted before it is written.
type KeyIndex = HashMap<Box<str>, FieldLists>;

/// A key and its lists.
type KeyLists = (Box<str>, FieldLists);

/// What was read from a stretch of the documents.
#[derive(Default)]
struct Chunk {
    marks: String,
    dates: [String; 2],
    keys: KeyIndex,
    skips: KeyIndex,
}

/// The whole index, but for the rows: they tell of few documents each, and are made when they are asked for.
#[derive(Debug)]
pub struct SearchIndex {
    base: String,
    /// What each document is, as `base` has it.
    marks: String,
    keys: Vec<String>,
    skips: Vec<String>,
    facets: String,
    dates: String,
    /// Which files of keys and of abbreviations are as the index had them that this one was made from; none where it was made anew.
    same: (Vec<bool>, Vec<bool>),
}

/// What is said of the whole index beside its documents.
#[derive(Clone, Copy, Debug)]
pub struct IndexSettings<'a> {
    /// The tags of the site's languages.
    pub languages: &'a [&'a str],
    /// Words that people type, each with those that stand in its place.
    pub synonyms: &'a [Vec<String>],
}

/// What `base.js` says.
#[derive(Serialize)]
struct BaseScript<'a> {
    #[serde(flatten)]
    layout: Layout,
    /// The tags of the site's languages.
    languages: &'a [&'a str],
    /// What each document is, a character each.
    marks: &'a str,
    /// Words that people type, each with those that stand in its place.
    synonyms: &'a [Vec<String>],
}

impl SearchIndex {
    /// Builds the index of all documents, by their numbers, on all cores.
    #[must_use]
    pub fn of<'d>(
        layout: Layout,
        settings: IndexSettings<'_>,
        facets: &BTreeMap<&'static str, Choices>,
        document: impl Fn(usize) -> SearchDocument<'d> + Sync,
    ) -> SearchIndex {
        let read = |stretch: Range<usize>| vec![Chunk::read(stretch, layout.standards, &document)];
        let mut whole = Chunk::default();
        for part in on_all_cores(layout.documents, read) {
            whole.append(part);
        }
        let keys = (shards(whole.keys, layout.shards), shards(whole.skips, layout.skips));
        SearchIndex::with(layout, settings, facets, whole.marks, whole.dates.join("\n"), keys)
    }

    fn with(
        layout: Layout,
        settings: IndexSettings<'_>,
        facets: &BTreeMap<&'static str, Choices>,
        marks: String,
        dates: String,
        (keys, skips): (Vec<String>, Vec<String>),
    ) -> SearchIndex {
        let IndexSettings { languages, synonyms } = settings;
        let base = BaseScript { layout, languages, marks: &marks, synonyms };
        SearchIndex {
            base: serde_json::to_string(&base).unwrap_or_default(),
            marks,
            keys,
            skips,
            facets: facets_text(facets),
            dates,
            same: (Vec::new(), Vec::new()),
        }
    }

    /// Whether a file is as the index had it that this one was made from.
    #[must_use]
    pub fn is_as_before(&self, file: IndexFile) -> bool {
        let same = match file {
            IndexFile::Keys(n) => self.same.0.get(n),
            IndexFile::Skips(n) => self.same.1.get(n),
            _ => None,
        };
        same.is_some_and(|same| *same)
    }

    /// The script that hands a file over; none for rows, which [`rows`] makes.
    #[must_use]
    pub fn script(&self, file: IndexFile) -> Option<String> {
        let text = match file {
            IndexFile::Base => &self.base,
            IndexFile::Keys(n) => self.keys.get(n)?,
            IndexFile::Skips(n) => self.skips.get(n)?,
            IndexFile::Rows(_) => return None,
            IndexFile::Facets => &self.facets,
            IndexFile::Dates => &self.dates,
        };
        Some(script(file, text))
    }
}

/// The documents in a file of rows.
#[must_use]
pub fn documents_of(layout: Layout, rows: usize) -> Range<usize> {
    let from = rows.saturating_mul(layout.rows).min(layout.documents);
    from..from.saturating_add(layout.rows).min(layout.documents)
}

/// The script that hands over a file of rows.
#[must_use]
pub fn rows<'d>(layout: Layout, n: usize, document: impl Fn(usize) -> SearchDocument<'d>) -> String {
    let rows: Vec<String> = documents_of(layout, n).map(|place| document(place).row()).collect();
    script(IndexFile::Rows(n), &rows.join("\n"))
}

/// What a script ends with.
const CLOSING: &str = "`);\n";

/// What the script of a file begins with.
fn opening(file: IndexFile) -> String {
    format!("mulu.take(\"{}\", `", file.name())
}

/// A text as the script that hands it over.
fn script(file: IndexFile, text: &str) -> String {
    let mut script = opening(file);
    script.reserve(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '`' | '\\' | '$') {
            script.push('\\');
        }
        script.push(c);
    }
    script.push_str(CLOSING);
    script
}

impl Chunk {
    /// Reads documents, by their numbers, ascending.
    fn read<'d>(
        places: impl Iterator<Item = usize>,
        standards: usize,
        document: &impl Fn(usize) -> SearchDocument<'d>,
    ) -> Chunk {
        let mut read = Chunk::default();
        for place in places {
            let document = document(place);
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            read.marks.push(document.mark);
            if place < standards {
                for (column, date) in read.dates.iter_mut().zip(&document.dates) {
                    posting::write_fixed(column, date.as_deref().map_or(0, sortable));
                }
            }
            read.index(number, &document);
        }
        read
    }

    /// Enters a document under each of its keys, once, in the field that tells most.
    fn index(&mut self, number: u32, document: &SearchDocument<'_>) {
        let mut texts: Vec<_> = document.texts.iter().collect();
        texts.sort_by_key(|(field, _)| *field);
        let mut enter_number = |key: String| enter(&mut self.keys, &key, number, SearchField::Head);
        if !document.serial.is_empty() {
            // What a number begins with, and a short one as a whole, so that GB/T 222 comes before GB/T 22239.
            let start: String = document.serial.chars().take(3).collect();
            enter_number(format!("{start}^"));
            if document.serial.len() <= 3 {
                enter_number(format!("{start}."));
            }
        }
        if !document.code.is_empty() {
            enter_number(format!("{}:", document.code));
        }
        document.codes.iter().for_each(|code| enter(&mut self.keys, code, number, SearchField::Message));
        let mut abbreviated = Vec::new();
        for (field, text) in texts {
            let folded = token::fold(text);
            for (kind, run) in token::runs(&folded) {
                token::keys(kind, run, |key| enter(&mut self.keys, key, number, *field));
                if kind == token::TokenKind::Han && *field != SearchField::Body {
                    token::skips(run, |key| abbreviated.push(key.to_owned()));
                }
            }
        }
        for key in abbreviated {
            let found = self.keys.get(key.as_str());
            if !found.is_some_and(|lists| lists.iter().any(|list| list.ends_with(number))) {
                enter(&mut self.skips, &key, number, SearchField::Head);
            }
        }
    }

    /// Adds what was read of the documents that come next.
    fn append(&mut self, next: Chunk) {
        self.marks.push_str(&next.marks);
        for (column, more) in self.dates.iter_mut().zip(next.dates) {
            column.push_str(&more);
        }
        for (all, more) in [(&mut self.keys, next.keys), (&mut self.skips, next.skips)] {
            if all.is_empty() {
                *all = more;
                continue;
            }
            for (key, lists) in more {
                let own = all.entry(key).or_default();
                for (own, more) in own.iter_mut().zip(lists) {
                    own.append(&more);
                }
            }
        }
    }
}

/// Enters a document under a key. Documents come in order, and a document's fields in theirs.
fn enter(keys: &mut KeyIndex, key: &str, number: u32, field: SearchField) {
    let place = field as usize;
    match keys.get_mut(key) {
        Some(lists) if lists[..=place].iter().any(|list| list.ends_with(number)) => {}
        Some(lists) => lists[place].push(number),
        None => {
            let mut lists = FieldLists::default();
            lists[place].push(number);
            keys.insert(key.into(), lists);
        }
    }
}

/// A day as a number that sorts, from `YYYY-MM-DD`: 372 days a year from 1850, 0 for none.
fn sortable(date: &str) -> u32 {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next().saturating_sub(1850) * 12 + next()) * 31 + next()
}

/// `{"level":{"national":"AAC…"},…}`: the standards of each choice, as lists.
fn facets_text(facets: &BTreeMap<&'static str, Choices>) -> String {
    let list = |places: &Vec<u32>| {
        let mut text = String::new();
        posting::write_list(&mut text, places.iter().copied());
        text
    };
    let choices = |choices: &Choices| -> BTreeMap<String, String> {
        choices.iter().map(|(value, places)| (value.clone(), list(places))).collect()
    };
    let all: BTreeMap<&str, _> = facets.iter().map(|(name, values)| (*name, choices(values))).collect();
    serde_json::to_string(&all).unwrap_or_default()
}

/// The texts of the shards: a key a line, and after a space its lists with `.` between.
fn shards(keys: KeyIndex, count: usize) -> Vec<String> {
    let by_shard = by_shard(keys, count);
    on_all_cores(count, |stretch| by_shard[stretch].iter().map(|shard| shard_text(shard)).collect())
}

/// What each shard holds, sorted by key.
fn by_shard(keys: KeyIndex, count: usize) -> Vec<Vec<KeyLists>> {
    let mut by_shard: Vec<Vec<KeyLists>> = std::iter::repeat_with(Vec::new).take(count).collect();
    for (key, lists) in keys {
        by_shard[token::shard(&key, count)].push((key, lists));
    }
    for shard in &mut by_shard {
        shard.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    }
    by_shard
}

fn shard_text(shard: &[KeyLists]) -> String {
    let mut text = String::new();
    for (key, lists) in shard {
        write_entry(&mut text, key, lists);
    }
    text
}

fn write_entry(text: &mut String, key: &str, lists: &FieldLists) {
    text.push_str(key);
    text.push(' ');
    for (field, list) in lists.iter().enumerate() {
        if lists[field..].iter().all(PostingList::is_empty) {
            break;
        }
        if field > 0 {
            text.push('.');
        }
        text.push_str(list.text());
    }
    text.push('\n');
}

/// Does a piece of work in as many stretches as there are cores, and puts the results together in order.
///
/// Threads of its own, not the pool's: an index is made while others wait for it, and a worker of the pool that waits inside the
/// making could be given the work of one who waits for it.
fn on_all_cores<T: Send>(length: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let stretch = length.div_ceil(rayon::current_num_threads()).max(1);
    let work = &work;
    thread::scope(|scope| {
        let starts = (0..length).step_by(stretch);
        let workers: Vec<_> =
            starts.map(|from| scope.spawn(move || work(from..(from + stretch).min(length)))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests;
