//! What `mulu show` says of something, in short, as Markdown.

use std::fmt::Write as _;

use mulu_core::check::rule;
use mulu_core::facts::{self, ClauseFacts, ClauseInFull, Facts, OriginFacts, StandardFacts};
use mulu_core::model::{FileId, Kind, Spanned};
use mulu_core::printable::line;
use mulu_core::registry::{ClauseRef, duty_reference};
use mulu_core::schema::about;

use super::EditedRecord;
use super::entity::{Entity, declarations};

/// Of how many standards of one number the summary tells.
const MOST: usize = 3;

/// Lines of a label and a value; a value that is not known has no line.
struct Page<'v> {
    view: &'v EditedRecord<'v>,
    text: String,
}

impl Page<'_> {
    fn title(&mut self, id: &str, title: &str) {
        let _ = writeln!(self.text, "**{}**  {}\n", escaped(id), escaped(title));
    }

    fn line(&mut self, (zh, en): (&str, &str), value: impl Into<Option<String>>) {
        let Some(value) = value.into().filter(|value| !value.is_empty()) else { return };
        let label = self.view.word(zh, en);
        let _ = writeln!(self.text, "- {label}: {}", escaped(&value));
    }
}

impl Page<'_> {
    /// Where a record of an upstream comes from.
    fn origin(&mut self, file: Option<FileId>) {
        let Some(origin) = file.and_then(|file| OriginFacts::of(self.view.registry, file)) else { return };
        let commit = origin.commit.as_deref().and_then(|commit| commit.get(..10)).map(|commit| format!(" @ {commit}"));
        let from = format!("{} {}{}", origin.id, origin.title, commit.unwrap_or_default());
        let read_only = self.view.word("在这里只读", "read-only here");
        self.line(("来自", "from"), format!("{from} ({read_only})"));
    }
}

/// A text as it stands in Markdown: on one line, and obeyed by nobody.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in line(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '&' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// What is known of something.
#[must_use]
pub fn summary(view: &EditedRecord<'_>, entity: &Entity) -> String {
    let mut page = Page { view, text: String::new() };
    let registry = view.registry;
    match entity {
        Entity::Standards(all) => {
            let known = all.iter().filter(|index| **index < registry.standards.len());
            for index in known.take(MOST) {
                standard(&mut page, &StandardFacts::of(registry, *index, view.day, view.lang));
                page.origin(registry.standards.get(*index).map(|own| own.file));
                page.text.push('\n');
            }
        }
        Entity::Record(kind, place) => record(&mut page, *kind, *place),
        Entity::Clause(policy, at) => {
            if let Some(clause) = clause_at(view, *policy, *at) {
                clause_lines(&mut page, &ClauseInFull::of(registry, clause, view.day));
            }
        }
        Entity::Duty(policy, at, duty) => {
            let clause = clause_at(view, *policy, *at);
            if let Some((clause, duty)) = clause.and_then(|clause| Some((clause, clause.clause.duties.get(*duty)?))) {
                page.title(&duty_reference(&clause, duty), value(&duty.title));
                page.line(("周期", "every"), duty.every.as_ref().map(|every| every.value.to_string()));
                page.line(("由谁", "by"), value(&duty.by).to_owned());
                page.line(("条文", "text"), value(&clause.clause.text).to_owned());
            }
        }
        Entity::Organ(policy, organ) => {
            let policy = registry.policies.get(*policy);
            if let Some((organ, agency)) = policy.and_then(|policy| policy.organs.get(*organ)) {
                page.title(&organ.value, &agency.value);
                if let Some(place) = registry.agency(&agency.value) {
                    record(&mut page, Kind::Agency, place);
                }
            }
        }
        Entity::Class(class) => {
            if let Some(class) = registry.classes.get(*class) {
                page.title(value(&class.id), value(&class.title));
                page.line(("依据", "clause"), value(&class.clause).to_owned());
                let topics: Vec<&str> = class.topics.iter().map(|topic| value(&topic.title)).collect();
                page.line(("主题", "topics"), topics.join("、"));
            }
        }
        Entity::Topic(class, topic) => {
            let class = registry.classes.get(*class);
            if let Some((class, topic)) = class.and_then(|class| Some((class, class.topics.get(*topic)?))) {
                page.title(value(&topic.id), value(&topic.title));
                page.line(("分类", "class"), value(&class.title).to_owned());
            }
        }
        Entity::EvidenceKind(kind) => {
            if let Some(kind) = registry.evidence_kinds.get(*kind) {
                page.title(value(&kind.id), value(&kind.title));
                page.line(("说明", "about"), value(&kind.about).to_owned());
                page.line(("出具者", "given by"), value(&kind.issuer).to_owned());
            }
        }
        Entity::Trait(name) => {
            let meaning = registry.config.traits.get(name).map_or("", |about| &about.value);
            page.title(name, meaning);
        }
        Entity::Role(role) => role_lines(&mut page, role),
        Entity::Rule(id) => {
            if let Some(rule) = rule(id) {
                page.title(id, rule.summary.get(view.lang));
            }
        }
        Entity::Region(code) => page.title(code, mulu_core::place::name(code).unwrap_or_default()),
    }
    if !matches!(entity, Entity::Standards(_)) {
        page.origin(declarations(registry, entity).first().map(|place| place.file));
    }
    page.text
}

