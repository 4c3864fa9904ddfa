//! The implementation catalogue.

use super::rule::rules;

rules!(
    nature_mismatch,
    unmandated_binding,
    applicability_undecided,
    supersession_due_soon,
    listed_superseded,
    listed_not_effective,
    international_before_domestic,
    overlapping_standards,
    topic_gap
);
