//! Which build this is.

use crate::views::build::BuildPage;
use crate::{manifest, reference};

use super::Fill;

impl Fill<'_> {
    /// The page that says for which day and from which revision all pages were made.
    pub fn build(&self) -> BuildPage {
        let config = &self.registry.config;
        let commit = self.revision.map(|revision| revision.commit.clone());
        BuildPage {
            day: self.day.to_string(),
            revision_url: commit.as_deref().and_then(|commit| self.commit_url(commit)),
            revision: commit,
            changed: self.revision.is_some_and(|revision| revision.changed),
            citation: reference::of_catalogue(config, self.day),
            bibtex: reference::catalogue_bibtex(config, self.day),
            index_file: "api/v1/index.json".to_owned(),
            manifest_file: manifest::PATH.to_owned(),
        }
    }
}
