//! The text form of queries: `feed:Antara is:unread since:7d "harga beras" naik order:oldest`.
//!
//! Reading is total: what is no key is a word to find. Writing a query and reading it again gives the same query.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::model::article::ArticleId;
use crate::model::query::names::{Names, QueryError, feed, feed_name, folder, folder_name};
use crate::model::query::{Filter, Order, Query, Scope};
use crate::model::tag;

const FILTERS: &[(&str, Filter)] = &[
    ("unread", Filter::Unread),
    ("read", Filter::Read),
    ("bookmarked", Filter::Bookmarked),
    ("offline", Filter::Offline),
    ("all", Filter::All),
];
const ORDERS: &[(&str, Order)] = &[
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("best", Order::Best),
    ("feed", Order::Feed),
    ("length", Order::Length),
];
const ORDER: &str = "newest, oldest, best, feed or length";
/// The keys that a query has.
pub const KEYS: &str =
    "feed:NAME, folder:NAME, is:STATE, tag:NAME, like:ID, since:AGE, until:AGE and order:ORDER";
const SINCE: &str =
    "a date (2026-01-31), a time (2026-01-31T06:00:00Z), or an age (12h, 7d, 2w, 3m, 1y)";

/// Reads a query. `now` is what ages are counted from.
pub fn parse_query(text: &str, names: &Names, now: Timestamp) -> Result<Query, QueryError> {
    let mut query = Query::default();
    let mut words: Vec<&str> = Vec::new();
    let (mut scoped, mut filtered, mut ordered) = (false, false, false);
    for token in tokens(text) {
        let Some((key, value)) = token.split_once(':').filter(|(_, value)| !value.is_empty())
        else {
            words.push(token);
            continue;
        };
        let name = value.trim_matches('"');
        let key = key.to_ascii_lowercase();
        match key.as_str() {
            "feed" | "folder" => {
                once(&mut scoped, "feed: or folder:")?;
                query.scope = if key == "feed" {
                    Scope::Feed(feed(name, names.feeds)?)
                } else {
                    Scope::Folder(folder(name, names.folders)?)
                };
            }
            "is" => {
                once(&mut filtered, "is:")?;
                let allowed = "unread, read, bookmarked, offline or all";
                query.filter = pick(FILTERS, "is", value, allowed)?;
            }
            "like" => {
                once(&mut query.like.is_some(), "like:")?;
                let refusal = || QueryError::Value {
                    key: "like",
                    value: value.to_owned(),
                    allowed: "the number of a story",
                };
                let number = name.trim_start_matches('#').parse();
                query.like = Some(ArticleId(number.map_err(|_| refusal())?));
            }
            "tag" => {
                let refusal = || QueryError::Value {
                    key: "tag",
                    value: value.to_owned(),
                    allowed: "a word",
                };
                query.tags.push(tag::tag(name).ok_or_else(refusal)?);
            }
            "order" => {
                once(&mut ordered, "order:")?;
                query.order = pick(ORDERS, "order", value, ORDER)?;
            }
            "since" => time(&mut query.since, "since", "since:", name, now)?,
            "until" => time(&mut query.until, "until", "until:", name, now)?,
            _ => words.push(token),
        }
    }
    query.words = words.join(" ");
    Ok(query)
}

/// The first of a query's words that looks like a key, of which there is none.
#[must_use]
pub fn like_a_key(query: &Query) -> Option<&str> {
    let is_like = |token: &&str| {
        token.split_once(':').is_some_and(|(key, value)| {
            let is_address = value.starts_with("//");
            !key.is_empty() && !is_address && key.bytes().all(|byte| byte.is_ascii_alphabetic())
        })
    };
    tokens(&query.words).into_iter().find(is_like)
}

