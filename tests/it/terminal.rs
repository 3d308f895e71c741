//! Tests of the room `terminal`: the real binary in a pseudo-terminal, and every way out of it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kabar::state::effect::Effect;
use kabar::store::Store;
use kabar::terminal::editions::Editions;
use kabar::terminal::opening;
use rustix::process::Signal;
use tempfile::TempDir;

use crate::desk::Desk;
use crate::pty::{DEADLINE, Pty, kabar, shell};

/// What every screen of the program shows.
const NAME: &str = "kabar";

fn demo() -> (TempDir, Pty) {
    demo_with(|_| {})
}

fn demo_with(change: impl FnOnce(&mut portable_pty::CommandBuilder)) -> (TempDir, Pty) {
    let home = tempfile::tempdir().unwrap();
    let mut command = kabar(home.path(), &["demo"]);
    change(&mut command);
    let mut pty = Pty::start(command);
    pty.wait_for(NAME);
    (home, pty)
}

/// Waits until a story is chosen; "●" stands in the feeds pane before there is one.
fn wait_for_a_story(pty: &mut Pty) {
    pty.wait_for("┃▌ ●");
}

/// The terminal is as it was: no alternate screen, a cursor, no mouse, no paste, keys as before.
fn assert_given_back(pty: &Pty) {
    assert_eq!(what_is_kept(pty), Vec::<&str>::new());
}

/// What the program has switched on and not off again.
fn what_is_kept(pty: &Pty) -> Vec<&'static str> {
    let screen = pty.screen();
    let has_mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
    let raw = pty.raw_text();
    let is_on = |on: &str, off: &str| {
        let (on, off) = (raw.rfind(on), raw.rfind(off));
        off.is_none() || on >= off
    };
    [
        (screen.alternate_screen(), "the alternate screen"),
        (screen.hide_cursor(), "a hidden cursor"),
        (screen.bracketed_paste(), "pastes in brackets"),
        (has_mouse, "the mouse"),
    ]
    .into_iter()
    .chain(
        [
            ("\x1b[?1049h", "\x1b[?1049l"),
            ("\x1b[?25l", "\x1b[?25h"),
            ("\x1b[?2004h", "\x1b[?2004l"),
            ("\x1b[?1004h", "\x1b[?1004l"),
            ("\x1b[?1000h", "\x1b[?1000l"),
            ("\x1b[?1002h", "\x1b[?1002l"),
            ("\x1b[?1006h", "\x1b[?1006l"),
            ("\x1b[>1u", "\x1b[<1u"),
            ("\x1b[22;2t", "\x1b[23;2t"),
            ("\x1b[?2026h", "\x1b[?2026l"),
        ]
        .map(|(on, off)| (is_on(on, off), on)),
    )
    .filter_map(|(is_kept, what)| is_kept.then_some(what))
    .collect()
}

#[test]
fn quitting_gives_the_terminal_back() {
    for keys in ["Q", "\x03"] {
        let (_home, mut pty) = demo();
        assert!(pty.screen().alternate_screen() && pty.screen().bracketed_paste());
        pty.send(keys);
        assert_eq!(pty.end_within(DEADLINE), 0, "{keys:?}");
        assert_given_back(&pty);
    }
}

#[test]
fn signals_give_the_terminal_back_and_show_in_the_exit_code() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::HUP, 129),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
    ] {
        let (_home, mut pty) = demo();
        pty.signal(signal);
        assert_eq!(pty.end_within(DEADLINE), code, "{signal:?}");
        assert_given_back(&pty);
    }
}

#[test]
fn a_mark_that_cannot_be_kept_in_time_does_not_change_what_a_signal_shows() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("data/library.db");
    let mut store = Store::open(&path).unwrap();
    let feed = crate::store::subscribe(&mut store, "a");
    crate::store::merge(&mut store, feed, &crate::store::entries(1..=9), 1000);
    store.leave().unwrap();
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("KABAR_DATA_DIR", path.parent().unwrap());
    let mut pty = Pty::start(command);
    wait_for_a_story(&mut pty);
    // Another program writes for longer than the way out may take.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.busy_timeout(DEADLINE).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    pty.send("b");
    pty.wait_for("┃▌★●");
    pty.signal(Signal::TERM);
    assert_eq!(pty.end_within(DEADLINE), 143);
    assert_given_back(&pty);
}

