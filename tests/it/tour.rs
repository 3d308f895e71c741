//! The tour of a newcomer with the real binary in a pseudo-terminal: from an empty home over a first site to reading
//! without a network; and a publisher who tries to reach the terminal.

use std::time::{SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use crate::pty::{DEADLINE, Pty, kabar};
use crate::server::{Reply, Server};

const SITE: &str = r#"<!doctype html><html lang="id"><head><title>Harian Sungai</title>
<link rel="alternate" type="application/rss+xml" title="Harian Sungai" href="/rss.xml"></head>
<body><h1>Harian Sungai</h1><p>Halaman muka.</p></body></html>"#;

fn feed(host: &str) -> String {
    let items: String = ["perahu", "jembatan", "nelayan"]
        .iter()
        .enumerate()
        .map(|(n, name)| {
            format!(
                "<item><title>Kisah {name} di tepi sungai</title><link>{host}/{name}.html</link>\
                 <guid>{name}</guid><pubDate>Sat, 21 Nov 2026 0{n}:00:00 +0700</pubDate>\
                 <description>Ringkasan {name}.</description></item>"
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harian Sungai</title>\
         <link>{host}/</link><description>Berita sungai</description>{items}</channel></rss>"
    )
}

fn page(name: &str) -> String {
    let paragraphs: String = (1..=9)
        .map(|n| {
            format!(
                "<p>Paragraf ke-{n} tentang {name}: warga menuturkan bagaimana sungai mengubah hari-hari mereka, \
                 dari pagi ketika kabut turun sampai malam ketika lampu perahu menyala satu per satu.</p>"
            )
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"id\"><head><title>Kisah {name} di tepi sungai - Harian Sungai</title></head><body>\
         <nav><a href=\"/\">Beranda</a> <a href=\"/olahraga\">Olahraga</a></nav>\
         <article><h1>Kisah {name} di tepi sungai</h1>{paragraphs}\
         <p><strong>Baca Juga: <a href=\"/lain.html\">Sepuluh warung di dermaga</a></strong></p>\
         <p>Paragraf terakhir tentang {name} menutup kisah ini dengan tenang di tepi air.</p></article>\
         <section><h3>Berita Terkait</h3><ul><li><a href=\"/a\">Harga ikan naik lagi pekan ini</a></li>\
         <li><a href=\"/b\">Pasar apung dibuka kembali</a></li></ul></section></body></html>"
    )
}

fn site() -> Server {
    let server = Server::start([("/", Reply::ok("text/html; charset=utf-8", SITE))]);
    let host = server.url("");
    server.set(
        "/rss.xml",
        Reply::ok("application/rss+xml", feed(host.trim_end_matches('/'))),
    );
    for name in ["perahu", "jembatan", "nelayan"] {
        server.set(
            &format!("/{name}.html"),
            Reply::ok("text/html; charset=utf-8", page(name)),
        );
    }
    server
}

#[test]
fn a_newcomer_reads_the_sample_adds_a_site_bookmarks_and_reads_it_without_a_network() {
    let home = TempDir::new().unwrap();
    let server = site();

    let mut pty = Pty::start(kabar(home.path(), &[]));
    pty.wait_for("sample edition");
    pty.wait_for("kabar");
    pty.send("a");
    pty.wait_for("Add a feed");
    pty.send(&server.url("/"));
    pty.send("\r");
    pty.wait_for("Harian Sungai");
    pty.wait_for("[x]");
    pty.send("\r");
    pty.wait_until("the own library is shown", |pty| {
        pty.shows("Kisah nelayan") && !pty.shows("sample edition")
    });
    // The newest of the three stands on top.
    pty.send("\r");
    pty.wait_for("Paragraf ke-1 tentang nelayan");
    pty.send("b");
    pty.wait_for("Bookmarked");
    pty.wait_until("the full text is on disk", |pty| pty.shows("⇣"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
    drop(server);

    let mut pty = Pty::start(kabar(home.path(), &["--offline"]));
    pty.wait_for("Kisah nelayan");
    pty.send("gb");
    pty.wait_for("Bookmarks · 1");
    pty.wait_until("bookmarks only", |pty| {
        pty.shows("Kisah nelayan") && !pty.shows("Kisah perahu")
    });
    pty.send("\r");
    pty.wait_for("Paragraf ke-1 tentang nelayan");
    pty.send("G");
    pty.wait_for("Paragraf terakhir tentang nelayan");
    let end = pty.text();
    assert!(!end.contains("Baca Juga"), "{end}");
    assert!(!end.contains("Berita Terkait"), "{end}");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn what_was_cut_is_put_back_for_once_and_then_for_every_story_of_the_site() {
    let home = TempDir::new().unwrap();
    let server = site();
    let mut pty = Pty::start(kabar(home.path(), &[]));
    pty.wait_for("sample edition");
    pty.send("a");
    pty.wait_for("Add a feed");
    pty.send(&server.url("/"));
    pty.send("\r");
    pty.wait_for("[x]");
    pty.send("\r");
    pty.wait_until("the own library is shown", |pty| {
        pty.shows("Kisah nelayan") && !pty.shows("sample edition")
    });
    pty.send("\r");
    pty.wait_for("Paragraf ke-1 tentang nelayan");
    pty.wait_until("the full text is on disk", |pty| pty.shows("⇣"));

    // Put back into this story, and taken out again.
    pty.send("v");
    pty.wait_for("What was cut");
    pty.send("n");
    pty.wait_for("▌┆ read also");
    pty.send("\r");
    pty.wait_for("Put back into the story");
    pty.wait_for("read also · put back");
    pty.send("u");
    pty.wait_for("Undone: taken out of the story again");
    pty.wait_until("it is cut again", |pty| !pty.shows("read also · put back"));

    // Never cut again on this site: what is on the screen follows at once, the others when all is quiet.
    pty.send("+");
    pty.wait_for("Never cut on 127.0.0.1: reason read also");
    pty.wait_until("it is no cut any more", |pty| !pty.shows("┆ read also"));
    pty.send("q");
    pty.wait_until("the text is shown", |pty| !pty.shows("What was cut"));
    pty.send("G");
    pty.wait_for("Baca Juga: Sepuluh warung");
    pty.send("J");
    // What the feed said of it has no end to go to.
    pty.wait_for("Paragraf ke-1 tentang jembatan");
    pty.send("G");
    pty.wait_for("Baca Juga: Sepuluh warung");
    // The first takes back that this story was marked read.
    pty.send("uu");
    pty.wait_for("Undone: the rule for 127.0.0.1 is gone");
    pty.wait_until("it is cut here too", |pty| {
        !pty.shows("Baca Juga: Sepuluh warung")
    });

    // The other sides.
    pty.send("vv");
    pty.wait_for("Ringkasan jembatan.");
    pty.send("v");
    pty.wait_for("<!doctype html>");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn what_another_program_does_is_told_and_no_mark_is_promised_in_vain() {
    let home = TempDir::new().unwrap();
    let server = site();
    let run = |arguments: &[&str]| {
        let mut command = kabar(home.path(), arguments);
        command.env("TERM", "xterm-256color");
        assert_eq!(Pty::start(command).code_within(DEADLINE), 0);
    };
    run(&["add", &server.url("/rss.xml")]);
    let mut pty = Pty::start(kabar(home.path(), &["--offline"]));
    pty.wait_for("Kisah nelayan");
    pty.send("j");
    // Another feed comes, and the terminal comes to the front.
    let more = feed(server.url("").trim_end_matches('/')).replace("<guid>", "<guid>lain-");
    server.set(
        "/lain.xml",
        Reply::ok("application/rss+xml", more.replace(".html", "-lain.html")),
    );
    run(&["add", &server.url("/lain.xml")]);
    pty.send("\x1b[O\x1b[I");
    pty.wait_for("3 new");
    pty.send("\r");
    pty.wait_for("Ringkasan jembatan.");
    run(&["remove", "1"]);
    pty.send("b");
    pty.wait_for("not in the library any more");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_mark_of_another_program_shows_in_panes_that_nobody_touches() {
    let (home, server) = (TempDir::new().unwrap(), site());
    let run = |arguments: &[&str]| {
        let mut command = kabar(home.path(), arguments);
        command.env("TERM", "xterm-256color");
        assert_eq!(Pty::start(command).code_within(DEADLINE), 0);
    };
    run(&["add", &server.url("/rss.xml")]);
    // Its clock stands at the first second: it does not wake by itself before nothing is waited for any more.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let offset = 1 - i64::try_from(now.as_secs() % 60).unwrap();
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("KABAR_CLOCK_OFFSET", offset.to_string());
    let mut pty = Pty::start(command);
    pty.wait_for("3 unread");
    run(&["mark", "read", "--query", "is:unread"]);
    pty.wait_until("the stories are read", |pty| !pty.shows("3 unread"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn a_library_that_cannot_be_written_is_read_in_the_panes() {
    let (home, server) = (TempDir::new().unwrap(), site());
    let add = kabar(home.path(), &["add", &server.url("/rss.xml")]);
    assert_eq!(Pty::start(add).code_within(DEADLINE), 0);
    // A directory where SQLite needs a file: so it is on a disk that takes no more files, also for root.
    let shared = home.path().join(".local/share/kabar/library.db-shm");
    let _ = std::fs::remove_file(&shared);
    std::fs::create_dir(&shared).unwrap();
    let mut pty = Pty::start(kabar(home.path(), &["--offline"]));
    pty.wait_for("Your library can be read and not changed");
    pty.wait_for("Kisah nelayan");
    pty.send("b");
    pty.wait_for("could not keep the mark");
    pty.wait_until("no mark is shown", |pty| !pty.shows("★ Kisah"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn the_demo_writes_nothing_to_the_reader_s_directories() {
    let home = TempDir::new().unwrap();
    let mut pty = Pty::start(kabar(home.path(), &["demo"]));
    pty.wait_for("sample edition");
    pty.wait_until("stories are listed", |pty| pty.shows("●"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
    let left: Vec<_> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(left, Vec::<std::path::PathBuf>::new());
}

/// Escape sequences, controls of both sets and bidi overrides, in every place a publisher can write.
const HOSTILE: &str = "\u{1b}[31mMerah\u{1b}]0;judul palsu\u{7}\u{1b}]52;c;cGFsc3U=\u{1b}\\\u{9b}5m\u{85}\u{202e}terbalik\u{2066}\u{8}\u{7f}";

#[test]
fn no_control_of_a_publisher_reaches_the_terminal() {
    let home = TempDir::new().unwrap();
    let server = Server::start([]);
    let host = server.url("");
    let host = host.trim_end_matches('/');
    let feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": format!("Jahat {HOSTILE}"),
        "authors": [{"name": format!("Penulis {HOSTILE}")}],
        "items": [{
            "id": "1",
            "url": format!("{host}/jahat.html"),
            "title": format!("Judul {HOSTILE} akhir"),
            "content_html": format!("<p>Isi {HOSTILE} selesai.</p><p><a href=\"{host}/\u{1b}[2J\">tautan</a></p>"),
            "tags": [HOSTILE],
        }],
    });
    server.set(
        "/feed.json",
        Reply::ok("application/feed+json", feed.to_string()),
    );
    let page = format!(
        "<html><head><title>Judul {HOSTILE}</title></head><body><article><h1>Judul {HOSTILE}</h1>\
         <p>Isi halaman {HOSTILE} pertama cukup panjang untuk sebuah paragraf yang layak dibaca orang.</p>\
         <p>Isi halaman kedua &#27;[31m &#x9b;31m &#8238; juga cukup panjang untuk sebuah paragraf yang layak dibaca.</p>\
         <pre>kode {HOSTILE}</pre></article></body></html>"
    );
    server.set("/jahat.html", Reply::ok("text/html; charset=utf-8", page));

    let mut pty = Pty::start(kabar(home.path(), &[]));
    pty.wait_for("sample edition");
    pty.send("a");
    pty.wait_for("Add a feed");
    pty.send(&server.url("/feed.json"));
    pty.send("\r");
    pty.wait_for("[x]");
    pty.send("\r");
    pty.wait_until("the story is listed", |pty| {
        pty.shows("akhir") && !pty.shows("Add a feed")
    });
    pty.send("\r");
    pty.wait_for("Isi");
    pty.send("yY?");
    pty.wait_for("Keys here");
    pty.send("\u{1b}");
    // Escape and a letter in one breath are Alt with that letter.
    pty.wait_until("the help is closed", |pty| !pty.shows("Keys here"));
    pty.send("Q");
    pty.end_within(DEADLINE);
    let raw = pty.raw_text();
    for forbidden in [
        "\u{1b}[31m",
        "judul palsu\u{7}",
        "cGFsc3U=",
        "\u{9b}",
        "\u{85}",
        "\u{202e}",
        "\u{2066}",
        "\u{7f}",
    ] {
        assert!(
            !raw.contains(forbidden),
            "{forbidden:?} reached the terminal"
        );
    }
    let own = raw.replace("\u{1b}]52;", "").replace("\u{1b}]", "");
    assert!(
        !own.contains("]0;judul"),
        "a title of the publisher's was set"
    );

    for command in [
        &["list"][..],
        &["show", "1"],
        &["list", "--json"],
        &["show", "1", "--format", "markdown"],
        &["feeds"],
    ] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_kabar"))
            .args(command)
            .env("HOME", home.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("KABAR_DATA_DIR")
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(
            !text.is_empty(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        for letter in text.chars() {
            let bidi = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(
                !bidi && (letter == '\n' || !letter.is_control()),
                "{command:?}: {letter:?}\n{text:?}"
            );
        }
    }
}

#[test]
fn a_link_is_followed_kept_and_read_again_without_a_network() {
    let home = TempDir::new().unwrap();
    let server = site();
    let host = server.url("");
    let far = page("mercusuar");
    let near = page("nelayan").replace(
        "Paragraf ke-2 tentang nelayan:",
        &format!(
            "Paragraf ke-2 tentang nelayan, dan juga <a href=\"{}/mercusuar.html\">sebuah mercusuar</a>:",
            host.trim_end_matches('/')
        ),
    );
    server.set("/nelayan.html", Reply::ok("text/html; charset=utf-8", near));
    server.set(
        "/mercusuar.html",
        Reply::ok("text/html; charset=utf-8", far),
    );
    let mut command = kabar(home.path(), &["add"]);
    command.arg(server.url("/rss.xml"));
    assert_eq!(Pty::start(command).code_within(DEADLINE), 0);

    let mut pty = Pty::start(kabar(home.path(), &[]));
    pty.wait_for("Kisah nelayan");
    pty.send("\r");
    pty.wait_for("sebuah mercusuar");
    pty.send("f");
    pty.wait_for("follow");
    pty.send("f");
    pty.wait_for("Paragraf ke-1 tentang mercusuar");
    pty.send("B");
    pty.wait_for("Kept as a bookmark");
    pty.send("h");
    pty.wait_for("Paragraf ke-1 tentang nelayan");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
    drop(server);

    // The link now leads to a page that is in the library.
    let mut pty = Pty::start(kabar(home.path(), &["--offline"]));
    pty.wait_for("Kisah nelayan");
    pty.send("gb");
    pty.wait_until("the page is the only bookmark", |pty| {
        pty.shows("Kisah mercusuar") && !pty.shows("Kisah nelayan")
    });
    pty.send("\r");
    pty.wait_for("Paragraf ke-1 tentang mercusuar");
    // And the link leads to the page that is kept, although there is no network.
    pty.send("q");
    pty.wait_for("Bookmarks · 1");
    pty.send("gl");
    pty.wait_for("Kisah nelayan");
    pty.send("j\r");
    pty.wait_for("sebuah mercusuar");
    pty.send("f");
    pty.wait_for("follow");
    pty.send("f");
    pty.wait_for("Paragraf ke-1 tentang mercusuar");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}
