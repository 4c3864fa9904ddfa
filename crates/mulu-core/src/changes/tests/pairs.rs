//! Which file before is which file after.

use crate::changes::{Change, RecordChange, Version, between, pair_renames};
use crate::model::Kind;
use crate::source::Memory;

use super::{edited, prose};

fn at(path: &str, version: Version) -> (String, Version) {
    (path.to_owned(), version)
}

fn numbered(number: &str) -> Version {
    prose(&format!("number = \"{number}\"\ntitle = \"甲\""), "")
}

/// The pairs, as old and new paths.
fn paths(gone: Vec<(String, Version)>, new: Vec<(String, Version)>) -> Vec<(Option<String>, Option<String>)> {
    let path = |file: Option<(String, Version)>| file.map(|(path, _)| path);
    pair_renames(gone, new).into_iter().map(|pair| (path(pair.old), path(pair.new))).collect()
}

fn pair(old: &str, new: &str) -> (Option<String>, Option<String>) {
    let path = |path: &str| Some(path.to_owned()).filter(|path| !path.is_empty());
    (path(old), path(new))
}

#[test]
fn one_number_under_two_file_names_is_a_rename() {
    let gone = vec![at("standards/national/a.md", numbered("GB/T 1-2020"))];
    let new = vec![at("standards/national/b.md", numbered("GB/T 1—2020"))];
    assert_eq!(paths(gone, new), [pair("standards/national/a.md", "standards/national/b.md")]);
}

#[test]
fn one_file_name_in_two_folders_is_a_rename() {
    let gone = vec![at("standards/national/a.md", numbered("GB/T 1-2020"))];
    let new = vec![at("standards/industry/a.md", numbered("YD/T 1-2020"))];
    assert_eq!(paths(gone, new), [pair("standards/national/a.md", "standards/industry/a.md")]);
}

#[test]
fn records_of_two_kinds_are_never_one() {
    let name = Version::read(Kind::Agency, b"name = \"same\"");
    let gone = vec![at("agencies/a.toml", name.clone())];
    let new = vec![at("projects/a.toml", name)];
    assert_eq!(paths(gone, new), [pair("", "projects/a.toml"), pair("agencies/a.toml", "")]);
}

#[test]
fn among_several_that_fit_the_one_with_the_same_content_is_taken() {
    let title = |prose_: &str| prose("title = \"甲\"", prose_);
    let gone = vec![at("policies/a.md", title("一")), at("policies/b.md", title("二"))];
    let new = vec![at("policies/c.md", title("二")), at("policies/d.md", title("一"))];
    let expected = [pair("policies/b.md", "policies/c.md"), pair("policies/a.md", "policies/d.md")];
    assert_eq!(paths(gone, new), expected);
}

#[test]
fn each_file_that_is_gone_is_renamed_once_at_most() {
    let gone = vec![at("standards/national/a.md", numbered("GB/T 1-2020"))];
    let new = ["b", "c"].map(|id| at(&format!("standards/national/{id}.md"), numbered("GB/T 1-2020")));
    let expected = [pair("standards/national/a.md", "standards/national/b.md"), pair("", "standards/national/c.md")];
    assert_eq!(paths(gone, new.to_vec()), expected);
}

fn registry(files: &[(&str, &str)]) -> Memory {
    Memory::new(files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())))
}

fn change(path: &str, change: Change) -> RecordChange {
    RecordChange { path: path.to_owned(), change }
}

#[test]
fn between_two_registries_changes_stand_by_path_whatever_their_kind() {
    let before = registry(&[
        ("agencies/old.toml", "name = \"甲\""),
        ("policies/p.md", "+++\ntitle = \"一\"\n+++\n"),
        ("standards/national/s.md", "+++\ntitle = \"一\"\n+++\n"),
        ("agencies/README.md", "before"),
    ]);
    let after = registry(&[
        ("agencies/new.toml", "name = \"甲\"\nname_en = \"A\""),
        ("policies/p.md", "+++\ntitle = \"二\"\n+++\n"),
        ("projects/z.toml", "name = \"新\""),
        ("agencies/README.md", "after"),
    ]);
    let expected = [
        change("agencies/new.toml", Change::Moved { from: "agencies/old.toml".into() }),
        change("agencies/new.toml", edited(&["name_en"])),
        change("policies/p.md", edited(&["title"])),
        change("projects/z.toml", Change::Added),
        change("standards/national/s.md", Change::Removed),
    ];
    assert_eq!(between(&before, &after).unwrap(), expected);
    assert_eq!(between(&after, &after).unwrap(), []);
}

#[test]
fn a_record_too_large_to_be_read_was_edited_in_some_way() {
    let large = format!("name = \"{}\"", "甲".repeat(1 << 20));
    let before = registry(&[("projects/a.toml", "name = \"甲\"")]);
    let after = registry(&[("projects/a.toml", &large)]);
    assert_eq!(between(&before, &after).unwrap(), [change("projects/a.toml", edited(&[]))]);
}

#[test]
fn a_change_knows_the_kind_and_the_id_of_its_record() {
    let change = change("standards/national/gb-t-1-2020.md", Change::Added);
    assert_eq!((change.kind(), change.id()), (Kind::Standard, "gb-t-1-2020"));
}
