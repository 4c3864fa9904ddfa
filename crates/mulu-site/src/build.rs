//! What each build adds to the sheet of style: which build this is, and where its day lies in pictures.
//!
//! That sheet is the only file beside `build.html`, the index of the API and the manifest that has the day and the revision (the printed
//! catalogue and review opinions have the day), so that every other changes only when what it says changes. It repeats for the eye what stands as text there. It is no file of its own:
//! every page would ask for one more.

use std::fmt::Write as _;

use super::Site;
use super::picture::WidthPercent;
use mulu_core::day::Day;

/// The sheet's name among the theme's assets.
pub const SHEET: &str = "site.css";

/// The lines at its end.
pub fn style(site: &Site<'_>) -> String {
    let day = site.day;
    // A revision is hexadecimal digits: nothing in it ends a text of CSS.
    let revision =
        site.revision.map(mulu_git::history::Revision::short).filter(|id| id.chars().all(char::is_alphanumeric));
    let mut build = day.to_string();
    let mut shown = build.clone();
    if let Some(revision) = &revision {
        let _ = write!(build, "-{revision}");
        let _ = write!(shown, " · {revision}");
    }
    format!(":root {{ --today: {}; --build: \"{build}\"; --built: \"{shown}\"; }}\n", of_year(day))
}

/// How much of its year is over when a day begins.
fn of_year(day: Day) -> WidthPercent {
    let first = |year: i32| Day::new(year, 1, 1).unwrap_or(day);
    let days = |later: Day| u64::try_from(later.days_since(first(day.year()))).unwrap_or(0);
    WidthPercent::of(days(day), days(first(day.year().saturating_add(1))))
}

#[cfg(test)]
mod tests {
    use super::of_year;

    #[test]
    fn a_day_lies_in_its_year() {
        let placed = ["2026-01-01", "2026-07-02", "2026-12-31", "2024-12-31"].map(|day| of_year(day.parse().unwrap()));
        assert_eq!(placed.map(|place| place.to_string()), ["0%", "49.86%", "99.73%", "99.73%"]);
    }
}
