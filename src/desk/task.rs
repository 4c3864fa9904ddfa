//! The tasks: each a command of `mulu`, filled in as a form. What is declared here is what the fields are called, and which argument
//! of the command each becomes; what the command makes of them is the command's to say.

use mulu_core::message::StaticMessage;
use mulu_core::model::{Binding, Conclusion, ConformanceStatus, ObjectionOutcome, Outcome, Progress, Risk, STEPS};
use mulu_core::references::ReferentKind;
use mulu_core::vocabulary::Vocabulary;

use super::choices::Choose;

/// How a field is filled in.
#[derive(Clone, Copy)]
pub enum Input {
    /// A day.
    Day,
    /// A line of text.
    Line,
    /// Some lines of text.
    Area,
    /// One of a closed list of words, each with what it is called.
    Word(fn() -> Vec<(&'static str, StaticMessage)>),
    /// One of what the registry has.
    One(Choose),
    /// Some of what the registry has, a line each.
    Many(Choose),
    /// Some texts, a line each.
    Lines,
    /// Yes, or nothing.
    Flag,
}

/// A field of a task.
#[derive(Clone, Copy)]
pub struct TaskField {
    /// Its name in the form; also in addresses that fill it in.
    pub name: &'static str,
    /// The option that it becomes; none: an argument by its place.
    pub option: Option<&'static str>,
    /// What it is called.
    pub words: StaticMessage,
    /// How it is filled in.
    pub input: Input,
    /// Whether it must be.
    pub is_needed: bool,
}

/// A task.
pub struct Task {
    /// Its name in addresses.
    pub id: &'static str,
    /// What it is called.
    pub words: StaticMessage,
    /// When one does it, in a sentence.
    pub about: StaticMessage,
    /// The command that it becomes.
    pub command: &'static str,
    /// Its fields.
    pub fields: &'static [TaskField],
    /// The fields of each of its rows: a command each, with the fields above; none for a task that is one command.
    pub rows: &'static [TaskField],
    /// A rule whose clause asks for it.
    pub rule: Option<&'static str>,
}

const fn say(zh: &'static str, en: &'static str) -> StaticMessage {
    StaticMessage { zh, en }
}

const fn may(name: &'static str, option: &'static str, words: StaticMessage, input: Input) -> TaskField {
    TaskField { name, option: Some(option), words, input, is_needed: false }
}

const fn must(name: &'static str, option: &'static str, words: StaticMessage, input: Input) -> TaskField {
    TaskField { name, option: Some(option), words, input, is_needed: true }
}

const fn argument(name: &'static str, words: StaticMessage, input: Input) -> TaskField {
    TaskField { name, option: None, words, input, is_needed: true }
}

fn words<V: Vocabulary>() -> Vec<(&'static str, StaticMessage)> {
    V::WORDS.iter().map(|(id, word)| (*id, word.phrase())).collect()
}

fn drafting_steps() -> Vec<(&'static str, StaticMessage)> {
    const WORDS: [StaticMessage; 6] = [
        say("项目申请", "application"),
        say("立项", "approval"),
        say("起草", "drafting"),
        say("征求意见", "consultation"),
        say("评估审查", "evaluation"),
        say("发布", "publication"),
    ];
    STEPS.into_iter().zip(WORDS).collect()
}

fn correctable() -> Vec<(&'static str, StaticMessage)> {
    vec![
        ("title", say("名称", "title")),
        ("number", say("编号、文号", "number")),
        ("issued", say("发布日期", "issued")),
        ("effective", say("实施日期", "effective")),
        ("withdrawn", say("废止日期", "withdrawn")),
        ("expires", say("有效期届满之日", "expires")),
        ("repealed", say("废止日期（政策）", "repealed")),
        ("listed", say("列入目录的日期", "listed in the catalogue")),
    ]
}

const STANDARD: Choose = Choose::Named(ReferentKind::Standard);
const AGENCY: Choose = Choose::Named(ReferentKind::Agency);
const CLAUSE: Choose = Choose::Named(ReferentKind::Clause);
const PROJECT: Choose = Choose::Named(ReferentKind::Project);
const DATE: TaskField = may("date", "--date", say("日期（不填为当天）", "day (empty: today)"), Input::Day);
const NUMBERS: TaskField = argument(
    "numbers",
    say("标准：编号、名称或代码，一行一项", "standards: numbers, titles or ids, a line each"),
    Input::Many(STANDARD),
);
const EVIDENCE: TaskField =
    may("evidence", "--evidence", say("证明材料：路径或网址", "what shows it: a path or an address"), Input::Line);

/// The task with an id.
pub fn task(id: &str) -> Option<&'static Task> {
    TASKS.iter().find(|task| task.id == id)
}

/// Every task.
pub const TASKS: &[Task] = &[
    Task {
        id: "list-in",
        words: say("列入目录", "List standards"),
        about: say("把一项或多项标准列入实施目录。", "Place one or many standards in the catalogue."),
        command: "list-in",
        fields: &[
            NUMBERS,
            may("date", "--date", say("列入日期（不填为当天）", "listed from (empty: today)"), Input::Day),
            may(
                "class",
                "--class",
                say("分类，一行一项", "classes, a line each"),
                Input::Many(Choose::Named(ReferentKind::Class)),
            ),
            may(
                "topic",
                "--topic",
                say("主题，一行一项", "topics, a line each"),
                Input::Many(Choose::Named(ReferentKind::Topic)),
            ),
            may(
                "binding",
                "--binding",
                say("约束力（不填按编号）", "force (empty: as the number has it)"),
                Input::Word(words::<Binding>),
            ),
            may(
                "mandated-by",
                "--mandated-by",
                say("强制依据，一行一条", "clauses that make them mandatory, a line each"),
                Input::Many(CLAUSE),
            ),
            may(
                "applies-to",
                "--applies-to",
                say("适用特征，一行一个，* 为全部项目", "traits of projects, a line each; * for all"),
                Input::Many(Choose::Named(ReferentKind::Trait)),
            ),
            may("propose", "--propose", say("只拟列入，还没有列入", "only propose them"), Input::Flag),
        ],
        rows: &[],
        rule: Some("topic-gap"),
    },
    Task {
        id: "review",
        words: say("复审", "Review"),
        about: say(
            "记录复审结论：每项标准一行，各有理由。",
            "Record reviews: a row for each standard, each with its own reason.",
        ),
        command: "review",
        fields: &[
            must("by", "--by", say("复审单位", "agency that concluded"), Input::One(AGENCY)),
            must("date", "--date", say("复审日期", "day of the review"), Input::Day),
            may("evidence", "--evidence", say("依据：纪要或报告", "minutes or a report"), Input::Line),
        ],
        rows: &[
            argument("number", say("标准", "standard"), Input::One(STANDARD)),
            must("conclusion", "--conclusion", say("结论", "conclusion"), Input::Word(words::<Conclusion>)),
            must("reason", "--reason", say("理由", "reason"), Input::Area),
            may("due", "--due", say("修订或废止的期限", "revise or abolish by"), Input::Day),
        ],
        rule: Some("review-overdue"),
    },
    Task {
        id: "register",
        words: say("备案登记", "Register an adoption"),
        about: say("登记本单位采用的标准。", "Record that an agency has adopted a standard."),
        command: "register",
        fields: &[
            argument("number", say("标准", "standard"), Input::One(STANDARD)),
            must("agency", "--agency", say("备案单位", "agency"), Input::One(AGENCY)),
            must("status", "--status", say("实施情况", "how far it is implemented"), Input::Word(words::<Progress>)),
            may("since", "--since", say("实施日期", "since"), Input::Day),
            may("filed", "--filed", say("备案日期（尚未备案不填）", "filed on (empty: not yet)"), Input::Day),
            may("system", "--system", say("使用的系统，一行一个", "systems that use it, a line each"), Input::Lines),
            EVIDENCE,
        ],
        rows: &[],
        rule: Some("adoption-not-filed"),
    },
    Task {
        id: "accept",
        words: say("受理备案", "Accept a filing"),
        about: say("受理单位交来的备案登记。", "Accept an adoption that an agency has handed in."),
        command: "register",
        fields: &[
            argument("number", say("标准", "standard"), Input::One(STANDARD)),
            must("agency", "--agency", say("备案单位", "agency"), Input::One(AGENCY)),
            must("accept", "--accept", say("受理日期", "accepted on"), Input::Day),
        ],
        rows: &[],
        rule: Some("adoption-not-filed"),
    },
    Task {
        id: "case-step",
        words: say("登记办件步骤", "Record a step of a case"),
        about: say("记录办件受理、审核等步骤的日期。", "Record the day on which a step of a case ended."),
        command: "case-step",
        fields: &[
            argument("case", say("办件编号", "case"), Input::One(Choose::Case)),
            argument("step", say("办到哪一步", "which day"), Input::One(Choose::CaseDay)),
            DATE,
            may(
                "procedure",
                "--procedure",
                say("办理依据（编号重复时）", "procedure, where several are called so"),
                Input::One(CLAUSE),
            ),
            may("reason", "--reason", say("不予办理的理由", "why it was refused"), Input::Area),
        ],
        rows: &[],
        rule: Some("step-late"),
    },
    Task {
        id: "done",
        words: say("履行定期职责", "A recurring duty was done"),
        about: say("记录一项定期职责已经履行。", "Record that a recurring duty was done."),
        command: "done",
        fields: &[
            argument("duty", say("职责", "duty"), Input::One(Choose::Named(ReferentKind::Duty))),
            may("agency", "--agency", say("履行单位", "agency"), Input::One(AGENCY)),
            DATE,
            may(
                "composition",
                "--composition",
                say("各方实到人数，如 authority:3 expert:3 unit:4", "who sat, such as authority:3 expert:3 unit:4"),
                Input::Line,
            ),
            may("ref", "--ref", say("材料：路径或网址", "paper: a path or an address"), Input::Line),
        ],
        rows: &[],
        rule: Some("duty-overdue"),
    },
    Task {
        id: "close-order",
        words: say("整改办结", "Close an order"),
        about: say("记录一项责令整改已经办结。", "Record that an order to correct was obeyed."),
        command: "order",
        fields: &[
            argument("record", say("项目或单位", "project or agency"), Input::One(Choose::Bearer)),
            must("close", "--close", say("办结日期", "closed on"), Input::Day),
            may("about", "--about", say("哪一项（有多项时）", "which one, of several"), Input::Line),
        ],
        rows: &[],
        rule: Some("order-overdue"),
    },
    Task {
        id: "order",
        words: say("责令整改", "Order to correct"),
        about: say("向项目或单位下达整改。", "Give a project or an agency an order to correct."),
        command: "order",
        fields: &[
            argument("record", say("项目或单位", "project or agency"), Input::One(Choose::Bearer)),
            must("about", "--about", say("整改事项", "what is to be corrected"), Input::Area),
            must("deadline", "--deadline", say("整改期限", "correct by"), Input::Day),
            may("issued", "--issued", say("下达日期（不填为当天）", "issued (empty: today)"), Input::Day),
            may("clause", "--clause", say("依据", "clause"), Input::One(CLAUSE)),
            may("by", "--by", say("责令单位", "agency that gave it"), Input::One(AGENCY)),
            may("risk", "--risk", say("风险", "risk"), Input::Word(words::<Risk>)),
        ],
        rows: &[],
        rule: Some("order-overdue"),
    },
    Task {
        id: "answer",
        words: say("答复疑义校核", "Answer an objection"),
        about: say("答复使用单位对共享数据的疑义。", "Answer an objection to shared data."),
        command: "answer",
        fields: &[
            argument(
                "resource",
                say("信息资源", "information resource"),
                Input::One(Choose::Named(ReferentKind::Resource)),
            ),
            must("result", "--result", say("结果", "result"), Input::Word(words::<ObjectionOutcome>)),
            may("date", "--date", say("答复日期（不填为当天）", "answered on (empty: today)"), Input::Day),
            may("told", "--told", say("告知使用单位的日期", "users were notified on"), Input::Day),
            may("about", "--about", say("哪一项疑义（有多项时）", "which one, of several"), Input::Line),
        ],
        rows: &[],
        rule: Some("objection-unanswered"),
    },
    Task {
        id: "correct",
        words: say("勘误", "Correct a fact"),
        about: say(
            "更正已经公布的事实，保留原来的记载和理由。",
            "Correct a published fact; what was published, and why it is wrong, is kept.",
        ),
        command: "correct",
        fields: &[
            argument("record", say("标准或政策", "standard or policy"), Input::One(Choose::Record)),
            argument("key", say("更正哪一项", "fact"), Input::Word(correctable)),
            argument(
                "value",
                say("正确的内容（日期写作 2026-01-31）", "what is right (days as 2026-01-31)"),
                Input::Line,
            ),
            must("reason", "--reason", say("理由", "reason"), Input::Area),
            may("date", "--date", say("勘误日期（不填为当天）", "corrected on (empty: today)"), Input::Day),
        ],
        rows: &[],
        rule: None,
    },
    Task {
        id: "rename",
        words: say("改名、改号", "Rename"),
        about: say(
            "更改记录的代码或编号，旧的仍然有效。",
            "Give a record another id or number; the old one still leads to it.",
        ),
        command: "rename",
        fields: &[
            argument("old", say("现在的代码或编号", "what it is called"), Input::One(Choose::Record)),
            argument("new", say("新的代码或编号", "what it is to be called"), Input::Line),
            may("since", "--since", say("标准改号的日期", "of a standard: since when"), Input::Day),
            may(
                "reason",
                "--reason",
                say("原来写错的理由（作为勘误）", "why the number was wrong (an erratum)"),
                Input::Line,
            ),
        ],
        rows: &[],
        rule: None,
    },
    Task {
        id: "delist",
        words: say("移出目录", "Take standards out"),
        about: say(
            "把标准移出目录，保留列入的历史。",
            "Take standards out of the catalogue; since when they were in it stays.",
        ),
        command: "delist",
        fields: &[NUMBERS, may("date", "--date", say("移出日期（不填为当天）", "from (empty: today)"), Input::Day)],
        rows: &[],
        rule: None,
    },
    Task {
        id: "exclude",
        words: say("判定不适用", "Exclude standards"),
        about: say("说明标准在本地不适用，以及理由。", "Say that standards do not apply here, and why."),
        command: "exclude",
        fields: &[NUMBERS, must("reason", "--reason", say("理由", "reason"), Input::Area)],
        rows: &[],
        rule: None,
    },
    Task {
        id: "declare",
        words: say("声明符合情况", "Declare how a project meets a standard"),
        about: say("记录项目对标准或条款的符合情况。", "Record how a project meets a standard or a clause."),
        command: "declare",
        fields: &[
            argument("project", say("项目", "project"), Input::One(PROJECT)),
            argument(
                "what",
                say("标准，或条款（办法#条）", "standard, or clause (policy#clause)"),
                Input::One(STANDARD),
            ),
            must("status", "--status", say("符合情况", "how far it is met"), Input::Word(words::<ConformanceStatus>)),
            may("reason", "--reason", say("不适用的理由", "why it does not apply"), Input::Area),
            EVIDENCE,
        ],
        rows: &[],
        rule: Some("mandatory-standard-missing"),
    },
    Task {
        id: "waive",
        words: say("批准例外", "Waive"),
        about: say(
            "记录批准项目暂不执行一项标准或条款。",
            "Record that a project was excused from a standard or a clause.",
        ),
        command: "waive",
        fields: &[
            argument("project", say("项目", "project"), Input::One(PROJECT)),
            may("standard", "--standard", say("标准", "standard"), Input::One(STANDARD)),
            may("clause", "--clause", say("条款", "clause"), Input::One(CLAUSE)),
            must("reason", "--reason", say("理由", "reason"), Input::Area),
            must("by", "--by", say("批准单位", "approved by"), Input::One(AGENCY)),
            must("until", "--until", say("截止日期", "until"), Input::Day),
            may("date", "--date", say("批准日期（不填为当天）", "approved on (empty: today)"), Input::Day),
        ],
        rows: &[],
        rule: None,
    },
    Task {
        id: "evidence",
        words: say("登记证明材料", "Record a paper"),
        about: say("登记项目或单位的证明材料。", "Record a paper of a project or an agency."),
        command: "evidence",
        fields: &[
            argument("record", say("项目或单位", "project or agency"), Input::One(Choose::Bearer)),
            argument("kind", say("材料种类", "kind of paper"), Input::One(Choose::Named(ReferentKind::EvidenceKind))),
            must("ref", "--ref", say("文号、路径或网址", "document number, path or address"), Input::Line),
            may("issued", "--issued", say("出具日期", "issued"), Input::Day),
            may("expires", "--expires", say("有效期至", "good until"), Input::Day),
            may("by", "--by", say("出具单位", "issued by"), Input::One(Choose::Named(ReferentKind::Issuer))),
            may("result", "--result", say("结论", "result"), Input::Word(words::<Outcome>)),
            may("from", "--from", say("起", "covers from"), Input::Day),
            may("to", "--to", say("止", "covers to"), Input::Day),
        ],
        rows: &[],
        rule: Some("evidence-missing"),
    },
    Task {
        id: "train",
        words: say("登记培训", "Record a training"),
        about: say("登记标准培训。", "Record a training on standards."),
        command: "train",
        fields: &[
            argument("agency", say("单位", "agency"), Input::One(AGENCY)),
            DATE,
            may("standard", "--standard", say("培训的标准，一行一项", "standards, a line each"), Input::Many(STANDARD)),
            may("attendance", "--attendance", say("人数", "how many attended"), Input::Line),
        ],
        rows: &[],
        rule: None,
    },
    Task {
        id: "step",
        words: say("登记编制步骤", "A step of drafting"),
        about: say("记录本市标准文件的编制步骤。", "Record a step of making one of the city's own documents."),
        command: "step",
        fields: &[
            argument("draft", say("标准文件", "document"), Input::One(STANDARD)),
            argument("step", say("步骤", "step"), Input::Word(drafting_steps)),
            DATE,
            may("until", "--until", say("征求意见截止日期", "consultation: last day"), Input::Day),
            may("effective", "--effective", say("发布：实施日期", "publication: effective"), Input::Day),
        ],
        rows: &[],
        rule: Some("drafting-incomplete"),
    },
    Task {
        id: "reorganise",
        words: say("机构改革", "An agency was reorganised"),
        about: say("记录单位撤并或更名。", "Record that an agency was dissolved, merged or renamed."),
        command: "reorganise",
        fields: &[
            argument("agency", say("单位", "agency"), Input::One(AGENCY)),
            may("into", "--into", say("承接单位，一行一个", "who takes over, a line each"), Input::Many(AGENCY)),
            may("name", "--name", say("新名称（更名时）", "new name (when renamed)"), Input::Line),
            may("until", "--until", say("截止日期（不填为当天）", "last day (empty: today)"), Input::Day),
        ],
        rows: &[],
        rule: None,
    },
];
