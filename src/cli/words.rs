//! Words that bend, and addresses that may be shown.

use std::borrow::Cow;

/// An address without the password in it: what is shown may be seen by others.
#[must_use]
pub fn without_password(url: &str) -> Cow<'_, str> {
    let shown = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(host_end)?;
        let (credentials, host) = host.rsplit_once('@')?;
        let (name, _) = credentials.split_once(':')?;
        Some(format!("{scheme}://{name}:…@{host}{path}"))
    };
    shown(url).map_or(Cow::Borrowed(url), Cow::Owned)
}

/// `1 story`, `2 stories`.
#[must_use]
pub fn many(number: usize, what: &str) -> String {
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {what}s"),
    }
}

#[test]
fn one_is_one_and_the_rest_are_many() {
    for (number, what, words) in [
        (1, "story", "1 story"),
        (2, "new story", "2 new stories"),
        (0, "feed", "0 feeds"),
    ] {
        assert_eq!(many(number, what), words);
    }
}

#[test]
fn a_password_is_not_shown() {
    for (url, shown) in [
        (
            "https://ani:p:w@a.example/x@y",
            "https://ani:…@a.example/x@y",
        ),
        ("https://a.example:81/x:y@z", "https://a.example:81/x:y@z"),
        ("https://ani@a.example", "https://ani@a.example"),
        ("file:///tmp/a:b@c", "file:///tmp/a:b@c"),
    ] {
        assert_eq!(without_password(url), shown);
    }
}
