//! The clock that a stated moment is told by, as the texts beside the headline show it.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::extract::dates;
use crate::extract::datewords::parts;
use crate::extract::dom::Tree;
use crate::extract::published::near::beside;
use crate::extract::tag::Tag;

/// A moment with its zone, in UTC where the page shows the hour that it is there.
pub fn as_shown(found: Zoned, tree: &Tree, headline: Option<usize>) -> Zoned {
    let moment = minute(found.timestamp());
    let shown = || {
        let texts = beside(tree, headline).filter(|text| !dates::is_placed(text));
        let shown = texts.filter_map(dates::parse);
        // A day without an hour tells no clock.
        shown.filter(|shown| (shown.hour(), shown.minute()) != (0, 0))
    };
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
pub fn placed(found: &Zoned, tree: &Tree, headline: Option<usize>) -> Option<Zoned> {
    let is_same = |shown: &Zoned| (shown.hour(), shown.minute()) == (found.hour(), found.minute());
    let shown = beside(tree, headline)
        .filter(|text| dates::is_placed(text))
        .find_map(|text| dates::parse(text).filter(is_same));
    match shown {
        Some(shown) => {
            let zone = TimeZone::fixed(shown.offset());
            found.datetime().to_zoned(zone).ok()
        }
        None => told(found, tree, headline),
    }
}

/// The moment that a page shows with its zone, where it has the day and the minute of one that is stated with another hour:
/// what is shown is what somebody has looked at.
fn told(found: &Zoned, tree: &Tree, headline: Option<usize>) -> Option<Zoned> {
    let mut shown = beside(tree, headline)
        .filter(|text| dates::is_placed(text) && parts(text).1.is_none())
        .filter_map(dates::parse);
    // Many say that it is winter all the year.
    let is_other = |shown: &Zoned| {
        let ahead = shown.timestamp().duration_since(found.timestamp());
        ahead.as_hours().abs() >= 2
    };
    shown.find(|shown| {
        shown.minute() != 0
            && shown.minute() == found.minute()
            && shown.date() == found.date()
            && is_other(shown)
    })
}

/// A moment that is stated in UTC, at the hour that the page shows: 23:06 beside 06:06Z of the next day is seven hours
/// behind.
pub fn shifted(found: Zoned, tree: &Tree, headline: Option<usize>) -> Zoned {
    let moment = minute(found.timestamp());
    let same = beside(tree, headline)
        .filter(|text| dates::is_placed(text))
        .filter_map(dates::parse)
        .find(|shown| shown.timestamp() == moment);
    if let Some(same) = same {
        return found.timestamp().to_zoned(TimeZone::fixed(same.offset()));
    }
    if let Some(offset) = of_elements(moment, tree) {
        return found.timestamp().to_zoned(TimeZone::fixed(offset));
    }
    if let Some(told) = told(&found, tree, headline) {
        return told;
    }
    let ahead = beside(tree, headline)
        .filter(|text| !dates::is_placed(text))
        .filter_map(dates::parse)
        .filter(|shown| (shown.hour(), shown.minute()) != (0, 0))
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
    let hours = (-12 * 60..=14 * 60).contains(&minutes) && minutes % 60 == 0;
    hours || [-570, -210, 210, 270, 330, 345, 390, 570, 630].contains(&minutes)
}

/// A moment without its seconds.
fn minute(moment: Timestamp) -> Timestamp {
    let seconds = moment.as_second().rem_euclid(60);
    moment
        .checked_sub(SignedDuration::new(seconds, moment.subsec_nanosecond()))
        .unwrap_or(moment)
}
