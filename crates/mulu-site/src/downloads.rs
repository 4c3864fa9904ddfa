//! The catalogue as tables.

use mulu_exchange::Format;

/// The tables of standards to take away: file, what it is called, format.
pub const TABLES: [(&str, &str, Format); 3] = [
    ("catalogue.csv", "CSV", Format::Csv),
    ("catalogue.xlsx", "XLSX", Format::Xlsx),
    ("catalogue.ndjson", "NDJSON", Format::Ndjson),
];
