//! `standards/*/*.md` → a standard.

use crate::message;
use crate::model::{
    Adopts, Binding, CONSULTATION, Catalogue, Conclusion, DocumentForm, Drafting, Erratum, FactSource, FileId,
    FormerNumber, Listing, RecordedReview, STEPS, Spanned, Standard,
};
use crate::number::Level;
use crate::references::ReferentKind;
use crate::source::stem;
use crate::vocabulary::Vocabulary;

use super::table::TableReader;
use super::{Diagnostics, front_matter, markdown, toml_text};

const DEGREES: [(&str, &str); 3] = [("IDT", "IDT"), ("MOD", "MOD"), ("NEQ", "NEQ")];
/// The facts that are published with a standard or a policy, and change only by a correction; beside them the text of a clause, as
/// `clause.ID.text`.
const CORRECTABLE: [&str; 8] = ["number", "title", "issued", "effective", "withdrawn", "expires", "repealed", "listed"];

/// Reads a standard's record.
pub fn standard(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Option<Standard> {
    let parts = front_matter::split(text, diagnostics)?;
    let parsed = toml_text::parse(parts.toml.of(text), parts.toml.start, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), parts.fence, parts.toml.start, diagnostics);
    let folder = path.split('/').nth(1).and_then(Level::from_id);
    let body = parts.body.of(text);
    markdown::broken_emphasis(body, parts.body.start, diagnostics);

    // A city document waits for its number until the authority gives it one (Art. 5); every other standard has one.
    let required: &[&'static str] = if folder == Some(Level::Municipal) { &["title"] } else { &["number", "title"] };
    top.require(required);
    let (number, title, title_en) = (top.cited("number"), top.string("title"), top.string("title_en"));
    let (issued, _) = top.day_or_unknown("issued");
    let (effective, _) = top.day_or_unknown("effective");
    let (withdrawn, is_withdrawn_some_day) = top.day_or_unknown("withdrawn");
    let standard = Standard {
        file,
        id: stem(path).to_owned(),
        folder,
        number,
        title,
        title_en,
        issued,
        effective,
        withdrawn,
        is_withdrawn_some_day,
        replaces: top.cited_list("replaces"),
        partly_replaces: top.cited_list("partly_replaces").into(),
        ics: top.strings("ics"),
        ccs: top.strings("ccs"),
        issuer: top.string("issuer"),
        publisher: top.string("publisher").map(Box::new),
        place: top.string("place").map(Box::new),
        classes: top.names("classes", ReferentKind::Class),
        topics: top.names("topics", ReferentKind::Topic),
        adopts: top.tables("adopts").into_iter().map(adopts).collect(),
        keywords: top.strings("keywords").into(),
        sources: sources(&mut top),
        sample: top.flag("sample"),
        formerly: top.strings("formerly").into(),
        review_cycle: top.cycle("review_cycle"),
        cycle_reason: top.string("cycle_reason").map(Box::new),
        form: top.word("form", DocumentForm::WORDS),
        mandatory_parts: top.strings("mandatory_parts").into(),
        former_numbers: top.tables("former_numbers").into_iter().map(former_number).collect(),
        references: top.cited_list("references").into(),
        text_url: top.address("text_url").map(Box::new),
        catalogue: top.table("catalogue").map(catalogue).map(Box::new),
        drafting: top.table("drafting").map(drafting).map(Box::new),
        reviews: top.tables("review").into_iter().map(review).collect(),
        errata: errata(&mut top).into(),
        body: front_matter::trimmed(parts.body, body),
    };
    if folder.is_some_and(|folder| folder != Level::Municipal) {
        only_municipal(&top);
    }
    top.finish();
    Some(standard)
}

/// `form` and `[drafting]` speak of the city's own documents.
fn only_municipal(top: &TableReader<'_>) {
    for key in ["form", "drafting"] {
        top.refuse(
            key,
            message!("`{key}` 只用于本市标准文件", "`{key}` is for municipal documents only"),
            message!(
                "删去 `{key}`；若为本市文件，请移至 standards/municipal/",
                "remove `{key}`, or move the record to standards/municipal/"
            ),
        );
    }
}

fn former_number(mut table: TableReader<'_>) -> FormerNumber {
    table.require(&["number", "until"]);
    let former = FormerNumber { number: table.cited("number"), until: table.day("until") };
    table.finish();
    former
}

fn adopts(mut table: TableReader<'_>) -> Adopts {
    table.require(&["number", "degree"]);
    let number = table.cited("number");
    let degree = table.word("degree", &DEGREES);
    let adopts =
        Adopts { number, degree: degree.map(|degree| Spanned { value: degree.value.to_owned(), span: degree.span }) };
    table.finish();
    adopts
}

/// Reads `source`: where the facts of a record were read, and when.
pub fn sources(top: &mut TableReader<'_>) -> Vec<FactSource> {
    let source = |mut table: TableReader<'_>| {
        table.require(&["checked"]);
        let source = FactSource {
            url: table.address("url"),
            title: table.string("title"),
            checked: table.day("checked"),
            span: table.span(),
        };
        table.require_one_of(&["url", "title"]);
        table.finish();
        source
    };
    top.tables("source").into_iter().map(source).collect()
}

