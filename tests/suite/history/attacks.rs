//! Every way round the rules against every goal that is worth one: none is accepted. And proposals that are honest: none is refused.
//!
//! Nothing is left to chance: the same proposals are made in every run.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use git2::Oid;
use rayon::prelude::*;
use ssh_key::PrivateKey;

use super::ledger::{BOSS, Files, Ledger, LedgerEntry, MALLORY, ORDERED, STANDARD, STRANGER, VICTIM, WAIVED, registry};
use crate::harness::repository;

/// What somebody wants, and what the files would be then.
struct Goal {
    name: &'static str,
    reach: fn(&mut Files),
}

const GOALS: &[Goal] = &[
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
    // What is no record.
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

const BOOK: &str = "book.toml";
const A: &str = "agencies/data-authority.toml";
const M: &str = "agencies/m.toml";
const V: &str = "agencies/v.toml";
const PM: &str = "projects/pm.toml";
const PV: &str = "projects/pv.toml";
const CLOUD: &str = "policies/cloud.md";
const NEW_AGENCY: &str = "name = \"E局\"\njurisdiction = \"430100\"\nroles = [\"data-authority\"]\n";
const NEW_PROJECT: &str = "name = \"新项目\"\nagency = \"m\"\njurisdiction = \"430100\"\nstage = \"planning\"\n";
const FILED: &str = "\n[[adoption]]\nstandard = \"GB/T 22239-2019\"\nstatus = \"implemented\"\nsince = 2020-01-01\nfiled = 2020-03-15\n";
const ACCEPTED: &str = "\n[[adoption]]\nstandard = \"GB/T 39786-2021\"\nstatus = \"implemented\"\nfiled = 2026-03-15\n";
const REVIEW: &str =
    "\n[[review]]\ndate = 2025-11-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"fine again\"\n";
const NEW_REVIEW: &str = "\n[[review]]\ndate = 2026-11-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"as before\"\n+++\nprose";

fn set(files: &mut Files, path: &str, from: &str, to: &str) {
    files.edit(path, from, to);
}

fn put(files: &mut Files, path: &str, text: &str) {
    files.put(path, text);
}

fn link(files: &mut Files, path: &str, to: &str) {
    files.0.insert(path.to_owned(), LedgerEntry::Link(to.to_owned()));
}

/// One registry, and who may commit to it how.
struct Stage {
    git: Ledger,
    start: Files,
    base: Oid,
    signed: bool,
}

impl Stage {
    /// The registry; where commits must be signed, each agency lists a key of its own.
    fn new(signed: bool) -> Stage {
        let mut start = registry();
        start.append(M, FILED).append(PM, &format!("{WAIVED}{ORDERED}"));
        if signed {
            set(&mut start, BOOK, "[roles]\n", "[roles]\nrequire-signed = true\n");
            for (path, email) in [(A, BOSS), (M, MALLORY), (V, VICTIM)] {
                let public = key_of(email).public_key().to_openssh().unwrap();
                set(&mut start, path, "maintainers", &format!("signing_keys = [\"{public}\"]\nmaintainers"));
            }
        }
        let git = Ledger::new();
        let base = git.commit(&start, BOSS, &[]);
        Stage { git, start, base, signed }
    }

    fn commit(&self, files: &Files, email: &str, parents: &[Oid]) -> Oid {
        if self.signed {
            self.git.commit_signed(files, email, parents, repository::ssh(key_of(email)))
        } else {
            self.git.commit(files, email, parents)
        }
    }

    /// Commits one after another.
    fn chain(&self, from: Oid, steps: &[(&Files, &str)]) -> Oid {
        steps.iter().fold(from, |parent, (files, email)| self.commit(files, email, &[parent]))
    }
}

/// The key that somebody signs with, whoever lists it.
fn key_of(email: &str) -> &'static PrivateKey {
    static KEYS: LazyLock<[PrivateKey; 4]> = LazyLock::new(|| [1, 2, 3, 9].map(repository::key));
    &KEYS[match email {
        BOSS => 0,
        MALLORY => 1,
        VICTIM => 2,
        _ => 3,
    }]
}

/// What an attempt starts from and comes to, and who makes it.
struct Attempt<'a> {
    stage: &'a Stage,
    evil: &'a Files,
    who: &'static str,
}

