//! The announcement (公告) of a catalogue edition, as an office issues it: what was listed anew, what took the place of what, what was
//! taken out, and what was corrected. What else changed in the registry is `diff`'s, not the public's.

use crate::changes::{Announcement, Change, Heading, key_name};
use crate::day::Day;
use crate::message;
use crate::message::{Lang, Message};
use crate::model::{Binding, Standard};
use crate::registry::Registry;

use super::wording::{blank, date};
use super::{DocumentBlock, Draft, Role};

/// Two editions of a catalogue.
pub struct EditionAnnouncement<'a> {
    /// The one before.
    pub old: &'a Registry,
    /// The one that is announced.
    pub new: &'a Registry,
    /// What changed between them, for its corrections.
    pub announcement: &'a Announcement,
    /// The day of the announcement.
    pub day: Day,
    /// The language.
    pub lang: Lang,
}

impl EditionAnnouncement<'_> {
    /// The announcement, part by part.
    #[must_use]
    pub fn parts(&self) -> Vec<DocumentBlock> {
        let config = &self.new.config;
        let title = match self.lang {
            Lang::Zh => config.title.clone(),
            Lang::En => config.title_en.clone().unwrap_or_else(|| config.title.clone()),
        };
        let day = self.date(self.day);
        let head = message!("关于调整《{title}》的公告", "Announcement of changes to the {title}");
        let sections = self.sections();
        let total: usize = sections.iter().map(|(_, lines)| lines.len()).sum();
        let lead = if total == 0 {
            message!("截至{day}，《{title}》没有调整。", "As of {day} nothing changed in the {title}.")
        } else {
            message!("截至{day}，《{title}》有下列调整，现予公告。", "As of {day}, the {title} has changed as follows.")
        };
        let mut draft = Draft::titled(self.lang, &head);
        draft.say(Role::Lead, &lead);
        for (name, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let (count, zh, en) = (lines.len(), name.zh, name.en);
            draft.heading(&message!("{zh}（{count} 项）", "{en} ({count})"));
            for (at, line) in (1..).zip(lines) {
                let (zh, en) = (line.zh, line.en);
                draft.say(Role::Item, &message!("{at}. {zh}", "{at}. {en}"));
            }
        }
        let (last, others) = config.authors.split_last().map_or((None, &[][..]), |(last, others)| (Some(last), others));
        for office in others {
            draft.say(Role::Signature, &message!("{office}", "{office}"));
        }
        let office = last.map_or_else(blank, |last| message!("{last}", "{last}"));
        draft.signed(&office, Some(self.day));
        draft.parts
    }

    fn sections(&self) -> [(Message, Vec<Message>); 4] {
        let mut added = Vec::new();
        let mut revised = Vec::new();
        let mut succeeded = Vec::new();
        for (index, standard) in self.new.standards.iter().enumerate() {
            if !self.is_listed(standard) || self.was_listed(standard) {
                continue;
            }
            let before: Vec<usize> = self
                .new
                .predecessors(index)
                .into_iter()
                .filter(|before| self.was_listed(&self.new.standards[*before]))
                .collect();
            if before.is_empty() {
                added.push(self.listed(standard, &[]));
            } else {
                let names: Vec<&str> = before.iter().map(|before| self.new.standards[*before].name()).collect();
                revised.push(self.listed(standard, &names));
                succeeded.extend(before);
            }
        }
        let gone = self.new.standards.iter().enumerate().filter(|(index, standard)| {
            self.was_listed(standard) && !self.is_listed(standard) && !succeeded.contains(index)
        });
        let gone = gone.map(|(_, standard)| self.delisted(standard)).collect();
        [
            (message!("新增", "Listed"), added),
            (message!("修订", "Revised"), revised),
            (message!("移出", "Taken out"), gone),
            (message!("勘误", "Corrections"), self.corrections()),
        ]
    }

    fn is_listed(&self, standard: &Standard) -> bool {
        standard.listed_on(self.day).is_some()
    }

    /// Whether the edition before had it, by its id or one that it had, for a number may have been corrected.
    fn was_listed(&self, standard: &Standard) -> bool {
        let mut ids = standard.formerly.iter().map(|id| id.value.as_str()).chain([standard.id.as_str()]);
        ids.any(|id| {
            let before = self.old.standard(id).and_then(|index| self.old.standards.get(index));
            before.is_some_and(|before| self.is_listed(before))
        })
    }

    fn listed(&self, standard: &Standard, instead_of: &[&str]) -> Message {
        let entry = standard.listed_on(self.day);
        let since = entry.and_then(|entry| entry.listed.as_ref()).map_or(self.day, |listed| listed.value);
        let mandatory =
            entry.and_then(|entry| entry.binding.as_ref()).is_some_and(|own| own.value == Binding::Mandatory);
        let (since, named) = (self.date(since), self.named(standard));
        let force =
            if mandatory { message!("强制执行", "mandatory") } else { message!("推荐执行", "recommended") };
        let old_zh =
            if instead_of.is_empty() { String::new() } else { format!("，代替 {}", instead_of.join("、")) };
        let old_en =
            if instead_of.is_empty() { String::new() } else { format!(", in the place of {}", instead_of.join(", ")) };
        Message {
            zh: format!("{named}，自{since}起列入，{}{old_zh}。", force.zh),
            en: format!("{named}, listed from {since}, {}{old_en}.", force.en),
        }
    }

    fn delisted(&self, standard: &Standard) -> Message {
        let named = self.named(standard);
        let since = standard.catalogue.as_ref().and_then(|entry| entry.delisted.as_ref());
        match since.map(|since| self.date(since.value)) {
            Some(since) => message!("{named}，自{since}起移出。", "{named}, taken out from {since}."),
            None => message!("{named}。", "{named}."),
        }
    }

    fn corrections(&self) -> Vec<Message> {
        let mut corrections = Vec::new();
        for item in Heading::ALL.into_iter().flat_map(|heading| self.announcement.under(heading)) {
            for change in &item.changes {
                let Change::Corrected { key, was, reason } = change else { continue };
                let name = &item.name;
                let (fact_zh, fact_en) = key_name(key).map_or((key.as_str(), key.as_str()), |fact| (fact.zh, fact.en));
                corrections.push(message!(
                    "{name} 的{fact_zh}原为“{was}”，已更正：{reason}。",
                    "{name}: its {fact_en} was “{was}” and is corrected: {reason}."
                ));
            }
        }
        corrections
    }

    fn named(&self, standard: &Standard) -> String {
        let english = standard.title_en.as_ref().filter(|_| self.lang == Lang::En);
        let title = english.or(standard.title.as_ref()).map_or("", |title| &title.value);
        let number = standard.number.as_ref().map_or_else(String::new, |own| format!("{} ", own.number.printed()));
        if self.lang == Lang::Zh { format!("{number}《{title}》") } else { format!("{number}{title}") }
    }

    fn date(&self, day: Day) -> String {
        date(day).get(self.lang).to_owned()
    }
}
