//! `replacement-cycle`: standards that replace each other in a circle.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "replacement-cycle",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "标准互相代替，成环", en: "standards that replace each other in a circle" },
    document: include_str!("replacement_cycle.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
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

/// One circle of each group of standards that lead to each other, beginning with its first record: where all of a group replace each other,
/// it has more circles than anybody could read.
fn cycles(registry: &Registry) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = groups(registry).iter().filter_map(|group| circle_of(registry, group)).collect();
    found.sort_unstable();
    found
}

/// The standards of which each leads to each other by successors, in groups of two and more (Tarjan). Follows chains with a stack of its own,
/// since a hostile registry may chain thousands of editions.
fn groups(registry: &Registry) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let count = registry.standards.len();
    let (mut order, mut lowest, mut is_open) = (vec![NEW; count], vec![NEW; count], vec![false; count]);
    let (mut next_order, mut open, mut groups) = (0, Vec::new(), Vec::new());
    for start in 0..count {
        if order[start] != NEW {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((index, next)) = path.last_mut() {
            let index = *index;
            if *next == 0 {
                (order[index], lowest[index], is_open[index]) = (next_order, next_order, true);
                next_order += 1;
                open.push(index);
            }
            if let Some(&successor) = registry.successors(index).get(*next) {
                *next += 1;
                if order[successor] == NEW {
                    path.push((successor, 0));
                } else if is_open[successor] {
                    lowest[index] = lowest[index].min(order[successor]);
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                lowest[*above] = lowest[*above].min(lowest[index]);
            }
            if lowest[index] == order[index] {
                let from = open.iter().rposition(|own| *own == index).unwrap_or(0);
                let group = open.split_off(from);
                group.iter().for_each(|own| is_open[*own] = false);
                if group.len() > 1 {
                    groups.push(group);
                }
            }
        }
    }
    groups
}

/// A shortest circle through the first record of a group.
fn circle_of(registry: &Registry, group: &[usize]) -> Option<Vec<usize>> {
    let first = *group.iter().min()?;
    let members: HashSet<usize> = group.iter().copied().collect();
    let mut came_from: HashMap<usize, usize> = HashMap::new();
    let mut waiting = VecDeque::from([first]);
    while let Some(index) = waiting.pop_front() {
        for &successor in registry.successors(index).iter().filter(|own| members.contains(own)) {
            if successor == first {
                let mut circle = vec![index];
                while let Some(before) = circle.last().and_then(|last| came_from.get(last)) {
                    circle.push(*before);
                }
                circle.reverse();
                return Some(circle);
            }
            if let Entry::Vacant(free) = came_from.entry(successor) {
                free.insert(index);
                waiting.push_back(successor);
            }
        }
    }
    None
}
