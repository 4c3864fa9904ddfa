//! What binds whom, since when, and by whose clause: small registries with the answer that the law gives.
//!
//! The registries are put together from a few lines, and asked in memory: `shipped` takes a policy of this repository.

mod articles;
mod binding;
mod cases;
mod findings;
mod imported;
mod kinds;
mod papers;
mod properties;
mod time;
mod waivers;
mod whole_site;

use mulu_core::audit::{Audits, Gate, Obligation, ProjectAudit, Requirement};
use mulu_core::check::check;
use mulu_core::finding::Finding;
use mulu_core::registry::Registry;

use crate::harness::in_memory::{day, memory};

pub const TODAY: &str = "2026-11-21";

const BOOK: &str = r#"[book]
title = "试点"

[catalogue]
jurisdiction = "430100"

[review]
cycle = "P3Y"
transition = "P1Y"

[roles]
review = ["data-authority"]
waive = ["data-committee", "data-authority"]

[traits]
cloud = "依托政务云"
data-sharing = "共享、交换政务信息资源"
personal-information = "处理个人信息"
mobile = "有移动端"
portal = "门户"
data-centre = "新建、改建机房"
network = "新建、改建专网"
commercial-secrets = "处理商业秘密"
"#;

/// A registry of a few files.
#[derive(Clone)]
pub struct Law {
    files: Vec<(String, String)>,
}

impl Law {
    /// The offices of a city, one of its units, and nothing else.
    pub fn new() -> Self {
        let agency = |id: &str| format!("name = \"{id}\"\njurisdiction = \"430100\"\nroles = [\"{id}\"]\n");
        let start = Law { files: Vec::new() }.file("book.toml", BOOK);
        let offices = ["data-authority", "data-committee", "quality-supervision", "unit"];
        offices.into_iter().fold(start, |law, id| law.file(&format!("agencies/{id}.toml"), &agency(id)))
    }

    /// One file more, or instead.
    pub fn file(mut self, path: &str, text: &str) -> Self {
        self.files.retain(|(own, _)| own != path);
        self.files.push((path.to_owned(), text.to_owned()));
        self
    }

    /// A policy of this repository.
    pub fn shipped(self, id: &str) -> Self {
        let read = |path: &str| std::fs::read_to_string(crate::harness::own(path)).unwrap();
        let (policy, evidence) = (read(&format!("policies/{id}.md")), read("policies/evidence.toml"));
        self.file(&format!("policies/{id}.md"), &policy).file("policies/evidence.toml", &evidence)
    }

    /// A measure of a city, in force since 2018-06-12: lines of its head, and of its one clause.
    pub fn policy(self, id: &str, jurisdiction: &str, head: &str, clause: &str) -> Self {
        let text = format!(
            "+++\ntitle = \"办法\"\njurisdiction = \"{jurisdiction}\"\nissued = 2018-05-12\neffective = 2018-06-12\n{head}\n\
             [[clause]]\nid = \"1\"\ntext = \"……\"\n{clause}\n+++\n"
        );
        self.file(&format!("policies/{id}.md"), &text)
    }

    /// A kind of evidence, `proof`, with lines of its own.
    pub fn proof(self, lines: &str) -> Self {
        self.file("policies/evidence.toml", &format!("[[evidence]]\nid = \"proof\"\ntitle = \"证明\"\n{lines}\n"))
    }

    /// A standard with lines of its own, in force since 2019-12-01.
    pub fn standard(self, number: &str, lines: &str) -> Self {
        let slug = mulu_core::number::Number::parse(number).slug();
        let level = match number {
            number if number.starts_with("GB") => "national",
            number if number.starts_with("DB") => "local",
            number if number.starts_with("ISO") => "international",
            _ => "industry",
        };
        let text = format!(
            "+++\nnumber = \"{number}\"\ntitle = \"标准\"\nissued = 2019-05-10\neffective = 2019-12-01\nclasses = [\"general.security\"]\n\
             source = [{{ title = \"测试\", checked = 2026-11-21 }}]\n{lines}\n+++\n"
        );
        self.file(&format!("standards/{level}/{slug}.md"), &text)
    }

    /// The two editions that cloud measures cite.
    pub fn baseline(self, listing: &str) -> Self {
        let old =
            "+++\nnumber = \"GB/T 22239-2008\"\ntitle = \"标准\"\nissued = 2008-06-19\neffective = 2008-11-01\n+++\n";
        self.file("standards/national/gb-t-22239-2008.md", old).standard(
            "GB/T 22239-2019",
            &format!("replaces = [\"GB/T 22239-2008\"]\ntopics = [\"mlps-baseline\"]\n{listing}"),
        )
    }

