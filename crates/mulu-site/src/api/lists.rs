//! The lists of the API: what each line says of its record.

use std::collections::{BTreeMap, HashMap};

use mulu_core::audit::ProjectAudit;
use mulu_core::check::{Rule, RuleDocument, rules};
use mulu_core::facts::{DueFacts, Holds, PolicyHead, day, text, texts};
use mulu_core::message::Lang;
use mulu_core::model::{FileId, Kind};
use mulu_core::registry::Record;

use super::evidence::ApiEvidenceKind;
use super::page::{ListFile, records_of};
use super::rows::{
    ApiAgency, ApiChange, ApiClass, ApiDue, ApiPolicy, ApiProject, ApiRule, ApiStandard, ApiTopic, BilingualText,
    InformationResource, Other,
};
use super::{Api, address};
use crate::published_history;

/// How many changes are published, the newest first.
const CHANGES: usize = 1_000;

/// A record's document and its page, from a list.
fn places(folder: &str, id: &str, page: &str) -> (String, String) {
    (format!("{folder}/{}.json", address::encode(&address::file_name(id))), format!("../../{page}"))
}

impl Api<'_> {
    /// How long a file of a list holds: as long as what is said of each record in it.
    fn holds_of_list(&self, kind: &str, sheet: usize) -> Holds {
        let (registry, holding) = (self.site.registry, self.answers.holding());
        let of = |files: Vec<FileId>| {
            let places = records_of(sheet, files.len());
            Holds::all(files.get(places).unwrap_or_default().iter().map(|file| holding.file(*file)))
        };
        let listed = Kind::ALL.iter().copied().find(|own| own.is_many() && own.folder() == Some(kind));
        if let Some(listed) = listed {
            return of(registry.records(listed).map(mulu_core::references::HasReferences::file).collect());
        }
        match kind {
            "reviews" => {
                let all = self.answers.due();
                let due = all.get(records_of(sheet, all.len())).unwrap_or_default();
                Holds::all(due.iter().map(|due| Holds::of_due(registry, due, self.site.day)))
            }
            // What happened has happened.
            "changes" => Holds::default(),
            _ => holding.everything(),
        }
    }

    /// A file of a list.
    fn list<T, A>(&self, kind: &'static str, sheet: usize, all: &[A], row: impl Fn(usize, &A) -> T) -> ListFile<T> {
        ListFile::of((kind, sheet), self.holds_of_list(kind, sheet), all, row)
    }

    pub(super) fn standards(&self, sheet: usize) -> ListFile<ApiStandard> {
        let registry = self.site.registry;
        self.list("standards", sheet, &registry.standards, |index, standard| {
            let answer = self.answers.standard(index);
            let current = &registry.succession(index, self.site.day).current;
            let (href, page) = places("standards", &standard.id, &address::standard(&standard.id));
            ApiStandard {
                id: standard.id.clone(),
                number: standard.name().to_owned(),
                title: text(&standard.title),
                title_en: text(&standard.title_en),
                level: standard.level(),
                nature: registry.nature(index),
                status: answer.status,
                issued: day(&standard.issued),
                effective: day(&standard.effective),
                current: current.iter().map(|index| registry.standards[*index].name().to_owned()).collect(),
                classes: texts(&standard.classes),
                in_catalogue: answer.listed,
                force: answer.binding.force,
                review_state: answer.review.as_ref().map_or("none", |review| review.state.id()),
                review_due: answer.review.as_ref().ok().map(|review| review.due),
                sample: standard.sample,
                href,
                page,
            }
        })
    }

    pub(super) fn policies(&self, sheet: usize) -> ListFile<ApiPolicy> {
        self.list("policies", sheet, &self.site.registry.policies, |_, policy| {
            let (href, page) = places("policies", &policy.id, &address::policy(&policy.id));
            ApiPolicy {
                head: PolicyHead::of(policy),
                standing: policy.standing(self.site.day).id(),
                clauses: policy.clauses.len(),
                href,
                page,
            }
        })
    }

    pub(super) fn agencies(&self, sheet: usize) -> ListFile<ApiAgency> {
        self.list("agencies", sheet, &self.site.registry.agencies, |_, agency| {
            let (href, page) = places("agencies", &agency.id, &address::agency(&agency.id));
            ApiAgency {
                id: agency.id.clone(),
                name: text(&agency.name),
                name_en: text(&agency.name_en),
                jurisdiction: text(&agency.jurisdiction),
                roles: texts(&agency.roles),
                adoptions: agency.adoptions.len(),
                filed: agency.adoptions.iter().filter(|filing| filing.filed.is_some()).count(),
                sample: agency.sample,
                href,
                page,
            }
        })
    }

    pub(super) fn projects(&self, sheet: usize) -> ListFile<ApiProject> {
        self.list("projects", sheet, &self.site.registry.projects, |index, project| {
            let audit: &ProjectAudit = self.answers.audits().project(index);
            let (href, page) = places("projects", &project.id, &address::project(&project.id));
            ApiProject {
                id: project.id.clone(),
                name: text(&project.name),
                agency: text(&project.agency),
                jurisdiction: self.site.registry.jurisdiction_of(project).map(|code| code.value.clone()),
                stage: project.stage.as_ref().map(|stage| stage.value),
                gate: audit.gate(),
                obligations: audit.obligations.len(),
                holding: audit.holding().count(),
                sample: project.sample,
                href,
                page,
            }
        })
    }

    pub(super) fn resources(&self, sheet: usize) -> ListFile<InformationResource> {
        let all: Vec<_> = self.site.registry.resources.iter().filter(|resource| resource.is_published()).collect();
        self.list("resources", sheet, &all, |_, resource| {
            let (href, page) = places("resources", &resource.id, &address::resource(&resource.id));
            InformationResource {
                id: resource.id.clone(),
                name: text(&resource.name),
                provider: text(&resource.provider),
                sharing: resource.shared().map(mulu_core::model::Sharing::id),
                open: resource.open.as_ref().map(|open| open.value.id()),
                update: resource.update.as_ref().map(|update| update.value.to_string()),
                registered: resource.registered.as_ref().map(|day| day.value),
                sample: resource.sample,
                href,
                page,
            }
        })
    }

    pub(super) fn records(&self, kind: Kind, sheet: usize) -> ListFile<Other> {
        let all: Vec<&dyn Record> = self.site.registry.records(kind).collect();
        let folder = kind.folder().unwrap_or(kind.id());
        self.list(folder, sheet, &all, |_, record| {
            let (href, page) = places(folder, record.id(), &address::record(kind, record.id()).unwrap_or_default());
            Other {
                id: record.id().to_owned(),
                name: record.title().map(str::to_owned),
                name_en: record.title_en().map(str::to_owned),
                sample: record.is_sample(),
                href,
                page,
            }
        })
    }

    pub(super) fn reviews(&self, sheet: usize) -> ListFile<ApiDue> {
        let (registry, day) = (self.site.registry, self.site.day);
        self.list("reviews", sheet, self.answers.due(), |_, due| {
            ApiDue::from(DueFacts::of(registry, due, day, Lang::En))
        })
    }

    pub(super) fn classes(&self) -> ListFile<ApiClass> {
        let registry = self.site.registry;
        let mut standards: HashMap<&str, usize> = HashMap::new();
        for id in registry.standards.iter().flat_map(|standard| &standard.classes) {
            *standards.entry(&id.value).or_default() += 1;
        }
        let row = |index: usize, class: &mulu_core::model::Class| {
            let id = class.id.as_ref().map(|id| id.value.as_str());
            ApiClass {
                id: id.map(str::to_owned),
                title: text(&class.title),
                title_en: text(&class.title_en),
                group: class.group.as_ref().map(|group| group.value.id()),
                clause: text(&class.clause),
                standards: id.and_then(|id| standards.get(id).copied()).unwrap_or(0),
                topics: self.topics(index),
                page: id.map(|id| format!("../../{}", address::class(id))),
            }
        };
        self.whole("classes", &registry.classes, row)
    }

    pub(super) fn evidence(&self) -> ListFile<ApiEvidenceKind> {
        self.whole("evidence", &self.site.registry.evidence_kinds, |_, kind| ApiEvidenceKind::of(kind))
    }

    fn topics(&self, class: usize) -> Vec<ApiTopic> {
        let registry = self.site.registry;
        let of_class = self.answers.coverage().iter().filter(|coverage| coverage.class == class);
        let topic = |coverage: &mulu_core::registry::Coverage| {
            let topic = &registry.classes[class].topics[coverage.topic];
            ApiTopic {
                id: text(&topic.id),
                title: text(&topic.title),
                title_en: text(&topic.title_en),
                state: coverage.state,
                standards: coverage.standards.iter().map(|index| registry.standards[*index].id.clone()).collect(),
            }
        };
        of_class.map(topic).collect()
    }

    pub(super) fn changes(&self) -> ListFile<ApiChange> {
        let entries = || published_history::entries(self.site.history, self.site.registry);
        let happened: Vec<_> = entries().take(CHANGES).collect();
        let row = |_: usize, entry: &mulu_git::history::HistoryEntry<'_>| ApiChange {
            id: entry.stable_id(),
            day: entry.day,
            commit: entry.commit.id.clone(),
            kind: entry.change.kind().id(),
            record: entry.change.id().to_owned(),
            file: entry.change.path.clone(),
            change: entry.change.change.clone(),
            message: entry.words().get(Lang::En).to_owned(),
        };
        ListFile { total: entries().count(), ..self.whole("changes", &happened, row) }
    }

    pub(super) fn rules(&self) -> ListFile<ApiRule> {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for (finding, _) in self.found.all() {
            *found.entry(finding.rule).or_default() += 1;
        }
        let all: Vec<&'static Rule> = rules().collect();
        let row = |_: usize, rule: &&'static Rule| {
            let document = RuleDocument::parse(rule.document);
            let level = self.site.registry.config.levels.get(rule.id).map(|level| level.value);
            ApiRule {
                id: rule.id,
                group: rule.group.id(),
                level: level.filter(|_| !rule.is_locked()).unwrap_or(rule.level).id(),
                default_level: rule.level.id(),
                summary: BilingualText { zh: rule.summary.zh.to_owned(), en: rule.summary.en.to_owned() },
                explanation: BilingualText { zh: document.zh, en: document.en },
                findings: found.get(rule.id).copied().unwrap_or(0),
                page: format!("../../{}", address::rule(rule.id)),
            }
        };
        self.whole("rules", &all, row)
    }

    /// A list that is short by its nature, in one file.
    fn whole<T, A>(&self, kind: &'static str, all: &[A], row: impl Fn(usize, &A) -> T) -> ListFile<T> {
        let records = all.iter().enumerate().map(|(at, own)| row(at, own)).collect();
        ListFile { total: all.len(), pages: 1, next: None, records, ..self.list(kind, 0, &[] as &[A], &row) }
    }
}
