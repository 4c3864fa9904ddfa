//! The texts of files. Of a large registry the prose of records, which is most of them, may be left in the files and read again by who
//! needs it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::model::{FileId, Span};
use crate::parse::{self, Diagnostics, ParsedFile};
use crate::slice::slice_lossy;
use crate::source::{Source, SourceEntry, WorkTree};

use super::Registry;

/// From so many files on, who shows little of what they say leaves their prose in them: that of fewer costs less to hold than to read
/// twice.
pub const MANY_FILES: usize = 1 << 16;

/// From so many files on, even who shows all of it does, and reads it again for each page: there is no room for it.
pub const FILES_BEYOND_MEMORY: usize = 1 << 19;

/// The texts of files, in their order.
#[derive(Debug, Default)]
pub struct FileTexts {
    /// The whole text of a file, or what stands before its prose.
    held: Vec<Box<str>>,
    /// Whether the prose of a file was left in it; behind its end it was not.
    cut: Vec<bool>,
    /// The files that it was left in.
    left_in: Option<WorkTree>,
    /// A file that said something else when its prose was asked for.
    changed: OnceLock<FileId>,
}

impl FileTexts {
    /// For so many files; their prose is left in a work tree, where one is named, if they are as many as is named with it.
    pub(super) fn of(files: usize, tree: Option<(&WorkTree, usize)>) -> Self {
        let left_in = tree.filter(|(_, many)| files >= *many).map(|(tree, _)| tree.clone());
        let cut = left_in.as_ref().map_or_else(Vec::new, |_| Vec::with_capacity(files));
        FileTexts { held: Vec::with_capacity(files), cut, left_in, changed: OnceLock::new() }
    }

    /// Enters the text of the next file, which says something.
    pub(super) fn push(&mut self, text: Box<str>, said: &ParsedFile) {
        if self.left_in.is_none() {
            return self.held.push(text);
        }
        let prose = prose(said).filter(|prose| prose.start < prose.end);
        self.cut.push(prose.is_some());
        self.held.push(match prose {
            Some(prose) => slice_lossy(&text, ..prose.start as usize).into(),
            None => text,
        });
    }

    /// Puts another text in the place of one.
    pub(super) fn put(&mut self, place: usize, text: Box<str>) {
        if let Some(held) = self.held.get_mut(place) {
            *held = text;
        }
        if let Some(cut) = self.cut.get_mut(place) {
            *cut = false;
        }
    }

    /// Enters the first so many texts of another registry, which holds all of its own, behind those that are here.
    pub(super) fn join(&mut self, theirs: &FileTexts, count: usize) {
        self.held.extend(theirs.held.iter().take(count).cloned());
    }

    fn is_cut(&self, file: FileId) -> bool {
        self.cut.get(file.0 as usize).copied().unwrap_or(false)
    }
}

/// Where the prose of a record stands; none of one that has none.
fn prose(said: &ParsedFile) -> Option<Span> {
    match said {
        ParsedFile::Standard(standard) => Some(standard.body),
        ParsedFile::Policy(policy) => Some(policy.body),
        _ => None,
    }
}

