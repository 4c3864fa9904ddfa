//! Rows that are topics of the standards system.

use mulu_core::message;
use mulu_core::model::Spanned;
use mulu_core::source::Unreadable;

use super::super::columns::topic_row;
use super::super::insert::Destination;
use super::{Importer, KnownRecord, Line};

/// What may be filled in.
pub(super) const FACTS: [&str; 1] = ["title_en"];

impl Importer<'_> {
    /// A topic is found by its class and its id. A new one is written into the taxonomy, which says what it means.
    pub(super) fn topic(&mut self, line: &Line) -> Result<(), Unreadable> {
        let (Some(class), Some(topic)) = (line.text("class"), line.text("topic")) else {
            self.unclear(line, "topic", "", message!("没有写分类代码或主题代码", "it names no class, or no topic"));
            return Ok(());
        };
        let record = format!("{class}/{topic}");
        if self.repeats(line, "topic", &record) {
            return Ok(());
        }
        let registry = self.registry;
        let is = |own: &Option<Spanned<String>>, id: &str| own.as_ref().is_some_and(|own| own.value == id);
        let found = registry.classes.iter().enumerate().find(|(_, own)| is(&own.id, class));
        let place = found.and_then(|(at, own)| Some((at, own.topics.iter().position(|own| is(&own.id, topic))?)));
        let Some((at, place)) = place else {
            let message = message!(
                "标准体系没有主题 {record}：在 standards/taxonomy.toml 里加",
                "the standards system has no topic {record}: add it in standards/taxonomy.toml"
            );
            self.unclear(line, "topic", &record, message);
            return Ok(());
        };
        let coverage = registry.coverage(self.options.day);
        let own = coverage.iter().find(|coverage| coverage.class == at && coverage.topic == place);
        let Some(cells) = own.map(|coverage| topic_row(registry, coverage)) else { return Ok(()) };
        let file = registry.classes[at].file;
        let first = registry.classes.iter().take_while(|class| class.file != file).count();
        let known = KnownRecord {
            cells: &cells,
            identity: &["class", "topic"],
            fillable: &FACTS,
            path: registry.path(file),
            into: Destination::Topic(at - first, place),
        };
        self.compare(line, &record, &known)
    }
}