impl Attempt<'_> {
    fn start(&self) -> &Files {
        &self.stage.start
    }

    /// The files that the attempt changes.
    fn changed(&self) -> BTreeSet<&String> {
        let all = self.start().0.keys().chain(self.evil.0.keys());
        all.filter(|path| self.start().0.get(*path) != self.evil.0.get(*path)).collect()
    }

    /// The start, with something in the place of each file that the attempt changes.
    fn instead(&self, with: impl Fn(&mut Files, &str)) -> Files {
        self.start().with(|files| self.changed().into_iter().for_each(|path| with(files, path)))
    }

    /// What is aimed at, with something done to the text of each record that is changed.
    fn rewritten(&self, how: impl Fn(&str) -> String) -> Files {
        self.evil.with(|files| {
            for path in self.changed() {
                let text = match files.0.get(path) {
                    Some(LedgerEntry::File(bytes)) => std::str::from_utf8(bytes).ok().map(str::to_owned),
                    _ => None,
                };
                let is_record = ["toml", "md"].iter().any(|ending| path.ends_with(ending));
                if let Some(text) = text.filter(|_| is_record) {
                    files.put(path, how(&text));
                }
            }
        })
    }

    /// An honest change of one's own beside it.
    fn beside(&self) -> Files {
        self.start().with(|files| set(files, PM, "investment = 1200", "investment = 1300"))
    }

    fn with_beside(&self) -> Option<Files> {
        let files = self.evil.clone();
        let has = matches!(files.0.get(PM), Some(LedgerEntry::File(bytes)) if String::from_utf8_lossy(bytes).contains("investment = 1200"));
        has.then(|| files.with(|files| set(files, PM, "investment = 1200", "investment = 1300")))
    }

    /// What the data authority did on the target meanwhile.
    fn meanwhile(&self) -> Files {
        self.start().with(|files| put(files, "docs/note.md", "meanwhile\n"))
    }
}

