//! Where output goes, and what happens when nobody takes it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::cli::{Home, Said, newspaper};

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let (home, server) = (Home::new(), newspaper(&["perahu", "jembatan"]));
    home.well(&["add", &server.url("/rss.xml")]);
    for arguments in [
        &["list"][..],
        &["config", "--default"],
        &["man"],
        &["--help"],
        &["show", "1"],
        &["doctor"],
    ] {
        let mut child = home
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = Said::of(&output);
        assert_eq!(said.err, "", "{arguments:?}");
        assert!(
            [0, 141].contains(&said.code),
            "{arguments:?}: {}",
            said.code
        );
    }
}

#[test]
fn the_first_lines_come_and_the_rest_is_not_forced_on_anyone() {
    let home = Home::new();
    let mut child = home
        .command(&["config", "--default"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.starts_with("# The configuration of kabar"), "{first}");
    child.wait().unwrap();
}

#[test]
fn a_full_disk_behind_the_output_is_told() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        return;
    };
    let home = Home::new();
    let output = home
        .command(&["config", "--default"])
        .stdout(full)
        .output()
        .unwrap();
    let said = Said::of(&output);
    assert_eq!(said.code, 1);
    assert!(
        said.err.starts_with("kabar: ") && !said.err.contains("panicked"),
        "{}",
        said.err
    );
}

#[test]
fn wrong_usage_is_two_and_help_is_none() {
    let home = Home::new();
    for arguments in [
        &["lst"][..],
        &["show"],
        &["show", "x"],
        &["list", "--limit", "x"],
        &["mark", "gone", "1"],
        &["add"],
    ] {
        let said = home.say(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains("--help"), "{}", said.err);
    }
    assert!(home.well(&["--version"]).starts_with("kabar "));
    assert!(home.well(&["help", "refresh"]).contains("--feeds-only"));
}

#[test]
fn without_a_terminal_the_panes_say_so_in_one_line() {
    let home = Home::new();
    for arguments in [&[][..], &["demo"]] {
        let said = home.say(arguments);
        assert_eq!(
            (said.out.as_str(), said.err.lines().count()),
            ("", 1),
            "{}",
            said.err
        );
        assert!(
            said.code != 0 && !said.err.contains('\u{1b}'),
            "{}",
            said.err
        );
    }
}

#[test]
fn the_manual_tells_of_every_command_and_every_promise() {
    let home = Home::new();
    let manual = home.well(&["man"]);
    for word in [
        "kabar refresh",
        "kabar extract",
        "KABAR_CLOCK_OFFSET",
        "KABAR_TEST_PANIC",
        "EXIT STATUS",
        "is:unread",
        "library.db",
        "feeds\\-only",
    ] {
        assert!(manual.contains(word), "{word} is missing");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            home.well(&["completions", shell]).contains("refresh"),
            "{shell}"
        );
    }
}

#[test]
fn what_happens_is_written_to_a_log_when_asked() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["--log", "kabar.log", "add", &server.url("/rss.xml")]);
    let log = fs::read_to_string(home.path("kabar.log")).unwrap();
    assert!(log.contains(" DEBUG kabar::"), "{log}");
    let mut refresh = home.command(&["--log", "less.log", "refresh"]);
    assert!(
        refresh
            .env("KABAR_LOG", "kabar::store=debug")
            .status()
            .unwrap()
            .success()
    );
    let log = fs::read_to_string(home.path("less.log")).unwrap();
    assert!(log.contains(" kabar::store"), "{log}");
    assert!(
        log.lines().all(|line| line.contains(" kabar::store")),
        "{log}"
    );
    let said = home.say(&["--log", "not/there/kabar.log", "list"]);
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .starts_with("kabar: could not write the log not/there/kabar.log: "),
        "{}",
        said.err
    );
}
