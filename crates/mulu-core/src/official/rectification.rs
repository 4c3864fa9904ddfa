//! The notice to correct (限期整改通知): of an order that a record has, or drawn up for what a project lacks.

use crate::audit::{Audits, ProjectAudit, Requirement, demand_words, stage_of};
use crate::day::Day;
use crate::message;
use crate::message::{Lang, Message};
use crate::model::{Agency, Order, Project, Subject};
use crate::registry::{ClauseRef, Registry};

use super::wording::{agency, blank, cited, date, demanded, joined, named};
use super::{DocumentBlock, Draft, Role};

/// Who is told to correct something.
#[derive(Clone, Copy, Debug)]
pub enum Orderable<'r> {
    /// A project, by way of its agency.
    Project(&'r Project),
    /// An agency.
    Agency(&'r Agency),
}

impl<'r> Orderable<'r> {
    /// The orders in its record, in the file's order.
    #[must_use]
    pub fn orders(self) -> &'r [Order] {
        match self {
            Orderable::Project(project) => &project.orders,
            Orderable::Agency(agency) => &agency.orders,
        }
    }

    fn addressee(self, registry: &Registry) -> Message {
        match self {
            Orderable::Project(project) => match &project.agency {
                Some(own) => agency(registry, &own.value),
                None => message!("＿＿＿＿＿＿", "____________"),
            },
            Orderable::Agency(own) => named(&own.name, &own.name_en, &own.id),
        }
    }

    fn jurisdiction(self, registry: &'r Registry) -> Option<&'r str> {
        let at = match self {
            Orderable::Project(project) => registry.jurisdiction_of(project),
            Orderable::Agency(own) => own.jurisdiction.as_ref(),
        };
        at.map(|at| at.value.as_str())
    }

    /// Whether a clause in force on the day speaks to it.
    fn is_under(self, registry: &Registry, clause: &ClauseRef<'_>, day: Day) -> bool {
        let subject = clause.clause.subject.as_ref().map(|subject| subject.value);
        let in_force = || clause.is_in_force(day) && self.jurisdiction(registry).is_some_and(|at| clause.governs(at));
        match self {
            Orderable::Agency(_) => subject == Some(Subject::Agency) && in_force(),
            // Its conditions are the audit's to answer; nothing is known of a fact that is not recorded.
            Orderable::Project(project) => {
                let alone = || Audits::of_clause(registry, *clause, day).at(project, stage_of(project));
                in_force() && subject != Some(Subject::Agency) && is_bound(&alone(), &clause.reference())
            }
        }
    }
}

fn is_bound(audit: &ProjectAudit, reference: &str) -> bool {
    !audit.obligations.is_empty() || audit.in_general.iter().any(|own| own == reference)
}

/// The notice of an order, as of the day on which it was given. The clause under which it was given is cited where it was in force
/// for whom it orders; a closed order says so where it was closed by the day.
#[must_use]
pub fn notice(registry: &Registry, whom: Orderable<'_>, order: &Order, day: Day, lang: Lang) -> Vec<DocumentBlock> {
    let issued = order.issued.as_ref().map(|issued| issued.value);
    let under = order.clause.as_ref().and_then(|clause| registry.clause(&clause.value));
    let under = under.filter(|clause| whom.is_under(registry, clause, issued.unwrap_or(day)));
    let about = order.about.as_ref().map_or("＿＿＿＿＿＿", |about| &about.value);
    let mut matter = message!("{about}", "{about}");
    if let Some(risk) = &order.risk {
        let word = risk.value.phrase();
        matter = Message { zh: format!("{about}（{}）", word.zh), en: format!("{about} (risk: {})", word.en) };
    }
    let closed = order.closed.as_ref().map(|closed| closed.value).filter(|closed| *closed <= day);
    NoticeContent {
        registry,
        whom,
        matters: vec![matter],
        under,
        deadline: order.deadline.as_ref().map(|deadline| deadline.value),
        by: order.by.as_ref().map(|by| by.value.as_str()),
        issued,
        closed,
        is_draft: false,
    }
    .parts(lang)
}

/// What a notice is drawn up for that no record has yet: what a project lacks.
#[derive(Clone, Copy, Debug)]
pub struct UnmetDemand<'r> {
    /// The project.
    pub project: &'r Project,
    /// What binds it, and what it lacks.
    pub audit: &'r ProjectAudit,
    /// The clause that gives the order, which the office names: a program cannot judge which of several fits.
    pub under: ClauseRef<'r>,
    /// The last day on which correcting is in time.
    pub deadline: Option<Day>,
    /// Who gives the order; without it, the organ that orders by the clause's measure.
    pub by: Option<&'r str>,
}

/// The notice for what a project lacks on a day.
///
/// # Errors
/// A sentence, where the project lacks nothing, or the clause is not in force for it or orders nobody.
pub fn breach(
    registry: &Registry,
    breach: UnmetDemand<'_>,
    day: Day,
    lang: Lang,
) -> Result<Vec<DocumentBlock>, Message> {
    let whom = Orderable::Project(breach.project);
    let reference = breach.under.reference();
    let orders = breach.under.clause.enforced_by.iter().any(|rule| rule.value == "order-overdue");
    if !orders {
        return Err(message!(
            "{reference} 没有规定责令整改：换一条，见 mulu explain order-overdue",
            "{reference} gives no order to correct: name one that does, see mulu explain order-overdue"
        ));
    }
    if !whom.is_under(registry, &breach.under, day) {
        return Err(message!(
            "{reference} 在 {day} 对这个项目不适用或未施行：不能据以责令整改",
            "{reference} is not in force for this project on {day}: nothing can be ordered under it"
        ));
    }
    let matters: Vec<Message> = breach.audit.holding().map(|owed| lacking(registry, owed)).collect();
    if matters.is_empty() {
        return Err(message!(
            "在 {day} 项目没有不符合的事项；已下达的责令整改用 --order",
            "the project lacks nothing on {day}; for an order that its record has use --order"
        ));
    }
    let organ = breach.under.policy.organs.iter().find(|(organ, _)| organ.value == "orders");
    let by = breach.by.or_else(|| organ.map(|(_, agency)| agency.value.as_str()));
    let under = Some(breach.under);
    let content = NoticeContent {
        registry,
        whom,
        matters,
        under,
        deadline: breach.deadline,
        by,
        issued: None,
        closed: None,
        is_draft: true,
    };
    Ok(content.parts(lang))
}

