//! A policy: a measure (办法) whose clauses bind projects and make standards binding (DESIGN 3.4).

use crate::day::{Day, Duration, TimeLimit, Window, YearDay};
use crate::vocabulary;

use super::field::{Actor::Authority, FILE, PROSE, all, fact, once};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{Agency, Case, Cited, Composition, Erratum, FactSource, FileId, Project, Resource, Span, Spanned, Stage};
use crate::message::StaticMessage;

/// A measure of a government.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// The document's number (发文字号).
    pub number: Option<Spanned<String>>,
    /// Who issued it.
    pub issuer: Option<Spanned<String>>,
    /// Whose measure it is: a GB/T 2260 code.
    pub jurisdiction: Option<Spanned<String>>,
    /// Whether it holds below that government too; absent: it does.
    pub reach: Option<Spanned<PolicyScope>>,
    /// The measure's scope (Art. 2 of most): a CEL expression over the project, which holds for every clause.
    pub when: Option<Spanned<String>>,
    /// Actor, by this measure, does what: each organ's word (`approves`) and its agency's id, in the file's order.
    pub organs: Vec<(Spanned<String>, Spanned<String>)>,
    /// When it was issued.
    pub issued: Option<Spanned<Day>>,
    /// From when it binds.
    pub effective: Option<Spanned<Day>>,
    /// The last day on which it binds (有效期届满之日).
    pub expires: Option<Spanned<Day>>,
    /// From when it no longer binds, repealed by another (废止).
    pub repealed: Option<Spanned<Day>>,
    /// Where its text was read.
    pub sources: Vec<FactSource>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: Vec<Spanned<String>>,
    /// Its clauses, in the file's order.
    pub clauses: Vec<Clause>,
    /// Its published facts that were corrected, in the file's order.
    pub errata: Vec<Erratum>,
    /// Where the prose below the front matter stands, Markdown, without the blanks around it.
    pub body: Span,
}

/// One clause of a policy.
#[derive(Clone, Debug)]
pub struct Clause {
    /// The article's number, `40`, or an article and paragraph, `26-2`.
    pub id: Option<Spanned<String>>,
    /// The clause as issued.
    pub text: Option<Spanned<String>>,
    /// Whom or what it binds.
    pub subject: Option<Spanned<Subject>>,
    /// Whether it holds below its government too; absent: as its policy says.
    pub reach: Option<Spanned<PolicyScope>>,
    /// A CEL expression over the project: when it binds, inside its policy's scope. Absent: always.
    pub when: Option<Spanned<String>>,
    /// The stage by which it must be met.
    pub gate: Option<Spanned<Stage>>,
    /// The standards it makes binding, as it cites them.
    pub mandates: Vec<Spanned<Cited>>,
    /// The standards that an open mandate means, such as "the specifications that X publishes": a CEL expression over the standard.
    pub mandates_where: Option<Spanned<String>>,
    /// The kinds of evidence it asks for.
    pub requires: Vec<Spanned<String>>,
    /// How the office reads its words, where they can be read in more ways than one.
    pub reading: Option<Spanned<String>>,
    /// Whether anybody may excuse from it; absent: whoever `approved_by` names.
    pub waivable: Option<Spanned<bool>>,
    /// Who may excuse from it: an organ of the policy, or an agency's id.
    pub approved_by: Option<Spanned<String>>,
    /// At operation: whether it is owed as long as the system runs (so it is where nothing is said), or once, before going live.
    pub lasting: Option<Spanned<bool>>,
    /// What follows for whoever does not comply, as issued.
    pub sanction: Option<Spanned<String>>,
    /// What the sanction holds back.
    pub withholds: Vec<Spanned<Withheld>>,
    /// Whether it binds also what passed its gate before the measure was in force.
    pub reaches_back: bool,
    /// Its steps with time limits, in the file's order.
    pub steps: Vec<ProcedureStep>,
    /// What it asks again and again, in the file's order.
    pub duties: Vec<RecurringDuty>,
    /// What it must get of a project, by which it proves itself.
    pub examples: Vec<ClauseExample>,
    /// The measures of the yearly scorecard that it has assessed.
    pub assesses: Vec<Spanned<Assessed>>,
    /// The rules of `mulu check` that watch it.
    pub enforced_by: Vec<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// How far a measure holds.
    pub enum PolicyScope {
        /// For this government's own bodies (市直各单位).
        Own = "own", "本级", "this government's own bodies";
        /// For the governments below it too.
        Below = "below", "本级和下级", "this government and those below";
    }
}

