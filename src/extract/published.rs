//! When a story was published and last changed: what the page states, what it shows, what its address says.
//!
//! How a date is read stands in `dates`.

mod clocks;
mod near;
mod statements;

use jiff::Zoned;
use jiff::tz::{Offset, TimeZone};
use url::Url;

use crate::extract::addresses;
use crate::extract::dates;
use crate::extract::datewords::{Words, follows_change, parts, tells_first};
use crate::extract::dom::Node;
use crate::extract::elsewhere;
use crate::extract::homes;
use crate::extract::published::clocks::{as_shown, moments, placed, shifted};
use crate::extract::published::near::{BEFORE, beside, is_row, near};
use crate::extract::published::statements::{MODIFIED, PUBLISHED, around};
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;

/// When it was published; `headline` is the heading with the title.
pub fn published(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let meta = sources.all(&PUBLISHED);
    let stated = [sources.linked.published.as_deref()].into_iter().flatten();
    if let Some(found) = first(stated.chain(meta), sources, headline) {
        let found = again(sources, headline, &found).unwrap_or(found);
        let found = local(sources, &found).unwrap_or(found);
        return Some(with_hour(sources, headline, found));
    }
    shown(sources, headline)
        .or_else(|| read(sources.first(&["dateupdate"])?, sources))
        .or_else(|| labelled(sources))
}

fn read(text: &str, sources: &Sources) -> Option<Zoned> {
    at_home(dates::parse(text)?, text, sources)
}

/// A time of the publisher's clock that is stated as one of UTC: the last change, stated with its zone, would come before it.
fn local(sources: &Sources, found: &Zoned) -> Option<Zoned> {
    let text = changes(sources).find(|text| {
        let moment = dates::parse(text);
        dates::is_placed(text) && moment.is_some_and(|moment| moment.offset() != Offset::UTC)
    })?;
    let changed = dates::parse(text)?;
    let zone = TimeZone::fixed(changed.offset());
    let local = found.datetime().to_zoned(zone).ok()?;
    let is_late = found.timestamp() > changed.timestamp();
    let is_before = local.timestamp() <= changed.timestamp();
    (found.offset() == Offset::UTC && is_late && is_before).then_some(local)
}

/// A day with the hour that is told of the same day in another statement, or around or beside the headline.
fn with_hour(sources: &Sources, headline: Option<usize>, day: Zoned) -> Zoned {
    let is_day = |moment: &Zoned| (moment.hour(), moment.minute()) == (0, 0);
    if !is_day(&day) {
        return day;
    }
    let hour_of_day = |text: &&str| {
        let moment = dates::parse(text).filter(|moment| !is_day(moment));
        moment.is_some_and(|moment| moment.date() == day.date())
    };
    let other = sources.all(&PUBLISHED).find(hour_of_day);
    let other = other.and_then(|text| first([text], sources, headline));
    if let Some(found) = other.filter(|found| found.timestamp() != day.timestamp()) {
        return found;
    }
    let stated = headline.and_then(|headline| around(sources.tree, headline));
    let shown = beside(sources.tree, headline).filter(|text| parts(text).1.is_none());
    let mut moments = stated
        .into_iter()
        .chain(shown)
        .filter_map(|text| read(text, sources));
    let hour = moments.find(|moment| {
        !is_day(moment) && moment.date() == day.date() && moment.timestamp() != day.timestamp()
    });
    hour.unwrap_or(day)
}

/// The one day on a page, wherever it stands, behind words that say that the story came out then.
fn labelled(sources: &Sources) -> Option<Zoned> {
    let tree = sources.tree;
    let texts = tree.iter().map(|(_, node)| node.text().trim());
    let texts = texts.filter(|text| !text.is_empty());
    let mut only: Option<Zoned> = None;
    let mut label = false;
    for text in texts {
        // A note in the markup may stand between the words and the day.
        let tells = is_row(text) && tells_first(text);
        let is_told = tells || label && is_row(text);
        let found = is_told.then(|| read(text, sources)).flatten();
        label = tells && found.is_none();
        let Some(found) = found else { continue };
        if only.as_ref().is_some_and(|known| *known != found) {
            return None;
        }
        only = Some(found);
    }
    only
}

