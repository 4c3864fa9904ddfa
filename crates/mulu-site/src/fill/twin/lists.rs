//! The twins of the pages that list all records of a kind, as many as such a page shows at first.

use mulu_core::model::Kind;

use super::{Inline, Twin};
use crate::route::Route;
use crate::views::parts::{Long, StandardRow};
use crate::views::policy::PolicyRow;
use crate::views::project::ProjectRow;
use crate::views::review::DueReview;

impl Twin<'_, '_> {
    pub(super) fn list(&mut self, route: &Route) {
        match route {
            Route::Standards(_) => {
                self.title_of("standards-title");
                self.listed_standards(route);
            }
            Route::Policies => {
                let policies = self.fill.policies(None).policies;
                self.title_of("policies-title");
                self.lines(&policies, super::Twin::policy_row);
            }
            Route::Agencies => {
                let agencies = self.fill.agencies(None).agencies;
                self.title_of("agencies-title");
                self.lines(&agencies, |twin, row| {
                    let place = Inline::text(&row.place.name);
                    let roles = twin.listed(row.roles.iter().map(|role| Inline::text(&role.text)));
                    twin.link(&row.link).and(&twin.word("colon"), place).and(&twin.word("semicolon"), roles)
                });
            }
            Route::Projects => {
                let projects = self.fill.projects(None).projects;
                self.title_of("projects-title");
                self.lines(&projects, super::Twin::project_row);
            }
            Route::Resources => {
                let resources = self.fill.information_resources(None).resources;
                self.title_of("resources-title");
                self.lines(&resources, |twin, row| {
                    let terms = Inline::text(&row.sharing_name);
                    let provider = row.provider.as_ref().map(|provider| twin.link(provider));
                    twin.link(&row.link).and(&twin.word("colon"), terms).and(" — ", provider)
                });
            }
            Route::Records(kind) => self.records(*kind),
            Route::Classes => self.classes(),
            _ => self.reviews(),
        }
    }

    fn title_of(&mut self, word: &str) {
        let title = self.word(word);
        self.page.title(&title);
    }

    fn lines<T>(&mut self, list: &Long<T>, line: impl Fn(&Self, &T) -> Inline) {
        for row in &list.rows {
            let line = line(self, row);
            self.page.item(&line);
        }
        self.rest(list.total as usize, list.rows.len());
    }

    /// The standards of a table, with what decides whether one may rely on them.
    pub(super) fn listed_standards(&mut self, route: &Route) {
        let (total, rows) = self.fill.sheet(route).unwrap_or_default();
        if matches!(route, Route::Class(..)) && !rows.is_empty() {
            self.part("standards");
        }
        for standard in &rows {
            let line = self.standard_row(&self.fill.row(*standard));
            self.page.item(&line);
        }
        self.rest(total, rows.len());
    }

    fn standard_row(&self, row: &StandardRow) -> Inline {
        let semicolon = self.word("semicolon");
        let binding = (row.binding != "none").then(|| self.code("binding", row.binding));
        let due = row.due.as_deref().map(|due| Inline::text(&self.word("next-review")).and(" ", Inline::text(due)));
        let name = if row.number == "—" { &row.title } else { &row.number };
        let title = (row.number != "—").then(|| Inline::text(&row.title));
        self.to(name, &row.href)
            .and(" ", title)
            .and(&self.word("colon"), self.code("status", row.status))
            .and(&semicolon, binding)
            .and(&semicolon, due)
    }

    fn policy_row(&self, row: &PolicyRow) -> Inline {
        let semicolon = self.word("semicolon");
        self.link(&row.link)
            .and(&self.word("colon"), row.number.as_deref().map(Inline::text))
            .and(&semicolon, Inline::text(&row.place.name))
            .and(&semicolon, self.code("policy", row.state))
    }

    fn project_row(&self, row: &ProjectRow) -> Inline {
        let gate = row.gate.map(|gate| self.code("gate", gate));
        self.link(&row.link)
            .and(&self.word("colon"), self.code("stage", row.stage))
            .and(&self.word("semicolon"), gate)
            .and(" — ", row.agency.as_ref().map(|agency| self.link(agency)))
    }

    fn records(&mut self, kind: Kind) {
        let title = kind.declaration().plural.get(self.fill.translations.lang).to_owned();
        self.page.title(&title);
        let view = self.fill.records(kind, None);
        self.lines(&view.records, |twin, row| twin.link(&row.link));
    }

    fn classes(&mut self) {
        self.title_of("classes-title");
        for group in self.fill.classes().groups {
            let title = self.code("group", group.code);
            self.page.heading(&title);
            for class in &group.classes {
                let states = [
                    ("adopt", class.adopt),
                    ("done", class.done),
                    ("in-progress", class.in_progress),
                    ("unadopted", class.unadopted),
                    ("gap", class.gap),
                ];
                let counted = states.into_iter().filter(|(_, n)| *n > 0);
                let counted =
                    counted.map(|(state, n)| self.code("coverage", state).and(" ", Inline::text(&n.to_string())));
                let line = self.link(&class.link).and(&self.word("colon"), self.listed(counted));
                self.page.item(&line);
            }
        }
    }

    fn reviews(&mut self) {
        let view = self.fill.reviews(None);
        self.title_of("reviews-title");
        self.page.paragraph(&Inline::text(&view.rule));
        self.fact("clause", view.clause.as_ref().map(|clause| self.clause(clause)));
        self.rows("review-overdue", &view.overdue, super::Twin::due);
        self.rows("review-due-soon", &view.due_soon, super::Twin::due);
        self.rows("open-duties", &view.duties, |twin, duty| {
            let due = Inline::text(&duty.due).and(" ", twin.code("order", duty.state));
            twin.standard_ref(&duty.standard)
                .and(&twin.word("colon"), twin.code("duty", duty.kind))
                .and(&twin.word("semicolon"), due)
        });
        self.rows("expiries-title", &view.others, super::Twin::expiry);
        self.rows("scheduled-list", &view.scheduled, super::Twin::due);
    }

    fn due(&self, due: &DueReview) -> Inline {
        let by = (!due.by.is_empty()).then(|| self.links(&due.by));
        Inline::text(&due.due)
            .and(" ", self.standard_ref(&due.standard))
            .and(&self.word("colon"), Inline::text(&due.reason))
            .and(" — ", by)
    }
}
