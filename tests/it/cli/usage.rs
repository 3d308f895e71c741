//! What is wrong to ask for is told in the same way by every command, and JSON is to be had wherever there are results.

use serde_json::json;

use crate::cli::{HTML, Home, RSS, feed, names, objects, page};
use crate::server::{Reply, Server};

#[test]
fn every_command_that_needs_the_network_refuses_to_do_without_alike() {
    let home = Home::new();
    let url = "http://127.0.0.1:9/feed";
    for arguments in [
        &["add", url][..],
        &["save", url],
        &["refresh"],
        &["download"],
        &["extract", url],
        &["extract", "--json", "none.html", url],
    ] {
        let said = home.say(&[arguments, &["--offline"]].concat());
        assert_eq!(said.code, 2, "{arguments:?} {}", said.err);
        assert!(said.err.contains("leave out --offline"), "{}", said.err);
        assert_eq!(said.out, "", "{arguments:?}");
    }
}

#[test]
fn nonsense_is_not_passed_over() {
    let home = Home::new();
    let file = home.write("a.html", "<p>a</p>");
    for command in ["parse", "extract"] {
        for nonsense in ["nonsense", "/2026/", "mailto:a@b.example", ""] {
            let said = home.say(&[command, "--base-url", nonsense, &file]);
            assert_eq!(said.code, 2, "{command} {nonsense}");
            assert!(
                said.err.contains("an address like https://"),
                "{}",
                said.err
            );
        }
    }
    for command in [&["list"][..], &["parse", &file], &["config", "--default"]] {
        let mut command = home.command(command);
        let output = command.env("KABAR_CLOCK_OFFSET", "1 hour").output();
        let said = crate::cli::Said::of(&output.unwrap());
        assert_eq!(said.code, 2, "{}", said.err);
        let words = "kabar: KABAR_CLOCK_OFFSET takes a number of seconds, not `1 hour`\n";
        assert_eq!(said.err, words);
    }
}

#[test]
fn a_page_without_a_story_is_told_and_is_no_success() {
    let home = Home::new();
    let empty = home.write(
        "empty.html",
        "<html><body><nav><a href=/>Home</a></nav></body></html>",
    );
    let full = home.write("full.html", page("sungai"));
    for form in ["text", "markdown", "html"] {
        let said = home.say(&["extract", "--format", form, &empty, &full]);
        assert_eq!(said.code, 1, "{form}");
        assert_eq!(said.err, format!("{empty}: the page holds no story\n"));
        assert!(!said.out.starts_with('\n'), "{}", said.out);
        assert_eq!(said.out, home.well(&["extract", "--format", form, &full]));
    }
    let line = &home.json(&["extract", "--json", &empty])[0];
    assert_eq!(line["text"], "");
    assert_eq!(line["warnings"], json!(["the page holds no story"]));
    let server = Server::start([("/", Reply::ok(HTML, "<p>"))]);
    let said = home.say(&["extract", &server.url("/")]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.ends_with("/: the page holds no story\n"),
        "{}",
        said.err
    );
}

#[test]
fn lists_show_what_all_of_their_filters_keep() {
    let home = Home::new();
    let body = feed(
        "Harian",
        "https://a.example",
        &["satu", "dua", "tiga", "empat"],
    );
    let server = Server::start([("/rss", Reply::ok(RSS, body))]);
    home.well(&["add", &server.url("/rss")]);
    let id = |word: &str| home.story(&format!("Kisah {word}"));
    home.well(&["mark", "bookmark", &id("satu"), &id("dua"), &id("tiga")]);
    home.well(&["mark", "read", &id("satu"), &id("empat")]);
    let titles = |arguments: &[&str]| {
        let listed = home.say(&[&["list", "--json"], arguments].concat());
        let titles = objects(&listed.out);
        let titles = titles.iter().map(|story| story["title"].as_str().unwrap());
        titles
            .map(|title| title.replace("Kisah ", ""))
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (arguments, expected) in [
        (&["--unread", "--bookmarked"][..], "dua tiga"),
        (&["--bookmarked", "--unread", "--limit", "1"], "dua"),
        (&["--bookmarked", "is:read"], "satu"),
        (&["--unread", "is:read"], ""),
        (&["--unread", "is:bookmarked", "kisah", "tiga"], "tiga"),
        (&["--bookmarked", "is:all"], "satu dua tiga"),
        (&["--unread"], "dua tiga"),
        (&["is:read"], "satu empat"),
    ] {
        assert_eq!(titles(arguments), expected, "{arguments:?}");
    }
}

#[test]
fn lists_of_feeds_and_places_come_as_json_too() {
    let home = Home::new();
    let list =
        "https://a.example/feed Koran \"~Koran A\" penting\nexec:x\nhttps://u:p@b.example/rss\n";
    let file = home.write("urls", list);
    let said = home.say(&["import", "--json", &file]);
    assert_eq!(said.code, 1);
    let expected = json!({
        "added": 2,
        "known": 0,
        "refused": [{ "line": 2, "text": "exec:x", "reason": "it would run a command" }],
        "in_part": [{ "line": 1, "url": "https://a.example/feed", "left": ["the tag \"penting\""] }],
    });
    assert_eq!(objects(&said.out), [expected]);
    let exported = home.json(&["export", "--json"]);
    let koran = json!({ "url": "https://a.example/feed", "title": "Koran A", "folder": ["Koran"] });
    assert!(exported.contains(&koran), "{exported:?}");
    assert!(
        exported
            .iter()
            .any(|feed| feed["url"] == "https://b.example/rss"),
        "{exported:?}"
    );
    let removed = home.say(&["remove", "--json", "Koran A", "none"]);
    assert_eq!(removed.code, 1);
    let lines = objects(&removed.out);
    assert_eq!(lines.len(), 1);
    assert_eq!(names(&lines[0]), ["id", "removed", "title", "url"]);
    assert_eq!(lines[0]["url"], "https://a.example/feed");
    let places = home.json(&["config", "--json"]);
    let library = places.iter().find(|place| place["name"] == "library");
    let library = library.unwrap();
    assert_eq!(library["exists"], true);
    assert!(library["path"].as_str().unwrap().ends_with("library.db"));
    assert_eq!(home.say(&["config", "--default", "--json"]).code, 2);
    let keys = home.json(&["config", "--keys", "--json"]);
    let zen = keys
        .iter()
        .find(|action| action["action"] == "zen")
        .unwrap();
    assert_eq!(names(zen), ["action", "group", "keys", "label"]);
    assert_eq!(zen["keys"][0]["section"], "everywhere");
    assert_eq!(zen["keys"][0]["keys"][0], "z");
    let told = home.say(&["config", "--keys"]).out;
    let line = told
        .lines()
        .find(|line| line.starts_with("toggle-bookmark "));
    let line = line.unwrap_or_default();
    assert!(
        line.contains("Bookmark") && line.ends_with("story: \"b\""),
        "{told}"
    );
}
