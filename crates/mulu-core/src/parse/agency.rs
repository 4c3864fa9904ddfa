//! `agencies/*.toml` → an agency.

use crate::message;
use crate::model::{
    Agency, Complaint, DoneDuty, FileId, Filing, FormerName, NamedPost, Progress, Span, Spanned, Training,
};
use crate::references::ReferentKind;
use crate::source::stem;
use crate::vocabulary::Vocabulary;

use super::project::{evidence, order};
use super::public_key::is_public_key;
use super::resource::sweep;
use super::table::TableReader;
use super::{Diagnostics, Reading, toml_text};

/// Reads an agency's record.
pub fn agency(path: &str, file: FileId, text: &str, diagnostics: &Diagnostics) -> Agency {
    let (toml, offset) = toml_text::whole(text);
    let parsed = toml_text::parse(toml, offset, diagnostics);
    let top = TableReader::top(parsed.get_ref(), Span { start: offset, end: offset }, offset, diagnostics);
    top.require(&["name", "jurisdiction"]);
    Agency { file, id: stem(path).to_owned(), ..in_place(top) }
}

/// Reads an agency that a clause's example gives in place: a record of its own has a file and an id besides.
pub fn in_place(mut top: TableReader<'_>) -> Agency {
    let diagnostics = top.diagnostics();
    let agency = Agency {
        file: FileId(u32::MAX),
        id: String::new(),
        name: top.string("name"),
        name_en: top.string("name_en"),
        jurisdiction: top.name("jurisdiction", ReferentKind::Region),
        roles: top.names("roles", ReferentKind::Role),
        until: top.day("until"),
        succeeded_by: top.names("succeeded_by", ReferentKind::Agency),
        names: top.tables("names").into_iter().map(former_name).collect(),
        people: top.tables("people").into_iter().map(named_post).collect(),
        maintainers: top.strings("maintainers"),
        signing_keys: signing_keys(top.strings("signing_keys"), diagnostics),
        uscc: top.string("uscc"),
        contact: top.string("contact"),
        sample: top.flag("sample"),
        formerly: top.strings("formerly"),
        adoptions: top.tables("adoption").into_iter().map(filing).collect(),
        trainings: top.tables("training").into_iter().map(training).collect(),
        sweeps: top.tables("sweep").into_iter().map(sweep).collect(),
        complaints: top.tables("complaint").into_iter().map(complaint).collect(),
        done: top.tables("done").into_iter().map(done).collect(),
        evidence: top.tables("evidence").into_iter().map(evidence).collect(),
        orders: top.tables("order").into_iter().map(order).collect(),
    };
    top.finish();
    agency
}

/// The keys as they stand. One that cannot be read would let nobody in, and its owner wonder why.
fn signing_keys(keys: Vec<Spanned<String>>, diagnostics: &Diagnostics) -> Vec<Spanned<String>> {
    for key in keys.iter().filter(|key| !is_public_key(&key.value)) {
        diagnostics.add(
            Reading::InvalidValue,
            key.span,
            message!("不是公钥", "this is not a public key"),
            message!(
                "写 OpenSSH 公钥的一行，或 gpg --armor --export 输出的整段公钥",
                "write an OpenSSH public key's line, or the whole block that `gpg --armor --export` prints"
            ),
        );
    }
    keys
}

fn former_name(mut table: TableReader<'_>) -> FormerName {
    table.require(&["name", "until"]);
    let name = FormerName { name: table.string("name"), until: table.day("until") };
    table.finish();
    name
}

fn named_post(mut table: TableReader<'_>) -> NamedPost {
    table.require(&["duty", "name"]);
    let post = NamedPost { duty: table.string("duty"), name: table.string("name") };
    table.finish();
    post
}

fn filing(mut table: TableReader<'_>) -> Filing {
    table.require(&["standard", "status"]);
    let filing = Filing {
        standard: table.cited("standard"),
        status: table.word("status", Progress::WORDS),
        since: table.day("since"),
        filed: table.day("filed"),
        systems: table.strings("systems"),
        evidence: table.string("evidence"),
        span: table.span(),
    };
    table.finish();
    filing
}

fn done(mut table: TableReader<'_>) -> DoneDuty {
    table.require(&["duty", "date"]);
    let done = DoneDuty {
        duty: table.name("duty", ReferentKind::Duty),
        date: table.day("date"),
        reference: table.string("ref"),
        composition: table.composition("composition"),
        span: table.span(),
    };
    table.finish();
    done
}

fn training(mut table: TableReader<'_>) -> Training {
    table.require(&["date"]);
    let training = Training {
        date: table.day("date"),
        standards: table.cited_list("standards"),
        attendance: table.integer("attendance", 0..=1_000_000),
        span: table.span(),
    };
    table.finish();
    training
}

fn complaint(mut table: TableReader<'_>) -> Complaint {
    table.require(&["ref", "received"]);
    let complaint = Complaint {
        reference: table.string("ref"),
        received: table.day("received"),
        answered: table.day("answered"),
        result: table.string("result"),
        span: table.span(),
    };
    table.finish();
    complaint
}
