//! `mulu aggregate`: one overview over many registries.

use super::Three;

#[test]
fn figures_of_many_registries_lead_to_each_of_them() {
    let three = Three::updated();
    three.write(
        "changsha",
        "standards/taxonomy.toml",
        "[[class]]\nid = \"general.security\"\ntitle = \"信息安全标准\"\ntitle_en = \"Information security\"\ngroup = \"general\"\n\n[[class.topic]]\nid = \"mlps-baseline\"\ntitle = \"等级保护基本要求\"\n\n[[class.topic]]\nid = \"cryptography\"\ntitle = \"密码应用\"\n",
    );
    three.edit(
        "changsha",
        "standards/national/gb-t-22239-2019.md",
        "source =",
        "classes = [\"general.security\"]\ntopics = [\"mlps-baseline\"]\nsource =",
    );
    let filing = "\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n";
    for (registry, path) in
        [("changsha", "agencies/changsha-authority.toml"), ("furong", "agencies/furong-data-centre.toml")]
    {
        let text = std::fs::read_to_string(three.at(registry).join(path)).unwrap();
        three.write(registry, path, &(text + filing));
    }
    let out = three.folder.path().join("overview");
    let folder = out.display().to_string();
    let args = ["aggregate", "../furong", ".", "../national", "--out", &folder, "--as-of", "2026-11-21"];
    let said = three.well("changsha", &args);
    assert!(said.contains("3 registries"), "{said}");
    let read = |path: &str| std::fs::read_to_string(out.join(path)).unwrap();
    for page in [read("index.html"), read("en/index.html")] {
        for link in ["index.html", "standards/index.html", "reviews/index.html", "classes/general.security.html"] {
            assert!(page.contains(&format!("href=\"https://changsha.example.org/{link}\"")), "{link}: {page}");
        }
        assert!(page.contains(">1/2</a>") && page.contains("芙蓉区标准实施目录"), "{page}");
    }
    // A national collection without a taxonomy covers nothing, and is no better for it.
    let table = read("data/registries.csv");
    let row = |name: &str| table.lines().find(|line| line.contains(name)).unwrap().trim_end().to_owned();
    assert_eq!(
        row("长沙市"),
        "长沙市电子政务服务标准实施目录,430100,长沙市,https://changsha.example.org/,2,1,50.0,1,2,1,1,1,2023-01-01,0"
    );
    assert!(row("芙蓉区").contains(",430102,") && row("芙蓉区").ends_with(",1,1,0,,0"), "{}", row("芙蓉区"));
    let standard = read("standards/gb-t-22239-2019.html");
    assert!(
        standard.contains("https://changsha.example.org/standards/gb-t-22239-2019.html") && standard.contains("芙蓉区")
    );
    for page in [read("standards/index.html"), read("en/standards/index.html")] {
        assert!(
            page.contains("href=\"../standards/gb-t-22239-2019.html\"") && !page.contains("class=\"pager\""),
            "{page}"
        );
    }
    let json: serde_json::Value = serde_json::from_str(&read("data/adoption.json")).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 2);
    assert_eq!(json["rows"][0]["implemented"], 1);
    assert!(three.well("changsha", &args).contains(" 0 written"));
}

#[test]
fn a_registry_that_cannot_be_read_is_named() {
    let three = Three::new();
    let ran = three.mulu("furong", &["aggregate", ".", "--out", "../overview"]);
    assert!(ran.code == 2 && ran.err.contains("mulu update"), "{}", ran.err);
    let ran = three.mulu("national", &["aggregate", ".", "../nothing", "--out", "../overview"]);
    assert!(ran.code == 2 && ran.err.contains("nothing"), "{}", ran.err);
    let ran = three.mulu("national", &["aggregate", ".", "--out", ".."]);
    assert!(ran.code == 2 && ran.err.contains("a folder of its own"), "{}", ran.err);
}
