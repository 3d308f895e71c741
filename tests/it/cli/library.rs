//! What the command line does with the library: the tour, marks, subscriptions, and other processes beside it.

use std::process::Stdio;
use std::time::Duration;

use kabar::store::Store;
use serde_json::Value;

use crate::cli::{HTML, Home, RSS, Said, exists, feed, names, newspaper, objects, page};
use crate::server::{Reply, Server};

#[test]
fn a_site_is_added_refreshed_listed_bookmarked_and_read_without_a_network() {
    let (home, server) = (Home::new(), newspaper(&["perahu", "jembatan"]));
    let added = home.well(&["add", &server.url("/"), "--folder", "Daerah/Sungai"]);
    assert!(
        added.starts_with("Harian Sungai: subscribed, 2 new stories"),
        "{added}"
    );

    let host = server.url("");
    server.set(
        "/rss.xml",
        Reply::ok(
            RSS,
            feed("Harian Sungai", &host, &["nelayan", "perahu", "jembatan"]),
        ),
    );
    server.set("/nelayan.html", Reply::ok(HTML, page("nelayan")));
    // It was asked a moment ago, when it was added. Who names it means it.
    let said = home.well(&["refresh", "--feeds-only"]);
    assert_eq!(
        said,
        "0 feeds refreshed, 0 new stories; 1 asked less than five minutes ago\n"
    );
    let skipped = home.json(&["refresh", "--feeds-only", "--json"]);
    assert_eq!(skipped[0]["status"], "skipped");
    assert_eq!(server.count("/rss.xml"), 1);
    let said = home.well(&["refresh", "1"]);
    assert!(
        said.starts_with("1 feed refreshed, 1 new story\n3 stories ready, ")
            && said.ends_with(" kB\n"),
        "{said}"
    );

    let listed = home.well(&["list"]);
    let titles: Vec<&str> = listed
        .lines()
        .map(|line| line.rsplit("  ").next().unwrap())
        .collect();
    assert_eq!(titles, ["Kisah nelayan", "Kisah perahu", "Kisah jembatan"]);
    let id = home.story("Kisah perahu");
    assert_eq!(
        home.well(&["mark", "bookmark", &id]),
        "1 story bookmarked\n"
    );
    drop(server);

    let bookmarked = home.json(&["--offline", "list", "--bookmarked", "--json"]);
    assert_eq!(bookmarked.len(), 1);
    assert_eq!(
        (&bookmarked[0]["offline"], &bookmarked[0]["bookmarked"]),
        (&Value::Bool(true), &Value::Bool(true))
    );
    let story = home.well(&["--offline", "show", &id]);
    assert!(story.starts_with("Kisah perahu\n"), "{story}");
    for number in 1..=6 {
        assert!(
            story.contains(&format!("Paragraf ke-{number} tentang perahu")),
            "{story}"
        );
    }
    assert!(story.trim_end().ends_with("menutup kisah ini."), "{story}");
    assert!(
        !story.contains("Baca Juga") && !story.contains("Berita Terkait"),
        "{story}"
    );
}

