//! A standard: one edition, one file (DESIGN 3.2).

use crate::day::{Day, Duration};
use crate::number::{Level, Number};
use crate::vocabulary;

use super::field::{
    Actor::{Keeper, Lister, Reviewer},
    FILE, PROSE, all, begun, fact, once,
};
use super::kind::{Files, Presentation, RecordKind, SchemaOf};
use super::{FileId, Span, Spanned, SparseList};
use crate::message::StaticMessage;

/// A standard number as a record cites it: the number, and the text where it was not written canonically.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The parsed number.
    pub number: Number,
    /// What was written, where that differs from the canonical form.
    pub written: Option<Box<str>>,
}

/// One edition of a standard.
#[derive(Clone, Debug)]
pub struct Standard {
    /// Its file.
    pub file: FileId,
    /// Its id: the file's stem.
    pub id: String,
    /// The level that its folder says.
    pub folder: Option<Level>,
    /// Its number; a municipal document may have none yet, and is then known by its title.
    pub number: Option<Spanned<Cited>>,
    /// Its Chinese title.
    pub title: Option<Spanned<String>>,
    /// Its English title.
    pub title_en: Option<Spanned<String>>,
    /// 发布日期.
    pub issued: Option<Spanned<Day>>,
    /// 实施日期.
    pub effective: Option<Spanned<Day>>,
    /// 废止日期, where it was withdrawn without a successor.
    pub withdrawn: Option<Spanned<Day>>,
    /// Whether it was withdrawn on a day that nobody recorded.
    pub is_withdrawn_some_day: bool,
    /// The editions it replaces whole (代替).
    pub replaces: Vec<Spanned<Cited>>,
    /// The editions it replaces in part (部分代替).
    pub partly_replaces: SparseList<Spanned<Cited>>,
    /// International Classification for Standards, such as `35.040`.
    pub ics: Vec<Spanned<String>>,
    /// Chinese Classification for Standards, such as `L80`.
    pub ccs: Vec<Spanned<String>>,
    /// Who issued it.
    pub issuer: Option<Spanned<String>>,
    /// 出版者: who published its printed text.
    pub publisher: Option<Box<Spanned<String>>>,
    /// 出版地: where that was.
    pub place: Option<Box<Spanned<String>>>,
    /// Ids of the taxonomy's classes.
    pub classes: Vec<Spanned<String>>,
    /// Ids of the classes' topics that it covers.
    pub topics: Vec<Spanned<String>>,
    /// The international documents it adopts.
    pub adopts: SparseList<Adopts>,
    /// Words to find it by.
    pub keywords: SparseList<Spanned<String>>,
    /// Where its facts were read.
    pub sources: Vec<FactSource>,
    /// Whether it is an example.
    pub sample: bool,
    /// The ids that it had, the oldest first: each still leads here.
    pub formerly: SparseList<Spanned<String>>,
    /// Its own review cycle, shorter than the registry's ceiling.
    pub review_cycle: Option<Spanned<Duration>>,
    /// Why its own cycle is longer than the ceiling, where it is.
    pub cycle_reason: Option<Box<Spanned<String>>>,
    /// 强制性条文: the only clauses of a mandatory standard that are mandatory; empty: all are.
    pub mandatory_parts: SparseList<Spanned<String>>,
    /// The numbers it had, such as before it was made recommended.
    pub former_numbers: SparseList<FormerNumber>,
    /// 规范性引用文件: what it is built on.
    pub references: SparseList<Spanned<Cited>>,
    /// Where the official text can be read.
    pub text_url: Option<Box<Spanned<String>>>,
    /// The form of a municipal document (Art. 13).
    pub form: Option<Spanned<DocumentForm>>,
    /// Its entry in the catalogue.
    pub catalogue: Option<Box<Catalogue>>,
    /// The steps of making it (Art. 14), for municipal documents.
    pub drafting: Option<Box<Drafting>>,
    /// Its recorded reviews, in the file's order.
    pub reviews: Vec<RecordedReview>,
    /// Its published facts that were corrected, in the file's order.
    pub errata: SparseList<Erratum>,
    /// Where the prose below the front matter stands, Markdown, without the blanks around it.
    pub body: Span,
}

/// A number that a standard had.
#[derive(Clone, Debug)]
pub struct FormerNumber {
    /// The number.
    pub number: Option<Spanned<Cited>>,
    /// The day from which it has another.
    pub until: Option<Spanned<Day>>,
}

/// The adoption of an international document.
#[derive(Clone, Debug)]
pub struct Adopts {
    /// The document adopted.
    pub number: Option<Spanned<Cited>>,
    /// IDT, MOD or NEQ (GB/T 1.2).
    pub degree: Option<Spanned<String>>,
}

