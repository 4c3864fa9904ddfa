//! PDF (ISO 32000): the text of its pages.
//!
//! `hayro-syntax` reads the file: objects, cross-references, streams, operators. What the operators say of text is read here: where each
//! string lies, and which characters its codes stand for. Annotations and form fields are not read, nor is text inside pictures.

mod cmap;
mod font;
mod glyph_names;
mod measure;
mod page;
mod stream;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::{LoadPdfError, Pdf};

use mulu_core::limits::{PDF_BYTES, PDF_PAGES};
use mulu_core::message;
use mulu_core::message::Message;

use super::layout::lines;
use super::passage::Passage;
use page::PageReader;

/// How far from its beginning a PDF may announce itself: some are preceded by what a mail or a scanner left.
const HEADER_WITHIN: usize = 1024;

/// How far from its end a PDF says where its objects are.
const END_WITHIN: usize = 2048;

/// Whether bytes announce a PDF.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let start = bytes.get(..HEADER_WITHIN).unwrap_or(bytes);
    start.windows(5).any(|window| window == b"%PDF-") && (bytes.starts_with(b"%PDF-") || start.contains(&0))
}

/// Reads a `.pdf`. Each page is a part; the line of a place is that of the page.
///
/// # Errors
/// When it is encrypted, damaged, or out of bounds, or when its text cannot be told: it has none, or does not say which characters it shows.
pub(super) fn pdf(bytes: &[u8]) -> Result<Passage, Message> {
    // The parser is not ours: should a broken file make it panic, that is an error, not the end of the program.
    catch_unwind(AssertUnwindSafe(|| passage(bytes, PDF_BYTES))).unwrap_or_else(|_| Err(broken()))
}

/// Reads a file whose streams unpack to no more than so many bytes.
fn passage(bytes: &[u8], most: u64) -> Result<Passage, Message> {
    // What was cut off in transit ends without saying where its objects are; pages would be missing without a word.
    let end = bytes.get(bytes.len().saturating_sub(END_WITHIN)..).unwrap_or_default();
    if !end.windows(9).any(|window| window == b"startxref") {
        return Err(broken());
    }
    measure::measure(bytes, most)?;
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|error| match error {
        LoadPdfError::Decryption(_) => encrypted(),
        LoadPdfError::Invalid => broken(),
    })?;
    let pages = pdf.pages();
    if pages.len() > PDF_PAGES {
        let count = pages.len();
        return Err(message!(
            "有 {count} 页，超过 {PDF_PAGES} 页，未读取：请拆分后再查",
            "it has {count} pages, more than {PDF_PAGES}, and was not read: split it"
        ));
    }
    let mut reader = PageReader::new(most);
    let mut passage = Passage::default();
    for (page, count) in pages.iter().zip(1_usize..) {
        let pieces = reader.page(page)?;
        passage.begin_part(&format!("page{count}"));
        lines(&pieces, &mut passage);
    }
    match reader.told() {
        page::TextQuality::Well => Ok(passage),
        page::TextQuality::Nothing => Err(message!(
            "PDF 中没有文字（可能是扫描件）：请先做文字识别（OCR），如 ocrmypdf -l chi_sim 文件.pdf 新文件.pdf",
            "the PDF holds no text (it may be scanned): run OCR first, for example ocrmypdf -l chi_sim FILE.pdf NEW.pdf"
        )),
        page::TextQuality::Unclear => Err(message!(
            "PDF 的字体没有写明对应的字符，读不出文字：请用原始文档（.docx、.ofd），或先做文字识别（OCR）",
            "the fonts of the PDF do not say which characters they show, so its text cannot be extracted: \
             take the document it was made from (.docx, .ofd), or recognise its text (OCR)"
        )),
    }
}

fn broken() -> Message {
    message!(
        "PDF 已损坏，读不出来：请重新导出，或先修复，如 qpdf 文件.pdf 新文件.pdf",
        "the PDF is damaged and cannot be read: export it again, or repair it first, for example with qpdf FILE.pdf NEW.pdf"
    )
}

fn too_elaborate() -> Message {
    message!(
        "PDF 的页面过于繁复，未读完：请先转成文字，如 pdftotext -layout 文件.pdf",
        "the pages of the PDF are too elaborate and were not read to their end: turn it into text first, for example with pdftotext -layout FILE.pdf"
    )
}

fn encrypted() -> Message {
    message!(
        "PDF 已加密：请先解密，如 qpdf --decrypt 文件.pdf 新文件.pdf（有口令的加 --password=口令）",
        "the PDF is encrypted: decrypt it first, for example with qpdf --decrypt FILE.pdf NEW.pdf (with --password=… if it has one)"
    )
}

#[cfg(test)]
mod tests;
