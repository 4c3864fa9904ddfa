//! Lists that are longer than their pages: every entry stands on one sheet, and every sheet is reached.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::harness::pages::{Built, Page};
use crate::harness::registry::{BOOK, Registry};

/// More than three sheets of a table, more than one of a project's obligations.
const STANDARDS: usize = 320;

/// More than one sheet.
const MANY: usize = 130;

/// A registry in which every list that grows with it goes on: mandatory standards of one topic that are overdue, an agency that
/// filed them all and owns every project, a clause that holds every project.
fn long() -> Registry {
    let book = format!("{BOOK}\n[roles]\nreview = [\"data-authority\"]\n");
    let mut registry = Registry::bare().file("book.toml", &book).file(
        "standards/taxonomy.toml",
        "[[class]]\nid = \"c\"\ntitle = \"类\"\ngroup = \"general\"\n[[class.topic]]\nid = \"t\"\ntitle = \"主题\"\n",
    );
    let number = |at: usize| format!("GB {}-2015", 50_000 + at);
    for at in 0..STANDARDS {
        let (id, held) = (50_000 + at, if at < MANY { "continue" } else { "revise" });
        let text = format!(
            "+++\nnumber = \"{}\"\ntitle = \"标准{at}\"\nissued = 2015-01-01\neffective = 2015-06-01\nclasses = [\"c\"]\n\
             topics = [\"t\"]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2018-06-12\napplies_to = [\"cloud\"]\n\n\
             [[review]]\ndate = 2021-01-01\nconclusion = \"{held}\"\nby = \"office\"\nreason = \"某因\"\n+++\n",
            number(at)
        );
        registry = registry.file(&format!("standards/national/gb-{id}-2015.md"), &text);
    }
    let adoption = |at: usize| {
        format!("\n[[adoption]]\nstandard = \"{}\"\nstatus = \"implemented\"\nsince = 2020-01-01\n", number(at))
    };
    let training = "\n[[training]]\ndate = 2026-03-01\nstandards = [\"GB 50001-2015\"]\nattendance = 9\n";
    let office: String = (0..STANDARDS).map(adoption).chain((0..MANY).map(|_| training.to_owned())).collect();
    registry = registry.file(
        "agencies/office.toml",
        &format!("name = \"标准办\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n{office}"),
    );
    for at in 0..MANY {
        let agency = format!("name = \"单位{at}\"\njurisdiction = \"430100\"\n{}", adoption(1));
        registry = registry.file(&format!("agencies/agency-{at}.toml"), &agency);
        let project = "agency = \"office\"\njurisdiction = \"430100\"\nstage = \"operation\"\napproved = 2020-01-01\n";
        let declared = "\n[[conformance]]\nstandard = \"GB 50001-2015\"\nstatus = \"partial\"\n";
        registry =
            registry.file(&format!("projects/p-{at}.toml"), &format!("name = \"项目{at}\"\n{project}{declared}"));
    }
    let mut whole = "name = \"全\"\nagency = \"office\"\njurisdiction = \"430100\"\nstage = \"acceptance\"\n\
                     traits = [\"cloud\"]\n"
        .to_owned();
    for at in 0..MANY {
        let _ = write!(whole, "\n[[conformance]]\nstandard = \"{}\"\nstatus = \"planned\"\n", number(at));
        let _ = write!(whole, "\n[[order]]\nissued = 2026-01-01\ndeadline = 2026-02-01\nabout = \"第{at}项\"\n");
    }
    registry.file("projects/whole.toml", &whole).file(
        "policies/measures.md",
        "+++\ntitle = \"办法\"\njurisdiction = \"430100\"\nissued = 2018-01-01\neffective = 2018-01-01\n\n[[clause]]\n\
         id = \"40\"\ntext = \"应当符合。\"\nsubject = \"project\"\ngate = \"approval\"\nmandates = [\"GB 50002-2015\"]\n+++\n",
    )
}

