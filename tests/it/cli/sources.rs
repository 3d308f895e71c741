//! Sources with settings of their own: programs, names and passwords, proxies, certificates; and what leaves others out.

use crate::cli::tls::serve;
use crate::cli::{HTML, Home, RSS, feed, page};
use crate::server::{Reply, Server};

/// `ani:rahasia` as a server sees it (RFC 7617).
const ANI: &str = "Basic YW5pOnJhaGFzaWE=";

#[test]
fn a_command_of_the_settings_is_a_source_and_no_other_is() {
    let home = Home::new();
    let document = home.write(
        "cuaca.xml",
        feed("Cuaca", "https://cuaca.example", &["hujan"]),
    );
    home.write(
        ".config/kabar/config.toml",
        format!("[sources.commands]\ncuaca = [\"cat\", \"{document}\"]\nrusak = [\"false\"]\n"),
    );
    let told = home.well(&["add", "exec:cuaca"]);
    assert!(told.starts_with("Cuaca: subscribed, 1 new story"), "{told}");
    home.well(&["refresh", "--feeds-only"]);
    assert!(home.well(&["export"]).contains("exec:cuaca"));
    for (address, words) in [
        (
            "exec:lain",
            "[sources] in config.toml names no command `lain`",
        ),
        ("exec:rusak", "false ended with 1"),
        (
            "exec:rm -rf /",
            "exec: takes the name of a command in [sources] of config.toml",
        ),
    ] {
        let said = home.say(&["add", address]);
        assert_eq!(said.code, 1, "{address}");
        assert!(said.err.contains(words), "{address}: {}", said.err);
    }
    // Neither a list nor a page may name one.
    let list = home.write("urls", "exec:cuaca\n");
    let said = home.say(&["import", &list]);
    assert!(
        said.err
            .contains("urls:1: exec:cuaca: it would run a command"),
        "{}",
        said.err
    );
    let front = "<!doctype html><link rel=alternate type=\"application/rss+xml\" href=\"exec:cuaca\"><p>Muka.";
    let server = Server::start([
        ("/", Reply::ok(HTML, front)),
        ("/moved", Reply::redirect(301, "exec:cuaca")),
    ]);
    for path in ["/", "/moved"] {
        let said = home.say(&["add", &server.url(path)]);
        assert_eq!(said.code, 1, "{path}: {}", said.out);
    }
    assert_eq!(home.json(&["feeds", "--json"]).len(), 1);
}

#[test]
fn name_and_password_reach_the_feed_and_its_pages_and_nobody_else() {
    let (home, other) = (Home::new(), Server::start([]));
    other.set("/jauh.html", Reply::ok(HTML, page("jauh")));
    let server = Server::start([]);
    let document = feed("Langganan", &server.url(""), &["dekat", "jauh"]).replace(
        &format!("{}/jauh.html", server.url("")),
        &other.url("/jauh.html"),
    );
    server.set("/rss", Reply::ok(RSS, document));
    server.set("/dekat.html", Reply::ok(HTML, page("dekat")));
    home.well(&["import", &home.write("urls", server.url("/rss"))]);
    let program = home.write("sandi", "rahasia\nbukan ini\n");
    home.well(&[
        "feed",
        "1",
        "--set",
        "login=ani",
        "--set",
        &format!("password_cmd=cat '{program}'"),
        "--set",
        "header=Cookie: kunci=1",
    ]);
    home.well(&["refresh"]);
    let seen = server.seen();
    assert_eq!(seen.len(), 2, "{seen:?}");
    for seen in seen {
        assert_eq!(seen.headers["authorization"], ANI, "{}", seen.path);
        assert_eq!(seen.headers["cookie"], "kunci=1");
    }
    let there = other.seen().pop().unwrap();
    assert_eq!(there.headers.get("authorization"), None);
    assert_eq!(there.headers.get("cookie"), None);
}

