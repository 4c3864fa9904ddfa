//! The engine that prints PDFs: a Chromium on this machine. The only place that runs another program for a build.
//!
//! The page, made a moment ago and without scripts, is laid into a folder of its own and printed from there with a profile of
//! its own; both are removed on every way out. No name can be resolved, so nothing is fetched. An engine is never named by the
//! registry itself: whoever sends a merge request must not choose what a build runs.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use mulu_core::message;
use mulu_core::message::Message;
use mulu_site::{PrintJob, Printer};

use super::pdf_normalisation::normalise;
use super::pdf_reading::{has_chinese, pages_of_anchors, shows_chinese, with_page_numbers};

/// What the engine is called, by who packages it.
const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome"];

/// How long one document may take. A page of a thousand standards takes some seconds.
const LIMIT: Duration = Duration::from_mins(10);

/// How often it is looked whether the engine has finished.
const STEP: Duration = Duration::from_millis(20);

/// What every run is told: no screen, no network, no first-run questions, no header or footer but the page's own, an outline.
const OPTIONS: [&str; 16] = [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--virtual-time-budget=10000",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
];

/// A Chromium.
#[derive(Debug)]
pub struct Chromium {
    program: PathBuf,
    limit: Duration,
}

impl Chromium {
    /// The engine that the user names, or the first on the search path. None where there is none.
    #[must_use]
    pub fn find(named: Option<&Path>, search_path: Option<&OsStr>) -> Option<Chromium> {
        let program = match named {
            Some(named) => Some(named.to_owned()),
            None => std::env::split_paths(search_path?)
                .flat_map(|folder| NAMES.map(|name| folder.join(name)))
                .find(|path| path.is_file()),
        };
        program.map(|program| Chromium { program, limit: LIMIT })
    }

    /// Runs the engine once. The folder holds the page; the profile and what the engine says lie in it as well.
    fn run(
        &self,
        folder: &Path,
        page: &Path,
        to: &Path,
        sandboxed: bool,
    ) -> Result<Option<ExitStatus>, std::io::Error> {
        let home = folder.join(if sandboxed { "home" } else { "home-again" });
        fs::create_dir_all(&home)?;
        let mut command = Command::new(&self.program);
        command.args(OPTIONS);
        if !sandboxed {
            command.arg("--no-sandbox");
        }
        command
            .arg(format!("--user-data-dir={}", home.join("profile").display()))
            .arg(format!("--print-to-pdf={}", to.display()))
            .arg(page)
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", &home)
            .env("XDG_CACHE_HOME", &home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("said"))?);
        wait(command.spawn()?, self.limit)
    }

    /// Why there is no PDF, and what to do.
    fn failed(&self, why: &Message) -> Message {
        let (program, zh, en) = (self.program.display(), &why.zh, &why.en);
        message!(
            "{program} 没有生成 PDF：{zh}。换一个引擎用 --pdf-engine，不生成 PDF 用 --no-pdf",
            "{program} made no PDF: {en}; name another engine with --pdf-engine, or build with --no-pdf"
        )
    }
}

impl Printer for Chromium {
    /// Prints a document; one with a table of contents twice, since no engine says in a page on which page of paper an anchor comes to
    /// lie.
    fn print(&self, document: &PrintJob) -> Result<Vec<u8>, Message> {
        let printed = self.print_once(document)?;
        let of_page = |(path, bytes): &(String, Vec<u8>)| {
            (*path == document.page).then(|| String::from_utf8_lossy(bytes).into_owned())
        };
        let html = document.files.iter().find_map(of_page).unwrap_or_default();
        if has_chinese(&html) && !shows_chinese(&printed) {
            return Err(self.failed(&message!(
                "本机没有中文字体，汉字印成了方框；请先安装（Debian：apt install fonts-noto-cjk）",
                "this machine has no Chinese font, and every character came out as a box; install one (Debian: apt install fonts-noto-cjk)"
            )));
        }
        let Some(numbered) = with_page_numbers(&html, &pages_of_anchors(&printed)) else { return Ok(printed) };
        let numbered = |(path, bytes): &(String, Vec<u8>)| {
            let bytes = if *path == document.page { numbered.clone().into_bytes() } else { bytes.clone() };
            (path.clone(), bytes)
        };
        let files = document.files.iter().map(numbered).collect();
        self.print_once(&PrintJob { page: document.page.clone(), files, day: document.day })
    }
}

