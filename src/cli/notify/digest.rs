//! What a digest says, as every format tells it.

use serde::Serialize;

use mulu_core::address;
use mulu_core::message::{Lang, Message};
use mulu_core::percent;
use mulu_core::registry::Registry;
use mulu_core::transition::{Digest, DigestItem, NoticeStage};

use super::NotifyRun;
use crate::cli::fail::Failure;

/// mulu.notify/1.
#[derive(Serialize)]
pub struct NotifyDocument<'d> {
    schema: &'static str,
    as_of: String,
    /// The day that was told last.
    since: String,
    /// The commit that was read; null for the work tree.
    revision: Option<&'d str>,
    total: usize,
    digests: &'d [DigestFacts],
}

/// What one agency is told.
#[derive(Serialize)]
pub struct DigestFacts {
    /// Its id; null for what nobody is named for.
    pub agency: Option<String>,
    /// What it is called.
    pub name: String,
    /// The mail address that stands in its `contact`, if one does.
    pub address: Option<String>,
    /// What it is told, the most urgent first.
    pub items: Vec<ItemFacts>,
}

/// One line of a digest.
#[derive(Serialize)]
pub struct ItemFacts {
    /// What tells it apart from everything else, in every run.
    pub key: String,
    /// The stage it came to.
    pub stage: &'static str,
    #[serde(skip)]
    pub stage_name: &'static str,
    /// What kind of thing it is: `review`, `duty`, `filing`.
    pub task: &'static str,
    #[serde(skip)]
    pub task_name: &'static str,
    /// The record's id and kind.
    pub record: String,
    pub kind: &'static str,
    /// Its number, or the thing's name.
    pub number: String,
    /// The record's title.
    pub title: Option<String>,
    /// Its day; null where no day is known.
    pub day: Option<String>,
    /// Whether the agency is to act; else it only concerns it.
    pub to_act: bool,
    /// The agencies that are to act.
    pub by: Vec<String>,
    /// Why, in a sentence.
    pub reason: String,
    /// The clause that asks for it.
    pub clause: Option<String>,
    /// A page about it; null where the registry has no address.
    pub url: Option<String>,
    /// The record's file.
    pub file: String,
}

impl<'d> NotifyDocument<'d> {
    /// A document of digests.
    pub fn of(run: &'d NotifyRun<'_>, digests: &'d [DigestFacts]) -> Self {
        NotifyDocument {
            schema: "mulu.notify/1",
            as_of: run.day.to_string(),
            since: run.since.to_string(),
            revision: run.revision.as_deref(),
            total: digests.iter().map(|digest| digest.items.len()).sum(),
            digests,
        }
    }

    /// The document, indented.
    pub fn to_json(&self) -> Result<String, Failure> {
        let mut text = serde_json::to_string_pretty(self).map_err(std::io::Error::from)?;
        text.push('\n');
        Ok(text)
    }
}

impl DigestFacts {
    /// A digest in the run's language.
    pub fn of(run: &NotifyRun<'_>, digest: &Digest<'_>) -> Self {
        let agency = digest.agency.map(|agency| &run.registry.agencies[agency]);
        let nobody = Message { zh: "未指明承办单位".to_owned(), en: "nobody is named".to_owned() };
        let english = agency.and_then(|agency| agency.name_en.as_ref()).filter(|_| run.lang == Lang::En);
        let name = match (english, agency) {
            (Some(english), _) => english.value.clone(),
            (None, Some(agency)) => agency.display_name().to_owned(),
            (None, None) => nobody.get(run.lang).to_owned(),
        };
        let contact = agency.and_then(|agency| agency.contact.as_ref());
        DigestFacts {
            agency: agency.map(|agency| agency.id.clone()),
            name,
            address: contact.and_then(|contact| mail_address(&contact.value)),
            items: digest.items.iter().map(|item| ItemFacts::of(run, item)).collect(),
        }
    }

    /// What is told at a stage.
    pub fn at(&self, stage: NoticeStage) -> impl Iterator<Item = &ItemFacts> {
        self.items.iter().filter(move |item| item.stage == stage.id())
    }
}

impl ItemFacts {
    fn of(run: &NotifyRun<'_>, item: &DigestItem<'_>) -> Self {
        let one = item.transition;
        let registry: &Registry = run.registry;
        let (kind, record) = registry.record_of(one.file);
        let site = registry.config.site_url.as_deref();
        let page =
            site.zip(address::record(kind, record)).map(|(site, page)| percent::in_line(&format!("{site}{page}")));
        ItemFacts {
            key: one.key.clone(),
            stage: one.stage.id(),
            stage_name: one.stage.phrase().get(run.lang),
            task: one.what,
            task_name: one.what_name.get(run.lang),
            record: record.to_owned(),
            kind: kind.id(),
            number: one.title.get(run.lang).to_owned(),
            title: registry.title_of(one.file).map(str::to_owned),
            day: one.day.map(|day| day.to_string()),
            to_act: item.is_to_act,
            by: one.by.iter().map(|agency| registry.agencies[*agency].id.clone()).collect(),
            reason: one.reason.get(run.lang).to_owned(),
            clause: one.clause.clone(),
            url: page,
            file: registry.path(one.file).to_owned(),
        }
    }

    /// The number and the title, once where they are the same.
    pub fn what(&self) -> String {
        match self.title.as_deref().filter(|title| *title != self.number) {
            Some(title) => format!("{} {title}", self.number).trim().to_owned(),
            None => self.number.clone(),
        }
    }
}

/// The mail address in a line of how to reach somebody: only what no header of a mail can be broken with.
fn mail_address(contact: &str) -> Option<String> {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '@');
    let words = contact.split(|c: char| !is_of_address(c)).map(|word| word.trim_matches(['.', '-']));
    let is_address = |word: &&str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'))
    };
    words.into_iter().find(is_address).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::mail_address;

    #[test]
    fn an_address_is_found_among_other_words() {
        assert_eq!(
            mail_address("标准处 0731-8866 office@data.example.cn（工作日）").as_deref(),
            Some("office@data.example.cn")
        );
        assert_eq!(mail_address("邮箱：a.b+c@x.cn。").as_deref(), Some("a.b+c@x.cn"));
        assert_eq!(mail_address("0731-88660000"), None);
        assert_eq!(mail_address("@x.cn a@b a@@b.c"), None);
        assert_eq!(mail_address("a@x.cn\r\nBcc: b@y.cn").as_deref(), Some("a@x.cn"));
    }
}
