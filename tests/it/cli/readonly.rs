//! A library that may be read and not written: on a disk of somebody else's, in a copy that is kept.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;

use crate::cli::{Home, RSS, Said, feed};
use crate::server::{Reply, Server};

/// Nobody in particular: the superuser may write everywhere, so somebody else has to look.
const NOBODY: u32 = 65_534;

const DATA: &str = ".local/share/kabar";
const LIBRARY: &str = ".local/share/kabar/library.db";

impl Home {
    /// As `say`, by somebody to whom modes of files apply.
    fn say_bound(&self, arguments: &[&str]) -> Said {
        let mut command = self.command(arguments);
        if fs::metadata(self.path(DATA)).unwrap().uid() == NOBODY {
            let binary = self.path("kabar");
            if !binary.exists() {
                // By another process: a program that is open for writing, also in a child of another test that has
                // not begun yet, cannot be run.
                let copied = std::process::Command::new("cp")
                    .arg(env!("CARGO_BIN_EXE_kabar"))
                    .arg(&binary)
                    .status();
                assert!(copied.unwrap().success());
            }
            let mut bound = std::process::Command::new(binary);
            bound.args(arguments).env_clear();
            bound.envs(
                command
                    .get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            );
            bound
                .current_dir(self.directory.path())
                .uid(NOBODY)
                .gid(NOBODY);
            command = bound;
        }
        Said::of(&command.output().unwrap())
    }

    /// Gives the library to whoever looks, who may do so much with the file and its directory.
    fn bind(&self, file: u32, directory: u32) {
        let is_root = fs::metadata(self.directory.path()).unwrap().uid() == 0;
        mode(self.directory.path(), 0o755);
        for entry in fs::read_dir(self.path(DATA)).unwrap() {
            let path = entry.unwrap().path();
            if is_root {
                chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
            }
            mode(&path, file);
        }
        if is_root {
            chown(self.path(DATA), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        mode(&self.path(DATA), directory);
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn home() -> Home {
    let home = Home::new();
    let body = feed("Harian", "https://a.example", &["sungai"]);
    let server = Server::start([("/rss", Reply::ok(RSS, body))]);
    home.well(&["add", &server.url("/rss")]);
    home
}

#[test]
fn a_library_that_may_only_be_read_is_read() {
    for (file, directory, beside) in [
        (0o444, 0o755, ""),
        (0o644, 0o555, ""),
        (0o444, 0o555, ""),
        (0o444, 0o555, "-wal"),
    ] {
        let home = home();
        let id = home.story("Kisah sungai");
        if !beside.is_empty() {
            home.write(&format!("{LIBRARY}{beside}"), "a log");
        }
        home.bind(file, directory);
        for (arguments, words) in [
            (&["list"][..], "Kisah sungai"),
            (&["show", &id], "Ringkasan sungai."),
            (&["search", "ringkasan"], "Kisah sungai"),
            (&["feeds"], "Harian"),
            (&["export"], "xmlUrl"),
        ] {
            let said = home.say_bound(arguments);
            assert_eq!(
                said.code, 0,
                "{file:o} {directory:o} {arguments:?} {}",
                said.err
            );
            assert!(said.out.contains(words), "{arguments:?}\n{}", said.out);
            let is_told = said.err.contains("its latest changes are in a log");
            assert_eq!(is_told, !beside.is_empty(), "{}", said.err);
        }
        let said = home.say_bound(&["mark", "read", &id]);
        assert_eq!(said.code, 1);
        let told = said.err.contains("readonly database") || said.err.contains("Permission denied");
        assert!(told, "{}", said.err);
        mode(&home.path(DATA), 0o755);
    }
}

#[test]
fn a_library_that_may_not_be_read_says_why() {
    let home = home();
    home.bind(0o000, 0o755);
    for arguments in [
        &["list"][..],
        &["feeds"],
        &["export"],
        &["mark", "read", "1"],
    ] {
        let said = home.say_bound(arguments);
        assert_eq!(said.code, 1, "{arguments:?}");
        assert!(
            said.err.contains("library.db: Permission denied"),
            "{}",
            said.err
        );
    }
}
