//! `mulu check`.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use crate::check::check_proposal;
use crate::finding::{Finding, Level};
use crate::history;
use crate::registry::Registry;
use crate::report::{Format, Report};

use super::args::{Check, Common, ReportFormat};
use super::fail::Failure;
use super::open::{colour, open, unknown};
use super::{Ended, terminal};

/// Checks the registry and reports.
///
/// # Errors
/// When the registry cannot be read, a PATH is not in it, or the output cannot be written.
pub fn run(common: &Common, command: &Check) -> Result<Ended, Failure> {
    let opened = open(common)?;
    let wanted = match opened.source.commit() {
        None => wanted(&opened.registry, opened.source.root(), &command.paths)?,
        Some(_) => wanted_then(&opened.registry, &command.paths)?,
    };
    let base = match &command.base {
        Some(base) => Some(history::base(opened.source.root(), base, common.rev.as_deref()).map_err(unknown)?),
        None => None,
    };
    let mut findings = check_proposal(&opened.registry, opened.day, base.as_ref());
    if !command.paths.is_empty() {
        findings.retain(|finding| is_wanted(&opened.registry, finding, &wanted));
    }
    let format = match command.format {
        ReportFormat::Text => Format::Text,
        ReportFormat::Json => Format::Json,
    };
    let lang = if format == Format::Json { opened.json_lang } else { opened.lang };
    let report = Report {
        registry: &opened.registry,
        source: &opened.source,
        day: opened.day,
        revision: opened.source.commit(),
        findings: &findings,
        lang,
        colour: colour(common),
    };
    let mut out = terminal::stdout();
    report.write(format, &mut out)?;
    out.flush()?;
    Ok(if report.count(Level::Deny) > 0 { Ended::Denied } else { Ended::Well })
}

/// The paths asked for, relative to the root as the registry names its files.
fn wanted(registry: &Registry, root: &Path, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let fail = |error, path: &Path| Failure::Unreadable(crate::source::Unreadable { path: path.to_owned(), error });
    let root_path = root.canonicalize().map_err(|error| fail(error, root))?;
    let mut wanted = Vec::new();
    for path in paths {
        // A path is meant from here; for one who names the root, also from there.
        let full = path.canonicalize().or_else(|error| root.join(path).canonicalize().map_err(|_| error));
        let full = full.map_err(|error| fail(error, path))?;
        let inside = full.strip_prefix(&root_path).map_err(|_| outside(path, root))?;
        let parts: Vec<_> = inside
            .components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(name.to_string_lossy()),
                _ => None,
            })
            .collect();
        let name = parts.join("/");
        if !registry.files.iter().any(|file| is_under(file, &name)) {
            return Err(no_record(path));
        }
        wanted.push(name);
    }
    Ok(wanted)
}

/// The paths asked for at a revision: they need not be on disk any more, so they are taken as written, from the root.
fn wanted_then(registry: &Registry, paths: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let name = |path: &PathBuf| {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let name = parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let is_there = registry.files.iter().any(|file| is_under(file, &name));
        if is_there { Ok(name) } else { Err(no_record(path)) }
    };
    paths.iter().map(name).collect()
}

fn no_record(path: &Path) -> Failure {
    let path = path.display();
    Failure::Unknown(format!("{path}：登记簿中没有这样的记录\n  {path}: no record of the registry is there"))
}

fn outside(path: &Path, root: &Path) -> Failure {
    let (path, root) = (path.display(), root.display());
    Failure::Unknown(format!("{path} 不在登记簿 {root} 之内\n  {path} is not in the registry {root}"))
}

fn is_under(file: &str, path: &str) -> bool {
    path.is_empty() || file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_wanted(registry: &Registry, finding: &Finding, wanted: &[String]) -> bool {
    let file = registry.path(finding.place.file);
    wanted.iter().any(|path| is_under(file, path))
}
