//! What the kits for CI and the release workflow run: their shell steps, with files in the place of a forge.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::harness::own;
use crate::harness::program::{Ran, run};

const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// Whether the steps can run here: the tests of the kits are for the systems that CI runs on.
fn has(programs: &[&str]) -> bool {
    let found = |program: &str| {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&paths).any(|folder| folder.join(program).exists())
    };
    let missing: Vec<&&str> = programs.iter().filter(|program| !found(program)).collect();
    if !missing.is_empty() || !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        println!("skipped: without {missing:?} or on another system");
    }
    missing.is_empty() && cfg!(all(target_os = "linux", target_arch = "x86_64"))
}

fn script(name: &str, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new("bash");
    command.arg(own(name)).args(args).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", "/nonexistent");
    command.envs(variables.iter().copied());
    run(command)
}

/// A program that says its version, packed as a release.
fn released(folder: &Path) -> PathBuf {
    let built = folder.join("built");
    fs::create_dir_all(&built).unwrap();
    fs::write(built.join("mulu"), "#!/bin/sh\necho mulu 0.1.0\n").unwrap();
    fs::set_permissions(built.join("mulu"), fs::Permissions::from_mode(0o755)).unwrap();
    let releases = folder.join("releases");
    let out = releases.join("v0.1.0");
    let [built, out] = [&built, &out].map(|path| path.to_str().unwrap());
    script(".github/release/pack.sh", &["v0.1.0", PLATFORM, built, out], &[]).gave(0, "", "");
    releases
}

fn install(releases: &Path, bin: &Path, sum: &str) -> Ran {
    let address = format!("file://{}", releases.display());
    let variables = [
        ("MULU_RELEASES", address.as_str()),
        ("MULU_BIN", bin.to_str().unwrap()),
        ("MULU_SHA256", sum),
        ("MULU_VERSION", "v0.1.0"),
    ];
    script("ci/install.sh", &[], &variables)
}