vocabulary! {
    /// What a sanction holds back.
    pub enum Withheld {
        /// 立项审批.
        Approval = "approval", "立项审批", "approval";
        /// 建设经费.
        ConstructionFunds = "construction-funds", "建设经费", "construction funds";
        /// 运维经费.
        OperationFunds = "operation-funds", "运维经费", "operation funds";
        /// 验收.
        Acceptance = "acceptance", "验收", "acceptance";
    }
}

vocabulary! {
    /// A measure of the yearly scorecard.
    pub enum Assessed {
        /// What is implemented is filed.
        Filings = "filings", "备案", "filings";
        /// Standards are reviewed in time.
        Reviews = "reviews", "复审", "reviews";
        /// Projects pass their gates.
        Projects = "projects", "项目", "projects";
        /// Orders are closed in time.
        Orders = "orders", "整改", "orders";
        /// People are trained.
        Training = "training", "培训", "training";
        /// The catalogue of information resources is kept.
        Sharing = "sharing", "信息资源", "resources";
        /// Steps with time limits are done in time.
        Procedures = "procedures", "办理时限", "time limits";
    }
}

/// A step of a procedure: how long it may take, or must.
#[derive(Clone, Debug)]
pub struct ProcedureStep {
    /// Its id, unique in its clause.
    pub id: Option<Spanned<String>>,
    /// The day before it, by name.
    pub from: Option<Spanned<String>>,
    /// The day that ends it, by name.
    pub to: Option<Spanned<String>>,
    /// How long it may take: `3 working days`, or a duration.
    pub within: Option<Spanned<TimeLimit>>,
    /// How long it must take at the least.
    pub at_least: Option<Spanned<Duration>>,
    /// Who does it: an organ of the policy, an agency's id, or `agency`, whom the case names.
    pub by: Option<Spanned<String>>,
    /// The kinds of evidence that a project need not hand in where a case of its own shows that the step was done.
    pub answers: Vec<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// A duty that comes again.
#[derive(Clone, Debug)]
pub struct RecurringDuty {
    /// Its id, unique in its clause.
    pub id: Option<Spanned<String>>,
    /// What it is called.
    pub title: Option<Spanned<String>>,
    /// How often.
    pub every: Option<Spanned<Duration>>,
    /// When within the year: `--06-01/--08-31`.
    pub window: Option<Spanned<Window>>,
    /// By which day of the year: `--09-30`.
    pub due: Option<Spanned<YearDay>>,
    /// How often a year at the least.
    pub at_least: Option<Spanned<i64>>,
    /// Who: `agency`, an organ of the policy, or an agency's id.
    pub by: Option<Spanned<String>>,
    /// Who sits on it: `authority:3 expert:3 unit:4`.
    pub composition: Option<Spanned<Composition>>,
    /// The whole table.
    pub span: Span,
}

/// What a clause must get of a record: the clause proves itself.
#[derive(Clone, Debug)]
pub struct ClauseExample {
    /// What the example shows, in a few words.
    pub says: Option<Spanned<String>>,
    /// The project.
    pub project: Option<Box<Project>>,
    /// A case of its procedure.
    pub case: Option<Box<Case>>,
    /// An information resource.
    pub resource: Option<Box<Resource>>,
    /// Other resources beside it, where the clause compares them.
    pub beside: Vec<Resource>,
    /// An agency; beside a resource, the one that provides it.
    pub agency: Option<Box<Agency>>,
    /// Which rules must find something in the record, no more and no fewer.
    pub finds: Vec<Spanned<String>>,
    /// One of its recurring duties, by its id.
    pub duty: Option<Spanned<String>>,
    /// When that was done.
    pub done: Vec<Spanned<Day>>,
    /// The day; absent: the day of the run.
    pub day: Option<Spanned<Day>>,
    /// What the clause must get.
    pub expect: Option<Spanned<ExpectedOutcome>>,
    /// The whole table.
    pub span: Span,
}

/// What an example of a clause expects: whether it binds, whether it holds, or a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExpectedOutcome {
    /// The clause asks something of the record.
    Bound,
    /// The clause asks nothing of it.
    NotBound,
    /// A fact or a day that decides it is not known.
    Undecided,
    /// Something that it asks keeps the project at its gate.
    Held,
    /// A rule that watches the clause finds something in the record.
    Found,
    /// One of the verdicts, by its word, of everything that it asks.
    Verdict(&'static str),
    /// How a case of its procedure went, or how a duty was kept, by its word.
    Kept(&'static str),
}

impl ExpectedOutcome {
    /// The word that files and JSON use.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            ExpectedOutcome::Bound => "bound",
            ExpectedOutcome::NotBound => "not-bound",
            ExpectedOutcome::Undecided => "undecided",
            ExpectedOutcome::Held => "held",
            ExpectedOutcome::Found => "found",
            ExpectedOutcome::Verdict(word) | ExpectedOutcome::Kept(word) => word,
        }
    }
}

