//! What somebody may be after, and what the files would be then.

use super::super::ledger::{BOSS, Files, LedgerEntry, ORDERED, STANDARD, VICTIM, WAIVED};

/// What somebody wants, and what the files would be then.
pub struct Goal {
    pub name: &'static str,
    pub reach: fn(&mut Files),
}

pub const GOALS: &[Goal] = &[
    // To take a right.
    Goal { name: "a role more", reach: |f| set(f, M, "[\"member\"]", "[\"member\", \"data-authority\"]") },
    Goal { name: "another role", reach: |f| set(f, M, "[\"member\"]", "[\"data-authority\"]") },
    Goal { name: "a new agency with a role", reach: |f| put(f, "agencies/e.toml", NEW_AGENCY) },
    Goal { name: "rights for one's role", reach: |f| set(f, BOOK, "register = [", "register = [\"member\", ") },
    Goal { name: "a right that nobody had", reach: |f| set(f, BOOK, "waive = [", "waive = [\"member\", ") },
    Goal {
        name: "a place among the maintainers",
        reach: |f| set(f, A, BOSS, "boss@data.example\", \"mallory@m.example"),
    },
    Goal { name: "a key of the authority", reach: |f| set(f, A, "maintainers", "signing_keys = []\nmaintainers") },
    Goal { name: "another's file", reach: |f| set(f, V, VICTIM, "mallory@m.example") },
    Goal { name: "signatures off", reach: |f| set(f, BOOK, "[roles]", "[roles]\nrequire-signed = false") },
    Goal {
        name: "a rule off",
        reach: |f| set(f, BOOK, "[traits]", "[check]\nunauthorised-change = \"allow\"\n[traits]"),
    },
    // To rewrite a decision.
    Goal { name: "a review's day", reach: |f| set(f, STANDARD, "2022-11-20", "2024-11-20") },
    Goal { name: "a review's conclusion", reach: |f| set(f, STANDARD, "\"continue\"", "\"abolish\"") },
    Goal { name: "a review's reason", reach: |f| set(f, STANDARD, "\"ok\"", "\"not ok\"") },
    Goal { name: "a review less", reach: |f| set(f, STANDARD, REVIEW, "") },
    Goal { name: "a review more", reach: |f| set(f, STANDARD, "+++\nprose", NEW_REVIEW) },
    Goal { name: "a waiver's end", reach: |f| set(f, PM, "until = 2025-01-31", "until = 2030-01-31") },
    Goal { name: "a waiver's day", reach: |f| set(f, PM, "approved = 2024-02-01", "approved = 2026-02-01") },
    Goal {
        name: "a waiver's approver",
        reach: |f| set(f, PM, "approved_by = \"data-authority\"", "approved_by = \"m\""),
    },
    Goal { name: "a waiver less", reach: |f| set(f, PM, WAIVED, "") },
    Goal { name: "a waiver more", reach: |f| f.append(PM, &WAIVED.replace("2025", "2029")).done() },
    Goal { name: "a waiver in one's own name", reach: |f| f.append(PM, &WAIVED.replace("data-authority", "m")).done() },
    Goal { name: "an order's deadline", reach: |f| set(f, PM, "deadline = 2024-08-01", "deadline = 2029-08-01") },
    Goal { name: "an order's matter", reach: |f| set(f, PM, "补办备案", "无事") },
    Goal { name: "an order less", reach: |f| set(f, PM, ORDERED, "") },
    Goal { name: "an order closed", reach: |f| set(f, PM, "about = ", "closed = 2024-07-01\nabout = ") },
    Goal {
        name: "an order of another project's",
        reach: |f| {
            set(f, PM, ORDERED, "");
            f.append(PV, &ORDERED.replace("补办备案", "补办另一备案"));
        },
    },
    Goal { name: "an order on another", reach: |f| f.append(PV, &ORDERED.replace("2024-05-01", "2024-05-02")).done() },
    Goal { name: "a filing's day", reach: |f| set(f, M, "filed = 2020-03-15", "filed = 2019-12-01") },
    Goal { name: "a filing less", reach: |f| set(f, M, FILED, "") },
    Goal { name: "a filing taken back", reach: |f| set(f, M, "filed = 2020-03-15\n", "") },
    Goal { name: "a filing of another standard", reach: |f| set(f, M, "GB/T 22239-2019", "GB/T 39786-2021") },
    Goal { name: "one's own filing accepted", reach: |f| f.append(M, ACCEPTED).done() },
    Goal { name: "another's filing", reach: |f| set(f, V, "implemented", "suspended") },
    // To delete.
    Goal { name: "a project less", reach: |f| drop(f.take(PV)) },
    Goal { name: "one's project with its order less", reach: |f| drop(f.take(PM)) },
    Goal { name: "a standard less", reach: |f| drop(f.take(STANDARD)) },
    Goal { name: "a policy less", reach: |f| drop(f.take(CLOUD)) },
    Goal { name: "an agency less", reach: |f| drop(f.take(V)) },
    Goal { name: "the taxonomy less", reach: |f| drop(f.take("standards/taxonomy.toml")) },
    // To re-date, and to change what was published.
    Goal { name: "a day of issue", reach: |f| set(f, STANDARD, "issued = 2019-05-10", "issued = 2020-05-10") },
    Goal { name: "a day of effect", reach: |f| set(f, STANDARD, "effective = 2019-12-01", "effective = 2029-12-01") },
    Goal { name: "a title", reach: |f| set(f, STANDARD, "等级保护", "不等级保护") },
    Goal { name: "a number", reach: |f| set(f, STANDARD, "22239-2019", "22240-2019") },
    Goal { name: "a listing", reach: |f| set(f, STANDARD, "listed = 2019-12-01", "listed = 2024-12-01") },
    Goal { name: "a standard off the list", reach: |f| set(f, STANDARD, "\"listed\"", "\"proposed\"") },
    Goal { name: "a binding force", reach: |f| set(f, STANDARD, "\"recommended\"", "\"mandatory\"") },
    Goal { name: "a policy's effect", reach: |f| set(f, CLOUD, "effective = 2018-06-12", "effective = 2028-06-12") },
    Goal { name: "a policy's end", reach: |f| set(f, CLOUD, "effective =", "repealed = 2020-01-01\neffective =") },
    Goal { name: "a clause", reach: |f| set(f, CLOUD, "均应符合", "不必符合") },
    Goal { name: "a clause's condition", reach: |f| set(f, CLOUD, "\"cloud\" in traits", "false") },
    Goal { name: "what a page says", reach: |f| set(f, CLOUD, "+++\nprose", "+++\nother prose") },
    // To move an owner.
    Goal { name: "another's project", reach: |f| set(f, PV, "agency = \"v\"", "agency = \"m\"") },
    Goal {
        name: "another's project under another name",
        reach: |f| {
            let text = f.take(PV).replace("agency = \"v\"", "agency = \"m\"");
            f.put("projects/p3.toml", text);
        },
    },
    Goal {
        name: "two projects in each other's place",
        reach: |f| {
            let (m, v) = (f.take(PM), f.take(PV));
            f.put(PM, v).put(PV, m);
        },
    },
    Goal { name: "one's project given away", reach: |f| set(f, PM, "agency = \"m\"", "agency = \"v\"") },
    Goal { name: "another's id for one's project", reach: |f| put(f, "projects/x/pv.toml", NEW_PROJECT) },
    Goal { name: "another jurisdiction", reach: |f| set(f, M, "430100", "430200") },
    Goal { name: "another's declaration", reach: |f| set(f, PV, "\"planned\"", "\"met\"") },
    // To owe less than was approved.
    Goal {
        name: "a day of approval",
        reach: |f| set(f, PM, "approved = 2024-03-01\nmlps", "approved = 2017-03-01\nmlps"),
    },
    Goal { name: "a day of approval less", reach: |f| set(f, PM, "approved = 2024-03-01\nmlps", "mlps") },
    Goal { name: "a classified project", reach: |f| set(f, PM, "investment", "classified = true\ninvestment") },
    Goal { name: "a trait less", reach: |f| set(f, PM, "traits = [\"cloud\"]", "traits = []") },
    Goal { name: "all traits less", reach: |f| set(f, PM, "traits = [\"cloud\"]\n", "") },
    Goal {
        name: "another trait that looks like two",
        reach: |f| set(f, PM, "traits = [\"cloud\"]", "traits = ['x\", \"cloud']"),
    },
    Goal { name: "a lower investment", reach: |f| set(f, PM, "investment = 1200", "investment = 99.5") },
    Goal { name: "an investment that is not a number", reach: |f| set(f, PM, "investment = 1200", "investment = nan") },
    Goal { name: "a lower level", reach: |f| set(f, PM, "mlps_level = 3", "mlps_level = 1") },
    Goal { name: "a level less", reach: |f| set(f, PM, "mlps_level = 3\n", "") },
    Goal { name: "a major project less", reach: |f| set(f, PM, "major = true\n", "") },
    Goal { name: "a minor project", reach: |f| set(f, PM, "major = true\n", "major = false\n") },
    Goal { name: "an earlier stage", reach: |f| set(f, PM, "\"construction\"", "\"planning\"") },
    Goal { name: "another region for one's project", reach: |f| set(f, PM, "430100", "430200") },
    Goal { name: "an example", reach: |f| set(f, PM, "investment", "sample = true\ninvestment") },
    // What is not a record.
    Goal { name: "a template", reach: |f| put(f, "templates/base.html", "x") },
    Goal { name: "a script", reach: |f| put(f, "site/assets/site.js", "alert(1)") },
    Goal { name: "a translation", reach: |f| put(f, "site/i18n/en.ftl", "x = y") },
    Goal { name: "a baseline", reach: |f| put(f, "baseline.json", "{}") },
    Goal { name: "how it is checked", reach: |f| put(f, ".github/workflows/check.yml", "on: never") },
    Goal { name: "how it is checked out", reach: |f| put(f, ".gitattributes", "* text") },
    Goal { name: "a class", reach: |f| set(f, "standards/taxonomy.toml", "安全", "不安全") },
    Goal {
        name: "the kinds of evidence",
        reach: |f| put(f, "policies/evidence.toml", "[[evidence]]\nid = \"e\"\ntitle = \"e\"\n"),
    },
    Goal { name: "a link", reach: |f| link(f, "projects/elsewhere.toml", "/etc/passwd") },
    Goal { name: "a folder that is a link", reach: |f| link(f, "resources", "/etc") },
    Goal { name: "a submodule", reach: |f| drop(f.0.insert("standards/other".to_owned(), LedgerEntry::Submodule)) },
    Goal { name: "a record too deep", reach: |f| put(f, &format!("agencies/{}e.toml", "d/".repeat(34)), NEW_AGENCY) },
    Goal {
        name: "a record too large",
        reach: |f| drop(f.0.insert("projects/large.toml".to_owned(), LedgerEntry::Large)),
    },
];

