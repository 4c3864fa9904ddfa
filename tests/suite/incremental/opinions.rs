//! Review opinions have the day as text: the next day's is made of the one before.

use std::fs;

use mulu_exchange::cite;

use super::{agree_on, registry};
use crate::harness::registry::Registry;

/// The days of a night on which nothing begins, ends or falls due.
const NIGHT: [&str; 2] = ["2026-11-21", "2026-11-22"];

fn page(registry: &Registry) -> String {
    fs::read_to_string(registry.path("public/opinions/one.html")).unwrap()
}

fn document(registry: &Registry) -> String {
    let bytes = fs::read(registry.path("public/opinions/one.docx")).unwrap();
    cite::read("one.docx", &bytes).unwrap().text().to_owned()
}

/// A record may have written a day, and the very character that stands for one: these stay.
#[test]
fn an_opinion_has_the_day_of_its_build_and_keeps_those_of_its_record() {
    let registry = registry();
    let name = "2026-11-21 前的\u{fdd0}项目";
    registry.edit("projects/one.toml", "name = \"项目一\"", &format!("name = \"{name}\""));
    for day in NIGHT {
        agree_on(&registry, day, &format!("the night to {day}"));
        let page = page(&registry);
        // Its state may hold since that day, too.
        assert!(page.matches(&format!("<time datetime=\"{day}\">{day}</time>")).count() >= 2, "{page}");
        assert!(page.contains(name) && page.matches('\u{fdd0}').count() == page.matches(name).count(), "{page}");
        let [year, month, of_month] = day.split('-').collect::<Vec<_>>()[..] else { unreachable!() };
        assert!(document(&registry).contains(&format!("{year}年{month}月{of_month}日")), "{}", document(&registry));
        assert!(document(&registry).contains("项目"));
    }
    registry.edit("projects/one.toml", "stage = \"operation\"", "stage = \"acceptance\"");
    agree_on(&registry, NIGHT[1], "another stage");
}

/// A template of the registry's own may do anything with the day.
#[test]
fn an_opinion_by_a_template_of_the_registrys_own_has_the_day_as_that_writes_it() {
    let registry = registry();
    registry.write(
        "templates/opinion.html",
        "{% extends \"base.html\" %}{% block main %}<p>{{ opinion.day | replace(from=\"-\", to=\"/\") }}</p>{% endblock %}",
    );
    for day in NIGHT {
        agree_on(&registry, day, &format!("the night to {day}"));
        assert!(page(&registry).contains(&format!("<p>{}</p>", day.replace('-', "/"))), "{}", page(&registry));
    }
}
