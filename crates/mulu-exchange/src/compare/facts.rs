//! A row against the record of its standard: titles, days, what it replaces, how it stands.

use unicode_normalization::UnicodeNormalization;

use mulu_core::day::{self, Day, Status};
use mulu_core::edit::WrittenValue;
use mulu_core::message;
use mulu_core::message::Message;
use mulu_core::model::{Spanned, Standard};
use mulu_core::number::Number;
use mulu_core::registry::Registry;
use mulu_core::vocabulary::Vocabulary;

use super::row::Row;
use super::succession::MissingSuccession;
use super::{Difference, DifferenceKind, ProposedChange};

/// Compares a row with a standard of the registry's own.
pub fn compare(
    registry: &Registry,
    row: &Row,
    standard: usize,
    successions: &[MissingSuccession],
    on: Day,
    differences: &mut Vec<Difference>,
) {
    let Some(record) = registry.standards.get(standard) else { return };
    let mut pair = Pair { row, standard, record, differences };
    pair.text(DifferenceKind::Title, record.title.as_ref());
    pair.text(DifferenceKind::TitleEn, record.title_en.as_ref());
    pair.day(DifferenceKind::Issued, record.issued.as_ref());
    pair.day(DifferenceKind::Effective, record.effective.as_ref());
    pair.day(DifferenceKind::Withdrawn, record.withdrawn.as_ref());
    pair.replaces(registry, successions);
    pair.status(registry, successions, on);
}

/// A row and the record of its standard.
struct Pair<'p> {
    row: &'p Row,
    standard: usize,
    record: &'p Standard,
    differences: &'p mut Vec<Difference>,
}

