//! The review opinion on a project (标准化审查意见).

use crate::audit::{Gate, Obligation, OrderState, ProjectAudit, demand_words};
use crate::day::Day;
use crate::message;
use crate::message::{Lang, Message};
use crate::model::{Project, Spanned};
use crate::place;
use crate::registry::Registry;

use super::rectification::lacking;
use super::wording::{agency, cited, date, demanded, joined, named};
use super::{DocumentBlock, Draft, Role};

/// Whether the project complies, in a sentence; not known is neither.
#[must_use]
pub fn conclusion(audit: &ProjectAudit) -> Message {
    let stage = audit.stage.phrase();
    let (zh, en) = (stage.zh, stage.en);
    let orders = audit.orders.iter().filter(|standing| standing.holds).count();
    let n = audit.holding().count() + orders;
    match audit.gate() {
        Gate::Hold => message!(
            "经审查，本项目处在{zh}阶段，不符合这一阶段的要求，理由 {n} 项。",
            "The project is at the stage of {en} and does not meet what this stage asks for; reasons: {n}."
        ),
        Gate::Pass if !audit.missing_facts().is_empty() => message!(
            "本项目处在{zh}阶段，缺少判定所需的事实，尚不能作出结论。",
            "The project is at the stage of {en}. Facts that decide it are missing, so nobody can conclude yet."
        ),
        Gate::Pass => message!(
            "经审查，本项目处在{zh}阶段，符合这一阶段应当执行的标准和应当提交的材料的要求。",
            "The project is at the stage of {en} and meets what this stage asks for: standards and papers."
        ),
    }
}

/// The opinion on a project, on a day.
#[must_use]
pub fn opinion(
    registry: &Registry,
    project: &Project,
    audit: &ProjectAudit,
    day: Day,
    lang: Lang,
) -> Vec<DocumentBlock> {
    let mut parts = opinion_beginning(registry, project, audit, day, lang);
    parts.extend(opinion_rest(registry, project, audit, lang));
    parts
}

/// What an opinion begins with, up to the day that it was made for.
#[must_use]
pub fn opinion_beginning(
    registry: &Registry,
    project: &Project,
    audit: &ProjectAudit,
    day: Day,
    lang: Lang,
) -> Vec<DocumentBlock> {
    let mut draft = Draft::titled(lang, &message!("标准化审查意见", "Standards review opinion"));
    draft.table(&[], &facts(registry, project, audit, day));
    draft.parts
}

/// What an opinion comes to: of no day, it says the same until the project or what binds it changes.
#[must_use]
pub fn opinion_rest(registry: &Registry, project: &Project, audit: &ProjectAudit, lang: Lang) -> Vec<DocumentBlock> {
    let mut draft = Draft::untitled(lang);
    draft.heading(&message!("审查结论", "Conclusion"));
    draft.say(Role::Lead, &conclusion(audit));
    reasons(registry, project, audit, &mut draft);
    withheld(registry, audit, &mut draft);
    if !audit.obligations.is_empty() {
        draft.heading(&message!("逐条核对", "Clause by clause"));
        let head = [
            message!("要求", "What is asked"),
            message!("依据", "Demanded by"),
            message!("应符合的阶段", "Stage"),
            message!("结论", "Verdict"),
        ];
        let rows: Vec<Vec<Message>> = audit.obligations.iter().map(|owed| row(registry, owed)).collect();
        draft.table(&head, &rows);
    }
    undecided(registry, audit, &mut draft);
    recommended(registry, audit, &mut draft);
    draft.say(Role::Signature, &message!("审查人：＿＿＿＿＿＿", "Reviewer: ____________"));
    draft.signed(&message!("审查单位：＿＿＿＿＿＿＿＿", "Office: ____________"), None);
    draft.parts
}

fn facts(registry: &Registry, project: &Project, audit: &ProjectAudit, day: Day) -> Vec<Vec<Message>> {
    let row = |zh: &str, en: &str, value: Message| vec![message!("{zh}", "{en}"), value];
    let (id, name) = (&project.id, named(&project.name, &project.name_en, &project.id));
    let (zh, en) = (name.zh, name.en);
    let mut facts = vec![row("项目", "Project", message!("{zh}（{id}）", "{en} ({id})"))];
    if let Some(own) = &project.agency {
        facts.push(row("申报单位", "Applicant", agency(registry, &own.value)));
    }
    facts.push(row("阶段", "Stage", audit.stage.phrase().into()));
    if let Some(at) = registry.jurisdiction_of(project).map(|at| at.value.as_str()) {
        let name = place::full_name(at);
        facts.push(row("所属地区", "Jurisdiction", message!("{name}", "{name}")));
    }
    let day_of = |day: &Option<Spanned<Day>>| day.as_ref().map(|day| date(day.value));
    if let Some(approved) = day_of(&project.approved) {
        facts.push(row("批准日期", "Approved", approved));
    }
    if let Some(amount) = project.investment.as_ref().map(|amount| amount.value) {
        facts.push(row("投资", "Investment", message!("{amount} 万元", "{amount} × 10,000 yuan")));
    }
    if let Some(level) = project.mlps_level.as_ref().map(|level| level.value) {
        facts.push(row("网络安全等级保护", "MLPS level", message!("第 {level} 级", "level {level}")));
    }
    facts.push(row("审查依据日期", "As of", date(day)));
    facts
}

