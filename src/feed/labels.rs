//! Words that stand above a box of what is no news, or mark one story as paid for: what is popular, sponsored, elsewhere.
//!
//! They are those of the cleaner's vocabulary: what ends a story is no headline either.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::assets;
use crate::text::fold;

/// More words are a sentence, of a heading that is no story's, and of other words.
const HEADING: usize = 6;
const WORDS: usize = 4;
/// Words that are not set as a heading are a label when they are few, in letters.
const LETTERS: usize = 30;

/// What words above stories say of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// They are the page's own.
    Own,
    /// They are told elsewhere, or are those that are read most.
    Elsewhere,
    /// They are paid for.
    Paid,
}

/// Whether a heading stands above a box of what is popular, sponsored or elsewhere; one with a link in it may be a story.
#[must_use]
pub fn is_of_a_box(heading: &str, is_link: bool) -> bool {
    let most = if is_link { WORDS } else { HEADING };
    matches!(said(heading, most), Some((Said::Elsewhere | Said::Paid, _)))
}

/// Whether words that are no heading are all the same a label above a box of what is popular or elsewhere.
#[must_use]
pub fn is_label(text: &str) -> bool {
    is_short(text) && matches!(said(text, WORDS), Some((Said::Elsewhere, _)))
}

/// Whether words beside a story say that it is paid for.
#[must_use]
pub fn is_paid(text: &str) -> bool {
    is_short(text) && matches!(said(text, WORDS), Some((Said::Paid, true)))
}

/// Whether words begin as those of links to comments do: "Komentar", "12 comments".
#[must_use]
pub fn is_of_comments(text: &str) -> bool {
    let text = fold(text);
    let text = text.trim_start_matches(|char: char| !char.is_alphabetic());
    let word = text.split(|char: char| !char.is_alphanumeric()).next();
    let words = &vocabulary().comments;
    word.is_some_and(|word| words.iter().any(|known| word.starts_with(known)))
}

/// Whether a feed holds what readers say of stories and no stories, by words of its name or address: "Comments on: Tides",
/// `/comments/feed`.
#[must_use]
pub fn is_talk(text: &str) -> bool {
    let text = fold(text);
    let mut words = text.split(|char: char| !char.is_alphanumeric());
    let talk = &vocabulary().talk;
    // Where words are not parted, one stands anywhere.
    let is_within = |known: &&String| !known.is_ascii() && text.contains(known.as_str());
    words.any(|word| talk.iter().any(|known| known == word))
        || talk.iter().any(|known| is_within(&known))
}

fn is_short(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= LETTERS * 3 && text.chars().count() <= LETTERS
}

/// What a text begins with of the vocabulary, the longest that there is, and whether it says nothing else.
fn said(text: &str, most: usize) -> Option<(Said, bool)> {
    if text.split_whitespace().count() > most {
        return None;
    }
    let folded = fold(text);
    let text = bare(&folded);
    let ends = text
        .char_indices()
        .filter(|(_, char)| !char.is_alphanumeric());
    let ends = ends.map(|(end, _)| end).chain([text.len()]);
    let mut found = ends.filter_map(|end| {
        let said = vocabulary().words.get(text.get(..end)?)?;
        Some((*said, end == text.len()))
    });
    found.next_back()
}

/// Without signs around the words.
fn bare(text: &str) -> &str {
    text.trim_matches(|char: char| !char.is_alphanumeric())
}

#[derive(Deserialize, Default)]
struct File {
    phrases: Vec<Phrases>,
    fronts: Fronts,
    classes: Classes,
    talk: Talk,
}

