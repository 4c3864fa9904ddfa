//! What follows for a project that does not comply: only what a clause in force, of a government that the project answers to, says.

use std::collections::BTreeSet;

use crate::model::{Project, Stage, Withheld};

use super::demand::Withholding;
use super::{Obligation, OrderStanding, Requirement};

/// Something that is held back from a project, and by which clause.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WithheldBy {
    /// What.
    pub what: Withheld,
    /// The clause, as `policy#clause`.
    pub clause: String,
}

/// What the clauses that bind a project hold back from it: where what they ask for themselves is not there, where a standard is not
/// met and they speak of standards, or where an order under them holds.
pub fn withheld(
    clauses: &[Withholding],
    project: &Project,
    stage: Stage,
    obligations: &[Obligation],
    orders: &[OrderStanding],
) -> Vec<WithheldBy> {
    let held = || obligations.iter().filter(|obligation| obligation.holds);
    let follows = |clause: &Withholding| {
        // Where several clauses ask for one paper, each speaks from its own gate on.
        let asked = |owed: &Obligation| {
            let due = |gate: Stage| matches!(owed.asked, Requirement::Standard(_)) || gate <= stage;
            owed.demanded_by.iter().any(|demand| demand.reference == clause.reference && due(demand.gate))
        };
        let ordered = project.orders.iter().zip(orders).any(|(order, standing)| {
            standing.holds && order.clause.as_ref().is_some_and(|under| under.value == clause.reference)
        });
        let of_standards = |owed: &Obligation| matches!(owed.asked, Requirement::Standard(_));
        held().any(asked) || ordered || (clause.for_standards && held().any(of_standards))
    };
    let mut withheld = BTreeSet::new();
    for clause in clauses.iter().filter(|clause| follows(clause)) {
        let open = clause.withholds.iter().filter(|what| is_open(**what, stage));
        withheld.extend(open.map(|what| WithheldBy { what: *what, clause: clause.reference.clone() }));
    }
    withheld.into_iter().collect()
}

/// Whether something can still be held back: nobody withholds an approval that was given.
fn is_open(what: Withheld, stage: Stage) -> bool {
    match what {
        Withheld::Approval => stage <= Stage::Approval,
        Withheld::ConstructionFunds => stage <= Stage::Construction,
        Withheld::Acceptance => stage <= Stage::Acceptance,
        Withheld::OperationFunds => stage <= Stage::Operation,
    }
}
