//! Two days of two hundred feeds, in simulated time: how often each server is asked.

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

use crate::loader::{Desk, HTML, RSS};
use crate::server::{Reply, Server};

/// Feeds of each manner.
const EACH: usize = 11;
const HOURS: i64 = 48;
/// The background refresh comes so often.
const TICK: i64 = 5 * 60;

/// How a feed behaves.
struct Manner {
    name: &'static str,
    /// Minutes between its stories; 0 for stories without dates.
    publishes: i64,
    /// What else it says, in the channel.
    channel: &'static str,
    /// What the feed of that number answers when it does not answer with stories.
    reply: Option<fn(usize) -> Reply>,
    /// A header of its answers.
    header: Option<(&'static str, &'static str)>,
    /// How many requests are right in two days.
    asked: RangeInclusive<usize>,
}

const PLAIN: Manner = Manner {
    name: "",
    publishes: 10,
    channel: "",
    reply: None,
    header: None,
    asked: 0..=0,
};

static NOW: AtomicI64 = AtomicI64::new(START);
/// A Friday, midnight.
const START: i64 = 1_767_312_000;

fn now() -> Timestamp {
    Timestamp::from_second(NOW.load(Ordering::Relaxed)).unwrap()
}

#[allow(clippy::too_many_lines, reason = "a table")]
fn manners() -> Vec<Manner> {
    vec![
        Manner {
            name: "every ten minutes",
            asked: 185..=193,
            ..PLAIN
        },
        Manner {
            name: "every hour",
            publishes: 60,
            asked: 85..=110,
            ..PLAIN
        },
        Manner {
            name: "every day",
            publishes: 1440,
            asked: 4..=6,
            ..PLAIN
        },
        Manner {
            name: "every month",
            publishes: 43_200,
            asked: 2..=3,
            ..PLAIN
        },
        Manner {
            name: "no dates",
            publishes: 0,
            asked: 47..=49,
            ..PLAIN
        },
        Manner {
            name: "ttl of two hours",
            channel: "<ttl>120</ttl>",
            asked: 24..=25,
            ..PLAIN
        },
        Manner {
            name: "sy:updatePeriod daily, twice",
            channel: "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
            asked: 4..=5,
            ..PLAIN
        },
        Manner {
            name: "not at night",
            channel: "<skipHours><hour>0</hour><hour>1</hour><hour>2</hour><hour>3</hour><hour>4</hour><hour>5</hour>\
                      <hour>18</hour><hour>19</hour><hour>20</hour><hour>21</hour><hour>22</hour><hour>23</hour></skipHours>",
            // One at midnight, when nothing is known of it.
            asked: 90..=100,
            ..PLAIN
        },
        Manner {
            name: "not on Saturdays",
            channel: "<skipDays><day>Saturday</day></skipDays>",
            asked: 94..=98,
            ..PLAIN
        },
        Manner {
            name: "good for six hours",
            header: Some(("Cache-Control", "max-age=21600")),
            asked: 8..=9,
            ..PLAIN
        },
        Manner {
            name: "never anything new",
            reply: Some(|_| {
                let document = "<rss version=\"2.0\"><channel><title>Old</title></channel></rss>";
                Reply::ok(RSS, document).header("ETag", "\"old\"")
            }),
            asked: 47..=49,
            ..PLAIN
        },
        Manner {
            name: "out of service",
            reply: Some(|_| Reply::status(503)),
            asked: 8..=11,
            ..PLAIN
        },
        Manner {
            name: "forbidden",
            reply: Some(|_| Reply::status(403)),
            asked: 8..=11,
            ..PLAIN
        },
        Manner {
            name: "too many requests, wait six hours",
            reply: Some(|_| Reply::status(429).header("Retry-After", "21600")),
            asked: 5..=8,
            ..PLAIN
        },
        Manner {
            name: "gone",
            reply: Some(|_| Reply::status(410)),
            asked: 1..=1,
            ..PLAIN
        },
        Manner {
            name: "not found",
            reply: Some(|_| Reply::status(404)),
            asked: 8..=11,
            ..PLAIN
        },
        Manner {
            name: "a page in its place",
            reply: Some(|_| Reply::ok(HTML, "<!doctype html><p>Welcome.</p>")),
            asked: 8..=11,
            ..PLAIN
        },
        Manner {
            name: "no feed at all",
            reply: Some(|_| Reply::ok(RSS, "Too many connections")),
            asked: 8..=11,
            ..PLAIN
        },
        Manner {
            name: "moved for good",
            reply: Some(|feed| Reply::redirect(301, &format!("/moved/{feed}"))),
            asked: 1..=1,
            ..PLAIN
        },
        Manner {
            name: "moved in passing",
            reply: Some(|feed| Reply::redirect(302, &format!("/passing/{feed}"))),
            asked: 185..=193,
            ..PLAIN
        },
    ]
}

