//! `unknown-database`: a word of `base` or `theme` that the terms of the jurisdiction do not have.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Database;
use crate::parse::nearest;

/// The rule.
pub static RULE: Rule = Rule {
    id: "unknown-database",
    group: RuleGroup::Resources,
    level: Severity::Warn,
    summary: StaticMessage {
        zh: "基础数据库或主题数据库没有列出", en: "a base or theme database that is not listed"
    },
    document: include_str!("unknown_database.md"),
    run: Run::Registry(check),
};

/// The words are built in for the measures that Mulu knows, else those of the national guide; `[resources]` gives others.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for resource in cx.resources() {
        let Some(terms) = cx.registry.sharing_terms(resource) else { continue };
        let named = [
            (&resource.base, &terms.base, ("基础数据库", "base database")),
            (&resource.theme, &terms.theme, ("主题数据库", "theme database")),
        ];
        for (word, known, (zh, en)) in named {
            let Some(word) = word.as_ref().filter(|word| known.iter().all(|known| known.id != word.value)) else {
                continue;
            };
            let value = &word.value;
            let ids = || known.iter().map(|database: &Database| database.id.as_str());
            let help = match nearest(value, ids()) {
                Some(near) => message!("是否要写 {near}？", "did you mean `{near}`?"),
                None => {
                    let listed = ids().collect::<Vec<_>>().join(", ");
                    message!(
                        "可用：{listed}；其他的写进 book.toml 的 [resources.代码]",
                        "use one of: {listed}; others are declared in [resources.CODE] of book.toml"
                    )
                }
            };
            findings.report(
                resource.file,
                word.span,
                message!("没有“{value}”这个{zh}", "there is no {en} `{value}`"),
                help,
            );
        }
    }
}
