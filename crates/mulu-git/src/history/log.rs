//! The history of a whole registry, and of one record.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use git2::{Error, Oid, Repository, Sort};
use rayon::prelude::*;

use crate::budget::is_too_much;
use crate::{Located, unreadable};
use mulu_core::changes::{Change, RecordChange};
use mulu_core::day::Day;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Kind, Standard};
use mulu_core::source::stem;

use super::cache;
use super::editions::{PublishedEdition, published};
use super::walk::{Commit, Walker};

/// How many commits a thread reads at least, with a repository of its own.
const BATCH: usize = 128;

/// What happened to the records of a registry.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The commits that changed a record, the newest first.
    pub commits: Vec<Commit>,
    /// What of the history is missing, and why, in one sentence.
    pub missing: Option<Message>,
    /// How many commits were read this time: the others were known.
    pub read: usize,
    offset: i32,
    /// The commit that was read up to.
    head: Option<String>,
    /// The day that is asked about.
    until: Option<Day>,
    /// For each commit, whether it is later than that day.
    later: Vec<bool>,
    editions: Vec<PublishedEdition>,
}

/// One thing that happened to a record.
#[derive(Clone, Copy, Debug)]
pub struct HistoryEntry<'h> {
    /// The commit that recorded it.
    pub commit: &'h Commit,
    /// What changed.
    pub change: &'h RecordChange,
    /// The commit's place among the record's changes, from 0.
    pub place: usize,
    /// The author's day, at the registry's offset from UTC; none where git has no sensible time.
    pub day: Option<Day>,
    /// Whether it happened to another record that names the one asked for.
    pub elsewhere: bool,
}

/// The record whose history is asked for.
#[derive(Clone, Debug, Default)]
pub struct LogSubject {
    /// Its kind; none where the record is gone and the kind is not known.
    pub kind: Option<Kind>,
    /// Its id.
    pub id: String,
    /// The canonical number of a standard: other records name it by that.
    pub number: Option<String>,
    /// The canonical numbers by which others named it before.
    pub earlier_numbers: Vec<String>,
}

impl History {
    /// The history of the registry at `root`, up to a revision; none given: up to what is checked out.
    ///
    /// Never fails: a registry need not be in git, and one whose history cannot be read is still a registry. What is missing is
    /// said in [`History::missing`].
    #[must_use]
    pub fn read(root: &Path, revision: Option<&str>, utc_offset_minutes: i32) -> History {
        let without = |missing| History { missing: Some(missing), offset: utc_offset_minutes, ..History::default() };
        let located = match Located::find(root) {
            Ok(located) => located,
            Err(missing) => return without(missing),
        };
        let head = match located.commit(revision) {
            Ok(commit) => commit.id(),
            Err(missing) => return without(missing),
        };
        match walk(&located, head) {
            Ok(history) => History { offset: utc_offset_minutes, head: Some(head.to_string()), ..history },
            Err(error) => without(unreadable(&error)),
        }
    }

    /// The history as it was on a day: what was done later is not told.
    ///
    /// Records keep the names that they have at the revision that was read, whenever they were given.
    #[must_use]
    pub fn until(mut self, day: Day) -> History {
        let mut before = None;
        let is_later = |commit: &Commit| {
            // A commit without a sensible time is taken to be as old as the one before it.
            before = self.day(commit).or(before);
            before.is_some_and(|made| made > day)
        };
        let mut later: Vec<bool> = self.commits.iter().rev().map(is_later).collect();
        later.reverse();
        self.later = later;
        self.until = Some(day);
        self
    }

    /// The history with the editions of the catalogue: the tags `catalogue/*` on what leads to the revision that was read, not
    /// later than the day of [`History::until`].
    #[must_use]
    pub fn with_editions(mut self, root: &Path) -> History {
        let Some(head) = &self.head else { return self };
        match published(root, head, self.offset, self.until) {
            Ok(editions) => self.editions = editions,
            Err(missing) => self.missing = self.missing.or(Some(missing)),
        }
        self
    }

    /// The editions of the catalogue, the oldest first; none where they were not asked for.
    #[must_use]
    pub fn editions(&self) -> &[PublishedEdition] {
        &self.editions
    }

