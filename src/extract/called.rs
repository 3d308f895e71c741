//! What elements are called: the parts of class names and ids that single questions are asked by.
//!
//! Lists only, as `assets/cleaning.toml` has them; the groups of names that the model sees are `groups`'.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::extract::rules::rules;

/// Lists of parts of names, each written small.
#[derive(Deserialize, Default)]
pub struct Called {
    apart: Vec<String>,
    credits: Vec<String>,
    columns: Vec<String>,
    talk: Vec<String>,
    dates: Vec<String>,
    bylines: Vec<String>,
    writers: Vec<String>,
    perhaps: Vec<String>,
    profiles: Vec<String>,
}

/// Parts of names, to be found in any case.
type Parts = LazyLock<Option<AhoCorasick>>;

static APART: Parts = LazyLock::new(|| parts(&rules().called.apart));
static CREDITS: Parts = LazyLock::new(|| parts(&rules().called.credits));
static DATES: Parts = LazyLock::new(|| parts(&rules().called.dates));
static BYLINES: Parts = LazyLock::new(|| parts(&rules().called.bylines));
static WRITERS: Parts = LazyLock::new(|| parts(&rules().called.writers));
static PERHAPS: Parts = LazyLock::new(|| parts(&rules().called.perhaps));

/// The builder fails only past two thousand million states.
pub fn parts<P: AsRef<[u8]>>(parts: &[P]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(parts)
        .ok()
}

fn has(parts: &Parts, name: &str) -> bool {
    parts.as_ref().is_some_and(|parts| parts.is_match(name))
}

/// Whether a name says that an element is a caption or a credit, which a style sets apart.
pub fn is_apart(name: &str) -> bool {
    has(&APART, name)
}

/// Whether it says that an element inside a caption is the credit.
pub fn is_credit(name: &str) -> bool {
    has(&CREDITS, name)
}

/// Whether it says that an element holds a date.
pub fn is_date(name: &str) -> bool {
    has(&DATES, name)
}

/// Whether it says that an element holds a byline.
pub fn is_byline(name: &str) -> bool {
    has(&BYLINES, name)
}

/// Whether it says that an element holds the name of who wrote.
pub fn is_writer(name: &str) -> bool {
    has(&WRITERS, name)
}

/// Whether it says that an element perhaps does.
pub fn is_perhaps_writer(name: &str) -> bool {
    has(&PERHAPS, name)
}

/// Whether an address is that of a page about somebody who writes.
pub fn is_profile(address: &str) -> bool {
    let mut profiles = rules().called.profiles.iter();
    profiles.any(|part| address.contains(part.as_str()))
}

/// Whether one of an element's names is that of a side column.
pub fn is_column(names: &str) -> bool {
    is_one(&rules().called.columns, names)
}

/// Whether one of an element's names is that of what readers say.
pub fn is_talk(names: &str) -> bool {
    is_one(&rules().called.talk, names)
}

fn is_one(list: &[String], names: &str) -> bool {
    let mut words = names.split_ascii_whitespace();
    words.any(|word| list.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::{
        is_apart, is_byline, is_column, is_date, is_perhaps_writer, is_profile, is_writer,
    };

    #[test]
    fn elements_are_known_by_what_they_are_called() {
        for (is, name, wanted) in [
            (is_apart as fn(&str) -> bool, "Photo__Credit", true),
            (is_apart, "lead", false),
            (is_column, "l-main SideBar", true),
            (is_column, "l-main-sidebar", false),
            (is_date, "meta-tanggal", true),
            (is_byline, "redaktur", true),
            (is_writer, "redaktur", false),
            (is_writer, "Author-Name", true),
            (is_perhaps_writer, "autoren-box", true),
            (is_profile, "https://example.com/penulis/ana-lim", true),
            (is_profile, "https://example.com/berita", false),
        ] {
            assert_eq!(is(name), wanted, "{name}");
        }
    }
}
