//! What a registry of another city can take over: classes and topics, kinds of evidence, words for projects, and standards as facts.
//!
//! It is made from the records of the registry that this repository is. Whatever a city decided of them (listing, reviews, drafting),
//! how it uses them (prose, comments), and who there issues papers, stays behind.

use mulu_core::slice::slice_lossy;

/// The levels whose standards hold everywhere.
const LEVELS: [&str; 3] = ["national/", "industry/", "international/"];

/// A standard's file as facts: its own keys, without the tables of what was decided. None for one that holds elsewhere only.
pub fn standard(path: &str, text: &str) -> Option<String> {
    if !LEVELS.iter().any(|level| path.starts_with(level)) {
        return None;
    }
    let toml = text.strip_prefix("+++\n")?.split("\n+++").next()?;
    let own = toml.lines().take_while(|line| !line.starts_with('['));
    let kept: String = own.filter(|line| !line.trim_start().starts_with('#')).map(|line| format!("{line}\n")).collect();
    Some(format!("+++\n{}\n+++\n", kept.trim_end()))
}

/// The standards system without the measure that made it.
pub fn taxonomy(text: &str) -> String {
    let own = text.lines().filter(|line| !line.starts_with("clause = ") && !line.starts_with('#'));
    let classes: String = own.map(|line| format!("{line}\n")).collect();
    format!(
        "# 标准体系的类和每类应当覆盖的主题：按本地的办法增删，class 的 clause 写依据哪一条。\n\n{}",
        classes.trim_start()
    )
}

/// The kinds of evidence without who issues them: that differs from place to place.
pub fn evidence(text: &str) -> String {
    let own = text.lines().filter(|line| !line.starts_with("issuer"));
    own.map(|line| format!("{line}\n")).collect()
}

/// A table of the configuration, with its header and the comment above it.
pub fn section<'t>(config: &'t str, header: &str) -> &'t str {
    let Some(at) = config.find(&format!("\n{header}\n")) else { return "" };
    let rest = slice_lossy(config, at + 1..);
    let end = rest.find("\n[").or_else(|| rest.find("\n# ")).unwrap_or(rest.len());
    slice_lossy(rest, ..end)
}
