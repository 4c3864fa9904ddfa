//! `mulu new`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Subcommand};

use crate::scaffold::{NewRecord, ScaffoldError, facts, jurisdiction, new_measure, new_record};
use mulu_core::config::is_web;
use mulu_core::day::Day;
use mulu_core::edit::toml_string;
use mulu_core::message::Message;
use mulu_core::output;
use mulu_core::printable::line as plain;
use mulu_exchange::measure::Measure;

use super::args::Common;
use super::fail::Failure;
use super::journal::{Journal, JournalEntry};
use super::new_of_kind::{AskedKey, NewOfKind, asked};
use super::open::{OpenedRegistry, open_to_edit};
use super::{CommandOutcome, journal, measure, prompt, terminal};

/// `mulu new`.
#[derive(Debug, Subcommand)]
pub enum New {
    /// A standard, at the place its number says  标准
    Standard(NewStandard),
    /// A policy, whose clauses bind projects and make standards binding  办法
    Policy(NewPolicy),
    /// An agency  单位
    Agency(NewAgency),
    /// A project  项目
    Project(NewProject),
    /// An information resource  信息资源
    Resource(NewResource),
    /// One of the city's own documents, from its application on  本市标准文件
    Draft(NewDraft),
    #[command(flatten)]
    OfKind(NewOfKind),
}

/// `mulu new standard`.
#[derive(Debug, ClapArgs)]
pub struct NewStandard {
    /// Its number, in any form
    #[arg(value_name = "NUMBER")]
    pub number: String,
    /// Its Chinese title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Its English title  英文名称
    #[arg(long, value_name = "TEXT")]
    pub title_en: Option<String>,
    /// When it was issued, YYYY-MM-DD  发布日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub issued: Option<Day>,
    /// From when it applies, YYYY-MM-DD  实施日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub effective: Option<Day>,
    /// The edition that it replaces, in any form; may be repeated  代替
    #[arg(long, value_name = "NUMBER")]
    pub replaces: Vec<String>,
    /// The address where these facts were read  出处
    #[arg(long, value_name = "URL")]
    pub source: Option<String>,
}

/// `mulu new policy`.
#[derive(Debug, ClapArgs)]
pub struct NewPolicy {
    /// Its id, such as `changsha-cloud-2018`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// A document with its text, which is cut into clauses: text, HTML, .docx or .pdf; `-` is standard input  条文所在的文件
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Which of the measures that the document prints: its place or a part of its title  文中的第几件
    #[arg(long, value_name = "N|TITLE", requires = "from")]
    pub measure: Option<String>,
    /// Make a clause of each item （一）, too, behind that of its article: 7.1, 7.2  各项单列为条款
    #[arg(long, requires = "from")]
    pub items: bool,
    /// Its document number  文号
    #[arg(long, value_name = "TEXT")]
    pub number: Option<String>,
    /// Who issued it  发文机关
    #[arg(long, value_name = "TEXT")]
    pub issuer: Option<String>,
    /// Where it holds: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
    /// When it was issued, YYYY-MM-DD  发布日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub issued: Option<Day>,
    /// From when it applies, YYYY-MM-DD  施行日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub effective: Option<Day>,
    /// The address or the document where this was read  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
}

/// `mulu new agency`.
#[derive(Debug, ClapArgs)]
pub struct NewAgency {
    /// Its id, such as `data-office`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its name  名称
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Where it acts: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
}

/// `mulu new project`.
#[derive(Debug, ClapArgs)]
pub struct NewProject {
    /// Its id, such as `exchange-platform-2`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its name  名称
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// The id of the agency that owns it  建设单位
    #[arg(long, value_name = "ID")]
    pub agency: Option<String>,
    /// Where it is built: a GB/T 2260 code; without it, the registry's own  行政区划代码
    #[arg(long, value_name = "CODE")]
    pub jurisdiction: Option<String>,
}

/// `mulu new resource`.
#[derive(Debug, ClapArgs)]
pub struct NewResource {
    /// Its id, such as `real-estate-titles`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// The id of the agency that provides it  提供方
    #[arg(long, value_name = "ID")]
    pub provider: String,
    /// Its name  信息资源名称
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
}

/// `mulu new draft`.
#[derive(Debug, ClapArgs)]
pub struct NewDraft {
    /// Its id until it has a number, such as `cloud-migration`: the name of its file
    #[arg(value_name = "ID")]
    pub id: String,
    /// Its title  名称
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// When it was applied for, YYYY-MM-DD  项目申请日期
    #[arg(long, value_name = "DATE", value_parser = prompt::day)]
    pub application: Option<Day>,
    /// The address or the document where this was read  出处
    #[arg(long, value_name = "URL|TITLE")]
    pub source: Option<String>,
}

