//! Who speaks of whom: for each kind of record every reference that it makes, with the key, the entry and the place.
//!
//! This is the one place that knows edges. Links, reloading, the rules on what is not recorded, whom a standard's end concerns and
//! the keys of the incremental build all go through these functions, so that a key that names something is declared once
//! ([`Edge`]), read once, and found everywhere.
//!
//! Expressions (`when`, `mandates_where`) name things too; what they compare with is found where they are read. The projects of
//! clauses' examples are hypothetical: what they name need not be.

mod edge;
mod renames;

pub use edge::{Edge, ReferentKind};
pub use renames::Renames;

use crate::config::Config;
use crate::model::{
    Agency, Cited, Class, Clause, Docket, Evidence, EvidenceKind, FileId, Order, Place, Policy, Project, Resource,
    Spanned, Standard,
};

/// One thing that a record names.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'r> {
    /// The key that names it.
    pub edge: Edge,
    /// The entry of the record that has the key, such as its third clause or filing, counted from 0; 0 for the record's own keys.
    pub entry: usize,
    /// What is named.
    pub to: ReferenceTarget<'r>,
    /// Where.
    pub place: Place,
}

/// What a reference names.
#[derive(Clone, Copy, Debug)]
pub enum ReferenceTarget<'r> {
    /// A standard.
    Standard(&'r Cited),
    /// A clause, as `policy#clause`.
    Clause(&'r str),
    /// An agency.
    Agency(&'r str),
    /// An organ of the same policy.
    Organ(&'r str),
    /// An agency or anybody else.
    Issuer(&'r str),
    /// A kind of evidence.
    EvidenceKind(&'r str),
    /// A rule.
    Rule(&'r str),
    /// A region.
    Region(&'r str),
    /// A class.
    Class(&'r str),
    /// A topic.
    Topic(&'r str),
    /// A trait.
    Trait(&'r str),
    /// A role.
    Role(&'r str),
    /// A project.
    Project(&'r str),
    /// An information resource.
    Resource(&'r str),
    /// A recurring duty, as `policy#clause/duty`.
    Duty(&'r str),
}

impl<'r> Reference<'r> {
    /// The standard that it names.
    #[must_use]
    pub fn standard(&self) -> Option<&'r Cited> {
        if let ReferenceTarget::Standard(cited) = self.to { Some(cited) } else { None }
    }

    /// The agency that it names.
    #[must_use]
    pub fn agency(&self) -> Option<&'r str> {
        if let ReferenceTarget::Agency(id) = self.to { Some(id) } else { None }
    }

    /// The region that it names.
    #[must_use]
    pub fn region(&self) -> Option<&'r str> {
        if let ReferenceTarget::Region(code) = self.to { Some(code) } else { None }
    }
}

/// A record that speaks of others.
pub trait HasReferences {
    /// Its file.
    fn file(&self) -> FileId;

    /// Hands over every reference that it makes, in the order of its keys.
    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>));

    /// Every reference that it makes.
    fn references(&self) -> Vec<Reference<'_>> {
        let mut all = Vec::new();
        self.each_reference(&mut |reference| all.push(reference));
        all
    }
}

/// Hands over the references of one record.
struct ReferenceSink<'e, 'r> {
    file: FileId,
    each: &'e mut dyn FnMut(Reference<'r>),
}

impl<'r> ReferenceSink<'_, 'r> {
    fn cited(&mut self, edge: Edge, entry: usize, all: impl IntoIterator<Item = &'r Spanned<Cited>>) {
        for cited in all {
            self.one(edge, entry, cited, ReferenceTarget::Standard(&cited.value));
        }
    }

    /// Names of one key: each leads to what the key names.
    fn named(&mut self, edge: Edge, entry: usize, all: impl IntoIterator<Item = &'r Spanned<String>>) {
        let to = match edge.referent() {
            // A number is cited, not named; an organ is told from an agency by the policy.
            ReferentKind::Standard | ReferentKind::Organ => return,
            ReferentKind::Clause => ReferenceTarget::Clause,
            ReferentKind::Agency => ReferenceTarget::Agency,
            ReferentKind::Issuer => ReferenceTarget::Issuer,
            ReferentKind::EvidenceKind => ReferenceTarget::EvidenceKind,
            ReferentKind::Rule => ReferenceTarget::Rule,
            ReferentKind::Region => ReferenceTarget::Region,
            ReferentKind::Class => ReferenceTarget::Class,
            ReferentKind::Topic => ReferenceTarget::Topic,
            ReferentKind::Trait => ReferenceTarget::Trait,
            ReferentKind::Role => ReferenceTarget::Role,
            ReferentKind::Project => ReferenceTarget::Project,
            ReferentKind::Resource => ReferenceTarget::Resource,
            ReferentKind::Duty => ReferenceTarget::Duty,
        };
        for name in all {
            self.one(edge, entry, name, to(&name.value));
        }
    }

    /// An organ of a policy where it has one of this name, else an agency. `agency` is every agency that the policy binds.
    fn organ(&mut self, edge: Edge, entry: usize, policy: &Policy, named: Option<&'r Spanned<String>>) {
        if let Some(name) = named {
            let is_organ = name.value == "agency" || policy.organs.iter().any(|(organ, _)| organ.value == name.value);
            self.one(
                edge,
                entry,
                name,
                if is_organ { ReferenceTarget::Organ(&name.value) } else { ReferenceTarget::Agency(&name.value) },
            );
        }
    }

    fn one<T>(&mut self, edge: Edge, entry: usize, at: &Spanned<T>, to: ReferenceTarget<'r>) {
        (self.each)(Reference { edge, entry, to, place: Place { file: self.file, span: at.span } });
    }

    fn papers(&mut self, papers: &'r [Evidence]) {
        for (entry, paper) in papers.iter().enumerate() {
            self.named(Edge::PaperKind, entry, &paper.kind);
            self.named(Edge::PaperBy, entry, &paper.by);
        }
    }

    fn orders(&mut self, orders: &'r [Order]) {
        for (entry, order) in orders.iter().enumerate() {
            self.named(Edge::OrderClause, entry, &order.clause);
            self.named(Edge::OrderedBy, entry, &order.by);
        }
    }

    fn clause(&mut self, entry: usize, policy: &'r Policy, clause: &'r Clause) {
        self.cited(Edge::Mandates, entry, &clause.mandates);
        self.named(Edge::Requires, entry, &clause.requires);
        self.organ(Edge::ExcusedBy, entry, policy, clause.approved_by.as_ref());
        clause.steps.iter().for_each(|step| self.organ(Edge::StepBy, entry, policy, step.by.as_ref()));
        clause.steps.iter().for_each(|step| self.named(Edge::StepAnswers, entry, &step.answers));
        clause.duties.iter().for_each(|duty| self.organ(Edge::DutyBy, entry, policy, duty.by.as_ref()));
        self.named(Edge::EnforcedBy, entry, &clause.enforced_by);
        clause.examples.iter().for_each(|example| self.named(Edge::EnforcedBy, entry, &example.finds));
    }
}

impl HasReferences for Config {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.named(Edge::Home, 0, &self.jurisdiction);
        sink.named(Edge::ReviewClause, 0, &self.review.clause);
        self.roles.values().for_each(|roles| sink.named(Edge::RoleOfDuty, 0, roles));
    }
}

impl HasReferences for Class {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        ReferenceSink { file: self.file, each }.named(Edge::ClassClause, 0, &self.clause);
    }
}

impl HasReferences for EvidenceKind {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        ReferenceSink { file: self.file, each }.named(Edge::Issuers, 0, &self.issuers);
    }
}

impl HasReferences for Standard {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.cited(Edge::Replaces, 0, &self.replaces);
        sink.cited(Edge::PartlyReplaces, 0, &self.partly_replaces);
        sink.named(Edge::InClass, 0, &self.classes);
        sink.named(Edge::OnTopic, 0, &self.topics);
        for (entry, adopted) in self.adopts.iter().enumerate() {
            sink.cited(Edge::Adopts, entry, &adopted.number);
        }
        for (entry, former) in self.former_numbers.iter().enumerate() {
            sink.cited(Edge::FormerNumber, entry, &former.number);
        }
        sink.cited(Edge::References, 0, &self.references);
        if let Some(listing) = &self.catalogue {
            sink.named(Edge::MandatedBy, 0, &listing.mandated_by);
            sink.named(Edge::AppliesTo, 0, &listing.applies_to);
        }
        for (entry, review) in self.reviews.iter().enumerate() {
            sink.named(Edge::ReviewedBy, entry, &review.by);
        }
    }
}

impl HasReferences for Policy {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.named(Edge::PolicyRegion, 0, &self.jurisdiction);
        sink.named(Edge::OrganIs, 0, self.organs.iter().map(|(_, agency)| agency));
        for (entry, clause) in self.clauses.iter().enumerate() {
            sink.clause(entry, self, clause);
        }
    }
}

impl HasReferences for Agency {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.named(Edge::AgencyRegion, 0, &self.jurisdiction);
        sink.named(Edge::HasRole, 0, &self.roles);
        sink.named(Edge::SucceededBy, 0, &self.succeeded_by);
        for (entry, filing) in self.adoptions.iter().enumerate() {
            sink.cited(Edge::Filed, entry, &filing.standard);
        }
        for (entry, training) in self.trainings.iter().enumerate() {
            sink.cited(Edge::Taught, entry, &training.standards);
        }
        for (entry, done) in self.done.iter().enumerate() {
            sink.named(Edge::Did, entry, &done.duty);
        }
        sink.papers(&self.evidence);
        sink.orders(&self.orders);
    }
}

