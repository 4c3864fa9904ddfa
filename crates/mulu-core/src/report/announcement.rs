//! An announcement of changes → text, Markdown, JSON.

use std::fmt::Write as _;

use serde::Serialize;

use crate::changes::{AnnouncedItem, Announcement, Change, Heading, UpstreamChange, VerdictChange};
use crate::message;
use crate::message::{Lang, Message};
use crate::upstream::Pin;

use super::upstreams::{short, upstream_line};

/// An announcement, and what it is about.
pub struct AnnouncementReport<'a> {
    /// The revision before; none where everything is new.
    pub from: Option<&'a str>,
    /// The revision after; none for the work tree.
    pub to: Option<&'a str>,
    /// The commit that `from` names.
    pub from_commit: Option<&'a str>,
    /// The commit that `to` names.
    pub to_commit: Option<&'a str>,
    /// What changed.
    pub announcement: &'a Announcement,
    /// The projects' verdicts that changed.
    pub verdicts: &'a [VerdictChange],
    /// What became of the registries that this one depends on, those that moved.
    pub upstreams: &'a [UpstreamChange],
    /// The language.
    pub lang: Lang,
}

impl<'a> AnnouncementReport<'a> {
    /// What changed in an upstream; none where that is not known here.
    #[must_use]
    pub fn in_upstream(change: &'a UpstreamChange, lang: Lang) -> Option<AnnouncementReport<'a>> {
        let commit = |pin: &'a Option<Pin>| pin.as_ref().map(|pin| pin.commit.as_str());
        let (from, to) = (commit(&change.was), commit(&change.is));
        Some(AnnouncementReport {
            from: from.map(short),
            to: to.map(short),
            from_commit: from,
            to_commit: to,
            announcement: change.announcement.as_ref()?,
            verdicts: &[],
            upstreams: &[],
            lang,
        })
    }

    fn title(&self) -> String {
        let Message { zh, en } = match (self.from, self.to) {
            (Some(from), Some(to)) => message!("{from} 至 {to} 的变化", "Changes from {from} to {to}"),
            (Some(from), None) => message!("{from} 以来的变化", "Changes since {from}"),
            (None, to) => {
                let to = to.unwrap_or("—");
                message!("{to} 的全部内容", "All that {to} holds")
            }
        };
        if self.lang == Lang::Zh { zh } else { en }
    }

    fn nothing(&self) -> &'static str {
        if self.lang == Lang::Zh { "没有变化" } else { "nothing changed" }
    }

    fn is_empty(&self) -> bool {
        self.announcement.items.is_empty() && self.verdicts.is_empty() && self.upstreams.is_empty()
    }