#[test]
fn a_panic_gives_the_terminal_back_and_is_told_after_it() {
    let home = tempfile::tempdir().unwrap();
    let mut command = kabar(home.path(), &["demo"]);
    command.env("KABAR_TEST_PANIC", "1");
    let mut pty = Pty::start(command);
    assert_eq!(pty.end_within(DEADLINE), 101);
    assert_given_back(&pty);
    let raw = pty.raw_text();
    let told = raw
        .rfind("KABAR_TEST_PANIC")
        .expect("the panic is not told");
    assert!(
        raw.rfind("\x1b[?1049l").unwrap() < told,
        "told on the screen that was left"
    );
}

#[test]
fn a_stopped_program_lends_the_terminal_out_and_comes_back() {
    let (_home, mut pty) = demo();
    // No shell started it, so none could continue what a key stops.
    pty.send("\x1a");
    pty.wait_for("There is no shell to go to here");
    pty.signal(Signal::TSTP);
    pty.wait_for_stop();
    // It was all written before; it may still be on its way.
    pty.wait_until("it has given the terminal back", |pty| {
        what_is_kept(pty).is_empty()
    });
    assert!(pty.has_its_modes_back());
    pty.signal(Signal::CONT);
    pty.wait_until("it is back", |pty| pty.screen().alternate_screen());
    pty.wait_for(NAME);
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
    assert_given_back(&pty);
}

#[test]
fn a_shell_stops_and_continues_it_as_a_job() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start(shell(home.path(), &["-i"]));
    pty.send("PS1=pro''mpt:\n");
    pty.wait_for("prompt:");
    // Through a second shell, as scripts do: the whole group has to stop, or nobody notices.
    pty.send("sh -c '\"$KABAR\" demo; echo over $?'\n");
    pty.wait_until("it is there", |pty| {
        pty.screen().alternate_screen() && pty.shows(NAME)
    });
    pty.send("\x1a");
    pty.wait_until("the shell is back", |pty| {
        !pty.screen().alternate_screen() && pty.text().matches("prompt:").count() >= 2
    });
    // Whoever pressed a key for it is told how to come back.
    pty.wait_for("type fg to come back. Undo is u there");
    // Nobody types so fast that the second in the group has not stopped yet.
    pty.wait_until("all of it has stopped", |pty| pty.has_stopped("kabar"));
    pty.send("fg\n");
    pty.wait_until("it is back", |pty| {
        pty.screen().alternate_screen() && pty.shows(NAME)
    });
    pty.send("Q");
    pty.wait_for("over 0");
    pty.send("exit\n");
    assert_eq!(pty.end_within(DEADLINE), 0);
}

#[test]
fn a_closed_window_ends_it_with_and_without_a_signal() {
    for is_told in [true, false] {
        let (_home, pty) = demo_with(|command| command.set_controlling_tty(is_told));
        assert_eq!(
            pty.hang_up_within(DEADLINE),
            129,
            "told by a signal: {is_told}"
        );
    }
}

#[test]
fn a_terminal_that_takes_no_bytes_does_not_hold_it() {
    let (_home, mut pty) = demo();
    pty.stop_the_flow();
    pty.send("\x0c");
    pty.signal(Signal::TERM);
    assert_eq!(pty.code_within(DEADLINE), 143);
    assert!(pty.has_its_modes_back());
}

#[test]
fn a_storm_of_sizes_leaves_the_screen_of_the_last() {
    let (_home, mut pty) = demo();
    for (columns, rows) in [
        (1, 1),
        (0, 0),
        (500, 2),
        (2, 500),
        (0, 24),
        (40, 12),
        (1, 1),
        (3, 3),
    ] {
        pty.resize(columns, rows);
    }
    pty.resize(132, 30);
    pty.wait_for(NAME);
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
    assert_given_back(&pty);
}