#[derive(Deserialize, Default)]
struct Talk {
    feeds: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Classes {
    comments: Vec<String>,
}

#[derive(Deserialize)]
struct Phrases {
    reason: String,
    place: String,
    words: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Fronts {
    own: Vec<String>,
    others: Vec<String>,
    paid: Vec<String>,
}

/// The words that matter here, folded.
struct Vocabulary {
    words: HashMap<String, Said>,
    /// How names of what belongs to comments begin.
    comments: Vec<String>,
    /// Words of feeds that hold what readers say.
    talk: Vec<String>,
}

fn vocabulary() -> &'static Vocabulary {
    static WORDS: OnceLock<Vocabulary> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file: File = toml::from_str(assets::CLEANING).unwrap_or_default();
        Vocabulary {
            words: words(&file),
            comments: file.classes.comments,
            talk: file.talk.feeds.iter().map(|word| fold(word)).collect(),
        }
    })
}

/// What is said last of a word counts.
fn words(file: &File) -> HashMap<String, Said> {
    let mut words = HashMap::new();
    let mut add = |list: &[String], said| {
        // `baca:` means little without its colon.
        let list = list.iter().filter(|word| !word.ends_with(':'));
        words.extend(list.map(|word| (bare(&fold(word)).to_owned(), said)));
    };
    for phrases in &file.phrases {
        match (phrases.reason.as_str(), phrases.place.as_str()) {
            ("read also", _) | ("related list" | "comments", "whole") => {
                add(&phrases.words, Said::Elsewhere);
            }
            ("advertisement", "whole") => add(&phrases.words, Said::Paid),
            _ => {}
        }
    }
    add(&file.fronts.others, Said::Elsewhere);
    add(&file.fronts.paid, Said::Paid);
    add(&file.fronts.own, Said::Own);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_is_the_cleaners() {
        let file: File = toml::from_str(assets::CLEANING).unwrap();
        for list in [&file.fronts.own, &file.fronts.others, &file.fronts.paid] {
            assert!(!list.is_empty());
        }
        let words = &vocabulary().words;
        assert!(!vocabulary().comments.is_empty() && !vocabulary().talk.is_empty());
        for said in [Said::Own, Said::Elsewhere, Said::Paid] {
            assert!(words.values().any(|known| *known == said), "{said:?}");
        }
    }

    #[test]
    fn boxes_of_what_is_popular_are_known_by_their_headings() {
        for (heading, is_box) in [
            ("Berita Populer", true),
            ("BERITA TERPOPULER MINGGU INI", true),
            ("Artikel Populer", true),
            ("Terbanyak Dibaca", true),
            ("Terpopuler", true),
            ("Paling banyak dibaca", true),
            ("Sering Dibaca", true),
            ("Paling Dicari", true),
            ("Baca Juga:", true),
            ("Rekomendasi untuk Anda", true),
            ("Konten Bersponsor", true),
            ("» Meistgelesen «", true),
            ("Les plus lus", true),
            ("Lo más leído", true),
            ("人気記事", true),
            ("Читайте также", true),
            ("Berita Terkini", false),
            ("Terbaru", false),
            ("Terkini dari Kota", false),
            ("Latest news", false),
            ("Artikel Baru", false),
            ("Populer di kota ini sejak lama adalah bersepeda", false),
        ] {
            assert_eq!(is_of_a_box(heading, false), is_box, "{heading}");
        }
        assert!(is_of_a_box("Berita terpopuler hari ini", true));
        assert!(!is_of_a_box("Trending di media sosial kota", true));
    }

    #[test]
    fn a_label_is_short_and_of_what_is_popular() {
        for (text, is_label_of_a_box) in [
            (" TERPOPULER\n", true),
            ("Most read today", true),
            ("Trending:", true),
            ("Baca juga", true),
            ("Terpopuler pekan ini di kota", false),
            ("Trennya naik", false),
            ("Iklan", false),
            ("Lihat semua", false),
            ("", false),
        ] {
            assert_eq!(is_label(text), is_label_of_a_box, "{text}");
        }
    }

    #[test]
    fn a_story_that_is_paid_for_is_marked_with_that_word_alone() {
        for (text, is_mark) in [
            ("Sponsored", true),
            ("[IKLAN]", true),
            ("Advertorial", true),
            ("Anzeige", true),
            ("Iklan rokok dilarang", false),
            ("Terpopuler", false),
        ] {
            assert_eq!(is_paid(text), is_mark, "{text}");
        }
    }
}
