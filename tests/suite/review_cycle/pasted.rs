//! What people paste into their CI: it is YAML, and every `mulu` in it is a command that exists.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::harness::own;

const YAML: [&str; 5] =
    ["action.yml", "ci/gitlab.yml", "ci/nightly.github.yml", "ci/nightly.gitlab.yml", ".pre-commit-hooks.yaml"];
const GUIDE: [&str; 2] = ["site/pages/ci.zh-CN.md", "site/pages/ci.en.md"];

fn read(path: &str) -> String {
    let path: PathBuf = own(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn yaml(name: &str, text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The fenced blocks of a Markdown page that have a language.
fn fences(page: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if line == format!("```{language}") {
            found.push(lines.by_ref().take_while(|line| *line != "```").collect::<Vec<_>>().join("\n"));
        }
    }
    found
}

/// Every text in a YAML document.
fn texts(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
        Value::Object(entries) => entries.values().for_each(|item| texts(item, into)),
        _ => {}
    }
}

/// The commands of mulu in a script, as the shell would split them. What a variable adds is put together where it is added.
fn commands(script: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut added: Vec<String> = Vec::new();
    for line in script.lines().map(str::trim) {
        // What is done when it fails is no part of the command.
        let line = line.split(" || ").next().unwrap_or_default();
        for part in line.split("options+=(").skip(1) {
            let arguments = part.split(')').next().unwrap_or_default();
            added.extend(shell_words::split(arguments).unwrap());
        }
        if let Some(arguments) = line.split("options=\"--").nth(1) {
            added.extend(shell_words::split(&format!("--{}", arguments.split('"').next().unwrap())).unwrap());
        }
        if line.starts_with("mulu ") {
            let mut words = shell_words::split(line).unwrap_or_else(|error| panic!("{line}: {error}"));
            words.retain(|word| word != "${options[@]}" && word != "$options");
            found.push(words);
        }
    }
    if let Some(command) = found.last_mut() {
        command.append(&mut added);
    }
    found
}

fn assert_defined(name: &str, words: &[String]) {
    // A day that comes from a variable is some day.
    let words = words.iter().map(|word| if word == "$MULU_AS_OF" { "2026-11-21" } else { word });
    let words: Vec<&str> =
        words.map(|word| if word == "$MULU_DENY" || word == "$rule" { "review-overdue" } else { word }).collect();
    let parsed = mulu::cli::definition().try_get_matches_from(&words);
    let matches = parsed.unwrap_or_else(|error| panic!("{name}: {words:?}\n{error}"));
    let Some(("check", check)) = matches.subcommand() else { return };
    for level in ["deny", "warn", "note", "allow"] {
        for rule in check.get_many::<String>(level).into_iter().flatten() {
            assert!(mulu_core::check::rule(rule).is_some(), "{name}: there is no rule {rule}");
        }
    }
}

#[test]
fn every_file_is_yaml_and_every_command_exists() {
    let mut count = 0;
    for name in YAML {
        let mut scripts = Vec::new();
        texts(&yaml(name, &read(name)), &mut scripts);
        let found: Vec<_> = scripts.iter().flat_map(|script| commands(script)).collect();
        // GitLab writes a script as a list of lines: what one adds, another runs.
        let together = commands(&scripts.join("\n"));
        assert!(!found.is_empty(), "{name} runs no mulu");
        found.iter().chain(&together).for_each(|words| assert_defined(name, words));
        count += found.len();
    }
    assert!(count >= 7, "{count}");
}

#[test]
fn the_guide_shows_what_exists() {
    for name in GUIDE {
        let page = read(name);
        assert!(page.starts_with("# "));
        for block in fences(&page, "yaml") {
            yaml(name, &block);
        }
        let scripts = fences(&page, "sh");
        assert!(scripts.len() >= 5);
        scripts.iter().flat_map(|script| commands(script)).for_each(|words| assert_defined(name, &words));
        for file in ["action.yml", "ci/gitlab.yml", "ci/nightly.github.yml", "ci/nightly.gitlab.yml"] {
            assert!(page.contains(file), "{name} does not tell of {file}");
        }
    }
    assert_eq!(fences(&read(GUIDE[0]), "sh").len(), fences(&read(GUIDE[1]), "sh").len());
}

#[test]
fn the_action_passes_inputs_as_variables_only() {
    let action = yaml("action.yml", &read("action.yml"));
    assert_eq!(action["runs"]["using"], "composite");
    let mut used = Vec::new();
    let steps = action["runs"]["steps"].as_array().unwrap();
    // The key of what is kept is no script.
    steps.iter().for_each(|step| texts(&step["with"], &mut used));
    for step in steps.iter().filter(|step| step["uses"].is_null()) {
        assert_eq!(step["shell"], "bash");
        assert!(
            !step["run"].as_str().unwrap().contains("${{"),
            "an input in a script is a script of whoever writes the input"
        );
        texts(&step["env"], &mut used);
    }
    for input in action["inputs"].as_object().unwrap().keys() {
        let name = format!("${{{{ inputs.{input} }}}}");
        assert!(used.iter().any(|text| text.contains(&name)), "nothing uses the input {input}");
    }
}

#[test]
fn the_hook_runs_for_every_record_and_for_nothing_else() {
    let hooks = yaml("hooks", &read(".pre-commit-hooks.yaml"));
    let hook = &hooks[0];
    for key in ["id", "name", "entry", "language", "files"] {
        assert!(hook[key].is_string(), "{key}");
    }
    assert_eq!((&hook["language"], &hook["pass_filenames"]), (&Value::from("rust"), &Value::from(false)));
}

#[test]
fn gitlab_builds_with_the_compiler_that_the_crate_asks_for() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let version = manifest["workspace"]["package"]["rust-version"].as_str().unwrap();
    let job = yaml("gitlab", &read("ci/gitlab.yml"));
    assert_eq!(job[".mulu"]["variables"]["MULU_IMAGE"], format!("rust:{version}"));
}
