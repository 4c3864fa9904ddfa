//! Whether a change takes back something that decides what a project owes.

use std::collections::BTreeSet;

use crate::model::Stage;
use crate::vocabulary::Vocabulary;

use super::changed::FieldChange;
use super::fields::items;

/// Whether a change makes less of what was said: a word of a list gone, a number lower, a stage before the one that was reached, a
/// fact that no longer is one. What is neither more nor less, or cannot be read, counts as less.
pub(super) fn takes_back(change: &FieldChange) -> bool {
    let Some(old) = &change.old else { return false };
    let Some(new) = &change.new else { return true };
    let (old, new) = (old.value.as_str(), new.value.as_str());
    match change.field.key.as_str() {
        "stage" => !matches!((Stage::from_id(old), Stage::from_id(new)), (Some(old), Some(new)) if new >= old),
        "traits" => {
            let kept: BTreeSet<&str> = items(new).collect();
            !items(old).all(|word| kept.contains(word))
        }
        "investment" | "mlps_level" => {
            !matches!((old.parse::<f64>(), new.parse::<f64>()), (Ok(old), Ok(new)) if new >= old)
        }
        _ => new != "true",
    }
}