/// What is lacking, and who demands it.
pub(super) fn lacking(registry: &Registry, owed: &crate::audit::Obligation) -> Message {
    let what = demand_words(registry, &owed.asked);
    let by = joined(owed.demanded_by.iter().map(|demand| demanded(registry, &demand.reference)));
    let verdict = owed.verdict.phrase();
    let is_standard = matches!(owed.asked, Requirement::Standard(_));
    let (kind_zh, kind_en) = if is_standard { ("标准", "standard") } else { ("材料", "paper") };
    Message {
        zh: format!("{kind_zh} {}：{}。依据：{}。", what.zh, verdict.zh, by.zh),
        en: format!("{kind_en} {}: {}. Demanded by: {}.", what.en, verdict.en, by.en),
    }
}

/// What a notice says.
struct NoticeContent<'c> {
    registry: &'c Registry,
    whom: Orderable<'c>,
    matters: Vec<Message>,
    /// Only where it is in force for whom the notice goes to.
    under: Option<ClauseRef<'c>>,
    deadline: Option<Day>,
    by: Option<&'c str>,
    issued: Option<Day>,
    closed: Option<Day>,
    /// Drawn up from what the audit found, and not yet decided by anybody.
    is_draft: bool,
}

impl NoticeContent<'_> {
    fn parts(&self, lang: Lang) -> Vec<DocumentBlock> {
        let text = self.under.as_ref().and_then(|clause| clause.clause.text.as_ref());
        // Only a clause that orders makes it an order.
        let orders = text.is_some_and(|text| text.value.contains("责令"));
        let title = if orders {
            message!("责令限期整改通知书", "Order to correct")
        } else {
            message!("限期整改通知书", "Notice to correct")
        };
        let mut draft = Draft::titled(lang, &title);
        let Message { zh, en } = self.whom.addressee(self.registry);
        draft.say(Role::Addressee, &message!("{zh}：", "To {en}:"));
        draft.say(Role::Lead, &self.lead());
        draft.heading(&message!("整改事项", "What is to be corrected"));
        draft.items(&self.matters);
        draft.heading(&message!("依据", "Grounds"));
        self.grounds(&mut draft);
        draft.heading(&message!("期限", "Time limit"));
        let no_day = || message!("＿＿＿＿年＿＿月＿＿日", "____________");
        let by = self.deadline.map_or_else(no_day, date);
        draft.say(
            Role::Item,
            &Message {
                zh: format!("请于{}前（含当日）完成整改，并将结果书面报告本机关。", by.zh),
                en: format!("Correct it by {} (that day included) and report in writing.", by.en),
            },
        );
        if let Some((clause, sanction)) = self.under.and_then(|clause| Some((clause, clause.clause.sanction.as_ref()?)))
        {
            draft.heading(&message!("条款规定的后果", "What the clause says follows"));
            let (own, sanction) = (cited(&clause), &sanction.value);
            let (zh, en) = (own.zh, own.en);
            draft.say(Role::Item, &message!("{zh}规定：“{sanction}”", "{en}: “{sanction}”"));
        }
        if let Some(Message { zh, en }) = self.closed.map(date) {
            draft.say(Role::Remark, &message!("本件已于{zh}办结。", "Closed on {en}."));
        }
        if self.is_draft {
            draft.say(
                Role::Remark,
                &message!(
                    "（拟稿：所列事项由登记簿推算，签发前请核对是否属于所引条款规定的情形。）",
                    "(Draft: the matters come from the audit. Before signing, check that the clause covers them.)"
                ),
            );
        }
        let office = self.by.map_or_else(blank, |by| agency(self.registry, by));
        draft.signed(&office, self.issued);
        draft.parts
    }

    fn lead(&self) -> Message {
        match self.whom {
            Orderable::Project(project) => {
                let name = named(&project.name, &project.name_en, &project.id);
                let id = &project.id;
                Message {
                    zh: format!("你单位的项目“{}”（{id}）有下列事项，现通知限期整改。", name.zh),
                    en: format!("Your project {} ({id}) is to correct the following within the time set.", name.en),
                }
            }
            Orderable::Agency(_) => {
                message!("你单位有下列事项，现通知限期整改。", "You are to correct the following within the time set.")
            }
        }
    }

    /// The clause and its words; where no clause in force gives the order, that is said, for the office to correct before it signs.
    fn grounds(&self, draft: &mut Draft) {
        let Some(clause) = self.under else {
            draft.say(
                Role::Item,
                &message!(
                    "登记簿没有载明在下达之日施行、适用于你单位的依据条款。（签发前补正）",
                    "The registry names no clause that was in force for you when this was given. (To be corrected before signing.)"
                ),
            );
            return;
        };
        let own = cited(&clause);
        let text = clause.clause.text.as_ref().map_or("", |text| text.value.trim());
        let (zh, en) = (own.zh, own.en);
        draft.say(Role::Item, &message!("{zh}：“{text}”", "{en}: “{text}”"));
    }
}
