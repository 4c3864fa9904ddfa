//! Policies.

use super::rule::rules;

rules!(policy_expired, policy_cites_superseded, clause_example_fails, reach_unsaid);
