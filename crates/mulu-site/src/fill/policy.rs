//! Policies and their clauses.

use crate::day::Status;
use crate::fill::code;
use crate::model::{Cited, Clause as ClauseRecord, Policy as PolicyRecord, Spanned};
use crate::number;
use crate::registry::Target;
use crate::sheets::{Further, ListSheets, Spot, list};
use crate::views::parts::Link;
use crate::views::policy::{Clause, Mandate, Policies, Policy, PolicyRow};
use crate::{address, markdown};

use super::{Fill, anchor, count, iso, sources};

impl Fill<'_> {
    /// All policies: those of the catalogue's own jurisdiction and above first, then by the day they came into force.
    pub fn policies(&self, further: Further<'_>) -> Policies {
        let home = self.registry.config.jurisdiction.as_ref().map_or("", |home| home.value.as_str());
        let mut policies: Vec<&PolicyRecord> = self.registry.policies.iter().collect();
        policies.sort_by_key(|policy| {
            let at_home = policy.jurisdiction.as_ref().is_some_and(|at| number::contains(&at.value, home));
            (!at_home, policy.effective.as_ref().map(|date| date.value), policy.id.clone())
        });
        let row = |policy: &&PolicyRecord| {
            let title = self.title(&policy.title, &policy.title_en, &policy.id);
            let mandates: Vec<_> = policy.clauses.iter().flat_map(|clause| &clause.mandates).collect();
            Some(PolicyRow {
                link: Link { href: address::policy(&policy.id), text: title.text, lang: title.lang },
                number: policy.number.as_ref().map(|number| number.value.clone()),
                place: self.place(&policy.jurisdiction),
                effective: iso(&policy.effective),
                state: code(policy.standing(self.day).id()),
                clauses: count(policy.clauses.len()),
                mandates: count(mandates.len()),
                replaced: count(mandates.iter().filter(|cited| self.is_superseded(cited)).count()),
            })
        };
        Policies { policies: Spot::new("policies/index.html".to_owned(), further).cut("index", &policies, row) }
    }

    /// The lists of a policy's page: its findings, and the projects that each clause holds.
    pub fn policy_lists(&self, index: usize) -> Vec<ListSheets> {
        let policy = &self.registry.policies[index];
        let mut lists = vec![list("findings", self.found_in(policy.file).len())];
        let held = policy.clauses.iter().enumerate().map(|(place, clause)| {
            let held = self.held_by(policy, clause);
            list(&holds_list(&anchor(clause.id.as_ref(), place)), held.len())
        });
        lists.extend(held);
        lists
    }

    fn is_superseded(&self, cited: &Cited) -> bool {
        match self.registry.target(&cited.number) {
            Target::Edition(index) => matches!(self.answer(index).status, Status::Replaced | Status::Withdrawn),
            Target::Family(_) | Target::Unknown => false,
        }
    }

    /// One policy.
    pub fn policy(&self, index: usize, further: Further<'_>) -> Policy {
        let policy = &self.registry.policies[index];
        let title = self.title(&policy.title, &policy.title_en, &policy.id);
        let spot = Spot::new(address::policy(&policy.id), further);
        let clauses = policy.clauses.iter().enumerate().map(|(at, clause)| self.clause(policy, at, clause, &spot));
        Policy {
            title: title.text,
            title_lang: title.lang,
            title_other: self.other_title(&policy.title, &policy.title_en),
            number: policy.number.as_ref().map(|number| number.value.clone()),
            issuer: policy.issuer.as_ref().map(|issuer| issuer.value.clone()),
            place: self.place(&policy.jurisdiction),
            issued: iso(&policy.issued),
            effective: iso(&policy.effective),
            expires: iso(&policy.expires),
            repealed: iso(&policy.repealed),
            state: code(policy.standing(self.day).id()),
            sample: policy.sample,
            clauses: clauses.filter(|clause| spot.is_page() || !clause.holds.rows.is_empty()).collect(),
            sources: sources(&policy.sources),
            findings: self.findings_in(policy.file, &spot),
            body_html: Some(markdown::render(self.registry.written(policy.file, policy.body), 2))
                .filter(|html| !html.trim().is_empty()),
            record: self.record(policy.file, None),
        }
    }

    /// The projects that a clause keeps from their money today.
    fn held_by(&self, policy: &PolicyRecord, clause: &ClauseRecord) -> &[usize] {
        let reference = format!("{}#{}", policy.id, clause.id.as_ref().map_or("", |id| id.value.as_str()));
        self.lists.held_by(&reference)
    }

    fn clause(&self, policy: &PolicyRecord, place: usize, clause: &ClauseRecord, spot: &Spot<'_>) -> Clause {
        let id = clause.id.as_ref().map_or("", |id| id.value.as_str());
        let rule = |rule: &Spanned<String>| {
            let known = crate::check::rule(rule)?;
            Some(Link { href: address::rule(known.id), text: known.id.to_owned(), lang: None })
        };
        let name = anchor(clause.id.as_ref(), place);
        let held = |project: &usize| Some(self.project_link(&self.registry.projects[*project]));
        Clause {
            article: self.article(id),
            text: clause.text.as_ref().map_or_else(String::new, |text| text.value.clone()),
            text_lang: self.data_lang(),
            subject: clause.subject.as_ref().map_or("procedure", |subject| subject.value.id()),
            gate: clause.gate.as_ref().map(|gate| gate.value.id()),
            when: clause.when.as_ref().map(|when| when.value.clone()),
            mandates: clause.mandates.iter().map(|cited| self.mandate(cited)).collect(),
            requires: clause.requires.iter().map(|kind| self.evidence_kind(kind).text).collect(),
            holds: spot.cut(&holds_list(&name), self.held_by(policy, clause), held),
            enforced_by: clause.enforced_by.iter().filter_map(rule).collect(),
            id: name,
        }
    }

    fn mandate(&self, cited: &Cited) -> Mandate {
        let target = self.registry.target(&cited.number);
        let replaced = self.is_superseded(cited);
        let since = match target {
            Target::Edition(index) if replaced => self.registry.succession(index, self.day).since,
            _ => None,
        };
        let current = match target {
            Target::Edition(_) if !replaced => Vec::new(),
            _ => self.registry.in_force(&cited.number, self.day),
        };
        Mandate {
            cited: self.cited_ref(&cited.number),
            replaced,
            replaced_on: since.map(|since| since.to_string()),
            current: self.standard_refs(&current),
        }
    }
}

/// The list of the projects that a clause holds, by the clause's anchor.
fn holds_list(clause: &str) -> String {
    format!("holds-{}", address::file_name(clause))
}
