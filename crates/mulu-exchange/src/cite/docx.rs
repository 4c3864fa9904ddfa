//! Word documents (ECMA-376, WordprocessingML): the paragraphs of the body, headers, footers, footnotes, endnotes and comments.
//!
//! Word splits a number across runs wherever its spelling or formatting was touched, so the runs of a paragraph are joined. What
//! was deleted under tracked changes is left out, and so is what stands in for a drawing where the drawing itself is read. A text
//! box is a paragraph inside another.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use mulu_core::message::Message;
use mulu_core::slice::slice_lossy;

use super::package::{Package, attribute, broken, text_of};
use super::passage::Passage;

/// The part of the package that holds the body.
pub(super) const BODY: &str = "word/document.xml";

/// The parts beside the body, in the order in which they are read. Headers and footers are numbered: `word/header2.xml`.
const BESIDE: [&str; 5] = ["header", "footer", "footnotes", "endnotes", "comments"];

/// Reads a `.docx`. The line of a place is the number of its paragraph in its part.
///
/// # Errors
/// When its text would be larger than a document may be, or its XML is broken.
pub fn docx(package: &mut Package<'_>) -> Result<Passage, Message> {
    let mut passage = Passage::default();
    paragraphs(&package.text(BODY)?, &mut passage).map_err(|error| broken(&error))?;
    for (_, _, path) in beside(package) {
        let xml = package.text(&path)?;
        passage.begin_part(path.trim_start_matches("word/").trim_end_matches(".xml"));
        paragraphs(&xml, &mut passage).map_err(|error| broken(&error))?;
    }
    Ok(passage)
}

/// The parts beside the body: which of [`BESIDE`] each is, its number among them, its path.
fn beside(package: &Package<'_>) -> Vec<(usize, u32, String)> {
    let part = |path: &str| {
        let name = path.strip_prefix("word/")?.strip_suffix(".xml")?;
        let stem = name.trim_end_matches(|ch: char| ch.is_ascii_digit());
        let kind = BESIDE.iter().position(|known| *known == stem)?;
        let number = slice_lossy(name, stem.len()..).parse().unwrap_or(0);
        Some((kind, number, path.to_owned()))
    };
    let mut parts: Vec<_> = package.paths().filter_map(|path| part(&path)).collect();
    parts.sort();
    parts
}

/// A paragraph that is being read.
struct Open {
    number: usize,
    text: String,
}

/// Joins the runs of each paragraph.
fn paragraphs(xml: &str, passage: &mut Passage) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<Open> = Vec::new();
    let (mut count, mut in_text, mut in_fallback) = (0, false, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        match event {
            Event::Eof if open.is_empty() => break,
            Event::Eof => return Err("it ends inside a paragraph".to_owned()),
            Event::Start(element) => match element.local_name().as_ref() {
                "Fallback" => in_fallback += 1,
                "p" if element.name().as_ref() == "w:p" && in_fallback == 0 => {
                    count += 1;
                    open.push(Open { number: count, text: String::new() });
                }
                "t" => in_text = true,
                _ => {}
            },
            Event::Empty(element) => match (element.name().as_ref(), open.last_mut()) {
                ("w:p", _) if in_fallback == 0 => count += 1,
                ("w:noBreakHyphen", Some(paragraph)) => paragraph.text.push('-'),
                ("w:softHyphen", Some(paragraph)) => paragraph.text.push('\u{AD}'),
                ("w:sym", Some(paragraph)) if in_fallback == 0 => paragraph.text.extend(symbol(&element)),
                ("w:tab" | "w:br" | "w:cr", Some(paragraph)) => paragraph.text.push('\t'),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "Fallback" => in_fallback = in_fallback.saturating_sub(1),
                "p" if element.name().as_ref() == "w:p" && in_fallback == 0 => close(passage, open.pop()),
                "t" => in_text = false,
                _ => {}
            },
            event if in_text && in_fallback == 0 => {
                if let Some(paragraph) = open.last_mut() {
                    text_of(&event, &mut paragraph.text);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What a character of a symbol font stands for, of those that stand in numbers: Word's "insert symbol" puts dashes there.
fn symbol(element: &BytesStart<'_>) -> Option<char> {
    let code = u32::from_str_radix(&attribute(element, "char")?, 16).ok()?;
    let of_font = |code| match code {
        // The dashes of the font Symbol: minus, and the long stroke of its arrows.
        0x2D | 0xBE => Some('-'),
        0x20..=0x7E => char::from_u32(code),
        0xA4 => Some('/'),
        _ => None,
    };
    match code {
        // Symbol fonts lie in the private use area.
        0xF000..=0xF0FF => of_font(code - 0xF000),
        _ => char::from_u32(code),
    }
}

/// A paragraph without the hyphens that Word shows at a line's end alone. One between a serial and a year was typed for the dash.
fn without_soft_hyphens(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for (at, ch) in text.char_indices() {
        if ch != '\u{AD}' {
            clean.push(ch);
            continue;
        }
        let behind: String = slice_lossy(text, at..).chars().skip(1).take(5).take_while(char::is_ascii_digit).collect();
        let is_year = behind.len() == 4 && behind.parse().is_ok_and(|year: u16| (1949..=2100).contains(&year));
        if is_year && clean.ends_with(|ch: char| ch.is_ascii_digit()) {
            clean.push('-');
        }
    }
    clean
}

fn close(passage: &mut Passage, paragraph: Option<Open>) {
    if let Some(paragraph) = paragraph {
        passage.mark(paragraph.number, 1);
        passage.push_str(&without_soft_hyphens(&paragraph.text));
        passage.push('\n');
    }
}
