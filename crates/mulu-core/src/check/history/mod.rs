//! What a proposal may not do to the past: `mulu check --base REV`.

use super::rule::rules;

rules!(review_history_rewritten, record_deleted, published_fact_changed, decision_rewritten, unauthorised_change);
