//! A kind of record is declared once: what is done with all kinds asks the declarations, so that a new one is forgotten nowhere.

use std::collections::BTreeMap;
use std::path::Path;

use mulu_core::model::{Kind, Presentation};

use crate::harness::sources::sources;

/// The files that name most kinds one by one, with the reason: each treats some of them as no other kind is treated. A file that is
/// missing here goes through all kinds by names of its own, and would forget the next one without a word.
const NAMED: [(&str, &str); 8] = [
    ("crates/mulu-core/src/edit/rename.rs", "what a reference can name: a number, a clause, an id of one kind"),
    (
        "crates/mulu-core/src/facts/holds/mod.rs",
        "of which days what is said of a record is counted; every other kind: those it writes down",
    ),
    (
        "crates/mulu-lsp/src/analysis/entity.rs",
        "what is declared within a record: clauses, topics, traits; every other kind: its name",
    ),
    ("crates/mulu-site/src/fill/mod.rs", "links to pages that are written"),
    ("crates/mulu-site/src/twins.rs", "pages that are written, where a record has another name now"),
    ("src/desk/record_form.rs", "the words of the kinds that a form begins, a draft among them"),
    ("src/cli/list.rs", "tables with columns of their own; every other kind: its keys"),
    ("src/scaffold/record.rs", "new records with more than the keys that they must have"),
];

/// Whether a text names a kind: `Kind::Standard`, and not `ReferentKind::Standard`.
fn names(text: &str, kind: &str) -> bool {
    text.match_indices(kind).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

#[test]
fn nothing_goes_through_the_kinds_by_names_of_its_own() {
    let kinds: Vec<String> =
        Kind::ALL.iter().filter(|kind| kind.is_many()).map(|kind| format!("Kind::{kind:?}")).collect();
    // Whose pages are written has code of its own; a kind that is derived may be named nowhere.
    let is_written = |kind: &&Kind| kind.is_many() && kind.declaration().pages == Presentation::Written;
    let most = Kind::ALL.iter().filter(is_written).count();
    assert!(most >= 5, "{} kinds", kinds.len());
    let mut naming = BTreeMap::new();
    for file in sources() {
        let named = kinds.iter().filter(|kind| names(&file.text, kind)).count();
        naming.insert(file.path, named);
    }
    let allowed = |path: &str| NAMED.iter().any(|(own, _)| *own == path);
    let others: Vec<_> = naming.iter().filter(|(path, named)| **named >= most && !allowed(path)).collect();
    assert!(others.is_empty(), "they name {most} kinds and more: {others:?}");
    // What needs no leave any more has none.
    let stale: Vec<_> = NAMED.iter().filter(|(path, _)| naming.get(*path).is_none_or(|named| *named < most)).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

#[test]
fn the_extension_knows_the_files_of_every_kind() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let extension = std::fs::read_to_string(root.join("editors/vscode/extension.js")).unwrap();
    for kind in Kind::ALL {
        let place = kind.folder().map_or(kind.files(), |folder| format!("{folder}/"));
        assert!(extension.contains(&format!("\"**/{place}")) || place.starts_with("policies/"), "{place}");
    }
}
