//! What the rules find, as a relation.

use mulu_core::finding::Finding;
use mulu_core::registry::Registry;
use mulu_core::report::Texts;

use super::relation::{Relation, Type, Value};

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
            Value::Text(finding.rule.to_owned()),
            Value::Text(finding.level.id().to_owned()),
            Value::Text(finding.kind.id().to_owned()),
            Value::Text(finding.record.clone()),
            Value::text(finding.clause.clone()),
            Value::Text(registry.path(finding.place.file).to_owned()),
            Value::count(at.line),
            Value::count(at.column),
            Value::Text(finding.message.zh.clone()),
            Value::Text(finding.message.en.clone()),
            Value::Text(finding.help.zh.clone()),
            Value::Text(finding.help.en.clone()),
        ]);
    }
    relation
}
