//! Tests of the room `cli`: the real binary, its output, its JSON, its exit codes.

mod crash;
mod cuts;
mod hostile;
mod input;
mod library;
mod output;
mod proxies;
#[cfg(unix)]
mod readonly;
mod settings;
mod sources;
mod tags;
pub mod tls;
mod trouble;
mod usage;
mod wishes;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::server::{Reply, Server};

/// A home for the binary, with nothing of this machine's settings.
struct Home {
    directory: TempDir,
}

/// What a command printed, and how it ended.
struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Home {
    fn new() -> Self {
        Self {
            directory: TempDir::new().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kabar"));
        command
            .args(arguments)
            .env_clear()
            .env("HOME", self.directory.path())
            .env("TZ", "UTC")
            .env("LANG", "C.UTF-8");
        command
            .current_dir(self.directory.path())
            .stdin(Stdio::null());
        command
    }

    fn say(&self, arguments: &[&str]) -> Said {
        Said::of(&self.command(arguments).output().unwrap())
    }

    /// What it printed, when it has to end well.
    #[track_caller]
    fn well(&self, arguments: &[&str]) -> String {
        let said = self.say(arguments);
        assert_eq!(said.code, 0, "{arguments:?}\n{}{}", said.out, said.err);
        said.out
    }

    /// The objects it printed, a line each.
    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        objects(&self.well(arguments))
    }

    /// The number of the story with that title.
    #[track_caller]
    fn story(&self, title: &str) -> String {
        let listed = self.json(&["list", "--json"]);
        let found = listed.iter().find(|story| story["title"] == title);
        found.expect(title)["id"].to_string()
    }
}

impl Said {
    fn of(output: &Output) -> Self {
        Self {
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

#[track_caller]
fn objects(lines: &str) -> Vec<Value> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect()
}

/// The names of an object's fields, in order.
fn names(object: &Value) -> Vec<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

const RSS: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";

/// A feed with a story for each of these words, the first the newest.
fn feed(title: &str, host: &str, words: &[&str]) -> String {
    let items: String = words
        .iter()
        .enumerate()
        .map(|(place, word)| {
            let day = 20 - place;
            format!(
                "<item><title>Kisah {word}</title><link>{host}/{word}.html</link><guid>{word}</guid>\
                 <pubDate>{day} Nov 2026 07:00:00 +0700</pubDate><description>Ringkasan {word}.</description></item>"
            )
        })
        .collect();
    format!(
        "<rss version=\"2.0\"><channel><title>{title}</title><link>{host}/</link>{items}</channel></rss>"
    )
}

fn page(word: &str) -> String {
    let paragraph = |number: usize| {
        format!(
            "<p>Paragraf ke-{number} tentang {word}: warga menuturkan bagaimana sungai mengubah hari-hari mereka, dari \
             pagi ketika kabut turun sampai malam ketika lampu perahu menyala satu per satu di tepi air.</p>"
        )
    };
    let paragraphs: String = (1..=6).map(paragraph).collect();
    format!(
        "<!doctype html><html lang=\"id\"><head><title>Kisah {word} - Harian Sungai</title></head><body><nav>\
         <a href=\"/\">Beranda</a></nav><article><h1>Kisah {word}</h1>{paragraphs}<p><strong>Baca Juga: \
         <a href=\"/lain\">Sepuluh warung</a></strong></p><p>Paragraf terakhir tentang {word} menutup kisah ini.</p>\
         </article><section><h3>Berita Terkait</h3><ul><li><a href=\"/a\">Harga ikan naik lagi</a></li></ul></section>\
         </body></html>"
    )
}

/// A newspaper: a front page that names its feed, the feed, and the pages of its stories.
fn newspaper(words: &[&str]) -> Server {
    let front = "<!doctype html><title>Harian Sungai</title><link rel=\"alternate\" type=\"application/rss+xml\" \
                 href=\"/rss.xml\"><p>Halaman muka.</p>";
    let server = Server::start([("/", Reply::ok(HTML, front))]);
    let host = server.url("");
    server.set(
        "/rss.xml",
        Reply::ok(RSS, feed("Harian Sungai", &host, words)),
    );
    for word in words {
        server.set(&format!("/{word}.html"), Reply::ok(HTML, page(word)));
    }
    server
}

fn exists(path: &Path) -> bool {
    path.try_exists().unwrap()
}
