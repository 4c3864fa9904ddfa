//! Calendars (RFC 5545), written so that a client which reads them again finds the same events.
//!
//! Nothing here comes from a clock or from chance: UIDs are made of record and task, DTSTAMP and SEQUENCE of what is recorded. So the
//! writer is our own: the crates that write calendars take both from chance and the clock, and an event has a dozen fixed lines.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::address;
use crate::day::Day;
use crate::message::Lang;
use crate::percent;
use crate::reasons;
use crate::registry::{Due, Expiry, Record, Registry};

/// How many days before its day an event reminds.
pub const ALARMS: [u32; 3] = [180, 90, 30];

/// The longest line, in octets, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// A calendar of whole days.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// What clients call it.
    pub name: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// Its events, in order.
    pub events: Vec<CalendarEvent>,
}

/// An event on one day.
#[derive(Clone, Debug)]
pub struct CalendarEvent {
    /// What identifies the event for ever.
    pub uid: String,
    /// Its day.
    pub day: Day,
    /// When what it says was last decided; midnight UTC of that day is its DTSTAMP.
    pub decided: Day,
    /// How often it has been moved.
    pub sequence: usize,
    /// Its title.
    pub summary: String,
    /// Its text.
    pub description: String,
    /// Words to sort it by.
    pub categories: Vec<String>,
    /// A page about it.
    pub url: Option<String>,
}

/// The calendar of what is due: the list that `mulu due` prints and the reviews page shows, an event for each line of it.
///
/// `agency` limits it to what concerns one agency ([`Due::concerns`]); the events keep their UIDs.
#[must_use]
pub fn reviews(registry: &Registry, list: &[&Due], agency: Option<usize>, day: Day, lang: Lang) -> Calendar {
    let whose = agency.map(|agency| registry.agencies[agency].display_name());
    let title = registry.config.title_in(lang);
    let name = match (lang, whose) {
        (Lang::Zh, None) => format!("{title}：复审日程"),
        (Lang::Zh, Some(whose)) => format!("{title}：复审日程（{whose}）"),
        (Lang::En, None) => format!("{title}: reviews due"),
        (Lang::En, Some(whose)) => format!("{title}: reviews due ({whose})"),
    };
    let description = match lang {
        Lang::Zh => "到期之日仍算按时。".to_owned(),
        Lang::En => "The due day itself is still in time.".to_owned(),
    };
    Calendar { name, description, events: list.iter().map(|due| event(registry, due, day, lang)).collect() }
}

/// As [`reviews`], with everything else that falls due.
#[must_use]
pub fn due(
    registry: &Registry,
    (list, others): (&[&Due], &[&Expiry]),
    agency: Option<usize>,
    day: Day,
    lang: Lang,
) -> Calendar {
    let mut calendar = reviews(registry, list, agency, day, lang);
    calendar.events.extend(others.iter().map(|one| expiry(registry, one, lang)));
    calendar.events.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    calendar
}

fn expiry(registry: &Registry, one: &Expiry, lang: Lang) -> CalendarEvent {
    let task = one.what.phrase().get(lang);
    let (kind, record) = registry.record_of(one.file);
    let title = registry.title_of(one.file).unwrap_or(record);
    let by: Vec<&str> = one.by.iter().map(|agency| registry.agencies[*agency].display_name()).collect();
    let mut description = one.reason.get(lang).to_owned();
    if !by.is_empty() {
        let _ = match lang {
            Lang::Zh => write!(description, "\n承办：{}", by.join("、")),
            Lang::En => write!(description, "\nby: {}", by.join(", ")),
        };
    }
    let site = registry.config.site_url.as_deref();
    // The key may be in any script, and a UID is one word of ASCII.
    let key = Sha256::digest(&one.key);
    let key: String = key.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    CalendarEvent {
        uid: format!(
            "{}-{}-{key}@{}",
            registry.first_id_of(one.file),
            one.what.id(),
            host(site, &registry.config.namespace())
        ),
        day: one.day,
        decided: one.since,
        sequence: 0,
        summary: format!("{task}{}{}", if lang == Lang::Zh { "：" } else { ": " }, summary(title, one.title.get(lang))),
        description,
        categories: vec![task.to_owned()],
        url: site.zip(address::record(kind, record)).map(|(site, address)| format!("{site}{address}")),
    }
}

/// The record and what falls due of it; once, where they are the same.
fn summary(record: &str, what: &str) -> String {
    if record == what || what.is_empty() { record.to_owned() } else { format!("{record} {what}") }
}

fn event(registry: &Registry, due: &Due, day: Day, lang: Lang) -> CalendarEvent {
    let standard = &registry.standards[due.standard];
    let task = due.task.phrase().get(lang);
    let english = standard.title_en.as_ref().filter(|_| lang == Lang::En);
    let title = english.or(standard.title.as_ref()).map_or("", |title| &title.value);
    let known_by_title = standard.number.is_none();
    let what = if known_by_title { title.to_owned() } else { format!("{} {title}", standard.name()) };
    let by: Vec<&str> = due.by.iter().map(|agency| registry.agencies[*agency].display_name()).collect();
    let mut description = reasons::due(registry, due, day).get(lang).to_owned();
    if !by.is_empty() {
        let _ = match lang {
            Lang::Zh => write!(description, "\n承办：{}", by.join("、")),
            Lang::En => write!(description, "\nby: {}", by.join(", ")),
        };
    }
    let site = registry.config.site_url.as_deref();
    CalendarEvent {
        uid: format!("{}-{}@{}", standard.first_id(), due.task.id(), host(site, &registry.config.namespace())),
        day: due.due,
        decided: due.since,
        sequence: due.reviews,
        summary: match lang {
            Lang::Zh => format!("{task}到期：{}", what.trim_end()),
            Lang::En => format!("{task} due: {}", what.trim_end()),
        },
        description,
        categories: vec![task.to_owned()],
        url: site.map(|site| format!("{site}{}", address::standard(&standard.id))),
    }
}

