//! Drop-downs of a workbook that is to be edited: the words of closed lists, and what the registry knows by its id.
//!
//! A cell with one value takes nothing else; one with a list takes what is chosen and what is typed beside it.

use std::collections::BTreeMap;

use mulu_core::message::Lang;
use mulu_core::model::{Spanned, Stage};
use mulu_core::registry::Registry;
use mulu_core::vocabulary::Vocabulary;
use rust_xlsxwriter::{DataValidation, Formula, Workbook, Worksheet, XlsxError};

use super::cell::CellForm;
use super::columns::{Column, SheetKind};

/// What the hidden sheet of long lists is called, in either language.
pub const CHOICES: [&str; 2] = ["选项", "choices"];

/// How many rows below the last may be filled in with choices.
const ROOM: u32 = 500;

/// The longest list that stands in a cell's own rule, in characters.
const INLINE: usize = 250;

/// What may be chosen in the columns of a kind, by key.
#[must_use]
pub fn choices(registry: &Registry, kind: SheetKind, lang: Lang) -> BTreeMap<&'static str, Vec<String>> {
    let of = |column: &Column| Some((column.key, of_column(registry, kind, column, lang)?));
    kind.columns().iter().filter(|column| column.stored).filter_map(of).filter(|(_, words)| !words.is_empty()).collect()
}

fn of_column(registry: &Registry, kind: SheetKind, column: &Column, lang: Lang) -> Option<Vec<String>> {
    let ids = |values: &mut dyn Iterator<Item = &Option<Spanned<String>>>| {
        values.filter_map(|id| id.as_ref().map(|id| id.value.clone())).collect()
    };
    Some(match (column.form, column.key) {
        (CellForm::Word(words), _) => words
            .iter()
            .map(|(id, names)| if lang == Lang::Zh { names.first().unwrap_or(id) } else { id }.to_string())
            .collect(),
        (CellForm::Flag, _) if lang == Lang::Zh => vec!["是".to_owned(), "否".to_owned()],
        (CellForm::Flag, _) => vec!["yes".to_owned(), "no".to_owned()],
        (CellForm::Text, "agency" | "by" | "provider") => {
            registry.agencies.iter().map(|agency| agency.id.clone()).collect()
        }
        (CellForm::Text, "gate") => Stage::WORDS.iter().map(|(id, _)| (*id).to_owned()).collect(),
        (CellForm::Text, "project") if kind == SheetKind::Cases => {
            registry.projects.iter().map(|project| project.id.clone()).collect()
        }
        (CellForm::List, "classes") => ids(&mut registry.classes.iter().map(|class| &class.id)),
        (CellForm::List, "topics") => {
            ids(&mut registry.classes.iter().flat_map(|class| class.topics.iter().map(|topic| &topic.id)))
        }
        (CellForm::List, "requires") => ids(&mut registry.evidence_kinds.iter().map(|kind| &kind.id)),
        (CellForm::List, "applies_to" | "traits") => registry.config.traits.keys().cloned().collect(),
        _ => return None,
    })
}

/// Puts the choices of a table of so many rows into its workbook.
///
/// # Errors
/// When the workbook refuses them.
pub fn write(
    workbook: &mut Workbook,
    (kind, count): (SheetKind, usize),
    choices: &BTreeMap<&'static str, Vec<String>>,
    lang: Lang,
) -> Result<(), XlsxError> {
    let name = if lang == Lang::Zh { CHOICES[0] } else { CHOICES[1] };
    let mut long: Vec<&[String]> = Vec::new();
    let last = u32::try_from(count).unwrap_or(u32::MAX).saturating_add(ROOM).min(1_048_575);
    for (at, column) in (0_u16..).zip(kind.columns()) {
        let Some(words) = choices.get(column.key) else { continue };
        let rule = match inline(words) {
            Some(rule) => rule,
            None => {
                long.push(words);
                let letters = super::plan::letters(u32::try_from(long.len() - 1).unwrap_or(0));
                let formula = format!("={name}!${letters}$1:${letters}${}", words.len());
                DataValidation::new().allow_list_formula(Formula::new(formula))
            }
        };
        // A list in a cell may hold several of the words, and numbers may be written that nobody listed.
        let is_one = matches!(column.form, CellForm::Word(_) | CellForm::Flag);
        let rule = rule.show_error_message(is_one);
        workbook.worksheet_from_index(0)?.add_data_validation(1, at, last, at, &rule)?;
    }
    if !long.is_empty() {
        lists(workbook.add_worksheet(), name, &long)?;
    }
    Ok(())
}

fn inline(words: &[String]) -> Option<DataValidation> {
    let length: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    let plain = length < INLINE && !words.iter().any(|word| word.contains(','));
    plain.then(|| DataValidation::new().allow_list_strings(words).ok()).flatten()
}

fn lists(sheet: &mut Worksheet, name: &str, lists: &[&[String]]) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_hidden(true);
    for (at, words) in (0_u16..).zip(lists) {
        for (line, word) in (0_u32..).zip(*words) {
            sheet.write_string(line, at, word)?;
        }
    }
    Ok(())
}
