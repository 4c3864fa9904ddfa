//! Records as tables: out to spreadsheets and programs, and back in from spreadsheets.
//!
//! One list of columns per kind serves both ways, so that what export writes, import reads. Everything here is pure:
//! export yields bytes, which the command line prints and the site publishes; import yields a [`ImportPlan`], which says row by row what
//! would happen and holds the files that would be written. Only `write` touches the disk, and only when it is asked to.

#![cfg_attr(not(test), warn(clippy::string_slice))]

mod archive;
mod cell;
pub mod cite;
mod columns;
pub mod compare;
mod csv;
mod dates;
mod describe;
pub mod docx;
mod dropdown;
mod export;
mod import;
mod insert;
mod json_sheet;
pub mod measure;
pub mod opensearch;
mod plan;
mod record;
mod sheet;
pub mod spreadsheet;
mod status;
pub mod tables;
mod xlsx;

pub use archive::Packed;
pub use cell::{Cell, CellForm};
pub use columns::derived::row as record_row;
pub use columns::{Column, KindTable, RowStream, SheetKind};
pub use csv::write_row;
pub use dates::from_text as typed_day;
pub use describe::{csv_metadata, row_schema};
pub use docx::docx;
pub use dropdown::choices;
pub use export::{ExportError, TableFormat, export, header, lines, table, text, workbook};
pub use import::{ImportOptions, import};
pub use plan::{ImportPlan, PlanEntry, RowOutcome, cell_address};
pub use sheet::{RawCell, Sheet, UnreadableSheet, read};
