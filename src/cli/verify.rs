//! `mulu verify`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;
use std::path::PathBuf;

use clap::Args as ClapArgs;

use mulu_core::check::Signature;
use mulu_core::message;
use mulu_core::message::{Lang, Message, visible};
use mulu_core::model::Agency;
use mulu_core::registry::Registry;
use mulu_core::source::Unreadable;
use mulu_git::history;
use mulu_git::signing::{AgencyKeys, BUNDLE, Signer};
use mulu_site::release::{OpenedBundle, open as open_bundle};

use super::args::Common;
use super::fail::Failure;
use super::open::{open, unknown};
use super::{CommandOutcome, terminal};

/// `mulu verify`.
#[derive(Debug, ClapArgs)]
pub struct Verify {
    /// A release, as `mulu export --bundle` writes it; without one, the tags of the catalogue's editions
    #[arg(value_name = "BUNDLE")]
    pub bundle: Option<PathBuf>,
    /// A file with public keys to trust, a line each; without it, the keys of the agencies that publish or register in the registry
    /// that lies here  公钥文件
    #[arg(long, value_name = "FILE")]
    pub key: Vec<PathBuf>,
    /// The release of the edition before: whether it is the one that this one names  上一版的发布包
    #[arg(long, value_name = "BUNDLE", requires = "bundle")]
    pub after: Option<PathBuf>,
}

/// The rights whose agencies publish a catalogue: their keys are trusted.
const PUBLISHERS: [&str; 2] = ["publish", "register"];

/// Whom to trust: the keys, and where they are from.
struct TrustedKeys {
    texts: Vec<String>,
    lang: Lang,
}

/// Verifies a release, or the tags of the editions.
///
/// # Errors
/// When nothing says whom to trust, or a file cannot be read.
pub fn run(common: &Common, command: &Verify) -> Result<CommandOutcome, Failure> {
    let trusted = trusted(common, command)?;
    let keys = AgencyKeys::read(trusted.texts.iter().map(String::as_str));
    let fingerprints = keys.fingerprints();
    let is_trusted = |fingerprint: &str| fingerprints.values().any(|own| own == fingerprint);
    let mut report = VerifyReport { lang: trusted.lang, lines: String::new(), failures: 0 };
    match &command.bundle {
        Some(path) => {
            let bundle = read(path)?;
            report.files(&bundle);
            let signer = bundle.signature.as_ref().map(|signature| keys.signer_of_bundle(signature, &bundle.manifest));
            report.signature(signer, is_trusted);
            report.order(&bundle, command.after.as_deref().map(read).transpose()?.as_ref());
        }
        None => report.tags(common, &keys, is_trusted)?,
    }
    terminal::print(report.lines.as_bytes(), terminal::OutputForm::Text)?;
    Ok(if report.failures == 0 { CommandOutcome::Success } else { CommandOutcome::Denied })
}

/// The keys that are named, else those of the agencies that publish here. A bundle brings keys of its own, which prove nothing.
fn trusted(common: &Common, command: &Verify) -> Result<TrustedKeys, Failure> {
    if !command.key.is_empty() && command.bundle.is_some() {
        let mut texts = Vec::new();
        for path in &command.key {
            let text = fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
            let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
            texts.extend(lines.map(str::to_owned));
        }
        return Ok(TrustedKeys { texts, lang: common.lang.unwrap_or(Lang::Zh) });
    }
    let opened = open(common)?;
    let publishes = |agency: &&Agency| has_right(&opened.registry, agency);
    let keys = opened.registry.agencies.iter().filter(publishes).flat_map(|agency| &agency.signing_keys);
    let texts: Vec<String> = keys.map(|key| key.value.clone()).collect();
    if texts.is_empty() {
        return Err(unknown(message!(
            "不知道信任谁的签名：登记簿中有发布或登记职责的机构没有列出 signing_keys；也可以用 --key 公钥文件",
            "nothing says whose signature to trust: no agency that publishes or registers lists `signing_keys`; or name public keys with --key FILE"
        )));
    }
    Ok(TrustedKeys { texts, lang: opened.lang })
}

fn has_right(registry: &Registry, agency: &Agency) -> bool {
    let mut given = PUBLISHERS.iter().filter_map(|right| registry.config.roles.get(*right)).flatten();
    given.any(|role| agency.roles.iter().any(|own| own.value == role.value))
}

fn read(path: &Path) -> Result<OpenedBundle, Failure> {
    let file = File::open(path).map_err(|error| unreadable(path, error))?;
    open_bundle(BufReader::new(file)).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: std::io::Error) -> Failure {
    Failure::Unreadable(Unreadable { path: path.to_owned(), error })
}

/// What was found, a line each.
struct VerifyReport {
    lang: Lang,
    lines: String,
    failures: usize,
}

/// How many files a line names.
const NAMED: usize = 5;

impl VerifyReport {
    fn say(&mut self, is_well: bool, words: &Message) {
        let mark = if is_well { "✓" } else { "✗" };
        self.failures += usize::from(!is_well);
        self.lines.extend([mark, " ", &visible(words.get(self.lang)), "\n"]);
    }