impl Query {
    /// The query as a person would write it.
    #[must_use]
    pub fn text(&self, names: &Names) -> String {
        let mut parts: Vec<String> = Vec::new();
        match self.scope {
            Scope::All => {}
            Scope::Feed(id) => parts.push(format!("feed:{}", feed_name(id, names.feeds))),
            Scope::Folder(id) => parts.push(format!("folder:{}", folder_name(id, names.folders))),
        }
        if let Some((name, _)) = FILTERS
            .iter()
            .find(|(_, filter)| *filter == self.filter && *filter != Filter::All)
        {
            parts.push(format!("is:{name}"));
        }
        parts.extend(self.like.map(|id| format!("like:{}", id.0)));
        parts.extend(self.tags.iter().map(|tag| format!("tag:{tag}")));
        for (key, time) in [("since", self.since), ("until", self.until)] {
            let Some(time) = time else {
                continue;
            };
            let zoned = time.to_zoned(TimeZone::UTC);
            let is_midnight = zoned.time() == jiff::civil::Time::midnight();
            parts.push(if is_midnight {
                format!("{key}:{}", zoned.date())
            } else {
                format!("{key}:{time}")
            });
        }
        if !self.words.is_empty() {
            parts.push(self.words.clone());
        }
        if let Some((name, _)) = ORDERS
            .iter()
            .find(|(_, order)| *order == self.order && *order != Order::Newest)
        {
            parts.push(format!("order:{name}"));
        }
        parts.join(" ")
    }
}

/// Parts divided by white space outside quotation marks.
fn tokens(text: &str) -> Vec<&str> {
    let mut quoted = false;
    text.split(|char: char| {
        if char == '"' {
            quoted = !quoted;
        }
        char.is_whitespace() && !quoted
    })
    .filter(|token| !token.is_empty())
    .collect()
}

/// A bound in time, which may stand once.
fn time(
    bound: &mut Option<Timestamp>,
    key: &'static str,
    what: &'static str,
    name: &str,
    now: Timestamp,
) -> Result<(), QueryError> {
    once(&mut bound.is_some(), what)?;
    *bound = Some(since(name, now).ok_or_else(|| QueryError::Value {
        key,
        value: name.to_owned(),
        allowed: SINCE,
    })?);
    Ok(())
}

fn once(taken: &mut bool, what: &'static str) -> Result<(), QueryError> {
    if *taken {
        return Err(QueryError::Twice(what));
    }
    *taken = true;
    Ok(())
}

fn pick<T: Copy>(
    table: &[(&str, T)],
    key: &'static str,
    value: &str,
    allowed: &'static str,
) -> Result<T, QueryError> {
    table
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(value))
        .map(|(_, value)| *value)
        .ok_or_else(|| QueryError::Value {
            key,
            value: value.to_owned(),
            allowed,
        })
}

