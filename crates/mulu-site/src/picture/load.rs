//! How many reviews fall due in each month: what is overdue, then the months to come.

use serde::Serialize;

use super::WidthPercent;

/// The height of the columns at most, and where their foot stands; above them is room for a number.
const TALLEST: u32 = 132;
const FOOT: u32 = 152;
/// What the months and the years take below it.
const BELOW: u32 = 40;
/// Hundredths of a per cent: what the axis' numbers take on the left, and how much of its slot a column fills.
const MARGIN: u32 = 650;
const FILLED: u32 = 76;

/// What is due in one column.
#[derive(Clone, Debug, Default)]
pub struct MonthLoad {
    /// `2026-12`; empty for what is overdue.
    pub month: String,
    /// Due soon or overdue.
    pub pressing: u32,
    /// Due later.
    pub later: u32,
    /// The year, on the first column that has a new one.
    pub year: Option<String>,
    /// Where the first of them stands in a list of the page, from the language's root.
    pub href: Option<String>,
}

/// The picture.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// Overdue first, then the months.
    pub columns: Vec<LoadColumn>,
    /// The horizontal lines, lowest first: zero, and up to four more.
    pub lines: Vec<Line>,
    /// The pixel row the columns stand on.
    pub foot: u32,
    /// The whole height.
    pub height: u32,
}

/// One column, its pressing part below.
#[derive(Clone, Debug, Serialize)]
pub struct LoadColumn {
    /// As in [`MonthLoad`].
    pub month: String,
    /// How many.
    pub n: u32,
    /// Of these, due soon or overdue.
    pub pressing: u32,
    /// Left edge, width, and the middle, where the number stands.
    pub x: WidthPercent,
    pub width: WidthPercent,
    pub middle: WidthPercent,
    /// The top and the height of both parts.
    pub pressing_y: u32,
    pub pressing_height: u32,
    pub later_y: u32,
    pub later_height: u32,
    /// What the column's place is wide: it with the gap behind it.
    pub slot: WidthPercent,
    /// The month's number, without a leading zero; none of what is overdue.
    pub label: String,
    /// The year that begins here, if there is room to say so.
    pub year: Option<String>,
    /// Where the first of them stands; absent where nothing is due.
    pub href: Option<String>,
}

/// A line across, with its number.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    pub y: u32,
    pub n: u32,
}

/// Puts the columns side by side; all at one scale, which ends in a round number.
pub fn load(due: &[MonthLoad]) -> Load {
    let peak = due.iter().map(|due| due.pressing.saturating_add(due.later)).max().unwrap_or(0);
    let step = step(peak);
    let top = peak.div_ceil(step).max(1).saturating_mul(step);
    // What is there is seen, however small beside the tallest.
    let height = |n: u32| {
        let scaled = u32::try_from(u64::from(n) * u64::from(TALLEST) / u64::from(top)).unwrap_or(TALLEST);
        scaled.max(u32::from(n > 0))
    };
    let count = u32::try_from(due.len()).unwrap_or(u32::MAX).max(1);
    let slot = (WidthPercent::FULL.0 - MARGIN) / count;
    let years: Vec<usize> = (0..due.len()).filter(|at| due[*at].year.is_some()).collect();
    // A year's digits need three columns of a phone's width: a year that has fewer is left to the next label.
    let has_room = |at: usize| years.iter().find(|next| **next > at).copied().unwrap_or(due.len()) - at >= 4;
    let column = |(at, due): (usize, &MonthLoad)| {
        let x = MARGIN + u32::try_from(at).unwrap_or(0) * slot;
        let width = slot * FILLED / 100;
        let (pressing, whole) = (height(due.pressing), height(due.pressing.saturating_add(due.later)));
        LoadColumn {
            month: due.month.clone(),
            n: due.pressing.saturating_add(due.later),
            pressing: due.pressing,
            x: WidthPercent(x),
            width: WidthPercent(width),
            middle: WidthPercent(x + width / 2),
            pressing_y: FOOT - pressing,
            pressing_height: pressing,
            later_y: FOOT - whole,
            later_height: whole - pressing,
            slot: WidthPercent(slot),
            label: due.month.rsplit('-').next().unwrap_or_default().trim_start_matches('0').to_owned(),
            year: due.year.clone().filter(|_| has_room(at)),
            href: due.href.clone(),
        }
    };
    let lines = (0..=top / step).map(|line| Line { y: FOOT - height(line * step), n: line * step }).collect();
    Load { columns: due.iter().enumerate().map(column).collect(), lines, foot: FOOT, height: FOOT + BELOW }
}

