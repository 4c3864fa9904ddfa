//! `date-in-future`: something recorded as done on a day that is still to come.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::day::Day;
use crate::finding::{Finding, Severity};
use crate::message;
use crate::message::StaticMessage;
use crate::model::{Agency, FactSource, FileId, Listing, Progress, Project, Spanned, Standard};

/// The rule.
pub static RULE: Rule = Rule {
    id: "date-in-future",
    group: RuleGroup::Links,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "已办之事的日期在将来",
        en: "something recorded as done on a day that is still to come",
    },
    document: include_str!("date_in_future.md"),
    run: Run::Records(check),
};

/// What was done, in Chinese and in English.
type Done = (&'static str, &'static str);

/// Days of what is planned or announced may lie ahead: issue, effect, withdrawal, deadlines, the steps of a draft. Reviews have a
/// rule of their own.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let mut look = DateCheck { today: cx.day, findings };
    cx.standards().for_each(|(_, standard)| look.standard(standard));
    cx.policies().for_each(|policy| look.sources(policy.file, &policy.sources));
    cx.agencies().for_each(|agency| look.agency(agency));
    cx.projects().for_each(|project| look.project(project));
    for docket in cx.dockets() {
        for case in &docket.cases {
            case.days.iter().for_each(|(_, day)| look.day(docket.file, &Some(day.clone()), ("办理", "taken")));
            look.day(docket.file, &case.refused, ("不予办理", "refused"));
        }
    }
}

struct DateCheck<'f, 'x> {
    today: Day,
    findings: &'f mut Findings<'x>,
}

impl DateCheck<'_, '_> {
    fn standard(&mut self, standard: &Standard) {
        self.sources(standard.file, &standard.sources);
        let Some(entry) = &standard.catalogue else { return };
        match entry.status.as_ref().map(|status| status.value) {
            Some(Listing::Listed) => self.day(standard.file, &entry.listed, ("列入目录", "listed")),
            Some(Listing::Delisted) => self.day(standard.file, &entry.delisted, ("移出目录", "delisted")),
            Some(Listing::Collected | Listing::Proposed | Listing::Excluded) | None => {}
        }
    }

    fn agency(&mut self, agency: &Agency) {
        for filing in &agency.adoptions {
            self.day(agency.file, &filing.filed, ("备案", "filed"));
            // A plan says when it is to begin.
            if filing.status.as_ref().is_some_and(|status| status.value != Progress::Planned) {
                self.day(agency.file, &filing.since, ("实施", "in use"));
            }
        }
        for training in &agency.trainings {
            self.day(agency.file, &training.date, ("培训", "held"));
        }
        for done in &agency.done {
            self.day(agency.file, &done.date, ("履行职责", "done"));
        }
    }

    fn project(&mut self, project: &Project) {
        for evidence in &project.evidence {
            self.day(project.file, &evidence.issued, ("出具证明", "issued"));
        }
        for order in &project.orders {
            self.day(project.file, &order.issued, ("下达整改", "ordered"));
            self.day(project.file, &order.closed, ("办结整改", "closed"));
        }
    }

    fn sources(&mut self, file: FileId, sources: &[FactSource]) {
        for source in sources {
            // Whoever asks about a day long past asks what is known of it now.
            if let Some(finding) = self.ahead(file, &source.checked, ("核对出处", "checked")) {
                finding.at_most_warn();
            }
        }
    }

    fn day(&mut self, file: FileId, date: &Option<Spanned<Day>>, done: Done) {
        self.ahead(file, date, done);
    }

    fn ahead(&mut self, file: FileId, date: &Option<Spanned<Day>>, (zh, en): Done) -> Option<&mut Finding> {
        let date = date.as_ref().filter(|date| date.value > self.today)?;
        let day = date.value;
        Some(self.findings.report(
            file,
            date.span,
            message!("{zh}的日期 {day} 尚未到来", "it cannot have been {en} on {day}, which is still to come"),
            message!(
                "办完之后再记；打算何时办，写在正文或计划里",
                "record it once it is done; a plan belongs in the prose"
            ),
        ))
    }
}
