//! What is read of a PDF that an engine printed: on which page each anchor came to lie, and whether its Chinese is letters or boxes.
//!
//! An engine writes objects in plain text, one after another, and packs streams with zlib. No more of the format is known here.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::RangeInclusive;

use flate2::read::ZlibDecoder;

/// The most of a stream that is unpacked: tables of letters are short.
const STREAM: u64 = 1 << 20;

/// The page of each anchor, from 1.
pub fn pages_of_anchors(pdf: &[u8]) -> BTreeMap<String, usize> {
    let text = String::from_utf8_lossy(pdf);
    let pages = pages(&text);
    let names = text.rsplit_once("/Dests ").and_then(|(_, rest)| object(&text, reference(rest)?)).unwrap_or_default();
    let place = |entry: &str| {
        let (name, rest) = entry.split_once(" [")?;
        let page = reference(rest)?;
        let number = pages.iter().position(|own| *own == page)? + 1;
        Some((name.trim().to_owned(), number))
    };
    names.split('/').filter_map(place).collect()
}

/// The objects of the pages, in their order: the leaves of the tree of pages.
fn pages(text: &str) -> Vec<usize> {
    let root = text.match_indices("/Type /Pages").filter_map(|(at, _)| {
        let head = text.get(..at)?.rfind(" 0 obj")?;
        let number = text.get(..head)?.rsplit('\n').next()?.trim().parse().ok()?;
        (!object(text, number)?.contains("/Parent")).then_some(number)
    });
    let mut waiting: Vec<usize> = root.take(1).collect();
    let mut pages = Vec::new();
    // No tree has more nodes than the file has references: one that leads back to itself ends.
    let mut left = text.matches(" 0 R").count() + 1;
    while let Some(node) = waiting.pop().filter(|_| left > 0) {
        left -= 1;
        let kids = object(text, node).and_then(|own| own.split_once("/Kids [")?.1.split_once(']'));
        match kids {
            Some((kids, _)) => {
                let kids: Vec<usize> = kids.split(" 0 R").filter_map(|kid| kid.trim().parse().ok()).collect();
                waiting.extend(kids.into_iter().rev());
            }
            None => pages.push(node),
        }
    }
    pages
}

/// An object, by its number.
fn object(text: &str, number: usize) -> Option<&str> {
    let (_, rest) = text.split_once(&format!("\n{number} 0 obj"))?;
    rest.split_once("endobj").map(|(own, _)| own)
}

/// The object that a text begins by referring to.
fn reference(text: &str) -> Option<usize> {
    text.split_once(" 0 R")?.0.trim().parse().ok()
}

/// A page with the numbers of pages in its table of contents, as `data-page` of its links.
pub fn with_page_numbers(html: &str, pages: &BTreeMap<String, usize>) -> Option<String> {
    let (before, rest) = html.split_once(CONTENTS)?;
    let (contents, after) = rest.split_once("</nav>")?;
    let mut numbered = String::with_capacity(html.len() + 4096);
    numbered.push_str(before);
    numbered.push_str(CONTENTS);
    let mut parts = contents.split("href=\"#");
    numbered.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (anchor, rest) = part.split_once('"')?;
        let page = pages.get(anchor).map_or_else(String::new, |page| format!(" data-page=\"{page}\""));
        numbered.extend(["href=\"#", anchor, "\"", &page, rest]);
    }
    numbered.push_str("</nav>");
    numbered.push_str(after);
    Some(numbered)
}

/// How the table of contents begins.
const CONTENTS: &str = "<nav class=\"doc-contents\"";

/// The Chinese characters of everyday text.
const CHINESE: RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Whether a text has Chinese.
pub fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| CHINESE.contains(&c))
}

/// Whether a PDF has letters for Chinese. A character that no font has is drawn as a box, and no table of letters names it.
pub fn shows_chinese(pdf: &[u8]) -> bool {
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream\n") {
        rest = rest.get(at + 7..).unwrap_or_default();
        let mut table = String::new();
        let unpacked = ZlibDecoder::new(rest).take(STREAM).read_to_string(&mut table);
        if unpacked.is_ok() && table.contains("begincmap") && maps_chinese(&table) {
            return true;
        }
    }
    false
}

/// Whether a table of letters leads to a Chinese one: `<0A1B> <4E2D>`.
fn maps_chinese(table: &str) -> bool {
    // The first code of a line is the font's own number of the letter: a font without Chinese has not so many letters.
    let codes = table.split('<').filter_map(|part| part.split_once('>')).map(|(code, _)| code);
    let mut letters = codes.filter(|code| code.len() == 4).filter_map(|code| u32::from_str_radix(code, 16).ok());
    letters.any(|code| char::from_u32(code).is_some_and(|c| CHINESE.contains(&c)))
}

fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    bytes.windows(sought.len()).position(|part| part == sought)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::{pages_of_anchors, shows_chinese, with_page_numbers};

    const PDF: &str = "%PDF-1.4\n2 0 obj\n<</Type /Page\n/Parent 8 0 R>>\nendobj\n5 0 obj\n<</Type /Page\n/Parent 8 0 R>>\nendobj\n\
        6 0 obj\n<</Type /Page\n/Parent 9 0 R>>\nendobj\n8 0 obj\n<</Type /Pages\n/Count 2\n/Kids [2 0 R 5 0 R]\n/Parent 10 0 R>>\nendobj\n\
        9 0 obj\n<</Type /Pages\n/Count 1\n/Kids [6 0 R]\n/Parent 10 0 R>>\nendobj\n10 0 obj\n<</Type /Pages\n/Count 3\n/Kids [8 0 R 9 0 R]>>\nendobj\n\
        11 0 obj\n<</main [2 0 R /XYZ 0 841 0]\n/c-1.2 [6 0 R /XYZ 0 8 0]>>\nendobj\n12 0 obj\n<</Type /Catalog\n/Dests 11 0 R>>\nendobj\n";

    #[test]
    fn anchors_lie_on_the_pages_of_the_tree() {
        let pages = pages_of_anchors(PDF.as_bytes());
        assert_eq!(pages.into_iter().collect::<Vec<_>>(), [("c-1.2".to_owned(), 3), ("main".to_owned(), 1)]);
    }

    #[test]
    fn the_contents_are_given_their_pages() {
        let html = "<a href=\"#main\">x</a><nav class=\"doc-contents\" id=\"c\"><a href=\"#c-1.2\">y</a><a href=\"#z\">z</a></nav>w";
        let expected = "<a href=\"#main\">x</a><nav class=\"doc-contents\" id=\"c\"><a href=\"#c-1.2\" data-page=\"3\">y</a><a href=\"#z\">z</a></nav>w";
        assert_eq!(with_page_numbers(html, &pages_of_anchors(PDF.as_bytes())).as_deref(), Some(expected));
        assert_eq!(with_page_numbers("<p>no contents</p>", &pages_of_anchors(PDF.as_bytes())), None);
    }

    #[test]
    fn boxes_are_told_from_letters() {
        let with = |table: &str| {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(table.as_bytes()).unwrap();
            [b"%PDF-1.4\nstream\n", packed.finish().unwrap().as_slice(), b"\nendstream"].concat()
        };
        assert!(shows_chinese(&with("begincmap\n1 beginbfchar\n<0A1B> <4E2D>\nendbfchar")));
        assert!(!shows_chinese(&with("begincmap\n2 beginbfchar\n<0003> <0020>\n<0024> <0041>\nendbfchar")));
        assert!(!shows_chinese(b"%PDF-1.4\nstream\nnot packed"));
    }
}
