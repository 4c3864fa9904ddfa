//! `review-history-rewritten`: a recorded review that was edited or removed.

use crate::check::base::{file_of, place_of};
use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Kind;
use crate::rights::{FieldChange, Op, RecordField, VersionContent};

/// The rule.
pub static RULE: Rule = Rule {
    id: "review-history-rewritten",
    group: RuleGroup::History,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "改动或删除了已有的复审记录", en: "a recorded review that was edited or removed"
    },
    document: include_str!("review_history_rewritten.md"),
    run: Run::Registry(check),
};

/// Art. 20: reviews are appended. What was concluded stays, even where a later review concludes otherwise.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let Some(base) = cx.base else { return };
    for changed in base.changed.iter().filter(|changed| changed.kind == Some(Kind::Standard) && changed.new.is_some()) {
        let entries = |op: Op| {
            let of = move |change: &&FieldChange| change.field.key == "review" && change.op() == op;
            changed.fields.iter().filter(of)
        };
        let mut new: Vec<&FieldChange> = entries(Op::Set).collect();
        for gone in entries(Op::Remove) {
            let day = date(changed.old.as_ref(), gone);
            let on = day.clone().unwrap_or_else(|| "—".to_owned());
            let name = changed.says("number").or_else(|| changed.says("title")).unwrap_or_else(|| changed.id());
            let help = message!(
                "恢复原来的 [[review]]；结论有变请另记一次复审",
                "put the recorded [[review]] back; where the conclusion has changed, append another review"
            );
            let file = file_of(cx.registry, changed);
            // Of the same day, or the only one that is new: edited; otherwise removed.
            let of_day = new.iter().position(|other| date(changed.new.as_ref(), other) == day);
            let edited = of_day.or_else(|| (new.len() == 1 && entries(Op::Remove).count() == 1).then_some(0));
            match edited.map(|at| new.remove(at)) {
                Some(other) => {
                    let date = changed
                        .fields
                        .iter()
                        .find(|change| change.field.key == "review.date" && change.field.entry == other.field.entry);
                    findings.report(
                        file,
                        place_of(cx.registry, file, date.unwrap_or(other)),
                        message!(
                            "改动了 {name} 在 {on} 的复审记录",
                            "the recorded review of {name} on {on} was edited"
                        ),
                        help,
                    )
                }
                None => {
                    let number = RecordField { key: "number".to_owned(), entry: String::new() };
                    let naming = match &changed.new {
                        Some((_, VersionContent::Fields(fields))) => fields.get(&number).map(|said| said.span),
                        _ => None,
                    };
                    findings.report(
                        file,
                        naming.filter(|span| span.end as usize <= cx.registry.text(file).len()).unwrap_or_default(),
                        message!(
                            "删除了 {name} 在 {on} 的复审记录",
                            "the recorded review of {name} on {on} was removed"
                        ),
                        help,
                    )
                }
            };
        }
    }
}

/// The day of the review that an entry is.
fn date(side: Option<&(String, VersionContent)>, entry: &FieldChange) -> Option<String> {
    let Some((_, VersionContent::Fields(fields))) = side else { return None };
    let field = RecordField { key: "review.date".to_owned(), entry: entry.field.entry.clone() };
    fields.get(&field).map(|said| said.value.clone())
}
