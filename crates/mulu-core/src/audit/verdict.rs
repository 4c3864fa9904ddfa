//! The ten verdicts, and the gate they make.

use schemars::JsonSchema;
use serde::Serialize;

use crate::vocabulary;

vocabulary! {
    /// Whether an obligation is met, and if not, why not; those that never hold a project first.
    ///
    /// | | planning | approval, construction | acceptance, operation |
    /// |---|---|---|---|
    /// | a standard, nothing declared | `not-due` | `missing` | `missing` |
    /// | a standard, `planned` or `partial` | `planned` | `planned` | `partial` |
    ///
    /// Evidence that is not there is `not-due` before its gate and `missing` from its gate on.
    #[derive(JsonSchema, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Verdict {
        /// Declared `met` for the edition in force, or evidence that is good on the day. An edition replaced no longer ago than
        /// `[review] transition`, an undated number, and an edition issued to replace the one in force and not effective yet
        /// count as for it.
        Met = "met", "符合", "met";
        /// Declared `not-applicable` with a reason.
        NotApplicable = "not-applicable", "不适用", "not applicable";
        /// Excused by a valid waiver, of the standard or of every clause that asks, and not met.
        Waived = "waived", "获准例外", "waived";
        /// Declared `planned` or `partial`, before acceptance.
        Planned = "planned", "已计划", "planned";
        /// Nothing declared or shown, and it need not be yet.
        NotDue = "not-due", "未到阶段", "not due";
        /// Nothing declared or shown, and it should be.
        Missing = "missing", "缺少", "missing";
        /// Declared `planned` or `partial`, at acceptance or after.
        Partial = "partial", "部分符合", "partial";
        /// Declared, whatever the status, only for an edition replaced for longer than the transition, which a standard that is
        /// mandatory by its number does not have. It holds from approval on.
        Superseded = "superseded", "版本已被代替", "superseded";
        /// The evidence has run out, which holds from its gate on; or a waiver has run out of what would hold without it.
        Expired = "expired", "已过期", "expired";
        /// The evidence failed, or is not what its kind asks for: it holds from its gate on.
        Invalid = "invalid", "无效", "invalid";
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
