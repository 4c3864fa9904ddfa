//! What is said where the program was built without the feature `tables`.

use mulu_core::message;

use super::relation::{Relation, RelationError};

/// An SQLite database of the relations.
///
/// # Errors
/// Always: that this program cannot write one.
pub fn sqlite(_: &[Relation]) -> Result<Vec<u8>, RelationError> {
    Err(without())
}

/// A Parquet file of a relation.
///
/// # Errors
/// Always: that this program cannot write one.
pub fn parquet(_: &Relation) -> Result<Vec<u8>, RelationError> {
    Err(without())
}

fn without() -> RelationError {
    RelationError(message!(
        "本程序编译时没有 tables 功能，不能写 SQLite 和 Parquet：用 cargo install --features tables 编译，或导出 csv、xlsx、json、ndjson",
        "this program was built without the feature `tables` and writes neither SQLite nor Parquet: build it with `cargo install --features tables`, or export csv, xlsx, json or ndjson"
    ))
}
