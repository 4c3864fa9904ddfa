//! Markdown → HTML that is safe to publish.
//!
//! Prose comes from strangers' merge requests. Raw HTML is shown as text, a link is live only where it leads to `http:`,
//! `https:`, `mailto:` or a relative address, and a picture only where it is the registry's own. Nothing that prose can say
//! yields an `id`, which could take a page's own anchors, or a `style`, which the page's policy forbids.

use mulu_core::address;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// A heading of a page of the handbook that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its `id`.
    pub id: String,
    /// Its words.
    pub title: String,
}

/// Renders a page of the handbook. It comes with the theme, not with a record, so its headings have the anchors that they name,
/// `## Review {#review}`, or else their place, `part-2`. Returns the page and the anchors of its sections (level 2).
#[must_use]
pub fn handbook(markdown: &str) -> (String, Vec<Anchor>) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut dead_links = Vec::new();
    let mut anchors: Vec<Anchor> = Vec::new();
    let mut headings = 0;
    let mut open = false;
    let mut events = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match &event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                headings += 1;
                let id = id.as_ref().map_or_else(|| format!("part-{headings}"), |id| address::file_name(id));
                open = *level == HeadingLevel::H2;
                if open {
                    anchors.push(Anchor { id: id.clone(), title: String::new() });
                }
                let id = Some(CowStr::from(id));
                events.push(Event::Start(Tag::Heading { level: *level, id, classes: Vec::new(), attrs: Vec::new() }));
                continue;
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(text) | Event::Code(text) if open => {
                if let Some(anchor) = anchors.last_mut() {
                    anchor.title.push_str(text);
                }
            }
            _ => {}
        }
        events.extend(safe(event, 0, &mut dead_links));
    }
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    (html, anchors)
}

/// Renders Markdown. Headings are moved below the page's own, so that its outline stays in order: the highest level that the
/// text uses becomes `top`.
#[must_use]
pub fn render(markdown: &str, top: usize) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let down = top.cast_signed().saturating_sub(highest_heading(markdown, options).cast_signed());
    let mut dead_links = Vec::new();
    let events = Parser::new_ext(markdown, options).filter_map(|event| safe(event, down, &mut dead_links));
    let mut html = String::with_capacity(markdown.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

/// The highest level of heading that a text uses; 1 where it has none. Only these characters make one.
fn highest_heading(markdown: &str, options: Options) -> usize {
    if !markdown.contains(['#', '=', '-']) {
        return 1;
    }
    let levels = Parser::new_ext(markdown, options).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    levels.min().unwrap_or(1)
}

/// An event without what could run in a reader's browser. A link that is not live keeps its text.
fn safe<'e>(event: Event<'e>, down: isize, dead: &mut Vec<bool>) -> Option<Event<'e>> {
    Some(match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, id: _, classes: _, attrs: _ }) => {
            let level = lower(level, down);
            Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level, down))),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let live = is_live(&dest_url, link_type);
            dead.push(!live);
            if !live {
                return None;
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        Event::End(TagEnd::Link) => {
            if dead.pop().unwrap_or(false) {
                return None;
            }
            Event::End(TagEnd::Link)
        }
        // Code does not wrap: a keyboard must be able to scroll it.
        Event::Start(Tag::CodeBlock(_)) => Event::Html(CowStr::Borrowed("<pre tabindex=\"0\"><code>")),
        Event::End(TagEnd::CodeBlock) => Event::Html(CowStr::Borrowed("</code></pre>\n")),
        // Alignment would be written as inline style.
        Event::Start(Tag::Table(columns)) => Event::Start(Tag::Table(vec![Alignment::None; columns.len()])),
        // A picture from elsewhere would be a third-party request: only the registry's own are shown.
        Event::Start(Tag::Image { link_type, dest_url, title, id }) => {
            let dest_url = if is_relative(&dest_url) { dest_url } else { CowStr::Borrowed("") };
            Event::Start(Tag::Image { link_type, dest_url, title, id })
        }
        other => other,
    })
}

fn lower(level: HeadingLevel, down: isize) -> HeadingLevel {
    let level = (level as usize).saturating_add_signed(down).clamp(1, 6);
    HeadingLevel::try_from(level).unwrap_or(HeadingLevel::H6)
}

/// Whether an address may be a link.
#[must_use]
pub fn is_live(address: &str, link_type: LinkType) -> bool {
    if link_type == LinkType::Email {
        return true;
    }
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.trim().to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) || is_relative(address)
}

/// Whether an address stays on the site: no scheme, no host. Browsers drop white space and control characters before they look
/// for a scheme, so an address that holds any is not trusted.
fn is_relative(address: &str) -> bool {
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    !before_path.contains(':') && !address.starts_with("//") && !address.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::{handbook, render};

    #[test]
    fn the_handbook_has_anchors() {
        let (html, anchors) = handbook("## a `b` {#ab}\n\n### c\n\n## d\n\n<b id=\"x\">\n");
        assert!(html.starts_with("<h2 id=\"ab\">a <code>b</code></h2>\n<h3 id=\"part-2\">c</h3>"), "{html}");
        assert!(html.contains("<h2 id=\"part-3\">d</h2>") && !html.contains("<b"), "{html}");
        let anchors: Vec<_> = anchors.iter().map(|anchor| (anchor.id.as_str(), anchor.title.as_str())).collect();
        assert_eq!(anchors, [("ab", "a b"), ("part-3", "d")]);
    }

    #[test]
    fn html_is_shown_as_text() {
        assert_eq!(render("a <script>alert(1)</script>", 2), "<p>a &lt;script&gt;alert(1)&lt;/script&gt;</p>\n");
        assert!(!render("<img src=x onerror=alert(1)>\n", 2).contains("<img"));
    }

    #[test]
    fn only_harmless_links_are_live() {
        for dead in ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example/x"]
        {
            assert_eq!(render(&format!("[a]({dead})"), 2), "<p>a</p>\n", "{dead}");
        }
        for live in ["https://example.org/", "mailto:a@example.org", "../index.html", "#part"] {
            assert!(render(&format!("[a]({live})"), 2).contains("<a href="), "{live}");
        }
        assert_eq!(render("[a](<java\tscript:x>)", 2), "<p>a</p>\n");
    }

    #[test]
    fn pictures_from_elsewhere_are_not_fetched() {
        assert!(render("![x](https://example.org/x.png)", 2).contains("src=\"\""));
    }

    #[test]
    fn tables_have_no_inline_style() {
        let table = render("| a | b |\n| :- | -: |\n| 1 | 2 |\n", 2);
        assert!(table.contains("<th>a</th>") && !table.contains("style"), "{table}");
    }

    #[test]
    fn prose_cannot_take_an_anchor() {
        let html = render("# a {#main}\n\ntext[^main]\n\n[^main]: note\n", 2);
        assert!(!html.contains(" id="), "{html}");
    }

    #[test]
    fn headings_stay_below_the_pages_own() {
        assert_eq!(render("# a\n\n## b", 2), "<h2>a</h2>\n<h3>b</h3>\n");
        assert_eq!(render("## a\n\n### b", 2), "<h2>a</h2>\n<h3>b</h3>\n");
        assert_eq!(render("# a\n\n###### b", 3), "<h3>a</h3>\n<h6>b</h6>\n");
    }

    #[test]
    fn code_is_a_stop_of_the_keyboard() {
        assert_eq!(render("```toml\na <b>\n```\n", 2), "<pre tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>\n");
    }
}
