//! What the catalogue is made of: by class and level, and by what gives standards their force.

use crate::picture::{Share, Texture, WidthPercent, share};
use crate::views::overview::{CompositionCell, CompositionRow, CompositionTable, LevelHead};
use crate::views::parts::Link;
use mulu_core::address;
use mulu_core::number::Level;
use mulu_core::registry::ForceReason;

use super::{Fill, count};

impl Fill<'_> {
    /// Listed standards by class and level.
    pub(super) fn composition(&self) -> CompositionTable {
        let listed: Vec<usize> =
            (0..self.registry.standards.len()).filter(|index| self.answer(*index).listed).collect();
        let is_of = |index: &usize, level: Level| self.registry.standards[*index].level() == Some(level);
        let levels: Vec<Level> =
            Level::ALL.into_iter().filter(|level| listed.iter().any(|index| is_of(index, *level))).collect();
        let of_class = |class: &mulu_core::model::Class| {
            let id = class.id.as_ref()?;
            let member =
                |index: &&usize| self.registry.standards[**index].classes.iter().any(|own| own.value == id.value);
            Some((self.class_link(class)?, listed.iter().filter(member).copied().collect::<Vec<usize>>()))
        };
        let classes: Vec<(Link, Vec<usize>)> = self.registry.classes.iter().filter_map(of_class).collect();
        let at = |members: &[usize], level: Level| members.iter().filter(|index| is_of(index, level)).count();
        let counts = classes.iter().flat_map(|(_, members)| levels.iter().map(|level| at(members, *level)));
        let largest = counts.max().unwrap_or(0);
        let row = |link: Option<Link>, members: &[usize]| {
            let cell = |level: &Level| {
                let n = at(members, *level);
                CompositionCell { n: count(n), width: WidthPercent::of_count(n, largest) }
            };
            CompositionRow {
                link,
                cells: levels.iter().map(cell).collect(),
                n: count(members.len()),
                binding: count(members.iter().filter(|index| self.answer(**index).binding.binds()).count()),
            }
        };
        CompositionTable {
            rows: classes.iter().map(|(link, members)| row(Some(link.clone()), members)).collect(),
            whole: row(None, &listed),
            levels: levels
                .iter()
                .map(|level| LevelHead { code: level.id(), href: address::level(level.id()) })
                .collect(),
        }
    }

    /// Listed standards by what gives them their force, or keeps it from them.
    pub(super) fn binding_share(&self) -> Share {
        let listed = || self.answers.standards().filter(|answer| answer.listed);
        let of = |test: fn(&ForceReason) -> bool| listed().filter(|answer| test(&answer.binding.because)).count();
        let number = of(|because| matches!(because, ForceReason::Number(_)));
        let clause = of(|because| matches!(because, ForceReason::Clauses(_)));
        let recommended = of(|because| matches!(because, ForceReason::Listed));
        let guidance = of(|because| matches!(because, ForceReason::Guidance));
        let without = listed().count() - number - clause - recommended - guidance;
        share(&[
            ("number", Texture::Solid, number),
            ("clause", Texture::Hatch, clause),
            ("recommended", Texture::Soft, recommended),
            ("guidance", Texture::Dots, guidance),
            ("without", Texture::Open, without),
        ])
    }
}
