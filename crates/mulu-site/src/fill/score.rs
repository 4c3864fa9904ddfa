//! The year's assessment of an agency, each figure with links to the records behind it.

use crate::pagination::{ListPages, PageSlice, ROWS, list, list_path};
use crate::picture::WidthPercent;
use crate::views::parts::Link;
use crate::views::score::{Counted, ScoreFigure, ScoreMeasure, ScorePage};
use mulu_core::address;
use mulu_core::scorecard::{AgencyScore, AssessedMeasure, FigureSource, TableEntry};

use super::Fill;

impl Fill<'_> {
    /// The lists of records behind the figures of an agency's year.
    pub fn score_lists(&self, agency: usize) -> Vec<ListPages> {
        let score = self.answers.score(agency, self.lang());
        if score.score.is_none() {
            return Vec::new();
        }
        let mut lists = Vec::new();
        for measure in assessed(score) {
            let name = |what: &str| format!("score-{}-{what}", measure.id);
            lists.push(list(&name("done"), measure.done.len()));
            lists.push(list(&name("short"), measure.short.len()));
            let figures = measure.figures.iter().enumerate();
            lists.extend(figures.map(|(at, figure)| list(&name(&at.to_string()), figure.behind.len())));
        }
        lists
    }

    /// An agency's year; none where there is nothing to assess.
    pub fn score(&self, agency: usize, slice: &PageSlice<'_>) -> Option<ScorePage> {
        let score = self.answers.score(agency, self.lang());
        let measures = assessed(score).filter(|measure| slice.shows(&format!("score-{}-", measure.id)));
        if !slice.shows("score-") {
            return None;
        }
        Some(ScorePage {
            points: score.score?,
            formula: score.formula.clone(),
            measures: measures.map(|measure| self.measure(measure, slice)).collect(),
            suggestions: score.suggestions.iter().map(|suggestion| suggestion.text.clone()).collect(),
        })
    }

    fn measure(&self, measure: &AssessedMeasure, slice: &PageSlice<'_>) -> ScoreMeasure {
        let counted = |what: &str, behind: &[FigureSource]| {
            let list = format!("score-{}-{what}", measure.id);
            slice.rows(&list, behind, |behind| Some(self.counted(behind)))
        };
        ScoreMeasure {
            id: measure.id,
            title: measure.title.clone(),
            about: measure.about.clone(),
            clause: measure.clause.as_ref().and_then(|clause| self.clause_named(clause)),
            met: measure.met,
            of: measure.of,
            bar: WidthPercent::of_count(measure.met, measure.of),
            done: counted("done", &measure.done),
            short: counted("short", &measure.short),
            figures: measure
                .figures
                .iter()
                .enumerate()
                .map(|(at, figure)| ScoreFigure {
                    title: figure.title.clone(),
                    value: figure.value.to_string(),
                    behind: counted(&at.to_string(), &figure.behind),
                })
                .collect(),
        }
    }

    /// A record behind a figure: what it is about links to the standard or the project, the entry to where the record's page shows
    /// it.
    fn counted(&self, behind: &FigureSource) -> Counted {
        let page = match behind.kind {
            "standard" => address::standard(&behind.record),
            "project" => address::project(&behind.record),
            "resource" => address::resource(&behind.record),
            "case" => address::docket(&behind.record),
            _ => address::agency(&behind.record),
        };
        let entry = behind.entry.map(|entry| entry_address(&page, entry));
        let about = behind.standard.as_ref().map(|standard| address::standard(standard));
        let day = |day: Option<mulu_core::day::Day>| day.map(|day| day.to_string());
        Counted {
            link: Link {
                href: about.or_else(|| entry.clone()).unwrap_or(page),
                text: behind.what.clone(),
                lang: self.data_lang(),
            },
            entry,
            due: day(behind.due),
            done: day(behind.done),
        }
    }
}

/// The measures that there was something to assess in.
fn assessed(score: &AgencyScore) -> impl Iterator<Item = &AssessedMeasure> {
    score.measures.iter().filter(|measure| measure.of > 0)
}

/// Where a record's page, or the further sheet of its list, shows an entry.
fn entry_address(page: &str, entry: TableEntry) -> String {
    let list = match entry.table {
        "adoption" => "filings",
        "training" => "trainings",
        _ => "orders",
    };
    format!("{}#{}", list_path(page, list, (entry.place - 1) / ROWS), entry.anchor())
}

/// The anchor of an entry on its record's page, by its place in the file, from 0.
pub fn entry_anchor(table: &'static str, place: usize) -> String {
    TableEntry { table, place: place + 1 }.anchor()
}
