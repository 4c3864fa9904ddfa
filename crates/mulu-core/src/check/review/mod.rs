//! The review cycle (DESIGN 4).

mod open_duty;
mod pending;

use super::rule::rules;

rules!(
    review_overdue,
    review_due_soon,
    review_cycle_too_long,
    review_out_of_order,
    review_in_future,
    review_unauthorised,
    review_without_reason,
    review_repeated,
    bulk_review,
    revision_overdue,
    abolition_overdue
);
