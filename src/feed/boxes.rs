//! What is no news on a page: navigation, boxes of what is popular, sponsors; told by names and headings.

use crate::feed::outline::Element;

/// Whether a class says what an element is, not which of many, nor what a build made up.
#[must_use]
pub fn is_steady(class: &str) -> bool {
    let passing = [
        "first", "last", "active", "odd", "even", "current", "selected", "lazy", "loaded", "new",
    ];
    !class
        .chars()
        .any(|char| char.is_ascii_digit() || !(char.is_alphanumeric() || "-_".contains(char)))
        && !passing
            .iter()
            .any(|word| words(class).any(|part| part == *word))
}

/// The words of a class or id: `most-readBox` as `most`, `read`, `box`.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for char in name.chars() {
        if !char.is_alphanumeric() || (char.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = char.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| char.is_alphanumeric()) {
            word.extend(char.to_lowercase());
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

/// Whether what stands within an element is no news of this page.
#[must_use]
pub fn is_no_news(element: &Element) -> bool {
    const WORDS: [&str; 34] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "footer",
        "sidebar",
        "popular",
        "populer",
        "terpopuler",
        "trending",
        "mostread",
        "ad",
        "ads",
        "advert",
        "advertorial",
        "sponsor",
        "sponsored",
        "promo",
        "iklan",
        "related",
        "terkait",
        "share",
        "social",
        "tags",
        "pagination",
        "pager",
        "comments",
        "cookie",
        "newsletter",
        "login",
        "partner",
        "partners",
    ];
    if matches!(
        element.name.as_str(),
        "nav" | "footer" | "aside" | "form" | "dialog" | "select"
    ) {
        return true;
    }
    // A page says of its body what it has: `has-sidebar`.
    !matches!(element.name.as_str(), "html" | "body" | "main")
        && element
            .classes
            .iter()
            .chain([&element.id])
            .any(|name| words(name).any(|word| WORDS.contains(&word.as_str())))
}

/// Whether a heading stands above a box of what is popular, sponsored or elsewhere.
#[must_use]
pub fn is_of_a_box(heading: &str) -> bool {
    const STARTS: [&str; 21] = [
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
        "sponsor",
        "advertorial",
        "promoted",
        "partner",
        "iklan",
        "berita terkait",
        "related",
        "from our partners",
    ];
    let heading = heading.to_lowercase();
    STARTS.iter().any(|start| heading.starts_with(start))
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
}