    /// The author's day of a commit, at the registry's offset from UTC.
    #[must_use]
    pub fn day(&self, commit: &Commit) -> Option<Day> {
        day_at(commit.seconds?, self.offset)
    }

    /// Everything that happened, the newest first.
    pub fn entries(&self) -> impl Iterator<Item = HistoryEntry<'_>> {
        self.all().filter_map(|(entry, is_told)| is_told.then_some(entry))
    }

    /// Everything that git has, and whether it is told: what is too late still says under which names records went before.
    fn all(&self) -> impl Iterator<Item = (HistoryEntry<'_>, bool)> {
        self.commits.iter().enumerate().flat_map(|(at, commit)| {
            let day = self.day(commit);
            let is_told = !self.later.get(at).copied().unwrap_or_default();
            let entry = move |(place, change)| (HistoryEntry { commit, change, place, day, elsewhere: false }, is_told);
            commit.changes.iter().enumerate().map(entry)
        })
    }

    /// What happened to one record, the newest first: under its present name and the names it had before, and what other
    /// records say of it — that it is replaced, filed, waived.
    #[must_use]
    pub fn of(&self, subject: &LogSubject) -> Vec<HistoryEntry<'_>> {
        self.of_all(std::slice::from_ref(subject)).pop().unwrap_or_default()
    }

    /// What happened to each of many records, as [`History::of`] has it, in one pass: for a site.
    #[must_use]
    pub fn of_all(&self, subjects: &[LogSubject]) -> Vec<Vec<HistoryEntry<'_>>> {
        // Going back in time, a renamed record is looked for under its older name too.
        let mut names: HashMap<&str, Vec<(Option<Kind>, usize)>> = HashMap::new();
        let mut numbers: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, subject) in subjects.iter().enumerate() {
            names.entry(&subject.id).or_default().push((subject.kind, at));
            for number in subject.number.iter().chain(&subject.earlier_numbers) {
                numbers.entry(number).or_default().push(at);
            }
        }
        let mut found = vec![Vec::new(); subjects.len()];
        for (entry, is_told) in self.all() {
            let bearers = names.get(entry.change.id()).map_or(&[][..], Vec::as_slice);
            let same = |(of, _): &&(Option<Kind>, usize)| of.is_none_or(|of| of == entry.change.kind());
            let own: Vec<(Option<Kind>, usize)> = bearers.iter().filter(same).copied().collect();
            for (_, at) in own.iter().filter(|_| is_told) {
                found[*at].push(entry);
            }
            if let Change::Moved { from } = &entry.change.change {
                let older = names.entry(stem(from)).or_default();
                let new = own.iter().filter(|one| !older.contains(one)).copied().collect::<Vec<_>>();
                older.extend(new);
            }
            let spoken_of = entry.change.change.about().filter(|_| is_told).and_then(|number| numbers.get(number));
            for at in spoken_of.into_iter().flatten().filter(|at| !own.iter().any(|(_, own)| own == *at)) {
                found[*at].push(HistoryEntry { elsewhere: true, ..entry });
            }
        }
        found
    }
}

impl LogSubject {
    /// A standard, which others name by its number.
    #[must_use]
    pub fn standard(standard: &Standard) -> Self {
        let number = standard.number.as_ref().map(|number| number.number.canonical().to_owned());
        let earlier_numbers = standard.earlier_numbers();
        LogSubject { kind: Some(Kind::Standard), id: standard.id.clone(), number, earlier_numbers }
    }

    /// A record of another kind.
    #[must_use]
    pub fn record(kind: Kind, id: &str) -> Self {
        LogSubject { kind: Some(kind), id: id.to_owned(), ..LogSubject::default() }
    }
}

impl HistoryEntry<'_> {
    /// An id that never changes: for feeds.
    #[must_use]
    pub fn stable_id(&self) -> String {
        format!("{}/{}/{}", self.commit.id, self.change.path, self.place)
    }

    /// What happened, from the point of view of the record asked for.
    #[must_use]
    pub fn words(&self) -> Message {
        let id = self.change.id();
        match &self.change.change {
            _ if !self.elsewhere => self.change.words(),
            Change::Replaces { partly: false, .. } => message!("被 {id} 代替", "replaced by {id}"),
            Change::Replaces { partly: true, .. } => message!("被 {id} 部分代替", "replaced in part by {id}"),
            change => {
                let said = change.words();
                Message { zh: format!("{id}：{}", said.zh), en: format!("{id}: {}", said.en) }
            }
        }
    }
}

