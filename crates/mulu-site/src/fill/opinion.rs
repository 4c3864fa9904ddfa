//! The review opinion on a project.

use crate::views::opinion::OpinionPage;
use crate::views::parts::Link;
use crate::views::project::{GateView, OpinionLink};
use mulu_core::address;
use mulu_core::audit::stage_of;
use mulu_core::model::{Project, Stage};
use mulu_git::history::Revision;

use super::project::thousands;
use super::{Fill, count, document_path, iso};

/// How many mandatory standards are named of which nobody has said whom they concern: a registry may have thousands.
const UNPLACED: usize = 40;

/// Whether there is anything to review: a system that was taken down is not reviewed any more.
pub fn is_reviewed(project: &Project) -> bool {
    stage_of(project) != Stage::Retired
}

impl Fill<'_> {
    /// Whether this is the language that the registry is written in, whose pages lie at the root.
    pub fn is_of_the_registry(&self) -> bool {
        self.registry.config.languages.first().is_none_or(|first| *first == self.lang())
    }

    /// Where the opinion on a project lies, if there is one.
    pub(super) fn opinion_file(&self, project: &Project) -> Option<OpinionLink> {
        let own = self.registry.config.languages.first().filter(|own| **own != self.lang());
        let lang = own.map(|own| own.tag().to_owned());
        is_reviewed(project).then(|| OpinionLink { file: address::opinion(&project.id), lang })
    }

    /// The commit that an opinion names where git does not tell which one last changed the project's record, as in a shallow clone. Every
    /// commit changes that, so it is not named beside the other.
    pub fn revision_of_opinion(&self, project: usize) -> Option<&Revision> {
        let told = self.answers.last_commit(self.registry.projects[project].file);
        self.revision.filter(|_| told.is_none())
    }

    /// The opinion on one project, with the day as it is to be shown.
    pub fn opinion(&self, index: usize, day: String) -> OpinionPage {
        let project = &self.registry.projects[index];
        let name = self.title(&project.name, &project.name_en, &project.id);
        let audit = self.answers.audits().project(index);
        let gate = self.gate_view(index).unwrap_or_else(nothing_asked);
        OpinionPage {
            day,
            project: Link { href: address::project(&project.id), text: name.text.clone(), lang: name.lang.clone() },
            name: name.text,
            name_lang: name.lang,
            id: project.id.clone(),
            agency: project.agency.as_ref().and_then(|agency| self.agency_link(agency)),
            stage: project.stage.as_ref().map_or("planning", |stage| stage.value.id()),
            place: self.place(&self.registry.jurisdiction_of(project).cloned()),
            approved: iso(&project.approved),
            investment: project.investment.as_ref().map(|investment| thousands(investment.value)),
            mlps_level: project.mlps_level.as_ref().and_then(|level| u8::try_from(level.value).ok()),
            traits: self.traits(&project.traits),
            sample: project.sample,
            conclusion: self.words(&mulu_core::official::conclusion(audit)),
            word_file: address::encode_path(&format!("{}.docx", document_path("opinions", &project.id))),
            obligations: audit.obligations.iter().map(|owed| self.obligation(owed)).collect(),
            undecided: audit.undecided.iter().map(|open| self.open(open)).collect(),
            unplaced: audit.unplaced.iter().take(UNPLACED).map(|standard| self.standard_ref(*standard)).collect(),
            unplaced_more: count(audit.unplaced.len().saturating_sub(UNPLACED)),
            revision: self.revision_of_opinion(index).map(Revision::short),
            recommended: audit.recommended.iter().map(|one| self.recommendation(one)).collect(),
            gate,
        }
    }
}

/// Of a project that nothing binds.
fn nothing_asked() -> GateView {
    GateView { verdict: "pass", missing: Vec::new(), withheld: Vec::new(), reasons: Vec::new(), reasons_more: 0 }
}
