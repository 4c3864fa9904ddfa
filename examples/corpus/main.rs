//! Makes a large registry, to measure Mulu with: `cargo run --release --example corpus -- DIR [FILE.csv[.gz]] [N] [SEED]`, or of
//! resources and cases `… -- DIR holdings RESOURCES CASES`.
//!
//! See [`registry`] and [`holdings`] for what it holds. It is for measuring only; nothing in it is published.

#![allow(clippy::disallowed_macros, reason = "an example says what it did")]

mod holdings;
mod registry;

use std::error::Error;
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: corpus DIR [FILE.csv[.gz]] [N] [SEED], or corpus DIR holdings RESOURCES CASES";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1).peekable();
    let root = args.next().filter(|root| !root.starts_with('-'));
    let root = PathBuf::from(root.ok_or(USAGE)?);
    if args.next_if(|arg| arg == "holdings").is_some() {
        let (resources, cases) = (args.next().ok_or(USAGE)?.parse()?, args.next().ok_or(USAGE)?.parse()?);
        holdings::add(&root, resources, cases)?;
        eprintln!("{resources} resources, {cases} cases");
        return Ok(());
    }
    let file = args.next_if(|arg| arg.parse::<usize>().is_err());
    let wanted = args.next().map_or(Ok(20_000), |n| n.parse())?;
    let seed = args.next().map_or(Ok(1), |seed| seed.parse())?;
    let made = registry::make(&root, file.as_deref().map(Path::new), wanted, seed)?;
    eprintln!("{} standards, {} agencies, {} projects", made.standards, made.agencies, made.projects);
    Ok(())
}
