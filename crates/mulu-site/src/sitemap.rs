//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309).

use mulu_core::address;
use mulu_core::day::Day;
use mulu_core::xml;

/// How many addresses a sitemap may hold; where a site has more, `sitemap.xml` names sitemaps of so many each.
pub const LIMIT: usize = 50_000;

/// The sitemap of pages, by their paths from the site's root, each with the day on which what it says last changed, where that is
/// known.
#[must_use]
pub fn sitemap(site_url: &str, pages: impl Iterator<Item = (String, Option<Day>)>) -> String {
    list(("urlset", "url"), pages.map(|(path, changed)| (format!("{site_url}{path}"), changed)))
}

/// The sitemap that names the others, where there are several.
#[must_use]
pub fn index(site_url: &str, count: usize) -> String {
    list(("sitemapindex", "sitemap"), (1..=count).map(|number| (format!("{site_url}{}", path(number)), None)))
}

/// A list of addresses, each in an element of its own, on a line of its own.
fn list((name, item): (&str, &str), addresses: impl Iterator<Item = (String, Option<Day>)>) -> String {
    xml::document(|xml| {
        xml.declare("UTF-8")?;
        xml.end_line()?;
        xml.open(name, &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")])?;
        xml.end_line()?;
        for (address, changed) in addresses {
            xml.open(item, &[])?;
            xml.text("loc", &[], &address::ascii(&address))?;
            if let Some(changed) = changed {
                xml.text("lastmod", &[], &changed.to_string())?;
            }
            xml.close(item)?;
            xml.end_line()?;
        }
        xml.close(name)?;
        xml.end_line()
    })
}

/// How many sitemaps `sitemap.xml` names for so many pages; none where it holds them itself.
#[must_use]
pub fn several(pages: usize) -> usize {
    if pages > LIMIT { pages.div_ceil(LIMIT) } else { 0 }
}

/// The sitemaps that a site of so many pages has: `sitemap.xml`, and those that it names with their places.
pub fn files(pages: usize) -> impl Iterator<Item = (String, Option<usize>)> {
    let named = (0..several(pages)).map(|at| (path(at + 1), Some(at)));
    std::iter::once(("sitemap.xml".to_owned(), None)).chain(named)
}

/// The path of one of several sitemaps, counted from 1.
fn path(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// `robots.txt`: everything may be read, and where the sitemap is. It counts where the site lies at the root of its host.
#[must_use]
pub fn robots(site_url: &str) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", address::ascii(site_url))
}

#[cfg(test)]
mod properties;

#[cfg(test)]
mod tests {
    use super::{index, sitemap};

    #[test]
    fn an_index_names_each_sitemap_once() {
        let text = index("https://example.org/a&b/", 2);
        let read = roxmltree::Document::parse(&text).unwrap();
        let urls: Vec<&str> = read
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.sitemaps.org/schemas/sitemap/0.9", "loc")))
            .filter_map(|node| node.text())
            .collect();
        assert_eq!(urls, ["https://example.org/a&b/sitemap-1.xml", "https://example.org/a&b/sitemap-2.xml"]);
        assert!(
            sitemap("https://example.org/", [("a.html".to_owned(), "2026-11-21".parse().ok())].into_iter())
                .contains("<loc>https://example.org/a.html</loc><lastmod>2026-11-21</lastmod>")
        );
    }
}
