//! The implementation catalogue.

use super::rule::rules;

rules!(
    nature_mismatch,
    unmandated_binding,
    listed_superseded,
    listed_not_effective,
    international_before_domestic,
    overlapping_standards,
    topic_gap
);
