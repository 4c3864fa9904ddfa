//! The levels of standards.

use std::collections::BTreeSet;

use crate::picture::WidthPercent;
use crate::views::level::{LevelPage, LevelRow, LevelsPage};
use crate::views::parts::Figure;
use mulu_core::address;
use mulu_core::day::{ReviewState, Status};
use mulu_core::number::Level;

use super::{Fill, count};

impl Fill<'_> {
    /// The standards of a level.
    pub fn of_level(&self, level: Level) -> Vec<usize> {
        self.chosen("level", level.id())
    }

    /// All levels that have a standard, in the order of precedence.
    pub fn levels(&self) -> LevelsPage {
        let counted = Level::ALL.into_iter().map(|level| (level, self.of_level(level)));
        let counted: Vec<(Level, Vec<usize>)> = counted.filter(|(_, all)| !all.is_empty()).collect();
        let listed = |all: &[usize]| all.iter().filter(|index| self.answer(**index).listed).count();
        // Only what is listed has a place in the bar; a mandatory national standard binds unlisted too.
        let binding = |all: &[usize]| {
            let binds = |index: &&usize| self.answer(**index).listed && self.answer(**index).binding.binds();
            all.iter().filter(binds).count()
        };
        let longest = counted.iter().map(|(_, all)| listed(all)).max().unwrap_or(0);
        let row = |(level, all): (Level, Vec<usize>)| LevelRow {
            code: level.id(),
            href: address::level(level.id()),
            prefixes: self.prefixes(&all),
            known: count(all.len()),
            current: count(all.iter().filter(|index| self.answer(**index).status == Status::Current).count()),
            listed: count(listed(&all)),
            binding: count(binding(&all)),
            width: WidthPercent::of_count(listed(&all), longest),
            binding_width: WidthPercent::of_count(binding(&all), longest),
        };
        LevelsPage { levels: counted.into_iter().map(row).collect() }
    }

    /// What the numbers of some standards begin with, with their nature's mark.
    fn prefixes(&self, standards: &[usize]) -> String {
        let prefix = |index: &usize| {
            let number = &self.registry.standards[*index].number.as_ref()?.number;
            let canonical = number.canonical();
            let code = canonical.split_once(' ').map_or(canonical, |(code, _)| code);
            (!number.is_opaque()).then(|| code.to_owned())
        };
        let all: BTreeSet<String> = standards.iter().filter_map(prefix).collect();
        all.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// One level. The figures stand on the first page of its table only.
    pub fn level(&self, level: Level, sheet: usize) -> LevelPage {
        if sheet > 0 {
            return LevelPage { code: level.id(), prefixes: String::new(), figures: Vec::new() };
        }
        let all = self.of_level(level);
        let listed = all.iter().filter(|index| self.answer(**index).listed).count();
        let binding = all.iter().filter(|index| self.answer(**index).binding.binds()).count();
        let overdue = |index: &&usize| {
            self.answer(**index).review.as_ref().is_ok_and(|review| review.state == ReviewState::Overdue)
        };
        let overdue = all.iter().filter(overdue).count();
        let figure = |code, n, tone| Figure { code, n: count(n), href: None, tone };
        LevelPage {
            code: level.id(),
            prefixes: self.prefixes(&all),
            figures: vec![
                figure("standards", all.len(), "plain"),
                figure("listed", listed, "plain"),
                figure("binding", binding, "plain"),
                figure("overdue", overdue, if overdue == 0 { "ok" } else { "bad" }),
            ],
        }
    }
}
