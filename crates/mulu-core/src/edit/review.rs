//! Appending `[[review]]` to a standard's record (Art. 20: reviews are recorded and never rewritten).

use crate::day::Day;
use crate::message;
use crate::message::Message;
use crate::model::Conclusion;
use crate::parse::{Diagnostics, split};
use crate::slice::slice_lossy;

use super::{append_inline, toml_string};

/// A review as it is to be recorded.
#[derive(Clone, Debug)]
pub struct ReviewEntry {
    /// When it was concluded.
    pub date: Day,
    /// What was concluded.
    pub conclusion: Conclusion,
    /// The id of the agency that concluded it.
    pub by: String,
    /// Why.
    pub reason: Option<String>,
    /// Minutes or a report: a path or an address.
    pub evidence: Option<String>,
    /// By when a revision or an abolition must be done.
    pub due: Option<Day>,
}

/// Why a record cannot be edited: what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(pub Message);

/// The record's text with the review at the end of its front matter, and the bytes of it that are new.
///
/// The table goes last, even where other tables stand between it and the reviews above: TOML reads them in the file's order, and
/// appending is the one change that cannot disturb what is there. Where reviews are a list in brackets, it becomes the list's last.
///
/// # Errors
/// When the text has no whole front matter, or keeps its reviews in a form that nothing can be appended to.
pub fn append_review(text: &str, entry: &ReviewEntry) -> Result<(String, std::ops::Range<usize>), EditError> {
    let diagnostics = Diagnostics::default();
    let parts = split(text, &diagnostics);
    let (Some(parts), true) = (parts, diagnostics.finish().is_empty()) else {
        return Err(EditError(message!("文件头不完整", "its front matter is not whole")));
    };
    let toml = parts.toml.start as usize..parts.toml.end as usize;
    let (edited, new) = match append_inline(text, toml.clone(), "review", &entries(entry)) {
        Some(appended) => appended,
        None => append_table(text, toml.end, entry),
    };
    if let Err(error) = slice_lossy(&edited, toml.start..toml.end + new.len()).parse::<toml::Table>() {
        let message = error.message().to_owned();
        return Err(EditError(match slice_lossy(text, toml).parse::<toml::Table>() {
            Err(error) => {
                let message = error.message();
                message!("文件头不是 TOML：{message}", "its front matter is not TOML: {message}")
            }
            Ok(_) => message!(
                "review 的写法无法追加：改写为 [[review]]，每项一段（{message}）",
                "nothing can be appended to the form that `review` has: write a table [[review]] for each ({message})"
            ),
        }));
    }
    Ok((edited, new))
}

fn append_table(text: &str, at: usize, entry: &ReviewEntry) -> (String, std::ops::Range<usize>) {
    let (before, after) = (slice_lossy(text, ..at), slice_lossy(text, at..));
    let newline = if before.ends_with("\r\n") { "\r\n" } else { "\n" };
    let table = table(before, entry).join(newline) + newline;
    (format!("{before}{table}{after}"), at..at + table.len())
}

/// The lines of the table; an empty one sets it off from what is above.
fn table(before: &str, entry: &ReviewEntry) -> Vec<String> {
    let above = before.lines().next_back().unwrap_or_default().trim();
    let mut lines = Vec::new();
    if !above.is_empty() && !above.ends_with("+++") {
        lines.push(String::new());
    }
    lines.push("[[review]]".to_owned());
    lines.extend(entries(entry));
    lines
}

fn entries(entry: &ReviewEntry) -> Vec<String> {
    let mut lines = vec![format!("date = {}", entry.date)];
    lines.push(format!("conclusion = {}", toml_string(entry.conclusion.id())));
    lines.push(format!("by = {}", toml_string(&entry.by)));
    lines.extend(entry.reason.iter().map(|reason| format!("reason = {}", toml_string(reason))));
    lines.extend(entry.evidence.iter().map(|evidence| format!("evidence = {}", toml_string(evidence))));
    lines.extend(entry.due.iter().map(|due| format!("due = {due}")));
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(reason: &str) -> ReviewEntry {
        ReviewEntry {
            date: "2026-11-21".parse().unwrap(),
            conclusion: Conclusion::Continue,
            by: "data-authority".to_owned(),
            reason: Some(reason.to_owned()),
            evidence: None,
            due: None,
        }
    }

    #[test]
    fn comments_carriage_returns_and_a_byte_order_mark_stay() {
        let text = "\u{feff}+++\r\nnumber = \"GB 1-2020\" # kept\r\n\r\n[catalogue]\r\n# kept too\r\n+++\r\nprose\r\n";
        let (edited, new) = append_review(text, &entry("fits")).unwrap();
        let expected = "\r\n[[review]]\r\ndate = 2026-11-21\r\nconclusion = \"continue\"\r\nby = \"data-authority\"\r\nreason = \"fits\"\r\n";
        assert_eq!(&edited[new.clone()], expected);
        assert_eq!(format!("{}{}", &edited[..new.start], &edited[new.end..]), text);
    }

    #[test]
    fn a_broken_record_is_left_alone() {
        assert!(append_review("no front matter", &entry("x")).is_err());
        assert!(append_review("+++\nnumber = \"GB 1-2020\"\n", &entry("x")).is_err());
        assert!(append_review("+++\nnumber = \n+++\n", &entry("x")).is_err());
        for form in ["review = 1", "review = [1]", "[review]\ndate = 2020-01-01", "review.date = 2020-01-01"] {
            let Err(EditError(why)) = append_review(&format!("+++\n{form}\n+++\n"), &entry("x")) else {
                panic!("{form}")
            };
            assert!(why.en.contains("[[review]]"), "{form}: {}", why.en);
        }
    }

    #[test]
    fn a_list_in_brackets_goes_on_in_brackets() {
        let text = "+++\nreview = [{ date = 2020-01-01 }] # kept\n[drafting]\n+++\nprose\n";
        let (edited, new) = append_review(text, &entry("fits")).unwrap();
        let expected = ", { date = 2026-11-21, conclusion = \"continue\", by = \"data-authority\", reason = \"fits\" }";
        assert_eq!(&edited[new.clone()], expected);
        assert_eq!(format!("{}{}", &edited[..new.start], &edited[new.end..]), text);
    }

    proptest! {
        #[test]
        fn only_the_table_is_new(reason in any::<String>(), crlf in any::<bool>(), body in "[^+]{0,80}") {
            let newline = if crlf { "\r\n" } else { "\n" };
            let text = ["+++", "number = \"GB 1-2020\"", "[[review]]", "date = 2020-01-01", "[drafting]", "+++", &body].join(newline);
            let (edited, new) = append_review(&text, &entry(&reason)).unwrap();
            prop_assert_eq!(format!("{}{}", &edited[..new.start], &edited[new.end..]), text);
            let diagnostics = Diagnostics::default();
            let parts = split(&edited, &diagnostics).unwrap();
            let read: toml::Table = edited[parts.toml.start as usize..parts.toml.end as usize].parse().unwrap();
            let reviews = read["review"].as_array().unwrap();
            prop_assert_eq!(reviews.len(), 2);
            prop_assert_eq!(reviews[1]["reason"].as_str(), Some(reason.as_str()));
        }
    }
}