/// Reads `[[erratum]]`: the published facts of a record that were corrected.
pub fn errata(top: &mut TableReader<'_>) -> Vec<Erratum> {
    let erratum = |mut table: TableReader<'_>| {
        table.require(&["date", "key", "was", "reason"]);
        let erratum = Erratum {
            date: table.day("date"),
            key: table.correctable("key", &CORRECTABLE),
            was: table.text_or_day("was"),
            reason: table.string("reason"),
            span: table.span(),
        };
        table.finish();
        erratum
    };
    top.tables("erratum").into_iter().map(erratum).collect()
}

/// Keys of a standard that end up in its `[catalogue]` when they are written below that line.
const BELONGS_ABOVE: [&str; 10] = [
    "classes",
    "topics",
    "keywords",
    "source",
    "references",
    "review_cycle",
    "replaces",
    "adopts",
    "issued",
    "effective",
];

fn catalogue(mut table: TableReader<'_>) -> Catalogue {
    table.require(&["status"]);
    let entry = Catalogue {
        status: table.word("status", Listing::WORDS),
        listed: table.day("listed"),
        delisted: table.day("delisted"),
        binding: table.word("binding", Binding::WORDS),
        mandated_by: table.names("mandated_by", ReferentKind::Clause).into(),
        applies_to: table.names("applies_to", ReferentKind::Trait).into(),
        when: table.condition("when"),
        reason: table.string("reason"),
        span: table.span(),
    };
    table.require_when("status", "excluded", &["reason"]);
    table.require_when("status", "listed", &["listed", "binding"]);
    table.require_when("status", "delisted", &["listed", "delisted"]);
    table.finish_below(&BELONGS_ABOVE);
    entry
}

fn drafting(mut table: TableReader<'_>) -> Drafting {
    let steps = STEPS.map(|step| table.day(step));
    let consultation_until = table.day("consultation_until");
    table.require_with("consultation_until", STEPS[CONSULTATION]);
    let drafting = Drafting { steps, consultation_until, span: table.span() };
    table.finish();
    drafting
}

fn review(mut table: TableReader<'_>) -> RecordedReview {
    table.require(&["date", "conclusion", "by"]);
    let review = RecordedReview {
        date: table.day("date"),
        conclusion: table.word("conclusion", Conclusion::WORDS),
        by: table.name("by", ReferentKind::Agency),
        reason: table.string("reason"),
        evidence: table.string("evidence"),
        due: table.day("due"),
        proposed: table.day("proposed"),
        span: table.span(),
    };
    table.finish();
    review
}
