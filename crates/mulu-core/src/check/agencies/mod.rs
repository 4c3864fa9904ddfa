//! Agencies and what they filed.

use super::rule::rules;

rules!(adoption_not_filed, adoption_superseded, duty_overdue, invalid_uscc);