#[test]
fn a_released_program_is_installed_and_one_of_another_sum_is_not() {
    if !has(&["curl", "tar", "sha256sum"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let releases = released(folder.path());
    let bin = folder.path().join("bin");
    install(&releases, &bin, "").gave(0, "mulu 0.1.0\n", "");
    let archive = releases.join(format!("v0.1.0/mulu-v0.1.0-{PLATFORM}.tar.gz"));
    let sum = fs::read_to_string(archive.with_extension("gz.sha256")).unwrap();
    let sum = sum.split(' ').next().unwrap().to_owned();
    install(&releases, &bin, &sum).gave(0, "mulu 0.1.0\n", "");

    fs::remove_file(bin.join("mulu")).unwrap();
    let refused = install(&releases, &bin, &"0".repeat(64));
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains(&format!("has the SHA-256 {sum}, not 000")), "{}", refused.err);
    // Nor is what came only in part.
    let bytes = fs::read(&archive).unwrap();
    fs::write(&archive, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(install(&releases, &bin, "").code, 1);
    assert!(!bin.join("mulu").exists());
}

#[test]
fn without_a_release_or_a_toolchain_the_remedy_is_named() {
    if !has(&["curl"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let nothing = folder.path().join("nothing");
    let bin = folder.path().join("bin");
    let mut command = Command::new("sh");
    command.arg(own("ci/install.sh")).env_clear().env("HOME", "/nonexistent").env("PATH", "/usr/bin:/bin");
    command
        .env("MULU_RELEASES", format!("file://{}", nothing.display()))
        .env("MULU_VERSION", "v0.1.0")
        .env("MULU_BIN", &bin);
    let ran = run(command);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("MULU_GIT or MULU_SOURCE") || ran.err.contains("no Rust toolchain"), "{}", ran.err);
    assert_eq!(fs::read_dir(&bin).unwrap().count(), 0);
}

#[test]
fn the_same_program_packs_to_the_same_bytes_and_a_changed_file_is_not_released() {
    if !has(&["tar", "sha256sum"]) {
        return;
    }
    let [one, other] = [0, 1].map(|_| tempfile::tempdir().unwrap());
    let packed = |folder: &Path| released(folder).join("v0.1.0");
    let [first, second] = [packed(one.path()), packed(other.path())];
    let archive = format!("mulu-v0.1.0-{PLATFORM}.tar.gz");
    assert_eq!(fs::read(first.join(&archive)).unwrap(), fs::read(second.join(&archive)).unwrap());

    script(".github/release/sums.sh", &[first.to_str().unwrap()], &[]).gave(0, "", "");
    let sums = fs::read_to_string(first.join("SHA256SUMS")).unwrap();
    assert_eq!(sums, fs::read_to_string(first.join(format!("{archive}.sha256"))).unwrap());
    fs::write(second.join(&archive), "another").unwrap();
    assert_ne!(script(".github/release/sums.sh", &[second.to_str().unwrap()], &[]).code, 0);
    fs::remove_file(second.join(format!("{archive}.sha256"))).unwrap();
    assert_ne!(script(".github/release/sums.sh", &[second.to_str().unwrap()], &[]).code, 0);
}

/// Each crate says where its source lies, which is where `cargo binstall` looks for archives; and no address is written twice.
#[test]
fn a_release_writes_its_address_into_each_crate() {
    let folder = tempfile::tempdir().unwrap();
    let crates = fs::read_dir(own("crates")).unwrap().map(|entry| Path::new("crates").join(entry.unwrap().file_name()));
    let manifests: Vec<_> = crates.chain([PathBuf::new()]).map(|path| path.join("Cargo.toml")).collect();
    for manifest in &manifests {
        let copy = folder.path().join(manifest);
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(own(manifest.to_str().unwrap()), copy).unwrap();
    }
    let workspace = folder.path().to_str().unwrap();
    let address = |url: &str| script(".github/release/address.sh", &[url, workspace], &[]);
    for refused in ["http://example.org/mulu", "https://example.org/mulu/", "https://example.org/\"\nx", "mulu"] {
        assert_eq!(address(refused).code, 2, "{refused}");
    }
    address("https://example.org/standards/mulu").gave(0, "", "");
    for manifest in &manifests {
        let text = fs::read_to_string(folder.path().join(manifest)).unwrap();
        let package = &text.parse::<toml::Table>().unwrap()["package"];
        assert_eq!(
            package["repository"].as_str(),
            Some("https://example.org/standards/mulu"),
            "{}",
            manifest.display()
        );
        assert!(package.get("publish").is_none(), "{} is published nowhere", manifest.display());
    }
    assert_eq!(address("https://example.org/other").code, 1);
}

/// The Debian package asks for the C library that the program in it is linked against, and for no newer one.
#[test]
fn the_debian_package_needs_what_the_program_in_it_needs() {
    let manifest: toml::Table = fs::read_to_string(own("Cargo.toml")).unwrap().parse().unwrap();
    let depends = manifest["package"]["metadata"]["deb"]["depends"].as_str().unwrap();
    let workflow = fs::read_to_string(own(".github/workflows/release.yml")).unwrap();
    let linked = workflow.split("zig: x86_64-unknown-linux-gnu.").nth(1).unwrap();
    let oldest = linked.split_whitespace().next().unwrap();
    assert_eq!(depends.split(", ").next(), Some(format!("libc6 (>= {oldest})").as_str()), "{depends}");
}

/// From archives of releases to packages that npm installs without a network: the one for this machine, and what starts it.
#[test]
fn npm_installs_the_program_for_this_machine() {
    if !has(&["npm", "node", "tar", "sha256sum"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let archives = released(folder.path()).join("v0.1.0");
    let built = folder.path().join("built");
    fs::write(built.join("mulu"), "#!/bin/sh\necho \"mulu of another machine\"\n").unwrap();
    let pack = ["v0.1.0", "aarch64-apple-darwin", built.to_str().unwrap(), archives.to_str().unwrap()];
    script(".github/release/pack.sh", &pack, &[]).gave(0, "", "");

    let packages = folder.path().join("packages");
    let args = ["v0.1.0", archives.to_str().unwrap(), packages.to_str().unwrap()];
    let ran = script(".github/release/npm.sh", &args, &[("NPM_SCOPE", "@trial")]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err.lines().filter(|line| line.starts_with("there is no ")).count(), 5, "{}", ran.err);
    script(".github/release/sums.sh", &[packages.to_str().unwrap()], &[]).gave(0, "", "");

    let home = folder.path().join("home");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("package.json"), "{}").unwrap();
    let npm = |tarballs: &[&str]| {
        let mut command = Command::new("npm");
        command.args(["install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"]);
        command.args(tarballs.iter().map(|name| packages.join(name)));
        command.env("HOME", &home).current_dir(&home);
        run(command)
    };
    // That of another system is refused, and missed by nobody.
    assert_ne!(npm(&["trial-darwin-arm64-0.1.0.tgz"]).code, 0);
    assert_eq!(npm(&["trial-mulu-0.1.0.tgz", "trial-linux-x64-0.1.0.tgz"]).code, 0);
    let installed = fs::read_dir(home.join("node_modules/@trial")).unwrap().map(|entry| entry.unwrap().file_name());
    let mut installed: Vec<_> = installed.collect();
    installed.sort();
    assert_eq!(installed, ["linux-x64", "mulu"]);
    let mulu = || run(Command::new(home.join("node_modules/.bin/mulu")));
    mulu().gave(0, "mulu 0.1.0\n", "");
    fs::write(home.join("node_modules/@trial/linux-x64/bin/mulu"), "#!/bin/sh\nexit 3\n").unwrap();
    mulu().gave(3, "", "");
    fs::remove_dir_all(home.join("node_modules/@trial/linux-x64")).unwrap();
    let without = mulu();
    assert_eq!(without.code, 127);
    assert!(without.err.contains("optional dependencies, or by pip or cargo"), "{}", without.err);
}

#[test]
fn a_long_report_is_cut_into_parts_that_code_scanning_takes() {
    if !has(&["jq", "iconv"]) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let results: Vec<Value> =
        (0..7).map(|at| json!({ "ruleId": "r", "message": { "text": at.to_string() } })).collect();
    let report =
        json!({ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "mulu" } }, "results": results }] });
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("report"), report.to_string()).unwrap();
    fs::write(path("text"), "error: <img src=x> & `x`\n").unwrap();
    let page = path("page");
    let variables = [("MULU_RESULTS", "3"), ("GITHUB_STEP_SUMMARY", page.as_str())];
    script("ci/report.sh", &[&path("report"), &path("parts"), &path("text")], &variables).gave(0, "", "");

    let part = |number: usize| -> Value {
        serde_json::from_slice(&fs::read(folder.path().join(format!("parts/mulu-{number}.sarif"))).unwrap()).unwrap()
    };
    let parts = [1, 2, 3].map(part);
    let together: Vec<&Value> = parts.iter().flat_map(|part| part["runs"][0]["results"].as_array().unwrap()).collect();
    assert_eq!(together, results.iter().collect::<Vec<_>>());
    assert_eq!(parts[1]["runs"][0]["automationDetails"]["id"], "mulu/2/");
    assert_eq!(parts[2]["runs"][0]["tool"]["driver"]["name"], "mulu");
    assert_eq!(fs::read_dir(folder.path().join("parts")).unwrap().count(), 3);
    assert_eq!(fs::read_to_string(&page).unwrap(), "<pre>\nerror: &lt;img src=x&gt; &amp; `x`\n</pre>\n");
}

