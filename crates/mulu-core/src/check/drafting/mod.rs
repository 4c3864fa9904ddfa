//! The making of municipal documents (Art. 14).

use super::rule::rules;

rules!(drafting_out_of_order, consultation_too_short);
