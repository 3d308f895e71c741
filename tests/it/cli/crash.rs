//! Killed at any moment: a refresh is killed twenty times while others mark, and nothing acknowledged is lost.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use kabar::model::article::ArticleId;
use kabar::store::Store;

use crate::cli::{HTML, Home, RSS, feed, page};
use crate::server::{Reply, Server};

const ROUNDS: u64 = 20;
const FEEDS: usize = 8;
const STORIES: usize = 6;

/// Numbers between 0 and 1000, the same on every run.
fn number(seed: u64) -> u64 {
    let mut number = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for _ in 0..3 {
        number ^= number << 13;
        number ^= number >> 7;
        number ^= number << 17;
    }
    number % 1000
}

/// New stories in every feed, with pages.
fn publish(server: &Server, round: u64) {
    for place in 0..FEEDS {
        let words: Vec<String> = (0..STORIES)
            .map(|story| format!("kata{round}x{place}x{story}"))
            .collect();
        let refs: Vec<&str> = words.iter().map(String::as_str).collect();
        let document = feed(&format!("Harian {place}"), &server.url(""), &refs);
        server.set(&format!("/feed{place}"), Reply::ok(RSS, document));
        for word in refs {
            server.set(&format!("/{word}.html"), Reply::ok(HTML, page(word)));
        }
    }
}

#[test]
fn a_killed_refresh_loses_no_acknowledged_mark() {
    let (home, server) = (Home::new(), Server::start([]));
    publish(&server, 0);
    let urls: Vec<String> = (0..FEEDS)
        .map(|place| server.url(&format!("/feed{place}")))
        .collect();
    home.well(&["import", &home.write("urls", urls.join("\n"))]);
    home.well(&["refresh", "--feeds-only"]);
    let library = home.path(".local/share/kabar/library.db");
    // What was acknowledged last of each story.
    let mut acknowledged: HashMap<i64, &str> = HashMap::new();
    let (mut killed, mut turn, mut stories) = (0, 0, 0);
    for round in 1..=ROUNDS {
        publish(&server, round);
        let before = server.total();
        let mut child = home
            .command(&["refresh"])
            // Each a while after the one before: nothing is asked again within five minutes by mistake.
            .env("KABAR_CLOCK_OFFSET", (round * 400).to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Killed when the server has seen so many requests, of some fifty.
        let moment = usize::try_from(number(round) % 50).unwrap();
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let marks = scope.spawn(|| {
                let mut done = Vec::new();
                while !is_over.load(Ordering::Relaxed) || done.is_empty() {
                    let id = 1 + (turn * 7) % 40;
                    let mark = ["read", "bookmark", "unread", "bookmark"][turn % 4];
                    turn += 1;
                    home.well(&["mark", mark, &id.to_string()]);
                    done.push((i64::try_from(id).unwrap(), mark));
                }
                done
            });
            while server.total() < before + moment && child.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
            killed += usize::from(child.try_wait().unwrap().is_none());
            child.kill().unwrap();
            child.wait().unwrap();
            is_over.store(true, Ordering::Relaxed);
            for (id, mark) in marks.join().unwrap() {
                acknowledged.insert(id * 2 + i64::from(mark == "bookmark"), mark);
            }
        });
        let mut store = Store::open(&library).unwrap();
        assert_eq!(
            store.verify().unwrap(),
            Vec::<String>::new(),
            "round {round}"
        );
        let now = store
            .list(&kabar::model::query::Query::default(), None)
            .unwrap()
            .len();
        assert!(now >= stories, "stories are never fewer");
        stories = now;
    }
    assert!(killed >= 10, "only {killed} were killed while they worked");
    let store = Store::open(&library).unwrap();
    for (place, mark) in &acknowledged {
        let row = store
            .headlines(&[ArticleId(place / 2)])
            .unwrap()
            .pop()
            .unwrap();
        let is_so = match *mark {
            "read" => row.read,
            "unread" => !row.read,
            _ => row.bookmarked,
        };
        assert!(is_so, "story {}: {mark}", place / 2);
    }
    assert!(acknowledged.len() > 30);
    // What the killed ones left behind stops nobody.
    home.well(&["refresh"]);
}
