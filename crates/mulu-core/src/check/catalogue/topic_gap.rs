//! `topic-gap`: a topic that no standard covers (缺标补标).

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::registry::TopicState;

/// The rule.
pub static RULE: Rule = Rule {
    id: "topic-gap",
    group: RuleGroup::Catalogue,
    level: Severity::Note,
    summary: StaticMessage { zh: "主题没有任何标准：缺标补标", en: "a topic that no standard covers" },
    document: include_str!("topic_gap.md"),
    run: Run::Registry(check),
};

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let registry = cx.registry;
    if cx.classes().next().is_none() {
        return;
    }
    for coverage in cx.audits.coverage().iter().filter(|coverage| coverage.state.is_open()) {
        let class = &registry.classes[coverage.class];
        let topic = &class.topics[coverage.topic];
        let Some(title) = &topic.title else { continue };
        let span = topic.id.as_ref().map_or(topic.span, |id| id.span);
        let class_title = class.title.as_ref().map_or("", |title| &title.value);
        let title = &title.value;
        let (what, help) = if coverage.state == TopicState::Unadopted {
            let names: Vec<&str> = coverage.standards.iter().map(|index| registry.standards[*index].name()).collect();
            let (zh, en) = (names.join("、"), names.join(", "));
            (
                message!(
                    "{class_title}的主题“{title}”有标未采：{zh} 现行，没有列入目录",
                    "nothing in the catalogue covers topic “{title}” of {class_title}, though {en} is in force"
                ),
                message!("列入 {zh}；不适用的写明理由", "list {en}, or exclude it and say why"),
            )
        } else {
            (
                message!(
                    "{class_title}的主题“{title}”没有标准：缺标补标",
                    "nothing covers topic “{title}” of {class_title}"
                ),
                message!(
                    "列入一项国家、行业或地方标准；没有则立项制定本市标准文件",
                    "list a national, industry or local standard, or start a municipal document"
                ),
            )
        };
        findings.report(class.file, span, what, help);
    }
}
