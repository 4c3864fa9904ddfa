//! OFD (GB/T 33190), the format of Chinese public documents: pages of texts that lie where they are printed.
//!
//! Annotations, seals and templates are not read.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use mulu_core::message::Message;

use super::layout::{TextRun, lines};
use super::package::{Package, attribute, broken, text_of};
use super::passage::Passage;

/// The part that every such package has.
pub(super) const ROOT: &str = "OFD.xml";

/// Reads an `.ofd`. Each page is a part; the line of a place is that of the page.
///
/// # Errors
/// When its text would be larger than a document may be, or its XML is broken.
pub fn ofd(package: &mut Package<'_>) -> Result<Passage, Message> {
    let mut pages: Vec<(Vec<u32>, String)> =
        package.paths().filter(|path| is_page(path)).map(|path| (numbers(&path), path)).collect();
    pages.sort();
    let mut passage = Passage::default();
    for (at, (_, path)) in pages.iter().enumerate() {
        let xml = package.text(path)?;
        passage.begin_part(&format!("page{}", at + 1));
        page(&xml, &mut passage).map_err(|error| broken(&error))?;
    }
    Ok(passage)
}

/// `Doc_0/Pages/Page_3/Content.xml`.
fn is_page(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.contains("/pages/") && lower.ends_with("/content.xml")
}

/// The numbers in a path, which are its order: page 10 comes behind page 9.
fn numbers(path: &str) -> Vec<u32> {
    path.split(|ch: char| !ch.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

fn page(xml: &str, passage: &mut Passage) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let (mut object, mut code) = (TextRun::default(), None::<TextRun>);
    let mut runs: Vec<TextRun> = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => break,
            Event::Start(element) => match element.local_name().as_ref() {
                "TextObject" => object = boundary(&element),
                "TextCode" => code = Some(placed(&object, &element)),
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "TextCode" => runs.extend(code.take()),
            event => {
                if let Some(code) = &mut code {
                    text_of(&event, &mut code.text);
                }
            }
        }
    }
    lines(&runs, passage);
    Ok(())
}

/// The place of a text object: `Boundary="x y width height"`.
fn boundary(element: &BytesStart<'_>) -> TextRun {
    let places: Vec<f64> = floats(attribute(element, "Boundary"));
    let at = |index: usize| places.get(index).copied().unwrap_or_default();
    let size = attribute(element, "Size").and_then(|size| size.parse().ok()).unwrap_or(at(3));
    TextRun { left: at(0), right: at(0) + at(2), base: at(1), size, text: String::new() }
}

/// The place of a run of characters inside its object.
fn placed(object: &TextRun, element: &BytesStart<'_>) -> TextRun {
    let number = |name| floats(attribute(element, name)).first().copied().unwrap_or_default();
    TextRun {
        left: object.left + number("X"),
        right: object.right,
        base: object.base + number("Y"),
        size: object.size,
        text: String::new(),
    }
}

fn floats(text: Option<String>) -> Vec<f64> {
    let numbers = text.unwrap_or_default();
    numbers
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .filter(|number: &f64| number.is_finite())
        .collect()
}
