//! The feed of changes (Atom, RFC 4287).

use std::fmt::Write as _;

use super::fill::Fill;
use super::fill::changes::SHOWN;

/// The feed of what changed. Its times are those of the commits' days, so that the same revision gives the same bytes; entries
/// are known by ids that do not change when more is added.
pub fn changes(fill: &Fill<'_>, title: &str, home: &str) -> String {
    let entries: Vec<_> = fill.history.into_iter().flat_map(crate::history::History::entries).take(SHOWN).collect();
    let newest = entries.iter().filter_map(|entry| entry.day).max().unwrap_or(fill.day);
    let tag = if home.is_empty() { "urn:mulu:changes".to_owned() } else { format!("{home}feeds/changes.atom") };
    let mut feed =
        String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    let (title, tag_text) = (escape(title), escape(&tag));
    let _ = writeln!(feed, "<title>{title}</title>\n<id>{tag_text}</id>\n<updated>{newest}T00:00:00Z</updated>");
    let author = fill.registry.config.authors.first().map_or("mulu", String::as_str);
    let _ = writeln!(feed, "<author><name>{}</name></author>", escape(author));
    if !home.is_empty() {
        let _ = writeln!(feed, "<link rel=\"self\" href=\"{tag_text}\"/>\n<link href=\"{}\"/>", escape(home));
    }
    for entry in entries {
        let what = escape(entry.words().get(fill.tongue.lang));
        let record = escape(entry.change.id());
        let updated = entry.day.unwrap_or(newest);
        let id = escape(&format!("{tag}#{}", super::address::ascii(&super::address::encode_path(&entry.stable_id()))));
        let _ = writeln!(
            feed,
            "<entry><title>{record}: {what}</title><id>{id}</id><updated>{updated}T00:00:00Z</updated><summary>{what}</summary></entry>"
        );
    }
    feed.push_str("</feed>\n");
    feed
}

/// Text for XML, without the control characters that it forbids.
fn escape(text: &str) -> String {
    let plain = text.chars().filter(|c| !c.is_control()).collect::<String>();
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
