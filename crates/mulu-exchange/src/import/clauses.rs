//! Rows that are clauses of policies.

use mulu_core::edit::{EditableRecord, WrittenValue};
use mulu_core::message;
use mulu_core::registry::ClauseRef;
use mulu_core::source::Unreadable;

use super::super::columns::{SheetKind, clause_row};
use super::super::insert::Destination;
use super::super::record::value;
use super::{Importer, KnownRecord, Line};

/// The keys of a clause that have a column, in the order of its table.
const KEYS: [&str; 8] = ["text", "subject", "when", "gate", "mandates", "requires", "approved_by", "enforced_by"];

/// What may be filled in: what the measure's text gives.
pub(super) const FACTS: [&str; 7] =
    ["policy_number", "issuer", "expires", "gate", "mandates", "requires", "approved_by"];

impl Importer<'_> {
    pub(super) fn clause(&mut self, line: &Line) -> Result<(), Unreadable> {
        let (Some(id), Some(clause)) = (line.text("policy"), line.text("clause")) else {
            self.unclear(line, "clause", "", message!("没有写办法代码或条款", "it names no policy, or no clause"));
            return Ok(());
        };
        let record = format!("{id}#{clause}");
        if self.repeats(line, "clause", &record) {
            return Ok(());
        }
        let registry = self.registry;
        let Some(policy) = registry.policies.iter().find(|policy| policy.id == id) else {
            let known = registry.policies.iter().map(|policy| policy.id.as_str());
            let near = mulu_core::parse::nearest(id, known);
            let (zh, en) = near.map_or_else(Default::default, |near| {
                (format!("，是否为“{near}”？"), format!("; did you mean “{near}”?"))
            });
            let message = message!(
                "登记簿没有办法“{id}”{zh}；新办法用 mulu new policy --from",
                "the registry has no policy “{id}”{en}; a new one is made by mulu new policy --from"
            );
            self.unclear(line, "policy", &record, message);
            return Ok(());
        };
        let path = registry.path(policy.file);
        let place = policy.clauses.iter().position(|own| own.id.as_ref().is_some_and(|own| own.value == clause));
        let Some(at) = place else { return self.add_clause(line, path, clause, &record) };
        let cells = clause_row(registry, ClauseRef { policy, clause: &policy.clauses[at] }, self.options.day);
        let known = KnownRecord {
            cells: &cells,
            identity: &["policy", "clause"],
            fillable: &FACTS,
            path,
            into: Destination::Clause(at),
        };
        self.compare(line, &record, &known)
    }

    fn add_clause(&mut self, line: &Line, path: &str, clause: &str, record: &str) -> Result<(), Unreadable> {
        let missing = ["text", "subject"].into_iter().find(|key| line.text(key).is_none());
        if let Some(key) = missing {
            self.unclear(
                line,
                key,
                record,
                message!("新的条款要有条文和约束对象", "a new clause has a text and a subject"),
            );
            return Ok(());
        }
        let Some(text) = self.text(path)? else { return Ok(()) };
        let columns = SheetKind::Policies.columns();
        let said = KEYS.iter().filter_map(|key| {
            let at = SheetKind::Policies.column(key)?;
            let cell = line.cells.get(at).filter(|cell| !cell.is_empty())?;
            Some((*key, WrittenValue::Toml(value(columns[at].form, cell))))
        });
        let entry: Vec<(&str, WrittenValue)> =
            std::iter::once(("id", WrittenValue::Text(clause.to_owned()))).chain(said).collect();
        let appended = EditableRecord::open(path, &text).and_then(|mut policy| {
            policy.append("clause", &entry)?;
            Ok(policy.edit().text)
        });
        match appended {
            Ok(text) => {
                let message = message!("新增条款，写入 {path}", "a new clause in {path}");
                self.add_to(line, record, path, text, message);
            }
            Err(why) => self.unclear(line, "clause", record, why),
        }
        Ok(())
    }
}
