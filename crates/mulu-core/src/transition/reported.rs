//! What was told before: kept between two runs, or worked out for an earlier day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::registry::Registry;
use crate::report::JsonDocument;
use crate::vocabulary::Vocabulary;

use super::{NoticeStage, Transition, standing};

/// The stage at which each thing was told last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportedStages(BTreeMap<String, NoticeStage>);

/// The form of [`ReportedStages`] in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ReportedStagesDocument {
    schema: String,
    /// The day of the run that told it.
    as_of: String,
    /// What was told, by its key, and at which stage.
    told: BTreeMap<String, String>,
}

impl JsonDocument for ReportedStagesDocument {
    const SCHEMA: &'static str = "mulu.notified/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}

impl ReportedStages {
    /// Everything that has been told when a run on a day is over. What was answered is gone from it, and is told anew if it comes back.
    #[must_use]
    pub fn by(registry: &Registry, day: Day) -> ReportedStages {
        ReportedStages::of(&standing(registry, day, day))
    }

    /// Everything that has been told when all of a list is. What ended is told on the days after its end alone, and need not be known.
    #[must_use]
    pub fn of(list: &[Transition]) -> ReportedStages {
        let told = list.iter().filter(|one| one.stage != NoticeStage::Ended);
        ReportedStages(told.map(|one| (one.key.clone(), one.stage)).collect())
    }

    /// What of a list came to another stage than was told, the most urgent first.
    #[must_use]
    pub fn untold(&self, mut list: Vec<Transition>) -> Vec<Transition> {
        list.retain(|one| self.stage(&one.key) != Some(one.stage));
        list.sort_by(|a, b| (a.stage, a.day, &a.key).cmp(&(b.stage, b.day, &b.key)));
        list
    }

    /// The stage at which a thing was told last.
    #[must_use]
    pub fn stage(&self, key: &str) -> Option<NoticeStage> {
        self.0.get(key).copied()
    }

    /// Reads what a run left, and the day of that run.
    ///
    /// # Errors
    /// When it is not such a file: what is wrong with it.
    pub fn read(text: &str) -> Result<(ReportedStages, Day), String> {
        let document = ReportedStagesDocument::parse(text)?;
        let day = document.as_of.parse().map_err(|_| format!("`as_of`: `{}` is not a day", document.as_of))?;
        let mut told = BTreeMap::new();
        for (key, stage) in document.told {
            let known = NoticeStage::from_id(&stage).ok_or_else(|| format!("`{key}`: `{stage}` is not a stage"))?;
            told.insert(key, known);
        }
        Ok((ReportedStages(told), day))
    }

    /// What a run on a day leaves for the next.
    ///
    /// # Errors
    /// Never in practice; JSON writing is fallible by its type.
    pub fn write(&self, day: Day) -> serde_json::Result<String> {
        let told = self.0.iter().map(|(key, stage)| (key.clone(), stage.id().to_owned())).collect();
        ReportedStagesDocument { schema: ReportedStagesDocument::SCHEMA.to_owned(), as_of: day.to_string(), told }
            .to_json()
    }
}
