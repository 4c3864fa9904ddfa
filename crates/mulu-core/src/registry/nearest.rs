//! What somebody who asked for something that is not there may have meant.

use crate::day::Day;
use crate::number::Number;
use crate::parse::nearest;

use super::serial_variants::SerialVariants;
use super::{ClauseRef, Registry};

impl Registry {
    /// The ids and numbers nearest to one that the registry does not have, the likeliest first; at most three.
    ///
    /// Of a clause its own policy's clauses, else the policy; of a number the edition in force of the same standard before any that
    /// only looks alike.
    #[must_use]
    pub fn nearest_to(&self, what: &str, day: Day) -> Vec<String> {
        let mut near: Vec<String> = match what.split_once('#') {
            Some((policy, id)) => self.nearest_clause(policy, id).into_iter().collect(),
            None => self.nearest_record(what, day).into_iter().flatten().collect(),
        };
        near.dedup();
        near
    }

    fn nearest_clause(&self, policy: &str, id: &str) -> Option<String> {
        let Some(index) = self.policy(policy) else {
            let near = nearest(policy, self.policies.iter().map(|policy| policy.id.as_str()))?;
            let reference = format!("{near}#{id}");
            return Some(if self.clause(&reference).is_some() { reference } else { near.to_owned() });
        };
        let policy = &self.policies[index];
        let ids = policy.clauses.iter().filter_map(|clause| clause.id.as_ref()).map(|id| id.value.as_str());
        let near = nearest(id, ids).and_then(|near| policy.clause(near));
        Some(near.map_or_else(|| policy.id.clone(), |clause| ClauseRef { policy, clause }.reference()))
    }

    fn nearest_record(&self, what: &str, day: Day) -> Vec<Option<String>> {
        let number = self.number(what);
        if !number.is_opaque() {
            return self.nearest_numbers(&number, day).into_iter().map(Some).collect();
        }
        let policies = self.policies.iter().map(|policy| policy.id.as_str());
        let agencies = self.agencies.iter().map(|agency| agency.id.as_str());
        let projects = self.projects.iter().map(|project| project.id.as_str());
        let standards = self.standards.iter().map(|standard| standard.id.as_str());
        vec![nearest(what, policies.chain(agencies).chain(projects).chain(standards)).map(str::to_owned)]
    }

    /// What somebody who wrote a number that is not recorded may have meant, the likeliest first, at most three: the edition in force of
    /// the same standard where the year is wrong; the same number of another nature, `GB 22239` for `GB/T 22239`; the parts of a standard
    /// that has parts; a serial one slip away. Never the number itself.
    #[must_use]
    pub fn nearest_numbers(&self, number: &Number, day: Day) -> Vec<String> {
        let mut near: Vec<String> = Vec::new();
        let stem = number.undated();
        let add = |near: &mut Vec<String>, stem: &Number| {
            for index in self.in_force(stem, day) {
                let index = self.as_revised(index, day);
                let name = self.standards[index].name();
                let is_itself = self.standards[index].number.as_ref().is_some_and(|own| own.number == *number);
                if !is_itself && !near.iter().any(|known| known == name) {
                    near.push(name.to_owned());
                }
            }
        };
        let serial_variants = self.serial_variants();
        if serial_variants.has_serial_of(&stem) {
            if number.is_dated() || number.is_amendment() || number.names_all_parts() {
                add(&mut near, &stem);
            }
            for other in other_natures(&stem) {
                add(&mut near, &self.config.grammar.parse(&other));
            }
            if near.is_empty() {
                add(&mut near, &self.config.grammar.parse(&format!("{}（所有部分）", stem.canonical())));
            }
            if near.is_empty()
                && let Some(whole) = stem.whole()
            {
                add(&mut near, &whole);
            }
        }
        if near.is_empty() {
            for other in serial_variants.near(&stem) {
                add(&mut near, &other);
            }
        }
        near.truncate(3);
        near
    }
}

impl Registry {
    fn serial_variants(&self) -> &SerialVariants {
        self.links.serial_variants.get_or_init(|| {
            let own =
                || self.standards.iter().filter_map(|standard| standard.number.as_ref()).map(|cited| &cited.number);
            let former = self.standards.iter().flat_map(|standard| &standard.former_numbers);
            let former = former.filter_map(|former| former.number.as_ref()).map(|cited| &cited.number);
            let families = own().filter(|number| !number.is_amendment()).chain(former.clone()).map(Number::undated);
            let wholes = own().filter_map(Number::whole);
            SerialVariants::of(families.collect(), own().chain(former).cloned().chain(wholes))
        })
    }
}

/// The same undated number with the other natures that its code may have: `GB 1` and `GB/Z 1` of `GB/T 1`.
fn other_natures(stem: &Number) -> Vec<String> {
    let Some((code, serial)) = stem.canonical().split_once(' ') else { return Vec::new() };
    let bare = code.strip_suffix("/T").or_else(|| code.strip_suffix("/Z")).unwrap_or(code);
    let codes = [format!("{bare}/T"), bare.to_owned(), format!("{bare}/Z")];
    codes.into_iter().filter(|other| other != code).map(|other| format!("{other} {serial}")).collect()
}