fn value(text: &Option<Spanned<String>>) -> &str {
    text.as_ref().map_or("", |text| &text.value)
}

fn clause_at<'v>(view: &EditedRecord<'v>, policy: usize, at: usize) -> Option<ClauseRef<'v>> {
    let policy = view.registry.policies.get(policy)?;
    Some(ClauseRef { policy, clause: policy.clauses.get(at)? })
}

fn standard(page: &mut Page<'_>, facts: &StandardFacts) {
    page.title(&facts.number, facts.title.as_deref().unwrap_or_default());
    page.line(("英文名称", "English title"), facts.title_en.clone());
    page.line(("状态", "status"), facts.status.map(|status| status.id().to_owned()));
    page.line(("发布", "issued"), facts.issued.map(|day| day.to_string()));
    page.line(("实施", "effective"), facts.effective.map(|day| day.to_string()));
    page.line(("废止", "withdrawn"), facts.withdrawn.map(|day| day.to_string()));
    page.line(("代替", "replaces"), facts.replaces.join("、"));
    let since = facts.replaced_since.map(|day| format!(" ({day})")).unwrap_or_default();
    let by = facts.replaced_by.join("、");
    page.line(("被代替", "replaced by"), (!by.is_empty()).then(|| format!("{by}{since}")));
    if facts.current != facts.replaced_by && facts.replaced_since.is_some() {
        page.line(("现行", "in force"), facts.current.join("、"));
    }
    let entry = facts.catalogue.as_ref();
    page.line(("目录", "catalogue"), entry.and_then(|entry| entry.status).map(str::to_owned));
    let binding = facts.binding.as_ref();
    page.line(("约束力", "binding"), binding.map(|binding| format!("{}: {}", binding.force.id(), binding.because)));
    let review = facts.review.as_ref();
    page.line(("复审", "review"), review.map(|review| format!("{}: {}", review.state, review.reason)));
    page.line(("文件", "file"), facts.file.clone());
}