vocabulary! {
    /// Whom or what a clause binds.
    pub enum Subject {
        /// IT projects.
        Project = "project", "项目", "project";
        /// Agencies.
        Agency = "agency", "单位", "agency", ["机构"];
        /// Standards and the catalogue.
        Standard = "standard", "标准", "standard";
        /// Information resources and their catalogues.
        Resource = "resource", "信息资源", "resource", ["资源"];
        /// How something is to be done.
        Procedure = "procedure", "办理程序", "procedure", ["程序"];
    }
}

vocabulary! {
    /// Whether a policy binds on a day.
    pub enum PolicyStatus {
        /// Not in force yet.
        Pending = "pending", "尚未施行", "not in force yet";
        /// In force.
        InForce = "in-force", "有效", "in force";
        /// Its term has ended.
        Expired = "expired", "已过有效期", "expired";
        /// It was repealed.
        Repealed = "repealed", "已废止", "repealed";
    }
}

impl Policy {
    /// Whether it binds on the day. The day of expiry is its last day in force; the day of repeal is the first out of it.
    #[must_use]
    pub fn standing(&self, day: Day) -> PolicyStatus {
        let effective = self.effective.as_ref().or(self.issued.as_ref());
        if self.repealed.as_ref().is_some_and(|repealed| repealed.value <= day) {
            PolicyStatus::Repealed
        } else if self.expires.as_ref().is_some_and(|expires| expires.value < day) {
            PolicyStatus::Expired
        } else if effective.is_some_and(|effective| effective.value <= day) {
            PolicyStatus::InForce
        } else {
            PolicyStatus::Pending
        }
    }

    /// From when it binds: the day of its issue, where it names no other.
    #[must_use]
    pub fn since(&self) -> Option<Day> {
        self.effective.as_ref().or(self.issued.as_ref()).map(|since| since.value)
    }

    /// The day nearest to another on which it is in force.
    #[must_use]
    pub fn in_force_near(&self, day: Day) -> Day {
        let last = self.expires.iter().map(|expires| expires.value);
        let repealed = self.repealed.iter().map(|repealed| Duration::days(1).before(repealed.value));
        let no_later = last.chain(repealed).fold(day, Day::min);
        self.since().map_or(no_later, |since| since.max(no_later))
    }

    /// The agency that an organ of this measure is, or that a text names.
    #[must_use]
    pub fn organ<'p>(&'p self, named: &'p str) -> &'p str {
        let found = self.organs.iter().find(|(organ, _)| organ.value == named);
        found.map_or(named, |(_, agency)| &agency.value)
    }

    /// How far a clause of it holds: as the clause says, else as the policy does.
    #[must_use]
    pub fn reach_of(&self, clause: &Clause) -> PolicyScope {
        let own = clause.reach.as_ref().or(self.reach.as_ref());
        own.map_or(PolicyScope::Below, |reach| reach.value)
    }

