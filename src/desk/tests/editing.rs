//! Tasks and forms: what they write, what they leave, and what happens where somebody else writes too.

use mulu_core::model::Kind;

use super::*;

#[test]
fn every_page_is_made_in_both_languages() {
    let office = Office::open();
    let tasks = super::super::task::TASKS.iter().map(|task| format!("/desk/task/{}", task.id));
    let pages = [
        "/desk/",
        "/desk/search?q=22239",
        "/desk/new",
        "/desk/changed",
        "/desk/new/agency?id=new-office",
        "/desk/new/standard?id=GB/T%2036903-2018",
        "/desk/record?path=book.toml",
    ];
    let records = [STANDARD, AGENCY].map(|path| format!("/desk/record?path={path}"));
    for page in pages.iter().map(|page| (*page).to_owned()).chain(records).chain(tasks) {
        for lang in ["zh", "en"] {
            let joint = if page.contains('?') { '&' } else { '?' };
            let reply = office.get(&format!("{page}{joint}lang={lang}"));
            assert_eq!(reply.status, 200, "{page}: {}", body(&reply));
            assert!(body(&reply).contains("<main") && body(&reply).contains("</html>"), "{page}");
        }
    }
}

#[test]
fn a_form_begins_a_record_of_every_kind() {
    let office = Office::open();
    let offered = office.get("/desk/new");
    for kind in Kind::ALL.iter().filter(|kind| kind.is_many()) {
        let name = kind.id();
        assert!(body(&offered).contains(&format!("action=\"/desk/new/{name}\"")), "{name} is not offered");
        let id = if *kind == Kind::Standard { "GB/T%2036903-2018" } else { "new-one" };
        let page = office.get(&format!("/desk/new/{name}?id={id}&provider=office"));
        assert!(body(&page).contains("record-form") && body(&page).contains("name=\"f."), "{name}: {}", body(&page));
    }
    assert_eq!(office.get("/desk/new/config?id=new-one").status, 404);
}

#[test]
fn a_review_is_written_as_the_command_writes_it_and_taken_back() {
    let office = Office::open();
    office.git(&["init", "-q"]);
    let form = [
        ("by", "标准办"),
        ("date", "2026-11-20"),
        ("row.0.number", "GB/T22239—2019"),
        ("row.0.conclusion", "continue"),
        ("row.0.reason", "仍然适用"),
        ("_do", "save"),
    ];
    let reply = office.post("/desk/task/review", &form);
    assert_eq!(reply.location.as_deref(), Some("/desk/changed?saved=1"), "{}", body(&reply));
    let added =
        "\n[[review]]\ndate = 2026-11-20\nconclusion = \"continue\"\nby = \"office\"\nreason = \"仍然适用\"\n+++";
    assert_eq!(office.read(STANDARD), RECORD.replace("\n+++\n正", &format!("\n{added}\n正")));
    assert_eq!(office.post("/desk/undo", &[]).location.as_deref(), Some("/desk/changed?undone=1"));
    assert_eq!(office.read(STANDARD), RECORD);
}

#[test]
fn what_a_rule_denies_is_told_and_not_written_unless_it_is_meant() {
    let office = Office::open();
    let form = [("numbers", "GB/T 22239-2019"), ("date", "2019-01-01")];
    let told = office.post("/desk/task/delist", &[&form[..], &[("_do", "save")]].concat());
    assert_eq!(told.status, 200);
    assert_eq!(office.read(STANDARD), RECORD);
    let missing = office.post("/desk/task/exclude", &[("numbers", "GB/T 22239-2019"), ("_do", "save")]);
    assert!(body(&missing).contains("请填写：理由"), "{}", body(&missing));
}

#[test]
fn a_form_changes_only_what_was_changed_in_it() {
    let office = Office::open();
    let shown = office.get(&format!("/desk/record?path={STANDARD}"));
    assert!(body(&shown).contains("name=\"f.catalogue.binding\"") && body(&shown).contains("2019-05-10"));
    let reply = office.save(
        STANDARD,
        RECORD,
        &[("f.title_en", "Baseline"), ("f.issued", "2019-05-10"), ("f.prose", "正文。\n")],
    );
    assert_eq!(reply.status, 303, "{}", body(&reply));
    let title = "基本要求\"\n";
    assert_eq!(office.read(STANDARD), RECORD.replace(title, &format!("{title}title_en = \"Baseline\"\n")));
}

