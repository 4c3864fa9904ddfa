//! What is to be done to a standard, by when and by whom: a line of `mulu due` and of `/api/v1/reviews.json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::day::{Day, ReviewState};
use crate::message::Lang;
use crate::reasons;
use crate::registry::{Deadline, Due, DueTask, Registry};
use crate::vocabulary::ids;

/// What is to be done to standards, and whatever else falls due.
fn tasks() -> Vec<&'static str> {
    ids::<DueTask>().into_iter().chain(ids::<Deadline>()).collect()
}

/// One thing to be done to one standard.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct DueFacts {
    /// The standard's id.
    pub record: String,
    /// Its number, or its title where it has none.
    pub number: String,
    /// Its title.
    pub title: Option<String>,
    /// `review` 复审, `revision` 修订, `abolition` 废止, `supersession` 代替; beside them `duty` 定期职责, `step` 办理时限, `order` 责令整改, `consultation`
    /// 征求意见截止, `evidence` 材料到期, `waiver` 例外到期.
    #[schemars(extend("enum" = tasks()))]
    pub task: &'static str,
    /// The last day on which it is in time.
    pub due: Day,
    /// Where it stands on the day.
    #[schemars(extend("enum" = ids::<ReviewState>()))]
    pub state: &'static str,
    /// Negative when overdue.
    pub days_left: i64,
    /// The agencies that are to do it: their ids.
    pub by: Vec<String>,
    /// The agencies that have filed the standard: their ids.
    pub filed_by: Vec<String>,
    /// Why, in one sentence.
    pub reason: String,
    /// The standard's file.
    pub file: String,
}

impl DueFacts {
    /// A line of the list on a day, its sentence in a language.
    #[must_use]
    pub fn of(registry: &Registry, due: &Due, on: Day, lang: Lang) -> Self {
        let standard = &registry.standards[due.standard];
        let ids = |agencies: &[usize]| agencies.iter().map(|index| registry.agencies[*index].id.clone()).collect();
        DueFacts {
            record: standard.id.clone(),
            number: standard.name().to_owned(),
            title: super::text(&standard.title),
            task: due.task.id(),
            due: due.due,
            state: due.state.id(),
            days_left: due.due.days_since(on),
            by: ids(&due.by),
            filed_by: ids(&due.filed_by),
            reason: reasons::due(registry, due, on).get(lang).to_owned(),
            file: registry.path(standard.file).to_owned(),
        }
    }
}