#[test]
fn it_starts_in_a_terminal_of_any_size() {
    for (columns, rows) in [(0, 0), (1, 1), (5, 2), (400, 3)] {
        let home = tempfile::tempdir().unwrap();
        let mut pty = Pty::start_sized(kabar(home.path(), &["demo"]), columns, rows);
        pty.wait_until("it is there", |pty| pty.screen().bracketed_paste());
        pty.resize(80, 24);
        pty.wait_for(NAME);
        pty.send("Q");
        assert_eq!(pty.end_within(DEADLINE), 0, "{columns} × {rows}");
    }
}

#[test]
fn an_idle_program_writes_nothing() {
    // Its clock stands at the tenth second: the next minute, which is shown, is further away than this takes.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let offset = 10 - i64::try_from(now.as_secs() % 60).unwrap();
    let (_home, mut pty) = demo_with(|command| {
        command.env("KABAR_CLOCK_OFFSET", offset.to_string());
    });
    // The sample edition is loaded when every story of it can be read offline, and nothing more is written. What was begun
    // before that may come later than one would think; whoever writes without a reason does so each time.
    pty.wait_for_all_texts();
    let is_silent = |pty: &mut Pty| pty.take(Duration::from_millis(400)).is_err();
    let began = Instant::now();
    loop {
        let was_silent = is_silent(&mut pty);
        pty.send("\x1b[O");
        if was_silent && is_silent(&mut pty) {
            break;
        }
        assert!(began.elapsed() < DEADLINE, "writes without a reason");
    }
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
}

#[test]
fn a_pasted_kilobyte_and_a_burst_of_keys_arrive_whole() {
    let (_home, mut pty) = demo();
    pty.send(&format!("\x1b[200~{}\x1b[201~", "x".repeat(5000)));
    pty.send("\x1b");
    pty.send(&"j".repeat(3000));
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
    assert_given_back(&pty);
}

#[test]
fn without_a_terminal_it_says_so_in_one_line() {
    let home = tempfile::tempdir().unwrap();
    let binary = env!("CARGO_BIN_EXE_kabar");
    for script in [
        "exec \"$0\" demo </dev/null",
        "exec \"$0\" demo </dev/null >&-",
        "exec \"$0\" demo </dev/null >/dev/full",
        "exec \"$0\" demo <&-",
    ] {
        let output = Command::new("/bin/sh")
            .args(["-c", script, binary])
            .env("HOME", home.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success(), "{script}");
        assert_eq!(told.lines().count(), 1, "{script}: {told}");
        assert!(
            !told.contains('\x1b') && told.contains("terminal"),
            "{script}: {told}"
        );
        assert!(output.stdout.is_empty(), "{script}");
    }
}

#[test]
fn without_anybody_to_tell_it_ends_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    let status = Command::new("/bin/sh")
        .args([
            "-c",
            "exec \"$0\" demo </dev/null >&- 2>&-",
            env!("CARGO_BIN_EXE_kabar"),
        ])
        .env("HOME", home.path())
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(1));
}

#[test]
fn a_terminal_of_lines_is_sent_to_the_command_line() {
    let home = tempfile::tempdir().unwrap();
    let mut command = kabar(home.path(), &["demo"]);
    command.env("TERM", "dumb");
    let mut pty = Pty::start(command);
    assert_ne!(pty.end_within(DEADLINE), 0);
    assert!(
        !pty.raw().contains(&0x1b),
        "an escape sequence on a terminal that has none"
    );
    assert!(pty.shows("kabar list"), "{}", pty.text());
}

