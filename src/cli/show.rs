//! `mulu show`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fmt::Write as _;

use clap::Args as ClapArgs;
use serde::Serialize;

use mulu_core::audit::Audits;
use mulu_core::day::{Day, ReviewState};
use mulu_core::facts::{
    self, AgencyFacts, AuditedProject, ClauseFacts, ClauseInFull, Facts, PolicyFacts, ProjectFacts, RecordDocument,
    StandardFacts,
};
use mulu_core::message::Lang;
use mulu_core::model::{
    ConformanceStatus, Kind, Listing, PolicyScope, PolicyStatus, Progress, Stage, Subject, Withheld,
};
use mulu_core::printable::line as one_line;
use mulu_core::registry::Registry;
use mulu_core::report::Texts;
use mulu_core::schema::about;
use mulu_core::vocabulary::Vocabulary;

use super::args::{Common, DataFormat};
use super::fail::Failure;
use super::found::{Found, RecordWithFacts, find};
use super::open::{OpenedRegistry, open};
use super::words::word;
use super::{CommandOutcome, terminal};

/// `mulu show`.
#[derive(Debug, ClapArgs)]
pub struct Show {
    /// A standard's number in any form, the id of a standard, policy, agency or project, or a clause as POLICY#CLAUSE
    #[arg(value_name = "ID|NUMBER")]
    pub what: String,
    /// The output's format
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: DataFormat,
}

#[derive(Serialize)]
struct Unknown {
    #[serde(flatten)]
    facts: Box<StandardFacts>,
    nearest: Vec<String>,
}

/// Shows one record, or one clause, with everything derived. An id is tried first, then a number in any form.
///
/// # Errors
/// When the registry cannot be read or the output not be written. What the registry does not have is answered all the same.
pub fn run(common: &Common, command: &Show) -> Result<CommandOutcome, Failure> {
    let opened = open(common)?;
    let json = command.format == DataFormat::Json;
    let text = if json {
        documents(&opened, &command.what)
    } else {
        let texts: Vec<String> = named(&opened, &command.what).iter().map(|what| as_text(&opened, what)).collect();
        texts.join("\n")
    };
    terminal::print(text.as_bytes(), command.format.form())?;
    // A program gets an answer for each; a person who asked for what is no number and no record is told that there is none.
    let missed = !json && opened.registry.number(&command.what).is_opaque() && {
        let found = find(&opened, &command.what, opened.lang).record;
        matches!(found, RecordWithFacts::Unknown(..)) && named(&opened, &command.what).len() < 2
    };
    Ok(if missed { CommandOutcome::Denied } else { CommandOutcome::Success })
}

/// What is shown, as JSON. A range or a list of numbers is shown number by number; a program reads one document after the other.
pub fn documents(opened: &OpenedRegistry, what: &str) -> String {
    named(opened, what).iter().map(|what| as_json(opened, what)).collect()
}

/// What is asked for: one record, each number of a range or list, or each part of a standard that has parts.
fn named(opened: &OpenedRegistry, what: &str) -> Vec<String> {
    let registry = &opened.registry;
    let number = registry.number(what);
    let names = if number.names_all_parts() {
        let parts = registry.in_force(&number, opened.day).into_iter();
        parts.map(|part| registry.standards[registry.as_revised(part, opened.day)].name().to_owned()).collect()
    } else if registry.standard_of(&number).is_some() {
        Vec::new()
    } else {
        let numbers = mulu_exchange::cite::numbers(&registry.config.grammar, what).into_iter();
        numbers.map(|found| found.number.canonical().to_owned()).collect::<Vec<_>>()
    };
    if names.len() < 2 { vec![what.to_owned()] } else { names }
}

