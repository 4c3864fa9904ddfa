//! The registry as relations for analysis: an SQLite database, or a folder of Parquet files.

use std::path::Path;

use mulu_core::check::check;
use mulu_core::message;
use mulu_core::output;
use mulu_exchange::SheetKind;
use mulu_exchange::tables::{self, Relation, RelationError, RelationValue, Type};
use mulu_git::history::History;

use super::args::Common;
use super::fail::Failure;
use super::open::{OpenedRegistry, unknown};
use super::terminal;

/// The relations of a kind; without one of all kinds, with what the rules find, what binds projects and what happened.
pub fn relations(opened: &OpenedRegistry, common: &Common, kind: Option<SheetKind>) -> Vec<Relation> {
    let (registry, day) = (&opened.registry, opened.day);
    let mut all = vec![about(opened)];
    if let Some(kind) = kind {
        all.extend(tables::records(registry, kind, day));
        return all;
    }
    all.extend(SheetKind::all().into_iter().flat_map(|kind| tables::records(registry, kind, day)));
    all.push(tables::findings(registry, &check(registry, day)));
    all.extend(tables::verdicts(registry, day));
    all.push(history(opened, common));
    all
}

/// Writes a database.
///
/// # Errors
/// When the program was built without it, or the file cannot be written.
pub fn sqlite(path: &Path, relations: &[Relation]) -> Result<(), Failure> {
    let bytes = tables::sqlite(relations).map_err(refused)?;
    Ok(output::put(path, &bytes)?)
}

/// Writes a folder with a file for each relation.
///
/// # Errors
/// As [`sqlite`]; also where the folder's name is one of a file.
pub fn parquet(folder: &Path, relations: &[Relation]) -> Result<(), Failure> {
    if folder.extension().is_some_and(|extension| extension == "parquet") || folder.is_file() {
        return Err(unknown(message!(
            "Parquet 一张表一个文件，--output 要写文件夹名",
            "Parquet has a file for each table: --output names a folder"
        )));
    }
    // All are made before the first is written.
    let files = relations.iter().map(|relation| Ok((relation, tables::parquet(relation)?)));
    let files = files.collect::<Result<Vec<_>, RelationError>>().map_err(refused)?;
    output::create_folder(folder)?;
    for (relation, bytes) in files {
        output::put(&folder.join(format!("{}.parquet", relation.name)), &bytes)?;
    }
    Ok(())
}

fn refused(why: RelationError) -> Failure {
    unknown(why.0)
}

/// What the tables are of: their schema, the day, the revision.
fn about(opened: &OpenedRegistry) -> Relation {
    let mut about = Relation::new("about", &[("row", Type::Whole), ("key", Type::Text), ("value", Type::Text)]);
    let mut say =
        |key: &str, value: Option<String>| about.add([RelationValue::Text(key.to_owned()), RelationValue::text(value)]);
    say("schema", Some("mulu.tables/1".to_owned()));
    say("title", Some(opened.registry.config.title.clone()));
    say("as_of", Some(opened.day.to_string()));
    say("revision", opened.source.commit().map(str::to_owned));
    about
}

/// What happened to every record, the newest first. What of the past is missing is said, and is no error.
fn history(opened: &OpenedRegistry, common: &Common) -> Relation {
    let mut relation = Relation::new(
        "history",
        &[
            ("row", Type::Whole),
            ("day", Type::Day),
            ("commit", Type::Text),
            ("author", Type::Text),
            ("subject", Type::Text),
            ("kind", Type::Text),
            ("record", Type::Text),
            ("file", Type::Text),
            ("message_zh", Type::Text),
            ("message_en", Type::Text),
        ],
    );
    let offset = opened.registry.config.utc_offset_minutes;
    let history = History::read(opened.source.root(), common.rev.as_deref(), offset).until(opened.day);
    for entry in history.entries() {
        let words = entry.words();
        relation.add([
            RelationValue::day(entry.day),
            RelationValue::Text(entry.commit.id.clone()),
            RelationValue::Text(entry.commit.author.clone()),
            RelationValue::Text(entry.commit.subject.clone()),
            RelationValue::Text(entry.change.kind().id().to_owned()),
            RelationValue::Text(entry.change.id().to_owned()),
            RelationValue::Text(entry.change.path.clone()),
            RelationValue::Text(words.zh),
            RelationValue::Text(words.en),
        ]);
    }
    if let Some(missing) = &history.missing {
        terminal::note(missing.get(opened.lang));
    }
    relation
}
