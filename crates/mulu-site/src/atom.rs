//! Feeds (Atom, RFC 4287): what changed, what is to be reviewed, and for each agency what concerns it.
//!
//! Their times are days of the data, so that the same revision gives the same bytes; an entry's id never changes.

use mulu_core::day::{Day, ReviewState};
use mulu_core::facts::FanOut;
use mulu_core::message::{Lang, Message};
use mulu_core::model::{CONSULTATION, STEPS, Standard};
use mulu_core::reasons;
use mulu_core::registry::{CitationTarget, Due, Expiry, Record};
use mulu_core::transition::NoticeStage;
use mulu_core::xml::{self, Xml};
use mulu_git::history::HistoryEntry;

use super::fill::Fill;
use super::fill::changes::SHOWN;
use super::fill::plan::{ReachedStep, reached};
use super::published_history;
use mulu_core::address;

/// A feed: its file and title, and what it tells.
pub struct Feed {
    /// Where its language lives, from the site's root.
    pub home: &'static str,
    /// From the site's root.
    pub file: String,
    /// Where it was first, from the site's root: what readers know it and its entries by.
    pub first_file: String,
    /// What it is called.
    pub title: String,
    /// The newest first.
    pub entries: Vec<FeedEntry>,
}

/// One entry of a feed.
pub struct FeedEntry {
    id: String,
    day: Day,
    title: String,
    text: String,
    /// Who did it; none where the publisher says it.
    author: Option<String>,
    /// The record's page, from the language's root; none where it has none.
    page: Option<String>,
}

/// What changed, of all records or of one agency's: its own record, and the end of each standard that it filed, with everybody
/// whom that concerns.
pub fn changes(fill: &Fill<'_>, agency: Option<usize>) -> Vec<FeedEntry> {
    let Some(agency) = agency else {
        let happened = published_history::entries(fill.history, fill.registry);
        return happened.filter_map(|happened| change(fill, &happened)).take(SHOWN).collect();
    };
    let record = &fill.registry.agencies[agency];
    let own = fill.answers.history_of(record.file);
    let mut entries: Vec<FeedEntry> = own.iter().filter_map(|happened| change(fill, happened)).collect();
    entries.extend(ended(fill, agency));
    entries.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    // An agency may have filed one standard twice: it ends once.
    entries.dedup_by(|a, b| a.id == b.id);
    entries.truncate(SHOWN);
    entries
}

/// A change that git has no sensible time of is left out: an entry needs a day, and none is better than a wrong one.
fn change(fill: &Fill<'_>, happened: &HistoryEntry<'_>) -> Option<FeedEntry> {
    let what = happened.words().get(fill.translations.lang).to_owned();
    Some(FeedEntry {
        id: happened.stable_id(),
        day: happened.day?,
        title: format!("{}: {what}", happened.change.id()),
        text: what,
        author: Some(happened.commit.author.clone()).filter(|author| !author.is_empty()),
        page: fill.changed_record(happened).map(|link| link.href),
    })
}

/// The standards that an agency filed and that were replaced, withdrawn or abolished since.
fn ended(fill: &Fill<'_>, agency: usize) -> Vec<FeedEntry> {
    let registry = fill.registry;
    let filed = registry.agencies[agency].adoptions.iter().filter_map(|filing| filing.standard.as_ref());
    let end = |cited: &mulu_core::model::Spanned<mulu_core::model::Cited>| {
        let CitationTarget::Edition(index) = registry.target(&cited.number) else { return None };
        let found = FanOut::of(registry, index, fill.day)?;
        let standard = &registry.standards[index];
        let names =
            |all: &[mulu_core::facts::Concerned]| all.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join("、");
        let (agencies, projects, clauses) = (names(&found.agencies), names(&found.projects), names(&found.clauses));
        let current: Vec<&str> = registry
            .succession(index, fill.day)
            .current
            .iter()
            .map(|index| registry.standards[*index].name())
            .collect();
        let current = if current.is_empty() { "—".to_owned() } else { current.join("、") };
        let (name, why) = (standard.name(), found.because);
        let summary = mulu_core::message!(
            "{name} 已不现行，现行 {current}；备案单位：{agencies}；项目：{projects}；条款：{clauses}",
            "{name} is {why}; in force: {current}; filed by: {agencies}; projects: {projects}; clauses: {clauses}"
        );
        Some(FeedEntry {
            id: format!("ended/{}", standard.first_id()),
            day: found.since?,
            title: format!("{name} → {current}"),
            text: summary.get(fill.translations.lang).to_owned(),
            author: None,
            page: Some(address::standard(&standard.id)),
        })
    };
    filed.filter_map(end).collect()
}

