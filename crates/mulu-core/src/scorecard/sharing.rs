//! How an agency keeps its catalogue of information resources: what the measures on sharing have assessed every year.

use crate::message;
use crate::model::{Agency, Resource};

use super::measures::by;
use super::{Assessment, FigureSource, Measure, TableEntry};

impl Assessment<'_> {
    /// The resources that are on the platform at the end of the year and were gone through in the sweep that was due last. What the
    /// office alone sees is not told.
    pub(super) fn sharing(&self, agency: &Agency) -> Measure {
        let about = message!(
            "年末已登记、最近应做的清查已做的信息资源 ÷ 信息资源",
            "resources registered at the end and gone through in the newest sweep ÷ resources"
        );
        let mut measure =
            self.measure(agency, "sharing", &message!("信息资源", "resources"), &about, Some("sweep-overdue"));
        let registry = self.registry;
        let to = self.year.to;
        let due = agency.jurisdiction.as_ref().and_then(|at| registry.sweep_due(&at.value, to.next()));
        let own = registry.provided_by(&agency.id).iter().filter_map(|place| registry.resources.get(*place));
        for resource in own.filter(|resource| resource.is_published() && was_there(resource, self)) {
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
        measure
    }

    /// The orders to an agency itself whose deadline fell in the year, or had passed before it and were open when it began.
    pub(super) fn orders_to(&self, agency: &Agency, measure: &mut Measure) {
        for (place, order) in (1..).zip(&agency.orders) {
            let Some((closed, late)) = by(order, self.year) else { continue };
            let about = order.about.as_ref().map_or("", |about| about.value.as_str());
            let of_file = self.of_agency(agency, about, Some(TableEntry { table: "order", place }));
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
