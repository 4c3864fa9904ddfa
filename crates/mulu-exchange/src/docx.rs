//! An announcement as a Word document (ECMA-376, WordprocessingML): as few parts as word processors accept.
//!
//! Its look is that of documents of state (GB/T 9704): the title in the middle, paragraphs indented by two characters, whoever signs
//! at the right. Fonts are named, never embedded. The same announcement gives the same bytes.

use std::io::{Cursor, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use zip::write::{SimpleFileOptions, ZipWriter};

use mulu_core::report::Role;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

const BODY_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// The styles by their ids: a title of 22 points, headings in black type, a body of 16 points, as GB/T 9704 has them.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="FangSong"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:after="560" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="SimSun"/><w:b/><w:sz w:val="44"/><w:szCs w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="SimHei"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Signature"><w:name w:val="Signature"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/></w:pPr></w:style></w:styles>"#;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The document of an announcement, its paragraphs with what each is.
///
/// # Errors
/// When it cannot be packed, which no announcement leads to.
pub fn docx(paragraphs: &[(Role, String)]) -> std::io::Result<Vec<u8>> {
    let body = body(paragraphs)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // Without a time of its own the package is the same on every day.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", BODY_RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
    ];
    for (path, bytes) in parts {
        package.start_file(path, options)?;
        package.write_all(bytes)?;
    }
    Ok(package.finish()?.into_inner())
}

fn body(paragraphs: &[(Role, String)]) -> std::io::Result<Vec<u8>> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
    let mut document = BytesStart::new("w:document");
    document.push_attribute(("xmlns:w", NAMESPACE));
    out.write_event(Event::Start(document))?;
    out.write_event(Event::Start(BytesStart::new("w:body")))?;
    for (role, text) in paragraphs {
        paragraph(&mut out, *role, text)?;
    }
    section(&mut out)?;
    out.write_event(Event::End(BytesEnd::new("w:body")))?;
    out.write_event(Event::End(BytesEnd::new("w:document")))?;
    Ok(out.into_inner())
}

fn paragraph(out: &mut Writer<Vec<u8>>, role: Role, text: &str) -> std::io::Result<()> {
    out.write_event(Event::Start(BytesStart::new("w:p")))?;
    out.write_event(Event::Start(BytesStart::new("w:pPr")))?;
    empty(out, "w:pStyle", &[("w:val", style(role))])?;
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
fn section(out: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
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

fn empty(out: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> std::io::Result<()> {
    let mut element = BytesStart::new(name);
    for attribute in attributes {
        element.push_attribute(*attribute);
    }
    out.write_event(Event::Empty(element))
}

fn style(role: Role) -> &'static str {
    match role {
        Role::Title => "Title",
        Role::Lead | Role::Item => "BodyText",
        Role::Heading => "Heading1",
        Role::Signature => "Signature",
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, docx};
    use crate::cite;

    #[test]
    fn what_is_written_is_read_back_and_is_the_same_each_time() {
        let paragraphs = [
            (Role::Title, "关于调整《<目录> & \"标准\"》的公告".to_owned()),
            (Role::Lead, "截至2026年11月21日，有下列调整。".to_owned()),
            (Role::Heading, "一、新增（1 项）".to_owned()),
            (Role::Item, "1. GB/T 22239—2019 《基本要求》\u{7}，推荐执行。".to_owned()),
            (Role::Signature, "2026年11月21日".to_owned()),
        ];
        let bytes = docx(&paragraphs).unwrap();
        assert_eq!(bytes, docx(&paragraphs).unwrap());
        let passage = cite::read("notice.docx", &bytes).unwrap();
        let lines: Vec<&str> = passage.text().lines().filter(|line| !line.is_empty()).collect();
        let written: Vec<String> = paragraphs.iter().map(|(_, text)| text.replace('\u{7}', "")).collect();
        assert_eq!(lines, written);
    }
}
