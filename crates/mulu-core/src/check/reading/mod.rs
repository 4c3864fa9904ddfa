//! Reading files: what cannot be read cannot be trusted.

use super::rule::rules;

rules!(syntax, unknown_key, missing_key, invalid_value, broken_emphasis, not_a_record);
