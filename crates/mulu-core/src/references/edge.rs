//! The keys that name something: each once, with what it names.

use crate::model::Kind;

/// What a key can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferentKind {
    /// A standard, by its number.
    Standard,
    /// A clause, as `policy#clause`.
    Clause,
    /// An agency, by its id.
    Agency,
    /// An organ of the same policy, or an agency, by its id.
    Organ,
    /// An agency by its id, or anybody by name, as papers write them.
    Issuer,
    /// A kind of evidence.
    EvidenceKind,
    /// A rule of `mulu check`.
    Rule,
    /// A GB/T 2260 code.
    Region,
    /// A class of the standards system.
    Class,
    /// A topic of a class.
    Topic,
    /// A word of `[traits]`.
    Trait,
    /// A role that agencies have and `[roles]` uses.
    Role,
    /// A project, by its id.
    Project,
    /// An information resource, by its id.
    Resource,
    /// A recurring duty, as `policy#clause/duty`.
    Duty,
}

/// Declares the edges: the name, where the key stands in each kind of record that has it, what it names, and for those that may
/// lead nowhere, why.
macro_rules! edges {
    ($($(#[$about:meta])* $edge:ident: [$($key:literal),+] => $referent:ident $(, unless $why:literal)?;)+) => {
        /// A key by which one record speaks of another, or of something that the registry defines.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Edge {
            $($(#[$about])* $edge,)+
        }

        impl Edge {
            /// Every edge.
            pub const ALL: &'static [Edge] = &[$(Edge::$edge),+];

            /// Where the key stands: the kind of record, and the keys that lead to it. A `*` is a key that the user chooses.
            #[must_use]
            pub fn keys(self) -> &'static [&'static str] {
                match self {
                    $(Edge::$edge => &[$($key),+],)+
                }
            }

            /// What it names.
            #[must_use]
            pub fn referent(self) -> ReferentKind {
                match self {
                    $(Edge::$edge => ReferentKind::$referent,)+
                }
            }

            /// Why what it names need not be recorded; none: it must be (`unknown-reference` and its like).
            #[must_use]
            pub fn may_be_unknown(self) -> Option<&'static str> {
                match self {
                    $(Edge::$edge => None::<&'static str>$(.or(Some($why)))?,)+
                }
            }
        }
    };
}

impl Edge {
    /// Whether it names the agency whose record it is: the record is of that agency's region, where it names none itself.
    #[must_use]
    pub fn is_owner(self) -> bool {
        matches!(self, Edge::OwnedBy | Edge::ProvidedBy)
    }

    /// Whether it tells, for records of a kind, of which region they are.
    #[must_use]
    pub fn tells_region_of(self, kind: Kind) -> bool {
        let is_of_kind = |key: &&str| key.strip_prefix(kind.id()).is_some_and(|rest| rest.starts_with('.'));
        (self.is_owner() || self.referent() == ReferentKind::Region) && self.keys().iter().any(is_of_kind)
    }
}

edges! {
    /// Whose region the catalogue is of.
    Home: ["config.catalogue.jurisdiction"] => Region;
    /// The clause that asks for reviews.
    ReviewClause: ["config.review.clause"] => Clause;
    /// The roles that have a duty.
    RoleOfDuty: ["config.roles.*"] => Role, unless "no agency may hold it yet";

    /// The clause that names a class.
    ClassClause: ["taxonomy.class.clause"] => Clause;

    /// An edition that a standard replaces.
    Replaces: ["standard.replaces"] => Standard;
    /// An edition that it replaces in part.
    PartlyReplaces: ["standard.partly_replaces"] => Standard;
    /// A class that it belongs to.
    InClass: ["standard.classes"] => Class;
    /// A topic that it covers.
    OnTopic: ["standard.topics"] => Topic;
    /// The international document that it adopts.
    Adopts: ["standard.adopts.number"] => Standard, unless "a document of elsewhere, which few catalogues record";
    /// A number that it had.
    FormerNumber: ["standard.former_numbers.number"] => Standard, unless "it is the standard's own, under another name";
    /// What it is built on.
    References: ["standard.references"] => Standard, unless "a list taken from its text, of which a catalogue records a part";
    /// A clause that makes it mandatory.
    MandatedBy: ["standard.catalogue.mandated_by"] => Clause;
    /// A trait of the projects that it applies to.
    AppliesTo: ["standard.catalogue.applies_to"] => Trait;
    /// The agency that concluded a review.
    ReviewedBy: ["standard.review.by"] => Agency;

    /// Who may give a kind of evidence.
    Issuers: ["evidence.evidence.issuers"] => Issuer, unless "papers may name anybody";

    /// Whose measure a policy is.
    PolicyRegion: ["policy.jurisdiction"] => Region;
    /// The agency that an organ of it is.
    OrganIs: ["policy.organs.*"] => Agency;
    /// A standard that a clause makes binding.
    Mandates: ["policy.clause.mandates"] => Standard;
    /// A kind of evidence that it asks for.
    Requires: ["policy.clause.requires"] => EvidenceKind;
    /// Who may excuse from it.
    ExcusedBy: ["policy.clause.approved_by"] => Organ;
    /// Who does a step of it.
    StepBy: ["policy.clause.step.by"] => Organ;
    /// The evidence that a step of it stands for.
    StepAnswers: ["policy.clause.step.answers"] => EvidenceKind;
    /// Who has a duty under it.
    DutyBy: ["policy.clause.duty.by"] => Organ;
    /// A rule that watches it.
    EnforcedBy: ["policy.clause.enforced_by", "policy.clause.example.finds"] => Rule;

    /// Where an agency acts.
    AgencyRegion: ["agency.jurisdiction"] => Region;
    /// A role that it has.
    HasRole: ["agency.roles"] => Role, unless "nothing may be asked of it yet";
    /// Who took over from it.
    SucceededBy: ["agency.succeeded_by"] => Agency;
    /// A standard that it filed as adopted.
    Filed: ["agency.adoption.standard"] => Standard;
    /// A recurring duty that it did.
    Did: ["agency.done.duty"] => Duty;
    /// A standard that it taught.
    Taught: ["agency.training.standards"] => Standard;

    /// The agency that owns a project.
    OwnedBy: ["project.agency"] => Agency;
    /// Where a project is built.
    ProjectRegion: ["project.jurisdiction"] => Region;
    /// What a project is like.
    HasTrait: ["project.traits"] => Trait;
    /// A standard that it declares.
    Declares: ["project.conformance.standard"] => Standard;
    /// A clause that it answers.
    AnswersClause: ["project.conformance.clause"] => Clause;
    /// A standard that it was excused from.
    WaivedStandard: ["project.waiver.standard"] => Standard;
    /// A clause that it was excused from.
    WaivedClause: ["project.waiver.clause"] => Clause;
    /// Who excused it.
    WaivedBy: ["project.waiver.approved_by"] => Agency;

    /// What kind of evidence a paper is.
    PaperKind: ["agency.evidence.kind", "project.evidence.kind"] => EvidenceKind;
    /// Who issued it.
    PaperBy: ["agency.evidence.by", "project.evidence.by"] => Issuer, unless "papers may name anybody";
    /// The clause whose steps a case goes through.
    CaseProcedure: ["case.case.procedure", "resource.request.procedure"] => Clause;
    /// The project that it is about.
    CaseProject: ["case.case.project"] => Project;
    /// The agency that does what its steps leave to it.
    CaseAgency: ["case.case.agency"] => Agency;
    /// The clause under which an order was given.
    OrderClause: ["agency.order.clause", "project.order.clause"] => Clause;
    /// Who gave it.
    OrderedBy: ["agency.order.by", "project.order.by"] => Agency;

    /// The agency that provides a resource.
    ProvidedBy: ["resource.provider"] => Agency;
    /// Another resource that goes with it.
    RelatedTo: ["resource.related"] => Resource;
    /// Who confirmed that it is withheld.
    ConfirmedBy: ["resource.confirmed_by"] => Agency;
    /// The project that it came from.
    CameFrom: ["resource.project"] => Project;
    /// The resource that an item of it is taken from.
    TakenFrom: ["resource.item.from"] => Resource;
    /// Who doubted it.
    ObjectedBy: ["resource.objection.by"] => Issuer, unless "anybody who uses it may doubt it";
    /// Who asked to share it.
    RequestedBy: ["resource.request.by"] => Issuer, unless "agencies of other governments may ask";
}