fn as_json(opened: &OpenedRegistry, what: &str) -> String {
    let Found { record, registry, origin } = find(opened, what, opened.json_lang);
    let revision = || opened.source.commit().map(str::to_owned);
    match record {
        RecordWithFacts::Standard(facts) => {
            RecordDocument::of("standard", facts, opened.day, revision()).from(origin).text()
        }
        RecordWithFacts::Clause(facts) => {
            RecordDocument::of("clause", facts, opened.day, revision()).from(origin).text()
        }
        RecordWithFacts::Unknown(facts, nearest) => {
            RecordDocument::of("standard", Unknown { facts, nearest }, opened.day, revision()).text()
        }
        RecordWithFacts::Other(kind, facts) => {
            RecordDocument::of(kind.id(), facts, opened.day, revision()).from(origin).text()
        }
        RecordWithFacts::Project(index) => {
            let project = audited(registry, index, opened.day);
            RecordDocument::of("project", project, opened.day, revision()).from(origin).text()
        }
    }
}

fn audited(registry: &Registry, index: usize, day: Day) -> AuditedProject {
    let audits = Audits::of(registry, day);
    let texts = Texts::new(registry);
    let locate = |place| {
        let at = texts.position(place);
        (at.line, at.column)
    };
    AuditedProject::of(registry, &audits, index, day, &locate)
}

fn as_text(opened: &OpenedRegistry, what: &str) -> String {
    let mut page = LabelledLines { lang: opened.lang, text: String::new() };
    let Found { record, registry, origin } = find(opened, what, opened.lang);
    match record {
        RecordWithFacts::Standard(facts) => standard(&mut page, &facts),
        RecordWithFacts::Clause(facts) => clause(&mut page, &facts),
        RecordWithFacts::Unknown(facts, nearest) => {
            standard(&mut page, &facts);
            page.line(("最接近的", "nearest"), nearest.join("、"));
        }
        RecordWithFacts::Other(_, Facts::Policy(facts)) => policy(&mut page, &facts),
        RecordWithFacts::Other(_, Facts::Agency(facts)) => {
            let earlier = registry.predecessors_of(&facts.id).map(|earlier| earlier.id.clone());
            agency(&mut page, &facts, &earlier.collect::<Vec<_>>());
        }
        RecordWithFacts::Other(kind, facts) => other(&mut page, kind, &facts),
        RecordWithFacts::Project(index) => {
            project(&mut page, &ProjectFacts::of(registry, &registry.projects[index], opened.day));
        }
    }
    if let Some(origin) = origin {
        let (id, title) = (&origin.id, &origin.title);
        page.line(("出自", "comes from"), Some(format!("{id}  {title}")));
        page.line(("原网页", "its page there"), origin.page.clone());
    }
    page.text
}

/// Lines of a label and a value; a value that is not known has no line.
struct LabelledLines {
    lang: Lang,
    text: String,
}

impl LabelledLines {
    fn title(&mut self, title: &str) {
        self.text.push_str(&one_line(title));
        self.text.push('\n');
    }

    fn line(&mut self, (zh, en): (&str, &str), value: impl Into<Option<String>>) {
        let Some(value) = value.into().filter(|value| !value.is_empty()) else { return };
        let label = if self.lang == Lang::Zh { zh } else { en };
        let width = unicode_width::UnicodeWidthStr::width(label);
        let padding = 14_usize.saturating_sub(width).max(1);
        let _ = writeln!(self.text, "  {label}{}{}", " ".repeat(padding), one_line(&value));
    }
}