#[test]
fn findings_stand_beside_their_fields() {
    let office = Office::open();
    let base = serde_json::to_string(RECORD).unwrap();
    let form = [("path", STANDARD), ("base", base.as_str()), ("f.effective", "2018-01-01"), ("_as", "json")];
    let told: serde_json::Value = serde_json::from_slice(&office.post("/desk/record", &form).body).unwrap();
    let fields: Vec<&str> = told.as_array().unwrap().iter().filter_map(|told| told["field"].as_str()).collect();
    assert!(fields.contains(&"effective"), "{told}");
    assert_eq!(office.read(STANDARD), RECORD);
}

#[test]
fn two_tabs_that_change_different_fields_both_win() {
    let office = Office::open();
    assert_eq!(office.save(AGENCY, OFFICE, &[("f.contact", "李")]).status, 303);
    let second = office.save(AGENCY, OFFICE, &[("f.name_en", "Office"), ("f.contact", "张")]);
    assert_eq!(second.status, 200, "nothing is written before the person has seen it");
    assert!(!office.read(AGENCY).contains("Office"));
    let now = office.read(AGENCY);
    assert_eq!(office.save(AGENCY, &now, &[("f.name_en", "Office"), ("f.contact", "李")]).status, 303);
    let both = OFFICE.replace("名称\n", "名称\nname_en = \"Office\"\n").replace('张', "李");
    assert_eq!(office.read(AGENCY), both);
}

#[test]
fn what_an_editor_and_a_form_both_changed_is_a_choice() {
    let office = Office::open();
    office.write(AGENCY, &OFFICE.replace('张', "王"));
    let asked = office.save(AGENCY, OFFICE, &[("f.contact", "李")]);
    assert_eq!(asked.status, 409);
    let page = body(&asked);
    for part in ["张", "王", "李", "take.contact"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(office.read(AGENCY), OFFICE.replace('张', "王"));
    let now = office.read(AGENCY);
    let open = office.save(AGENCY, &now, &[("f.contact", "李"), ("_conflict", "contact")]);
    assert_eq!((open.status, office.read(AGENCY)), (409, now.clone()), "nobody has chosen");
    let theirs = [("f.contact", "李"), ("_conflict", "contact"), ("take.contact", "theirs")];
    assert_eq!(office.save(AGENCY, &now, &theirs).status, 303);
    assert_eq!(office.read(AGENCY), now);
    let mine = [("f.contact", "李"), ("_conflict", "contact"), ("take.contact", "mine")];
    assert_eq!(office.save(AGENCY, &now, &mine).status, 303);
    assert_eq!(office.read(AGENCY), OFFICE.replace('张', "李"));
}

#[test]
fn a_new_record_is_made_once_and_never_over_another() {
    let office = Office::open();
    let form = [("id", "new-office"), ("f.name", "新办"), ("f.jurisdiction", "430100"), ("_do", "save")];
    let reply = office.post("/desk/new/agency", &form);
    assert_eq!(reply.status, 303, "{}", body(&reply));
    assert!(office.read("agencies/new-office.toml").contains("name = \"新办\""));
    let again = office.post("/desk/new/agency", &form);
    assert!(body(&again).contains("已存在"), "{}", body(&again));
}

#[test]
fn the_page_is_shown_as_it_will_be_and_no_script_of_it_runs() {
    let office = Office::open();
    let base = serde_json::to_string(RECORD).unwrap();
    let form = [("path", STANDARD), ("base", base.as_str()), ("f.title", "另一个名称"), ("_do", "preview")];
    let reply = office.post("/desk/record", &form);
    let address = reply.location.clone().unwrap();
    assert!(address.starts_with("/desk/preview/standards/"), "{address}");
    let page = office.get(&address);
    assert!(page.is_sandboxed && body(&page).contains("另一个名称"));
    assert_eq!(office.read(STANDARD), RECORD);
}

#[test]
fn choices_are_found_by_number_and_by_name() {
    let office = Office::open();
    for query in ["of=standard&q=22239", "of=standard&q=gbt", "of=agency&q=标准"] {
        let found = office.get(&format!("/desk/choices?{query}"));
        let found: Vec<serde_json::Value> = serde_json::from_slice(&found.body).unwrap();
        assert_eq!(found.len(), usize::from(!query.contains("gbt")), "{query}");
    }
    assert_eq!(office.get("/desk/choices?of=passwords&q=").status, 404);
}
