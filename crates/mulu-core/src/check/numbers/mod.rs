//! Standard numbers and file names.

use super::rule::rules;

rules!(malformed_number, noncanonical_number, level_mismatch, file_name_mismatch, duplicate_number);
