//! What is looked at in a theme's files before their readers see them: these call themselves for each level of nesting, and the stack
//! would end before a hostile file does.

use mulu_core::limits::{TEMPLATE_TAG_BYTES, TRANSLATION_DEEP};

/// The line of a translation where its braces nest deeper than is read; none where they nowhere do.
///
/// In Fluent braces and, within them, round brackets nest. A string within braces ends with its line; a comment begins its line.
pub fn too_deep(translation: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (line, number) in translation.lines().zip(1..) {
        if depth == 0 && line.starts_with('#') {
            continue;
        }
        let (mut is_string, mut is_escaped) = (false, false);
        for c in line.chars() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' if is_string => is_escaped = true,
                '"' if depth > 0 => is_string = !is_string,
                _ if is_string => {}
                '{' => depth += 1,
                '(' if depth > 0 => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                ')' if depth > 0 => depth -= 1,
                _ => {}
            }
            if depth > TRANSLATION_DEEP {
                return Some(number);
            }
        }
    }
    None
}

/// The line of a template where a tag begins that is longer than is read; none where there is none.
pub fn too_long_a_tag(template: &str) -> Option<usize> {
    let mut rest = template;
    let mut line = 1;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        let (before, tag) = rest.split_at_checked(at)?;
        line += before.matches('\n').count();
        let close = if tag.starts_with("{{") { "}}" } else { "%}" };
        // A string in the tag may hold its end: what comes after is then taken for text, and is as harmless.
        let end = tag.find(close).map_or(tag.len(), |end| end + close.len());
        if end > TEMPLATE_TAG_BYTES {
            return Some(line);
        }
        let (own, behind) = tag.split_at_checked(end)?;
        line += own.matches('\n').count();
        rest = behind;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{too_deep, too_long_a_tag};

    #[test]
    fn nesting_is_counted_and_strings_and_comments_are_not() {
        assert_eq!(too_deep("a = { $n ->\n [one] { $n }\n *[other] { NUMBER($n) }\n }\n"), None);
        assert_eq!(too_deep(&format!("# {}\na = {{ \"{}\" }}\n", "{".repeat(99), "{".repeat(99))), None);
        assert_eq!(too_deep(&format!("a = b\nz = {}", "{".repeat(20_000))), Some(2));
        assert_eq!(too_deep(&"{ \"a\" ->\n *[a] ".repeat(120)), Some(9));
        assert_eq!(too_deep(&format!("a = {{ {}", "A(".repeat(99))), Some(1));
    }

    #[test]
    fn tags_are_measured() {
        assert_eq!(too_long_a_tag("{{ a }}\n{% if b %}{% endif %}"), None);
        assert_eq!(too_long_a_tag(&format!("x\n{{{{ a{} }}}}", " ~ a".repeat(2_000))), Some(2));
        assert_eq!(too_long_a_tag(&format!("{{{{ a{}", " ~ a".repeat(2_000))), Some(1));
    }
}
