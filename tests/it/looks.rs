//! What reaches the terminal beside letters, with the real binary in a pseudo-terminal: colours, links, questions.

use std::fs;

use tempfile::TempDir;

use crate::pty::{Pty, kabar};
use crate::server::{Reply, Server};

/// A home with one story in its library; the story holds this HTML.
fn home_with(html: &str) -> TempDir {
    let home = TempDir::new().unwrap();
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Sungai</title><link>https://example.com/</link>\
         <description>x</description><item><title>Kisah perahu</title><guid>1</guid>\
         <pubDate>Sat, 21 Nov 2026 00:00:00 +0700</pubDate><description><![CDATA[{html}]]></description></item>\
         </channel></rss>"
    );
    let server = Server::start([("/rss.xml", Reply::ok("application/rss+xml", feed))]);
    let url = server.url("/rss.xml");
    let mut pty = Pty::start(kabar(home.path(), &["add", &url]));
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0, "{}", pty.text());
    home
}

fn open_story(home: &TempDir, columns: u16) -> Pty {
    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), columns, 24);
    pty.wait_for("Kisah perahu");
    pty.send("\r");
    pty
}

#[test]
fn a_link_is_one_link_over_its_rows_and_nothing_else_is_a_link() {
    let words = "Perahu berlayar pelan di tepi sungai ketika kabut turun ".repeat(3);
    let home = home_with(&format!(
        "<p>Sebelum. <a href=\"https://example.com/kisah lama/é\">{words}</a> Sesudah.</p>\
         <p><a href=\"file:///etc/passwd\">berkas</a> dan <a href=\"javascript:alert(1)\">naskah</a>.</p>"
    ));
    let mut pty = open_story(&home, 60);
    pty.wait_for("Sesudah.");
    let raw = pty.raw_text();
    let starts: Vec<&str> = raw
        .match_indices("\x1b]8;id=")
        .filter_map(|(at, _)| raw.get(at..)?.split("\x1b\\").next())
        .collect();
    assert!(!starts.is_empty(), "{raw:?}");
    for start in &starts {
        assert_eq!(start, &starts[0], "one link, one id");
        assert!(
            start.ends_with(";https://example.com/kisah%20lama/%C3%A9"),
            "{start}"
        );
    }
    assert_eq!(raw.matches("\x1b]8;;\x1b\\").count(), starts.len());
    assert!(!raw.contains("file:") && !raw.contains("javascript:"));
    // The links are no letters on the screen, and no colours.
    assert!(!pty.text().contains("]8;") && !raw.contains("58:2") && !raw.contains("58;2"));
    pty.send("Q");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
}

#[test]
fn a_terminal_without_links_gets_none() {
    let home = home_with("<p><a href=\"https://example.com/a\">Perahu</a> berlayar.</p>");
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("TERM", "linux");
    let mut pty = Pty::start(command);
    pty.wait_for("Kisah perahu");
    pty.send("\r");
    pty.wait_for("berlayar.");
    assert!(!pty.raw_text().contains("\x1b]8;"));
    pty.send("Q");
    pty.end_within(crate::pty::DEADLINE);
}

#[test]
fn a_theme_taken_with_its_key_outlives_the_program_and_the_comments_stay() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let config = home.path().join(".config/kabar/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "# mine\n[look]\nmouse = false # no mouse\n").unwrap();
    let start = || {
        let mut command = kabar(home.path(), &["--offline"]);
        command.env("COLORTERM", "truecolor");
        let mut pty = Pty::start_sized(command, 100, 30);
        pty.wait_for("Kisah perahu");
        pty
    };
    let ground = "48;2;46;52;64";
    let mut pty = start();
    assert!(!pty.raw_text().contains(ground));
    pty.send("Tnord\r");
    pty.wait_for("Theme: nord");
    assert!(pty.raw_text().contains(ground), "nord's background");
    pty.send("Q");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
    assert_eq!(
        fs::read_to_string(&config).unwrap(),
        "# mine\n[look]\nmouse = false # no mouse\ntheme = \"nord\"\n"
    );
    let mut pty = start();
    assert!(pty.raw_text().contains(ground), "nord again");
    pty.send("Q");
    pty.end_within(crate::pty::DEADLINE);
}

