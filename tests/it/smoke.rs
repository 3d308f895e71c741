//! The README's first command, as a newcomer runs it: an empty home, no network, and there is a newspaper to read.
//!
//! Without `KABAR_SMOKE` it is the binary under test; the gate sets it to the command itself, `cargo run --release`.

use std::path::Path;

use portable_pty::CommandBuilder;

use crate::pty::{DEADLINE, Pty, kabar};

#[test]
fn the_first_command_shows_a_newspaper_without_a_network_and_without_settings() {
    let home = tempfile::tempdir().unwrap();
    let command = match std::env::var("KABAR_SMOKE") {
        Ok(line) => in_this_package(home.path(), &line),
        Err(_) => kabar(home.path(), &[]),
    };
    let mut pty = Pty::start_sized(command, 120, 40);
    pty.wait_until("a list of stories", |pty| {
        pty.shows("sample edition") && pty.text().matches('●').count() >= 8
    });
    pty.send("\r");
    pty.wait_until("a story with its text", |pty| words(&pty.text()) > 120);
    pty.send("Q");
    assert_eq!(pty.code_within(DEADLINE), 0);
}

/// The command line as a newcomer types it in the package's directory: of the surroundings only the toolchain is there.
fn in_this_package(home: &Path, line: &str) -> CommandBuilder {
    let mut words = line.split_whitespace();
    let mut command = CommandBuilder::new(words.next().unwrap());
    command.args(words);
    command.env_clear();
    for name in [
        "PATH",
        "CARGO_HOME",
        "RUSTUP_HOME",
        "RUSTUP_TOOLCHAIN",
        "CARGO_TARGET_DIR",
    ] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    command
}

fn words(screen: &str) -> usize {
    let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
    screen.split_whitespace().filter(is_word).count()
}