/// A date, a time, or an age. Months have 30 days here and years 365.
fn since(text: &str, now: Timestamp) -> Option<Timestamp> {
    let split = text.find(|char: char| !char.is_ascii_digit());
    if let Some((number, unit)) = split.and_then(|at| text.split_at_checked(at))
        && let Ok(number) = number.parse::<i64>()
    {
        let hours = match unit {
            "h" => 1,
            "d" => 24,
            "w" => 24 * 7,
            "m" => 24 * 30,
            "y" => 24 * 365,
            _ => 0,
        };
        if hours > 0 {
            let age = SignedDuration::try_from_hours(number.checked_mul(hours)?)?;
            return now.checked_sub(age).ok();
        }
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time);
    }
    let date: Date = text.parse().ok()?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::feed::{Feed, FeedId, Folder, FolderId, Health};

    fn library() -> (Vec<Feed>, Vec<Folder>) {
        let feed = |id, title: &str| Feed {
            id: FeedId(id),
            url: format!("https://f{id}.example/feed"),
            link: None,
            title: title.to_owned(),
            folder: None,
            language: None,
            unread: 0,
            total: 0,
            fetched: None,
            latest: None,
            health: Health::Well,
            muted: false,
            images: None,
            notify: false,
            took: None,
            instead: None,
            damage: None,
        };
        let folder = |id, parent: Option<i64>, name: &str| Folder {
            id: FolderId(id),
            parent: parent.map(FolderId),
            name: name.to_owned(),
        };
        (
            vec![
                feed(1, "Antara News"),
                feed(2, "Tempo"),
                feed(3, "Tempo English"),
                feed(4, "Twin"),
                feed(5, "Twin"),
                feed(6, "Café \"X\""),
            ],
            vec![
                folder(1, None, "News"),
                folder(2, Some(1), "Local"),
                folder(3, None, "Local"),
            ],
        )
    }

    #[test]
    fn queries_are_read_and_written_back() {
        let (feeds, folders) = library();
        let names = Names {
            feeds: &feeds,
            folders: &folders,
        };
        let now: Timestamp = "2026-02-10T12:00:00Z".parse().unwrap();
        let table = [
            ("", ""),
            ("  is:UNREAD  ", "is:unread"),
            (
                "feed:\"antara news\" is:unread",
                "feed:\"Antara News\" is:unread",
            ),
            ("feed:antara", "feed:\"Antara News\""),
            ("feed:tempo", "feed:Tempo"),
            ("feed:#5", "feed:#5"),
            ("feed:#6 x", "feed:#6 x"),
            ("feed:https://f2.example/feed", "feed:Tempo"),
            ("folder:news", "folder:News"),
            ("folder:News/local", "folder:News/Local"),
            ("since:7d", "since:2026-02-03T12:00:00Z"),
            ("since:36h", "since:2026-02-09"),
            ("until:36h order:length", "until:2026-02-09 order:length"),
            ("order:feed", "order:feed"),
            ("is:unread like:#12 x", "is:unread like:12 x"),
            (
                "tag:#Pasar x tag:\"harga beras\"",
                "tag:pasar tag:harga-beras x",
            ),
            ("since:2026-01-31", "since:2026-01-31"),
            (
                "\"harga beras\" naik order:oldest",
                "\"harga beras\" naik order:oldest",
            ),
            ("order:best a b is:read", "is:read a b order:best"),
            (
                "http://x re: \"is:unread\" is:",
                "http://x re: \"is:unread\" is:",
            ),
            ("\"open phrase", "\"open phrase"),
        ];
        for (text, expected) in table {
            let query = parse_query(text, &names, now).unwrap();
            assert_eq!(query.text(&names), expected, "{text}");
            assert_eq!(parse_query(expected, &names, now).unwrap(), query, "{text}");
        }
    }

    #[test]
    fn mistakes_are_told_in_words() {
        let (feeds, folders) = library();
        let names = Names {
            feeds: &feeds,
            folders: &folders,
        };
        let table = [
            (
                "is:starred",
                "is:starred is not known; is: takes unread, read, bookmarked, offline or all",
            ),
            ("is:read is:unread", "a query takes one is: only"),
            (
                "feed:tempo folder:news",
                "a query takes one feed: or folder: only",
            ),
            (
                "like:that",
                "like:that is not known; like: takes the number of a story",
            ),
            ("feed:nobody", "no feed is called nobody"),
            ("folder:x", "no folder is called x"),
            (
                "feed:twin",
                "more than one feed is called twin: feed:#4 (https://f4.example/feed), feed:#5 (https://f5.example/feed)",
            ),
            (
                "order:up",
                "order:up is not known; order: takes newest, oldest, best, feed or length",
            ),
            (
                "since:99999999999999999999d",
                &format!("since:99999999999999999999d is not known; since: takes {SINCE}"),
            ),
            (
                "since:9999999999y",
                &format!("since:9999999999y is not known; since: takes {SINCE}"),
            ),
        ];
        for (text, expected) in table {
            let error = parse_query(text, &names, Timestamp::UNIX_EPOCH).unwrap_err();
            assert_eq!(error.to_string(), expected, "{text}");
        }
    }
}