fn standard(page: &mut LabelledLines, facts: &StandardFacts) {
    let title = facts.title.clone().unwrap_or_default();
    page.title(format!("{}  {title}", facts.number).trim_end());
    if !facts.known {
        page.line(
            ("登记簿", "registry"),
            Some(if page.lang == Lang::Zh { "没有此标准的记录" } else { "has no record of it" }.to_owned()),
        );
    }
    page.line(("英文名称", "English title"), facts.title_en.clone());
    page.line(("层级", "level"), facts.level.map(|level| level.phrase().get(page.lang).to_owned()));
    page.line(("性质", "nature"), facts.nature.map(|nature| nature.phrase().get(page.lang).to_owned()));
    page.line(("所属版本", "part of"), facts.part_of.clone());
    for part in &facts.amended_by {
        let since = part.effective.or(part.issued).map(|day| day.to_string()).unwrap_or_default();
        page.line(("修改", "amended by"), Some(format!("{} {since}", part.number).trim_end().to_owned()));
    }
    for former in &facts.former_numbers {
        let until = former.until.map(|day| day.to_string()).unwrap_or_default();
        let number = former.number.clone().unwrap_or_default();
        page.line(("原编号", "former number"), Some(format!("{number} {until}").trim_end().to_owned()));
    }
    page.line(("地区", "region"), facts.region.clone());
    page.line(("行业", "industry"), facts.industry.clone());
    page.line(("状态", "status"), facts.status.map(|status| status_words(page.lang, status, facts)));
    page.line(("发布", "issued"), facts.issued.map(|day| day.to_string()));
    page.line(("实施", "effective"), facts.effective.map(|day| day.to_string()));
    page.line(("废止", "withdrawn"), facts.withdrawn.map(|day| day.to_string()));
    page.line(("代替", "replaces"), facts.replaces.join("、"));
    page.line(("部分代替", "replaces partly"), facts.partly_replaces.join("、"));
    page.line(("被部分代替", "partly replaced"), facts.partly_replaced_by.join("、"));
    page.line(("分类", "classes"), facts.classes.join("、"));
    page.line(("主题", "topics"), facts.topics.join("、"));
    let catalogue = facts.catalogue.as_ref();
    page.line(
        ("目录", "catalogue"),
        catalogue.and_then(|entry| {
            let listed = entry.listed.map(|day| day.to_string()).unwrap_or_default();
            let said = |status: &str| format!("{} {listed}", word::<Listing>(page.lang, status)).trim_end().to_owned();
            entry.status.map(said)
        }),
    );
    page.line(
        ("约束力", "binding"),
        facts.binding.as_ref().map(|binding| format!("{}: {}", binding.force.phrase().get(page.lang), binding.because)),
    );
    page.line(("适用", "applies to"), catalogue.map(|entry| entry.applies_to.join("、")));
    page.line(
        ("复审", "review"),
        facts
            .review
            .as_ref()
            .map(|review| format!("{}: {}", word::<ReviewState>(page.lang, review.state), review.reason)),
    );
    for cited in &facts.cited_by {
        page.line(("被引用", "cited by"), Some(cited_words(page.lang, cited)));
    }
    page.line(("备案单位", "filed by"), facts.adopted_by.join("、"));
    page.line(("项目", "projects"), facts.projects.join("、"));
    if let Some(concerns) = &facts.concerns {
        concerned(page, concerns);
    }
    page.line(("文件", "file"), facts.file.clone());
}

/// Whom it concerns that a standard goes: a line for each record, since each has its own work to do.
fn concerned(page: &mut LabelledLines, concerns: &facts::FanOut) {
    let label = match concerns.because {
        "replaced" => ("被代替波及", "replaced for"),
        "withdrawn" => ("废止波及", "withdrawn for"),
        _ => ("拟废止波及", "to go for"),
    };
    for concerned in concerns.agencies.iter().chain(&concerns.projects).chain(&concerns.clauses) {
        let (id, name, cited, file) = (&concerned.id, &concerned.name, &concerned.cited_as, &concerned.file);
        page.line(label, Some(format!("{id}  {name}  {cited}  {file}")));
    }
}

fn status_words(lang: Lang, status: mulu_core::day::Status, facts: &StandardFacts) -> String {
    let Some(since) = facts.replaced_since.filter(|_| status == mulu_core::day::Status::Replaced) else {
        return status.phrase().get(lang).to_owned();
    };
    let by = facts.replaced_by.join("、");
    let chain = if facts.current == facts.replaced_by || facts.current.is_empty() {
        String::new()
    } else {
        facts.current.join("、")
    };
    match (lang, chain.is_empty()) {
        (Lang::Zh, true) => format!("被代替：{since} 起由 {by} 代替"),
        (Lang::Zh, false) => format!("被代替：{since} 起由 {by} 代替，现行 {chain}"),
        (Lang::En, true) => format!("replaced by {by} on {since}"),
        (Lang::En, false) => format!("replaced by {by} on {since}; in force today: {chain}"),
    }
}

