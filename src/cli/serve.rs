//! `mulu serve`.

#![allow(clippy::doc_markdown, reason = "help is printed as it stands, where backticks would be seen")]

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use clap::Args as ClapArgs;

use crate::desk::{Desk, DeskOptions, router};
use crate::serve::{ServeEvent, ServeOptions, serve};
use mulu_core::message::{Lang, visible};
use mulu_core::source::Unreadable;

use super::args::Common;
use super::desk::DeskCommands;
use super::fail::Failure;
use super::open;
use super::{CommandOutcome, terminal};

/// `mulu serve`.
#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// The port to listen at; 0 for any that is free
    #[arg(long, value_name = "PORT", default_value_t = 3000)]
    pub port: u16,
    /// Open the desk too: forms for every record, and the tasks of an office, without git  编辑工作台
    #[arg(long)]
    pub edit: bool,
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
    /// Poll the files twice a second instead of watching them: for network folders and virtual machines
    #[arg(long)]
    pub poll: bool,
}

/// Serves the site until it is stopped.
///
/// # Errors
/// When there is no registry, or the address cannot be listened at.
pub fn run(common: &Common, command: &Serve) -> Result<CommandOutcome, Failure> {
    let root = open::root(common)?;
    let lang = common.lang.unwrap_or(Lang::Zh);
    let as_of = common.as_of;
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), command.port);
    let browser = command.open;
    let secret = if command.edit { Some(secret()?) } else { None };
    let desk = secret.as_ref().map(|secret| desk(common, &root, secret)).transpose()?;
    let options = ServeOptions {
        root: root.clone(),
        day: Box::new(move |config| as_of.unwrap_or_else(|| open::today(config))),
        address,
        poll: command.poll,
        desk,
        tell: Box::new(move |event| tell(event, lang, browser, secret.as_deref())),
    };
    serve(options).map_err(|error| Failure::Unreadable(Unreadable { path: root, error }))?;
    Ok(CommandOutcome::Success)
}

/// What the address of a desk says once: 256 bits that nobody can guess.
fn secret() -> Result<String, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::Output(std::io::Error::other(error)))?;
    Ok(mulu_core::output::hex(&bytes))
}

/// The desk of a registry. Nobody is asked at this terminal from now on.
fn desk(common: &Common, root: &Path, secret: &str) -> Result<axum::Router, Failure> {
    if common.rev.is_some() {
        return Err(Failure::Unknown(
            "--rev 只能读取，不能修改 · --rev is for reading: a revision cannot be changed".to_owned(),
        ));
    }
    terminal::ask_nobody();
    let as_of = common.as_of;
    let desk = Desk::open(DeskOptions {
        root: root.to_owned(),
        day: Box::new(move |config| as_of.unwrap_or_else(|| open::today(config))),
        editing: Box::new(DeskCommands::new(root.to_owned(), as_of)),
        secret: secret.to_owned(),
        lang: common.lang.unwrap_or(Lang::Zh),
    });
    Ok(router(Arc::new(desk.map_err(Failure::Unknown)?)))
}

fn tell(event: &ServeEvent, lang: Lang, browser: bool, secret: Option<&str>) {
    let zh = lang == Lang::Zh;
    let line = match event {
        ServeEvent::Listening(address) => {
            let page = secret.map_or_else(String::new, |secret| format!("desk/?token={secret}"));
            let address = format!("http://{address}/{page}");
            if browser {
                open_browser(&address);
            }
            address
        }
        ServeEvent::Loaded(files, denied) if zh => format!("已载入 {files} 个文件，错误 {denied}"),
        ServeEvent::Loaded(files, denied) => format!("loaded {files} files, {denied} denied"),
        ServeEvent::Changed(file, denied) if zh => format!("{}：已重新载入，错误 {denied}", visible(file)),
        ServeEvent::Changed(file, denied) => format!("{}: read again, {denied} denied", visible(file)),
        ServeEvent::Failed(why) => why.clone(),
    };
    let mut out = terminal::stdout(terminal::OutputForm::Text);
    // A closed terminal does not stop the server.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Opens the person's browser, by the system's own command; where there is none, the address is on the terminal.
fn open_browser(address: &str) {
    let command = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let _ = std::process::Command::new(command).arg(address).spawn();
}
