//! Outputs in the form in which they are kept: whole, or as what differs from another.

use std::collections::BTreeMap;

use git2::{DiffOptions, Patch};

use super::commands::Said;
use super::digest;
use super::site::sum;

/// Files below a registry's folder, as they are kept.
#[derive(Default)]
pub struct Outputs {
    /// By path, whole: what others may be held against.
    whole: BTreeMap<String, String>,
    /// By path, as kept.
    kept: BTreeMap<String, String>,
    /// What is the same as on the first day or in English, by folder.
    same: BTreeMap<String, String>,
}

impl Outputs {
    /// Outputs of a day. On days after the first, what differs from the first is kept; on the first, what Chinese JSON has that
    /// English has not.
    pub fn of_day(&mut self, day: &str, first: &str, said: Said) {
        let said: Said = said.into_iter().map(|(name, text)| (name.clone(), digest::kept(&name, text))).collect();
        for (name, text) in &said {
            let english = name.replace(".zh.", ".en.");
            let other = if day != first {
                self.whole.get(&format!("{first}/{name}"))
            } else if english != *name && !name.ends_with(".txt") {
                said.get(&english)
            } else {
                None
            };
            self.keep(&format!("{day}/{name}"), text, other.cloned().as_deref());
        }
        if day == first {
            self.whole.extend(said.into_iter().map(|(name, text)| (format!("{day}/{name}"), text)));
        }
    }

    /// Outputs of no day.
    pub fn add(&mut self, said: Said) {
        let said: Said = said.into_iter().map(|(name, text)| (name.clone(), digest::kept(&name, text))).collect();
        for (name, text) in &said {
            let english = name.replace(".zh.", ".en.");
            let other = said.get(&english).filter(|_| english != *name && name.ends_with(".json"));
            self.keep(name, text, other.map(String::as_str));
        }
    }

    fn keep(&mut self, path: &str, text: &str, other: Option<&str>) {
        if other == Some(text) {
            let folder = path.split('/').next().unwrap();
            self.same.entry(format!("{folder}/same.txt")).or_default().push_str(&format!("{path}\n"));
            return;
        }
        let differs = other.map(|other| difference(other, text)).filter(|differs| differs.len() * 2 < text.len());
        match differs {
            Some(differs) => self.kept.insert(format!("{path}.diff"), differs),
            None => self.kept.insert(path.to_owned(), text.to_owned()),
        };
    }

    /// All files by their paths below the registry's folder.
    pub fn files(&self) -> BTreeMap<String, String> {
        self.kept.iter().chain(&self.same).map(|(path, text)| (path.clone(), text.clone())).collect()
    }
}

/// What differs between two texts, line by line. Places are left out, for they would move with every line above; the sum of
/// the whole says that none was lost.
fn difference(from: &str, to: &str) -> String {
    let mut lines = format!("sum of the whole: {}\n", sum(to.as_bytes()));
    let mut options = DiffOptions::new();
    options.context_lines(1).force_text(true);
    let mut patch = Patch::from_buffers(from.as_bytes(), None, to.as_bytes(), None, Some(&mut options)).unwrap();
    let patch = String::from_utf8(patch.to_buf().unwrap().to_vec()).unwrap();
    let hunks = patch.split_inclusive('\n').skip_while(|line| !line.starts_with("@@"));
    hunks.for_each(|line| lines.push_str(if line.starts_with("@@") { "@@\n" } else { line }));
    lines
}
