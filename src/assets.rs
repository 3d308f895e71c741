//! Every file that is embedded in the program, by name.
//!
//! It hands out text and bytes as they were written. What a file means is known by the room that
//! uses it; only the sample edition is unpacked here.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::DeflateDecoder;
use serde::Deserialize;

/// A scheme's name and its file, which is named so.
macro_rules! scheme {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../assets/themes/", $name, ".yaml")),
        )
    };
}

/// The default configuration, which is its manual.
pub const CONFIG: &str = include_str!("../assets/config.toml");

/// The cleaner's vocabulary: phrases and class names, with their reasons.
pub const CLEANING: &str = include_str!("../assets/cleaning.toml");

/// What stands at the end of a feed's text when its page has more, a line each.
pub const TEASERS: &str = include_str!("../assets/teasers.txt");

/// The sections of the manual page that the command line does not tell of itself (roff).
pub const MANUAL: &str = include_str!("../assets/manual.roff");

/// The manual that is read in kabar itself, English.
pub const MANUAL_EN: &str = include_str!("../assets/manual/en.txt");

/// The same, Indonesian.
pub const MANUAL_ID: &str = include_str!("../assets/manual/id.txt");

/// The cleaner's trees (`extract::model` tells the form).
pub const CLEANING_MODEL: &[u8] = include_bytes!("../assets/cleaning.model");

/// Which keys do what.
pub const KEYMAP: &str = include_str!("../assets/keymap.toml");

/// Other sets of keys by name, each laid over `KEYMAP`.
pub const KEYMAPS: &[(&str, &str)] = &[
    ("newsboat", include_str!("../assets/keymaps/newsboat.toml")),
    ("vim", include_str!("../assets/keymaps/vim.toml")),
    (
        "eilmeldung",
        include_str!("../assets/keymaps/eilmeldung.toml"),
    ),
];

/// The words of the interface, English.
pub const STRINGS_EN: &str = include_str!("../assets/strings/en.toml");

/// The words of the interface, Indonesian.
pub const STRINGS_ID: &str = include_str!("../assets/strings/id.toml");

/// Why something failed, in every language.
pub const FAILURES: &str = include_str!("../assets/strings/failures.toml");

/// The terminal's own colours.
pub const THEME_TERMINAL: &str = include_str!("../assets/themes/terminal.toml");

/// The same on a light background.
pub const THEME_TERMINAL_LIGHT: &str = include_str!("../assets/themes/terminal-light.toml");

/// No colour.
pub const THEME_MONO: &str = include_str!("../assets/themes/mono.toml");

/// What each role wears in a colour scheme.
pub const THEME_ROLES: &str = include_str!("../assets/themes/roles.toml");

/// Colour schemes by name (base16, YAML).
pub const SCHEMES: &[(&str, &str)] = &[
    scheme!("catppuccin-latte"),
    scheme!("catppuccin-frappe"),
    scheme!("catppuccin-macchiato"),
    scheme!("catppuccin-mocha"),
    scheme!("dracula"),
    scheme!("gruvbox-dark"),
    scheme!("gruvbox-light"),
    scheme!("high-contrast-dark"),
    scheme!("high-contrast-light"),
    scheme!("nord"),
    scheme!("rose-pine"),
    scheme!("rose-pine-dawn"),
    scheme!("rose-pine-moon"),
    scheme!("solarized-dark"),
    scheme!("solarized-light"),
];

/// The database schema, step by step: the version a step leads to, and its SQL.
pub const SCHEMA: &[(u32, &str)] = &[
    (1, include_str!("../assets/schema/0001_start.sql")),
    (2, include_str!("../assets/schema/0002_manners.sql")),
    (3, include_str!("../assets/schema/0003_cuts.sql")),
    (4, include_str!("../assets/schema/0004_haste.sql")),
    (5, include_str!("../assets/schema/0005_tags.sql")),
    (6, include_str!("../assets/schema/0006_instead.sql")),
    (7, include_str!("../assets/schema/0007_ready.sql")),
    (8, include_str!("../assets/schema/0008_damage.sql")),
];

/// The schema of the file that keeps the pages of stories for some days.
pub const SCHEMA_PAGES: &str = include_str!("../assets/schema/pages.sql");

/// What that file has beside pages: pictures.
pub const SCHEMA_PICTURES: &str = include_str!("../assets/schema/pictures.sql");

/// What it has beside those: which pages are being asked for.
pub const SCHEMA_ASKING: &str = include_str!("../assets/schema/asking.sql");

/// The list of well-known feeds that a person can pick from (TOML).
pub const CATALOGUE: &str = include_str!("../assets/catalogue.toml");

const DEMO_INDEX: &str = include_str!("../assets/demo/index.toml");
const DEMO_PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/demo.packed"));

/// A page or a feed of the sample edition, as a server would answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoFile {
    /// The address it answers for.
    pub url: String,
    /// What a server would send as `Content-Type`.
    pub content_type: String,
    /// The bytes of the page or feed.
    pub body: Vec<u8>,
}

