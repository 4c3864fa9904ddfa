//! The kinds of records: each declared once.
//!
//! What can be told from the declaration is: which file is which record, whether it is read by itself or changes everything,
//! whether its keys stand in front matter, what it is called, by which keys it is known again under another name, and which
//! schemas describe it, what its keys are called and who may write them. A declaration stands beside the type, in a file of its
//! own; the list of kinds is in `model/mod.rs`. Wherever a kind needs code of its own, the match over kinds names them all, so that the compiler asks for
//! a new one.

use crate::message::StaticMessage;

use super::Kind;
use super::field::FieldSpec;

/// Where the files of a kind are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// One file.
    One(&'static str),
    /// Every file with an ending, in a folder or below it.
    Many {
        /// The folder.
        folder: &'static str,
        /// The ending of their names, without its dot.
        ending: &'static str,
        /// Whether only files in folders of the folder are records.
        below: bool,
    },
}

/// A schema of a kind. Most kinds have one; records in another folder may have other keys.
#[derive(Clone, Copy, Debug)]
pub struct SchemaOf {
    /// What it is asked for by.
    pub name: &'static str,
    /// A path of a record that it describes.
    pub path: &'static str,
    /// The files that it describes.
    pub files: &'static str,
    /// The same, in a sentence.
    pub about: &'static str,
}

/// Where it comes from how records of a kind are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentation {
    /// There is code of its own for it.
    Written,
    /// It is derived from the kind's keys: what they are called, and the types that the reader asks for.
    Derived,
}

/// What is declared of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// The word that JSON uses.
    pub id: &'static str,
    /// What one of them is called.
    pub name: StaticMessage,
    /// How many of them are counted in Chinese: the noun, and its measure word.
    pub counted: (&'static str, &'static str),
    /// What all of them are called, as a heading.
    pub plural: StaticMessage,
    /// Where its files are.
    pub files: Files,
    /// The keys of which the first that is there tells which record it is, whatever its file is called.
    pub identity: &'static [&'static str],
    /// Its schemas.
    pub schemas: &'static [SchemaOf],
    /// How to end one of them without removing it; none: its file may go.
    pub ending: Option<StaticMessage>,
    /// Its columns in spreadsheets.
    pub sheet: Presentation,
    /// Its pages, its documents of the API and what a search finds of it. Derived pages show the columns of a derived sheet.
    pub pages: Presentation,
    /// Its keys: what each is called, and who may write it.
    pub fields: &'static [FieldSpec],
}

/// Declares the kinds.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident = $declared:expr;)+) => {
        /// The kinds of records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$about])* $kind,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),+];

            /// What is declared of it.
            #[must_use]
            pub const fn declaration(self) -> &'static RecordKind {
                match self {
                    $(Kind::$kind => &$declared,)+
                }
            }
        }
    };
}
pub(super) use kinds;

impl Kind {
    /// The word that JSON uses.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.declaration().id
    }

    /// The folder of its records, which is also what many of them are called in addresses; none where there is but one file.
    #[must_use]
    pub const fn folder(self) -> Option<&'static str> {
        match self.declaration().files {
            Files::One(_) => None,
            Files::Many { folder, .. } => Some(folder),
        }
    }

    /// The kinds whose pages are derived from their keys.
    pub fn with_derived_pages() -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(|kind| kind.is_many() && kind.declaration().pages == Presentation::Derived)
    }

    /// Its files: the folder with a `/`, or the one file.
    #[must_use]
    pub fn files(self) -> String {
        match self.declaration().files {
            Files::One(path) => path.to_owned(),
            Files::Many { folder, .. } => format!("{folder}/"),
        }
    }

    /// Whether each record has a file, an id and a page of its own.
    #[must_use]
    pub const fn is_many(self) -> bool {
        self.folder().is_some()
    }

    /// Whether its keys stand in front matter, with prose below.
    #[must_use]
    pub fn has_prose(self) -> bool {
        matches!(self.declaration().files, Files::Many { ending: "md", .. })
    }

    /// The path of a record by its id, right below the kind's folder.
    #[must_use]
    pub fn path(self, id: &str) -> String {
        match self.declaration().files {
            Files::One(path) => path.to_owned(),
            Files::Many { folder, ending, .. } => format!("{folder}/{id}.{ending}"),
        }
    }

    /// The kind of record that a path holds; none for a file that is not a record.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Kind> {
        let one = |kind: &&Kind| matches!(kind.declaration().files, Files::One(own) if own == path);
        let many = |kind: &&Kind| match kind.declaration().files {
            Files::One(_) => false,
            Files::Many { folder, ending, below } => {
                let within = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                within.is_some_and(|within| {
                    let has_ending = within.rsplit_once('.').is_some_and(|(_, own)| own == ending);
                    has_ending && (!below || within.contains('/'))
                })
            }
        };
        Kind::ALL.iter().find(one).or_else(|| Kind::ALL.iter().find(many)).copied()
    }
}
