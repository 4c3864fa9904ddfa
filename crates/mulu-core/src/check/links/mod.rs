//! Dates and links.

mod nearest;

use super::rule::rules;

rules!(
    date_order,
    date_in_future,
    contradicting_dates,
    duplicate_entry,
    duplicate_id,
    unknown_reference,
    replacement_cycle,
    ambiguous_replacement,
    missing_source,
    source_outdated,
    upstream_unavailable,
    lock_stale,
    id_clash,
    upstream_differs,
    unknown_class,
    unknown_topic,
    unknown_trait,
    unknown_role,
    unheld_duty,
    evidence_not_found
);
