//! What `mulu check` finds in a registry, each finding with its line.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use mulu_core::audit::Audits;
use mulu_core::check::{check_audited, check_file};
use mulu_core::finding::Finding;
use mulu_core::lazy_table::LazyTable;
use mulu_core::model::FileId;
use mulu_core::report::{Position, Texts};

use super::derived::Evaluation;

/// A finding and where it stands by line and column.
pub type LocatedFinding = (Finding, Position);

/// The findings.
pub struct SiteFindings<'r> {
    audits: &'r Audits<'r>,
    whole: OnceLock<BTreeMap<FileId, Vec<LocatedFinding>>>,
    /// By file, where one is asked for before the whole.
    files: LazyTable<Vec<LocatedFinding>>,
}

impl<'r> SiteFindings<'r> {
    /// The findings of a registry, as the audits know it.
    #[must_use]
    pub fn of(audits: &'r Audits<'r>, evaluation: Evaluation) -> Self {
        let files = LazyTable::of(audits.registry().files.len());
        let found = SiteFindings { audits, whole: OnceLock::new(), files };
        if evaluation == Evaluation::Eager {
            found.by_file();
        }
        found
    }

    /// Lets go of all that was found, without waiting for it: of a large registry that takes as long as making a page.
    pub fn let_go(self) {
        let SiteFindings { whole, files, .. } = self;
        std::thread::spawn(move || drop((whole, files)));
    }

    /// All findings.
    pub fn all(&self) -> impl Iterator<Item = &LocatedFinding> {
        self.by_file().values().flatten()
    }

    /// The findings in a file.
    pub fn in_file(&self, file: FileId) -> &[LocatedFinding] {
        if let Some(whole) = self.whole.get() {
            return whole.get(&file).map_or(&[], Vec::as_slice);
        }
        let place = file.0 as usize;
        if place >= self.audits.registry().files.len() {
            return &[];
        }
        self.files.get(place, || self.placed(check_file(self.audits, file)))
    }

    fn by_file(&self) -> &BTreeMap<FileId, Vec<LocatedFinding>> {
        self.whole.get_or_init(|| {
            // They are in the order of files. Most have one: a list that grows would take the room of four.
            let mut all = self.placed(check_audited(self.audits, None)).into_iter().peekable();
            let next_file = std::iter::from_fn(|| {
                let file = all.peek()?.0.place.file;
                let mut own: Vec<LocatedFinding> =
                    std::iter::from_fn(|| all.next_if(|(finding, _)| finding.place.file == file)).collect();
                own.shrink_to_fit();
                Some((file, own))
            });
            next_file.collect()
        })
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
