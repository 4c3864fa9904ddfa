//! How an agency keeps its catalogue of information resources: what the measures on sharing have assessed every year.

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::{Agency, Resource, Sharing};

use super::measures::{by, count};
use super::{AssessedMeasure, Assessment, CountedFigure, FigureSource, TableEntry};

impl Assessment<'_> {
    /// The resources that are on the platform at the end of the year and were gone through in the sweep that was due last. What the
    /// office alone sees is not told.
    pub(super) fn sharing(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "年末已登记、最近应做的清查已做的信息资源 ÷ 信息资源",
            "resources registered at the end and checked in the newest sweep ÷ resources"
        );
        let mut measure =
            self.measure(agency, "sharing", &message!("信息资源", "resources"), &about, Some("sweep-overdue"));
        let registry = self.registry;
        let to = self.year.to;
        let due = agency.jurisdiction.as_ref().and_then(|at| registry.sweep_due(&at.value, to.next()));
        for resource in self.provided_by(agency).filter(|resource| resource.is_published() && was_there(resource, self))
        {
            let due = due.as_ref().filter(|due| registry.is_swept_with(resource, due));
            let swept = due.map(|due| registry.swept(resource, due, to));
            let behind = FigureSource {
                done: swept.flatten().or(resource.registered.as_ref().map(|day| day.value)).filter(|day| *day <= to),
                due: due.map(|due| due.to),
                ..self.behind("resource", &resource.id, resource.file, resource.display_name(), None)
            };
            let kept = resource.is_registered(to) && swept != Some(None);
            if kept { measure.done.push(behind) } else { measure.short.push(behind) }
        }
        measure.counted();
        if measure.of > 0 {
            measure.figures = self.sharing_figures(agency);
        }
        measure
    }

    /// The resources that an agency answers for.
    fn provided_by(&self, agency: &Agency) -> impl Iterator<Item = &Resource> {
        let places = self.charged(agency).flat_map(|own| self.registry.provided_by(&own.id));
        places.filter_map(|place| self.registry.resources.get(*place))
    }

    /// How many are shared on what terms, what was doubted and asked for in the year.
    fn sharing_figures(&self, agency: &Agency) -> Vec<CountedFigure> {
        let own: Vec<&Resource> =
            self.provided_by(agency).filter(|resource| resource.is_published() && was_there(resource, self)).collect();
        let in_year = |day: Option<Day>| day.is_some_and(|day| self.year.contains(day));
        let behind =
            |resource: &Resource| self.behind("resource", &resource.id, resource.file, resource.display_name(), None);
        let counted = |id, title: Message, times: &dyn Fn(&Resource) -> usize| {
            let of: Vec<(&Resource, usize)> =
                own.iter().map(|resource| (*resource, times(resource))).filter(|(_, times)| *times > 0).collect();
            let sources: Vec<FigureSource> = of.iter().map(|(resource, _)| behind(resource)).collect();
            self.figure(id, &title, count(of.iter().map(|(_, times)| times).sum()), &sources)
        };
        let shared = |sharing| move |resource: &Resource| usize::from(resource.shared() == Some(sharing));
        vec![
            counted("unconditional", message!("无条件共享", "shared unconditionally"), &shared(Sharing::Unconditional)),
            counted("conditional", message!("有条件共享", "shared on terms"), &shared(Sharing::Conditional)),
            counted("withheld", message!("不予共享", "withheld"), &shared(Sharing::Withheld)),
            counted("objections", message!("本年疑义", "objections in the year"), &|resource| {
                let dates = resource.objections.iter().map(|objection| objection.date.as_ref().map(|day| day.value));
                dates.filter(|day| in_year(*day)).count()
            }),
            counted("requests", message!("本年共享申请", "requests in the year"), &|resource| {
                let first =
                    resource.requests.iter().map(|asked| asked.case.days.iter().map(|(_, day)| day.value).min());
                first.filter(|day| in_year(*day)).count()
            }),
        ]
    }

    /// The steps with time limits that are the agency's: what ended in the year in time, of what ended in it or is overdue.
    pub(super) fn procedures(&self, agency: &Agency) -> AssessedMeasure {
        let about = message!(
            "按时限办结的步骤 ÷（本年办结的步骤 + 年末超期未办结的步骤）",
            "steps ended in time ÷ steps ended in the year and steps overdue at its end"
        );
        let title = message!("办理时限", "time limits");
        let mut measure = self.measure(agency, "procedures", &title, &about, Some("step-late"));
        let steps = self.registry.agency(&agency.id).map_or(&[][..], |place| self.year.timed(place));
        for step in steps {
            let (kind, record) = self.registry.record_of(step.file);
            let behind = FigureSource {
                done: step.ended,
                due: Some(step.due),
                days: Some(step.ended.unwrap_or(self.year.to).days_since(step.due).max(0)),
                ..self.behind(kind.id(), record, step.file, &step.what, None)
            };
            if step.is_in_time() { measure.done.push(behind) } else { measure.short.push(behind) }
        }
        measure.counted();
        measure
    }

    /// The orders to an agency itself whose deadline fell in the year, or had passed before it and were open when it began.
    pub(super) fn orders_to(&self, agency: &Agency, measure: &mut AssessedMeasure) {
        let own = self.charged(agency).flat_map(|own| (1..).zip(&own.orders).map(move |(at, order)| (own, at, order)));
        for (owner, place, order) in own {
            let Some((closed, late)) = by(order, self.year) else { continue };
            let about = order.about.as_ref().map_or("", |about| about.value.as_str());
            let of_file = self.of_agency(owner, about, Some(TableEntry { table: "order", place }));
            let due = order.deadline.as_ref().map(|deadline| deadline.value);
            let behind = FigureSource { done: closed, due, days: Some(late), ..of_file };
            if closed.is_some() && late == 0 { measure.done.push(behind) } else { measure.short.push(behind) }
        }
    }
}

/// Whether a resource was there in the year: none of its days says that it came later.
fn was_there(resource: &Resource, assessment: &Assessment<'_>) -> bool {
    let days = [&resource.compiled, &resource.published, &resource.registered];
    let first = days.into_iter().flatten().map(|day| day.value).min();
    first.is_none_or(|first| first <= assessment.year.to)
}