#[test]
fn a_feed_that_moves_leaves_what_lets_it_in_with_its_old_server() {
    let (old, new, third) = (Server::start([]), Server::start([]), Server::start([]));
    for server in [&old, &new, &third] {
        let document = feed("Pindah", &server.url(""), &["kapal"]);
        server.set("/rss", Reply::ok(RSS, document));
    }
    let home = Home::new();
    home.well(&["import", &home.write("urls", old.url("/rss"))]);
    let secrets = ["login=ani", "password=rahasia", "header=Cookie: kunci=1"];
    let set = secrets.iter().flat_map(|secret| ["--set", secret]);
    let set: Vec<&str> = ["feed", "1"].into_iter().chain(set).collect();
    home.well(&set);
    home.well(&["refresh", "--feeds-only", "1"]);
    // For good, by the word of the old server; then by that of the reader.
    old.set("/rss", Reply::redirect(301, &new.url("/rss")));
    home.well(&["refresh", "--feeds-only", "1"]);
    home.well(&["refresh", "--feeds-only", "1"]);
    let elsewhere = format!("address={}", third.url("/rss"));
    home.well(&["feed", "1", "--set", &elsewhere]);
    home.well(&["refresh", "--feeds-only", "1"]);
    assert_eq!(old.seen().pop().unwrap().headers["authorization"], ANI);
    for (server, asked) in [(&new, 2), (&third, 1)] {
        assert_eq!(server.count("/rss"), asked);
        for seen in server.seen() {
            assert_eq!(seen.headers.get("authorization"), None);
            assert_eq!(seen.headers.get("cookie"), None);
        }
    }
    let doctor = home.say(&["doctor"]);
    assert!(
        doctor.out.contains("told to no other"),
        "{}{}",
        doctor.out,
        doctor.err
    );
    // The new server is told what it is given, and nothing of before.
    home.well(&[
        "feed",
        "1",
        "--set",
        "login=ani",
        "--set",
        "password=rahasia",
    ]);
    home.well(&["refresh", "--feeds-only", "1"]);
    let seen = third.seen().pop().unwrap();
    assert_eq!(seen.headers["authorization"], ANI);
    assert_eq!(seen.headers.get("cookie"), None);
}

#[test]
fn what_lets_others_in_is_never_told() {
    let (home, server) = (Home::new(), Server::start([]));
    server.set(
        "/rss",
        Reply::ok(RSS, feed("Langganan", &server.url(""), &["dekat"])),
    );
    server.set("/rusak", Reply::status(500));
    server.set("/dekat.html", Reply::ok(HTML, page("dekat")));
    let with = |path: &str| server.url(path).replace("http://", "http://ani:rahasia@");
    let odd = home.write("odd", "ftp://ani:rahasia@a.example/x\n");
    home.well(&[
        "import",
        &home.write("urls", format!("{}\n{}\n", with("/rss"), with("/rusak"))),
    ]);
    let log = home.path("log");
    let log = log.to_str().unwrap();
    for arguments in [
        ["--log", log, "refresh", "--json"].as_slice(),
        &["add", &with("/rss")],
        &["add", "--json", &with("/tiada")],
        &[
            "feed",
            "1",
            "--set",
            "password=rahasia",
            "--set",
            "header=X-Key: rahasia",
        ],
        &[
            "feed",
            "1",
            "--set",
            "proxy=http://x:rahasia@127.0.0.1:1",
            "--json",
        ],
        &["feed", "1", "--set", "proxy="],
        &["feeds", "--json"],
        &["feeds"],
        &["save", &with("/dekat.html")],
        &["save", &with("/tiada")],
        &["extract", &with("/dekat.html"), "--json"],
        &["import", &odd],
        &["add", "http://ani:rahasia@@@/"],
        &["refresh", &with("/tiada")],
        &["list", "--json"],
        &["show", "1", "--json"],
        &["doctor"],
        &["export"],
        &["remove", "1"],
    ] {
        let said = home.say(arguments);
        assert!(
            !said.out.contains("rahasia") && !said.err.contains("rahasia"),
            "{arguments:?}\n{}{}",
            said.out,
            said.err
        );
    }
    assert!(!std::fs::read_to_string(log).unwrap().contains("rahasia"));
    assert!(
        server
            .seen()
            .iter()
            .any(|seen| seen.headers.get("authorization").map(String::as_str) == Some(ANI))
    );
}