#[test]
fn a_theme_taken_back_leaves_no_line_behind_and_a_file_that_cannot_be_read_is_told_of() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let config = home.path().join(".config/kabar/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "").unwrap();
    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), 100, 30);
    pty.wait_for("Kisah perahu");
    pty.send("Tnord\r");
    pty.wait_for("Theme: nord");
    pty.send("u");
    pty.wait_for("Undone: the theme");
    pty.wait_until("the line is gone", |_| {
        fs::read_to_string(&config).unwrap().is_empty()
    });
    pty.send(",");
    pty.wait_for("Settings");
    fs::write(&config, "[look]\ntheme = \"nord\n").unwrap();
    pty.wait_for("config.toml:2: ");
    // What was said goes with the next thing that is said.
    pty.send("mouse");
    pty.wait_until("it is chosen", |pty| !pty.shows("Theme"));
    pty.send("\x1b[15~\r");
    pty.wait_for("config.toml:2: ");
    pty.send("\x03");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
}

#[test]
fn a_theme_in_use_that_is_broken_is_told_at_once_and_by_the_commands() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let folder = home.path().join(".config/kabar");
    fs::create_dir_all(folder.join("themes")).unwrap();
    let (_, good) = kabar::assets::SCHEMES[0];
    let theme = folder.join("themes/mine.yaml");
    fs::write(&theme, good).unwrap();
    let config = "[look]\ntheme = \"mine\"\n[reading]\nlanguage = \"id\"\n";
    fs::write(folder.join("config.toml"), config).unwrap();
    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), 100, 30);
    pty.wait_for("Kisah perahu");
    fs::write(&theme, format!("base00: \"#12\"\n{good}")).unwrap();
    pty.send("\x1b[I");
    pty.wait_for("tema mine tidak dapat dipakai: baris 1: `#12` bukan warna");
    pty.send("\x03");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
    let told = "could not take the theme mine: line 1";
    for (command, told) in [
        ("doctor", told),
        ("config", "tema mine tidak dapat dipakai: baris 1"),
    ] {
        let mut pty = Pty::start_sized(kabar(home.path(), &[command]), 120, 30);
        pty.wait_for(told);
        pty.end_within(crate::pty::DEADLINE);
    }
}

#[test]
fn settings_that_an_editor_changes_are_shown_where_they_are_open() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let config = home.path().join(".config/kabar/config.toml");
    fs::create_dir_all(config.parent().unwrap()).unwrap();
    fs::write(&config, "[reading]\nmeasure = 66\n").unwrap();
    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), 100, 30);
    pty.wait_for("Kisah perahu");
    pty.send(",columns");
    pty.wait_for("66 *");
    fs::write(&config, "[reading]\nmeasure = 72\n").unwrap();
    // Whoever comes back from the editor brings the terminal to the front.
    pty.send("\x1b[I");
    pty.wait_for("72 *");
    // A mistake leaves in force what was said before it, and nothing is written until it is mended.
    let mistaken = "[reading]\nmeasure = 72\n[lok]\n";
    fs::write(&config, mistaken).unwrap();
    pty.send("\x1b[I");
    pty.wait_for("Settings — ! config.toml:3");
    assert!(pty.shows("72 *"), "{}", pty.text());
    pty.send("\r\x1b");
    pty.wait_until("the screen is closed", |pty| !pty.shows("Settings — !"));
    assert_eq!(fs::read_to_string(&config).unwrap(), mistaken);
    pty.send("\x03");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
}

