//! Three texts of a record: the one that a form was made from, the file as it is now, and what the person typed. What only one of the
//! two changed is taken over; what both changed otherwise, the person decides.

use std::collections::BTreeMap;

use mulu_core::edit::{RecordValues, values};
use mulu_core::message::Message;

use super::record_edit::{FormValues, entries_above};

/// A field that both have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its path in the file as it is now.
    pub path: String,
    /// What it said when the form was made.
    pub was: String,
    /// What the file says now.
    pub now: String,
}

/// A form brought over to the file as it is now.
#[derive(Debug, Default)]
pub struct MergedForm {
    /// What the person typed, where the file is now.
    pub typed: FormValues,
    /// What both have changed.
    pub conflicts: Vec<Conflict>,
    /// What was typed into entries that are gone: the path that they had, and the text.
    pub lost: Vec<(String, String)>,
}

/// Brings a form over.
///
/// # Errors
/// When one of the two texts is not TOML: then nothing can be compared.
pub fn merge(path: &str, base: &str, now: &str, typed: &FormValues) -> Result<MergedForm, Message> {
    let (base, now) = (values(path, base)?, values(path, now)?);
    let places = EntryPlaces::of(&base, &now);
    let mut merged = MergedForm::default();
    for (path, text) in &typed.fields {
        let was = said(&base, path);
        if text.trim() == was.trim() {
            continue;
        }
        let Some(target) = places.moved(path, &base, &now) else {
            merged.lost.push((path.clone(), text.clone()));
            continue;
        };
        let there = said(&now, &target);
        if there.trim() != was.trim() && there.trim() != text.trim() {
            merged.conflicts.push(Conflict { path: target.clone(), was, now: there });
        }
        merged.typed.fields.insert(target, text.clone());
    }
    for entry in &typed.removed {
        // What somebody has changed meanwhile does not go unseen.
        let stays = places
            .moved(&format!("{entry}.x"), &base, &now)
            .and_then(|path| path.strip_suffix(".x").map(str::to_owned));
        if let Some(target) = stays.filter(|target| below(&now, target) == below(&base, entry)) {
            merged.typed.removed.push(target);
        }
    }
    Ok(merged)
}

fn said(values: &RecordValues, path: &str) -> String {
    if path == "prose" {
        return values.prose.as_ref().map_or(String::new(), |(prose, _)| prose.replace("\r\n", "\n"));
    }
    values.text(path).to_owned()
}

/// Where the entries of each list that is not within another lie now.
struct EntryPlaces(BTreeMap<String, Vec<Option<usize>>>);

impl EntryPlaces {
    fn of(base: &RecordValues, now: &RecordValues) -> EntryPlaces {
        let top = base.entries.iter().filter(|(list, _)| entries_above(list).is_empty());
        EntryPlaces(top.map(|(list, all)| (list.clone(), followed(list, all.len(), base, now))).collect())
    }

    /// The path that a field has now; none where its entry is gone.
    fn moved(&self, path: &str, base: &RecordValues, now: &RecordValues) -> Option<String> {
        let Some((list, at)) = entries_above(path).into_iter().next() else { return Some(path.to_owned()) };
        let rest = path.strip_prefix(&format!("{list}.{at}"))?;
        let count = base.count(&list);
        let place = if at >= count { at - count + now.count(&list) } else { (*self.0.get(&list)?.get(at)?)? };
        Some(format!("{list}.{place}{rest}"))
    }
}

/// Where each entry of a list lies now: the one that says the same, else the one at its place where that is nobody else's.
fn followed(list: &str, count: usize, base: &RecordValues, now: &RecordValues) -> Vec<Option<usize>> {
    let mut taken = vec![false; now.count(list)];
    let mut found: Vec<Option<usize>> = Vec::new();
    for at in 0..count {
        let own = below(base, &format!("{list}.{at}"));
        let same = (0..taken.len())
            .find(|place| taken.get(*place) == Some(&false) && below(now, &format!("{list}.{place}")) == own);
        if let Some(mark) = same.and_then(|place| taken.get_mut(place)) {
            *mark = true;
        }
        found.push(same);
    }
    for (at, place) in found.iter_mut().enumerate() {
        if place.is_none() && taken.get(at) == Some(&false) {
            *place = Some(at);
            taken.get_mut(at).into_iter().for_each(|mark| *mark = true);
        }
    }
    found
}

/// What is said below a path.
fn below<'v>(values: &'v RecordValues, path: &str) -> Vec<(&'v str, &'v str)> {
    let begins = format!("{path}.");
    let within =
        values.fields.iter().filter_map(|(own, field)| Some((own.strip_prefix(&begins)?, field.text.as_str())));
    within.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "agencies/a.toml";
    const BASE: &str = "name = \"a\"\ncontact = \"x\"\n\n[[order]]\nabout = \"one\"\n\n[[order]]\nabout = \"two\"\n";

    fn merged(now: &str, fields: &[(&str, &str)]) -> MergedForm {
        let fields = fields.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        merge(PATH, BASE, now, &FormValues { fields, removed: Vec::new() }).unwrap()
    }

    #[test]
    fn what_only_one_of_the_two_changed_is_taken_over() {
        let now = BASE.replace("contact = \"x\"", "contact = \"y\"");
        let merged = merged(&now, &[("name", "b"), ("contact", "x")]);
        assert_eq!(merged.typed.fields, BTreeMap::from([("name".to_owned(), "b".to_owned())]));
        assert!(merged.conflicts.is_empty());
    }

    #[test]
    fn what_both_changed_is_asked() {
        let now = BASE.replace("name = \"a\"", "name = \"c\"");
        let merged = merged(&now, &[("name", "b")]);
        let asked = Conflict { path: "name".to_owned(), was: "a".to_owned(), now: "c".to_owned() };
        assert_eq!(merged.conflicts, [asked]);
    }

    #[test]
    fn entries_are_followed_where_others_came_or_went() {
        let now =
            BASE.replace("[[order]]\nabout = \"one\"", "[[order]]\nabout = \"new\"\n\n[[order]]\nabout = \"one\"");
        let merged_now = merged(&now, &[("order.1.closed", "2026-01-01"), ("order.2.about", "mine")]);
        let paths: Vec<&str> = merged_now.typed.fields.keys().map(String::as_str).collect();
        assert_eq!(paths, ["order.2.closed", "order.3.about"]);
        let gone = BASE.replace("[[order]]\nabout = \"one\"\n\n", "");
        let merged_gone = merged(&gone, &[("order.0.closed", "2026-01-01"), ("order.1.closed", "2026-01-01")]);
        assert_eq!(merged_gone.lost, [("order.0.closed".to_owned(), "2026-01-01".to_owned())]);
        assert!(merged_gone.typed.fields.contains_key("order.0.closed"));
    }
}
