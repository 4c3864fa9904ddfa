//! What became of an agency: the names that it had, whom it took over from, who took over from it.

use mulu_core::message;
use mulu_core::message::Message;

use super::{Fill, iso};
use crate::views::agency::AgencyEvent;

impl Fill<'_> {
    /// The events of an agency, the oldest first.
    pub fn agency_timeline(&self, index: usize) -> Vec<AgencyEvent> {
        let agency = &self.registry.agencies[index];
        let event = |day, words: Message, agencies: &[&str]| AgencyEvent {
            day,
            text: words.get(self.lang()).to_owned(),
            agencies: agencies.iter().filter_map(|id| self.agency_link(id)).collect(),
        };
        let mut events = Vec::new();
        for former in &agency.names {
            let name = former.name.as_ref().map_or("", |name| name.value.as_str());
            events.push(event(iso(&former.until), message!("在此以前名为{name}", "called {name} until then"), &[]));
        }
        for earlier in self.registry.predecessors_of(&agency.id) {
            let words = message!("承接其备案、项目和职责", "took over its filings, projects and duties");
            events.push(event(iso(&earlier.until), words, &[&earlier.id]));
        }
        if agency.until.is_some() {
            let next: Vec<&str> = agency.succeeded_by.iter().map(|next| next.value.as_str()).collect();
            let words = if next.is_empty() {
                message!("撤销", "dissolved")
            } else {
                message!("撤并，备案、项目和职责由下列单位承接", "merged: its filings, projects and duties go on with")
            };
            events.push(event(iso(&agency.until), words, &next));
        }
        events.sort_by(|a, b| a.day.cmp(&b.day));
        events
    }
}
