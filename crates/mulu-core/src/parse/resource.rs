//! `resources/*/*.toml` → an information resource.

use crate::model::{
    Basis, BasisKind, FileId, Identifier, InformationItem, Matter, Mode, Objection, ObjectionOutcome, Openness,
    Resource, ResourceFormat, Sharing, Span, Sweep,
};
use crate::references::ReferentKind;
use crate::source::stem;
use crate::vocabulary::Vocabulary;

use super::table::TableReader;
use super::{Diagnostics, case, toml_text};

/// Reads a resource's record.
pub fn resource(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Resource {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    top.require(&["name", "provider", "format", "sharing"]);
    Resource { file, id: stem(path).to_owned(), ..in_place(top) }
}

/// Reads a resource that a clause's example gives in place: a record of its own has a file and an id besides.
pub fn in_place(mut top: TableReader<'_>) -> Resource {
    let resource = Resource {
        file: FileId(u32::MAX),
        id: String::new(),
        name: top.string("name"),
        name_en: top.string("name_en"),
        code: top.string("code"),
        class: top.strings("class"),
        summary: top.string("abstract"),
        provider: top.name("provider", ReferentKind::Agency),
        related: top.names("related", ReferentKind::Resource),
        published: top.day("published"),
        base: top.string("base"),
        theme: top.string("theme"),
        format: top.word("format", ResourceFormat::WORDS),
        about: top.words("about", Matter::WORDS),
        sharing: top.word("sharing", Sharing::WORDS),
        condition: top.string("condition"),
        basis: top.tables("basis").into_iter().map(basis).collect(),
        confirmed_by: top.name("confirmed_by", ReferentKind::Agency),
        confirmed: top.day("confirmed"),
        mode: top.words("mode", Mode::WORDS),
        update: top.duration("update"),
        open: top.word("open", Openness::WORDS),
        open_condition: top.string("open_condition"),
        compiled: top.day("compiled"),
        registered: top.day("registered"),
        project: top.name("project", ReferentKind::Project),
        publish: top.choice("publish"),
        sample: top.flag("sample"),
        formerly: top.strings("formerly"),
        items: top.tables("item").into_iter().map(item).collect(),
        sweeps: top.tables("sweep").into_iter().map(sweep).collect(),
        objections: top.tables("objection").into_iter().map(objection).collect(),
        requests: top.tables("request").into_iter().map(case::request).collect(),
    };
    top.finish();
    resource
}

fn basis(mut table: TableReader<'_>) -> Basis {
    table.require(&["title", "kind"]);
    let basis = Basis {
        title: table.string("title"),
        article: table.string("article"),
        kind: table.word("kind", BasisKind::WORDS),
        until: table.day("until"),
        span: table.span(),
    };
    table.finish();
    basis
}

fn item(mut table: TableReader<'_>) -> InformationItem {
    table.require(&["name"]);
    let item = InformationItem {
        name: table.string("name"),
        name_en: table.string("name_en"),
        kind: table.string("type"),
        identifier: table.word("identifier", Identifier::WORDS),
        from: table.name("from", ReferentKind::Resource),
        span: table.span(),
    };
    table.finish();
    item
}

/// Reads a sweep, of a resource or of an agency.
pub fn sweep(mut table: TableReader<'_>) -> Sweep {
    table.require(&["date"]);
    let sweep = Sweep { date: table.day("date"), result: table.string("result"), span: table.span() };
    table.finish();
    sweep
}

fn objection(mut table: TableReader<'_>) -> Objection {
    table.require(&["by", "date"]);
    let objection = Objection {
        by: table.name("by", ReferentKind::Issuer),
        date: table.day("date"),
        about: table.string("about"),
        answered: table.day("answered"),
        result: table.word("result", ObjectionOutcome::WORDS),
        told: table.day("told"),
        span: table.span(),
    };
    table.require_with("result", "answered");
    table.finish();
    objection
}