/// Writes a new record with blanks for what is not known. Never overwrites one.
///
/// # Errors
/// When the registry cannot be read, the number or id is not usable or taken, or the record cannot be written.
pub fn run(common: &Common, command: &New) -> Result<CommandOutcome, Failure> {
    let (opened, _turn) = open_to_edit(common, Some("mulu new"))?;
    let mut blanks = NewRecordPrompt { opened: &opened, given: BTreeMap::new() };
    let mut cut = None;
    let what = match command {
        New::Standard(new) => {
            blanks.text("title", &new.title, ("名称", "title"))?;
            blanks.text("title_en", &new.title_en, ("英文名称", "English title"))?;
            blanks.day("issued", new.issued, ("发布日期", "issued, YYYY-MM-DD"))?;
            blanks.day("effective", new.effective, ("实施日期", "effective, YYYY-MM-DD"))?;
            if !new.replaces.is_empty() {
                let numbers: Vec<String> =
                    new.replaces.iter().map(|number| toml_string(opened.registry.number(number).canonical())).collect();
                blanks.put("replaces", format!("[{}]", numbers.join(", ")));
            }
            blanks.source(&new.source)?;
            NewRecord::Standard(&new.number)
        }
        New::Policy(new) => {
            cut = new.from.as_ref().map(|file| measure::read(file, new.measure.as_ref(), opened.lang)).transpose()?;
            blanks.policy(new, cut.as_ref())?;
            NewRecord::Policy(&new.id)
        }
        New::Agency(new) => {
            blanks.text("name", &new.name, ("名称", "name"))?;
            blanks.jurisdiction(&new.jurisdiction)?;
            NewRecord::Agency(&new.id)
        }
        New::Project(new) => {
            blanks.text("name", &new.name, ("名称", "name"))?;
            blanks.text("agency", &new.agency, ("建设单位的代码", "agency id"))?;
            blanks.jurisdiction(&new.jurisdiction)?;
            blanks.put("stage", "\"planning\"".to_owned());
            NewRecord::Project(&new.id)
        }
        New::Resource(new) => {
            blanks.text("name", &new.name, ("信息资源名称", "name"))?;
            blanks.put("format", "\"database\"".to_owned());
            blanks.put("sharing", "\"unconditional\"".to_owned());
            NewRecord::Resource(&new.provider, &new.id)
        }
        New::Draft(new) => {
            blanks.text("title", &new.title, ("名称", "title"))?;
            blanks.put("form", "\"specification\"".to_owned());
            blanks.source(&new.source)?;
            blanks.day("application", new.application, ("项目申请日期", "application, YYYY-MM-DD"))?;
            NewRecord::Draft(&new.id)
        }
        New::OfKind(new) => {
            blanks.of_kind(new)?;
            NewRecord::OfKind(new.kind, &new.id)
        }
    };
    let refused = |ScaffoldError(why): ScaffoldError| Failure::Unknown(why.get(opened.lang).to_owned());
    let grammar = &opened.registry.config.grammar;
    let (path, text) = match (&cut, command) {
        (Some(measure), New::Policy(new)) => {
            let from = new.from.as_deref().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
            new_measure(&new.id, measure, &blanks.given, (&from, grammar, opened.registry.config.language), new.items)
                .map_err(refused)?
        }
        _ => new_record(what, &blanks.given, grammar).map_err(refused)?,
    };
    if let NewRecord::Standard(number) = what
        && let Some(index) = opened.registry.standard_of(&opened.registry.number(number))
        && opened.registry.is_own(opened.registry.standards[index].file)
    {
        let there = opened.registry.path(opened.registry.standards[index].file);
        return Err(Failure::Unknown(format!("已有此标准 · there is a record of it: {}", plain(there))));
    }
    if opened.source.root().join(&path).symlink_metadata().is_ok() {
        return Err(Failure::Unknown(format!("{path} 已存在，没有改动 · {path} is there already and was left alone")));
    }
    output::create(opened.source.root(), &path, text.as_bytes())?;
    let made = JournalEntry { path: path.clone(), before: None, after: Some(text) };
    journal::keep(opened.source.root(), &Journal { command: opened.command.clone(), files: vec![made] });
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    writeln!(out, "{path}")?;
    out.flush()?;
    if let Some(measure) = &cut {
        measure::remarks(measure, &blanks.given, opened.lang);
    }
    Ok(CommandOutcome::Success)
}

