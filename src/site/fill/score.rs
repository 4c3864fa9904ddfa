//! The year's assessment of an agency, each figure with links to the records behind it.

use crate::scorecard::{Behind, Entry, Measure};
use crate::site::address;
use crate::site::picture::Across;
use crate::site::views::parts::Link;
use crate::site::views::score::{Counted, Score, ScoreFigure, ScoreMeasure};

use super::Fill;

impl Fill<'_> {
    /// An agency's year; none where there is nothing to assess.
    pub fn score(&self, agency: usize) -> Option<Score> {
        let score = self.answers.score(agency, self.lang());
        let measures = score.measures.iter().filter(|measure| measure.of > 0);
        Some(Score {
            points: score.score?,
            formula: score.formula.clone(),
            measures: measures.map(|measure| self.measure(measure)).collect(),
            suggestions: score.suggestions.iter().map(|suggestion| suggestion.text.clone()).collect(),
        })
    }

    fn measure(&self, measure: &Measure) -> ScoreMeasure {
        let counted = |behind: &[Behind]| behind.iter().map(|behind| self.counted(behind)).collect();
        ScoreMeasure {
            id: measure.id,
            title: measure.title.clone(),
            about: measure.about.clone(),
            clause: measure.clause.as_ref().and_then(|clause| self.clause_named(clause)),
            met: measure.met,
            of: measure.of,
            bar: Across::of_count(measure.met, measure.of),
            done: counted(&measure.done),
            short: counted(&measure.short),
            figures: measure
                .figures
                .iter()
                .map(|figure| ScoreFigure {
                    title: figure.title.clone(),
                    value: figure.value.to_string(),
                    behind: counted(&figure.behind),
                })
                .collect(),
        }
    }

    /// A record behind a figure: what it is about links to the standard or the project, the entry to where the record's page shows
    /// it.
    fn counted(&self, behind: &Behind) -> Counted {
        let page = match behind.kind {
            "standard" => address::standard(&behind.record),
            "project" => address::project(&behind.record),
            _ => address::agency(&behind.record),
        };
        let entry = behind.entry.map(|entry| format!("{page}#{}", entry.anchor()));
        let about = behind.standard.as_ref().map(|standard| address::standard(standard));
        let day = |day: Option<crate::day::Day>| day.map(|day| day.to_string());
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

/// The anchor of an entry on its record's page, by its place in the file, from 0.
pub fn entry_anchor(table: &'static str, place: usize) -> String {
    Entry { table, place: place + 1 }.anchor()
}
