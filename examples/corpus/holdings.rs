//! What agencies hold and do: information resources, and cases of a procedure with time limits.
//!
//! They are made up from their place in the list, so the same arguments give the same bytes. They lie in a registry by themselves, or
//! beside the standards of [`registry`](super): a measure asks for them, and agencies provide them.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Resources for each agency, and cases for each file of cases: 10,000 have 200, 100,000 have 200.
const PER_AGENCY: usize = 50;
const PER_DOCKET: usize = 500;

const BOOK: &str = "[book]\ntitle = \"试验目录\"\nlanguage = \"zh-CN\"\n\n[catalogue]\ntitle-en = \"Trial Catalogue\"\n\
languages = [\"zh-CN\", \"en\"]\njurisdiction = \"430100\"\nsite-url = \"https://example.org/mulu/\"\n";

/// A measure with the rules that watch resources, and a procedure of three steps.
const POLICY: &str = r#"+++
title = "虚构共享办法"
jurisdiction = "430100"
reach = "own"
sample = true
issued = 2020-01-10
effective = 2020-02-01

[organs]
operates = "h-0"

[[clause]]
id = "1"
text = "虚构的第一条。"
subject = "resource"
enforced_by = ["resource-incomplete", "withheld-without-basis", "sharing-too-narrow", "two-sources", "not-registered"]

[[clause]]
id = "2"
text = "虚构的第二条。"
subject = "procedure"
enforced_by = ["sweep-overdue"]

[[clause.duty]]
id = "sweep"
every = "P1Y"
window = "--10-01/--10-31"
by = "agency"

[[clause]]
id = "3"
text = "虚构的第三条。"
subject = "procedure"
enforced_by = ["step-late", "step-out-of-order", "refused-without-reason"]

[[clause.step]]
id = "check"
from = "applied"
to = "accepted"
within = "3 working days"
by = "operates"

[[clause.step]]
id = "authorisation"
from = "accepted"
to = "authorised"
within = "10 working days"
by = "agency"

[[clause.step]]
id = "notice"
from = "authorised"
to = "notified"
within = "1 working day"
by = "operates"
+++
虚构的办法，只用于测量。
"#;

/// Adds so many resources and cases to the registry in a folder, which need not be there yet.
pub fn add(root: &Path, resources: usize, cases: usize) -> Result<(), Box<dyn Error>> {
    if !root.join("book.toml").exists() {
        put(root, "book.toml", BOOK)?;
    }
    put(root, "policies/holdings.md", POLICY)?;
    let agencies = (resources / PER_AGENCY).max(20);
    for at in 0..agencies {
        let swept = if at % 10 == 0 { "" } else { "\n[[sweep]]\ndate = 2026-10-20\n" };
        let text = format!("name = \"虚构单位 {at}\"\njurisdiction = \"430100\"\n{swept}");
        put(root, &format!("agencies/h-{at}.toml"), &text)?;
    }
    for at in 0..resources {
        let agency = at % agencies;
        put(root, &format!("resources/h-{agency}/r-{at}.toml"), &resource(at, agency))?;
    }
    for first in (0..cases).step_by(PER_DOCKET) {
        let docket = first / PER_DOCKET;
        let mut text = format!("title = \"虚构办件 {docket}\"\nsample = true\n");
        (first..cases.min(first + PER_DOCKET)).for_each(|at| case(&mut text, at, agencies));
        put(root, &format!("cases/c-{docket}.toml"), &text)?;
    }
    Ok(())
}

fn put(root: &Path, path: &str, text: &str) -> Result<(), Box<dyn Error>> {
    let full = root.join(path);
    fs::create_dir_all(full.parent().ok_or("a file at the root of everything")?)?;
    Ok(fs::write(full, text)?)
}

/// One in thirteen lacks what it must say, one in seventeen is withheld, some of these without a ground, and one in fifty has an item
/// that another agency provides, too.
fn resource(at: usize, agency: usize) -> String {
    let mut text =
        format!("name = \"虚构资源 {at}\"\nname_en = \"Made-up resource {at}\"\nprovider = \"h-{agency}\"\n");
    let _ = writeln!(text, "code = \"3{:02}{:03}/{at:06}\"", agency % 100, at % 1000);
    if !at.is_multiple_of(13) {
        text.push_str("abstract = \"虚构的摘要：登记了什么，从哪里来，多久更新一次。\"\n");
    }
    text.push_str("format = \"database\"\nupdate = \"P1M\"\nopen = \"no\"\npublished = 2024-03-01\n");
    match at % 17 {
        0 => text.push_str("sharing = \"withheld\"\nconfirmed_by = \"h-0\"\nconfirmed = 2024-02-01\n"),
        1..=5 => text.push_str("sharing = \"conditional\"\ncondition = \"限核对本单位的办件\"\nmode = [\"query\"]\n"),
        _ => text.push_str("sharing = \"unconditional\"\nmode = [\"platform\"]\n"),
    }
    if !at.is_multiple_of(11) {
        let _ = writeln!(text, "registered = 2024-{:02}-10", at % 12 + 1);
    }
    if at.is_multiple_of(17) && !at.is_multiple_of(34) {
        text.push_str("basis = [{ title = \"虚构的法律\", article = \"第三条\", kind = \"law\" }]\n");
    }
    for item in 0..4 {
        let shared = at.is_multiple_of(50) && item == 0;
        let name = if shared { format!("共有信息项 {}", at / 100) } else { format!("信息项 {at}-{item}") };
        let _ = write!(text, "\n[[item]]\nname = \"{name}\"\ntype = \"C20\"\n");
    }
    text
}

/// One in ten is late, one in twenty still runs.
fn case(text: &mut String, at: usize, agencies: usize) {
    let (month, day, agency) = (at % 10 + 1, at % 9 + 1, at % agencies);
    let _ = write!(text, "\n[[case]]\nprocedure = \"holdings#3\"\nref = \"{at}\"\nagency = \"h-{agency}\"\n");
    let _ = writeln!(text, "applied = 2026-{month:02}-{day:02}");
    if at.is_multiple_of(20) {
        return;
    }
    // Over a festival even these come late.
    let accepted = day + if at % 10 == 1 { 8 } else { 1 };
    for (name, day) in [("accepted", accepted), ("authorised", accepted + 8), ("notified", accepted + 9)] {
        let _ = writeln!(text, "{name} = 2026-{month:02}-{day:02}");
    }
}
