//! Every key has one owner, and every owner a key.

use std::collections::BTreeSet;

use super::{known_keys, owner};
use crate::model::{FieldSpec, Kind};
use crate::schema::schemas;

/// A key that is read and stands nowhere in the table, or stands there twice, or is read no more.
#[test]
fn every_key_of_every_kind_has_an_owner() {
    let mut read: BTreeSet<(Kind, String)> = BTreeSet::new();
    for (kind, schema) in schemas() {
        read.extend(known_keys(kind, schema.path).into_iter().map(|key| (kind, key)));
    }
    let declared = || Kind::ALL.iter().flat_map(|kind| kind.declaration().fields.iter().map(|field| (*kind, field)));
    let named: Vec<(Kind, String)> = declared().map(|(kind, field)| (kind, field.key.to_owned())).collect();
    let once: BTreeSet<(Kind, String)> = named.iter().cloned().collect();
    assert_eq!(once.len(), named.len(), "a key that stands in the table twice");
    let without: Vec<_> = read.iter().filter(|(kind, key)| owner(*kind, key).is_none()).collect();
    assert!(without.is_empty(), "keys without an owner: {without:?}");
    let is_read = |(of, field): &(Kind, &FieldSpec)| {
        read.iter().any(|(kind, key)| kind == of && (field.key == key || field.is_above(key)))
    };
    let unread: Vec<_> = declared().filter(|declared| !is_read(declared)).collect();
    assert!(unread.is_empty(), "keys that nobody reads: {unread:?}");
}
