//! `[resources.CODE]` of `book.toml`: what a government calls its sharing types and databases, and what it asks.

use crate::model::{BasisKind, Database, Identifier, Matter, SharingTerms, built_in, terms_in};
use crate::vocabulary::Vocabulary;

use super::table::TableReader;

/// Reads the terms of each jurisdiction that has some. What one does not say is as it is without a configuration.
pub fn sharing_terms(top: &mut TableReader<'_>) -> Vec<SharingTerms> {
    let mut all = built_in();
    for (code, table) in top.free_tables("resources") {
        let Some(given) = terms_in(&all, Some(&code.value)).cloned() else { continue };
        let own = given.jurisdiction.as_deref() == Some(code.value.as_str());
        let terms = terms(table, SharingTerms { jurisdiction: Some(code.value), ..given });
        if own {
            all.retain(|known| known.jurisdiction != terms.jurisdiction);
        }
        all.push(terms);
    }
    all
}

fn terms(mut table: TableReader<'_>, mut terms: SharingTerms) -> SharingTerms {
    let keys = ["unconditional", "conditional", "withheld"];
    for (name, key) in terms.names.iter_mut().zip(keys) {
        if let Some(own) = table.string(key) {
            *name = own.value;
        }
    }
    if table.has("basis") || table.is_described() {
        terms.basis = table.words("basis", BasisKind::WORDS).into_iter().map(|kind| kind.value).collect();
    }
    let base: Vec<Database> = table.tables("base").into_iter().filter_map(database).collect();
    let theme: Vec<Database> = table.tables("theme").into_iter().filter_map(database).collect();
    if !base.is_empty() {
        terms.base = base;
    }
    if !theme.is_empty() {
        terms.theme = theme;
    }
    if table.has("unconditional_for") || table.is_described() {
        let matters = table.words("unconditional_for", Matter::WORDS);
        terms.unconditional_for = matters.into_iter().map(|matter| matter.value).collect();
    }
    if let Some(is) = table.choice("base_is_unconditional") {
        terms.base_is_unconditional = is.value;
    }
    terms.confirms = table.choice("confirms").map(|confirms| confirms.value).or(terms.confirms);
    table.finish();
    terms
}

fn database(mut table: TableReader<'_>) -> Option<Database> {
    table.require(&["id", "title"]);
    let id = table.id("id");
    let title = table.string("title");
    let title_en = table.string("title_en").map(|title| title.value);
    let identifier = table.word("identifier", Identifier::WORDS).map(|identifier| identifier.value);
    table.finish();
    Some(Database { id: id?.value, title: title?.value, title_en, identifier })
}
