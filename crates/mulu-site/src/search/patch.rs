//! An index from the one before it: where few documents changed, few of its lists do.
//!
//! A document enters the lists of its own keys and touches no other. So the changed ones are taken out of every list and entered
//! anew, and the result is what would be built from the beginning, to the byte.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Deserialize;

use crate::derived::Choices;

use super::document::SearchDocument;
use super::posting::PostingList;
use super::{Chunk, IndexFile, IndexSettings, KeyLists, Layout, SearchIndex, by_shard, posting, write_entry};

/// What an earlier build left of an index of as many documents: the texts of its files, as `SearchIndex::script` handed them over.
pub struct PreviousIndex {
    pub base: String,
    pub dates: String,
    pub keys: Vec<String>,
    pub skips: Vec<String>,
}

/// What is read again of `base.js`.
#[derive(Deserialize)]
struct PreviousBase {
    marks: String,
}

impl PreviousIndex {
    /// Of the files of a layout; none where one is missing, or is not a script.
    pub fn of(layout: Layout, read: impl Fn(IndexFile) -> Option<Vec<u8>> + Sync) -> Option<PreviousIndex> {
        let text = |file: IndexFile| handed_over(file, &String::from_utf8(read(file)?).ok()?);
        let all = |count: usize, file: fn(usize) -> IndexFile| -> Option<Vec<String>> {
            (0..count).into_par_iter().map(|n| text(file(n))).collect()
        };
        Some(PreviousIndex {
            base: text(IndexFile::Base)?,
            dates: text(IndexFile::Dates)?,
            keys: all(layout.shards, IndexFile::Keys)?,
            skips: all(layout.skips, IndexFile::Skips)?,
        })
    }

    /// The index of today; `changed` are the documents that are not what they were, ascending. None where the files are not those of
    /// such an index.
    pub fn patched<'d>(
        &self,
        layout: Layout,
        settings: IndexSettings<'_>,
        facets: &BTreeMap<&'static str, Choices>,
        changed: &[usize],
        document: impl Fn(usize) -> SearchDocument<'d>,
    ) -> Option<SearchIndex> {
        let mut marks = serde_json::from_str::<PreviousBase>(&self.base).ok()?.marks.into_bytes();
        let (first, second) = self.dates.split_once('\n')?;
        let mut dates = [first.as_bytes().to_vec(), second.as_bytes().to_vec()];
        let new = Chunk::read(changed.iter().copied(), layout.standards, &document);
        put(&mut marks, changed, new.marks.as_bytes(), 1)?;
        for (column, own) in dates.iter_mut().zip(&new.dates) {
            put(column, changed, own.as_bytes(), posting::FIXED)?;
        }
        let mut is_changed = vec![false; layout.documents];
        for place in changed {
            *is_changed.get_mut(*place)? = true;
        }
        let patch = |texts: &[String], new: Vec<Vec<KeyLists>>| -> Option<Vec<(String, bool)>> {
            texts.par_iter().zip(new).map(|(text, new)| shard(text, &is_changed, new)).collect()
        };
        let (keys, same_keys): (Vec<_>, Vec<_>) =
            patch(&self.keys, by_shard(new.keys, layout.shards))?.into_iter().unzip();
        let (skips, same_skips): (Vec<_>, Vec<_>) =
            patch(&self.skips, by_shard(new.skips, layout.skips))?.into_iter().unzip();
        let [first, second] = dates.map(|column| String::from_utf8(column).ok());
        let (marks, dates) = (String::from_utf8(marks).ok()?, format!("{}\n{}", first?, second?));
        let index = SearchIndex::with(layout, settings, facets, marks, dates, (keys, skips));
        Some(SearchIndex { same: (same_keys, same_skips), ..index })
    }
}

/// Puts what is told of some documents, of each in as many bytes, into what is told of all: of dates there may be none behind the
/// standards, which come first.
fn put(all: &mut [u8], places: &[usize], own: &[u8], width: usize) -> Option<()> {
    for (place, own) in places.iter().zip(own.chunks_exact(width)) {
        all.chunks_exact_mut(width).nth(*place)?.copy_from_slice(own);
    }
    Some(())
}

/// The text of a file, out of the script that hands it over.
fn handed_over(file: IndexFile, script: &str) -> Option<String> {
    let inner = script.strip_prefix(&super::opening(file))?.strip_suffix(super::CLOSING)?;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut after = after.chars();
        text.push(after.next()?);
        rest = after.as_str();
    }
    text.push_str(rest);
    Some(text)
}

/// A shard without the documents that changed, and with what they are now; whether it is as it was.
fn shard(text: &str, is_changed: &[bool], new: Vec<KeyLists>) -> Option<(String, bool)> {
    let mut out = String::with_capacity(text.len() + 64);
    let mut new = new.into_iter().peekable();
    for line in text.lines() {
        let (key, lists) = line.rsplit_once(' ')?;
        while let Some((key, lists)) = new.next_if(|(own, _)| own.as_ref() < key) {
            write_entry(&mut out, &key, &lists);
        }
        let more = new.next_if(|(own, _)| own.as_ref() == key).map(|(_, lists)| lists);
        let is_changed = |number: u32| is_changed.get(number as usize).is_none_or(|changed| *changed);
        if more.is_none() && !lists.split('.').any(|list| posting::read(list).any(is_changed)) {
            out.push_str(line);
            out.push('\n');
            continue;
        }
        let mut own = more.unwrap_or_default();
        for (own, list) in own.iter_mut().zip(lists.split('.')) {
            *own = merged(posting::read(list).filter(|number| !is_changed(*number)), own);
        }
        if own.iter().any(|list| !list.is_empty()) {
            write_entry(&mut out, key, &own);
        }
    }
    new.for_each(|(key, lists)| write_entry(&mut out, &key, &lists));
    let is_same = out == text;
    Some((out, is_same))
}

/// Two ascending lists as one.
fn merged(one: impl Iterator<Item = u32>, other: &PostingList) -> PostingList {
    let (mut one, mut other) = (one.peekable(), posting::read(other.text()).peekable());
    std::iter::from_fn(|| match (one.peek(), other.peek()) {
        (Some(a), Some(b)) => match a.cmp(b) {
            Ordering::Less => one.next(),
            _ => other.next(),
        },
        (Some(_), None) => one.next(),
        _ => other.next(),
    })
    .collect()
}
