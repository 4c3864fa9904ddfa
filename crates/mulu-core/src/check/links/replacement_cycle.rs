//! `replacement-cycle`: standards that replace each other in a circle.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "replacement-cycle",
    group: Group::Links,
    level: Level::Deny,
    summary: StaticMessage { zh: "标准互相代替，成环", en: "standards that replace each other in a circle" },
    document: include_str!("replacement_cycle.md"),
    run: Run::Registry(check),
};

fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    for (_, standard) in cx.standards() {
        let Some(own) = &standard.number else { continue };
        for cited in
            standard.replaces.iter().chain(&standard.partly_replaces).filter(|cited| cited.number == own.number)
        {
            findings.report(
                standard.file,
                cited.span,
                message!("{0} 代替了自己", "{0} replaces itself", own.number),
                message!("从 replaces 中删去它自己的编号", "remove its own number from `replaces`"),
            );
        }
    }
    for cycle in cycles(registry) {
        let names: Vec<&str> = cycle.iter().map(|index| registry.standards[*index].name()).collect();
        let chain = names.iter().chain(names.first()).copied().collect::<Vec<_>>().join(" ← ");
        let standard = &registry.standards[cycle[0]];
        let span = standard.replaces.first().map_or(standard.name_span(), |cited| cited.span);
        let finding = findings.report(
            standard.file,
            span,
            message!("代替关系成环：{chain}", "replacements go in a circle: {chain}"),
            message!("核对各标准的 replaces：新的代替旧的", "check `replaces` of each: the newer replaces the older"),
        );
        for index in &cycle[1..] {
            let other = &registry.standards[*index];
            let span = other.replaces.first().map_or(other.name_span(), |cited| cited.span);
            finding.because(other.file, span, message!("{0} 也在环中", "{0} is part of it", other.name()));
        }
    }
}

/// Every circle of successors, each once, beginning with its first record. Follows chains with a stack of its own, since a
/// hostile registry may chain thousands of editions.
fn cycles(registry: &Registry) -> Vec<Vec<usize>> {
    const NEW: u8 = 0;
    const OPEN: u8 = 1;
    const DONE: u8 = 2;
    let mut state = vec![NEW; registry.standards.len()];
    let mut found = Vec::new();
    for start in 0..registry.standards.len() {
        if state[start] != NEW {
            continue;
        }
        state[start] = OPEN;
        let mut path = vec![(start, 0)];
        while let Some((index, next)) = path.last_mut() {
            let Some(&successor) = registry.successors(*index).get(*next) else {
                state[*index] = DONE;
                path.pop();
                continue;
            };
            *next += 1;
            if state[successor] == NEW {
                state[successor] = OPEN;
                path.push((successor, 0));
            } else if state[successor] == OPEN {
                let from = path.iter().position(|(index, _)| *index == successor).unwrap_or(0);
                let mut cycle: Vec<usize> = path[from..].iter().map(|(index, _)| *index).collect();
                let first = cycle.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
                cycle.rotate_left(first);
                found.push(cycle);
            }
        }
    }
    found.sort_unstable();
    found
}