/// What stands in its way: what it lacks, and orders whose time has run out.
fn reasons(registry: &Registry, project: &Project, audit: &ProjectAudit, draft: &mut Draft) {
    let mut reasons: Vec<Message> = audit.holding().map(|owed| lacking(registry, owed)).collect();
    let orders = project.orders.iter().zip(&audit.orders).filter(|(_, standing)| standing.holds);
    reasons.extend(orders.map(|(order, standing)| {
        let about = order.about.as_ref().map_or("", |about| about.value.as_str());
        if standing.state == OrderState::Overdue {
            message!("整改逾期未完成：{about}。", "an order whose time has run out: {about}.")
        } else {
            message!("高风险的整改尚未完成：{about}。", "an order about a high risk is open: {about}.")
        }
    }));
    if !reasons.is_empty() {
        draft.heading(&message!("理由", "Reasons"));
        draft.items(&reasons);
    }
}

/// What clauses hold back, in their own words; nothing where none does.
fn withheld(registry: &Registry, audit: &ProjectAudit, draft: &mut Draft) {
    let mut clauses: Vec<&str> = audit.withheld.iter().map(|held| held.clause.as_str()).collect();
    clauses.dedup();
    let item = |reference: &&str| {
        let clause = registry.clause(reference)?;
        let own = audit.withheld.iter().filter(|held| held.clause == **reference);
        let what = joined(own.map(|held| held.what.phrase().into()));
        let cited = cited(&clause);
        let sanction = clause.clause.sanction.as_ref().map_or("", |sanction| sanction.value.as_str());
        Some(Message {
            zh: format!("{}：依据{}：“{sanction}”", what.zh, cited.zh),
            en: format!("{}: {}: “{sanction}”", what.en, cited.en),
        })
    };
    let items: Vec<Message> = clauses.iter().filter_map(item).collect();
    if !items.is_empty() {
        draft.heading(&message!("由此暂缓的事项", "What is held back"));
        draft.items(&items);
    }
}

fn row(registry: &Registry, owed: &Obligation) -> Vec<Message> {
    vec![
        demand_words(registry, &owed.asked),
        joined(owed.demanded_by.iter().map(|demand| demanded(registry, &demand.reference))),
        owed.gate.phrase().into(),
        owed.verdict.phrase().into(),
    ]
}

fn undecided(registry: &Registry, audit: &ProjectAudit, draft: &mut Draft) {
    let item = |open: &crate::audit::Undecided| {
        let what = demand_words(registry, &open.asked);
        let facts = open.facts.iter().map(crate::condition::UnknownFact::id).collect::<Vec<_>>().join(", ");
        Message {
            zh: format!("{}：取决于尚未记载的事实（{facts}）。", what.zh),
            en: format!("{}: turns on facts that are not recorded ({facts}).", what.en),
        }
    };
    let items: Vec<Message> = audit.undecided.iter().map(item).collect();
    if !items.is_empty() {
        draft.heading(&message!("尚不能判定的事项", "Undecided"));
        draft.items(&items);
    }
}

fn recommended(registry: &Registry, audit: &ProjectAudit, draft: &mut Draft) {
    let item = |one: &crate::audit::Recommended| {
        let what = demand_words(registry, &crate::audit::Requirement::Standard(one.standard));
        let declared =
            one.declared.map_or_else(|| message!("未说明", "nothing said"), |declared| declared.phrase().into());
        Message { zh: format!("{}：{}。", what.zh, declared.zh), en: format!("{}: {}.", what.en, declared.en) }
    };
    let items: Vec<Message> = audit.recommended.iter().map(item).collect();
    if !items.is_empty() {
        draft.heading(&message!("目录推荐的标准", "Recommended standards"));
        draft.say(
            Role::Remark,
            &message!(
                "重大项目应当说明是否采用；不采用的，由审查单位判断理由。不影响上面的结论。",
                "A major project says whether it follows them; the office judges the reasons. They do not change the conclusion."
            ),
        );
        draft.items(&items);
    }
}
