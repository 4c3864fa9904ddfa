//! `evidence-invalid`: a paper that is not what its kind asks for, or came too late.

use crate::audit::{Flaw, Obligation, PaperFlaw, demand_words};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::{Message, StaticMessage};
use crate::model::Project;
use crate::registry::Registry;

/// The rule.
pub static RULE: Rule = Rule {
    id: "evidence-invalid",
    group: RuleGroup::Projects,
    level: Severity::Deny,
    summary: StaticMessage { zh: "证明材料不合要求", en: "evidence that is not what its kind asks for" },
    document: include_str!("evidence_invalid.md"),
    run: Run::Records(check),
};

/// Where the paper holds the project the finding is denied. One that came after its gate is a warning: nobody can make it in time any
/// more, and it holds nobody for ever.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for (project, audit) in cx.audited() {
        for obligation in &audit.obligations {
            let told = obligation.flaws.iter().filter(|flaw| !matches!(flaw.flaw, Flaw::Lacks(_)));
            told.for_each(|flaw| report(cx.registry, project, obligation, *flaw, findings));
        }
        for flaw in audit.misplaced.iter().filter(|_| !super::is_retired(audit)) {
            let (message, help) = misplaced(project, flaw.flaw);
            findings.report(flaw.place.file, flaw.place.span, message, help).at_most_warn();
        }
    }
}

/// Why a paper in a project's file answers nothing there.
fn misplaced(project: &Project, flaw: Flaw) -> (Message, Message) {
    if flaw == Flaw::Derived {
        return (
            message!(
                "这种材料由信息资源的记录回答，项目里的这一节不算数",
                "records of information resources answer for this kind of evidence, and a paper does not count"
            ),
            message!(
                "删去这一节；在 resources/ 各资源的 project、registered 里写明",
                "remove it, and say it in `project` and `registered` of the resources"
            ),
        );
    }
    let agency = project.agency.as_ref().map_or("", |agency| agency.value.as_str());
    (
        message!(
            "这种材料说的是单位，写在项目里不算数",
            "this kind of evidence is about the agency, and does not count in a project's file"
        ),
        message!(
            "移到 agencies/{agency}.toml 的 [[evidence]]，本单位的项目都以它为准",
            "move it to an [[evidence]] of agencies/{agency}.toml: it answers for all its projects"
        ),
    )
}

fn report(
    registry: &Registry,
    project: &Project,
    obligation: &Obligation,
    flaw: PaperFlaw,
    findings: &mut Findings<'_>,
) {
    let name = demand_words(registry, &obligation.asked);
    let (what, help) = words(flaw.flaw);
    let message = Message { zh: format!("{}{}", name.zh, what.zh), en: format!("the {} {}", name.en, what.en) };
    let finding = findings.report(project.file, super::span_of(project, flaw.place), message, help);
    super::because_demanded(registry, finding, obligation);
    finding.about("flaw", flaw.flaw.id());
    super::because_of_agency(finding, project, flaw.place);
    if !(obligation.holds && flaw.flaw.is_fatal()) {
        finding.at_most_warn();
    }
}

fn words(flaw: Flaw) -> (Message, Message) {
    let renew = message!("补正后另写一节 [[evidence]]", "have it put right and add it as another [[evidence]]");
    match flaw {
        Flaw::Failed => (message!("的结论是不合格", "says failed"), renew),
        Flaw::TooShort => (message!("所覆盖的时间不足", "covers too short a time"), renew),
        Flaw::WrongIssuer => (
            message!("的出具单位不在可以出具的单位之列", "was not issued by anyone who may issue it"),
            message!(
                "由可以出具的单位出具，见 policies/evidence.toml 的 issuers",
                "have it issued by one of `issuers` in policies/evidence.toml"
            ),
        ),
        Flaw::TooEarly(gate) => {
            let gate = gate.phrase();
            (Message { zh: format!("出具于{}之前", gate.zh), en: format!("was made before {}", gate.en) }, renew)
        }
        Flaw::Late(gate, day) => {
            let gate = gate.phrase();
            (
                Message {
                    zh: format!("出具于{}（{day}）之后，当时没有", gate.zh),
                    en: format!("was made after {} ({day}), and was not there then", gate.en),
                },
                message!(
                    "核对日期；属实则说明当时的依据",
                    "check the days; if they are right, say what was there instead"
                ),
            )
        }
        Flaw::OfAgency | Flaw::Derived | Flaw::Lacks(_) => (Message::default(), Message::default()),
    }
}