/// Where facts were read.
#[derive(Clone, Debug)]
pub struct FactSource {
    /// The page's address.
    pub url: Option<Spanned<String>>,
    /// The document's name, where there is no address.
    pub title: Option<Spanned<String>>,
    /// When it was read.
    pub checked: Option<Spanned<Day>>,
    /// The whole entry.
    pub span: Span,
}

/// The correction of a published fact (勘误): the key now says what is right, and this says what it said before, and why that
/// was wrong.
#[derive(Clone, Debug)]
pub struct Erratum {
    /// When it was corrected.
    pub date: Option<Spanned<Day>>,
    /// The key that was wrong: `number` or `issued`.
    pub key: Option<Spanned<String>>,
    /// What it said: a day is `YYYY-MM-DD`.
    pub was: Option<Spanned<String>>,
    /// Why it was wrong.
    pub reason: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

vocabulary! {
    /// The forms of the city's own documents (Art. 13).
    pub enum DocumentForm {
        /// 技术规范.
        Specification = "specification", "技术规范", "specification";
        /// 标准化指导性文件.
        Guidance = "guidance", "标准化指导性文件", "guidance";
    }
}

vocabulary! {
    /// Where a standard stands in the implementation catalogue.
    pub enum Listing {
        /// 收集: its facts are kept, and whom it concerns.
        Collected = "collected", "收集", "collected";
        /// 拟列入: considered, not listed.
        Proposed = "proposed", "拟列入", "proposed";
        /// 列入: in the catalogue.
        Listed = "listed", "列入", "listed", ["已列入"];
        /// 移出: taken out of it.
        Delisted = "delisted", "移出", "delisted", ["已移出"];
        /// 不适用: considered, and found to be of no concern here.
        Excluded = "excluded", "不适用", "excluded";
    }
}

vocabulary! {
    /// What the catalogue asks of those whom a listed standard concerns.
    pub enum Binding {
        /// It must be followed.
        Mandatory = "mandatory", "强制", "mandatory";
        /// It should be followed.
        Recommended = "recommended", "推荐", "recommended";
    }
}

/// A standard's entry in the catalogue.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// Where it stands.
    pub status: Option<Spanned<Listing>>,
    /// From when it is listed.
    pub listed: Option<Spanned<Day>>,
    /// From when it is no longer.
    pub delisted: Option<Spanned<Day>>,
    /// Why it does not apply here, where it is excluded.
    pub reason: Option<Spanned<String>>,
    /// Its binding force, as the catalogue declares it.
    pub binding: Option<Spanned<Binding>>,
    /// The clauses that make a recommended standard mandatory (Art. 15), as `policy#clause`.
    pub mandated_by: SparseList<Spanned<String>>,
    /// The project traits it applies to, any of them; empty: every project.
    pub applies_to: SparseList<Spanned<String>>,
    /// A CEL expression over the project that narrows it further.
    pub when: Option<Spanned<String>>,
    /// The whole table.
    pub span: Span,
}

/// The six steps of making a municipal document (Art. 14).
#[derive(Clone, Debug)]
pub struct Drafting {
    /// The dates of the steps, in the order of [`STEPS`].
    pub steps: [Option<Spanned<Day>>; 6],
    /// The last day of the public consultation.
    pub consultation_until: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

/// The six steps of Article 14, in order, by their keys.
pub const STEPS: [&str; 6] = ["application", "approval", "drafting", "consultation", "evaluation", "publication"];

/// The place of the consultation among [`STEPS`].
pub const CONSULTATION: usize = 3;

vocabulary! {
    /// The conclusion of a review (Art. 20).
    pub enum Conclusion {
        /// 继续有效.
        Continue = "continue", "继续有效", "continue";
        /// 需要修订.
        Revise = "revise", "需要修订", "revise";
        /// 予以废止.
        Abolish = "abolish", "予以废止", "abolish";
    }
}

/// A recorded review.
#[derive(Clone, Debug)]
pub struct RecordedReview {
    /// When it was concluded.
    pub date: Option<Spanned<Day>>,
    /// What was concluded.
    pub conclusion: Option<Spanned<Conclusion>>,
    /// The agency that concluded it.
    pub by: Option<Spanned<String>>,
    /// Why.
    pub reason: Option<Spanned<String>>,
    /// Minutes or a report: a path or an address.
    pub evidence: Option<Spanned<String>>,
    /// By when a revision or an abolition must be done.
    pub due: Option<Spanned<Day>>,
    /// When the revision of a standard that others issue was proposed to its issuer.
    pub proposed: Option<Spanned<Day>>,
    /// The whole table.
    pub span: Span,
}

impl Standard {
    /// What to call it in a sentence: its canonical number, else its title, else its id.
    #[must_use]
    pub fn name(&self) -> &str {
        match (&self.number, &self.title) {
            (Some(number), _) => number.number.canonical(),
            (None, Some(title)) => title,
            (None, None) => &self.id,
        }
    }

