//! Appending `[[adoption]]` to an agency's record (备案登记, Art. 9).

use std::ops::Range;

use crate::day::Day;
use crate::message::Message;
use crate::model::Progress;

use super::{append_entry, toml_string};

/// A filing as it is to be recorded.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The canonical number.
    pub standard: String,
    /// How far it is implemented.
    pub status: Progress,
    /// Since when.
    pub since: Option<Day>,
    /// When it was filed.
    pub filed: Option<Day>,
    /// The systems that use it.
    pub systems: Vec<String>,
    /// A path or an address.
    pub evidence: Option<String>,
}

/// The record's text with the adoption added, and the bytes of it that are new.
///
/// The table goes behind the last adoption, or to the end of a record that has none; where adoptions are a list in brackets, it
/// becomes the list's last. Everything else stays where it is.
///
/// # Errors
/// When the text is not TOML, or keeps its adoptions in a form that nothing can be appended to.
pub fn append_adoption(text: &str, adoption: &Adoption) -> Result<(String, Range<usize>), Message> {
    append_entry(text, "adoption", &entries(adoption))
}

/// The lines of the table below its header.
fn entries(adoption: &Adoption) -> Vec<String> {
    let mut lines = vec![
        format!("standard = {}", toml_string(&adoption.standard)),
        format!("status = {}", toml_string(adoption.status.id())),
    ];
    lines.extend(adoption.since.map(|since| format!("since = {since}")));
    lines.extend(adoption.filed.map(|filed| format!("filed = {filed}")));
    if !adoption.systems.is_empty() {
        let systems: Vec<String> = adoption.systems.iter().map(|system| toml_string(system)).collect();
        lines.push(format!("systems = [{}]", systems.join(", ")));
    }
    lines.extend(adoption.evidence.as_ref().map(|evidence| format!("evidence = {}", toml_string(evidence))));
    lines
}