    /// The project `p`, of the unit: lines beside its name.
    pub fn project(self, lines: &str) -> Self {
        self.file("projects/p.toml", &format!("name = \"试点项目\"\nagency = \"unit\"\n{lines}\n"))
    }

    /// The project in operation, approved in 2024, with traits and more lines.
    pub fn running(self, jurisdiction: &str, more: &str) -> Self {
        let lines = format!("jurisdiction = \"{jurisdiction}\"\nstage = \"operation\"\napproved = 2024-03-01\n{more}");
        self.project(&lines)
    }

    pub fn load(&self) -> Registry {
        let files = self.files.iter().map(|(path, text)| (path.as_str(), text.as_bytes().to_vec()));
        let registry = Registry::load(&memory(files)).unwrap();
        let faults: Vec<String> = registry
            .diagnostics
            .iter()
            .map(|(file, fault)| format!("{}: {}", registry.path(*file), fault.message.en))
            .collect();
        assert!(faults.is_empty(), "{faults:?}");
        registry
    }

    /// What the audit says of the project `p` on a day.
    pub fn audit_on(&self, on: &str) -> Told {
        let registry = self.load();
        let audits = Audits::of(&registry, day(on));
        let audit = audits.project(registry.project("p").unwrap());
        Told::of(&registry, audit)
    }

    pub fn audit(&self) -> Told {
        self.audit_on(TODAY)
    }

    /// The findings of a rule on a day, with the record and the clause of each.
    pub fn findings_on(&self, rule: &str, on: &str) -> Vec<(String, Option<String>)> {
        let told = |finding: Finding| (finding.record, finding.clause);
        check(&self.load(), day(on)).into_iter().filter(|finding| finding.rule == rule).map(told).collect()
    }

    pub fn findings(&self, rule: &str) -> Vec<(String, Option<String>)> {
        self.findings_on(rule, TODAY)
    }

    pub fn finds(&self, rule: &str, record: &str) -> bool {
        self.findings(rule).iter().any(|(of, _)| of == record)
    }
}

/// An audit, as words.
#[derive(Debug, PartialEq)]
pub struct Told {
    pub gate: Gate,
    /// What binds: id, verdict, who asks.
    pub obligations: Vec<(String, &'static str, Vec<String>)>,
    /// Ids: unplaced standards, and what turns on facts.
    pub undecided: Vec<String>,
    pub missing_facts: Vec<&'static str>,
    pub recommended: Vec<(String, Option<&'static str>)>,
    pub withheld: Vec<(&'static str, String)>,
    pub refused: Vec<&'static str>,
}

impl Told {
    pub fn of(registry: &Registry, audit: &ProjectAudit) -> Self {
        let id = |asked: &Requirement| match asked {
            Requirement::Standard(index) => registry.standards[*index].id.clone(),
            Requirement::Evidence(kind) => kind.clone(),
        };
        let obligation = |owed: &Obligation| {
            let by = owed.demanded_by.iter().map(|demand| demand.reference.clone()).collect();
            (id(&owed.asked), owed.verdict.id(), by)
        };
        let refused = audit.waivers.iter().filter_map(|standing| match standing {
            mulu_core::audit::WaiverStanding::Refused(refusal) => Some(refusal.id()),
            _ => None,
        });
        let unplaced = audit.unplaced.iter().map(|index| registry.standards[*index].id.clone());
        Told {
            gate: audit.gate(),
            obligations: audit.obligations.iter().map(obligation).collect(),
            undecided: unplaced.chain(audit.undecided.iter().map(|open| id(&open.asked))).collect(),
            missing_facts: audit.missing_facts().iter().map(mulu_core::condition::UnknownFact::id).collect(),
            recommended: audit
                .recommended
                .iter()
                .map(|one| {
                    (
                        registry.standards[one.standard].id.clone(),
                        one.declared.map(mulu_core::model::ConformanceStatus::id),
                    )
                })
                .collect(),
            withheld: audit.withheld.iter().map(|held| (held.what.id(), held.clause.clone())).collect(),
            refused: refused.collect(),
        }
    }

    /// The verdict on one thing; none: it does not bind.
    pub fn verdict(&self, id: &str) -> Option<&'static str> {
        self.obligations.iter().find(|(own, ..)| own == id).map(|(_, verdict, _)| *verdict)
    }

    /// What a policy asks.
    pub fn asked_by(&self, policy: &str) -> Vec<&str> {
        let prefix = format!("{policy}#");
        let by = |by: &[String]| by.iter().any(|reference| reference.starts_with(&prefix));
        self.obligations.iter().filter(|(.., references)| by(references)).map(|(id, ..)| id.as_str()).collect()
    }
}
