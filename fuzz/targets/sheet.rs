//! Sheets: a workbook whose parts a stranger wrote, so that what is tried is the reader of sheets and not that of packages. There is a
//! sheet or a refusal.
#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use mulu_exchange::read;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORKBOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";

fuzz_target!(|bytes: &[u8]| {
    // Before the first zero byte the sheet, behind it the texts that its cells share.
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let (sheet, shared) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, body) in [
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", shared),
    ] {
        package.start_file(name, SimpleFileOptions::default()).expect("a part of a package in memory");
        package.write_all(body).expect("memory can be written to");
    }
    let workbook = package.finish().expect("a package in memory").into_inner();
    let _ = read(&workbook, None, None);
});
