//! Faults of a record's prose.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::say;

use super::toml_text::shift;
use super::{Faults, Reading};

/// Reports `**…**` that Markdown leaves as asterisks, in prose that begins `offset` bytes into its file.
///
/// By CommonMark a run of asterisks closes emphasis only where no punctuation stands before it with a letter after it, so
/// `**要求。**各单位` shows its asterisks: in Chinese, where no space follows, a common slip.
pub fn broken_emphasis(body: &str, offset: u32, faults: &Faults) {
    if !body.contains("**") {
        return;
    }
    let mut opening: Option<Range<usize>> = None;
    let mut in_code = false;
    for (event, range) in Parser::new(body).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(pulldown_cmark::TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell) => opening = None,
            Event::Text(_) if !in_code => {
                for run in runs(body, range) {
                    match opening.take() {
                        None => opening = Some(run),
                        Some(open) => report(open.start..run.end, offset, faults),
                    }
                }
            }
            _ => {}
        }
    }
}

/// The runs of two or more asterisks in a range of the text.
fn runs(body: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let text = body.get(range.clone()).unwrap_or_default();
    let found = text.match_indices("**").map(move |(at, stars)| range.start + at..range.start + at + stars.len());
    found.collect::<Vec<_>>().into_iter()
}

fn report(range: Range<usize>, offset: u32, faults: &Faults) {
    faults.add(
        Reading::BrokenEmphasis,
        shift(range, offset),
        say!("此处的 ** 不会显示为强调，页面上会露出星号", "this emphasis would be shown with its asterisks"),
        say!(
            "把句号等标点移到 ** 之外（**要求**。），或在其后加一个空格",
            "move the punctuation outside (`**要求**。`), or put a space after the closing `**`"
        ),
    );
}
