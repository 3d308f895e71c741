//! Programs beside kabar and files of the reader's, with the real binary in a pseudo-terminal: stories piped and saved,
//! lists edited, settings kept and taken up.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use crate::pty::{DEADLINE, Pty, kabar};

/// A program of one line.
fn program(path: &Path, line: &str) {
    fs::write(path, format!("#!/bin/sh\n{line}\n")).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_story_is_piped_to_a_program_and_opened_in_an_editor_and_the_keys_come_back() {
    let home = TempDir::new().unwrap();
    let editor = home.path().join("editor");
    program(
        &editor,
        "echo \"editing $(basename $1): $(head -1 $1)\"; read answer; echo $answer > $HOME/answer",
    );
    let mut command = kabar(home.path(), &["demo"]);
    command.env("EDITOR", &editor);
    let mut pty = Pty::start(command);
    pty.wait_for("sample edition");
    pty.wait_for_all_texts();
    pty.send("\r");
    pty.wait_for("f links");
    pty.send("|");
    pty.wait_for("Pipe this story to a program");
    pty.send("grep -c kabar\r");
    pty.wait_for("Enter returns to kabar.");
    pty.send("q\r");
    pty.wait_for("f links");
    // The keys pressed meanwhile were the program's: the story is still open.
    pty.send("e");
    pty.wait_for("editing welcome-to-kabar");
    pty.send("typed for the editor\n");
    pty.wait_for("f links");
    let answer = fs::read_to_string(home.path().join("answer")).unwrap();
    assert_eq!(answer, "typed for the editor\n");
    pty.send("s");
    pty.wait_for("Save this story");
    pty.send(&format!("{}/kept.txt\r", home.path().display()));
    pty.wait_for("Saved");
    let kept = fs::read_to_string(home.path().join("kept.txt")).unwrap();
    assert!(kept.starts_with("Welcome to kabar"), "{kept}");
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn what_was_edited_in_the_list_of_feeds_is_told_in_a_line() {
    let home = TempDir::new().unwrap();
    let list = home.path().join("urls");
    let line = |name: &str| format!("http://127.0.0.1:9/{name} \"~{name}\"\n");
    fs::write(&list, ["a", "b", "c"].map(line).concat()).unwrap();
    let list = list.to_str().unwrap();
    let mut import = Pty::start(kabar(home.path(), &["import", list]));
    assert_eq!(import.code_within(DEADLINE), 0);
    let editor = home.path().join("editor");
    program(
        &editor,
        "sed -i -e '/~a/d' -e 's/~b/~Dua/' \"$1\"; echo http://127.0.0.1:9/d >> \"$1\"",
    );
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("EDITOR", &editor);
    let mut pty = Pty::start(command);
    pty.wait_for("All stories");
    pty.send("1E");
    pty.wait_for("1 added, 1 removed, 1 renamed — u to undo");
    pty.wait_for("Dua");
    pty.send("u");
    pty.wait_for("Undone: 1 added, 1 removed, 1 renamed");
    pty.wait_until("the list is as it was", |pty| !pty.shows("Dua"));
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn the_files_of_settings_and_keys_are_edited_where_they_stand_and_hold_at_once() {
    let home = TempDir::new().unwrap();
    let config = home.path().join("config");
    let editor = home.path().join("editor");
    program(&editor, "cat \"$1\" > $HOME/seen; cat $HOME/add >> \"$1\"");
    fs::write(
        home.path().join("add"),
        "[everywhere]\nsettings = [\"Z\"]\n",
    )
    .unwrap();
    let mut command = kabar(home.path(), &["--offline"]);
    command.env("KABAR_CONFIG_DIR", &config);
    command.env("EDITOR", &editor);
    let mut pty = Pty::start(command);
    pty.wait_for("Start with one of these:");
    pty.send("\x1b");
    pty.wait_until("the panes are there", |pty| {
        !pty.shows("Start with one of these:")
    });
    pty.send(":keymap");
    pty.wait_for("Edit keymap.toml");
    pty.send("\r");
    pty.wait_for("The settings were read again");
    let seen = fs::read_to_string(home.path().join("seen")).unwrap();
    assert!(
        seen.starts_with("# Keys of your own") && seen.contains("kabar config --keys"),
        "{seen}"
    );
    pty.send("Z");
    pty.wait_for("[reading]");
    pty.send("\x1b");
    pty.wait_until("the settings are closed", |pty| !pty.shows("[reading]"));
    // What was made for the editor goes again when nothing is written into it.
    fs::write(home.path().join("add"), "").unwrap();
    pty.send(":config.toml");
    pty.wait_for("Edit config.toml");
    pty.send("\r");
    pty.wait_until("the editor was there", |_| {
        fs::read_to_string(home.path().join("seen"))
            .is_ok_and(|seen| seen.starts_with("# Settings"))
    });
    pty.wait_until("the file is gone", |_| !config.join("config.toml").exists());
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

/// Writes the file and has the terminal come to the front, until the screen shows that it was read.
fn changed(pty: &mut Pty, file: &Path, text: &str, sign: &str) {
    fs::write(file, text).unwrap();
    pty.send("\x1b[O\x1b[I");
    pty.wait_for(sign);
}

#[test]
fn settings_are_kept_with_comments_and_taken_up_when_they_change() {
    let home = TempDir::new().unwrap();
    let config = home.path().join("config");
    fs::create_dir_all(&config).unwrap();
    let file = config.join("config.toml");
    fs::write(&file, "# mine\n[reading]\nmeasure = 70 # wide\n").unwrap();
    let mut command = kabar(home.path(), &[]);
    command.env("KABAR_CONFIG_DIR", &config);
    let mut pty = Pty::start(command);
    pty.wait_for("Start with one of these:");
    pty.send("\x1b");
    pty.wait_until("the panes are there", |pty| {
        !pty.shows("Start with one of these:") && pty.shows("Welcome to kabar")
    });
    pty.wait_for_all_texts();
    pty.send(",");
    pty.wait_for("[reading] measure = …   40–90");
    pty.wait_for("usual: 66");
    pty.send("\r\x7f\x7f55\r");
    pty.wait_for("Kept: Columns of the text of a story");
    let kept = fs::read_to_string(&file).unwrap();
    assert_eq!(kept, "# mine\n[reading]\nmeasure = 55 # wide\n");
    pty.send("\x1b[B\x1b[B\r");
    pty.wait_for("Kept: Language");
    pty.send("\x1b[3~");
    pty.wait_until("the line is gone", |_| {
        fs::read_to_string(&file).is_ok_and(|kept| !kept.contains("language"))
    });
    pty.send("\x1b");
    pty.wait_until("the list is closed", |pty| !pty.shows("[reading]"));
    // The file changes, and the terminal comes to the front.
    changed(
        &mut pty,
        &file,
        "[reading]\nlanguage = \"id\"\n",
        "Semua berita",
    );
    changed(
        &mut pty,
        &file,
        "[reading]\nlanguag = \"id\"\n",
        "config.toml:2",
    );
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

#[test]
fn a_link_that_the_settings_name_a_program_for_is_opened_by_it_and_not_read_here() {
    let home = TempDir::new().unwrap();
    let player = home.path().join("player");
    program(&player, "echo \"$1\" > $HOME/played");
    let settings = format!("[openers]\n\"://\" = [\"{}\"]\n", player.display());
    fs::write(home.path().join("config.toml"), settings).unwrap();
    let mut command = kabar(home.path(), &["demo"]);
    command.env("KABAR_CONFIG_DIR", home.path());
    let mut pty = Pty::start(command);
    pty.wait_for("sample edition");
    pty.wait_for_all_texts();
    pty.send("\r");
    pty.wait_for("f links");
    pty.send("f");
    pty.wait_for("a–z follow");
    pty.send("f");
    let played = home.path().join("played");
    let read = || fs::read_to_string(&played).unwrap_or_default();
    let since = std::time::Instant::now();
    while read().is_empty() && since.elapsed() < DEADLINE {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(read().starts_with("http"), "{:?}", read());
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}