/// When it was published, as the page shows it and its address says.
fn shown(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let own = [
        sources.first(&["og:url"]),
        addresses::canonical(sources.tree),
    ];
    let own = own.into_iter().flatten();
    let own = own.filter_map(|url| Url::parse(url).ok());
    let address = sources
        .url
        .and_then(addresses::day)
        .or_else(|| own.into_iter().find_map(|url| addresses::day(&url)));
    let first = marked(sources, headline, Words::Published);
    let last = marked(sources, headline, Words::Changed);
    let shown_change = last.as_ref().map(|(_, moment)| moment.clone());
    let shown = match (first, last) {
        // A page that shows the last change only, and other stories' days elsewhere.
        (Some((false, _)), Some((true, last))) => Some(last),
        // A day in the texts beside the headline is surer than one marked in another place.
        (Some((false, first)), _) => in_row(sources, headline).or(Some(first)),
        (Some((_, first)), _) => Some(first),
        (None, last) => in_texts(sources, headline).or_else(|| last.map(|(_, last)| last)),
    };
    let stated = headline.and_then(|headline| read(around(sources.tree, headline)?, sources));
    let found = match (stated.or(shown), address) {
        // The page shows the hour, too; another day is another story's.
        (Some(shown), Some(address)) if apart(&shown, &address) > 48 => address,
        (Some(shown), _) => shown,
        (None, address) => address?,
    };
    // Only a day: the same day is stated with its hour where the page tells of its last change.
    let is_day = |moment: &Zoned| (moment.hour(), moment.minute()) == (0, 0);
    let changed = changed(sources, headline).into_iter().chain(shown_change);
    let mut same = changed.filter(|changed| !is_day(changed) && changed.date() == found.date());
    let hour = same.next().filter(|_| is_day(&found));
    Some(hour.unwrap_or(found))
}

/// The first day in the texts after the headline; the last change where nothing says that another is the first.
fn in_texts(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let tree = sources.tree;
    let read = |text: &str| read(text, sources);
    let mut changed = None;
    for (index, text) in near(tree, headline) {
        let (first, last) = parts(text);
        let first = first.filter(|first| changed.is_none() || tells_first(first));
        let is_own = || !elsewhere::is_of_another(tree, index, headline);
        if let Some(found) = first.and_then(read).filter(|_| is_own()) {
            return Some(found);
        }
        changed = changed.or_else(|| last.and_then(read));
    }
    changed
}

/// A day with its hour in the short texts right behind the headline.
fn in_row(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let texts = sources
        .tree
        .iter()
        .skip(headline?)
        .map(|(_, node)| node.text().trim());
    let mut rows = texts
        .filter(|text| !text.is_empty())
        .take_while(|text| text.chars().count() < LONG)
        .take(ROWS);
    rows.find_map(|text| {
        let found = dates::parse(text).filter(|found| (found.hour(), found.minute()) != (0, 0));
        at_home(found?, text, sources)
    })
}

/// Letters with which the story itself begins, and texts before it that are looked at.
const LONG: usize = 160;
const ROWS: usize = 12;

/// The day on which an old story was published again: the page states the first day and the last change, and shows its
/// readers a later day only.
fn again(sources: &Sources, headline: Option<usize>, stated: &Zoned) -> Option<Zoned> {
    let changed = changed(sources, headline)?;
    if apart(&changed, stated) < 48 {
        return None;
    }
    let is_later = |shown: &Zoned| {
        let ahead = shown.timestamp().duration_since(stated.timestamp());
        let behind = changed.timestamp().duration_since(shown.timestamp());
        ahead.as_hours() >= 48 && behind.as_hours() >= -24
    };
    // Also where that is said to be of the last change: who is shown no other day takes it for the story's.
    let shown: Vec<Zoned> = beside(sources.tree, headline)
        .filter_map(dates::parse)
        .collect();
    let first = shown.first().filter(|shown| is_later(shown))?;
    let is_other = |shown: &Zoned| apart(shown, stated) >= 36;
    if !shown.iter().all(is_other) {
        return None;
    }
    // The statement has the hour, too.
    let is_same_day = changed.date() == first.date();
    Some(if is_same_day { changed } else { first.clone() })
}

/// When it was last changed; `published` is when it came out.
pub fn modified(
    sources: &Sources,
    headline: Option<usize>,
    published: Option<&Zoned>,
) -> Option<Zoned> {
    let shown = || marked(sources, headline, Words::Changed).filter(|(is_near, _)| *is_near);
    let told = |(_, text)| {
        let last = parts(text).1?;
        at_home(dates::parse(last)?, last, sources)
    };
    // A change before the first day is a mistake.
    let minute = |moment: &Zoned| moment.timestamp().as_second().div_euclid(60);
    let first_minute = published.map(minute);
    let is_later = |changed: &Zoned| first_minute.is_none_or(|first| minute(changed) >= first);
    let mut stated = changes(sources).filter_map(|text| {
        let changed = first([text], sources, headline)?;
        Some(by_same_clock(text, changed, published)).filter(is_later)
    });
    stated
        .next()
        .or_else(|| Some(shown()?.1).filter(is_later))
        .or_else(|| near(sources.tree, headline).find_map(told).filter(is_later))
}

/// When it was last changed, as the page states it.
fn changed(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    first(changes(sources), sources, headline)
}

/// The statements of when it was last changed, the most trusted first.
fn changes<'s>(sources: &'s Sources) -> impl Iterator<Item = &'s str> {
    let linked = [sources.linked.modified.as_deref()].into_iter().flatten();
    linked.chain(sources.all(&MODIFIED))
}

