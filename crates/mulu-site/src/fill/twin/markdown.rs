//! Markdown that shows texts of records as they are: nothing in them is read as markup.

use std::fmt::Write as _;

use mulu_core::percent;
use mulu_core::report::markdown_text;

/// A part of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inline(String);

impl Inline {
    /// A text, whatever it holds, on one line.
    pub fn text(text: &str) -> Inline {
        Inline(markdown_text(text))
    }

    /// The same in bold.
    pub fn bold(text: &str) -> Inline {
        Inline(format!("**{}**", markdown_text(text)))
    }

    /// A link.
    pub fn link(text: &str, href: &str) -> Inline {
        Inline(format!("[{}]({})", markdown_text(text), percent::in_markdown(href)))
    }

    /// Some parts one after another.
    pub fn joined(parts: impl IntoIterator<Item = Inline>, between: &str) -> Inline {
        let parts: Vec<String> = parts.into_iter().map(|part| part.0).filter(|part| !part.is_empty()).collect();
        Inline(parts.join(between))
    }

    /// This, and another behind it where there is one.
    #[must_use]
    pub fn and(self, between: &str, other: impl Into<Option<Inline>>) -> Inline {
        Inline::joined([Some(self), other.into()].into_iter().flatten(), between)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A page of Markdown.
#[derive(Debug, Default)]
pub struct Markdown(String);

impl Markdown {
    /// The heading of the page.
    pub fn title(&mut self, title: &str) {
        let _ = writeln!(self.0, "# {}", markdown_text(title));
    }

    /// The heading of a part.
    pub fn heading(&mut self, title: &Inline) {
        self.begin_block();
        let _ = writeln!(self.0, "## {}", title.0);
    }

    /// The heading of a part of a part.
    pub fn subheading(&mut self, title: &Inline) {
        self.begin_block();
        let _ = writeln!(self.0, "### {}", title.0);
    }

    /// A paragraph of its own.
    pub fn paragraph(&mut self, text: &Inline) {
        self.begin_block();
        let _ = writeln!(self.0, "{}", text.0);
    }

    /// A text of somebody else.
    pub fn quote(&mut self, text: &str) {
        self.begin_block();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(self.0, "> {}", markdown_text(line));
        }
    }

    /// A line of a list; an empty one is left out.
    pub fn item(&mut self, item: &Inline) {
        if item.is_empty() {
            return;
        }
        // A list begins behind an empty line, and its lines follow each other.
        if !self.0.lines().next_back().is_some_and(|last| last.starts_with("- ")) {
            self.begin_block();
        }
        let _ = writeln!(self.0, "- {}", item.0);
    }

    /// Markdown that a record has, fenced, so that it stays apart from what is said here and is read as it is written.
    pub fn verbatim(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        self.begin_block();
        let shown: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let _ = writeln!(self.0, "{fence}markdown\n{}\n{fence}", shown.trim_end());
    }

    /// The page.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn begin_block(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inline, Markdown};

    #[test]
    fn nothing_of_a_text_is_markup() {
        let mut page = Markdown::default();
        page.title("# <b>一</b>\n# 二");
        page.item(&Inline::link("](javascript:x) [y", "a b).html"));
        page.item(&Inline::text("`*_~|"));
        page.quote("一\n\n> 二 <script>");
        page.verbatim("```\n# 三\n````");
        let page = String::from_utf8(page.into_bytes()).expect("text");
        let expected = "# \\# \\<b\\>一\\</b\\> \\# 二\n\n- [\\](javascript:x) \\[y](a%20b%29.html)\n- \\`\\*\\_\\~\\|\n\n> 一\n> \\> 二 \\<script\\>\n\n`````markdown\n```\n# 三\n````\n`````\n";
        assert_eq!(page, expected);
    }

    #[test]
    fn lists_are_kept_together() {
        let mut page = Markdown::default();
        page.item(&Inline::text("一"));
        page.item(&Inline::default());
        page.item(&Inline::text("二").and("；", Inline::text("三")).and("；", None));
        page.paragraph(&Inline::text("四"));
        page.item(&Inline::text("五"));
        assert_eq!(String::from_utf8(page.into_bytes()).expect("text"), "- 一\n- 二；三\n\n四\n\n- 五\n");
    }
}