pub const BOOK: &str = "book.toml";
pub const A: &str = "agencies/data-authority.toml";
pub const M: &str = "agencies/m.toml";
pub const V: &str = "agencies/v.toml";
pub const PM: &str = "projects/pm.toml";
pub const PV: &str = "projects/pv.toml";
pub const CLOUD: &str = "policies/cloud.md";
pub const NEW_AGENCY: &str = "name = \"E局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n";
pub const NEW_PROJECT: &str = "name = \"新项目\"\nagency = \"m\"\njurisdiction = \"430100\"\nstage = \"planning\"\n";
pub const FILED: &str = "\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n";
pub const ACCEPTED: &str =
    "\n[[adoption]]\nstandard = \"GB/T 39786-2021\"\nstatus = \"implemented\"\nfiled = 2026-03-15\n";
pub const REVIEW: &str =
    "\n[[review]]\ndate = 2025-11-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"fine again\"\n";
pub const NEW_REVIEW: &str = "\n[[review]]\ndate = 2026-11-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"as before\"\n+++\nprose";

pub fn set(files: &mut Files, path: &str, from: &str, to: &str) {
    files.edit(path, from, to);
}

pub fn put(files: &mut Files, path: &str, text: &str) {
    files.put(path, text);
}

pub fn link(files: &mut Files, path: &str, to: &str) {
    files.0.insert(path.to_owned(), LedgerEntry::Link(to.to_owned()));
}
