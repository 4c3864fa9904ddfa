//! What holds of every project: one government's measure is no other's, and nothing gets better by waiting.

use mulu_core::audit::{Audits, Verdict};
use mulu_core::model::Stage;
use proptest::prelude::*;

use super::{Law, Told};
use crate::harness::in_memory::day;

const CODES: [&str; 5] = ["430100", "430102", "430000", "420000", "430400"];
const STAGES: [&str; 5] = ["planning", "approval", "construction", "acceptance", "operation"];

prop_compose! {
    fn project()(
        at in 0..CODES.len(), stage in 0..STAGES.len(), approved in proptest::option::of(2014..2026_i32),
        level in proptest::option::of(1..=5_i64), cloud in any::<bool>(), major in any::<bool>(), classified in any::<bool>(),
        shown in any::<bool>(), declared in any::<bool>(),
    ) -> (usize, String) {
        let mut text = format!("jurisdiction = \"{}\"\nmajor = {major}\nclassified = {classified}\n", CODES[at]);
        text += &format!("stage = \"{}\"\n", STAGES[stage]);
        approved.into_iter().for_each(|year| text += &format!("approved = {year}-03-01\n"));
        level.into_iter().for_each(|level| text += &format!("mlps_level = {level}\n"));
        text += if cloud { "traits = [\"cloud\"]\n" } else { "" };
        text += if declared { "[[conformance]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"met\"\n" } else { "" };
        text += if shown { "[[evidence]]\nkind = \"proof\"\nref = \"1\"\nissued = 2020-01-01\n" } else { "" };
        (at, text)
    }
}

prop_compose! {
    fn measure()(
        at in 0..CODES.len(), own in any::<bool>(), gate in 0..STAGES.len(), when in 0..4_usize, lasting in any::<bool>(),
        year in 2014..2026_i32,
    ) -> (usize, bool, i32, String) {
        let when = ["", "when = '\"cloud\" in traits'\n", "when = \"mlps_level >= 3\"\n", "when = \"!classified && major\"\n"][when];
        let clause = format!("subject = \"project\"\ngate = \"{}\"\nlasting = {lasting}\nmandates = [\"GB/T 22239-2008\"]\nrequires = [\"proof\"]\n{when}", STAGES[gate]);
        (at, own, year, clause)
    }
}

fn policy(law: Law, id: &str, (at, own, year, clause): &(usize, bool, i32, String)) -> Law {
    let reach = if *own { "own" } else { "below" };
    let head = format!("reach = \"{reach}\"");
    let law = law.policy(id, CODES[*at], &head, clause);
    let (path, text) = law.files.last().cloned().unwrap();
    law.file(
        &path,
        &text.replace("2018-05-12", &format!("{year}-01-01")).replace("2018-06-12", &format!("{year}-06-12")),
    )
}

fn within(outer: &str, inner: &str, own: bool) -> bool {
    if own { outer == inner } else { mulu_core::number::contains(outer, inner) }
}

fn told(law: &Law, project: &str) -> Told {
    law.clone().project(project).audit()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_measure_of_one_government_changes_nothing_outside_it((at, text) in project(), first in measure(), second in measure()) {
        let base = policy(Law::new().proof("").baseline(""), "a", &first);
        let more = policy(base.clone(), "b", &second);
        if !within(CODES[second.0], CODES[at], second.1) {
            prop_assert_eq!(told(&base, &text), told(&more, &text));
        }
    }

    #[test]
    fn a_listing_adds_nobody_to_a_recommended_standard_and_takes_nobody_away((_, text) in project(), measure in measure(), scoped in any::<bool>()) {
        let scope = if scoped { "applies_to = [\"mobile\"]\nwhen = \"mlps_level >= 4\"\n" } else { "" };
        let listing = format!("[catalogue]\nstatus = \"listed\"\nlisted = 2025-06-01\nbinding = \"mandatory\"\nmandated_by = [\"a#1\"]\n{scope}");
        let of = |listing: &str| told(&policy(Law::new().proof("").baseline(listing), "a", &measure), &text).obligations;
        prop_assert_eq!(of(""), of(&listing));
    }

    #[test]
    fn a_later_measure_never_asks_more((_, text) in project(), measure in measure(), later in 1..8_i32) {
        let of = |year: i32| {
            let (at, own, _, clause) = measure.clone();
            told(&policy(Law::new().proof("").baseline(""), "a", &(at, own, year, clause)), &text)
        };
        let (before, after) = (of(measure.2), of((measure.2 + later).min(2026)));
        for (id, ..) in &after.obligations {
            let known = before.verdict(id).is_some() || before.undecided.contains(id);
            prop_assert!(known, "{} is asked by the later measure alone", id);
        }
    }

    #[test]
    fn a_later_stage_never_meets_what_is_missing((_, text) in project(), measure in measure()) {
        let law = policy(Law::new().proof("").baseline(""), "a", &measure).project(&text);
        let registry = law.load();
        let audits = Audits::of(&registry, day(super::TODAY));
        let project = &registry.projects[0];
        let now = audits.project(0);
        for stage in Stage::ALL.into_iter().filter(|stage| *stage > now.stage && *stage != Stage::Retired) {
            let then = audits.at(project, stage);
            for obligation in now.obligations.iter().filter(|obligation| obligation.verdict == Verdict::Missing) {
                let later = then.obligations.iter().find(|later| later.asked == obligation.asked);
                prop_assert!(later.is_none_or(|later| later.verdict != Verdict::Met));
            }
        }
        // So too where the record itself goes on.
        let order = STAGES.iter().position(|stage| text.contains(&format!("stage = \"{stage}\""))).unwrap();
        for later in &STAGES[order + 1..] {
            let moved = text.replace(&format!("stage = \"{}\"", STAGES[order]), &format!("stage = \"{later}\""));
            let then = told(&policy(Law::new().proof("").baseline(""), "a", &measure), &moved);
            for obligation in now.obligations.iter().filter(|obligation| obligation.verdict == Verdict::Missing) {
                let id = match &obligation.asked {
                    mulu_core::audit::Requirement::Standard(index) => registry.standards[*index].id.clone(),
                    mulu_core::audit::Requirement::Evidence(kind) => kind.clone(),
                };
                prop_assert_ne!(then.verdict(&id), Some("met"));
            }
        }
    }
}
