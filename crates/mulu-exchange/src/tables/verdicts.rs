//! What binds projects and whether they comply, as relations.

use mulu_core::audit::Audits;
use mulu_core::day::Day;
use mulu_core::facts::{AuditFacts, ObligationFacts};
use mulu_core::registry::Registry;
use mulu_core::report::Texts;

use super::relation::{Relation, RelationValue, Type};

/// The gate of each project, its verdicts, who demands what, what is undecided and what is recommended.
#[must_use]
pub fn verdicts(registry: &Registry, on: Day) -> Vec<Relation> {
    let audits = Audits::of(registry, on);
    let texts = Texts::new(registry);
    let locate = |place| {
        let at = texts.position(place);
        (at.line, at.column)
    };
    let mut gates = Relation::new(
        "gates",
        &[("row", Type::Whole), ("project", Type::Text), ("stage", Type::Text), ("gate", Type::Text)],
    );
    let mut verdicts = Relation::new(
        "verdicts",
        &[
            ("row", Type::Whole),
            ("project", Type::Text),
            ("kind", Type::Text),
            ("what", Type::Text),
            ("number", Type::Text),
            ("cited_as", Type::Text),
            ("gate", Type::Text),
            ("verdict", Type::Text),
            ("holds", Type::Flag),
            ("until", Type::Day),
            ("waived_until", Type::Day),
            ("declined", Type::Text),
        ],
    );
    let item = [("row", Type::Whole), ("position", Type::Whole), ("value", Type::Text)];
    let mut demanded = Relation::new("verdicts_demanded_by", &item);
    let mut undecided = Relation::new("gates_undecided", &item);
    let mut recommended = Relation::new(
        "gates_recommended",
        &[("row", Type::Whole), ("position", Type::Whole), ("standard", Type::Text), ("declared", Type::Text)],
    );
    for (project, audit) in audits.iter() {
        let facts = AuditFacts::of(registry, &audits, project, audit, &locate);
        gates.add([
            RelationValue::Text(project.id.clone()),
            RelationValue::Text(facts.stage.id().to_owned()),
            RelationValue::Text(facts.gate.id().to_owned()),
        ]);
        let text = |text: &String| vec![RelationValue::Text(text.clone())];
        undecided.add_items(gates.rows.len(), facts.undecided.iter().map(text));
        let advice = facts.recommended.iter();
        recommended.add_items(
            gates.rows.len(),
            advice.map(|one| vec![RelationValue::Text(one.standard.clone()), RelationValue::text(one.declared)]),
        );
        for obligation in &facts.obligations {
            let (kind, what, number, cited_as) = match obligation {
                ObligationFacts::Standard { standard, number, cited_as, .. } => {
                    ("standard", standard, Some(number.clone()), cited_as.clone())
                }
                ObligationFacts::Evidence { evidence, .. } => ("evidence", evidence, None, None),
            };
            let common = obligation.common();
            verdicts.add([
                RelationValue::Text(project.id.clone()),
                RelationValue::Text(kind.to_owned()),
                RelationValue::Text(what.clone()),
                RelationValue::text(number),
                RelationValue::text(cited_as),
                RelationValue::Text(common.gate.id().to_owned()),
                RelationValue::Text(common.verdict.to_owned()),
                RelationValue::Flag(common.holds),
                RelationValue::day(common.until),
                RelationValue::day(common.waived_until),
                RelationValue::text(common.declined.clone()),
            ]);
            demanded.add_items(verdicts.rows.len(), common.demanded_by.iter().map(text));
        }
    }
    vec![gates, undecided, recommended, verdicts, demanded]
}