    fn files(&mut self, bundle: &OpenedBundle) {
        let count = bundle.release.files.len();
        if bundle.differing.is_empty() {
            return self.say(true, &message!("{count} 个文件与清单相符", "{count} files are as the manifest says"));
        }
        let more = bundle.differing.len();
        let named: Vec<&str> = bundle.differing.iter().take(NAMED).map(String::as_str).collect();
        let named = named.join(", ");
        self.say(
            false,
            &message!("{more} 个文件与清单不符：{named}", "{more} files differ from the manifest: {named}"),
        );
    }

    fn signature(&mut self, signer: Option<Signer>, is_trusted: impl Fn(&str) -> bool) {
        let (is_well, words) = match signer {
            Some(Signer::Key(key)) if is_trusted(&key) => {
                (true, message!("清单由 {key} 签名", "the manifest is signed by {key}"))
            }
            Some(Signer::Key(key)) => (
                false,
                message!(
                    "清单由 {key} 签名，不在可信的公钥中",
                    "the manifest is signed by {key}, which is not among the trusted keys"
                ),
            ),
            Some(Signer::Unverified) => (
                false,
                message!(
                    "本程序构建时没有启用 signatures，不能核验签名",
                    "this program was built without the feature `signatures` and cannot verify the signature"
                ),
            ),
            Some(Signer::Bad | Signer::Unknown) => (
                false,
                message!(
                    "清单的签名无效（应为 {BUNDLE} 名下的 SSH 签名）",
                    "the signature of the manifest is bad (it should be an SSH signature for `{BUNDLE}`)"
                ),
            ),
            None => (false, message!("清单没有签名", "the manifest is not signed")),
        };
        self.say(is_well, &words);
    }

    /// Which edition it is, and whether the one before is the one it names.
    fn order(&mut self, bundle: &OpenedBundle, earlier: Option<&OpenedBundle>) {
        let release = &bundle.release;
        let none = || "—".to_owned();
        let (edition, commit) =
            (release.edition.clone().unwrap_or_else(none), release.revision.clone().unwrap_or_else(none));
        self.say(true, &message!("版次 {edition}，提交 {commit}", "edition {edition}, commit {commit}"));
        if let Some(before) = &release.before {
            let (name, sum) = (&before.edition, &before.records);
            self.say(
                true,
                &message!(
                    "上一版 {name}，记录的和 {sum}",
                    "the edition before is {name}, whose records have the checksum {sum}"
                ),
            );
        }
        let Some(earlier) = earlier else { return };
        let is_same = release.before.as_ref().is_some_and(|before| {
            before.records == earlier.release.records && Some(&before.revision) == earlier.release.revision.as_ref()
        });
        let words = if is_same && earlier.differing.is_empty() {
            message!("--after 就是它所说的上一版", "--after is the edition that it names as the one before")
        } else {
            message!(
                "--after 不是它所说的上一版：其中一份被换过",
                "--after is not the edition that it names as the one before: one of the two was replaced"
            )
        };
        self.say(is_same && earlier.differing.is_empty(), &words);
    }

    fn tags(&mut self, common: &Common, keys: &AgencyKeys, is_trusted: impl Fn(&str) -> bool) -> Result<(), Failure> {
        let opened = open(common)?;
        let root = opened.source.root();
        let editions = history::editions(root, common.rev.as_deref(), opened.registry.config.utc_offset_minutes);
        let editions = editions.map_err(unknown)?;
        if editions.is_empty() {
            return Err(unknown(message!("没有 catalogue/* 标签", "there is no tag `catalogue/*`")));
        }
        for edition in editions {
            let tag = &edition.tag;
            let commit = edition.commit.get(..10).unwrap_or(&edition.commit).to_owned();
            let (is_well, words) = match history::edition_signature(root, &edition, keys).map_err(unknown)? {
                Signature::By(key) if is_trusted(&key) => {
                    (true, message!("{tag}（{commit}）由 {key} 签名", "{tag} ({commit}) is signed by {key}"))
                }
                Signature::By(key) => (
                    false,
                    message!(
                        "{tag}（{commit}）由 {key} 签名，不在可信的公钥中",
                        "{tag} ({commit}) is signed by {key}, which is not among the trusted keys"
                    ),
                ),
                Signature::None => (false, message!("{tag}（{commit}）没有签名", "{tag} ({commit}) is not signed")),
                Signature::Unverified => (
                    false,
                    message!(
                        "{tag}（{commit}）：本程序构建时没有启用 signatures，不能核验签名",
                        "{tag} ({commit}): this program was built without the feature `signatures` and cannot verify the signature"
                    ),
                ),
                Signature::Bad | Signature::Unknown => (
                    false,
                    message!(
                        "{tag}（{commit}）的签名无效，或不能核验",
                        "the signature of {tag} ({commit}) is bad, or of a kind that is not verified"
                    ),
                ),
            };
            self.say(is_well, &words);
        }
        Ok(())
    }
}
