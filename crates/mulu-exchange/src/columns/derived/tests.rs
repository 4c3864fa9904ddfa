//! What is derived for a kind with columns of its own is what those say.

use crate::export::{self, TableFormat};
use crate::import::{ImportOptions, import};
use crate::plan::RowOutcome;
use mulu_core::day::Day;
use mulu_core::message::Lang;
use mulu_core::model::Kind;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;

use super::super::{KindTable, SheetKind as Sheet};
use super::{columns, keys};

const PROJECT: &str = "name = \"政务云\"\nname_en = \"Cloud\"\nagency = \"office\"\njurisdiction = \"430100\"\n\
    stage = \"operation\"\napproved = 2024-03-01\ninvestment = 12.5\nmajor = true\ntraits = [\"cloud\", \"web\"]\nmlps_level = 3\n\
    [[evidence]]\nkind = \"test\"\nref = \"一号\"\nissued = 2024-02-01\n";
const OFFICE: &str = "name = \"数据局\"\njurisdiction = \"430100\"\n";

fn files(project: Option<&str>) -> Memory {
    let project = project.map(|text| ("projects/cloud.toml", text));
    let all = [("agencies/office.toml", OFFICE)].into_iter().chain(project);
    Memory::new(all.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())))
}

fn day() -> Day {
    Day::new(2026, 11, 21).unwrap()
}

#[test]
fn a_derived_column_holds_what_a_written_one_holds() {
    let registry = Registry::load(&files(Some(PROJECT))).unwrap();
    let (written, derived) = (Sheet::Projects, Sheet::Records(Kind::Project));
    let (rows, own) = (KindTable::of(&registry, derived, day()).rows, KindTable::of(&registry, written, day()).rows);
    let mut compared = 0;
    for (at, column) in written.columns().iter().enumerate().filter(|(_, column)| column.stored) {
        let place = derived.column(column.key);
        // Tables tell more where they are derived, and an entry of the register has another name in the JSON.
        if let (Some(place), false) = (place, matches!(column.form, super::CellForm::Rows(_))) {
            assert_eq!(rows[0][place], own[0][at], "{}", column.key);
            compared += 1;
        }
    }
    assert_eq!(compared, 13);
    let evidence = &rows[0][derived.column("evidence").unwrap()];
    let paper = ["test", "一号", "2024-02-01"];
    assert!(matches!(evidence, super::Cell::Rows(papers) if papers[0][..3] == paper), "{evidence:?}");
}

#[test]
fn every_key_of_every_kind_could_have_a_column() {
    for kind in Kind::ALL.iter().copied().filter(|kind| kind.is_many()) {
        let without: Vec<&&str> =
            keys(kind).iter().filter(|key| !columns(kind).iter().any(|column| column.key == **key)).collect();
        // The organs of a measure are keys that the measure chooses, the days of a request those that its steps name; cases have a sheet
        // of their own.
        assert!(without.iter().all(|key| matches!(**key, "organs" | "request" | "case")), "{kind:?}: {without:?}");
    }
}

#[test]
fn what_was_exported_is_imported_as_it_was() {
    let registry = Registry::load(&files(Some(PROJECT))).unwrap();
    let bytes = export::export(&registry, Sheet::Records(Kind::Project), day(), TableFormat::Csv, Lang::Zh).unwrap();
    let sheet = crate::sheet::read(&bytes, Some(Sheet::Records(Kind::Project)), None).unwrap();
    let options = ImportOptions { source: None, day: day(), update: false, reason: None, stubs: false };
    let source = files(Some(PROJECT));
    let again = import(&registry, &source, &sheet, &options).unwrap();
    assert_eq!((again.unchanged, again.files.len()), (1, 0), "{:?}", again.entries);
    let source = files(None);
    let registry = Registry::load(&source).unwrap();
    let new = import(&registry, &source, &sheet, &options).unwrap();
    assert_eq!(new.count(RowOutcome::Added), 1, "{:?}", new.entries);
    let text = &new.files["projects/cloud.toml"];
    assert!(text.contains("name = \"政务云\"\n") && text.contains("approved = 2024-03-01\n"), "{text}");
    assert!(text.contains("[[evidence]]\nkind = \"test\"\nref = \"一号\"\nissued = 2024-02-01\n"), "{text}");
}