    /// Its level: as its number says, else as its folder says.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        match self.folder {
            Some(Level::Municipal) => Some(Level::Municipal),
            folder => self.number.as_ref().and_then(|number| number.number.level()).or(folder),
        }
    }

    /// The numbers that it was recorded by before, canonical, the oldest first: those that were wrong, and those that it had.
    #[must_use]
    pub fn earlier_numbers(&self) -> Vec<String> {
        let is_number = |erratum: &&Erratum| erratum.key.as_ref().is_some_and(|key| key.value == "number");
        let wrong = self.errata.iter().filter(is_number);
        let wrong = wrong.filter_map(|erratum| {
            let was = Number::parse(&erratum.was.as_ref()?.value);
            Some((erratum.date.as_ref()?.value, was.canonical().to_owned()))
        });
        let former = self.former_numbers.iter();
        let former = former.filter_map(|former| {
            Some((former.until.as_ref()?.value, former.number.as_ref()?.number.canonical().to_owned()))
        });
        let mut all: Vec<(Day, String)> = wrong.chain(former).collect();
        all.sort();
        all.into_iter().map(|(_, number)| number).collect()
    }

    /// Whether it is one of the city's own documents.
    #[must_use]
    pub fn is_municipal(&self) -> bool {
        self.level() == Some(Level::Municipal)
    }

    /// Where the record speaks of itself: its number, else its title, else its beginning.
    #[must_use]
    pub fn name_span(&self) -> Span {
        let number = self.number.as_ref().map(|number| number.span);
        number.or_else(|| self.title.as_ref().map(|title| title.span)).unwrap_or_default()
    }

    /// The catalogue entry, if the standard is listed on the day.
    #[must_use]
    pub fn listed_on(&self, day: Day) -> Option<&Catalogue> {
        self.catalogue.as_deref().filter(|entry| entry.is_listed_on(day))
    }

    /// The newest review not after the day.
    #[must_use]
    pub fn reviewed_by(&self, day: Day) -> Option<&RecordedReview> {
        let dated = self.reviews.iter().filter_map(|review| review.date.as_ref().map(|date| (date.value, review)));
        dated.filter(|(date, _)| *date <= day).max_by_key(|(date, _)| *date).map(|(_, review)| review)
    }
}

impl Catalogue {
    /// Whether the standard is or was in the catalogue: what is only collected or proposed never was.
    #[must_use]
    pub fn was_listed(&self) -> bool {
        self.status.as_ref().is_some_and(|status| matches!(status.value, Listing::Listed | Listing::Delisted))
    }

    /// Whether the entry says that the standard is in the catalogue on the day.
    ///
    /// A delisted entry keeps the days of its listing, so the past can still be asked for.
    #[must_use]
    pub fn is_listed_on(&self, day: Day) -> bool {
        let begun = self.listed.as_ref().is_some_and(|listed| listed.value <= day);
        let ended = self.delisted.as_ref().is_some_and(|delisted| delisted.value <= day);
        let status = self.status.as_ref().map(|status| status.value);
        match status {
            Some(Listing::Listed) => begun && !ended,
            Some(Listing::Delisted) => begun && self.delisted.is_some() && !ended,
            Some(Listing::Collected | Listing::Proposed | Listing::Excluded) | None => false,
        }
    }
}

