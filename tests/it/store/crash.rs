//! Killed at any moment: a process that merges and marks is killed twenty times, and nothing it acknowledged is lost.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use kabar::model::article::{ArticleId, Mark};
use kabar::store::Store;
use tempfile::TempDir;

use crate::store::{all, at, document, entries, fetched, page, sound, subscribe};

const LIBRARY: &str = "KABAR_TEST_CRASH_LIBRARY";

/// Not a test by itself: what the killed process does. Without the variable there is nothing to do.
#[test]
fn the_process_that_is_killed() {
    let Ok(path) = std::env::var(LIBRARY) else {
        return;
    };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let mut out = std::io::stdout();
    for round in 0.. {
        let feeds = store.feeds().unwrap().len();
        let feed = subscribe(&mut store, &format!("f{feeds}"));
        let new = store
            .merge(
                feed,
                &kabar::model::feed::Channel::default(),
                &entries(1..=30),
                &fetched(round),
            )
            .unwrap()
            .new;
        for id in new.iter().step_by(3) {
            store.mark(&[*id], Mark::Read, at(round)).unwrap();
            // Acknowledged only now.
            writeln!(out, "read {}", id.0).unwrap();
            store.set_body(*id, &page("text"), at(round)).unwrap();
            store.mark(&[*id], Mark::Bookmark, at(round)).unwrap();
            writeln!(out, "bookmarked {}", id.0).unwrap();
        }
        store.index_some(20).unwrap();
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a story told in order")]
fn a_killed_process_loses_no_acknowledged_mark() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    drop(Store::open(&path).unwrap());
    let mut acknowledged = Vec::new();
    let mut stories = 0;
    for round in 0..20_usize {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "store::crash::the_process_that_is_killed",
                "--nocapture",
            ])
            .env(LIBRARY, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        // Killed after another number of marks in every round, wherever the process is then.
        let marks = |line: &String| line.starts_with("read ") || line.starts_with("bookmarked ");
        acknowledged.extend(lines.by_ref().filter(marks).take(1 + round * 7 % 41));
        child.kill().unwrap();
        acknowledged.extend(lines.filter(marks));
        child.wait().unwrap();
        let mut store = Store::open(&path).unwrap();
        sound(&mut store);
        let now = all(&store).len();
        assert!(now >= stories, "stories are never fewer");
        stories = now;
        store.leave().unwrap();
    }
    let store = Store::open(&path).unwrap();
    for line in &acknowledged {
        let (what, id) = line.split_once(' ').unwrap();
        let Some(row) = store
            .headlines(&[ArticleId(id.parse().unwrap())])
            .unwrap()
            .pop()
        else {
            panic!("{line}: not there");
        };
        assert!(
            if what == "read" {
                row.read
            } else {
                row.bookmarked
            },
            "{line}"
        );
    }
    assert!(acknowledged.len() > 200);
    let line = acknowledged
        .iter()
        .find_map(|line| line.strip_prefix("bookmarked "));
    let id = ArticleId(line.unwrap().parse().unwrap());
    let kept = store.article(id).unwrap().unwrap();
    assert_eq!(
        kept.body,
        kabar::store::articles::Body::Document(document("text"))
    );
}