#[test]
fn the_feeds_of_large_sites_follow_from_their_pages() {
    let handle = "<!doctype html><link rel=\"alternate\" type=\"application/rss+xml\" \
                  href=\"http://www.youtube.com/feeds/videos.xml?channel_id=UCpegangan\">";
    for (asked, found) in [
        (
            "www.youtube.com/channel/UCsaluran",
            "www.youtube.com/feeds/videos.xml?channel_id=UCsaluran",
        ),
        (
            "www.youtube.com/@pegangan",
            "www.youtube.com/feeds/videos.xml?channel_id=UCpegangan",
        ),
        (
            "github.com/kapal/layar",
            "github.com/kapal/layar/releases.atom",
        ),
        ("github.com/kapal", "github.com/kapal.atom"),
        ("www.reddit.com/r/kapal", "www.reddit.com/r/kapal/.rss"),
        ("sosial.example/@ani", "sosial.example/@ani.rss"),
        (
            "lemmy.example/c/kapal",
            "lemmy.example/feeds/c/kapal.xml?sort=New",
        ),
    ] {
        // A proxy is asked for whole addresses.
        let found = format!("http://{found}");
        let proxy = Server::start([
            (
                found.as_str(),
                Reply::ok(RSS, feed("Kapal", "http://kapal.example", &["layar"])),
            ),
            ("http://www.youtube.com/@pegangan", Reply::ok(HTML, handle)),
        ]);
        let home = Home::new();
        let mut command = home.command(&["add", "--json", &format!("http://{asked}")]);
        command.env("http_proxy", proxy.url(""));
        let said = crate::cli::Said::of(&command.output().unwrap());
        let told = crate::cli::objects(&said.out);
        assert_eq!(told[0]["url"], found.as_str(), "{asked}: {}", said.err);
    }
}

#[test]
fn a_selector_of_the_reader_means_what_it_says() {
    let links = |class: &str| -> String {
        let link = |n| format!("<p><a href=/{class}/{n}>Kapal ke-{n}</a></p>");
        (0..6).map(link).collect()
    };
    let (news, popular) = (links("berita"), links("populer"));
    let html = format!(
        "<!doctype html><title>Kota</title><main>{news}</main><aside><h4>Terpopuler</h4>{popular}</aside>"
    );
    let server = Server::start([("/kota", Reply::ok(HTML, html))]);
    let page = server.url("/kota");
    let home = Home::new();
    // Short words in a box of what is popular: kabar itself would take none of them.
    home.well(&["add", "--select", "aside p > a", &page]);
    home.well(&["refresh", "--feeds-only"]);
    let stories = home.json(&["list", "--json"]);
    assert_eq!(stories.len(), 6);
    let is_popular = |url: &str| url.contains("/populer/");
    assert!(
        stories
            .iter()
            .all(|story| story["url"].as_str().is_some_and(is_popular))
    );
    let said = home.say(&["add", "--select", "table a", &page]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("there are no links where table a stands"),
        "{}",
        said.err
    );
}