impl HasReferences for Project {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.named(Edge::OwnedBy, 0, &self.agency);
        sink.named(Edge::ProjectRegion, 0, &self.jurisdiction);
        sink.named(Edge::HasTrait, 0, &self.traits);
        for (entry, declared) in self.conformance.iter().enumerate() {
            sink.cited(Edge::Declares, entry, &declared.standard);
            sink.named(Edge::AnswersClause, entry, &declared.clause);
        }
        sink.papers(&self.evidence);
        for (entry, waiver) in self.waivers.iter().enumerate() {
            sink.cited(Edge::WaivedStandard, entry, &waiver.standard);
            sink.named(Edge::WaivedClause, entry, &waiver.clause);
            sink.named(Edge::WaivedBy, entry, &waiver.approved_by);
        }
        sink.orders(&self.orders);
    }
}

impl HasReferences for Resource {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        sink.named(Edge::ProvidedBy, 0, &self.provider);
        sink.named(Edge::RelatedTo, 0, &self.related);
        sink.named(Edge::ConfirmedBy, 0, &self.confirmed_by);
        sink.named(Edge::CameFrom, 0, &self.project);
        for (entry, item) in self.items.iter().enumerate() {
            sink.named(Edge::TakenFrom, entry, &item.from);
        }
        for (entry, objection) in self.objections.iter().enumerate() {
            sink.named(Edge::ObjectedBy, entry, &objection.by);
        }
        for (entry, request) in self.requests.iter().enumerate() {
            sink.named(Edge::RequestedBy, entry, &request.by);
            sink.named(Edge::CaseProcedure, entry, &request.case.procedure);
        }
    }
}

impl HasReferences for Docket {
    fn file(&self) -> FileId {
        self.file
    }

    fn each_reference<'r>(&'r self, each: &mut dyn FnMut(Reference<'r>)) {
        let mut sink = ReferenceSink { file: self.file, each };
        for (entry, case) in self.cases.iter().enumerate() {
            sink.named(Edge::CaseProcedure, entry, &case.procedure);
            sink.named(Edge::CaseProject, entry, &case.project);
            sink.named(Edge::CaseAgency, entry, &case.agency);
        }
    }
}

#[cfg(test)]
mod tests;
