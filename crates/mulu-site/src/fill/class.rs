//! The standards system: its tree, and one class with its topics.

use crate::fill::code;
use crate::pagination::{Continuation, ListPages, PageSlice, list_of};
use crate::views::class::{ClassPage, ClassRow, ClassesPage, CoverageRow, GroupSection, TopicCell};
use crate::views::parts::Figure;
use mulu_core::address;
use mulu_core::model::{self, ClassGroup};
use mulu_core::registry::{Coverage, TopicState};

use super::{Fill, anchor, count};

/// How many standards of a topic stand beside it: a class has many topics.
const OF_TOPIC: usize = 30;

impl Fill<'_> {
    /// The standards system as a tree.
    pub fn classes(&self) -> ClassesPage {
        let group = |group: ClassGroup| {
            let members = self.registry.classes.iter().enumerate();
            let members = members.filter(|(_, class)| class.group.as_ref().is_some_and(|own| own.value == group));
            GroupSection {
                code: group.id(),
                classes: members.filter_map(|(index, class)| self.class_row(index, class)).collect(),
            }
        };
        ClassesPage {
            groups: ClassGroup::ALL.into_iter().map(group).collect(),
            coverage: self.coverage_share(|_| true),
        }
    }

    fn class_row(&self, index: usize, class: &model::Class) -> Option<ClassRow> {
        let link = self.class_link(class)?;
        let id = class.id.as_ref()?;
        let listed = self.listed_in(id);
        let binding = listed.iter().filter(|index| self.answer(**index).binding.binds()).count();
        let topics: Vec<&Coverage> = self.answers.coverage().iter().filter(|topic| topic.class == index).collect();
        let of = |state: TopicState| count(topics.iter().filter(|topic| topic.state == state).count());
        let cell = |topic: &&Coverage| {
            let entry = &class.topics[topic.topic];
            let topic_id = topic_id(class, topic);
            let title = self.title(&entry.title, &entry.title_en, &topic_id);
            TopicCell {
                state: code(topic.state.id()),
                title: title.text,
                title_lang: title.lang,
                href: format!("{}#topic-{topic_id}", address::class(id)),
            }
        };
        Some(ClassRow {
            link,
            standards: count(listed.len()),
            binding: count(binding),
            topics: count(topics.len()),
            adopt: of(TopicState::Adopt),
            done: of(TopicState::Done),
            in_progress: of(TopicState::InProgress),
            unadopted: of(TopicState::Unadopted),
            gap: of(TopicState::Gap),
            cells: topics.iter().map(cell).collect(),
        })
    }

    /// The standards of a class.
    pub fn of_class(&self, class: &str) -> Vec<usize> {
        self.chosen("class", class)
    }

    fn listed_in(&self, class: &str) -> Vec<usize> {
        self.of_class(class).into_iter().filter(|index| self.answer(*index).listed).collect()
    }

    /// The lists of a class's page: the standards of each topic.
    pub fn class_lists(&self, index: usize) -> Vec<ListPages> {
        let class = &self.registry.classes[index];
        let topics = self.answers.coverage().iter().filter(|topic| topic.class == index);
        topics.map(|topic| list_of(&topic_list(&topic_id(class, topic)), topic.standards.len(), OF_TOPIC)).collect()
    }

    /// One class, by its place in the taxonomy. Its figures and topics stand on the first page of its table only; of a topic there
    /// may be further sheets.
    pub fn class(&self, index: usize, sheet: usize, continuation: Continuation<'_>) -> ClassPage {
        let class = &self.registry.classes[index];
        let id = class.id.as_ref().map_or("", |id| id.value.as_str());
        let title = self.title(&class.title, &class.title_en, id);
        let slice = PageSlice::new(address::class(id), continuation);
        let topics: Vec<&Coverage> = self.answers.coverage().iter().filter(|topic| topic.class == index).collect();
        let is_first = sheet == 0 && slice.is_page();
        ClassPage {
            id: id.to_owned(),
            title: title.text,
            title_lang: title.lang,
            group: class.group.as_ref().map_or("general", |group| group.value.id()),
            clause: class.clause.as_ref().and_then(|clause| self.clause_named(clause)),
            figures: if is_first { self.figures_of_class(id, &topics) } else { Vec::new() },
            coverage: self.coverage_share(|of| of == index),
            topics: if sheet > 0 {
                Vec::new()
            } else {
                let topics = topics.into_iter().map(|topic| self.topic(class, topic, &slice));
                topics.filter(|topic| slice.is_page() || !topic.standards.rows.is_empty()).collect()
            },
        }
    }

    fn figures_of_class(&self, id: &str, topics: &[&Coverage]) -> Vec<Figure> {
        let listed = self.listed_in(id);
        let binding = listed.iter().filter(|index| self.answer(**index).binding.binds()).count();
        let gaps = topics.iter().filter(|topic| topic.state == TopicState::Gap).count();
        let figure = |code, n, tone| Figure { code, n: count(n), href: None, tone };
        vec![
            figure("standards", listed.len(), "plain"),
            figure("binding", binding, "plain"),
            figure("topics", topics.len(), "plain"),
            figure("gaps", gaps, if gaps == 0 { "ok" } else { "warn" }),
        ]
    }

    fn topic(&self, class: &model::Class, coverage: &Coverage, slice: &PageSlice<'_>) -> CoverageRow {
        let entry = &class.topics[coverage.topic];
        let id = topic_id(class, coverage);
        let title = self.title(&entry.title, &entry.title_en, &id);
        // By precedence (Art. 16): national, industry, local, then the rest.
        let mut standards = coverage.standards.clone();
        standards.sort_by_key(|index| (self.registry.standards[*index].level(), *index));
        CoverageRow {
            title: title.text,
            title_lang: title.lang,
            state: code(coverage.state.id()),
            are_drafts: coverage.state == TopicState::InProgress,
            elsewhere: self.standard_refs(&coverage.elsewhere),
            standards: slice
                .rows_sized(OF_TOPIC, &topic_list(&id), &standards, |index| Some(self.standard_ref(*index))),
            id,
        }
    }
}

/// The anchor of a topic, without what is before it.
fn topic_id(class: &model::Class, coverage: &Coverage) -> String {
    anchor(class.topics[coverage.topic].id.as_ref(), coverage.topic)
}

/// The list of the standards of a topic, by the topic's anchor.
fn topic_list(id: &str) -> String {
    format!("topic-{}", address::file_name(id))
}
