//! The desk, asked as a browser asks it: through the same commands that write at a terminal, on files in a folder of their own.

mod attacks;
mod editing;
mod handing_in;

use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use mulu_core::day::Day;
use mulu_core::message::Lang;

use super::{Desk, DeskOptions, DeskRequest, DeskResponse, Pairs, guard};
use crate::cli::DeskCommands;

const SECRET: &str = "5ec2e7";
const HOST: &str = "127.0.0.1:3000";
const STANDARD: &str = "standards/national/gb-t-22239-2019.md";
const AGENCY: &str = "agencies/office.toml";

const BOOK: &str = "# settings\n[book]\ntitle = \"试验目录\"\nlanguage = \"zh-CN\"\n\n[catalogue]\nlanguages = [\"zh-CN\", \"en\"]\njurisdiction = \"430100\"\n\n[review]\ncycle = \"P3Y\"\n\n[roles]\nreview = [\"office\"]\nregister = [\"office\"]\nlist = [\"office\"]\n";

const RECORD: &str = "+++\n# 事实\nnumber = \"GB/T 22239-2019\" # 编号\ntitle = \"信息安全技术 网络安全等级保护基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nsource = [{ url = \"https://example.org/2019\", checked = 2026-11-21 }]\n\n# 目录\n[catalogue]\nstatus = \"listed\"\nlisted = 2019-12-01\nbinding = \"recommended\"\n+++\n正文。\n";

const OFFICE: &str = "name = \"标准办\" # 名称\njurisdiction = \"430100\"\nroles = [\"office\"]\ncontact = \"张\"\n";

/// A desk over a registry in a folder of its own, as of 2026-11-21.
struct Office {
    folder: TempDir,
    desk: Desk,
}

impl Office {
    fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in [("book.toml", BOOK), (STANDARD, RECORD), (AGENCY, OFFICE)] {
            let place = folder.path().join(path);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, text).unwrap();
        }
        let desk = desk_at(folder.path());
        Office { folder, desk }
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let place = self.folder.path().join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, text).unwrap();
    }

    fn get(&self, address: &str) -> DeskResponse {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        self.desk.answer(&DeskRequest { path: path.to_owned(), query: Pairs::parse(query), ..admitted() })
    }

    fn post(&self, path: &str, form: &[(&str, &str)]) -> DeskResponse {
        let own = [("_token".to_owned(), guard::form_token(&self.desk))];
        let form = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let form = Pairs::new(own.into_iter().chain(form));
        self.desk.answer(&DeskRequest { is_post: true, path: path.to_owned(), form, ..admitted() })
    }

    /// Sends the form of a record, made from a text.
    fn save(&self, path: &str, base: &str, fields: &[(&str, &str)]) -> DeskResponse {
        let base = serde_json::to_string(base).unwrap();
        let own = [("path", path), ("base", base.as_str()), ("_do", "save")];
        self.post("/desk/record", &[&own[..], fields].concat())
    }

    fn git(&self, args: &[&str]) -> String {
        let who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"];
        let ran = Command::new("git").arg("-C").arg(self.folder.path()).args(who).args(args).output().unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).unwrap()
    }
}

fn desk_at(root: &Path) -> Desk {
    let day = Day::new(2026, 11, 21).unwrap();
    Desk::open(DeskOptions {
        root: root.to_owned(),
        day: Box::new(move |_| day),
        editing: Box::new(DeskCommands::new(root.to_owned(), Some(day))),
        secret: SECRET.to_owned(),
        lang: Lang::Zh,
    })
    .unwrap()
}

/// A request from a page of the desk, by a browser that has its cookie.
fn admitted() -> DeskRequest {
    DeskRequest {
        host: HOST.to_owned(),
        origin: Some(format!("http://{HOST}")),
        cookies: format!("other=1; mulu-desk-3000={SECRET}"),
        ..DeskRequest::default()
    }
}

fn body(reply: &DeskResponse) -> &str {
    std::str::from_utf8(&reply.body).unwrap()
}
