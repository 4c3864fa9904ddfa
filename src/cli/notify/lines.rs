//! Digests for people: plain text and Markdown.

use std::fmt::Write as _;

use mulu_core::message::Lang;
use mulu_core::printable::line;
use mulu_core::report::markdown_text;
use mulu_core::transition::NoticeStage;

use super::NotifyRun;
use super::digest::{DigestFacts, ItemFacts};

/// What the run is about, in a line.
pub fn subject(run: &NotifyRun<'_>) -> String {
    let (since, day) = (run.since, run.day);
    let title = line(run.registry.config.title_in(run.lang));
    match run.lang {
        Lang::Zh if since == day => format!("{title}：截至 {day} 的待办事项"),
        Lang::Zh => format!("{title}：{since} 至 {day} 的新情况"),
        Lang::En if since == day => format!("{title}: what is open on {day}"),
        Lang::En => format!("{title}: what is new from {since} to {day}"),
    }
}

/// How many things a digest tells.
pub fn count(run: &NotifyRun<'_>, digest: &DigestFacts) -> String {
    let count = digest.items.len();
    match run.lang {
        Lang::Zh => format!("{} {count} 项", line(&digest.name)),
        Lang::En => format!("{}: {count} {}", line(&digest.name), if count == 1 { "item" } else { "items" }),
    }
}

/// What it says of a thing that only concerns an agency.
pub fn for_information(run: &NotifyRun<'_>) -> &'static str {
    if run.lang == Lang::Zh { "（供知悉）" } else { " (for your information)" }
}

/// Digests as plain text.
pub fn text(run: &NotifyRun<'_>, digests: &[DigestFacts]) -> String {
    let mut text = format!("{}\n", subject(run));
    if digests.is_empty() {
        text.push_str(nothing(run));
    }
    for digest in digests {
        let _ = write!(text, "\n{}\n", count(run, digest));
        for stage in NoticeStage::ALL {
            let mut items = digest.at(stage).peekable();
            if items.peek().is_some() {
                let _ = writeln!(text, "  {}", stage.phrase().get(run.lang));
            }
            for item in items {
                let told = if item.to_act { "" } else { for_information(run) };
                let _ = writeln!(text, "    {}{}  {}{told}", day(item), item.task_name, line(&item.what()));
                let _ = writeln!(text, "      {}", line(&item.reason));
                if let Some(url) = &item.url {
                    let _ = writeln!(text, "      {}", line(url));
                }
            }
        }
    }
    text
}

/// Digests as Markdown.
pub fn markdown(run: &NotifyRun<'_>, digests: &[DigestFacts]) -> String {
    let mut text = format!("# {}\n", markdown_text(&subject(run)));
    if digests.is_empty() {
        let _ = write!(text, "\n{}", nothing(run));
    }
    for digest in digests {
        let _ = write!(text, "\n## {}\n", markdown_text(&count(run, digest)));
        for stage in NoticeStage::ALL {
            let mut items = digest.at(stage).peekable();
            if items.peek().is_some() {
                let _ = write!(text, "\n### {}\n\n", stage.phrase().get(run.lang));
            }
            for item in items {
                let told = if item.to_act { "" } else { for_information(run) };
                let what = markdown_text(&item.what());
                let what = item.url.as_ref().map_or(what.clone(), |url| format!("[{what}]({})", destination(url)));
                let reason = markdown_text(&item.reason);
                let _ = writeln!(text, "- {}{} {what}{told} — {reason}", day(item), item.task_name);
            }
        }
    }
    text
}

/// The address as a link's destination, which a bracket would end.
fn destination(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace('<', "%3C").replace('>', "%3E")
}

fn day(item: &ItemFacts) -> String {
    item.day.as_ref().map_or_else(String::new, |day| format!("{day} "))
}

fn nothing(run: &NotifyRun<'_>) -> &'static str {
    if run.lang == Lang::Zh { "没有新情况\n" } else { "nothing is new\n" }
}
