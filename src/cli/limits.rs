//! `mulu check --limits`: how much is read of what strangers write, and what is said of more.

use mulu_core::condition;
use mulu_core::limits::{
    CITED_BETWEEN, CITED_RANGE, DOCUMENT_BYTES, FETCH_BYTES, FETCH_OBJECTS, FETCH_SECONDS, FOLDERS_DEEP, FORM_BYTES,
    MCP_MESSAGE_BYTES, NEAR_NAMES, PAGE_BYTES, PAGE_SECONDS, PDF_BYTES, PDF_PAGES, PDF_STEPS, PDF_STREAMS,
    PREPARED_INDEX_BYTES, PROJECT_TRAITS, RECORD_BYTES, SHEET_BYTES, SHEET_CELLS, SHEET_COLUMNS, SHEET_MERGED_CELLS,
    SHEET_MERGES, SHEET_ROWS, SHEET_TEXT_BYTES, SIGNATURE_BYTES, TEMPLATE_TAG_BYTES, THEME_ASSET_BYTES,
    THEME_TEXT_BYTES, TRANSLATION_DEEP, TREE_FILES, TREE_PATH_BYTES, UPSTREAMS, UPSTREAMS_DEEP, WORKBOOK_BYTES,
    WORKBOOK_FILES,
};
use mulu_core::message::Lang;

use super::table::TextTable;

