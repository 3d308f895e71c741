//! Settings of a feed: what they name is looked at when they are made, what they change holds at once, and what is wrong
//! with a feed has a next step.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::cli::{HTML, Home, RSS, feed, page};
use crate::server::{Reply, Server};

/// A home with one feed.
fn home(reply: Reply) -> (Home, Server) {
    let (home, server) = (Home::new(), Server::start([("/rss", reply)]));
    home.well(&["import", &home.write("urls", server.url("/rss"))]);
    (home, server)
}

fn good() -> Reply {
    Reply::ok(RSS, feed("Harian", "https://a.example", &["sungai"]))
}

fn one(home: &Home) -> Value {
    home.json(&["feed", "1", "--json"]).remove(0)
}

#[test]
fn what_a_setting_names_must_be_there() {
    let (home, _server) = home(good());
    let (plain, document) = (
        home.write("plain.pem", "no certificate"),
        home.write("a.xml", "<rss/>"),
    );
    let config = format!(
        "[sources.commands]\ncuaca = [\"cat\", \"{document}\"]\ntiada = [\"/nowhere/program\"]\nlagi = [\"no-such-program-anywhere\"]\n"
    );
    home.write(".config/kabar/config.toml", config);
    for (change, words) in [
        (
            "ca=/nowhere.pem".to_owned(),
            "ca: /nowhere.pem: No such file",
        ),
        (
            format!("ca={plain}"),
            "plain.pem holds no certificates in the form PEM",
        ),
        (
            "password_cmd=/nowhere/pass show".to_owned(),
            "password_cmd: there is no program /nowhere/pass that can be run",
        ),
        (format!("password_cmd={plain}"), "plain.pem that can be run"),
        (
            "address=exec:lain".to_owned(),
            "address: [sources] in config.toml names no command `lain`",
        ),
        (
            "address=exec:tiada".to_owned(),
            "address: there is no program /nowhere/program that can be run",
        ),
        (
            "address=exec:lagi".to_owned(),
            "address: there is no program no-such-program-anywhere",
        ),
    ] {
        let said = home.say(&["feed", "1", "--set", "title=Lain", "--set", &change]);
        assert_eq!(said.code, 2, "{change}: {}", said.err);
        assert!(said.err.contains(words), "{change}: {}", said.err);
    }
    assert_ne!(one(&home)["title"], "Lain", "all of it or nothing");
    for change in ["address=exec:cuaca", "password_cmd=cat 'a b'"] {
        home.well(&["feed", "1", "--set", change]);
    }
}

#[test]
fn a_header_is_taken_away_by_its_name() {
    let (home, _server) = home(good());
    home.well(&[
        "feed",
        "1",
        "--set",
        "header=X-Satu: 1",
        "--set",
        "header=X-Dua: 2",
    ]);
    assert_eq!(one(&home)["headers"], json!(["X-Satu", "X-Dua"]));
    home.well(&["feed", "1", "--set", "header=x-satu:"]);
    assert_eq!(one(&home)["headers"], json!(["X-Dua"]));
    let said = home.say(&["feed", "1", "--set", "header=X-Satu: "]);
    assert_eq!(
        (said.code, one(&home)["headers"].clone()),
        (2, json!(["X-Dua"]))
    );
    home.well(&["feed", "1", "--set", "header="]);
    assert_eq!(one(&home)["headers"], json!([]));
}

#[test]
fn another_interval_holds_at_once() {
    let (home, server) = home(good());
    home.well(&["refresh", "--feeds-only"]);
    let next = |interval: &str| -> Timestamp {
        home.well(&["feed", "1", "--set", &format!("interval={interval}")]);
        one(&home)["next"].as_str().unwrap().parse().unwrap()
    };
    let (usual, often, seldom) = (next("auto"), next("15"), next("600"));
    assert_eq!(seldom.duration_since(often).as_mins(), 585);
    assert!(usual > often, "{usual}");
    for (interval, asked) in [("600", 1), ("15", 2)] {
        home.well(&["feed", "1", "--set", &format!("interval={interval}")]);
        let mut command = home.command(&["refresh", "--due", "--feeds-only"]);
        command.env("KABAR_CLOCK_OFFSET", "1000").output().unwrap();
        assert_eq!(server.count("/rss"), asked, "{interval}");
    }
}

#[test]
fn what_is_left_alone_is_told_and_has_no_next_time() {
    let (home, server) = home(good());
    server.set("/gone", Reply::status(410));
    home.well(&["import", &home.write("urls", server.url("/gone"))]);
    home.say(&["refresh", "--feeds-only"]);
    home.well(&["feed", "1", "--set", "muted=yes"]);
    let told = home.well(&["refresh", "--feeds-only"]);
    assert_eq!(
        told,
        "0 feeds refreshed, 0 new stories; 1 feed muted, 1 feed gone for good\n"
    );
    for feed in home.json(&["feeds", "--json"]) {
        assert_eq!(feed["next"], Value::Null, "{feed}");
    }
    let lines = home.json(&["refresh", "--feeds-only", "--json"]);
    assert!(
        lines[..2].iter().all(|line| line["next"].is_null()),
        "{lines:?}"
    );
    home.well(&["feed", "1", "--set", "muted=no"]);
    assert!(one(&home)["next"].is_string());
}

#[test]
fn every_trouble_has_its_next_step() {
    for (reply, words) in [
        (Reply::status(401), "--set login=NAME --set password=WORD"),
        (Reply::status(403), "--set 'user_agent=Mozilla/5.0"),
        (
            Reply::status(429).header("Retry-After", "600"),
            "it is asked again when its time has come",
        ),
        (
            Reply::status(410),
            "`kabar remove 1`; its bookmarked stories stay",
        ),
        (
            Reply::ok(HTML, page("sungai")),
            "`kabar feed 1 --set address=URL` follows it",
        ),
    ] {
        let (home, _server) = home(reply);
        home.say(&["refresh", "--feeds-only"]);
        let said = home.say(&["doctor", "--json"]);
        assert_eq!(said.code, 1);
        let checks = crate::cli::objects(&said.out);
        let ill: Vec<&Value> = checks.iter().filter(|check| check["ok"] == false).collect();
        assert_eq!(ill.len(), 1, "{words}: {}", said.out);
        assert!(
            ill[0]["fix"].as_str().unwrap().contains(words),
            "{}",
            ill[0]
        );
    }
    let home = Home::new();
    home.well(&["import", &home.write("urls", "http://127.0.0.1:1/rss")]);
    home.say(&["refresh", "--feeds-only"]);
    let said = home.say(&["doctor"]);
    assert!(
        said.out.contains("check the network, and in a browser"),
        "{}",
        said.out
    );
    home.write(
        ".local/share/kabar/library.db",
        "no database at all, whatever its name says",
    );
    let said = home.say(&["doctor"]);
    assert!(
        said.out.contains("copy the file before anything else"),
        "{}",
        said.out
    );
}
