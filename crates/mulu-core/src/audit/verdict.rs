//! The ten verdicts, and the gate they make.

use schemars::JsonSchema;
use serde::Serialize;

/// Whether an obligation is met, and if not, why not.
///
/// | | planning | approval, construction | acceptance, operation |
/// |---|---|---|---|
/// | a standard, nothing declared | `not-due` | `missing` | `missing` |
/// | a standard, `planned` or `partial` | `planned` | `planned` | `partial` |
///
/// Evidence that is not there is `not-due` before its gate and `missing` from its gate on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Declared `met` for the edition in force, or evidence that is good on the day. An edition replaced no longer ago than
    /// `[review] transition`, an undated number, and an edition issued to replace the one in force and not effective yet
    /// count as for it.
    Met,
    /// Declared `not-applicable` with a reason.
    NotApplicable,
    /// Excused by a valid waiver, of the standard or of every clause that asks, and not met.
    Waived,
    /// Declared `planned` or `partial`, before acceptance.
    Planned,
    /// Nothing declared or shown, and it need not be yet.
    NotDue,
    /// Nothing declared or shown, and it should be.
    Missing,
    /// Declared `planned` or `partial`, at acceptance or after.
    Partial,
    /// Declared, whatever the status, only for an edition replaced for longer than the transition, which a standard that is mandatory
    /// by its number does not have. It holds from approval on.
    Superseded,
    /// The evidence has run out, which holds from its gate on; or a waiver has run out of what would hold without it.
    Expired,
    /// The evidence failed, or is not what its kind asks for: it holds from its gate on.
    Invalid,
}

impl Verdict {
    /// Every verdict, those that never hold a project first.
    pub const ALL: [Verdict; 10] = [
        Verdict::Met,
        Verdict::NotApplicable,
        Verdict::Waived,
        Verdict::Planned,
        Verdict::NotDue,
        Verdict::Missing,
        Verdict::Partial,
        Verdict::Superseded,
        Verdict::Expired,
        Verdict::Invalid,
    ];

    /// The word that JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotApplicable => "not-applicable",
            Verdict::Waived => "waived",
            Verdict::Planned => "planned",
            Verdict::NotDue => "not-due",
            Verdict::Missing => "missing",
            Verdict::Partial => "partial",
            Verdict::Superseded => "superseded",
            Verdict::Expired => "expired",
            Verdict::Invalid => "invalid",
        }
    }
}

/// Whether a project complies where it stands: 符合, 不符合. What follows from that only a clause says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Nothing stands in its way.
    Pass,
    /// Something does.
    Hold,
}

impl Gate {
    /// The word that JSON uses.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Gate::Pass => "pass",
            Gate::Hold => "hold",
        }
    }
}