/// The sheets of a list, the page first, as its links follow each other; each leads back to the one before it.
fn sheets<'b>(built: &'b Built, page: &str, list: &str) -> Vec<&'b Page> {
    let stem = page.strip_suffix(".html").unwrap();
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    let path = |sheet: usize| if sheet == 1 { page.to_owned() } else { format!("{stem}/{list}-{sheet}.html") };
    let leads = |from: &Page, rel: &str, to: &str| {
        let name = to.rsplit('/').next().unwrap();
        let mut links = from.all("a").filter(|link| link.get("rel") == Some(rel)).filter_map(|link| link.get("href"));
        links.any(|href| href.split('#').next().unwrap().rsplit('/').next() == Some(name))
    };
    let mut sheets = vec![&built.pages[page]];
    while let Some(next) = built.pages.get(&path(sheets.len() + 1)) {
        let this = sheets[sheets.len() - 1];
        assert!(leads(this, "next", &path(sheets.len() + 1)), "{}: no way on", this.path);
        assert!(leads(next, "prev", &path(sheets.len())), "{}: no way back", next.path);
        sheets.push(next);
    }
    sheets
}

/// How often each text between `from` and `to` stands in the files of some pages.
fn counted(built: &Built, pages: &[&Page], from: &str, to: &str) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for page in pages {
        let html = std::fs::read_to_string(built.folder.join(&page.path)).unwrap();
        for found in html.split(from).skip(1) {
            *counted.entry(found.split(to).next().unwrap().to_owned()).or_insert(0) += 1;
        }
    }
    counted
}

#[test]
fn every_entry_of_a_long_list_stands_on_one_sheet() {
    let registry = long();
    let built = Built::read(&registry.build());
    let faults = built.faults();
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);

    // A list, its sheets, what marks a row of it, and how many rows there are.
    let number = ("<tr><th scope=\"row\"><a class=\"num\" href=\"../standards/", ".html");
    let further = ("<tr><th scope=\"row\"><a class=\"num\" href=\"../../standards/", ".html");
    for folder in ["", "en/"] {
        let lists = [
            ("reviews/index.html", "past", 4, number, STANDARDS),
            ("agencies/office.html", "filings", 4, ("<tr id=\"adoption-", "\""), STANDARDS),
            ("agencies/office.html", "trainings", 2, ("<li id=\"training-", "\""), MANY),
            ("projects/whole.html", "orders", 2, ("<li id=\"order-", "\""), MANY),
            ("projects/whole.html", "obligations", 2, further, STANDARDS),
        ];
        for (page, list, count, (from, to), rows) in lists {
            let sheets = sheets(&built, &format!("{folder}{page}"), list);
            assert_eq!(sheets.len(), count, "{folder}{page} {list}");
            // What the page itself shows beside the list is not counted: on further sheets there is nothing else.
            let on_sheets = counted(&built, &sheets[1..], from, to);
            let once: BTreeSet<usize> = on_sheets.values().copied().collect();
            assert_eq!(once, BTreeSet::from([1]), "{folder}{page} {list}");
            let size = if list == "obligations" { 300 } else { 100 };
            assert_eq!(on_sheets.len(), rows - size, "{folder}{page} {list}");
        }
        for (page, list) in [
            ("reviews/index.html", "overdue"),
            ("reviews/index.html", "duties"),
            ("agencies/index.html", "index"),
            ("agencies/office.html", "duties"),
            ("agencies/office.html", "projects"),
            ("agencies/office.html", "score-filings-short"),
            ("projects/index.html", "index"),
            ("projects/whole.html", "conformance"),
            ("policies/measures.html", "holds-40"),
            ("classes/c.html", "topic-t"),
            ("standards/gb-50001-2015.html", "filings"),
            ("standards/gb-50001-2015.html", "projects"),
            ("rules/review-overdue.html", "findings"),
            ("apply/index.html", "430100-0"),
        ] {
            assert!(sheets(&built, &format!("{folder}{page}"), list).len() > 1, "{folder}{page} {list}");
        }
    }
    // The scorecard's links to entries lead to the sheets that have them: `faults` has followed them all.
    let office = counted(&built, &[&built.pages["agencies/office.html"]], "href=\"../agencies/office/filings-", "\"");
    assert!(!office.is_empty(), "an entry of a later sheet is linked");
}