/// A `gh` that writes down what it is asked, and knows one open issue or none.
fn forge(folder: &Path, open: &str) -> String {
    let bin = folder.join("gh-bin");
    fs::create_dir_all(&bin).unwrap();
    let log = folder.join("asked");
    let text = format!(
        "#!/bin/sh\ncase \"$2\" in list) echo '{open}' ;; *) echo \"$1 $2 $3\" >> '{0}'; for word in \"$@\"; do if [ -f \"$word\" ]; then cat \"$word\" >> '{0}'; fi; done ;; esac\n",
        log.display()
    );
    fs::write(bin.join("gh"), text).unwrap();
    fs::set_permissions(bin.join("gh"), fs::Permissions::from_mode(0o755)).unwrap();
    format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default())
}

#[test]
fn what_lapsed_is_told_in_one_issue_that_closes_again() {
    if !has(&["iconv", "sed"]) {
        return;
    }
    for (lapsed, open, asked) in [
        ("true", "", "issue create --title\n<pre>\nGB/T 1: overdue &lt;b&gt; &#64;all\n</pre>\n"),
        ("true", "7", "issue edit 7\n<pre>\nGB/T 1: overdue &lt;b&gt; &#64;all\n</pre>\n"),
        ("false", "7", "issue close 7\n"),
        ("false", "", ""),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let findings = folder.path().join("findings.txt");
        fs::write(&findings, "GB/T 1: overdue <b> @all\n").unwrap();
        let path = forge(folder.path(), open);
        script("ci/lapsed.sh", &[lapsed, findings.to_str().unwrap()], &[("PATH", &path)]).gave(0, "", "");
        let log = fs::read_to_string(folder.path().join("asked")).unwrap_or_default();
        assert_eq!(log, asked, "{lapsed} {open}");
    }
}

