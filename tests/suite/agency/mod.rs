//! What agencies do with a registry: citations, filings, new records, their form and schema.

mod cite;
mod field;
mod pdf;
mod workspace;

use crate::harness::home;
use workspace::Workspace;

const BOOK: (&str, &str) = ("book.toml", "[book]\ntitle = \"目录\"\n[catalogue]\njurisdiction = \"430100\"\n");
const OLD: (&str, &str) = (
    "standards/national/gb-t-22239-2008.md",
    "+++\nnumber = \"GB/T 22239-2008\"\ntitle = \"基本要求\"\nissued = 2008-06-19\neffective = 2008-11-01\n+++\n",
);
const NEW: (&str, &str) = (
    "standards/national/gb-t-22239-2019.md",
    "+++\nnumber = \"GB/T 22239-2019\"\ntitle = \"基本要求\"\nissued = 2019-05-10\neffective = 2019-12-01\nreplaces = [\"GB/T 22239-2008\", \"GB/T 1-1999\"]\n+++\n",
);

fn small(agency: &str) -> Workspace {
    Workspace::with(&[BOOK, OLD, NEW, ("agencies/office.toml", agency)])
}

#[test]
fn register_appends_and_moves_nothing() {
    let head = "\u{feff}# kept\r\nname = \"办\"   # kept too\r\njurisdiction = \"430100\"\r\n\r\n[[adoption]]\r\nstandard = \"GB 1-2020\"\r\nstatus = \"planned\"\r\nsystems = [\r\n  \"a\", # b\r\n]\r\n";
    let tail = "\r\n# training\r\n[[training]]\r\ndate = 2025-01-01";
    let registry = small(&format!("{head}{tail}"));
    let args = ["register", "--agency", "office", "gb/t22239", "--status", "implemented", "--since", "2020-01-01"];
    let more = ["--filed", "2020-03-15", "--system", "一\"\\\n[x]", "--system", "二", "--evidence", "件"];
    let said = registry.run(&[args.as_slice(), &more].concat());
    let added = "\r\n[[adoption]]\r\nstandard = \"GB/T 22239-2019\"\r\nstatus = \"implemented\"\r\nsince = 2020-01-01\r\nfiled = 2020-03-15\r\nsystems = [\"一\\\"\\\\\\n[x]\", \"二\"]\r\nevidence = \"件\"\r\n";
    assert_eq!((said.code, registry.read("agencies/office.toml")), (0, format!("{head}{added}{tail}")), "{}", said.err);
    let shown = format!("agencies/office.toml\n\n{}\n", added.trim().replace("\r\n", "\n"));
    assert_eq!(said.out, shown);
}

#[test]
fn register_adds_to_a_record_without_a_last_line_end() {
    let registry = small("name = \"办\"\njurisdiction = \"430100\"");
    let said = registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned"]);
    let expected = "name = \"办\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n";
    assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (0, expected));
}

#[test]
fn register_refuses_what_an_agency_should_not_file() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n";
    let registry = small(text);
    let none = "nothing was written; to register it anyway, add --force\n";
    for (number, why) in [
        ("GB/T 22239-2019", "office has registered GB/T 22239-2019 already\n"),
        ("GB/T22239—2008", "GB/T 22239-2008 has been replaced; in force: GB/T 22239-2019\n"),
        ("GB/T 22239-2018", "the registry has no GB/T 22239-2018; the nearest is GB/T 22239-2019\n"),
    ] {
        let said = registry.run(&["register", "--agency", "office", number, "--status", "planned", "--lang", "en"]);
        assert_eq!((said.code, said.out.as_str(), said.err), (1, "", format!("{why}{none}")));
        assert_eq!(registry.read("agencies/office.toml"), text);
    }
    let unknown = registry.run(&["register", "--agency", "offcie", "GB/T 22239-2019", "--status", "planned"]);
    assert_eq!((unknown.code, unknown.err.contains("office?")), (2, true));
    let missing = registry.run(&["register", "--agency", "office", "GB/T 22239-2008", "--force"]);
    assert_eq!(missing.code, 2, "without a terminal nothing is asked");
    let forced = registry.run(&["register", "--agency", "office", "GB/T 22239-2008", "--force", "--status", "planned"]);
    assert_eq!((forced.code, registry.read("agencies/office.toml").starts_with(text)), (0, true));
}