/// A bound: what it bounds in both languages, how much, and what says so.
type Row = (&'static str, &'static str, u64, Unit, &'static str);

#[derive(Clone, Copy)]
enum Unit {
    Bytes,
    Seconds,
    Count,
}

/// What stops the command, where no record can be named.
const ERROR: &str = "error";

/// What is beyond it is left out, and nothing else depends on it.
const LEFT_OUT: &str = "—";

const ROWS: [Row; 41] = [
    ("一条记录", "a record", RECORD_BYTES, Unit::Bytes, "syntax"),
    ("文件夹层数", "folders, how deep", FOLDERS_DEEP as u64, Unit::Count, "syntax"),
    (
        "一条记录中报告的错误",
        "errors reported for one record",
        mulu_core::parse::MOST_DIAGNOSTICS as u64,
        Unit::Count,
        "syntax",
    ),
    ("条件的长度", "a condition", condition::LONGEST as u64, Unit::Bytes, "invalid-value"),
    (
        "条件的括号层数",
        "a condition's brackets, how deep",
        condition::DEEPEST_BRACKETS as u64,
        Unit::Count,
        "invalid-value",
    ),
    ("条件的层数", "a condition, how deep", condition::DEEPEST as u64, Unit::Count, "invalid-value"),
    (
        "git 一个版本或一次改动所列文件",
        "files named by a revision or a change in git",
        TREE_FILES as u64,
        Unit::Count,
        ERROR,
    ),
    ("这些文件的路径合计", "the paths of these files together", TREE_PATH_BYTES as u64, Unit::Bytes, ERROR),
    (
        "所依据的登记簿层数",
        "registries that depend on one another",
        UPSTREAMS_DEEP as u64,
        Unit::Count,
        "upstream-unavailable",
    ),
    ("所依据的登记簿个数", "registries depended on, in all", UPSTREAMS as u64, Unit::Count, "upstream-unavailable"),
    ("取回一个登记簿：字节", "bytes that one fetch of an upstream brings", FETCH_BYTES, Unit::Bytes, ERROR),
    ("取回一个登记簿：对象", "objects that one fetch of an upstream brings", FETCH_OBJECTS, Unit::Count, ERROR),
    ("取回一个登记簿：时间", "time for one fetch of an upstream", FETCH_SECONDS, Unit::Seconds, ERROR),
    ("编辑台的一张表单", "a form of the desk", FORM_BYTES as u64, Unit::Bytes, ERROR),
    ("一个模板、译文或网页", "a template, translation or page of the theme", THEME_TEXT_BYTES, Unit::Bytes, ERROR),
    ("一个样式、脚本或图片", "an asset of the theme", THEME_ASSET_BYTES, Unit::Bytes, ERROR),
    ("译文花括号层数", "a translation's braces, how deep", TRANSLATION_DEEP as u64, Unit::Count, ERROR),
    ("模板的一个标签", "a tag of a template", TEMPLATE_TAG_BYTES as u64, Unit::Bytes, ERROR),
    ("用自己的模板生成一页：内存", "memory for a page of an own template", PAGE_BYTES, Unit::Bytes, ERROR),
    ("用自己的模板生成一页：时间", "time for a page of an own template", PAGE_SECONDS, Unit::Seconds, ERROR),
    ("备好的一份网站的目录", "the index of a prepared part of a site", PREPARED_INDEX_BYTES, Unit::Bytes, ERROR),
    ("一个表格文件", "a spreadsheet", SHEET_BYTES as u64, Unit::Bytes, ERROR),
    ("表格解压后", "a workbook, unzipped", WORKBOOK_BYTES, Unit::Bytes, ERROR),
    ("表格所含的文件", "files in a workbook", WORKBOOK_FILES as u64, Unit::Count, ERROR),
    ("表格的行", "rows of a sheet", SHEET_ROWS as u64, Unit::Count, ERROR),
    ("表格的列", "columns of a sheet", SHEET_COLUMNS as u64, Unit::Count, ERROR),
    ("表格的单元格", "cells of a workbook", SHEET_CELLS as u64, Unit::Count, ERROR),
    ("单元格文字合计", "the texts of its cells together", SHEET_TEXT_BYTES as u64, Unit::Bytes, ERROR),
    ("合并区域", "merged areas of a sheet", SHEET_MERGES as u64, Unit::Count, ERROR),
    ("合并区域覆盖的单元格", "cells that are merged", SHEET_MERGED_CELLS as u64, Unit::Count, ERROR),
    ("一份引用标准的文档", "a document whose numbers are cited", DOCUMENT_BYTES, Unit::Bytes, ERROR),
    ("PDF 的页", "pages of a PDF", PDF_PAGES as u64, Unit::Count, ERROR),
    ("PDF 的数据流", "streams of a PDF", PDF_STREAMS as u64, Unit::Count, ERROR),
    ("PDF 解压后（图片除外）", "a PDF, unpacked, pictures aside", PDF_BYTES, Unit::Bytes, ERROR),
    ("读 PDF 页面的步数", "steps to read the pages of a PDF", PDF_STEPS, Unit::Count, ERROR),
    (
        "文档中一段编号范围展开",
        "numbers written out of a range in a document",
        CITED_RANGE as u64,
        Unit::Count,
        LEFT_OUT,
    ),
    (
        "一份文档中各段范围展开合计",
        "numbers written out of all ranges of a document",
        CITED_BETWEEN as u64,
        Unit::Count,
        LEFT_OUT,
    ),
    ("条件所见的项目特征", "traits of a project that conditions see", PROJECT_TRAITS as u64, Unit::Count, LEFT_OUT),
    (
        "每条规则为几个写错的名称找相近的",
        "unknown names for which a rule finds a near one",
        NEAR_NAMES as u64,
        Unit::Count,
        LEFT_OUT,
    ),
    ("mcp 的一条消息", "a message to mulu mcp", MCP_MESSAGE_BYTES, Unit::Bytes, ERROR),
    ("一个签名", "a signature of a commit or a tag", SIGNATURE_BYTES as u64, Unit::Bytes, LEFT_OUT),
];

/// The table of all bounds.
pub fn table(lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let mut table =
        TextTable::new(&if zh { ["所读", "至多", "超过时"] } else { ["what is read", "at most", "beyond it"] });
    for (what_zh, what_en, most, unit, found_as) in ROWS {
        let most = match unit {
            Unit::Bytes if most % (1 << 20) == 0 => format!("{} MiB", most >> 20),
            Unit::Bytes if most % (1 << 10) == 0 => format!("{} KiB", most >> 10),
            Unit::Bytes => format!("{most} B"),
            Unit::Seconds => format!("{most} s"),
            Unit::Count => most.to_string(),
        };
        table.row([if zh { what_zh } else { what_en }, &most, found_as]);
    }
    table.to_string()
}
