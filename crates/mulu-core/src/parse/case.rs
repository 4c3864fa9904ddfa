//! `cases/*.toml` → a docket.

use crate::model::{Case, Docket, FileId, SharingRequest, Span};
use crate::references::ReferentKind;
use crate::source::stem;

use super::table::TableReader;
use super::{Diagnostics, toml_text};

/// Reads a docket.
pub fn docket(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Docket {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let mut top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    let docket = Docket {
        file,
        id: stem(path).to_owned(),
        title: top.string("title"),
        title_en: top.string("title_en"),
        sample: top.flag("sample"),
        formerly: top.strings("formerly"),
        cases: top.tables("case").into_iter().map(case).collect(),
    };
    top.finish();
    docket
}

/// The days have the names that the procedure's steps give them: whether there is such a step, only the registry can tell
/// (`unknown-key`).
fn case(table: TableReader<'_>) -> Case {
    table.require(&["procedure", "ref"]);
    in_place(table)
}

/// Reads a request to share a resource: its steps are those of a case, and whatever they leave to the agency falls to the resource's.
pub fn request(mut table: TableReader<'_>) -> SharingRequest {
    table.require(&["procedure"]);
    let by = table.name("by", ReferentKind::Issuer);
    let case = Case {
        procedure: table.name("procedure", ReferentKind::Clause),
        reference: table.string("ref"),
        project: None,
        agency: None,
        refused: table.day("refused"),
        reason: table.string("reason"),
        span: table.span(),
        days: table.other_days(),
    };
    SharingRequest { by, case }
}

/// Reads a case, or one that a clause's example gives in place, which needs no name.
pub fn in_place(mut table: TableReader<'_>) -> Case {
    Case {
        procedure: table.name("procedure", ReferentKind::Clause),
        reference: table.string("ref"),
        project: table.name("project", ReferentKind::Project),
        agency: table.name("agency", ReferentKind::Agency),
        refused: table.day("refused"),
        reason: table.string("reason"),
        span: table.span(),
        days: table.other_days(),
    }
}
