//! A thousand proposals of people who keep to their own: none is refused.
//!
//! Each is made by chance, and by the same chance in every run: who does what to which record, in how many commits, on what shape of
//! history, and what others do on the target meanwhile.

use git2::Oid;
use rayon::prelude::*;

use super::ledger::{BOSS, Files, Ledger, MALLORY, STANDARD, VICTIM, registry};

/// Numbers by chance (`SplitMix64`), the same for a seed.
struct Rng(u64);

impl Rng {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end as u64).unwrap()
    }
}

/// Something that somebody may do; `n` makes it differ from the last time.
type Deed = (&'static str, fn(&mut Files, usize));

const A: &str = "agencies/data-authority.toml";
const V: &str = "agencies/v.toml";
const M: &str = "agencies/m.toml";
const PV: &str = "projects/pv.toml";
const PM: &str = "projects/pm.toml";
const CLOUD: &str = "policies/cloud.md";

fn top(files: &mut Files, path: &str, line: &str) {
    if files.0.contains_key(path) {
        files.edit(path, "jurisdiction", &format!("{line}\njurisdiction"));
    }
}

fn end(files: &mut Files, path: &str, more: &str) {
    if files.0.contains_key(path) {
        files.append(path, more);
    }
}

fn change(files: &mut Files, path: &str, from: &str, to: &str) {
    if files.0.contains_key(path) && files.text(path).contains(from) {
        files.edit(path, from, to);
    }
}

/// A line that is there once at the most.
fn once(files: &mut Files, path: &str, key: &str, value: &str) {
    if files.0.contains_key(path) && !files.text(path).contains(&format!("\n{key} = ")) {
        top(files, path, &format!("{key} = {value}"));
    }
}

const DEEDS: &[Deed] = &[
    (VICTIM, |f, _| once(f, V, "contact", "\"电话\"")),
    (VICTIM, |f, n| {
        end(f, V, &format!("\n[[adoption]]\nstandard = \"GB/T {}-2020\"\nstatus = \"planned\"\n", 30_000 + n));
    }),
    (VICTIM, |f, _| change(f, V, "\"implemented\"", "\"suspended\"")),
    (VICTIM, |f, _| change(f, V, "since = 2020-01-01", "since = 2020-02-01")),
    (VICTIM, |f, n| end(f, V, &format!("\n[[training]]\ndate = 2026-03-{:02}\nattendance = 20\n", 1 + n % 28))),
    (VICTIM, |f, _| change(f, V, VICTIM, "victim@v.example\", \"second@v.example")),
    (VICTIM, |f, _| change(f, PV, "\"construction\"", "\"acceptance\"")),
    (VICTIM, |f, _| change(f, PV, "\"planned\"", "\"met\"")),
    (VICTIM, |f, n| {
        end(f, PV, &format!("\n[[evidence]]\nkind = \"mlps-filing\"\nref = \"第{n}号\"\nissued = 2026-01-05\n"));
    }),
    (VICTIM, |f, n| {
        let text = format!("name = \"新项目{n}\"\nagency = \"v\"\njurisdiction = \"430100\"\nstage = \"planning\"\n");
        f.put(&format!("projects/new-{n}.toml"), text);
    }),
    (VICTIM, |f, n| {
        if f.0.contains_key(PV) {
            let text = f.take(PV);
            f.put(&format!("projects/pv-{n}.toml"), text);
        }
    }),
    (MALLORY, |f, _| once(f, M, "contact", "\"电话\"")),
    (MALLORY, |f, n| {
        end(
            f,
            M,
            &format!(
                "\n[[adoption]]\nstandard = \"GB/T {}-2021\"\nstatus = \"implemented\"\nsystems = [\"甲\"]\n",
                40_000 + n
            ),
        );
    }),
    (MALLORY, |f, _| change(f, PM, "investment = 1200", "investment = 1500.5")),
    (MALLORY, |f, _| change(f, PM, "traits = [\"cloud\"]", "traits = [\"cloud\", \"mobile\"]")),
    (MALLORY, |f, _| change(f, PM, "\"construction\"", "\"retired\"")),
    (MALLORY, |f, _| once(f, PM, "mlps_level", "3")),
    (MALLORY, |f, _| f.put(PM, f.text(PM).replace('\n', "\r\n").replace("\r\r", "\r")).done()),
    (BOSS, |f, n| {
        change(
            f,
            STANDARD,
            "+++\nprose",
            &format!(
                "\n[[review]]\ndate = 2026-0{}-10\nconclusion = \"continue\"\nby = \"data-authority\"\nreason = \"第{n}次\"\n+++\nprose",
                1 + n % 9
            ),
        );
    }),
    (BOSS, |f, _| change(f, STANDARD, "\"recommended\"", "\"mandatory\"")),
    (BOSS, |f, _| change(f, STANDARD, "classes = ", "keywords = [\"等保\"]\nclasses = ")),
    (BOSS, |f, _| change(f, STANDARD, "\nprose", "\nother prose")),
    (BOSS, |f, n| {
        let text = format!(
            "+++\nnumber = \"GB/T {}-2022\"\ntitle = \"新标准\"\nissued = 2022-01-01\nsource = [{{ url = \"https://a.example/\", checked = 2026-11-21 }}]\n+++\n",
            50_000 + n
        );
        f.put(&format!("standards/national/gb-t-{}-2022.md", 50_000 + n), text);
    }),
    (BOSS, |f, _| {
        // A title that was mistaken, with what it said before.
        let text = f.text(STANDARD);
        if text.contains("title = \"等级保护\"") && text.contains("+++\nprose") {
            change(f, STANDARD, "title = \"等级保护\"", "title = \"等级保护基本要求\"");
            change(
                f,
                STANDARD,
                "+++\nprose",
                "\n[[erratum]]\ndate = 2026-11-01\nkey = \"title\"\nwas = \"等级保护\"\nreason = \"漏字\"\n+++\nprose",
            );
        }
    }),
    (BOSS, |f, n| {
        end(
            f,
            PV,
            &format!(
                "\n[[waiver]]\nstandard = \"GB/T 39786-2021\"\nreason = \"第{n}号\"\napproved_by = \"data-authority\"\napproved = 2026-02-01\nuntil = 2027-01-31\n"
            ),
        );
    }),
    (BOSS, |f, n| {
        end(f, PM, &format!("\n[[order]]\nissued = 2026-05-01\ndeadline = 2026-08-01\nabout = \"第{n}号\"\n"));
    }),
    (BOSS, |f, _| {
        if f.0.contains_key(PV) && !f.text(PV).contains("closed = ") {
            change(f, PV, "about = \"补办备案\"\n", "about = \"补办备案\"\nclosed = 2024-07-01\n");
        }
    }),
    (BOSS, |f, n| {
        if !f.text(V).contains("\n[[adoption]]\nstandard = \"GB/T 20000-2020\"") {
            end(
                f,
                V,
                &format!(
                    "\n[[adoption]]\nstandard = \"GB/T {}-2019\"\nstatus = \"planned\"\nfiled = 2026-10-01\n",
                    20_000 + n
                ),
            );
        }
    }),
    (BOSS, |f, _| change(f, PM, "approved = 2024-03-01\ninv", "approved = 2024-02-28\ninv")),
    (BOSS, |f, _| once(f, PM, "classified", "true")),
    (BOSS, |f, _| change(f, PV, "traits = [\"cloud\"]", "traits = []")),
    (BOSS, |f, _| change(f, "book.toml", "cloud = \"c\"", "cloud = \"云\"")),
    (BOSS, |f, _| change(f, CLOUD, "effective = 2018-06-12\n", "effective = 2018-06-12\nexpires = 2027-06-11\n")),
    (BOSS, |f, n| f.put(&format!("site/pages/note-{n}.zh-CN.md"), "# 说明\n").done()),
    (BOSS, |f, _| change(f, V, "\"member\"", "\"member\", \"audit\"")),
    (BOSS, |f, n| f.put(&format!("agencies/new-{n}.toml"), "name = \"新局\"\njurisdiction = \"430100\"\n").done()),
    (BOSS, |f, _| once(f, A, "contact", "\"电话\"")),
];

/// Commits some deeds one after another.
fn commits(git: &Ledger, chance: &mut Rng, files: &mut Files, from: Oid, most: usize, n: usize) -> Oid {
    let mut head = from;
    for turn in 0..=chance.below(most) {
        let (who, deed) = DEEDS[chance.below(DEEDS.len())];
        deed(files, n * 10 + turn);
        head = git.commit(files, who, &[head]);
    }
    head
}

/// A proposal and what it would be merged into; none where its branches cannot be merged without a person.
fn proposal(git: &Ledger, n: usize) -> Option<(Oid, Oid)> {
    let mut chance = Rng(n as u64);
    let start = registry();
    let base = git.commit(&start, BOSS, &[]);
    let mut files = start.clone();
    let mut head = commits(git, &mut chance, &mut files, base, 5, n);
    let mut target = base;
    if chance.below(2) == 0 {
        // Others go on meanwhile.
        target = commits(git, &mut chance, &mut start.clone(), base, 3, n + 5_000);
    }
    let authors = [BOSS, MALLORY, VICTIM];
    match chance.below(4) {
        0 if target != base => head = git.merge(head, target, authors[chance.below(3)])?,
        1 => {
            let side = commits(git, &mut chance, &mut start.clone(), base, 2, n + 9_000);
            head = git.merge(head, side, authors[chance.below(3)])?;
        }
        2 => {
            // Two branches that cross.
            let side = commits(git, &mut chance, &mut start.clone(), base, 2, n + 7_000);
            let (one, other) = (git.merge(head, side, BOSS)?, git.merge(side, head, MALLORY)?);
            // Git merges a cross by merging what came before it first, and may spoil a file: nobody would propose that.
            head = git.merge(one, other, VICTIM).filter(|head| git.is_whole(*head))?;
        }
        _ => {}
    }
    // Lines that git puts together without asking may make a file that nobody wrote and nobody can read: that is told, and rightly.
    let spoilt = git.merge(target, head, BOSS).is_some_and(|merged| !git.is_whole(merged));
    (!spoilt).then_some((target, head))
}

#[test]
fn no_honest_proposal_is_refused() {
    let said: Vec<Option<Vec<String>>> = (0..1_600_usize)
        .into_par_iter()
        .map_init(Ledger::new, |git, n| {
            let (target, head) = proposal(git, n)?;
            Some(git.told(target, head).into_iter().map(|fault| format!("{n}: {fault}")).collect())
        })
        .collect();
    let made = said.iter().flatten().count();
    let refused: Vec<String> = said.into_iter().flatten().flatten().collect();
    assert!(refused.is_empty(), "{} faults of {made} proposals:\n{}", refused.len(), refused.join("\n"));
    println!("{made} honest proposals, none refused");
    assert!(made >= 1_000, "{made}");
}
