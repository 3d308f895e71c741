//! The clock that a stated moment is told by, as the texts beside the headline show it.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::extract::dates;
use crate::extract::datewords::parts;
use crate::extract::dom::Tree;
use crate::extract::published::near::beside;
use crate::extract::tag::Tag;

/// A moment that is shown beside the headline.
pub struct Moment<'t> {
    text: &'t str,
    /// Whether it is shown with its zone.
    is_placed: bool,
    time: Zoned,
}

/// Those of a page.
pub fn moments<'t>(tree: &Tree<'t>, headline: Option<usize>) -> Vec<Moment<'t>> {
    let read = |text: &'t str| {
        Some(Moment {
            text,
            is_placed: dates::is_placed(text),
            time: dates::parse(text)?,
        })
    };
    beside(tree, headline).filter_map(read).collect()
}

/// Those with an hour and without a zone: a day without an hour tells no clock.
fn unplaced<'m>(shown: &'m [Moment]) -> impl Iterator<Item = &'m Zoned> {
    let times = shown.iter().filter(|shown| !shown.is_placed);
    times
        .map(|shown| &shown.time)
        .filter(|time| (time.hour(), time.minute()) != (0, 0))
}

/// A moment with its zone, in UTC where the page shows the hour that it is there.
pub fn as_shown(found: Zoned, beside: &[Moment]) -> Zoned {
    let moment = minute(found.timestamp());
    let shown = || unplaced(beside);
    let is_local = shown().any(|shown| {
        shown.date() == found.date()
            && (shown.hour(), shown.minute()) == (found.hour(), found.minute())
    });
    if !is_local && shown().any(|shown| shown.timestamp() == moment) {
        return moment.to_zoned(TimeZone::UTC);
    }
    found
}

/// A moment that is stated without a zone, in the zone that the page shows beside the same time of day.
pub fn placed(found: &Zoned, beside: &[Moment]) -> Option<Zoned> {
    let is_same = |shown: &&Zoned| (shown.hour(), shown.minute()) == (found.hour(), found.minute());
    let shown = beside.iter().filter(|shown| shown.is_placed);
    let shown = shown.map(|shown| &shown.time).find(is_same);
    match shown {
        Some(shown) => {
            let zone = TimeZone::fixed(shown.offset());
            found.datetime().to_zoned(zone).ok()
        }
        None => told(found, beside),
    }
}

/// The moment that a page shows with its zone, where it has the day and the minute of one that is stated with another hour:
/// what is shown is what somebody has looked at.
fn told(found: &Zoned, beside: &[Moment]) -> Option<Zoned> {
    let mut shown = beside
        .iter()
        .filter(|shown| shown.is_placed && parts(shown.text).1.is_none())
        .map(|shown| &shown.time);
    // Many say that it is winter all the year.
    let is_other = |shown: &&Zoned| {
        let ahead = shown.timestamp().duration_since(found.timestamp());
        ahead.as_hours().abs() >= 2
    };
    let told = shown.find(|shown| {
        shown.minute() != 0
            && shown.minute() == found.minute()
            && shown.date() == found.date()
            && is_other(shown)
    });
    told.cloned()
}

/// A moment that is stated in UTC, at the hour that the page shows: 23:06 beside 06:06Z of the next day is seven hours
/// behind.
pub fn shifted(found: Zoned, tree: &Tree, beside: &[Moment]) -> Zoned {
    let moment = minute(found.timestamp());
    let mut placed = beside.iter().filter(|shown| shown.is_placed);
    let same = placed.find(|shown| shown.time.timestamp() == moment);
    if let Some(same) = same {
        let zone = TimeZone::fixed(same.time.offset());
        return found.timestamp().to_zoned(zone);
    }
    if let Some(offset) = of_elements(moment, tree) {
        return found.timestamp().to_zoned(TimeZone::fixed(offset));
    }
    if let Some(told) = told(&found, beside) {
        return told;
    }
    let ahead = unplaced(beside)
        .map(|shown| shown.timestamp().duration_since(moment))
        .find(|ahead| is_zone(ahead.as_mins()));
    let offset = ahead
        .and_then(|ahead| i32::try_from(ahead.as_secs()).ok())
        .and_then(|seconds| Offset::from_seconds(seconds).ok());
    match offset {
        Some(offset) => found.timestamp().to_zoned(TimeZone::fixed(offset)),
        None => found,
    }
}

/// The clock by which an element states the same moment: `<time datetime="2026-01-29T09:11:40+07:00">`.
fn of_elements(moment: Timestamp, tree: &Tree) -> Option<Offset> {
    let times = tree.iter().filter(|(_, node)| node.tag == Tag::Time);
    let stated = times.filter_map(|(_, node)| node.attribute("datetime"));
    let placed = stated.filter(|text| dates::is_placed(text));
    placed
        .filter_map(dates::parse)
        .filter(|stated| minute(stated.timestamp()) == moment)
        .map(|stated| stated.offset())
        .find(|offset| *offset != Offset::UTC)
}

/// Whether somewhere clocks are so many minutes ahead: whole hours, and the few zones that lie between them.
fn is_zone(minutes: i64) -> bool {
    let hours = (-11 * 60..=14 * 60).contains(&minutes) && minutes % 60 == 0;
    hours || [-570, -210, 210, 270, 330, 345, 390, 570, 630].contains(&minutes)
}

/// A moment without its seconds.
fn minute(moment: Timestamp) -> Timestamp {
    let seconds = moment.as_second().rem_euclid(60);
    moment
        .checked_sub(SignedDuration::new(seconds, moment.subsec_nanosecond()))
        .unwrap_or(moment)
}
