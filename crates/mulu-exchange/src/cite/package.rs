//! Documents that are a ZIP of XML: Word, `OpenDocument`, OFD.

use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;

use mulu_core::message;
use mulu_core::message::Message;

use super::document::LARGEST_DOCUMENT;

/// A package that is being read. What it unpacks to is counted over all its parts.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How much may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    /// Opens a package.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Message> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        Ok(Package { archive, left: LARGEST_DOCUMENT })
    }

    /// Whether it has a part.
    pub fn has(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// The paths of its parts.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let names: Vec<String> = self.archive.file_names().flatten().map(|name| name.to_string()).collect();
        names.into_iter()
    }

    /// A part's text. What is read is counted, not what the package says of itself.
    pub fn text(&mut self, path: &str) -> Result<String, Message> {
        let part = self.archive.by_name(path).map_err(|error| broken(&error))?;
        let mut xml = Vec::new();
        part.take(self.left + 1).read_to_end(&mut xml).map_err(|error| broken(&error))?;
        self.left = self.left.checked_sub(xml.len() as u64).ok_or_else(|| {
            let limit = LARGEST_DOCUMENT >> 20;
            message!(
                "解压后超过 {limit} MiB，未读取：可能是压缩炸弹",
                "it unpacks to more than {limit} MiB and was not read: it may be a zip bomb"
            )
        })?;
        String::from_utf8(xml).map_err(|error| broken(&error))
    }
}

pub(super) fn broken(why: &dyn std::fmt::Display) -> Message {
    message!("文档已损坏：{why}", "the document is broken: {why}")
}

/// The value of an attribute by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.to_string())
}

/// Adds the text that an event holds.
pub(super) fn text_of(event: &Event<'_>, text: &mut String) {
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