/// The site's host, so that the calendars of two registries do not mix; without a site, a name that can never be one, and is the
/// registry's own.
fn host(site: Option<&str>, namespace: &str) -> String {
    let after = site.and_then(|site| site.split_once("://")).map(|(_, rest)| rest);
    let host = after.and_then(|rest| rest.split(['/', '?', '#', ':', '@']).next());
    let host = host.filter(|host| !host.is_empty()).map(str::to_owned);
    host.unwrap_or_else(|| format!("{namespace}.mulu.invalid"))
}

impl Calendar {
    /// The calendar as a file: `text/calendar`, UTF-8, lines ending in CRLF.
    #[must_use]
    pub fn to_ics(&self) -> String {
        let mut out = Writer::default();
        out.line("BEGIN", "VCALENDAR");
        out.line("VERSION", "2.0");
        out.text("PRODID", "-//mulu//mulu//ZH");
        out.line("CALSCALE", "GREGORIAN");
        out.line("METHOD", "PUBLISH");
        for key in ["NAME", "X-WR-CALNAME"] {
            out.text(key, &self.name);
        }
        for key in ["DESCRIPTION", "X-WR-CALDESC"] {
            out.text(key, &self.description);
        }
        out.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        out.line("X-PUBLISHED-TTL", "P1D");
        self.events.iter().for_each(|event| event.write(&mut out));
        if self.events.is_empty() {
            out.utc();
        }
        out.line("END", "VCALENDAR");
        out.text
    }
}

impl CalendarEvent {
    fn write(&self, out: &mut Writer) {
        let stamp = format!("{}T000000Z", basic(self.decided));
        out.line("BEGIN", "VEVENT");
        out.text("UID", &self.uid);
        out.line("DTSTAMP", &stamp);
        out.line("LAST-MODIFIED", &stamp);
        out.line("SEQUENCE", &self.sequence.to_string());
        out.line("DTSTART;VALUE=DATE", &basic(self.day));
        out.line("DTEND;VALUE=DATE", &basic(self.day.next()));
        out.text("SUMMARY", &self.summary);
        out.text("DESCRIPTION", &self.description);
        let categories: Vec<String> = self.categories.iter().map(|word| escape(word)).collect();
        out.line("CATEGORIES", &categories.join(","));
        if let Some(url) = &self.url {
            out.line("URL", &percent::in_line(url));
        }
        out.line("STATUS", "CONFIRMED");
        out.line("TRANSP", "TRANSPARENT");
        for days in ALARMS {
            out.line("BEGIN", "VALARM");
            out.line("ACTION", "DISPLAY");
            out.line("TRIGGER", &format!("-P{days}D"));
            out.text("DESCRIPTION", &self.summary);
            out.line("END", "VALARM");
        }
        out.line("END", "VEVENT");
    }
}

/// A day in the basic format of ISO 8601, `20261121`.
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

#[derive(Default)]
struct Writer {
    text: String,
}

impl Writer {
    fn text(&mut self, key: &str, value: &str) {
        self.line(key, &escape(value));
    }

    fn line(&mut self, key: &str, value: &str) {
        fold(&format!("{key}:{value}"), &mut self.text);
    }

    /// A calendar must have a component (RFC 5545, 3.4). Where nothing is due, the time zone that nothing uses is one.
    fn utc(&mut self) {
        let lines = [
            ("BEGIN", "VTIMEZONE"),
            ("TZID", "Etc/UTC"),
            ("BEGIN", "STANDARD"),
            ("DTSTART", "19700101T000000"),
            ("TZOFFSETFROM", "+0000"),
            ("TZOFFSETTO", "+0000"),
            ("END", "STANDARD"),
            ("END", "VTIMEZONE"),
        ];
        for (key, value) in lines {
            self.line(key, value);
        }
    }
}

/// Escapes a TEXT value (RFC 5545, 3.3.11). Control characters, which no line may hold, are left out.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for c in value.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes a line folded at 75 octets, never inside a character (RFC 5545, 3.1).
fn fold(line: &str, out: &mut String) {
    let mut room = LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= c.len_utf8();
        out.push(c);
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn folding_keeps_the_line_and_its_limit(line in "\\PC{0,400}") {
            let mut folded = String::new();
            fold(&line, &mut folded);
            prop_assert!(folded.ends_with("\r\n"));
            for part in folded.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(part.len() <= LINE, "{} octets: {part}", part.len());
            }
            prop_assert_eq!(folded.trim_end_matches("\r\n").replace("\r\n ", ""), line);
        }

        #[test]
        fn no_text_breaks_out_of_its_line(text in any::<String>()) {
            let mut out = Writer::default();
            out.text("SUMMARY", &text);
            let unfolded = out.text.replace("\r\n ", "");
            prop_assert_eq!(unfolded.matches("\r\n").count(), 1);
            prop_assert!(!unfolded.trim_end_matches("\r\n").chars().any(char::is_control));
        }
    }

    #[test]
    fn hosts_come_from_the_site() {
        assert_eq!(host(Some("https://example.org/mulu/"), "n"), "example.org");
        assert_eq!(host(Some("https://example.org:8443/"), "n"), "example.org");
        assert_eq!(host(Some("nonsense"), "n"), "n.mulu.invalid");
        assert_eq!(host(None, "n"), "n.mulu.invalid");
    }
}
