//! Word documents (ECMA-376, WordprocessingML): the paragraphs of the body, headers, footers, footnotes, endnotes and comments.
//!
//! Word splits a number across runs wherever its spelling or formatting was touched, so the runs of a paragraph are joined. What
//! was deleted under tracked changes is left out, and so is what stands in for a drawing where the drawing itself is read. A text
//! box is a paragraph inside another.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesRef, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::cut::cut;
use crate::say;
use crate::words::Words;

use super::document::LARGEST_DOCUMENT;
use super::passage::Passage;

/// The part of the package that holds the body.
const BODY: &str = "word/document.xml";

/// The parts beside the body, in the order in which they are read. Headers and footers are numbered: `word/header2.xml`.
const BESIDE: [&str; 5] = ["header", "footer", "footnotes", "endnotes", "comments"];

type Package<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Reads a `.docx`. The line of a place is the number of its paragraph in its part.
///
/// # Errors
/// When it is no such package, its text would be larger than [`LARGEST_DOCUMENT`], or its XML is broken.
pub fn docx(bytes: &[u8]) -> Result<Passage, Words> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    if package.index_for_name(BODY).is_none() {
        return Err(say!(
            "压缩包内没有 {BODY}：只读 Word 文档（.docx）",
            "there is no {BODY} in the package: only Word documents (.docx) are read"
        ));
    }
    let mut passage = Passage::default();
    let mut left = LARGEST_DOCUMENT;
    paragraphs(&unpack(&mut package, BODY, &mut left)?, &mut passage).map_err(|error| broken(&error))?;
    for (_, _, path) in beside(&package) {
        let xml = unpack(&mut package, &path, &mut left)?;
        passage.begin_part(path.trim_start_matches("word/").trim_end_matches(".xml"));
        paragraphs(&xml, &mut passage).map_err(|error| broken(&error))?;
    }
    Ok(passage)
}

fn broken(why: &dyn std::fmt::Display) -> Words {
    say!("不是完好的 Word 文档：{why}", "this is no sound Word document: {why}")
}

/// The parts beside the body: which of [`BESIDE`] each is, its number among them, its path.
fn beside(package: &Package<'_>) -> Vec<(usize, u32, String)> {
    let part = |path: &str| {
        let name = path.strip_prefix("word/")?.strip_suffix(".xml")?;
        let stem = name.trim_end_matches(|ch: char| ch.is_ascii_digit());
        let kind = BESIDE.iter().position(|known| *known == stem)?;
        let number = cut(name, stem.len()..).parse().unwrap_or(0);
        Some((kind, number, path.to_owned()))
    };
    let mut parts: Vec<_> = package.file_names().flatten().filter_map(|path| part(&path)).collect();
    parts.sort();
    parts
}

/// A part's XML. `left` is how much may still be unpacked: what is read is counted, not what the package says of itself.
fn unpack(package: &mut Package<'_>, path: &str, left: &mut u64) -> Result<String, Words> {
    let part = package.by_name(path).map_err(|error| broken(&error))?;
    let mut xml = Vec::new();
    part.take(*left + 1).read_to_end(&mut xml).map_err(|error| broken(&error))?;
    *left = left.checked_sub(xml.len() as u64).ok_or_else(|| {
        let limit = LARGEST_DOCUMENT >> 20;
        say!(
            "解压后超过 {limit} MiB，未读取：可能是压缩炸弹",
            "it unpacks to more than {limit} MiB and was not read: it may be a zip bomb"
        )
    })?;
    String::from_utf8(xml).map_err(|error| broken(&error))
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
                    add(&mut paragraph.text, &event);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn close(passage: &mut Passage, paragraph: Option<Open>) {
    if let Some(paragraph) = paragraph {
        passage.mark(paragraph.number, 1);
        passage.push_str(&paragraph.text);
        passage.push('\n');
    }
}

fn add(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml_content(XmlVersion::Implicit1_0)),
        Event::CData(piece) => text.push_str(&piece.xml_content(XmlVersion::Implicit1_0)),
        Event::GeneralRef(reference) => text.extend(resolve(reference)),
        _ => {}
    }
}

/// The five entities of XML, and characters by their code. No document type is read, so there are no others.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
