//! The plan of the house, held over the source: which room may import which, which outside crates it may
//! name, and the rules of form. The checker is tested on small planted trees, one breach each.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

mod lexer;
mod planted;
mod rules;
mod source;

use std::fs;
use std::path::Path;

use crate::architecture::source::File;

/// The plan: rooms from the bottom to the top, and outside crates.
pub struct House {
    /// Every room below `src`.
    pub rooms: &'static [Room],
    /// Every outside crate of Cargo.toml.
    pub crates: &'static [Crate],
}

/// A room.
pub struct Room {
    /// The module's name.
    pub name: &'static str,
    /// The rooms it may import.
    pub imports: &'static [&'static str],
    /// Whether it does no IO, reads no clock, starts no thread.
    pub pure: bool,
}

/// An outside crate and the rooms that may name it; every room when none is listed.
pub struct Crate {
    /// As paths write it.
    pub name: &'static str,
    /// Who may name it.
    pub rooms: &'static [&'static str],
}

const fn room(name: &'static str, imports: &'static [&'static str], pure: bool) -> Room {
    Room {
        name,
        imports,
        pure,
    }
}

const fn only(rooms: &'static [&'static str], name: &'static str) -> Crate {
    Crate { name, rooms }
}

/// Does no IO, reads no clock, starts no thread.
const PURE: bool = true;
/// Touches the world.
const WORLD: bool = false;

/// Who may import whom: only rooms above in this table.
const ROOMS: &[Room] = &[
    // Strings as a terminal sees them.
    room("text", &[], PURE),
    // Every embedded file, by name.
    room("assets", &[], WORLD),
    // Feed, Entry, Article, Headline, Mark, Query.
    room("model", &["text"], PURE),
    // A cleaned body as a tree; its rows, its Markdown, its HTML.
    room("document", &["text"], PURE),
    // Directories, settings, and the program's one clock. A name that is not known is told with the nearest that is.
    room("config", &["text", "assets"], WORLD),
    // Bytes of a feed → feed, entries, warnings; the headlines of a page, with the words of the cleaner's vocabulary.
    room("feed", &["model", "text", "assets"], PURE),
    // An HTML page → metadata, document, cuts, warnings.
    room("extract", &["document", "model", "text", "assets"], PURE),
    // GET, politely; from the network or from a shelf of pages.
    room("fetch", &["model", "text"], WORLD),
    // Everything that is kept. It folds words as they are searched, and makes its own excerpts harmless.
    room("store", &["model", "document", "assets", "text"], WORLD),
    // Fetch, parse, clean, keep. It hands documents from `extract` to `store`.
    room(
        "loader",
        &[
            "feed", "extract", "fetch", "store", "model", "document", "text",
        ],
        WORLD,
    ),
    // What is on the screen, and what a message does to it.
    room("state", &["model", "document", "text", "assets"], PURE),
    // The state as cells.
    room(
        "view",
        &["state", "document", "model", "text", "assets"],
        PURE,
    ),
    // Raw mode, input, the loop, performing effects. It makes the loader's source (`fetch`, and `assets` for
    // the sample edition), and reads subscription lists (`feed`).
    room(
        "terminal",
        &[
            "state", "view", "loader", "store", "config", "model", "document", "text", "feed",
            "fetch", "assets",
        ],
        WORLD,
    ),
    // Arguments, output, exit codes: all but `view`.
    room(
        "cli",
        &[
            "text", "assets", "model", "document", "config", "feed", "extract", "fetch", "store",
            "loader", "state", "terminal",
        ],
        WORLD,
    ),
];

