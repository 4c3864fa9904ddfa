//! The ways on which a change may come: shapes of history, states between, forms of the files, signatures.

use git2::Oid;

use super::super::ledger::{BOSS, Files, LedgerEntry, MALLORY};
use super::goals::{BOOK, M, link, put, set};
use super::{Attempt, key_of};
use crate::harness::repository;

/// A way: the target's tip and the proposal's; none where the way does not lead there.
pub type Way = fn(&Attempt<'_>) -> Option<(Oid, Oid)>;

pub const WAYS: &[(&str, Way)] = &[
    ("plainly", |a| Some((a.stage.base, a.stage.chain(a.stage.base, &[(a.evil, a.who)])))),
    ("after an honest commit", |a| {
        let own = a.beside();
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&own, MALLORY), (&a.with_beside()?, a.who)])))
    }),
    ("removed and added again", |a| {
        let gone = a.instead(|files, path| drop(files.0.remove(path)));
        Some((a.stage.base, a.stage.chain(a.stage.base, &[(&gone, a.who), (a.evil, a.who)])))
    }),
    ("through what is not TOML", |a| through(a, b"[[[")),
    ("through what is not text", |a| through(a, b"name = \"\xff\"\n")),
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
