//! An axis of whole years.

use serde::Serialize;

use super::{NARROWEST, WidthPercent};
use mulu_core::day::Day;

/// The width of a year's four digits at the size of an axis, with air, in pixels.
const LABEL: u32 = 34;
/// The steps between labelled years; the last one always leaves few enough.
const STEPS: [i32; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/// Years across a picture, from the first of January of one to the first of January of another.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    from: Day,
    to: Day,
}

/// A labelled year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// Where the year begins.
    pub x: WidthPercent,
    /// The year.
    pub year: String,
}

impl Axis {
    /// The years that hold some days; none where there is no day, or the calendar ends.
    pub fn over(days: impl IntoIterator<Item = Day>) -> Option<Axis> {
        let (first, last) = days.into_iter().fold(None, |range: Option<(Day, Day)>, day| match range {
            None => Some((day, day)),
            Some((first, last)) => Some((first.min(day), last.max(day))),
        })?;
        Some(Axis { from: Day::new(first.year(), 1, 1)?, to: Day::new(last.year().checked_add(1)?, 1, 1)? })
    }

    /// Where a day lies; a day outside lies on the edge.
    pub fn at(self, day: Day) -> WidthPercent {
        let days = |later: Day| u64::try_from(later.days_since(self.from)).unwrap_or(0);
        WidthPercent::of(days(day), days(self.to))
    }

    /// The years to label: as many as fit without touching, none that would run out on the right.
    pub fn ticks(self) -> Vec<Tick> {
        let years = self.to.year() - self.from.year();
        let most = i32::try_from(NARROWEST / LABEL).unwrap_or(1);
        let step = STEPS.into_iter().find(|step| years.div_euclid(*step) < most).unwrap_or(5000);
        let labelled = (self.from.year()..self.to.year()).filter(|year| year.rem_euclid(step) == 0);
        let tick = |year: i32| Some(Tick { x: self.at(Day::new(year, 1, 1)?), year: year.to_string() });
        labelled.filter_map(tick).filter(|tick| tick.x.rest().pixels(NARROWEST) >= LABEL - 4).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, LABEL, NARROWEST, WidthPercent};
    use mulu_core::day::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_keep_their_order_and_stay_inside() {
        let axis = Axis::over([day("2019-05-10"), day("2028-11-10")]).unwrap();
        assert_eq!(axis.at(day("2019-01-01")), WidthPercent::default());
        assert_eq!(axis.at(day("2029-01-01")), WidthPercent::FULL);
        assert!(axis.at(day("2019-05-10")) < axis.at(day("2019-12-01")));
        assert_eq!(
            (axis.at(day("1999-01-01")), axis.at(day("2999-01-01"))),
            (WidthPercent::default(), WidthPercent::FULL)
        );
    }

    #[test]
    fn labels_never_touch_nor_run_out_however_long_the_time() {
        for (first, last) in [(2026, 2026), (2019, 2028), (1985, 2030), (1600, 2030), (1, 9999)] {
            let axis = Axis::over([Day::new(first, 6, 1).unwrap(), Day::new(last, 6, 1).unwrap()]).unwrap();
            let ticks = axis.ticks();
            assert!(!ticks.is_empty(), "{first} to {last}");
            let places: Vec<u32> = ticks.iter().map(|tick| tick.x.pixels(NARROWEST)).collect();
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= LABEL - 4), "{first} to {last}: {places:?}");
            assert!(places.iter().all(|x| NARROWEST - x >= LABEL - 4), "{first} to {last}: {places:?}");
        }
    }

    #[test]
    fn without_days_there_is_no_axis() {
        assert!(Axis::over([]).is_none());
    }
}
