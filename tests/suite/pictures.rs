//! Pictures of the built site: each speaks, stays in its frame, and shows the figures that stand beside it.

use std::fs;

use crate::harness::pages::{Built, Page};
use crate::harness::registry::Registry;

fn own() -> (Registry, Built) {
    let registry = Registry::own();
    let built = Built::read(&registry.build());
    (registry, built)
}

/// What stands between two texts, the first time.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let after = text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    after.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

/// The numbers that stand directly after some text, in order.
fn numbers(text: &str, after: &str) -> Vec<u32> {
    let digits = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    text.split(after).skip(1).filter_map(|rest| digits(rest).parse().ok()).collect()
}

fn percent(tag: &crate::harness::pages::Tag, name: &str) -> f64 {
    tag.get(name).and_then(|value| value.strip_suffix('%')).and_then(|value| value.parse().ok()).unwrap_or(0.0)
}

fn faults(page: &Page) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, tag) in page.tags.iter().enumerate() {
        let class = tag.get("class").unwrap_or_default();
        if tag.name == "svg" {
            let hidden = tag.get("aria-hidden") == Some("true");
            let named = page.tags.get(at + 1).is_some_and(|next| next.name == "title");
            let is_picture = class.split(' ').any(|class| class == "picture");
            // One whose parts lead on is a group with a name; a reader of an image is not told what is in it.
            let is_told = match tag.get("role") {
                Some("img") => named,
                Some("group") => tag.get("aria-label").is_some_and(|label| !label.is_empty()),
                _ => false,
            };
            if is_picture && (hidden || !is_told) {
                faults.push(format!("{}: <svg class={class}> has no text alternative", page.path));
            }
            if !is_picture && !hidden && !named {
                faults.push(format!("{}: <svg class={class}> is neither a picture nor hidden", page.path));
            }
        }
        if ["rect", "line", "text"].contains(&tag.name.as_str()) {
            let end = percent(tag, "x") + percent(tag, "width");
            let inside = [percent(tag, "x1"), percent(tag, "x2"), end].iter().all(|x| (0.0..=100.001).contains(x));
            if !inside {
                faults.push(format!("{}: <{} {:?}> leaves its frame", page.path, tag.name, tag.attributes));
            }
        }
        let asked = tag.get("fill").and_then(|fill| fill.strip_prefix("url(#")).and_then(|fill| fill.strip_suffix(')'));
        if asked.is_some_and(|id| !page.tags.iter().any(|tag| tag.name == "pattern" && tag.get("id") == Some(id))) {
            faults.push(format!("{}: the page lacks the pattern {asked:?}", page.path));
        }
    }
    faults
}

#[test]
fn every_picture_has_a_text_alternative_and_stays_in_its_frame() {
    let (_registry, built) = own();
    let faults: Vec<String> = built.pages.values().flat_map(faults).collect();
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
    let pictures = |path: &str| {
        let svgs =
            built.pages[path].all("svg").filter(|svg| svg.get("class").is_some_and(|class| class.contains("picture")));
        svgs.count()
    };
    // Shares of binding force and coverage; the load; the life of a standard and the chain of its editions.
    let standard = "standards/gb-t-22239-2019.html";
    assert_eq!(["index.html", "reviews/index.html", standard, "classes/index.html"].map(pictures), [2, 1, 2, 1]);
}

#[test]
fn the_composition_adds_up() {
    let (_registry, built) = own();
    let home = fs::read_to_string(built.folder.join("index.html")).unwrap();
    let table = between(&home, "<table class=\"composition\">", "</table>");
    let rows: Vec<&str> = table.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 15, "fourteen classes and the whole");
    for row in &rows {
        let [listed, binding] = numbers(row, "class=\"n\">")[..] else { panic!("{row}") };
        assert_eq!(numbers(row, "<b>").iter().sum::<u32>(), listed, "{row}");
        assert!(binding <= listed, "{row}");
    }
    let figures = numbers(between(&home, "<dl class=\"figures\">", "</dl>"), "\">");
    let whole = numbers(rows[14], "class=\"n\">");
    assert_eq!(whole[0], figures[0], "listed");
    let force = numbers(between(&home, "aria-labelledby=\"h-force\"", "</section>"), "<b>");
    assert_eq!((force.iter().sum::<u32>(), force[0] + force[1]), (whole[0], whole[1]));
}

#[test]
fn the_load_shows_what_its_table_says() {
    let (_registry, built) = own();
    let page = fs::read_to_string(built.folder.join("reviews/index.html")).unwrap();
    let drawn = between(&page, "<svg class=\"picture load\"", "</svg>");
    let columns: Vec<u32> =
        drawn.split("class=\"column-n\"").skip(1).map(|text| between(text, ">", "<").parse().unwrap()).collect();
    let table = between(&page, "<table class=\"month-table\">", "</table>");
    let rows: Vec<Vec<u32>> = table.split("<tr>").skip(2).map(|row| numbers(row, "class=\"n\">")).collect();
    assert_eq!(rows.len(), 37, "what is overdue, and 36 months");
    let said: Vec<u32> = rows.iter().map(|row| row[0]).filter(|n| *n > 0).collect();
    assert_eq!(columns, said);
    // Each column leads to a row of the lists below.
    let leads: Vec<&str> = drawn.split("<a href=\"").skip(1).map(|link| between(link, "#", "\"")).collect();
    assert_eq!(leads.len(), columns.len());
    for anchor in leads {
        assert!(anchor.starts_with("due-"), "{anchor}");
    }
    let figures = numbers(between(&page, "<dl class=\"figures\">", "</dl>"), "\">");
    assert_eq!(rows[0][0], figures[0], "overdue");
    assert_eq!(rows[1..].iter().map(|row| row[1]).sum::<u32>(), figures[1], "due soon");
}
