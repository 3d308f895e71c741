//! What a reader wants of one feed, and how much a refresh may fetch.

use crate::cli::{HTML, Home, RSS, feed, newspaper, page};
use crate::server::{Reply, Server};

#[test]
fn a_feed_is_set_up_as_its_reader_wants_it() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    // How often it publishes is told of all feeds and of one.
    let (all, one) = (
        home.json(&["feeds", "--json"]),
        home.json(&["feed", "1", "--json"]),
    );
    assert!(all[0]["pace"].is_u64(), "{}", all[0]);
    assert_eq!(all[0]["pace"], one[0]["pace"]);
    let told = home.json(&[
        "feed",
        "1",
        "--set",
        "title=Sungai",
        "--set",
        "folder=Kota/Hulu",
        "--set",
        "interval=1h30m",
        "--set",
        "user_agent=Pembaca/1",
        "--set",
        "header=Cookie: kunci=rahasia",
        "--json",
    ]);
    let told = &told[0];
    assert_eq!(
        (&told["title"], &told["folder"]),
        (&"Sungai".into(), &"Kota/Hulu".into())
    );
    assert_eq!(
        (&told["interval"], &told["headers"]),
        (&90.into(), &serde_json::json!(["Cookie"]))
    );
    home.well(&["refresh", "--feeds-only", "1"]);
    let seen = server.seen().pop().unwrap();
    assert_eq!(seen.headers["user-agent"], "Pembaca/1");
    assert_eq!(seen.headers["cookie"], "kunci=rahasia");
    // Ninety minutes later and not before.
    let asked = server.count("/rss.xml");
    for (offset, more) in [("5390", 0), ("5410", 1)] {
        let mut command = home.command(&["refresh", "--due", "--feeds-only"]);
        command.env("KABAR_CLOCK_OFFSET", offset);
        command.output().unwrap();
        assert_eq!(server.count("/rss.xml"), asked + more, "{offset}");
    }
    // Secrets are not shown.
    for arguments in [
        &["feed", "1"][..],
        &["feeds", "--json"],
        &["export"],
        &["doctor"],
        &["feed", "1", "--json"],
    ] {
        let said = home.say(arguments);
        assert!(!(said.out + &said.err).contains("rahasia"), "{arguments:?}");
    }
    for (change, words) in [
        (
            "interval=3",
            "interval takes minutes, or a time like 4 h 30 min, from 15 min to 7 d, or auto",
        ),
        ("colour=red", "there is no setting `colour`"),
        ("interval", "`interval` is no KEY=VALUE"),
    ] {
        let said = home.say(&["feed", "1", "--set", "title=Lain", "--set", change]);
        assert_eq!(said.code, 2, "{change}");
        assert!(said.err.contains(words), "{}", said.err);
    }
    assert!(
        home.well(&["feed", "1"]).contains("Sungai"),
        "nothing was changed"
    );
}

#[test]
fn headers_of_a_feed_reach_its_server_and_no_other() {
    let (home, other) = (Home::new(), Server::start([]));
    other.set(
        "/feed",
        Reply::ok(RSS, feed("Jauh", &other.url(""), &["pindah"])),
    );
    let server = Server::start([("/feed", Reply::redirect(302, &other.url("/feed")))]);
    home.well(&["add", &server.url("/feed")]);
    home.well(&["feed", "1", "--set", "header=Authorization: Bearer rahasia"]);
    home.well(&["refresh", "--feeds-only", "1"]);
    let (here, there) = (server.seen().pop().unwrap(), other.seen().pop().unwrap());
    assert_eq!(here.headers["authorization"], "Bearer rahasia");
    assert_eq!(there.headers.get("authorization"), None);
}

/// How a server is told name and password (RFC 7617).
fn basic(known: &str) -> String {
    match known {
        "ani:lama" => "Basic YW5pOmxhbWE=".to_owned(),
        "budi:baru" => "Basic YnVkaTpiYXJ1".to_owned(),
        "ani:baru" => "Basic YW5pOmJhcnU=".to_owned(),
        other => panic!("{other}"),
    }
}

