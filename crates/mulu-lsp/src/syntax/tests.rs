//! Cursors in texts: `$0` is where it is.

use proptest::prelude::*;

use super::{CursorContext, Tree};

const PATH: &str = "projects/a.toml";

fn context_at(marked: &str) -> (CursorContext, String) {
    let at = marked.find("$0").expect("a cursor");
    let text = marked.replacen("$0", "", 1);
    (Tree::of(PATH, &text).expect("a record").context_at(&text, at), text)
}

fn says(marked: &str) -> String {
    let (context, text) = context_at(marked);
    match context {
        CursorContext::Header { above, name, is_list, .. } => {
            format!("header {} `{}`{}", above.join("."), &text[name], if is_list { " list" } else { "" })
        }
        CursorContext::Key { table, name, others, has_value, is_inline } => format!(
            "key {} `{}` beside {}{}{}",
            table.join("."),
            &text[name],
            others.join(" "),
            if has_value { " with value" } else { "" },
            if is_inline { " inline" } else { "" }
        ),
        CursorContext::Value { path, place, is_quoted, items, .. } => format!(
            "value {} `{}`{}{}",
            path.join("."),
            &text[place],
            if is_quoted { " quoted" } else { "" },
            items.map(|items| format!(" among {}", items.join(" "))).unwrap_or_default()
        ),
        CursorContext::Elsewhere => "elsewhere".to_owned(),
    }
}

#[test]
fn a_cursor_is_at_a_key_a_value_or_a_header() {
    for (marked, expected) in [
        ("$0", "key  `` beside "),
        ("na$0", "key  `na` beside "),
        ("name = \"a\"\nst$0\nagency = \"b\"\n", "key  `st` beside name agency"),
        ("na$0me = \"a\"", "key  `name` beside  with value"),
        ("name = $0", "value name ``"),
        ("stage = \"ap$0", "value stage `ap` quoted"),
        ("stage = \"ap$0\"", "value stage `ap` quoted"),
        ("stage = \"approval\" $0", "elsewhere"),
        ("stage = \"approval\"$0", "elsewhere"),
        ("traits = [$0", "value traits `` among "),
        ("traits = [\"a\", $0]", "value traits `` among a"),
        ("traits = [\"a\", \"b$0\"]", "value traits `b` quoted among a"),
        ("traits = [\"a\", \"$0\nname = \"x\"\n", "value traits `` quoted among a"),
        ("traits = [\n  \"a\",\n  $0\nname = \"x\"\n", "value traits `` among a"),
        ("traits = [\"a\",$0\n[[evidence]]\nkind = \"x\"\n", "value traits `` among a"),
        ("[[$0", "header  `` list"),
        ("[[wai$0]]\n", "header  `wai` list"),
        ("[a.$0]\n", "header a ``"),
        ("[[conformance]]\nsta$0", "key conformance `sta` beside "),
        ("[[conformance]]\nstandard = \"GB 1\"\n\n$0\n", "key conformance `` beside standard"),
        ("conformance = [{ standard = \"GB$0\" }]", "value conformance.standard `GB` quoted"),
        ("conformance = [{ standard = \"GB\", $0 }]", "key conformance `` beside standard inline"),
        ("conformance = [{ st$0", "key conformance `st` beside  inline"),
        ("# a comment$0\n", "elsewhere"),
        ("name = 1 # a$0\n", "elsewhere"),
        ("approved = 2020-0$0", "value approved `2020-0`"),
        ("name = \"国😀$0\"", "value name `国😀` quoted"),
        ("name = \"\"\"\nprose $0\n\"\"\"\n", "value name `\nprose \n` quoted"),
        ("name $0", "elsewhere"),
        ("\u{feff}na$0\r\n", "key  `na` beside "),
    ] {
        assert_eq!(says(marked), expected, "{marked}");
    }
}

#[test]
fn only_the_front_matter_of_a_record_with_prose_is_toml() {
    let text = "+++\nnumber = \"GB 1\"\n+++\nname = \n";
    let tree = Tree::of("standards/national/a.md", text).expect("a record");
    assert_eq!(tree.context_at(text, text.len() - 1), CursorContext::Elsewhere);
    assert!(matches!(tree.context_at(text, 7), CursorContext::Key { .. }));
    assert!(Tree::of("README.md", text).is_none());
}

proptest! {
    /// Whatever is typed, wherever the cursor is.
    #[test]
    fn nothing_falls_over(text in "[\\[\\]{}\"'=,.# \n\r\ta国😀+]{0,60}", at in 0..80_usize) {
        for path in [PATH, "policies/a.md"] {
            for text in [text.clone(), format!("+++\n{text}\n+++\n")] {
                if let Some(tree) = Tree::of(path, &text) {
                    let _ = tree.context_at(&text, at);
                    for (section, pair) in tree.pairs() {
                        prop_assert!(text.get(pair.span()).is_some(), "{:?}", pair.span());
                        prop_assert!(text.get(section.span()).is_some());
                    }
                }
            }
        }
    }
}

#[test]
fn a_megabyte_of_brackets_is_read() {
    for bracket in ["[", "{", "[{", "a={", "[\n"] {
        let text = format!("a = {}", bracket.repeat(200_000));
        let _ = Tree::of(PATH, &text).map(|tree| tree.context_at(&text, text.len()));
    }
}