#[test]
fn register_goes_on_in_brackets_where_a_record_has_them() {
    let (head, tail) = (
        "name = \"办\"\njurisdiction = \"430100\"\nadoption = [\n  # 甲\n  { standard = \"GB 1-2020\", status = \"planned\" }, # kept\n",
        "]\n\n[[training]]\ndate = 2025-01-01\n",
    );
    let registry = small(&format!("{head}{tail}"));
    let said = registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned"]);
    let added = "  { standard = \"GB/T 22239-2019\", status = \"planned\" },\n";
    assert_eq!((said.code, registry.read("agencies/office.toml")), (0, format!("{head}{added}{tail}")), "{}", said.err);
}

#[test]
fn register_leaves_a_record_alone_that_it_cannot_append_to() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n\n[adoption]\nstandard = \"GB 1-2020\"\n";
    let registry = small(text);
    let said =
        registry.run(&["register", "--agency", "office", "GB/T 22239-2019", "--status", "planned", "--lang", "en"]);
    assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (2, text), "{}", said.out);
    assert!(said.err.contains("write a table [[adoption]] for each"), "{}", said.err);
}

#[test]
fn register_records_nothing_that_is_still_to_come() {
    let text = "name = \"办\"\njurisdiction = \"430100\"\n";
    let registry = small(text);
    let register = ["register", "--agency", "office", "GB/T 22239-2019", "--lang", "en", "--status"];
    for (status, more) in [
        ("implemented", ["--filed", "2026-11-22"]),
        ("planned", ["--filed", "2027-01-01"]),
        ("implementing", ["--since", "2026-11-22"]),
    ] {
        let said = registry.run(&[register.as_slice(), &[status], &more].concat());
        assert_eq!((said.code, registry.read("agencies/office.toml").as_str()), (1, text), "{}", said.err);
        assert!(said.err.contains("is after 2026-11-21"), "{}", said.err);
    }
    let said = registry.run(&[register.as_slice(), &["planned", "--since", "2027-01-01"]].concat());
    assert_eq!((said.code, said.err.as_str()), (0, ""), "a plan may lie ahead");
    let registry = small(text);
    let said = registry.run(&[register.as_slice(), &["implemented", "--since", "2026-11-21"]].concat());
    assert_eq!(said.code, 0);
    assert!(said.err.contains("not filed yet") && said.err.contains("adoption-not-filed"), "{}", said.err);
}

