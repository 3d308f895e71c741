//! What goes wrong costs itself only, and is told in one line.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use kabar::store::Store;

use crate::cli::{HTML, Home, RSS, Said, feed, newspaper, objects};
use crate::pty::{DEADLINE, GLANCE};
use crate::server::{Manner, Nobody, Reply, Server};

/// A good feed among all that a server can do wrong.
fn troubled(server: &Server, dead: &str) -> Vec<(&'static str, String, Option<&'static str>)> {
    let host = server.url("");
    let good = feed("Baik", &host, &["perahu", "jembatan"]);
    let cut = good.find("Kisah jembatan").unwrap();
    server.set("/good", Reply::ok(RSS, good.clone()));
    server.set("/missing", Reply::status(404));
    server.set(
        "/page",
        Reply::ok(
            HTML,
            "<!doctype html><title>Halaman</title><p>Bukan umpan.</p>",
        ),
    );
    server.set(
        "/huge",
        Reply::ok(RSS, vec![b' '; 64 << 10]).manner(Manner::Endless),
    );
    server.set("/empty", Reply::ok(RSS, ""));
    server.set("/cut", Reply::ok(RSS, &good.as_bytes()[..cut]));
    let mut latin = feed("Latin", &host, &["caf\u{e9}"]).into_bytes();
    latin.push(0xff);
    server.set(
        "/bytes",
        Reply::ok("application/rss+xml; charset=utf-8", latin),
    );
    server.set("/silent", Reply::default().manner(Manner::Silent));
    server.set("/busy", Reply::status(429).header("Retry-After", "7200"));
    vec![
        ("good", server.url("/good"), None),
        (
            "dead",
            format!("http://{dead}/feed"),
            Some("could not connect to 127.0.0.1"),
        ),
        ("missing", server.url("/missing"), Some("404")),
        ("page", server.url("/page"), Some("HTML page")),
        ("huge", server.url("/huge"), Some("larger than 16 MiB")),
        ("empty", server.url("/empty"), Some("empty")),
        ("silent", server.url("/silent"), Some("")),
        ("busy", server.url("/busy"), Some("429")),
        ("cut", server.url("/cut"), None),
        ("bytes", server.url("/bytes"), None),
    ]
}

#[test]
fn each_bad_feed_is_told_in_one_line_and_the_good_ones_are_stored() {
    let home = Home::new();
    let server = Server::start([]);
    let dead = Nobody::new();
    let feeds = troubled(&server, &dead.host());
    let urls: Vec<String> = feeds
        .iter()
        .map(|(name, url, _)| format!("{url} \"~the {name} one\""))
        .collect();
    let file = home.write("urls", urls.join("\n"));
    home.well(&["import", &file]);
    let mut command = home.command(&["refresh", "--feeds-only", "--json"]);
    // Who is silent is given up earlier; who sends too much has time for it on a slow machine.
    command.env("KABAR_NETWORK_FEED_SECONDS", "120");
    let said = Said::of(&command.output().unwrap());
    assert_eq!(said.code, 1, "{}", said.err);
    let lines = objects(&said.out);
    for (name, url, cause) in &feeds {
        let line = lines
            .iter()
            .find(|line| line["url"] == url.as_str())
            .expect(name);
        let told: Vec<&str> = said
            .err
            .lines()
            .filter(|told| told.contains(&format!("the {name} one: ")))
            .collect();
        if let Some(cause) = cause {
            assert_eq!(line["status"], "failed", "{name}");
            assert_eq!(told.len(), 1, "{name}: {}", said.err);
            assert!(
                told[0].starts_with("could not refresh the ") && told[0].contains(cause),
                "{name}: {told:?}"
            );
        } else {
            assert!(line["new"].as_u64() >= Some(1), "{name}: {line}");
            assert_eq!(line["status"], "new", "{name}: {line}");
            let is_damaged = matches!(*name, "cut" | "bytes");
            assert_eq!(line["warning"].is_string(), is_damaged, "{name}: {line}");
            assert_eq!(
                told.iter()
                    .filter(|told| told.contains("read in part: "))
                    .count(),
                usize::from(is_damaged),
                "{name}: {told:?}"
            );
        }
    }
    // Damage is trouble too, also when nothing else fails, and when a feed is added.
    for name in ["cut", "bytes"] {
        let (_, url, _) = feeds.iter().find(|(other, ..)| *other == name).unwrap();
        let other = Home::new();
        let said = other.say(&["add", "--json", url]);
        assert!(
            said.err.contains(": read in part: "),
            "{name}: {}",
            said.err
        );
        let line = &objects(&said.out)[0];
        assert_eq!(
            (said.code, &line["ok"]),
            (1, &true.into()),
            "{name}: {line}"
        );
        assert!(said.err.contains(line["warning"].as_str().unwrap()));
        let other = Home::new();
        let list = other.write("urls", url);
        other.well(&["import", &list]);
        assert_eq!(other.say(&["refresh", "--feeds-only"]).code, 1, "{name}");
    }
    // The whole feed, and the whole item of the feed that was cut off.
    let titles = home.well(&["list"]);
    for (word, times) in [("perahu", 2), ("jembatan", 1), ("caf\u{e9}", 1)] {
        let found = titles.matches(&format!("Kisah {word}")).count();
        assert!(found >= times, "{word}: {titles}");
    }
    let feeds = home.json(&["feeds", "--json"]);
    let failing = feeds
        .iter()
        .filter(|feed| feed["health"] == "failing")
        .count();
    assert!(failing >= 6, "{feeds:?}");
    let damaged = feeds.iter().filter(|feed| feed["warning"].is_string());
    assert_eq!(damaged.count(), 2, "{feeds:?}");
    let waiting = feeds.iter().filter(|feed| feed["retry_after"].is_string());
    assert_eq!(waiting.count(), 1, "{feeds:?}");
    let told = home.well(&["feeds"]);
    assert_eq!(
        told.matches(", because the site asked)").count(),
        1,
        "{told}"
    );
    assert_eq!(told.matches("! read in part: ").count(), 2, "{told}");
    let doctor = home.say(&["doctor"]);
    assert_eq!(
        doctor.out.matches(": read in part: ").count(),
        2,
        "{}",
        doctor.out
    );
    assert_eq!(doctor.code, 1);
    assert!(
        doctor
            .out
            .contains("the missing one: the server answered 404"),
        "{}",
        doctor.out
    );
}

