//! `contradicting-dates`: dates that contradict each other.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Day;
use crate::finding::Severity;
use crate::message;
use crate::message::Message;
use crate::message::StaticMessage;
use crate::model::{Evidence, FileId, Order, Project, Spanned, Standard};
use crate::registry::{CitationTarget, Registry};

/// The rule.
pub static RULE: Rule = Rule {
    id: "contradicting-dates",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage { zh: "日期相互矛盾", en: "dates that contradict each other" },
    document: include_str!("contradicting_dates.md"),
    run: Run::Records(check),
};

/// What cannot have been before something else: a filing before its standard was issued, a gate before the gate before it, the end
/// of a span before its beginning.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    cx.standards().for_each(|(_, standard)| of_standard(standard, findings));
    for agency in cx.agencies() {
        for filing in &agency.adoptions {
            let issued = filing.standard.as_ref().and_then(|cited| issued(registry, &cited.number));
            let (zh, en) = ("发布", "issued");
            let then = message!("备案", "filed");
            order(agency.file, (issued, zh, en), (filing.filed.as_ref(), &then), findings);
        }
        papers(agency.file, &agency.evidence, findings);
        orders(agency.file, &agency.orders, findings);
    }
    for project in cx.projects() {
        gates(project, findings);
        papers(project.file, &project.evidence, findings);
        orders(project.file, &project.orders, findings);
        for waiver in &project.waivers {
            let approved = waiver.approved.as_ref().map(|approved| (project.file, approved));
            let then = message!("截止", "ended");
            order(project.file, (approved, "批准", "approved"), (waiver.until.as_ref(), &then), findings);
        }
    }
}

/// When a dated standard was issued, and where that is written.
fn issued<'r>(registry: &'r Registry, number: &crate::number::Number) -> Option<(FileId, &'r Spanned<Day>)> {
    let CitationTarget::Edition(index) = registry.target(number) else { return None };
    let record = &registry.standards[index];
    Some((record.file, record.issued.as_ref()?))
}

fn of_standard(standard: &Standard, findings: &mut Findings<'_>) {
    let issued = standard.issued.as_ref().map(|issued| (standard.file, issued));
    if let Some(drafting) = &standard.drafting {
        let [application, .., publication] = &drafting.steps;
        let applied = application.as_ref().map(|applied| (standard.file, applied));
        let then = message!("批准发布", "published");
        order(standard.file, (applied, "项目申请", "applied for"), (publication.as_ref(), &then), findings);
        if let (Some(published), None) = (publication, issued) {
            findings.report(
                standard.file,
                published.span,
                message!("已批准发布，没有写发布日期", "it is published and has no day of issue"),
                message!("补上 issued 和 effective", "add `issued` and `effective`"),
            );
        }
    }
    for review in &standard.reviews {
        let then = message!("复审", "reviewed");
        order(standard.file, (issued, "发布", "issued"), (review.date.as_ref(), &then), findings);
    }
}

fn gates(project: &Project, findings: &mut Findings<'_>) {
    let gates = [
        (&project.approved, "立项", "approved"),
        (&project.started, "开工", "started"),
        (&project.accepted, "验收", "accepted"),
    ];
    let dated: Vec<_> = gates.into_iter().filter_map(|(day, zh, en)| Some((day.as_ref()?, zh, en))).collect();
    for pair in dated.windows(2) {
        let [(first, zh, en), (then, then_zh, then_en)] = pair else { continue };
        let then_words = Message { zh: (*then_zh).to_owned(), en: (*then_en).to_owned() };
        order(project.file, (Some((project.file, *first)), zh, en), (Some(*then), &then_words), findings);
    }
}

fn papers(file: FileId, papers: &[Evidence], findings: &mut Findings<'_>) {
    for paper in papers {
        let begun = paper.from.as_ref().map(|from| (file, from));
        order(file, (begun, "开始", "begun"), (paper.to.as_ref(), &message!("结束", "ended")), findings);
        let issued = paper.issued.as_ref().map(|issued| (file, issued));
        order(file, (issued, "出具", "issued"), (paper.expires.as_ref(), &message!("到期", "expired")), findings);
    }
}

fn orders(file: FileId, orders: &[Order], findings: &mut Findings<'_>) {
    for given in orders {
        let issued = given.issued.as_ref().map(|issued| (file, issued));
        order(file, (issued, "责令", "ordered"), (given.deadline.as_ref(), &message!("期限", "due")), findings);
        order(file, (issued, "责令", "ordered"), (given.closed.as_ref(), &message!("办结", "closed")), findings);
    }
}

/// Reports a day that lies before one that must come first.
fn order(
    file: FileId,
    (first, zh, en): (Option<(FileId, &Spanned<Day>)>, &str, &str),
    (then, then_words): (Option<&Spanned<Day>>, &Message),
    findings: &mut Findings<'_>,
) {
    let (Some((at, first)), Some(then)) = (first, then) else { return };
    if first.value <= then.value {
        return;
    }
    let (day, earlier) = (then.value, first.value);
    findings
        .report(
            file,
            then.span,
            Message {
                zh: format!("{}（{day}）早于{zh}（{earlier}）", then_words.zh),
                en: format!("{} {day}, before it was {en} {earlier}", then_words.en),
            },
            message!("核对两个日期", "check the two dates"),
        )
        .because(at, first.span, Message { zh: zh.to_owned(), en: en.to_owned() });
}
