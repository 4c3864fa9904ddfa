//! What the rules find, as a relation.

use mulu_core::finding::Finding;
use mulu_core::registry::Registry;
use mulu_core::report::Texts;

use super::relation::{Relation, RelationValue, Type};

/// The findings, a row each.
#[must_use]
pub fn findings(registry: &Registry, findings: &[Finding]) -> Relation {
    let texts = Texts::new(registry);
    let mut relation = Relation::new(
        "findings",
        &[
            ("row", Type::Whole),
            ("rule", Type::Text),
            ("level", Type::Text),
            ("kind", Type::Text),
            ("record", Type::Text),
            ("clause", Type::Text),
            ("file", Type::Text),
            ("line", Type::Whole),
            ("column_number", Type::Whole),
            ("message_zh", Type::Text),
            ("message_en", Type::Text),
            ("help_zh", Type::Text),
            ("help_en", Type::Text),
        ],
    );
    for finding in findings {
        let at = texts.position(finding.place);
        relation.add([
            RelationValue::Text(finding.rule.to_owned()),
            RelationValue::Text(finding.level.id().to_owned()),
            RelationValue::Text(finding.kind.id().to_owned()),
            RelationValue::Text(finding.record.clone()),
            RelationValue::text(finding.clause.clone()),
            RelationValue::Text(registry.path(finding.place.file).to_owned()),
            RelationValue::count(at.line),
            RelationValue::count(at.column),
            RelationValue::Text(finding.message.zh.clone()),
            RelationValue::Text(finding.message.en.clone()),
            RelationValue::Text(finding.help.zh.clone()),
            RelationValue::Text(finding.help.en.clone()),
        ]);
    }
    relation
}