/// `standards/*/*.md`: what is declared of it, and of each of its keys.
pub(super) const KIND: RecordKind = RecordKind {
    id: "standard",
    name: StaticMessage { zh: "标准", en: "standard" },
    counted: ("标准", "项"),
    plural: StaticMessage { zh: "标准", en: "Standards" },
    files: Files::Many { folder: "standards", ending: "md", below: true },
    identity: &["number", "title"],
    schemas: &[
        SchemaOf {
            name: "standard",
            path: "standards/national/id.md",
            files: "standards/*/*.md",
            about: "The front matter of `standards/*/*.md`, but for the city's own documents",
        },
        SchemaOf {
            name: "municipal",
            path: "standards/municipal/id.md",
            files: "standards/municipal/*.md",
            about: "The front matter of `standards/municipal/*.md`",
        },
    ],
    ending: Some(StaticMessage {
        zh: "标准不再使用时写 withdrawn，或在 [catalogue] 中写 status = \"delisted\"",
        en: "a standard no longer used has `withdrawn`, or `status = \"delisted\"` in [catalogue]",
    }),
    sheet: Presentation::Written,
    pages: Presentation::Written,
    fields: &[
        all(FILE, Keeper),
        all(PROSE, Keeper),
        fact("number", Keeper),
        fact("title", Keeper),
        all("title_en", Keeper),
        fact("issued", Keeper),
        fact("effective", Keeper),
        fact("withdrawn", Keeper).called(
            "废止日期，无代替标准时写；日期不详写 \"unknown\"",
            "when it was withdrawn without a successor; `unknown` where nobody knows",
        ),
        all("replaces", Keeper).called("代替", "the editions that it replaces"),
        all("partly_replaces", Keeper).called("部分代替", "the editions that it replaces in part"),
        all("ics", Keeper).called("国际标准分类号", "International Classification for Standards"),
        all("ccs", Keeper).called("中国标准分类号", "Chinese Classification for Standards"),
        all("issuer", Keeper),
        all("publisher", Keeper).called("出版者（印刷文本）", "who published its printed text"),
        all("place", Keeper).called("出版地", "where its printed text was published"),
        all("classes", Keeper).called("所属分类的代码", "ids of the taxonomy's classes"),
        all("topics", Keeper).called("所覆盖的主题", "ids of the topics that it covers"),
        all("adopts", Keeper).called("采用的国际标准", "the international documents that it adopts"),
        all("adopts.number", Keeper),
        all("adopts.degree", Keeper).called("采用程度：IDT、MOD、NEQ", "IDT, MOD or NEQ"),
        all("keywords", Keeper).called("关键词", "words to find it by"),
        all("source", Keeper),
        all("source.url", Keeper),
        all("source.title", Keeper),
        all("source.checked", Keeper),
        begun("sample", Keeper),
        all("formerly", Keeper),
        all("review_cycle", Keeper).called("复审周期，短于上限时写", "shorter than the registry's ceiling"),
        all("form", Keeper).called("形式：技术规范或指导性文件", "specification or guidance"),
        all("catalogue", Lister).called("实施目录", "its entry in the implementation catalogue"),
        all("catalogue.status", Lister).called("状态", "where it stands"),
        fact("catalogue.listed", Lister).called("列入目录的日期", "when it was listed"),
        all("catalogue.delisted", Lister).called("移出目录的日期", "when it left the catalogue"),
        all("catalogue.binding", Lister).called("约束力", "mandatory or recommended"),
        all("catalogue.mandated_by", Lister).called("强制执行的依据", "the clauses that make it mandatory"),
        all("catalogue.applies_to", Lister)
            .called("适用的项目特征，任一即适用；不写则适用全部项目", "project traits, any of; absent: every project"),
        all("catalogue.when", Lister),
        all("drafting", Keeper).called("制定的各步骤", "the steps of making it"),
        all("drafting.application", Keeper).called("项目申请", "application"),
        all("drafting.approval", Keeper).called("立项", "approval"),
        all("drafting.drafting", Keeper).called("起草", "drafting"),
        all("drafting.consultation", Keeper).called("征求意见", "consultation"),
        all("drafting.evaluation", Keeper).called("审查", "evaluation"),
        all("drafting.publication", Keeper).called("发布", "publication"),
        all("drafting.consultation_until", Keeper).called("征求意见截止日期", "until when opinions may be given"),
        once("review", Reviewer).called("复审", "reviews, appended"),
        once("review.date", Reviewer),
        once("review.conclusion", Reviewer).called("复审结论", "continue, revise or abolish"),
        once("review.by", Reviewer),
        once("review.reason", Reviewer),
        once("review.evidence", Reviewer).called("复审材料：纪要、报告", "minutes or a report"),
        once("review.due", Reviewer),
        once("review.proposed", Keeper)
            .called("向发布机关提出修订建议的日期", "when the revision was proposed to its issuer"),
        all("cycle_reason", Keeper).called("周期长于上限的理由", "why its cycle is longer than the ceiling"),
        all("references", Keeper).called("规范性引用文件", "what it is built on"),
        all("mandatory_parts", Keeper).called("强制性条文", "the clauses that are mandatory"),
        all("former_numbers", Keeper).called("曾用编号", "the numbers that it had"),
        all("former_numbers.number", Keeper),
        all("former_numbers.until", Keeper),
        all("text_url", Keeper).called("标准原文的网址", "where the official text can be read"),
        all("catalogue.reason", Lister),
        once("erratum", Keeper),
        once("erratum.date", Keeper),
        once("erratum.key", Keeper),
        once("erratum.was", Keeper),
        once("erratum.reason", Keeper),
    ],
};
