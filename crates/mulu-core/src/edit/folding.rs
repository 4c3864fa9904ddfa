//! Lists of tables in the form that people write: `source = [{ … }]`. Programs that write TOML, such as a CMS, write a header for each.

use toml_edit::{Array, ArrayOfTables, Decor, InlineTable, Item, Table, Value as TomlValue};

use crate::parse::{TableShape, ValueType};

/// The keys whose tables are short, and are written in the line of their key.
const IN_LINE: [&str; 3] = ["source", "adopts", "beside"];

/// Folds the lists of a table and of those within it. One with a comment, or with a value of several lines, stays as it is.
pub fn fold(table: &mut Table, shape: &TableShape) {
    for (key, item) in table.iter_mut() {
        let Some(inner) = shape.value(key.get()) else { continue };
        match (&mut *item, inner) {
            (Item::Table(table), ValueType::Table(shape)) => fold(table, &shape.borrow()),
            (Item::ArrayOfTables(tables), ValueType::Tables(shape)) => {
                let folded = Some(&*tables).filter(|_| IN_LINE.contains(&key.get())).and_then(folded);
                match folded {
                    Some(list) => *item = Item::Value(TomlValue::Array(list)),
                    None => tables.iter_mut().for_each(|table| fold(table, &shape.borrow())),
                }
            }
            _ => {}
        }
    }
}

/// The tables in one line; several in a line each. None where something of them would be lost.
fn folded(tables: &ArrayOfTables) -> Option<Array> {
    let mut list = Array::new();
    for table in tables {
        list.push_formatted(TomlValue::InlineTable(in_line(table)?));
    }
    if tables.len() > 1 {
        list.iter_mut().for_each(|entry| entry.decor_mut().set_prefix("\n  "));
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    Some(list)
}

fn in_line(table: &Table) -> Option<InlineTable> {
    let mut inline = InlineTable::new();
    if has_comment(table.decor()) {
        return None;
    }
    for (name, item) in table {
        let key = table.key(name)?;
        let mut value = item.as_value()?.clone();
        if has_comment(key.leaf_decor()) || has_comment(value.decor()) {
            return None;
        }
        value.decor_mut().clear();
        if value.to_string().contains('\n') {
            return None;
        }
        inline.insert(name, value);
    }
    Some(inline)
}

fn has_comment(decor: &Decor) -> bool {
    let parts = [decor.prefix(), decor.suffix()];
    parts.into_iter().flatten().any(|part| part.as_str().is_some_and(|text| text.contains('#')))
}

#[cfg(test)]
mod tests {
    use super::super::canonical;

    #[test]
    fn what_a_program_wrote_under_headers_is_folded_into_a_line() {
        let facts = "number = \"GB/T 1-2020\"\ntitle = \"术语\"\n";
        let path = "standards/national/gb-t-1-2020.md";
        let one = format!("+++\n{facts}\n[[source]]\ntitle = \"公告\"\nchecked = 2026-11-01\n+++\n正文\n");
        let folded = format!("+++\n{facts}source = [{{ title = \"公告\", checked = 2026-11-01 }}]\n+++\n正文\n");
        assert_eq!(canonical(path, &one).unwrap(), folded);
        assert_eq!(canonical(path, &folded).unwrap(), folded);
        let two = one.replace(
            "checked = 2026-11-01\n",
            "checked = 2026-11-01\n\n[[source]]\nurl = \"https://example.org/#a\"\nchecked = 2026-11-02\n",
        );
        let folded = format!(
            "+++\n{facts}source = [\n  {{ title = \"公告\", checked = 2026-11-01 }},\n  {{ url = \"https://example.org/#a\", checked = 2026-11-02 }},\n]\n+++\n正文\n"
        );
        assert_eq!(canonical(path, &two).unwrap(), folded);
        assert_eq!(canonical(path, &folded).unwrap(), folded);
    }

    #[test]
    fn what_would_be_lost_in_a_line_stays_under_its_header() {
        let facts = "+++\nnumber = \"GB/T 1-2020\"\n";
        for source in [
            "\n# 来源\n[[source]]\ntitle = \"公告\"\n",
            "\n[[source]]\ntitle = \"公告\" # 旁注\n",
            "\n[[source]]\n# 上面\ntitle = \"公告\"\n",
            "\n[[source]]\ntitle = \"\"\"\n两\n行\"\"\"\n",
        ] {
            let text = format!("{facts}{source}+++\n");
            assert_eq!(canonical("standards/national/gb-t-1-2020.md", &text).unwrap(), text);
        }
        // Reviews are written under headers by people too.
        let text = "+++\nnumber = \"GB/T 1-2020\"\n\n[[review]]\ndate = 2020-01-01\n+++\n";
        assert_eq!(canonical("standards/national/gb-t-1-2020.md", text).unwrap(), text);
    }
}