    /// What to call it in a sentence: its title, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        self.title.as_ref().map_or(&self.id, |title| &title.value)
    }

    /// The clause with an id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id.as_ref().is_some_and(|own| own.value == id))
    }
}

/// `policies/*.md`: what is declared of it, and of each of its keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "policy",
    name: StaticMessage { zh: "政策文件", en: "policy" },
    counted: ("政策", "件"),
    plural: StaticMessage { zh: "政策", en: "Policies" },
    files: Files::Many { folder: "policies", ending: "md", below: false },
    identity: &["number", "title"],
    schemas: &[SchemaOf {
        name: "policy",
        path: "policies/id.md",
        files: "policies/*.md",
        about: "The front matter of `policies/*.md`",
    }],
    ending: Some(StaticMessage {
        zh: "文件失效时写 repealed 或 expires",
        en: "a policy that ended has `repealed` or `expires`",
    }),
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Authority),
        all(PROSE, Authority),
        fact("title", Authority),
        all("title_en", Authority),
        fact("number", Authority).called("文号", "its document number"),
        all("issuer", Authority),
        all("jurisdiction", Authority),
        fact("issued", Authority),
        fact("effective", Authority),
        fact("expires", Authority),
        fact("repealed", Authority).called("废止日期", "when it was repealed"),
        all("source", Authority),
        all("source.url", Authority),
        all("source.title", Authority),
        all("source.checked", Authority),
        all("sample", Authority),
        all("formerly", Authority),
        all("clause", Authority).called("条文", "the clauses"),
        all("clause.id", Authority).called("条号", "the clause's number"),
        fact("clause.text", Authority).called("条文原文", "the clause, as issued"),
        all("clause.subject", Authority).called("条文约束的对象", "whom or what it binds"),
        all("clause.when", Authority)
            .called("适用条件（CEL）；不写则总适用", "a CEL expression over the project; absent: always"),
        all("clause.gate", Authority).called("最迟应满足的阶段", "the stage by which it must be met"),
        all("clause.mandates", Authority)
            .called("要求执行的标准，按原文引用", "the standards that it mandates, as it cites them"),
        all("clause.requires", Authority).called("要求的证明材料", "the kinds of evidence that it asks for"),
        all("clause.enforced_by", Authority).called("核查此条的规则", "rules of mulu check that watch it"),
        all("reach", Authority),
        all("when", Authority),
        all("organs.*", Authority).called("本办法里谁做什么", "who, by this measure, does what"),
        all("clause.reach", Authority),
        all("clause.approved_by", Authority).called(
            "谁可以准许例外：[organs] 里的机构或单位代码",
            "who may excuse from it: an organ, or an agency's id",
        ),
        all("clause.waivable", Authority).called("可否例外", "whether anybody may excuse from it"),
        all("clause.lasting", Authority).called("运行期间一直须满足", "owed as long as the system runs"),
        all("clause.reaches_back", Authority)
            .called("约束施行前已过关的项目", "binds also what passed before it was in force"),
        all("clause.reading", Authority).called("对原文的理解", "how the office reads these words"),
        all("clause.mandates_where", Authority)
            .called("概括要求的标准（CEL）", "the standards of an open mandate, in CEL"),
        all("clause.assesses", Authority)
            .called("年度考核哪些方面", "the measures of the yearly scorecard that it has assessed"),
        all("clause.withholds", Authority).called("后果所停的事项", "what the sanction holds back"),
        all("clause.step", Authority).called("程序的一步", "a step of the procedure"),
        all("clause.step.**", Authority),
        all("clause.duty", Authority),
        all("clause.duty.**", Authority),
        all("clause.example", Authority).called("例子：check 会验算", "an example, which check runs"),
        all("clause.example.**", Authority),
        fact("clause.sanction", Authority).called("不遵守的后果，按原文", "what follows, as issued"),
        once("erratum", Authority),
        once("erratum.date", Authority),
        once("erratum.key", Authority),
        once("erratum.was", Authority),
        once("erratum.reason", Authority),
    ],
};
