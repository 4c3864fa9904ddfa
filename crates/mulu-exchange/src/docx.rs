//! An official document as a Word document (ECMA-376, WordprocessingML): as few parts as word processors accept.
//!
//! Its look is that of documents of state (GB/T 9704): the title in the middle, paragraphs indented by two characters, whoever signs
//! at the right. Fonts are named, never embedded. The same document gives the same bytes.
//!
//! A document may be made in two, its beginning and its rest: of one that is made anew on each day, only what has the day is.

use std::io;
use std::sync::OnceLock;

use flate2::FlushCompress;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use mulu_core::official::{DocumentBlock, Role};

use super::archive::{Archive, Packed, pack};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const BODY_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// The styles by their ids: a title of 22 points, headings in black type, a body of 16 points, as GB/T 9704 has them.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="FangSong"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="560" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="SimSun"/><w:b/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="SimHei"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="DocumentNumber"><w:name w:val="Document Number"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="280"/><w:jc w:val="center"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="40" w:after="40" w:line="320" w:lineRule="atLeast"/></w:pPr><w:rPr><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="TableHeading"><w:name w:val="Table Heading"/><w:basedOn w:val="TableText"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="SimHei"/></w:rPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>"#;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The width of the text between the margins of the page, in twentieths of a point.
const WIDTH: usize = 8844;

/// The paths of the fixed parts before the body, and what they say.
const BEFORE: [(&str, &str); 2] = [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)];

/// Those behind it.
const BEHIND: [(&str, &str); 2] = [("word/_rels/document.xml.rels", BODY_RELATIONS), ("word/styles.xml", STYLES)];

/// A document, part by part.
///
/// # Errors
/// When it cannot be packed, which no document leads to.
pub fn docx(parts: &[DocumentBlock]) -> io::Result<Vec<u8>> {
    document(&beginning(&[])?, rest(parts)?.lent()).map(|(bytes, _)| bytes)
}

/// What a document begins with, packed so that its rest may follow.
///
/// # Errors
/// As [`docx`].
pub fn beginning(parts: &[DocumentBlock]) -> io::Result<Packed> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let mut document = BytesStart::new("w:document");
    document.push_attribute(("xmlns:w", NAMESPACE));
    out.write_event(Event::Start(document))?;
    out.write_event(Event::Start(BytesStart::new("w:body")))?;
    blocks(&mut out, parts)?;
    Ok(pack(&out.into_inner(), FlushCompress::Full))
}

/// The rest of a document, up to its end, packed.
///
/// # Errors
/// As [`docx`].
pub fn rest(parts: &[DocumentBlock]) -> io::Result<Packed> {
    let mut out = Writer::new(Vec::new());
    blocks(&mut out, parts)?;
    section(&mut out)?;
    out.write_event(Event::End(BytesEnd::new("w:body")))?;
    out.write_event(Event::End(BytesEnd::new("w:document")))?;
    Ok(pack(&out.into_inner(), FlushCompress::Finish))
}

/// A document from its beginning and its rest; also told is where the rest begins in the file.
///
/// # Errors
/// As [`docx`].
pub fn document(beginning: &Packed, rest: Packed<&[u8]>) -> io::Result<(Vec<u8>, u64)> {
    // All documents share these: they are packed once.
    static PACKED: OnceLock<[[Packed; 2]; 2]> = OnceLock::new();
    let packed = |fixed: [(&str, &str); 2]| fixed.map(|(_, text)| pack(text.as_bytes(), FlushCompress::Finish));
    let [before, behind] = PACKED.get_or_init(|| [packed(BEFORE), packed(BEHIND)]);
    let mut archive = Archive::default();
    let mut add = |path: &str, stretches: &[Packed<&[u8]>]| {
        archive.add(path, stretches.iter().cloned()).map_err(io::Error::other)
    };
    for ((path, _), own) in BEFORE.iter().zip(before) {
        add(path, &[own.lent()])?;
    }
    let places = add("word/document.xml", &[beginning.lent(), rest])?;
    for ((path, _), own) in BEHIND.iter().zip(behind) {
        add(path, &[own.lent()])?;
    }
    Ok((archive.finish().map_err(io::Error::other)?, places.last().copied().unwrap_or_default()))
}

fn blocks(out: &mut Writer<Vec<u8>>, parts: &[DocumentBlock]) -> io::Result<()> {
    parts.iter().try_for_each(|part| match part {
        DocumentBlock::Paragraph(role, text) => paragraph(out, style(*role), text),
        DocumentBlock::Table { head, rows } => table(out, head, rows),
    })
}