impl Registry {
    /// The text of a file; what is no UTF-8 in it stands as U+FFFD, and it is empty where the file was not read. Where its prose was
    /// left in the file, it is read again, and empty where the file says something else by now: no place in it would be right.
    #[must_use]
    pub fn text(&self, file: FileId) -> Cow<'_, str> {
        if self.texts.is_cut(file) {
            let found = self.read_again(file);
            if found.is_none() {
                // Which one is told of is no matter: it is told so that the work is done again.
                let _ = self.texts.changed.set(file);
            }
            return Cow::Owned(found.unwrap_or_default());
        }
        Cow::Borrowed(self.held_text(file))
    }

    /// The path of a file that was changed after it was read, whose prose was asked for since: what was made of that lacks it.
    #[must_use]
    pub fn changed_meanwhile(&self) -> Option<&str> {
        self.texts.changed.get().map(|file| self.path(*file))
    }

    /// The text of a file, up to a byte at least: as much of it as is held, where that is enough.
    #[must_use]
    pub fn text_until(&self, file: FileId, end: u32) -> Cow<'_, str> {
        let held = self.held_text(file);
        if end as usize <= held.len() { Cow::Borrowed(held) } else { self.text(file) }
    }

    /// What is written at a place of a file.
    #[must_use]
    pub fn written(&self, file: FileId, span: Span) -> Cow<'_, str> {
        let range = span.start as usize..span.end as usize;
        match self.text_until(file, span.end) {
            Cow::Borrowed(text) => Cow::Borrowed(slice_lossy(text, range)),
            Cow::Owned(text) => Cow::Owned(slice_lossy(&text, range).to_owned()),
        }
    }

    fn held_text(&self, file: FileId) -> &str {
        self.texts.held.get(file.0 as usize).map_or("", |text| text)
    }

    fn read_again(&self, file: FileId) -> Option<String> {
        let found = self.texts.left_in.as_ref()?.read(self.path(file)).ok()?;
        if self.digests.get(file.0 as usize) != Some(&found.digest()) {
            return None;
        }
        match found {
            SourceEntry::Bytes(bytes) => Some(parse::text(bytes, &Diagnostics::default())),
            SourceEntry::TooLarge(_) | SourceEntry::NotAFile | SourceEntry::BadName => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::FileTexts;
    use crate::model::FileId;
    use crate::parse::ParsedFile;
    use crate::registry::Registry;
    use crate::source::WorkTree;

    const RECORD: &str = "+++\ntitle = \"甲\"\n+++\n\n本文件规定了要求。\n";

    /// A registry of two documents of a city, whose prose was left in their files.
    fn without_prose(tree: WorkTree) -> Registry {
        let mut registry = Registry::load(&tree).unwrap();
        let mut texts = FileTexts { left_in: Some(tree), ..FileTexts::default() };
        for file in (0..).map(FileId).take(registry.files.len()) {
            let said = registry.standards.iter().find(|standard| standard.file == file);
            let said = said.map_or(ParsedFile::Nothing, |standard| ParsedFile::Standard(Box::new(standard.clone())));
            texts.push(registry.text(file).into(), &said);
        }
        registry.texts = texts;
        registry
    }

    #[test]
    fn prose_that_was_left_in_a_file_is_read_again_unless_the_file_changed() {
        let folder = tempfile::tempdir().unwrap();
        let standards = folder.path().join("standards/municipal");
        fs::create_dir_all(&standards).unwrap();
        fs::write(folder.path().join("book.toml"), "[book]\n").unwrap();
        let files = ["a.md", "b.md"].map(|name| standards.join(name));
        files.iter().for_each(|file| fs::write(file, RECORD).unwrap());
        let registry = without_prose(WorkTree::open(folder.path()).unwrap());
        fs::write(&files[1], RECORD.replace('甲', "乙")).unwrap();
        let [first, second] = &registry.standards[..] else { panic!("two") };
        assert_eq!(registry.text(FileId(0)), "[book]\n");
        assert_eq!(registry.text(first.file), RECORD);
        assert_eq!(registry.written(first.file, first.body), "本文件规定了要求。");
        let title = second.title.as_ref().unwrap().span;
        assert_eq!(registry.written(second.file, title), "\"甲\"", "what is held is what was read");
        assert_eq!(registry.text_until(second.file, title.end), "+++\ntitle = \"甲\"\n+++\n\n");
        assert_eq!(registry.changed_meanwhile(), None, "nobody asked for its prose");
        assert_eq!(registry.written(second.file, second.body), "");
        assert_eq!(registry.changed_meanwhile(), Some("standards/municipal/b.md"));
        assert_eq!(registry.text(FileId(9)), "");
    }
}
