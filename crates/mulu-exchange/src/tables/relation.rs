//! A relation: named columns with types, and rows.

use mulu_core::day::Day;
use mulu_core::message::Message;

/// Why a file of relations cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationError(pub Message);

/// What a column holds. None is ever without a type, whatever its rows say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A calendar day.
    Day,
    /// A whole number.
    Whole,
    /// A number.
    Real,
    /// True or false.
    Flag,
}

/// A value; of its column's type, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum RelationValue {
    /// Not known, or not said.
    Null,
    /// A text.
    Text(String),
    /// A calendar day.
    Day(Day),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// True or false.
    Flag(bool),
}

impl RelationValue {
    /// A text, where there is one.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(RelationValue::Null, |text| RelationValue::Text(text.into()))
    }

    /// A day, where there is one.
    #[must_use]
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(RelationValue::Null, RelationValue::Day)
    }

    /// A count, a line, a place.
    #[must_use]
    pub fn count(count: usize) -> Self {
        RelationValue::Whole(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// What it holds; nothing where it says nothing.
    #[must_use]
    pub fn of(&self) -> Option<Type> {
        Some(match self {
            RelationValue::Null => return None,
            RelationValue::Text(_) => Type::Text,
            RelationValue::Day(_) => Type::Day,
            RelationValue::Whole(_) => Type::Whole,
            RelationValue::Real(_) => Type::Real,
            RelationValue::Flag(_) => Type::Flag,
        })
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub of: Type,
    /// Whether every row says something.
    pub is_required: bool,
}

/// A relation.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Its name: that of a table or a file.
    pub name: String,
    /// Its columns.
    pub columns: Vec<RelationColumn>,
    /// Its rows, each with a value for every column.
    pub rows: Vec<Vec<RelationValue>>,
}

impl Relation {
    /// A relation without rows. The columns that every row says begin with `row`.
    #[must_use]
    pub fn new(name: impl Into<String>, columns: &[(&str, Type)]) -> Self {
        let column = |(name, of): &(&str, Type)| RelationColumn {
            name: (*name).to_owned(),
            of: *of,
            is_required: matches!(*name, "row" | "position"),
        };
        Relation { name: name.into(), columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row; its place among the rows, from 1, comes first.
    pub fn add(&mut self, values: impl IntoIterator<Item = RelationValue>) {
        let row = RelationValue::count(self.rows.len() + 1);
        self.rows.push(std::iter::once(row).chain(values).collect());
    }

    /// Adds the items of a list that a row of another relation has.
    pub fn add_items(&mut self, row: usize, items: impl IntoIterator<Item = Vec<RelationValue>>) {
        for (position, item) in (1_usize..).zip(items) {
            let mut values = vec![RelationValue::count(row), RelationValue::count(position)];
            values.extend(item);
            self.rows.push(values);
        }
    }
}
