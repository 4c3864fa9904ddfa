//! A relation as a Parquet file, without Arrow: each column is written as it is stored.

use std::sync::Arc;

use mulu_core::day::Day;
use mulu_core::message;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type as Schema;

use super::relation::{Relation, RelationColumn, RelationError, RelationValue, Type};

/// A Parquet file of a relation, as its bytes.
///
/// # Errors
/// When the format refuses it.
pub fn parquet(relation: &Relation) -> std::result::Result<Vec<u8>, RelationError> {
    file(relation).map_err(|error| RelationError(message!("Parquet：{error}", "Parquet cannot be written: {error}")))
}

fn file(relation: &Relation) -> Result<Vec<u8>> {
    let fields = relation.columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<Vec<_>>>()?;
    let schema = Arc::new(Schema::group_type_builder("mulu").with_fields(fields).build()?);
    let properties = Arc::new(WriterProperties::builder().set_created_by("mulu".to_owned()).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties)?;
    let mut group = writer.next_row_group()?;
    for (at, described) in relation.columns.iter().enumerate() {
        let Some(mut column) = group.next_column()? else { break };
        let values = relation.rows.iter().map(|row| row.get(at).unwrap_or(&RelationValue::Null));
        match described.of {
            Type::Text => put::<ByteArrayType>(&mut column, described, values, |value| match value {
                RelationValue::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
                _ => None,
            })?,
            Type::Day => put::<Int32Type>(&mut column, described, values, |value| match value {
                RelationValue::Day(day) => since_1970(*day),
                _ => None,
            })?,
            Type::Whole => put::<Int64Type>(&mut column, described, values, |value| match value {
                RelationValue::Whole(whole) => Some(*whole),
                _ => None,
            })?,
            Type::Real => put::<DoubleType>(&mut column, described, values, |value| match value {
                RelationValue::Real(real) => Some(*real),
                _ => None,
            })?,
            Type::Flag => put::<BoolType>(&mut column, described, values, |value| match value {
                RelationValue::Flag(flag) => Some(*flag),
                _ => None,
            })?,
        }
        column.close()?;
    }
    group.close()?;
    writer.close()?;
    Ok(bytes)
}

fn field(column: &RelationColumn) -> Result<Schema> {
    let (physical, logical) = match column.of {
        Type::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Type::Day => (Physical::INT32, Some(LogicalType::Date)),
        Type::Whole => (Physical::INT64, None),
        Type::Real => (Physical::DOUBLE, None),
        Type::Flag => (Physical::BOOLEAN, None),
    };
    let repetition = if column.is_required { Repetition::REQUIRED } else { Repetition::OPTIONAL };
    Schema::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()
}

/// Writes a column: the values that are there, and for each row whether it has one.
fn put<'v, T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    described: &RelationColumn,
    values: impl Iterator<Item = &'v RelationValue>,
    stored: impl Fn(&RelationValue) -> Option<T::T>,
) -> Result<()> {
    let all: Vec<Option<T::T>> = values.map(stored).collect();
    let levels: Vec<i16> = all.iter().map(|value| i16::from(value.is_some())).collect();
    let there: Vec<T::T> = all.into_iter().flatten().collect();
    let levels = (!described.is_required).then_some(levels.as_slice());
    column.typed::<T>().write_batch(&there, levels, None)?;
    Ok(())
}

/// The days since 1970-01-01.
fn since_1970(day: Day) -> Option<i32> {
    let epoch = Day::new(1970, 1, 1)?;
    i32::try_from(day.days_since(epoch)).ok()
}