/// What must be reviewed, revised or abolished, and what else falls due: of all, or what concerns one agency. The list is that of the
/// page, the command and the calendar. Each thing is told when it is known, and again at each stage that it comes to.
pub fn reviews(fill: &Fill<'_>, agency: Option<usize>) -> Vec<FeedEntry> {
    let entry = |due: &Due| {
        let standard = &fill.registry.standards[due.standard];
        let word = |words: &Message| words.get(fill.translations.lang).to_owned();
        let (task, reason) = (word(&due.task.phrase().into()), word(&reasons::due(fill.registry, due, fill.day)));
        let entry = FeedEntry {
            id: format!("{}/{}/{}", due.task.id(), standard.first_id(), due.due),
            day: due.since,
            title: format!("{} {task}: {}", standard.name(), due.due),
            text: reason,
            author: None,
            page: Some(address::standard(&standard.id)),
        };
        at_each_stage(fill, due.state, due.due, entry)
    };
    let other = |one: &Expiry| {
        let (kind, record) = fill.registry.record_of(one.file);
        let (lang, title) = (fill.translations.lang, fill.registry.title_of(one.file).unwrap_or(record));
        let (task, what) = (one.what.phrase().get(lang), one.title.get(lang));
        let entry = FeedEntry {
            id: format!("{}/{}/{}", one.what.id(), fill.registry.first_id_of(one.file), one.key),
            day: one.since,
            title: if what == title {
                format!("{title} {task}: {}", one.day)
            } else {
                format!("{title} {task}: {what}, {}", one.day)
            },
            text: one.reason.get(lang).to_owned(),
            author: None,
            page: address::record(kind, record),
        };
        at_each_stage(fill, one.state, one.day, entry)
    };
    let (mut entries, others): (Vec<FeedEntry>, Vec<FeedEntry>) = match agency {
        None => (
            fill.answers.due().iter().flat_map(entry).collect(),
            fill.answers.expiries().iter().flat_map(other).collect(),
        ),
        Some(agency) => (
            fill.answers.due_of(agency).flat_map(entry).collect(),
            fill.answers.expiries_of(agency).flat_map(other).collect(),
        ),
    };
    entries.extend(others);
    entries.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    entries
}

/// An entry, and one more for each stage that its matter came to by the day.
fn at_each_stage(fill: &Fill<'_>, state: ReviewState, due: Day, entry: FeedEntry) -> Vec<FeedEntry> {
    let soon = fill.registry.config.review.due_soon.before(due).max(entry.day);
    let reached: &[(NoticeStage, Day)] = match state {
        ReviewState::Scheduled => &[],
        ReviewState::DueSoon => &[(NoticeStage::DueSoon, soon)],
        ReviewState::Overdue => &[(NoticeStage::DueSoon, soon), (NoticeStage::Overdue, due.next())],
    };
    let lang = fill.translations.lang;
    let staged = reached.iter().map(|(stage, day)| FeedEntry {
        id: format!("{}/{}", entry.id, stage.id()),
        day: *day,
        title: match lang {
            Lang::Zh => format!("{}（{}）", entry.title, stage.phrase().get(lang)),
            Lang::En => format!("{} ({})", entry.title, stage.phrase().get(lang)),
        },
        text: entry.text.clone(),
        author: None,
        page: entry.page.clone(),
    });
    let mut all: Vec<FeedEntry> = staged.collect();
    all.push(entry);
    all
}

