//! Servers that mean harm: each costs one line, and the good ones beside them are read.

use std::time::Duration;

use crate::cli::{HTML, Home, RSS, Said, feed, objects};
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
    command.env("KABAR_NETWORK_FEED_SECONDS", "4");
    let said = Said::of(&command.output().unwrap());
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
