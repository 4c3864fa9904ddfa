//! The registry as relations for analysis: every kind, what the rules find, what binds projects. Days are days, amounts numbers, and what
//! is a list in a record is a relation of its own.
//!
//! Relations are made here whatever the program was built with; what writes them as SQLite and Parquet lies behind the feature `tables`.
//! Without it nothing is written, and whoever asks is told why.

mod findings;
mod records;
mod relation;
mod verdicts;

#[cfg(feature = "tables")]
mod parquet;
#[cfg(feature = "tables")]
mod sqlite;
#[cfg(not(feature = "tables"))]
mod unbuilt;

pub use findings::findings;
pub use records::records;
pub use relation::{Relation, RelationColumn, RelationError, RelationValue, Type};
pub use verdicts::verdicts;

#[cfg(feature = "tables")]
pub use parquet::parquet;
#[cfg(feature = "tables")]
pub use sqlite::sqlite;
#[cfg(not(feature = "tables"))]
pub use unbuilt::{parquet, sqlite};
