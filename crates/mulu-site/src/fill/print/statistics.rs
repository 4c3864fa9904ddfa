//! The tables of figures behind the table of standards.

use crate::fill::{Fill, count};
use crate::views::print::{ClassFigures, Statistics};
use mulu_core::number::Level;
use mulu_core::registry::TopicState;

use super::outline::{ClassSection, Outline};

impl Fill<'_> {
    /// By class and level, and by class and the coverage of its topics.
    pub(super) fn statistics(&self, outline: &Outline) -> Statistics {
        let level = |index: &usize| self.registry.standards[*index].level();
        let levels: Vec<Level> = Level::ALL
            .into_iter()
            .filter(|own| outline.places.keys().any(|index| level(index) == Some(*own)))
            .collect();
        let sections = outline.parts.iter().flat_map(|part| &part.sections);
        let classes: Vec<ClassFigures> = sections.map(|section| self.class_figures(section, &levels)).collect();
        let mut all = ClassFigures {
            code: String::new(),
            title: self.translations.word("print-sum"),
            title_lang: None,
            by_level: vec![0; levels.len()],
            total: 0,
            binding: 0,
            topics: 0,
            covered: 0,
            in_progress: 0,
            unadopted: 0,
            gaps: 0,
            share: None,
        };
        for class in &classes {
            all.by_level.iter_mut().zip(&class.by_level).for_each(|(sum, n)| *sum += n);
            all.total += class.total;
            all.binding += class.binding;
            all.topics += class.topics;
            all.covered += class.covered;
            all.in_progress += class.in_progress;
            all.unadopted += class.unadopted;
            all.gaps += class.gaps;
        }
        all.share = share(all.covered, all.topics);
        Statistics { levels: levels.into_iter().map(Level::id).collect(), classes, all }
    }

    fn class_figures(&self, section: &ClassSection, levels: &[Level]) -> ClassFigures {
        let title = self.section_title(section);
        let of_level = |level: &Level| {
            let own = section.standards.iter();
            count(own.filter(|index| self.registry.standards[**index].level() == Some(*level)).count())
        };
        let topics = self.answers.coverage().iter().filter(|topic| Some(topic.class) == section.class);
        let states: Vec<TopicState> = topics.map(|topic| topic.state).collect();
        let of = |state: TopicState| count(states.iter().filter(|own| **own == state).count());
        let covered = of(TopicState::Adopt) + of(TopicState::Done);
        ClassFigures {
            code: section.code.clone(),
            title: title.text,
            title_lang: title.lang,
            by_level: levels.iter().map(of_level).collect(),
            total: count(section.standards.len()),
            binding: count(section.standards.iter().filter(|index| self.answer(**index).binding.binds()).count()),
            topics: count(states.len()),
            covered,
            in_progress: of(TopicState::InProgress),
            unadopted: of(TopicState::Unadopted),
            gaps: of(TopicState::Gap),
            share: share(covered, count(states.len())),
        }
    }
}

/// A share in per cent, rounded to one decimal.
fn share(part: u32, whole: u32) -> Option<String> {
    let thousandths = (u64::from(part) * 2000 + u64::from(whole)).checked_div(u64::from(whole) * 2)?;
    Some(format!("{}.{}%", thousandths / 10, thousandths % 10))
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn shares_are_rounded_to_one_decimal() {
        assert_eq!(share(2, 3).as_deref(), Some("66.7%"));
        assert_eq!(share(1, 3).as_deref(), Some("33.3%"));
        assert_eq!(share(5, 5).as_deref(), Some("100.0%"));
        assert_eq!(share(0, 0), None);
    }
}
