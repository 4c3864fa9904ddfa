//! `fact-missing`: a fact that decides what binds a project, or whether a paper is good, and that nobody has written down.

use crate::audit::{Flaw, ProjectAudit, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::condition::UnknownFact;
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Project;

/// The rule.
pub static RULE: Rule = Rule {
    id: "fact-missing",
    group: RuleGroup::Projects,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "缺少判定所需的事实",
        en: "a fact that decides what binds a project and is not written down",
    },
    document: include_str!("fact_missing.md"),
    run: Run::Records(check),
};

/// Not known is not "no": as long as a fact is missing at a gate that is reached, nobody can conclude that the project complies.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        audit.missing_facts().iter().for_each(|fact| of_project(cx, project, audit, fact, findings));
        for obligation in &audit.obligations {
            for flaw in &obligation.flaws {
                let Flaw::Lacks(key) = flaw.flaw else { continue };
                let name = demand_words(cx.registry, &obligation.asked);
                let finding = findings.report(
                    project.file,
                    super::span_of(project, flaw.place),
                    Message {
                        zh: format!("{}没有写 {key}，无从核对", name.zh),
                        en: format!("the {} does not say `{key}`, and cannot be checked for it", name.en),
                    },
                    message!("补上 `{key} = …`", "add `{key} = …`"),
                );
                super::because_demanded(cx.registry, finding, obligation);
                finding.about("key", key);
                super::because_of_agency(finding, project, flaw.place);
            }
        }
    }
}

fn of_project(
    cx: &CheckContext<'_>,
    project: &Project,
    audit: &ProjectAudit,
    fact: UnknownFact,
    findings: &mut Findings<'_>,
) {
    let open: Vec<_> =
        audit.undecided.iter().filter(|undecided| undecided.reached && undecided.facts.has(fact)).collect();
    let (key, count) = (fact.id(), open.len());
    let names: Vec<Message> =
        open.iter().take(3).map(|undecided| demand_words(cx.registry, &undecided.asked)).collect();
    let join = |of: fn(&Message) -> &str, comma: &str| names.iter().map(of).collect::<Vec<_>>().join(comma);
    let (zh, en) = (join(|words| &words.zh, "、"), join(|words| &words.en, ", "));
    let finding = findings.report(
        project.file,
        super::stage_span(project),
        message!(
            "没有写 {key}，有 {count} 项要求无法判定：{zh}",
            "`{key}` is not given, and what turns on it cannot be decided ({count}): {en}"
        ),
        message!("补上 `{key} = …`", "add `{key} = …`"),
    );
    finding.about("key", key);
    for demand in open.iter().flat_map(|undecided| &undecided.demanded_by).take(10) {
        let reference = &demand.reference;
        finding.because(
            demand.place.file,
            demand.place.span,
            message!("{reference} 的条件", "the condition of {reference}"),
        );
    }
}
