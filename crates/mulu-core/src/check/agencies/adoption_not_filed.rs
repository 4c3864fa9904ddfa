//! `adoption-not-filed`: an adopted standard that was not filed.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;
use crate::model::Progress;
use crate::number::Level;

/// The rule.
pub static RULE: Rule = Rule {
    id: "adoption-not-filed",
    group: RuleGroup::Agencies,
    level: Severity::Warn,
    summary: StaticMessage { zh: "采用的标准没有备案", en: "an adopted standard that was not filed" },
    document: include_str!("adoption_not_filed.md"),
    run: Run::Records(check),
};

/// What is implemented of national, industry and local standards is filed with the catalogue's own office. A plan is not, and what
/// another government asks of its agencies is not ours to ask.
fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    let config = &cx.registry.config;
    let home = config.jurisdiction.as_ref().map(|home| home.value.as_str());
    let ours = |agency: &&crate::model::Agency| {
        let own = agency.jurisdiction.as_ref().map(|own| own.value.as_str());
        home.is_none() || own.is_none() || own == home
    };
    for agency in cx.agencies().filter(ours) {
        for filing in &agency.adoptions {
            let Some(standard) = &filing.standard else { continue };
            // What others than the state issue need not be filed; of a number that nobody knows it cannot be said.
            if matches!(standard.number.level(), Some(Level::Group | Level::International | Level::Municipal)) {
                continue;
            }
            let gone = agency.until.as_ref().is_some_and(|until| until.value <= cx.day);
            let early = |since: &crate::model::Spanned<crate::day::Day>| {
                config.since.as_ref().is_some_and(|kept| since.value < kept.value)
            };
            if gone || filing.since.as_ref().is_some_and(early) {
                continue;
            }
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
                message!("{name}已实施 {number}，尚未备案", "{name} has implemented {number} and has not filed it"),
                message!(
                    "向标准化主管部门备案后写上 filed = 日期",
                    "file it with the data authority, then write the day in `filed`"
                ),
            );
            if let Some(since) = &filing.since {
                let day = since.value;
                finding.because(agency.file, since.span, message!("{day} 起", "since {day}"));
            }
        }
    }
}
