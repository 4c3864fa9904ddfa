//! An audit as CSV (RFC 4180): a line for each obligation, for each order that is not closed, and for what is undecided,
//! recommended or withheld, whose kind says so.

use std::io::{self, Write};

use mulu_core::audit::OrderState;
use mulu_core::facts::{AuditFacts, ObligationFacts};
use mulu_exchange::write_row;

use super::AuditReport;

const HEADERS: [&str; 14] = [
    "project",
    "stage",
    "result",
    "kind",
    "id",
    "number",
    "title",
    "cited_as",
    "demanded_by",
    "gate",
    "verdict",
    "until",
    "place",
    "declined",
];

/// The whole page, project by project.
///
/// # Errors
/// When the output cannot be written.
pub fn csv(page: &AuditReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    write_row(&mut text, HEADERS.into_iter());
    for entry in page.entries() {
        let facts = page.facts(&entry);
        let project = facts.project.clone().unwrap_or_default();
        let (stage, gate) = (facts.stage.id().to_owned(), facts.gate.id().to_owned());
        for obligation in &facts.obligations {
            let common = obligation.common();
            let (kind, id, number, title, cited) = match obligation {
                ObligationFacts::Standard { standard, number, title, cited_as, .. } => {
                    ("standard", standard, number.as_str(), title, cited_as.clone())
                }
                ObligationFacts::Evidence { evidence, title, .. } => ("evidence", evidence, "", title, None),
            };
            let until = common.waived_until.or(common.until).map(|until| until.to_string());
            let place = common.place.as_ref().map(|place| format!("{}:{}", place.file, place.line));
            let cells = [
                project.clone(),
                stage.clone(),
                gate.clone(),
                kind.to_owned(),
                id.clone(),
                number.to_owned(),
                title.clone().unwrap_or_default(),
                cited.unwrap_or_default(),
                common.demanded_by.join(" "),
                common.gate.id().to_owned(),
                common.verdict.to_owned(),
                until.unwrap_or_default(),
                place.unwrap_or_default(),
                common.declined.clone().unwrap_or_default(),
            ];
            write_row(&mut text, cells.into_iter());
        }
        let states = facts.orders.iter().zip(&entry.audit.orders);
        for (order, _) in states.filter(|(_, standing)| standing.state != OrderState::Closed) {
            let place = format!("{}:{}", order.place.file, order.place.line);
            let mut cells: [String; 14] = std::array::from_fn(|_| String::new());
            [cells[0], cells[1], cells[2]] = [project.clone(), stage.clone(), gate.clone()];
            "order".clone_into(&mut cells[3]);
            cells[6] = order.about.clone().unwrap_or_default();
            order.state.clone_into(&mut cells[10]);
            cells[11] = order.deadline.map(|day| day.to_string()).unwrap_or_default();
            cells[12] = place;
            write_row(&mut text, cells.into_iter());
        }
        for beside in beside(&facts) {
            let mut cells: [String; 14] = std::array::from_fn(|_| String::new());
            [cells[0], cells[1], cells[2]] = [project.clone(), stage.clone(), gate.clone()];
            [cells[3], cells[4], cells[5], cells[8], cells[10]] = beside;
            write_row(&mut text, cells.into_iter());
        }
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    out.write_all(text.as_bytes())
}

/// What stands beside the verdicts: kind, id, number, who asks, and the verdict or what decides it.
fn beside(facts: &AuditFacts) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    for id in &facts.undecided {
        let open = facts.undecided_because.iter().find(|open| open.what == *id);
        let (by, facts) = open.map_or_else(Default::default, |open| (open.demanded_by.join(" "), open.facts.join(" ")));
        rows.push(["undecided".to_owned(), id.clone(), String::new(), by, facts]);
    }
    for one in &facts.recommended {
        let declared = one.declared.unwrap_or_default().to_owned();
        rows.push(["recommended".to_owned(), one.standard.clone(), one.number.clone(), String::new(), declared]);
    }
    for held in &facts.withheld {
        rows.push(["withheld".to_owned(), held.what.to_owned(), String::new(), held.clause.clone(), String::new()]);
    }
    rows
}
