//! However many pages a site has, each stands in one sitemap.

use proptest::prelude::*;

use super::{LIMIT, files, index, robots, several, sitemap};

fn urls(xml: &str) -> Vec<String> {
    let read = roxmltree::Document::parse(xml).unwrap();
    read.descendants()
        .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

#[test]
fn up_to_the_limit_there_is_one_sitemap_and_then_one_for_each_so_many() {
    for (pages, expected) in [(0, 0), (1, 0), (LIMIT, 0), (LIMIT + 1, 2), (2 * LIMIT, 2), (2 * LIMIT + 1, 3)] {
        assert_eq!(several(pages), expected, "{pages}");
    }
    let named: Vec<_> = files(LIMIT + 1).collect();
    let expected = [("sitemap.xml", None), ("sitemap-1.xml", Some(0)), ("sitemap-2.xml", Some(1))];
    assert_eq!(named, expected.map(|(path, at)| (path.to_owned(), at)));
}

#[test]
fn the_index_names_the_files_that_there_are() {
    let named = urls(&index("https://example.org/", several(3 * LIMIT)));
    let there: Vec<String> = files(3 * LIMIT)
        .filter(|(_, at)| at.is_some())
        .map(|(path, _)| format!("https://example.org/{path}"))
        .collect();
    assert_eq!(named, there);
}

#[test]
fn robots_are_shown_the_sitemap_in_ascii() {
    assert_eq!(
        robots("https://example.org/目录/"),
        "User-agent: *\nAllow: /\nSitemap: https://example.org/%E7%9B%AE%E5%BD%95/sitemap.xml\n"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn addresses_are_read_again_from_the_xml_and_are_ascii(paths in prop::collection::vec("[a-z办&<>'\"/]{1,12}", 0..6)) {
        let xml = sitemap("https://example.org/", paths.iter().cloned().map(|path| (path, None)));
        prop_assert!(xml.is_ascii());
        let expected: Vec<String> = paths.iter().map(|path| format!("https://example.org/{}", path.replace('办', "%E5%8A%9E"))).collect();
        prop_assert_eq!(urls(&xml), expected);
    }
}
