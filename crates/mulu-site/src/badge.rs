//! Badges: a word and its state as a small SVG, to be shown on other sites.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// The colour of a badge, with enough contrast for white text (WCAG 2.2 AA).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// A person should look.
    Warn,
    /// Not as it should be.
    Bad,
    /// Neither.
    Plain,
}

impl Tone {
    fn colour(self) -> &'static str {
        match self {
            Tone::Good => "#1d6538",
            Tone::Warn => "#855100",
            Tone::Bad => "#a12820",
            Tone::Plain => "#5c5a53",
        }
    }
}

/// A badge: what it is about on the left, its state on the right. The text stands in the title as well, for those who listen.
pub fn badge(label: &str, state: &str, tone: Tone) -> String {
    let (left, right) = (width(label), width(state));
    let whole = left + right;
    let (label, state) = (escape(label), escape(state));
    let colour = tone.colour();
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole}\" height=\"20\" viewBox=\"0 0 {whole} 20\" role=\"img\"><title>{label}: {state}</title>\
         <rect width=\"{left}\" height=\"20\" fill=\"#33312c\"/><rect x=\"{left}\" width=\"{right}\" height=\"20\" fill=\"{colour}\"/>\
         <g fill=\"#fff\" font-family=\"Verdana,Geneva,sans-serif\" font-size=\"11\" text-anchor=\"middle\" aria-hidden=\"true\">\
         <text x=\"{}\" y=\"14\">{label}</text><text x=\"{}\" y=\"14\">{state}</text></g></svg>",
        left / 2,
        left + right / 2
    );
    svg
}

/// How wide a text is drawn, with its margins: seven for a Latin letter, twice that for a Chinese character.
fn width(text: &str) -> usize {
    text.width() * 7 + 12
}

fn escape(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).fold(String::new(), |mut escaped, c| {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
        escaped
    })
}

#[cfg(test)]
mod tests {
    use super::{Tone, badge};

    #[test]
    fn a_hostile_name_is_text() {
        let svg = badge("<script>\u{1b}", "&", Tone::Bad);
        assert!(svg.contains("<title>&lt;script&gt;: &amp;</title>") && !svg.contains('\u{1b}'));
    }
}
