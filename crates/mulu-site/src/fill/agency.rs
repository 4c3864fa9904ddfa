//! Agencies and what they filed.

use crate::fill::code;
use crate::pagination::{Continuation, ListPages, PageSlice, list};
use crate::picture::WidthPercent;
use crate::views::agency::{
    AgenciesPage, AgencyFiling, AgencyPage, AgencyProject, AgencyRow, AgencyTraining, ReviewDuty,
};
use crate::views::parts::{Figure, Link};
use mulu_core::address;
use mulu_core::finding::Severity;
use mulu_core::model::{Agency, Filing, Training};
use mulu_core::registry::CitationTarget;

use super::official::link_to_document;
use super::score::entry_anchor;
use super::{Fill, count, document_path, iso};

impl Fill<'_> {
    /// All agencies: the real ones first, then the examples.
    pub fn agencies(&self, continuation: Continuation<'_>) -> AgenciesPage {
        let mut agencies: Vec<(usize, &Agency)> = self.registry.agencies.iter().enumerate().collect();
        agencies.sort_by_key(|(_, agency)| {
            // Those that have nothing to show come last.
            let has_nothing = agency.adoptions.is_empty() && self.registry.projects_of(&agency.id).is_empty();
            (has_nothing, agency.sample, agency.jurisdiction.as_ref().map(|code| code.value.clone()), agency.id.clone())
        });
        let row = |(at, agency): &(usize, &Agency)| {
            let score = self.answers.score(*at, self.lang()).score;
            let name = self.title(&agency.name, &agency.name_en, &agency.id);
            let filed = agency.adoptions.iter().filter(|filing| filing.filed.is_some()).count();
            let serious = self
                .found
                .in_file(agency.file)
                .iter()
                .filter(|(finding, _)| matches!(finding.level, Severity::Deny | Severity::Warn));
            Some(AgencyRow {
                link: Link { href: address::agency(&agency.id), text: name.text, lang: name.lang },
                place: self.place(&agency.jurisdiction),
                roles: self.roles(agency),
                adopted: count(agency.adoptions.len()),
                filed: count(filed),
                unfiled: count(agency.adoptions.len() - filed),
                projects: count(self.registry.projects_of(&agency.id).len()),
                score: score.map(|score| format!("{score:.1}")),
                score_bar: score.map_or_else(WidthPercent::default, score_bar),
                findings: count(serious.count()),
            })
        };
        AgenciesPage {
            agencies: PageSlice::new("agencies/index.html".to_owned(), continuation).rows("index", &agencies, row),
        }
    }

    /// The lists of an agency's page.
    pub fn agency_lists(&self, index: usize) -> Vec<ListPages> {
        let agency = &self.registry.agencies[index];
        let mut lists = vec![
            list("filings", agency.adoptions.len()),
            list("trainings", agency.trainings.len()),
            list("orders", agency.orders.len()),
            list("projects", self.registry.projects_of(&agency.id).len()),
            list("duties", self.review_duties(agency).len()),
            list("resources", self.resources_of(self.registry.provided_by(&agency.id)).len()),
            list("own-duties", self.own_duties(index).len()),
            list("others", self.answers.expiries_of(index).count()),
            list("findings", self.found_in(agency.file).len()),
        ];
        lists.extend(self.score_lists(index));
        lists
    }

    /// One agency.
    pub fn agency(&self, index: usize, continuation: Continuation<'_>) -> AgencyPage {
        let agency = &self.registry.agencies[index];
        let name = self.title(&agency.name, &agency.name_en, &agency.id);
        let filed = agency.adoptions.iter().filter(|filing| filing.filed.is_some()).count();
        let unfiled = agency.adoptions.len() - filed;
        let duties = self.review_duties(agency);
        let projects = self.registry.projects_of(&agency.id);
        let own = self.own_duties(index);
        let others: Vec<&mulu_core::registry::Expiry> = self.answers.expiries_of(index).collect();
        let file = address::encode(&address::file_name(&agency.id));
        let slice = PageSlice::new(address::agency(&agency.id), continuation);
        let filings: Vec<(usize, &Filing)> = agency.adoptions.iter().enumerate().collect();
        let trainings: Vec<(usize, &Training)> = agency.trainings.iter().enumerate().collect();
        let resources = self.resources_of(self.registry.provided_by(&agency.id));
        let figure = |code, n, tone| Figure { code, n: count(n), href: None, tone };
        AgencyPage {
            name: name.text,
            name_lang: name.lang,
            name_other: self.other_title(&agency.name, &agency.name_en),
            place: self.place(&agency.jurisdiction),
            roles: self.roles(agency),
            uscc: agency.uscc.as_ref().map(|uscc| uscc.value.clone()),
            contact: agency.contact.as_ref().map(|contact| contact.value.clone()),
            timeline: self.agency_timeline(index),
            sample: agency.sample,
            figures: vec![
                figure("adopted", agency.adoptions.len(), "plain"),
                figure("filed", filed, "plain"),
                figure("unfiled", unfiled, if unfiled == 0 { "ok" } else { "warn" }),
                figure("projects", projects.len(), "plain"),
                figure("reviews", duties.len(), if duties.is_empty() { "ok" } else { "warn" }),
            ],
            filings: slice.rows("filings", &filings, |(at, filing)| self.filing(*at, filing)),
            orders: self.orders_of_agency(agency, &slice),
            trainings: slice.rows("trainings", &trainings, |(at, held)| self.training(*at, held)),
            projects: slice.rows("projects", projects, |project| self.agency_project(*project)),
            sharing: self.resource_agency(&agency.id),
            resources: slice.rows("resources", &resources, |resource| Some(self.resource_row(resource))),
            duties: slice.rows("duties", duties, |standard| self.review_duty(*standard)),
            own_duties: slice.rows("own-duties", &own, |duty| Some(duty.clone())),
            others: slice.rows("others", &others, |one| self.expiry(one)),
            calendar_file: format!("calendar/agencies/{file}.ics"),
            changes_file: format!("feeds/agencies/{file}-changes.atom"),
            reviews_file: format!("feeds/agencies/{file}-reviews.atom"),
            score: self.score(index, &slice),
            year: self.day.year(),
            assessment_file: link_to_document(&document_path("assessments", &agency.id)),
            findings: self.findings_in(agency.file, &slice),
            record: self.record(agency.file),
        }
    }

    fn agency_project(&self, index: usize) -> Option<AgencyProject> {
        let project = &self.registry.projects[index];
        Some(AgencyProject {
            link: self.project_link(project),
            stage: project.stage.as_ref()?.value.id(),
            gate: self.gate(index),
        })
    }

    fn filing(&self, place: usize, filing: &Filing) -> Option<AgencyFiling> {
        let number = &filing.standard.as_ref()?.number;
        let replaced = match self.registry.target(number) {
            CitationTarget::Edition(index) => self.answer(index).status == mulu_core::day::Status::Replaced,
            CitationTarget::Family(_) | CitationTarget::Unknown => false,
        };
        let current = if replaced { self.registry.in_force(number, self.day) } else { Vec::new() };
        Some(AgencyFiling {
            anchor: entry_anchor("adoption", place),
            standard: self.cited_ref(number),
            current: self.standard_refs(&current),
            status: filing.status.as_ref()?.value.id(),
            since: iso(&filing.since),
            filed: iso(&filing.filed),
            systems: filing.systems.iter().map(|system| system.value.clone()).collect(),
            evidence: filing.evidence.as_ref().map(|evidence| evidence.value.clone()),
        })
    }

    fn training(&self, place: usize, training: &Training) -> Option<AgencyTraining> {
        Some(AgencyTraining {
            anchor: entry_anchor("training", place),
            date: iso(&training.date)?,
            standards: training.standards.iter().map(|cited| self.cited_ref(&cited.number)).collect(),
            attendance: training.attendance.as_ref().map(|attendance| attendance.value),
        })
    }

    /// The standards whose review is overdue or due soon, for an agency whose role it is to review.
    fn review_duties(&self, agency: &Agency) -> &[usize] {
        if self.registry.may(agency, "review") { self.lists.pressing() } else { &[] }
    }

    fn review_duty(&self, standard: usize) -> Option<ReviewDuty> {
        let review = self.answer(standard).review.as_ref().ok()?;
        Some(ReviewDuty {
            standard: self.standard_ref(standard),
            state: code(review.state.id()),
            due: review.due.to_string(),
            in_time: self.in_time(review.due),
        })
    }
}

/// The bar of a score between 0 and 100, as it is written: to one decimal.
fn score_bar(score: f64) -> WidthPercent {
    let tenths = format!("{score:.1}").replace('.', "").parse().unwrap_or(0);
    WidthPercent::of(tenths, 1000)
}

#[cfg(test)]
mod tests {
    use super::{WidthPercent, score_bar};

    #[test]
    fn a_score_is_drawn_as_it_is_written() {
        let drawn = [0.0, 66.666, 80.0, 100.0].map(|score| score_bar(score).to_string());
        assert_eq!(drawn, ["0%", "66.7%", "80%", "100%"]);
        assert_eq!(score_bar(f64::NAN), WidthPercent::default());
    }
}
