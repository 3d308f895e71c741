//! Words that stand above a box of what is no news: what is popular, sponsored, elsewhere.

/// What is read most, or told elsewhere.
const POPULAR: [&str; 14] = [
    "terpopuler",
    "populer",
    "berita populer",
    "berita terpopuler",
    "artikel populer",
    "terbanyak dibaca",
    "paling dibaca",
    "paling populer",
    "trending",
    "tren",
    "most read",
    "most popular",
    "popular",
    "berita terkait",
];
/// What is paid for, and what is told elsewhere: single advertisements are called so too.
const OTHERS: [&str; 7] = [
    "sponsor",
    "advertorial",
    "promoted",
    "partner",
    "iklan",
    "related",
    "from our partners",
];
/// Words that are not set as a heading are a label when they are few.
const LETTERS: usize = 30;
const WORDS: usize = 4;

/// Whether a heading stands above a box of what is popular, sponsored or elsewhere.
#[must_use]
pub fn is_of_a_box(heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let mut starts = POPULAR.iter().chain(&OTHERS);
    starts.any(|start| heading.starts_with(start))
}

/// Whether words that are no heading are all the same a label above a box of what is popular.
#[must_use]
pub fn is_label(text: &str) -> bool {
    let text = text.trim();
    let is_short = text.len() <= LETTERS * 2 && text.chars().count() <= LETTERS;
    if !is_short || text.split_whitespace().count() > WORDS {
        return false;
    }
    let text = text.to_lowercase();
    POPULAR.iter().any(|start| {
        let rest = text.strip_prefix(start);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_of_what_is_popular_are_known_by_their_headings() {
        for (heading, is_box) in [
            ("Berita Populer", true),
            ("BERITA TERPOPULER MINGGU INI", true),
            ("Artikel Populer", true),
            ("Terbanyak Dibaca", true),
            ("Terpopuler", true),
            ("Berita Terkini", false),
            ("Artikel Baru", false),
        ] {
            assert_eq!(is_of_a_box(heading), is_box, "{heading}");
        }
    }

    #[test]
    fn a_label_is_short_and_of_what_is_popular() {
        for (text, is_label_of_a_box) in [
            (" TERPOPULER\n", true),
            ("Most read today", true),
            ("Trending:", true),
            ("Terpopuler pekan ini di kota", false),
            ("Trennya naik", false),
            ("Iklan", false),
            ("", false),
        ] {
            assert_eq!(is_label(text), is_label_of_a_box, "{text}");
        }
    }
}
