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
    summary: Phrase {
        zh: "采用的标准没有备案",
        en: "an adopted standard that was not filed",
    },
    document: include_str!("adoption_not_filed.md"),
    run: Run::Registry(check),
};

/// Art. 9: what is implemented is filed. A plan is not.
fn check(cx: &Context<'_>, findings: &mut Findings<'_>) {
    for agency in &cx.registry.agencies {
        for filing in &agency.adoptions {
            let (Some(standard), Some(since)) = (&filing.standard, &filing.since) else { continue };
            let planned = filing.status.as_ref().is_some_and(|status| status.value == Progress::Planned);
            let filed = filing.filed.as_ref().is_some_and(|filed| filed.value <= cx.day);
            if planned || filed || since.value > cx.day {
                continue;
            }
            let (name, number, day) = (agency.display_name(), &standard.number, since.value);
            findings
                .report(
                    agency.file,
                    standard.span,
                    say!("{name}自 {day} 起实施 {number}，尚未备案", "{name} has implemented {number} since {day} and has not filed it"),
                    say!("向标准化主管部门备案后写上 filed = 日期", "file it with the data authority, then write the day in `filed`"),
                )
                .because(agency.file, since.span, say!("{day} 起", "since {day}"));
        }
    }
}
