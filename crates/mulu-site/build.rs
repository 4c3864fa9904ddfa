//! Sums up what a site is made by, for the builds of sites: what another program made is made again, though both call themselves by
//! the same version. The command line makes nothing of a site but the printed catalogue.

#![allow(clippy::disallowed_macros, reason = "a build script speaks to Cargo by printing")]

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let top = theme();
    println!("cargo::rustc-env=MULU_THEME={top}");
    let mut sum = DefaultHasher::new();
    for made_from in ["crates", "templates", "site", "Cargo.lock", "src/cli/pdf.rs", "src/cli/pdf_normalisation.rs"] {
        let made_from = Path::new(top).join(made_from);
        // A package has the theme alone; what else it is made of goes by its version.
        if made_from.exists() {
            println!("cargo::rerun-if-changed={}", made_from.display());
            add(&made_from, &mut sum)?;
        }
    }
    println!("cargo::rustc-env=MULU_MADE_FROM={:016x}", sum.finish());
    Ok(())
}

/// Where `templates` and `site` lie: at the top of the repository, or, in a package, beside this file. The links that put them into the
/// package are not followed in the repository: where git checks out no links, they are files.
fn theme() -> &'static str {
    if Path::new("../../templates/base.html").exists() { "../.." } else { "." }
}

/// Adds a file, or all below a folder in the order of names.
fn add(path: &Path, sum: &mut DefaultHasher) -> io::Result<()> {
    path.to_string_lossy().replace('\\', "/").hash(sum);
    if !path.is_dir() {
        fs::read(path)?.hash(sum);
        return Ok(());
    }
    let mut below = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    below.sort();
    below.iter().try_for_each(|path| add(path, sum))
}
