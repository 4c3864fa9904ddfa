//! Relations as an SQLite database.
//!
//! SQLite keeps a day as text; the declared type `DATE` tells clients which texts are days, and `BOOLEAN` which numbers are true or false.

use mulu_core::message;
use rusqlite::types::Value as Stored;
use rusqlite::{Connection, Error, params_from_iter};

use super::relation::{Relation, RelationError, RelationValue, Type};

/// An SQLite database of the relations, as the bytes of its file.
///
/// # Errors
/// When SQLite refuses it.
pub fn sqlite(relations: &[Relation]) -> Result<Vec<u8>, RelationError> {
    database(relations).map_err(|error| RelationError(message!("SQLite：{error}", "SQLite cannot write it: {error}")))
}

fn database(relations: &[Relation]) -> Result<Vec<u8>, Error> {
    let mut memory = Connection::open_in_memory()?;
    let all = memory.transaction()?;
    for relation in relations {
        let columns = relation.columns.iter().map(|column| {
            let required = if column.is_required { " NOT NULL" } else { "" };
            format!("{} {}{required}", quoted(&column.name), declared(column.of))
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let name = quoted(&relation.name);
        all.execute(&format!("CREATE TABLE {name} ({columns})"), [])?;
        let places = vec!["?"; relation.columns.len()].join(", ");
        let mut insert = all.prepare(&format!("INSERT INTO {name} VALUES ({places})"))?;
        for row in &relation.rows {
            insert.execute(params_from_iter(row.iter().map(stored)))?;
        }
    }
    all.commit()?;
    Ok(memory.serialize("main")?.to_vec())
}

fn declared(of: Type) -> &'static str {
    match of {
        Type::Text => "TEXT",
        Type::Day => "DATE",
        Type::Whole => "INTEGER",
        Type::Real => "REAL",
        Type::Flag => "BOOLEAN",
    }
}

fn stored(value: &RelationValue) -> Stored {
    match value {
        RelationValue::Null => Stored::Null,
        RelationValue::Text(text) => Stored::Text(text.clone()),
        RelationValue::Day(day) => Stored::Text(day.to_string()),
        RelationValue::Whole(whole) => Stored::Integer(*whole),
        RelationValue::Real(real) => Stored::Real(*real),
        RelationValue::Flag(flag) => Stored::Integer(i64::from(*flag)),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