/// A way: the target's tip and the proposal's; none where the way does not lead there.
type Way = fn(&Attempt<'_>) -> Option<(Oid, Oid)>;

const WAYS: &[(&str, Way)] = &[
    ("plainly", |a| Some((a.stage.base, a.stage.chain(a.stage.base, &[(a.evil, a.who)])))),
    ("after an honest commit", |a| {
        let own = a.beside();
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&own, MALLORY), (&a.with_beside()?, a.who)])))
    }),
    ("removed and added again", |a| {
        let gone = a.instead(|files, path| drop(files.0.remove(path)));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&gone, a.who), (a.evil, a.who)])))
    }),
    ("through what is no TOML", |a| through(a, b"[[[")),
    ("through what is no text", |a| through(a, b"name = \"\xff\"\n")),
    ("through what is too large", |a| {
        let large = a.instead(|files, path| drop(files.0.insert(path.to_owned(), LedgerEntry::Large)));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&large, a.who), (a.evil, a.who)])))
    }),
    ("through an empty file", |a| through(a, b"")),
    ("through a link", |a| {
        let linked = a.instead(|files, path| link(files, path, "/dev/null"));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&linked, a.who), (a.evil, a.who)])))
    }),
    ("through a submodule", |a| {
        let other = a.instead(|files, path| drop(files.0.insert(path.to_owned(), LedgerEntry::Submodule)));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&other, a.who), (a.evil, a.who)])))
    }),
    ("among many keys", |a| {
        let junk: String = (0..60).map(|at| format!("a{at:02} = 1\n")).collect();
        let full = a.rewritten(|text| match text.strip_prefix("+++\n") {
            Some(rest) => format!("+++\n{junk}{rest}"),
            None => format!("{junk}{text}"),
        });
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&full, a.who), (a.evil, a.who)])))
    }),
    ("file by file", |a| {
        let mut files = a.start().clone();
        let mut head = a.stage.base;
        for path in a.changed() {
            match a.evil.0.get(path) {
                Some(entry) => drop(files.0.insert(path.clone(), entry.clone())),
                None => drop(files.0.remove(path)),
            }
            head = a.stage.commit(&files, a.who, &[head]);
        }
        Some((a.stage.base, head))
    }),
    ("done, undone and done again", |a| {
        let steps = [(a.evil, a.who), (a.start(), a.who), (a.evil, a.who)];
        Some((a.stage.base, a.stage.chain(a.stage.base, &steps)))
    }),
    ("undone by the authority and done again", |a| {
        let steps = [(a.evil, a.who), (a.start(), BOSS), (a.evil, a.who)];
        Some((a.stage.base, a.stage.chain(a.stage.base, &steps)))
    }),
    ("with an empty commit of the authority's on top", |a| {
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(a.evil, a.who), (a.evil, BOSS)])))
    }),
    ("with an honest commit of the authority's on top", |a| {
        let noted = a.evil.with(|files| put(files, "docs/note.md", "noted\n"));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(a.evil, a.who), (&noted, BOSS)])))
    }),
    ("on a branch that the authority merged", |a| {
        let evil = a.stage.commit(a.evil, a.who, &[a.stage.base]);
        let note = a.stage.commit(&a.meanwhile(), BOSS, &[a.stage.base]);
        let both = a.evil.with(|files| put(files, "docs/note.md", "meanwhile\n"));
        Some((a.stage.base, a.stage.commit(&both, BOSS, &[note, evil])))
    }),
    ("in a merge", |a| {
        let (left, right) = sides(a);
        Some((a.stage.base, a.stage.commit(&a.with_beside()?, a.who, &[left, right])))
    }),
    ("in a merge of three", |a| {
        let (left, right) = sides(a);
        let third =
            a.stage.commit(&a.start().with(|files| put(files, "docs/note.md", "third\n")), BOSS, &[a.stage.base]);
        Some((a.stage.base, a.stage.commit(&a.with_beside()?, a.who, &[left, right, third])))
    }),
    ("in a merge of one's own, thrice", |a| {
        // Each parent has a value of its own: none of them explains the merge's.
        let half = a.rewritten(|text| text.replace("2024", "2023").replace("member", "guest"));
        let one = a.stage.commit(&half, a.who, &[a.stage.base]);
        let other = a.stage.commit(a.start(), a.who, &[a.stage.base]);
        let third = a.stage.commit(&a.beside(), a.who, &[a.stage.base]);
        Some((a.stage.base, a.stage.commit(a.evil, a.who, &[one, other, third])))
    }),
    ("in merges that cross", |a| {
        let (left, right) = sides(a);
        let one = a.stage.commit(&a.beside(), a.who, &[left, right]);
        let other = a.stage.commit(&a.with_beside()?, a.who, &[right, left]);
        Some((a.stage.base, a.stage.commit(&a.with_beside()?, a.who, &[one, other])))
    }),
    ("from before the target moved", |a| {
        let target = a.stage.commit(&a.meanwhile(), BOSS, &[a.stage.base]);
        Some((target, a.stage.chain(a.stage.base, &[(a.evil, a.who)])))
    }),
    ("in a merge of the target", |a| {
        let target = a.stage.commit(&a.meanwhile(), BOSS, &[a.stage.base]);
        let own = a.stage.commit(&a.beside(), MALLORY, &[a.stage.base]);
        let both = a.with_beside()?.with(|files| put(files, "docs/note.md", "meanwhile\n"));
        Some((target, a.stage.commit(&both, a.who, &[own, target])))
    }),
    ("by keeping what the target took back", |a| {
        // It once was so, and the authority took it back: a merge keeps it.
        let then = a.stage.commit(a.evil, BOSS, &[a.stage.base]);
        let target = a.stage.commit(a.start(), BOSS, &[then]);
        let own = a.stage.commit(a.evil, a.who, &[then]);
        Some((target, a.stage.commit(a.evil, a.who, &[own, target])))
    }),
    ("in files with other line ends", |a| {
        let files = a.rewritten(|text| text.replace('\n', "\r\n"));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&files, a.who)])))
    }),
    ("in files with a mark before them", |a| {
        let files = a.rewritten(|text| format!("\u{feff}{text}"));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&files, a.who)])))
    }),
    ("in files with comments", |a| {
        let files = a.rewritten(|text| text.replace(" = ", "   =   ").replace("]\n", "] # noted\n"));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&files, a.who)])))
    }),
    ("with the judges turned off", |a| {
        let off = "unauthorised-change = \"allow\"\nreview-history-rewritten = \"allow\"\nrecord-deleted = \"allow\"\ndecision-rewritten = \"allow\"\npublished-fact-changed = \"allow\"\n";
        let files = a.evil.with(|files| {
            let book = files.text(BOOK);
            let book = if book.contains("[check]") {
                book.replace("unauthorised-change = \"allow\"\n", off)
            } else {
                format!("{book}\n[check]\n{off}")
            };
            files.put(BOOK, book);
        });
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&files, a.who)])))
    }),
    ("as an example", |a| {
        let files = a.rewritten(|text| match text.strip_prefix("+++\n") {
            Some(rest) => format!("+++\nsample = true\n{rest}"),
            None => format!("sample = true\n{text}"),
        });
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&files, a.who)])))
    }),
    ("in another folder", |a| moved(a, false)),
    ("in another folder, by way of a third", |a| moved(a, true)),
    ("with the authority's address in one's own file", |a| {
        if a.who != MALLORY {
            return None;
        }
        let named = |files: &mut Files| set(files, M, MALLORY, "mallory@m.example\", \"boss@data.example");
        let target = a.stage.commit(&a.start().with(named), BOSS, &[a.stage.base]);
        let has = a.evil.0.contains_key(M) && a.evil.text(M).contains(MALLORY);
        let evil = if has { a.evil.with(named) } else { a.evil.clone() };
        // Where signatures are asked for, one signs as the authority with one's own key.
        let head = if a.stage.signed {
            a.stage.git.commit_signed(&evil, BOSS, &[target], repository::ssh(key_of(MALLORY)))
        } else {
            a.stage.commit(&evil, MALLORY, &[target])
        };
        Some((target, head))
    }),
    ("with a key of one's own beside it", |a| {
        let public = repository::key(5).public_key().to_openssh().unwrap();
        let files = a.evil.with(|files| {
            if files.0.contains_key(M) && !files.text(M).contains("signing_keys") {
                set(files, M, "maintainers", &format!("signing_keys = [\"{public}\"]\nmaintainers"));
            }
        });
        Some((
            a.stage.base,
            a.stage.git.commit_signed(&files, a.who, &[a.stage.base], repository::ssh(&repository::key(5))),
        ))
    }),
    ("with a signature for another commit", |a| {
        let stolen = |_: &[u8]| repository::ssh(key_of(BOSS))(b"another commit");
        let who = if a.stage.signed { BOSS } else { a.who };
        Some((a.stage.base, a.stage.git.commit_signed(a.evil, who, &[a.stage.base], stolen)))
    }),
];

