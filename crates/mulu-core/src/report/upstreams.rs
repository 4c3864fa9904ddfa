//! What became of the registries that one depends on, in words.

use crate::changes::UpstreamChange;
use crate::message;
use crate::message::{Lang, Message};
use crate::upstream::Pin;

/// Of a commit what tells it from others to a person.
pub(super) fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// Which revision of an upstream is read, and which was, on a line.
#[must_use]
pub fn upstream_line(change: &UpstreamChange, lang: Lang) -> String {
    let name = |pin: &Pin| format!("{} ({})", pin.rev, short(&pin.commit));
    let id = &change.id;
    let words: Message = match (&change.was, &change.is) {
        (Some(was), Some(is)) if was.commit == is.commit => {
            let (name, locked) = (name(is), &is.locked);
            message!("{id}：{name}，自 {locked} 未变", "{id}: {name}, unchanged since {locked}")
        }
        (Some(was), Some(is)) => {
            let (was, is) = (name(was), name(is));
            message!("{id}：{was} → {is}", "{id}: {was} → {is}")
        }
        (None, Some(is)) => {
            let name = name(is);
            message!("{id}：新锁定 {name}", "{id}: now pinned at {name}")
        }
        (Some(_), None) => message!("{id}：不再依据", "{id}: not depended on any more"),
        (None, None) => message!("{id}", "{id}"),
    };
    words.get(lang).to_owned()
}
