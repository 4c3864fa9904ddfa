//! What happens to a filing after it was made: `mulu register --update` by the agency, `mulu register --accept` by the office.

use mulu_core::day::Day;
use mulu_core::edit::{Edit, KeyLocation, WrittenValue};
use mulu_core::message;
use mulu_core::model::{Agency, Filing, Progress, Spanned};

use super::edited::edited;
use super::fail::Failure;
use super::open::OpenedRegistry;
use super::prompt::refused;
use super::register::Register;

/// The filing that is meant, by the agency whose record has it and its place: of an edition, else of the only one of that number. What
/// an agency filed goes on with whoever took over from it.
fn filing<'o>(opened: &'o OpenedRegistry, agency: &'o Agency, text: &str) -> Result<(&'o Agency, usize), Failure> {
    let registry = &opened.registry;
    let bearers = std::iter::once(agency).chain(registry.predecessors_of(&agency.id));
    let mut found = bearers.filter_map(|bearer| Some((bearer, filing_of(opened, bearer, text)?)));
    found.next().ok_or_else(|| {
        let (id, name) = (&agency.id, name_of(opened, text));
        refused(&message!("{id} 没有登记 {name}", "{id} has not registered {name}"))
    })
}

/// The standard as it is recorded, else as its number is read.
fn name_of(opened: &OpenedRegistry, text: &str) -> String {
    let registry = &opened.registry;
    let found = registry.find_standard(text, opened.day).and_then(|index| registry.standards.get(index));
    found.map_or_else(|| registry.number(text).canonical().to_owned(), |standard| standard.name().to_owned())
}

fn filing_of(opened: &OpenedRegistry, agency: &Agency, text: &str) -> Option<usize> {
    let (meant, name) = (opened.registry.number(text), name_of(opened, text));
    let named = |filing: &Filing| filing.standard.as_ref().is_some_and(|cited| cited.number.canonical() == name);
    let family = |filing: &Filing| {
        let cited = filing.standard.as_ref();
        !meant.is_dated() && cited.is_some_and(|cited| cited.number.undated() == meant.undated())
    };
    let exact = agency.adoptions.iter().position(named);
    let related: Vec<usize> =
        agency.adoptions.iter().enumerate().filter(|(_, filing)| family(filing)).map(|(at, _)| at).collect();
    match (exact, &related[..]) {
        (Some(at), _) => Some(at),
        (None, [at]) => Some(*at),
        _ => None,
    }
}

/// What the agency says anew of a standard that it has filed. What the office accepted, the standard and the day, stays.
///
/// # Errors
/// When it has not filed the standard, or its record cannot be written into.
pub fn update(opened: &OpenedRegistry, agency: &Agency, command: &Register) -> Result<Edit, Failure> {
    let (agency, at) = filing(opened, agency, &command.number)?;
    let part = KeyLocation::Entry("adoption", at);
    edited(opened, opened.registry.path(agency.file), |record| {
        if let Some(status) = command.status {
            record.set(part, "status", &WrittenValue::Text(Progress::from(status).id().to_owned()))?;
        }
        if let Some(since) = command.since {
            record.set(part, "since", &WrittenValue::Day(since))?;
        }
        if !command.systems.is_empty() {
            let have = agency.adoptions.get(at).map_or(&[][..], |filing| filing.systems.as_slice());
            let mut systems: Vec<String> = have.iter().map(|system| system.value.clone()).collect();
            systems.extend(command.systems.iter().filter(|new| !have.iter().any(|own| own.value == **new)).cloned());
            record.set(part, "systems", &WrittenValue::Texts(systems))?;
        }
        if let Some(evidence) = &command.evidence {
            record.set(part, "evidence", &WrittenValue::Text(evidence.clone()))?;
        }
        Ok(())
    })
}

/// The office's acceptance of a filing, on its day. Nobody accepts what he has filed himself: whose act it is, the merge request
/// shows, and there a role of `[roles] register` other than the agency's is asked for.
///
/// # Errors
/// When the standard was not filed, or is accepted already, or the day is still to come.
pub fn accept(opened: &OpenedRegistry, agency: &Agency, command: &Register, on: Day) -> Result<Edit, Failure> {
    let (agency, at) = filing(opened, agency, &command.number)?;
    if on > opened.day {
        let day = opened.day;
        return Err(refused(&message!("受理日期 {on} 晚于 {day}", "the day of acceptance {on} is after {day}")));
    }
    let filed: Option<&Spanned<Day>> = agency.adoptions.get(at).and_then(|filing| filing.filed.as_ref());
    if let Some(filed) = filed {
        let day = filed.value;
        return Err(refused(&message!("已于 {day} 受理备案", "it was accepted on {day} already")));
    }
    edited(opened, opened.registry.path(agency.file), |record| {
        record.set(KeyLocation::Entry("adoption", at), "filed", &WrittenValue::Day(on))
    })
}