/// The distance of the lines: 1, 2 or 5 times a power of ten, so that at most four stand above zero.
fn step(peak: u32) -> u32 {
    let mut unit = 1_u32;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if peak.div_ceil(step) <= 4 {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::{FOOT, Load, MonthLoad, TALLEST, load, step};

    fn months(counts: &[(u32, u32)]) -> Vec<MonthLoad> {
        let due = |(at, (pressing, later)): (usize, &(u32, u32))| MonthLoad {
            month: format!("month {at}"),
            pressing: *pressing,
            later: *later,
            year: (at == 1 || at % 12 == 3).then(|| format!("{}", 2026 + at / 12)),
            href: None,
        };
        counts.iter().enumerate().map(due).collect()
    }

    fn is_sound(load: &Load) {
        for column in &load.columns {
            assert_eq!(column.pressing_y + column.pressing_height, FOOT);
            assert_eq!(column.later_y + column.later_height, column.pressing_y);
            assert!(column.pressing_height + column.later_height <= TALLEST);
            assert_eq!(column.n == 0, column.pressing_height + column.later_height == 0);
            assert!(column.x < column.middle && column.middle.0 < column.x.0 + column.width.0);
        }
        for pair in load.columns.windows(2) {
            assert!(pair[0].x.0 + pair[0].width.0 < pair[1].x.0, "columns stand apart");
        }
        let last = load.columns.last().unwrap();
        assert!(last.x.0 + last.width.0 <= 10_000);
        let tallest = load.columns.iter().map(|column| column.n).max().unwrap();
        assert!(load.lines.last().unwrap().n >= tallest && load.lines.len() <= 5);
        assert!(load.lines.windows(2).all(|pair| pair[0].y - pair[1].y >= 12), "numbers of the axis stand apart");
    }

    #[test]
    fn columns_stand_on_one_foot_apart_and_below_the_highest_line() {
        let counts: Vec<(u32, u32)> = (0..37).map(|at| (at % 3, at * 7 % 23)).collect();
        let load = load(&months(&counts));
        is_sound(&load);
        let figures: Vec<u32> = load.columns.iter().map(|column| column.n).collect();
        assert_eq!(figures, counts.iter().map(|(pressing, later)| pressing + later).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_due_is_a_picture_too() {
        let load = load(&months(&[(0, 0); 37]));
        assert!(load.columns.iter().all(|column| column.pressing_height + column.later_height == 0));
        assert_eq!(load.lines.iter().map(|line| line.n).collect::<Vec<_>>(), [0, 1]);
    }

    #[test]
    fn one_beside_thousands_is_still_seen() {
        let load = load(&months(&[(0, 9_000), (1, 0), (0, 1)]));
        is_sound(&load);
    }

    #[test]
    fn a_year_without_room_is_not_written() {
        let labelled: Vec<usize> = load(&months(&[(0, 1); 37]))
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.year.is_some())
            .map(|(at, _)| at)
            .collect();
        assert_eq!(labelled, [3, 15, 27], "the year that begins at 1 has two columns only");
    }

    #[test]
    fn lines_are_few_and_round() {
        assert_eq!([0, 1, 4, 5, 22, 41, 100, 9_999, u32::MAX].map(step)[..8], [1, 1, 1, 2, 10, 20, 50, 5000]);
        assert!(u32::MAX.div_ceil(step(u32::MAX)) <= 4);
    }
}
