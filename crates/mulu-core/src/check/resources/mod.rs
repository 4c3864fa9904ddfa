//! Information resources: whether the catalogue is whole, on what terms is shared, and whether it is kept.

mod asked;

use super::rule::rules;

rules!(
    resource_incomplete,
    malformed_resource_code,
    provider_mismatch,
    unknown_database,
    withheld_without_basis,
    withheld_unconfirmed,
    basis_lapsed,
    condition_missing,
    sharing_too_narrow,
    identifier_missing,
    two_sources,
    not_registered,
    sweep_overdue,
    objection_unanswered,
    complaint_unanswered,
);
