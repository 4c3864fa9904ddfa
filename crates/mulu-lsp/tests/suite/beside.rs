//! Upstreams whose files lie beside the registry's own, below `upstream/ID/`, as rule documents write them. Nothing is copied.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use mulu_core::registry::{LoadedUpstream, Registry};
use mulu_core::source::{Memory, Source, Upstreams, upstream_path};
use mulu_lsp::federation::Federation;
use mulu_lsp::file_uri::below;

pub struct Beside;

impl Federation for Beside {
    fn pinned(&self, root: &Path, _own: &dyn Source) -> Upstreams<Box<dyn Source + Send>> {
        let mut all: BTreeMap<String, Vec<(String, Vec<u8>)>> = BTreeMap::new();
        for path in files(&root.join("upstream")) {
            let inside = below(&root.join("upstream"), &path).expect("below");
            let (id, inside) = inside.split_once('/').expect("an upstream");
            all.entry(id.to_owned()).or_default().push((inside.to_owned(), std::fs::read(&path).expect("a file")));
        }
        all.into_iter().map(|(id, files)| (id, Ok(Box::new(Memory::new(files)) as Box<dyn Source + Send>))).collect()
    }

    fn copy(&self, root: &Path, upstream: &LoadedUpstream, path: &str, _text: &str) -> Option<PathBuf> {
        Some(root.join(upstream_path(&upstream.id, path)))
    }

    fn original(&self, root: &Path, _registry: &Registry, copy: &Path) -> Option<String> {
        below(root, copy).filter(|path| path.starts_with("upstream/"))
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let of = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flatten().flat_map(|entry| of(entry.path())).collect()
}