#[test]
fn what_is_set_wins_over_what_stands_in_the_address() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    let with = |login: &str| {
        server
            .url("/rss.xml")
            .replace("://", &format!("://{login}@"))
    };
    let told = |path: &str| {
        let seen = server.seen();
        let last = seen.iter().rev().find(|seen| seen.path == path).unwrap();
        last.headers.get("authorization").cloned()
    };
    home.well(&["add", &with("ani:lama")]);
    assert_eq!(server.count("/rss.xml"), 1, "asked once");
    assert_eq!(told("/rss.xml"), Some(basic("ani:lama")));
    home.well(&["refresh", "1"]);
    assert_eq!(told("/rss.xml"), Some(basic("ani:lama")));
    assert_eq!(told("/perahu.html"), Some(basic("ani:lama")));
    let shown = home.well(&["feed", "1"]);
    assert!(
        shown.contains("login           ani\npassword        •••\n"),
        "{shown}"
    );
    home.well(&["feed", "1", "--set", "password=baru"]);
    home.well(&["refresh", "1"]);
    assert_eq!(told("/rss.xml"), Some(basic("ani:baru")));
    home.well(&["feed", "1", "--set", "login=budi"]);
    home.well(&["refresh", "1"]);
    assert_eq!(told("/rss.xml"), Some(basic("budi:baru")));
    // Taken back, nobody is told anything: nothing is left in the address.
    home.well(&["feed", "1", "--set", "login=", "--set", "password="]);
    home.well(&["refresh", "1"]);
    assert_eq!(told("/rss.xml"), None);
    // A new address brings its own.
    home.well(&[
        "feed",
        "1",
        "--set",
        &format!("address={}", with("ani:lama")),
    ]);
    home.well(&["refresh", "1"]);
    assert_eq!(told("/rss.xml"), Some(basic("ani:lama")));
    // A list is read as the feed that it is; a name alone may be the key, and is not shown.
    let file = home.write("urls", with("ani:lama"));
    assert!(
        home.well(&["import", &file])
            .starts_with("0 feeds added, 1 known")
    );
    home.well(&["feed", "1", "--set", "login=lama", "--set", "password="]);
    for arguments in [
        &["feed", "1"][..],
        &["feed", "1", "--json"],
        &["feeds", "--json"],
        &["export"],
        &["doctor"],
    ] {
        let said = home.say(arguments);
        assert!(!(said.out + &said.err).contains("lama"), "{arguments:?}");
    }
}