/// A table with lines around its cells. A row never breaks across pages, and the names of the columns come again on each.
fn table(out: &mut Writer<Vec<u8>>, head: &[String], rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).chain([head.len()]).max().unwrap_or(0).max(1);
    let width = (WIDTH / columns).to_string();
    out.write_event(Event::Start(BytesStart::new("w:tbl")))?;
    out.write_event(Event::Start(BytesStart::new("w:tblPr")))?;
    empty(out, "w:tblStyle", &[("w:val", "TableGrid")])?;
    empty(out, "w:tblW", &[("w:w", &WIDTH.to_string()), ("w:type", "dxa")])?;
    out.write_event(Event::End(BytesEnd::new("w:tblPr")))?;
    out.write_event(Event::Start(BytesStart::new("w:tblGrid")))?;
    for _ in 0..columns {
        empty(out, "w:gridCol", &[("w:w", &width)])?;
    }
    out.write_event(Event::End(BytesEnd::new("w:tblGrid")))?;
    let named = Some(head).filter(|head| !head.is_empty());
    for (cells, is_head) in named.map(|head| (head, true)).into_iter().chain(rows.iter().map(|row| (&row[..], false))) {
        out.write_event(Event::Start(BytesStart::new("w:tr")))?;
        out.write_event(Event::Start(BytesStart::new("w:trPr")))?;
        empty(out, "w:cantSplit", &[])?;
        if is_head {
            empty(out, "w:tblHeader", &[])?;
        }
        out.write_event(Event::End(BytesEnd::new("w:trPr")))?;
        for cell in cells {
            out.write_event(Event::Start(BytesStart::new("w:tc")))?;
            out.write_event(Event::Start(BytesStart::new("w:tcPr")))?;
            empty(out, "w:tcW", &[("w:w", &width), ("w:type", "dxa")])?;
            out.write_event(Event::End(BytesEnd::new("w:tcPr")))?;
            paragraph(out, if is_head { "TableHeading" } else { "TableText" }, cell)?;
            out.write_event(Event::End(BytesEnd::new("w:tc")))?;
        }
        out.write_event(Event::End(BytesEnd::new("w:tr")))?;
    }
    out.write_event(Event::End(BytesEnd::new("w:tbl")))
}

fn paragraph(out: &mut Writer<Vec<u8>>, style: &str, text: &str) -> io::Result<()> {
    out.write_event(Event::Start(BytesStart::new("w:p")))?;
    out.write_event(Event::Start(BytesStart::new("w:pPr")))?;
    empty(out, "w:pStyle", &[("w:val", style)])?;
    out.write_event(Event::End(BytesEnd::new("w:pPr")))?;
    out.write_event(Event::Start(BytesStart::new("w:r")))?;
    let mut run = BytesStart::new("w:t");
    run.push_attribute(("xml:space", "preserve"));
    out.write_event(Event::Start(run))?;
    // XML 1.0 has no control characters, not even as references.
    let plain: String = text.chars().filter(|ch| !ch.is_control() && !matches!(ch, '\u{fffe}' | '\u{ffff}')).collect();
    out.write_event(Event::Text(BytesText::new(&plain)))?;
    for end in ["w:t", "w:r", "w:p"] {
        out.write_event(Event::End(BytesEnd::new(end)))?;
    }
    Ok(())
}

/// A page of A4 with the margins of GB/T 9704.
fn section(out: &mut Writer<Vec<u8>>) -> io::Result<()> {
    out.write_event(Event::Start(BytesStart::new("w:sectPr")))?;
    empty(out, "w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
    let margins = [
        ("w:top", "2098"),
        ("w:right", "1474"),
        ("w:bottom", "1984"),
        ("w:left", "1588"),
        ("w:header", "851"),
        ("w:footer", "992"),
        ("w:gutter", "0"),
    ];
    empty(out, "w:pgMar", &margins)?;
    out.write_event(Event::End(BytesEnd::new("w:sectPr")))
}

fn empty(out: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    let mut element = BytesStart::new(name);
    for attribute in attributes {
        element.push_attribute(*attribute);
    }
    out.write_event(Event::Empty(element))
}

fn style(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::Number => "DocumentNumber",
        Role::Addressee | Role::Remark => "Normal",
        Role::Lead | Role::Item => "BodyText",
        Role::Heading => "Heading1",
        Role::Signature => "Signature",
    }
}

#[cfg(test)]
mod tests {
    use super::{DocumentBlock, Role, beginning, document, docx, rest};
    use crate::cite;

    #[test]
    fn what_is_written_is_read_back_and_is_the_same_each_time() {
        let words = |role, text: &str| DocumentBlock::Paragraph(role, text.to_owned());
        let parts = [
            words(Role::Title, "关于调整《<目录> & \"标准\"》的公告"),
            words(Role::Number, "文号：〔〕号"),
            DocumentBlock::Table {
                head: vec!["要求".to_owned(), "结论".to_owned()],
                rows: vec![vec!["GB/T 22239—2019".to_owned(), "符合\u{7}".to_owned()]],
            },
            words(Role::Item, "1. GB/T 22239—2019 《基本要求》\u{7}，推荐执行。"),
            words(Role::Signature, "2026年11月21日"),
        ];
        let bytes = docx(&parts).unwrap();
        assert_eq!(bytes, docx(&parts).unwrap());
        let passage = cite::read("notice.docx", &bytes).unwrap();
        let lines: Vec<&str> = passage.text().lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let written = [
            "关于调整《<目录> & \"标准\"》的公告",
            "文号：〔〕号",
            "要求",
            "结论",
            "GB/T 22239—2019",
            "符合",
            "1. GB/T 22239—2019 《基本要求》，推荐执行。",
            "2026年11月21日",
        ];
        assert_eq!(lines, written);
    }

    #[test]
    fn a_document_made_in_two_says_the_same_and_its_rest_is_found_again() {
        let words = |role, text: &str| DocumentBlock::Paragraph(role, text.to_owned());
        let parts = [
            words(Role::Title, "标准化审查意见"),
            words(Role::Lead, "审查依据日期：2026年11月21日"),
            words(Role::Signature, "（印章）"),
        ];
        let text = |bytes: &[u8]| cite::read("opinion.docx", bytes).unwrap().text().to_owned();
        let (first, last) = parts.split_at(2);
        let packed = rest(last).unwrap();
        let (bytes, from) = document(&beginning(first).unwrap(), packed.lent()).unwrap();
        assert_eq!(text(&bytes), text(&docx(&parts).unwrap()));
        let from = usize::try_from(from).unwrap();
        assert_eq!(bytes[from..from + packed.bytes.len()], packed.bytes);
    }
}
