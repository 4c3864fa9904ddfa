//! The keys of a kind of record: each declared once, with what it is called and who may write, change and remove it.
//!
//! What its value is, and whether it is required, is the reader's to say (`parse/`): a test checks the two against each other, so
//! that no key is read which is not declared, and none declared which nobody reads.

use crate::message::StaticMessage;

/// The field that stands for the record's file: its value is the record's id.
pub const FILE: &str = "file";

/// The field that stands for the prose below the front matter.
pub const PROSE: &str = "prose";

/// Who may do something to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// `[roles] register`: the data authority. The highest right.
    Authority,
    /// `[roles] register`, `list` or `publish`: who keeps the records of standards.
    Keeper,
    /// `[roles] list`, or the data authority.
    Lister,
    /// `[roles] review`, for the agency that is named in `by`.
    Reviewer,
    /// `[roles] waive`, for the agency that is named in `approved_by`.
    Excuser,
    /// `[roles] order`, or the data authority.
    Orderer,
    /// `[roles] register`, of another agency than the one whose file it is.
    Acceptor,
    /// The maintainers of the agency whose file it is, or the data authority.
    Agency,
    /// The maintainers of the agency that owns the project at the target's tip, or the data authority.
    Owner,
    /// The owner, to add to what a project owes. What takes something back is the owner's while the project is being planned, and
    /// the data authority's afterwards.
    OwnerAdding,
    /// Who may set it, with an `[[erratum]]`: it was published.
    Erratum,
    /// Nobody: what was decided stays.
    Nobody,
}

/// What is declared of a key.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The key: `waiver.until`; `roles.*` stands for the keys that a user chooses, [`FILE`] for the file itself, [`PROSE`] for
    /// the text below the front matter. The key of a list of tables stands for its entries, `clause.duty.**` for all keys below
    /// one.
    pub key: &'static str,
    /// Who may write it in a record that is new.
    pub begin: Actor,
    /// Who may write it into a record that stands without it.
    pub set: Actor,
    /// Who may change what it says.
    pub change: Actor,
    /// Who may take it away.
    pub remove: Actor,
    /// What it is called; none where it means what a key of this name means everywhere (`schema/about.rs`).
    pub words: Option<StaticMessage>,
    /// Why these may and others not, where that does not go without saying: printed below the table.
    pub because: Option<StaticMessage>,
    /// The other headers of its column in spreadsheets: what the platforms and people write. The first is what it is called.
    pub headers: &'static [&'static str],
    /// The words that its cells have: each id of a closed list with what people write for it.
    pub cells: &'static [(&'static str, &'static [&'static str])],
}

impl FieldSpec {
    /// Whether it stands for all keys below one, and this is among them.
    #[must_use]
    pub fn is_above(&self, key: &str) -> bool {
        self.key.strip_suffix("**").is_some_and(|above| key.len() > above.len() && key.starts_with(above))
    }

    /// The same, with what it is called in Chinese and English.
    #[must_use]
    pub const fn called(self, zh: &'static str, en: &'static str) -> FieldSpec {
        FieldSpec { words: Some(StaticMessage { zh, en }), ..self }
    }

    /// The same, with the reason why these may and others not.
    #[must_use]
    pub const fn because(self, zh: &'static str, en: &'static str) -> FieldSpec {
        FieldSpec { because: Some(StaticMessage { zh, en }), ..self }
    }

    /// The same, with other headers of its column.
    #[must_use]
    pub const fn headed(self, headers: &'static [&'static str]) -> FieldSpec {
        FieldSpec { headers, ..self }
    }

    /// The same, with the words of a closed list, such as `Stage::CELLS`.
    #[must_use]
    pub const fn of_words(self, cells: &'static [(&'static str, &'static [&'static str])]) -> FieldSpec {
        FieldSpec { cells, ..self }
    }

    /// A key, and who may set it, change it and remove it.
    const fn of(key: &'static str, set: Actor, change: Actor, remove: Actor) -> FieldSpec {
        FieldSpec { key, begin: set, set, change, remove, words: None, because: None, headers: &[], cells: &[] }
    }
}

/// A key to which the same people may do anything.
#[must_use]
pub const fn all(key: &'static str, who: Actor) -> FieldSpec {
    FieldSpec::of(key, who, who, who)
}

/// What is decided once.
#[must_use]
pub const fn once(key: &'static str, who: Actor) -> FieldSpec {
    FieldSpec::of(key, who, Actor::Nobody, Actor::Nobody)
}

/// A fact that is published.
#[must_use]
pub const fn fact(key: &'static str, who: Actor) -> FieldSpec {
    FieldSpec::of(key, who, Actor::Erratum, Actor::Erratum)
}

/// What its owner writes first, and only the data authority changes.
#[must_use]
pub const fn given(key: &'static str, who: Actor) -> FieldSpec {
    FieldSpec::of(key, who, Actor::Authority, Actor::Authority)
}

/// What its owner says when the record is begun, and only the data authority afterwards: that it is not said says something too.
#[must_use]
pub const fn begun(key: &'static str, who: Actor) -> FieldSpec {
    FieldSpec { begin: who, ..FieldSpec::of(key, Actor::Authority, Actor::Authority, Actor::Authority) }
}
