//! `mulu list`.

use crate::harness::registry::{Registry, keys};

const KINDS: [&str; 7] = ["standards", "policies", "agencies", "projects", "resources", "topics", "rules"];

#[test]
fn standards_are_listed_with_what_is_derived() {
    Registry::sound().on_day("list standards --lang en").gave(
        0,
        "number           status    binding      next review           title\n\
         GB/T 22239-2008  replaced  none                               信息安全技术 信息系统安全等级保护基本要求\n\
         GB/T 22239-2019  current   recommended  2028-11-10 scheduled  信息安全技术 网络安全等级保护基本要求\n",
        "",
    );
}

/// Columns line up on a terminal: a Chinese character is two cells wide.
#[test]
fn agencies_are_listed_in_chinese() {
    Registry::sound().on_day("list agencies").gave(
        0,
        "代码    备案  项目  职责            名称\noffice  0     0     data-authority  标准办\n",
        "",
    );
}

#[test]
fn every_kind_is_listed_as_a_table_and_as_json() {
    let registry = Registry::own();
    for kind in KINDS {
        let table = registry.on_day(&format!("list {kind}"));
        assert_eq!((table.code, table.err.as_str()), (0, ""), "{kind}");
        let json = registry.on_day(&format!("list {kind} --format json")).json(0);
        assert_eq!(keys(&json), "as_of records revision schema total", "{kind}");
        assert_eq!((json["schema"].as_str(), json["as_of"].as_str()), (Some("mulu.list/1"), Some("2026-11-21")));
        let records = json["records"].as_array().unwrap();
        assert_eq!(json["total"].as_u64(), Some(records.len() as u64), "{kind}");
        assert_eq!(table.out.lines().count(), records.len() + 1, "{kind}: a heading and a line each");
        let first = keys(&records[0]);
        for record in records {
            assert_eq!(keys(record), first, "{kind}: every record has the same keys");
        }
    }
}

#[test]
fn an_empty_registry_lists_nothing() {
    for kind in &KINDS[..5] {
        let json = Registry::empty().on_day(&format!("list {kind} --format json")).json(0);
        assert_eq!((json["total"].as_u64(), json["records"].as_array().map(Vec::len)), (Some(0), Some(0)));
    }
}