#[test]
fn a_public_site_leads_to_no_feed_in_a_private_network() {
    let private = Server::start([]);
    private.set(
        "/rss",
        Reply::ok(RSS, feed("Dalam", &private.url(""), &["rahasia"])),
    );
    let named = private.url("/rss");
    let link = format!("<link rel=alternate type=application/rss+xml href=\"{named}\">");
    let pages = [
        ("link", link, String::new()),
        (
            "text",
            format!("<a href=\"{named}\">RSS</a>"),
            String::new(),
        ),
        ("robots", String::new(), format!("Sitemap: {named}\n")),
    ];
    for (name, page, robots) in pages {
        let site = format!("http://{name}.example");
        let proxy = Server::start([
            (
                format!("{site}/").as_str(),
                Reply::ok(HTML, format!("<!doctype html>{page}<p>Depan")),
            ),
            (
                format!("{site}/robots.txt").as_str(),
                Reply::ok("text/plain", robots),
            ),
        ]);
        let home = Home::new();
        let mut command = home.command(&["add", &site]);
        command.env("http_proxy", proxy.url(""));
        let said = crate::cli::Said::of(&command.output().unwrap());
        assert!(proxy.count(&format!("{site}/")) > 0, "{name}: {}", said.err);
        assert_eq!(said.code, 1, "{name}: {}", said.out);
        assert_eq!(private.total(), 0, "{name}");
    }
}

#[test]
fn a_file_of_certificates_vouches_for_the_server_of_its_feed_only() {
    let (home, (port, authority), (other, _)) =
        (Home::new(), serve("127.0.0.1"), serve("127.0.0.1"));
    let urls = format!("https://127.0.0.1:{port}/rss\nhttps://127.0.0.1:{other}/rss\n");
    home.well(&["import", &home.write("urls", urls)]);
    let file = home.write("ca.pem", authority);
    for id in ["1", "2"] {
        home.well(&["feed", id, "--set", &format!("ca={file}")]);
    }
    let said = home.say(&["refresh", "--feeds-only"]);
    assert!(
        said.out
            .contains("1 feed refreshed, 1 new story; 1 feed failed"),
        "{}",
        said.out
    );
    std::fs::remove_file(&file).unwrap();
    let said = home.say(&["refresh", "--feeds-only", "1"]);
    assert!(
        said.err
            .contains(&format!("the certificates of {file} cannot be read")),
        "{}",
        said.err
    );
}

#[test]
fn a_muted_feed_is_left_alone_until_it_is_named() {
    let (home, server) = (Home::new(), Server::start([]));
    server.set("/rss", Reply::status(500));
    home.well(&["import", &home.write("urls", server.url("/rss"))]);
    home.well(&["feed", "1", "--set", "muted=yes"]);
    home.well(&["refresh"]);
    assert_eq!(server.count("/rss"), 0);
    assert_eq!(home.say(&["refresh", "1"]).code, 1);
    assert_eq!(server.count("/rss"), 1);
    assert!(home.well(&["feeds"]).contains("muted: left alone"));
    assert!(!home.well(&["doctor"]).contains("500"));
}

#[test]
fn the_texts_of_a_query_are_fetched_unless_they_are_ready() {
    let (home, server) = (Home::new(), Server::start([]));
    server.set(
        "/rss",
        Reply::ok(
            RSS,
            feed("Koran", &server.url(""), &["satu", "dua", "tiada"]),
        ),
    );
    for word in ["satu", "dua"] {
        server.set(&format!("/{word}.html"), Reply::ok(HTML, page(word)));
    }
    home.well(&["import", &home.write("urls", server.url("/rss"))]);
    home.well(&["refresh", "--feeds-only"]);
    assert_eq!(server.count("/satu.html"), 0);
    let told = home.well(&["download", "satu"]);
    assert!(told.starts_with("1 story ready, "), "{told}");
    let said = home.say(&["download", "--json", "feed:koran"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("\"full_text\":1,\"full_text_failed\":1"),
        "{}",
        said.out
    );
    assert_eq!(
        (server.count("/satu.html"), server.count("/dua.html")),
        (1, 1)
    );
    let said = home.say(&["download", "gunung"]);
    assert_eq!((said.code, said.err.as_str()), (1, "nothing matches\n"));
    // Who wants no pages has what the feed says.
    home.well(&["feed", "1", "--set", "full_text=never"]);
    let told = home.well(&["download", "feed:koran"]);
    assert_eq!(told, "every one of them is here already\n");
    assert_eq!(server.count("/tiada.html"), 1);
}