#[test]
fn new_records_pass_check_once_their_blanks_are_filled() {
    let registry = Workspace::with(&[]);
    let begun = registry.program(&["init", "--lang", "en"], "");
    assert_eq!((begun.code, begun.out.as_str()), (0, ".: 24 files written, 0 kept; next, run mulu check\n"));
    assert_eq!(registry.run(&["check"]).code, 0);
    let fill = |path: &str, blanks: &[(&str, &str)]| {
        let mut text = registry.read(path);
        for (blank, filled) in blanks {
            assert!(text.contains(blank), "{path}: {blank}\n{text}");
            text = text.replacen(blank, filled, 1);
        }
        registry.file(path, &text);
    };
    let source = ("url = \"\"", "url = \"https://example.org/\"");
    let title = ("\ntitle = \"\"", "\ntitle = \"名称\"");
    let place = ("\njurisdiction = \"\"", "\njurisdiction = \"430100\"");
    let issued = ("# issued = YYYY-MM-DD", "issued = 2019-05-10");
    let effective = ("# effective = YYYY-MM-DD", "effective = 2019-12-01");
    let make = |args: &[&str], path: &str| {
        let said = registry.run(args);
        assert_eq!((said.code, said.out), (0, format!("{path}\n")), "{}", said.err);
        assert_eq!(registry.run(&["fmt", "--check", path]).code, 0, "{path} is not canonical");
    };
    make(&["new", "agency", "office", "--name", "办\"公室"], "agencies/office.toml");
    fill("agencies/office.toml", &[place]);
    make(&["new", "standard", "gb/t22239—2019"], "standards/national/gb-t-22239-2019.md");
    assert_eq!(registry.run(&["check"]).code, 1, "blanks are found");
    fill("standards/national/gb-t-22239-2019.md", &[title, issued, effective, source]);
    make(&["new", "policy", "measure"], "policies/measure.md");
    let clause = [
        ("\nid = \"\"", "\nid = \"1\""),
        ("\ntext = \"\"", "\ntext = \"条\""),
        ("\nsubject = \"\"", "\nsubject = \"project\""),
    ];
    fill("policies/measure.md", &[[title, place, issued, effective, source].as_slice(), &clause].concat());
    make(&["new", "project", "platform", "--agency", "office", "--name", "平台"], "projects/platform.toml");
    make(&["new", "draft", "cloud", "--title", "规范", "--application", "2026-01-05"], "standards/municipal/cloud.md");
    fill("standards/municipal/cloud.md", &[source]);
    let said = registry.run(&["check", "--lang", "en"]);
    assert_eq!(said.code, 0, "{}", said.out);
    for again in [["new", "agency", "office"], ["new", "standard", "GB/T 22239-2019"]] {
        assert_eq!(registry.run(&again).code, 2, "nothing is overwritten");
    }
    for wrong in ["../x", "A", ".hidden", "con..x", ""] {
        assert_eq!(registry.run(&["new", "project", wrong]).code, 2, "{wrong}");
    }
    assert_eq!(registry.run(&["init", &registry.path("").display().to_string()]).code, 2);
}