/// Nobody presses a key, and the terminal does not come to the front. The files need not be there at the beginning, and
/// editors put new ones in their place.
#[cfg(target_os = "linux")]
#[test]
fn what_an_editor_changes_is_in_force_at_once() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let folder = home.path().join(".config/kabar");
    let put = |name: &str, text: &str| {
        fs::create_dir_all(&folder).unwrap();
        let new = folder.join("new");
        fs::write(&new, text).unwrap();
        fs::rename(&new, folder.join(name)).unwrap();
    };
    let mut pty = Pty::start_sized(kabar(home.path(), &["--offline"]), 100, 30);
    pty.wait_for("Kisah perahu");
    put("config.toml", "[reading]\nlanguage = \"id\"\n");
    pty.wait_for("Semua berita");
    put("config.toml", "[reading]\nlanguag = \"id\"\n");
    pty.wait_for("config.toml:2");
    put("config.toml", "[reading]\nlanguage = \"en\"\n");
    pty.wait_until("it is mended", |pty| {
        pty.shows("All stories") && !pty.shows("config.toml:2")
    });
    put("keymap.toml", "[everywhere]\nzeen = [\"z\"]\n");
    pty.wait_for("keymap.toml:2");
    put("keymap.toml", "[everywhere]\nmanual = [\"Z\"]\n");
    pty.wait_until("it is mended", |pty| !pty.shows("keymap.toml:2"));
    pty.send("Q");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
}

#[test]
fn an_automatic_theme_follows_the_light_that_the_terminal_tells() {
    let home = home_with("<p>Perahu berlayar.</p>");
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("COLORTERM", "truecolor");
    command.env("KABAR_LOOK_THEME", "auto");
    let mut pty = Pty::start(command);
    let (light, dark) = ("48;2;239;241;245", "48;2;30;30;46");
    // It is there when it is asked for: no machine is too busy to answer in time.
    pty.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c");
    pty.wait_until("it asks", |pty| pty.raw_text().contains("\x1b]11;?"));
    pty.wait_for("Kisah perahu");
    let raw = pty.raw_text();
    assert!(
        raw.contains(light) && !raw.contains(dark),
        "no other theme is shown first"
    );
    // At evening the terminal turns dark, and comes to the front. Its answer may come late here.
    pty.send("\x1b[I");
    pty.wait_until("it asks again", |pty| {
        pty.raw_text().matches("\x1b]11;?").count() == 2
    });
    pty.send("\x1b]11;rgb:1111/1111/1111\x07\x1b[?62c");
    pty.wait_until("it is dark", |pty| pty.raw_text().contains(dark));
    assert!(pty.shows("Kisah perahu"), "the answers pressed no keys");
    pty.send("Q");
    assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
}

#[test]
fn the_terminal_is_asked_to_leave_lines_alone_only_where_kabar_orders_them() {
    let home = home_with("<p>Perahu berlayar.</p>");
    for (bidi, asked) in [("auto", 1), ("app", 1), ("terminal", 0), ("off", 0)] {
        let mut command = kabar(home.path(), &["--offline"]);
        command.env("KABAR_LOOK_BIDI", bidi);
        let mut pty = Pty::start(command);
        pty.wait_for("Kisah perahu");
        pty.send("Q");
        assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
        let raw = pty.raw_text();
        assert_eq!(raw.matches("\x1b[8l").count(), asked, "{bidi}");
        assert_eq!(raw.matches("\x1b[8h").count(), asked, "{bidi}");
    }
}

#[test]
fn emoji_are_shown_as_the_reader_wants_them() {
    let home = home_with("<p>Halo 👨\u{200d}👩\u{200d}👧 dunia 🎉 raya.</p>");
    let family = "👨\u{200d}👩\u{200d}👧";
    for (wanted, seen, unseen) in [
        ("simple", &["👨", "🎉"][..], &["\u{200d}", "👩"][..]),
        ("full", &[family, "🎉"], &[]),
        ("none", &["Halo dunia raya."], &["👨", "🎉"]),
    ] {
        let mut command = kabar(home.path(), &["--offline"]);
        command.env("KABAR_LOOK_EMOJI", wanted);
        let mut pty = Pty::start_sized(command, 100, 24);
        pty.wait_for("Kisah perahu");
        pty.send("\r");
        pty.wait_for("raya.");
        let raw = format!("{}{}", pty.raw_text(), pty.text());
        assert!(
            seen.iter().all(|part| raw.contains(part)),
            "{wanted}: {raw:?}"
        );
        assert!(
            !unseen.iter().any(|part| raw.contains(part)),
            "{wanted}: {raw:?}"
        );
        pty.send("Q");
        assert_eq!(pty.end_within(crate::pty::DEADLINE), 0);
    }
}
