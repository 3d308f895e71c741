//! Which entry is which story: fingerprints of what a feed says, 8 bytes each.
//!
//! Within its feed an entry is known by its guid, else by its link, else by title and date. Links are compared without
//! what does not change the page: scheme, tracking parameters, trailing slash.

use std::collections::HashMap;

use crate::model::feed::Entry;

/// The fingerprints of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// What it is known by first: guid, else link, else title and date.
    pub identity: i64,
    /// Of its link, when that names a page of its own.
    pub link: Option<i64>,
    /// Of title and body, when it has both.
    pub text: Option<i64>,
    /// Of all that is stored of it.
    pub version: i64,
}

/// The fingerprints of the entries of one feed document. `home` is the site's address: a link to it names no story.
#[must_use]
pub fn keys(entries: &[Entry], home: Option<&str>) -> Vec<Keys> {
    let home = home.map(normalised);
    let mut all: Vec<(Keys, i64)> = entries
        .iter()
        .map(|entry| keys_of(entry, home.as_deref()))
        .collect();
    // A guid or link that different entries carry tells only half of what they are.
    let mut others: HashMap<i64, Option<i64>> = HashMap::with_capacity(all.len());
    for (keys, other) in &all {
        others
            .entry(keys.identity)
            .and_modify(|known| *known = known.filter(|known| known == other))
            .or_insert(Some(*other));
    }
    for (keys, other) in &mut all {
        if others.get(&keys.identity) == Some(&None) {
            keys.identity = Fingerprint::of(b'2')
                .number(keys.identity)
                .number(*other)
                .end();
        }
    }
    all.into_iter().map(|(keys, _)| keys).collect()
}

/// The fingerprints, and what tells entries apart that share their identity.
fn keys_of(entry: &Entry, home: Option<&str>) -> (Keys, i64) {
    let title = entry.title.trim();
    let body = body_of(entry).unwrap_or_default();
    let link = entry
        .link
        .as_deref()
        .map(normalised)
        .filter(|link| Some(link.as_str()) != home && names_a_page(link));
    let link_key = link
        .as_deref()
        .map(|link| Fingerprint::of(b'l').text(link).end());
    let title_key = Fingerprint::of(b't').text(title).end();
    let guid = entry
        .id
        .as_deref()
        .map(str::trim)
        .filter(|id| !id.is_empty());
    let (identity, other) = match (guid, link_key) {
        (Some(guid), _) => (
            Fingerprint::of(b'g').text(guid).end(),
            link_key.unwrap_or(title_key),
        ),
        (None, Some(link)) => (link, title_key),
        (None, None) => {
            let date = entry.published.map_or(0, jiff::Timestamp::as_second);
            (Fingerprint::of(b'd').text(title).number(date).end(), 0)
        }
    };
    let text = Fingerprint::of(b'b').text(title).text(body).end();
    let mut version = Fingerprint::of(b'v')
        .number(text)
        .text(entry.link.as_deref().unwrap_or_default())
        .text(entry.summary.as_deref().unwrap_or_default())
        .number(date_of(entry).unwrap_or(i64::MIN));
    for author in &entry.authors {
        version = version.text(author);
    }
    for category in &entry.categories {
        version = version.text(category);
    }
    for enclosure in &entry.enclosures {
        version = version.text(&enclosure.url);
    }
    let keys = Keys {
        identity,
        link: link_key,
        text: (!title.is_empty() && !body.trim().is_empty()).then_some(text),
        version: version.end(),
    };
    (keys, other)
}

/// The body as far as the feed carries it: the content, else the summary.
#[must_use]
pub fn body_of(entry: &Entry) -> Option<&str> {
    let full = |html: &&str| !html.trim().is_empty();
    let content = entry.content_html.as_deref().filter(full);
    content.or_else(|| entry.summary.as_deref().filter(full))
}

/// The date an entry states, in seconds.
#[must_use]
pub fn date_of(entry: &Entry) -> Option<i64> {
    entry
        .published
        .or(entry.updated)
        .map(jiff::Timestamp::as_second)
}

