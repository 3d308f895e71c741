//! What the address of a story tells: that it is one, of what scheme, of which day.
//!
//! It knows the address alone, not the page that it stands on.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

/// So many hyphens are between the words of a headline.
const HYPHENS: usize = 3;
/// So many digits in a row are the number of a story.
const DIGITS: usize = 5;

/// Whether an address looks like that of a story: a headline in it, a number, or a day.
#[must_use]
pub fn is_of_a_story(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let last = segments(&url).next_back().unwrap_or_default();
    let runs = last.split(|char: char| !char.is_ascii_digit());
    last.matches('-').count() >= HYPHENS
        || runs.map(str::len).max() >= Some(DIGITS)
        || day(url.path()).is_some()
}

/// Whether an address tells a story by its number in the query, as `/?p=81` does, and not a page of a list.
#[must_use]
pub fn is_by_number(url: &Url) -> bool {
    const LISTS: [&str; 12] = [
        "page", "paged", "pg", "hal", "halaman", "offset", "start", "limit", "cat", "m", "year",
        "per_page",
    ];
    url.query_pairs().any(|(name, value)| {
        let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !LISTS.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// The day that an address states: `/2025/11/03/`; its beginning, by UTC.
#[must_use]
pub fn published(url: &str) -> Option<Timestamp> {
    let url = Url::parse(url).ok()?;
    let midnight = day(url.path())?.at(0, 0, 0, 0);
    TimeZone::UTC.to_timestamp(midnight).ok()
}

fn day(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = parts else {
            return None;
        };
        let number = |part: &str, least: usize, most: usize| {
            let fits = (least..=most).contains(&part.len());
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<i16>().ok().filter(|_| fits && is_number)
        };
        let year = number(year, 4, 4).filter(|year| (1990..2100).contains(year))?;
        let (month, day) = (number(month, 1, 2)?, number(day, 1, 2)?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    })
}

/// How the addresses of some stories are made.
#[derive(Debug)]
pub struct Scheme {
    /// The forms of their paths.
    forms: HashSet<String>,
    /// What all paths begin with.
    first: Option<String>,
}

impl Scheme {
    /// The scheme of some addresses.
    pub fn of<'a>(urls: impl Iterator<Item = &'a str> + Clone) -> Self {
        let parsed: Vec<Url> = urls.filter_map(|url| Url::parse(url).ok()).collect();
        let begins: HashSet<&str> = parsed
            .iter()
            .filter_map(|url| segments(url).next())
            .collect();
        let first = begins.iter().next().filter(|_| begins.len() == 1);
        Self {
            first: first.map(|first| (*first).to_owned()),
            forms: parsed.iter().map(form).collect(),
        }
    }

    /// Whether an address is made so, and could be that of a story.
    #[must_use]
    pub fn fits(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else {
            return false;
        };
        let form = form(&url);
        let begins = segments(&url).next();
        form.contains(['0', '-'])
            && self.forms.contains(&form)
            && (self.first.is_none() || self.first.as_deref() == begins)
    }
}

/// A path without what differs from story to story.
fn form(url: &Url) -> String {
    let one = |segment: &str| {
        let is_number = segment.bytes().all(|byte| byte.is_ascii_digit());
        match segment {
            _ if is_number => "/0",
            _ if segment.matches('-').count() >= HYPHENS - 1 => "/-",
            _ if segment.bytes().any(|byte| byte.is_ascii_digit()) => "/w0",
            _ => "/w",
        }
    };
    segments(url).map(one).collect()
}

fn segments(url: &Url) -> impl DoubleEndedIterator<Item = &str> {
    url.path().split('/').filter(|segment| !segment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_known_by_their_addresses() {
        for (path, is_story, day) in [
            (
                "kota/2025/11/03/jembatan",
                true,
                Some("2025-11-03T00:00:00Z"),
            ),
            (
                "read/2025/1/9/101500/jembatan-baru",
                true,
                Some("2025-01-09T00:00:00Z"),
            ),
            ("kota/jembatan-baru-di-sungai-dibuka", true, None),
            ("kota/d-7812345/jembatan", false, None),
            ("berita-7812345", true, None),
            ("2025/13/40/jembatan", false, None),
            ("kanal/kota", false, None),
            ("tentang-kami", false, None),
        ] {
            let url = format!("https://sungai.example/{path}");
            assert_eq!(is_of_a_story(&url), is_story, "{path}");
            assert_eq!(
                published(&url),
                day.and_then(|day| day.parse().ok()),
                "{path}"
            );
        }
    }

    #[test]
    fn a_number_in_the_query_is_a_story_unless_it_counts_pages() {
        for (query, is_story) in [
            ("?p=81", true),
            ("?lang=id&id=7", true),
            ("?page=2", false),
            ("?Hal=2", false),
            ("?p=", false),
            ("?q=banjir", false),
            ("", false),
        ] {
            let url = Url::parse(&format!("https://a.example/{query}")).unwrap();
            assert_eq!(is_by_number(&url), is_story, "{query}");
        }
    }

    #[test]
    fn addresses_of_one_scheme_differ_in_words_and_numbers_only() {
        let check = |stories: &[&str], fitting: &str, other: &str| {
            let urls: Vec<String> = stories
                .iter()
                .map(|path| format!("https://a.example{path}"))
                .collect();
            let scheme = Scheme::of(urls.iter().map(String::as_str));
            assert!(
                scheme.fits(&format!("https://a.example{fitting}")),
                "{fitting}"
            );
            assert!(
                !scheme.fits(&format!("https://a.example{other}")),
                "{other}"
            );
        };
        check(&["/b/1", "/b/22"], "/b/3", "/promo/4");
        check(
            &["/kota/air-naik-lagi", "/desa/air-sudah-surut"],
            "/laut/ombak-besar-datang",
            "/kota/arsip",
        );
        check(&["/tentang", "/kontak", "/b/1"], "/b/2", "/redaksi");
    }
}