#[test]
fn pages_are_fetched_as_each_feed_is_wanted() {
    let server = Server::start([]);
    let host = server.url("");
    // Of one paragraph, and whole.
    let text = |length: usize| "Kalimat yang cukup panjang. ".repeat(length);
    let whole = format!("&lt;p&gt;{}&lt;/p&gt;", text(40)).repeat(3);
    let mut document = feed("Koran", &host, &["pendek", "panjang", "utuh"]);
    for (word, text) in [("panjang", text(60)), ("utuh", whole)] {
        document = document.replace(&format!("Ringkasan {word}."), &text);
    }
    server.set("/feed", Reply::ok(RSS, document));
    let words = ["pendek", "panjang", "utuh"];
    for word in words {
        server.set(&format!("/{word}.html"), Reply::ok(HTML, page(word)));
    }
    let counts = || words.map(|word| server.count(&format!("/{word}.html")));
    for (mode, expected) in [
        ("auto", [1, 1, 0]),
        ("always", [1, 1, 1]),
        ("short", [1, 0, 0]),
        ("never", [0, 0, 0]),
    ] {
        let of_pages = expected.iter().sum::<usize>();
        // Said before its stories come, and after: those that wait already are judged anew.
        for is_late in [false, true] {
            let home = Home::new();
            let before = counts();
            let file = home.write("urls", server.url("/feed"));
            home.well(&["import", &file]);
            if is_late {
                home.well(&["refresh", "--feeds-only", "1"]);
                // Some of what a feed carries is kept otherwise once it was read.
                home.well(&["show", "1"]);
                home.well(&["feed", "1", "--set", "full_text=never"]);
            }
            home.well(&["feed", "1", "--set", &format!("full_text={mode}")]);
            let said = home.well(&["refresh", "1"]);
            // What came ready with its feed counts when it comes.
            let brought = if is_late { of_pages } else { 3 };
            let words = match (brought, of_pages) {
                (0, _) => "new stories\n".to_owned(),
                (1, 1) => "1 story ready, ".to_owned(),
                (_, 0) => format!("{brought} stories ready\n"),
                _ => format!("{brought} stories ready, "),
            };
            let last = said.split_inclusive('\n').next_back().unwrap();
            let starts = last.starts_with(&words) || brought == 0 && last.ends_with(&words);
            assert!(starts, "{mode} {is_late}: {said}");
            let after = counts();
            let fetched = [0, 1, 2].map(|place| after[place] - before[place]);
            assert_eq!(fetched, expected, "{mode} {is_late}");
            // And all of them are ready, wherever one asks.
            let ready = home.json(&["list", "is:offline", "--json"]);
            assert_eq!(ready.len(), 3, "{mode} {is_late}");
            assert!(ready.iter().all(|row| row["offline"] == true));
            let said = home.say(&["doctor"]).out;
            assert!(said.contains("3 readable offline"), "{mode}: {said}");
        }
    }
}

#[test]
fn a_refresh_fetches_no_more_than_it_may() {
    let words: Vec<String> = (0..40).map(|number| format!("cerita{number}")).collect();
    let server = Server::start([]);
    let refs: Vec<&str> = words.iter().map(String::as_str).collect();
    // One a day, the first the newest.
    let document = feed("Koran", &server.url(""), &refs[..15]);
    server.set("/feed", Reply::ok(RSS, document));
    // Each page is a fifth of a megabyte.
    let padding = format!("<!-- {} -->", "x".repeat(200_000));
    for word in &words {
        let html = page(word).replace("</body>", &format!("{padding}</body>"));
        server.set(&format!("/{word}.html"), Reply::ok(HTML, html));
    }
    let pages = || {
        server
            .seen()
            .iter()
            .filter(|seen| seen.path.contains("cerita"))
            .count()
    };
    let home = Home::new();
    home.well(&["import", &home.write("urls", server.url("/feed"))]);
    let said = home.well(&["refresh", "--since", "2026-11-18"]);
    assert_eq!(pages(), 3, "{said}");
    let last = said.lines().last().unwrap();
    assert!(
        last.starts_with("3 stories ready, 6") && last.ends_with("kB"),
        "{said}"
    );
    // The next time goes on with the rest.
    let said = home.well(&["refresh", "1"]);
    assert!(said.ends_with("12 stories ready, 2 MB\n"), "{said}");
    assert_eq!(pages(), 15);
    // Nothing is left, and nothing is said of it.
    assert_eq!(home.well(&["refresh", "--budget", "1"]).lines().count(), 1);
    let other = Home::new();
    other.well(&["import", &other.write("urls", server.url("/feed"))]);
    assert_eq!(other.well(&["refresh", "--budget", "0"]).lines().count(), 1);
    assert_eq!(pages(), 15);
    // A megabyte is five pages, and hardly more than that is under way at the end.
    let said = other.well(&["refresh", "--budget", "1"]);
    assert!((20..=22).contains(&pages()), "{}: {said}", pages());
}

