//! Papers that records speak of by their paths: which of them are not there. The registry reads none of them.

use std::collections::BTreeSet;

use crate::model::{Evidence, FileId, Place, Spanned};
use crate::source::Source;

use super::Registry;

/// What the files of papers end in.
const ENDINGS: [&str; 19] = [
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "csv", "txt", "md", "html", "jpg", "jpeg",
    "png", "tif", "zip",
];

impl Registry {
    /// Looks which of the papers that records name by a path are there. A source that knows of records alone tells nothing.
    pub fn look_for_papers(&mut self, source: &dyn Source) {
        let mut named: BTreeSet<String> = BTreeSet::new();
        self.each_paper(&mut |place, path| named.extend(self.places_of(place.file, path)));
        named.retain(|path| source.has(path) == Some(false));
        self.absent = named;
    }

    /// The papers that are named by a path at which none is, each with the place that names it.
    #[must_use]
    pub fn absent_papers(&self) -> Vec<(Place, &str)> {
        let mut all = Vec::new();
        self.each_paper(&mut |place, path| {
            if self.places_of(place.file, path).iter().all(|path| self.absent.contains(path)) {
                all.push((place, path));
            }
        });
        all
    }

    /// Where a path may lead: from the registry's folder, or from that of the record.
    fn places_of(&self, file: FileId, path: &str) -> [String; 2] {
        let path = path.strip_prefix("./").unwrap_or(path);
        let folder = self.path(file).rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        [path.to_owned(), beside]
    }

    /// Every text that speaks of evidence and is a path.
    fn each_paper<'r>(&'r self, each: &mut dyn FnMut(Place, &'r str)) {
        let mut text = |file: FileId, text: Option<&'r Spanned<String>>| {
            if let Some(text) = text.filter(|text| is_path(&text.value)) {
                each(Place { file, span: text.span }, &text.value);
            }
        };
        for standard in &self.standards {
            standard.reviews.iter().for_each(|review| text(standard.file, review.evidence.as_ref()));
        }
        let reference = |paper: &'r Evidence| paper.reference.as_ref();
        for agency in &self.agencies {
            agency.adoptions.iter().for_each(|filing| text(agency.file, filing.evidence.as_ref()));
            agency.evidence.iter().for_each(|paper| text(agency.file, reference(paper)));
        }
        for project in &self.projects {
            project.conformance.iter().for_each(|declared| text(project.file, declared.evidence.as_ref()));
            project.evidence.iter().for_each(|paper| text(project.file, reference(paper)));
        }
    }
}

/// Whether a text means a file of the registry: parts apart from each other by `/`, the last with the ending of a paper's file, and no
/// address of elsewhere. The number of a document, or its title, is none.
fn is_path(text: &str) -> bool {
    let rest = text.strip_prefix("./").unwrap_or(text);
    let Some((first, _)) = rest.split_once('/') else { return false };
    let ending = rest.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_plain =
        !rest.contains(['\\', ':', '?', '*']) && !rest.split('/').any(|part| part.is_empty() || part == "..");
    // `www.example.gov.cn/a.pdf` is an address.
    is_plain && !first.contains('.') && ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_told_from_a_number_and_an_address() {
        for text in ["papers/2026/minutes.pdf", "./纪要/复审.DOCX", "evidence/a b.pdf"] {
            assert!(is_path(text), "{text}");
        }
        for text in [
            "长数发〔2026〕3号",
            "GB/T 22239-2019",
            "minutes.pdf",
            "https://example.org/a.pdf",
            "www.example.org/a.pdf",
            "../other/a.pdf",
            "/etc/a.pdf",
            "a//b.pdf",
        ] {
            assert!(!is_path(text), "{text}");
        }
    }
}
