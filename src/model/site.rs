//! Sites, and what the reader wants of their pages: rules that say what is never cut from a story, and what always is.

use serde::{Deserialize, Serialize};
use url::Url;

/// A rule of the reader for the pages of one site. All that it names must hold of a block.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The site: a host without `www.`; the hosts below it are meant too.
    pub site: String,
    /// Whether it is kept or cut.
    #[serde(rename = "do")]
    pub deed: Deed,
    /// The reason for which it would be cut, as the reader was told it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The element it stands in: one with a class (`div.box`), or several with the innermost last (`div.story > p`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub element: Option<String>,
    /// Words that it has in a row, or the word that it is; digits and case do not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deed {
    /// It is never cut.
    Keep,
    /// It is always cut.
    Cut,
}

impl Deed {
    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Cut => "cut",
        }
    }
}

/// No rule is longer than this in any of its parts, in bytes.
const LONGEST: usize = 4_000;

impl Rule {
    /// The rule as it is kept: without white space around its parts and without empty ones. The words say what is wrong.
    pub fn checked(self) -> Result<Self, String> {
        let part = |part: Option<String>| {
            let part = part.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
            part.filter(|part| !part.is_empty())
        };
        let site = site_named(&self.site)
            .ok_or_else(|| format!("`{}` is no site; a host is needed", self.site.trim()))?;
        let rule = Self {
            site,
            deed: self.deed,
            reason: part(self.reason),
            element: part(self.element),
            text: part(self.text),
        };
        let parts = [&rule.reason, &rule.element, &rule.text];
        if parts.iter().all(|part| part.is_none()) {
            return Err("a rule needs a reason, an element or a text".to_owned());
        }
        if parts.into_iter().flatten().any(|part| part.len() > LONGEST) {
            return Err("the rule is too long".to_owned());
        }
        Ok(rule)
    }

    /// What it matches, on one line: `element p.more · reason read also`.
    #[must_use]
    pub fn matches(&self) -> String {
        let named = [
            ("reason", &self.reason),
            ("element", &self.element),
            ("text", &self.text),
        ];
        let parts: Vec<String> = named
            .iter()
            .filter_map(|(name, part)| Some(format!("{name} {}", part.as_deref()?)))
            .collect();
        parts.join(" · ")
    }
}

/// The site of an address: its host in lower case, without what only tells one way to it from another.
#[must_use]
pub fn site(url: &Url) -> Option<String> {
    Some(bare(url.host_str()?))
}

/// The site that a person names: a host, or an address of one of its pages.
#[must_use]
pub fn site_named(words: &str) -> Option<String> {
    let words = words.trim();
    let url = Url::parse(words).ok().filter(Url::has_host);
    let url = url.or_else(|| Url::parse(&format!("https://{words}/")).ok());
    url.as_ref().and_then(site).filter(|site| !site.is_empty())
}

/// A site and the sites above it: `news.a.example`, `a.example`.
pub fn above(site: &str) -> impl Iterator<Item = &str> {
    let inner = site
        .match_indices('.')
        .filter_map(|(at, _)| site.get(at + 1..));
    // A part without a dot names no site.
    std::iter::once(site).chain(inner.filter(|above| above.contains('.')))
}

fn bare(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    let short = ["www.", "amp.", "m."]
        .iter()
        .find_map(|prefix| host.strip_prefix(prefix))
        .filter(|short| short.contains('.'));
    short.unwrap_or(&host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> Rule {
        Rule {
            site: " https://WWW.news.example/a/b ".to_owned(),
            deed: Deed::Keep,
            reason: Some("  ".to_owned()),
            element: Some(" div.a  > p ".to_owned()),
            text: None,
        }
    }

    #[test]
    fn a_rule_names_a_site_and_something_of_its_pages() {
        let good = rule().checked().unwrap();
        assert_eq!(good.site, "news.example");
        assert_eq!(good.reason, None);
        assert_eq!(good.matches(), "element div.a > p");
        for (wrong, words) in [
            (
                Rule {
                    element: None,
                    ..rule()
                },
                "a rule needs a reason, an element or a text",
            ),
            (
                Rule {
                    site: "a b".to_owned(),
                    ..rule()
                },
                "`a b` is no site; a host is needed",
            ),
            (
                Rule {
                    text: Some("x".repeat(LONGEST + 1)),
                    ..rule()
                },
                "the rule is too long",
            ),
        ] {
            assert_eq!(wrong.checked().unwrap_err(), words);
        }
    }

    #[test]
    fn one_site_has_many_hosts() {
        for (url, expected) in [
            ("https://www.news.example/a", "news.example"),
            ("https://amp.news.example:8080/a", "news.example"),
            ("https://m.example/", "m.example"),
            ("http://127.0.0.1:9/", "127.0.0.1"),
        ] {
            assert_eq!(site(&Url::parse(url).unwrap()).unwrap(), expected);
        }
        let all: Vec<&str> = above("sport.news.example").collect();
        assert_eq!(all, ["sport.news.example", "news.example"]);
    }
}
