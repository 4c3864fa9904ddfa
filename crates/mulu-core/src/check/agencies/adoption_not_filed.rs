//! `adoption-not-filed`: an adopted standard that was not filed.

use crate::check::context::{Context, Findings};
use crate::check::rule::{Group, Rule, Run};
use crate::finding::Level;
use crate::model::Progress;
use crate::say;
use crate::words::Phrase;

/// The rule.
pub static RULE: Rule = Rule {
    id: "adoption-not-filed",
    group: Group::Agencies,
    level: Level::Warn,
    summary: Phrase { zh: "采用的标准没有备案", en: "an adopted standard that was not filed" },
    document: include_str!("adoption_not_filed.md"),
    run: Run::Registry(check),
};

/// Art. 9: what is implemented is filed. A plan is not.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for agency in cx.agencies() {
        for filing in &agency.adoptions {
            let Some(standard) = &filing.standard else { continue };
            let planned = filing.status.as_ref().is_some_and(|status| status.value == Progress::Planned);
            let filed = filing.filed.as_ref().is_some_and(|filed| filed.value <= cx.day);
            let begun = filing.since.as_ref().is_none_or(|since| since.value <= cx.day);
            if planned || filed || !begun {
                continue;
            }
            let (name, number) = (agency.display_name(), &standard.number);
            let finding = findings.report(
                agency.file,
                standard.span,
                say!("{name}已实施 {number}，尚未备案", "{name} has implemented {number} and has not filed it"),
                say!(
                    "向标准化主管部门备案后写上 filed = 日期",
                    "file it with the data authority, then write the day in `filed`"
                ),
            );
            if let Some(since) = &filing.since {
                let day = since.value;
                finding.because(agency.file, since.span, say!("{day} 起", "since {day}"));
            }
        }
    }
}
