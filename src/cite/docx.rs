//! Word documents (ECMA-376, WordprocessingML): the paragraphs of `word/document.xml`.
//!
//! Word splits a number across runs wherever its spelling or formatting was touched, so the runs of a paragraph are joined. What
//! was deleted under tracked changes is left out, and so is what stands in for a drawing where the drawing itself is read.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesRef, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use crate::say;
use crate::words::Words;

use super::document::LARGEST_DOCUMENT;
use super::passage::Passage;

/// The part of the package that holds the text.
const PART: &str = "word/document.xml";

/// Reads a `.docx`. The line of a place is the number of its paragraph.
///
/// # Errors
/// When it is no such package, its text would be larger than [`LARGEST_DOCUMENT`], or its XML is broken.
pub fn docx(bytes: &[u8]) -> Result<Passage, Words> {
    let xml = unpack(bytes)?;
    paragraphs(&xml).map_err(|why| say!("不是完好的 Word 文档：{why}", "this is no sound Word document: {why}"))
}

fn unpack(bytes: &[u8]) -> Result<String, Words> {
    let broken = |error: &dyn std::fmt::Display| {
        say!("不是完好的 Word 文档：{error}", "this is no sound Word document: {error}")
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let part = archive.by_name(PART).map_err(|_| {
        say!(
            "压缩包内没有 {PART}：只读 Word 文档（.docx）",
            "there is no {PART} in the package: only Word documents (.docx) are read"
        )
    })?;
    // What is read is counted, not what the package says of itself.
    let mut xml = Vec::new();
    part.take(LARGEST_DOCUMENT + 1).read_to_end(&mut xml).map_err(|error| broken(&error))?;
    if xml.len() as u64 > LARGEST_DOCUMENT {
        let limit = LARGEST_DOCUMENT >> 20;
        return Err(say!(
            "解压后超过 {limit} MiB，未读取：可能是压缩炸弹",
            "it unpacks to more than {limit} MiB and was not read: it may be a zip bomb"
        ));
    }
    String::from_utf8(xml).map_err(|error| broken(&error))
}

/// A paragraph that is being read.
struct Open {
    number: usize,
    text: String,
}

/// Joins the runs of each paragraph. A text box is a paragraph inside another.
fn paragraphs(xml: &str) -> Result<Passage, String> {
    let mut reader = Reader::from_str(xml);
    let mut passage = Passage::default();
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
                "p" if element.name().as_ref() == "w:p" && in_fallback == 0 => close(&mut passage, open.pop()),
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
    Ok(passage)
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
