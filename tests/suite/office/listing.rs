//! `list-in`, `delist`, `exclude`.

use super::{does, refuses, run, small};

const FIRST: &str = "standards/national/gb-t-1-2019.md";

#[test]
fn many_are_listed_at_once_and_nothing_else_moves() {
    let registry = small();
    does(&registry, "fmt");
    let before = registry.read(FIRST);
    does(
        &registry,
        "list-in GB/T1-2019 \"GB/T 2\" GB3-2019 --class 信息安全标准 --topic 基本要求 --applies-to cloud --date 2026.11.20",
    );
    let listed = registry.read(FIRST);
    let expected = before.replace(
        "source = [{ title = \"目录\", checked = 2026-11-01 }]\n",
        "classes = [\"general.security\"]\ntopics = [\"baseline\"]\nsource = [{ title = \"目录\", checked = 2026-11-01 }]\n\n[catalogue]\nstatus = \"listed\"\nlisted = 2026-11-20\nbinding = \"recommended\"\napplies_to = [\"cloud\"]\n",
    );
    assert_eq!(listed, expected);
    assert!(registry.read("standards/national/gb-t-2-2019.md").contains("listed = 2026-11-20"));
    let third = registry.read("standards/national/gb-3-2019.md");
    assert!(third.contains("binding = \"mandatory\""), "mandatory by its number: {third}");
    assert_eq!(run(&registry, "fmt --check").code, 0, "the keys stand where fmt has them");
    refuses(&registry, "list-in GB/T1-2019", FIRST);
}

#[test]
fn all_are_listed_or_none() {
    let registry = small();
    refuses(&registry, "list-in GB/T1-2019 GB/T9-2019", FIRST);
    refuses(&registry, "list-in GB/T1-2019 --class nothing", FIRST);
    let told = refuses(&registry, "list-in GB/T1-2019 GB/T2-2019 --mandated-by cloud#1", FIRST);
    assert!(told.contains("unmandated-binding"), "the clause does not mandate the second: {told}");
    let told = refuses(&registry, "list-in GB/T1-2019 --applies-to clowd", FIRST);
    assert!(told.contains("unknown-trait"), "{told}");
    does(&registry, "list-in GB/T1-2019 --mandated-by cloud#1");
    assert!(registry.read(FIRST).contains("binding = \"mandatory\"\nmandated_by = [\"cloud#1\"]"));
}

#[test]
fn what_was_listed_is_taken_out_and_keeps_its_days() {
    let registry = small();
    refuses(&registry, "delist GB/T1-2019", FIRST);
    does(&registry, "list-in GB/T1-2019 --date 2020-01-01");
    refuses(&registry, "exclude GB/T1-2019 --reason x", FIRST);
    does(&registry, "delist GB/T1-2019 --date 2026年11月21日");
    assert!(registry.read(FIRST).contains("status = \"delisted\"\nlisted = 2020-01-01\ndelisted = 2026-11-21\n"));
    refuses(&registry, "delist GB/T1-2019", FIRST);
    does(&registry, "list-in GB/T1-2019");
    let again = registry.read(FIRST);
    assert!(again.contains("status = \"listed\"\nlisted = 2026-11-21\n") && !again.contains("delisted"), "{again}");
}

#[test]
fn what_does_not_apply_is_said_to_many_at_once_with_a_reason() {
    let registry = small();
    let third = "standards/national/gb-3-2019.md";
    assert!(refuses(&registry, "exclude GB3-2019", third).contains("--reason"));
    does(&registry, "exclude GB3-2019 GB/T2-2019 --reason 规定的是农业机械");
    assert!(registry.read(third).contains("[catalogue]\nstatus = \"excluded\"\nreason = \"规定的是农业机械\"\n"));
    does(&registry, "list-in GB3-2019 --collect --applies-to *");
    let collected = registry.read(third);
    assert!(collected.contains("status = \"collected\"\napplies_to = [\"*\"]\n"), "{collected}");
    assert!(!collected.contains("reason"), "{collected}");
}
