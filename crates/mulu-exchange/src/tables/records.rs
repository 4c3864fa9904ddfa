//! The records of a kind as relations: the columns that tables have, each with its type.

use mulu_core::day::Day;
use mulu_core::registry::Registry;

use super::relation::{Relation, RelationValue, Type};
use crate::cell::{Cell, CellForm, DAYS};
use crate::columns::{Column, KindTable, SheetKind};

/// The records of a kind on a day: one relation with a row each, and one for each column that holds lists, whose rows name the record by its
/// `row`.
#[must_use]
pub fn records(registry: &Registry, kind: SheetKind, on: Day) -> Vec<Relation> {
    let columns = kind.columns();
    let single = || columns.iter().enumerate().filter(|(_, column)| single(column.form).is_some());
    let mut head = vec![("row", Type::Whole)];
    head.extend(single().filter_map(|(_, column)| Some((column.key, self::single(column.form)?))));
    let mut main = Relation::new(kind.id(), &head);
    let mut lists: Vec<(usize, Relation)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, Relation::new(format!("{}_{}", kind.id(), column.key), &items(column)?))))
        .collect();
    for (row, cells) in (1_usize..).zip(KindTable::of(registry, kind, on).rows) {
        main.add(single().map(|(at, column)| value(cells.get(at), column.form)));
        for (at, list) in &mut lists {
            let Some(column) = columns.get(*at) else { continue };
            list.add_items(row, listed(cells.get(*at), column.form));
        }
    }
    std::iter::once(main).chain(lists.into_iter().map(|(_, list)| list)).collect()
}

/// What a column of single values holds.
fn single(form: CellForm) -> Option<Type> {
    Some(match form {
        CellForm::Text | CellForm::Number | CellForm::Word(_) => Type::Text,
        CellForm::Day => Type::Day,
        CellForm::Amount => Type::Real,
        CellForm::Whole => Type::Whole,
        CellForm::Flag => Type::Flag,
        CellForm::List | CellForm::Numbers | CellForm::Ics | CellForm::Rows(_) => return None,
    })
}

/// The columns of a relation of lists.
fn items(column: &Column) -> Option<Vec<(&'static str, Type)>> {
    let mut head = vec![("row", Type::Whole), ("position", Type::Whole)];
    match column.form {
        CellForm::List | CellForm::Numbers | CellForm::Ics => head.push(("value", Type::Text)),
        CellForm::Rows(fields) => head.extend(fields.iter().map(|key| (*key, field(key)))),
        _ => return None,
    }
    Some(head)
}

fn field(key: &str) -> Type {
    if DAYS.contains(&key) { Type::Day } else { Type::Text }
}

fn value(cell: Option<&Cell>, form: CellForm) -> RelationValue {
    match (cell, form) {
        (Some(Cell::Text(text)), _) => RelationValue::Text(text.clone()),
        (Some(Cell::Day(day)), _) => RelationValue::Day(*day),
        #[expect(clippy::cast_possible_truncation, reason = "the column holds whole numbers, of levels and counts")]
        (Some(Cell::Number(number)), CellForm::Whole) => RelationValue::Whole(*number as i64),
        (Some(Cell::Number(number)), _) => RelationValue::Real(*number),
        (Some(Cell::Flag(flag)), _) => RelationValue::Flag(*flag),
        _ => RelationValue::Null,
    }
}

fn listed(cell: Option<&Cell>, form: CellForm) -> Vec<Vec<RelationValue>> {
    let typed = |(key, text): (&&str, &String)| match field(key) {
        Type::Day => RelationValue::day(text.parse::<Day>().ok()),
        _ => RelationValue::text((!text.is_empty()).then(|| text.clone())),
    };
    match (cell, form) {
        (Some(Cell::List(items)), _) => items.iter().map(|item| vec![RelationValue::Text(item.clone())]).collect(),
        (Some(Cell::Rows(rows)), CellForm::Rows(fields)) => {
            rows.iter().map(|row| fields.iter().zip(row).map(typed).collect()).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_of_its_columns_type_and_every_list_has_a_relation() {
        let files = [
            ("book.toml", ""),
            (
                "standards/national/gb-t-1-2020.md",
                "+++\nnumber = \"GB/T 1-2020\"\ntitle = \"甲\"\nissued = 2020-01-01\nics = [\"35.040\", \"35.020\"]\nsample = true\nsource = [{ title = \"公报\", checked = 2026-01-01 }]\n+++\n",
            ),
            ("agencies/a.toml", "name = \"甲局\"\nroles = [\"x\"]\n"),
            ("projects/p.toml", "name = \"项目\"\nagency = \"a\"\ninvestment = 12.5\nmlps_level = 3\n"),
        ];
        let memory =
            mulu_core::source::Memory::new(files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
        let registry = Registry::load(&memory).unwrap();
        let on = "2026-11-21".parse().unwrap();
        let all: Vec<Relation> = SheetKind::all().into_iter().flat_map(|kind| records(&registry, kind, on)).collect();
        for relation in &all {
            for row in &relation.rows {
                assert_eq!(row.len(), relation.columns.len(), "{}", relation.name);
                for (value, column) in row.iter().zip(&relation.columns) {
                    assert!(value.of().is_none_or(|of| of == column.of), "{} {}", relation.name, column.name);
                    assert!(value.of().is_some() || !column.is_required);
                }
            }
        }
        let relation = |name: &str| all.iter().find(|relation| relation.name == name).unwrap();
        let row = |name: &str, key: &str| {
            let relation = relation(name);
            let at = relation.columns.iter().position(|column| column.name == key).unwrap();
            relation.rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>()
        };
        assert_eq!(row("standards", "issued"), [RelationValue::Day("2020-01-01".parse().unwrap())]);
        assert_eq!(row("standards", "sample"), [RelationValue::Flag(true)]);
        assert_eq!(row("projects", "mlps_level"), [RelationValue::Whole(3)]);
        assert_eq!(row("projects", "investment"), [RelationValue::Real(12.5)]);
        assert_eq!(
            row("standards_ics", "value"),
            ["35.040", "35.020"].map(|code| RelationValue::Text(code.to_owned()))
        );
        assert_eq!(row("standards_ics", "row"), [RelationValue::Whole(1), RelationValue::Whole(1)]);
        assert_eq!(row("standards_source", "checked"), [RelationValue::Day("2026-01-01".parse().unwrap())]);
    }
}