#[test]
fn subjects_and_attached_media_are_answered() {
    let (home, server) = (Home::new(), Server::start([]));
    let more = "<category>Air</category><category>Kota</category>\
                <enclosure url=\"https://suara.example/1.mp3\" type=\"audio/mpeg\" length=\"1234\"/></item>";
    let document = feed("Koran", &server.url(""), &["perahu"]).replace("</item>", more);
    server.set("/feed", Reply::ok(RSS, document));
    home.say(&["add", &server.url("/feed")]);
    let shown = &home.json(&["show", "1", "--json"])[0];
    assert_eq!(shown["categories"], serde_json::json!(["Air", "Kota"]));
    let media = serde_json::json!([{ "url": "https://suara.example/1.mp3", "type": "audio/mpeg", "length": 1234 }]);
    assert_eq!(shown["enclosures"], media);
}

#[test]
fn a_thousand_feeds_are_imported_with_their_folders() {
    let home = Home::new();
    let urls: Vec<String> = (0..1000)
        .map(|number| format!("https://koran{number}.example/feed bagian{}", number % 10))
        .collect();
    let file = home.write("urls", urls.join("\n"));
    assert!(
        home.well(&["import", &file])
            .starts_with("1000 feeds added")
    );
    assert!(
        home.well(&["import", &file])
            .starts_with("0 feeds added, 1000 known already")
    );
    let feeds = home.json(&["feeds", "--json"]);
    assert_eq!(feeds.len(), 1000);
    assert!(
        feeds
            .iter()
            .all(|feed| feed["folder"].as_array().unwrap().len() == 1)
    );
}

#[test]
fn what_a_refresh_brings_is_indexed() {
    let (home, server) = (Home::new(), newspaper(&["perahu", "jembatan"]));
    home.well(&["import", &home.write("urls", server.url("/rss.xml"))]);
    let library = home.path(".local/share/kabar/library.db");
    let left = || {
        kabar::store::Store::open(&library)
            .unwrap()
            .index_some(1)
            .unwrap()
    };
    // With feeds only nobody waits for it.
    home.well(&["refresh", "--feeds-only", "1"]);
    assert_eq!(
        left(),
        1,
        "two stories less the one that was indexed just now"
    );
    home.well(&["refresh"]);
    assert_eq!(left(), 0);
}

#[test]
fn an_order_that_is_asked_for_is_kept() {
    let (home, server) = (Home::new(), Server::start([]));
    // The newest has the word only in its text.
    let document =
        feed("Koran", &server.url(""), &["lain", "beras"]).replace("Ringkasan lain", "Harga beras");
    server.set("/feed", Reply::ok(RSS, document));
    home.say(&["add", &server.url("/feed")]);
    let titles = |query: &[&str]| -> Vec<String> {
        let found = home.json(&[&["search", "--json", "beras"], query].concat());
        found
            .iter()
            .map(|story| story["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles(&[]), ["Kisah beras", "Kisah lain"]);
    assert_eq!(titles(&["order:newest"]), ["Kisah lain", "Kisah beras"]);
    assert_eq!(titles(&["order:oldest"]), ["Kisah beras", "Kisah lain"]);
}

#[test]
fn a_name_is_one_harmless_line() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    let shown = home.well(&["feed", "1", "--set", "title=Kabar\nmalam\u{1b}[31m"]);
    assert!(shown.contains("title           Kabar malam\n"), "{shown}");
    assert!(!shown.contains('\u{1b}'));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_feed_and_keeps_nobody_waiting() {
    let home = Home::new();
    let path = home.write(
        "pipa.xml",
        "<rss version=\"2.0\"><channel><title>Pipa</title></channel></rss>",
    );
    home.well(&["add", &path]);
    std::fs::remove_file(&path).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    let said = home.say(&["refresh", "1"]);
    assert!(
        said.err.contains("it is no file with a feed"),
        "{}",
        said.err
    );
    let said = home.say(&["add", &path]);
    assert!(said.err.contains(" is no regular file"), "{}", said.err);
}
