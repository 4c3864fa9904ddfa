//! `book.toml`: what a registry decides for itself (DESIGN 3.7).

use std::collections::BTreeMap;

use crate::day::{Day, Duration};
use crate::finding::Severity;
use crate::message::Lang;
use crate::model::{FileId, SharingTerms, Span, Spanned, Upstream, built_in};
use crate::number::Grammar;

/// A registry's configuration.
#[derive(Clone, Debug)]
pub struct Config {
    /// `book.toml` itself.
    pub file: FileId,
    /// The catalogue's title.
    pub title: String,
    /// Its English title.
    pub title_en: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Who publishes it.
    pub authors: Vec<String>,
    /// The language of the registry's people.
    pub language: Lang,
    /// Where `build` writes, relative to the root; none where the file names a place that no build may write to.
    pub build_dir: Option<String>,
    /// The site's languages; the first lives at `/`.
    pub languages: Vec<Lang>,
    /// Where the catalogue's listing binds: a GB/T 2260 code.
    pub jurisdiction: Option<Spanned<String>>,
    /// The registry's offset from UTC in minutes: decides which day it is.
    pub utc_offset_minutes: i32,
    /// The site's address, with a slash at its end.
    pub site_url: Option<String>,
    /// The repository's address, for links to history and editing, without a slash at its end.
    pub repository_url: Option<String>,
    /// Since when the registry is kept: duties and filings before it are not asked for.
    pub since: Option<Spanned<Day>>,
    /// `[site] contact`: whom to ask about the catalogue.
    pub contact: Option<String>,
    /// `[site] report-mistake`: where a mistake is reported.
    pub report_mistake: Option<String>,
    /// `[site] markdown`: whether pages have twins in Markdown; none where the size of the registry decides.
    pub markdown: Option<bool>,
    /// `[site.text-url]`: by level, where the official text of a standard can be read.
    pub text_urls: BTreeMap<String, String>,
    /// The terms under which the catalogue may be used: an address, or a name such as an SPDX identifier.
    pub licence: Option<String>,
    /// A banner on every page.
    pub notice: Option<String>,
    /// The banner in English.
    pub notice_en: Option<String>,
    /// Whether a build prints the catalogue as PDF.
    pub pdf: bool,
    /// `[review]`.
    pub review: ReviewTerms,
    /// `[[number-series]]`: the grammar of numbers, with the series that the registry declares.
    pub grammar: Grammar,
    /// `[resources]`: on what terms agencies share, by jurisdiction.
    pub sharing: Vec<SharingTerms>,
    /// `[[upstream]]`: the registries that this one depends on.
    pub upstreams: Vec<Upstream>,
    /// `[roles]`: who may say what.
    pub roles: BTreeMap<String, Vec<Spanned<String>>>,
    /// `[roles] require-signed`: whether every commit of a proposal must bear a good signature.
    pub require_signed: bool,
    /// `[check]`: the levels that differ from the rules' own.
    pub levels: BTreeMap<String, Spanned<Severity>>,
    /// `[traits]`: the words that projects and standards may use, and what they mean.
    pub traits: BTreeMap<String, Spanned<String>>,
}

/// The terms of the review cycle.
#[derive(Clone, Debug)]
pub struct ReviewTerms {
    /// The clause that asks for reviews, `policy#clause`: what findings and pages cite.
    pub clause: Option<Spanned<String>>,
    /// The ceiling.
    pub cycle: Duration,
    /// How soon a review is due after something that the standard is built on was revised.
    pub trigger_within: Duration,
    /// Where `book.toml` sets the ceiling; none: it is the measure's own.
    pub cycle_at: Option<Span>,
    /// How long before the due day a review is due soon.
    pub due_soon: Duration,
    /// How long an overdue review is a warning before it is denied.
    pub grace: Duration,
    /// How long a revision may take.
    pub revise_within: Duration,
    /// How long an abolition may take.
    pub abolish_within: Duration,
    /// How long a project may stay on an edition after it was replaced.
    pub transition: Duration,
}

impl Default for ReviewTerms {
    fn default() -> Self {
        ReviewTerms {
            clause: None,
            cycle: Duration::years(3),
            trigger_within: Duration::months(6),
            cycle_at: None,
            due_soon: Duration::days(180),
            grace: Duration::days(0),
            revise_within: Duration::months(12),
            abolish_within: Duration::months(3),
            transition: Duration::years(1),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            file: FileId(0),
            title: "标准实施目录".to_owned(),
            title_en: None,
            description: None,
            authors: Vec::new(),
            language: Lang::Zh,
            build_dir: Some("public".to_owned()),
            languages: vec![Lang::Zh, Lang::En],
            jurisdiction: None,
            utc_offset_minutes: 8 * 60,
            site_url: None,
            repository_url: None,
            since: None,
            contact: None,
            report_mistake: None,
            markdown: None,
            text_urls: BTreeMap::new(),
            licence: None,
            notice: None,
            notice_en: None,
            pdf: false,
            review: ReviewTerms::default(),
            grammar: Grammar::default(),
            sharing: built_in(),
            upstreams: Vec::new(),
            roles: BTreeMap::new(),
            require_signed: false,
            levels: BTreeMap::new(),
            traits: BTreeMap::new(),
        }
    }
}

impl Config {
    /// The registry's title in a language; as it is, where it has no English one.
    #[must_use]
    pub fn title_in(&self, lang: Lang) -> &str {
        self.title_en.as_ref().filter(|_| lang == Lang::En).unwrap_or(&self.title)
    }

    /// A name that tells this registry from others where it has no site: made of its title and jurisdiction, the same on every machine.
    #[must_use]
    pub fn namespace(&self) -> String {
        let jurisdiction = self.jurisdiction.as_ref().map_or("", |code| &code.value);
        // FNV-1a: short, and it guards against chance alone.
        let bytes = self.title.bytes().chain([0]).chain(jurisdiction.bytes());
        let sum = bytes
            .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        format!("{sum:016x}")
    }
}

/// Whether a text is a web address, which a page may link.
#[must_use]
pub fn is_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
