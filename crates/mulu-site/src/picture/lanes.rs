//! Times side by side on one axis of years: the life of a standard, the editions of a family.

use serde::Serialize;

use super::{Axis, Texture, Tick, WidthPercent};
use crate::code::Code;
use mulu_core::day::Day;

/// Pixels: the band on top that says which day it is, a lane, and in it the foot of the label and the top and height of the bar.
const BAND: u32 = 22;
const LANE: u32 = 44;
const LABEL: u32 = 14;
const BAR: u32 = 21;
const THICK: u32 = 12;
// A label has room for its descenders above the bar, and a lane for marks, which are taller than the bar.
const _: () = assert!(LABEL + 4 <= BAR && BAR + THICK + 6 <= LANE);

/// What one lane is to show, in days.
#[derive(Clone, Debug, Default)]
pub struct Track {
    /// What it is called.
    pub label: String,
    /// Whether it is the one the page is about.
    pub strong: bool,
    /// From, until (none: further than the picture), how it is drawn, and its words.
    pub bars: Vec<(Day, Option<Day>, Texture, String)>,
    /// When, what kind of event, and its words.
    pub marks: Vec<(Day, Code, String)>,
}

/// The picture.
#[derive(Clone, Debug, Serialize)]
pub struct Lanes {
    /// Top to bottom.
    pub rows: Vec<Lane>,
    /// Labelled years.
    pub ticks: Vec<Tick>,
    /// Where the day's year begins, and how wide it is: the day itself is placed within by a sheet of style, so that a picture is
    /// drawn anew once a year and not every night.
    pub year_x: WidthPercent,
    pub year_width: WidthPercent,
    /// Whether the day's label stands left of its line, since there is no room right of it.
    pub label_left: bool,
    /// The pixel rows where the lanes begin and end; below are the years.
    pub top: u32,
    pub foot: u32,
    /// The whole height.
    pub height: u32,
}

/// One lane.
#[derive(Clone, Debug, Serialize)]
pub struct Lane {
    pub label: String,
    pub strong: bool,
    /// The foot of the label, above the bar: the two cannot meet.
    pub label_y: u32,
    pub bar_y: u32,
    /// The middle of the bar, where marks stand.
    pub mark_y: u32,
    pub bars: Vec<Bar>,
    pub marks: Vec<Mark>,
}

/// A stretch of time.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    pub x: WidthPercent,
    pub width: WidthPercent,
    pub texture: Texture,
    pub title: String,
}

/// An event.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    pub x: WidthPercent,
    /// `past`, `future`, `missed`.
    pub kind: Code,
    pub title: String,
}

/// Puts tracks under one another; none where no track has a day.
pub fn lanes(tracks: Vec<Track>, today: Day) -> Option<Lanes> {
    let tracks: Vec<Track> =
        tracks.into_iter().filter(|track| !track.bars.is_empty() || !track.marks.is_empty()).collect();
    if tracks.is_empty() {
        return None;
    }
    let days = tracks.iter().flat_map(|track| {
        let bars = track.bars.iter().flat_map(|(from, until, _, _)| [Some(*from), *until]).flatten();
        bars.chain(track.marks.iter().map(|(day, _, _)| *day))
    });
    // The whole year at least, so that what is expected is seen.
    let ahead = Day::new(today.year().saturating_add(1), 1, 1);
    let axis = Axis::over(days.chain([today]).chain(ahead))?;
    let year = axis.at(Day::new(today.year(), 1, 1)?);
    let lane = |(at, track): (usize, Track)| {
        let top = BAND + u32::try_from(at).unwrap_or(0) * LANE;
        Lane {
            label: track.label,
            strong: track.strong,
            label_y: top + LABEL,
            bar_y: top + BAR,
            mark_y: top + BAR + THICK / 2,
            bars: track.bars.into_iter().map(|bar| stretch(axis, bar)).collect(),
            marks: track.marks.into_iter().map(|(day, kind, title)| Mark { x: axis.at(day), kind, title }).collect(),
        }
    };
    let lanes: Vec<Lane> = tracks.into_iter().enumerate().map(lane).collect();
    let foot = BAND + u32::try_from(lanes.len()).unwrap_or(0) * LANE;
    Some(Lanes {
        rows: lanes,
        ticks: axis.ticks(),
        year_x: year,
        year_width: ahead.map_or(WidthPercent::FULL, |ahead| axis.at(ahead)).since(year),
        label_left: year > WidthPercent::of(1, 2),
        top: BAND,
        foot,
        height: foot + 20,
    })
}

fn stretch(axis: Axis, (from, until, texture, title): (Day, Option<Day>, Texture, String)) -> Bar {
    let x = axis.at(from);
    let end = until.map_or(WidthPercent::FULL, |until| axis.at(until));
    Bar { x, width: end.since(x), texture, title }
}

#[cfg(test)]
mod tests {
    use super::{THICK, Texture, Track, WidthPercent, lanes};
    use mulu_core::day::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn track(label: &str, from: &str, until: Option<&str>, mark: Option<&str>) -> Track {
        Track {
            label: label.into(),
            strong: false,
            bars: vec![(day(from), until.map(day), Texture::Solid, String::new())],
            marks: mark.map(|mark| (day(mark), "past", String::new())).into_iter().collect(),
        }
    }

    #[test]
    fn lanes_stand_under_one_another_and_labels_above_their_bars() {
        let picture = lanes(
            vec![
                track("GB/T 22239—2008", "2008-06-19", Some("2019-12-01"), None),
                track("GB/T 22239—2019", "2019-12-01", None, Some("2022-11-20")),
            ],
            day("2026-11-21"),
        )
        .unwrap();
        let [old, new] = &picture.rows[..] else { panic!("two lanes") };
        assert!(old.bar_y + THICK < new.label_y - 11);
        assert_eq!(old.bars[0].x.0 + old.bars[0].width.0, new.bars[0].x.0, "one edition ends where the next begins");
        assert_eq!(new.bars[0].x.0 + new.bars[0].width.0, WidthPercent::FULL.0, "and that has no end yet");
        assert!(new.bars[0].x < new.marks[0].x && new.marks[0].x < picture.year_x);
        assert!(picture.label_left && picture.foot < picture.height);
        assert!(
            picture.year_width > WidthPercent::default()
                && picture.year_x.0 + picture.year_width.0 < WidthPercent::FULL.0
        );
    }

    #[test]
    fn an_end_before_its_beginning_has_no_length() {
        let picture = lanes(vec![track("odd", "2020-01-01", Some("2010-01-01"), None)], day("2026-11-21")).unwrap();
        assert_eq!(picture.rows[0].bars[0].width, WidthPercent::default());
    }

    #[test]
    fn without_days_there_is_no_picture() {
        assert!(lanes(vec![Track::default()], day("2026-11-21")).is_none());
    }
}