#[test]
fn the_template_of_changsha_is_this_registry_without_its_examples() {
    let registry = Workspace::with(&[(".gitignore", "mine\n")]);
    let said = registry.run(&["init", "--template", "changsha", "--lang", "en"]);
    assert_eq!((said.code, said.out.contains("1 kept")), (0, true), "{}", said.err);
    assert_eq!(registry.read(".gitignore"), "mine\n");
    let listed = registry.run(&["list", "standards", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert!(listed["total"].as_u64() > Some(100));
    assert!(!registry.path("agencies/sample-housing.toml").exists());
    let errors = registry.run(&["check", "--format", "json"]).out;
    assert!(!errors.contains("\"syntax\"") && !errors.contains("\"missing-key\""));
}

#[test]
fn records_are_brought_into_form_and_keep_their_comments() {
    let text = "# head\n\nroles=[\"a\"]   \n\n\n\n# the name\nname =    \"办\"   # beside\njurisdiction = \"430100\"\n[[training]] # t\ndate = 2025-01-01\n\n# of the filing\n[[adoption]]\nstatus = \"planned\"\nstandard = \"GB/T 22239-2019\"\n# end\n";
    let expected = "# head\n\n# the name\nname = \"办\"   # beside\njurisdiction = \"430100\"\nroles = [\"a\"]\n\n# of the filing\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"planned\"\n\n[[training]] # t\ndate = 2025-01-01\n# end\n";
    let registry = small(text);
    let said = registry.run(&["fmt", "--check", "agencies"]);
    assert_eq!((said.code, said.out.as_str()), (1, "agencies/office.toml\n"));
    assert_eq!(registry.read("agencies/office.toml"), text, "--check writes nothing");
    assert_eq!(registry.run(&["fmt", "agencies"]).code, 0);
    assert_eq!(registry.read("agencies/office.toml"), expected);
    assert_eq!(registry.run(&["fmt", "--check", "agencies"]).code, 0);
    registry.file("agencies/broken.toml", "name = \n");
    assert_eq!(registry.run(&["fmt", "--check"]).code, 2);
}

#[test]
fn this_registry_is_in_the_canonical_form() {
    let said = Workspace::ours().run(&["fmt", "--check"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

/// A record's TOML as JSON, as editors hand it to a schema: days are strings.
fn as_json(value: toml::Value) -> serde_json::Value {
    match value {
        toml::Value::Datetime(day) => day.to_string().into(),
        toml::Value::Array(items) => items.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, as_json(value))).collect(),
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(flag) => flag.into(),
    }
}

#[test]
fn every_record_fits_its_schema_and_a_slip_does_not() {
    let registry = Workspace::ours();
    let validator = |kind: &str| {
        let schema = serde_json::from_str(&registry.run(&["schema", kind]).out).unwrap();
        jsonschema::draft202012::meta::validate(&schema).expect("it is a schema");
        jsonschema::validator_for(&schema).unwrap()
    };
    let kinds =
        ["config", "taxonomy", "standard", "municipal", "evidence", "policy", "agency", "project", "resource", "case"];
    let validators: Vec<_> = kinds.iter().map(|kind| (*kind, validator(kind))).collect();
    let root = home();
    let mut seen = 0;
    for folder in ["book.toml", "standards", "policies", "agencies", "projects", "resources", "cases"] {
        for entry in walkdir::WalkDir::new(root.join(folder)).into_iter().flatten().filter(|e| e.file_type().is_file())
        {
            let path = entry.path().strip_prefix(root).unwrap().to_string_lossy().into_owned();
            let kind = match path.as_str() {
                "book.toml" => "config",
                "standards/taxonomy.toml" => "taxonomy",
                "policies/evidence.toml" => "evidence",
                path if path.starts_with("standards/municipal/") => "municipal",
                path if path.starts_with("standards/") => "standard",
                path if path.starts_with("policies/") => "policy",
                path if path.starts_with("agencies/") => "agency",
                path if path.starts_with("resources/") => "resource",
                path if path.starts_with("cases/") => "case",
                _ => "project",
            };
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let toml = text.strip_prefix("+++\n").map_or(text.as_str(), |rest| rest.split("\n+++").next().unwrap());
            let mut record = as_json(toml::Value::Table(toml.parse().unwrap()));
            let (_, validator) = validators.iter().find(|(name, _)| *name == kind).unwrap();
            let errors: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{path}: {errors:?}");
            record.as_object_mut().unwrap().insert("tilte".to_owned(), "x".into());
            assert!(!validator.is_valid(&record), "{path}: a key that no record has");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}

#[test]
fn completions_and_pages_come_from_the_definition() {
    let registry = Workspace::with(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = registry.program(&["completions", shell], "");
        assert!(said.code == 0 && said.out.contains("register"), "{shell}");
    }
    let man = registry.program(&["man", "cite"], "");
    assert!(man.code == 0 && man.out.contains("mulu\\-cite") && man.out.contains("fail\\-on"), "{}", man.out);
    assert_eq!(registry.program(&["man", "nothing"], "").code, 2);
    let all = registry.program(&["man", "--out", "man"], "");
    assert!(all.code == 0 && registry.path("man/mulu-register.1").exists(), "{}", all.err);
}

#[test]
fn fmt_says_why_it_leaves_a_file_alone() {
    let registry = small("name = \"办\"\njurisdiction = \"430100\"\n");
    let (gbk, _, _) = encoding_rs::GB18030.encode("name = \"长沙\"\n");
    registry.bytes("agencies/gbk.toml", &gbk);
    let said = registry.run(&["fmt", "--check", "--lang", "en"]);
    assert_eq!(said.code, 2);
    assert!(said.err.starts_with("agencies/gbk.toml: it is not UTF-8 (at byte 8), and may be GBK"), "{}", said.err);
}

#[test]
fn a_registry_is_not_made_among_the_records_of_another() {
    let registry = small("");
    let init = |dir: &str| registry.program(&["init", dir, "--lang", "en"], "");
    assert_eq!(init(".").code, 2, "it is a registry already");
    for dir in ["standards/national", "policies/x", "public", "site"] {
        let said = init(dir);
        assert!(said.code == 2 && said.err.contains("a folder of its own"), "{dir}: {}", said.err);
        assert!(!registry.path(dir).join("book.toml").exists());
    }
    let said = init("examples/other");
    assert!(said.code == 0 && said.err.contains("lies within the registry"), "{}", said.err);
    assert!(registry.path("examples/other/book.toml").exists());
}
