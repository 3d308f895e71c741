//! How plain values stand in columns: times as seconds, names one a line.

use jiff::Timestamp;
use rusqlite::Row;

use crate::model::feed::{Enclosure, Entry};
use crate::model::wishes::Wishes;

/// Seconds since 1970.
#[must_use]
pub fn seconds(time: Timestamp) -> i64 {
    time.as_second()
}

/// The time of so many seconds since 1970; the nearest that can be told when there is none.
#[must_use]
pub fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// The time in a column that may be empty.
pub fn time_at(row: &Row, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(time))
}

/// Names as one text, one a line; none when there are none.
#[must_use]
pub fn lines(names: &[String]) -> Option<String> {
    let names: Vec<&str> = names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    (!names.is_empty()).then(|| names.join("\n"))
}

/// The names of such a text.
#[must_use]
pub fn names(lines: Option<String>) -> Vec<String> {
    lines.map_or_else(Vec::new, |lines| lines.lines().map(str::to_owned).collect())
}

/// The media of an entry as one text; none when there are none. Its picture is among them unless it is one of the body.
#[must_use]
pub fn attached(entry: &Entry) -> Option<String> {
    let mut all = entry.enclosures.clone();
    let bodies = [entry.content_html.as_deref(), entry.summary.as_deref()];
    let is_in_body = bodies
        .into_iter()
        .flatten()
        .any(|html| html.contains("<img"));
    if let Some(url) = entry.image.as_ref() {
        let kind = || Some("image".to_owned());
        match all.iter_mut().find(|enclosure| enclosure.url == *url) {
            Some(known) => known.media_type = known.media_type.take().or_else(kind),
            None if is_in_body => {}
            None => all.push(Enclosure {
                url: url.clone(),
                media_type: kind(),
                length: None,
            }),
        }
    }
    if all.is_empty() {
        return None;
    }
    serde_json::to_string(&all).ok()
}

/// The media of such a text; none when it cannot be read.
#[must_use]
pub fn enclosures(text: Option<&str>) -> Vec<Enclosure> {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// How the reader wants a feed; as all others when that cannot be read.
#[must_use]
pub fn wishes(text: Option<&str>) -> Wishes {
    text.and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

/// The same, for the feed at this address: name and password that stand in it are settings where none are set.
#[must_use]
pub fn wishes_of(url: &str, text: Option<&str>) -> Wishes {
    wishes(text).with_login_of(url)
}

/// The same as one text.
#[must_use]
pub fn written(wishes: &Wishes) -> Option<String> {
    serde_json::to_string(wishes).ok()
}

/// A number of small things from a column; what does not fit is as large as can be.
#[must_use]
pub fn count(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

/// A text, or nothing when it is blank.
#[must_use]
pub fn some(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}
