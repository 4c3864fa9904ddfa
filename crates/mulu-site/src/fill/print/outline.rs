//! Where each listed standard stands in the document, and the code it has there.

use std::collections::BTreeMap;

use crate::fill::Fill;
use mulu_core::model::ClassGroup;

/// The parts of the table, and the place of each standard.
pub(super) struct Outline {
    pub parts: Vec<Subsystem>,
    /// The code of each listed standard.
    pub places: BTreeMap<usize, String>,
}

/// A subsystem.
pub(super) struct Subsystem {
    pub n: u32,
    /// None for classes of no subsystem, and standards of no class.
    pub group: Option<ClassGroup>,
    pub sections: Vec<ClassSection>,
}

/// A class, or what belongs to none.
pub(super) struct ClassSection {
    pub code: String,
    /// The class's place in the taxonomy.
    pub class: Option<usize>,
    pub standards: Vec<usize>,
    pub see_also: Vec<usize>,
}

impl Outline {
    pub fn of(fill: &Fill<'_>) -> Outline {
        let registry = fill.registry;
        let listed = fill.answers.members().in_order().iter().copied().filter(|index| fill.answer(*index).listed);
        let mut by_class: Vec<(Vec<usize>, Vec<usize>)> = vec![(Vec::new(), Vec::new()); registry.classes.len()];
        let mut unclassed = Vec::new();
        let ids = registry.classes.iter().enumerate();
        let ids: BTreeMap<&str, usize> =
            ids.filter_map(|(index, class)| Some((class.id.as_ref()?.value.as_str(), index))).collect();
        for standard in listed {
            let classes = &registry.standards[standard].classes;
            let mut classes = classes.iter().filter_map(|id| ids.get(id.value.as_str()).copied());
            match classes.next() {
                Some(first) => by_class[first].0.push(standard),
                None => unclassed.push(standard),
            }
            classes.for_each(|other| by_class[other].1.push(standard));
        }
        let mut parts = Vec::new();
        for group in ClassGroup::ALL.map(Some).into_iter().chain([None]) {
            let members = registry.classes.iter().enumerate();
            let members = members.filter(|(_, class)| class.group.as_ref().map(|own| own.value) == group);
            let mut own: Vec<(Option<usize>, Vec<usize>, Vec<usize>)> = members
                .map(|(index, _)| {
                    let (standards, see_also) = std::mem::take(&mut by_class[index]);
                    (Some(index), standards, see_also)
                })
                .collect();
            if group.is_none() && !unclassed.is_empty() {
                own.push((None, std::mem::take(&mut unclassed), Vec::new()));
            }
            if own.is_empty() {
                continue;
            }
            let n = super::count(parts.len() + 1);
            let section = |(at, (class, standards, see_also))| ClassSection {
                code: format!("{n}.{}", at + 1),
                class,
                standards,
                see_also,
            };
            parts.push(Subsystem { n, group, sections: own.into_iter().enumerate().map(section).collect() });
        }
        let sections = parts.iter().flat_map(|part: &Subsystem| &part.sections);
        let places = sections.flat_map(|section| {
            let coded = section.standards.iter().zip(1..);
            coded.map(|(standard, n)| (*standard, format!("{}.{n:02}", section.code)))
        });
        let places = places.collect();
        Outline { parts, places }
    }

    /// The code of a listed standard.
    pub fn code(&self, standard: usize) -> String {
        self.places.get(&standard).cloned().unwrap_or_default()
    }
}