impl Pair<'_> {
    /// Tells a difference; `what` is what is to be written, where that needs no judgement.
    fn tell(
        &mut self,
        kind: DifferenceKind,
        key: &'static str,
        (was, now): (Option<String>, String),
        words: (Message, Message),
        change: Option<ProposedChange>,
    ) {
        let (row, column, standard) = (self.row.number, self.row.place(key), self.standard);
        let (message, remedy) = words;
        self.differences.push(Difference { row, column, kind, standard, was, now, message, remedy, change });
    }

    fn text(&mut self, kind: DifferenceKind, has: Option<&Spanned<String>>) {
        let key = kind.id();
        let Some(said) = self.row.text(key) else { return };
        if has.is_some_and(|has| plain(&has.value) == plain(said)) {
            return;
        }
        let written = WrittenValue::Text(said.trim().to_owned());
        self.fact(kind, key, has.map(|has| has.value.clone()), said.to_owned(), written);
    }

    fn day(&mut self, kind: DifferenceKind, has: Option<&Spanned<Day>>) {
        let key = kind.id();
        let Some(said) = self.row.day(key) else { return };
        if has.is_some_and(|has| has.value == said) {
            return;
        }
        self.fact(kind, key, has.map(|has| has.value.to_string()), said.to_string(), WrittenValue::Day(said));
    }

    fn fact(
        &mut self,
        kind: DifferenceKind,
        key: &'static str,
        was: Option<String>,
        now: String,
        written: WrittenValue,
    ) {
        let (name, called) = (self.record.name(), kind.phrase());
        let (zh, en) = (called.zh, called.en);
        let message = match &was {
            Some(was) => message!(
                "{name} 的{zh}：记录为 {was}，平台为 {now}",
                "{name}, {en}: the record has {was}, the export {now}"
            ),
            None => {
                message!(
                    "{name} 的{zh}：平台为 {now}，记录没有",
                    "{name}, {en}: the export has {now}, the record nothing"
                )
            }
        };
        let id = &self.record.id;
        let remedy = if key == "title_en" {
            message!("核对后改写 {key}；--write 代为写入", "verify it and write `{key}`; --write does")
        } else {
            message!(
                "核对后 mulu correct {id} {key} \"{now}\"；--write 代为勘误",
                "verify it, then mulu correct {id} {key} \"{now}\"; --write does, with an erratum"
            )
        };
        self.tell(kind, key, (was, now), (message, remedy), Some(ProposedChange::Fact(key, written)));
    }

    /// What the record says that it replaces against what the row says. What the row says of standards on record is told as their
    /// successor.
    fn replaces(&mut self, registry: &Registry, successions: &[MissingSuccession]) {
        let said = [self.row.numbers("replaces"), self.row.numbers("partly_replaces")].concat();
        let said: Vec<Number> = said.iter().map(|number| registry.number(number)).collect();
        if said.is_empty() {
            return;
        }
        let recorded = self.record.replaces.iter().chain(&self.record.partly_replaces);
        let has: Vec<&Number> = recorded.map(|cited| &cited.number).collect();
        let told = |number: &Number| {
            successions.iter().any(|one| {
                registry.standards.get(one.standard).is_some_and(|old| old.name() == number.canonical())
                    && self.record.number.as_ref().is_some_and(|own| own.number == one.by)
            })
        };
        // An undated predecessor means an edition that the row names with its year.
        let names = |said: &Number, has: &Number| said.canonical() == has.canonical() || said.undated() == *has;
        let is_more = said.iter().any(|said| !told(said) && !has.iter().any(|has| names(said, has)));
        let is_gone = has.iter().any(|has| !said.iter().any(|said| names(said, has)));
        if !is_more && !is_gone {
            return;
        }
        let join = |numbers: &[&Number]| numbers.iter().map(|number| number.canonical()).collect::<Vec<_>>().join("、");
        let (name, was, now) = (self.record.name(), join(&has), join(&said.iter().collect::<Vec<_>>()));
        let shown = if was.is_empty() { "—" } else { was.as_str() };
        let message = message!(
            "{name} 代替什么：记录为 {shown}，平台为 {now}",
            "{name}, what it replaces: the record has {shown}, the export {now}"
        );
        let remedy = message!(
            "查标准前言，改写 replaces 或 partly_replaces，并录入没有记录的旧版",
            "look at the standard's foreword, correct `replaces` or `partly_replaces`, and record the editions that are not"
        );
        self.tell(
            DifferenceKind::Replaces,
            "replaces",
            ((!was.is_empty()).then_some(was), now),
            (message, remedy),
            None,
        );
    }

    /// How the row says that it stands, against what follows from the dates once the row's other facts are taken.
    fn status(&mut self, registry: &Registry, successions: &[MissingSuccession], on: Day) {
        let Some(said) = self.row.text("status").and_then(Status::from_id) else { return };
        let own: Vec<&MissingSuccession> =
            successions.iter().filter(|one| one.standard == self.standard && !one.is_part).collect();
        // Whether a successor of which no day is known has come into force is told with it.
        if own.iter().any(|one| one.from.is_none()) && matches!(said, Status::Replaced | Status::Withdrawn) {
            return;
        }
        let mut dates = registry.dates(self.standard);
        let taken = |said: Option<Day>, has: Option<Day>| said.or(has);
        dates.issued = taken(self.row.day("issued"), dates.issued);
        dates.effective = taken(self.row.day("effective"), dates.effective);
        dates.withdrawn = taken(self.row.day("withdrawn"), dates.withdrawn);
        // A platform may be slow to mark what its own newer row replaces: that row tells it.
        let before = day::status(dates, on);
        dates.successor_effective = own.iter().filter_map(|one| one.from).chain(dates.successor_effective).min();
        let is = day::status(dates, on);
        let agrees = agree(said, is) || agree(said, before);
        if agrees {
            return;
        }
        let (name, was, now) = (self.record.name(), is.phrase(), said.phrase());
        let message = Message {
            zh: format!("{name} 的状态：登记簿为“{}”，平台为“{}”", was.zh, now.zh),
            en: format!("{name}, status: the registry says {}, the export {}", was.en, now.en),
        };
        let pair = (Some(is.id().to_owned()), said.id().to_owned());
        if said == Status::Withdrawn && matches!(is, Status::Current | Status::Upcoming) {
            return self.withdrawn(registry, pair, message);
        }
        let remedy = match said {
            Status::Replaced => message!(
                "查明被哪项标准代替，录入该标准并写明 replaces",
                "find out what replaces it, and record that standard with its `replaces`"
            ),
            _ => message!(
                "核对记录的发布、实施、废止日期和代替关系，用 mulu correct 更正",
                "verify the record's days of issue, effect and withdrawal and what replaces it, and correct them with mulu correct"
            ),
        };
        self.tell(DifferenceKind::Status, "status", pair, (message, remedy), None);
    }

    /// Withdrawn, on a day that the export does not say. A newer edition on record may be what took its place: then a person decides.
    fn withdrawn(&mut self, registry: &Registry, pair: (Option<String>, String), message: Message) {
        let id = &self.record.id;
        let year = |at: usize| {
            registry.standards.get(at).and_then(|own| own.number.as_ref()).and_then(|own| own.number.year())
        };
        let on_record = registry.family(self.standard).into_iter().find(|at| year(*at) > year(self.standard));
        let on_record = on_record.and_then(|at| registry.standards.get(at)).map(|newer| newer.name().to_owned());
        let is_newer = |other: &&Difference| other.kind == DifferenceKind::Edition && other.standard == self.standard;
        let in_export = || self.differences.iter().find(is_newer).map(|newer| newer.now.clone());
        let (remedy, change) = if let Some(new) = on_record.or_else(in_export) {
            let remedy = message!(
                "查明是被 {new} 代替还是废止：前者在 {new} 的 replaces 中写明，后者 mulu correct {id} withdrawn 日期",
                "find out whether {new} replaces it, which belongs into its `replaces`, or it was withdrawn: mulu correct {id} withdrawn DATE"
            );
            (remedy, None)
        } else {
            let remedy = message!(
                "查明废止日期：mulu correct {id} withdrawn 日期；--write 先记为日期不明（withdrawn = \"unknown\"）",
                "find the day: mulu correct {id} withdrawn DATE; --write records meanwhile that it is not known (withdrawn = \"unknown\")"
            );
            (remedy, Some(ProposedChange::Fact("withdrawn", WrittenValue::Text("unknown".to_owned()))))
        };
        self.tell(DifferenceKind::Withdrawn, "status", pair, (message, remedy), change);
    }
}

/// Whether a status that a platform gives is the one that follows from the dates.
fn agree(said: Status, is: Status) -> bool {
    said == is
        // The platforms call 废止 what was withdrawn and what was replaced alike.
        || (said, is) == (Status::Withdrawn, Status::Replaced)
        // What was to come when the export was made has come since; and some call 现行 what is still to come.
        || matches!((said, is), (Status::Upcoming, Status::Current) | (Status::Current, Status::Upcoming))
}

/// A text without what platforms write each in their own way: spaces, widths, dashes, capitals.
fn plain(text: &str) -> String {
    let kept = text.nfkc().filter(|c| !c.is_whitespace()).map(|c| if is_dash(c) { '-' } else { c });
    kept.flat_map(char::to_lowercase).collect()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '－' | '─' | '━')
}