fn cited_words(lang: Lang, cited: &facts::CitationFacts) -> String {
    let (clause, number) = (&cited.clause, &cited.cited_as);
    let still = cited.superseded && cited.in_force;
    match (lang, still, cited.in_force) {
        (Lang::Zh, true, _) => format!("{clause}，仍引用 {number}"),
        (Lang::En, true, _) => format!("{clause}, which still cites {number}"),
        (Lang::Zh, false, true) => format!("{clause}，引作 {number}"),
        (Lang::En, false, true) => format!("{clause}, as {number}"),
        (Lang::Zh, false, false) => format!("{clause}，引作 {number}（不在有效期内）"),
        (Lang::En, false, false) => format!("{clause}, as {number} (not in force)"),
    }
}

fn policy(page: &mut LabelledLines, facts: &PolicyFacts) {
    let head = &facts.head;
    page.title(head.title.as_deref().unwrap_or(&head.id));
    page.line(("文号", "number"), head.number.clone());
    page.line(("发文机关", "issuer"), head.issuer.clone());
    page.line(("地区", "region"), head.jurisdiction.clone());
    page.line(("约束范围", "reach"), head.reach.map(|reach| word::<PolicyScope>(page.lang, reach)));
    page.line(("适用范围", "scope"), head.when.clone());
    page.line(("发布", "issued"), head.issued.map(|day| day.to_string()));
    page.line(("施行", "effective"), head.effective.map(|day| day.to_string()));
    page.line(("届满", "expires"), head.expires.map(|day| day.to_string()));
    page.line(("效力", "standing"), Some(word::<PolicyStatus>(page.lang, facts.standing)));
    for clause in &facts.clauses {
        let id = clause.id.clone().unwrap_or_default();
        let asks: Vec<String> = mandates(clause).into_iter().chain(clause.requires.clone()).collect();
        let subject = word::<Subject>(page.lang, clause.subject.unwrap_or_default());
        page.line(("条款", "clause"), Some(format!("#{id} {subject} {}", asks.join("、")).trim_end().to_owned()));
    }
    page.line(("文件", "file"), facts.file.clone());
}

/// The standards that a clause mandates: as it cites them, and what that means today.
fn mandates(clause: &ClauseFacts) -> Vec<String> {
    let words = |mandate: &facts::MandateFacts| {
        if mandate.superseded {
            format!("{} → {}", mandate.cited_as, mandate.current.join("、"))
        } else {
            mandate.cited_as.clone()
        }
    };
    clause.mandates.iter().map(words).collect()
}

fn clause(page: &mut LabelledLines, facts: &ClauseInFull) {
    page.title(format!("{}  {}", facts.reference, facts.policy_title.clone().unwrap_or_default()).trim_end());
    let clause = &facts.clause;
    page.line(("条文", "text"), clause.text.clone());
    page.line(("文号", "number"), facts.policy_number.clone());
    page.line(("地区", "region"), facts.jurisdiction.clone());
    page.line(("效力", "standing"), Some(word::<PolicyStatus>(page.lang, facts.standing)));
    page.line(("对象", "subject"), clause.subject.map(|subject| word::<Subject>(page.lang, subject)));
    page.line(("约束范围", "reach"), Some(word::<PolicyScope>(page.lang, clause.reach)));
    page.line(("条件", "when"), clause.when.clone());
    page.line(("理解", "reading"), clause.reading.clone());
    page.line(("关口", "gate"), clause.gate.map(|gate| word::<Stage>(page.lang, gate)));
    page.line(("所引标准", "mandates"), mandates(clause).join("、"));
    page.line(("概括要求", "mandates where"), clause.mandates_where.clone());
    page.line(("所需材料", "requires"), clause.requires.join("、"));
    page.line(("准许例外", "excuses"), clause.approved_by.clone());
    let withheld: Vec<String> = clause.withholds.iter().map(|what| word::<Withheld>(page.lang, what)).collect();
    page.line(("后果", "sanction"), clause.sanction.clone());
    page.line(("所停事项", "withholds"), withheld.join("、"));
    page.line(("使之强制", "makes binding"), facts.makes_binding.join("、"));
    page.line(("检查规则", "watched by"), clause.enforced_by.join("、"));
    for asked in &facts.projects {
        let verdicts: Vec<String> =
            asked.verdicts.iter().map(|(verdict, count)| format!("{verdict} {count}")).collect();
        page.line(("项目", "project"), Some(format!("{}  {}", asked.project, verdicts.join("、"))));
    }
    page.line(("文件", "file"), facts.file.clone());
}

