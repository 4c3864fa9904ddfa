//! Rows that are reviews: what one meeting concluded, a standard and a reason a row.

use mulu_core::edit::{ReviewEntry, append_review};
use mulu_core::message;
use mulu_core::model::Conclusion;
use mulu_core::source::Unreadable;
use mulu_core::vocabulary::Vocabulary;

use super::super::cell::Cell;
use super::super::columns::{SheetKind, review_row};
use super::super::insert::Destination;
use super::{Importer, KnownRecord, Line};

/// What may be filled in of a review that is recorded.
pub(super) const FACTS: [&str; 3] = ["reason", "evidence", "due"];

impl Importer<'_> {
    pub(super) fn review(&mut self, line: &Line) -> Result<(), Unreadable> {
        let Some(name) = line.text("number").map(str::to_owned) else {
            self.unclear(line, "number", "", message!("没有标准号", "it has no standard's number"));
            return Ok(());
        };
        let registry = self.registry;
        let Some(index) = registry.find_standard(&name, self.options.day) else {
            self.no_standard(line, "number", &name, &name);
            return Ok(());
        };
        let standard = &registry.standards[index];
        let name = standard.name().to_owned();
        let Cell::Day(date) = *line.cell("date") else {
            self.unclear(line, "date", &name, message!("没有写复审日期", "it does not say when it was reviewed"));
            return Ok(());
        };
        if self.repeats(line, "number", &format!("{name} {date}")) {
            return Ok(());
        }
        let Some(line) = &self.with_reviewer(line, &name) else { return Ok(()) };
        let on = |review: &mulu_core::model::RecordedReview| review.date.as_ref().is_some_and(|own| own.value == date);
        let Some(at) = standard.reviews.iter().position(on) else {
            return self.add_review(line, index, date);
        };
        let cells = review_row(standard, &standard.reviews[at]);
        let known = KnownRecord {
            cells: &cells,
            identity: &["number", "date"],
            fillable: &FACTS,
            path: registry.path(standard.file),
            into: Destination::Review(at),
        };
        self.compare(line, &name, &known)
    }

    /// The row with the id of the agency that it names; none where that is not recorded.
    fn with_reviewer(&mut self, line: &Line, record: &str) -> Option<Line> {
        let mut cells = line.cells.clone();
        if line.text("by").is_some() {
            let agency = self.agency_in(line, "by", record)?;
            let cell = SheetKind::Reviews.column("by").and_then(|at| cells.get_mut(at))?;
            *cell = Cell::Text(self.registry.agencies[agency].id.clone());
        }
        Some(Line { number: line.number, kind: line.kind, cells, places: line.places.clone() })
    }

    fn add_review(&mut self, line: &Line, index: usize, date: mulu_core::day::Day) -> Result<(), Unreadable> {
        let registry = self.registry;
        let standard = &registry.standards[index];
        let (name, path) = (standard.name(), registry.path(standard.file));
        let Some(conclusion) = line.text("conclusion").and_then(Conclusion::from_id) else {
            self.unclear(line, "conclusion", name, message!("没有写复审结论", "it has no conclusion"));
            return Ok(());
        };
        let Some(by) = line.text("by").map(str::to_owned) else {
            self.unclear(line, "by", name, message!("没有写复审单位", "it does not say who concluded it"));
            return Ok(());
        };
        let listed = standard.listed_on(self.options.day).and_then(|entry| entry.listed.as_ref());
        if let Some(listed) = listed.map(|listed| listed.value).filter(|listed| date < *listed) {
            let message = message!(
                "复审日期 {date} 早于列入日期 {listed}，不算数",
                "a review of {date} does not count: it was listed on {listed}"
            );
            self.unclear(line, "date", name, message);
            return Ok(());
        }
        let text = |key: &str| line.text(key).map(str::to_owned);
        let due = if let Cell::Day(due) = line.cell("due") { Some(*due) } else { None };
        let entry = ReviewEntry { date, conclusion, by, reason: text("reason"), evidence: text("evidence"), due };
        let Some(before) = self.text(path)? else { return Ok(()) };
        match append_review(&before, &entry) {
            Ok((after, _)) => {
                let (zh, en) = (conclusion.phrase().zh, conclusion.id());
                let message = message!("记录 {date} 的复审：{zh}", "the review of {date}: {en}");
                self.add_to(line, name, path, after, message);
            }
            Err(why) => self.unclear(line, "number", name, why.0),
        }
        Ok(())
    }
}