/// The last change by the clock that the day of publishing is told by: where it is stated in UTC, and without a zone, where
/// nothing else tells of one.
fn by_same_clock(text: &str, changed: Zoned, published: Option<&Zoned>) -> Zoned {
    let is_utc = changed.offset() == Offset::UTC;
    let Some(first) = published.filter(|first| is_utc && first.offset() != Offset::UTC) else {
        return changed;
    };
    let zone = first.time_zone().clone();
    if dates::is_unplaced(text) {
        changed.datetime().to_zoned(zone).unwrap_or(changed)
    } else {
        changed.with_time_zone(zone)
    }
}

/// A time without a zone that another statement has with its zone. UTC is what programs write that know of none.
fn as_placed(sources: &Sources, found: &Zoned) -> Option<Zoned> {
    let placed = sources.all(&PUBLISHED).chain(sources.all(&MODIFIED));
    let mut placed = placed.filter(|text| dates::is_placed(text));
    placed.find_map(|text| {
        let moment = dates::parse(text)?;
        let is_same = moment.datetime() == found.datetime() && moment.offset() != Offset::UTC;
        is_same.then_some(moment)
    })
}

/// A time without a zone is one of the land where the page is at home.
fn at_home(found: Zoned, text: &str, sources: &Sources) -> Option<Zoned> {
    if !dates::is_unplaced(text) {
        return Some(found);
    }
    match homes::clock(sources) {
        Some(clock) => found.datetime().to_zoned(clock).ok(),
        None => Some(found),
    }
}

fn apart(left: &Zoned, right: &Zoned) -> i64 {
    left.timestamp()
        .duration_since(right.timestamp())
        .as_hours()
        .abs()
}

/// The first of these that is a date, in the publisher's zone as far as the page lets it be known.
fn first<'a>(
    texts: impl IntoIterator<Item = &'a str>,
    sources: &Sources,
    headline: Option<usize>,
) -> Option<Zoned> {
    let tree = sources.tree;
    let (text, found) = texts
        .into_iter()
        .find_map(|text| Some((text, dates::parse(text)?)))?;
    let beside = moments(tree, headline);
    let is_placed = dates::is_placed(text);
    Some(if is_placed && found.offset() != Offset::UTC {
        as_shown(found, &beside)
    } else if is_placed {
        shifted(found, tree, &beside)
    } else {
        placed(&found, &beside)
            .or_else(|| as_placed(sources, &found))
            .or_else(|| at_home(found, text, sources))?
    })
}

/// Nodes behind the headline in which its date stands.
const AFTER: usize = 200;
/// More dates are not looked at: what is around each is asked for.
const MARKS: usize = 100;

/// Dates in elements made for them: those marked as the story's first, then `time`, then elements named after dates;
/// of a kind, those near the headline, with whether it is near.
fn marked(sources: &Sources, headline: Option<usize>, wanted: Words) -> Option<(bool, Zoned)> {
    let tree = sources.tree;
    let mut best: Option<(u8, bool, Zoned)> = None;
    let mut looked = 0;
    for (index, node) in tree.iter().filter(|(_, node)| node.tag != Tag::Text) {
        let Some(kind) = kind(index, node) else {
            continue;
        };
        let is_near = headline.is_some_and(|headline| {
            (headline..headline + BEFORE + AFTER).contains(&(index + BEFORE))
        });
        // A `time` near the headline is surer than one that is marked in some other place.
        let rank = kind * 2 + 3 * u8::from(is_near);
        if best.as_ref().is_some_and(|(known, ..)| *known >= rank) {
            continue;
        }
        looked += 1;
        if looked > MARKS {
            break;
        }
        if elsewhere::is_of_another(tree, index, headline) {
            continue;
        }
        let words = tree.words(index);
        let is_changed = follows_change(tree, index);
        let (first, last) = match parts(&words) {
            (first, None) if is_changed => (None, first),
            parts => parts,
        };
        let Some(part) = (if wanted == Words::Published {
            first
        } else {
            last
        }) else {
            continue;
        };
        // What an element states is of all its words.
        let is_whole = first.is_none() || last.is_none();
        let is_day = |title: &&str| title.starts_with(|letter: char| letter.is_ascii_digit());
        let titled = || node.attribute("title").filter(is_day);
        let stated = ["datetime", "content"]
            .iter()
            .find_map(|key| node.attribute(key))
            .or_else(titled)
            .filter(|_| is_whole);
        let read = |text: &str| read(text, sources);
        let found = stated.and_then(read).or_else(|| read(part));
        if let Some(found) = found {
            best = Some((rank, is_near, found));
        }
    }
    best.map(|(_, is_near, found)| (is_near, found))
}

fn kind(index: usize, node: &Node) -> Option<u8> {
    let property = node.attribute("itemprop").unwrap_or_default();
    if property.contains("datePublished") || node.attribute("pubdate").is_some() {
        return Some(4);
    }
    if node.tag == Tag::Time {
        return Some(2 + u8::from(node.attribute("datetime").is_some()));
    }
    if node.end - index >= 12 {
        return None;
    }
    let class = node.attribute("class").unwrap_or_default();
    // When a source was read is no day of the story.
    let is_date = rules().called.is_date(class) && !class.contains("accessdate");
    (is_date || node.name() == "abbr" && node.attribute("title").is_some()).then_some(1)
}