#[expect(clippy::unnecessary_wraps, reason = "as every way: some do not fit every goal")]
fn through(a: &Attempt<'_>, bytes: &[u8]) -> Option<(Oid, Oid)> {
    let broken = a.instead(|files, path| files.put(path, bytes).done());
    Some((a.stage.base, a.stage.chain(a.stage.base, &[(&broken, a.who), (a.evil, a.who)])))
}

/// Two honest branches.
fn sides(a: &Attempt<'_>) -> (Oid, Oid) {
    let left = a.stage.commit(&a.beside(), MALLORY, &[a.stage.base]);
    (left, a.stage.commit(&a.meanwhile(), BOSS, &[a.stage.base]))
}

/// The records that are changed, in a folder below their own; through a name of its own, if need be.
fn moved(a: &Attempt<'_>, by_way: bool) -> Option<(Oid, Oid)> {
    let under = |folder: &str| {
        let mut any = false;
        let files = a.evil.with(|files| {
            for path in a.changed() {
                let Some((parent, name)) = path.rsplit_once('/') else { continue };
                if let Some(entry) = files.0.remove(path) {
                    any = true;
                    files.0.insert(format!("{parent}/{folder}/{name}"), entry);
                }
            }
        });
        any.then_some(files)
    };
    let last = under("there")?;
    let third = under("third")?;
    let head = if by_way {
        a.stage.chain(a.stage.base, &[(&third, a.who), (&last, a.who)])
    } else {
        a.stage.chain(a.stage.base, &[(&last, a.who)])
    };
    Some((a.stage.base, head))
}

#[test]
fn no_way_leads_to_any_goal() {
    let goals: Vec<(usize, bool)> = (0..GOALS.len()).flat_map(|goal| [(goal, false), (goal, true)]).collect();
    let tried: Vec<(usize, Vec<String>)> = goals
        .par_iter()
        .map(|(goal, signed)| {
            let goal = &GOALS[*goal];
            let stage = Stage::new(*signed);
            let evil = stage.start.with(goal.reach);
            let (mut tried, mut accepted) = (0, Vec::new());
            // A stranger's key is nobody's: where signatures are asked for, every way is the same one.
            let actors: &[&str] = if *signed { &[MALLORY] } else { &[MALLORY, STRANGER] };
            for who in actors.iter().copied() {
                for (name, way) in WAYS {
                    let Some((base, head)) = way(&Attempt { stage: &stage, evil: &evil, who }) else { continue };
                    tried += 1;
                    if stage.git.faults(base, head).is_empty() {
                        accepted.push(format!("{} {name} by {who}, signed: {signed}", goal.name));
                    }
                }
            }
            (tried, accepted)
        })
        .collect();
    let count: usize = tried.iter().map(|(count, _)| count).sum();
    let accepted: Vec<String> = tried.into_iter().flat_map(|(_, accepted)| accepted).collect();
    assert!(accepted.is_empty(), "{} of {count} accepted:\n{}", accepted.len(), accepted.join("\n"));
    println!("{count} attempts, none accepted");
    assert!(count >= 5_000, "{count}");
}
