//! Baselines of citations: what is known of a folder of documents, so that only what is new fails.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use mulu_core::report::JsonDocument;

use super::Citation;

/// The citations of an earlier run that were not in force; an entry for each number of each document, sorted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationBaseline {
    schema: String,
    citations: Vec<KnownCitation>,
}

/// A citation that is known: as often as its file cites this number in this state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownCitation {
    /// The document.
    pub file: String,
    /// The number.
    pub number: String,
    /// Its state.
    pub state: String,
    /// How often.
    pub count: usize,
}

impl JsonDocument for CitationBaseline {
    const SCHEMA: &'static str = "mulu.cite-baseline/1";

    fn schema(&self) -> &str {
        &self.schema
    }
}

impl CitationBaseline {
    /// The baseline of these citations: those that are not in force.
    #[must_use]
    pub fn of(citations: &[Citation]) -> Self {
        let mut counts: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
        for citation in citations.iter().filter(|citation| citation.state() != "current") {
            *counts.entry((&citation.file, &citation.number, citation.state())).or_default() += 1;
        }
        let known = counts.into_iter().map(|((file, number, state), count)| KnownCitation {
            file: file.to_owned(),
            number: number.to_owned(),
            state: state.to_owned(),
            count,
        });
        CitationBaseline { schema: CitationBaseline::SCHEMA.to_owned(), citations: known.collect() }
    }

    /// For each citation, whether the baseline has it. One more of a number than is known is new.
    #[must_use]
    pub fn known<'c>(&'c self, citations: &'c [Citation]) -> Vec<bool> {
        let mut left: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
        for known in &self.citations {
            *left.entry((&known.file, &known.number, &known.state)).or_default() += known.count;
        }
        let mut known = Vec::with_capacity(citations.len());
        for citation in citations {
            let count = left.get_mut(&(citation.file.as_str(), citation.number.as_str(), citation.state()));
            known.push(count.as_ref().is_some_and(|count| **count > 0));
            if let Some(count) = count {
                *count = count.saturating_sub(1);
            }
        }
        known
    }
}
