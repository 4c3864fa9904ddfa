//! Badges: a word and its state as a small SVG, to be shown on other sites.

use unicode_width::UnicodeWidthStr;

use mulu_core::xml;

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
    let [left_half, right_half] = [left / 2, left + right / 2].map(|at| at.to_string());
    let whole = (left + right).to_string();
    let (left, right) = (left.to_string(), right.to_string());
    xml::document(|xml| {
        let (svg, size) = ("http://www.w3.org/2000/svg", format!("0 0 {whole} 20"));
        xml.open("svg", &[("xmlns", svg), ("width", &whole), ("height", "20"), ("viewBox", &size), ("role", "img")])?;
        xml.text("title", &[], &format!("{label}: {state}"))?;
        xml.empty("rect", &[("width", &left), ("height", "20"), ("fill", "#33312c")])?;
        xml.empty("rect", &[("x", &left), ("width", &right), ("height", "20"), ("fill", tone.colour())])?;
        let font = [("fill", "#fff"), ("font-family", "Verdana,Geneva,sans-serif"), ("font-size", "11")];
        xml.open("g", &[&font[..], &[("text-anchor", "middle"), ("aria-hidden", "true")]].concat())?;
        for (at, text) in [(&left_half, label), (&right_half, state)] {
            xml.text("text", &[("x", at), ("y", "14")], text)?;
        }
        xml.close("g")?;
        xml.close("svg")?;
        xml.end_line()
    })
}

/// How wide a text is drawn, with its margins: seven for a Latin letter, twice that for a Chinese character.
fn width(text: &str) -> usize {
    text.width() * 7 + 12
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
