//! HTML that is put together by hand: pages that must not need a template.

/// A text as it may stand in an element.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