fn record(page: &mut Page<'_>, kind: Kind, place: usize) {
    let view = page.view;
    let Some(facts) = Facts::of(view.registry, kind, place, view.day, view.lang) else { return };
    match &facts {
        Facts::Policy(policy) => {
            let head = &policy.head;
            page.title(&head.id, head.title.as_deref().unwrap_or_default());
            page.line(("文号", "number"), head.number.clone());
            page.line(("发文机关", "issuer"), head.issuer.clone());
            page.line(("施行", "effective"), head.effective.map(|day| day.to_string()));
            page.line(("效力", "standing"), policy.standing.to_owned());
            page.line(("文件", "file"), policy.file.clone());
        }
        Facts::Agency(agency) => {
            page.title(&agency.id, agency.name.as_deref().unwrap_or_default());
            page.line(("地区", "region"), agency.jurisdiction.clone());
            page.line(("职责", "roles"), agency.roles.join("、"));
            page.line(("项目", "projects"), agency.projects.join("、"));
            page.line(("文件", "file"), agency.file.clone());
        }
        Facts::Project(project) => {
            page.title(&project.id, project.name.as_deref().unwrap_or_default());
            page.line(("单位", "agency"), project.agency.clone());
            page.line(("阶段", "stage"), project.stage.map(|stage| stage.id().to_owned()));
            page.line(("特征", "traits"), project.traits.join("、"));
            page.line(("文件", "file"), project.file.clone());
        }
        _ => other(page, kind, &facts),
    }
}

/// A record of a kind that has no words of its own here: its keys, as they are declared.
fn other(page: &mut Page<'_>, kind: Kind, facts: &Facts) {
    let lines = facts.lines(kind);
    let find = |key: &str| lines.iter().find(|(own, _)| own == key).map_or("", |(_, text)| text.as_str());
    let title = [find("name"), find("title")].into_iter().find(|text| !text.is_empty()).unwrap_or_default();
    page.title(find("id"), title);
    for (key, text) in lines.iter().filter(|(key, _)| !matches!(key.as_str(), "id" | "name" | "title")).take(12) {
        let words = about(&format!("{}.{key}", kind.id())).map_or((key.as_str(), key.as_str()), |(zh, _)| (zh, key));
        page.line(words, text.clone());
    }
}

fn clause_lines(page: &mut Page<'_>, facts: &ClauseInFull) {
    page.title(&facts.reference, facts.policy_title.as_deref().unwrap_or_default());
    let clause = &facts.clause;
    if let Some(text) = &clause.text {
        let _ = writeln!(page.text, "> {}\n", escaped(text));
    }
    page.line(("文号", "number"), facts.policy_number.clone());
    page.line(("效力", "standing"), facts.standing.to_owned());
    page.line(("对象", "subject"), clause.subject.map(str::to_owned));
    page.line(("条件", "when"), clause.when.clone());
    page.line(("理解", "reading"), clause.reading.clone());
    page.line(("关口", "gate"), clause.gate.map(str::to_owned));
    page.line(("所引标准", "mandates"), mandates(clause).join("、"));
    page.line(("所需材料", "requires"), clause.requires.join("、"));
    page.line(("后果", "sanction"), clause.sanction.clone());
    page.line(("检查规则", "watched by"), clause.enforced_by.join("、"));
    page.line(("文件", "file"), facts.file.clone());
}

/// The standards that a clause mandates: as it cites them, and what that means on the day.
fn mandates(clause: &ClauseFacts) -> Vec<String> {
    let words = |mandate: &facts::MandateFacts| {
        let now = mandate.current.join("、");
        if mandate.superseded { format!("{} → {now}", mandate.cited_as) } else { mandate.cited_as.clone() }
    };
    clause.mandates.iter().map(words).collect()
}

fn role_lines(page: &mut Page<'_>, role: &str) {
    let registry = page.view.registry;
    page.title(role, "");
    let duties = registry.config.roles.iter().filter(|(_, holders)| holders.iter().any(|holder| holder.value == role));
    page.line(("可以", "may"), duties.map(|(duty, _)| duty.as_str()).collect::<Vec<_>>().join("、"));
    let holders = registry.agencies.iter().filter(|agency| agency.roles.iter().any(|own| own.value == role));
    page.line(("单位", "agencies"), holders.map(mulu_core::model::Agency::display_name).collect::<Vec<_>>().join("、"));
}