/// Which outside crates which room may name. A crate of Cargo.toml that is missing here fails the test.
const CRATES: &[Crate] = &[
    // Strings, bytes to strings.
    only(&["text"], "chardetng"),
    only(&["text"], "encoding_rs"),
    only(&["text"], "icu_segmenter"),
    only(&["text"], "natord"),
    only(&["text"], "unicode_bidi"),
    only(&["text"], "unicode_normalization"),
    only(&["text"], "unicode_segmentation"),
    only(&["text"], "unicode_width"),
    // Addresses: parsed wherever one from outside is resolved or sent.
    only(
        &[
            "model", "feed", "extract", "fetch", "store", "loader", "cli",
        ],
        "url",
    ),
    // The world, a room each.
    only(&["config"], "directories"),
    only(&["feed"], "quick_xml"),
    only(&["extract"], "scraper"),
    only(&["extract"], "ego_tree"),
    only(&["extract"], "html5ever"),
    // The language of a text.
    only(&["extract"], "whatlang"),
    // Looking for many words, or for one byte, at once.
    only(&["extract"], "aho_corasick"),
    only(&["text", "extract", "store"], "memchr"),
    only(&["fetch"], "hyper_util"),
    only(&["fetch"], "reqwest"),
    only(&["fetch"], "rustls"),
    only(&["fetch"], "webpki_root_certs"),
    // Pictures are decoded when they are kept and when they are painted.
    only(&["loader", "view"], "image"),
    only(&["view"], "ratatui_image"),
    only(&["store"], "rusqlite"),
    // `fetch` is asynchronous by itself, `cli` waits for one page.
    only(&["fetch", "loader", "cli"], "tokio"),
    only(&["fetch", "loader"], "tokio_util"),
    only(&["view", "terminal"], "ratatui"),
    only(&["terminal"], "crossterm"),
    only(&["terminal"], "open"),
    only(&["terminal"], "notify_rust"),
    only(&["terminal"], "nix"),
    only(&["terminal"], "rustix"),
    only(&["terminal"], "signal_hook"),
    only(&["cli"], "clap"),
    only(&["cli"], "clap_complete"),
    only(&["cli"], "clap_mangen"),
    only(&["cli"], "indicatif"),
    only(&["cli"], "tracing_subscriber"),
    only(&["cli", "terminal"], "anyhow"),
    // Packed bodies, the packed sample edition, and sitemaps that are archives.
    only(&["assets", "store", "fetch"], "flate2"),
    // Settings; keys, languages, themes, vocabularies and the sample edition as data; rules for sites in and out.
    only(
        &[
            "assets", "config", "feed", "extract", "state", "view", "cli",
        ],
        "toml",
    ),
    // One setting written into the reader's file.
    only(&["config"], "toml_edit"),
    only(&["state"], "nucleo_matcher"),
    only(&["state", "view"], "tui_input"),
    // Everywhere: time as a value, errors, plain data, the log.
    only(&[], "jiff"),
    only(&[], "serde"),
    only(&[], "serde_json"),
    only(&[], "thiserror"),
    only(&[], "tracing"),
];

const HOUSE: House = House {
    rooms: ROOMS,
    crates: CRATES,
};

/// All breaches in the tree at `root`.
fn check(house: &House, root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    read_folder(root, "src", &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let mut breaches = rules::breaches(house, &files);
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for name in dependencies(&manifest) {
        if !house.crates.iter().any(|outside| outside.name == name) {
            breaches.push(format!(
                "Cargo.toml: `{name}` is not in the table of outside crates"
            ));
        }
    }
    breaches
}

fn read_folder(root: &Path, folder: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            read_folder(root, &path, files);
        } else if is_rust(&path) && !source::is_test(&path) {
            files.push(source::read(
                &path,
                &fs::read_to_string(entry.path()).unwrap(),
            ));
        }
    }
}

fn is_rust(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "rs")
}

/// The crates under `[dependencies]`, as paths write them.
fn dependencies(manifest: &str) -> Vec<String> {
    manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect()
}

#[test]
fn the_entrance_tells_of_the_rooms_in_the_order_of_this_table() {
    let entrance =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let told: Vec<&str> = entrance
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next())
        .collect();
    let rooms: Vec<&str> = ROOMS.iter().map(|room| room.name).collect();
    assert_eq!(told, rooms);
}

#[test]
fn the_house_stands_as_planned() {
    let breaches = check(&HOUSE, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn a_room_imports_only_rooms_above_it_in_the_table() {
    for (at, room) in ROOMS.iter().enumerate() {
        for import in room.imports {
            assert!(
                ROOMS[..at].iter().any(|lower| lower.name == *import),
                "{} imports {import}",
                room.name
            );
        }
    }
}
