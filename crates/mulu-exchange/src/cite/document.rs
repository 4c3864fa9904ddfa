//! A document of any kind → its passage.

use mulu_core::message::Message;

use mulu_core::message;

use super::decode::decode;
use super::html::html;
use super::package::Package;
use super::passage::Passage;
use super::{docx, odf, ofd, pdf, workbook};

/// The largest document that is read, in bytes: of the file, and of what one that is a ZIP unpacks to.
pub const LARGEST_DOCUMENT: u64 = mulu_core::limits::DOCUMENT_BYTES;

/// Reads a document. Its kind is told by its name, or by how it begins where the name does not say.
///
/// # Errors
/// When it is not text, in an encoding that is not known, of a kind that is not read, or cannot be unpacked within bounds.
pub fn read(name: &str, bytes: &[u8]) -> Result<Passage, Message> {
    if bytes.starts_with(b"PK\x03\x04") || has_extension(name, &["docx", "docm", "xlsx", "xlsm", "ods", "odt", "ofd"]) {
        return packaged(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) || bytes.starts_with(b"{\\rtf") {
        return Err(old_format(name));
    }
    if pdf::begins(bytes) || has_extension(name, &["pdf"]) {
        return pdf::pdf(bytes);
    }
    let text = decode(bytes)?;
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    let is_html = start.starts_with("<!doctype html") || start.starts_with("<html");
    if is_html || has_extension(name, &["html", "htm", "xhtml"]) {
        return Ok(html(&text));
    }
    Ok(Passage::plain(text))
}

/// A document that is a ZIP of XML: what it is, its parts say.
fn packaged(bytes: &[u8]) -> Result<Passage, Message> {
    let mut package = Package::open(bytes)?;
    if package.has(docx::BODY) {
        return docx::docx(&mut package);
    }
    if package.has("xl/workbook.xml") {
        return workbook::xlsx(bytes);
    }
    if package.has(odf::CONTENT) {
        return odf::odf(&mut package);
    }
    if package.has(ofd::ROOT) {
        return ofd::ofd(&mut package);
    }
    Err(message!(
        "压缩包不是可读的文档：只读 .docx、.xlsx、.odt、.ods、.ofd",
        "the package is not a supported document: .docx, .xlsx, .odt, .ods and .ofd are"
    ))
}

/// The remedy for the formats of old: `.doc`, `.wps`, `.xls`, `.et`, `.rtf`.
fn old_format(name: &str) -> Message {
    if has_extension(name, &["xls", "et"]) {
        return message!(
            "不读旧式表格（.xls、.et）：请在 WPS 或 Excel 中另存为 .xlsx，或 soffice --headless --convert-to xlsx 文件",
            "old workbooks (.xls, .et) are not read: save it as .xlsx, or soffice --headless --convert-to xlsx FILE"
        );
    }
    message!(
        "不读旧式文档（.doc、.wps、.rtf）：请在 WPS 或 Word 中另存为 .docx，或 soffice --headless --convert-to docx 文件",
        "old documents (.doc, .wps, .rtf) are not read: save it as .docx, or soffice --headless --convert-to docx FILE"
    )
}

fn has_extension(name: &str, known: &[&str]) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    known.iter().any(|known| known.eq_ignore_ascii_case(extension))
}
