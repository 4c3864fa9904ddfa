//! The kinds of records: each declared once.
//!
//! What can be told from the declaration is: which file is which record, whether it is read by itself or changes everything,
//! whether its keys stand in front matter, what it is called, by which keys it is known again under another name, and which
//! schemas describe it. Wherever a kind needs code of its own, the match over kinds names them all, so that the compiler asks for
//! a new one.

use crate::message::StaticMessage;

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

/// What is declared of a kind of record.
#[derive(Clone, Copy, Debug)]
pub struct RecordKind {
    /// The word that JSON uses.
    pub id: &'static str,
    /// What one of them is called.
    pub name: StaticMessage,
    /// How many of them are counted in Chinese: the noun, and its measure word.
    pub counted: (&'static str, &'static str),
    /// Where its files are.
    pub files: Files,
    /// The keys of which the first that is there tells which record it is, whatever its file is called.
    pub identity: &'static [&'static str],
    /// Its schemas.
    pub schemas: &'static [SchemaOf],
    /// How to end one of them without removing it; none: its file may go.
    pub ending: Option<StaticMessage>,
}

/// Declares the kinds.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident $declared:tt)+) => {
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
                    $(Kind::$kind => &RecordKind $declared,)+
                }
            }
        }
    };
}

kinds! {
    /// `book.toml`.
    Config {
        id: "config",
        name: StaticMessage { zh: "配置", en: "configuration" },
        counted: ("配置", "份"),
        files: Files::One("book.toml"),
        identity: &[],
        schemas: &[SchemaOf { name: "config", path: "book.toml", files: "book.toml", about: "`book.toml`" }],
        ending: None,
    }
    /// `standards/taxonomy.toml`.
    Taxonomy {
        id: "taxonomy",
        name: StaticMessage { zh: "标准体系", en: "standards system" },
        counted: ("标准体系", "份"),
        files: Files::One("standards/taxonomy.toml"),
        identity: &[],
        schemas: &[SchemaOf {
            name: "taxonomy",
            path: "standards/taxonomy.toml",
            files: "standards/taxonomy.toml",
            about: "`standards/taxonomy.toml`",
        }],
        ending: None,
    }
    /// `standards/*/*.md`.
    Standard {
        id: "standard",
        name: StaticMessage { zh: "标准", en: "standard" },
        counted: ("标准", "项"),
        files: Files::Many { folder: "standards", ending: "md", below: true },
        identity: &["number", "title"],
        schemas: &[
            SchemaOf {
                name: "standard",
                path: "standards/national/id.md",
                files: "standards/*/*.md",
                about: "The front matter of `standards/*/*.md`, but for the city's own documents",
            },
            SchemaOf {
                name: "municipal",
                path: "standards/municipal/id.md",
                files: "standards/municipal/*.md",
                about: "The front matter of `standards/municipal/*.md`",
            },
        ],
        ending: Some(StaticMessage {
            zh: "标准不再使用时写 withdrawn，或在 [catalogue] 中写 status = \"delisted\"",
            en: "a standard no longer used has `withdrawn`, or `status = \"delisted\"` in [catalogue]",
        }),
    }
    /// `policies/evidence.toml`.
    Evidence {
        id: "evidence",
        name: StaticMessage { zh: "证明材料种类", en: "kinds of evidence" },
        counted: ("证明材料种类", "份"),
        files: Files::One("policies/evidence.toml"),
        identity: &[],
        schemas: &[SchemaOf {
            name: "evidence",
            path: "policies/evidence.toml",
            files: "policies/evidence.toml",
            about: "`policies/evidence.toml`",
        }],
        ending: None,
    }
    /// `policies/*.md`.
    Policy {
        id: "policy",
        name: StaticMessage { zh: "政策文件", en: "policy" },
        counted: ("政策", "件"),
        files: Files::Many { folder: "policies", ending: "md", below: false },
        identity: &["number", "title"],
        schemas: &[SchemaOf {
            name: "policy",
            path: "policies/id.md",
            files: "policies/*.md",
            about: "The front matter of `policies/*.md`",
        }],
        ending: Some(StaticMessage {
            zh: "文件失效时写 repealed 或 expires",
            en: "a policy that ended has `repealed` or `expires`",
        }),
    }
    /// `agencies/*.toml`.
    Agency {
        id: "agency",
        name: StaticMessage { zh: "单位", en: "agency" },
        counted: ("单位", "个"),
        files: Files::Many { folder: "agencies", ending: "toml", below: false },
        identity: &["name"],
        schemas: &[SchemaOf {
            name: "agency",
            path: "agencies/id.toml",
            files: "agencies/*.toml",
            about: "`agencies/*.toml`",
        }],
        ending: Some(StaticMessage {
            zh: "撤并的机构保留其备案记录",
            en: "the filings of an agency that was dissolved stay",
        }),
    }
    /// `projects/*.toml`.
    Project {
        id: "project",
        name: StaticMessage { zh: "项目", en: "project" },
        counted: ("项目", "个"),
        files: Files::Many { folder: "projects", ending: "toml", below: false },
        identity: &["name"],
        schemas: &[SchemaOf {
            name: "project",
            path: "projects/id.toml",
            files: "projects/*.toml",
            about: "`projects/*.toml`",
        }],
        ending: Some(StaticMessage {
            zh: "停用的项目写 stage = \"retired\"",
            en: "a project that ended has `stage = \"retired\"`",
        }),
    }
}

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

    /// The kind of record that a path holds; none for a file that is no record.
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
