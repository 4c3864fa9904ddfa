//! `mulu new` of the kinds whose pages are derived from their keys: what is asked for is derived, too.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Command, FromArgMatches, Subcommand};

use mulu_core::model::Kind;
use mulu_core::parse::{TableShape, ValueType, describe};
use mulu_core::schema::about;

use super::prompt;

/// A new record of a kind that has no command written for it.
#[derive(Clone, Debug)]
pub struct NewOfKind {
    /// The kind.
    pub kind: Kind,
    /// Its id: the name of its file.
    pub id: String,
    /// What was given on the command line, by key.
    pub given: BTreeMap<&'static str, String>,
}

/// A key that is asked for.
pub struct AskedKey {
    /// The key.
    pub key: &'static str,
    /// Whether it is a day.
    pub is_day: bool,
    /// What it is called, in Chinese and English.
    pub words: (&'static str, &'static str),
}

/// The keys that a new record of a kind should have: those by which it is known, and those that it must have.
pub fn asked(kind: Kind) -> Vec<AskedKey> {
    let path = kind.declaration().schemas.first().map_or("", |schema| schema.path);
    let TableShape { keys, required, .. } = describe(kind, path);
    let is_asked = |key: &str| required.contains(&key) || kind.declaration().identity.contains(&key);
    let is_plain = |value: &ValueType| {
        matches!(value, ValueType::Text | ValueType::Number | ValueType::Name(_) | ValueType::Word(_) | ValueType::Day)
    };
    let asked = keys.into_iter().filter(|(key, value)| is_asked(key) && is_plain(value));
    asked
        .map(|(key, value)| AskedKey {
            key,
            is_day: matches!(value, ValueType::Day),
            words: about(&format!("{}.{key}", kind.id())).unwrap_or((key, key)),
        })
        .collect()
}

fn command(kind: Kind) -> Command {
    let declared = kind.declaration();
    let name = declared.name;
    let id = Arg::new("id").value_name("ID").required(true).help("Its id: the name of its file");
    let options = asked(kind).into_iter().map(|asked| {
        let (zh, en) = asked.words;
        let option = Arg::new(asked.key).long(asked.key).help(format!("{en}  {zh}"));
        if asked.is_day {
            option.value_name("DATE").value_parser(|text: &str| prompt::day(text).map(|day| day.to_string()))
        } else {
            option.value_name("TEXT")
        }
    });
    Command::new(kind.id()).about(format!("A {}  {}", name.en, name.zh)).arg(id).args(options)
}

fn kind_called(name: &str) -> Option<Kind> {
    Kind::with_derived_pages().find(|kind| kind.id() == name)
}

impl FromArgMatches for NewOfKind {
    fn from_arg_matches(matches: &ArgMatches) -> Result<NewOfKind, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, given) = matches.subcommand().ok_or_else(missing)?;
        let kind = kind_called(name).ok_or_else(missing)?;
        let text = |key: &str| given.get_one::<String>(key).cloned();
        let known = asked(kind).into_iter().filter_map(|asked| Some((asked.key, text(asked.key)?)));
        Ok(NewOfKind { kind, id: text("id").unwrap_or_default(), given: known.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = NewOfKind::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for NewOfKind {
    fn augment_subcommands(new: Command) -> Command {
        new.subcommands(Kind::with_derived_pages().map(command))
    }

    fn augment_subcommands_for_update(new: Command) -> Command {
        NewOfKind::augment_subcommands(new)
    }

    fn has_subcommand(name: &str) -> bool {
        kind_called(name).is_some()
    }
}
