//! The making of municipal documents (Art. 14).

use super::rule::rules;

rules!(drafting_out_of_order, drafting_incomplete, consultation_too_short, publication_unauthorised);
