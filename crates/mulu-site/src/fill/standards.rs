//! Rows of standards, and the whole table with its facets.

use crate::downloads::TABLES;
use crate::route::Route;
use crate::views::parts::{Code, Link, StandardRow};
use crate::views::standards::{DownloadLink, Facet, FacetOption, FacetPage, StandardsPage};
use crate::{fill::code, pagination};
use mulu_core::address;
use mulu_core::number::Level;

use super::{Fill, count};

/// The facets whose choices have pages of their own, beside the levels and classes, which have theirs.
pub const FACET_PAGES: [(Code, &[Code]); 4] = [
    ("listing", &["listed", "proposed", "collected", "delisted", "excluded", "none"]),
    ("binding", &["mandatory", "recommended", "guidance", "none"]),
    ("status", &["current", "upcoming", "draft", "replaced", "withdrawn"]),
    ("review", &["overdue", "due_soon", "scheduled", "none"]),
];

/// How many agencies the catalogue table offers.
const AGENCIES: usize = 30;

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
            effective: record.effective.as_ref().map(|date| date.value.to_string()),
            status: answer.status.id(),
            binding: answer.binding.force.id(),
            review: answer.review.as_ref().map_or("none", |review| code(review.state.id())),
            due: answer.review.as_ref().ok().map(|review| review.due.to_string()),
        }
    }

    /// The standards of a choice of the catalogue table, in the order of a catalogue.
    pub fn chosen(&self, facet: &str, value: &str) -> Vec<usize> {
        let members = self.answers.members();
        members.chosen(facet, value).iter().map(|place| members.standard(*place)).collect()
    }

    /// The standards that one page of a table or a list of standards shows, and out of how many; none for other pages.
    pub fn sheet(&self, route: &Route) -> Option<(usize, Vec<usize>)> {
        let (facet, value, sheet, size) = match route {
            Route::Standards(sheet) => {
                let all = self.answers.members().in_order();
                return Some((all.len(), pagination::rows_of(all, *sheet).to_vec()));
            }
            Route::Level(level, sheet) => ("level", level.id(), *sheet, pagination::ROWS),
            Route::Class(index, sheet) => {
                ("class", self.registry.classes[*index].id.as_ref()?.value.as_str(), *sheet, pagination::ROWS)
            }
            Route::Facet(facet, value, sheet) => (*facet, *value, *sheet, pagination::LINES),
            _ => return None,
        };
        let members = self.answers.members();
        let chosen = members.chosen(facet, value);
        let rows = pagination::rows_of_size(chosen, sheet, size).iter().map(|place| members.standard(*place));
        Some((chosen.len(), rows.collect()))
    }

    /// The catalogue table's page. What it can be narrowed by stands on the first page only, which filters all.
    pub fn standards(&self, sheet: usize) -> StandardsPage {
        StandardsPage {
            total: count(self.registry.standards.len()),
            facets: if sheet == 0 { self.facets() } else { Vec::new() },
            downloads: TABLES
                .map(|(file, format, _)| DownloadLink { file: file.to_owned(), format: format.to_owned() })
                .into(),
        }
    }

    /// What the catalogue table can be narrowed by, each choice with its count.
    pub fn facets(&self) -> Vec<Facet> {
        let levels = Level::ALL.map(Level::id);
        let classes =
            self.registry.classes.iter().filter_map(|class| Some((class.id.as_ref()?, self.class_link(class)?)));
        let classes = classes.filter_map(|(id, link)| self.choice("class", id, link)).collect();
        let mut facets = vec![self.facet("level", &levels), Facet { code: "class", options: classes, more: 0 }];
        facets.extend(FACET_PAGES.map(|(name, values)| self.facet(name, values)));
        facets.push(self.agency_facet());
        facets
    }

    fn facet(&self, name: Code, values: &[Code]) -> Facet {
        let option = |value: &Code| {
            let label = self.translations.word(&format!("{name}-{value}"));
            let href = if name == "level" { address::level(value) } else { address::facet(name, value) };
            self.choice(name, value, Link { href, text: label, lang: None })
        };
        Facet { code: name, options: values.iter().filter_map(option).collect(), more: 0 }
    }

    /// The agencies that have filed most; a list of all two thousand would be longer than the table.
    fn agency_facet(&self) -> Facet {
        let agencies = self.answers.members().facets().get("agency").into_iter().flatten();
        let mut agencies: Vec<(&String, usize)> = agencies.map(|(id, places)| (id, places.len())).collect();
        agencies.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), id.as_str()));
        let shown = agencies.iter().take(AGENCIES);
        let options = shown.filter_map(|(id, _)| self.choice("agency", id, self.agency_link(id)?)).collect();
        Facet { code: "agency", options, more: count(agencies.len().saturating_sub(AGENCIES)) }
    }

    /// A choice, where it leaves any standard.
    fn choice(&self, facet: &str, value: &str, link: Link) -> Option<FacetOption> {
        let n = self.answers.members().chosen(facet, value).len();
        (n > 0).then(|| FacetOption {
            value: value.to_owned(),
            label: link.text,
            label_lang: link.lang,
            href: link.href,
            n: count(n),
        })
    }

    /// What the page of a choice is called: the facet, and the choice.
    pub fn facet_title(&self, facet: Code, value: Code) -> String {
        let word = |id: String| self.translations.word(&id);
        format!("{}{}{}", word(format!("facet-{facet}")), word("colon".to_owned()), word(format!("{facet}-{value}")))
    }

    /// One page of the standards of a choice, as a plain list.
    pub fn facet_page(&self, facet: Code, value: Code, (total, rows): (usize, Vec<usize>)) -> FacetPage {
        FacetPage {
            title: self.facet_title(facet, value),
            total: count(total),
            lines: self.standard_refs(&rows),
            code: facet,
            value,
        }
    }
}