    fn upstream_heading(&self) -> &'static str {
        if self.lang == Lang::Zh { "所依据的登记簿" } else { "Depends on:" }
    }

    fn verdict_heading(&self) -> &'static str {
        if self.lang == Lang::Zh { "项目核对结论变化" } else { "Verdicts that changed" }
    }

    /// For a person at a terminal: control characters are left out.
    #[must_use]
    pub fn text(&self) -> String {
        let mut page = format!("{}\n", printable(&self.title()));
        if self.is_empty() {
            let _ = writeln!(page, "{}", self.nothing());
        }
        for (heading, items) in self.parts() {
            let _ = writeln!(page, "\n{} ({})", heading.phrase().get(self.lang), items.len());
            for item in items {
                let title = item.title.as_ref().map(|title| format!("  {title}")).unwrap_or_default();
                let _ = writeln!(page, "  {}{}", printable(&item.name), printable(&title));
                for what in self.sentences(item) {
                    let _ = writeln!(page, "      {}", printable(&what));
                }
            }
        }
        if !self.verdicts.is_empty() {
            let _ = writeln!(page, "\n{} ({})", self.verdict_heading(), self.verdicts.len());
            for verdict in self.verdicts {
                let _ = writeln!(page, "  {}", printable(&verdict_line(verdict)));
            }
        }
        for change in self.upstreams {
            let _ = writeln!(page, "\n{} {}", self.upstream_heading(), printable(&upstream_line(change, self.lang)));
            if let Some(announced) = AnnouncementReport::in_upstream(change, self.lang) {
                page.extend(
                    announced.text().lines().skip(1).map(|line| format!("  {line}").trim_end().to_owned() + "\n"),
                );
            }
        }
        page
    }

    /// For a page or a message: what records say is never markup.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut page = format!("# {}\n", markdown_text(&self.title()));
        if self.is_empty() {
            let _ = writeln!(page, "\n{}", self.nothing());
        }
        for (heading, items) in self.parts() {
            let _ = writeln!(page, "\n## {} ({})\n", heading.phrase().get(self.lang), items.len());
            for item in items {
                let title = item.title.as_ref().map(|title| format!(" {}", markdown_text(title))).unwrap_or_default();
                let sentences: Vec<String> = self.sentences(item).iter().map(|what| markdown_text(what)).collect();
                let (dash, join) = if self.lang == Lang::Zh { ("：", "；") } else { (": ", "; ") };
                let said = if sentences.is_empty() { String::new() } else { format!("{dash}{}", sentences.join(join)) };
                let _ = writeln!(page, "- **{}**{title}{said}", markdown_text(&item.name));
            }
        }
        if !self.verdicts.is_empty() {
            let _ = writeln!(page, "\n## {} ({})\n", self.verdict_heading(), self.verdicts.len());
            for verdict in self.verdicts {
                let _ = writeln!(page, "- {}", markdown_text(&verdict_line(verdict)));
            }
        }
        for change in self.upstreams {
            let heading = markdown_text(&upstream_line(change, self.lang));
            let _ = writeln!(page, "\n## {} {heading}", self.upstream_heading());
            if let Some(announced) = AnnouncementReport::in_upstream(change, self.lang) {
                let lines = announced.markdown();
                let below = |line: &str| if line.starts_with('#') { format!("#{line}\n") } else { format!("{line}\n") };
                page.extend(lines.lines().skip(1).map(below));
            }
        }
        page
    }

    /// `mulu.diff/1`.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which no announcement leads to.
    pub fn json(&self) -> serde_json::Result<String> {
        let upstream = |change: &'a UpstreamChange| UpstreamRow {
            id: &change.id,
            from_revision: change.was.as_ref().map(|pin| pin.commit.as_str()),
            revision: change.is.as_ref().map(|pin| pin.commit.as_str()),
            changes: change.announcement.as_ref().map(|changes| rows(changes, self.lang)),
        };
        let document = AnnouncementDocument {
            schema: "mulu.diff/1",
            from: self.from,
            to: self.to,
            from_revision: self.from_commit,
            revision: self.to_commit,
            changes: rows(self.announcement, self.lang),
            verdicts: self.verdicts,
            upstreams: self.upstreams.iter().map(upstream).collect(),
        };
        crate::json::indented(&document)
    }

    fn parts(&self) -> impl Iterator<Item = (Heading, Vec<&AnnouncedItem>)> {
        let part = |heading: Heading| (heading, self.announcement.under(heading).collect::<Vec<_>>());
        Heading::ALL.into_iter().map(part).filter(|(_, items)| !items.is_empty())
    }

    /// What is said of an item; nothing where its heading says it all.
    fn sentences(&self, item: &AnnouncedItem) -> Vec<String> {
        let said = item.changes.iter().filter(|change| !matches!(change, Change::Added | Change::Removed));
        said.map(|change| change.words().get(self.lang).to_owned()).collect()
    }
}

#[derive(Serialize)]
struct AnnouncementDocument<'a> {
    schema: &'static str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    from_revision: Option<&'a str>,
    /// The commit of `to`; null for the work tree, as everywhere.
    revision: Option<&'a str>,
    changes: Vec<ChangeRow<'a>>,
    verdicts: &'a [VerdictChange],
    /// The registries that this one depends on, those that moved; absent where none did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    upstreams: Vec<UpstreamRow<'a>>,
}

/// What became of an upstream.
#[derive(Serialize)]
struct UpstreamRow<'a> {
    id: &'a str,
    from_revision: Option<&'a str>,
    revision: Option<&'a str>,
    /// Null where one of both revisions is not to be read here.
    changes: Option<Vec<ChangeRow<'a>>>,
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    heading: Heading,
    kind: &'static str,
    record: &'a str,
    name: &'a str,
    title: Option<&'a str>,
    #[serde(flatten)]
    change: &'a Change,
    message: String,
}

/// Each change of each record, a row.
fn rows(announcement: &Announcement, lang: Lang) -> Vec<ChangeRow<'_>> {
    fn of(item: &AnnouncedItem, lang: Lang) -> impl Iterator<Item = ChangeRow<'_>> {
        item.changes.iter().map(move |change| ChangeRow {
            heading: item.heading,
            kind: item.kind.id(),
            record: &item.record,
            name: &item.name,
            title: item.title.as_deref(),
            change,
            message: change.words().get(lang).to_owned(),
        })
    }
    announcement.items.iter().flat_map(|item| of(item, lang)).collect()
}

fn verdict_line(verdict: &VerdictChange) -> String {
    let known = |verdict: &Option<String>| verdict.clone().unwrap_or_else(|| "—".to_owned());
    format!("{}  {}: {} → {}", verdict.project, verdict.what, known(&verdict.was), known(&verdict.now))
}

fn printable(text: &str) -> String {
    crate::report::line(text)
}

/// A record's text as Markdown that shows it as it is.
#[must_use]
pub fn markdown_text(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for c in printable(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '!' | '~') {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}