#[test]
fn the_action_checks_a_registry_with_the_program_that_it_got() {
    if !has(&["jq", "iconv", "git"]) {
        return;
    }
    let text = fs::read_to_string(own("action.yml")).unwrap();
    let action: Value = serde_saphyr::from_str(&text).unwrap();
    let steps = action["runs"]["steps"].as_array().unwrap();
    let check = steps.iter().find(|step| step["id"] == "check").unwrap()["run"].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("temp/mulu")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mulu"), path("temp/mulu/mulu")).unwrap();
    let mut command = Command::new("bash");
    command.args(["-e", "-o", "pipefail", "-c", check]).env_clear().current_dir(folder.path());
    command.env("PATH", std::env::var_os("PATH").unwrap()).env("RUNNER_TEMP", path("temp")).env("LANG", "C.UTF-8");
    command
        .env("GITHUB_OUTPUT", path("output"))
        .env("GITHUB_STEP_SUMMARY", path("page"))
        .env("GITHUB_ACTION_PATH", own(""));
    let inputs = [
        ("ROOT", own("").to_str().unwrap().to_owned()),
        ("AS_OF", "2026-11-21".to_owned()),
        ("SARIF", "sarif".to_owned()),
    ];
    for (name, value) in inputs {
        command.env(format!("MULU_{name}"), value);
    }
    let ran = run(command);
    // The demonstration has denied findings: the job fails, and everything is written all the same.
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("::error file="), "{}", ran.out);
    assert_eq!(fs::read_to_string(path("output")).unwrap(), "sarif=sarif\n");
    let report: Value = serde_json::from_slice(&fs::read(path("sarif/mulu-1.sarif")).unwrap()).unwrap();
    assert!(report["runs"][0]["results"].as_array().is_some_and(|results| results.len() > 20));
    assert!(fs::read_to_string(path("page")).unwrap().starts_with("<pre>\n"));
}

#[test]
fn what_a_platform_says_is_proposed_on_a_branch_and_what_it_repeats_is_not() {
    if !has(&["git", "iconv", "sed"]) {
        return;
    }
    let registry = crate::harness::registry::Registry::sound();
    registry.git(&["init", "--quiet", "--initial-branch=main"]);
    registry.git(&["add", "."]);
    registry.git(&["commit", "--quiet", "--message=first"]);
    let bin = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_mulu"), bin.path().join("mulu")).unwrap();
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").unwrap_or_default());
    let propose = |export: &str| {
        let file = bin.path().join("export.csv");
        fs::write(&file, export).unwrap();
        let mut command = Command::new("bash");
        command.arg(own("ci/compare.sh")).args(["https://std.example.org/", file.to_str().unwrap()]).env_clear();
        command.env("PATH", &path).env("HOME", "/nonexistent").env("LANG", "C.UTF-8").current_dir(registry.root());
        let person = [("NAME", "t"), ("EMAIL", "t@example.org")];
        command.envs(person.map(|(name, value)| (format!("GIT_AUTHOR_{name}"), value)));
        run({
            command.envs(person.map(|(name, value)| (format!("GIT_COMMITTER_{name}"), value)));
            command
        })
    };
    let same = "标准号,标准名称,实施日期\nGB/T 22239-2008,信息安全技术 信息系统安全等级保护基本要求,2008-11-01\n";
    let ran = propose(same);
    assert!(ran.code == 0 && ran.out.contains("there is nothing to propose"), "{}{}", ran.out, ran.err);
    let ran = propose(&same.replace("2008-11-01", "2008-11-02"));
    assert!(ran.code == 0 && ran.out.contains("platform-facts"), "{}{}", ran.out, ran.err);
    let changed = registry.git(&["show", "--stat", "--format=%s", "platform-facts"]);
    assert!(
        changed.starts_with("Bring in what the platforms say\n") && changed.contains("1 file changed"),
        "{changed}"
    );
    let text = registry.read("standards/national/gb-t-22239-2008.md");
    assert!(text.contains("effective = 2008-11-02") && text.contains("was = 2008-11-01"), "{text}");
    assert_eq!(propose("nothing of a list\n").code, 2);
}
