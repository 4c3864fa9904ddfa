//! `invalid-uscc`: a unified social credit code that does not check.

use crate::check::context::{CheckContext, Findings};
use crate::check::rule::{Rule, RuleGroup, Run};
use crate::finding::Severity;
use crate::message;
use crate::message::StaticMessage;

/// The rule.
pub static RULE: Rule = Rule {
    id: "invalid-uscc",
    group: RuleGroup::Agencies,
    level: Severity::Deny,
    summary: StaticMessage {
        zh: "统一社会信用代码的校验码不对",
        en: "a unified social credit code that does not check",
    },
    document: include_str!("invalid_uscc.md"),
    run: Run::Records(check),
};

/// The characters of GB 32100: digits and capitals without I, O, S, V, Z, each worth its place.
const CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

fn check(cx: &CheckContext<'_>, findings: &mut Findings<'_>) {
    for agency in cx.agencies() {
        let Some(uscc) = agency.uscc.as_ref().filter(|uscc| !checks(uscc)) else { continue };
        let code = &uscc.value;
        findings.report(
            agency.file,
            uscc.span,
            message!("“{code}”不是有效的统一社会信用代码", "`{code}` is not a valid unified social credit code"),
            message!(
                "核对 18 位代码（GB 32100）：末位是校验码，不用字母 I、O、S、V、Z",
                "check its 18 characters (GB 32100): the last is a check digit, and I, O, S, V and Z are not used"
            ),
        );
    }
}

/// GB 32100: eighteen characters; the last is 31 less the sum of the others weighted by powers of 3, modulo 31.
fn checks(code: &str) -> bool {
    let values: Option<Vec<usize>> = code.chars().map(|character| CHARACTERS.find(character)).collect();
    let Some(values) = values.filter(|values| values.len() == 18) else { return false };
    let Some((last, others)) = values.split_last() else { return false };
    let weights = std::iter::successors(Some(1), |weight| Some(weight * 3 % 31));
    let sum: usize = others.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    (31 - sum % 31) % 31 == *last
}
