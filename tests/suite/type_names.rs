//! One name, one type: who reads `Review` in one file need not look up which of several it is in the next.

use std::collections::BTreeMap;

use crate::harness::sources::sources;

/// Types that are declared more than once under one name, with the reason.
const DOUBLED: [(&str, &str); 1] = [(
    "AgencyKeys",
    "one type with and without the feature `signatures`: whoever reads agencies' keys need not ask which program this is",
)];

/// The type that a line declares, and whether other modules can name it. Associated types, which stand within an `impl`, are none.
fn declared(line: &str) -> Option<(&str, bool)> {
    let text = line.trim_start();
    let (is_shared, text) = match text.strip_prefix("pub") {
        Some(rest) => (true, rest.split_once(' ')?.1),
        None => (false, text),
    };
    let (keyword, rest) = text.split_once(' ')?;
    let is_type = match keyword {
        "struct" | "enum" | "trait" | "union" => true,
        "type" => text.len() == line.len() || is_shared,
        _ => false,
    };
    let end = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let name = rest.get(..end)?;
    (is_type && name.starts_with(|first: char| first.is_ascii_uppercase())).then_some((name, is_shared))
}

#[test]
fn no_two_types_have_one_name() {
    let mut shared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut within: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for file in sources() {
        for (name, is_shared) in file.text.lines().filter_map(declared) {
            if is_shared {
                shared.entry(name.to_owned()).or_default().push(file.path.clone());
            }
            within.entry((file.package().to_owned(), name.to_owned())).or_default().push(file.path.clone());
        }
    }
    assert!(shared.len() > 800, "only {} types were found", shared.len());
    let allowed = |name: &str| DOUBLED.iter().any(|(doubled, _)| *doubled == name);
    let shared: BTreeMap<_, _> = shared.into_iter().filter(|(_, files)| files.len() > 1).collect();
    let others: Vec<_> = shared.iter().filter(|(name, _)| !allowed(name)).collect();
    assert!(others.is_empty(), "types of one name that several modules can name: {others:#?}");
    let private: Vec<_> = within.iter().filter(|((_, name), files)| files.len() > 1 && !allowed(name)).collect();
    assert!(private.is_empty(), "types of one name in one crate: {private:#?}");
    // What needs no leave any more has none.
    let stale: Vec<_> = DOUBLED.iter().filter(|(name, _)| !shared.contains_key(*name)).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

#[test]
fn a_declaration_is_known_from_its_line() {
    assert_eq!(declared("pub struct Review {"), Some(("Review", true)));
    assert_eq!(declared("    pub enum Listing {"), Some(("Listing", true)));
    assert_eq!(declared("pub(super) type Rows<'a> = Vec<&'a str>;"), Some(("Rows", true)));
    assert_eq!(declared("struct Long<T> {"), Some(("Long", false)));
    assert_eq!(declared("    type Item = u8;"), None);
    assert_eq!(declared("/// pub struct Review"), None);
}