/// What the feed of that number serves now.
fn reply(manner: &Manner, feed: usize) -> Reply {
    if let Some(reply) = manner.reply {
        return reply(feed);
    }
    let (now, every) = (now().as_second(), manner.publishes * 60);
    let mut items = String::new();
    for back in 0..20 {
        let (number, date) = if every == 0 {
            (now / 7200 - back, String::new())
        } else {
            let number = now / every - back;
            let date = Timestamp::from_second(number * every).unwrap();
            (number, format!("<dc:date>{date}</dc:date>"))
        };
        write!(
            items,
            "<item><guid>{number}</guid><title>Story {number}</title>{date}</item>"
        )
        .unwrap();
    }
    let document = format!(
        "<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>{}</title>{}{items}</channel></rss>",
        manner.name, manner.channel
    );
    let reply = Reply::ok(RSS, document);
    match manner.header {
        Some((name, value)) => reply.header(name, value),
        None => reply,
    }
}

#[test]
fn two_days_of_two_hundred_feeds_ask_each_server_as_often_as_is_right() {
    let server = Server::start([]);
    let manners = manners();
    let path = |manner: usize, feed: usize| format!("/{manner}/{feed}");
    let serve = || {
        for (place, manner) in manners.iter().enumerate() {
            for feed in 0..EACH {
                server.set(&path(place, feed), reply(manner, feed));
            }
        }
        for feed in 0..EACH {
            for path in ["moved", "passing"] {
                server.set(&format!("/{path}/{feed}"), reply(&PLAIN, feed));
            }
        }
    };
    let feeds: Vec<String> = (0..manners.len())
        .flat_map(|manner| (0..EACH).map(move |feed| (manner, feed)))
        .map(|(manner, feed)| server.url(&path(manner, feed)))
        .collect();
    assert!(feeds.len() >= 200);
    let desk = Desk::network_at(&feeds, now);
    for tick in 0..HOURS * 3600 / TICK {
        NOW.store(START + tick * TICK, Ordering::Relaxed);
        // Every hour is often enough for what the servers have to say.
        if (tick * TICK) % 600 == 0 {
            serve();
        }
        desk.refresh(false, false);
    }
    let mut right = 0;
    let mut check = |name: &str, path: &str, asked: &RangeInclusive<usize>| {
        let count = server.count(path);
        assert!(
            asked.contains(&count),
            "{name}, {path}: asked {count} times, not {asked:?}"
        );
        right += count;
    };
    for feed in 0..EACH {
        for (place, manner) in manners.iter().enumerate() {
            check(manner.name, &path(place, feed), &manner.asked);
        }
        for name in ["moved", "passing"] {
            check(name, &format!("/{name}/{feed}"), &(185..=193));
        }
    }
    // Their site is looked at for what is gone: once a day for all of them.
    check("what is lost", "/", &(2..=2));
    assert_eq!(server.total(), right, "and nothing else is asked");
}
