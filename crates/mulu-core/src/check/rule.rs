//! What a rule is.

use std::hash::{Hash, Hasher};

use crate::finding::Severity;
use crate::message::StaticMessage;

use super::context::{CheckContext, Findings};

/// A rule of `mulu check`.
#[derive(Debug)]
pub struct Rule {
    /// Its id: kebab-case, and the name of the fault, so that "allow X" reads well.
    pub id: &'static str,
    /// What it is about.
    pub group: RuleGroup,
    /// How much its findings matter, unless the registry says otherwise.
    pub level: Severity,
    /// What is wrong, in one line.
    pub summary: StaticMessage,
    /// The document beside the code: explanation and examples.
    pub document: &'static str,
    /// How it is found.
    pub run: Run,
}

/// How a rule's diagnostics are found.
#[derive(Clone, Copy, Debug)]
pub enum Run {
    /// While the file is read.
    WhileReading,
    /// By looking at each record that is asked of: what it finds in some files, it finds in these among all.
    Records(fn(&CheckContext<'_>, &mut Findings<'_>)),
    /// By looking at the registry.
    Registry(fn(&CheckContext<'_>, &mut Findings<'_>)),
}

impl Run {
    /// Whether the findings in some files are found without a look at all others.
    #[must_use]
    pub fn is_by_records(self) -> bool {
        matches!(self, Run::WhileReading | Run::Records(_))
    }
}

/// What rules are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleGroup {
    /// Reading files.
    Reading,
    /// Numbers and file names.
    Numbers,
    /// Dates and links.
    Links,
    /// The catalogue.
    Catalogue,
    /// Reviews.
    Review,
    /// The making of municipal documents.
    Drafting,
    /// Policies.
    Policies,
    /// Agencies.
    Agencies,
    /// Projects.
    Projects,
    /// Information resources.
    Resources,
    /// Procedures with time limits.
    Procedures,
    /// What a proposal may not do to the past.
    History,
}

impl RuleGroup {
    /// The word that JSON and URLs use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            RuleGroup::Reading => "reading",
            RuleGroup::Numbers => "numbers",
            RuleGroup::Links => "links",
            RuleGroup::Catalogue => "catalogue",
            RuleGroup::Review => "review",
            RuleGroup::Drafting => "drafting",
            RuleGroup::Policies => "policies",
            RuleGroup::Agencies => "agencies",
            RuleGroup::Projects => "projects",
            RuleGroup::Resources => "resources",
            RuleGroup::Procedures => "procedures",
            RuleGroup::History => "history",
        }
    }
}

/// A rule is known by its id.
impl Hash for Rule {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

/// Declares the rules of a group: a module and a line in its list for each word.
macro_rules! rules {
    ($($rule:ident),+ $(,)?) => {
        $(mod $rule;)+
        /// The group's rules, in the order of the handbook.
        pub(super) static RULES: &[&super::Rule] = &[$(&$rule::RULE),+];
    };
}
pub(super) use rules;