#[test]
fn the_demo_leaves_nothing_behind() {
    let (home, mut pty) = demo();
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
    let left: Vec<_> = fs::read_dir(home.path())
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_browser_gets_the_address_as_one_argument() {
    let home = tempfile::tempdir().unwrap();
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let program = bin.join("xdg-open");
    fs::write(&program, "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > \"$HOME/opened.new\"\nmv \"$HOME/opened.new\" \"$HOME/opened\"\n").unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut pty = Pty::start(kabar(home.path(), &["demo"]));
    wait_for_a_story(&mut pty);
    pty.send("o");
    let opened = home.path().join("opened");
    pty.wait_until("the browser was opened", |_| opened.exists());
    let arguments = fs::read_to_string(opened).unwrap();
    let lines: Vec<&str> = arguments.lines().collect();
    assert_eq!(lines.len(), 2, "{arguments}");
    assert_eq!(lines[0], "1");
    assert!(lines[1].starts_with("http"), "{arguments}");
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
}

#[test]
fn a_copied_address_goes_to_the_clipboard_of_the_terminal() {
    let (_home, mut pty) = demo();
    wait_for_a_story(&mut pty);
    pty.send("y");
    pty.wait_until("it is copied", |pty| pty.raw_text().contains("\x1b]52;c;"));
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
}

#[test]
fn what_a_refresh_left_behind_is_put_in_order_without_being_asked() {
    let home = tempfile::tempdir().unwrap();
    let directory = home.path().join("data");
    let path = directory.join("library.db");
    let mut store = Store::open(&path).unwrap();
    let feed = crate::store::subscribe(&mut store, "a");
    crate::store::merge(&mut store, feed, &crate::store::entries(1..=120), 1000);
    assert_eq!(store.index_some(0).unwrap(), 120);
    store.leave().unwrap();
    let log = directory.join("library.db-wal");
    let length = || fs::metadata(&log).unwrap().len();
    let left_behind = length();
    assert!(left_behind > 100_000, "{left_behind}");

    let mut command = kabar(home.path(), &["--offline"]);
    command.env("KABAR_DATA_DIR", &directory);
    let mut pty = Pty::start(command);
    pty.wait_for(NAME);
    // The log is taken in when everything is indexed. The text of the story beside the list may be kept after that.
    pty.wait_until("the log is gone", |_| length() < left_behind / 2);
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.index_some(0).unwrap(), 0, "stories are not indexed");
    pty.send("Q");
    assert_eq!(pty.end_within(DEADLINE), 0);
}

#[test]
fn the_demo_begins_with_this_morning_s_story_in_the_reader_s_language() {
    for (locale, first, minutes) in [
        ("en_GB.UTF-8", "Welcome to kabar, a newspaper", "m ⇣"),
        ("id_ID.UTF-8", "Selamat datang di kabar", " mnt ⇣"),
    ] {
        let (_home, mut pty) = demo_with(|command| {
            command.env("LC_ALL", locale);
            // Whatever day it is.
            command.env("KABAR_CLOCK_OFFSET", "40000000");
        });
        pty.wait_for_all_texts();
        pty.wait_until("this morning's story is chosen", |pty| {
            let is_chosen = |line: &&str| line.contains('▌') && line.contains('●');
            let text = pty.text();
            let chosen = text.lines().find(is_chosen);
            chosen.is_some_and(|row| row.contains(first) && row.contains(minutes))
        });
    }
}

#[test]
fn many_feeds_are_not_waited_for_before_the_first_headlines() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("library.db");
    let mut store = Store::open(&path).unwrap();
    let mut left = Vec::new();
    for number in 0..500 {
        let url = format!("https://feed{number}.example/");
        let time = jiff::Timestamp::UNIX_EPOCH;
        store.add_feed(&url, None, None, time).unwrap();
        if number < 498 {
            continue;
        }
        let (mut editions, _) = Editions::open(&path).unwrap();
        let mut state = Desk::new(0, (120, 40)).state;
        left.push(opening::answer(&mut state, &mut editions, vec![Effect::Feeds]).len());
        editions.close();
    }
    assert_eq!(left, [0, 1]);
}
