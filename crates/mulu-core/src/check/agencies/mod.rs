//! Agencies and what they filed.

use super::rule::rules;

rules!(adoption_not_filed, adoption_superseded, composition_mismatch, duty_overdue, invalid_uscc);
