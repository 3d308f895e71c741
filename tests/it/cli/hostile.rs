//! Servers that mean harm: each costs one line, and the good ones beside them are read.

use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use kabar::model::feed::Feed;
use kabar::store::Store;

use crate::cli::{HTML, Home, RSS, Said, feed, objects};
use crate::pty::{DEADLINE, GLANCE};
use crate::server::{Coding, Manner, Reply, Server};

fn hostile() -> Vec<(&'static str, Reply)> {
    let deep = format!("<!doctype html><html><body>{}", "<div>".repeat(64_000));
    let wide: String = (0..150_000).map(|number| format!(" a{number}=1")).collect();
    let html = |body: String| Reply::ok(HTML, body);
    vec![
        (
            "slow",
            Reply::ok(RSS, "<rss>".repeat(1000)).manner(Manner::Drip(Duration::from_millis(200))),
        ),
        (
            "endless",
            Reply::ok(RSS, vec![b' '; 64 << 10]).manner(Manner::Endless),
        ),
        (
            "bomb",
            Reply::ok(RSS, vec![b' '; 64 << 20]).coding(Coding::Gzip),
        ),
        ("archive", Reply::ok("application/gzip", packed())),
        (
            "brotli",
            Reply::ok(RSS, BROTLI).header("Content-Encoding", "br"),
        ),
        ("circle", Reply::redirect(302, "/circle")),
        (
            "flood",
            Reply::ok(RSS, "<rss/>").manner(Manner::Flood(2_000)),
        ),
        ("deep", html(deep)),
        ("wide", html(format!("<!doctype html><html><body{wide}>"))),
        ("silent", Reply::default().manner(Manner::Silent)),
        (
            "cut",
            Reply::ok(RSS, vec![b' '; 9000]).manner(Manner::Cut(10)),
        ),
    ]
}

/// Sixty-four megabytes of blanks (RFC 7932).
const BROTLI: [u8; 53] = [
    207, 255, 255, 127, 248, 37, 64, 226, 177, 64, 32, 247, 254, 159, 255, 255, 255, 240, 75, 0,
    196, 97, 1, 128, 238, 253, 63, 255, 255, 255, 225, 151, 0, 136, 195, 34, 0, 221, 251, 255, 252,
    255, 255, 199, 47, 1, 16, 135, 5, 0, 186, 247, 255,
];
/// Megabytes that all of them together may cost.
const MOST: u64 = if cfg!(debug_assertions) { 128 } else { 100 };

/// The most memory that a process ever had, in megabytes; only Linux tells.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes >> 10)
}

/// Waits until a refresh has ended; answers its most memory, and whether the good feeds were there before that.
fn watch(home: &Home, child: &mut Child) -> (u64, bool) {
    let (began, library) = (Instant::now(), home.path(".local/share/kabar/library.db"));
    let (mut most, mut are_there) = (0, false);
    while child.try_wait().unwrap().is_none() {
        most = peak(child.id()).unwrap_or(most);
        if !are_there {
            let feeds = Store::open(&library).unwrap().feeds().unwrap();
            let is_there = |feed: &&Feed| feed.title.starts_with("Baik") && feed.total > 0;
            are_there = feeds.iter().filter(is_there).count() == 5;
        }
        if began.elapsed() > DEADLINE {
            let _ended = child.kill();
            panic!("it does not end");
        }
        thread::sleep(GLANCE);
    }
    (most, are_there)
}

/// An archive of sixty-four megabytes of nothing.
fn packed() -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(&vec![b' '; 64 << 20]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_hostile_server_costs_one_line_and_nobody_else_anything() {
    let (home, server) = (Home::new(), Server::start([]));
    let mut urls = Vec::new();
    for (name, reply) in hostile() {
        server.set(&format!("/{name}"), reply);
        urls.push(format!(
            "{} \"~the {name} one\"",
            server.url(&format!("/{name}"))
        ));
    }
    for number in 0..5 {
        let path = format!("/good{number}");
        server.set(
            &path,
            Reply::ok(
                RSS,
                feed(&format!("Baik {number}"), &server.url(""), &["perahu"]),
            ),
        );
        urls.push(server.url(&path));
    }
    home.well(&["import", &home.write("urls", urls.join("\n"))]);
    let mut command = home.command(&["refresh", "--feeds-only", "--json"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (most, are_there) = watch(&home, &mut child);
    // Some of the others are waited for as long as a reader waits for any.
    assert!(are_there, "the good feeds waited for the bad ones");
    assert!(most < MOST, "{most} MB");
    let said = Said::of(&child.wait_with_output().unwrap());
    assert_eq!(said.code, 1);
    let lines = objects(&said.out);
    for (name, _) in hostile() {
        let told = said
            .err
            .lines()
            .filter(|line| line.contains(&format!("the {name} one: ")));
        assert_eq!(told.count(), 1, "{name}: {}", said.err);
    }
    let good = lines.iter().filter(|line| line["status"] == "new").count();
    assert_eq!(good, 5, "{}", said.out);
}
