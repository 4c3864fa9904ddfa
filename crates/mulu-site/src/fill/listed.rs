//! What sheets of long lists show, without a look at how it is worded: a sheet is as it was where what it lists is as it was.

use crate::registry::Due;
use crate::route::Shows;
use crate::sheets;

use super::{Fill, Placed};

/// One thing in a list.
pub enum Listed<'a> {
    /// A standard, by its place in the registry's list.
    Standard(usize),
    /// Something that is due.
    Due(&'a Due),
    /// A review that was held: its standard, and its place among the reviews of that.
    Held(usize, usize),
    /// A finding.
    Found(&'a Placed),
}

/// A stretch of a list, and how long the whole is.
pub type Stretch<'a> = (usize, Vec<Listed<'a>>);

impl<'a> Fill<'a> {
    /// What a page lists that shows nothing else of the registry: what stands with a list stands on its first page. None for other
    /// pages.
    pub fn listed(&self, page: &Shows) -> Option<Stretch<'a>> {
        let (shows, further) = page.split();
        match (shows, further) {
            (Shows::Standards(1..) | Shows::Level(_, 1..) | Shows::Class(_, 1..) | Shows::Facet(..), _) => {
                let (total, rows) = self.sheet(shows)?;
                Some((total, rows.into_iter().map(Listed::Standard).collect()))
            }
            (Shows::Reviews, Some((list, sheet))) => self.listed_reviews(list, sheet),
            (Shows::Rule(rule), Some((_, sheet))) => {
                Some(stretch(self.lists.findings(rule.id), sheet, |placed| Listed::Found(placed)))
            }
            _ => None,
        }
    }

    fn listed_reviews(&self, list: &str, sheet: usize) -> Option<Stretch<'a>> {
        let dues = self.lists.dues();
        let due = match list {
            "overdue" => &dues.overdue,
            "due-soon" => &dues.due_soon,
            "duties" => &dues.duties,
            "scheduled" => &dues.scheduled,
            "past" => {
                return Some(stretch(self.lists.held(), sheet, |(standard, place)| Listed::Held(*standard, *place)));
            }
            _ => return None,
        };
        Some(stretch(due, sheet, Listed::Due))
    }
}

fn stretch<'a, T>(list: &'a [T], sheet: usize, listed: impl Fn(&'a T) -> Listed<'a>) -> Stretch<'a> {
    (list.len(), sheets::rows_of(list, sheet).iter().map(listed).collect())
}