#[test]
fn a_title_and_a_folder_hold_for_a_feed_that_is_known_or_was_removed() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    let address = server.url("/rss.xml");
    let add = |title: &str, folder: &str| {
        home.well(&["add", &address, "--title", title, "--folder", folder])
    };
    let exported = || {
        let feeds = home.json(&["export", "--json"]);
        assert_eq!(feeds.len(), 1);
        format!("{} {}", feeds[0]["title"], feeds[0]["folder"])
    };
    home.well(&["add", &address]);
    let told = add("Sungai", "Daerah / Barat/");
    assert!(told.starts_with("Sungai: subscribed already"), "{told}");
    assert_eq!(exported(), r#""Sungai" ["Daerah","Barat"]"#);
    home.well(&["add", &address, "--full-text", "always"]);
    let full_text = || home.json(&["feed", "1", "--json"])[0]["full_text"].clone();
    assert_eq!(full_text(), "always");
    let said = home.say(&["add", &address, "--full-text", "whole"]);
    assert_eq!(said.code, 2, "{}", said.err);
    // Without them all stays as it is.
    home.well(&["add", &address]);
    assert_eq!(full_text(), "always");
    assert_eq!(exported(), r#""Sungai" ["Daerah","Barat"]"#);
    home.well(&["remove", "1"]);
    let told = add("Muara", "Laut");
    assert!(told.starts_with("Muara: subscribed"), "{told}");
    assert_eq!(exported(), r#""Muara" ["Laut"]"#);
}

#[test]
fn no_folder_is_made_for_an_address_that_is_no_feed() {
    let (home, server) = (Home::new(), newspaper(&[]));
    let said = home.say(&["add", &server.url("/none"), "--folder", "Daerah"]);
    assert_eq!(said.code, 1);
    let library = home.path(".local/share/kabar/library.db");
    assert_eq!(Store::open(&library).unwrap().folders().unwrap(), []);
}

#[test]
fn json_has_the_promised_names() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml"), "--title", "Sungai"]);
    let story = [
        "id",
        "feed",
        "feed_url",
        "title",
        "url",
        "authors",
        "published",
        "fetched",
        "read",
        "bookmarked",
        "tags",
        "offline",
        "minutes",
        "excerpt",
    ];
    let mut sorted = story.to_vec();
    sorted.sort_unstable();
    let listed = home.json(&["list", "--json"]);
    assert_eq!(names(&listed[0]), sorted);
    assert_eq!(listed[0]["feed"], "Sungai");
    assert_eq!(listed[0]["feed_url"], server.url("/rss.xml"));
    assert_eq!(listed[0]["published"], "2026-11-20T00:00:00Z");
    for (form, name) in [
        ("text", "text"),
        ("markdown", "markdown"),
        ("html", "html"),
        ("json", "text"),
    ] {
        let shown = home.json(&["show", "1", "--json", "--format", form]);
        let mut wanted = [&story[..], &["categories", "enclosures", name]].concat();
        wanted.sort_unstable();
        assert_eq!(names(&shown[0]), wanted);
    }
    let refreshed = home.json(&["refresh", "1", "--json"]);
    assert_eq!(
        names(&refreshed[0]),
        [
            "error",
            "feed",
            "full_text",
            "new",
            "next",
            "status",
            "url",
            "warning"
        ]
    );
    assert_eq!(refreshed[0]["status"], "unchanged");
    assert_eq!(names(&refreshed[1]), ["summary"]);
    let feeds = home.json(&["feeds", "--json"]);
    assert_eq!(
        (&feeds[0]["title"], &feeds[0]["health"]),
        (&"Sungai".into(), &"well".into())
    );
}

#[test]
fn marks_are_made_by_number_and_by_query() {
    let (home, server) = (Home::new(), newspaper(&["perahu", "jembatan", "nelayan"]));
    home.well(&["add", &server.url("/rss.xml")]);
    assert_eq!(
        home.well(&["mark", "read", "--query", "feed:sungai perahu"]),
        "1 story marked read\n"
    );
    assert_eq!(home.well(&["list", "--unread"]).lines().count(), 2);
    assert_eq!(
        home.well(&["mark", "read", "--query", "is:unread"]),
        "2 stories marked read\n"
    );
    let said = home.say(&["list", "--unread"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    let marked = home.json(&["mark", "unread", "1", "2", "--json"]);
    assert_eq!(
        marked[0],
        serde_json::json!({ "mark": "unread", "changed": [1, 2] })
    );
    let said = home.say(&["mark", "bookmark", "1", "99"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (1, "there is no story 99\n")
    );
    assert_eq!(
        home.json(&["list", "--bookmarked", "--json"]).len(),
        1,
        "what is there is marked all the same"
    );
    assert_eq!(home.say(&["mark", "read"]).code, 2);
    assert_eq!(home.say(&["mark", "read", "--query", "is:old"]).code, 2);
    assert_eq!(home.say(&["mark", "read", "--query", "tidakada"]).code, 1);
}

#[test]
fn a_bookmarked_story_outlives_its_feed() {
    let (home, server) = (Home::new(), newspaper(&["perahu", "jembatan"]));
    home.well(&["add", &server.url("/rss.xml")]);
    home.well(&["refresh"]);
    let id = home.story("Kisah perahu");
    home.well(&["mark", "bookmark", &id]);
    let removed = home.well(&["remove", "harian"]);
    assert!(removed.starts_with("removed Harian Sungai; "), "{removed}");
    assert_eq!(home.json(&["list", "--json"]).len(), 1);
    assert!(home.well(&["show", &id]).contains("menutup kisah ini."));
    assert_eq!(home.say(&["remove", "harian"]).code, 1);
}

#[test]
fn subscriptions_are_imported_and_exported() {
    let home = Home::new();
    let urls = "https://a.example/feed daerah \"~Koran A\" penting !\n# sebuah catatan\nexec:~/jahat.sh\nhttp://b.example/rss\n";
    let file = home.write("urls", urls);
    let said = home.say(&["import", &file]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err
            .starts_with(&format!("{file}:3: exec:~/jahat.sh: ")),
        "{}",
        said.err
    );
    let left = format!(
        "{file}:1: https://a.example/feed: not taken over: the tag \"penting\", that it is hidden (!)\n"
    );
    assert!(said.err.ends_with(&left), "{}", said.err);
    assert!(
        said.out
            .starts_with("2 feeds added, 1 line refused, 1 line taken over in part"),
        "{}",
        said.out
    );
    let exported = home.well(&["export"]);
    let other = Home::new();
    let file = other.write("list.opml", &exported);
    assert!(other.well(&["import", &file]).starts_with("2 feeds added"));
    assert!(
        other
            .well(&["import", &file])
            .starts_with("0 feeds added, 2 known already")
    );
    assert_eq!(other.well(&["export"]), exported);
    let feeds = other.json(&["feeds", "--json"]);
    assert_eq!(feeds.len(), 2);
    assert!(
        feeds.iter().any(|feed| feed["title"] == "Koran A"),
        "{feeds:?}"
    );
}

#[test]
fn a_page_is_saved_as_a_bookmarked_story() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    let saved = home.well(&["save", &server.url("/perahu.html")]);
    assert!(saved.contains("Kisah perahu"), "{saved}");
    let listed = home.json(&["list", "--bookmarked", "--json"]);
    assert_eq!(
        (listed.len(), &listed[0]["offline"]),
        (1, &Value::Bool(true))
    );
    let said = home.say(&["save", &server.url("/tidak-ada.html")]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("could not save") && said.err.contains("404"),
        "{}",
        said.err
    );
}

#[test]
fn looking_at_a_library_that_is_not_there_makes_none() {
    let home = Home::new();
    for arguments in [
        &["list"][..],
        &["feeds"],
        &["search", "x"],
        &["show", "1"],
        &["export"],
        &["doctor"],
        &["config"],
    ] {
        home.say(arguments);
        assert!(
            !exists(&home.path(".local")) && !exists(&home.path(".config")),
            "{arguments:?}"
        );
    }
}

#[test]
fn directories_are_those_that_are_named() {
    let home = Home::new();
    let file = home.write("urls", "https://a.example/feed\n");
    home.well(&["--data-dir", "by-flag", "import", &file]);
    assert!(exists(&home.path("by-flag/library.db")));
    let mut command = home.command(&["import", &file]);
    command.env("KABAR_DATA_DIR", home.path("by-variable"));
    assert_eq!(Said::of(&command.output().unwrap()).code, 0);
    assert!(exists(&home.path("by-variable/library.db")));
    home.well(&["import", &file]);
    assert!(exists(&home.path(".local/share/kabar/library.db")));
}

#[test]
fn reading_and_marking_go_on_while_others_refresh() {
    let home = Home::new();
    let slow = Duration::from_millis(300);
    let server = Server::start([]);
    let host = server.url("");
    server.set("/a", Reply::ok(RSS, feed("A", &host, &["satu", "dua"])));
    server.set(
        "/b",
        Reply::ok(RSS, feed("B", &host, &["tiga"])).delay(slow),
    );
    home.well(&["add", &server.url("/a"), &server.url("/b")]);
    server.set_all(
        "/a",
        vec![Reply::ok(RSS, feed("A", &host, &["satu", "dua", "empat"])).delay(slow)],
    );
    let refresh = || {
        let mut command = home.command(&["refresh", "1", "2", "--feeds-only", "--json"]);
        command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let refreshing: Vec<_> = (0..3).map(|_| refresh()).collect();
    for mark in ["read", "bookmark", "unread", "unbookmark"] {
        for id in ["1", "2", "3"] {
            home.well(&["mark", mark, id]);
        }
        home.well(&["list"]);
    }
    for child in refreshing {
        let said = Said::of(&child.wait_with_output().unwrap());
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(objects(&said.out).len(), 3);
    }
    assert_eq!(
        home.json(&["list", "--json"]).len(),
        4,
        "a story that several refreshes saw is there once"
    );
}

#[test]
fn a_timer_asks_only_feeds_whose_time_has_come() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    let asked = server.count("/rss.xml");
    assert_eq!(
        home.json(&["refresh", "--due", "--json"])[0]["status"],
        "skipped"
    );
    assert_eq!(server.count("/rss.xml"), asked);
    let mut command = home.command(&["refresh", "--due", "--json"]);
    command.env("KABAR_CLOCK_OFFSET", "200000");
    let said = Said::of(&command.output().unwrap());
    assert_eq!(objects(&said.out)[0]["status"], "unchanged", "{}", said.err);
    assert_eq!(server.count("/rss.xml"), asked + 1);
}