/// What became of the municipal documents that were made: each step that was reached.
pub fn plan(fill: &Fill<'_>) -> Vec<FeedEntry> {
    let (registry, lang) = (fill.registry, fill.translations.lang);
    let steps = |standard: &Standard| -> Vec<FeedEntry> {
        let Some(drafting) = &standard.drafting else { return Vec::new() };
        let entry = |(step, day): ReachedStep| {
            let code = STEPS.get(step).copied().unwrap_or_default();
            let until = drafting.consultation_until.as_ref().filter(|_| step == CONSULTATION);
            let until = until.map_or_else(String::new, |until| match lang {
                Lang::Zh => format!("，至 {} 止", until.value),
                Lang::En => format!(", until {}", until.value),
            });
            let what = fill.translations.word(&format!("step-{code}"));
            FeedEntry {
                id: format!("drafting/{}/{code}", standard.first_id()),
                day,
                title: format!("{}: {what}{until}", standard.name()),
                text: format!("{what}{until}"),
                author: None,
                page: Some(address::standard(&standard.id)),
            }
        };
        reached(drafting, fill.day).into_iter().map(entry).collect()
    };
    let mut entries: Vec<FeedEntry> = registry.standards.iter().flat_map(steps).collect();
    entries.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.id.cmp(&b.id)));
    entries.truncate(SHOWN);
    entries
}

/// The feed as XML.
pub fn atom(fill: &Fill<'_>, feed: &Feed) -> String {
    let config = &fill.registry.config;
    let home = config.site_url.as_deref().unwrap_or_default();
    // A feed without entries was never changed.
    let newest = feed.entries.iter().map(|entry| entry.day).max().or(Day::new(1970, 1, 1)).unwrap_or(fill.day);
    let (path, own) =
        (address::ascii(&address::encode_path(&feed.first_file)), address::ascii(&address::encode_path(&feed.file)));
    // A site that moves to another address stays the same feed.
    let tag = format!("urn:mulu:{}:{path}", config.namespace());
    let updated = |day| midnight(day, config.utc_offset_minutes);
    let author = config.authors.first().map_or("mulu", String::as_str);
    xml::document(|xml| {
        xml.declare("utf-8")?;
        xml.end_line()?;
        xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom")])?;
        for (name, text) in [("title", &feed.title), ("id", &tag), ("updated", &updated(newest))] {
            xml.end_line()?;
            xml.text(name, &[], text)?;
        }
        xml.end_line()?;
        by(xml, author)?;
        if !home.is_empty() {
            xml.end_line()?;
            xml.empty("link", &[("rel", "self"), ("href", &format!("{home}{own}"))])?;
            xml.end_line()?;
            xml.empty("link", &[("href", &format!("{home}{}", feed.home))])?;
        }
        for entry in &feed.entries {
            xml.end_line()?;
            let own = address::ascii(&address::encode_path(&entry.id));
            xml.open("entry", &[])?;
            xml.text("title", &[], &entry.title)?;
            xml.text("id", &[], &format!("{tag}#{own}"))?;
            xml.text("updated", &[], &updated(entry.day))?;
            if let Some(author) = &entry.author {
                by(xml, author)?;
            }
            if let Some(page) = entry.page.as_ref().filter(|_| !home.is_empty()) {
                xml.empty("link", &[("href", &format!("{home}{}{}", feed.home, address::ascii(page)))])?;
            }
            xml.text("content", &[], &entry.text)?;
            xml.close("entry")?;
        }
        xml.end_line()?;
        xml.close("feed")?;
        xml.end_line()
    })
}

/// Who says it.
fn by(xml: &mut Xml<&mut Vec<u8>>, name: &str) -> std::io::Result<()> {
    xml.open("author", &[])?;
    xml.text("name", &[], name)?;
    xml.close("author")
}

/// The beginning of a day at the registry's offset from UTC (RFC 3339).
fn midnight(day: Day, offset_minutes: i32) -> String {
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.abs();
    format!("{day}T00:00:00{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}
