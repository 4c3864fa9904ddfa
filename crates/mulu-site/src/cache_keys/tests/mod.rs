//! What changes which sums.

mod sums;
mod tables;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::{Evaluation, LocalisedTheme, Site, Theme};
use mulu_core::output::InputKey;
use mulu_core::registry::Registry;
use mulu_core::source::Memory;
use mulu_git::history::Revision;

use super::CacheKeys;

static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::load(None).unwrap());

/// A site's files: two standards that replace each other and one that stands alone, an agency and a project for each, an agency
/// that reviews, and a policy.
#[derive(Clone)]
struct Made {
    files: BTreeMap<String, String>,
    day: &'static str,
    revision: Option<Revision>,
    theme: Option<Theme>,
}

fn standard(number: &str, more: &str) -> String {
    format!(
        "+++\nnumber = \"{number}\"\ntitle = \"《{number}》\"\nissued = 2010-01-02\neffective = 2010-06-01\n{more}\n[catalogue]\nstatus = \"listed\"\nlisted = 2012-01-01\nbinding = \"recommended\"\n+++\n"
    )
}

fn agency(name: &str, more: &str) -> String {
    format!("name = \"{name}\"\njurisdiction = \"430100\"\n{more}\n")
}

fn adopts(number: &str) -> String {
    format!("[[adoption]]\nstandard = \"{number}\"\nstatus = \"implemented\"\nfiled = 2020-01-01")
}

fn project(name: &str, agency: &str, number: &str) -> String {
    format!(
        "name = \"{name}\"\nagency = \"{agency}\"\njurisdiction = \"430100\"\nstage = \"operation\"\n[[conformance]]\nstandard = \"{number}\"\nstatus = \"met\"\n"
    )
}

impl Made {
    fn new() -> Made {
        let files = [
            ("book.toml", "[book]\ntitle = \"试验目录\"\n[roles]\nreview = [\"data-authority\"]\n".to_owned()),
            ("standards/national/old.md", standard("GB/T 1-2010", "")),
            ("standards/national/new.md", standard("GB/T 1-2020", "replaces = [\"GB/T 1-2010\"]")),
            ("standards/national/lone.md", standard("GB/T 2-2010", "")),
            ("agencies/files-old.toml", agency("甲局", &adopts("GB/T 1-2010"))),
            ("agencies/files-lone.toml", agency("乙局", &adopts("GB/T 2-2010"))),
            ("agencies/office.toml", agency("标准办", "roles = [\"data-authority\"]")),
            ("projects/declares-new.toml", project("项目一", "files-old", "GB/T 1-2020")),
            ("projects/declares-lone.toml", project("项目二", "files-lone", "GB/T 2-2010")),
            (
                "policies/measure.md",
                "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-05-12\neffective = 2018-06-12\n+++\n"
                    .to_owned(),
            ),
        ];
        let files = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
        Made { files, day: "2026-11-21", revision: None, theme: None }
    }

    /// The same with one text replaced by another in a file, where it must stand.
    fn with(&self, path: &str, from: &str, to: &str) -> Made {
        let mut made = self.clone();
        let text = made.files.get_mut(path).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
        made
    }

    fn on<R>(&self, then: impl FnOnce(&Site<'_>, &[LocalisedTheme]) -> R) -> R {
        let files = self.files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
        let registry = Registry::load(&Memory::new(files)).unwrap();
        let theme = self.theme.as_ref().unwrap_or(&THEME);
        let themes = LocalisedTheme::all(theme, &registry.config.languages).unwrap();
        let revision = self.revision.as_ref();
        let site =
            Site { registry: &registry, day: self.day.parse().unwrap(), revision, history: None, theme, printer: None };
        then(&site, &themes)
    }

    /// Every file of the site with its key, if it has one.
    fn keys(&self) -> BTreeMap<String, Option<InputKey>> {
        self.on(|site, themes| {
            site.with_builder(Evaluation::Eager, themes, |builder| {
                let keys = CacheKeys::of(site, builder.fill(), builder.documents());
                let key = |(path, artifact): &(String, _)| {
                    (path.clone(), builder.begin(path, Cow::Borrowed(artifact), Some(&keys)).key)
                };
                builder.files().iter().map(key).collect()
            })
        })
    }

    /// Every file of the site with its bytes.
    fn bytes(&self) -> BTreeMap<String, Vec<u8>> {
        self.on(|site, themes| {
            site.with_builder(Evaluation::Eager, themes, |builder| {
                let make = |(path, _): &(String, _)| (path.clone(), builder.make(path).unwrap().unwrap());
                builder.files().iter().map(make).collect()
            })
        })
    }
}
