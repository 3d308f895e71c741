//! A page as an archive of the web keeps it: the addresses on it lead into the archive, and are made the page's own again.
//!
//! What else the archive adds, programs and a bar above the page, is no part of a story and is not looked for.

use std::borrow::Cow;

use memchr::memmem;
use url::Url;

/// The archive, and the start of all that it keeps.
const HOST: &str = "web.archive.org";
const KEPT: &str = "/web/";
/// Digits of a moment at which something was kept.
const MOMENT: usize = 14;
/// So many addresses that lead into the archive say that a page is kept there, where they are most of its addresses. A story
/// may lead there once or twice, because it means to.
const MANY: usize = 4;
/// Elements that may be the one with a page's own address, and bytes of one.
const CANONICAL: usize = 8;
const ELEMENT: usize = 600;

/// A page with its address, both without what the archive wrote before addresses; as they are when nobody keeps them.
pub fn page<'h>(html: &'h str, url: Option<&'h Url>) -> (Cow<'h, str>, Option<Cow<'h, Url>>) {
    let own = url.and_then(address).map(Cow::Owned);
    (unwrapped(html, url), own.or(url.map(Cow::Borrowed)))
}

fn unwrapped<'h>(html: &'h str, url: Option<&Url>) -> Cow<'h, str> {
    let may_be = || memmem::find(html.as_bytes(), HOST.as_bytes()).is_some();
    if (url.is_some_and(is_archive) || may_be()) && is_kept(html, url) {
        Cow::Owned(without_prefixes(html))
    } else {
        Cow::Borrowed(html)
    }
}

/// The address of the page that an address of the archive leads to.
fn address(url: &Url) -> Option<Url> {
    is_archive(url)
        .then(|| Url::parse(&without_prefixes(url.as_str())).ok())?
        .filter(|inner| !is_archive(inner))
}

fn is_archive(url: &Url) -> bool {
    url.host_str() == Some(HOST)
}

fn is_kept(html: &str, url: Option<&Url>) -> bool {
    if url.is_some_and(is_archive) || has_own_address(html) {
        return true;
    }
    let kept = html.match_indices(HOST).filter(|(at, _)| {
        let rest = html.get(at + HOST.len()..);
        let front = html.get(..*at).map(|front| front.trim_end_matches('/'));
        let front = front.map(|front| front.trim_end_matches("https:").trim_end_matches("http:"));
        front.is_some_and(|front| front.ends_with(['"', '\'', '=']))
            && rest.and_then(inner).is_some()
    });
    let all: usize = ["=\"http", "='http", "=http"]
        .iter()
        .map(|start| html.matches(start).count())
        .sum();
    let kept = kept.count();
    kept >= MANY && 2 * kept > all
}

/// Whether the address that a page gives for itself leads into the archive.
fn has_own_address(html: &str) -> bool {
    let mut found = html.match_indices("canonical").take(CANONICAL);
    found.any(|(at, _)| {
        let front = html.get(..at).and_then(|front| front.rfind('<'));
        let element = front.and_then(|start| html.get(start..));
        let element = element.and_then(|rest| rest.get(..rest.find('>')?));
        element.is_some_and(|element| element.len() < ELEMENT && leads_there(element))
    })
}

fn leads_there(element: &str) -> bool {
    let mut parts = element.match_indices(HOST);
    parts.any(|(at, _)| element.get(at + HOST.len()..).and_then(inner).is_some())
}

/// What stands behind the archive's own part of an address: `/web/20260303090000im_/https://…`.
fn inner(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix(KEPT)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let rest = rest
        .get(digits..)
        .filter(|_| (4..=MOMENT).contains(&digits))?;
    // How it is to be shown: `id_`, `im_`, `js_`.
    let kind = rest.split_at_checked(3).filter(|(kind, _)| {
        kind.ends_with('_') && kind.bytes().take(2).all(|byte| byte.is_ascii_lowercase())
    });
    let rest = kind.map_or(rest, |(_, rest)| rest).strip_prefix('/')?;
    (rest.starts_with("http://") || rest.starts_with("https://")).then_some(rest)
}

fn without_prefixes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|rest| rest.find(KEPT)) {
        let (front, behind) = rest.split_at_checked(from + at).unwrap_or((rest, ""));
        let Some(inner) = inner(behind) else {
            from += at + KEPT.len();
            continue;
        };
        let front = front.strip_suffix(HOST).map_or(front, |front| {
            let front = front.strip_suffix("//").unwrap_or(front);
            let secure = front.strip_suffix("https:");
            secure
                .or_else(|| front.strip_suffix("http:"))
                .unwrap_or(front)
        });
        out.push_str(front);
        (rest, from) = (inner, 0);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{address, unwrapped};

    #[test]
    fn addresses_of_a_kept_page_are_its_own() {
        let check = |page: &str, wanted: &str| assert_eq!(unwrapped(page, None), wanted, "{page}");
        check(
            "<link rel=canonical href=\"https://web.archive.org/web/20260303090000/https://example.org/a\">\
             <img src='/web/20260303090000im_/http://example.org/a.jpg'>\
             <a href=//web.archive.org/web/20260303090000/https://example.org/b>/web/</a>",
            "<link rel=canonical href=\"https://example.org/a\"><img src='http://example.org/a.jpg'>\
             <a href=https://example.org/b>/web/</a>",
        );
        // A story that leads to what was kept means to.
        let story = "<link rel=canonical href='https://example.org/a'>\
             <a href='https://web.archive.org/web/20260303090000/https://example.org/b'>kept</a>";
        check(story, story);
    }

    #[test]
    fn an_address_of_the_archive_is_one_of_a_page() {
        let check = |url: &str, wanted: Option<&str>| {
            let found = address(&Url::parse(url).unwrap());
            assert_eq!(found.as_ref().map(Url::as_str), wanted, "{url}");
        };
        check(
            "https://web.archive.org/web/20260303id_/https://example.org/a?b=c",
            Some("https://example.org/a?b=c"),
        );
        check("https://web.archive.org/web/", None);
        check("https://example.org/web/2026/https://example.org/", None);
    }
}
