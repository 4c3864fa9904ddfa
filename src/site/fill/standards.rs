//! Rows of standards, and the whole table with its facets.

use std::collections::BTreeMap;

use crate::number::Level;
use crate::site::desk::TABLES;
use crate::site::views::parts::{Code, Link, StandardRow};
use crate::site::views::standards::{Download, Facet, FacetOption, Standards};
use crate::site::{address, fill::code};

use super::{Fill, count};

impl Fill<'_> {
    /// A row of a table of standards.
    pub fn row(&self, standard: usize) -> StandardRow {
        let record = &self.registry.standards[standard];
        let answer = self.answer(standard);
        let title = self.title(&record.title, &record.title_en, &record.id);
        let known: Vec<_> = record.classes.iter().filter_map(|id| self.registry.class(id)).collect();
        StandardRow {
            number: if record.number.is_some() { self.printed(standard) } else { "—".to_owned() },
            href: address::standard(&record.id),
            title: title.text,
            title_lang: title.lang,
            level: record.level().map_or("other", Level::id),
            classes: known.iter().filter_map(|class| self.class_link(class)).collect(),
            class_ids: known
                .iter()
                .filter_map(|class| class.id.as_ref().map(|id| id.value.as_str()))
                .collect::<Vec<_>>()
                .join(" "),
            effective: record.effective.as_ref().map(|date| date.value.to_string()),
            status: answer.status.id(),
            binding: answer.binding.force.id(),
            review: answer.review.as_ref().map_or("none", |review| code(review.state.id())),
            due: answer.review.as_ref().ok().map(|review| review.due.to_string()),
        }
    }

    /// Some standards in the order of a catalogue: by level, then by number.
    pub fn in_catalogue_order(&self, mut standards: Vec<usize>) -> Vec<usize> {
        standards.sort_by_cached_key(|index| self.catalogue_order(*index));
        standards
    }

    /// Level, then prefix and serial as numbers, so that GB/T 9704 stands before GB/T 22239; then the newest edition first.
    fn catalogue_order(&self, standard: usize) -> (Option<Level>, String, u64, String, std::cmp::Reverse<u16>, String) {
        let record = &self.registry.standards[standard];
        let number = record.number.as_ref().map(|cited| &cited.number);
        let serial =
            number.and_then(|number| number.serial()).and_then(|serial| serial.parse().ok()).unwrap_or(u64::MAX);
        let prefix = number.map_or("", |number| number.prefix()).to_owned();
        let parts = number
            .map(|number| number.parts().iter().map(|part| format!("{part:>4}")).collect::<Vec<_>>().concat())
            .unwrap_or_default();
        let year = number.and_then(crate::number::Number::year).unwrap_or(0);
        (record.level(), prefix, serial, parts, std::cmp::Reverse(year), record.id.clone())
    }

    /// The catalogue table's page: `rows` of the `total`, which the facets count and the filter narrows.
    pub fn standards(&self, rows: &[StandardRow], total: usize) -> Standards {
        let levels = Level::ALL.into_iter().filter(|level| rows.iter().any(|row| row.level == level.id()));
        Standards {
            total: count(total),
            facets: self.facets(rows),
            levels: levels
                .map(|level| Link { href: address::level(level.id()), text: self.level_word(level), lang: None })
                .collect(),
            classes: self.registry.classes.iter().filter_map(|class| self.class_link(class)).collect(),
            downloads: TABLES
                .map(|(file, format, _)| Download { file: file.to_owned(), format: format.to_owned() })
                .into(),
        }
    }

    fn facets(&self, rows: &[StandardRow]) -> Vec<Facet> {
        let levels = Level::ALL.map(Level::id);
        let bindings = ["mandatory", "recommended", "guidance", "none"];
        let statuses = ["current", "upcoming", "draft", "replaced", "withdrawn"];
        let reviews = ["overdue", "due_soon", "scheduled", "none"];
        let mut facets = vec![self.facet("level", &levels, rows, |row| row.level), self.class_facet(rows)];
        facets.push(self.facet("binding", &bindings, rows, |row| row.binding));
        facets.push(self.facet("status", &statuses, rows, |row| row.status));
        facets.push(self.facet("review", &reviews, rows, |row| row.review));
        facets
    }

    fn facet(&self, name: Code, values: &[Code], rows: &[StandardRow], of: fn(&StandardRow) -> Code) -> Facet {
        let option = |value: &Code| FacetOption {
            value: (*value).to_owned(),
            label: self.tongue.word(&format!("{name}-{value}")),
            label_lang: None,
            n: count(rows.iter().filter(|row| of(row) == *value).count()),
        };
        Facet { code: name, options: values.iter().map(option).filter(|option| option.n > 0).collect() }
    }

    fn class_facet(&self, rows: &[StandardRow]) -> Facet {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for id in rows.iter().flat_map(|row| row.class_ids.split(' ')) {
            *counts.entry(id).or_default() += 1;
        }
        let option = |class: &crate::model::Class| {
            let id = class.id.as_ref()?;
            let n = *counts.get(id.as_str())?;
            let link = self.class_link(class)?;
            Some(FacetOption { value: id.value.clone(), label: link.text, label_lang: link.lang, n })
        };
        Facet { code: "class", options: self.registry.classes.iter().filter_map(option).collect() }
    }
}