fn agency(page: &mut LabelledLines, facts: &AgencyFacts, took_over: &[String]) {
    page.title(facts.name.as_deref().unwrap_or(&facts.id));
    page.line(("地区", "region"), facts.jurisdiction.clone());
    page.line(("职责", "roles"), facts.roles.join("、"));
    for former in &facts.names {
        let until = former.until.map(|day| day.to_string()).unwrap_or_default();
        let name = former.name.clone().unwrap_or_default();
        page.line(("曾用名", "former name"), Some(format!("{name} {until}").trim_end().to_owned()));
    }
    page.line(("撤并", "until"), facts.ended.until.map(|day| day.to_string()));
    page.line(("承接单位", "succeeded by"), facts.succeeded_by.join("、"));
    page.line(("承接自", "took over from"), took_over.join("、"));
    for filing in &facts.filings {
        let number = filing.standard.clone().unwrap_or_default();
        let filed = filing.filed.map_or_else(|| "—".to_owned(), |day| day.to_string());
        page.line(
            ("备案", "filing"),
            Some(format!("{number}  {}  {filed}", word::<Progress>(page.lang, filing.status.unwrap_or_default()))),
        );
    }
    page.line(("项目", "projects"), facts.projects.join("、"));
    page.line(("文件", "file"), facts.file.clone());
}

/// A record of a kind that has no words of its own here: its keys, as they are declared.
fn other(page: &mut LabelledLines, kind: Kind, facts: &Facts) {
    let lines = facts.lines(kind);
    let find = |key: &str| lines.iter().find(|(own, _)| own == key).map(|(_, text)| text.as_str());
    page.title(find("name").or_else(|| find("title")).or_else(|| find("id")).unwrap_or_default());
    for (key, text) in &lines {
        let label = match key.as_str() {
            "name" | "title" => continue,
            "id" => ("代码", "id"),
            "file" => ("文件", "file"),
            key => about(&format!("{}.{key}", kind.id())).map_or((key, key), |(zh, _)| (zh, key)),
        };
        page.line(label, Some(text.clone()));
    }
}

fn project(page: &mut LabelledLines, facts: &ProjectFacts) {
    page.title(facts.name.as_deref().unwrap_or(&facts.id));
    page.line(("单位", "agency"), facts.agency.clone());
    page.line(("地区", "region"), facts.jurisdiction.clone());
    page.line(("阶段", "stage"), facts.stage.map(|stage| stage.phrase().get(page.lang).to_owned()));
    page.line(("批准", "approved"), facts.approved.map(|day| day.to_string()));
    page.line(("特征", "traits"), facts.traits.join("、"));
    page.line(("等保级别", "MLPS level"), facts.mlps_level.map(|level| level.to_string()));
    for declared in &facts.conformance {
        let number = declared.standard.clone().unwrap_or_default();
        page.line(
            ("符合", "conformance"),
            Some(format!("{number}  {}", word::<ConformanceStatus>(page.lang, declared.status.unwrap_or_default()))),
        );
    }
    page.line(("文件", "file"), facts.file.clone());
}
