//! When a story was published and last changed: what the page states, what it shows, what its address says.
//!
//! How a date is read stands in `dates`.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};
use url::Url;

use crate::extract::addresses;
use crate::extract::dates;
use crate::extract::datewords::{Words, follows_change, parts, tells_both, tells_first};
use crate::extract::dom::{Node, Tree};
use crate::extract::elsewhere;
use crate::extract::homes;
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;

/// When it was published; `headline` is the heading with the title.
pub fn published(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let meta = sources.all(&PUBLISHED);
    let stated = [sources.linked.published.as_deref()].into_iter().flatten();
    if let Some(found) = first(stated.chain(meta), sources, headline) {
        return Some(again(sources, headline, &found).unwrap_or(found));
    }
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
    let found = match (shown, address) {
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
    let read = |text: &str| at_home(dates::parse(text)?, text, sources);
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

/// When it was last changed.
pub fn modified(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let shown = || marked(sources, headline, Words::Changed).filter(|(is_near, _)| *is_near);
    let told = |(_, text)| {
        let last = parts(text).1?;
        at_home(dates::parse(last)?, last, sources)
    };
    changed(sources, headline)
        .or_else(|| Some(shown()?.1))
        .or_else(|| near(sources.tree, headline).find_map(told))
}

/// When it was last changed, as the page states it.
fn changed(sources: &Sources, headline: Option<usize>) -> Option<Zoned> {
    let stated = [sources.linked.modified.as_deref()].into_iter().flatten();
    first(stated.chain(sources.all(&MODIFIED)), sources, headline)
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
    let is_local = dates::is_placed(text) && found.offset() != Offset::UTC;
    Some(if is_local {
        as_shown(found, tree, headline)
    } else if dates::is_placed(text) {
        shifted(found, tree, headline)
    } else {
        placed(&found, tree, headline).or_else(|| at_home(found, text, sources))?
    })
}

/// A moment with its zone, in UTC where the page shows the hour that it is there.
fn as_shown(found: Zoned, tree: &Tree, headline: Option<usize>) -> Zoned {
    let moment = minute(found.timestamp());
    let shown = || {
        let texts = beside(tree, headline).filter(|text| !dates::is_placed(text));
        texts.filter_map(dates::parse)
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
fn placed(found: &Zoned, tree: &Tree, headline: Option<usize>) -> Option<Zoned> {
    let is_same = |shown: &Zoned| (shown.hour(), shown.minute()) == (found.hour(), found.minute());
    let shown = beside(tree, headline)
        .filter(|text| dates::is_placed(text))
        .find_map(|text| dates::parse(text).filter(is_same));
    let zone = TimeZone::fixed(shown?.offset());
    found.datetime().to_zoned(zone).ok()
}

/// A moment that is stated in UTC, at the hour that the page shows: 23:06 beside 06:06Z of the next day is seven hours
/// behind.
fn shifted(found: Zoned, tree: &Tree, headline: Option<usize>) -> Zoned {
    let moment = minute(found.timestamp());
    let same = beside(tree, headline)
        .filter(|text| dates::is_placed(text))
        .filter_map(dates::parse)
        .find(|shown| shown.timestamp() == moment);
    if let Some(same) = same {
        return found.timestamp().to_zoned(TimeZone::fixed(same.offset()));
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

/// Nodes before and after the headline in which its date stands.
const BEFORE: usize = 60;
const AFTER: usize = 200;

/// Dates in elements made for them: those marked as the story's first, then `time`, then elements named after dates;
/// of a kind, those near the headline, with whether it is near.
fn marked(sources: &Sources, headline: Option<usize>, wanted: Words) -> Option<(bool, Zoned)> {
    let tree = sources.tree;
    let mut best: Option<(u8, bool, Zoned)> = None;
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
        let stated = ["datetime", "content"]
            .iter()
            .find_map(|key| node.attribute(key))
            .filter(|_| is_whole);
        let read = |text: &str| at_home(dates::parse(text)?, text, sources);
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
    node.attribute("class")
        .filter(|class| rules().called.is_date(class))?;
    Some(1)
}

/// Texts after the headline that are looked through for a date.
const NEAR: usize = 80;

/// Short texts with a number in them right before the headline and soon after it.
fn beside<'a>(tree: &Tree<'a>, headline: Option<usize>) -> impl Iterator<Item = &'a str> {
    let first = headline.map(|headline| headline.saturating_sub(BEFORE));
    near(tree, first).map(|(_, text)| text)
}

/// Letters and words of a text that is a date and little else.
const ROW: usize = 80;
const WORDS: usize = 12;

fn is_row(text: &str) -> bool {
    text.len() < ROW && text.split_whitespace().count() <= WORDS
}

/// Short texts with a number in them soon after the headline, with their nodes.
fn near<'a>(tree: &Tree<'a>, headline: Option<usize>) -> impl Iterator<Item = (usize, &'a str)> {
    tree.iter()
        .skip(headline.unwrap_or(usize::MAX))
        .map(|(index, node)| (index, node.text().trim()))
        .filter(|(_, text)| !text.is_empty())
        .take(NEAR)
        .filter(|(_, text)| text.chars().any(char::is_numeric))
        .filter(|(_, text)| is_row(text) || text.len() < 2 * ROW && tells_both(text))
}

/// What pages call the moment of publishing, the most trusted first.
const PUBLISHED: [&str; 36] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article:published:time",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
    "article.published",
    "content_publishdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "datecreated",
    "originalpublicationdate",
    "content_published_date",
    "article_date_original",
    "og:article:published_time",
    "rnews:datepublished",
    "published",
    "publication_date",
    "datetime",
    "iso-8601-publish-date",
    "dc.date.created",
    "article.created",
    "vr:published_time",
    "created",
];

/// What they call the last change.
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "article:modified:time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
];