/// A moment as a day at an offset from UTC.
pub(super) fn day_at(seconds: i64, offset_minutes: i32) -> Option<Day> {
    let offset = FixedOffset::east_opt(offset_minutes.checked_mul(60)?)?;
    // Git lets a time be anything; a year of five digits is none that a registry knows.
    let date = DateTime::from_timestamp(seconds, 0)?.with_timezone(&offset).date_naive();
    Some(Day::from(date)).filter(|day| (1970..10_000).contains(&day.year()))
}

fn walk(located: &Located, head: Oid) -> Result<History, Error> {
    // Every object read would be hashed again, at twice the cost of the walk; git checks its own objects when it fetches them.
    git2::opts::strict_hash_verification(false);
    let repository = &located.repository;
    let mut order = repository.revwalk()?;
    order.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    order.push(head)?;
    let all: Vec<Oid> = order.collect::<Result<_, _>>()?;

    let shallow = repository.is_shallow();
    let boundary = if shallow { boundary(repository) } else { HashSet::new() };
    let kept = cache::path(repository.commondir(), &located.prefix);
    // In a shallow clone the same commit may seem to do something else than it did: nothing of it is kept.
    let mut known = if shallow { HashMap::new() } else { cache::read(&kept) };
    let new: Vec<Oid> =
        all.iter().copied().filter(|id| !known.contains_key(&id.to_string()) && !boundary.contains(id)).collect();
    let read = read_all(repository.path(), &located.prefix, &new)?;
    let count = read.len();
    known.extend(read.into_iter().map(|commit| (commit.id.clone(), commit)));

    let mut commits: Vec<Commit> = all.iter().filter_map(|id| known.remove(&id.to_string())).collect();
    if !shallow && count > 0 {
        // Other branches are kept too, as long as git has them.
        let mut others: Vec<Commit> = known.into_values().filter(|commit| exists(repository, commit)).collect();
        others.sort_by(|a, b| a.id.cmp(&b.id));
        let of_head = commits.len();
        commits.extend(others);
        cache::write(&kept, &commits);
        commits.truncate(of_head);
    }
    commits.retain(|commit| !commit.changes.is_empty());
    let missing = shallow.then(|| {
        message!(
            "这是浅克隆，缺少更早的历史；取回全部历史请运行 git fetch --unshallow",
            "this is a shallow clone without the earlier history; `git fetch --unshallow` brings it"
        )
    });
    Ok(History { commits, missing, read: count, ..History::default() })
}

/// Reads commits on all cores, each thread with a repository of its own; the result is in their order.
fn read_all(git_directory: &Path, prefix: &str, commits: &[Oid]) -> Result<Vec<Commit>, Error> {
    let batches: Vec<Vec<Commit>> = commits
        .par_chunks(BATCH)
        .map(|batch| {
            let repository = Repository::open(git_directory)?;
            let walker = Walker::new(&repository, prefix)?;
            // Of a commit that names more files than are read, what it changed is not told; all others are.
            let read = |id: &Oid| match walker.commit(*id) {
                Err(error) if is_too_much(&error) => Ok(Commit { id: id.to_string(), ..Commit::default() }),
                read => read.map(Commit::or_only_its_id),
            };
            batch.iter().map(read).collect::<Result<_, Error>>()
        })
        .collect::<Result<_, Error>>()?;
    Ok(batches.into_iter().flatten().collect())
}

fn exists(repository: &Repository, commit: &Commit) -> bool {
    Oid::from_str(&commit.id).is_ok_and(|id| repository.odb().is_ok_and(|odb| odb.exists(id)))
}

/// The commits at which a shallow clone was cut off: what they did cannot be known, and is not theirs to tell.
pub(super) fn boundary(repository: &Repository) -> HashSet<Oid> {
    let list = fs::read_to_string(repository.commondir().join("shallow")).unwrap_or_default();
    list.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()
}
