//! `sitemap.xml` (sitemaps.org 0.9).

use std::fmt::Write as _;

use super::address;

/// The sitemap of pages, by their paths from the site's root. The day the site was computed for is not when a page changed, so
/// no page is given a date.
#[must_use]
pub fn sitemap(site_url: &str, paths: impl Iterator<Item = String>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths {
        let url = address::ascii(&format!("{site_url}{path}"));
        let url = url.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let _ = writeln!(xml, "<url><loc>{url}</loc></url>");
    }
    xml.push_str("</urlset>\n");
    xml
}
