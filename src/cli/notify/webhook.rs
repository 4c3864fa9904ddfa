//! A digest as the body of a webhook: what the four services publish of the form and the size of a message.
//!
//! - WeCom 企业微信 群机器人: `markdown`, at most 4,096 bytes of UTF-8;
//! - DingTalk 钉钉 自定义机器人: `markdown` with a title, at most 20,000 bytes;
//! - Feishu 飞书 自定义机器人: `post`, rich text without markup, at most 20 KiB a request;
//! - Slack incoming webhooks: a header of at most 150 characters, sections of `mrkdwn` of at most 3,000, at most 50 blocks.
//!
//! Records are strangers' texts: none of them may mention everybody or bring markup of its own. What does not fit is counted, with where
//! to read it.

use clap::ValueEnum;
use serde_json::{Value, json};

use mulu_core::message::Lang;
use mulu_core::printable::line;
use mulu_core::transition::NoticeStage;

use super::NotifyRun;
use super::digest::{DigestFacts, ItemFacts};
use super::lines;
use crate::cli::fail::Failure;

/// A service that takes messages by webhook.
#[allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// The body of a webhook of WeCom  企业微信
    #[value(name = "wecom")]
    WeCom,
    /// The body of a webhook of DingTalk  钉钉
    #[value(name = "dingtalk")]
    DingTalk,
    /// The body of a webhook of Feishu or Lark  飞书
    Feishu,
    /// The body of a webhook of Slack.
    Slack,
}

/// How many bytes of lines a message holds, its frame and the line on what is left out not counted.
const WECOM: usize = 3_800;
const DINGTALK: usize = 19_000;
const FEISHU: usize = 16_000;

/// The longest section of Slack in characters, and how many there may be beside the header.
const SLACK_SECTION: usize = 2_900;
const SLACK_SECTIONS: usize = 48;

/// The body for one digest.
pub fn body(run: &NotifyRun<'_>, service: Service, digest: &DigestFacts) -> Result<String, Failure> {
    let value = match service {
        Service::WeCom => json!({ "msgtype": "markdown", "markdown": { "content": markdown(run, digest, WECOM) } }),
        Service::DingTalk => json!({
            "msgtype": "markdown",
            "markdown": { "title": lines::subject(run), "text": markdown(run, digest, DINGTALK) },
        }),
        Service::Feishu => feishu(run, digest),
        Service::Slack => slack(run, digest),
    };
    let mut text = serde_json::to_string_pretty(&value).map_err(std::io::Error::from)?;
    text.push('\n');
    Ok(text)
}

/// The Markdown that WeCom and DingTalk share: headings, bold, links, quotes.
fn markdown(run: &NotifyRun<'_>, digest: &DigestFacts, most: usize) -> String {
    let mut text = format!("### {}\n{}\n", quiet(&lines::subject(run)), quiet(&lines::count(run, digest)));
    let mut shown = 0;
    for (stage, items) in staged(digest) {
        let mut heading = Some(format!("\n**{}**\n", stage.phrase().get(run.lang)));
        for item in items {
            let what = quiet(&item.what());
            let what = item.url.as_ref().map_or(what.clone(), |url| format!("[{what}]({})", url.replace(')', "%29")));
            let told = if item.to_act { "" } else { lines::for_information(run) };
            let added = format!(
                "{}- {} {what}{told}\n> {}\n",
                heading.take().unwrap_or_default(),
                item.task_name,
                quiet(&item.reason)
            );
            if text.len() + added.len() > most {
                return text + &left(run, digest, shown);
            }
            text.push_str(&added);
            shown += 1;
        }
    }
    text
}