impl Chromium {
    fn print_once(&self, document: &PrintJob) -> Result<Vec<u8>, Message> {
        let failed = |error: &dyn std::fmt::Display| self.failed(&message!("{error}", "{error}"));
        let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
        let site = folder.path().join("site");
        for (path, bytes) in &document.files {
            let full = site.join(path);
            let made = full.parent().map_or(Ok(()), fs::create_dir_all);
            made.and_then(|()| fs::write(&full, bytes)).map_err(|error| failed(&error))?;
        }
        let (page, to) = (site.join(&document.page), folder.path().join("printed.pdf"));
        // Some machines refuse the sandbox: root's, most containers. The page has no script and can ask nobody for anything, so it
        // is printed without one there.
        for sandboxed in [true, false] {
            let ended = self.run(folder.path(), &page, &to, sandboxed).map_err(|error| failed(&error))?;
            let Some(status) = ended else {
                let seconds = self.limit.as_secs();
                return Err(
                    self.failed(&message!("{seconds} 秒内没有完成", "it did not finish within {seconds} seconds"))
                );
            };
            if let Some(printed) = fs::read(&to).ok().filter(|bytes| status.success() && bytes.starts_with(b"%PDF-")) {
                return Ok(normalise(printed, document.day));
            }
        }
        let said = fs::read(folder.path().join("said")).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).into_owned();
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("-").trim().to_owned();
        Err(failed(&last))
    }
}

/// Waits until a program has ended. One that takes too long is stopped, and has no status.
fn wait(mut child: Child, limit: Duration) -> Result<Option<ExitStatus>, std::io::Error> {
    let mut waited = Duration::ZERO;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if waited >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(STEP);
        waited += STEP;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mulu_core::day::Day;

    #[cfg(unix)]
    fn document() -> PrintJob {
        let day = Day::new(2026, 11, 21).unwrap();
        PrintJob { page: "print/a.html".to_owned(), files: vec![("print/a.html".to_owned(), b"x".to_vec())], day }
    }

    #[cfg(unix)]
    fn program(folder: &Path, script: &str) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = folder.join("engine");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    #[test]
    fn an_engine_is_found_by_its_name_only_on_the_search_path() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Chromium::find(None, Some(folder.path().as_os_str())).is_none());
        assert!(Chromium::find(None, None).is_none());
        std::fs::write(folder.path().join("chromium"), "").unwrap();
        let found = Chromium::find(None, Some(folder.path().as_os_str())).unwrap();
        assert_eq!(found.program, folder.path().join("chromium"));
    }

    #[cfg(unix)]
    #[test]
    fn an_engine_that_refuses_the_sandbox_is_asked_again_without() {
        let folder = tempfile::tempdir().unwrap();
        let script = r#"for word; do case "$word" in --no-sandbox) open=1;; --print-to-pdf=*) to="${word#*=}";; esac; done
[ "$open" ] || { echo "no sandbox here" >&2; exit 1; }
test -f "$word" && printf '%%PDF-1.4' > "$to""#;
        let engine = Chromium { program: program(folder.path(), script), limit: Duration::from_secs(20) };
        assert_eq!(engine.print(&document()).unwrap(), b"%PDF-1.4");
    }

    #[cfg(unix)]
    #[test]
    fn an_engine_that_fails_says_why_and_one_that_hangs_is_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let program = program(folder.path(), "echo 'no display' >&2; exit 3");
        let why = Chromium { program, limit: Duration::from_secs(20) }.print(&document()).unwrap_err();
        assert!(why.en.contains("made no PDF: no display; name another engine"), "{why:?}");
        let program = self::program(folder.path(), "exec sleep 60");
        let why = Chromium { program, limit: Duration::ZERO }.print(&document()).unwrap_err();
        assert!(why.en.contains("did not finish within 0 seconds") && why.zh.contains("没有完成"), "{why:?}");
        let program = folder.path().join("missing");
        assert!(Chromium { program, limit: Duration::ZERO }.print(&document()).is_err());
    }
}
