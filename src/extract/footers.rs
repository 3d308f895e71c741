//! What a site's software puts under the entries of its feeds: "The post ... appeared first on ...".
//!
//! It finds such words at the end of a text; what is done with them is decided elsewhere.

use serde::Deserialize;

use crate::text;

/// Letters of a site's name, behind a footer, at most.
const SITE: usize = 100;

/// Words around what is each time another.
#[derive(Deserialize, Default)]
pub struct Footers {
    patterns: Vec<String>,
    #[serde(skip)]
    parts: Vec<Vec<String>>,
}

impl Footers {
    /// The same, folded as texts are before they are compared.
    pub fn folded(mut self) -> Footers {
        self.parts = self.patterns.iter().map(|footer| parts(footer)).collect();
        self
    }

    /// Whether a text is such a footer and nothing else.
    pub fn are(&self, text: &str) -> bool {
        let folded = text::fold(text.trim());
        self.parts.iter().any(|footer| ends(footer, &folded))
    }

    /// A text without such a footer at its end.
    pub fn without<'t>(&self, text: &'t str) -> &'t str {
        let starts = text.char_indices().map(|(at, _)| at);
        let is_start = |at: &usize| {
            let before = text
                .get(..*at)
                .and_then(|front| front.trim_end().chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric())
                && text
                    .get(..*at)
                    .is_none_or(|front| !front.ends_with(char::is_alphanumeric))
        };
        let footer = starts
            .filter(is_start)
            .find(|at| text.get(*at..).is_some_and(|tail| self.are(tail)));
        footer
            .and_then(|at| text.get(..at))
            .map_or(text, str::trim_end)
    }
}

/// The words of a pattern between what is each time another.
fn parts(pattern: &str) -> Vec<String> {
    let parts = pattern.split('*').map(|part| text::fold(part.trim()));
    parts.filter(|part| !part.is_empty()).collect()
}

fn ends(footer: &[String], folded: &str) -> bool {
    let Some((first, rest)) = footer.split_first() else {
        return false;
    };
    let Some(mut tail) = folded.strip_prefix(first.as_str()) else {
        return false;
    };
    for part in rest {
        let Some(behind) = tail
            .find(part.as_str())
            .and_then(|at| tail.get(at + part.len()..))
        else {
            return false;
        };
        tail = behind;
    }
    tail.chars().count() <= SITE
}

#[cfg(test)]
mod tests {
    use crate::extract::rules::rules;

    #[test]
    fn the_footer_of_an_entry_is_known_in_many_languages() {
        let check = |text: &str, wanted: &str| {
            assert_eq!(rules().footers.without(text), wanted, "{text}");
        };
        for (text, wanted) in [
            (
                "Hujan turun. The post Hujan appeared first on Kabar Kota.",
                "Hujan turun.",
            ),
            ("The post Hujan appeared first on Kabar Kota.", ""),
            (
                "Regen. Der Beitrag Wie es regnet erschien zuerst auf Stadtblatt.",
                "Regen.",
            ),
            (
                "Pluie. L’article Il pleut est apparu en premier sur Ville.",
                "Pluie.",
            ),
            (
                "Lluvia. La entrada Llueve se publicó primero en Ciudad.",
                "Lluvia.",
            ),
            (
                "Hujan. Artikel Hujan turun pertama kali tampil pada Kota.",
                "Hujan.",
            ),
            (
                "雨。 投稿 雨が降る は 町の新聞 に最初に表示されました。",
                "雨。",
            ),
            (
                "The band appeared first on stage, and the crowd cheered.",
                "The band appeared first on stage, and the crowd cheered.",
            ),
            (
                "The post office closed. It will open again.",
                "The post office closed. It will open again.",
            ),
        ] {
            check(text, wanted);
        }
    }
}
