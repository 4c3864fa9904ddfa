//! A digest as a mail (RFC 5322), which any mail program or `sendmail -t` sends as it is.
//!
//! Nothing in it comes of the clock or of chance: its date is the day that was asked about, its id made of registry, agency and days, so
//! that a mail made twice is one mail for whoever gets it.

use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::date::Date;

use mulu_core::day::Day;
use mulu_core::message;

use super::NotifyRun;
use super::digest::DigestFacts;
use super::lines;
use crate::cli::fail::Failure;
use crate::cli::prompt::refused;

/// The mail of a digest. Where the agency's `contact` has no address, it is to nobody, and says for whom it is.
pub fn message(run: &NotifyRun<'_>, digest: &DigestFacts) -> Result<String, Failure> {
    let from = run.from.filter(|from| is_address(from)).ok_or_else(|| {
        let given = run.from.unwrap_or_default();
        refused(&message!(
            "--from `{given}` 不是邮箱地址：写作 name@example.gov.cn",
            "--from `{given}` is not a mail address: write name@example.gov.cn"
        ))
    })?;
    let to = match &digest.address {
        Some(address) => Address::new_address(Some(digest.name.as_str()), address.as_str()),
        None => Address::new_group(Some(digest.name.as_str()), Vec::new()),
    };
    let host = from.rsplit('@').next().unwrap_or_default();
    let agency = digest.agency.as_deref().unwrap_or("nobody");
    let namespace = run.registry.config.namespace();
    let id = format!("{namespace}.{}.{}.{}@{host}", ascii(agency), run.since, run.day);
    MessageBuilder::new()
        .from(from)
        .to(to)
        .subject(format!("{}（{}）", lines::subject(run), lines::count(run, digest)))
        .date(Date::new(midnight(run.day)))
        .message_id(id)
        .header("Auto-Submitted", mail_builder::headers::raw::Raw::new("auto-generated"))
        .text_body(lines::text(run, std::slice::from_ref(digest)))
        .write_to_string()
        .map_err(Failure::Output)
}

/// The first second of a day, in seconds since 1970 (UTC).
fn midnight(day: Day) -> i64 {
    Day::new(1970, 1, 1).map_or(0, |epoch| day.days_since(epoch) * 86_400)
}

/// An id as a part of a message's id.
fn ascii(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

fn is_address(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
    text.chars().all(is_plain)
        && text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'))
}
