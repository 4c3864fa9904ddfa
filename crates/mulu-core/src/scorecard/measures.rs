//! The measures, but for that of information resources.

use std::collections::BTreeMap;

use crate::audit::Gate;
use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{Agency, Assessed, FileId, Filing, Order, Progress, Project, Stage, Standard};
use crate::number::{Level, Number};
use crate::registry::{CitationTarget, ClauseRef};

use super::{AssessedMeasure, Assessment, CountedFigure, FigureSource, TableEntry, Year};

impl Assessment<'_> {
    pub(super) fn measures(&self, agency: &Agency) -> Vec<AssessedMeasure> {
        let measured = [
            (Assessed::Filings, self.filings(agency)),
            (Assessed::Reviews, self.reviews(agency)),
            (Assessed::Projects, self.projects(agency)),
            (Assessed::Orders, self.orders(agency)),
            (Assessed::Training, self.training(agency)),
            (Assessed::Sharing, self.sharing(agency)),
            (Assessed::Procedures, self.procedures(agency)),
        ];
        let declared = self.registry.clauses().any(|found| !found.clause.assesses.is_empty());
        let asked = |(of, mut measure): (Assessed, AssessedMeasure)| {
            let under = self.assessed_under(agency, of);
            // A registry whose measures say nothing of an assessment has its own agencies assessed in everything.
            if under.is_none() && (declared || !self.is_at_home(agency)) {
                (measure.met, measure.of) = (0, 0);
                (measure.done, measure.short, measure.figures) = Default::default();
            }
            measure.clause = measure.clause.or(under);
            measure
        };
        measured.into_iter().map(asked).collect()
    }

    /// Whether a clause has an agency assessed in anything.
    pub(super) fn is_asked_about(&self, agency: &Agency) -> bool {
        Assessed::ALL.iter().any(|of| self.assessed_under(agency, *of).is_some())
    }

    /// The clause that has a measure assessed where an agency acts, in force at the end of the year.
    fn assessed_under(&self, agency: &Agency, of: Assessed) -> Option<String> {
        let at = &agency.jurisdiction.as_ref()?.value;
        let asks = |found: &ClauseRef<'_>| {
            found.clause.assesses.iter().any(|own| own.value == of)
                && found.governs(at)
                && found.is_in_force(self.year.to)
        };
        self.registry.clauses().find(asks).map(|found| found.reference())
    }

    pub(super) fn measure(
        &self,
        agency: &Agency,
        id: &'static str,
        title: &Message,
        about: &Message,
        rule: Option<&str>,
    ) -> AssessedMeasure {
        AssessedMeasure {
            id,
            title: title.get(self.lang).to_owned(),
            about: about.get(self.lang).to_owned(),
            clause: rule.and_then(|rule| self.clause_for(rule, agency)),
            met: 0,
            of: 0,
            figures: Vec::new(),
            done: Vec::new(),
            short: Vec::new(),
        }
    }

    /// The clause that the agency's own jurisdiction gives a rule.
    fn clause_for(&self, rule: &str, agency: &Agency) -> Option<String> {
        let at = agency.jurisdiction.as_ref().map(|at| at.value.as_str());
        self.registry.clause_enforced(rule, at, self.year.to)
    }

    pub(super) fn figure(
        &self,
        id: &'static str,
        title: &Message,
        value: f64,
        behind: &[FigureSource],
    ) -> CountedFigure {
        CountedFigure { id, title: title.get(self.lang).to_owned(), value, behind: behind.to_vec() }
    }

    pub(super) fn of_agency(&self, agency: &Agency, what: &str, entry: Option<TableEntry>) -> FigureSource {
        self.behind("agency", &agency.id, agency.file, what, entry)
    }

    pub(super) fn behind(
        &self,
        kind: &'static str,
        id: &str,
        file: FileId,
        what: &str,
        entry: Option<TableEntry>,
    ) -> FigureSource {
        let (record, what, file) = (id.to_owned(), what.to_owned(), self.registry.path(file).to_owned());
        FigureSource { kind, record, file, what, entry, standard: None, done: None, due: None, days: None }
    }

    /// Art. 9: what is implemented is filed. Standards adopted in earlier years count as long as they are adopted; a plan does not.
    fn filings(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "年末已备案的采用标准 ÷ 已实施的采用标准",
            "adopted standards filed by the end ÷ adopted standards in use"
        );
        let mut measure =
            self.measure(agency, "filings", &message!("备案", "filings"), &about, Some("adoption-not-filed"));
        let mut by_number: BTreeMap<&str, FigureSource> = BTreeMap::new();
        for (owner, place, filing) in self.filed_by(agency) {
            let Some((number, since)) = in_use_by(filing, self.year.to) else { continue };
            // What others than the state issue need not be filed.
            if matches!(number.level(), Some(Level::Group | Level::International | Level::Municipal)) {
                continue;
            }
            let filed = filing.filed.as_ref().map(|filed| filed.value).filter(|filed| *filed <= self.year.to);
            let days = filed.unwrap_or(self.year.to).days_since(since);
            let of_file = self.of_agency(owner, number.canonical(), Some(TableEntry { table: "adoption", place }));
            let standard = self.standard_of(number);
            let behind = FigureSource { standard, done: filed, due: Some(since), days: Some(days), ..of_file };
            // A standard is filed once, whoever of those that were merged did it.
            let known = by_number.get(number.canonical()).is_some_and(|known| known.done.is_some() || filed.is_none());
            if !known {
                by_number.insert(number.canonical(), behind);
            }
        }
        let (done, short): (Vec<_>, Vec<_>) = by_number.into_values().partition(|behind| behind.done.is_some());
        (measure.done, measure.short) = (in_order(done), in_order(short));
        measure.counted();
        if measure.of > 0 {
            measure.figures = self.filing_figures(&measure.done);
        }
        measure
    }

    fn filing_figures(&self, filed: &[FigureSource]) -> Vec<CountedFigure> {
        let in_year: Vec<FigureSource> =
            filed.iter().filter(|behind| behind.done.is_some_and(|filed| self.year.contains(filed))).cloned().collect();
        let title = message!("本年备案", "filed in the year");
        let mut figures = vec![self.figure("filed-in-year", &title, count(in_year.len()), &in_year)];
        let mut by_age = filed.to_vec();
        by_age.sort_by_key(|behind| behind.days);
        let middle = by_age.len() / 2;
        let middle =
            if by_age.len().is_multiple_of(2) { middle.saturating_sub(1)..middle + 1 } else { middle..middle + 1 };
        if let (Some(middle), Some(longest)) = (by_age.get(middle), by_age.last()) {
            let ages: Vec<f64> = middle.iter().map(|behind| count_days(behind.days.unwrap_or(0))).collect();
            let median = ages.iter().sum::<f64>() / count(ages.len());
            let title = message!("自实施至备案的天数（中位数）", "days from use to filing, median");
            figures.push(self.figure("days-to-file-median", &title, median, middle));
            let title = message!("自实施至备案的天数（最长）", "days from use to filing, longest");
            let days = count_days(longest.days.unwrap_or(0));
            figures.push(self.figure("days-to-file-longest", &title, days, std::slice::from_ref(longest)));
        }
        figures
    }

    /// Art. 20: the reviews that the agency concluded in the year, and, if reviewing is its role, those that are overdue.
    fn reviews(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "按期完成的复审 ÷（本年完成的复审 + 年末逾期的复审）",
            "reviews in time ÷ reviews concluded in the year and reviews overdue at its end"
        );
        let mut measure = self.measure(agency, "reviews", &message!("复审", "reviews"), &about, Some("review-overdue"));
        for review in self.year.concluded(&agency.id) {
            let late = review.date.days_since(review.due).max(0);
            let of_standard = self.of_standard(&self.registry.standards[review.standard]);
            let behind =
                FigureSource { done: Some(review.date), due: Some(review.due), days: Some(late), ..of_standard };
            if late == 0 { measure.done.push(behind) } else { measure.short.push(behind) }
        }
        // Of two that were merged, the one that is there has what is left to do.
        let reviews = self.registry.may(agency, "review") && self.charged(agency).next().is_some();
        let overdue = if reviews { self.year.overdue() } else { &[] };
        measure.short.extend(overdue.iter().map(|(standard, due)| {
            let of_standard = self.of_standard(&self.registry.standards[*standard]);
            FigureSource { due: Some(*due), days: Some(self.year.to.days_since(*due)), ..of_standard }
        }));
        // By record, each with its late reviews before the one that is overdue.
        measure.short.sort_by(|a, b| a.file.cmp(&b.file));
        measure.counted();
        measure
    }

    /// Art. 23: the projects that pass the gates they have reached.
    fn projects(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "年末通过审查的项目 ÷ 可核对的在办项目",
            "projects that pass at the end ÷ projects that can be assessed"
        );
        let mut measure =
            self.measure(agency, "projects", &message!("项目", "projects"), &about, Some("mandatory-standard-missing"));
        for (index, project) in self.owned(agency) {
            match self.gate_then(index, project) {
                Some(Gate::Pass) => measure.done.push(self.of_project(project, project.display_name(), None)),
                Some(Gate::Hold) => measure.short.push(self.of_project(project, project.display_name(), None)),
                None => {}
            }
        }
        measure.counted();
        measure
    }

    /// Whether a project complied on the last day that counts; none for a retired one, and where it is not known how far it had come.
    fn gate_then(&self, index: usize, project: &Project) -> Option<Gate> {
        if project.stage.as_ref().is_some_and(|stage| stage.value == Stage::Retired) {
            return None;
        }
        if !self.year.is_past {
            return Some(self.audits.project(index).gate());
        }
        stage_then(project, self.year.to).map(|stage| self.audits.at(project, stage).gate())
    }

    /// Art. 24: the orders whose deadline fell in the year, or had passed before it and were open when it began.
    fn orders(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "按期完成的整改 ÷ 本年到期或年初已逾期的整改",
            "orders closed in time ÷ orders due in the year or overdue when it began"
        );
        let mut measure = self.measure(agency, "orders", &message!("整改", "orders"), &about, Some("order-overdue"));
        for (_, project) in self.owned(agency) {
            for (place, order) in (1..).zip(&project.orders) {
                let Some((closed, late)) = by(order, self.year) else { continue };
                let deadline = order.deadline.as_ref().map(|deadline| deadline.value);
                let about = order.about.as_ref().map_or("", |about| about.value.as_str());
                let of_file = self.of_project(project, about, Some(TableEntry { table: "order", place }));
                let behind = FigureSource { done: closed, due: deadline, days: Some(late), ..of_file };
                if closed.is_some() && late == 0 { measure.done.push(behind) } else { measure.short.push(behind) }
            }
        }
        self.orders_to(agency, &mut measure);
        measure.counted();
        measure
    }

    /// Art. 21: an agency of the catalogue's jurisdiction that uses standards or owns projects trains its people, at
    /// least once a year.
    fn training(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "本年办过培训为 1，没有为 0；没有采用标准也没有项目的机构不计",
            "1 if a training was held in the year, else 0; not for agencies with neither standards in use nor projects"
        );
        let mut measure = self.measure(agency, "training", &message!("培训", "training"), &about, None);
        let mut in_use: Vec<&Number> = Vec::new();
        for (number, _) in self.filed_by(agency).filter_map(|(_, _, filing)| in_use_by(filing, self.year.to)) {
            if !in_use.contains(&number) {
                in_use.push(number);
            }
        }
        let mut attendance = 0;
        let mut covered = Vec::new();
        let held =
            self.charged(agency).flat_map(|own| (1..).zip(&own.trainings).map(move |(at, held)| (own, at, held)));
        for (owner, place, training) in held {
            let Some(date) = training.date.as_ref().map(|date| date.value).filter(|date| self.year.contains(*date))
            else {
                continue;
            };
            attendance += training.attendance.as_ref().map_or(0, |attendance| attendance.value);
            let numbers: Vec<&str> = training.standards.iter().map(|cited| cited.number.canonical()).collect();
            covered.extend(training.standards.iter().map(|cited| &cited.number));
            let entry = Some(TableEntry { table: "training", place });
            measure.done.push(FigureSource { done: Some(date), ..self.of_agency(owner, &numbers.join("、"), entry) });
        }
        let has_work = !in_use.is_empty() || self.owned(agency).next().is_some();
        let owes = has_work;
        if owes && measure.done.is_empty() {
            measure.short.push(self.of_agency(agency, &agency.id, None));
        }
        // However many trainings there were, the year's duty is one.
        measure.of = usize::from(owes || !measure.done.is_empty());
        measure.met = usize::from(!measure.done.is_empty());
        if !measure.done.is_empty() {
            let of_use: Vec<FigureSource> = in_use
                .into_iter()
                .filter(|number| covered.contains(number))
                .map(|number| self.of_number(agency, number))
                .collect();
            let sessions = &measure.done;
            measure.figures = vec![
                self.figure("trainings", &message!("培训次数", "trainings"), count(sessions.len()), sessions),
                self.figure("attendance", &message!("参加人次", "attendance"), count_days(attendance), sessions),
                self.figure(
                    "standards-covered",
                    &message!("培训涉及的采用标准", "standards in use that were covered"),
                    count(of_use.len()),
                    &of_use,
                ),
            ];
        }
        measure
    }

    /// Whether an agency is one of the catalogue's own government, or of one below it.
    pub(super) fn is_at_home(&self, agency: &Agency) -> bool {
        let own = agency.jurisdiction.as_ref().map_or("", |own| own.value.as_str());
        self.registry.config.jurisdiction.as_ref().is_none_or(|home| crate::number::contains(&home.value, own))
    }

    fn owned(&self, agency: &Agency) -> impl Iterator<Item = (usize, &Project)> {
        let places = self.charged(agency).flat_map(|own| self.registry.projects_of(&own.id));
        places.map(|index| (*index, &self.registry.projects[*index]))
    }

    /// The agency itself and those that it took over from; none for one that others stand for.
    pub(super) fn charged(&self, agency: &Agency) -> impl Iterator<Item = &Agency> {
        let place = self.registry.agency(&agency.id).unwrap_or(usize::MAX);
        self.year.charged(place).iter().filter_map(|own| self.registry.agencies.get(*own))
    }

    /// The filings that an agency answers for: whose record each is in, and its place there, from 1.
    fn filed_by(&self, agency: &Agency) -> impl Iterator<Item = (&Agency, usize, &Filing)> {
        self.charged(agency).flat_map(|own| (1..).zip(&own.adoptions).map(move |(place, filing)| (own, place, filing)))
    }

    fn of_standard(&self, standard: &Standard) -> FigureSource {
        let standard_id = Some(standard.id.clone());
        FigureSource {
            standard: standard_id,
            ..self.behind("standard", &standard.id, standard.file, standard.name(), None)
        }
    }

    fn of_project(&self, project: &Project, what: &str, entry: Option<TableEntry>) -> FigureSource {
        self.behind("project", &project.id, project.file, what, entry)
    }

    /// A standard that an agency uses: by its own record, else as the agency's file names it.
    fn of_number(&self, agency: &Agency, number: &Number) -> FigureSource {
        match self.registry.target(number) {
            CitationTarget::Edition(index) => self.of_standard(&self.registry.standards[index]),
            CitationTarget::Family(_) | CitationTarget::Unknown => self.of_agency(agency, number.canonical(), None),
        }
    }

    /// The id of the record that a number means: of the edition, or of the newest in force.
    fn standard_of(&self, number: &Number) -> Option<String> {
        let index = self.registry.find_standard(number.canonical(), self.year.to)?;
        Some(self.registry.standards[index].id.clone())
    }
}

