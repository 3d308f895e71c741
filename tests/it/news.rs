//! News of feeds that the reader chose, told through the terminal: the bytes, from the real binary.

use std::process::Command;

use tempfile::TempDir;

use crate::pty::{DEADLINE, Pty, kabar};
use crate::server::{Reply, Server};

fn feed(names: &[&str]) -> Reply {
    let items: String = names
        .iter()
        .map(|name| format!("<item><title>Kisah {name}</title><guid>{name}</guid></item>"))
        .collect();
    // The publisher tries to end the notice and to name the window.
    let text = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harian;&#x9b;Sungai&#x202e; \u{1b}]0;evil\u{7}</title>\
         <link>https://sungai.example/</link><description>Berita</description>{items}</channel></rss>"
    );
    Reply::ok("application/rss+xml", text)
}

#[test]
fn the_terminal_tells_the_news_of_chosen_feeds_in_one_harmless_line() {
    for (term, start) in [
        ("xterm-256color", "\u{1b}]9;"),
        ("foot", "\u{1b}]777;notify;kabar;"),
    ] {
        let home = TempDir::new().unwrap();
        let server = Server::start([("/rss.xml", feed(&["perahu"]))]);
        let run = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_kabar"));
            let command = command.args(arguments).env_clear();
            let done = command.env("HOME", home.path()).output().unwrap();
            assert!(done.status.success(), "{arguments:?} {done:?}");
        };
        run(&["add", &server.url("/rss.xml")]);
        run(&["feed", &server.url("/rss.xml"), "--set", "notify=yes"]);
        server.set("/rss.xml", feed(&["perahu", "jembatan", "nelayan"]));

        let mut command = kabar(home.path(), &[]);
        command.env("TERM", term);
        // Two hours later the feed is due.
        command.env("KABAR_CLOCK_OFFSET", "7200");
        let mut pty = Pty::start(command);
        pty.wait_for("Kisah perahu");
        pty.wait_until("the news are told", |pty| {
            let text = pty.raw_text();
            let told = text.split_once(start);
            told.is_some_and(|(_, told)| told.contains("\u{1b}\\"))
        });
        pty.send("Q");
        assert_eq!(pty.code_within(DEADLINE), 0);
        let text = pty.raw_text();
        let (_, told) = text.split_once(start).unwrap();
        let (told, _) = told.split_once("\u{1b}\\").unwrap();
        assert!(told.starts_with("2 new stories: Harian,"), "{told:?}");
        assert!(!told.contains(|letter: char| letter.is_control() || ";\u{202e}".contains(letter)));
        assert!(!text.contains("\u{1b}]0;evil"));
    }
}