#[test]
fn what_cannot_be_added_is_told_with_its_address() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    server.set("/page", Reply::ok(HTML, "<p>Tanpa umpan.</p>"));
    let dead = Nobody::new();
    for (address, cause) in [
        (server.url("/nowhere"), "404"),
        (dead.url("/"), "could not connect"),
        ("ftp://a.example/feed".to_owned(), "http"),
        ("file:///etc/passwd".to_owned(), "not a feed but plain text"),
        ("http://".to_owned(), "address"),
    ] {
        let said = home.say(&["add", &address]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{address}");
        assert!(
            said.err.contains(&address) && said.err.contains(cause),
            "{address}: {}",
            said.err
        );
        assert_eq!(said.err.lines().count(), 1, "{}", said.err);
    }
    assert_eq!(home.say(&["feeds"]).code, 1, "nothing was subscribed");
    let said = home.say(&["add", &server.url("/rss.xml"), &server.url("/nowhere")]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.starts_with("Harian Sungai: subscribed"),
        "{}",
        said.out
    );
}

#[test]
fn offline_leaves_the_network_alone() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    let asked = server.total();
    for arguments in [
        vec!["--offline", "refresh"],
        vec!["--offline", "add", "http://a.example"],
        vec!["--offline", "save", "http://a.example"],
    ] {
        let said = home.say(&arguments);
        assert_eq!(
            (said.code, said.err.as_str()),
            (2, "kabar: this needs the network; leave out --offline\n")
        );
    }
    assert_eq!(server.total(), asked);
}

#[test]
fn a_wrong_configuration_is_told_with_its_line_and_left_as_it_is() {
    let home = Home::new();
    let text = "[reading]\nmesure = 70\n[look]\nmouse = \"yes\"\n";
    let file = home.write(".config/kabar/config.toml", text);
    let said = home.say(&["list"]);
    let wanted = format!(
        "kabar: {file}:2: unknown setting `mesure` in [reading]; did you mean `measure`?\n\
         {file}:4: `mouse` must be true or false\n"
    );
    assert_eq!((said.code, said.err), (2, wanted));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    for arguments in [
        &["man"][..],
        &["completions", "bash"],
        &["config", "--default"],
        &["--version"],
        &["--help"],
    ] {
        assert!(
            !home.well(arguments).is_empty(),
            "{arguments:?} helps all the same"
        );
    }
}

#[test]
fn a_library_of_the_future_or_of_another_kind_is_named_and_left_alone() {
    let home = Home::new();
    let file = home.write(
        ".local/share/kabar/library.db",
        "ini bukan pustaka, hanya sebuah catatan\n".repeat(200),
    );
    for arguments in [
        &["list"][..],
        &["add", "http://127.0.0.1:9/"],
        &["mark", "read", "1"],
    ] {
        let said = home.say(arguments);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{arguments:?}");
        assert!(said.err.contains(&file), "{}", said.err);
    }
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("ini bukan pustaka")
    );
}