fn feishu(run: &NotifyRun<'_>, digest: &DigestFacts) -> Value {
    let mut content = vec![json!([{ "tag": "text", "text": lines::count(run, digest) }])];
    let mut bytes = 0;
    for (shown, item) in digest.items.iter().enumerate() {
        let what = item.url.as_ref().map_or_else(
            || json!({ "tag": "text", "text": line(&item.what()) }),
            |url| json!({ "tag": "a", "text": line(&item.what()), "href": url }),
        );
        let told = if item.to_act { "" } else { lines::for_information(run) };
        let paragraph = json!([
            { "tag": "text", "text": format!("{} {} ", item.stage_name, item.task_name) },
            what,
            { "tag": "text", "text": format!("{told} {}", line(&item.reason)) },
        ]);
        bytes += paragraph.to_string().len();
        if bytes > FEISHU {
            content.push(json!([{ "tag": "text", "text": left(run, digest, shown) }]));
            break;
        }
        content.push(paragraph);
    }
    let locale = if run.lang == Lang::Zh { "zh_cn" } else { "en_us" };
    json!({ "msg_type": "post", "content": { "post": { locale: { "title": lines::subject(run), "content": content } } } })
}

fn slack(run: &NotifyRun<'_>, digest: &DigestFacts) -> Value {
    let subject: String = lines::subject(run).chars().take(150).collect();
    let mut sections = vec![entities(&lines::count(run, digest))];
    for (shown, item) in digest.items.iter().enumerate() {
        let what = entities(&item.what());
        let what = item
            .url
            .as_ref()
            .map_or_else(|| what.clone(), |url| format!("<{}|{what}>", entities(url).replace('|', "%7C")));
        let told = if item.to_act { "" } else { lines::for_information(run) };
        let added: String =
            format!("*{}* {} {what}{told}\n{}", item.stage_name, item.task_name, entities(&item.reason));
        let added = if added.chars().count() > SLACK_SECTION { entities(&item.number) } else { added };
        let fits = |last: &str| last.chars().count() + added.chars().count() < SLACK_SECTION;
        let is_last = sections.len() == SLACK_SECTIONS;
        match sections.last_mut() {
            Some(last) if fits(last) => {
                last.push('\n');
                last.push_str(&added);
            }
            _ if is_last => {
                sections.push(entities(&left(run, digest, shown)));
                break;
            }
            _ => sections.push(added),
        }
    }
    let blocks =
        sections.into_iter().map(|text| json!({ "type": "section", "text": { "type": "mrkdwn", "text": text } }));
    let header = json!({ "type": "header", "text": { "type": "plain_text", "text": subject } });
    let blocks: Vec<Value> = std::iter::once(header).chain(blocks).collect();
    json!({ "text": entities(&lines::subject(run)), "blocks": blocks })
}

/// The stages that a digest has, with what is told at each.
fn staged(digest: &DigestFacts) -> impl Iterator<Item = (NoticeStage, impl Iterator<Item = &ItemFacts>)> {
    NoticeStage::ALL.into_iter().map(|stage| (stage, digest.at(stage)))
}

/// What is left out, and where it is.
fn left(run: &NotifyRun<'_>, digest: &DigestFacts, shown: usize) -> String {
    let left = digest.items.len() - shown;
    let site = run.registry.config.site_url.as_deref();
    let site = site.map(|site| format!("{site}reviews.html")).unwrap_or_default();
    match run.lang {
        Lang::Zh => format!("\n另有 {left} 项 {site}"),
        Lang::En => format!("\n{left} more {site}"),
    }
}

/// A record's text in the Markdown of WeCom and DingTalk, which know no escapes: its signs are taken from it, and so are mentions.
fn quiet(text: &str) -> String {
    let replaced = |c: char| match c {
        '<' => '＜',
        '>' => '＞',
        '@' => '＠',
        '[' => '［',
        ']' => '］',
        '*' => '＊',
        '_' => '＿',
        '`' => '｀',
        c => c,
    };
    // A heading begins with its sign.
    line(text).trim_start_matches(['#', ' ']).chars().map(replaced).collect()
}

/// A record's text in Slack's `mrkdwn`: three signs are written as entities, and nothing is a mention without them. Its own marks have no
/// escape: they are set apart by a sign of no width.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '*' | '_' | '~' | '`' => {
                out.push('\u{200b}');
                out.push(c);
                out.push('\u{200b}');
            }
            c => out.push(c),
        }
    }
    out
}
