//! What sheets of long lists show, without a look at how it is worded: a sheet is as it was where what it lists is as it was.

use crate::pagination;
use crate::route::Route;
use mulu_core::registry::Due;

use super::{Fill, LocatedFinding};

/// One thing in a list.
pub enum Listed<'a> {
    /// A standard, by its place in the registry's list.
    Standard(usize),
    /// Something that is due.
    Due(&'a Due),
    /// A review that was held: its standard, and its place among the reviews of that.
    Held(usize, usize),
    /// A finding.
    Found(&'a LocatedFinding),
}

/// A stretch of a list, and how long the whole is.
pub type ListSlice<'a> = (usize, Vec<Listed<'a>>);

impl<'a> Fill<'a> {
    /// What a page lists that shows nothing else of the registry: what stands with a list stands on its first page. None for other
    /// pages.
    pub fn listed(&self, page: &Route) -> Option<ListSlice<'a>> {
        let (route, continuation) = page.split();
        match (route, continuation) {
            (Route::Standards(1..) | Route::Level(_, 1..) | Route::Class(_, 1..) | Route::Facet(..), _) => {
                let (total, rows) = self.sheet(route)?;
                Some((total, rows.into_iter().map(Listed::Standard).collect()))
            }
            (Route::Reviews, Some((list, sheet))) => self.listed_reviews(list, sheet),
            (Route::Rule(rule), Some((_, sheet))) => {
                Some(slice(self.lists.findings(rule.id), sheet, |placed| Listed::Found(placed)))
            }
            _ => None,
        }
    }

    /// The findings on the page of a rule, which tells nothing else of the registry; none for other pages.
    pub fn listed_of_rule(&self, page: &Route) -> Option<ListSlice<'a>> {
        let Route::Rule(rule) = page else { return None };
        Some(slice(self.lists.findings(rule.id), 0, |placed| Listed::Found(placed)))
    }

    fn listed_reviews(&self, list: &str, sheet: usize) -> Option<ListSlice<'a>> {
        let dues = self.lists.dues();
        let due = match list {
            "overdue" => &dues.overdue,
            "due-soon" => &dues.due_soon,
            "duties" => &dues.duties,
            "scheduled" => &dues.scheduled,
            "past" => {
                return Some(slice(self.lists.held(), sheet, |(standard, place)| Listed::Held(*standard, *place)));
            }
            _ => return None,
        };
        Some(slice(due, sheet, Listed::Due))
    }
}

fn slice<'a, T>(list: &'a [T], sheet: usize, listed: impl Fn(&'a T) -> Listed<'a>) -> ListSlice<'a> {
    (list.len(), pagination::rows_of(list, sheet).iter().map(listed).collect())
}