/// What the code of a government is asked for as.
const JURISDICTION: (&str, &str) = ("行政区划代码", "jurisdiction, a GB/T 2260 code");

/// What is known of a new record, as TOML by key. What was not given is asked for where a person is there to answer.
struct NewRecordPrompt<'o> {
    opened: &'o OpenedRegistry,
    given: BTreeMap<&'static str, String>,
}

impl NewRecordPrompt<'_> {
    fn put(&mut self, key: &'static str, toml: String) {
        self.given.insert(key, toml);
    }

    fn ask(&self, (zh, en): (&str, &str)) -> Result<Option<String>, Failure> {
        let question = if self.opened.lang == mulu_core::message::Lang::Zh { zh } else { en };
        Ok(terminal::ask(question)?)
    }

    fn text(&mut self, key: &'static str, given: &Option<String>, question: (&str, &str)) -> Result<(), Failure> {
        let text = match given {
            Some(text) => Some(text.clone()),
            None if self.given.contains_key(key) => return Ok(()),
            None => self.ask(question)?,
        };
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            self.put(key, toml_string(text.trim()));
        }
        Ok(())
    }

    fn day(&mut self, key: &'static str, given: Option<Day>, question: (&str, &str)) -> Result<(), Failure> {
        let day = match given {
            Some(day) => Some(day),
            None if self.given.contains_key(key) => return Ok(()),
            None => {
                let question = Message { zh: question.0.to_owned(), en: question.1.to_owned() };
                prompt::offered(&question, self.opened.lang, prompt::day)?
            }
        };
        if let Some(day) = day {
            self.put(key, day.to_string());
        }
        Ok(())
    }

    /// What is known of a policy: as it was given, else as its text says, else as it is answered.
    fn policy(&mut self, new: &NewPolicy, cut: Option<&Measure>) -> Result<(), Failure> {
        if let Some(measure) = cut {
            self.given.extend(facts(measure));
        }
        self.text("title", &new.title, ("名称", "title"))?;
        self.text("number", &new.number, ("文号", "document number"))?;
        if cut.is_some() || new.issuer.is_some() {
            self.text("issuer", &new.issuer, ("发文机关", "issuer"))?;
        }
        match cut {
            Some(measure) => {
                let own = self.own_jurisdiction();
                let place = new.jurisdiction.clone().or_else(|| jurisdiction(measure, own.as_deref()));
                self.text("jurisdiction", &place, JURISDICTION)?;
            }
            None => self.jurisdiction(&new.jurisdiction)?,
        }
        self.day("issued", new.issued, ("发布日期", "issued, YYYY-MM-DD"))?;
        self.day("effective", new.effective, ("施行日期", "effective, YYYY-MM-DD"))?;
        let read = cut.and_then(|measure| measure.number.clone().or_else(|| measure.title.clone()));
        self.source(&new.source.clone().or(read))
    }

    /// What is known of a record of a kind that has no command written for it.
    fn of_kind(&mut self, new: &NewOfKind) -> Result<(), Failure> {
        for AskedKey { key, is_day, words } in asked(new.kind) {
            let given = new.given.get(key);
            if is_day {
                self.day(key, given.and_then(|day| day.parse().ok()), words)?;
            } else {
                self.text(key, &given.cloned(), words)?;
            }
        }
        Ok(())
    }

    fn jurisdiction(&mut self, given: &Option<String>) -> Result<(), Failure> {
        let own = self.own_jurisdiction();
        self.text("jurisdiction", &given.clone().or(own), JURISDICTION)
    }

    fn own_jurisdiction(&self) -> Option<String> {
        self.opened.registry.config.jurisdiction.as_ref().map(|code| code.value.clone())
    }

    /// Where the facts were read: on the day that is asked about, unless the record is edited.
    fn source(&mut self, given: &Option<String>) -> Result<(), Failure> {
        let source = match given {
            Some(source) => Some(source.clone()),
            None => self.ask(("出处的网址或文献名", "the address or the document where this was read"))?,
        };
        let source = source.unwrap_or_default();
        let key = if source.trim().is_empty() || is_web(source.trim()) { "url" } else { "title" };
        let (source, day) = (toml_string(source.trim()), self.opened.day);
        self.put("source", format!("[{{ {key} = {source}, checked = {day} }}]"));
        Ok(())
    }
}