impl AssessedMeasure {
    pub(super) fn counted(&mut self) {
        self.met = self.done.len();
        self.of = self.done.len() + self.short.len();
    }
}

/// When an order was closed in a year and how many days late, if it counts there: its deadline fell in the year, or had passed before
/// it and the order was open when it began.
pub(super) fn by(order: &Order, year: &Year) -> Option<(Option<Day>, i64)> {
    let deadline = order.deadline.as_ref()?.value;
    let closed = order.closed.as_ref().map(|closed| closed.value).filter(|closed| *closed <= year.to);
    let was_open = closed.is_none_or(|closed| closed >= year.from);
    // One that is due on the last day and still open may yet be closed on that day.
    let due = deadline <= year.to && (deadline < year.to || closed.is_some());
    let late = closed.unwrap_or(year.to).days_since(deadline).max(0);
    (due && (deadline >= year.from || was_open)).then_some((closed, late))
}

/// How far a project had come on a day that is past, by the days that its record gives; none where they do not tell.
fn stage_then(project: &Project, on: Day) -> Option<Stage> {
    let own = crate::audit::stage_of(project);
    let by = |day: &Option<crate::model::Spanned<Day>>| day.as_ref().map(|day| day.value <= on);
    let gates = [
        (by(&project.operating), Stage::Operation),
        (by(&project.accepted), Stage::Acceptance),
        (by(&project.started), Stage::Construction),
        (by(&project.approved), Stage::Construction),
    ];
    for (passed, stage) in gates {
        match passed {
            Some(true) => return Some(stage.min(own)),
            // It has come so far since, and nobody wrote down when.
            None if own >= stage && stage > Stage::Construction => return None,
            _ => {}
        }
    }
    let approved = project.approved.is_some() || own <= Stage::Approval;
    approved.then_some(Stage::Planning)
}

/// The standard of a filing and since when, if it is in use by a day.
fn in_use_by(filing: &Filing, by: Day) -> Option<(&Number, Day)> {
    let planned = filing.status.as_ref().is_some_and(|status| status.value == Progress::Planned);
    let since = filing.since.as_ref().map(|since| since.value).filter(|since| !planned && *since <= by)?;
    Some((&filing.standard.as_ref()?.number, since))
}

/// In the order of files, and in each of its entries.
fn in_order(mut behind: Vec<FigureSource>) -> Vec<FigureSource> {
    behind.sort_by(|a, b| {
        let place = |one: &FigureSource| one.entry.map(|entry| entry.place);
        a.file.cmp(&b.file).then_with(|| place(a).cmp(&place(b)))
    });
    behind
}

#[expect(clippy::cast_precision_loss, reason = "counts of records")]
pub(super) fn count(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "days of the calendar, and people")]
fn count_days(days: i64) -> f64 {
    days as f64
}