/// The pages and feeds of the sample edition.
#[must_use]
pub fn demo() -> Vec<DemoFile> {
    let mut bytes = Vec::with_capacity(DEMO_PACKED.len().saturating_mul(8));
    // The archive was made by our own build; a test holds that it unpacks whole.
    if DeflateDecoder::new(DEMO_PACKED)
        .read_to_end(&mut bytes)
        .is_err()
    {
        return Vec::new();
    }
    let mut bodies = unpack(&bytes);
    let named = |file: IndexFile| {
        let body = bodies.remove(file.path.as_str())?.to_vec();
        Some(DemoFile {
            url: file.url,
            content_type: file.content_type,
            body,
        })
    };
    demo_index().file.into_iter().filter_map(named).collect()
}

/// The feeds of the sample edition: address, title, folder.
#[must_use]
pub fn demo_feeds() -> Vec<(String, String, String)> {
    demo_index()
        .feed
        .into_iter()
        .map(|feed| (feed.url, feed.title, feed.folder))
        .collect()
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    feed: Vec<IndexFeed>,
    file: Vec<IndexFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexFeed {
    url: String,
    title: String,
    folder: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndexFile {
    path: String,
    url: String,
    content_type: String,
}

/// The index is embedded and held by a test, so an unreadable one only means an empty edition.
fn demo_index() -> Index {
    toml::from_str(DEMO_INDEX).unwrap_or_default()
}

/// Path to body, as far as the entries go (see `build.rs` for their form).
fn unpack(mut bytes: &[u8]) -> HashMap<&str, &[u8]> {
    let mut bodies = HashMap::new();
    while let Some((path, after_path)) = split_counted(bytes) {
        let Some((body, after_body)) = split_counted(after_path) else {
            break;
        };
        if let Ok(path) = std::str::from_utf8(path) {
            bodies.insert(path, body);
        }
        bytes = after_body;
    }
    bodies
}

fn split_counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_sample_edition_unpacks_whole() {
        let files = demo();
        assert_eq!(files.len(), demo_index().file.len());
        assert!(
            files
                .iter()
                .all(|file| std::str::from_utf8(&file.body).is_ok_and(|text| text.ends_with('\n')))
        );
        let urls: HashSet<_> = files.iter().map(|file| file.url.as_str()).collect();
        assert_eq!(
            urls.len(),
            files.len(),
            "an address stands twice in the index"
        );
    }

    #[test]
    fn every_sample_file_is_in_the_index() {
        let mut bytes = Vec::new();
        DeflateDecoder::new(DEMO_PACKED)
            .read_to_end(&mut bytes)
            .unwrap();
        let paths: HashSet<_> = demo_index()
            .file
            .into_iter()
            .map(|file| file.path)
            .collect();
        assert!(unpack(&bytes).keys().all(|path| paths.contains(*path)));
    }

    #[test]
    fn every_sample_feed_is_one_of_the_files() {
        let files = demo();
        let feeds = demo_feeds();
        assert!(!feeds.is_empty());
        for (url, title, folder) in feeds {
            assert!(
                files.iter().any(|file| file.url == url),
                "{url} answers nothing"
            );
            assert!(
                !title.is_empty() && !folder.is_empty(),
                "{url} lacks a title or a folder"
            );
        }
    }

    #[test]
    fn a_cut_archive_gives_the_entries_before_the_cut() {
        let whole = [
            4u32.to_le_bytes().as_slice(),
            b"a/b1",
            &2u32.to_le_bytes(),
            b"ok",
            &9u32.to_le_bytes(),
            b"cut",
        ]
        .concat();
        assert_eq!(unpack(&whole), HashMap::from([("a/b1", b"ok".as_slice())]));
    }

    #[test]
    fn every_catalogue_entry_is_complete_and_stands_once() {
        let catalogue: Catalogue = toml::from_str(CATALOGUE).unwrap();
        assert!(catalogue.feed.len() >= 80);
        let mut seen = HashSet::new();
        for feed in &catalogue.feed {
            assert!(seen.insert(&feed.url), "{} stands twice", feed.url);
            for address in [&feed.url, &feed.site] {
                assert!(
                    address.starts_with("https://") || address.starts_with("http://"),
                    "{address}"
                );
                assert!(!address.contains(char::is_whitespace), "{address}");
            }
            for word in [&feed.title, &feed.language, &feed.country, &feed.topic] {
                assert!(!word.is_empty(), "{} lacks a field", feed.url);
            }
            assert!(
                feed.note.as_ref().is_none_or(|note| !note.is_empty()),
                "{}",
                feed.url
            );
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Catalogue {
        feed: Vec<CatalogueFeed>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct CatalogueFeed {
        title: String,
        url: String,
        site: String,
        language: String,
        country: String,
        topic: String,
        note: Option<String>,
    }
}
