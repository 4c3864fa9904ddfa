//! The catalogue as tables.

use mulu_exchange::TableFormat;

/// The tables of standards to take away: file, what it is called, format.
pub const TABLES: [(&str, &str, TableFormat); 3] = [
    ("catalogue.csv", "CSV", TableFormat::Csv),
    ("catalogue.xlsx", "XLSX", TableFormat::Xlsx),
    ("catalogue.ndjson", "NDJSON", TableFormat::Ndjson),
];