#[test]
fn a_slow_host_does_not_keep_the_others_waiting() {
    let home = Home::new();
    let server = newspaper(&["perahu"]);
    // A byte now and then: it is waited for as long as a whole feed may take.
    let drip = Manner::Drip(Duration::from_secs(1));
    server.set("/slow", Reply::ok(RSS, " ".repeat(9000)).manner(drip));
    let file = home.write(
        "urls",
        format!("{}\n{}\n", server.url("/slow"), server.url("/rss.xml")),
    );
    home.well(&["import", &file]);
    // Longer than the other is waited for here.
    let mut command = home.command(&["refresh", "--feeds-only"]);
    command.env("KABAR_NETWORK_FEED_SECONDS", "600");
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    let library = home.path(".local/share/kabar/library.db");
    let has_come = || {
        let feeds = Store::open(&library).unwrap().feeds().unwrap();
        feeds.iter().any(|feed| feed.total == 1)
    };
    let began = Instant::now();
    while !has_come() {
        assert!(child.try_wait().unwrap().is_none(), "it has ended before");
        assert!(began.elapsed() < DEADLINE, "nothing has come");
        thread::sleep(GLANCE);
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_wrong_key_is_refused_by_file_and_line() {
    let home = Home::new();
    home.write(
        ".config/kabar/keymap.toml",
        "[stories]\nfly = [\"f\"]\nopen = [\"Hyper-q\"]\n",
    );
    let said = home.say(&["config"]);
    assert_eq!(said.code, 2);
    for part in [
        "keymap.toml:2: stories.fly is not an action",
        "keymap.toml:3: stories.open",
    ] {
        assert!(said.err.contains(part), "{}", said.err);
    }
}

#[test]
fn a_library_that_cannot_be_looked_at_is_not_an_empty_one() {
    let home = Home::new();
    let file = home.write("notes.txt", "no directory");
    for command in ["list", "feeds", "export"] {
        let said = home.say(&["--data-dir", &file, command]);
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{command}");
        assert!(said.err.contains("notes.txt"), "{command}: {}", said.err);
    }
}

#[test]
fn a_page_that_cannot_be_read_has_the_fields_of_any_other() {
    let home = Home::new();
    let page = home.write("a.html", "<title>A</title><p>Tulisan.</p>");
    let said = home.say(&["extract", "--json", &page, "nowhere.html"]);
    assert_eq!(said.code, 1);
    let names: Vec<Vec<String>> = said
        .out
        .lines()
        .map(|line| {
            let line: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(line).unwrap();
            line.keys().cloned().collect()
        })
        .collect();
    assert_eq!(names.len(), 2);
    assert_eq!(names[0], names[1]);
}

#[test]
fn what_is_no_number_is_told_in_words() {
    let home = Home::new();
    for (arguments, words) in [
        (["show", "abc"].as_slice(), "stories have numbers"),
        (&["mark", "read", "abc"], "stories have numbers"),
        (&["list", "--limit", "0"], "a number from 1 on is needed"),
        (
            &["search", "--limit", "x", "perahu"],
            "a number from 1 on is needed",
        ),
    ] {
        let said = home.say(arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn feeds_are_listed_without_their_passwords() {
    let home = Home::new();
    let file = home.write("urls", "https://ani:rahasia@a.example/rss\n");
    home.well(&["import", &file]);
    for arguments in [
        ["feeds"].as_slice(),
        &["feeds", "--json"],
        &["feed", "a.example/rss"],
        &["feed", "a.example/rss", "--json"],
    ] {
        let told = home.well(arguments);
        assert!(
            told.contains("a.example/rss") && !told.contains("rahasia"),
            "{told}"
        );
    }
}

#[test]
fn stories_whose_pages_cannot_be_had_are_named() {
    let words: Vec<String> = (1..=8).map(|number| format!("kisah{number}")).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (home, server) = (Home::new(), newspaper(&words));
    for word in &words[1..] {
        server.set(&format!("/{word}.html"), Reply::status(404));
    }
    let list = home.write("urls", server.url("/rss.xml"));
    home.well(&["import", &list]);
    let said = home.say(&["refresh"]);
    assert!(
        said.out.contains("1 story ready") && said.out.contains("7 failed"),
        "{}",
        said.out
    );
    let named = said
        .err
        .lines()
        .filter(|line| line.contains("(Harian Sungai): the server answered 404"));
    assert_eq!(named.count(), 5, "{}", said.err);
    assert!(said.err.contains("and 2 more stories"), "{}", said.err);
}

#[test]
fn the_doctor_names_feeds_that_moved_are_doubled_gone_or_silent() {
    let (home, server, gone) = (Home::new(), Server::start([]), Server::start([]));
    let document = |title: &str| feed(title, &server.url(""), &["perahu"]);
    let front = "<!doctype html><link rel=alternate type=application/rss+xml href=/umpan><p>Depan";
    let old = document("Diam").replace("Nov 2026", "Jan 2024");
    for (path, reply) in [
        ("/", Reply::ok(HTML, front)),
        ("/umpan", Reply::ok(RSS, document("Umpan"))),
        ("/lama", Reply::redirect(301, "/baru")),
        ("/baru", Reply::ok(RSS, document("Pindah"))),
        ("/ganda", Reply::redirect(308, "/satu")),
        ("/satu", Reply::ok(RSS, document("Satu"))),
        ("/hilang", Reply::status(404)),
        ("/diam", Reply::ok(RSS, old)),
    ] {
        server.set(path, reply);
    }
    gone.set("/tutup", Reply::status(410));
    let lines = ["lama", "ganda", "satu", "hilang", "diam"];
    let lines = lines.map(|name| format!("{} ~{name}\n", server.url(&format!("/{name}"))));
    let list = lines.concat() + &format!("{} ~tutup\n", gone.url("/tutup"));
    home.well(&["import", &home.write("urls", list)]);
    home.say(&["refresh", "--feeds-only"]);

    let numbers = home.json(&["feeds", "--json"]);
    let number = |name: &str| {
        let found = numbers.iter().find(|feed| feed["title"] == name);
        found.unwrap()["id"].to_string()
    };
    let url = |path: &str| server.url(path);
    let remove = |name: &str| {
        let number = number(name);
        Some(format!(
            "`kabar remove {number}`; its bookmarked stories stay"
        ))
    };
    let expected = [
        (
            true,
            format!(
                "lama: moved from {} to {}, where it is asked now",
                url("/lama"),
                url("/baru")
            ),
            None,
        ),
        (
            false,
            format!(
                "ganda: has moved to an address that you read already: {}",
                url("/satu")
            ),
            remove("ganda"),
        ),
        (
            false,
            "hilang: the server answered 404".to_owned(),
            Some(format!(
                "found instead: {0}; `kabar feed {1} --set address={0}` follows it; `kabar remove {1}`",
                url("/umpan"),
                number("hilang")
            )),
        ),
        (
            true,
            "diam: nothing new since 2024-01-".to_owned(),
            Some(format!(
                "`kabar add {}` looks for another feed of its site; `kabar remove {}`",
                url("/"),
                number("diam")
            )),
        ),
        (
            false,
            "tutup: the server says that it is gone for good (since 20".to_owned(),
            remove("tutup"),
        ),
    ];
    let said = home.say(&["doctor", "--json"]);
    let checks = objects(&said.out);
    let of_feeds: Vec<_> = checks
        .iter()
        .filter(|check| check["check"] == "feed")
        .collect();
    assert_eq!(
        (said.code, of_feeds.len()),
        (1, expected.len()),
        "{}",
        said.out
    );
    let lines = home.say(&["doctor"]).out;
    for (ok, found, fix) in expected {
        let check = of_feeds
            .iter()
            .find(|check| check["found"].as_str().unwrap().starts_with(&found));
        let check = check.unwrap_or_else(|| panic!("{found}: {}", said.out));
        assert_eq!(
            (&check["ok"], &check["fix"]),
            (&ok.into(), &fix.clone().into())
        );
        let sign = if ok { "ok " } else { " ! " };
        assert!(
            lines.contains(&format!("{sign} feed       {found}")),
            "{lines}"
        );
        assert!(
            fix.is_none_or(|fix| lines.contains(&format!("\n               {fix}\n"))),
            "{lines}"
        );
    }
}

/// Results and JSON are for other programs too: they stay as they are.
#[test]
fn what_fails_is_told_in_the_readers_language() {
    let home = Home::new();
    let say = |arguments: &[&str]| {
        let mut command = home.command(arguments);
        Said::of(&command.env("LANG", "id_ID.UTF-8").output().unwrap())
    };
    for (arguments, words) in [
        (
            &["--offline", "add", "a.example"][..],
            "kabar: ini perlu jaringan; hilangkan --offline\n",
        ),
        (
            &["feeds"],
            "belum ada sumber; tambahkan dengan `kabar add URL`\n",
        ),
        (
            &["list"],
            "belum ada berita; tambahkan sumber dengan `kabar add URL`, atau lihat `kabar demo`\n",
        ),
        (&["show", "7"], "tidak ada berita 7\n"),
        (
            &["feed", "antara"],
            "kabar: tidak ada sumber yang cocok dengan `antara`; `kabar feeds` menyebut semuanya\n",
        ),
        (
            &["add", "gopher://a.example"],
            "gopher://a.example tidak dapat ditambahkan: hanya alamat http:, https: dan file: yang dapat dibaca\n",
        ),
    ] {
        assert_eq!(say(arguments).err, words, "{arguments:?}");
    }
    let said = say(&["add", "gopher://a.example", "--json"]);
    let error = "only http:, https: and file: addresses can be read";
    assert_eq!(objects(&said.out)[0]["error"], error);
}
