//! What `mulu check` finds in a registry, each finding with its line.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, OnceLock, PoisonError};

use mulu_core::audit::Audits;
use mulu_core::check::{check_audited, check_file, check_files, check_registry, together};
use mulu_core::finding::Finding;
use mulu_core::lazy_table::LazyTable;
use mulu_core::model::FileId;
use mulu_core::report::{Position, Texts};

use super::derived::Evaluation;

/// A finding and where it stands by line and column.
pub type LocatedFinding = (Finding, Position);

/// The findings by file.
type FindingsByFile = BTreeMap<FileId, Vec<LocatedFinding>>;

/// The findings.
pub struct SiteFindings<'r> {
    audits: &'r Audits<'r>,
    whole: OnceLock<WholeFindings>,
    /// What was found before some records were changed, until the whole is asked for.
    before: Mutex<Option<FindingsBefore>>,
    /// Whether the findings of the next state of the registry will be made from these.
    is_lasting: bool,
    /// By file, where one is asked for before the whole.
    files: LazyTable<Vec<LocatedFinding>>,
}

/// All findings.
struct WholeFindings {
    by_file: FindingsByFile,
    /// Those among them that rest on a look at the whole registry; none where nobody will ask for the next state of it.
    of_registry: BTreeMap<FileId, Vec<Finding>>,
}

/// What was found, to be taken over where a registry changed little.
pub struct FindingsBefore {
    whole: WholeFindings,
    /// The files whose findings are to be looked for anew.
    concerned: BTreeSet<FileId>,
}

impl FindingsBefore {
    /// Notes that records were changed that these files may have to do with.
    #[must_use]
    pub fn with_concerned(mut self, files: &BTreeSet<FileId>) -> Self {
        self.concerned.extend(files);
        self
    }
}

impl<'r> SiteFindings<'r> {
    /// The findings of a registry, as the audits know it.
    #[must_use]
    pub fn of(audits: &'r Audits<'r>, evaluation: Evaluation) -> Self {
        let files = LazyTable::of(audits.registry().files.len());
        let found = SiteFindings { audits, whole: OnceLock::new(), before: Mutex::default(), is_lasting: false, files };
        if evaluation == Evaluation::Eager {
            found.by_file();
        }
        found
    }

    /// The findings of a registry of which some records were changed since others were looked for.
    #[must_use]
    pub fn again(audits: &'r Audits<'r>, before: Option<FindingsBefore>) -> Self {
        SiteFindings { before: Mutex::new(before), is_lasting: true, ..SiteFindings::of(audits, Evaluation::Lazy) }
    }

    /// What was found, for the next state of the registry; none where it was not all asked for.
    pub fn found(self) -> Option<FindingsBefore> {
        let SiteFindings { whole, before, files, .. } = self;
        std::thread::spawn(move || drop(files));
        let kept = whole.into_inner().map(|whole| FindingsBefore { whole, concerned: BTreeSet::new() });
        kept.or_else(|| before.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lets go of all that was found, without waiting for it: of a large registry that takes as long as making a page.
    pub fn let_go(self) {
        let SiteFindings { whole, files, .. } = self;
        std::thread::spawn(move || drop((whole, files)));
    }

    /// Looks for all, where that was not done. Whether it was not.
    #[must_use]
    pub fn prepare(&self) -> bool {
        let is_left = self.whole.get().is_none();
        self.by_file();
        is_left
    }

    /// All findings.
    pub fn all(&self) -> impl Iterator<Item = &LocatedFinding> {
        self.by_file().values().flatten()
    }

    /// The findings in a file.
    pub fn in_file(&self, file: FileId) -> &[LocatedFinding] {
        if let Some(whole) = self.whole.get() {
            return whole.by_file.get(&file).map_or(&[], Vec::as_slice);
        }
        let place = file.0 as usize;
        if place >= self.audits.registry().files.len() {
            return &[];
        }
        self.files.get(place, || self.placed(check_file(self.audits, file)))
    }

    fn by_file(&self) -> &FindingsByFile {
        let whole = self.whole.get_or_init(|| {
            let before = self.before.lock().unwrap_or_else(PoisonError::into_inner).take();
            match before {
                Some(before) => self.patched(before),
                None => WholeFindings {
                    by_file: by_file(self.placed(check_audited(self.audits, None)), |(finding, _)| finding),
                    of_registry: if self.is_lasting { self.of_registry() } else { BTreeMap::new() },
                },
            }
        });
        &whole.by_file
    }

    fn of_registry(&self) -> BTreeMap<FileId, Vec<Finding>> {
        by_file(check_registry(self.audits), |finding| finding)
    }

    /// What is found now: as before in the files that the changes do not concern, and of which the registry as a whole says the same.
    fn patched(&self, FindingsBefore { whole, mut concerned }: FindingsBefore) -> WholeFindings {
        let WholeFindings { by_file: mut found, of_registry: before } = whole;
        let of_registry = self.of_registry();
        let is_known = |file: &FileId| before.get(file) == of_registry.get(file);
        concerned.extend(before.keys().chain(of_registry.keys()).filter(|file| !is_known(file)));
        let files: Vec<FileId> = concerned.into_iter().collect();
        for (file, of_records) in check_files(self.audits, &files) {
            let others = of_registry.get(&file).map_or(&[][..], Vec::as_slice);
            let mut own = self.placed(together(of_records, others));
            own.shrink_to_fit();
            if own.is_empty() { drop(found.remove(&file)) } else { drop(found.insert(file, own)) }
        }
        WholeFindings { by_file: found, of_registry }
    }

    fn placed(&self, findings: Vec<Finding>) -> Vec<LocatedFinding> {
        let texts = Texts::new(self.audits.registry());
        // What only the office sees is told by `mulu check`, not by the site.
        let registry = self.audits.registry();
        findings
            .into_iter()
            .filter(|finding| !registry.is_kept_back(finding.place.file))
            .map(|mut finding| {
                // They are kept: most have one of each, in the room of four.
                finding.args.shrink_to_fit();
                finding.related.shrink_to_fit();
                let at = texts.position(finding.place);
                (finding, at)
            })
            .collect()
    }
}

/// Findings by their files, which they are in the order of. Most have one: a list that grows would take the room of four.
fn by_file<T>(all: Vec<T>, finding: impl Fn(&T) -> &Finding) -> BTreeMap<FileId, Vec<T>> {
    let mut all = all.into_iter().peekable();
    let next_file = std::iter::from_fn(|| {
        let file = finding(all.peek()?).place.file;
        let mut own: Vec<T> = std::iter::from_fn(|| all.next_if(|one| finding(one).place.file == file)).collect();
        own.shrink_to_fit();
        Some((file, own))
    });
    next_file.collect()
}