/// A link without what does not change the page.
#[must_use]
pub fn normalised(link: &str) -> String {
    let link = link.trim();
    let link = match link.split_once("://") {
        Some((scheme, rest)) if is_web(scheme) => rest,
        _ => link,
    };
    let (link, fragment) = split(link, '#');
    let (link, query) = split(link, '?');
    let (host, path) = split(link, '/');
    let mut text = host.to_ascii_lowercase();
    let path = path.trim_end_matches('/');
    if !path.is_empty() {
        text.push('/');
        text.push_str(path);
    }
    let mut sign = '?';
    for parameter in query.split('&') {
        if !parameter.is_empty() && !is_tracking(parameter) {
            text.push(sign);
            text.push_str(parameter);
            sign = '&';
        }
    }
    if !fragment.is_empty() && !is_tracking(fragment) && !fragment.starts_with(":~:") {
        text.push('#');
        text.push_str(fragment);
    }
    text
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn split(text: &str, sign: char) -> (&str, &str) {
    text.split_once(sign).unwrap_or((text, ""))
}

/// Whether a normalised link is more than a host.
fn names_a_page(link: &str) -> bool {
    link.contains(['/', '?', '#'])
}

/// Whether a parameter only says where the reader came from.
fn is_tracking(parameter: &str) -> bool {
    let name = split(parameter, '=').0;
    let starts = |start: &str| {
        name.get(..start.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    TRACKING_STARTS.iter().any(|start| starts(start))
        || TRACKING_NAMES
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
}

const TRACKING_STARTS: &[&str] = &["utm_", "ns_", "at_", "mc_", "pk_", "mtm_", "hsa_"];
const TRACKING_NAMES: &[&str] = &[
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "xtor",
    "spm", "cmpid", "ocid", "_ga", "_gl",
];

/// A fingerprint in the making. Its values are stored, so it must never change.
#[derive(Debug, Clone, Copy)]
pub struct Fingerprint(u64);

impl Fingerprint {
    /// Starts one of a kind; kinds never meet.
    #[must_use]
    pub const fn of(kind: u8) -> Self {
        Self(0x9e37_79b9_7f4a_7c15 ^ ((kind as u64) << 32))
    }

    /// Takes a number in.
    #[must_use]
    pub fn number(self, number: i64) -> Self {
        self.word(number.cast_unsigned())
    }

    /// Takes a text in, with its length, so that `ab`, `c` is not `a`, `bc`.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Takes bytes in, with their length.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self = self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.word(u64::from_le_bytes(last)).word(bytes.len() as u64)
    }

    /// The fingerprint.
    #[must_use]
    pub fn end(self) -> i64 {
        self.word(0x2545_f491_4f6c_dd1d).0.cast_signed()
    }

    /// Multiplies into 128 bits and folds: every bit of the word reaches every bit of the state.
    fn word(self, word: u64) -> Self {
        let product = u128::from(self.0 ^ 0xa076_1d64_78bd_642f)
            .wrapping_mul(u128::from(word ^ 0xe703_7ed1_a0b4_28db));
        Self((product as u64) ^ ((product >> 64) as u64) ^ self.0.rotate_left(23))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_compared_without_what_does_not_change_the_page() {
        let table = [
            (
                "https://A.example/x/?utm_source=rss&id=3&fbclid=1#top",
                "a.example/x?id=3#top",
            ),
            ("http://a.example/x", "a.example/x"),
            ("HTTPS://a.example/x//", "a.example/x"),
            ("https://www.a.example/x?UTM_medium=a", "www.a.example/x"),
            ("https://a.example/#utm_source=x", "a.example"),
            ("https://a.example/a?b=1&c=2", "a.example/a?b=1&c=2"),
            ("https://a.example/a#:~:text=word", "a.example/a"),
            ("urn:x:1", "urn:x:1"),
            ("", ""),
        ];
        for (link, expected) in table {
            assert_eq!(normalised(link), expected, "{link}");
        }
    }

    #[test]
    fn fingerprints_stay_what_they_were() {
        assert_eq!(Fingerprint::of(b'x').text("kabar").number(7).end(), FROZEN);
        assert_ne!(
            Fingerprint::of(b'x').text("ab").text("c").end(),
            Fingerprint::of(b'x').text("a").text("bc").end()
        );
        assert_ne!(
            Fingerprint::of(b'x').text("a").end(),
            Fingerprint::of(b'y').text("a").end()
        );
    }

    const FROZEN: i64 = 5_866_450_383_696_619_528;
}
