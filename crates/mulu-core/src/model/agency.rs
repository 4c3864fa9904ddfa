//! An agency: its roles, and the standards it has filed as adopted (DESIGN 3.5).

use crate::day::Day;
use crate::vocabulary;

use super::{Cited, Evidence, FileId, Order, Span, Spanned, Sweep};

/// An agency of a government.
#[derive(Clone, Debug)]
pub struct Agency {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its name.
    pub name: Option<Spanned<String>>,
    /// Its English name.
    pub name_en: Option<Spanned<String>>,
    /// Where it acts: a GB/T 2260 code.
    pub jurisdiction: Option<Spanned<String>>,
    /// What it may do: ids that `[roles]` uses.
    pub roles: Vec<Spanned<String>>,
    /// Since when it is no more: dissolved or merged (机构改革).
    pub until: Option<Spanned<Day>>,
    /// Who took over from it: agency ids.
    pub succeeded_by: Vec<Spanned<String>>,
    /// Its former names.
    pub names: Vec<FormerName>,
    /// The functions that measures ask to be named: posts, not persons.
    pub people: Vec<NamedPost>,
    /// Facts about it (kinds of evidence with `of = "agency"`), which answer for all its projects.
    pub evidence: Vec<Evidence>,
    /// Orders to it to correct within a time.
    pub orders: Vec<Order>,
    /// Who may change its file: their addresses as git knows them.
    pub maintainers: Vec<Spanned<String>>,
    /// The keys that they sign commits with: OpenSSH public keys, such as `ssh-ed25519 AAAA…`, and OpenPGP public key blocks.
    pub signing_keys: Vec<Spanned<String>>,
    /// 统一社会信用代码 (GB 32100).
    pub uscc: Option<Spanned<String>>,
    /// Whom to ask.
    pub contact: Option<Spanned<String>>,
    /// Whether it is an example.
    pub sample: bool,
    /// Its filings (备案登记, Art. 9), in the file's order.
    pub adoptions: Vec<Filing>,
    /// Its training (Art. 21), in the file's order.
    pub trainings: Vec<Training>,
    /// When it went through its whole catalogue of resources, in the file's order.
    pub sweeps: Vec<Sweep>,
    /// Complaints of other agencies about it, in the file's order.
    pub complaints: Vec<Complaint>,
}

/// A name that an agency had.
#[derive(Clone, Debug)]
pub struct FormerName {
    /// The name.
    pub name: Option<Spanned<String>>,
    /// The last day on which it had it.
    pub until: Option<Spanned<Day>>,
}

/// A function that a measure asks to be named.
#[derive(Clone, Debug)]
pub struct NamedPost {
    /// The function, such as `catalogue-registrar`.
    pub duty: Option<Spanned<String>>,
    /// The office or post that has it.
    pub name: Option<Spanned<String>>,
}

/// An adopted standard, filed or to be filed.
#[derive(Clone, Debug)]
pub struct Filing {
    /// The standard.
    pub standard: Option<Spanned<Cited>>,
    /// How far it is implemented.
    pub status: Option<Spanned<Progress>>,
    /// Since when.
    pub since: Option<Spanned<Day>>,
    /// When it was filed; absent: not yet.
    pub filed: Option<Spanned<Day>>,
    /// The systems that use it.
    pub systems: Vec<Spanned<String>>,
    /// A path or an address.
    pub evidence: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// How far an adopted standard is implemented.
    pub enum Progress {
        /// Intended.
        Planned = "planned", "计划实施", "planned", ["拟实施", "计划实施"];
        /// Under way.
        Implementing = "implementing", "正在实施", "implementing", ["实施中", "正在实施"];
        /// Done.
        Implemented = "implemented", "已实施", "implemented", ["已实施", "实施"];
        /// Stopped for the time being.
        Suspended = "suspended", "暂停实施", "suspended", ["暂停", "暂停实施"];
    }
}

/// A training on standards (Art. 21).
#[derive(Clone, Debug)]
pub struct Training {
    /// When it was held.
    pub date: Option<Spanned<Day>>,
    /// The standards it covered.
    pub standards: Vec<Spanned<Cited>>,
    /// How many people attended.
    pub attendance: Option<Spanned<i64>>,
    /// The whole table.
    pub span: Span,
}

/// A complaint of another agency about how this one shares: its number, days and result, never its text or names.
#[derive(Clone, Debug)]
pub struct Complaint {
    /// Its number.
    pub reference: Option<Spanned<String>>,
    /// When it was received.
    pub received: Option<Spanned<Day>>,
    /// When it was answered in writing.
    pub answered: Option<Spanned<Day>>,
    /// What came of it.
    pub result: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

impl Complaint {
    /// Whether somebody waits for an answer on the day.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        let by = |date: &Option<Spanned<Day>>| date.as_ref().is_some_and(|date| date.value <= day);
        by(&self.received) && !by(&self.answered)
    }
}

impl Agency {
    /// What to call it in a sentence: its name, else its id.
    #[must_use]
    pub fn display_name(&self) -> &str {
        self.name.as_ref().map_or(&self.id, |name| &name.value)
    }
}
